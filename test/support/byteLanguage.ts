// Language models for tests of nodes and clients: random weights, tokens that are bytes, and an end token.

import { utf8 } from '../../src/core/bytes/index.ts'
import { type ExactModel, encodeModel } from '../../src/core/graph/index.ts'
import { CONTROL, type TokenizerData, writeTokenizer } from '../../src/core/language/index.ts'
import { type LanguageModelOptions, languageModel } from './languageModel.ts'

/** Printable stands for all bytes, as GPT-2 brought them: the byte itself where it can be seen, else a character from U+0100 on. */
export function byteSpelling(): string[] {
  const seen = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff)
  let next = 0x100
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(seen(byte) ? byte : next++))
}

export const BYTE_EOS = 256

/** Ids 0 to 255 are bytes, 256 ends an answer. */
export const byteTokenizer = (): TokenizerData => ({
  model: 'bpe',
  spelling: 'bytes',
  tokens: [...byteSpelling(), '<end>'],
  merges: [],
  ranks: [],
  scores: [],
  whole: false,
  unknown: null,
  fuse: false,
  bytes: [],
  added: [BYTE_EOS, CONTROL],
  steps: [],
  space: '',
  strip: false,
  continuing: '',
  longest: 0,
  bos: null,
  prefix: [],
  suffix: [],
  eos: [BYTE_EOS],
})

/** A random language model over bytes. `template`: the text of its chat template; none where it is left out. */
export function byteLanguage(
  options: Omit<LanguageModelOptions, 'language'> & { template?: Uint8Array; tokenizer?: TokenizerData } = {},
): ExactModel {
  const { template = new Uint8Array(), tokenizer = byteTokenizer(), ...rest } = options
  return languageModel({
    vocabulary: 257,
    context: 256,
    hidden: true,
    ...rest,
    language: { tokenizer: writeTokenizer(tokenizer), template },
  })
}

export const promptOf = (text: string): number[] => [...utf8(text)]

/** A model file up to its weights, as nodes show it. */
export const headOf = (model: ExactModel): Uint8Array => {
  const bytes = encodeModel(model)
  return bytes.subarray(0, bytes.length - model.weights.length)
}
