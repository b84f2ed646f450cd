// Rounding of a row of weights in which each weight makes up for what rounding those before it did to the row's products with
// typical inputs: the nearest lattice point by Babai's method, known for weights as GPTQ. spec/compile.md, "Language models".

import type { Multiply } from './products.ts'

/** The inputs' second moments, X^T X = L L^T, in an order of channels: those that move the products most are rounded first. */
export interface Gram {
  readonly k: number
  /** Channel at each place of the order; places are rounded from the last to the first. */
  readonly order: Int32Array
  /** L, row-major, [k, k]; above its diagonal nothing is read. */
  readonly lower: Float64Array
  /** Second moment of each channel. */
  readonly energy: Float64Array
}

/** Added to the diagonal, as a share of its mean: directions that the inputs never take must not cost everything. */
const DAMPING = 0.01

/** `count` inputs of k channels. Null where they are all zero. */
export function gramOf(x: Float32Array, count: number, multiply: Multiply): Gram | null {
  const k = x.length / count
  const energy = new Float64Array(k)
  for (let p = 0, at = 0; p < count; p++) for (let i = 0; i < k; i++, at++) energy[i]! += x[at]! * x[at]!
  const mean = energy.reduce((sum, value) => sum + value, 0) / k
  if (!(mean > 0)) return null
  const order = Int32Array.from({ length: k }, (_, i) => i).sort((a, b) => energy[a]! - energy[b]! || a - b)
  // Channels side by side, so that a second moment is a product of two rows.
  const columns = new Float32Array(k * count)
  for (let i = 0; i < k; i++) for (let p = 0; p < count; p++) columns[i * count + p] = x[p * k + order[i]!]!
  const moments = new Float32Array(k * k)
  multiply(columns, k, { rows: k, k: count, weights: columns, bias: null }, moments)
  const lower = new Float64Array(moments)
  for (let i = 0; i < k; i++) lower[i * k + i]! += DAMPING * mean
  factorize(lower, k)
  return { k, order, lower, energy }
}

type Four = [number, number, number, number]
const SUMS: Four = [0, 0, 0, 0]

/** Row at `x` with four rows from `y` on, `stride` apart. */
function dots(m: Float64Array, x: number, y: number, stride: number, count: number): Four {
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let p = 0, y1 = y + stride, y2 = y + 2 * stride, y3 = y + 3 * stride; p < count; p++) {
    const u = m[x + p]!
    a += u * m[y + p]!
    b += u * m[y1 + p]!
    c += u * m[y2 + p]!
    d += u * m[y3 + p]!
  }
  SUMS[0] = a
  SUMS[1] = b
  SUMS[2] = c
  SUMS[3] = d
  return SUMS
}

function dot(m: Float64Array, x: number, y: number, count: number): number {
  let sum = 0
  for (let p = 0; p < count; p++) sum += m[x + p]! * m[y + p]!
  return sum
}

/** Cholesky's factor in place of the lower triangle. */
function factorize(m: Float64Array, k: number): void {
  for (let i = 0; i < k; i++) {
    const row = i * k
    let j = 0
    // Four columns share one pass over the row's beginning; what they owe each other is settled after.
    for (; j + 3 < i; j += 4) {
      const sums = dots(m, row, j * k, k, j)
      for (let c = 0; c < 4; c++) {
        let value = m[row + j + c]! - sums[c]!
        for (let before = 0; before < c; before++) value -= m[row + j + before]! * m[(j + c) * k + j + before]!
        m[row + j + c] = value / m[(j + c) * k + j + c]!
      }
    }
    for (; j < i; j++) m[row + j] = (m[row + j]! - dot(m, row, j * k, j)) / m[j * k + j]!
    // The damping keeps this positive but for rounding.
    m[row + i] = Math.sqrt(Math.max(m[row + i]! - dot(m, row, row, i), 1e-30))
  }
}

/** Rows that are rounded together: the factor is read once for all of them. */
export const TOGETHER = 4

/**
 * Integers for up to four rows of k weights, row r at scale 2^exponents[r], within ±most: written to `out` from `at` on.
 * The place c rounds to q(c) = w(c) + sum over places d > c of L[d, c] e(d) / L[c, c], e being what rounding took away.
 */
export function roundRows(
  { k, order, lower }: Gram,
  weights: Float32Array,
  from: number,
  exponents: ArrayLike<number>,
  most: number,
  out: Int16Array,
  at: number,
): void {
  const rows = exponents.length
  const scales = Array.from(exponents, f => 2 ** f)
  // What later places owe to those before them, gathered as they are rounded.
  const owed = Array.from({ length: rows }, () => new Float64Array(k))
  const errors = new Float64Array(TOGETHER)
  for (let d = k - 1; d >= 0; d--) {
    const channel = order[d]!
    const row = d * k
    const pivot = lower[row + d]!
    for (let r = 0; r < rows; r++) {
      const weight = weights[from + r * k + channel]!
      const wanted = (weight + owed[r]![d]! / pivot) * scales[r]!
      const q = Math.min(most, Math.max(-most, Math.round(wanted)))
      out[at + r * k + channel] = q
      errors[r] = weight - q / scales[r]!
    }
    const [e0, e1, e2, e3] = [errors[0]!, errors[1]!, errors[2]!, errors[3]!]
    if (rows === TOGETHER) {
      const [o0, o1, o2, o3] = owed as [Float64Array, Float64Array, Float64Array, Float64Array]
      for (let c = 0; c < d; c++) {
        const l = lower[row + c]!
        o0[c]! += l * e0
        o1[c]! += l * e1
        o2[c]! += l * e2
        o3[c]! += l * e3
      }
    } else
      for (let r = 0; r < rows; r++) {
        const own = owed[r]!
        const e = errors[r]!
        for (let c = 0; c < d; c++) own[c]! += lower[row + c]! * e
      }
  }
}

/** Sum over the inputs of (off . x)^2, off being in the channels' own order: what rounding costs. */
export function costOf({ k, order, lower }: Gram, off: Float64Array): number {
  let total = 0
  for (let c = 0; c < k; c++) {
    let sum = 0
    for (let d = c; d < k; d++) sum += lower[d * k + c]! * off[order[d]!]!
    total += sum * sum
  }
  return total
}
