// A language model as the surface uses it, of the tokenizer and template that stand in the model's file: spec/openai.md, "Backend".

import type { Tokenizer } from '../core/language/tokenizer/types.ts'
import { vocabularyOf } from '../core/language/vocabulary.ts'
import type { LanguageModel } from './backend.ts'

export interface LanguageParts
  extends Pick<LanguageModel, 'modelId' | 'names' | 'created' | 'context' | 'hidden' | 'chat'> {
  /** Number of the model's logits. */
  readonly logits: number
  readonly tokenizer: Tokenizer
}

/** Texts to tokens and back by a model's tokenizer. */
export function languageModel({ tokenizer, logits, ...facts }: LanguageParts): LanguageModel {
  const { size, bytes } = vocabularyOf(tokenizer, logits)
  const silent = (token: number): boolean => token >= size || bytes(token) === null
  return {
    ...facts,
    vocabulary: size,
    // Text never gives a control token here; who wants one sends ids.
    encode: text => tokenizer.encode(text, { ends: true }),
    bytes: token => (token < size ? bytes(token) : null),
    decoder() {
      const decoder = tokenizer.decoder()
      return { push: token => (silent(token) ? '' : decoder.push(token)), end: () => decoder.finish() }
    },
  }
}
