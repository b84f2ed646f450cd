// Traces: what a run computes on the way, committed to as one Merkle tree (spec/trace.md).
export { scoresOf, turnedOf } from './attention.ts'
export {
  isBottom,
  leavesOfTree,
  nodeOf,
  OPENING_LEVELS,
  openPlace,
  type Place,
  type PlaceOpening,
  partAt,
  traceLeafOf,
  WithheldTrace,
} from './claimed.ts'
export {
  blocksOf,
  byteLength,
  DRAW_BYTES,
  encodeType,
  leafIndexOf,
  OUTPUT,
  PARTS_OF_OP,
  type PartType,
  partType,
  SAMPLER_BLOCK,
  SAMPLER_DRAWS,
  SAMPLER_SCORES,
  SAMPLER_SUMS,
  type Sampled,
  SCORES,
  SUMS_BYTES,
  samplerPart,
  scoresBefore,
  scoreWidth,
  TURNED,
  TYPE_BYTES,
  traceBytes,
  traceLeaves,
} from './layout.ts'
export { fastScoresOf } from './scores.ts'
export { copiedBy, type PartTree, partsOf, replaced, type Trace, TraceRoot, traceOf } from './tree.ts'
