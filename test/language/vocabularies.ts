// Vocabularies for tests: all single bytes, and words as a tokenizer would have them.

import { utf8 } from '../../src/core/bytes/index.ts'
import type { Vocabulary } from '../../src/core/language/types.ts'

/** Ids 0 .. 255 are bytes, then `words`, then a control token, then the end token. */
export function vocabularyOf(words: readonly string[]): Vocabulary & { readonly control: number } {
  const bytes: (Uint8Array | null)[] = [
    ...Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte)),
    ...words.map(utf8),
    null,
    null,
  ]
  return { size: bytes.length, eos: [bytes.length - 1], control: bytes.length - 2, bytes: id => bytes[id] ?? null }
}

/** Ids 0 .. n - 1 spell one ASCII text each; the last id is the end token. */
export function spelled(texts: readonly string[]): Vocabulary {
  const bytes = texts.map(utf8)
  return { size: texts.length + 1, eos: [texts.length], bytes: id => bytes[id] ?? null }
}

export const allowedIn = (mask: Uint32Array): number[] => {
  const ids: number[] = []
  mask.forEach((word, i) => {
    for (let bit = 0; bit < 32; bit++) if ((word >>> bit) & 1) ids.push(i * 32 + bit)
  })
  return ids
}
