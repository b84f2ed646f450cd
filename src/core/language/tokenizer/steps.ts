// The steps between a section of text and the pieces that the model takes: normalization, prefixes, splits (spec/tokenizer.md,
// "Steps"). Unicode is that of version 15.0 whatever the engine knows: code points it does not assign pass unchanged.

import { refuse } from '../../errors/index.ts'
import { type Matcher, matcherOf } from './pattern/matcher.ts'
import { type CodeSet, property, range, single, unassigned, union, WHITE_SPACE } from './pattern/sets.ts'
import { Trie } from './trie.ts'
import type { Step } from './types.ts'

/** UTF-16 units of a text, and of what steps make of it. */
export const MAX_TEXT = 1 << 21
const MAX_GROWN_TEXT = 1 << 22
/** Engines sort marks in quadratic time: 400,000 in a row took 108 seconds. Text is normalized in parts with no more than this. */
const MAX_MARKS = 128

/** Where a piece stands: `start` at the very beginning of the text, `section` at the beginning of a section. */
export interface Place {
  readonly start: boolean
  readonly section: boolean
}

type Compiled =
  | { readonly type: 'text'; readonly map: (text: string) => string }
  | {
      readonly type: 'prefix'
      readonly text: string
      readonly where: 'start' | 'section' | 'piece'
      readonly missing: boolean
    }
  | {
      readonly type: 'split'
      readonly mode: 'isolate' | 'remove' | 'keep' | 'previous' | 'next'
      readonly matcher: Matcher
    }

const bad = (step: Step, why: string): never =>
  refuse('tokenizer_malformed', `tokenizer: step ${JSON.stringify(step).slice(0, 200)}: ${why}`)

/** A class of the engine's own regular expressions, with the code points written out. */
function engineClass(set: CodeSet): string {
  let out = ''
  for (let i = 0; i < set.length; i += 2) out += `\\u{${set[i]!.toString(16)}}-\\u{${(set[i + 1]! - 1).toString(16)}}`
  return out
}
const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}
const removal = (make: () => CodeSet) => lazily(() => new RegExp(`[${engineClass(make())}]+`, 'gu'))
const allMarks = removal(() => property('M')!)
const nonspacing = removal(() => property('Mn')!)
const untouched = lazily(
  () => new RegExp(`([${engineClass(unassigned())}]+|[${engineClass(property('M')!)}]{${MAX_MARKS}})`, 'u'),
)
const dropped = removal(() => union(single(0xfffd), ...['Cc', 'Cf', 'Co'].map(c => property(c)!)))
const white = lazily(() => new RegExp(`[${engineClass(WHITE_SPACE)}]`, 'gu'))
const ideographs = removal(() =>
  union(
    range(0x3400, 0x4dbf),
    range(0x4e00, 0x9fff),
    range(0xf900, 0xfaff),
    range(0x20000, 0x2a6df),
    range(0x2a700, 0x2b73f),
    range(0x2b740, 0x2b81f),
    range(0x2b820, 0x2ceaf),
    range(0x2f800, 0x2fa1f),
  ),
)

const ASCII = /^[\0-\x7f]*$/

/** Applies a Unicode algorithm of the engine to what Unicode 15.0 assigns; the cuts are where the algorithms are blind anyway. */
function stable(text: string, f: (part: string) => string): string {
  if (ASCII.test(text)) return f(text)
  return text
    .split(untouched())
    .map((part, i) => (i % 2 === 1 && !startsWithMark(part) ? part : f(part)))
    .join('')
}
const isMark = lazily(() => new RegExp(`^[${engineClass(property('M')!)}]`, 'u'))
const startsWithMark = (part: string): boolean => isMark().test(part)

function replaceText(text: string, from: string, to: string): string {
  const parts = text.split(from)
  checkGrown(text.length + (parts.length - 1) * (to.length - from.length))
  return parts.join(to)
}

function checkGrown(length: number): void {
  if (length > MAX_GROWN_TEXT)
    refuse('prompt_too_large', `the tokenizer makes more than ${MAX_GROWN_TEXT} characters of the text`)
}

function replacePattern(text: string, matcher: Matcher, to: string): string {
  const found: number[] = []
  matcher.matches(text, 0, text.length, found)
  checkGrown(text.length + (found.length / 2) * to.length)
  let out = ''
  let at = 0
  for (let i = 0; i < found.length; i += 2) {
    out += text.slice(at, found[i]) + to
    at = found[i + 1]!
  }
  return out + text.slice(at)
}

/** Replaces the longest of the keys at each place, from left to right. */
function mapper(step: Step): (text: string) => string {
  const texts = step.slice(1)
  if (texts.length === 0 || texts.length % 2 === 1) bad(step, 'pairs of texts expected')
  const trie = new Trie()
  for (let i = 0; i < texts.length; i += 2) {
    if (texts[i] === '' || trie.find(texts[i]!) >= 0) bad(step, 'a text is empty or stands twice')
    trie.add(texts[i]!, i / 2)
  }
  return text => {
    let out = ''
    let kept = 0
    for (let at = 0; at < text.length; ) {
      const value = trie.longest(text, at, text.length)
      if (value < 0) at++
      else {
        out += text.slice(kept, at) + texts[2 * value + 1]!
        kept = at = trie.end
        checkGrown(out.length)
      }
    }
    return kept === 0 ? text : out + text.slice(kept)
  }
}

function trims(step: Step): (text: string) => string {
  const [side, sign] = textsOf(step, 2)
  if (side !== 'left' && side !== 'right' && side !== 'both') return bad(step, 'left, right or both expected')
  if (sign!.length > 1) return bad(step, 'one sign expected, or none for white space')
  const trimmed = sign === '' ? isWhite : (unit: number) => unit === sign!.charCodeAt(0)
  return text => {
    let begin = 0
    let end = text.length
    if (side !== 'right') while (begin < end && trimmed(text.charCodeAt(begin))) begin++
    if (side !== 'left') while (end > begin && trimmed(text.charCodeAt(end - 1))) end--
    return text.slice(begin, end)
  }
}
const whiteTable = lazily(() => {
  const table = new Uint8Array(0x3001)
  for (let i = 0; i < WHITE_SPACE.length; i += 2) table.fill(1, WHITE_SPACE[i], WHITE_SPACE[i + 1])
  return table
})
/** White_Space lies in the first plane: one UTF-16 unit says it. */
export const isWhite = (unit: number): boolean => whiteTable()[unit] === 1

/** The texts after the step's name, none of them missing. */
function textsOf(step: Step, count: number): readonly string[] {
  if (step.length !== count + 1) bad(step, `${count} texts expected`)
  return step.slice(1)
}

const normalizes = (form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD') => (text: string) =>
  stable(text, part => part.normalize(form))

const PLAIN: Readonly<Record<string, (text: string) => string>> = {
  nfc: normalizes('NFC'),
  nfd: normalizes('NFD'),
  nfkc: normalizes('NFKC'),
  nfkd: normalizes('NFKD'),
  // Each character by itself: the engine would make a final sigma of one at a word's end.
  lower: text => stable(text.replaceAll('\u03a3', '\u03c3'), part => part.toLowerCase()),
  accents: text => stable(text, part => part.normalize('NFD')).replace(nonspacing(), ''),
  marks: text => text.replace(allMarks(), ''),
  clean: text =>
    text
      .replace(/[\t\n\r]/g, ' ')
      .replace(dropped(), '')
      .replace(white(), ' '),
  ideographs: text => text.replace(ideographs(), run => Array.from(run, sign => ` ${sign} `).join('')),
}

function compile(step: Step): Compiled {
  const [type] = step
  if (typeof type !== 'string') return bad(step, 'it has no name')
  if (Object.hasOwn(PLAIN, type)) {
    textsOf(step, 0)
    return { type: 'text', map: PLAIN[type]! }
  }
  switch (type) {
    case 'trim':
      return { type: 'text', map: trims(step) }
    case 'replace': {
      const [from, to] = textsOf(step, 2)
      if (from === '') bad(step, 'it replaces nothing')
      return { type: 'text', map: text => replaceText(text, from!, to!) }
    }
    case 'replace pattern': {
      const [pattern, to] = textsOf(step, 2)
      const matcher = matcherOf(pattern!)
      return { type: 'text', map: text => replacePattern(text, matcher, to!) }
    }
    case 'map':
      return { type: 'text', map: mapper(step) }
    case 'prefix': {
      const [text, where, when] = textsOf(step, 3)
      if (text === '' || (where !== 'start' && where !== 'section' && where !== 'piece'))
        return bad(step, 'start, section or piece expected')
      if (when !== 'always' && when !== 'missing') return bad(step, 'always or missing expected')
      return { type: 'prefix', text: text!, where, missing: when === 'missing' }
    }
    case 'split': {
      const [mode, pattern] = textsOf(step, 2)
      if (mode !== 'isolate' && mode !== 'remove' && mode !== 'keep' && mode !== 'previous' && mode !== 'next')
        return bad(step, 'isolate, remove, keep, previous or next expected')
      return { type: 'split', mode, matcher: matcherOf(pattern!) }
    }
  }
  return refuse('tokenizer_unsupported', `tokenizer: the step ${JSON.stringify(type.slice(0, 40))} is not known`)
}

/** Appends begins and ends of the pieces of text[begin .. end). */
function split(step: Compiled & { type: 'split' }, text: string, begin: number, end: number, out: number[]): void {
  const { mode } = step
  const found: number[] = []
  step.matcher.matches(text, begin, end, found)
  let at = begin
  const push = (from: number, to: number): void => {
    if (from < to) out.push(from, to)
  }
  for (let i = 0; i < found.length; i += 2) {
    const from = found[i]!
    const to = found[i + 1]!
    if (mode === 'previous') push(at, to)
    else if (mode === 'next') {
      push(at, from)
      at = from
      continue
    } else {
      if (mode !== 'keep') push(at, from)
      if (mode !== 'remove') push(from, to)
    }
    at = to
  }
  if (mode !== 'keep') push(at, end)
}

/** Calls `take` with each piece of a section, in order. For use inside `attempt`. */
export type Pipeline = (section: string, place: Place, take: (text: string, begin: number, end: number) => void) => void

export function compileSteps(steps: readonly Step[]): Pipeline {
  const compiled = steps.map(compile)
  const firstSplit = compiled.findIndex(step => step.type === 'split')
  const head = firstSplit < 0 ? compiled : compiled.slice(0, firstSplit)
  const tail = firstSplit < 0 ? [] : compiled.slice(firstSplit)
  const onlySplits = tail.every(step => step.type === 'split')

  const apply = (step: Compiled, text: string, place: Place): string => {
    if (text === '') return text
    let out = text
    if (step.type === 'text') out = step.map(text)
    else if (step.type === 'prefix') {
      const here = step.where === 'piece' || (step.where === 'start' ? place.start : place.section)
      if (here && !(step.missing && text.startsWith(step.text))) out = step.text + text
    }
    checkGrown(out.length)
    return out
  }

  return (section, place, take) => {
    let text = section
    for (const step of head) text = apply(step, text, place)
    if (text === '') return
    if (onlySplits) {
      // Nothing changes the text any more: pieces are places in it.
      let places = [0, text.length]
      for (const step of tail) {
        const next: number[] = []
        for (let i = 0; i < places.length; i += 2)
          split(step as Compiled & { type: 'split' }, text, places[i]!, places[i + 1]!, next)
        places = next
      }
      for (let i = 0; i < places.length; i += 2) take(text, places[i]!, places[i + 1]!)
      return
    }
    let pieces = [text]
    for (const step of tail) {
      const next: string[] = []
      let grown = 0
      pieces.forEach((piece, i) => {
        if (step.type !== 'split') {
          const out = apply(step, piece, i === 0 ? place : { start: false, section: false })
          checkGrown((grown += out.length))
          if (out !== '') next.push(out)
          return
        }
        const places: number[] = []
        split(step, piece, 0, piece.length, places)
        for (let k = 0; k < places.length; k += 2) next.push(piece.slice(places[k], places[k + 1]))
      })
      pieces = next
    }
    for (const piece of pieces) take(piece, 0, piece.length)
  }
}
