// divide (spec/proof.md, "Quotients"). Magnitudes |a| and |b| beside signs; a sign of b needs |b| >= 1. d is |b|, or 1 where
// `zero` says that |b| is 0; n is a with the sign of b. With `negative` N of n, and floor(d / 2) = h, d = 2 h + odd:
//
//     floor((n 2^s + h) / d) = Q for N = 0, and -Q for N = 1,    Q = floor((|a| 2^s + h - N (1 - odd)) / d)
//
// as -floor(-x) rounds up. The numerator of Q is not negative and within W, and Q d is bounded by `boundedProduct`, so that
// Q d + rest = numerator, 0 <= rest < d, is an equation of integers.

import { constant, type Expression, repeated, reshaped, scaled, sum, whole } from '../system/index.ts'
import type { Builder } from './builder.ts'
import type { Lowerings } from './context.ts'
import { defined, evenWidths, flag, inLimbs, inRange, joined } from './limbs.ts'
import { elementwise } from './products.ts'
import { boundedProduct, wideWidths } from './quotient.ts'
import { requantize } from './requantize.ts'

/** Bits of a divisor: at most 2^15. */
const DIVISOR_BITS = 15
export const divide: Lowerings<'divide'> = {
  divide(op, { builder, id, inputs, lengths, run }) {
    const [a, b] = inputs.map(input => repeated(input, lengths)) as [Expression, Expression]
    const bitsOf = (i: number): number => run.graph.ops[op.inputs[i]!]!.bits
    const first = magnitude(builder, id, 'a', a, bitsOf(0))
    const second = magnitude(builder, id, 'b', b, bitsOf(1))
    // A sign needs a magnitude.
    inRange(builder, id, 'b beside its sign', sum(second.magnitude, scaled(second.sign, -1)), bitsOf(1))
    const zero = flag(builder, id, 'zero', lengths)
    const single = reshaped(second.magnitude, [...lengths, 1])
    builder.fill({ kind: 'isZero', op: id, role: 'zero', expression: single, products: [], bits: 1 })
    builder.relation(id, 'zero is none', constant(0, lengths), [elementwise(zero, second.magnitude)])
    const divisor = sum(second.magnitude, zero)
    const negative = defined(builder, id, 'negative', sum(first.sign, second.sign), [
      { ...elementwise(first.sign, second.sign), coefficient: -2 },
    ])

    const [odd, ...halves] = inLimbs(builder, id, 'divisor', divisor, [1, ...evenWidths(DIVISOR_BITS)])
    const half = joined(halves, evenWidths(DIVISOR_BITS))
    const numerator = defined(
      builder,
      id,
      'numerator',
      sum(scaled(first.magnitude, 2 ** op.shift), half, scaled(negative, -1)),
      [elementwise(negative, odd!)],
    )
    const quotient = whole(builder.column(id, 'quotient', lengths), lengths)
    const rest = whole(builder.column(id, 'rest', lengths), lengths)
    builder.fill({ kind: 'quotient', op: id, quotient: 'quotient', remainder: 'rest', numerator, divisor })
    const widths = wideWidths(DIVISOR_BITS)
    const limbs = inLimbs(builder, id, 'quotient', quotient, widths) as [Expression, Expression, Expression]
    const { expression, products } = boundedProduct(builder, id, 'product', limbs, lengths, DIVISOR_BITS, limb =>
      elementwise(divisor, limb),
    )
    builder.relation(id, 'divided', sum(expression, rest, scaled(numerator, -1)), products)
    inRange(builder, id, 'rest limb', rest, DIVISOR_BITS)
    inRange(builder, id, 'below the divisor', sum(divisor, scaled(rest, -1), constant(-1, lengths)), DIVISOR_BITS)
    const signed = defined(builder, id, 'signed', quotient, [{ ...elementwise(negative, quotient), coefficient: -2 }])
    return requantize(builder, id, signed, [], { ...op, shift: 0 }, 'y')
  },
}

/** The magnitude of a tensor, in its range, and 1 where it is negative; either, where it is 0. */
function magnitude(
  builder: Builder,
  id: number,
  role: string,
  x: Expression,
  bits: number,
): { readonly magnitude: Expression; readonly sign: Expression } {
  const { lengths } = x
  const sign = flag(builder, id, `${role} sign`, lengths)
  const magnitude = whole(builder.column(id, `${role} magnitude`, lengths), lengths)
  builder.fill({ kind: 'magnitude', op: id, role, expression: x })
  inRange(builder, id, `${role} magnitude limb`, magnitude, bits)
  const signed = { ...elementwise(sign, magnitude), coefficient: -2 }
  builder.relation(id, `${role} and its sign`, sum(magnitude, scaled(x, -1)), [signed])
  return { magnitude, sign }
}
