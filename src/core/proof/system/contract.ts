// Sums of integers times elements of the extension, along one axis.

import type { Field31 } from '../../field/index.ts'
import type { Limbs } from '../eq.ts'

/** Integers from here on are taken apart, so that a sum of a few products is exact in double precision. */
const LARGE = 2 ** 21
const SPLIT = 2 ** 16

/**
 * Integers, of magnitude below 2^37, as `outer` x n x `inner`, summed over n with weights: `outer` x `inner` elements.
 * Products are summed in doubles, as many at a time as are exact.
 */
export function contractIntegers(
  field: Field31,
  data: ArrayLike<number>,
  weights: Limbs,
  outer: number,
  inner: number,
): Limbs {
  let most = 1
  for (let i = 0; i < data.length; i++) most = Math.max(most, Math.abs(data[i]!))
  if (most < LARGE) return contractSmall(field, data, weights, outer, inner, most)
  const high = Float64Array.from(data, value => Math.floor(value / SPLIT))
  const low = Float64Array.from(data, (value, i) => value - SPLIT * high[i]!)
  const upper = contractSmall(field, high, weights, outer, inner, most / SPLIT + 1)
  const lower = contractSmall(field, low, weights, outer, inner, SPLIT)
  return upper.map((limb, i) => field.add(field.mul(limb, SPLIT), lower[i]!))
}

function contractSmall(
  { order }: Field31,
  data: ArrayLike<number>,
  weights: Limbs,
  outer: number,
  inner: number,
  most: number,
): Limbs {
  const n = weights.length / 4
  const run = Math.max(1, Math.floor(2 ** 52 / (most * 2 ** 31)))
  const out = new Uint32Array(4 * outer * inner)
  const sums = new Float64Array(4 * inner)
  for (let o = 0; o < outer; o++) {
    sums.fill(0)
    for (let i = 0; i < n; i++) {
      const at = 4 * i
      const [w0, w1, w2, w3] = [weights[at]!, weights[at + 1]!, weights[at + 2]!, weights[at + 3]!]
      const from = (o * n + i) * inner
      for (let k = 0; k < inner; k++) {
        const x = data[from + k]!
        if (x === 0) continue
        sums[4 * k]! += x * w0
        sums[4 * k + 1]! += x * w1
        sums[4 * k + 2]! += x * w2
        sums[4 * k + 3]! += x * w3
      }
      if ((i + 1) % run === 0) for (let j = 0; j < sums.length; j++) sums[j]! %= order
    }
    for (let j = 0; j < sums.length; j++) {
      const rest = sums[j]! % order
      out[4 * o * inner + j] = rest < 0 ? rest + order : rest
    }
  }
  return out
}
