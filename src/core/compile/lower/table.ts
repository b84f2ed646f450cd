// Tables of functions of one value: which integers stand in their rows. spec/compile.md, "Tables". Doubles decide what is
// written; once written, a table is part of the model and nobody computes it again.

import {
  ACCUMULATOR_BOUND,
  type Interval,
  MAX_TABLE_ROWS,
  minOf,
  roundShift,
  type TableRows,
} from '../../graph/index.ts'
import type { Scale } from '../range.ts'

const LOG_ROWS = Math.log2(MAX_TABLE_ROWS)
const MAX_SLOPE = 32_767
/** Fraction bits of bases and slopes at most. */
const MAX_FRACTION = 14
/** Steps of the output by which a line may miss the function, beyond rounding. */
const TOLERANCE = 1 / 4

/** What the function should give for every integer from `least` on, in steps of the output: finite, inside its clamp. */
export interface Wanted {
  readonly least: number
  readonly values: Float64Array
}

/** A function over every integer of a width. Where it has no value, its nearest neighbour's counts. */
export function sample(f: (x: number) => number, x: Scale, y: Scale, { lo, hi }: Interval): Wanted {
  const least = minOf(x.bits)
  const step = 2 ** -x.exponent
  const unit = 2 ** y.exponent
  const values = new Float64Array(2 ** x.bits)
  for (let u = 0; u < values.length; u++) {
    const value = f((u + least) * step) * unit
    values[u] = Number.isNaN(value) ? value : Math.min(hi, Math.max(lo, value))
  }
  fillGaps(values)
  return { least, values }
}

function fillGaps(values: Float64Array): void {
  let known = values.findIndex(value => !Number.isNaN(value))
  if (known < 0) {
    values.fill(0)
    return
  }
  values.fill(values[known]!, 0, known)
  for (let u = known; u < values.length; ) {
    if (!Number.isNaN(values[u])) {
      known = u++
      continue
    }
    let next = u
    while (next < values.length && Number.isNaN(values[next])) next++
    const middle = next === values.length ? next : Math.ceil((u + next) / 2)
    values.fill(values[known]!, u, middle)
    if (next < values.length) values.fill(values[next]!, middle, next)
    u = next
  }
}

/** floor(x + 1/2), as the shift rounds. */
export const nearest = (x: number): number => Math.floor(x + 0.5)

export interface Filled {
  readonly rows: TableRows
  readonly tableBits: number
  readonly segment: number
  readonly shift: number
}

/** A table with one row for every value, or with lines between rows where the width has more values than a table rows. */
export function fill({ values }: Wanted): Filled {
  const bits = Math.log2(values.length)
  if (bits <= LOG_ROWS)
    return {
      rows: { base: Int32Array.from(values, nearest), slope: new Int16Array(0) },
      tableBits: bits,
      segment: 0,
      shift: 0,
    }
  return lines(values, LOG_ROWS)
}

interface Line {
  readonly start: number
  readonly slope: number
}

/** Per row of 2^segment values the line that misses them least; level where it would be too steep. */
export function lines(values: Float64Array, tableBits: number, most = MAX_FRACTION): Filled {
  const count = 2 ** tableBits
  const length = values.length / count
  const segment = Math.log2(length)
  // Slopes rounded at this shift cost less than 1/16 of a step at the row's end.
  const least = Math.min(most, segment + 3)
  const steepest = MAX_SLOPE / 2 ** least
  const fitted: Line[] = Array.from({ length: count }, (_, row) => line(values, row * length, length, steepest))
  const reach = values.reduce((top, value) => Math.max(top, Math.abs(value)), 1)
  let shift = most
  while (
    shift > 0 &&
    ((reach + 2) * 2 ** shift + 2 ** shift > ACCUMULATOR_BOUND ||
      fitted.some(({ slope }) => Math.abs(slope) * 2 ** shift > MAX_SLOPE))
  )
    shift--
  const unit = 2 ** shift
  const slope = Int16Array.from(fitted, row => nearest(row.slope * unit))
  // The base also takes back half of what rounding the slope costs.
  const base = Int32Array.from(fitted, (row, i) =>
    nearest(row.start * unit + ((row.slope * unit - slope[i]!) * (length - 1)) / 2),
  )
  return { rows: { base, slope }, tableBits, segment, shift }
}

function line(values: Float64Array, from: number, length: number, steepest: number): Line {
  const first = values[from]!
  const next = from + length < values.length ? values[from + length]! : values[from + length - 1]!
  const run = from + length < values.length ? length : length - 1
  const slope = (next - first) / run
  const through = best(values, from, length, slope)
  if (Math.abs(slope) <= steepest && through.off <= 1) return { start: through.start, slope }
  // A corner or a jump at the row's end: the line through the row's own ends, or none.
  const inner = (values[from + length - 1]! - first) / (length - 1)
  const own = best(values, from, length, inner)
  const level = best(values, from, length, 0)
  const choice = [
    { ...own, slope: inner },
    { ...through, slope },
    { ...level, slope: 0 },
  ]
    .filter(candidate => Math.abs(candidate.slope) <= steepest)
    .reduce((a, c) => (c.off < a.off ? c : a))
  return { start: choice.start, slope: choice.slope }
}

/** The start at which a line of this slope misses the row's values least, and by how much it then does. */
function best(values: Float64Array, from: number, length: number, slope: number): { start: number; off: number } {
  let lo = Number.POSITIVE_INFINITY
  let hi = Number.NEGATIVE_INFINITY
  for (let j = 0; j < length; j++) {
    const rest = values[from + j]! - slope * j
    if (rest < lo) lo = rest
    if (rest > hi) hi = rest
  }
  return { start: (lo + hi) / 2, off: (hi - lo) / 2 }
}

/** What the table gives at u, before its clamp. */
export function valueAt({ rows, segment, shift }: Filled, u: number): number {
  const row = u >> segment
  const acc = rows.base[row]! + (segment === 0 ? 0 : rows.slope[row]! * (u & (2 ** segment - 1)))
  return roundShift(acc, shift)
}

/** Positions from `from` to `to` where a table misses its function by more than rounding and a quarter of a step. */
export function misses(filled: Filled, { values }: Wanted, from: number, to: number): number[] {
  const out: number[] = []
  for (let u = from; u <= to; u++) if (Math.abs(valueAt(filled, u) - values[u]!) > 0.5 + TOLERANCE) out.push(u)
  return out
}
