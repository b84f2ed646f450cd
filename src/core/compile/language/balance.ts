// Channels that stick out, brought nearer to the others by powers of two that cancel: what keys lose queries gain, what a product
// loses the matrix behind it gains. No value between layers changes. spec/compile.md, "Language models".

import type { FloatRows } from './model.ts'

/** Largest power of two that a pair of values is moved by. */
const MOST = 12
/** How much larger than the median a channel of a product must be to be moved, and by how much at most. */
const SPIKE = 4
const MOST_SPIKE = 5

/** Largest magnitude of each of `channels` values side by side. */
function reachOf(values: Float32Array, channels: number): Float64Array {
  const out = new Float64Array(channels)
  for (let at = 0; at < values.length; ) {
    for (let c = 0; c < channels; c++, at++) {
      const value = Math.abs(values[at]!)
      if (value > out[c]!) out[c] = value
    }
  }
  return out
}

export interface ScoreFactors {
  /** By row of the matrix: [H D] and [G D]. */
  readonly query: Float64Array
  readonly key: Float64Array
}

export interface HeadShape {
  readonly heads: number
  readonly groups: number
  readonly headSize: number
  /** R/2: value i < R/2 turns with value i + R/2, so that both move alike; 0 where nothing turns. */
  readonly half: number
  /** All heads move alike: their factors stand in a gain that they share. */
  readonly shared: boolean
}

/**
 * Factors that bring the reach of pairs of values which stick out in keys, or in queries, half the way to the other: a product of
 * both is as exact as its rougher factor. Pairs within a factor of four of what is usual stay.
 */
export function balanceScores(query: Float32Array, key: Float32Array, shape: HeadShape): ScoreFactors {
  const { heads, groups, headSize, half, shared } = shape
  const perGroup = heads / groups
  const asked = reachOf(query, heads * headSize)
  const held = reachOf(key, groups * headSize)
  /** The largest reach of what moves together with value i of a group. */
  const together = (reach: Float64Array, many: number, group: number, i: number): number => {
    let most = 0
    const pair = i < 2 * half ? [i % half, (i % half) + half] : [i]
    for (let head = 0; head < many * groups; head++) {
      if (!shared && Math.floor(head / many) !== group) continue
      for (const place of pair) most = Math.max(most, reach[head * headSize + place]!)
    }
    return most
  }
  const ratios = Float64Array.from(held, (_, at) => {
    const [group, i] = [Math.floor(at / headSize), at % headSize]
    const [k, q] = [together(held, 1, group, i), together(asked, perGroup, group, i)]
    return k > 0 && q > 0 ? Math.log2(k / q) : Number.NaN
  })
  const usual = [...ratios].filter(Number.isFinite).sort((a, b) => a - b)
  const median = usual[usual.length >> 1] ?? 0
  const out = { query: new Float64Array(heads * headSize), key: new Float64Array(groups * headSize) }
  ratios.forEach((ratio, at) => {
    const off = (ratio - median) / 2
    const by = Math.abs(off) >= 1 ? Math.max(-MOST, Math.min(MOST, Math.round(off))) : 0
    const [group, i] = [Math.floor(at / headSize), at % headSize]
    out.key[at] = 2 ** -by
    for (let h = 0; h < perGroup; h++) out.query[(group * perGroup + h) * headSize + i] = 2 ** by
  })
  return out
}

/** Factors of channels that a matrix reads: 1 but for the few that go far beyond the others, which keep the root of their excess. */
export function balanceProduct(values: Float32Array, channels: number): Float64Array {
  const reach = reachOf(values, channels)
  const median = [...reach].sort((a, b) => a - b)[channels >> 1]!
  return reach.map(value => {
    if (!(median > 0) || value <= SPIKE * median) return 1
    return 2 ** -Math.min(MOST_SPIKE, Math.round(Math.log2(value / median) / 2))
  })
}

/** What the rows and the columns of a matrix are multiplied by; one factor is that of all. */
export interface Factors {
  readonly rows: ArrayLike<number>
  readonly columns: ArrayLike<number>
}

/** Leaves everything as it is. */
export const ONE: ArrayLike<number> = [1]

export function scaleMatrix(matrix: FloatRows, { rows, columns }: Factors): FloatRows {
  const { k, weights, bias } = matrix
  const out = new Float32Array(weights.length)
  for (let row = 0, at = 0; row < matrix.rows; row++) {
    const factor = rows[row % rows.length]!
    for (let i = 0; i < k; i++, at++) out[at] = weights[at]! * factor * columns[i % columns.length]!
  }
  return { ...matrix, weights: out, bias: bias?.map((value, row) => value * rows[row % rows.length]!) ?? null }
}

export const inverse = (factors: ArrayLike<number>): Float64Array => Float64Array.from(factors, value => 1 / value)
