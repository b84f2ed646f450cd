// A language model as the surface uses it, of the tokenizer and template that stand in the model's file: spec/openai.md, "Backend".

import type { Tokenizer } from '../core/language/tokenizer/types.ts'
import type { ChatForm, LanguageModel } from './backend.ts'

export interface LanguageParts extends Omit<LanguageModel, 'encode' | 'bytes' | 'decoder'> {
  readonly tokenizer: Tokenizer
}

/** Texts to tokens and back by a tokenizer. Ids beyond the tokenizer's own add nothing to an answer. */
export function languageModel({ tokenizer, ...facts }: LanguageParts): LanguageModel {
  const ends = new Set(tokenizer.eos)
  const silent = (token: number): boolean =>
    token >= tokenizer.vocabulary || ends.has(token) || tokenizer.isControl(token)
  return {
    ...facts,
    // Text never gives a control token here; who wants one sends ids.
    encode: text => tokenizer.encode(text, { ends: true }),
    bytes: token => (silent(token) ? null : tokenizer.bytesOf(token)),
    decoder() {
      const decoder = tokenizer.decoder()
      return { push: token => (silent(token) ? '' : decoder.push(token)), end: () => decoder.finish() }
    },
  }
}

export type { ChatForm }
