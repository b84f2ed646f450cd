// A tokenizer made of its data: which added tokens a text may give, sections, and the way back to text (spec/tokenizer.md). What a user
// wrote can give no guarded token: those are looked for in trusted text only, and the model's tables do not hold them.

import { attempt, type Result, refuse } from '../../errors/index.ts'
import { bpeModel, type Model } from './bpe.ts'
import { checkTokenizer } from './check.ts'
import { scanTokenizer } from './format.ts'
import { contains, wordCharacters } from './pattern/sets.ts'
import { HOLE, SILENCED, spelledBytes } from './spelling.ts'
import { compileSteps, isWhite, MAX_TEXT } from './steps.ts'
import { Trie } from './trie.ts'
import {
  type DecodeOptions,
  type EncodeOptions,
  GUARDED,
  type Segment,
  type StreamDecoder,
  type Tokenizer,
  type TokenizerData,
  TRIMS_LEFT,
  TRIMS_RIGHT,
  WHOLE_WORD,
} from './types.ts'
import { unigramModel } from './unigram.ts'
import { wordpieceModel } from './wordpiece.ts'

/** Untrusted stretches of a text: begins and ends, ascending. */
type Untrusted = readonly number[]

/** Joins segments; lone surrogates become U+FFFD within their segment, so that no two halves meet across a border. */
function join(segments: readonly Segment[]): { text: string; untrusted: Untrusted } {
  let text = ''
  const untrusted: number[] = []
  for (const segment of segments) {
    if (text.length + segment.text.length > MAX_TEXT)
      refuse('prompt_too_large', `the text is longer than ${MAX_TEXT} characters`, { hint: 'send less text' })
    const begin = text.length
    text += segment.text.replace(/\p{Surrogate}/gu, '\ufffd')
    if (segment.trusted || text.length === begin) continue
    if (untrusted.at(-1) === begin) untrusted[untrusted.length - 1] = text.length
    else untrusted.push(begin, text.length)
  }
  return { text, untrusted }
}

class Compiled implements Tokenizer {
  readonly data: TokenizerData
  readonly vocabulary: number
  private readonly kinds: Uint8Array
  private readonly model: Model
  private readonly pipeline
  private readonly flags = new Map<number, number>()
  private readonly all = new Trie()
  /** Added tokens that are not guarded: all that untrusted text may give. */
  private readonly open = new Trie()

  constructor(data: TokenizerData) {
    this.data = data
    this.vocabulary = data.tokens.length
    this.kinds = checkTokenizer(data)
    const make = { bpe: bpeModel, unigram: unigramModel, wordpiece: wordpieceModel }[data.model]
    this.model = make(data, this.kinds)
    this.pipeline = compileSteps(data.steps)
    for (let i = 0; i < data.added.length; i += 2) {
      const id = data.added[i]!
      const flags = data.added[i + 1]!
      this.flags.set(id, flags)
      this.all.add(data.tokens[id]!, id)
      if ((flags & GUARDED) === 0) this.open.add(data.tokens[id]!, id)
    }
  }

  get bos(): number | null {
    return this.data.bos
  }
  get eos(): readonly number[] {
    return this.data.eos
  }

  isControl(token: number): boolean {
    const kind = this.kinds[token]
    return kind === undefined || kind === SILENCED || kind === HOLE
  }

  tokenOf(text: string): number | null {
    const added = text === '' ? -1 : this.all.find(text)
    if (added >= 0) return added
    const id = text === '' ? -1 : this.data.tokens.indexOf(text)
    return id < 0 ? null : id
  }

  encode(text: string, options: EncodeOptions = {}): number[] {
    return this.encodeSegments([{ text, trusted: options.special ?? false }], options)
  }

  encodeSegments(segments: readonly Segment[], options: Pick<EncodeOptions, 'ends'> = {}): number[] {
    const { text, untrusted } = join(segments)
    const out: number[] = options.ends === true ? [...this.data.prefix] : []
    let begin = 0
    const section = (end: number): void => {
      if (begin < end) this.section(text.slice(begin, end), begin === 0, out)
    }
    if (this.flags.size > 0) {
      for (let at = 0; at < text.length; ) {
        const id = this.addedAt(text, at, begin, untrusted)
        if (id < 0) {
          at++
          continue
        }
        let [from, to] = [at, at + this.data.tokens[id]!.length]
        const flags = this.flags.get(id)!
        if ((flags & TRIMS_LEFT) !== 0) while (from > begin && isWhite(text.charCodeAt(from - 1))) from--
        if ((flags & TRIMS_RIGHT) !== 0) while (to < text.length && isWhite(text.charCodeAt(to))) to++
        section(from)
        out.push(id)
        begin = at = to
      }
    }
    section(text.length)
    if (options.ends === true) out.push(...this.data.suffix)
    return out
  }

  /** The longest added token at a place that may be taken there, or -1. */
  private addedAt(text: string, at: number, begin: number, untrusted: Untrusted): number {
    if (!this.all.mayBegin(text.charCodeAt(at))) return -1
    let id = this.all.longest(text, at, text.length)
    if (id < 0) return -1
    // A guarded token must not reach into untrusted text; shorter tokens may still stand there.
    let limit = text.length
    let low = 0
    let high = untrusted.length / 2
    while (low < high) {
      const middle = (low + high) >> 1
      if (untrusted[2 * middle + 1]! <= at) low = middle + 1
      else high = middle
    }
    if (low < untrusted.length / 2) limit = Math.max(at, untrusted[2 * low]!)
    if ((this.flags.get(id)! & GUARDED) !== 0 && this.all.end > limit) {
      const inside = limit > at ? this.all.longest(text, at, limit) : -1
      const insideEnd = this.all.end
      const open = this.open.longest(text, at, text.length)
      id = open >= 0 && (inside < 0 || this.open.end > insideEnd) ? open : inside
      if (id < 0) return -1
    }
    if ((this.flags.get(id)! & WHOLE_WORD) !== 0) {
      const end = at + this.data.tokens[id]!.length
      const before =
        at > begin ? text.codePointAt(at - ((text.charCodeAt(at - 1) & 0xfc00) === 0xdc00 ? 2 : 1)) : undefined
      const after = text.codePointAt(end)
      if ([before, after].some(code => code !== undefined && contains(wordCharacters(), code))) return -1
    }
    return id
  }

  private section(text: string, start: boolean, out: number[]): void {
    this.pipeline(text, { start, section: true }, (piece, begin, end) => this.model.encode(piece, begin, end, out))
  }

  bytesOf(token: number): Uint8Array {
    const kind = this.kinds[token]
    if (kind === undefined) throw new RangeError(`token: ${token} is not 0 to ${this.vocabulary - 1}`)
    return kind === HOLE ? new Uint8Array(0) : spelledBytes(this.data, kind, token)
  }

  decoder(options: DecodeOptions = {}): StreamDecoder {
    const { special = false, start = false } = options
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    let stripping = start && this.data.strip
    const strip = (text: string): string => {
      if (!stripping || text === '') return text
      stripping = false
      return text.startsWith(' ') ? text.slice(1) : text
    }
    return {
      push: token => {
        const bytes = this.bytesOf(token)
        return this.isControl(token) && !special ? '' : strip(decoder.decode(bytes, { stream: true }))
      },
      finish: () => strip(decoder.decode()),
    }
  }

  decode(tokens: readonly number[], options: DecodeOptions = {}): string {
    const decoder = this.decoder({ start: true, ...options })
    let text = ''
    for (const token of tokens) text += decoder.push(token)
    return text + decoder.finish()
  }
}

/** Makes a tokenizer of data of our own; throws RefusalError `tokenizer_malformed` or `tokenizer_unsupported`. For use inside `attempt`. */
export const compileTokenizer = (data: TokenizerData): Tokenizer => new Compiled(data)

/** Reads tokenizer bytes as a model file holds them. They are not trusted: sizes, patterns and tables are bounded. */
export const readTokenizer = (bytes: Uint8Array): Result<Tokenizer> =>
  attempt(() => compileTokenizer(scanTokenizer(bytes)))
