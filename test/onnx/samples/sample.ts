// Conformance cases of our own: one operator, small tensors, what is expected computed by onnxruntime when the test runs.

import { create, toBinary } from '@bufbuild/protobuf'
import * as ort from 'onnxruntime-node'
import { Random } from '../../../bench/models/random.ts'
import {
  type AttributeProto,
  AttributeProtoSchema,
  type GraphProto,
  type ModelProto,
  ModelProtoSchema,
  TensorProtoSchema,
  TypeProtoSchema,
} from '../../../src/core/compile/onnx/generated/onnx_pb.ts'
import type { Tensor } from '../../../src/core/formats/index.ts'
import type { CaseValue, ConformanceCase } from '../case.ts'

export const FLOAT = 1
export const UINT8 = 2
export const INT8 = 3
export const INT32 = 6
export const INT64 = 7
export const BOOL = 9

/** A tensor: its dimensions alone (normal deviates), or with its numbers. */
export type Spec =
  | readonly number[]
  | { readonly dims: readonly number[]; readonly data: readonly number[]; readonly type?: number }

export type AttributeSpec =
  | number
  | string
  | readonly number[]
  | readonly string[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly graph: GraphProto }
  | { readonly tensor: Spec }

export interface Sample {
  readonly op: string
  readonly domain?: string
  /** The version of the other domain; 3 unless stated. */
  readonly domainVersion?: number
  readonly opset?: number
  /** null for an optional operand that is left out. */
  readonly inputs: readonly (Spec | null)[]
  readonly attributes?: Readonly<Record<string, AttributeSpec>>
  /** Element types of the outputs; one of float32 unless stated. */
  readonly outputs?: readonly number[]
}

export const int64 = (...data: readonly number[]): Spec => ({ dims: [data.length], data, type: INT64 })
export const scalar = (value: number, type = FLOAT): Spec => ({ dims: [], data: [value], type })
/** Numbers from `low` to `high` in equal steps. */
export function ramp(low: number, high: number, ...dims: readonly number[]): Spec {
  const count = dims.reduce((a, b) => a * b, 1)
  return { dims, data: Array.from({ length: count }, (_, i) => low + ((high - low) * i) / Math.max(1, count - 1)) }
}

const TYPES: Readonly<Record<number, { dtype: Tensor['dtype']; make: (data: readonly number[]) => Tensor['data'] }>> = {
  [FLOAT]: { dtype: 'float32', make: data => Float32Array.from(data) },
  [UINT8]: { dtype: 'uint8', make: data => Uint8Array.from(data) },
  [INT8]: { dtype: 'int8', make: data => Int8Array.from(data) },
  [INT32]: { dtype: 'int32', make: data => Int32Array.from(data) },
  [INT64]: { dtype: 'int64', make: data => BigInt64Array.from(data.map(BigInt)) },
  [BOOL]: { dtype: 'bool', make: data => Uint8Array.from(data) },
}

function attributeOf(name: string, value: AttributeSpec): AttributeProto {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
  if (typeof value === 'number') return create(AttributeProtoSchema, { name, type: 2, i: BigInt(value) })
  if (typeof value === 'string') return create(AttributeProtoSchema, { name, type: 3, s: utf8(value) })
  if ('float' in value) return create(AttributeProtoSchema, { name, type: 1, f: value.float })
  if ('floats' in value) return create(AttributeProtoSchema, { name, type: 6, floats: [...value.floats] })
  if ('tensor' in value)
    return create(AttributeProtoSchema, { name, type: 4, t: drawn('', value.tensor, new Random(0)).proto })
  if ('graph' in value) return create(AttributeProtoSchema, { name, type: 5, g: value.graph })
  const list: readonly (number | string)[] = value
  return typeof list[0] === 'string'
    ? create(AttributeProtoSchema, { name, type: 8, strings: list.map(text => utf8(String(text))) })
    : create(AttributeProtoSchema, { name, type: 7, ints: list.map(n => BigInt(n)) })
}

const dimensions = (dims: readonly number[]) => ({
  dim: dims.map(n => ({ value: { case: 'dimValue' as const, value: BigInt(n) } })),
})

const tensorType = (elemType: number, dims?: readonly number[]) =>
  create(TypeProtoSchema, {
    value: { case: 'tensorType', value: { elemType, ...(dims === undefined ? {} : { shape: dimensions(dims) }) } },
  })

function drawn(name: string, spec: Spec, random: Random): CaseValue {
  const {
    dims,
    data,
    type = FLOAT,
  } = 'dims' in spec ? spec : { dims: spec, data: [...random.normal(spec.reduce((a, b) => a * b, 1))], type: FLOAT }
  return tensorValue(name, type, dims, TYPES[type]!.make(data))
}

function tensorValue(name: string, type: number, dims: readonly number[], data: Tensor['data']): CaseValue {
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return {
    name,
    type,
    tensor: { dtype: TYPES[type]!.dtype, shape: dims, data } as Tensor,
    proto: create(TensorProtoSchema, { name, dims: dims.map(BigInt), dataType: type, rawData }),
  }
}

/** The sample as a conformance case; expected outputs by onnxruntime. */
export async function caseOf(sample: Sample, name: string): Promise<ConformanceCase> {
  const { op, domain = '', domainVersion = 3, opset = 17, outputs = [FLOAT], attributes = {} } = sample
  const random = new Random([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7))
  const inputs = sample.inputs.map((spec, i) => (spec === null ? null : drawn(`in${i}`, spec, random)))
  const given = inputs.filter(value => value !== null)
  const model: ModelProto = create(ModelProtoSchema, {
    irVersion: 8n,
    opsetImport: [
      { domain: '', version: BigInt(opset) },
      ...(domain === '' ? [] : [{ domain, version: BigInt(domainVersion) }]),
    ],
    graph: {
      name: 'sample',
      node: [
        {
          opType: op,
          domain,
          input: inputs.map(value => value?.name ?? ''),
          output: outputs.map((_, i) => `out${i}`),
          attribute: Object.entries(attributes).map(([key, value]) => attributeOf(key, value)),
        },
      ],
      input: given.map(value => ({ name: value.name, type: tensorType(value.type, value.tensor.shape) })),
      output: outputs.map((type, i) => ({ name: `out${i}`, type: tensorType(type) })),
    },
  })
  const bytes = toBinary(ModelProtoSchema, model)
  const session = await ort.InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 4 })
  const make = ort.Tensor as new (type: string, data: unknown, dims: readonly number[]) => ort.Tensor
  const feeds = given.map(value => [value.name, new make(value.tensor.dtype, value.tensor.data, value.tensor.shape)])
  const results = await session.run(Object.fromEntries(feeds))
  await session.release()
  const expected = outputs.map((type, i) => {
    const { dims, data } = results[`out${i}`]!
    return tensorValue(`out${i}`, type, dims, data as Tensor['data'])
  })
  return { name, model, bytes, sets: [{ inputs: given, outputs: expected }] }
}
