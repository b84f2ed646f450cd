// Integers in limbs that are looked up in ranges.

import { type Expression, type Product, scaled, sum, whole } from '../system/index.ts'
import type { Builder } from './builder.ts'

/**
 * Takes an expression that is not negative apart: limbs of these widths, the lowest first, each looked up in its range,
 * and what is left above them as a column that the caller has to bound. One relation says that they add up.
 */
export function limbsOf(
  builder: Builder,
  op: number,
  what: string,
  expression: Expression,
  widths: readonly number[],
): { readonly limbs: Expression; readonly rest: Expression } {
  const { lengths } = expression
  const roles = [...widths.map((_, i) => `${what} ${i}`), `${what} above`]
  const columns = roles.map(role => whole(builder.column(op, role, lengths), lengths))
  let place = 0
  const placed = columns.map((column, i) => {
    const shifted = scaled(column, 2 ** place)
    if (i < widths.length) {
      builder.lookup({ op, what: roles[i]!, table: builder.table([2 ** widths[i]!, [0, 1]]), entries: [column] })
      place += widths[i]!
    }
    return shifted
  })
  builder.relation(op, `${what} in limbs`, sum(expression, ...placed.map(limb => scaled(limb, -1))))
  builder.fill({ kind: 'limbs', op, roles, expression, widths })
  const below = placed.slice(0, -1)
  return { limbs: sum(below[0]!, ...below.slice(1)), rest: columns.at(-1)! }
}

/** Lookups that show that an expression lies in [0, 2^bits): it is one limb, or a sum of limbs in columns. */
export function inRange(builder: Builder, op: number, what: string, expression: Expression, bits: number): void {
  if (bits <= 12) {
    builder.lookup({ op, what, table: builder.table([2 ** bits, [0, 1]]), entries: [expression] })
    return
  }
  const count = Math.ceil(bits / 12)
  const widths: number[] = []
  for (let i = 0, left = bits; i < count; i++) {
    const width = Math.ceil(left / (count - i))
    widths.push(width)
    left -= width
  }
  const { lengths } = expression
  const roles = widths.map((_, i) => `${what} ${i}`)
  let place = 0
  const placed = widths.map((width, i) => {
    const column = whole(builder.column(op, roles[i]!, lengths), lengths)
    builder.lookup({ op, what: roles[i]!, table: builder.table([2 ** width, [0, 1]]), entries: [column] })
    const shifted = scaled(column, -(2 ** place))
    place += width
    return shifted
  })
  builder.relation(op, `${what} in limbs`, sum(expression, ...placed))
  builder.fill({ kind: 'limbs', op, roles, expression, widths })
}

/** A column that is an expression and products at every index. */
export function defined(
  builder: Builder,
  op: number,
  role: string,
  expression: Expression,
  products: readonly Product[],
): Expression {
  const column = whole(builder.column(op, role, expression.lengths), expression.lengths)
  builder.relation(op, role, sum(expression, scaled(column, -1)), products)
  builder.fill({ kind: 'value', op, role, expression, products })
  return column
}

/** A column of zeros and ones. */
export function flag(builder: Builder, op: number, role: string, lengths: readonly number[]): Expression {
  const column = whole(builder.column(op, role, lengths), lengths)
  builder.lookup({ op, what: role, table: builder.table([2, [0, 1]]), entries: [column] })
  return column
}

/** Limbs of these widths, at most 12 each and fewer than 31 in all, that make up an expression, the lowest first. */
export function inLimbs(
  builder: Builder,
  op: number,
  what: string,
  expression: Expression,
  widths: readonly number[],
  products: readonly Product[] = [],
): Expression[] {
  const { lengths } = expression
  const roles = widths.map((_, i) => `${what} ${i}`)
  let place = 0
  let placed = expression
  const limbs = widths.map((width, i) => {
    const column = whole(builder.column(op, roles[i]!, lengths), lengths)
    builder.lookup({ op, what: roles[i]!, table: builder.table([2 ** width, [0, 1]]), entries: [column] })
    placed = sum(placed, scaled(column, -(2 ** place)))
    place += width
    return column
  })
  builder.relation(op, `${what} in limbs`, placed, products)
  builder.fill({ kind: 'limbs', op, roles, expression, products, widths })
  return limbs
}

/** The sum of limbs of these widths, the lowest first. */
export function joined(limbs: readonly Expression[], widths: readonly number[]): Expression {
  let place = 0
  const placed = limbs.map((limb, i) => {
    const shifted = scaled(limb, 2 ** place)
    place += widths[i]!
    return shifted
  })
  return sum(placed[0]!, ...placed.slice(1))
}

/** Widths of at most `most` bits each, as even as can be. */
export function evenWidths(bits: number, most = 12): number[] {
  const count = Math.ceil(bits / most)
  return Array.from({ length: count }, (_, i) => Math.floor((bits + i) / count)).reverse()
}
