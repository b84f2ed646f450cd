// Files of tensors, in and out: .npy, .npz, ONNX TensorProto, IDX, JSON, PNG.
export { readIdx } from './idx.ts'
export { MAX_JSON_DEPTH, readJsonTensors, writeJsonTensors } from './json.ts'
export { readNpy, writeNpy } from './npy.ts'
export { readNpz, writeNpz } from './npz.ts'
export { readPng, writePng } from './png.ts'
export { detectFormat, type Format, type ReadOptions, readTensors } from './read.ts'
export {
  DEFAULT_LIMITS,
  type DType,
  type Limits,
  type NamedTensor,
  type NamedTensors,
  type Tensor,
} from './tensor.ts'
export { readTensorProto, writeTensorProto } from './tensorproto.ts'
