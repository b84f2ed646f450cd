// Integers wider than the field, as limbs of 8 bits along the last axis, the lowest first, and sums of their products that
// are zero (spec/proof.md, "Wide integers").
//
// A sum of positions p_k 2^(8k) is zero where carries c_k are with p_k + c_(k-1) = 2^8 c_k and none is left at the end.
// Positions are integers of a bound, carries lie in a range by lookup, so that each step holds over the integers. A
// sum is zero modulo 2^b where the last carry, times what is left of b, is anything in that range.

import { bitsFor } from '../eq.ts'
import {
  constant,
  type Expression,
  gathered,
  type Product,
  reshaped,
  scaled,
  sum,
  weighed,
  whole,
} from '../system/index.ts'
import { digits, pick } from './along.ts'
import type { Builder } from './builder.ts'
import { inRange } from './limbs.ts'

export const LIMB_BITS = 8
const BASE = 2 ** LIMB_BITS

/** Expression and products at positions along the last axis. */
export interface Positions {
  readonly expression: Expression
  readonly products: readonly Product[]
}

const axisOf = ({ lengths }: Expression): number => lengths.length - 1
const countOf = ({ lengths }: Expression): number => lengths.at(-1)!

/** Limbs at `count` positions, from `offset` on; limbs beyond them are left out. */
export function placed(limbs: Expression, count: number, offset = 0): Expression {
  const own = countOf(limbs)
  const index = Int32Array.from({ length: count }, (_, k) => (k >= offset && k - offset < own ? k - offset : -1))
  return gathered(limbs, axisOf(limbs), index)
}

/** Digits of an integer that is not negative. */
export function digitsOf(value: bigint): number[] {
  const out: number[] = []
  for (let rest = value; rest > 0n; rest >>= BigInt(LIMB_BITS)) out.push(Number(rest & BigInt(BASE - 1)))
  return out
}

/** An integer at `count` positions; digits beyond them are left out. */
export function fixed(value: bigint, lead: readonly number[], count: number): Expression {
  const sign = value < 0n ? -1 : 1
  const all = digitsOf(value < 0n ? -value : value).slice(0, count)
  return digits(
    Array.from({ length: count }, (_, k) => sign * (all[k] ?? 0)),
    lead,
  )
}

/** Limbs times an integer, at `count` positions. */
export function timesFixed(limbs: Expression, value: bigint, count: number): Expression {
  const sign = value < 0n ? -1 : 1
  const parts = digitsOf(value < 0n ? -value : value).map((digit, j) => scaled(placed(limbs, count, j), sign * digit))
  return sum(constant(0, [...limbs.lengths.slice(0, -1), count]), ...parts)
}

/** The product of two wide integers, at `count` positions. */
export function timesWide(a: Expression, b: Expression, count: number, coefficient = 1): Product {
  const lead = a.lengths.slice(0, -1)
  const [n, m] = [countOf(a), countOf(b)]
  // b_(k - i) at [k, i].
  const index = Int32Array.from({ length: count * n }, (_, at) => {
    const from = Math.floor(at / n) - (at % n)
    return from >= 0 && from < m ? from : -1
  })
  const shifted = reshaped(gathered(b, axisOf(b), index), [...lead, count, n])
  const shared = lead.map((_, axis) => axis)
  const axes = shared.map(axis => ({ of: 'sum', axis }) as const)
  const along = { of: 'sum', axis: lead.length } as const
  return {
    coefficient,
    sums: [...lead, n],
    shared: [...shared, -1],
    factors: [
      { expression: a, axes: [...axes, along] },
      { expression: shifted, axes: [...axes, { of: 'relation', axis: lead.length }, along] },
    ],
  }
}

/** A column of limbs, each looked up in its range; the highest has `lastBits`. */
export function wideColumn(
  builder: Builder,
  op: number,
  role: string,
  lead: readonly number[],
  count: number,
  lastBits = LIMB_BITS,
): Expression {
  const lengths = [...lead, count]
  const column = whole(builder.column(op, role, lengths), lengths)
  const look = (what: string, entry: Expression, bits: number): void =>
    builder.lookup({ op, what, table: builder.table([2 ** bits, [0, 1]]), entries: [entry] })
  if (count > 1 || lastBits === LIMB_BITS) look(role, column, LIMB_BITS)
  if (lastBits < LIMB_BITS) look(`${role} highest`, pick(column, count - 1), lastBits)
  return column
}

/**
 * The positions' sum is zero, or, where `lastBits` is given, zero modulo what the positions hold with the last of so many
 * bits. `most`: a bound of their magnitudes.
 */
export function zeroSum(
  builder: Builder,
  op: number,
  what: string,
  { expression, products }: Positions,
  most: number,
  lastBits: number | null = null,
): void {
  const lead = expression.lengths.slice(0, -1)
  const axis = lead.length
  const count = countOf(expression)
  const carries = lastBits === null ? count - 1 : count
  const none = constant(0, expression.lengths)
  let carried = none
  if (carries > 0) {
    // |c| <= (most + |c|) / 2^(bits of a limb, or of the last).
    const least = 2 ** Math.min(LIMB_BITS, lastBits ?? LIMB_BITS)
    const bits = 1 + bitsFor(Math.ceil((most + Math.ceil(most / (BASE - 1))) / least) + 2)
    if (bits > 21) throw new RangeError(`${what}: positions up to ${most}`)
    const lengths = [...lead, carries]
    const role = `${what} carries`
    const carry = whole(builder.column(op, role, lengths), lengths)
    builder.fill({ kind: 'carries', op, role, expression, products, bits: LIMB_BITS, lastBits })
    inRange(builder, op, `${role} range`, sum(carry, constant(2 ** (bits - 1), lengths)), bits)
    const weights = Int32Array.from({ length: carries }, (_, k) =>
      lastBits !== null && k === carries - 1 ? 2 ** lastBits : BASE,
    )
    carried = sum(placed(carry, count, 1), scaled(placed(weighed(carry, axis, weights), count), -1))
  }
  builder.relation(op, what, sum(expression, carried), products)
}

/** A wide integer that a prover fills so that it, times `sign`, makes the positions zero. */
export function solved(
  builder: Builder,
  op: number,
  role: string,
  positions: Positions,
  count: number,
  most: number,
  { sign = -1, lastBits = LIMB_BITS, isModular = false } = {},
): Expression {
  const { expression, products } = positions
  const lead = expression.lengths.slice(0, -1)
  const column = wideColumn(builder, op, role, lead, count, lastBits)
  builder.fill({ kind: 'digits', op, role, expression, products, negated: sign > 0, bits: LIMB_BITS, lastBits })
  const all = sum(expression, scaled(placed(column, countOf(expression)), sign))
  zeroSum(builder, op, `${role} sum`, { expression: all, products }, most + BASE, isModular ? lastBits : null)
  return column
}
