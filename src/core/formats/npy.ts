// NumPy's .npy, format versions 1.0 to 3.0 (NEP 1): one array a file. The header is a Python literal, read by a parser that
// knows three keys and no expressions. Structured, text and object arrays are refused; big-endian and Fortran order converted.

import { concat, fromUtf8, utf8 } from '../bytes/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import {
  bytesOfTensor,
  checkShape,
  checkTensor,
  DEFAULT_LIMITS,
  type DType,
  type FileType,
  fileTypeBytes,
  type Limits,
  MAX_RANK,
  makeTensor,
  newData,
  type Tensor,
  tensorFromBytes,
} from './tensor.ts'

const MAX_HEADER_BYTES = 1 << 16
const MAGIC = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59)

export const isNpy = (bytes: Uint8Array): boolean => bytes.length >= 6 && MAGIC.every((byte, i) => bytes[i] === byte)

const TYPES: Readonly<Record<string, FileType>> = {
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  b1: 'bool',
}

const DESCR: Readonly<Record<DType, string>> = {
  float32: '<f4',
  float64: '<f8',
  uint8: '|u1',
  int8: '|i1',
  uint16: '<u2',
  int16: '<i2',
  int32: '<i4',
  int64: '<i8',
  bool: '|b1',
}

interface Header {
  readonly descr: string
  readonly fortran: boolean
  readonly shape: readonly number[]
}

/** One token of the literal: a mark, a string, True or False, or a whole number. */
type Token = { mark: string } | { string: string } | { truth: boolean } | { number: number }

/** Reads `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }` and nothing else; keys in any order. */
function parseHeader(text: string, what: string): Header {
  const bad = (why: string): never => refuse('file_malformed', `${what}: header: ${why}`)
  // Whatever is no token ends the reading.
  const pattern =
    /\s*(?:([{}():,])|'([^'\\]{0,64})'|"([^"\\]{0,64})"|(True|False)|(0|[1-9][0-9]{0,15})(?![0-9A-Za-z_.]))/y
  const next = (): Token => {
    const match = pattern.exec(text)
    if (match === null) return bad('not a literal of the expected form')
    if (match[1] !== undefined) return { mark: match[1] }
    if (match[4] !== undefined) return { truth: match[4] === 'True' }
    return match[5] === undefined ? { string: (match[2] ?? match[3])! } : { number: Number(match[5]) }
  }
  const isMark = (token: Token, mark: string): boolean => 'mark' in token && token.mark === mark
  const expect = (mark: string): void => {
    if (!isMark(next(), mark)) bad(`${mark} expected`)
  }
  /** A tuple: `()`, `(3,)`, `(3, 4)` or `(3, 4,)`, but not `(3)`. */
  const tuple = (): number[] => {
    expect('(')
    const numbers: number[] = []
    for (let token = next(); !isMark(token, ')'); token = next()) {
      if (!('number' in token)) return bad('the shape is not a tuple of numbers')
      if (numbers.push(token.number) > MAX_RANK) return bad(`more than ${MAX_RANK} axes`)
      token = next()
      if (isMark(token, ')') && numbers.length > 1) break
      if (!isMark(token, ',')) return bad('the shape is not a tuple of numbers')
    }
    return numbers
  }
  let descr: string | null = null
  let fortran: boolean | null = null
  let shape: readonly number[] | null = null
  expect('{')
  for (let token = next(); !isMark(token, '}'); token = next()) {
    const key = 'string' in token ? token.string : bad('a key is not a string')
    expect(':')
    if (key === 'descr' && descr === null) {
      const value = next()
      descr = 'string' in value ? value.string : bad('descr is not a string')
    } else if (key === 'fortran_order' && fortran === null) {
      const value = next()
      fortran = 'truth' in value ? value.truth : bad('fortran_order is not True or False')
    } else if (key === 'shape' && shape === null) shape = tuple()
    else bad('an unknown key, or one twice')
    token = next()
    if (isMark(token, '}')) break
    if (!isMark(token, ',')) bad('a comma expected')
  }
  if (!/^ *\n?$/.test(text.slice(pattern.lastIndex))) bad('something follows the literal')
  if (descr === null || fortran === null || shape === null) return bad('a key is missing')
  return { descr, fortran, shape }
}

/** Column-major values in row-major order. */
function fromFortran(tensor: Tensor): Tensor {
  const { dtype, shape, data } = tensor
  if (shape.length < 2 || data.length === 0) return tensor
  const out = newData(dtype, data.length)
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, n) => product * n, 1))
  const index = shape.map(() => 0)
  let from = 0
  for (let to = 0; to < data.length; to++) {
    out[to] = data[from]!
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!
      if (++index[axis]! < shape[axis]!) break
      from -= shape[axis]! * strides[axis]!
      index[axis] = 0
    }
  }
  return makeTensor(dtype, shape, out)
}

/** For use inside `attempt`. */
export function parseNpy(bytes: Uint8Array, limits: Limits, what: string): Tensor {
  if (!isNpy(bytes)) refuse('file_malformed', `${what}: not a .npy file`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const version = bytes[6] ?? 0
  const start = version === 1 ? 10 : 12
  if (bytes.length < start) refuse('file_truncated', `${what}: ends inside its header`)
  if (version < 1 || version > 3 || bytes[7] !== 0)
    refuse('format_unsupported', `${what}: .npy version ${version}.${bytes[7]}`)
  const headerBytes = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  if (headerBytes > MAX_HEADER_BYTES) refuse('file_too_large', `${what}: a header of ${headerBytes} bytes`)
  const end = start + headerBytes
  if (bytes.length < end) refuse('file_truncated', `${what}: ends inside its header`)
  let text: string
  try {
    text = fromUtf8(bytes.subarray(start, end))
  } catch {
    return refuse('file_malformed', `${what}: header is not text`)
  }
  if (/['"]descr['"]\s*:\s*\[/.test(text)) refuse('format_unsupported', `${what}: structured arrays are not supported`)
  const { descr, fortran, shape } = parseHeader(text, what)
  const order = descr[0]!
  const type =
    /^[<>=|][a-z][0-9]{1,2}$/.test(descr) && Object.hasOwn(TYPES, descr.slice(1)) ? TYPES[descr.slice(1)]! : null
  if (type === null || order === '=' || (order === '|' && fileTypeBytes(type) > 1)) {
    const hint = 'Save it with astype(numpy.float32), or another number type.'
    return refuse('format_unsupported', `${what}: elements of type ${descr}`, { hint })
  }
  checkShape(shape, limits, what)
  const tensor = tensorFromBytes(type, shape, bytes.subarray(end), order !== '>', what)
  return fortran ? fromFortran(tensor) : tensor
}

/** Reads a .npy file. */
export const readNpy = (bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Result<Tensor> =>
  attempt(() => {
    if (bytes.length > limits.maxBytes) refuse('file_too_large', `.npy: more than ${limits.maxBytes} bytes`)
    return parseNpy(bytes, limits, '.npy')
  })

/** Writes format version 1.0, little-endian, row-major: the bytes that numpy.save writes for the same array. */
export function writeNpy(tensor: Tensor): Uint8Array {
  checkTensor(tensor)
  const { dtype, shape } = tensor
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const literal = `{'descr': '${DESCR[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`
  // The first axis may grow in place up to 21 digits, and data begin at a multiple of 64: numpy's choices.
  const grow = shape.length > 0 ? ' '.repeat(Math.max(0, 21 - String(shape[0]).length)) : ''
  const body = literal + grow
  const padded = `${body + ' '.repeat(63 - ((10 + body.length) % 64))}\n`
  const size = Uint8Array.of(padded.length & 255, padded.length >> 8)
  return concat(MAGIC, Uint8Array.of(1, 0), size, utf8(padded), bytesOfTensor(tensor))
}
