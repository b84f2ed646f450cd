// What a prover takes beside index.ts: proofs of runs, and commitments to a model's weights. spec/proof.md.

export { commitModel, proveRun } from './run/prove.ts'
export type { ProvePhase } from './system/prover.ts'
