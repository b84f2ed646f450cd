// Rounding of rows of weights in which each weight makes up for what rounding those before it did to the row's products with
// typical inputs: the nearest lattice point by Babai's method, known for weights as GPTQ. Work goes in blocks, so that nearly all
// of it is products (products.ts). spec/compile.md, "Language models".

import type { Multiply } from './products.ts'

/** The inputs' second moments, X^T X = U^T U, in an order of channels: those that move the products most are rounded first. */
export interface Gram {
  readonly k: number
  /** Channel at each place of the order; places are rounded from the last to the first. */
  readonly order: Int32Array
  /** U^T = L, row-major [k, k]: what place d owes to places c < d. Above the diagonal nothing is read. */
  readonly lower: Float32Array
  /** Second moment of each channel. */
  readonly energy: Float64Array
}

/** Added to the diagonal, as a share of its mean: directions that the inputs never take must not cost everything. */
const DAMPING = 0.01
/** Columns of a factor that are worked on one by one, before what they explain of all others goes as one product. */
const PANEL = 128
/** Places that are rounded one by one, before what they owe to all others goes as one product. */
const BLOCK = 64
/** Rows that are rounded together. */
const ROWS = 1024

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
  const lower = new Float32Array(k * k)
  multiply(columns, k, { rows: k, k: count, weights: columns, bias: null }, lower)
  for (let i = 0; i < k; i++) lower[i * k + i]! += DAMPING * mean
  factorize(lower, k, DAMPING * mean, multiply)
  return { k, order, lower, energy }
}

/** Cholesky's factor in place of the lower triangle. No pivot of the damped matrix is below `least`, but by rounding. */
function factorize(m: Float32Array, k: number, least: number, multiply: Multiply): void {
  for (let from = 0; from < k; from += PANEL) {
    const to = Math.min(k, from + PANEL)
    const width = to - from
    for (let i = from; i < k; i++) {
      const row = i * k
      for (let j = from; j < Math.min(i, to); j++) {
        let value = m[row + j]!
        for (let c = from; c < j; c++) value -= m[row + c]! * m[j * k + c]!
        m[row + j] = value / m[j * k + j]!
      }
      if (i >= to) continue
      let value = m[row + i]!
      for (let c = from; c < i; c++) value -= m[row + c]! ** 2
      m[row + i] = Math.sqrt(Math.max(value, least))
    }
    // What is left of the other rows, after what these columns explain.
    const rest = k - to
    if (rest === 0) return
    const panel = new Float32Array(rest * width)
    for (let i = 0; i < rest; i++) panel.set(m.subarray((to + i) * k + from, (to + i) * k + to), i * width)
    const explained = new Float32Array(rest * rest)
    multiply(panel, rest, { rows: rest, k: width, weights: panel, bias: null }, explained)
    for (let i = 0; i < rest; i++)
      for (let j = 0, at = (to + i) * k + to; j <= i; j++, at++) m[at]! -= explained[i * rest + j]!
  }
}

/**
 * Integers for rows of k weights, row r at scale 2^exponents[r], within ±most. Place c rounds to the nearest of
 * w(c) + sum over places d > c of L[d, c] e(d) / L[c, c], e being what rounding took away.
 */
export function roundRows(
  gram: Gram,
  weights: Float32Array,
  exponents: ArrayLike<number>,
  most: number,
  multiply: Multiply,
): Int16Array {
  const { k } = gram
  const out = new Int16Array(weights.length)
  for (let row = 0; row < exponents.length; row += ROWS) {
    const count = Math.min(ROWS, exponents.length - row)
    const scales = Float64Array.from({ length: count }, (_, r) => 2 ** exponents[row + r]!)
    roundSome(gram, weights.subarray(row * k, (row + count) * k), scales, most, out.subarray(row * k), multiply)
  }
  return out
}

function roundSome(
  { k, order, lower }: Gram,
  weights: Float32Array,
  scales: Float64Array,
  most: number,
  out: Int16Array,
  multiply: Multiply,
): void {
  const rows = scales.length
  /** By row and place: what places that have been rounded owe it. */
  const owed = new Float32Array(rows * k)
  for (let to = k; to > 0; to = Math.max(0, to - BLOCK)) {
    const from = Math.max(0, to - BLOCK)
    const width = to - from
    const errors = new Float32Array(rows * width)
    for (let r = 0; r < rows; r++) {
      const scale = scales[r]!
      for (let d = to - 1; d >= from; d--) {
        const channel = order[d]!
        const weight = weights[r * k + channel]!
        const wanted = (weight + owed[r * k + d]! / lower[d * k + d]!) * scale
        const q = Math.min(most, Math.max(-most, Math.round(wanted)))
        out[r * k + channel] = q
        const e = weight - q / scale
        errors[r * width + d - from] = e
        for (let c = from, at = r * k + from, l = d * k + from; c < d; c++, at++, l++) owed[at]! += lower[l]! * e
      }
    }
    if (from === 0) return
    // Columns of L below this block, as rows.
    const columns = new Float32Array(from * width)
    for (let d = 0; d < width; d++)
      for (let c = 0, l = (from + d) * k; c < from; c++, l++) columns[c * width + d] = lower[l]!
    const more = new Float32Array(rows * from)
    multiply(errors, rows, { rows: from, k: width, weights: columns, bias: null }, more)
    for (let r = 0; r < rows; r++)
      for (let c = 0, at = r * k, given = r * from; c < from; c++, at++, given++) owed[at]! += more[given]!
  }
}

/** Sum over the inputs of (off . x)^2, and damping times off^2, off being in the channels' own order: what rounding costs. */
export function costOf({ k, order, lower }: Gram, off: Float64Array): number {
  let total = 0
  for (let c = 0; c < k; c++) {
    let sum = 0
    for (let d = c; d < k; d++) sum += lower[d * k + c]! * off[order[d]!]!
    total += sum * sum
  }
  return total
}
