// Values as text, as Python prints them (templates are written for it), and as JSON. Text of several values is untrusted as a whole
// where any part of it is.

import { refuse } from '../../errors/index.ts'
import { derived, type Text, trusted } from './text.ts'
import {
  fail,
  isCallable,
  isDict,
  isFloat,
  isList,
  isText,
  isUndefined,
  MAX_DATA_DEPTH,
  type Meter,
  typeName,
  type Value,
} from './values.ts'

/** A float as Python's repr: a point or an exponent, two digits of exponent at least. */
export function floatText(value: number): string {
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  const power = Number(exponent)
  if (power < -4 || power >= 16) {
    const digits = String(Math.abs(power)).padStart(2, '0')
    return `${mantissa}e${power < 0 ? '-' : '+'}${digits}`
  }
  // Between these powers JavaScript writes digits only.
  const text = Object.is(value, -0) ? '-0' : String(value)
  return text.includes('.') ? text : /e-/.test(text) ? value.toFixed(20).replace(/0+$/, '') : `${text}.0`
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  let out = quote
  for (const character of text) {
    if (character === quote || character === '\\') out += `\\${character}`
    else if (character === '\n') out += '\\n'
    else if (character === '\r') out += '\\r'
    else if (character === '\t') out += '\\t'
    else if (/[\p{Cc}\xa0\xad]/u.test(character)) out += `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
    else out += character
  }
  return out + quote
}

/** Collects text, whether any of it is untrusted, and charges for it. */
class Printer {
  private text = ''
  private readonly from: Text[] = []
  private readonly meter: Meter

  constructor(meter: Meter) {
    this.meter = meter
  }

  add(part: string): void {
    this.text += part
    this.meter.work(1 + part.length / 8)
    if (this.text.length > this.meter.bounds.length) this.meter.length(this.text.length)
  }
  source(text: Text): void {
    if (!text.trusted) this.from.push(text)
  }
  finish = (): Text => derived(this.text, ...this.from)
}

const deeper = (depth: number): number =>
  depth < MAX_DATA_DEPTH ? depth + 1 : refuse('template_limit', `chat template: data deeper than ${MAX_DATA_DEPTH}`)

function repr(value: Value, out: Printer, depth: number): void {
  if (isText(value)) {
    out.source(value)
    out.add(quoted(value.text))
  } else if (isList(value)) {
    out.add(value.tuple ? '(' : '[')
    value.items.forEach((item, i) => {
      if (i > 0) out.add(', ')
      repr(item, out, deeper(depth))
    })
    out.add(value.tuple ? (value.items.length === 1 ? ',)' : ')') : ']')
  } else if (isDict(value)) {
    out.add('{')
    let first = true
    for (const [key, item] of value.entries.values()) {
      if (!first) out.add(', ')
      first = false
      repr(key, out, deeper(depth))
      out.add(': ')
      repr(item, out, deeper(depth))
    }
    out.add('}')
  } else out.add(plain(value))
}

function plain(value: Value): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (isFloat(value)) return floatText(value.value)
  if (isUndefined(value)) return ''
  return fail(`${typeName(value)} cannot be printed`)
}

/** As `str` of Python; what is undefined is empty. */
export function print(value: Value, meter: Meter): Text {
  if (isText(value)) return value
  if (!isList(value) && !isDict(value)) return trusted(plain(value))
  const out = new Printer(meter)
  repr(value, out, 0)
  return out.finish()
}

export interface JsonStyle {
  readonly indent: string | null
  readonly ascii: boolean
  readonly item: string
  readonly key: string
  readonly sorted: boolean
}

function jsonString(text: string, ascii: boolean): string {
  const json = JSON.stringify(text)
  return ascii
    ? json.replace(/[\u007f-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json
}

function jsonKey(key: Value): string {
  if (isText(key)) return key.text
  if (key === null) return 'null'
  return typeof key === 'boolean' ? String(key) : plain(key)
}

function writeJson(value: Value, style: JsonStyle, out: Printer, depth: number): void {
  const entries = (open: string, close: string, writers: readonly (() => void)[]): void => {
    out.add(open)
    const line = style.indent === null ? '' : `\n${style.indent.repeat(depth + 1)}`
    writers.forEach((write, i) => {
      out.add(i > 0 ? style.item + line : line)
      write()
    })
    if (style.indent !== null && writers.length > 0) out.add(`\n${style.indent.repeat(depth)}`)
    out.add(close)
  }
  if (value === null) out.add('null')
  else if (typeof value === 'boolean' || typeof value === 'number') out.add(String(value))
  else if (isFloat(value)) out.add(floatText(value.value))
  else if (isText(value)) {
    out.source(value)
    out.add(jsonString(value.text, style.ascii))
  } else if (isList(value))
    entries(
      '[',
      ']',
      value.items.map(item => () => writeJson(item, style, out, deeper(depth))),
    )
  else if (isDict(value)) {
    const pairs = [...value.entries.values()]
    if (style.sorted) pairs.sort(([a], [b]) => (jsonKey(a) < jsonKey(b) ? -1 : 1))
    entries(
      '{',
      '}',
      pairs.map(([key, item]) => () => {
        if (isText(key)) out.source(key)
        out.add(jsonString(jsonKey(key), style.ascii) + style.key)
        writeJson(item, style, out, deeper(depth))
      }),
    )
  } else fail(`${isCallable(value) ? `the function ${value.name}` : typeName(value)} is no JSON`)
}

export function json(value: Value, style: JsonStyle, meter: Meter): Text {
  const out = new Printer(meter)
  writeJson(value, style, out, 0)
  return out.finish()
}
