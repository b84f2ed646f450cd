// Tokenizer bytes: canonical JSON with its members in one order, written and read here (spec/tokenizer.md, "Bytes"). The reader is a
// scanner of exactly this form: it takes no other spelling of the same data, needs no more memory than what it keeps, and
// knows no names but its own. What the members mean together is checked in check.ts.

import { fromUtf8, utf8 } from '../../bytes/index.ts'
import { refuse } from '../../errors/index.ts'
import type { Step, TokenizerData } from './types.ts'

export const TOKENIZER_FORMAT = 'assay-tokenizer/1'
export const MAX_TOKENIZER_BYTES = 32 << 20
export const MAX_TOKENS = 1 << 20
const MAX_MERGES = 1 << 21
const MAX_STEPS = 32
const MAX_STEP_TEXTS = 1 << 16
export const MAX_TOKEN_LENGTH = 1024
const MAX_TEXT_LENGTH = 8192
const MAX_SPECIALS = 1 << 16

const list = (values: ArrayLike<number | string>): string => JSON.stringify(Array.from(values as ArrayLike<unknown>))

/** The bytes of a tokenizer. Equal data give equal bytes. */
export function writeTokenizer(data: TokenizerData): Uint8Array {
  const members: [keyof TokenizerData, string][] = [
    ['model', JSON.stringify(data.model)],
    ['spelling', JSON.stringify(data.spelling)],
    ['tokens', list(data.tokens)],
    ['merges', list(data.merges)],
    ['ranks', list(data.ranks)],
    ['scores', list(data.scores)],
    ['whole', String(data.whole)],
    ['unknown', String(data.unknown)],
    ['fuse', String(data.fuse)],
    ['bytes', list(data.bytes)],
    ['added', list(data.added)],
    ['steps', JSON.stringify(data.steps)],
    ['space', JSON.stringify(data.space)],
    ['strip', String(data.strip)],
    ['continuing', JSON.stringify(data.continuing)],
    ['longest', String(data.longest)],
    ['bos', String(data.bos)],
    ['prefix', list(data.prefix)],
    ['suffix', list(data.suffix)],
    ['eos', list(data.eos)],
  ]
  return utf8(`{"format":"${TOKENIZER_FORMAT}",${members.map(([name, text]) => `"${name}":${text}`).join(',')}}`)
}

const INTEGER = /-?(?:0|[1-9][0-9]{0,8})/y
const NUMBER = /-?[0-9][0-9.e+-]{0,31}/y

class Scanner {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  private bad(why: string): never {
    return refuse('tokenizer_malformed', `tokenizer: ${why} at character ${this.at}`)
  }

  private accept(mark: string): boolean {
    if (!this.text.startsWith(mark, this.at)) return false
    this.at += mark.length
    return true
  }

  expect(mark: string): void {
    if (!this.accept(mark)) this.bad(`${mark} expected`)
  }

  /** The next member's name, which must be this one. */
  member(name: string): void {
    this.expect(`,"${name}":`)
  }

  finish(): void {
    if (this.at !== this.text.length) this.bad('something follows the end')
  }

  string(maxLength: number): string {
    const { text, at } = this
    if (text.charCodeAt(at) !== 34) this.bad('a string expected')
    // Up to the next quote that is not escaped; no further than the longest string can reach.
    const limit = at + 1 + 6 * maxLength
    let escaped = false
    let end = at + 1
    for (; ; end++) {
      const unit = text.charCodeAt(end)
      if (unit === 34) break
      if (Number.isNaN(unit) || end > limit) return this.bad('a string without end, or too long')
      if (unit === 92) {
        escaped = true
        end++
      } else if (unit < 32) this.bad('a control character in a string')
    }
    this.at = end + 1
    let value = text.slice(at + 1, end)
    if (escaped) {
      const literal = text.slice(at, end + 1)
      try {
        value = JSON.parse(literal) as string
      } catch {
        return this.bad('an escape that JSON does not have, before')
      }
      if (JSON.stringify(value) !== literal || /\p{Surrogate}/u.test(value))
        this.bad('a string in another spelling, before')
    }
    if (value.length > maxLength) this.bad(`a string of more than ${maxLength} characters, before`)
    return value
  }

  integer(): number {
    INTEGER.lastIndex = this.at
    const token = INTEGER.exec(this.text)?.[0] ?? this.bad('a whole number expected')
    if (token === '-0') this.bad('a number in another spelling')
    this.at += token.length
    return Number(token)
  }

  number(): number {
    NUMBER.lastIndex = this.at
    const token = NUMBER.exec(this.text)?.[0] ?? this.bad('a number expected')
    const value = Number(token)
    if (!Number.isFinite(value) || String(value) !== token) this.bad('a number in another spelling')
    this.at += token.length
    return value
  }

  boolean(): boolean {
    if (this.accept('true')) return true
    if (!this.accept('false')) this.bad('true or false expected')
    return false
  }

  idOrNull = (): number | null => (this.accept('null') ? null : this.integer())

  list<T>(max: number, element: () => T): T[] {
    const out: T[] = []
    this.expect('[')
    if (this.accept(']')) return out
    do {
      if (out.length === max) this.bad(`a list of more than ${max}`)
      out.push(element())
    } while (this.accept(','))
    this.expect(']')
    return out
  }

  oneOf<T extends string>(...values: readonly T[]): T {
    const value = this.string(32)
    return values.find(known => known === value) ?? this.bad(`one of ${values.join(', ')} expected, before`)
  }
}

/** Reads the form, not the meaning. For use inside `attempt`. */
export function scanTokenizer(bytes: Uint8Array): TokenizerData {
  if (bytes.length > MAX_TOKENIZER_BYTES)
    refuse('file_too_large', `tokenizer: ${bytes.length} bytes, at most ${MAX_TOKENIZER_BYTES}`)
  // A byte order mark would vanish in decoding.
  if (bytes[0] !== 0x7b) refuse('tokenizer_malformed', 'tokenizer: it does not begin with {')
  let text: string
  try {
    text = fromUtf8(bytes)
  } catch {
    return refuse('tokenizer_malformed', 'tokenizer: not UTF-8')
  }
  const scan = new Scanner(text)
  const integers = (max: number): number[] => scan.list(max, () => scan.integer())
  const member = <T>(name: string, read: () => T): T => {
    scan.member(name)
    return read()
  }
  scan.expect(`{"format":"${TOKENIZER_FORMAT}"`)
  const data: TokenizerData = {
    model: member('model', () => scan.oneOf('bpe', 'unigram', 'wordpiece')),
    spelling: member('spelling', () => scan.oneOf('bytes', 'text')),
    tokens: member('tokens', () => scan.list(MAX_TOKENS, () => scan.string(MAX_TOKEN_LENGTH))),
    merges: member('merges', () => integers(2 * MAX_MERGES)),
    ranks: member('ranks', () => integers(MAX_TOKENS)),
    scores: member('scores', () => scan.list(MAX_TOKENS, () => scan.number())),
    whole: member('whole', () => scan.boolean()),
    unknown: member('unknown', scan.idOrNull),
    fuse: member('fuse', () => scan.boolean()),
    bytes: member('bytes', () => integers(256)),
    added: member('added', () => integers(2 * MAX_SPECIALS)),
    steps: member('steps', () =>
      scan.list(MAX_STEPS, () => scan.list(MAX_STEP_TEXTS, () => scan.string(MAX_TEXT_LENGTH)) as unknown as Step),
    ),
    space: member('space', () => scan.string(16)),
    strip: member('strip', () => scan.boolean()),
    continuing: member('continuing', () => scan.string(16)),
    longest: member('longest', () => scan.integer()),
    bos: member('bos', scan.idOrNull),
    prefix: member('prefix', () => integers(16)),
    suffix: member('suffix', () => integers(16)),
    eos: member('eos', () => integers(256)),
  }
  scan.expect('}')
  scan.finish()
  return data
}
