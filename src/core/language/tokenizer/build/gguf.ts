// Tokenizers from the metadata of GGUF files: `gpt2` (byte-level merges), `llama` (SentencePiece merges by score), `bert` (WordPiece in
// the form with a sign for word beginnings), `t5` (unigram). Token types say what is markup; the file's chat template is asked too.

import { attempt, type Result, refuse } from '../../../errors/index.ts'
import { isSpelled } from '../bpe.ts'
import { MAX_TOKENS } from '../format.ts'
import { CONTROL, GUARDED, type Step, type TokenizerData } from '../types.ts'
import { charactersMap } from './charsmap.ts'
import {
  addedList,
  ascending,
  byteTokens,
  EMPTY,
  finish,
  isMarkup,
  mark,
  ranksOf,
  SPACE_SIGN,
  unsupported,
} from './common.ts'
import { PRE_TOKENIZERS } from './patterns.ts'

/** As core/formats gives them. */
type Value = string | number | bigint | boolean | readonly Value[]
export type GgufMetadata = ReadonlyMap<string, Value>

const NORMAL = 1
const UNKNOWN = 2
const CONTROLLING = 3
const USER_DEFINED = 4
const UNUSED = 5
const BYTE = 6

/** Ends of turns that files often do not name as such. `</s>` is one only where the file says so. */
const TURN_ENDS = [
  '<|eot_id|>',
  '<|eom_id|>',
  '<|im_end|>',
  '<|end|>',
  '<|endoftext|>',
  '<|end_of_text|>',
  '<|return|>',
  '<|call|>',
  '<end_of_turn>',
  '<end_of_utterance>',
  '<EOT>',
  '<\uff5cend\u2581of\u2581sentence\uff5c>',
]

export const BERT_SPLITS: readonly Step[] = [
  ['split', 'remove', '\\s+'],
  ['split', 'isolate', '[\\p{P}!-/:-@\\[-`{-~]'],
]

class Metadata {
  private readonly map: GgufMetadata

  constructor(map: GgufMetadata) {
    this.map = map
  }

  private bad(key: string, what: string): never {
    return refuse('tokenizer_malformed', `GGUF: tokenizer.ggml.${key} is not ${what}`)
  }
  private get = (key: string): Value | undefined => this.map.get(`tokenizer.ggml.${key}`)

  string(key: string): string | null {
    const value = this.get(key) ?? null
    return value === null || typeof value === 'string' ? value : this.bad(key, 'a string')
  }
  boolean(key: string): boolean | null {
    const value = this.get(key) ?? null
    return value === null || typeof value === 'boolean' ? value : this.bad(key, 'true or false')
  }
  id(key: string, size: number): number | null {
    const value = this.get(key)
    if (value === undefined) return null
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < size
      ? value
      : this.bad(key, 'a token')
  }
  strings(key: string): readonly string[] | null {
    const value = this.get(key)
    if (value === undefined) return null
    if (!Array.isArray(value) || value.some(entry => typeof entry !== 'string'))
      return this.bad(key, 'a list of strings')
    return value as readonly string[]
  }
  numbers(key: string, size?: number): readonly number[] | null {
    const value = this.get(key)
    if (value === undefined) return null
    if (!Array.isArray(value) || value.some(entry => typeof entry !== 'number' || !Number.isFinite(entry)))
      return this.bad(key, 'a list of numbers')
    if (size !== undefined && value.length !== size) return this.bad(key, `a list of ${size} numbers`)
    return value as readonly number[]
  }
  template = (): string => {
    const value = this.map.get('tokenizer.chat_template')
    return typeof value === 'string' ? value : ''
  }
}

interface Draft {
  readonly meta: Metadata
  readonly tokens: readonly string[]
  readonly types: readonly number[]
  readonly flags: Map<number, number>
  readonly idOf: ReadonlyMap<string, number>
}

function draft(metadata: GgufMetadata): Draft {
  const meta = new Metadata(metadata)
  const tokens = meta.strings('tokens') ?? refuse('tokenizer_malformed', 'GGUF: tokenizer.ggml.tokens is missing')
  if (tokens.length > MAX_TOKENS) refuse('file_too_large', `GGUF: ${tokens.length} tokens, at most ${MAX_TOKENS}`)
  const types = meta.numbers('token_type', tokens.length) ?? new Array<number>(tokens.length).fill(NORMAL)
  const template = meta.template()
  const flags = new Map<number, number>()
  tokens.forEach((text, id) => {
    const type = types[id]!
    if (text === '' || type === NORMAL || type === BYTE) return
    if (type === USER_DEFINED) flags.set(id, isMarkup(text, template) ? GUARDED : 0)
    else if ([UNKNOWN, CONTROLLING, UNUSED, 0].includes(type)) flags.set(id, CONTROL)
    else refuse('tokenizer_malformed', `GGUF: token ${id} is of type ${type}`)
  })
  return { meta, tokens, types, flags, idOf: new Map(tokens.map((text, id) => [text, id])) }
}

/** bos, eos and what stands around prompts; marks them all as control tokens. */
function ends(
  { meta, tokens, flags, idOf }: Draft,
  begins: boolean,
): Pick<TokenizerData, 'bos' | 'eos' | 'prefix' | 'suffix'> {
  const id = (key: string): number | null => meta.id(key, tokens.length)
  const bos = id('bos_token_id')
  const eos = ['eos_token_id', 'eot_token_id', 'eom_token_id'].map(id).filter(token => token !== null)
  for (const text of TURN_ENDS) {
    const token = idOf.get(text)
    if (token !== undefined) eos.push(token)
  }
  for (const token of bos === null ? eos : [bos, ...eos]) mark(flags, token)
  const end = id('eos_token_id')
  return {
    bos,
    eos: ascending(eos),
    prefix: bos !== null && (meta.boolean('add_bos_token') ?? begins) ? [bos] : [],
    suffix: end !== null && meta.boolean('add_eos_token') === true ? [end] : [],
  }
}

function byteLevel(file: Draft): TokenizerData {
  const { meta, tokens, flags, idOf } = file
  const name = meta.string('pre') ?? 'default'
  const pre =
    PRE_TOKENIZERS.get(name) ?? unsupported(`GGUF: the pre-tokenizer ${JSON.stringify(name.slice(0, 60))} is not known`)
  const around = ends(file, pre.begins ?? false)
  // A token that the alphabet does not spell is never merged from bytes: it is one of the template's.
  tokens.forEach((text, id) => {
    if (text !== '' && !flags.has(id) && !isSpelled(text)) mark(flags, id)
  })
  const merges: number[] = []
  const seen = new Set<string>()
  const ordinary = (text: string): number | undefined => {
    const id = idOf.get(text)
    return id === undefined || flags.has(id) ? undefined : id
  }
  for (const merge of meta.strings('merges') ??
    refuse('tokenizer_malformed', 'GGUF: tokenizer.ggml.merges is missing')) {
    const cut = merge.indexOf(' ', 1)
    const left = ordinary(merge.slice(0, cut))
    const right = ordinary(merge.slice(cut + 1))
    if (
      left === undefined ||
      right === undefined ||
      ordinary(tokens[left]! + tokens[right]!) === undefined ||
      seen.has(merge)
    )
      continue
    seen.add(merge)
    merges.push(left, right)
  }
  return {
    ...EMPTY,
    ...around,
    spelling: 'bytes',
    tokens,
    merges,
    whole: pre.whole ?? false,
    unknown: meta.id('unknown_token_id', tokens.length),
    added: addedList(flags),
    steps: [
      ...(meta.boolean('add_space_prefix') === true ? [['prefix', ' ', 'section', 'missing'] as const] : []),
      ...pre.patterns.map((pattern): Step => ['split', 'isolate', pattern]),
    ],
  }
}

function byScore(file: Draft): TokenizerData {
  const { meta, tokens, types, flags, idOf } = file
  const scores =
    meta.numbers('scores', tokens.length) ?? refuse('tokenizer_malformed', 'GGUF: tokenizer.ggml.scores is missing')
  const around = ends(file, true)
  const prefixed = meta.boolean('add_space_prefix') ?? true
  const bytes = byteTokens(text => (types[idOf.get(text) ?? -1] === BYTE ? idOf.get(text) : undefined))
  const isByte = new Set(bytes)
  return {
    ...EMPTY,
    ...around,
    tokens,
    ranks: ranksOf(tokens, id => (flags.has(id) || isByte.has(id) ? null : scores[id]!)),
    unknown: meta.id('unknown_token_id', tokens.length),
    bytes,
    added: addedList(flags),
    steps: [...(prefixed ? [['prefix', ' ', 'section', 'always'] as const] : []), ['replace', ' ', SPACE_SIGN]],
    space: SPACE_SIGN,
    strip: prefixed,
  }
}

function wordPiece(file: Draft): TokenizerData {
  const { meta, flags } = file
  const signed = file.tokens.some(text => text.startsWith(SPACE_SIGN))
  const tokens = file.tokens.map((text, id) => {
    if (flags.has(id) || text === '') return text
    if (/^\[.+\]$/su.test(text)) {
      flags.set(id, CONTROL)
      return text
    }
    if (!signed) return text
    return text.startsWith(SPACE_SIGN) ? text.slice(1) : `##${text}`
  })
  const special = (key: string, fallback: number): number => {
    const id = meta.id(key, tokens.length) ?? fallback
    if (id >= tokens.length) refuse('tokenizer_malformed', `GGUF: tokenizer.ggml.${key} is missing`)
    mark(flags, id)
    return id
  }
  const unknown = special('unknown_token_id', 100)
  const begin = special('cls_token_id', meta.id('bos_token_id', tokens.length) ?? 101)
  // The key is written so in all files.
  const end = special('seperator_token_id', meta.id('eos_token_id', tokens.length) ?? 102)
  const lower = meta.boolean('normalizer.lowercase') ?? true
  const accents = meta.boolean('normalizer.strip_accents') ?? lower
  const plain = (names: readonly string[]): Step[] => names.map(name => [name])
  return {
    ...EMPTY,
    model: 'wordpiece',
    tokens,
    unknown,
    added: addedList(flags),
    steps: [
      ...plain(['clean', 'ideographs', ...(accents ? ['accents'] : []), ...(lower ? ['lower'] : [])]),
      ...BERT_SPLITS,
    ],
    strip: true,
    continuing: '##',
    longest: 100,
    bos: begin,
    prefix: meta.boolean('add_bos_token') === false ? [] : [begin],
    suffix: meta.boolean('add_sep_token') === false ? [] : [end],
    eos: [end],
  }
}

function unigram(file: Draft): TokenizerData {
  const { meta, tokens, types, flags, idOf } = file
  const scores =
    meta.numbers('scores', tokens.length) ?? refuse('tokenizer_malformed', 'GGUF: tokenizer.ggml.scores is missing')
  const around = ends(file, false)
  const map = meta.numbers('precompiled_charsmap')
  const prefixed = meta.boolean('add_space_prefix') ?? true
  const end = meta.id('eos_token_id', tokens.length)
  return {
    ...EMPTY,
    ...around,
    suffix: end !== null && meta.boolean('add_eos_token') !== false ? [end] : [],
    model: 'unigram',
    tokens,
    scores,
    unknown: meta.id('unknown_token_id', tokens.length) ?? 2,
    fuse: true,
    bytes: byteTokens(text => (types[idOf.get(text) ?? -1] === BYTE ? idOf.get(text) : undefined)),
    added: addedList(flags),
    steps: [
      ...(map === null ? [] : charactersMap(Uint8Array.from(map))),
      ...(meta.boolean('remove_extra_whitespaces') === true
        ? ([
            ['trim', 'both', ' '],
            ['replace pattern', ' {2,}', ' '],
          ] satisfies Step[])
        : []),
      ...(prefixed ? [['prefix', ' ', 'section', 'always'] as const] : []),
      ['replace', ' ', SPACE_SIGN],
    ],
    space: SPACE_SIGN,
    strip: prefixed,
  }
}

/** Tokenizer bytes from a GGUF file's metadata. Refuses tokenizers of other kinds, and pre-tokenizers that it does not know by name. */
export const tokenizerFromGguf = (metadata: GgufMetadata): Result<Uint8Array> =>
  attempt(() => {
    const file = draft(metadata)
    const model = file.meta.string('model')
    const makers: Readonly<Record<string, (file: Draft) => TokenizerData>> = {
      gpt2: byteLevel,
      llama: byScore,
      bert: wordPiece,
      t5: unigram,
    }
    if (model === null || !Object.hasOwn(makers, model))
      return unsupported(
        `GGUF: tokenizer.ggml.model ${JSON.stringify(model?.slice(0, 60) ?? null)} is not gpt2, llama, bert or t5`,
      )
    return finish(makers[model]!(file))
  })
