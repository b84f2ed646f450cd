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
  byteLength,
  encodeType,
  leafIndexOf,
  OUTPUT,
  PARTS_OF_OP,
  type PartType,
  partType,
  SCORES,
  scoresBefore,
  scoreWidth,
  TURNED,
  TYPE_BYTES,
  traceLeaves,
} from './layout.ts'
export { type PartTree, partsOf, type Trace, TraceRoot, traceOf } from './tree.ts'
