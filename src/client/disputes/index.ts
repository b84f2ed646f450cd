// Disputes from both sides: spec/dispute.md.
export { type Challenger, type ChallengerOptions, createChallenger, type Move, newSalt } from './challenger.ts'
export { createDefender, type Defence, type Defender, type DefenderOptions } from './defender.ts'
export { createReporter, type MisconductMove, type Reporter, type Statements } from './misconduct.ts'
export { type OpenDisputeOptions, openDispute, type Reckoned, reckon } from './open.ts'
export { contradictionIn, signedHeads } from './streams.ts'
export {
  isRight,
  outputsOfTrace,
  partsOfModel,
  type ReceiptTrace,
  traceOfReceipt,
} from './trace.ts'
