// What a dot or brackets reach: methods of texts, lists and dictionaries, their items, slices. Closed tables; every other name is
// undefined, `constructor` and `__class__` among them. Nothing here changes a value.

import { Arguments } from './arguments.ts'
import { print } from './print.ts'
import {
  characters,
  concat,
  count,
  isWhite,
  mapStretches,
  placeOf,
  replace,
  slice,
  split,
  splitWhite,
  strip,
  type Text,
  TextBuilder,
  trusted,
} from './text.ts'
import {
  callable,
  type Dict,
  equal,
  fail,
  isDict,
  isList,
  isNamespace,
  isText,
  isUndefined,
  keyOf,
  type List,
  list,
  type Meter,
  typeName,
  undefinedValue,
  type Value,
} from './values.ts'

type Method<T> = (self: T, args: Arguments, meter: Meter) => Value

const most = (count: number): number => (count < 0 ? Number.POSITIVE_INFINITY : count)
const dropped = (args: Arguments): ((unit: string) => boolean) | undefined => {
  const units = args.optionalText('chars')
  return units === null ? undefined : unit => units.text.includes(unit)
}

export const upper = (text: Text): Text => mapStretches(text, stretch => stretch.toUpperCase())
export const lower = (text: Text): Text => mapStretches(text, stretch => stretch.toLowerCase())

/** Python's `str.title`: a letter that follows no letter is upper case, all others lower case. */
export function title(text: Text): Text {
  const builder = new TextBuilder()
  let inside = false
  for (const character of characters(text)) {
    builder.add(inside ? lower(character) : mapStretches(character, titleCase))
    inside = /\p{L}/u.test(character.text)
  }
  return builder.finish()
}
/** Letters whose upper case is two letters have the first of them large. */
function titleCase(letter: string): string {
  const large = letter.toUpperCase()
  const size = (large.codePointAt(0) ?? 0) > 0xffff ? 2 : 1
  return large.slice(0, size) + large.slice(size).toLowerCase()
}

/** Jinja's filter of the same name: words begin after white space, hyphens and opening brackets. */
export function titleWords(text: Text): Text {
  const builder = new TextBuilder()
  let inside = false
  for (const character of characters(text)) {
    const border = isWhite(character.text) || '-({[<'.includes(character.text)
    builder.add(inside ? lower(character) : upper(character))
    inside = !border
  }
  return builder.finish()
}

export function capitalize(text: Text): Text {
  const size = (text.text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1
  return concat(upper(slice(text, 0, Math.min(size, text.length))), lower(slice(text, size, text.length)))
}

/** One affix, or a tuple of them. */
function affixes(args: Arguments, what: string): readonly string[] {
  const value = args.need(what)
  const texts = isList(value) ? value.items : [value]
  return texts.map(text => (isText(text) ? text.text : fail(`${what} is ${typeName(text)}, a text expected`)))
}

/** The texts of a list with a separator between them. */
export function joined(separator: Text, values: Value, meter: Meter): Text {
  const items = isText(values)
    ? characters(values)
    : isList(values)
      ? values.items
      : fail(`join: ${typeName(values)} is no list`)
  const builder = new TextBuilder()
  items.forEach((item, i) => {
    meter.work(1)
    if (i > 0) builder.add(separator)
    builder.add(print(item, meter))
    if (builder.length > meter.bounds.length) meter.length(builder.length)
  })
  return meter.made(builder.finish())
}

export function replaced(text: Text, from: Text, to: Text, count: number, meter: Meter): Text {
  // The longest that it can become, before it is made.
  const places = from.length === 0 ? text.length + 1 : Math.floor(text.length / from.length)
  let found = 0
  if (from.length > 0)
    for (let at = text.text.indexOf(from.text); at >= 0; at = text.text.indexOf(from.text, at + from.length)) found++
  const times = Math.min(count, from.length === 0 ? places : found)
  meter.length(text.length + times * Math.max(0, to.length - from.length))
  meter.work(times)
  return replace(text, from.text, to, count)
}

function parts(self: Text, args: Arguments, fromRight: boolean, meter: Meter): Value {
  const separator = args.optionalText('sep')
  const max = most(args.count('maxsplit', -1))
  meter.length(self.length)
  if (separator === null) {
    if (fromRight && max !== Number.POSITIVE_INFINITY) return fail('rsplit at white space, with a count')
    const words = splitWhite(self, max)
    meter.items(words.length)
    return list(words)
  }
  if (separator.length === 0) return fail('split at an empty text')
  const pieces = split(self, separator.text, max, fromRight)
  meter.items(pieces.length)
  return list(pieces)
}

const find = (self: Text, args: Arguments, last: boolean): number => {
  const part = args.text('sub').text
  const at = last ? self.text.lastIndexOf(part) : self.text.indexOf(part)
  // Places are in code points, as in Python.
  return at < 0 ? -1 : count(self.text.slice(0, at))
}

const test =
  (pattern: RegExp): Method<Text> =>
  self =>
    self.length > 0 && pattern.test(self.text)

const TEXT_METHODS: ReadonlyMap<string, Method<Text>> = new Map<string, Method<Text>>([
  ['upper', upper],
  ['lower', lower],
  ['title', title],
  ['capitalize', capitalize],
  ['strip', (self, args) => strip(self, 'both', dropped(args))],
  ['lstrip', (self, args) => strip(self, 'left', dropped(args))],
  ['rstrip', (self, args) => strip(self, 'right', dropped(args))],
  ['startswith', (self, args) => affixes(args, 'prefix').some(prefix => self.text.startsWith(prefix))],
  ['endswith', (self, args) => affixes(args, 'suffix').some(suffix => self.text.endsWith(suffix))],
  [
    'removeprefix',
    (self, args) => {
      const prefix = args.text('prefix').text
      return self.text.startsWith(prefix) ? slice(self, prefix.length, self.length) : self
    },
  ],
  [
    'removesuffix',
    (self, args) => {
      const suffix = args.text('suffix').text
      return suffix !== '' && self.text.endsWith(suffix) ? slice(self, 0, self.length - suffix.length) : self
    },
  ],
  ['split', (self, args, meter) => parts(self, args, false, meter)],
  ['rsplit', (self, args, meter) => parts(self, args, true, meter)],
  [
    'splitlines',
    (self, _, meter) => {
      meter.length(self.length)
      const lines = split(replace(self, '\r\n', trusted('\n')), '\n', Number.POSITIVE_INFINITY)
      if (lines.at(-1)!.length === 0) lines.pop()
      meter.items(lines.length)
      return list(lines)
    },
  ],
  ['join', (self, args, meter) => joined(self, args.need('iterable'), meter)],
  [
    'replace',
    (self, args, meter) => replaced(self, args.text('old'), args.text('new'), most(args.count('count', -1)), meter),
  ],
  ['find', (self, args) => find(self, args, false)],
  ['rfind', (self, args) => find(self, args, true)],
  [
    'count',
    (self, args) => {
      const part = args.text('sub').text
      return part === '' ? count(self.text) + 1 : self.text.split(part).length - 1
    },
  ],
  ['isdigit', test(/^\p{Nd}+$/u)],
  ['isalpha', test(/^\p{L}+$/u)],
  ['isalnum', test(/^[\p{L}\p{N}]+$/u)],
  ['isspace', test(/^\s+$/)],
  ['isupper', self => self.text !== self.text.toLowerCase() && self.text === self.text.toUpperCase()],
  ['islower', self => self.text !== self.text.toUpperCase() && self.text === self.text.toLowerCase()],
])

/** Pairs of a dictionary, as tuples. */
export function pairs(self: Dict, meter: Meter): List {
  meter.items(self.entries.size)
  return list([...self.entries.values()].map(pair => list(pair, true)))
}

const DICT_METHODS: ReadonlyMap<string, Method<Dict>> = new Map<string, Method<Dict>>([
  ['get', (self, args) => self.entries.get(keyOf(args.need('key')))?.[1] ?? args.value('default') ?? null],
  ['items', (self, _, meter) => pairs(self, meter)],
  [
    'keys',
    (self, _, meter) => {
      meter.items(self.entries.size)
      return list([...self.entries.values()].map(([key]) => key))
    },
  ],
  [
    'values',
    (self, _, meter) => {
      meter.items(self.entries.size)
      return list([...self.entries.values()].map(([, value]) => value))
    },
  ],
])

const LIST_METHODS: ReadonlyMap<string, Method<List>> = new Map<string, Method<List>>([
  [
    'index',
    (self, args, meter) => {
      const value = args.need('value')
      const at = self.items.findIndex(item => equal(item, value, meter))
      return at < 0 ? fail('index: the list does not hold the value') : at
    },
  ],
  [
    'count',
    (self, args, meter) => {
      const value = args.need('value')
      return self.items.filter(item => equal(item, value, meter)).length
    },
  ],
])

function method<T extends Value>(
  table: ReadonlyMap<string, Method<T>>,
  self: T,
  name: string,
  meter: Meter,
): Value | undefined {
  const found = table.get(name)
  if (found === undefined) return undefined
  return callable(name, args => {
    const taken = new Arguments(args, name)
    if (isText(self)) meter.work(self.length / 8)
    const value = found(self, taken, meter)
    taken.done()
    return isText(value) ? meter.made(value) : value
  })
}

function attribute(object: Value, name: string, meter: Meter): Value | undefined {
  if (isText(object)) return method(TEXT_METHODS, object, name, meter)
  if (isDict(object)) return method(DICT_METHODS, object, name, meter)
  if (isList(object)) return method(LIST_METHODS, object, name, meter)
  return isNamespace(object) ? object.entries.get(name) : undefined
}

function item(object: Value, key: Value, meter: Meter): Value | undefined {
  if (isDict(object)) return object.entries.get(keyOf(key))?.[1]
  if (typeof key !== 'number') return undefined
  if (isList(object)) return object.items.at(key)
  if (!isText(object)) return undefined
  meter.work(object.length / 8)
  const size = count(object.text)
  const index = key < 0 ? key + size : key
  if (index < 0 || index >= size) return undefined
  const at = placeOf(object.text, index)
  return slice(object, at, placeOf(object.text.slice(at, at + 2), 1) + at)
}

/** `object.name`: a method first, then an item; with brackets the other way round. */
export function member(object: Value, key: Value, brackets: boolean, meter: Meter): Value {
  const name = isText(key) ? key.text : typeof key === 'number' ? String(key) : typeName(key)
  if (isUndefined(object)) return fail(`${typeName(object)} has no ${JSON.stringify(name.slice(0, 60))}`)
  const byName = () => (isText(key) ? attribute(object, key.text, meter) : undefined)
  const found = brackets ? (item(object, key, meter) ?? byName()) : (byName() ?? item(object, key, meter))
  if (found === undefined && name.startsWith('__'))
    return fail(`${JSON.stringify(name.slice(0, 60))} leads out of the template`)
  return found === undefined ? undefinedValue(name) : found
}

/** Python's slices of lists and texts. */
export function sliced(object: Value, bounds: readonly (Value | null)[], meter: Meter): Value {
  const [start, stop, step] = bounds.map(bound =>
    bound === null || typeof bound === 'number' ? bound : fail(`a slice from ${typeName(bound)}`),
  )
  const by = step ?? 1
  if (by === 0) return fail('a slice with the step 0')
  if (!isText(object) && !isList(object)) return fail(`a slice of ${typeName(object)}`)
  const size = isText(object) ? count(object.text) : object.items.length
  const low = by > 0 ? 0 : -1
  const high = by > 0 ? size : size - 1
  const clamp = (place: number): number => Math.min(high, Math.max(low, place < 0 ? place + size : place))
  const from = start === null || start === undefined ? (by > 0 ? low : high) : clamp(start)
  const to = stop === null || stop === undefined ? (by > 0 ? high : low) : clamp(stop)
  if (isText(object) && by === 1) {
    meter.work(object.length / 8)
    return slice(object, placeOf(object.text, from), placeOf(object.text, Math.max(from, to)))
  }
  meter.items(size)
  const items = isText(object) ? characters(object) : object.items
  const out: Value[] = []
  for (let at = from; by > 0 ? at < to : at > to; at += by) out.push(items[at]!)
  return isText(object) ? concat(...(out as Text[])) : list(out, isList(object) && object.tuple)
}

/** What a loop goes over. */
export function iterate(value: Value, meter: Meter): readonly Value[] {
  if (isList(value)) return value.items
  if (isUndefined(value)) return []
  if (isText(value)) {
    meter.items(value.length)
    return characters(value)
  }
  if (isDict(value)) {
    meter.items(value.entries.size)
    return [...value.entries.values()].map(([key]) => key)
  }
  return fail(`${typeName(value)} is no list`)
}

export const lengthOf = (value: Value): number => {
  if (isText(value)) return count(value.text)
  if (isList(value)) return value.items.length
  if (isDict(value)) return value.entries.size
  return isUndefined(value) ? 0 : fail(`${typeName(value)} has no length`)
}
