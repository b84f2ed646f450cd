// Products along lines: the last axis of a tensor, of which values that a whole line shares have length 1.

import { type Axis, constant, type Expression, gathered, type Product, reshaped, weighed } from '../system/index.ts'

const summed = (axis: number): Axis => ({ of: 'sum', axis })

/** [..., 1] of [..., n]. */
export const lineOf = (lengths: readonly number[]): readonly number[] => [...lengths.slice(0, -1), 1]

/** Each element [..., n] times what its line [..., 1] has, at [..., n]. */
export function timesLine(element: Expression, line: Expression, coefficient = 1): Product {
  const lead = element.lengths.slice(0, -1)
  const axes = lead.map((_, axis) => summed(axis))
  return {
    coefficient,
    sums: lead,
    shared: lead.map((_, axis) => axis),
    factors: [
      { expression: element, axes: [...axes, { of: 'relation', axis: lead.length }] },
      { expression: reshaped(line, lead), axes },
    ],
  }
}

/** The sum along the last axis of the products of two tensors [..., n], at [..., 1]. */
export function alongLine(a: Expression, b: Expression, coefficient = 1): Product {
  const axes = a.lengths.map((_, axis) => summed(axis))
  const last = a.lengths.length - 1
  return {
    coefficient,
    sums: a.lengths,
    shared: a.lengths.map((_, axis) => (axis === last ? -1 : axis)),
    factors: [
      { expression: a, axes },
      { expression: b, axes },
    ],
  }
}

/** Element i of the last axis, which stays with length 1. */
export const pick = (expression: Expression, i: number): Expression =>
  gathered(expression, expression.lengths.length - 1, Int32Array.of(i))

/** Integers along the last axis, the same for all lines. */
export const digits = (values: ArrayLike<number>, lead: readonly number[]): Expression =>
  weighed(constant(1, [...lead, values.length]), lead.length, Int32Array.from(values))
