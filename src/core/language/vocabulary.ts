// The vocabulary of a model: its logits, and what its tokenizer says of them. spec/sampler.md, "Vocabulary".

import { refuse } from '../errors/index.ts'
import { MAX_VOCABULARY } from './sampler/types.ts'
import type { Tokenizer } from './tokenizer/types.ts'
import type { Vocabulary } from './types.ts'

/**
 * Tokens of a model of `logits` logits; end tokens, control tokens and ids that its tokenizer does not have add no bytes. Refuses
 * (`model_malformed`) more than 2^19 or none.
 */
export function vocabularyOf(
  tokenizer: Pick<Tokenizer, 'vocabulary' | 'eos' | 'isControl' | 'bytesOf'>,
  logits: number,
): Vocabulary {
  const size = logits
  if (size < 1 || size > MAX_VOCABULARY)
    refuse('model_malformed', `vocabulary: ${size} tokens, 1 to ${MAX_VOCABULARY} expected`)
  const eos = tokenizer.eos.filter(id => id < size).sort((a, b) => a - b)
  const silent = new Set(eos)
  const known: (Uint8Array | null | undefined)[] = new Array(size).fill(undefined)
  return {
    size,
    eos,
    bytes(id) {
      const bytes = known[id]
      if (bytes !== undefined) return bytes
      return (known[id] =
        silent.has(id) || id >= tokenizer.vocabulary || tokenizer.isControl(id) ? null : tokenizer.bytesOf(id))
    },
  }
}
