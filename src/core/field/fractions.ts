// What provers of sums of fractions do with vectors (spec/proof.md, "Sums of fractions"): the interface, and its living
// definition, element by element. A pair of vectors p, q holds fractions p_i / q_i; node i of a layer stands for the sum
// of the fractions i and i + h below it, h being half their number.

import type { Extension, Field124 } from './extension.ts'
import type { FieldVectors, Vector } from './vectors.ts'

/** The values of two fractions: numerators of the lower and the upper half, then denominators. */
export type FractionPair = readonly [p0: Extension, p1: Extension, q0: Extension, q1: Extension]

/**
 * The sum over x in {0, 1}^k of eq(point, x_2 ... x_k) (p0 q1 + p1 q0 + lambda q0 q1)(x), one variable after another, the
 * first being the highest bit of x and the only one that is left open at the start. With the variables before set to
 * their challenges, t(X) is the sum over those after the next one, X, without what eq has of X and of those before: of
 * degree two.
 */
export interface FractionSum {
  /** t's coefficient of X^2. */
  top(): Extension
  /**
   * t(1) - t(0), of every round but the first. `claim` is (1 - c) t(0) + c t(1), c being X's coordinate of the point:
   * implementations may take one of both from it, so that with another the result is any.
   */
  slope(claim: Extension): Extension
  /** Sets the variable to r. */
  fold(r: Extension): void
  /** The four values that are left when all variables are set. */
  values(): FractionPair
}

export interface FractionKernels {
  /**
   * A layer from the one below it: outP_i = p_i q_(i + h) + p_(i + h) q_i and outQ_i = q_i q_(i + h). p is of either
   * kind, all else of the extension. `outP` and `outQ` are none of the arguments.
   */
  add(p: Vector, q: Vector, outP: Vector, outQ: Vector): void
  /**
   * Begins the sum of a layer whose halves have a variable more than the point has coordinates. Where p is of the prime
   * field both vectors stay as they are; otherwise both may hold anything afterwards. It takes memory that a `release`
   * to a mark of before gives back; until the last value is read nobody else makes vectors.
   */
  sum(p: Vector, q: Vector, lambda: Extension, point: readonly Extension[]): FractionSum
}

/** Throws RangeError unless the lengths and kinds are those of the operation. All implementations ask here. */
export const fractionShapes = {
  add(p: Vector, q: Vector, outP: Vector, outQ: Vector): void {
    const { length } = q
    const isLayer = length >= 2 && length % 2 === 0 && p.length === length && q.wide
    const isOut = outP.length === length / 2 && outQ.length === length / 2 && outP.wide && outQ.wide && outP !== outQ
    if (!isLayer || !isOut)
      throw new RangeError(`fractions: ${p.length} and ${length} to ${outP.length} and ${outQ.length}`)
  },
  sum(p: Vector, q: Vector, point: readonly Extension[]): void {
    if (q.length !== 2 ** (point.length + 2) || p.length !== q.length || !q.wide)
      throw new RangeError(`fractions: ${p.length} and ${q.length} at a point of ${point.length}`)
  },
}

/** The living definition of `FractionKernels`, on any implementation of vectors. */
export function referenceFractions(vectors: Pick<FieldVectors, 'extension' | 'read' | 'write'>): FractionKernels {
  const { extension } = vectors
  const elements = (vector: Vector): Extension[] => elementsOf(extension, vectors.read(vector), vector.wide)
  return {
    add(p, q, outP, outQ) {
      fractionShapes.add(p, q, outP, outQ)
      const { add, mul } = extension
      const [ps, qs] = [elements(p), elements(q)]
      const half = q.length / 2
      const sums = ps.slice(0, half).map((a, i) => add(mul(a, qs[i + half]!), mul(ps[i + half]!, qs[i]!)))
      const products = qs.slice(0, half).map((a, i) => mul(a, qs[i + half]!))
      vectors.write(outP, Uint32Array.from(sums.flat()))
      vectors.write(outQ, Uint32Array.from(products.flat()))
    },
    sum(p, q, lambda, point) {
      fractionShapes.sum(p, q, point)
      return referenceSum(extension, elements(p), elements(q), lambda, point)
    },
  }
}

/** Limbs as elements of the extension. */
export function elementsOf(extension: Field124, limbs: Uint32Array, wide: boolean): Extension[] {
  if (!wide) return Array.from(limbs, extension.lift)
  return Array.from({ length: limbs.length / 4 }, (_, i) => [
    limbs[4 * i]!,
    limbs[4 * i + 1]!,
    limbs[4 * i + 2]!,
    limbs[4 * i + 3]!,
  ])
}

/** The living definition of a `FractionSum`. */
export function referenceSum(
  extension: Field124,
  p: readonly Extension[],
  q: readonly Extension[],
  lambda: Extension,
  point: readonly Extension[],
): FractionSum {
  const { add, sub, mul } = extension
  const fold = (v: readonly Extension[], r: Extension): Extension[] =>
    v.slice(0, v.length / 2).map((a, i) => add(a, mul(r, sub(v[i + v.length / 2]!, a))))
  const value = ([p0, p1, q0, q1]: FractionPair): Extension =>
    add(add(mul(p0, q1), mul(p1, q0)), mul(lambda, mul(q0, q1)))
  // eq of the variables after the first, second, ...: each but the last table is made of the one after it.
  const weights: Extension[][] = [[extension.one]]
  for (const c of point.toReversed()) {
    const after = weights[0]!
    const upper = after.map(weight => mul(weight, c))
    weights.unshift([...after.map((weight, i) => sub(weight, upper[i]!)), ...upper])
  }
  let halves = [p.slice(0, p.length / 2), p.slice(p.length / 2), q.slice(0, q.length / 2), q.slice(q.length / 2)]
  let round = 0
  /** The sum of what `take` makes of the values at X = 0 and X = 1. */
  const total = (take: (a: Extension, b: Extension) => Extension): Extension =>
    weights[round]!.reduce((sum, weight, i) => {
      const pair = halves.map(half => take(half[i]!, half[i + half.length / 2]!))
      return add(sum, mul(weight, value(pair as unknown as FractionPair)))
    }, extension.zero)
  return {
    top: () => total((a, b) => sub(b, a)),
    slope: () =>
      sub(
        total((_, b) => b),
        total(a => a),
      ),
    fold(r) {
      halves = halves.map(half => fold(half, r))
      round++
    },
    values: () => halves.map(half => half[0]!) as unknown as FractionPair,
  }
}
