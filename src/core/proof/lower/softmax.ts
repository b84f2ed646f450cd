// softmax (spec/proof.md, "Softmax").
//
// One element of a line is chosen and all differences from the largest value are not negative, those of the chosen one
// 0: so `largest` is what it says. A difference d leads through the table to an exponential e, a known function of d.
// S is the sum of a line's e, an exact integer, as all are. y is the clamp of q, where
//
//     e 2^s + floor(S / 2) = q S + rest,    0 <= rest < S,    0 <= q <= 2^s
//
// The left side is at most W and not negative. By `boundedProduct` q S < 2^30 + 2^24, so that both sides are integers that
// the field tells apart, and q is the quotient.

import { maxOf, minOf } from '../../graph/index.ts'
import { bitsFor } from '../eq.ts'
import { constant, type Expression, type Product, repeated, scaled, sum, summed, whole } from '../system/index.ts'
import { alongLine, lineOf, timesLine } from './along.ts'
import type { Builder } from './builder.ts'
import type { Lowerings, OpOf } from './context.ts'
import { defined, evenWidths, flag, inLimbs, inRange, joined, limbsOf } from './limbs.ts'
import { elementwise } from './products.ts'
import { boundedProduct, wideWidths } from './quotient.ts'
import { quotientsWithin, requantize } from './requantize.ts'

/** Bits that the widest accumulator has. */
const WIDEST = 30
/** Bits of a softmax's quotients, at most. */
const QUOTIENT_BITS = 18

export const softmax: Lowerings<'softmax'> = {
  softmax(op, { builder, id, inputs, lengths, run }) {
    const most = 2 ** op.shift
    if (op.lo > most) return constant(op.lo, lengths)
    if (op.hi < 0) return constant(op.hi, lengths)
    const x = inputs[0]!
    const last = lengths.length - 1
    const line = lineOf(lengths)
    const { bits } = run.graph.ops[op.inputs[0]!]!

    const largest = whole(builder.column(id, 'largest', line), line)
    const chosen = flag(builder, id, 'chosen', lengths)
    builder.fill({ kind: 'argMax', op: id, expression: x, widths: [] })
    const difference = sum(repeated(largest, lengths), scaled(x, -1))
    builder.relation(id, 'one is chosen', sum(summed(chosen, last), constant(-1, line)))
    builder.relation(id, 'the chosen is the largest', constant(0, line), [alongLine(chosen, difference)])

    const tableBits = op.tableBits + op.segment
    const index =
      tableBits >= bits
        ? difference
        : requantize(
            builder,
            id,
            difference,
            [],
            { shift: 0, lo: 0, hi: 2 ** tableBits - 1 },
            'index',
            quotientsWithin(0, maxOf(bits) - minOf(bits)),
          )
    const e = exponentials(builder, id, index, op)

    const total = summed(e, last)
    // S in limbs: half of it is an expression, and its product with a quotient can be bounded.
    const [low, middle, high] = wideWidths(QUOTIENT_BITS)
    const [odd, ...halves] = inLimbs(builder, id, 'sum', total, [1, low - 1, middle, high]) as [
      Expression,
      Expression,
      Expression,
      Expression,
    ]
    const half = joined(halves, [low - 1, middle, high])
    const numerator = sum(scaled(e, most), repeated(half, lengths))
    const quotient = whole(builder.column(id, 'quotient', lengths), lengths)
    const rest = whole(builder.column(id, 'rest', lengths), lengths)
    builder.fill({
      kind: 'quotient',
      op: id,
      ...{ quotient: 'quotient', remainder: 'rest', numerator, divisor: repeated(total, lengths) },
    })
    const wide = [sum(odd, scaled(halves[0], 2)), halves[1], halves[2]] as const
    const { expression, products } = boundedProduct(builder, id, 'product', wide, lengths, QUOTIENT_BITS, limb =>
      timesLine(quotient, limb),
    )
    builder.relation(id, 'divided', sum(expression, rest, scaled(numerator, -1)), products)
    // Each e 2^s is within W, so that S has at most so many bits.
    const bound = Math.min(WIDEST, WIDEST - op.shift + bitsFor(lengths[last]!))
    inRange(builder, id, 'rest limb', rest, bound)
    inRange(builder, id, 'below the sum', sum(repeated(total, lengths), scaled(rest, -1), constant(-1, lengths)), bound)
    return requantize(builder, id, quotient, [], { ...op, shift: 0 }, 'y', quotientsWithin(0, most))
  },
}

/** The table's values at an index, rounded: not negative and at most 2^(30 - s). */
function exponentials(builder: Builder, id: number, index: Expression, op: OpOf<'softmax'>): Expression {
  const { lengths } = index
  const rows = 2 ** op.tableBits
  let row = index
  let place: Expression | null = null
  if (op.segment > 0) {
    const { limbs, rest } = limbsOf(builder, id, 'place', index, evenWidths(op.segment))
    place = limbs
    row = rest
  }
  const roles = op.segment > 0 ? ['base', 'slope'] : ['base']
  const sources = roles.map(role => builder.parameterSource(id, `table ${role}`, [rows]))
  const columns = roles.map(role => whole(builder.column(id, role, lengths), lengths))
  builder.fill({ kind: 'rows', op: id, roles, index: row, sources })
  builder.lookup({ op: id, what: 'table', table: builder.parameterTable(rows, sources), entries: [row, ...columns] })
  const products: Product[] = place === null ? [] : [elementwise(columns[1]!, place)]
  if (op.fraction === 0)
    return place === null ? columns[0]! : defined(builder, id, 'exponential', columns[0]!, products)
  const widths = [evenWidths(op.fraction), evenWidths(WIDEST - Math.max(op.fraction, op.shift))] as const
  const rounded = sum(columns[0]!, constant(2 ** (op.fraction - 1), lengths))
  const limbs = inLimbs(builder, id, 'exponential', rounded, widths.flat(), products)
  return joined(limbs.slice(widths[0].length), widths[1])
}
