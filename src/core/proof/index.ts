// Arguments that a computation was done right, for those who hold nothing but the claim. Defined in spec/proof.md.

export {
  type Commitment,
  type CommitmentError,
  type CommitmentParameters,
  commit,
  commitmentError,
  commitmentParameters,
  type Opening,
  type OpeningVerdict,
  openCommitment,
  verifyOpening,
} from './commitment/index.ts'
export { type FractionClaim, fractionBytes, fractionError } from './fractions/claim.ts'
export { type FractionProof, proveFractions } from './fractions/prover.ts'
export { type FractionVerdict, verifyFractions } from './fractions/verifier.ts'
export type { Reduced, SumClaim, Term } from './sumcheck/claim.ts'
export { proveSum, type SumProof } from './sumcheck/prover.ts'
export { type SumVerdict, verifySum } from './sumcheck/verifier.ts'
export { Transcript } from './transcript.ts'
