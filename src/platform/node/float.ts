// The float engine: a float model as its publisher made it, run by onnxruntime on the processor. spec/float.md, "Running".
// Its results differ between machines and versions, which is why receipts name both and nothing is replayed. It is no
// dependency: onnxruntime.ts finds it. Runs in a process of its own (engine/), since it is native code on a stranger's file.

import type * as Ort from 'onnxruntime-node'
import { equal } from '../../core/bytes/index.ts'
import { describeOnnx } from '../../core/compile/onnx/describe.ts'
import { refuse, unwrap, WorldError } from '../../core/errors/index.ts'
import {
  encodeRealInterface,
  type FloatModel,
  fitsPort,
  portText,
  REAL_TYPES,
  type RealPort,
  type RealTensor,
  type RealType,
} from '../../core/float/index.ts'
import { findRuntime, runtimePlaces } from './onnxruntime.ts'

export interface FloatEngineOptions {
  readonly home?: string
  /** 1 unless stated. */
  readonly threads?: number
}

export interface FloatSession {
  /** `name/version/provider`, as receipts have it. */
  readonly engine: string
  run(inputs: readonly RealTensor[]): Promise<RealTensor[]>
  close(): Promise<void>
}

const PROVIDER = 'cpu'

/** Refuses a file that reaches outside itself or has other ports than the model states. Throws WorldError runtime_missing, runtime_failed. */
export async function loadFloatModel(model: FloatModel, options: FloatEngineOptions = {}): Promise<FloatSession> {
  if (model.kind !== 'onnx') refuse('operator_unsupported', 'float model: an upstream model is no file to run')
  const { runtime, version } = findRuntime(runtimePlaces(options.home))
  const file = model.files[0]!
  if (model.files.length !== 1) refuse('model_malformed', `float model: ${model.files.length} files, ONNX is one`)
  const { inputs, outputs } = model.ports
  if (!equal(encodeRealInterface(unwrap(describeOnnx(file))), encodeRealInterface(model.ports)))
    refuse('model_malformed', 'float model: its interface is not the one that its ONNX file states')
  let session: Ort.InferenceSession
  try {
    // Bytes and never a path: what a file names outside itself is not even looked for.
    session = await runtime.InferenceSession.create(file, {
      executionProviders: [PROVIDER],
      intraOpNumThreads: options.threads ?? 1,
      interOpNumThreads: 1,
      logSeverityLevel: 4,
    })
  } catch (cause) {
    throw new WorldError('runtime_failed', `onnxruntime cannot load the model: ${text(cause)}`, { cause })
  }
  return {
    engine: `onnxruntime/${version}/${PROVIDER}`,
    async run(tensors) {
      const misfit = inputs.find((port, i) => tensors[i] === undefined || !fitsPort(port, tensors[i]))
      if (misfit !== undefined || tensors.length !== inputs.length)
        refuse('input_shape_mismatch', `the model takes ${inputs.map(portText).join(', ')}`)
      const feeds = Object.fromEntries(inputs.map(({ name }, i) => [name, toRuntime(runtime, tensors[i]!)]))
      let results: Ort.InferenceSession.OnnxValueMapType
      try {
        results = await session.run(feeds)
      } catch (cause) {
        throw new WorldError('runtime_failed', `onnxruntime cannot run the model: ${text(cause)}`, { cause })
      }
      return outputs.map(port => fromRuntime(port, results[port.name] as Ort.Tensor | undefined))
    },
    close: () => session.release(),
  }
}

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300)

const ARRAYS = {
  float32: Float32Array,
  float64: Float64Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  bool: Uint8Array,
} as const satisfies Record<RealType, unknown>

/** Both ways rest on the machine being little-endian, as every platform of spec/versions.md is. */
function toRuntime(runtime: typeof Ort, { dtype, shape, bytes }: RealTensor): Ort.Tensor {
  const { buffer } = Uint8Array.from(bytes)
  return new runtime.Tensor(dtype as 'float32', new ARRAYS[dtype](buffer) as Float32Array, [...shape])
}

function fromRuntime(port: RealPort, result: Ort.Tensor | undefined): RealTensor {
  if (result === undefined)
    return refuse('model_malformed', `output ${JSON.stringify(port.name)}: the model gives none`)
  const { data, dims, type } = result
  if (!ArrayBuffer.isView(data) || type !== port.dtype)
    return refuse('datatype_unsupported', `output ${JSON.stringify(port.name)}: ${type}, ${port.dtype} is stated`)
  const view = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength)
  // A copy: the runtime keeps what it has given.
  const tensor = { dtype: port.dtype, shape: [...dims], bytes: Uint8Array.from(view) }
  if (!fitsPort(port, tensor) || tensor.bytes.length !== dims.reduce((n, m) => n * m, REAL_TYPES[port.dtype].bytes))
    refuse('model_malformed', `output: shape [${dims.join(', ')}], ${portText(port)} is stated`)
  return tensor
}
