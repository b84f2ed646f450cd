// attention: scores of a row against all rows up to it, their softmax, and the mean of their values. Normalised after the sum
// over positions, with an exponent that depends on that sum alone. spec/graph.md, "attention".

import { refuse } from '../../errors/index.ts'
import { ACCUMULATOR_BOUND, type AttentionOp, type Interval, MAX_SHIFT, maxOf, minOf, requantize } from '../types.ts'
import { readTable, tableEnd } from '../weights.ts'
import { type OpDefinition, sameShape } from './definition.ts'
import { checkContext } from './positions.ts'
import { MAX_K, magnitude, productInterval, sumLimit } from './product.ts'
import { checkTable, tableInterval } from './table.ts'

/** Widths of v: below them a mean has too few bits, above them its exponent could be negative. */
const LEAST_VALUE_BITS = 4
const MOST_VALUE_BITS = 12
/** Bits of t, the sum brought to its exponent, and of r, the inverse of the exponentials' sum. */
const MEAN_BITS = 16
const INVERSE_BITS = 14

const bitsOf = (n: number): number => 32 - Math.clz32(n)
const roundingOf = (shift: number): number => (shift === 0 ? 0 : 2 ** (shift - 1))

/** How the score is requantized. */
export const scoreOf = (op: AttentionOp) => ({ shift: op.scoreShift, lo: op.scoreLo, hi: op.scoreHi })

/** The last shift: t r stands for the mean of v times 2^(29 - B), B the width of v. */
export const meanShift = (op: AttentionOp, valueBits: number): number =>
  MEAN_BITS + INVERSE_BITS - 1 - valueBits - op.fraction

/** What all values of one head of a row share. */
export interface AttentionScale {
  /** a: t = the sum of exponentials times values, rounded by 2^shift. */
  readonly shift: number
  /** r, of 14 bits: 2^(L + 13) by the sum of the exponentials, L the length of that sum in binary. */
  readonly inverse: number
}

/** `sum` of the exponentials, at least 2^(15 - B) and below 2^31; `valueBits` B. */
export function attentionScale(sum: number, valueBits: number): AttentionScale {
  const length = bitsOf(sum)
  return {
    shift: length - MEAN_BITS + valueBits,
    inverse: Math.min(2 ** INVERSE_BITS - 1, Math.floor(2 ** (length + INVERSE_BITS - 1) / sum)),
  }
}

/**
 * t r over all inputs: t is within half a step of the sum by 2^a, r at most a part of 2^13 below the inverse, so that t r is
 * the mean times 2^(29 - B) but for that part and half of r.
 */
function meanInterval(v: Interval, valueBits: number): Interval {
  const unit = 2 ** (MEAN_BITS + INVERSE_BITS - 1 - valueBits)
  const least = unit - unit / 2 ** (INVERSE_BITS - 1)
  const half = 2 ** (INVERSE_BITS - 1)
  return { lo: v.lo * (v.lo > 0 ? least : unit) - half, hi: v.hi * (v.hi < 0 ? least : unit) + half }
}

export const attention: OpDefinition<'attention'> = {
  kind: 'attention',
  code: 23,
  arity: [3, 3],
  fields: ['context', 'attention', 'table', 'fraction', 'weightOffset'],
  check(op, [q, k, v], fail) {
    checkContext(op, fail)
    for (const [name, { shape }] of Object.entries({ q: q!, k: k!, v: v! }))
      if (shape.length !== 2) fail(`${name} of shape [${shape}], [heads, length] expected`)
    const [heads, length] = q!.shape as [number, number]
    const [groups, values] = v!.shape as [number, number]
    if (!sameShape(k!.shape, [groups, length])) fail(`k of shape [${k!.shape}], [${groups}, ${length}] expected`)
    if (!sameShape(op.shape, [heads, values])) fail(`the output has shape [${heads}, ${values}]`)
    if (heads % groups !== 0) fail(`${groups} heads of k and v do not divide ${heads} of q`)
    if (length > MAX_K) fail(`rows of ${length} values, at most ${MAX_K}`)
    if (v!.bits < LEAST_VALUE_BITS || v!.bits > MOST_VALUE_BITS)
      fail(`v of ${v!.bits} bits, ${LEAST_VALUE_BITS} to ${MOST_VALUE_BITS} expected`)
    checkTable(op, fail)
    if (op.segment !== 0) fail(`a table with a segment of ${op.segment} bits, none expected`)
    if (op.scoreShift < 0 || op.scoreShift > MAX_SHIFT) fail(`score shift ${op.scoreShift} outside 0 to ${MAX_SHIFT}`)
    if (op.scoreLo > op.scoreHi || op.scoreLo < minOf(16) || op.scoreHi > maxOf(16))
      fail(`score clamp [${op.scoreLo}, ${op.scoreHi}] does not fit 16 bits`)
    const shift = meanShift(op, v!.bits)
    if (op.fraction < 0 || shift < 0 || shift > MAX_SHIFT)
      fail(`fraction of ${op.fraction} bits, so a last shift of ${shift}; 0 to ${MAX_SHIFT} expected`)
    if (op.lo > op.hi || op.lo < minOf(op.bits) || op.hi > maxOf(op.bits))
      fail(`clamp [${op.lo}, ${op.hi}] does not fit ${op.bits} bits`)
  },
  weights: op => [op.weightOffset, tableEnd(op)],
  bounds(op, { inputs, inputTypes, norms, weights, what }) {
    const [q, k, v] = inputs as [Interval, Interval, Interval]
    const valueBits = inputTypes[2]!.bits
    const length = inputTypes[0]!.shape[1]!
    const one = productInterval(q, k)
    const limit = sumLimit(norms?.[0], norms?.[1], magnitude(q), magnitude(k))
    const dot = { lo: Math.max(length * one.lo, -limit), hi: Math.min(length * one.hi, limit) }
    const score = scoreOf(op)
    const furthest = Math.min(requantize(dot.hi, score) - requantize(dot.lo, score), 2 ** op.tableBits - 1)
    const table = readTable(weights, op, what)
    const largest = table.base[0]!
    const met = tableInterval(table, 0, 0, furthest)
    if (met.lo < 0 || met.hi > largest)
      refuse('graph_invalid', `${what}: exponentials from ${met.lo} to ${met.hi}, 0 to the first, ${largest}, expected`)
    const least = 2 ** (MEAN_BITS - 1 - valueBits)
    if (largest < least)
      refuse(
        'graph_invalid',
        `${what}: a first exponential of ${largest}, ${least} or more expected for this width of v`,
      )
    const sum = op.context * largest
    // A sum beyond the bound is refused for itself.
    const { shift } = attentionScale(Math.min(sum, ACCUMULATOR_BOUND), valueBits)
    const mean = meanInterval(v, valueBits)
    const last = { shift: meanShift(op, valueBits), lo: op.lo, hi: op.hi }
    const accumulator = Math.max(
      magnitude(dot) + roundingOf(op.scoreShift),
      sum,
      sum * magnitude(v) + roundingOf(shift),
      magnitude(mean) + roundingOf(last.shift),
    )
    // Where v uses its width the bound keeps the shift below 16.
    if (accumulator <= ACCUMULATOR_BOUND && shift > MAX_SHIFT)
      refuse(
        'graph_invalid',
        `${what}: sums that need a shift of ${shift}, at most ${MAX_SHIFT}; v does not use its width`,
      )
    return { out: { lo: requantize(mean.lo, last), hi: requantize(mean.hi, last) }, accumulator }
  },
}
