// Tensors of float models: between values and canonical bytes, and their root in receipts. spec/float.md, "Tensors".

import { concat, utf8 } from '../bytes/index.ts'
import { leafHashesOfBytes, merkleRoot, sha256 } from '../crypto/index.ts'
import { refuse } from '../errors/index.ts'
import { REAL_TYPES, type RealPort, type RealTensor, type RealType } from './types.ts'

const PORTS_DOMAIN = utf8('assay/float-ports/1')

export const isReal = (tensor: object): tensor is RealTensor => 'dtype' in tensor

export const valueCount = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1)

/** Length of the leading axis: what is counted and paid for. */
export const leadingOf = ({ shape }: Pick<RealTensor, 'shape'>): number => shape[0] ?? 1

interface Access {
  readonly get: (view: DataView, at: number) => number | bigint
  readonly set: (view: DataView, at: number, value: number | bigint) => void
  /** Bounds of integers; absent: reals. */
  readonly range?: readonly [bigint, bigint]
}

const signed = (bits: number): readonly [bigint, bigint] => [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n]
const unsigned = (bits: number): readonly [bigint, bigint] => [0n, 2n ** BigInt(bits) - 1n]

const ACCESS: { readonly [T in RealType]: Access } = {
  float32: { get: (v, at) => v.getFloat32(at, true), set: (v, at, x) => v.setFloat32(at, Number(x), true) },
  float64: { get: (v, at) => v.getFloat64(at, true), set: (v, at, x) => v.setFloat64(at, Number(x), true) },
  uint8: { get: (v, at) => v.getUint8(at), set: (v, at, x) => v.setUint8(at, Number(x)), range: unsigned(8) },
  int8: { get: (v, at) => v.getInt8(at), set: (v, at, x) => v.setInt8(at, Number(x)), range: signed(8) },
  uint16: {
    get: (v, at) => v.getUint16(at, true),
    set: (v, at, x) => v.setUint16(at, Number(x), true),
    range: unsigned(16),
  },
  int16: {
    get: (v, at) => v.getInt16(at, true),
    set: (v, at, x) => v.setInt16(at, Number(x), true),
    range: signed(16),
  },
  int32: {
    get: (v, at) => v.getInt32(at, true),
    set: (v, at, x) => v.setInt32(at, Number(x), true),
    range: signed(32),
  },
  int64: {
    get: (v, at) => v.getBigInt64(at, true),
    set: (v, at, x) => v.setBigInt64(at, BigInt(x), true),
    range: signed(64),
  },
  bool: { get: (v, at) => v.getUint8(at), set: (v, at, x) => v.setUint8(at, Number(x)), range: [0n, 1n] },
}

/** Values to a tensor. Refuses a count that is not the shape's, and what the type does not hold. */
export function realTensor(
  dtype: RealType,
  shape: readonly number[],
  values: ArrayLike<number | bigint>,
  what: string,
): RealTensor {
  const count = valueCount(shape)
  if (values.length !== count)
    refuse('input_shape_mismatch', `${what}: ${values.length} values, [${shape.join(', ')}] holds ${count}`)
  const size = REAL_TYPES[dtype].bytes
  const bytes = new Uint8Array(count * size)
  const view = new DataView(bytes.buffer)
  const { set, range } = ACCESS[dtype]
  for (let i = 0; i < count; i++) {
    const value = values[i]!
    if (range !== undefined) {
      const whole = typeof value === 'bigint' || Number.isInteger(value)
      if (!whole || BigInt(value) < range[0] || BigInt(value) > range[1])
        refuse('input_invalid', `${what}: value ${i} is ${value}, not of ${dtype}`)
    }
    set(view, i * size, value)
  }
  return { dtype, shape, bytes }
}

/** A tensor's values; integers of 64 bits as bigints. */
export function realValues({ dtype, shape, bytes }: RealTensor): (number | bigint)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = REAL_TYPES[dtype].bytes
  const { get } = ACCESS[dtype]
  return Array.from({ length: valueCount(shape) }, (_, i) => get(view, i * size))
}

/** The reason why bytes are not the canonical form of such a tensor, or null. */
export function realFault({ dtype, shape, bytes }: RealTensor): string | null {
  if (bytes.length !== valueCount(shape) * REAL_TYPES[dtype].bytes) return 'its data do not fit its type and shape'
  if (dtype === 'bool' && bytes.some(byte => byte > 1)) return 'a truth value is neither 0 nor 1'
  return null
}

/** Does the tensor fit what the port states? */
export const fitsPort = (port: RealPort, { dtype, shape }: RealTensor): boolean =>
  dtype === port.dtype &&
  (port.shape === null ||
    (port.shape.length === shape.length && port.shape.every((n, axis) => n === 0 || n === shape[axis])))

export const portText = ({ name, dtype, shape }: RealPort): string =>
  `${JSON.stringify(name)} ${dtype} ${shape === null ? 'of any shape' : `[${shape.map(n => (n === 0 ? '?' : n)).join(', ')}]`}`

/**
 * Port root of a float model's run: binds types, whole shapes and bytes, in port order. Its domain is not that of exact
 * models: no tensor of one kind has the root of one of the other.
 */
export function realPortRoot(tensors: readonly RealTensor[]): Uint8Array {
  const u32 = (n: number): Uint8Array => Uint8Array.of(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255)
  return sha256(
    concat(
      PORTS_DOMAIN,
      u32(tensors.length),
      ...tensors.flatMap(({ dtype, shape, bytes }) => [
        Uint8Array.of(REAL_TYPES[dtype].code, shape.length),
        ...shape.map(u32),
        merkleRoot(leafHashesOfBytes(bytes)),
      ]),
    ),
  )
}
