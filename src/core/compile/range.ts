// Which power of two a tensor is stored at: spec/compile.md, "Exponents". Ranges are gathered over calibration rows as sums per
// binade, from which the error of clipping at any power of two follows without a second look at the data.

import { maxOf, minOf } from '../graph/index.ts'
import type { Whole } from './ir.ts'

/** How a real value becomes an integer: value = integer / 2^exponent. */
export interface Scale {
  readonly bits: number
  readonly exponent: number
  /** Stored in 9 bits but kept within 0..255: what engines take as unsigned bytes. */
  readonly byte?: boolean
}

export const BYTE = { lo: 0, hi: 255 } as const

/**
 * How a scale is chosen for a width: everything fits, and half as much again; everything fits; the least squared error; all but
 * a share of the values fit.
 */
export type RangeRule = 'room' | 'min-max' | 'mse' | 'percentile'

/** Beyond every exponent that float32 values need. */
const MAX_EXPONENT = 130
/** Room above the largest value seen. */
const ROOM = 1.5
/** Share of values that `percentile` lets go. */
const OUTSIDE = 1e-4
/** From this width on ranges hold everything. */
const WIDE_BITS = 15
/** Powers of two below the largest value that clipping may begin at. */
const DEEPEST_CLIP = 6

export class Range {
  least = 0
  most = 0
  /** Are all values whole numbers? */
  whole = true
  private readonly count = new Float64Array(256)
  private readonly sum = new Float64Array(256)
  private readonly squares = new Float64Array(256)

  get largest(): number {
    return Math.max(this.most, -this.least)
  }

  /** Adds values; false where one is NaN or infinite. */
  add(values: Float32Array): boolean {
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length)
    const { count, sum, squares } = this
    let { least, most, whole } = this
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      const binade = (words[i]! >>> 23) & 255
      if (binade === 255) return false
      if (value > most) most = value
      else if (value < least) least = value
      if (whole && Math.floor(value) !== value) whole = false
      const magnitude = value < 0 ? -value : value
      count[binade]!++
      sum[binade]! += magnitude
      squares[binade]! += magnitude * magnitude
    }
    this.least = least
    this.most = most
    this.whole = whole
    return true
  }

  /** Makes room for a value without counting it. */
  extend(value: number): void {
    this.least = Math.min(this.least, value)
    this.most = Math.max(this.most, value)
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

  /** The error of a scale as a share of the values' own energy. */
  loss(scale: Scale): number {
    const signal = this.squares.reduce((a, n) => a + n, 0)
    return signal === 0 ? 0 : this.error(scale) / signal
  }

  /** Share of values at or beyond the end of the width. */
  private outside({ bits, exponent }: Scale): number {
    const first = Math.max(1, bits - 1 - exponent + 127)
    let total = 0
    let beyond = 0
    for (let b = 0; b < 256; b++) {
      total += this.count[b]!
      if (b >= first) beyond += this.count[b]!
    }
    return total === 0 ? 0 : beyond / total
  }

  /** The exponent for `bits`: the finest that holds everything, or a finer one as the rule allows. */
  scale(bits: number, rule: RangeRule): Scale {
    const largest = rule === 'room' ? ROOM * this.largest : this.largest
    const exponent = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, finest(largest, bits)))
    let best: Scale = { bits, exponent }
    // Clipping takes less than it gives only from values that rounding hurts: not in wide ones, and not from whole numbers.
    if (rule === 'min-max' || rule === 'room' || bits >= WIDE_BITS || (this.whole && exponent >= 0)) return best
    let least = this.error(best)
    for (let by = 1; by <= DEEPEST_CLIP && exponent + by <= MAX_EXPONENT; by++) {
      const finer = { bits, exponent: exponent + by }
      if (rule === 'percentile') {
        if (this.outside(finer) > OUTSIDE) break
        best = finer
        continue
      }
      const error = this.error(finer)
      if (error >= least) break
      least = error
      best = finer
    }
    return best
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

/** The smallest width that holds these integers, or null where 16 bits do not. */
export function widthOf(lo: number, hi: number): number | null {
  for (let bits = 2; bits <= 16; bits++) if (lo >= minOf(bits) && hi <= maxOf(bits)) return bits
  return null
}

/** The scale of whole numbers within bounds that 16 bits hold. */
export function wholeScale({ lo, hi }: Whole): Scale {
  const bits = widthOf(lo, hi)
  if (bits === null) throw new RangeError(`whole numbers from ${lo} to ${hi}`)
  return { bits, exponent: 0, ...(bits === 9 && lo >= 0 ? { byte: true } : {}) }
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
  const bits = widthOf(lo, hi)
  return bits === null ? null : { bits, exponent: 0 }
}

/** The smallest width and the exponent that hold every value exactly, or null where `bits` do not. */
export function exactScale(values: Float32Array, bits: number): Scale | null {
  let lo = 0
  let hi = 0
  for (const value of values) {
    if (value < lo) lo = value
    if (value > hi) hi = value
  }
  const most = finest(Math.max(hi, -lo), bits)
  for (let exponent = Math.min(0, most); exponent <= most; exponent++) {
    const unit = 2 ** exponent
    if (!values.every(value => Number.isInteger(value * unit))) continue
    const width = widthOf(lo * unit, hi * unit)
    return width === null ? null : { bits: width, exponent }
  }
  return null
}
