// What the tests of fields share: edges, and numbers that look random and are the same in every run.

import { type Extension, type Field31, KOALABEAR, MERSENNE31 } from '../../src/core/field/index.ts'

export const FIELDS: readonly Field31[] = [MERSENNE31, KOALABEAR]

/** Values at which reductions could go wrong. */
export const edgesOf = ({ order: p }: Field31): number[] => [
  ...[0, 1, 2, 3, p - 1, p - 2, p - 3, (p - 1) / 2, (p + 1) / 2],
  ...[2 ** 16, 2 ** 16 - 1, 2 ** 24, 2 ** 24 - 1, 2 ** 30, 2 ** 30 - 1, 2 ** 30 + 1],
]

/** Numbers from 0 to below `bound`, by a xorshift generator of 32 bits and its successor. */
export function numbers(seed: number): (bound: number) => number {
  let state = Math.imul(seed, 0x9e37_79b1) ^ 0x5bd1_e995
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  return bound => Math.floor(((next() * 2 ** 20 + (next() >>> 12)) / 2 ** 52) * bound)
}

/** `count` limbs: all pairs of edges first, then what looks random with an edge now and then. */
export function limbsOf(field: Field31, count: number, seed: number, nonZero = false): Uint32Array {
  const next = numbers(seed)
  const edges = edgesOf(field)
  const limbs = Uint32Array.from({ length: count }, () =>
    next(4) === 0 ? edges[next(edges.length)]! : next(field.order),
  )
  return nonZero ? limbs.map(limb => (limb === 0 ? 1 : limb)) : limbs
}

export function extensionFrom(field: Field31, seed: number): Extension {
  const [a, b, c, d] = limbsOf(field, 4, seed)
  return [a!, b!, c!, d!]
}
