// JSON of strangers, as headers and configurations are: depth, number of values and length are bounded while it is read, and a
// name that stands twice is refused, where JSON.parse would keep the last in silence. Objects become maps without a prototype.

import { fromUtf8 } from '../bytes/index.ts'
import { refuse } from '../errors/index.ts'

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject
export type JsonObject = ReadonlyMap<string, JsonValue>

export interface JsonLimits {
  readonly depth: number
  /** Members of objects and elements of arrays together. */
  readonly values: number
}

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject => value instanceof Map

const NUMBER = /-?(?:0|[1-9][0-9]{0,340})(?:\.[0-9]{1,340})?(?:[eE][+-]?[0-9]{1,4})?/y
const WORDS: readonly (readonly [string, null | boolean])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
]

class Parser {
  private readonly text: string
  private readonly what: string
  private readonly depth: number
  private left: number
  private at = 0

  constructor(text: string, what: string, limits: JsonLimits) {
    this.text = text
    this.what = what
    this.depth = limits.depth
    this.left = limits.values
  }

  private bad(why: string): never {
    return refuse('file_malformed', `${this.what}: JSON: ${why} at character ${this.at}`)
  }

  private space(): void {
    const { text } = this
    for (; this.at < text.length; this.at++) {
      const c = text.charCodeAt(this.at)
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return
    }
  }

  private accept(mark: string): boolean {
    this.space()
    if (this.text[this.at] !== mark) return false
    this.at++
    return true
  }

  private expect(mark: string): void {
    if (!this.accept(mark)) this.bad(`${mark} expected`)
  }

  private count(): void {
    if (this.left-- <= 0) refuse('file_too_large', `${this.what}: JSON: too many values`)
  }

  file(): JsonValue {
    const value = this.value(0)
    this.space()
    if (this.at !== this.text.length) this.bad('something follows the value')
    return value
  }

  private string(): string {
    this.space()
    const { text } = this
    if (text[this.at] !== '"') return this.bad('a string expected')
    let end = this.at + 1
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
    try {
      const value = JSON.parse(text.slice(this.at, end + 1)) as string
      this.at = end + 1
      return value
    } catch {
      return this.bad('a string expected')
    }
  }

  private value(depth: number): JsonValue {
    this.space()
    const mark = this.text[this.at]
    if (mark === '{' || mark === '[') {
      if (depth === this.depth)
        refuse('nesting_too_deep', `${this.what}: JSON: more than ${this.depth} levels in one another`)
      this.at++
      return mark === '{' ? this.object(depth) : this.array(depth)
    }
    if (mark === '"') return this.string()
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, this.at)) continue
      this.at += word.length
      return value
    }
    NUMBER.lastIndex = this.at
    const match = NUMBER.exec(this.text)
    if (match === null) return this.bad('a value expected')
    this.at += match[0].length
    return Number(match[0])
  }

  private object(depth: number): JsonObject {
    const members = new Map<string, JsonValue>()
    if (this.accept('}')) return members
    do {
      this.count()
      const name = this.string()
      if (members.has(name)) this.bad(`the name ${JSON.stringify(name.slice(0, 80))} stands twice`)
      this.expect(':')
      members.set(name, this.value(depth + 1))
    } while (this.accept(','))
    this.expect('}')
    return members
  }

  private array(depth: number): readonly JsonValue[] {
    const values: JsonValue[] = []
    if (this.accept(']')) return values
    do {
      this.count()
      values.push(this.value(depth + 1))
    } while (this.accept(','))
    this.expect(']')
    return values
  }
}

/** For use inside `attempt`. `what` names the text in refusals. */
export function parseBoundedJson(bytes: Uint8Array, what: string, limits: JsonLimits): JsonValue {
  let text: string
  try {
    text = fromUtf8(bytes)
  } catch {
    return refuse('file_malformed', `${what}: not UTF-8`)
  }
  return new Parser(text, what, limits).file()
}
