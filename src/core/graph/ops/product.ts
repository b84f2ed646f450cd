// product, divide, matmul: two computed values. spec/graph.md, "product", "divide", "matmul".

import { type Interval, MAX_SHIFT, maxOf, minOf } from '../types.ts'
import { checkRepeating, type Norms, type OpDefinition } from './definition.ts'
import { checkRequantization, requantizedBounds } from './requantization.ts'

/** Every product of a value of `a` and a value of `b`. */
export function productInterval(a: Interval, b: Interval): Interval {
  const corners = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
  return { lo: Math.min(...corners), hi: Math.max(...corners) }
}

export const magnitude = (x: Interval): number => Math.max(Math.abs(x.lo), Math.abs(x.hi))

/** Keeps sums of products of two int16 values below 2^53, where the analysis itself is exact. */
export const MAX_K = 2 ** 22

export const product: OpDefinition<'product'> = {
  kind: 'product',
  code: 13,
  arity: [2, 2],
  fields: ['requantization'],
  check(op, inputs, fail) {
    checkRequantization(op, fail)
    checkRepeating(op, inputs, fail)
  },
  bounds: (op, { inputs }) => requantizedBounds(productInterval(inputs[0]!, inputs[1]!), op),
}

/** round half up of n * 2^shift / d in exact integers, d at least 1. */
export const roundDivide = (n: number, shift: number, d: number): number =>
  Math.floor((n * 2 ** shift + Math.floor(d / 2)) / d)

export const divide: OpDefinition<'divide'> = {
  kind: 'divide',
  code: 14,
  arity: [2, 2],
  fields: ['requantization'],
  check(op, inputs, fail) {
    if (op.shift < 0 || op.shift > MAX_SHIFT) fail(`shift ${op.shift} outside 0 to ${MAX_SHIFT}`)
    if (op.lo > op.hi || op.lo < minOf(op.bits) || op.hi > maxOf(op.bits))
      fail(`clamp [${op.lo}, ${op.hi}] does not fit ${op.bits} bits`)
    checkRepeating(op, inputs, fail)
  },
  bounds(op, { inputs }) {
    const [a, b] = inputs as [Interval, Interval]
    // Nearest to zero that a divisor's magnitude can come.
    const least = b.lo > 0 ? b.lo : b.hi < 0 ? -b.hi : 1
    const most = Math.max(1, magnitude(b))
    const numerators: number[] = []
    if (b.hi >= 0) numerators.push(a.lo, a.hi)
    if (b.lo < 0) numerators.push(-a.lo, -a.hi)
    const ends = numerators.flatMap(n => [roundDivide(n, op.shift, least), roundDivide(n, op.shift, most)])
    const clamp = (value: number): number => Math.min(op.hi, Math.max(op.lo, value))
    return {
      out: { lo: clamp(Math.min(...ends)), hi: clamp(Math.max(...ends)) },
      accumulator: magnitude(a) * 2 ** op.shift + Math.floor(most / 2),
    }
  },
}

export const matmul: OpDefinition<'matmul'> = {
  kind: 'matmul',
  code: 18,
  arity: [2, 2],
  fields: ['requantization'],
  check(op, [a, b], fail) {
    checkRequantization(op, fail)
    const rank = op.shape.length
    if (rank < 2 || a!.shape.length !== rank || b!.shape.length !== rank)
      fail('inputs and output have one rank of 2 or more')
    const k = a!.shape[rank - 1]!
    if (b!.shape[rank - 1] !== k) fail(`rows of ${k} values and of ${b!.shape[rank - 1]}`)
    if (k > MAX_K) fail(`rows of ${k} values, at most ${MAX_K}`)
    if (op.shape[rank - 2] !== a!.shape[rank - 2] || op.shape[rank - 1] !== b!.shape[rank - 2])
      fail('the last two axes are the rows of both inputs')
    for (let axis = 0; axis < rank - 2; axis++) {
      if (a!.shape[axis] !== op.shape[axis]) fail(`axis ${axis} differs`)
      if (b!.shape[axis] !== op.shape[axis] && b!.shape[axis] !== 1) fail(`axis ${axis} of the second input differs`)
    }
  },
  bounds(op, { inputs, inputTypes, norms }) {
    const [a, b] = inputs as [Interval, Interval]
    const k = inputTypes[0]!.shape.at(-1)!
    const one = productInterval(a, b)
    const limit = sumLimit(norms?.[0], norms?.[1], magnitude(a), magnitude(b))
    return requantizedBounds({ lo: Math.max(k * one.lo, -limit), hi: Math.min(k * one.hi, limit) }, op)
  },
}

/** How far |sum of a_k b_k| can go by what is known of both along k: spec/graph.md, "Admissible graphs". */
export function sumLimit(x: Norms | undefined, y: Norms | undefined, mostA: number, mostB: number): number {
  const limits = [Number.POSITIVE_INFINITY]
  if (x?.l1 !== undefined) limits.push(x.l1 * mostB)
  if (y?.l1 !== undefined) limits.push(y.l1 * mostA)
  if (x?.l2 !== undefined && y?.l2 !== undefined) limits.push(x.l2 * y.l2)
  return Math.min(...limits)
}
