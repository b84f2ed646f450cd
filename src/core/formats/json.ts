// Tensors as JSON: nested arrays of numbers or truth values, or an object of such by name, or of {dtype, shape, data}.
// A parser of its own: it bounds depth and number of values while it reads, keeps int64 exact, and refuses ragged arrays,
// doubled names, and numbers that JSON has but no tensor can hold.

import { fromUtf8, utf8 } from '../bytes/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import {
  checkShape,
  checkTensor,
  DEFAULT_LIMITS,
  type DType,
  isDType,
  type Limits,
  MAX_NAME_LENGTH,
  makeTensor,
  type NamedTensor,
  type NamedTensors,
  newData,
  type Tensor,
} from './tensor.ts'

const MAX_JSON_DEPTH = 8
const MAX_JSON_TENSORS = 256

const bad = (why: string, at?: number): never =>
  refuse('file_malformed', at === undefined ? `JSON: ${why}` : `JSON: ${why} at character ${at}`)

/** Values of one kind, growing. An int64 tensor's are kept exactly, all others as doubles. */
class Values {
  private readonly dtype: DType | null
  private data: Float64Array | BigInt64Array
  private kind: 'number' | 'bool' | null = null
  length = 0

  constructor(dtype: DType | null) {
    this.dtype = dtype
    this.data = dtype === 'int64' ? new BigInt64Array(64) : new Float64Array(64)
  }

  private room(kind: 'number' | 'bool', at: number): number {
    if (this.kind !== null && this.kind !== kind) bad('numbers and truth values are mixed', at)
    this.kind = kind
    if (this.length === this.data.length) {
      const { data } = this
      if (data instanceof BigInt64Array) {
        this.data = new BigInt64Array(2 * data.length)
        this.data.set(data)
      } else {
        this.data = new Float64Array(2 * data.length)
        this.data.set(data)
      }
    }
    return this.length++
  }

  pushTruth(value: boolean, at: number): void {
    if (this.dtype !== null && this.dtype !== 'bool') bad(`a truth value for ${this.dtype}`, at)
    const i = this.room('bool', at)
    this.data[i] = value ? 1 : 0
  }

  /** `whole`: written without fraction and exponent. */
  pushNumber(token: string, whole: boolean, at: number): void {
    const value = Number(token)
    if (!Number.isFinite(value)) bad('a number is too large', at)
    const i = this.room('number', at)
    if (this.data instanceof BigInt64Array) {
      if (!whole && !Number.isSafeInteger(value)) bad('a number is not an integer', at)
      const exact = whole ? BigInt(token) : BigInt(value)
      if (BigInt.asIntN(64, exact) !== exact) bad('a number does not fit int64', at)
      this.data[i] = exact
    } else {
      if (this.dtype === null && whole && !Number.isSafeInteger(value)) bad('an integer above 2^53 needs a dtype', at)
      this.data[i] = value
    }
  }

  /** float64 for numbers and bool for truth values, unless a type was asked for; integers must fit theirs exactly. */
  tensor(shape: readonly number[], what: string): Tensor {
    const { length } = this
    const type = this.dtype ?? (this.kind === 'bool' ? 'bool' : 'float64')
    if (this.data instanceof BigInt64Array) return { dtype: 'int64', shape, data: this.data.slice(0, length) }
    const data = newData(type, length) as Float64Array
    for (let i = 0; i < length; i++) {
      const value = this.data[i]!
      data[i] = value
      // float32 rounds, as everywhere; it only must not turn a number into infinity.
      const fits = type === 'float32' ? Number.isFinite(data[i]) : data[i] === value && (type !== 'bool' || value <= 1)
      if (!fits) bad(`${what}: ${value} does not fit ${type}`)
    }
    return makeTensor(type, shape, data)
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y
const SPACE = /[ \t\n\r]*/y
const WORD = /true|false/y
const STRING = /"((?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"/uy
const MAX_NUMBER_LENGTH = 400

class Parser {
  private readonly text: string
  private readonly limits: Limits
  private at = 0
  private left: number

  constructor(text: string, limits: Limits) {
    this.text = text
    this.limits = limits
    this.left = limits.maxElements
  }

  file(): NamedTensors {
    this.space()
    const tensors = this.text[this.at] === '{' ? this.object() : [{ name: '', tensor: this.nested('value') }]
    this.space()
    if (this.at !== this.text.length) bad('something follows the value', this.at)
    return tensors
  }

  private space(): void {
    SPACE.lastIndex = this.at
    SPACE.test(this.text)
    this.at = SPACE.lastIndex
  }

  /** Takes the mark if it is next. */
  private accept(mark: string): boolean {
    this.space()
    if (this.text[this.at] !== mark) return false
    this.at++
    return true
  }

  private expect(mark: string): void {
    if (!this.accept(mark)) bad(`${mark} expected`, this.at)
  }

  private string(): string {
    this.space()
    const start = this.at
    // Nothing that is read here is long: look at so many characters only.
    const part = this.text.slice(start, start + 6 * MAX_NAME_LENGTH + 2)
    STRING.lastIndex = 0
    const match = STRING.exec(part)
    if (match === null) return bad('a string expected, or it is too long', start)
    this.at += match[0].length
    const value = JSON.parse(match[0]) as string
    if (value.length > MAX_NAME_LENGTH || /\p{Surrogate}/u.test(value)) bad('a name is too long or not Unicode', start)
    return value
  }

  private scalar(values: Values): void {
    const { text, at } = this
    if (this.left-- <= 0) refuse('file_too_large', `JSON: more than ${this.limits.maxElements} values`)
    if (text[at] === 't' || text[at] === 'f') {
      WORD.lastIndex = at
      const word = WORD.exec(text)?.[0] ?? bad('a number expected', at)
      this.at += word.length
      values.pushTruth(word === 'true', at)
      return
    }
    NUMBER.lastIndex = at
    const [token, fraction, exponent] = NUMBER.exec(text) ?? bad('a number expected', at)
    if (token.length > MAX_NUMBER_LENGTH) bad('a number is too long', at)
    this.at += token.length
    values.pushNumber(token, fraction === undefined && exponent === undefined, at)
  }

  /** A value as nested arrays; its shape is that of its first elements, and all others must have it too. */
  private nested(what: string, dtype: DType | null = null): Tensor {
    const values = new Values(dtype)
    const shape: number[] = []
    /** Number of axes, known from the first value or empty array on. */
    let rank: number | null = null
    const element = (depth: number): void => {
      this.space()
      const start = this.at
      if (this.text[start] !== '[') {
        rank ??= depth
        if (rank !== depth) bad('arrays are ragged', start)
        this.scalar(values)
        return
      }
      if (depth === MAX_JSON_DEPTH)
        refuse('nesting_too_deep', `JSON: more than ${MAX_JSON_DEPTH} arrays in one another`)
      if (rank !== null && rank <= depth) bad('arrays are ragged', start)
      this.at++
      let n = 0
      if (this.accept(']')) rank ??= depth + 1
      else {
        do {
          element(depth + 1)
          n++
        } while (this.accept(','))
        this.expect(']')
      }
      shape[depth] ??= n
      if (shape[depth] !== n) bad('arrays are ragged', start)
    }
    element(0)
    if (rank !== shape.length) bad(`${what}: arrays are ragged`)
    checkShape(shape, this.limits, 'JSON')
    return values.tensor(shape, what)
  }

  private object(): NamedTensors {
    const tensors: NamedTensor[] = []
    const names = new Set<string>()
    this.expect('{')
    if (this.accept('}')) return tensors
    do {
      const name = this.string()
      if (names.has(name)) bad(`the name ${JSON.stringify(name)} stands twice`, this.at)
      names.add(name)
      if (names.size > MAX_JSON_TENSORS) refuse('file_too_large', `JSON: more than ${MAX_JSON_TENSORS} tensors`)
      this.expect(':')
      this.space()
      const what = JSON.stringify(name)
      tensors.push({ name, tensor: this.text[this.at] === '{' ? this.typed(what) : this.nested(what) })
    } while (this.accept(','))
    this.expect('}')
    return tensors
  }

  /** `{"dtype", "shape", "data"}` in any order; data flat, or nested as the shape says. */
  private typed(what: string): Tensor {
    let dtype: DType | null = null
    let shape: number[] | null = null
    let dataAt: number | null = null
    this.expect('{')
    do {
      const key = this.string()
      this.expect(':')
      if (key === 'dtype' && dtype === null) {
        const value = this.string()
        if (!isDType(value)) return refuse('format_unsupported', `JSON: ${what}: dtype ${JSON.stringify(value)}`)
        dtype = value
      } else if (key === 'shape' && shape === null) shape = this.shape()
      else if (key === 'data' && dataAt === null) {
        this.space()
        dataAt = this.at
        this.skip()
      } else bad(`${what}: an unknown member, or one twice`, this.at)
    } while (this.accept(','))
    this.expect('}')
    const end = this.at
    if (dtype === null || shape === null || dataAt === null) return bad(`${what}: dtype, shape or data is missing`)
    const expected = checkShape(shape, this.limits, `JSON: ${what}`)
    this.at = dataAt
    const found = this.nested(what, dtype)
    this.at = end
    const flat = found.shape.length === 1 && found.shape[0] === expected
    if (!flat && (found.shape.length !== shape.length || found.shape.some((n, axis) => n !== shape[axis])))
      bad(`${what}: data of shape [${found.shape}], [${shape}] is declared`)
    return makeTensor(dtype, shape, found.data)
  }

  private shape(): number[] {
    const shape: number[] = []
    this.expect('[')
    if (this.accept(']')) return shape
    do {
      this.space()
      NUMBER.lastIndex = this.at
      const match = NUMBER.exec(this.text)
      if (match === null || !/^[0-9]{1,15}$/.test(match[0]))
        return bad('a shape is not a list of whole numbers', this.at)
      this.at += match[0].length
      if (shape.push(Number(match[0])) > 32) bad('too many axes', this.at)
    } while (this.accept(','))
    this.expect(']')
    return shape
  }

  /** Passes over arrays, to read them once their type is known. They hold no strings and no objects. */
  private skip(): void {
    let depth = 0
    for (; this.at < this.text.length; this.at++) {
      const mark = this.text[this.at]
      if (mark === '[') depth++
      else if (mark === ']') depth--
      else if (depth === 0 && (mark === ',' || mark === '}')) return
      else if (mark === '"' || mark === '{' || mark === '}') bad('a number expected', this.at)
      if (depth < 0 || depth > MAX_JSON_DEPTH) refuse('nesting_too_deep', 'JSON: arrays in one another too deep')
    }
  }
}

/** For use inside `attempt`. */
export function parseJsonTensors(bytes: Uint8Array, limits: Limits): NamedTensors {
  let text: string
  try {
    text = fromUtf8(bytes)
  } catch {
    return bad('not UTF-8')
  }
  return new Parser(text, limits).file()
}

/** Reads tensors from JSON text. */
export const readJsonTensors = (bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Result<NamedTensors> =>
  attempt(() => {
    if (bytes.length > limits.maxBytes) refuse('file_too_large', `JSON: more than ${limits.maxBytes} bytes`)
    return parseJsonTensors(bytes, limits)
  })

/** Writes `{name: {dtype, shape, data}}`, data flat. Throws RangeError on NaN and infinity, which JSON has not. */
export function writeJsonTensors(tensors: NamedTensors): Uint8Array {
  const names = new Set<string>()
  const members = tensors.map(({ name, tensor }) => {
    checkTensor(tensor)
    if (names.has(name)) throw new RangeError(`tensors: two of the name ${JSON.stringify(name)}`)
    names.add(name)
    const { dtype, shape, data } = tensor
    const values = Array.from(data as ArrayLike<number | bigint>, value => {
      if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${name}: JSON has no ${value}`)
      if (dtype === 'bool') return value === 1 ? 'true' : 'false'
      return Object.is(value, -0) ? '-0' : String(value)
    })
    return `${JSON.stringify(name)}:{"dtype":"${dtype}","shape":[${shape.join(',')}],"data":[${values.join(',')}]}`
  })
  return utf8(`{${members.join(',')}}\n`)
}
