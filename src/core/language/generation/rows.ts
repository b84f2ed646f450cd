// Tokens as inputs of a causal session, and the logits that come back: spec/language.md, "Model file".

import type { CausalSession, Part, Sequence } from '../../engine/index.ts'
import type { IntTensor, LanguagePorts } from '../../graph/index.ts'
import type { Vocabulary } from '../types.ts'

/** A model that is ready to run, with what its ports and its tokenizer say. */
export interface LanguageSession {
  readonly session: CausalSession
  readonly ports: Pick<LanguagePorts, 'logits' | 'vocabulary' | 'context' | 'logitExponent'>
  readonly vocabulary: Vocabulary
}

/** Rows of token ids: (id mod 2^15, floor(id / 2^15)). */
export function tokenRows(tokens: readonly number[]): IntTensor {
  const data = new Int16Array(2 * tokens.length)
  tokens.forEach((id, i) => {
    data[2 * i] = id & 0x7fff
    data[2 * i + 1] = id >>> 15
  })
  return { shape: [2], bits: 16, rows: tokens.length, data }
}

/** Tokens appended to a sequence; outputs of the last `wanted` are asked for. */
export const partOf = (sequence: Sequence, tokens: readonly number[], wanted: number): Part => ({
  sequence,
  inputs: [tokenRows(tokens)],
  wanted,
})

/** The logits among a part's outputs. */
export function logitsOf(outputs: readonly IntTensor[], { ports }: Pick<LanguageSession, 'ports'>): Int16Array {
  const { data } = outputs[ports.logits]!
  if (!(data instanceof Int16Array)) throw new TypeError('logits: not of 16 bits')
  return data
}
