// The two prime fields of 31 bits that proofs can use (spec/field.md, "Fields"): elements are numbers from 0 to p - 1,
// and every function takes and gives only those. What is fast on vectors stands in fast.ts.

/**
 * A prime field with 2^30 < p < 2^31. Elements are canonical: integers from 0 to `order` - 1. Functions do not check
 * that.
 */
export interface Field31 {
  readonly name: 'mersenne31' | 'koalabear'
  /** The prime p. */
  readonly order: number
  /** log2 of the largest domain of a transform: of the circle group, p + 1 points, or of the multiplicative group. */
  readonly twoAdicity: number
  add(a: number, b: number): number
  sub(a: number, b: number): number
  mul(a: number, b: number): number
  neg(a: number): number
  /** 1 / a. Throws RangeError for zero. */
  inv(a: number): number
  /** a to the power of a safe integer >= 0; 0 to the power of 0 is 1. */
  pow(a: number, exponent: number): number
  /** The element of a safe integer, negative ones included. Throws RangeError for other numbers. */
  fromInt(value: number): number
  /** The representative of smallest magnitude: from -(p - 1) / 2 to (p - 1) / 2. */
  toSigned(a: number): number
  /** Is the number an element? What decoders ask. */
  has(value: number): boolean
}

function makeField(name: Field31['name'], p: number, twoAdicity: number): Field31 {
  const inverseOfP = 1 / p
  const half = (p - 1) / 2

  // Barrett's reduction, with the quotient in double precision. The three roundings leave the real quotient, below
  // 2^31, wrong by less than 2^-20, so that its integer part q is at most one off and a b - q p lies between -2^11 and
  // p + 2^11. Of that number the low 32 bits are exact; as an unsigned number it is itself, or itself + 2^32 where it
  // is negative. Math.imul takes the integer part by itself.
  function mul(a: number, b: number): number {
    const r = (Math.imul(a, b) - Math.imul(a * b * inverseOfP, p)) >>> 0
    if (r < p) return r
    return r < 0xc000_0000 ? r - p : r + p - 0x1_0000_0000
  }

  function pow(a: number, exponent: number): number {
    if (!Number.isSafeInteger(exponent) || exponent < 0) throw new RangeError(`exponent: ${exponent}`)
    let result = 1
    let square = a
    for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
      if (left % 2 === 1) result = mul(result, square)
      square = mul(square, square)
    }
    return result
  }

  return {
    name,
    order: p,
    twoAdicity,
    add(a, b) {
      const sum = a + b
      return sum >= p ? sum - p : sum
    },
    sub(a, b) {
      const difference = a - b
      return difference < 0 ? difference + p : difference
    },
    mul,
    neg: a => (a === 0 ? 0 : p - a),
    // The extended Euclidean algorithm: quotients are small on average, and every product stays below 2^53.
    inv(a) {
      if (a === 0) throw new RangeError('zero has no inverse')
      let [r0, r1, t0, t1] = [p, a, 0, 1]
      while (r1 !== 1) {
        const quotient = Math.floor(r0 / r1)
        ;[r0, r1] = [r1, r0 - quotient * r1]
        ;[t0, t1] = [t1, t0 - quotient * t1]
      }
      return t1 < 0 ? t1 + p : t1
    },
    pow,
    fromInt(value) {
      if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`)
      const rest = value % p
      // Adding 0 makes the negative zero that % leaves of negative multiples an ordinary one.
      return rest < 0 ? rest + p : rest + 0
    },
    toSigned: a => (a > half ? a - p : a),
    has: value => Number.isInteger(value) && value >= 0 && value < p && !Object.is(value, -0),
  }
}

/** Integers modulo 2^31 - 1. Its circle group x^2 + y^2 = 1 has 2^31 points. */
export const MERSENNE31: Field31 = makeField('mersenne31', 2 ** 31 - 1, 31)

/** Integers modulo 2^31 - 2^24 + 1 = 127 * 2^24 + 1. Its multiplicative group has a subgroup of 2^24 elements. */
export const KOALABEAR: Field31 = makeField('koalabear', 2 ** 31 - 2 ** 24 + 1, 24)

/** (3, primitive root of KoalaBear) to the power of 127: an element of order 2^24. */
export const KOALABEAR_ROOT = KOALABEAR.pow(3, 127)

/** A point of the circle x^2 + y^2 = 1. */
export type Point = readonly [x: number, y: number]

/** A point of order 2^31, which generates Mersenne-31's circle group; Circle STARKs' choice in practice. */
export const CIRCLE_GENERATOR: Point = [2, 1_268_011_823]

/** The group of the circle: (x0, y0) (x1, y1) = (x0 x1 - y0 y1, x0 y1 + y0 x1); (1, 0) is neutral. */
export function multiplyPoints(field: Field31, [x0, y0]: Point, [x1, y1]: Point): Point {
  return [field.sub(field.mul(x0, x1), field.mul(y0, y1)), field.add(field.mul(x0, y1), field.mul(y0, x1))]
}

/** A point to the power of a safe integer >= 0. */
export function powPoint(field: Field31, point: Point, exponent: number): Point {
  if (!Number.isSafeInteger(exponent) || exponent < 0) throw new RangeError(`exponent: ${exponent}`)
  let result: Point = [1, 0]
  let square = point
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiplyPoints(field, result, square)
    square = multiplyPoints(field, square, square)
  }
  return result
}
