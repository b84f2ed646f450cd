// Transforms against evaluation from the definition of points and bases, and the facts about domains that spec/field.md
// states.

import { describe, expect, test } from 'vitest'
import { multiplyPoints, powPoint } from '../../src/core/field/base.ts'
import {
  CIRCLE_GENERATOR,
  domainOf,
  evaluate,
  type Field31,
  interpolate,
  type Point,
} from '../../src/core/field/index.ts'
import { FIELDS, limbsOf } from './support.ts'

const exponent = ([high, ...rest]: readonly number[]): number => rest.reduce((value, bit) => 2 * value + bit, high!)

describe.each(FIELDS.map(field => [field.name, field] as const))('%s', (name, field) => {
  const value = (coefficients: ArrayLike<number>, point: Point, basis: (k: number, point: Point) => number): number => {
    let sum = 0
    for (let k = 0; k < coefficients.length; k++) sum = field.add(sum, field.mul(coefficients[k]!, basis(k, point)))
    return sum
  }

  test.each([1, 2, 3, 4, 5, 6, 7])('2^%i points: every basis polynomial at every point, and back', log => {
    const domain = domainOf(field, log)
    const points = Array.from({ length: domain.size }, (_, s) => domain.pointOf(s))
    for (let k = 0; k < domain.size; k++) {
      const unit = new Uint32Array(domain.size)
      unit[k] = 1
      const values = evaluate(domain, unit)
      expect([...values]).toEqual(points.map(point => domain.basis(k, point)))
      expect(interpolate(domain, values)).toEqual(unit)
    }
  })

  test.each([3, 8, 11])('2^%i points: what looks random, encoded with blowups of 1 to 8', log => {
    for (let more = 0; more <= 3; more++) {
      const domain = domainOf(field, log + more)
      const coefficients = limbsOf(field, 2 ** log, log + more)
      const values = evaluate(domain, coefficients)
      for (let s = 0; s < domain.size; s += 1 + Math.floor(domain.size / 16))
        expect(values[s]).toBe(value(coefficients, domain.pointOf(s), domain.basis))
      const back = interpolate(domain, values)
      expect(back.subarray(0, 2 ** log)).toEqual(coefficients)
      expect(back.subarray(2 ** log).every(limb => limb === 0)).toBe(true)
    }
  })

  test('2^16 points, there and back', () => {
    const domain = domainOf(field, 16)
    const coefficients = limbsOf(field, 2 ** 16, 1)
    const values = evaluate(domain, coefficients)
    const few = coefficients.map((limb, k) => (k % 1_009 === 0 ? limb : 0))
    const found = evaluate(domain, few)
    const basis = (k: number, point: Point): number => (few[k] === 0 ? 0 : domain.basis(k, point))
    for (const s of [0, 40_000, 65_535]) expect(found[s]).toBe(value(few, domain.pointOf(s), basis))
    expect(interpolate(domain, values).join()).toBe(coefficients.join())
  })

  test('points are those of the specification, each at one position', () => {
    for (const log of [1, 2, 3, 6, 10]) {
      const domain = domainOf(field, log)
      const found = Array.from({ length: domain.size }, (_, s) => domain.pointOf(s).join())
      expect(new Set(found).size).toBe(domain.size)
      const wanted = Array.from({ length: domain.size }, (_, i) => pointOf(field, log, i).join())
      expect([...found].sort()).toEqual([...wanted].sort())
      // Position s belongs to index i: the bits of i reversed, after i ^ (i >> 1) on the circle.
      for (let i = 0; i < domain.size; i++) {
        const code = name === 'mersenne31' ? i ^ (i >> 1) : i
        const bits = Array.from({ length: log }, (_, j) => (code >> j) & 1)
        expect(found[exponent(bits)]).toBe(wanted[i])
      }
    }
  })

  // The distance of the code, exhaustively for 4 coefficients at 16 points: only the zero polynomial vanishes at any 5
  // points of the circle, or at any 4 roots of unity. On the circle 4 can be: with 2 coefficients, y - c vanishes at
  // two points.
  test('few zeros', () => {
    const domain = domainOf(field, 4)
    const most = name === 'mersenne31' ? 4 : 3
    const rows = Array.from({ length: 16 }, (_, s) => [0, 1, 2, 3].map(k => domain.basis(k, domain.pointOf(s))))
    let sets = 0
    for (let set = 0; set < 2 ** 16; set++) {
      const chosen = rows.filter((_, s) => (set >> s) & 1)
      if (chosen.length !== most + 1) continue
      sets++
      if (rank(field, chosen) !== 4) throw new Error(`positions ${set.toString(2)}`)
    }
    expect(sets).toBe(name === 'mersenne31' ? 4_368 : 1_820)
    if (name === 'mersenne31')
      for (let s = 0; s < 16; s++) {
        const values = evaluate(domain, [field.neg(domain.pointOf(s)[1]), 1])
        expect(values.filter(limb => limb === 0).length).toBe(2)
      }
  })

  test('factors are values of basis polynomials', () => {
    for (const log of [1, 2, 5, 8]) {
      const { size, twiddles, inverses, basis, pointOf } = domainOf(field, log)
      expect([twiddles.length, inverses.length]).toEqual([size - 1, size - 1])
      for (let j = 0; j < log; j++) {
        const m = size >> (j + 1)
        for (let h = 0; h < m; h++) {
          const t = twiddles[m - 1 + h]!
          expect(t).toBe(basis(2 ** j, pointOf(h << (j + 1))))
          expect(field.mul(t, inverses[m - 1 + h]!)).toBe(1)
          if (name === 'mersenne31')
            expect(t).toBe(
              j === 0 ? domainOf(field, log).pointOf(2 * h)[1] : domainOf(field, log - j + 1).pointOf(4 * h)[0],
            )
        }
      }
    }
  })

  test('wrong sizes are wrong use', () => {
    for (const log of [0, 0.5, 21, -1, Number.NaN]) expect(() => domainOf(field, log)).toThrow(RangeError)
    const domain = domainOf(field, 3)
    for (const count of [0, 3, 16]) expect(() => evaluate(domain, new Uint32Array(count))).toThrow(RangeError)
    for (const count of [0, 4, 16]) expect(() => interpolate(domain, new Uint32Array(count))).toThrow(RangeError)
  })
})

function pointOf(field: Field31, log: number, i: number): Point {
  if (field.name === 'koalabear') return [field.pow(field.pow(3, 127 * 2 ** (24 - log)), i), 0]
  const unit = powPoint(field, CIRCLE_GENERATOR, 2 ** (30 - log))
  return multiplyPoints(field, unit, powPoint(field, unit, 2 * i))
}

/** Gauss's elimination. */
function rank(field: Field31, matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map(row => [...row])
  let found = 0
  for (let column = 0; column < rows[0]!.length; column++) {
    const at = rows.findIndex((row, i) => i >= found && row[column] !== 0)
    if (at < 0) continue
    const [pivot] = rows.splice(at, 1)
    rows.splice(found++, 0, pivot!)
    const scale = field.inv(pivot![column]!)
    for (const row of rows.slice(found)) {
      const factor = field.mul(row[column]!, scale)
      row.forEach((value, i) => {
        row[i] = field.sub(value, field.mul(factor, pivot![i]!))
      })
    }
  }
  return found
}
