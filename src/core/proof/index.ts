// Arguments that a computation was done right, for those who hold nothing but the claim. Defined in spec/proof.md. This is
// what a verifier takes; provers take prover.ts.

export { decodeProof, encodeProof, MAX_PROOF_BYTES, type ProofFile } from './run/file.ts'
export { type ProofSize, proofSize } from './run/size.ts'
export { type RunStatement, statementOf } from './run/statement.ts'
export { type ProofWeights, type Proved, soundnessOfRun, type VerifyRunOptions, verifyRun } from './run/verify.ts'
export type { Cause, Soundness } from './system/soundness.ts'
