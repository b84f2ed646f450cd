// Arguments that a computation was done right, for those who hold nothing but the claim. Defined in spec/proof.md.

export type { Reduced, SumClaim, Term } from './sumcheck/claim.ts'
export { proveSum, type SumProof } from './sumcheck/prover.ts'
export { type SumVerdict, verifySum } from './sumcheck/verifier.ts'
export { Transcript } from './transcript.ts'
