// Requantization as lookups and one linear relation (spec/proof.md, "Requantization"):
//
//     acc + rounding = 2^s (y + v) + low,     low in [0, 2^s),     y in [lo, hi]
//
// where the excess v is 0 unless y is at an end: not negative at the upper one, not positive at the lower one. A column
// `end` says which (0: neither, 1: upper, 2: lower), and stands in the lookups of y and v. The quotient y + v stays
// within the bound that 31 - s signed bits have, so that both sides are integers that the field tells apart.

import { bitsFor } from '../eq.ts'
import { constant, type Expression, type Product, scaled, sum, whole } from '../system/index.ts'
import type { Builder, Stretch } from './builder.ts'
import { evenWidths } from './limbs.ts'

/** Most bits of a limb of a quotient: two signs and zero, so that a table has about 2^12 rows. */
const EXCESS_BITS = 11
/** Bits of all limbs of v but the highest, beside the shift: its granularity must stay below the bound's slack. */
const SLACK_BITS = 23
/** Most rows of a table. */
const MOST_ROWS = 2 ** 12

export interface Clamp {
  readonly shift: number
  readonly lo: number
  readonly hi: number
}

/** Values that a quotient can have, and bits of each limb of what is beyond a clamp. */
export interface Quotients {
  readonly least: number
  readonly most: number
  readonly widths: readonly number[]
}

/** 31 - shift signed bits: what an accumulator that keeps the bound of graph.md can give. */
const bounded = (shift: number): Quotients => {
  const bound = 2 ** (30 - shift)
  return { least: -bound, most: bound - 1, widths: excessWidths(shift) }
}

/** Values of `least` to `most`, fewer than 2^30. */
export function quotientsWithin(least: number, most: number): Quotients {
  const bits = bitsFor(most - least + 1)
  return { least, most, widths: bits === 0 ? [0] : evenWidths(bits, EXCESS_BITS).reverse() }
}

/**
 * The requantized tensor of an accumulator that keeps the bound of graph.md. Where the quotient is known to have fewer
 * values, lookups show that it does, but for less than the lower limbs of an excess hold.
 */
export function requantize(
  builder: Builder,
  op: number,
  accumulator: Expression,
  products: readonly Product[],
  clamp: Clamp,
  what = 'y',
  quotients = bounded(clamp.shift),
): Expression {
  const { lengths } = accumulator
  const { shift } = clamp
  // A clamp beyond all quotients has one outcome.
  const { least, most } = quotients
  if (clamp.lo > most) return constant(clamp.lo, lengths)
  if (clamp.hi < least) return constant(clamp.hi, lengths)
  const lo = Math.max(clamp.lo, least)
  const hi = Math.min(clamp.hi, most)
  const above = most - hi
  const below = lo - least
  const isClamped = above > 0 || below > 0
  const column = (role: string): ReturnType<Builder['column']> => builder.column(op, `${what} ${role}`, lengths)
  const end = isClamped ? column('end') : null
  const ends = end === null ? [] : [whole(end, lengths)]

  /** A lookup of a column with the end beside it, where there is one. */
  const limb = (role: string, table: number): Expression => {
    const source = column(role)
    const expression = whole(source, lengths)
    builder.lookup({ op, what: `${what} ${role}`, table, entries: [...ends, expression] })
    return expression
  }
  /** Rows for y's limbs: all values where nothing is clamped, one at either end. */
  const limbTable = (first: number, count: number, atUpper: number, atLower: number): number =>
    end === null
      ? builder.table([count, [first, 1]])
      : builder.table(
          [count, [0, 0], [first, 1]],
          ...(above > 0 ? [[1, [1, 0], [atUpper, 0]] as Stretch] : []),
          ...(below > 0 ? [[1, [2, 0], [atLower, 0]] as Stretch] : []),
        )

  let y: Expression
  const span = hi - lo + 1
  let yPlaces: readonly number[] = [0]
  let isTwoSided = false
  if (span <= MOST_ROWS) y = limb('value', limbTable(lo, span, hi, lo))
  else {
    const width = widthOf(span)
    const size = 2 ** width
    yPlaces = [0, width]
    if (span % size === 0) {
      const low = limb('low limb', limbTable(0, size, size - 1, 0))
      const high = limb('high limb', limbTable(0, span / size, span / size - 1, 0))
      y = sum(low, scaled(high, size), constant(lo, lengths))
    } else {
      // y - lo and hi - y, either not negative; at the upper end the second is zero, at the lower one the first.
      isTwoSided = true
      const rows = Math.ceil(span / size)
      const free = (count: number, zeroAt: 1 | 2, isMet: boolean, other: 1 | 2, isOtherMet: boolean): number =>
        end === null
          ? builder.table([count, [0, 1]])
          : builder.table(
              [count, [0, 0], [0, 1]],
              ...(isMet ? [[1, [zeroAt, 0], [0, 0]] as Stretch] : []),
              ...(isOtherMet ? [[count, [other, 0], [0, 1]] as Stretch] : []),
            )
      const fromLow = (count: number): number => free(count, 2, below > 0, 1, above > 0)
      const fromHigh = (count: number): number => free(count, 1, above > 0, 2, below > 0)
      const up = sum(limb('low limb', fromLow(size)), scaled(limb('high limb', fromLow(rows)), size))
      const down = sum(limb('low limb to end', fromHigh(size)), scaled(limb('high limb to end', fromHigh(rows)), size))
      builder.relation(op, `${what} within its clamp`, sum(up, down, constant(lo - hi, lengths)))
      y = sum(up, constant(lo, lengths))
    }
  }

  const places: number[] = []
  let quotient = y
  if (isClamped) {
    const { widths } = quotients
    let place = 0
    widths.forEach((width, i) => {
      const isTop = i === widths.length - 1
      const count = (values: number): number => (isTop ? Math.ceil(values / 2 ** place) : 2 ** width)
      const table = builder.table(
        [1, [0, 0], [0, 0]],
        ...(above > 0 ? [[count(above + 1), [1, 0], [0, 1]] as Stretch] : []),
        ...(below > 0 ? [[count(below + 1), [2, 0], [0, -1]] as Stretch] : []),
      )
      quotient = sum(quotient, scaled(limb(`excess ${i}`, table), 2 ** place))
      places.push(place)
      place += width
    })
  }

  const lowWidths = shift === 0 ? [] : shift <= 12 ? [shift] : [Math.ceil(shift / 2), Math.floor(shift / 2)]
  let rest: Expression = constant(shift === 0 ? 0 : 2 ** (shift - 1), lengths)
  const lowPlaces: number[] = []
  let at = 0
  lowWidths.forEach((width, i) => {
    const source = column(`rest ${i}`)
    const expression = whole(source, lengths)
    builder.lookup({ op, what: `${what} rest ${i}`, table: builder.table([2 ** width, [0, 1]]), entries: [expression] })
    rest = sum(rest, scaled(expression, -(2 ** at)))
    lowPlaces.push(at)
    at += width
  })
  builder.relation(op, `${what} requantized`, sum(accumulator, rest, scaled(quotient, -(2 ** shift))), products)
  builder.fill({
    kind: 'requantize',
    op,
    what,
    accumulator,
    products,
    ...{ shift, lo, hi, yPlaces, isTwoSided, isClamped, places, lowWidths },
  })
  return y
}

/** Bits of the lower limb of `span` values, so that both have at most 2^12 rows: one that divides evenly if any does. */
function widthOf(span: number): number {
  const even = Math.ceil(Math.log2(span) / 2)
  for (let width = even; width <= 12; width++)
    if (span % 2 ** width === 0 && span / 2 ** width <= MOST_ROWS) return width
  for (let width = even - 1; width > 0 && span / 2 ** width <= MOST_ROWS; width--)
    if (span % 2 ** width === 0) return width
  return even
}

/** Bits of the limbs of an excess, the lowest first: 30 - shift in all. */
export function excessWidths(shift: number): number[] {
  const bits = 30 - shift
  const count = Math.max(1, Math.ceil(bits / EXCESS_BITS))
  if (count === 1) return [bits]
  const lower = Math.min(SLACK_BITS - shift, Math.ceil((bits * (count - 1)) / count))
  const widths: number[] = []
  for (let i = 0, left = lower; i < count - 1; i++) {
    const width = Math.ceil(left / (count - 1 - i))
    widths.push(width)
    left -= width
  }
  return [...widths, bits - lower]
}
