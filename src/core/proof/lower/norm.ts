// norm (spec/proof.md, "Norms"). What a line shares is in wide integers: V from three sums of squares and the sum of
// the values, k and R by R^2 <= V 4^k < (R + 1)^2 with R in [2^30, 2^31), the inverse by inverse R <= 2^48 < (inverse + 1) R.
//
// For each element, with the inverse and e made larger by 2^g so that e is at least mu, of which the quotient knows nothing:
//
//     u inverse + 2^(e-1) = 2^e Y + low,    0 <= low < 2^e,    u = D x - A
//
// As V is right, |u inverse| is at most sqrt(D) 2^(e+q) (1 + 2^-20), so that the sides differ by less than p 2^mu, for the
// mu of this line's length, widths and epsilon. They are equal modulo p, and modulo 2^mu, where 2^e Y is nothing:
//
//     x0 J0 + x1 J1 - K - (low modulo 2^mu) = 2^mu z,    x = x0 + 2^h x1
//
// J0, J1 and K are D inverse, 2^h D inverse and A inverse - 2^(e-1) modulo 2^mu, which each line has once.

import { refuse } from '../../errors/index.ts'
import { nameOf } from '../../graph/index.ts'
import { bitsFor } from '../eq.ts'
import {
  constant,
  type Expression,
  gathered,
  type Product,
  repeated,
  scaled,
  sum,
  summed,
  whole,
} from '../system/index.ts'
import { alongLine, lineOf, pick, timesLine } from './along.ts'
import type { Builder, Stretch } from './builder.ts'
import type { Lowerings, OpOf } from './context.ts'
import { type Functions, functionsOf, inField, powerOfTwo, powers } from './functions.ts'
import { evenWidths, inRange, joined } from './limbs.ts'
import { elementwise } from './products.ts'
import { quotientsWithin, requantize } from './requantize.ts'
import { fixed, LIMB_BITS, placed, solved, timesFixed, timesWide, wideColumn } from './wide.ts'

const ROOT_BITS = 31
const INVERSE_EXPONENT = 48
const INVERSE_BITS = 19
/** Limbs of V, R, the inverse; of R^2 <= V 4^k and of inverse R <= 2^48. */
const [V_LIMBS, R_LIMBS, INVERSE_LIMBS, ROOT_POSITIONS, INVERSE_POSITIONS] = [7, 4, 3, 14, 7]
/** Offsets of signed sums, so that they have limbs. */
const SQUARES_OFFSET = 29
const SUM_OFFSET = 27
const MODULUS = 2 ** 31 - 1
/** Bits of the limbs of what a line's shift leaves. */
const KEYED_BITS = 8

const bitsOf = (value: bigint): number => value.toString(2).length
const limbsFor = (bits: number): number => Math.ceil(bits / LIMB_BITS)

export const norm: Lowerings<'norm'> = {
  norm(op, { builder, id, inputs, lengths, run }) {
    const x = inputs[0]!
    const { bits } = run.graph.ops[op.inputs[0]!]!
    const plan = planOf(op, lengths.at(-1)!, bits)
    const { most, mu, keyed, half: h, isSplit } = plan
    if (op.lo > most) return constant(op.lo, lengths)
    if (op.hi < -most) return constant(op.hi, lengths)
    if (plan.magnitude >= MODULUS) refuse('proof_unsupported', `${nameOf(op, id)}: lines too long for their width`)
    const last = lengths.length - 1

    const limbs = isSplit ? splitOf(builder, id, x, bits, h) : [x]
    const total = op.centre ? summed(x, last) : null
    const shared = lineOfNorm(builder, id, op, plan, limbs, total, lengths.at(-1)!)

    // Y, and what its shift leaves in limbs: those of the lowest mu bits, and those that the line's shift bounds.
    const quotient = whole(builder.column(id, 'quotient', lengths), lengths)
    const fixedWidths = mu === 0 ? [] : evenWidths(mu)
    const keyedWidths = keyed === 0 ? [] : evenWidths(keyed, KEYED_BITS)
    const restWidths = [...fixedWidths, ...keyedWidths]
    const rests = restWidths.map((_, i) => whole(builder.column(id, `rest ${i}`, lengths), lengths))
    const length = lengths[last]!
    const deviation = sum(scaled(x, length), ...(total === null ? [] : [scaled(repeated(total, lengths), -1)]))
    builder.fill({
      kind: 'normalized',
      op: id,
      ...{ deviation, inverse: shared.inverse, bits: LIMB_BITS, exponent: shared.exponent, restWidths },
    })
    let place = 0
    restWidths.forEach((width, i) => {
      const entry = rests[i]!
      if (i < fixedWidths.length)
        builder.lookup({ op: id, what: `rest ${i}`, table: builder.table([2 ** width, [0, 1]]), entries: [entry] })
      else {
        const from = place - mu
        const rows = Array.from(
          { length: keyed + 1 },
          (_, j): Stretch => [2 ** Math.min(width, Math.max(0, j - from)), [j, 0], [0, 1]],
        )
        const key = repeated(shared.key, lengths)
        builder.lookup({ op: id, what: `rest ${i}`, table: builder.table(...rows), entries: [key, entry] })
      }
      place += width
    })
    const rest = sum(
      constant(0, lengths),
      ...rests.map((limb, i) =>
        scaled(limb, powerOfTwo(restWidths.slice(0, i).reduce((all, width) => all + width, 0))),
      ),
    )
    builder.relation(
      id,
      'normalized modulo the field',
      sum(repeated(inField(shared.halves, LIMB_BITS), lengths), scaled(rest, -1)),
      [
        timesLine(deviation, inField(shared.inverse, LIMB_BITS)),
        timesLine(quotient, inField(shared.halves, LIMB_BITS, 1), -1),
      ],
    )
    if (mu > 0) {
      const low = joined(rests.slice(0, fixedWidths.length), fixedWidths)
      const products = limbs.map((limb, i) => timesLine(limb, shared.factors[i]!))
      const z = whole(builder.column(id, 'carry', lengths), lengths)
      const expression = sum(scaled(repeated(shared.offset, lengths), -1), scaled(low, -1))
      builder.relation(id, 'normalized modulo a power', sum(expression, scaled(z, -(2 ** mu))), products)
      builder.fill({ kind: 'value', op: id, role: 'carry', expression, products, divisor: 2 ** mu })
      inRange(builder, id, 'carry limb', sum(z, constant(2 ** (plan.carryBits - 1), lengths)), plan.carryBits)
    }
    return requantize(builder, id, quotient, [], { ...op, shift: 0 }, 'y', quotientsWithin(-most, most))
  },
}

export interface Plan {
  /** |Y| is at most this. */
  readonly most: number
  readonly mu: number
  /** e - mu is at most this. */
  readonly keyed: number
  /** Of each k, from the least: e, and by how much it was enlarged. */
  readonly exponents: readonly number[]
  readonly enlarged: readonly number[]
  readonly least: number
  /** Bits of the lower limb of x, where it is in two. */
  readonly half: number
  readonly isSplit: boolean
  readonly carryBits: number
  /** Of the integers of the relation modulo 2^mu. */
  readonly magnitude: number
}

/** What is known of lines of a length and a width beforehand. */
export function planOf(op: Pick<OpOf<'norm'>, 'epsilon' | 'fraction'>, length: number, bits: number): Plan {
  const epsilon = BigInt(op.epsilon)
  const largest = BigInt(length) ** 2n * 2n ** BigInt(2 * bits - 2) + epsilon
  const exponentOf = (v: bigint): number => Math.floor((2 * ROOT_BITS - bitsOf(v)) / 2)
  const least = exponentOf(largest)
  const greatest = exponentOf(epsilon > 1n ? epsilon : 1n)
  const real = Array.from({ length: greatest - least + 1 }, (_, i) => INVERSE_EXPONENT - op.fraction - (least + i))
  const root = Math.sqrt(length) * 2 ** op.fraction * (1 + 2 ** -20)
  const most = Math.ceil(root) + 1
  // What the excess of Y's clamp may have above `most`.
  const slack =
    2 **
    quotientsWithin(-most, most)
      .widths.slice(0, -1)
      .reduce((all, width) => all + width, 0)
  const sides = (root + most + slack + 3) * 2 ** real[0]!
  let mu = 0
  while (sides >= MODULUS * 2 ** mu) mu++
  const exponents = real.map(e => Math.max(e, mu))
  const enlarged = exponents.map((e, i) => e - real[i]!)
  const half = Math.ceil(bits / 2)
  const magnitudeOf = (x: number): { carryBits: number; magnitude: number } => {
    // |K| and the lower bits are at most 2^mu each.
    const carryBits = 1 + bitsFor(Math.ceil(x / 2) + 3)
    return { carryBits, magnitude: (x / 2 + 2 + 2 ** (carryBits - 1)) * 2 ** mu }
  }
  const whole = magnitudeOf(2 ** (bits - 1))
  const isSplit = length * 2 ** (2 * bits - 2) >= 2 ** SQUARES_OFFSET || whole.magnitude >= MODULUS
  return {
    ...{ most, mu, keyed: exponents[0]! - mu, exponents, enlarged, least, half, isSplit },
    ...(isSplit ? magnitudeOf(2 ** (half - 1) + 2 ** (bits - 1 - half)) : whole),
  }
}

/** x = x0 + 2^h x1, x0 in [-2^(h-1), 2^(h-1)). */
function splitOf(builder: Builder, id: number, x: Expression, bits: number, h: number): [Expression, Expression] {
  const { lengths } = x
  const upper = whole(builder.column(id, 'upper', lengths), lengths)
  const size = 2 ** h
  const most = 2 ** Math.max(0, bits - 1 - h)
  builder.fill({
    kind: 'value',
    op: id,
    role: 'upper',
    ...{ expression: sum(x, constant(size / 2, lengths)), products: [], divisor: size },
  })
  const lower = sum(x, scaled(upper, -size))
  builder.lookup({ op: id, what: 'upper', table: builder.table([2 * most + 1, [-most, 1]]), entries: [upper] })
  builder.lookup({ op: id, what: 'lower', table: builder.table([size, [-size / 2, 1]]), entries: [lower] })
  return [lower, upper]
}

interface Shared {
  /** The inverse, enlarged. */
  readonly inverse: Expression
  /** Limbs of 2^(e-1). */
  readonly halves: Expression
  readonly exponent: Expression
  /** e - mu. */
  readonly key: Expression
  /** J0, J1 and K. */
  readonly factors: readonly Expression[]
  readonly offset: Expression
}

function lineOfNorm(
  builder: Builder,
  id: number,
  op: OpOf<'norm'>,
  { mu, half: h, exponents, enlarged, least, isSplit }: Plan,
  limbs: readonly Expression[],
  total: Expression | null,
  length: number,
): Shared {
  const line = lineOf(limbs[0]!.lengths)
  const lead = line.slice(0, -1)
  const none = (count: number): Expression => constant(0, [...lead, count])
  const d = BigInt(length)

  /** Limbs of a value of each line that the field holds. */
  const inBytes = (
    role: string,
    expression: Expression,
    products: readonly Product[],
    lastBits: number,
  ): Expression => {
    const column = wideColumn(builder, id, role, lead, R_LIMBS, lastBits)
    builder.relation(id, role, sum(expression, scaled(inField(column, LIMB_BITS), -1)), products)
    builder.fill({
      kind: 'digits',
      op: id,
      ...{ role, expression, products, negated: false, bits: LIMB_BITS, lastBits },
    })
    return column
  }

  // V = D * squares - A^2 + E, and 1 for 0.
  const pairs: readonly (readonly [number, number, number])[] = isSplit
    ? [
        [0, 0, 0],
        [0, 1, h + 1],
        [1, 1, 2 * h],
      ]
    : [[0, 0, 0]]
  const count = Math.max(8, R_LIMBS + limbsFor(bitsOf(d << BigInt(2 * h))))
  let known = BigInt(op.epsilon)
  let variance = none(count)
  for (const [i, j, shift] of pairs) {
    const offset = constant(2 ** SQUARES_OFFSET, line)
    const column = inBytes(`squares ${i}${j}`, offset, [alongLine(limbs[i]!, limbs[j]!)], 6)
    const factor = d << BigInt(shift)
    variance = sum(variance, timesFixed(column, factor, count))
    known -= factor << BigInt(SQUARES_OFFSET)
  }
  const products: Product[] = []
  let sums: Expression | null = null
  if (total !== null) {
    sums = inBytes('sum', sum(total, constant(2 ** SUM_OFFSET, line)), [], 5)
    products.push(timesWide(sums, sums, count, -1))
    variance = sum(variance, timesFixed(sums, 2n ** BigInt(SUM_OFFSET + 1), count))
    known -= 2n ** BigInt(2 * SUM_OFFSET)
  }
  variance = sum(variance, fixed(known, lead, count))
  let isZero: Expression | null = null
  if (op.epsilon === 0) {
    isZero = whole(builder.column(id, 'zero', line), line)
    builder.lookup({ op: id, what: 'zero', table: builder.table([2, [0, 1]]), entries: [isZero] })
    builder.fill({ kind: 'isZero', op: id, role: 'zero', expression: variance, products, bits: LIMB_BITS })
    variance = sum(variance, placed(isZero, count))
  }
  const v = solved(builder, id, 'variance', { expression: variance, products }, V_LIMBS, 2 ** 21)
  if (isZero !== null) {
    // Then V is 1: its lowest limb, and twice all others, are 1 together.
    const others = gathered(
      v,
      lead.length,
      Int32Array.from({ length: V_LIMBS - 1 }, (_, i) => i + 1),
      V_LIMBS - 1,
    )
    const all = sum(pick(v, 0), scaled(others, 2), constant(-1, line))
    builder.relation(id, 'one for zero', none(1), [elementwise(isZero, all)])
  }

  const exponent = whole(builder.column(id, 'exponent', line), line)
  const root = wideColumn(builder, id, 'root', lead, R_LIMBS)
  const top = 2 ** (ROOT_BITS - 1 - LIMB_BITS * (R_LIMBS - 1))
  const rootTop = builder.table([top, [top, 1]])
  builder.lookup({ op: id, what: 'root highest', table: rootTop, entries: [pick(root, R_LIMBS - 1)] })
  builder.fill({ kind: 'root', op: id, variance: v, least, bits: LIMB_BITS })

  // What k gives: 4^k, 2^(e-1), e - mu, e; 2^g; 2^(e-1) modulo 2^mu.
  const muLimbs = limbsFor(mu)
  const mostEnlarged = Math.max(...enlarged)
  const groups: Functions[] = [
    powers(
      exponents.map((_, i) => 2 * (least + i)),
      LIMB_BITS,
      8,
    ),
    powers(
      exponents.map(e => e - 1),
      LIMB_BITS,
      limbsFor(Math.max(...exponents)),
    ),
    [exponents.map(e => e - mu), exponents],
    mostEnlarged === 0 ? [] : powers(enlarged, LIMB_BITS, limbsFor(mostEnlarged + 1)),
    powers(
      exponents.map(e => (e === mu ? e - 1 : null)),
      LIMB_BITS,
      muLimbs,
    ),
  ]
  const functions = functionsOf(builder, id, 'powers', exponent, groups.flat())
  let start = 0
  const [fours, halves, exponentOf, enlarging, halfModulo] = groups.map(group => {
    const index = Int32Array.from(group, (_, i) => start + i)
    start += group.length
    return gathered(functions, lead.length, index)
  }) as [Expression, Expression, Expression, Expression, Expression]

  const squared = [timesWide(v, fours, ROOT_POSITIONS), timesWide(root, root, ROOT_POSITIONS, -1)]
  const rootRest = solved(
    builder,
    id,
    'root rest',
    { expression: none(ROOT_POSITIONS), products: squared },
    R_LIMBS,
    2 ** 19,
  )
  const rootRoom = sum(scaled(root, 2), scaled(rootRest, -1))
  solved(builder, id, 'root room', { expression: rootRoom, products: [] }, R_LIMBS, 2 ** 10)

  const inverse = wideColumn(builder, id, 'inverse', lead, INVERSE_LIMBS)
  builder.fill({ kind: 'inverse', op: id, root, bits: LIMB_BITS })
  const inverted = {
    expression: fixed(2n ** BigInt(INVERSE_EXPONENT), lead, INVERSE_POSITIONS),
    products: [timesWide(inverse, root, INVERSE_POSITIONS, -1)],
  }
  const inverseRest = solved(builder, id, 'inverse rest', inverted, R_LIMBS, 2 ** 18)
  const inverseRoom = sum(root, fixed(-1n, lead, R_LIMBS), scaled(inverseRest, -1))
  solved(builder, id, 'inverse room', { expression: inverseRoom, products: [] }, R_LIMBS, 2 ** 10)

  let wide = inverse
  if (mostEnlarged > 0) {
    const own = limbsFor(INVERSE_BITS + mostEnlarged)
    const positions = Math.max(own, INVERSE_LIMBS + enlarging.lengths.at(-1)! - 1)
    const enlargedBy = { expression: none(positions), products: [timesWide(inverse, enlarging, positions)] }
    wide = solved(builder, id, 'enlarged inverse', enlargedBy, own, 2 ** 16)
  }

  const shared = { inverse: wide, halves, exponent: pick(exponentOf, 1), key: pick(exponentOf, 0) }
  if (mu === 0) return { ...shared, factors: [], offset: none(1) }
  /** A wide integer modulo 2^mu, within half of it. */
  const residue = (role: string, expression: Expression, products: readonly Product[]): Expression => {
    const lastBits = mu - LIMB_BITS * (muLimbs - 1)
    const moved = sum(expression, fixed(2n ** BigInt(mu - 1), lead, muLimbs))
    const column = solved(builder, id, role, { expression: moved, products }, muLimbs, 2 ** 20, {
      lastBits,
      isModular: true,
    })
    return sum(inField(column, LIMB_BITS), constant(-(2 ** (mu - 1)), line))
  }
  const factors = limbs.map((_, i) => residue(`factor ${i}`, timesFixed(wide, d << BigInt(i * h), muLimbs), []))
  if (sums === null) return { ...shared, factors, offset: scaled(inField(halfModulo, LIMB_BITS), -1) }
  const offset = residue(
    'offset',
    sum(timesFixed(wide, -(2n ** BigInt(SUM_OFFSET)), muLimbs), scaled(halfModulo, -1)),
    [timesWide(sums, wide, muLimbs)],
  )
  return { ...shared, factors, offset }
}
