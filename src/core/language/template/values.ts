// Values of templates: plain data of our own, never an object of the host. What a template can reach is what these tables hold; there is
// no way from a value to a prototype, a constructor or a global.

import { refuse } from '../../errors/index.ts'
import { Text, trusted, untrusted } from './text.ts'

export interface List {
  readonly kind: 'list'
  readonly items: readonly Value[]
  readonly tuple: boolean
}
/** Keys are those of `keyOf`. */
export interface Dict {
  readonly kind: 'dict'
  readonly entries: ReadonlyMap<string, readonly [key: Value, value: Value]>
}
/** The one thing that templates may change, by `set ns.name = value`. */
export interface Namespace {
  readonly kind: 'namespace'
  readonly entries: Map<string, Value>
}
export interface Float {
  readonly kind: 'float'
  readonly value: number
}
export interface Undefined {
  readonly kind: 'undefined'
  /** What was looked for. */
  readonly name: string
}
export interface Args {
  readonly positional: readonly Value[]
  readonly named: ReadonlyMap<string, Value>
}
export interface Callable {
  readonly kind: 'function'
  readonly name: string
  readonly call: (args: Args) => Value
}
/** Whole numbers are JavaScript numbers, exact up to 2^53. */
export type Value = null | boolean | number | Float | Text | List | Dict | Namespace | Undefined | Callable

export const fail = (why: string): never => refuse('template_failed', `chat template: ${why}`)

/** What rendering may use: work in steps, where one step is a node of the template or eight characters made. Not a clock. */
export interface Bounds {
  readonly work: number
  /** UTF-16 units of any one text, and of the result. */
  readonly length: number
  /** Calls and blocks in one another. */
  readonly depth: number
}
export const DEFAULT_BOUNDS: Bounds = { work: 1 << 22, length: 1 << 21, depth: 400 }
export const MAX_DATA_DEPTH = 64
const MAX_ITEMS = 1 << 18

/** Counts what is used of the bounds. */
export class Meter {
  private left: number
  readonly bounds: Bounds

  constructor(bounds: Bounds) {
    this.bounds = bounds
    this.left = bounds.work
  }

  work(steps: number): void {
    this.left -= steps
    if (this.left < 0) refuse('template_limit', `chat template: more than ${this.bounds.work} steps`)
  }
  /** Before a text of the length is made. */
  length(units: number): void {
    if (units > this.bounds.length)
      refuse('template_limit', `chat template: a text of more than ${this.bounds.length} characters`)
    this.work(1 + units / 8)
  }
  /** Before a list of the length is made. */
  items(count: number): void {
    if (count > MAX_ITEMS) refuse('template_limit', `chat template: a list of more than ${MAX_ITEMS} items`)
    this.work(1 + count)
  }
  made(text: Text): Text {
    this.length(text.length)
    return text
  }
}

export const isText = (value: Value): value is Text => value instanceof Text
type Kinded = List | Dict | Namespace | Float | Undefined | Callable
const kindOf = (value: Value): Kinded['kind'] | null =>
  typeof value === 'object' && value !== null && !isText(value) ? value.kind : null
export const isList = (value: Value): value is List => kindOf(value) === 'list'
export const isDict = (value: Value): value is Dict => kindOf(value) === 'dict'
export const isNamespace = (value: Value): value is Namespace => kindOf(value) === 'namespace'
export const isFloat = (value: Value): value is Float => kindOf(value) === 'float'
export const isUndefined = (value: Value): value is Undefined => kindOf(value) === 'undefined'
export const isCallable = (value: Value): value is Callable => kindOf(value) === 'function'

export const list = (items: readonly Value[], tuple = false): List => ({ kind: 'list', items, tuple })
export const undefinedValue = (name: string): Undefined => ({ kind: 'undefined', name })
export const callable = (name: string, call: Callable['call']): Callable => ({ kind: 'function', name, call })

export const integer = (value: number): number =>
  Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : fail('a whole number beyond 2^53')
export const float = (value: number): Float =>
  Number.isFinite(value) ? { kind: 'float', value } : fail('a number that is not finite')

/** The number of a number or truth value, or null. */
export function numberOf(value: Value): number | null {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  return isFloat(value) ? value.value : null
}

/** What a value is as a key of a dictionary: equal keys, equal text. */
export function keyOf(value: Value): string {
  if (isText(value)) return `s${value.text}`
  const number = numberOf(value)
  if (number !== null) return `n${number}`
  return value === null ? 'none' : fail(`${typeName(value)} cannot be a key`)
}

export function dict(pairs: Iterable<readonly [Value, Value]>): Dict {
  const entries = new Map<string, readonly [Value, Value]>()
  for (const pair of pairs) entries.set(keyOf(pair[0]), pair)
  return { kind: 'dict', entries }
}

export function typeName(value: Value): string {
  if (value === null) return 'none'
  if (typeof value === 'boolean') return 'a truth value'
  if (typeof value === 'number' || isFloat(value)) return 'a number'
  if (isText(value)) return 'a text'
  if (isUndefined(value)) return `${JSON.stringify(value.name.slice(0, 60))}, which is undefined,`
  return `a ${kindOf(value)}`
}

export function truthy(value: Value): boolean {
  if (value === null) return false
  if (typeof value === 'boolean') return value
  const number = numberOf(value)
  if (number !== null) return number !== 0
  if (isText(value)) return value.length > 0
  if (isList(value)) return value.items.length > 0
  if (isDict(value)) return value.entries.size > 0
  return !isUndefined(value)
}

export function equal(a: Value, b: Value, meter: Meter, depth = 0): boolean {
  meter.work(1)
  if (depth > MAX_DATA_DEPTH) refuse('template_limit', `chat template: data deeper than ${MAX_DATA_DEPTH}`)
  if (isText(a) && isText(b)) {
    meter.work(Math.min(a.length, b.length) / 8)
    return a.text === b.text
  }
  const [x, y] = [numberOf(a), numberOf(b)]
  if (x !== null && y !== null) return x === y
  if (isUndefined(a) && isUndefined(b)) return true
  if (isList(a) && isList(b))
    return (
      a.tuple === b.tuple &&
      a.items.length === b.items.length &&
      a.items.every((item, i) => equal(item, b.items[i]!, meter, depth + 1))
    )
  if (isDict(a) && isDict(b)) {
    if (a.entries.size !== b.entries.size) return false
    for (const [key, [, value]] of a.entries) {
      const other = b.entries.get(key)
      if (other === undefined || !equal(value, other[1], meter, depth + 1)) return false
    }
    return true
  }
  return a === b
}

/** Order of numbers or of texts; others have none. */
export function compare(a: Value, b: Value): number {
  const [x, y] = [numberOf(a), numberOf(b)]
  if (x !== null && y !== null) return x - y
  if (isText(a) && isText(b)) return a.text < b.text ? -1 : a.text > b.text ? 1 : 0
  return fail(`${typeName(a)} and ${typeName(b)} have no order`)
}

/** Plain JSON data: what requests bring. */
export type Data = null | undefined | boolean | number | string | readonly Data[] | { readonly [name: string]: Data }

/** Data of a request as a value; all of its texts, and names, are untrusted. */
export function fromData(data: Data, meter: Meter, depth = 0): Value {
  meter.work(1)
  if (depth > MAX_DATA_DEPTH) refuse('template_limit', `messages or tools deeper than ${MAX_DATA_DEPTH}`)
  if (data === null || data === undefined || typeof data === 'boolean') return data ?? null
  // Beyond 2^53 JSON has lost the digits already.
  if (typeof data === 'number') return Number.isSafeInteger(data) ? integer(data) : float(data)
  if (typeof data === 'string') return meter.made(untrusted(data))
  if (Array.isArray(data)) {
    meter.items(data.length)
    return list((data as readonly Data[]).map(item => fromData(item, meter, depth + 1)))
  }
  const pairs: [Value, Value][] = []
  for (const [name, value] of Object.entries(data))
    if (value !== undefined) pairs.push([meter.made(untrusted(name)), fromData(value, meter, depth + 1)])
  return dict(pairs)
}

export const named = (entries: Readonly<Record<string, Value>>): Dict =>
  dict(Object.entries(entries).map(([name, value]): [Value, Value] => [trusted(name), value]))
