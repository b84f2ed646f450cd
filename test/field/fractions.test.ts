// Kernels for sums of fractions against their living definition, and that against the definition of the sum: sizes
// around runs and rounds that change hands, edges, sums of nothing but the largest limbs.

import { beforeAll, describe, expect, test, vi } from 'vitest'
import {
  type Extension,
  elementsOf,
  extensionOf,
  type FieldVectors,
  fastVectors,
  referenceVectors,
  type Vector,
} from '../../src/core/field/index.ts'
import { extensionFrom, FIELDS, limbsOf } from './support.ts'

describe.each(FIELDS.map(field => [field.name, field] as const))('%s', (_name, field) => {
  const extension = extensionOf(field)
  const { add, sub, mul, one, zero } = extension
  const slow = referenceVectors(field)
  let fast: FieldVectors
  beforeAll(async () => {
    fast = await fastVectors(field)
  })

  const put = (vectors: FieldVectors, limbs: Uint32Array, wide: boolean): Vector => {
    const vector = vectors.vector(limbs.length / (wide ? 4 : 1), wide)
    vectors.write(vector, limbs)
    return vector
  }
  /** Limbs of both vectors: of all kinds, and the largest only. */
  const inputs = (size: number, wide: boolean): (readonly [Uint32Array, Uint32Array])[] => [
    [limbsOf(field, (wide ? 4 : 1) * size, size), limbsOf(field, 4 * size, size + 1)],
    [new Uint32Array((wide ? 4 : 1) * size).fill(field.order - 1), new Uint32Array(4 * size).fill(field.order - 1)],
  ]

  test.each([false, true])('layers (numerators of the extension: %s)', wide => {
    for (let log = 1; log <= 9; log++)
      for (const [p, q] of inputs(2 ** log, wide)) {
        const [wanted, found] = [slow, fast].map(vectors => {
          const mark = vectors.mark()
          const [a, b] = [put(vectors, p, wide), put(vectors, q, true)]
          const [outP, outQ] = [vectors.vector(a.length / 2, true), vectors.vector(a.length / 2, true)]
          vectors.fractions.add(a, b, outP, outQ)
          const all = [outP, outQ, a, b].map(vector => String(vectors.read(vector)))
          vectors.release(mark)
          return all
        })
        expect(found).toEqual(wanted)
        expect(found!.slice(2)).toEqual([String(p), String(q)])
      }
  })

  /** eq of the point's coordinates at the bits of i, the first being the highest. */
  const eq = (point: readonly Extension[], i: number): Extension =>
    point.reduce((weight, c, at) => mul(weight, ((i >> (point.length - 1 - at)) & 1) === 1 ? c : sub(one, c)), one)

  /** All that a sum gives, and the claims that it is asked with: those of a prover. */
  function run(
    vectors: FieldVectors,
    [p, q]: readonly [Uint32Array, Uint32Array],
    wide: boolean,
    lambda: Extension,
    point: readonly Extension[],
  ): Extension[] {
    const ps = elementsOf(extension, p, wide)
    const qs = elementsOf(extension, q, true)
    const half = qs.length / 2
    // The polynomial of the first round at 0 and 1.
    const start = [0, 1].map(x => {
      let sum = zero
      for (let i = 0; i < half / 2; i++) {
        const at = i + (x * half) / 2
        const [p0, p1, q0, q1] = [ps[at]!, ps[at + half]!, qs[at]!, qs[at + half]!]
        const value = add(add(mul(p0, q1), mul(p1, q0)), mul(lambda, mul(q0, q1)))
        sum = add(sum, mul(eq(point, i), value))
      }
      return sum
    })
    const mark = vectors.mark()
    const [a, b] = [put(vectors, p, wide), put(vectors, q, true)]
    const sum = vectors.fractions.sum(a, b, lambda, point)
    const given: Extension[] = []
    let at = start[0]!
    let slope = sub(start[1]!, start[0]!)
    for (let round = 0; round <= point.length; round++) {
      const top = sum.top()
      given.push(slope, top)
      const r = extensionFrom(field, 500 + round)
      sum.fold(r)
      const claim = add(at, mul(r, add(slope, mul(sub(r, one), top))))
      given.push(claim)
      if (round === point.length) break
      slope = sum.slope(claim)
      at = sub(claim, mul(point[round]!, slope))
    }
    const [p0, p1, q0, q1] = sum.values()
    given.push(p0, p1, q0, q1)
    // What the rounds lead to is what the values give.
    expect(add(add(mul(p0, q1), mul(p1, q0)), mul(lambda, mul(q0, q1)))).toEqual(given.at(-5))
    if (!wide) expect([String(vectors.read(a)), String(vectors.read(b))]).toEqual([String(p), String(q)])
    vectors.release(mark)
    return given
  }

  describe.each([false, true])('sums (numerators of the extension: %s)', wide => {
    test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('%i variables', variables => {
      for (const input of inputs(2 ** (variables + 1), wide)) {
        const points = [
          Array.from({ length: variables - 1 }, (_, i) => extensionFrom(field, 600 + i)),
          Array.from({ length: variables - 1 }, (): Extension => [0, 0, 0, field.order - 1]),
          // Coordinates of the cube: one of zero is divided by nowhere.
          Array.from({ length: variables - 1 }, (_, i) => extension.lift(i % 2)),
          Array.from({ length: variables - 1 }, () => one),
        ]
        for (const point of points)
          for (const lambda of [extensionFrom(field, 700), zero])
            expect(run(fast, input, wide, lambda, point)).toEqual(run(slow, input, wide, lambda, point))
      }
    })
  })

  test('the fast ones are fast', () => {
    const input = inputs(2 ** 12, false)[0]!
    const mark = fast.mark()
    const [p, q] = [put(fast, input[0], false), put(fast, input[1], true)]
    const [outP, outQ] = [fast.vector(2 ** 11, true), fast.vector(2 ** 11, true)]
    const point = Array.from({ length: 10 }, (_, i) => extensionFrom(field, 600 + i))
    const spy = vi.spyOn(extension, 'mul')
    fast.fractions.add(p, q, outP, outQ)
    const sum = fast.fractions.sum(p, q, one, point)
    sum.fold(one)
    for (const c of point) {
      sum.slope(sum.top())
      sum.fold(c)
    }
    expect(spy.mock.calls.length).toBeLessThan(300)
    vi.restoreAllMocks()
    fast.release(mark)
  })

  test('other lengths and kinds throw', () => {
    for (const vectors of [slow, fast]) {
      const mark = vectors.mark()
      const { fractions } = vectors
      const wide = (length: number): Vector => vectors.vector(length, true)
      const [p, q] = [vectors.vector(8), wide(8)]
      for (const [a, b, outP, outQ] of [
        [p, p, wide(4), wide(4)],
        [vectors.vector(4), q, wide(4), wide(4)],
        [p, q, wide(8), wide(4)],
        [p, q, wide(4), wide(2)],
        [p, q, vectors.vector(4), wide(4)],
        [p, q, wide(4), vectors.vector(4)],
        [vectors.vector(1), wide(1), wide(1), wide(1)],
        [vectors.vector(3), wide(3), wide(1), wide(1)],
      ] as const)
        expect(() => fractions.add(a, b, outP, outQ)).toThrow(RangeError)
      const out = wide(4)
      expect(() => fractions.add(p, q, out, out)).toThrow(RangeError)
      expect(() => fractions.sum(p, q, one, [])).toThrow(RangeError)
      expect(() => fractions.sum(p, q, one, [one, one])).toThrow(RangeError)
      expect(() => fractions.sum(p, p, one, [one])).toThrow(RangeError)
      expect(() => fractions.sum(wide(4), q, one, [one])).toThrow(RangeError)
      expect(() => fractions.sum(vectors === slow ? fast.vector(8) : slow.vector(8), q, one, [one])).toThrow(RangeError)
      vectors.release(mark)
    }
  })
})
