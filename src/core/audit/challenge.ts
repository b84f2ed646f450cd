// What an auditor multiplies with: vectors of integers from a seed, which an executor cannot know before it has fixed its
// advice. spec/audit.md, "Challenge".

import { Writer } from '../bytes/cursor.ts'
import { utf8 } from '../bytes/index.ts'
import { sha256Concat } from '../crypto/index.ts'
import { type ExactModel, type IntTensor, portRoot } from '../graph/index.ts'
import type { Advice } from './advice.ts'
import { chachaWords } from './chacha.ts'

/**
 * `fresh`: drawn by the auditor after it has all advice, 32 bytes that nobody can foresee. `derived`: follows from model, inputs,
 * outputs and advice, so that anyone can repeat the audit; an executor may try many.
 */
export type Challenge = { readonly kind: 'fresh'; readonly seed: Uint8Array } | { readonly kind: 'derived' }

/** Bits of an element: a wrong op passes one vector with a probability of at most 2^-30. */
const ELEMENT_BITS = 30

/** Vectors of a fresh and of a derived challenge. */
export const VECTORS = { fresh: 2, derived: 4 } as const

const DERIVED_DOMAIN = utf8('assay/audit/1')

/** How many bits an executor must guess. */
export const soundnessBits = (vectors: number): number => vectors * ELEMENT_BITS

const word = (value: number): Uint8Array => new Writer(4).u32(value).finish()

/** One hash of all advice: per op its id, its length, and its accumulators, little-endian. */
export function adviceHash(advice: readonly Advice[]): Uint8Array {
  let hash = sha256Concat(utf8('assay/advice/1'), word(advice.length))
  for (const { op, accumulators } of advice) {
    const bytes = new Uint8Array(4 * accumulators.length)
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < accumulators.length; i++) view.setInt32(4 * i, accumulators[i]!, true)
    hash = sha256Concat(hash, word(op), word(accumulators.length), bytes)
  }
  return hash
}

/** The seed that binds all that an executor chooses. */
export const derivedSeed = (
  model: ExactModel,
  inputs: readonly IntTensor[],
  outputs: readonly IntTensor[],
  advice: readonly Advice[],
): Uint8Array =>
  sha256Concat(DERIVED_DOMAIN, model.identity.modelId, portRoot(inputs), portRoot(outputs), adviceHash(advice))

/** `count` integers v + 2^15 w, with v and w from -2^14 to 2^14 - 1: the upper 30 bits of a word each, so that all 2^30 are equally likely. */
export function challengeVector(seed: Uint8Array, vector: number, count: number): Int32Array {
  const words = chachaWords(seed, vector, count)
  for (let i = 0; i < count; i++) words[i] = (words[i]! >>> 2) - 2 ** 29 - 2 ** 14
  return words
}
