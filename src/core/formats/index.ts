// Files of tensors, in and out: .npy, .npz, ONNX TensorProto, IDX, JSON, PNG; and files of weights: GGUF.
export { type GgufFile, type GgufValue, isGguf, openGguf, parseGguf } from './gguf.ts'
export { readIdx, writeIdx } from './idx.ts'
export { readJsonTensors, writeJsonTensors } from './json.ts'
export { readNpy, writeNpy } from './npy.ts'
export { readNpz, writeNpz } from './npz.ts'
export { readPng, writePng } from './png.ts'
export { detectFormat, type Format, type ReadOptions, readTensors } from './read.ts'
export { type ByteSource, memorySource, type StoredTensor, type StoredType } from './stored.ts'
export {
  type DType,
  type Limits,
  makeTensor,
  type NamedTensor,
  type NamedTensors,
  newData,
  type Tensor,
} from './tensor.ts'
export { readTensorProto, writeTensorProto } from './tensorproto.ts'
