// What the builders share: marks of tokens, byte tokens, ends of answers, and the check that what they wrote can be read.

import { refuse } from '../../../errors/index.ts'
import { writeTokenizer } from '../format.ts'
import { compileTokenizer } from '../tokenizer.ts'
import { CONTROL, type TokenizerData } from '../types.ts'

/** An empty tokenizer to fill in. */
export const EMPTY: TokenizerData = {
  model: 'bpe',
  spelling: 'text',
  tokens: [],
  merges: [],
  ranks: [],
  scores: [],
  whole: false,
  unknown: null,
  fuse: false,
  bytes: [],
  added: [],
  steps: [],
  space: '',
  strip: false,
  continuing: '',
  longest: 0,
  bos: null,
  prefix: [],
  suffix: [],
  eos: [],
}

/** The sign that SentencePiece writes for a space. */
export const SPACE_SIGN = '\u2581'

/**
 * Is an added token that a file does not call special still markup? What the chat template writes is, and so is every `<|...|>`: a
 * user's text must not open a tool call or a turn.
 */
export const isMarkup = (text: string, template: string): boolean =>
  /^<\|.*\|>$/su.test(text) || (text.trim().length > 1 && template.includes(text))

/** Ids of `<0x00>` to `<0xFF>`, or nothing where one is missing. */
export function byteTokens(idOf: (text: string) => number | undefined): number[] {
  const ids: number[] = []
  for (let byte = 0; byte < 256; byte++) {
    const id = idOf(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)
    if (id === undefined) return []
    ids.push(id)
  }
  return ids
}

/** Ids and flags in the order that the format has. */
export const addedList = (flags: ReadonlyMap<number, number>): number[] => [...flags].sort(([a], [b]) => a - b).flat()

export const ascending = (ids: Iterable<number>): number[] => [...new Set(ids)].sort((a, b) => a - b)

/** Marks a token as control, keeping its other flags. */
export function mark(flags: Map<number, number>, id: number): void {
  flags.set(id, (flags.get(id) ?? 0) | CONTROL)
}

/** Ranks from scores: the highest score first; equal scores share a rank. Tokens of one character, and those without one, get -1. */
export function ranksOf(tokens: readonly string[], scoreOf: (id: number) => number | null): number[] {
  const scores = tokens.map((text, id) => {
    const code = text.codePointAt(0)
    const long = code !== undefined && text.length > (code > 0xffff ? 2 : 1)
    return long ? scoreOf(id) : null
  })
  const order = [...new Set(scores.filter(score => score !== null))].sort((a, b) => b - a)
  const rank = new Map(order.map((score, i) => [score, i]))
  return scores.map(score => (score === null ? -1 : rank.get(score)!))
}

/** Tokenizer bytes, after making the tokenizer of them once. */
export function finish(data: TokenizerData): Uint8Array {
  compileTokenizer(data)
  return writeTokenizer(data)
}

export const unsupported = (why: string): never =>
  refuse('tokenizer_unsupported', `tokenizer: ${why}`, { hint: 'spec/tokenizer.md says what is supported' })
