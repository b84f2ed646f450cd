// Float models: identity, file, interface, tensors. spec/float.md.
export { type AnyModel, decodeAnyModel, interfaceBytesOf } from './any.ts'
export {
  decodeFloatModel,
  encodeFloatModel,
  FLOAT_WEIGHTS,
  type FloatModel,
  floatName,
  isFloatFile,
  isFloatIdentity,
  isFloatRoot,
  makeFloatModel,
} from './container.ts'
export { type AnyInterface, decodeAnyInterface, decodeRealInterface, encodeRealInterface } from './interface.ts'
export {
  createLineReader,
  createLineWriter,
  type LineReader,
  MAX_LINE_BYTES,
  MAX_LINES_BYTES,
} from './lines.ts'
export {
  fitsPort,
  isReal,
  leadingOf,
  portText,
  realFault,
  realPortRoot,
  realTensor,
  realValues,
  valueCount,
} from './tensor.ts'
export * from './types.ts'
export { makeUpstreamModel, upstreamFrom } from './upstream.ts'
export { isUpstreamInterface, readUpstream, UPSTREAM_NAME, UPSTREAM_PORTS, type Upstream } from './upstreamFile.ts'
