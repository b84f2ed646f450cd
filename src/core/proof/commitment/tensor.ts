// Sums with the weights that a point has (eq.ts): of elements, and of cells.

import type { Extension, Field31, Field124 } from '../../field/index.ts'
import { elementAt } from '../eq.ts'

/** Rows of which products of limbs are added up before they are reduced: 64 of them stay below 2^53. */
const RUN = 64
const SPLIT = 65_536

/** The sum of all elements times their weights. */
export function weigh({ add, mul, zero }: Field124, weights: Uint32Array, elements: Uint32Array): Extension {
  let sum = zero
  for (let i = 0; i < weights.length / 4; i++) sum = add(sum, mul(elementAt(weights, i), elementAt(elements, i)))
  return sum
}

/**
 * The sum of all cells, of the prime field, times their weights. Cells are split at 2^16, so that sums of 64 products
 * are exact in double precision and only these are reduced.
 */
export function weighCells({ order: p }: Field31, weights: Uint32Array, cells: Uint32Array): Extension {
  const sum: [number, number, number, number] = [0, 0, 0, 0]
  for (let start = 0; start < cells.length; start += RUN) {
    const end = Math.min(start + RUN, cells.length)
    let [h0, h1, h2, h3, l0, l1, l2, l3] = [0, 0, 0, 0, 0, 0, 0, 0]
    for (let i = start; i < end; i++) {
      const high = cells[i]! >>> 16
      const low = cells[i]! & 0xffff
      const [w0, w1, w2, w3] = [weights[4 * i]!, weights[4 * i + 1]!, weights[4 * i + 2]!, weights[4 * i + 3]!]
      h0 += w0 * high
      h1 += w1 * high
      h2 += w2 * high
      h3 += w3 * high
      l0 += w0 * low
      l1 += w1 * low
      l2 += w2 * low
      l3 += w3 * low
    }
    sum[0] = (sum[0] + SPLIT * (h0 % p) + (l0 % p)) % p
    sum[1] = (sum[1] + SPLIT * (h1 % p) + (l1 % p)) % p
    sum[2] = (sum[2] + SPLIT * (h2 % p) + (l2 % p)) % p
    sum[3] = (sum[3] + SPLIT * (h3 % p) + (l3 % p)) % p
  }
  return sum
}
