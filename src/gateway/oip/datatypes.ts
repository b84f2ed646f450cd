// Tensor datatypes of the Open Inference Protocol, from JSON and from the binary extension: spec/gateway.md, "Datatypes".
// Little-endian, row-major. BYTES is refused: no port of this version takes strings.

import { refuse } from '../../core/errors/index.ts'

interface Datatype {
  readonly bytes: number
  readonly get: (view: DataView, at: number) => number | bigint
  /** Bounds of integers; absent: reals. */
  readonly range?: readonly [number, number]
  /** Not given in JSON, by the protocol. */
  readonly binaryOnly?: true
}

/** Sign, 5 bits of exponent, 10 of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

const word = new DataView(new ArrayBuffer(4))

/** The upper half of a float32. */
function brain(bits: number): number {
  word.setUint16(0, bits)
  return word.getFloat32(0)
}

function truth(byte: number): number {
  return byte <= 1 ? byte : refuse('request_malformed', `BOOL: a byte is ${byte}, not 0 or 1`)
}

const DATATYPES = {
  BOOL: { bytes: 1, get: (v, at) => truth(v.getUint8(at)), range: [0, 1] },
  UINT8: { bytes: 1, get: (v, at) => v.getUint8(at), range: [0, 2 ** 8 - 1] },
  UINT16: { bytes: 2, get: (v, at) => v.getUint16(at, true), range: [0, 2 ** 16 - 1] },
  UINT32: { bytes: 4, get: (v, at) => v.getUint32(at, true), range: [0, 2 ** 32 - 1] },
  UINT64: { bytes: 8, get: (v, at) => v.getBigUint64(at, true), range: [0, 2 ** 64] },
  INT8: { bytes: 1, get: (v, at) => v.getInt8(at), range: [-(2 ** 7), 2 ** 7 - 1] },
  INT16: { bytes: 2, get: (v, at) => v.getInt16(at, true), range: [-(2 ** 15), 2 ** 15 - 1] },
  INT32: { bytes: 4, get: (v, at) => v.getInt32(at, true), range: [-(2 ** 31), 2 ** 31 - 1] },
  INT64: { bytes: 8, get: (v, at) => v.getBigInt64(at, true), range: [-(2 ** 63), 2 ** 63] },
  FP16: { bytes: 2, get: (v, at) => half(v.getUint16(at, true)), binaryOnly: true },
  BF16: { bytes: 2, get: (v, at) => brain(v.getUint16(at, true)), binaryOnly: true },
  FP32: { bytes: 4, get: (v, at) => v.getFloat32(at, true) },
  FP64: { bytes: 8, get: (v, at) => v.getFloat64(at, true) },
} as const satisfies Record<string, Datatype>

export type DatatypeName = keyof typeof DATATYPES

export function datatypeNamed(name: unknown, what: string): DatatypeName {
  if (typeof name === 'string' && Object.hasOwn(DATATYPES, name)) return name as DatatypeName
  const shown = typeof name === 'string' ? JSON.stringify(name.slice(0, 20)) : 'missing'
  return refuse('datatype_unsupported', `${what}: datatype ${shown}`, { hint: Object.keys(DATATYPES).join(', ') })
}

export const bytesOfDatatype = (name: DatatypeName): number => DATATYPES[name].bytes

/** Values from bytes; their number has been checked against the shape. */
export function valuesFromBytes(name: DatatypeName, bytes: Uint8Array): Float64Array {
  const { bytes: size, get }: Datatype = DATATYPES[name]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const out = new Float64Array(bytes.length / size)
  for (let i = 0; i < out.length; i++) out[i] = Number(get(view, i * size))
  return out
}

/** Values from JSON: flat, or nested as the shape says. `count` is the shape's product, already bounded. */
export function valuesFromJson(
  name: DatatypeName,
  data: unknown,
  shape: readonly number[],
  count: number,
  what: string,
): Float64Array {
  const { range, binaryOnly }: Datatype = DATATYPES[name]
  if (binaryOnly) refuse('datatype_unsupported', `${what}: ${name} is given in binary only`)
  if (!Array.isArray(data)) return refuse('request_malformed', `${what}: data is not a list`)
  const out = new Float64Array(count)
  let at = 0
  const malformed = (reason: string): never => refuse('request_malformed', `${what}: ${reason}`)
  const put = (value: unknown): void => {
    const found = name === 'BOOL' && typeof value === 'boolean' ? Number(value) : value
    const number = typeof found === 'number' ? found : malformed(`value ${at} is not a number`)
    if (range && !(Number.isInteger(number) && number >= range[0] && number <= range[1]))
      refuse('request_malformed', `${what}: value ${at} is not of ${name}`)
    out[at++] = number
  }
  const bad = (found: number, expected: number): never =>
    refuse('input_shape_mismatch', `${what}: a list of ${found} values where the shape says ${expected}`)
  // As deep as the shape, which has a bounded rank.
  const walk = (value: unknown, axis: number): void => {
    const list: unknown[] = Array.isArray(value) ? value : malformed('nested unevenly')
    if (list.length !== shape[axis]) bad(list.length, shape[axis]!)
    if (axis === shape.length - 1) for (const entry of list) put(entry)
    else for (const inner of list) walk(inner, axis + 1)
  }
  if (Array.isArray(data[0])) walk(data, 0)
  else if (data.length !== count) bad(data.length, count)
  else for (const value of data) put(value)
  return out
}
