// What a tokenizer is: as data (the bytes that a model's identity holds) and as the functions made of them. spec/tokenizer.md.

/**
 * One step of the text's way from a section to pieces, in the order of the file:
 * - `nfc`, `nfd`, `nfkc`, `nfkd`, `lower`, `accents` (nfd without nonspacing marks), `marks` (without marks), `clean` and `ideographs`
 *   (BERT), `trim left|right|both SIGN` (an empty sign: white space);
 * - `replace FROM TO`, `replace pattern PATTERN TO`, `map FROM1 TO1 FROM2 TO2 ...` (longest first);
 * - `prefix TEXT start|section|piece always|missing`;
 * - `split isolate|remove|keep|previous|next PATTERN`.
 */
export type Step = readonly [type: string, ...texts: string[]]

/** Flags of an added token. Guarded: found in trusted text only. Silent: decoded to no text; always guarded too. */
export const GUARDED = 1
export const SILENT = 2
export const TRIMS_LEFT = 4
export const TRIMS_RIGHT = 8
export const WHOLE_WORD = 16
/** A control token. */
export const CONTROL = GUARDED | SILENT

/** The contents of tokenizer bytes, in the order of their members. */
export interface TokenizerData {
  readonly model: 'bpe' | 'unigram' | 'wordpiece'
  /** `bytes`: ordinary tokens are spelled in the alphabet of 256 printable characters that GPT-2 brought; `text`: as they are. */
  readonly spelling: 'bytes' | 'text'
  /** By id. An empty text is a hole: never encoded, decoded to nothing. */
  readonly tokens: readonly string[]
  /** bpe: ids of the two halves, one pair after the other; earlier pairs merge first. */
  readonly merges: ArrayLike<number>
  /** bpe without merges: any two tokens merge whose joined text is a token; the smallest rank first; -1: never made by a merge. */
  readonly ranks: ArrayLike<number>
  /** unigram: log probabilities. */
  readonly scores: ArrayLike<number>
  /** bpe: a piece that is a token stays whole. */
  readonly whole: boolean
  /** For what no token spells; null: it is left out. */
  readonly unknown: number | null
  /** Unknown characters in a row are one token. */
  readonly fuse: boolean
  /** Tokens of the 256 bytes, for characters that no token spells; or empty. */
  readonly bytes: readonly number[]
  /** Tokens that are found in the text itself: id and flags, one after the other, ids ascending. */
  readonly added: readonly number[]
  readonly steps: readonly Step[]
  /** What stands for a space inside tokens; or empty. */
  readonly space: string
  /** Decoding from the start drops one leading space. */
  readonly strip: boolean
  /** wordpiece: what tokens begin with that continue a word. */
  readonly continuing: string
  /** wordpiece: longer words, in code points, are unknown. */
  readonly longest: number
  readonly bos: number | null
  /** Around a prompt of plain text. */
  readonly prefix: readonly number[]
  readonly suffix: readonly number[]
  /** Tokens that end an answer. */
  readonly eos: readonly number[]
}

/** A stretch of a prompt. Guarded tokens are recognized only inside `trusted` text. */
export interface Segment {
  readonly text: string
  readonly trusted: boolean
}

export interface EncodeOptions {
  /** Guarded tokens are recognized. Default false: no text can then give one. For text that a user wrote, never true. */
  readonly special?: boolean
  /** Adds what the tokenizer puts around a prompt of plain text (a begin token, mostly). Default false. */
  readonly ends?: boolean
}

export interface DecodeOptions {
  /** Silent tokens give their text. Default false: they give none. */
  readonly special?: boolean
  /** The tokens begin a text, so that a leading space that the tokenizer added is dropped. Default true in `decode`, false in `decoder`. */
  readonly start?: boolean
}

/** Text of a growing list of tokens. The pieces joined are `decode` of all tokens, however they were cut. */
export interface StreamDecoder {
  /** Text that is complete with this token; empty while a character is unfinished. */
  push(token: number): string
  /** What remains: U+FFFD for an unfinished character, or nothing. */
  finish(): string
}

export interface Tokenizer {
  readonly data: TokenizerData
  /** Ids are 0 to vocabulary - 1. A model may have more logits than that; those are not tokens. */
  readonly vocabulary: number
  readonly bos: number | null
  readonly eos: readonly number[]
  /** Tokens that no untrusted text gives and that add no text: silent tokens and holes. */
  isControl(token: number): boolean
  /** The token that is written so in templates and settings, control or not; null where there is none. */
  tokenOf(text: string): number | null
  /**
   * Token ids of a text; lone surrogates count as U+FFFD. Throws RefusalError `prompt_too_large` beyond 2^21 UTF-16 units, and
   * `tokenizer_unsupported` where a pattern of the tokenizer takes more than linear time.
   */
  encode(text: string, options?: EncodeOptions): number[]
  /** As `encode`, of segments joined: guarded tokens only where all of their text is trusted. */
  encodeSegments(segments: readonly Segment[], options?: Pick<EncodeOptions, 'ends'>): number[]
  decode(tokens: readonly number[], options?: DecodeOptions): string
  decoder(options?: DecodeOptions): StreamDecoder
  /** The bytes that a token adds to a text that does not begin with it. Silent tokens: of their own text. Throws RangeError on other ids. */
  bytesOf(token: number): Uint8Array
}
