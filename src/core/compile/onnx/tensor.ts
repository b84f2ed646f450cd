// TensorProto to numbers: spec/compile.md, "Tensors". What a tensor declares is compared with the bytes that are there before
// anything is allocated; data in other files are refused and never looked for.

import { refuse } from '../../errors/index.ts'
import { quote } from '../limits.ts'
import type { TensorProto } from './generated/onnx_pb.ts'

/** A constant of the imported graph. Integers are kept as doubles, those of 64 bits beyond 2^53 as the nearest one inside. */
export interface Constant {
  readonly dims: readonly number[]
  readonly kind: 'float' | 'int'
  /** ONNX element type. */
  readonly type: number
  readonly data: Float32Array | Float64Array
}

/** ONNX element types that are read: name, bytes in raw_data, typed field, kind. */
const TYPES: Readonly<Record<number, { name: string; size: number; typed: TypedField; kind: 'float' | 'int' }>> = {
  1: { name: 'float32', size: 4, typed: 'floatData', kind: 'float' },
  2: { name: 'uint8', size: 1, typed: 'int32Data', kind: 'int' },
  3: { name: 'int8', size: 1, typed: 'int32Data', kind: 'int' },
  4: { name: 'uint16', size: 2, typed: 'int32Data', kind: 'int' },
  5: { name: 'int16', size: 2, typed: 'int32Data', kind: 'int' },
  6: { name: 'int32', size: 4, typed: 'int32Data', kind: 'int' },
  7: { name: 'int64', size: 8, typed: 'int64Data', kind: 'int' },
  9: { name: 'bool', size: 1, typed: 'int32Data', kind: 'int' },
  10: { name: 'float16', size: 2, typed: 'int32Data', kind: 'float' },
  11: { name: 'float64', size: 8, typed: 'doubleData', kind: 'float' },
  12: { name: 'uint32', size: 4, typed: 'uint64Data', kind: 'int' },
  13: { name: 'uint64', size: 8, typed: 'uint64Data', kind: 'int' },
  16: { name: 'bfloat16', size: 2, typed: 'int32Data', kind: 'float' },
}

/** Is it a type of real numbers (else of integers, bool among them)? */
export const isFloat = (type: number): boolean => TYPES[type]?.kind === 'float'
/** Can values of this ONNX element type be read at all? */
export const isElementType = (type: number): boolean => TYPES[type] !== undefined
export const typeName = (type: number): string => TYPES[type]?.name ?? `type ${type}`

/** A constant of numbers made here. */
export const constantOf = (type: number, dims: readonly number[], values: ArrayLike<number>): Constant =>
  isFloat(type)
    ? { dims, kind: 'float', type, data: values instanceof Float32Array ? values : Float32Array.from(values) }
    : { dims, kind: 'int', type, data: values instanceof Float64Array ? values : Float64Array.from(values) }

type TypedField = 'floatData' | 'int32Data' | 'int64Data' | 'doubleData' | 'uint64Data'
const TYPED: readonly TypedField[] = ['floatData', 'int32Data', 'int64Data', 'doubleData', 'uint64Data']

/** A dimension or axis out of the file as a number. */
export function toNumber(value: bigint, what: string): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < -BigInt(Number.MAX_SAFE_INTEGER))
    refuse('graph_invalid', `${what}: number ${value} is too large`)
  return Number(value)
}

/** An integer of a tensor: INT64_MAX, as exporters write "to the end", becomes the largest exact one. */
export const saturated = (value: bigint): number =>
  Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(value)))

/** The tensor's dimensions; refuses negative ones, zero but in an empty list, and products that no machine has room for. */
function dimsOf(tensor: TensorProto, what: string): number[] {
  if (tensor.dims.length > 32) refuse('graph_invalid', `${what}: ${tensor.dims.length} dimensions`)
  const dims = tensor.dims.map(n => toNumber(n, what))
  let count = 1
  for (const n of dims) {
    if (n < 0) refuse('graph_invalid', `${what}: dimension ${n} is negative`)
    if (n === 0 && dims.length > 1) refuse('graph_invalid', `${what}: a dimension is zero`)
    count *= n
    if (count > 2 ** 40) refuse('file_truncated', `${what}: declares more elements than any file holds`)
  }
  return dims
}

/** Refuses a tensor whose declaration and bytes do not agree. Allocates nothing. */
export function checkTensor(tensor: TensorProto, what = `tensor ${quote(tensor.name)}`): number[] {
  if (tensor.dataLocation !== 0 || tensor.externalData.length > 0) {
    refuse('external_data_refused', `${what}: its data lie in another file`, {
      hint: 'Save the model with its weights inside (onnx.save with save_as_external_data=False).',
      facts: { tensor: tensor.name.slice(0, 80) },
    })
  }
  if (tensor.segment !== undefined) refuse('external_data_refused', `${what}: it is a segment of a larger tensor`)
  const dims = dimsOf(tensor, what)
  const type = TYPES[tensor.dataType]
  if (type === undefined) refuse('attribute_unsupported', `${what}: element type ${tensor.dataType} is not supported`)
  const count = dims.reduce((product, n) => product * n, 1)
  const filled = TYPED.filter(field => tensor[field].length > 0)
  const bad = (present: number | string): never =>
    refuse('file_truncated', `${what}: ${count} values of ${type.name} declared, ${present} are there`, {
      facts: { tensor: tensor.name.slice(0, 80), dims },
    })
  if (tensor.rawData.length > 0) {
    if (filled.length > 0) refuse('file_malformed', `${what}: raw and typed data at once`)
    if (tensor.rawData.length !== count * type.size) bad(`${tensor.rawData.length} bytes`)
    return dims
  }
  if (filled.length > 1 || (filled.length === 1 && filled[0] !== type.typed))
    refuse('file_malformed', `${what}: data in a field that does not fit ${type.name}`)
  const bytes = tensor[type.typed]
  const fixed = type.typed === 'floatData' ? 4 : type.typed === 'doubleData' ? 8 : 0
  if (fixed > 0) {
    if (bytes.length !== count * fixed) bad(bytes.length / fixed)
    return dims
  }
  let numbers = 0
  for (const byte of bytes) if (byte < 128) numbers++
  if (numbers !== count) bad(numbers)
  return dims
}

function half(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
}

const word = new DataView(new ArrayBuffer(4))
function brain(bits: number): number {
  word.setUint32(0, bits * 65536)
  return word.getFloat32(0)
}

/** Packed varints, each the 64-bit two's complement form of a number. */
function varints(bytes: Uint8Array, count: number, signed: boolean, what: string): Float64Array {
  const out = new Float64Array(count)
  let at = 0
  for (let i = 0; i < count; i++) {
    let value = 0n
    let shift = 0n
    for (;;) {
      const byte = bytes[at++]
      if (byte === undefined || shift > 63n) return refuse('file_malformed', `${what}: a number of more than 10 bytes`)
      value |= BigInt(byte & 127) << shift
      shift += 7n
      if (byte < 128) break
    }
    out[i] = saturated(signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value))
  }
  return out
}

/** Decodes a tensor that `checkTensor` has passed, or refuses it. */
export function readTensor(tensor: TensorProto, what = `tensor ${quote(tensor.name)}`): Constant {
  const dims = checkTensor(tensor, what)
  const count = dims.reduce((product, n) => product * n, 1)
  const type = TYPES[tensor.dataType]!
  const raw = tensor.rawData.length > 0
  const bytes = raw ? tensor.rawData : tensor[type.typed]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const data = type.kind === 'float' ? new Float32Array(count) : new Float64Array(count)
  const fill = (read: (i: number) => number): Constant => {
    for (let i = 0; i < count; i++) data[i] = read(i)
    return { dims, kind: type.kind, type: tensor.dataType, data }
  }
  if (type.typed === 'floatData') return fill(i => view.getFloat32(4 * i, true))
  if (type.typed === 'doubleData') return fill(i => view.getFloat64(8 * i, true))
  if (!raw) {
    const numbers = varints(bytes, count, type.typed !== 'uint64Data', what)
    if (type.kind === 'int') return { dims, kind: 'int', type: tensor.dataType, data: numbers }
    // float16 and bfloat16 as the bit patterns of int32_data.
    return fill(i => (tensor.dataType === 10 ? half(numbers[i]! & 65535) : brain(numbers[i]! & 65535)))
  }
  switch (tensor.dataType) {
    case 2:
    case 9:
      return fill(i => view.getUint8(i))
    case 3:
      return fill(i => view.getInt8(i))
    case 4:
      return fill(i => view.getUint16(2 * i, true))
    case 5:
      return fill(i => view.getInt16(2 * i, true))
    case 6:
      return fill(i => view.getInt32(4 * i, true))
    case 12:
      return fill(i => view.getUint32(4 * i, true))
    case 10:
      return fill(i => half(view.getUint16(2 * i, true)))
    case 16:
      return fill(i => brain(view.getUint16(2 * i, true)))
    default:
      return fill(i =>
        saturated(tensor.dataType === 7 ? view.getBigInt64(8 * i, true) : view.getBigUint64(8 * i, true)),
      )
  }
}

/** A tensor's numbers in double precision, where `readTensor` keeps float64 as float32. */
export function readDoubles(tensor: TensorProto, what: string): Float64Array {
  const { data, dims } = readTensor(tensor, what)
  if (tensor.dataType !== 11) return Float64Array.from(data)
  const bytes = tensor.rawData.length > 0 ? tensor.rawData : tensor.doubleData
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float64Array.from({ length: dims.reduce((product, n) => product * n, 1) }, (_, i) =>
    view.getFloat64(8 * i, true),
  )
}
