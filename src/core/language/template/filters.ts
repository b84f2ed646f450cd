// Filters and tests of templates: the ones that chat templates use, in two closed tables.

import { Arguments } from './arguments.ts'
import { capitalize, iterate, joined, lengthOf, lower, member, pairs, replaced, titleWords, upper } from './members.ts'
import { json, print } from './print.ts'
import { concat, isWhite, split, strip, type Text, TextBuilder, trusted } from './text.ts'
import {
  type Args,
  compare,
  equal,
  fail,
  float,
  integer,
  isCallable,
  isDict,
  isFloat,
  isList,
  isText,
  isUndefined,
  keyOf,
  list,
  type Meter,
  numberOf,
  truthy,
  typeName,
  undefinedValue,
  type Value,
} from './values.ts'

type Filter = (value: Value, args: Arguments, meter: Meter) => Value
type Test = (value: Value, args: readonly Value[], meter: Meter) => boolean

const textOf = (value: Value, what: string): Text =>
  isText(value) ? value : fail(`${what} of ${typeName(value)}, a text expected`)
const onText =
  (what: string, f: (text: Text) => Value): Filter =>
  (value, _, meter) => {
    const text = print(value, meter)
    meter.work(text.length / 8)
    return f(isUndefined(value) ? textOf(value, what) : text)
  }

/** A value, or what is at a path of names and numbers in it. */
function at(value: Value, path: Value | undefined, meter: Meter): Value {
  if (path === undefined || path === null) return value
  if (typeof path === 'number') return member(value, path, true, meter)
  let found = value
  for (const part of split(textOf(path, 'an attribute'), '.', Number.POSITIVE_INFINITY)) {
    if (isUndefined(found)) return found
    found = member(found, /^\d+$/.test(part.text) ? Number(part.text) : part, true, meter)
  }
  return found
}

function sorted(
  items: readonly Value[],
  by: (value: Value) => Value,
  args: { reverse: boolean; cased: boolean },
  meter: Meter,
): Value {
  const fold = (value: Value): Value => (isText(value) && !args.cased ? lower(value) : value)
  const keyed = items.map(item => ({ item, key: fold(by(item)) }))
  keyed.sort((a, b) => {
    meter.work(1 + (isText(a.key) ? a.key.length / 8 : 0))
    return args.reverse ? compare(b.key, a.key) : compare(a.key, b.key)
  })
  return list(keyed.map(({ item }) => item))
}

const numeric = (value: Value, what: string): number =>
  numberOf(value) ?? fail(`${what} of ${typeName(value)}, a number expected`)

function toInteger(value: Value, fallback: number, base: number): number {
  const number = numberOf(value)
  if (number !== null) return integer(Math.trunc(number))
  if (!isText(value)) return fallback
  const digits = strip(value, 'both').text.replaceAll('_', '')
  if (base === 10 && /^[+-]?\d{1,15}$/.test(digits)) return Number(digits)
  if (base === 16 && /^(0x)?[0-9a-f]{1,12}$/i.test(digits)) return Number.parseInt(digits, 16)
  return base === 10 && /^[+-]?(\d{1,15}\.\d*|\.\d+)$/.test(digits) ? Math.trunc(Number(digits)) : fallback
}

function indent(text: Text, width: Text, first: boolean, blank: boolean, meter: Meter): Text {
  const lines = split(text, '\n', Number.POSITIVE_INFINITY)
  meter.length(text.length + lines.length * width.length)
  meter.work(lines.length)
  const builder = new TextBuilder()
  lines.forEach((line, i) => {
    if (i > 0) builder.add(trusted('\n'))
    if ((i > 0 || first) && (blank || line.length > 0 || (i === 0 && first))) builder.add(width)
    builder.add(line)
  })
  return builder.finish()
}

function selection(keep: boolean, byAttribute: boolean): Filter {
  return (value, args, meter) => {
    const path = byAttribute ? args.need('attribute') : undefined
    const name = args.value('test')
    const rest = args.rest()
    const test = name === undefined ? truthy : testOf(textOf(name, 'the name of a test').text)
    const items = iterate(value, meter)
    meter.items(items.length)
    return list(items.filter(item => test(at(item, path, meter), rest, meter) === keep))
  }
}

function mapped(value: Value, args: Arguments, meter: Meter): Value {
  const items = iterate(value, meter)
  meter.items(items.length)
  const name = args.value('filter')
  const path = args.value('attribute')
  const fallback = args.value('default')
  if (name === undefined) {
    if (path === undefined) return fail('map without an attribute or a filter')
    return list(
      items.map(item => {
        const found = at(item, path, meter)
        return isUndefined(found) && fallback !== undefined ? fallback : found
      }),
    )
  }
  const positional = path === undefined ? [] : [path, ...(fallback === undefined ? [] : [fallback]), ...args.rest()]
  return list(
    items.map(item =>
      applyFilter(textOf(name, 'the name of a filter').text, item, { positional, named: new Map() }, meter),
    ),
  )
}

const extreme =
  (sign: 1 | -1): Filter =>
  (value, args, meter) => {
    const items = iterate(value, meter)
    const path = args.value('attribute')
    let best: Value | undefined
    for (const item of items) {
      meter.work(1)
      if (best === undefined || sign * compare(at(item, path, meter), at(best, path, meter)) > 0) best = item
    }
    return best ?? undefinedValue('the largest or smallest of nothing')
  }

const length: Filter = value => lengthOf(value)
const defaultOf: Filter = (value, args) => {
  const fallback = args.value('default_value') ?? trusted('')
  const falsy = args.truth('boolean', false)
  return isUndefined(value) || (falsy && !truthy(value)) ? fallback : value
}

const FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['safe', value => value],
  ['string', (value, _, meter) => print(value, meter)],
  ['upper', onText('upper', upper)],
  ['lower', onText('lower', lower)],
  ['title', onText('title', titleWords)],
  ['capitalize', onText('capitalize', capitalize)],
  [
    'trim',
    (value, args, meter) => {
      const units = args.optionalText('chars')
      return strip(print(value, meter), 'both', units === null ? isWhite : unit => units.text.includes(unit))
    },
  ],
  [
    'replace',
    (value, args, meter) => {
      const [from, to] = [args.text('old'), args.text('new')]
      const count = args.value('count') ?? null
      const times = count === null ? Number.POSITIVE_INFINITY : numeric(count, 'a count')
      return replaced(print(value, meter), from, to, times < 0 ? Number.POSITIVE_INFINITY : times, meter)
    },
  ],
  [
    'indent',
    (value, args, meter) => {
      const width = args.value('width') ?? 4
      const [first, blank] = [args.truth('first', false), args.truth('blank', false)]
      if (typeof width === 'number' && (width < 0 || width > 1000)) return fail('indent: a width of 0 to 1000 expected')
      const by = typeof width === 'number' ? trusted(' '.repeat(width)) : textOf(width, 'indent by')
      return indent(print(value, meter), by, first, blank, meter)
    },
  ],
  [
    'tojson',
    (value, args, meter) => {
      const width = args.value('indent') ?? null
      const ascii = args.truth('ensure_ascii', false)
      const separators = args.value('separators') ?? null
      const order = args.truth('sort_keys', false)
      if (width !== null && (typeof width !== 'number' || width < 0 || width > 100))
        return fail('tojson: an indent of 0 to 100 expected')
      const pair =
        separators !== null && isList(separators)
          ? separators.items.map(text => textOf(text, 'a separator').text)
          : null
      if (separators !== null && pair?.length !== 2) return fail('tojson: two separators expected')
      const [item, key] = pair ?? [width === null ? ', ' : ',', ': ']
      return json(
        value,
        { indent: width === null ? null : ' '.repeat(width), ascii, item: item!, key: key!, sorted: order },
        meter,
      )
    },
  ],
  ['length', length],
  ['count', length],
  ['default', defaultOf],
  ['d', defaultOf],
  ['first', (value, _, meter) => iterate(value, meter)[0] ?? undefinedValue('the first of nothing')],
  ['last', (value, _, meter) => iterate(value, meter).at(-1) ?? undefinedValue('the last of nothing')],
  ['list', (value, _, meter) => list(iterate(value, meter))],
  [
    'reverse',
    (value, _, meter) => {
      const items = [...iterate(value, meter)].reverse()
      meter.items(items.length)
      return isText(value) ? concat(...(items as Text[])) : list(items)
    },
  ],
  [
    'join',
    (value, args, meter) => {
      const separator = args.optionalText('d') ?? trusted('')
      const path = args.value('attribute')
      return joined(separator, list(iterate(value, meter).map(item => at(item, path, meter))), meter)
    },
  ],
  [
    'sort',
    (value, args, meter) => {
      const [reverse, cased] = [args.truth('reverse', false), args.truth('case_sensitive', false)]
      const path = args.value('attribute')
      return sorted(iterate(value, meter), item => at(item, path, meter), { reverse, cased }, meter)
    },
  ],
  [
    'dictsort',
    (value, args, meter) => {
      const cased = args.truth('case_sensitive', false)
      const by = args.optionalText('by')?.text ?? 'key'
      const reverse = args.truth('reverse', false)
      if (!isDict(value) || (by !== 'key' && by !== 'value')) return fail('dictsort: a dictionary, by key or by value')
      return sorted(
        pairs(value, meter).items,
        pair => member(pair, by === 'key' ? 0 : 1, true, meter),
        { reverse, cased },
        meter,
      )
    },
  ],
  [
    'items',
    (value, _, meter) =>
      isDict(value) ? pairs(value, meter) : isUndefined(value) ? list([]) : fail(`items of ${typeName(value)}`),
  ],
  [
    'unique',
    (value, args, meter) => {
      const cased = args.truth('case_sensitive', false)
      const path = args.value('attribute')
      const seen = new Set<string>()
      return list(
        iterate(value, meter).filter(item => {
          const found = at(item, path, meter)
          const key = keyOf(isText(found) && !cased ? lower(found) : found)
          if (seen.has(key)) return false
          seen.add(key)
          return true
        }),
      )
    },
  ],
  ['map', mapped],
  ['select', selection(true, false)],
  ['reject', selection(false, false)],
  ['selectattr', selection(true, true)],
  ['rejectattr', selection(false, true)],
  ['max', extreme(1)],
  ['min', extreme(-1)],
  [
    'sum',
    (value, args, meter) => {
      const path = args.value('attribute')
      const start = args.value('start') ?? 0
      const values = [start, ...iterate(value, meter).map(item => at(item, path, meter))]
      const total = values.reduce<number>((sum, item) => sum + numeric(item, 'the sum'), 0)
      return values.some(isFloat) ? float(total) : integer(total)
    },
  ],
  ['abs', value => (isFloat(value) ? float(Math.abs(value.value)) : integer(Math.abs(numeric(value, 'abs'))))],
  ['int', (value, args) => toInteger(value, args.count('default', 0), args.count('base', 10))],
  [
    'float',
    (value, args) => {
      const fallback = numeric(args.value('default') ?? 0, 'a default')
      const text = isText(value) ? strip(value, 'both').text : ''
      if (isText(value))
        return float(/^[+-]?(\d{1,30}\.?\d{0,30}|\.\d{1,30})([eE][+-]?\d{1,2})?$/.test(text) ? Number(text) : fallback)
      return float(numberOf(value) ?? fallback)
    },
  ],
  [
    'round',
    (value, args) => {
      const digits = args.count('precision', 0)
      const way = args.optionalText('method')?.text ?? 'common'
      const round = { common: roundEven, ceil: Math.ceil, floor: Math.floor }[way as 'common' | 'ceil' | 'floor']
      if (round === undefined || digits < 0 || digits > 15)
        return fail('round: common, ceil or floor, at 0 to 15 digits')
      const scale = 10 ** digits
      return float(round(numeric(value, 'round') * scale) / scale)
    },
  ],
])

/** Half to even, as Python rounds. */
function roundEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1
}

/** For use inside `attempt`. */
export function applyFilter(name: string, value: Value, args: Args, meter: Meter): Value {
  const filter = FILTERS.get(name) ?? fail(`there is no filter ${JSON.stringify(name.slice(0, 60))}`)
  const taken = new Arguments(args, name)
  const result = filter(value, taken, meter)
  taken.done()
  return isText(result) ? meter.made(result) : result
}

export const isFilter = (name: string): boolean => FILTERS.has(name)
export const isTest = (name: string): boolean => TESTS.has(name)

const whole = (value: Value, what: string): number =>
  typeof value === 'number' ? value : fail(`${what} of ${typeName(value)}`)
const other = (args: readonly Value[], what: string): Value =>
  args.length === 1 ? args[0]! : fail(`${what} takes one value`)
const eq: Test = (value, args, meter) => equal(value, other(args, 'eq'), meter)
const order =
  (what: string, f: (difference: number) => boolean): Test =>
  (value, args) =>
    f(compare(value, other(args, what)))
const [lt, le, gt, ge] = [
  order('lt', d => d < 0),
  order('le', d => d <= 0),
  order('gt', d => d > 0),
  order('ge', d => d >= 0),
]

/** Is a value in a list, a key of a dictionary, a part of a text? */
export function within(value: Value, container: Value, meter: Meter): boolean {
  if (isUndefined(container)) return false
  if (isText(container)) {
    meter.work(container.length / 8)
    return container.text.includes(textOf(value, 'in a text: a search').text)
  }
  if (isDict(container)) return container.entries.has(keyOf(value))
  if (!isList(container)) return fail(`in: ${typeName(container)} holds nothing`)
  return container.items.some(item => equal(item, value, meter))
}

const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['defined', value => !isUndefined(value)],
  ['undefined', isUndefined],
  ['none', value => value === null],
  ['true', value => value === true],
  ['false', value => value === false],
  ['boolean', value => typeof value === 'boolean'],
  ['string', isText],
  ['number', value => numberOf(value) !== null],
  ['integer', value => typeof value === 'number'],
  ['float', isFloat],
  ['mapping', isDict],
  ['iterable', value => isText(value) || isList(value) || isDict(value) || isUndefined(value)],
  ['sequence', value => isText(value) || isList(value) || isDict(value)],
  ['callable', isCallable],
  ['odd', value => Math.abs(whole(value, 'odd') % 2) === 1],
  ['even', value => whole(value, 'even') % 2 === 0],
  [
    'divisibleby',
    (value, args) => whole(value, 'divisibleby') % whole(other(args, 'divisibleby'), 'divisibleby') === 0,
  ],
  [
    'lower',
    value => isText(value) && value.text === value.text.toLowerCase() && value.text !== value.text.toUpperCase(),
  ],
  [
    'upper',
    value => isText(value) && value.text === value.text.toUpperCase() && value.text !== value.text.toLowerCase(),
  ],
  ['eq', eq],
  ['equalto', eq],
  ['ne', (value, args, meter) => !eq(value, args, meter)],
  ['lt', lt],
  ['lessthan', lt],
  ['le', le],
  ['gt', gt],
  ['greaterthan', gt],
  ['ge', ge],
  ['in', (value, args, meter) => within(value, other(args, 'in'), meter)],
  ['filter', value => isText(value) && isFilter(value.text)],
  ['test', value => isText(value) && isTest(value.text)],
])

export const testOf = (name: string): Test =>
  TESTS.get(name) ?? fail(`there is no test ${JSON.stringify(name.slice(0, 60))}`)
