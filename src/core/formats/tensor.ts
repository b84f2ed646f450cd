// Tensors as files hold them: real element types, any shape, row-major. What a model makes of them is core/graph's matter.
// Here are the limits that every reader obeys, and the one place where element bytes become numbers.

import { refuse } from '../errors/index.ts'

interface DataOf {
  readonly float32: Float32Array
  readonly float64: Float64Array
  readonly uint8: Uint8Array
  readonly int8: Int8Array
  readonly uint16: Uint16Array
  readonly int16: Int16Array
  readonly int32: Int32Array
  readonly int64: BigInt64Array
  /** 0 or 1. */
  readonly bool: Uint8Array
}

export type DType = keyof DataOf

/** A tensor; `data` holds the product of `shape` values, the last axis changing fastest. An empty shape: one value. */
export type Tensor = {
  readonly [D in DType]: { readonly dtype: D; readonly shape: readonly number[]; readonly data: DataOf[D] }
}[DType]

/** Name is empty where the file gives none. */
export interface NamedTensor {
  readonly name: string
  readonly tensor: Tensor
}

export type NamedTensors = readonly NamedTensor[]

export interface Limits {
  /** Of a file, and of what is inflated from it. */
  readonly maxBytes: number
  /** Over all tensors of a file. */
  readonly maxElements: number
}

export const DEFAULT_LIMITS: Limits = { maxBytes: 64 << 20, maxElements: 1 << 24 }

export const MAX_RANK = 32
export const MAX_NAME_LENGTH = 256

const ARRAY = {
  float32: Float32Array,
  float64: Float64Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  bool: Uint8Array,
} as const

export const isDType = (value: unknown): value is DType => typeof value === 'string' && Object.hasOwn(ARRAY, value)

export const bytesPerElement = (dtype: DType): number => ARRAY[dtype].BYTES_PER_ELEMENT

export const newData = <D extends DType>(dtype: D, count: number): DataOf[D] => new ARRAY[dtype](count) as DataOf[D]

export const makeTensor = (dtype: DType, shape: readonly number[], data: DataOf[DType]): Tensor =>
  ({ dtype, shape, data }) as Tensor

export const count = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1)

/**
 * Number of values in a shape that a file declares. Zeros are taken as ones for the limit, so that nobody who walks along
 * the axes of an empty tensor walks far.
 */
export function checkShape(shape: readonly number[], limits: Limits, what: string): number {
  if (shape.length > MAX_RANK) refuse('file_malformed', `${what}: ${shape.length} axes, at most ${MAX_RANK}`)
  let product = 1
  for (const n of shape) {
    if (!Number.isSafeInteger(n) || n < 0) refuse('file_malformed', `${what}: an axis of ${n}`)
    product *= Math.max(n, 1)
    if (product > limits.maxElements) break
  }
  if (product > limits.maxElements)
    refuse('file_too_large', `${what}: more than ${limits.maxElements} values are declared`)
  return shape.includes(0) ? 0 : product
}

/** Refuses what a caller may not hand to a writer. Throws RangeError: tensors to write are our own. */
export function checkTensor({ dtype, shape, data }: Tensor): void {
  if (!isDType(dtype) || !(data instanceof ARRAY[dtype])) throw new TypeError(`tensor: data do not fit ${dtype}`)
  if (shape.length > MAX_RANK || !shape.every(n => Number.isSafeInteger(n) && n >= 0))
    throw new RangeError('tensor: shape')
  if (data.length !== count(shape)) throw new RangeError(`tensor: ${data.length} values for the shape [${shape}]`)
  if (dtype === 'bool' && !data.every(value => value <= 1)) throw new RangeError('tensor: bool values are 0 and 1')
}

const HOST_IS_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** A copy of whole elements of `width` bytes, in host order. */
function hostOrder(bytes: Uint8Array, width: number, little: boolean): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes)
  if (width === 1 || little === HOST_IS_LITTLE) return copy
  for (let at = 0; at < copy.length; at += width) copy.subarray(at, at + width).reverse()
  return copy
}

/** The value of IEEE 754 binary16 bits. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
}

/** float16 bits become float32 values; every one of them is exact. */
export const fromHalfs = (bits: Uint16Array): Float32Array => Float32Array.from(bits, halfToNumber)

/** bfloat16 bits are the upper half of a float32's. */
export function fromBfloats(bits: Uint16Array): Float32Array {
  const words = new Uint32Array(bits.length)
  for (let i = 0; i < bits.length; i++) words[i] = bits[i]! << 16
  return new Float32Array(words.buffer)
}

/** Element types that files have: those of tensors, and four that are widened without loss. */
export type FileType = DType | 'float16' | 'bfloat16' | 'uint32' | 'uint64'

export function fileTypeBytes(type: FileType): number {
  if (type === 'float16' || type === 'bfloat16') return 2
  if (type === 'uint32') return 4
  return type === 'uint64' ? 8 : bytesPerElement(type)
}

/** uint64 values as int64; refuses those above 2^63 - 1. */
export function fromUint64s(values: BigUint64Array, what: string): BigInt64Array {
  const signed = new BigInt64Array(values.buffer, values.byteOffset, values.length)
  for (const value of signed) if (value < 0n) refuse('format_unsupported', `${what}: a value above 2^63 - 1`)
  return signed
}

/**
 * A tensor from its elements' bytes, which must be exactly as many as the shape asks for. float16 and bfloat16 become
 * float32, uint32 and uint64 become int64.
 */
export function tensorFromBytes(
  type: FileType,
  shape: readonly number[],
  bytes: Uint8Array,
  little: boolean,
  what: string,
): Tensor {
  const width = fileTypeBytes(type)
  const expected = count(shape) * width
  if (bytes.length < expected)
    refuse('file_truncated', `${what}: ${bytes.length} bytes of data, ${expected} are declared`)
  if (bytes.length > expected)
    refuse('file_malformed', `${what}: ${bytes.length} bytes of data, ${expected} are declared`)
  const { buffer } = hostOrder(bytes, width, little)
  switch (type) {
    case 'float16':
      return { dtype: 'float32', shape, data: fromHalfs(new Uint16Array(buffer)) }
    case 'bfloat16':
      return { dtype: 'float32', shape, data: fromBfloats(new Uint16Array(buffer)) }
    case 'uint32':
      return { dtype: 'int64', shape, data: BigInt64Array.from(new Uint32Array(buffer), BigInt) }
    case 'uint64':
      return { dtype: 'int64', shape, data: fromUint64s(new BigUint64Array(buffer), what) }
    default: {
      const data = new ARRAY[type](buffer)
      if (type === 'bool' && !(data as Uint8Array).every(value => value <= 1))
        refuse('file_malformed', `${what}: a truth value other than 0 and 1`)
      return makeTensor(type, shape, data as DataOf[DType])
    }
  }
}

/** A tensor's elements in little-endian order. */
export function bytesOfTensor({ data }: Tensor): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return hostOrder(bytes, data.BYTES_PER_ELEMENT, true)
}
