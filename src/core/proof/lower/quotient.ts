// Products of quotients and divisors that could be wider than the field (spec/proof.md, "Quotients").

import { type Expression, type Product, scaled, sum } from '../system/index.ts'
import type { Builder } from './builder.ts'
import { defined, inRange } from './limbs.ts'

/** Bits that a product of a quotient and its divisor has. */
const PRODUCT_BITS = 30
/** Bits of the second limb of the wider factor. */
const MIDDLE_BITS = 12
/** log2 of how far a product may lie above what its limbs show. */
const SLACK_BITS = 24

/** Bits of the limbs of the wider factor, the lowest first, where the other one has `narrow` bits. */
export const wideWidths = (narrow: number): readonly [number, number, number] => {
  const low = SLACK_BITS - narrow
  return [low, MIDDLE_BITS, PRODUCT_BITS - low - MIDDLE_BITS]
}

/**
 * The product of two integers that are not negative, shown to be less than 2^30 + 2^24. The narrower one is at most
 * 2^bits + 2^(bits - 9), 12 <= bits <= 18; `limbs` are those of the wider one, of `wideWidths`, each shown to be in its
 * range; `times` multiplies such a limb with the narrower one.
 *
 * w = w0 + 2^l w1 + 2^(l + 12) w2, l = 24 - bits. w2 n is an integer below p and by lookup below 2^(18 - l); so
 * w1 n + 2^12 w2 n is one below p, and by lookup below 2^(30 - l); and w0 n is at most 2^24.
 */
export function boundedProduct(
  builder: Builder,
  op: number,
  what: string,
  limbs: readonly [Expression, Expression, Expression],
  lengths: readonly number[],
  bits: number,
  times: (limb: Expression) => Product,
): { readonly expression: Expression; readonly products: readonly Product[] } {
  const [low, middle, high] = wideWidths(bits)
  const none: Expression = { lengths, parts: [] }
  const highest = defined(builder, op, `${what} highest`, none, [times(limbs[2])])
  inRange(builder, op, `${what} highest limb`, highest, high)
  const upper = defined(builder, op, `${what} upper`, scaled(highest, 2 ** middle), [times(limbs[1])])
  inRange(builder, op, `${what} upper limb`, upper, PRODUCT_BITS - low)
  return { expression: sum(scaled(upper, 2 ** low)), products: [times(limbs[0])] }
}
