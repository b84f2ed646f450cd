// ONNX TensorProto files (.pb, onnx.proto3): one tensor a file, as in ONNX test data sets. A reader of its own for these few
// fields, so that no message of another type is ever decoded. Refused: external data, segments, text, complex, 8-bit floats.

import { concat, fromUtf8, utf8 } from '../bytes/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import {
  bytesOfTensor,
  checkShape,
  checkTensor,
  DEFAULT_LIMITS,
  type DType,
  type FileType,
  fromBfloats,
  fromHalfs,
  fromUint64s,
  type Limits,
  MAX_NAME_LENGTH,
  MAX_RANK,
  makeTensor,
  type NamedTensor,
  newData,
  type Tensor,
  tensorFromBytes,
} from './tensor.ts'

/** Element types by their code in TensorProto.DataType, and the field that holds them where raw_data does not. */
const TYPES: Readonly<Record<number, readonly [FileType, number]>> = {
  1: ['float32', 4],
  2: ['uint8', 5],
  3: ['int8', 5],
  4: ['uint16', 5],
  5: ['int16', 5],
  6: ['int32', 5],
  7: ['int64', 7],
  9: ['bool', 5],
  10: ['float16', 5],
  11: ['float64', 10],
  12: ['uint32', 11],
  13: ['uint64', 11],
  16: ['bfloat16', 5],
}

const CODE: Readonly<Record<DType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  bool: 9,
  float64: 11,
}

const what = 'TensorProto'
const bad = (why: string): never => refuse('file_malformed', `${what}: ${why}`)

/** Protobuf wire format, forwards only. */
class Wire {
  private readonly bytes: Uint8Array
  private readonly view: DataView
  private readonly end: number
  at: number
  /** The last varint, as two halves. */
  low = 0
  high = 0

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.at = start
    this.end = end
  }

  get done(): boolean {
    return this.at >= this.end
  }

  private step(n: number): number {
    if (n > this.end - this.at) refuse('file_truncated', `${what}: ends inside a field`)
    const at = this.at
    this.at += n
    return at
  }

  /** Sets low and high. */
  varint(): void {
    this.low = 0
    this.high = 0
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.bytes[this.step(1)]!
      const part = byte & 127
      if (shift < 28) this.low |= part << shift
      else if (shift === 28) {
        this.low |= part << 28
        this.high = part >> 4
      } else if (shift < 63) this.high |= part << (shift - 32)
      else {
        if (part > 1) bad('a number of more than 64 bits')
        this.high |= part << 31
      }
      if (byte < 128) return
    }
    bad('a number of more than ten bytes')
  }

  /** A varint that must be a whole number below 2^53. */
  size(): number {
    this.varint()
    const value = (this.high >>> 0) * 2 ** 32 + (this.low >>> 0)
    return Number.isSafeInteger(value) ? value : bad('a number is negative or too large')
  }

  key(): { field: number; type: number } {
    this.varint()
    const field = this.low >>> 3
    if (this.high !== 0 || field === 0) bad('a field number is none')
    return { field, type: this.low & 7 }
  }

  /** Start and end of a length-delimited field. */
  span(): readonly [number, number] {
    const length = this.size()
    const start = this.step(length)
    return [start, start + length]
  }

  float32(): number {
    return this.view.getFloat32(this.step(4), true)
  }

  float64(): number {
    return this.view.getFloat64(this.step(8), true)
  }

  skip(type: number): void {
    if (type === 0) this.varint()
    else if (type === 1) this.step(8)
    else if (type === 2) this.span()
    else if (type === 5) this.step(4)
    else bad(`a field of wire type ${type}`)
  }
}

/** Everything but the values. */
interface Head {
  readonly dims: readonly number[]
  readonly type: number
  readonly name: string
  readonly raw: Uint8Array | null
  /** Which fields with values occur. */
  readonly values: ReadonlySet<number>
}

const WIRE_TYPE: Readonly<Record<number, number>> = { 2: 0, 8: 2, 9: 2, 12: 2, 14: 0 }
/** Wire type of one value of a repeated numeric field; several may come packed. */
const VALUE_WIRE: Readonly<Record<number, number>> = { 1: 0, 4: 5, 5: 0, 7: 0, 10: 1, 11: 0 }

function readHead(bytes: Uint8Array): Head {
  const wire = new Wire(bytes)
  const dims: number[] = []
  const seen = new Set<number>()
  const values = new Set<number>()
  let type = 0
  let name = ''
  let raw: Uint8Array | null = null
  const addDim = (source: Wire): void => {
    if (dims.push(source.size()) > MAX_RANK) bad(`more than ${MAX_RANK} axes`)
  }
  while (!wire.done) {
    const key = wire.key()
    const { field } = key
    const value = VALUE_WIRE[field]
    const single = WIRE_TYPE[field]
    if (value !== undefined && key.type !== value && key.type !== 2) bad(`field ${field} has wire type ${key.type}`)
    if (single !== undefined) {
      if (key.type !== single) bad(`field ${field} has wire type ${key.type}`)
      if (seen.has(field)) bad(`field ${field} stands twice`)
      seen.add(field)
    }
    if (field === 1 && key.type === 0) addDim(wire)
    else if (field === 1) {
      const packed = new Wire(bytes, ...wire.span())
      while (!packed.done) addDim(packed)
    } else if (value !== undefined) {
      values.add(field)
      wire.skip(key.type)
    } else if (field === 2) type = wire.size()
    else if (field === 3) refuse('format_unsupported', `${what}: segments are not supported`)
    else if (field === 6) refuse('format_unsupported', `${what}: text is not supported`)
    else if (field === 8) {
      const [start, end] = wire.span()
      if (end - start > 4 * MAX_NAME_LENGTH) bad('its name is too long')
      try {
        name = fromUtf8(bytes.subarray(start, end))
      } catch {
        bad('its name is not UTF-8')
      }
      if (name.length > MAX_NAME_LENGTH) bad('its name is too long')
    } else if (field === 9) raw = bytes.subarray(...wire.span())
    else if (field === 13) refuse('external_data_refused', `${what}: keeps its values in another file`)
    else if (field === 14) {
      if (wire.size() !== 0) refuse('external_data_refused', `${what}: keeps its values in another file`)
    } else wire.skip(key.type)
  }
  return { dims, type, name, raw, values }
}

/** Goes through the values of one repeated field, packed or not, in the order in which they stand. */
function eachValue(bytes: Uint8Array, wanted: number, visit: (wire: Wire) => void): void {
  const wire = new Wire(bytes)
  while (!wire.done) {
    const { field, type } = wire.key()
    if (field !== wanted) wire.skip(type)
    else if (type === 2) {
      const packed = new Wire(bytes, ...wire.span())
      while (!packed.done) visit(packed)
    } else visit(wire)
  }
}

/** The values of a repeated field as a typed array of exactly `count`. */
function readValues(bytes: Uint8Array, type: FileType, field: number, count: number, shape: readonly number[]): Tensor {
  let at = 0
  const put = (store: (wire: Wire, at: number) => void): void => {
    eachValue(bytes, field, wire => {
      if (at === count) bad(`more values than its shape holds, ${count}`)
      store(wire, at++)
    })
    if (at < count) refuse('file_truncated', `${what}: ${at} values, ${count} are declared`)
  }
  // A value that takes no byte does not exist: refuse a shape before memory for it is taken.
  if (count > bytes.length) refuse('file_truncated', `${what}: ${count} values are declared in ${bytes.length} bytes`)
  if (type === 'float32') {
    const data = new Float32Array(count)
    put((wire, i) => {
      data[i] = wire.float32()
    })
    return { dtype: 'float32', shape, data }
  }
  if (type === 'float64') {
    const data = new Float64Array(count)
    put((wire, i) => {
      data[i] = wire.float64()
    })
    return { dtype: 'float64', shape, data }
  }
  if (type === 'int64' || type === 'uint64' || type === 'uint32') {
    const data = new BigUint64Array(count)
    const words = new DataView(data.buffer)
    const little = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
    put((wire, i) => {
      wire.varint()
      if (type === 'uint32' && wire.high !== 0) bad('a value does not fit its type')
      words.setUint32(8 * i + (little ? 0 : 4), wire.low >>> 0, little)
      words.setUint32(8 * i + (little ? 4 : 0), wire.high >>> 0, little)
    })
    const signed = type === 'int64' ? new BigInt64Array(data.buffer) : fromUint64s(data, what)
    return { dtype: 'int64', shape, data: signed }
  }
  // int32_data: signed numbers, sign-extended to 64 bits; 16-bit floats as their bits.
  const bits = type === 'float16' || type === 'bfloat16'
  const store: DType = bits ? 'uint16' : type
  const data = newData(store, count) as Int32Array
  put((wire, i) => {
    wire.varint()
    const value = wire.low | 0
    if ((wire.high | 0) !== value >> 31) bad('a value does not fit 32 bits')
    data[i] = value
    if (data[i] !== value || (type === 'bool' && value > 1)) bad('a value does not fit its type')
  })
  if (!bits) return makeTensor(store, shape, data)
  const words = data as unknown as Uint16Array
  return { dtype: 'float32', shape, data: type === 'float16' ? fromHalfs(words) : fromBfloats(words) }
}

/** For use inside `attempt`. */
export function parseTensorProto(bytes: Uint8Array, limits: Limits): NamedTensor {
  const { dims, type: code, name, raw, values } = readHead(bytes)
  if (code === 0) bad('no data type')
  const known = TYPES[code]
  if (known === undefined) return refuse('format_unsupported', `${what}: elements of type ${code}`)
  const [type, field] = known
  const count = checkShape(dims, limits, what)
  for (const found of values) if (found !== 1 && (found !== field || raw !== null)) bad(`values in field ${found}`)
  const tensor =
    raw !== null ? tensorFromBytes(type, dims, raw, true, what) : readValues(bytes, type, field, count, dims)
  return { name, tensor }
}

/** Reads a serialized TensorProto. */
export const readTensorProto = (bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Result<NamedTensor> =>
  attempt(() => {
    if (bytes.length > limits.maxBytes) refuse('file_too_large', `${what}: more than ${limits.maxBytes} bytes`)
    return parseTensorProto(bytes, limits)
  })

function varint(value: number): Uint8Array {
  const out: number[] = []
  let rest = value
  while (rest > 127) {
    out.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  out.push(rest)
  return Uint8Array.from(out)
}

/** Serializes a tensor: dims, data_type, name where there is one, raw_data. */
export function writeTensorProto({ name, tensor }: NamedTensor): Uint8Array {
  checkTensor(tensor)
  const nameBytes = utf8(name)
  const raw = bytesOfTensor(tensor)
  return concat(
    ...tensor.shape.map(n => concat(Uint8Array.of(0x08), varint(n))),
    Uint8Array.of(0x10, CODE[tensor.dtype]),
    ...(nameBytes.length === 0 ? [] : [Uint8Array.of(0x42), varint(nameBytes.length), nameBytes]),
    Uint8Array.of(0x4a),
    varint(raw.length),
    raw,
  )
}
