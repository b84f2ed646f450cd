// norm: values along the last axis by their root mean square, or by their standard deviation around their mean. spec/graph.md,
// "norm". Sums are wider than accumulators; every number below 2^53 is exact as a double, what is larger is a bigint.

import { maxOf, minOf, type NormOp } from '../types.ts'
import { type OpDefinition, sameShape } from './definition.ts'

/** D * 2^bits may not pass this: deviations D * x - A then have at most 28 bits and a sign, three limbs of 10. */
const MAX_SPREAD = 2 ** 28
/** Bits of R = isqrt(V * 4^k), which lies in [2^30, 2^31). */
const ROOT_BITS = 31
/** inv = floor(2^48 / R) lies in (2^17, 2^18]. */
export const INVERSE_EXPONENT = 48

export const norm: OpDefinition<'norm'> = {
  kind: 'norm',
  code: 17,
  arity: [1, 1],
  fields: ['norm', 'fraction'],
  check(op, [x], fail) {
    if (!sameShape(op.shape, x!.shape)) fail('the shape passes through')
    if (op.lo > op.hi || op.lo < minOf(op.bits) || op.hi > maxOf(op.bits))
      fail(`clamp [${op.lo}, ${op.hi}] does not fit ${op.bits} bits`)
    if (op.fraction < 0 || op.fraction > 14) fail(`fraction of ${op.fraction} bits, 0 to 14 expected`)
    if (op.epsilon < 0 || op.epsilon > Number.MAX_SAFE_INTEGER) fail(`epsilon ${op.epsilon}`)
    const length = x!.shape.at(-1)!
    if (length * 2 ** x!.bits > MAX_SPREAD) fail(`${length} values of ${x!.bits} bits, at most 2^28 / 2^bits of them`)
  },
  bounds(op, { inputTypes }) {
    const length = inputTypes[0]!.shape.at(-1)!
    // |u_i| <= sqrt(D * V), and inv / 2^(48 - k) <= (1 + 2^-29) / sqrt(V): whatever x is, y is within sqrt(D) * 2^q and one step.
    const most = Math.ceil(Math.sqrt(length) * 2 ** op.fraction * (1 + 2 ** -20)) + 1
    const clamp = (value: number): number => Math.min(op.hi, Math.max(op.lo, value))
    const out = { lo: clamp(-most), hi: clamp(most) }
    return {
      out,
      // The product u * inv is wider than an accumulator and is taken in limbs: 10 bits times 18, and a carry.
      accumulator: 2 ** 28 + 2 ** 19,
      ...(op.lo <= 0 && op.hi >= 0
        ? { l2: Math.ceil(Math.sqrt(length) * 2 ** op.fraction * (1 + 2 ** -20) + Math.sqrt(length)) }
        : {}),
    }
  },
}

/** What all values of one row of a norm share. */
export interface NormScale {
  /** Sum of the values, or 0 without `centre`. */
  readonly sum: number
  readonly inverse: number
  /** 48 - k - q: the product u * inverse is shifted by this. */
  readonly shift: number
}

/** floor(sqrt(n)) of a bigint. */
function isqrt(n: bigint): bigint {
  let root = BigInt(Math.floor(Math.sqrt(Number(n))))
  while (root * root > n) root--
  while ((root + 1n) * (root + 1n) <= n) root++
  return root
}

/** `sum` of the values and `squares`, the sum of their squares, over `length` values: spec/graph.md, "norm". */
export function normScale(
  op: Pick<NormOp, 'centre' | 'epsilon' | 'fraction'>,
  length: number,
  sum: number,
  squares: number,
): NormScale {
  const a = op.centre ? sum : 0
  let v = BigInt(length) * BigInt(squares) - BigInt(a) * BigInt(a) + BigInt(op.epsilon)
  if (v < 1n) v = 1n
  const k = Math.floor((2 * ROOT_BITS - v.toString(2).length) / 2)
  const root = isqrt(v << BigInt(2 * k))
  return {
    sum: a,
    inverse: Number((1n << BigInt(INVERSE_EXPONENT)) / root),
    shift: INVERSE_EXPONENT - k - op.fraction,
  }
}
