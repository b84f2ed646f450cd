// Files of tensors, in and out: .npy, .npz, ONNX TensorProto, IDX, JSON, PNG; and files of weights:
// GGUF, safetensors, llama2.c.
export {
  isJsonObject,
  type JsonLimits,
  type JsonObject,
  type JsonValue,
  parseBoundedJson,
} from './boundedJson.ts'
export { toFloats } from './dequantize.ts'
export { type GgufFile, type GgufValue, isGguf, openGguf, parseGguf, readGguf } from './gguf.ts'
export { readIdx, writeIdx } from './idx.ts'
export { readJsonTensors, writeJsonTensors } from './json.ts'
export { type Llama2cFile, parseLlama2c, readLlama2c } from './llama2c.ts'
export { readNpy, writeNpy } from './npy.ts'
export { readNpz, writeNpz } from './npz.ts'
export { readPng, writePng } from './png.ts'
export { detectFormat, type Format, type ReadOptions, readTensors } from './read.ts'
export { parseSafetensors, readSafetensors, readShards } from './safetensors.ts'
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
