// What an exact model leaves to its neighbours: gains and offsets of norms go into the rows that read them, the scale of scores
// into queries, and the mean row of a classifier away where that gives logits another bit. All in floating point.

import type { FloatNorm, FloatRows } from './model.ts'

/** Rows for what a norm gives without gain and offset: W (gain n + offset) + b. */
export function foldNorm(rows: FloatRows, { gain, offset }: FloatNorm): FloatRows {
  const { rows: count, k } = rows
  const weights = new Float32Array(rows.weights.length)
  const bias = new Float32Array(count)
  for (let row = 0, at = 0; row < count; row++) {
    let sum = rows.bias?.[row] ?? 0
    for (let i = 0; i < k; i++, at++) {
      weights[at] = rows.weights[at]! * gain[i]!
      if (offset !== null) sum += rows.weights[at]! * offset[i]!
    }
    bias[row] = sum
  }
  return { rows: count, k, weights, bias: rows.bias === null && offset === null ? null : bias }
}

/** Rows less their mean: every logit moves by the same, which no softmax sees. */
export function centred({ rows, k, weights, bias }: FloatRows): FloatRows {
  const mean = new Float64Array(k)
  for (let row = 0, at = 0; row < rows; row++) for (let i = 0; i < k; i++, at++) mean[i]! += weights[at]! / rows
  const average = bias === null ? 0 : bias.reduce((sum, value) => sum + value, 0) / rows
  const out = new Float32Array(weights.length)
  for (let row = 0, at = 0; row < rows; row++) for (let i = 0; i < k; i++, at++) out[at] = weights[at]! - mean[i]!
  return { rows, k, weights: out, bias: bias?.map(value => value - average) ?? null }
}

/** Values as they come out at a scale: rounded, and cut at its ends. */
export function stored(values: Float32Array, bits: number, exponent: number): Float32Array {
  const unit = 2 ** exponent
  const most = 2 ** (bits - 1) - 1
  const out = new Float32Array(values.length)
  for (let i = 0; i < values.length; i++)
    out[i] = Math.max(-most, Math.min(most, Math.floor(values[i]! * unit + 0.5))) / unit
  return out
}
