// The prime fields and their extensions against big integers, and the facts about primes and polynomials that
// spec/field.md states.

import { describe, expect, test } from 'vitest'
import { KOALABEAR_ROOT, multiplyPoints, powPoint } from '../../src/core/field/base.ts'
import {
  CIRCLE_GENERATOR,
  decodeExtension,
  decodeLimbs,
  type Extension,
  encodeExtension,
  encodeLimbs,
  extensionOf,
  type Field31,
  KOALABEAR,
  MERSENNE31,
} from '../../src/core/field/index.ts'
import { referenceField } from './reference.ts'
import { edgesOf, extensionFrom, FIELDS, limbsOf, numbers } from './support.ts'

const PRIME_FACTORS: Record<Field31['name'], readonly number[]> = {
  // p - 1 = 2 * 3^2 * 7 * 11 * 31 * 151 * 331, and 2^24 * 127.
  mersenne31: [2, 3, 7, 11, 31, 151, 331],
  koalabear: [2, 127],
}

describe.each(FIELDS.map(field => [field.name, field] as const))('%s', (name, field) => {
  const slow = referenceField(name)
  const extension = extensionOf(field)
  const p = field.order
  const edges = edgesOf(field)

  test('its order is the prime of the specification', () => {
    expect(p).toBe(Number(slow.p))
    for (let d = 2; d * d <= p; d++) if (p % d === 0) throw new Error(`${d} divides ${p}`)
  })

  test('sums, differences, products: all pairs of edges, and 200,000 random ones', () => {
    const next = numbers(1)
    const check = (a: number, b: number): void => {
      const [x, y] = [BigInt(a), BigInt(b)]
      if (field.add(a, b) !== slow.reduce(x + y)) throw new Error(`${a} + ${b}`)
      if (field.sub(a, b) !== slow.reduce(x - y)) throw new Error(`${a} - ${b}`)
      if (field.mul(a, b) !== slow.mul(a, b)) throw new Error(`${a} * ${b}`)
    }
    for (const a of edges) for (const b of edges) check(a, b)
    for (let i = 0; i < 200_000; i++) check(next(p), next(p))
  })

  test('products next to multiples of p, where the quotient in double precision is most likely one off', () => {
    const next = numbers(2)
    for (let i = 0; i < 20_000; i++) {
      const a = 1 + next(p - 1)
      for (const rest of [0, 1, 2, p - 1, p - 2]) {
        const b = field.mul(rest, field.inv(a))
        if (field.mul(a, b) !== rest || slow.mul(a, b) !== rest) throw new Error(`${a} * ${b} is not ${rest}`)
      }
    }
  })

  test('negatives, inverses and powers', () => {
    for (const a of [...edges, ...limbsOf(field, 500, 3)]) {
      expect(field.neg(a)).toBe(slow.reduce(-BigInt(a)))
      if (a !== 0) expect(field.inv(a)).toBe(slow.inv(a))
      for (const exponent of [0, 1, 2, 3, p - 2, 2 ** 40 + 12_345])
        expect(field.pow(a, exponent)).toBe(slow.pow(a, BigInt(exponent)))
    }
    expect(field.pow(0, 0)).toBe(1)
    expect(() => field.inv(0)).toThrow(RangeError)
    for (const exponent of [-1, 0.5, 2 ** 53, Number.NaN]) expect(() => field.pow(2, exponent)).toThrow(RangeError)
  })

  test('integers in and out', () => {
    for (const value of [
      0,
      1,
      -1,
      2 ** 30 - 2 ** 24,
      -(2 ** 30 - 2 ** 24),
      2 ** 31 - 1,
      -(2 ** 31),
      p,
      -p,
      2 ** 52,
      -(2 ** 52),
    ]) {
      const element = field.fromInt(value)
      expect(Object.is(element, slow.reduce(BigInt(value))), String(value)).toBe(true)
      if (Math.abs(value) <= (p - 1) / 2) expect(field.toSigned(element)).toBe(value)
    }
    // The bound on accumulators of the exact graph: such integers never share an element.
    expect(2 * (2 ** 30 - 2 ** 24)).toBeLessThan(p)
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(() => field.fromInt(value)).toThrow(RangeError)
    for (const value of [-1, p, p + 1, 0.5, -0, Number.NaN]) expect(field.has(value)).toBe(false)
    for (const value of [0, 1, p - 1]) expect(field.has(value)).toBe(true)
  })

  test('encodings: there is one of each element, and everything else is refused', () => {
    const limbs = Uint32Array.from([...edges, ...limbsOf(field, 100, 4)])
    const bytes = encodeLimbs(field, limbs)
    expect(decodeLimbs(field, bytes, limbs.length, 'limbs')).toEqual(limbs)
    expect([...encodeLimbs(field, [0x0102_0304])]).toEqual([1, 2, 3, 4])
    const refused = (bad: Uint8Array, count: number): void => {
      expect(() => decodeLimbs(field, bad, count, 'limbs')).toThrow(expect.objectContaining({ code: 'file_malformed' }))
    }
    refused(bytes.subarray(1), limbs.length)
    refused(new Uint8Array(bytes.length + 1), limbs.length)
    refused(bytes, limbs.length + 1)
    refused(new Uint8Array(0), 2 ** 40)
    for (const limb of [p, p + 1, 2 ** 31, 2 ** 32 - 1]) {
      const bad = new Uint8Array(8)
      new DataView(bad.buffer).setUint32(4, limb)
      refused(bad, 2)
      expect(() => encodeLimbs(field, [limb])).toThrow(RangeError)
    }
    const element = extensionFrom(field, 5)
    const encoded = encodeExtension(field, element)
    expect(decodeExtension(field, encoded, 'element')).toEqual(element)
    for (let limb = 0; limb < 4; limb++) {
      const bad = encoded.slice()
      new DataView(bad.buffer).setUint32(4 * limb, p)
      expect(() => decodeExtension(field, bad, 'element', 'stream_malformed')).toThrow(
        expect.objectContaining({ code: 'stream_malformed' }),
      )
    }
    for (const length of [0, 15, 17, 20])
      expect(() => decodeExtension(field, new Uint8Array(length), 'element')).toThrow(/bytes expected/)
  })

  test('the extension: products, inverses and powers against the definition', () => {
    const elements: Extension[] = [extension.one]
    for (let i = 0; i < 16; i++)
      elements.push([i & 1 ? p - 1 : 0, i & 2 ? p - 1 : 0, i & 4 ? p - 1 : 0, i & 8 ? p - 1 : 0])
    for (let seed = 0; seed < 30; seed++) elements.push(extensionFrom(field, seed))
    for (const a of elements) {
      for (const b of elements) {
        expect(extension.mul(a, b)).toEqual(slow.mulExtension(a, b))
        expect(extension.add(extension.sub(a, b), b)).toEqual(a)
      }
      expect(extension.add(a, extension.neg(a))).toEqual(extension.zero)
      expect(extension.scale(a, p - 2)).toEqual(slow.mulExtension(a, [p - 2, 0, 0, 0]))
      expect(extension.pow(a, 12_345)).toEqual(slow.powExtension(a, 12_345n))
      if (!extension.equal(a, extension.zero)) {
        expect(extension.inv(a)).toEqual(slow.powExtension(a, slow.p ** 4n - 2n))
        expect(extension.mul(a, extension.inv(a))).toEqual(extension.one)
      }
    }
    expect(() => extension.inv(extension.zero)).toThrow(RangeError)
  })

  // f of degree four over F_p is irreducible if and only if x^(p^4) = x modulo f and gcd(x^(p^2) - x, f) = 1 (Rabin).
  // In F_p[X]/f that is: raising to p four times fixes a generator of the ring over F_p, and raising twice moves it by
  // something that has an inverse.
  test('the extension is a field: its polynomial is irreducible', () => {
    // u generates all: powers of it span the ring (for Mersenne-31, u^2 - 2 = i).
    const generator: Extension = name === 'mersenne31' ? [0, 0, 1, 0] : [0, 1, 0, 0]
    const frobenius = (a: Extension): Extension => slow.powExtension(a, slow.p)
    const twice = frobenius(frobenius(generator))
    expect(frobenius(frobenius(twice))).toEqual(generator)
    const moved = extension.sub(twice, generator)
    // An inverse in the sense of the definition, not by a formula that presumes a field.
    expect(slow.mulExtension(moved, slow.powExtension(moved, slow.p ** 4n - 2n))).toEqual([1, 0, 0, 0])
    // And the classical criteria. Mersenne-31: -1 is no square, and 2 + i is none in the middle field since its norm,
    // 5, is none. KoalaBear: x^4 - 3 with p = 1 modulo 4 is irreducible where 3 is no square (Lidl and Niederreiter,
    // theorem 3.75).
    const isSquare = (a: number): boolean => slow.pow(a, (slow.p - 1n) / 2n) === 1
    if (name === 'mersenne31') expect([isSquare(p - 1), isSquare(5)]).toEqual([false, false])
    else expect([isSquare(3), p % 4]).toEqual([false, 1])
  })

  test('3 or 7 generates the multiplicative group', () => {
    const root = name === 'mersenne31' ? 7 : 3
    const factors = PRIME_FACTORS[name]
    let left = p - 1
    for (const factor of factors) while (left % factor === 0) left /= factor
    expect(left).toBe(1)
    for (const factor of factors) expect(field.pow(root, (p - 1) / factor)).not.toBe(1)
  })
})

test('the circle of Mersenne-31 has a generator of order 2^31', () => {
  const [x, y] = CIRCLE_GENERATOR
  const { add, mul } = MERSENNE31
  expect(add(mul(x, x), mul(y, y))).toBe(1)
  expect(powPoint(MERSENNE31, CIRCLE_GENERATOR, 2 ** 30)).toEqual([MERSENNE31.order - 1, 0])
  expect(powPoint(MERSENNE31, CIRCLE_GENERATOR, 2 ** 31)).toEqual([1, 0])
  const a = powPoint(MERSENNE31, CIRCLE_GENERATOR, 12_345)
  const b = powPoint(MERSENNE31, CIRCLE_GENERATOR, 54_321)
  expect(multiplyPoints(MERSENNE31, a, b)).toEqual(powPoint(MERSENNE31, CIRCLE_GENERATOR, 66_666))
})

test('the root of KoalaBear has order 2^24', () => {
  expect(KOALABEAR.pow(KOALABEAR_ROOT, 2 ** 23)).toBe(KOALABEAR.order - 1)
})
