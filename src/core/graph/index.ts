// The exact graph: types, ops, canonical encoding, identities, bounds, the model file.
export { contextOf, isCausal } from './causal.ts'
export { analyze, checkGraph, type GraphBounds, nameOf } from './check.ts'
export {
  decodeModel,
  decodeModelHead,
  type ExactModel,
  encodeModel,
  headBytes,
  type Manifest,
  type ModelFileHead,
  makeModel,
  parseManifest,
} from './container.ts'
export { DESCRIPTOR_BYTES, decodeGraph, decodeOp, encodeGraph, encodeOp } from './descriptor.ts'
export {
  graphTree,
  type Identity,
  identify,
  modelIdOf,
  NONE,
  portRoot,
  tensorBytes,
  tensorFromBytes,
  tensorRoot,
  weightsTree,
} from './identity.ts'
export {
  checkInterface,
  DTYPES,
  type Dtype,
  decodeInterface,
  encodeInterface,
  exceeded,
  type ModelInterface,
  type Pixels,
  type Port,
  pixelsToIntegers,
  toIntegers,
  toReals,
} from './interface.ts'
export { type Language, type LanguagePorts, languagePorts } from './language.ts'
export { type AttentionScale, attentionScale, meanShift, scoreOf } from './ops/attention.ts'
export { OPS } from './ops/index.ts'
export { type NormScale, normScale } from './ops/norm.ts'
export { countedTaps, reciprocal } from './ops/pool.ts'
export { roundDivide } from './ops/product.ts'
export { entryOf } from './ops/select.ts'
export { normalized, tableAt, weightAt } from './ops/table.ts'
export { outputLength, windowStart } from './ops/window.ts'
export * from './types.ts'
export {
  type RowLayout,
  type RowParameters,
  readConstant,
  readEmbedding,
  readIndices,
  readRows,
  readTable,
  rowLayout,
  type TableRows,
  WeightWriter,
} from './weights.ts'
export { checkWork, workOf } from './work.ts'
