// A commitment to a multilinear polynomial, opened at points (spec/proof.md, "Commitment").

export {
  type CommitmentError,
  type CommitmentParameters,
  commitmentError,
  commitmentParameters,
} from './parameters.ts'
export { type Commitment, commit, type Opening, openCommitment } from './prover.ts'
export { type OpeningVerdict, verifyOpening } from './verifier.ts'
