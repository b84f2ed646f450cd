// Extensions of degree four (spec/field.md, "Extensions"): challenges and everything that has met one. Four limbs, each
// an element of the prime field. For Mersenne-31 (c0 + c1 i) + (c2 + c3 i) u with i^2 = -1, u^2 = 2 + i; for KoalaBear
// a polynomial modulo x^4 - 3.

import { type Field31, KOALABEAR, MERSENNE31 } from './base.ts'

/** An element of the extension: four canonical limbs. */
export type Extension = readonly [number, number, number, number]

/** Arithmetic of the extension of degree four. As with `Field31`, arguments are canonical and results are too. */
export interface Field124 {
  readonly base: Field31
  readonly zero: Extension
  readonly one: Extension
  add(a: Extension, b: Extension): Extension
  sub(a: Extension, b: Extension): Extension
  neg(a: Extension): Extension
  mul(a: Extension, b: Extension): Extension
  /** a times an element of the prime field. */
  scale(a: Extension, b: number): Extension
  /** 1 / a. Throws RangeError for zero. */
  inv(a: Extension): Extension
  /** a to the power of a safe integer >= 0. */
  pow(a: Extension, exponent: number): Extension
  /** The element of the prime field, as one of the extension. */
  lift(a: number): Extension
  equal(a: Extension, b: Extension): boolean
}

type Product = (a: Extension, b: Extension) => Extension

// Products of extensions are sums of four products of limbs, of which the second factors are split at 2^16, h 2^16 + l:
// with limbs below 2^31 and factors of magnitude below 2^33 (three times a limb) the sums of products with h, and those
// with l, are integers of magnitude below 2^51, exact in double precision. That leaves two reductions for four
// products.
const SPLIT = 65_536

/**
 * high 2^16 + low modulo p, for integers of magnitude below 2^51. The quotients in double precision are at most one
 * off.
 */
function reduce(high: number, low: number, p: number, inverseOfP: number): number {
  const rest = SPLIT * (high - Math.floor(high * inverseOfP) * p) + low
  const r = rest - Math.floor(rest * inverseOfP) * p
  return (r < 0 ? r + p : r >= p ? r - p : r) | 0
}

function makeExtension(base: Field31, mul: Product, inv: (a: Extension) => Extension): Field124 {
  const { add, sub, neg, mul: times } = base
  const one: Extension = [1, 0, 0, 0]
  return {
    base,
    zero: [0, 0, 0, 0],
    one,
    add: (a, b) => [add(a[0], b[0]), add(a[1], b[1]), add(a[2], b[2]), add(a[3], b[3])],
    sub: (a, b) => [sub(a[0], b[0]), sub(a[1], b[1]), sub(a[2], b[2]), sub(a[3], b[3])],
    neg: a => [neg(a[0]), neg(a[1]), neg(a[2]), neg(a[3])],
    mul,
    scale: (a, b) => [times(a[0], b), times(a[1], b), times(a[2], b), times(a[3], b)],
    inv(a) {
      if (a[0] === 0 && a[1] === 0 && a[2] === 0 && a[3] === 0) throw new RangeError('zero has no inverse')
      return inv(a)
    },
    pow(a, exponent) {
      if (!Number.isSafeInteger(exponent) || exponent < 0) throw new RangeError(`exponent: ${exponent}`)
      let result = one
      let square = a
      for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
        if (left % 2 === 1) result = mul(result, square)
        square = mul(square, square)
      }
      return result
    },
    lift: a => [a, 0, 0, 0],
    equal: (a, b) => a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3],
  }
}

function makeMersenne(): Field124 {
  const { add, sub, neg, mul, inv, order: p } = MERSENNE31
  const inverseOfP = 1 / p
  type Pair = readonly [number, number]
  const product = ([a, b]: Pair, [c, d]: Pair): Pair => [sub(mul(a, c), mul(b, d)), add(mul(a, d), mul(b, c))]
  /** Times 2 + i. */
  const twist = ([a, b]: Pair): Pair => [sub(add(a, a), b), add(add(b, b), a)]
  return makeExtension(
    MERSENNE31,
    ([a0, a1, a2, a3], [b0, b1, b2, b3]) => {
      const [h0, h1, h2, h3] = [b0 >>> 16, b1 >>> 16, b2 >>> 16, b3 >>> 16]
      const [l0, l1, l2, l3] = [b0 & 0xffff, b1 & 0xffff, b2 & 0xffff, b3 & 0xffff]
      // (2 + i)(b2 + b3 i) = (2 b2 - b3) + (2 b3 + b2) i.
      const [hu, hv] = [2 * h2 - h3, 2 * h3 + h2]
      const [lu, lv] = [2 * l2 - l3, 2 * l3 + l2]
      return [
        reduce(a0 * h0 - a1 * h1 + a2 * hu - a3 * hv, a0 * l0 - a1 * l1 + a2 * lu - a3 * lv, p, inverseOfP),
        reduce(a0 * h1 + a1 * h0 + a2 * hv + a3 * hu, a0 * l1 + a1 * l0 + a2 * lv + a3 * lu, p, inverseOfP),
        reduce(a0 * h2 - a1 * h3 + a2 * h0 - a3 * h1, a0 * l2 - a1 * l3 + a2 * l0 - a3 * l1, p, inverseOfP),
        reduce(a0 * h3 + a1 * h2 + a2 * h1 + a3 * h0, a0 * l3 + a1 * l2 + a2 * l1 + a3 * l0, p, inverseOfP),
      ]
    },
    // 1 / (a + b u) = (a - b u) / (a^2 - (2 + i) b^2), and 1 / (c + d i) = (c - d i) / (c^2 + d^2).
    ([a0, a1, b0, b1]) => {
      const [s0, s1] = product([a0, a1], [a0, a1])
      const [t0, t1] = twist(product([b0, b1], [b0, b1]))
      const [c, d] = [sub(s0, t0), sub(s1, t1)]
      const norm = inv(add(mul(c, c), mul(d, d)))
      const factor: Pair = [mul(c, norm), neg(mul(d, norm))]
      const [x0, x1] = product([a0, a1], factor)
      const [y0, y1] = product([neg(b0), neg(b1)], factor)
      return [x0, x1, y0, y1]
    },
  )
}

function makeKoala(): Field124 {
  const { add, sub, neg, mul, inv, order: p } = KOALABEAR
  const inverseOfP = 1 / p
  const three = (a: number): number => add(add(a, a), a)
  return makeExtension(
    KOALABEAR,
    ([a0, a1, a2, a3], [b0, b1, b2, b3]) => {
      const [h0, h1, h2, h3] = [b0 >>> 16, b1 >>> 16, b2 >>> 16, b3 >>> 16]
      const [l0, l1, l2, l3] = [b0 & 0xffff, b1 & 0xffff, b2 & 0xffff, b3 & 0xffff]
      const [g1, g2, g3, k1, k2, k3] = [3 * h1, 3 * h2, 3 * h3, 3 * l1, 3 * l2, 3 * l3]
      return [
        reduce(a0 * h0 + a1 * g3 + a2 * g2 + a3 * g1, a0 * l0 + a1 * k3 + a2 * k2 + a3 * k1, p, inverseOfP),
        reduce(a0 * h1 + a1 * h0 + a2 * g3 + a3 * g2, a0 * l1 + a1 * l0 + a2 * k3 + a3 * k2, p, inverseOfP),
        reduce(a0 * h2 + a1 * h1 + a2 * h0 + a3 * g3, a0 * l2 + a1 * l1 + a2 * l0 + a3 * k3, p, inverseOfP),
        reduce(a0 * h3 + a1 * h2 + a2 * h1 + a3 * h0, a0 * l3 + a1 * l2 + a2 * l1 + a3 * l0, p, inverseOfP),
      ]
    },
    // With y = x^2 the element is A + B x, A = a0 + a2 y, B = a1 + a3 y. Times A - B x it is A^2 - y B^2 = c + d y,
    // where y^2 = 3.
    ([a0, a1, a2, a3]) => {
      const c = sub(add(mul(a0, a0), three(mul(a2, a2))), three(add(mul(a1, a3), mul(a1, a3))))
      const d = sub(add(mul(a0, a2), mul(a0, a2)), add(mul(a1, a1), three(mul(a3, a3))))
      const norm = inv(sub(mul(c, c), three(mul(d, d))))
      const [e, f] = [mul(c, norm), neg(mul(d, norm))]
      return [
        add(mul(a0, e), three(mul(a2, f))),
        neg(add(mul(a1, e), three(mul(a3, f)))),
        add(mul(a0, f), mul(a2, e)),
        neg(add(mul(a1, f), mul(a3, e))),
      ]
    },
  )
}

/** Mersenne-31's extension, as Circle STARKs use it: u^2 = 2 + i. */
export const MERSENNE124: Field124 = makeMersenne()

/** KoalaBear's extension by a root of x^4 - 3. */
export const KOALA124: Field124 = makeKoala()

/** The extension of a field. */
export const extensionOf = (field: Field31): Field124 => (field.name === 'mersenne31' ? MERSENNE124 : KOALA124)
