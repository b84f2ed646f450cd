// Which power of two a tensor is stored at: spec/compile.md, "Exponents". Ranges are gathered over calibration rows as sums per
// binade, from which the error of clipping at any power of two follows without a second look at the data.

import { maxOf, minOf } from '../graph/index.ts'

/** How a real value becomes an integer: value = integer / 2^exponent. */
export interface Scale {
  readonly bits: number
  readonly exponent: number
}

/** Beyond every exponent that float32 values need. */
const MAX_EXPONENT = 130

export class Range {
  largest = 0
  private readonly count = new Float64Array(256)
  private readonly sum = new Float64Array(256)
  private readonly squares = new Float64Array(256)

  /** Adds values; false where one is NaN or infinite. */
  add(values: Float32Array): boolean {
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length)
    for (let i = 0; i < values.length; i++) {
      const magnitude = Math.abs(values[i]!)
      const binade = (words[i]! >>> 23) & 255
      if (binade === 255) return false
      if (magnitude > this.largest) this.largest = magnitude
      this.count[binade]!++
      this.sum[binade]! += magnitude
      this.squares[binade]! += magnitude * magnitude
    }
    return true
  }

  /** Summed squared error of storing the values seen at `scale`: rounding inside the width, clipping beyond it. */
  private error({ bits, exponent }: Scale): number {
    const step = 2 ** -exponent
    const limit = 2 ** (bits - 1 - exponent)
    // Binade b holds [2^(b-127), 2^(b-126)); the limit is the lower end of one.
    const first = bits - 1 - exponent + 127
    let error = 0
    for (let b = 1; b < 256; b++) {
      if (b < first) error += (this.count[b]! * step * step) / 12
      else error += this.squares[b]! - 2 * limit * this.sum[b]! + limit * limit * this.count[b]!
    }
    return error
  }

  /**
   * The exponent for `bits`: the finest that holds everything, or with `clip` one finer where clipping the few largest values
   * costs less than it gives to the others.
   */
  scale(bits: number, clip: boolean): Scale {
    const exponent = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, finest(this.largest, bits)))
    const whole = { bits, exponent }
    const finer = { bits, exponent: exponent + 1 }
    return clip && finer.exponent <= MAX_EXPONENT && this.error(finer) < this.error(whole) ? finer : whole
  }
}

/** The largest exponent at which `magnitude` rounds to something that fits `bits`. */
export function finest(magnitude: number, bits: number): number {
  const most = maxOf(bits)
  if (magnitude === 0) return bits - 1
  let exponent = 0
  while (exponent > -200 && Math.round(magnitude * 2 ** exponent) > most) exponent--
  while (exponent < 200 && Math.round(magnitude * 2 ** (exponent + 1)) <= most) exponent++
  return exponent
}

/** Is every value an integer that 16 bits hold? Then its exact scale, else null. */
export function integerScale(values: Float32Array): Scale | null {
  let lo = 0
  let hi = 0
  for (const value of values) {
    if (!Number.isInteger(value)) return null
    if (value < lo) lo = value
    if (value > hi) hi = value
  }
  // Bytes keep room for all bytes, whatever the calibration rows happen to hold.
  if (lo >= 0 && hi > 15 && hi <= 255) return { bits: 9, exponent: 0 }
  for (let bits = 2; bits <= 16; bits++) if (lo >= minOf(bits) && hi <= maxOf(bits)) return { bits, exponent: 0 }
  return null
}
