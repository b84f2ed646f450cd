// attention (spec/proof.md, "Attention"). Scores of all pairs of rows are columns, also where row j comes behind row t;
// there they count for nothing.
//
// *Scores.* c is the quotient of a score, lo and hi its clamp within 31 - s bits. For each pair
//
//     acc + half = 2^s c + low,    c = m - d - v
//
// m is the line's largest score, d the distance that the table is asked for, v what is beyond. `reach` U is
// min(m - lo, 2^n - 1). Flags say which it is: `end`: d = U and v >= 0; `top`: d = 0 and v = 0, or v <= 0 where the line is
// `beyond`, which means that m = hi; neither: v = 0. So d = min(m - s_j, 2^n - 1) if no s_j is above m, which follows as
// c > m needs m = hi; and one is m where a top is counted, or all are where m = lo and the line is `least`.
//
// Where v is not negative, c = lo + (m - lo - U) - v must not be so low that the field takes it for a high one: with
// depth = m - lo - U + lo + 2^(30-s) in the same limbs as v, the highest limb of v is at most that of the depth, so that
// c >= -2^(30-s) - 2^(23-s), and the sides differ by less than p.
//
// *Scale.* a is the one for which S lies in [2^(L-1), 2^L), L = a + 16 - B. r S + left = 2^(L+13) with 0 <= left <= S and
// r < 2^14: the left side is below 2^45, and equal modulo p and modulo 2^15. That is one r: where S is a power of two
// floor(2^(L+13) / S) is 2^14, and r the number below, with left = S; elsewhere left = S never comes.
//
// *Means.* A + half = 2^a t + low, t within 31 - a signed bits: tables of (a, limb).

import type { AttentionOp } from '../../graph/index.ts'
import { bitsFor } from '../eq.ts'
import {
  type Axis,
  constant,
  type Expression,
  gathered,
  type Product,
  repeated,
  reshaped,
  scaled,
  sum,
  summed,
  whole,
} from '../system/index.ts'
import { alongLine, timesLine } from './along.ts'
import type { Builder, Stretch } from './builder.ts'
import type { Lowerings } from './context.ts'
import { functionsOf, inField, powers } from './functions.ts'
import { defined, evenWidths, flag, inLimbs, inRange, joined } from './limbs.ts'
import { elementwise } from './products.ts'
import { quotientsWithin, requantize } from './requantize.ts'

/** Bits that the lower limbs of what is beyond have, with the score's shift: 2^23 is less than the bound's slack. */
const SLACK_BITS = 23
/** Bits of the mean's sum, of its inverse, of shifts' powers. */
const MEAN_BITS = 16
const INVERSE_BITS = 14
const MOST_SHIFT = 18
const WIDEST = 30
/** Bits of the lower limbs of t and of what its shift leaves. */
const QUOTIENT_BITS = 9
const REST_BITS = 8
/** Limbs of powers of two. */
const LIMB = 8

const relation = (axis: number): Axis => ({ of: 'relation', axis })
const summedOver = (axis: number): Axis => ({ of: 'sum', axis })
const none = (lengths: readonly number[]): Expression => ({ lengths, parts: [] })

export const attention: Lowerings<'attention'> = {
  attention(op, { builder, id, inputs, lengths, run }) {
    const [rows, heads, values] = lengths as [number, number, number]
    const q = inputs[0]!
    const groups = inputs[1]!.lengths[1]!
    const group = Int32Array.from({ length: heads }, (_, head) => Math.floor((head * groups) / heads))
    const [k, v] = inputs.slice(1).map(input => gathered(input, 1, group)) as [Expression, Expression]
    const square = [rows, heads, rows]
    const size = q.lengths[2]!
    const products: Product[] = [
      {
        coefficient: 1,
        sums: [heads, size],
        shared: [1, -1],
        factors: [
          { expression: q, axes: [relation(0), summedOver(0), summedOver(1)] },
          { expression: k, axes: [relation(2), summedOver(0), summedOver(1)] },
        ],
      },
    ]
    const distance = distances(builder, id, op, products, square)

    const source = builder.parameterSource(id, 'table base', [2 ** op.tableBits])
    const exponential = whole(builder.column(id, 'exponential', square), square)
    builder.fill({ kind: 'rows', op: id, roles: ['exponential'], index: distance, sources: [source] })
    const table = builder.parameterTable(2 ** op.tableBits, [source])
    builder.lookup({ op: id, what: 'table', table, entries: [distance, exponential] })
    const weight = defined(builder, id, 'weight', none(square), [
      {
        coefficient: 1,
        sums: [rows, rows],
        shared: [0, 2],
        factors: [
          { expression: exponential, axes: [summedOver(0), relation(1), summedOver(1)] },
          { expression: builder.triangle(rows), axes: [summedOver(0), summedOver(1)] },
        ],
      },
    ])

    const valueBits = run.graph.ops[op.inputs[2]!]!.bits
    const { shift, power, half, inverse } = scaleOf(builder, id, summed(weight, 2), valueBits)
    const sums: Product = {
      coefficient: 1,
      sums: [heads, rows],
      shared: [1, -1],
      factors: [
        { expression: weight, axes: [relation(0), summedOver(0), summedOver(1)] },
        { expression: v, axes: [summedOver(1), summedOver(0), relation(2)] },
      ],
    }
    const t = means(builder, id, repeated(half, lengths), [sums], shift, power)
    const last = { shift: MEAN_BITS + INVERSE_BITS - 1 - valueBits - op.fraction, lo: op.lo, hi: op.hi }
    return requantize(builder, id, constant(0, [rows, heads, values]), [timesLine(t, inverse)], last)
  },
}

/** Of each pair of rows how far its score lies below the largest, as the table is asked. */
function distances(
  builder: Builder,
  id: number,
  op: AttentionOp,
  products: readonly Product[],
  square: readonly number[],
): Expression {
  const [rows, heads] = square as [number, number, number]
  const line = [rows, heads, 1]
  const shift = op.scoreShift
  const bound = 2 ** (WIDEST - shift)
  const lo = Math.max(op.scoreLo, -bound)
  const hi = Math.min(op.scoreHi, bound - 1)
  // All scores are the same.
  if (lo >= hi) return constant(0, square)
  const size = 2 ** shift
  const half = shift === 0 ? 0 : size / 2
  const accumulator = constant(half, square)
  const scores = { accumulator, products, shift, lo }
  const isAbove = hi < bound - 1

  const column = (role: string, lengths: readonly number[]): Expression =>
    whole(builder.column(id, role, lengths), lengths)
  const largest = column('largest', line)
  const beyond = isAbove ? flag(builder, id, 'beyond', line) : null
  const least = flag(builder, id, 'least', line)
  builder.fill({ kind: 'largestScore', op: id, scores, hi })
  const height = sum(largest, constant(-lo, line))
  const depthOfHi = sum(constant(hi, line), scaled(largest, -1))
  const bits = bitsFor(hi - lo + 1)
  inRange(builder, id, 'largest from the least', height, bits)
  inRange(builder, id, 'largest to the most', depthOfHi, bits)
  if (beyond !== null) builder.relation(id, 'beyond the most', none(line), [elementwise(beyond, depthOfHi)])
  builder.relation(id, 'least of all', none(line), [elementwise(least, height)])

  const furthest = 2 ** op.tableBits - 1
  const isCut = hi - lo > furthest
  const reach = isCut
    ? requantize(builder, id, height, [], { shift: 0, lo: 0, hi: furthest }, 'reach', quotientsWithin(0, hi - lo))
    : height
  const depth = sum(height, scaled(reach, -1), constant(lo + bound, line))

  // Limbs of what is beyond: the lower ones, and the highest, which is compared with that of the depth.
  const lower = evenWidths(SLACK_BITS - shift, 11)
  const place = SLACK_BITS - shift
  const mostDepth = Math.max(0, hi - lo - furthest) + lo + bound
  const top = (most: number): number => Math.floor(most / 2 ** place)
  const depthBits = Math.max(1, bitsFor(top(mostDepth) + 2))
  const depths = inLimbs(builder, id, 'depth', depth, [...lower, depthBits])

  const distance = column('distance', square)
  const end = column('end', square)
  const upper = column('top', square)
  const restWidths = shift === 0 ? [] : evenWidths(shift)
  const excess = [...lower, 0].map((_, i) => column(`excess ${i}`, square))
  const rest = restWidths.map((_, i) => column(`rest ${i}`, square))
  builder.fill({ kind: 'scores', op: id, scores, largest, reach, excessWidths: lower, restWidths })

  const state = sum(
    repeated(reshaped(builder.triangle(rows), [rows, 1, rows]), square),
    ...(beyond === null ? [] : [scaled(repeated(beyond, square), 2)]),
  )
  excess.forEach((limb, i) => {
    const isTop = i === lower.length
    const count = (most: number): number => (isTop ? top(most) + 1 : 2 ** lower[i]!)
    const stretches = (beyond === null ? [0] : [0, 2]).flatMap((line): Stretch[] => [
      // Behind the row: anything, as the score may be above the largest.
      [count(bound - 1 - lo), [line, 0], [0, 0], [0, 0], [0, -1]],
      [count(mostDepth), [line, 0], [0, 0], [1, 0], [0, 1]],
      [1, [line + 1, 0], [0, 0], [0, 0], [0, 0]],
      [count(mostDepth), [line + 1, 0], [0, 0], [1, 0], [0, 1]],
      [line === 0 ? 1 : count(bound - 1 - hi), [line + 1, 0], [1, 0], [0, 0], [0, -1]],
    ])
    builder.lookup({
      op: id,
      what: `excess ${i}`,
      table: builder.table(...stretches),
      entries: [state, upper, end, limb],
    })
  })
  const mostTop = 2 ** depthBits + top(bound - 1 - lo) + 1
  builder.lookup({
    op: id,
    what: 'excess within the depth',
    table: builder.table([mostTop, [0, 1]]),
    entries: [sum(repeated(depths.at(-1)!, square), scaled(excess.at(-1)!, -1))],
  })
  builder.lookup({
    op: id,
    what: 'within reach',
    table: builder.table([furthest + 1, [0, 0], [0, 1]], [1, [1, 0], [0, 0]]),
    entries: [end, sum(repeated(reach, square), scaled(distance, -1))],
  })
  builder.relation(id, 'tops are largest', none(line), [alongLine(upper, distance)])
  inRange(builder, id, 'tops', sum(summed(upper, 2), least, constant(-1, line)), bitsFor(rows + 1))

  rest.forEach((limb, i) => {
    builder.lookup({ op: id, what: `rest ${i}`, table: builder.table([2 ** restWidths[i]!, [0, 1]]), entries: [limb] })
  })
  const widths = [...lower, 0]
  const quotient = sum(repeated(largest, square), scaled(distance, -1), scaled(joined(excess, widths), -1))
  builder.relation(
    id,
    'scores',
    sum(accumulator, scaled(quotient, -size), ...(rest.length === 0 ? [] : [scaled(joined(rest, restWidths), -1)])),
    products,
  )
  return distance
}

/** From S of each line: a, 2^a, half of it (0 for a = 0), r. */
function scaleOf(
  builder: Builder,
  id: number,
  total: Expression,
  valueBits: number,
): { shift: Expression; power: Expression; half: Expression; inverse: Expression } {
  const line = total.lengths
  const shift = whole(builder.column(id, 'shift', line), line)
  const inverse = whole(builder.column(id, 'inverse', line), line)
  const left = whole(builder.column(id, 'left', line), line)
  builder.fill({ kind: 'meanScale', op: id, total, valueBits })
  const shifts = Array.from({ length: MOST_SHIFT + 1 }, (_, a) => a)
  const limbs = Math.floor(MOST_SHIFT / LIMB) + 1
  const both = functionsOf(builder, id, 'powers', shift, [
    ...powers(shifts, LIMB, limbs),
    ...powers(
      shifts.map(a => (a === 0 ? null : a - 1)),
      LIMB,
      limbs,
    ),
  ])
  const limbsFrom = (from: number): Expression =>
    gathered(
      both,
      2,
      Int32Array.from({ length: limbs }, (_, i) => from + i),
    )
  const power = inField(limbsFrom(0), LIMB)
  const half = inField(limbsFrom(limbs), LIMB)

  const length = MEAN_BITS - valueBits
  inRange(builder, id, 'sum from its least', sum(total, scaled(power, -(2 ** (length - 1)))), WIDEST)
  inRange(
    builder,
    id,
    'sum to its most',
    sum(scaled(power, 2 ** length), scaled(total, -1), constant(-1, line)),
    WIDEST,
  )

  inRange(builder, id, 'inverse limb', inverse, INVERSE_BITS)
  const widths = [8, 7, 8, 7]
  const wide = 2 ** 15
  const sums = inLimbs(builder, id, 'sum', total, widths)
  const lefts = inLimbs(builder, id, 'left limb', left, widths)
  inRange(builder, id, 'left within the sum', sum(total, scaled(left, -1)), WIDEST)
  const [low, high] = [sums.slice(0, 2), sums.slice(2)].map(limbs => joined(limbs, [8, 7])) as [Expression, Expression]
  const lowLeft = joined(lefts.slice(0, 2), [8, 7])
  const one = elementwise(inverse, low)
  builder.relation(
    id,
    'inverse modulo the field',
    sum(left, scaled(inField(limbsFrom(0), LIMB, length + INVERSE_BITS - 1), -1)),
    [one, { ...elementwise(inverse, high), coefficient: wide }],
  )
  const carry = whole(builder.column(id, 'carry', line), line)
  builder.relation(id, 'inverse modulo 2^15', sum(lowLeft, scaled(carry, -wide)), [one])
  builder.fill({ kind: 'value', op: id, role: 'carry', expression: lowLeft, products: [one], divisor: wide })
  inRange(builder, id, 'carry limb', carry, 15)
  return { shift, power, half, inverse }
}

/** Sums rounded by a shift that each line has. */
function means(
  builder: Builder,
  id: number,
  sums: Expression,
  products: readonly Product[],
  shift: Expression,
  power: Expression,
): Expression {
  const { lengths } = sums
  const shifts = repeated(shift, lengths)
  const limb = (role: string, ...stretches: Stretch[]): Expression => {
    const column = whole(builder.column(id, role, lengths), lengths)
    const isKeyed = stretches[0]!.length === 3
    const table = builder.table(...stretches)
    builder.lookup({ op: id, what: role, table, entries: isKeyed ? [shifts, column] : [column] })
    return column
  }
  const all = Array.from({ length: MOST_SHIFT + 1 }, (_, a) => a)
  const lowT = limb('mean low', [2 ** QUOTIENT_BITS, [0, 1]])
  // Up to 2^15, and within 31 - a signed bits.
  const highT = limb(
    'mean high',
    ...all.map((a): Stretch => {
      const most = 2 ** (Math.min(MEAN_BITS - 1, WIDEST - a) - QUOTIENT_BITS)
      return [a < WIDEST - MEAN_BITS + 1 ? 2 * most + 1 : 2 * most, [a, 0], [-most, 1]]
    }),
  )
  const t = sum(lowT, scaled(highT, 2 ** QUOTIENT_BITS))
  const low = limb('mean rest low', ...all.map((a): Stretch => [2 ** Math.min(a, REST_BITS), [a, 0], [0, 1]]))
  const high = limb('mean rest high', ...all.map((a): Stretch => [2 ** Math.max(0, a - REST_BITS), [a, 0], [0, 1]]))
  const rest = sum(low, scaled(high, 2 ** REST_BITS))
  builder.relation(id, 'means', sum(sums, scaled(rest, -1)), [...products, timesLine(t, power, -1)])
  builder.fill({
    kind: 'mean',
    op: id,
    ...{ sums, products, shift, quotientBits: QUOTIENT_BITS, restBits: REST_BITS },
  })
  return t
}
