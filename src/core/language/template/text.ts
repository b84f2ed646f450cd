// Text that knows which of its characters came from a request: spec/tokenizer.md, "Segments". Every function here keeps that, so that
// whatever a template does with a user's words, they stay a user's words.

import type { Segment } from '../tokenizer/types.ts'

/** Immutable. `marks`: begins and ends of untrusted stretches, ascending, never touching. */
export class Text {
  readonly text: string
  readonly marks: readonly number[]

  constructor(text: string, marks: readonly number[] = []) {
    this.text = text
    this.marks = marks
  }

  get length(): number {
    return this.text.length
  }
  get trusted(): boolean {
    return this.marks.length === 0
  }
}

export const trusted = (text: string): Text => new Text(text)
export const untrusted = (text: string): Text => new Text(text, text === '' ? [] : [0, text.length])
/** New text made of others as a whole: untrusted if any of them is. */
export const derived = (text: string, ...from: readonly Text[]): Text =>
  from.every(other => other.trusted) ? trusted(text) : untrusted(text)

/** Index of the first stretch that ends behind a place: texts are cut up piece by piece, so it must not be looked for from the start. */
function firstMark(marks: readonly number[], place: number): number {
  let low = 0
  let high = marks.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if (marks[2 * middle + 1]! <= place) low = middle + 1
    else high = middle
  }
  return 2 * low
}

export function slice(text: Text, begin: number, end: number): Text {
  if (begin >= end) return trusted('')
  if (begin === 0 && end === text.length) return text
  const marks: number[] = []
  for (let i = firstMark(text.marks, begin); i < text.marks.length && text.marks[i]! < end; i += 2)
    marks.push(Math.max(begin, text.marks[i]!) - begin, Math.min(end, text.marks[i + 1]!) - begin)
  return new Text(text.text.slice(begin, end), marks)
}

/** Collects text in time linear in the number of parts. */
export class TextBuilder {
  private text = ''
  private readonly marks: number[] = []

  get length(): number {
    return this.text.length
  }

  add(part: Text): void {
    const at = this.text.length
    for (let i = 0; i < part.marks.length; i += 2) {
      const from = at + part.marks[i]!
      const to = at + part.marks[i + 1]!
      const last = this.marks.length - 1
      if (last > 0 && this.marks[last] === from) this.marks[last] = to
      else this.marks.push(from, to)
    }
    this.text += part.text
  }

  finish(): Text {
    return new Text(this.text, this.marks)
  }
}

export function concat(...parts: readonly Text[]): Text {
  const builder = new TextBuilder()
  for (const part of parts) builder.add(part)
  return builder.finish()
}

/** Applies a function that works on each stretch by itself, such as a change of case. */
export function mapStretches(text: Text, f: (stretch: string) => string): Text {
  if (text.trusted) return trusted(f(text.text))
  return concat(...segments(text).map(part => (part.trusted ? trusted(f(part.text)) : untrusted(f(part.text)))))
}

/** The text as segments, none of them empty, no two neighbours of one kind. */
export function segments(text: Text): Segment[] {
  const out: Segment[] = []
  let at = 0
  const push = (end: number, isTrusted: boolean): void => {
    if (at < end) out.push({ text: text.text.slice(at, end), trusted: isTrusted })
    at = end
  }
  for (let i = 0; i < text.marks.length; i += 2) {
    push(text.marks[i]!, true)
    push(text.marks[i + 1]!, false)
  }
  push(text.length, true)
  return out
}

/** White space as Python's `str.strip` and `str.split` know it. */
const WHITE = new Set('\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000')
export const isWhite = (unit: string): boolean => WHITE.has(unit) || (unit >= '\u2000' && unit <= '\u200a')

/** Without the characters at both or one of the ends that `drops` takes. */
export function strip(text: Text, side: 'left' | 'right' | 'both', drops: (unit: string) => boolean = isWhite): Text {
  let begin = 0
  let end = text.length
  if (side !== 'right') while (begin < end && drops(text.text[begin]!)) begin++
  if (side !== 'left') while (end > begin && drops(text.text[end - 1]!)) end--
  return slice(text, begin, end)
}

/** Every occurrence of `from`, at most `count`, replaced. An empty `from` stands before every character and at the end, as in Python. */
export function replace(text: Text, from: string, to: Text, count = Number.POSITIVE_INFINITY): Text {
  const builder = new TextBuilder()
  let at = 0
  let left = count
  if (from === '') {
    for (const character of text.text) {
      if (left-- > 0) builder.add(to)
      builder.add(slice(text, at, at + character.length))
      at += character.length
    }
    if (left > 0) builder.add(to)
    return builder.finish()
  }
  for (let next = text.text.indexOf(from); next >= 0 && left > 0; next = text.text.indexOf(from, at), left--) {
    builder.add(slice(text, at, next))
    builder.add(to)
    at = next + from.length
  }
  builder.add(slice(text, at, text.length))
  return builder.finish()
}

/** Parts between occurrences of a separator; `max` cuts at most, counted from the right if `fromRight`. */
export function split(text: Text, separator: string, max: number, fromRight = false): Text[] {
  const places: number[] = []
  if (fromRight) {
    let end = text.length
    while (places.length < max) {
      const at = end < separator.length ? -1 : text.text.lastIndexOf(separator, end - separator.length)
      if (at < 0) break
      places.unshift(at)
      end = at
    }
  } else {
    for (
      let at = text.text.indexOf(separator);
      at >= 0 && places.length < max;
      at = text.text.indexOf(separator, at + separator.length)
    )
      places.push(at)
  }
  const out: Text[] = []
  let begin = 0
  for (const place of places) {
    out.push(slice(text, begin, place))
    begin = place + separator.length
  }
  out.push(slice(text, begin, text.length))
  return out
}

/** Parts between runs of white space; none of them empty. */
export function splitWhite(text: Text, max: number): Text[] {
  const out: Text[] = []
  let at = 0
  for (;;) {
    while (at < text.length && isWhite(text.text[at]!)) at++
    if (at === text.length) return out
    let end = at
    if (out.length === max) {
      out.push(strip(slice(text, at, text.length), 'right'))
      return out
    }
    while (end < text.length && !isWhite(text.text[end]!)) end++
    out.push(slice(text, at, end))
    at = end
  }
}

/** Number of code points of a text. */
export function count(text: string): number {
  let surrogates = 0
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) surrogates++
  return text.length - surrogates
}

/** Where the code point of this number begins, in UTF-16 units; the length of the text beyond its end. */
export function placeOf(text: string, index: number): number {
  let at = 0
  for (let left = index; left > 0 && at < text.length; left--) at += text.codePointAt(at)! > 0xffff ? 2 : 1
  return at
}

/** Code points of a text, each with its own trust: what templates loop over. */
export function characters(text: Text): Text[] {
  const out: Text[] = []
  let at = 0
  for (const character of text.text) {
    out.push(slice(text, at, at + character.length))
    at += character.length
  }
  return out
}
