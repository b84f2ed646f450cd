// Tokenizers from the files of the Hugging Face layout: tokenizer.json with its components translated into steps, and the settings beside
// it for begin and end tokens. A component that steps cannot express is refused by its name; nothing is skipped in silence.

import { attempt, type Result } from '../../../errors/index.ts'
import { isSpelled } from '../bpe.ts'
import { MAX_TOKENS } from '../format.ts'
import { CONTROL, GUARDED, type TokenizerData, TRIMS_LEFT, TRIMS_RIGHT, WHOLE_WORD } from '../types.ts'
import { addedList, ascending, byteTokens, EMPTY, finish, isMarkup, mark, unsupported } from './common.ts'
import {
  flatten,
  list,
  malformed,
  normalizer,
  object,
  pattern,
  preTokenizer,
  string,
  truth,
  typeOf,
} from './components.ts'
import { isList, isObject, type Json, type JsonObject, member, parseJson } from './json.ts'

/** Files as bytes; only the first must be there. */
export interface HuggingFaceFiles {
  readonly tokenizerJson: Uint8Array
  readonly tokenizerConfig?: Uint8Array
  readonly specialTokensMap?: Uint8Array
  readonly generationConfig?: Uint8Array
  readonly config?: Uint8Array
  /** chat_template.jinja, where it is a file of its own. */
  readonly chatTemplate?: string
}

const isId = (id: Json | undefined): id is number =>
  typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < MAX_TOKENS

interface Vocabulary {
  readonly tokens: string[]
  readonly idOf: Map<string, number>
  readonly flags: Map<number, number>
}

function vocabulary(file: JsonObject, model: JsonObject, template: string): Vocabulary & { readonly scores: number[] } {
  const tokens: string[] = []
  const scores: number[] = []
  const idOf = new Map<string, number>()
  const set = (text: string, id: Json | undefined): void => {
    if (!isId(id)) throw malformed(`a token's id is not 0 to ${MAX_TOKENS - 1}`)
    while (tokens.length <= id) tokens.push('')
    if (tokens[id] !== '' && tokens[id] !== text) malformed(`the id ${id} stands for two tokens`)
    tokens[id] = text
    idOf.set(text, id)
  }
  const vocab = member(model, 'vocab')
  if (isList(vocab)) {
    vocab.forEach((entry, id) => {
      const [text, score] = list(entry, 'a token')
      set(string(text, 'a token'), id)
      scores.push(typeof score === 'number' ? score : malformed('a score is not a number'))
    })
  } else for (const [text, id] of Object.entries(object(vocab, 'the vocabulary'))) set(text, id)

  const flags = new Map<number, number>()
  for (const entry of list(member(file, 'added_tokens') ?? [], 'added_tokens')) {
    const token = object(entry, 'an added token')
    const text = string(member(token, 'content'), 'the content of an added token')
    const id = member(token, 'id')
    set(text, id)
    if (text === '') continue
    flags.set(
      id as number,
      (truth(token, 'special', false) ? CONTROL : isMarkup(text, template) ? GUARDED : 0) |
        (truth(token, 'lstrip', false) ? TRIMS_LEFT : 0) |
        (truth(token, 'rstrip', false) ? TRIMS_RIGHT : 0) |
        (truth(token, 'single_word', false) ? WHOLE_WORD : 0),
    )
  }
  while (scores.length < tokens.length) scores.push(0)
  return { tokens, idOf, flags, scores }
}

function mergesOf(model: JsonObject, { tokens, idOf, flags }: Vocabulary): number[] {
  const merges: number[] = []
  const seen = new Set<number>()
  const idOrRefuse = (text: string): number =>
    idOf.get(text) ?? malformed(`a merge of ${JSON.stringify(text.slice(0, 40))}, which is no token`)
  list(member(model, 'merges') ?? [], 'merges').forEach((entry, i) => {
    const halves = typeof entry === 'string' ? entry.split(' ') : list(entry, `merge ${i}`)
    if (halves.length !== 2) malformed(`merge ${i} is not of two tokens`)
    const left = idOrRefuse(string(halves[0], `merge ${i}`))
    const right = idOrRefuse(string(halves[1], `merge ${i}`))
    const result = idOrRefuse(tokens[left]! + tokens[right]!)
    // Text must not make a control token of its letters.
    if ([left, right, result].some(id => flags.has(id)) || seen.has(left * MAX_TOKENS + right)) return
    seen.add(left * MAX_TOKENS + right)
    merges.push(left, right)
  })
  return merges
}

/** How tokens become text again: the sign for a space, and whether a leading space is dropped. */
function decoding(file: JsonObject): { bytes: boolean; space: string; strip: boolean } {
  let bytes = false
  let space = ''
  let strip = false
  for (const component of flatten(member(file, 'decoder'), 'decoder', 'decoders')) {
    const type = typeOf(component, 'decoder')
    if (type === 'ByteLevel') bytes = true
    else if (type === 'Replace') {
      const { text } = pattern(component)
      if (text === null || member(component, 'content') !== ' ' || space !== '')
        return unsupported('a decoder that replaces other than a sign by a space')
      space = text
    } else if (type === 'Metaspace') {
      space = string(member(component, 'replacement') ?? '\u2581', 'replacement')
      strip = (member(component, 'prepend_scheme') ?? 'always') !== 'never'
    } else if (type === 'Strip') {
      const start = member(component, 'start')
      if (member(component, 'content') !== ' ' || (start !== 0 && start !== 1) || member(component, 'stop') !== 0)
        return unsupported('a decoder that strips more than one leading space')
      strip = start === 1
    } else if (type === 'WordPiece') strip = true
    else if (type !== 'ByteFallback' && type !== 'Fuse')
      return unsupported(`the decoder ${JSON.stringify(type.slice(0, 40))}`)
  }
  return { bytes, space, strip }
}

/** Tokens before and after a text. */
function around(file: JsonObject, idOf: ReadonlyMap<string, number>): { prefix: number[]; suffix: number[] } {
  const prefix: number[] = []
  const suffix: number[] = []
  const id = (text: Json | undefined): number =>
    idOf.get(string(text, 'a token of a post-processor')) ?? malformed('a post-processor names a token that is none')
  for (const component of flatten(member(file, 'post_processor'), 'post-processor', 'processors')) {
    const type = typeOf(component, 'post-processor')
    if (type === 'TemplateProcessing') {
      const specials = object(member(component, 'special_tokens') ?? {}, 'special_tokens')
      let after = false
      for (const entry of list(member(component, 'single'), 'single')) {
        const item = object(entry, 'an item of a template')
        const special = member(item, 'SpecialToken')
        if (special === undefined) {
          after = true
          continue
        }
        const name = string(member(object(special, 'SpecialToken'), 'id'), 'the name of a special token')
        const described = member(specials, name)
        const texts = isObject(described) ? list(member(described, 'tokens') ?? [name], 'tokens') : [name]
        for (const text of texts) (after ? suffix : prefix).push(id(text))
      }
    } else if (type === 'BertProcessing' || type === 'RobertaProcessing') {
      prefix.push(id(list(member(component, 'cls'), 'cls')[0]))
      suffix.push(id(list(member(component, 'sep'), 'sep')[0]))
    } else if (type !== 'ByteLevel') return unsupported(`the post-processor ${JSON.stringify(type.slice(0, 40))}`)
  }
  return { prefix, suffix }
}

function modelOf(
  file: JsonObject,
  model: JsonObject,
  words: Vocabulary & { readonly scores: number[] },
  bytes: boolean,
): Partial<TokenizerData> {
  const { tokens, idOf, scores } = words
  const named = (name: string): number | null => {
    const text = member(model, name) ?? null
    return text === null ? null : (idOf.get(string(text, name)) ?? malformed(`${name} is no token`))
  }
  const kind =
    member(model, 'type') ??
    (isList(member(model, 'vocab')) ? 'Unigram' : member(model, 'merges') === undefined ? 'WordPiece' : 'BPE')
  const fallback = truth(model, 'byte_fallback', false)
  if (kind === 'BPE') {
    for (const name of ['continuing_subword_prefix', 'end_of_word_suffix'])
      if ((member(model, name) ?? '') !== '') unsupported(`BPE with ${name}`)
    if ((member(model, 'dropout') ?? 0) !== 0) unsupported('BPE with dropout')
    if (bytes)
      tokens.forEach((text, id) => {
        if (text !== '' && !words.flags.has(id) && !isSpelled(text)) mark(words.flags, id)
      })
    return {
      model: 'bpe',
      spelling: bytes ? 'bytes' : 'text',
      merges: mergesOf(model, words),
      whole: truth(model, 'ignore_merges', false),
      unknown: named('unk_token'),
      fuse: truth(model, 'fuse_unk', false),
      bytes: fallback && !bytes ? byteTokens(text => idOf.get(text)) : [],
    }
  }
  if (bytes) return unsupported(`${JSON.stringify(kind)} over bytes`)
  if (kind === 'Unigram') {
    const unknown = member(model, 'unk_id') ?? null
    if (
      unknown !== null &&
      (typeof unknown !== 'number' || !Number.isInteger(unknown) || unknown < 0 || unknown >= tokens.length)
    )
      return malformed('unk_id is no token')
    if (unknown !== null && !words.flags.has(unknown)) mark(words.flags, unknown)
    return { model: 'unigram', scores, unknown, fuse: true, bytes: fallback ? byteTokens(text => idOf.get(text)) : [] }
  }
  if (kind === 'WordPiece') {
    const longest = member(model, 'max_input_chars_per_word') ?? 100
    const unknown = named('unk_token')
    if (unknown !== null && !words.flags.has(unknown)) mark(words.flags, unknown)
    return {
      model: 'wordpiece',
      unknown,
      continuing: string(member(model, 'continuing_subword_prefix') ?? '##', 'continuing_subword_prefix'),
      longest: typeof longest === 'number' ? longest : malformed('max_input_chars_per_word is not a number'),
    }
  }
  return unsupported(`the model ${JSON.stringify(kind).slice(0, 40)} in ${Object.keys(file).length} members`)
}

/** The text of a token in settings: a string, or an object with it. */
const tokenText = (value: Json | undefined): string | null => {
  const text = isObject(value) ? member(value, 'content') : value
  return typeof text === 'string' ? text : null
}

/** The chat template of settings: one, or the one named `default` of several. */
export function templateOfSettings(settings: JsonObject): string | null {
  const value = member(settings, 'chat_template')
  if (typeof value === 'string') return value
  if (!isList(value)) return null
  const named = value.filter(isObject).find(entry => member(entry, 'name') === 'default')
  const text = named === undefined ? undefined : member(named, 'template')
  return typeof text === 'string' ? text : null
}

function build(files: HuggingFaceFiles): TokenizerData {
  const file = parseJson(files.tokenizerJson, 'tokenizer.json')
  const optional = (bytes: Uint8Array | undefined, what: string): JsonObject =>
    bytes === undefined ? {} : parseJson(bytes, what)
  const settings = optional(files.tokenizerConfig, 'tokenizer_config.json')
  const specials = optional(files.specialTokensMap, 'special_tokens_map.json')
  const generation = optional(files.generationConfig, 'generation_config.json')
  const config = optional(files.config, 'config.json')
  const template = files.chatTemplate ?? templateOfSettings(settings) ?? ''

  const model = object(member(file, 'model'), 'the model')
  const words = vocabulary(file, model, template)
  const { tokens, idOf, flags } = words
  const pre = flatten(member(file, 'pre_tokenizer'), 'pre-tokenizer', 'pretokenizers')
  const back = decoding(file)
  const bytes = back.bytes || pre.some(component => typeOf(component, 'pre-tokenizer') === 'ByteLevel')

  const isToken = (id: Json | undefined): id is number =>
    typeof id === 'number' && tokens[id] !== undefined && tokens[id] !== ''
  const ids = (value: Json | undefined): number[] =>
    isList(value) ? value.filter(isToken) : isToken(value) ? [value] : []
  const byText = (name: string): number[] =>
    [settings, specials].map(source => idOf.get(tokenText(member(source, name)) ?? '')).filter(id => id !== undefined)
  const bos = [...byText('bos_token'), ...ids(member(config, 'bos_token_id'))][0] ?? null
  const eos = ascending([
    ...ids(member(generation, 'eos_token_id')),
    ...ids(member(config, 'eos_token_id')),
    ...byText('eos_token'),
  ])
  for (const id of bos === null ? eos : [bos, ...eos]) mark(flags, id)

  const { prefix, suffix } = around(file, idOf)
  const begins = member(settings, 'add_bos_token')
  if (bos !== null && begins === true && prefix.length === 0) prefix.push(bos)
  if (bos !== null && begins === false && prefix.length === 1 && prefix[0] === bos) prefix.pop()

  const parts = modelOf(file, model, words, bytes)
  return {
    ...EMPTY,
    ...parts,
    tokens,
    added: addedList(flags),
    steps: [
      ...flatten(member(file, 'normalizer'), 'normalizer', 'normalizers').flatMap(normalizer),
      ...pre.flatMap(preTokenizer),
    ],
    space: bytes ? '' : back.space,
    strip: back.strip,
    bos,
    prefix,
    suffix,
    eos,
  }
}

/** Tokenizer bytes from files in the Hugging Face layout. */
export const tokenizerFromHuggingFace = (files: HuggingFaceFiles): Result<Uint8Array> =>
  attempt(() => finish(build(files)))
