// The scale of the vectors between layers. A few outliers can be a thousand times the rest: what holds them all leaves the rest few
// bits, what cuts them changes every value of their row. The norm that reads the vectors decides. spec/compile.md.

import { finest, type Scale } from '../range.ts'
import type { FloatNorm } from './model.ts'
import { normed } from './runner.ts'
import { RESIDUAL_BITS } from './widths.ts'

/** Rows that are looked at, evenly spread and the first ones among them: outliers often stand in a sequence's beginning. */
const ROWS = 128
const FIRST_ROWS = 8
/** Powers of two finer than what holds everything. */
const DEEPEST = 8
/** Room above the largest value seen. */
const ROOM = 1.5
/** Noise, as a share of energy, far below what storing the norm's own values costs: no reason to cut anything. */
const SILENT = 2e-7

export interface ResidualScale {
  readonly scale: Scale
  /** Noise that storing the vectors adds to what the norm gives, as a share of its energy. */
  readonly noise: number
  /** Share of values that are cut. */
  readonly cut: number
  /** Largest value by the root mean square of all. */
  readonly outlier: number
}

/** x [rows, d], read next by `norm`. */
export function residualScale(x: Float32Array, norm: FloatNorm): ResidualScale {
  const width = norm.gain.length
  const rows = x.length / width
  const chosen = Array.from({ length: Math.min(ROWS, rows) }, (_, i) =>
    rows <= ROWS ? i : i < FIRST_ROWS ? i : Math.floor((i * rows) / ROWS),
  )
  const part = new Float32Array(chosen.length * width)
  chosen.forEach((row, i) => {
    part.set(x.subarray(row * width, (row + 1) * width), i * width)
  })
  let largest = 0
  let squares = 0
  for (let i = 0; i < x.length; i++) {
    largest = Math.max(largest, Math.abs(x[i]!))
    squares += x[i]! * x[i]!
  }
  const bare = normed(norm, part, chosen.length, true)
  const energy = bare.reduce((sum, value) => sum + value * value, 0)
  const whole = finest(ROOM * largest, RESIDUAL_BITS)
  let best = { exponent: whole, noise: Number.POSITIVE_INFINITY, cut: 0 }
  const stored = new Float32Array(part.length)
  for (let exponent = whole; exponent <= whole + DEEPEST; exponent++) {
    const unit = 2 ** exponent
    const most = 2 ** (RESIDUAL_BITS - 1) - 1
    let cut = 0
    for (let i = 0; i < part.length; i++) {
      const q = Math.round(part[i]! * unit)
      if (Math.abs(q) > most) cut++
      stored[i] = Math.max(-most - 1, Math.min(most, q)) / unit
    }
    const found = normed(norm, stored, chosen.length, true)
    let noise = 0
    for (let i = 0; i < found.length; i++) noise += (found[i]! - bare[i]!) ** 2
    if (noise < best.noise) best = { exponent, noise, cut }
    if (best.noise <= SILENT * energy) break
  }
  return {
    scale: { bits: RESIDUAL_BITS, exponent: best.exponent },
    noise: energy === 0 ? 0 : best.noise / energy,
    cut: best.cut / part.length,
    outlier: squares === 0 ? 0 : largest / Math.sqrt(squares / x.length),
  }
}
