// Domains and their transforms, row by row (spec/field.md, "Domains"): from 2^n coefficients to values at 2^n points
// and back, on a coset of the circle for Mersenne-31 and on a group of roots of unity for KoalaBear. Both run the same
// layers; only the factors differ.

import { CIRCLE_GENERATOR, type Field31, KOALABEAR_ROOT, multiplyPoints, type Point, powPoint } from './base.ts'

/** The largest domain that anything here makes: 2^20 points. */
export const MOST_LOG = 20

/** A domain of 2^log points. Position s of a row of values belongs to the point `pointOf(s)`. */
export interface Domain {
  readonly field: Field31
  readonly log: number
  readonly size: number
  /**
   * The factors of all layers, outermost first: 1, then 2, 4, ... up to size / 2. What entry m - 1 + h multiplies is
   * the upper half of block h of the layer that has m blocks.
   */
  readonly twiddles: Uint32Array
  /** Their inverses. */
  readonly inverses: Uint32Array
  /** The point of a position: (x, y) on the circle, or (x, 0) where points are roots of unity. */
  pointOf(position: number): Point
  /** The k-th polynomial of the basis of coefficients, at a point. */
  basis(k: number, point: Point): number
}

const cache = new Map<string, Domain>()

/** The domain of 2^log points, log from 1 to `MOST_LOG`. Throws RangeError for others. */
export function domainOf(field: Field31, log: number): Domain {
  if (!Number.isInteger(log) || log < 1 || log > MOST_LOG) throw new RangeError(`domain: 2^${log} points`)
  const key = `${field.name} ${log}`
  let domain = cache.get(key)
  if (domain === undefined) {
    domain = field.name === 'mersenne31' ? circleDomain(field, log) : rootDomain(field, log)
    cache.set(key, domain)
  }
  return domain
}

function reverseBits(value: number, bits: number): number {
  let reversed = 0
  for (let i = 0; i < bits; i++) reversed |= ((value >> i) & 1) << (bits - 1 - i)
  return reversed
}

/** i ^ (i >> 1) undone. */
function fromGray(code: number): number {
  let value = code
  for (let shift = 1; shift < 32; shift *= 2) value ^= value >> shift
  return value
}

/**
 * Points g^(1 + 2 i), where g has order 2 size: no point is its own conjugate, and squaring the group maps the x of
 * them onto the x of the domain of half the size. Positions are such that bit j of one says which of the two roots of
 * the j-th doubling it is.
 */
function circleDomain(field: Field31, log: number): Domain {
  const size = 2 ** log
  const indexOf = (position: number, bits: number): number => fromGray(reverseBits(position, bits))
  const twiddles = new Uint32Array(size - 1)
  for (let m = 1; m < size; m *= 2) {
    // The innermost layer parts (x, y) from (x, -y), those around it x from -x of a domain of doubled points.
    const isLast = 2 * m === size
    const step = powPoint(field, CIRCLE_GENERATOR, 2 ** 31 / (isLast ? 4 * m : 8 * m))
    const points = oddPowers(field, step, m)
    const bits = Math.log2(m)
    for (let h = 0; h < m; h++) twiddles[m - 1 + h] = points[indexOf(h, bits)]![isLast ? 1 : 0]
  }
  const generator = powPoint(field, CIRCLE_GENERATOR, 2 ** (30 - log))
  return {
    field,
    log,
    size,
    twiddles,
    inverses: inverted(field, twiddles),
    pointOf: position => powPoint(field, generator, 1 + 2 * indexOf(position, log)),
    basis(k, [x, y]) {
      let value = k & 1 ? y : 1
      let doubled = x
      for (let rest = k >> 1; rest > 0; rest >>= 1) {
        if (rest & 1) value = field.mul(value, doubled)
        doubled = field.sub(field.mul(2, field.mul(doubled, doubled)), 1)
      }
      return value
    },
  }
}

function oddPowers(field: Field31, step: Point, count: number): Point[] {
  const squared = multiplyPoints(field, step, step)
  const points = [step]
  while (points.length < count) points.push(multiplyPoints(field, points.at(-1)!, squared))
  return points
}

/** Points root^i, root of order size, at positions whose bits are those of i reversed. */
function rootDomain(field: Field31, log: number): Domain {
  const size = 2 ** log
  const root = field.pow(KOALABEAR_ROOT, 2 ** (24 - log))
  const powers = new Uint32Array(size / 2)
  powers[0] = 1
  for (let i = 1; i < powers.length; i++) powers[i] = field.mul(powers[i - 1]!, root)
  const twiddles = new Uint32Array(size - 1)
  for (let m = 1; m < size; m *= 2) {
    const bits = Math.log2(m)
    for (let h = 0; h < m; h++) twiddles[m - 1 + h] = powers[reverseBits(h, bits) * (size / 2 / m)]!
  }
  return {
    field,
    log,
    size,
    twiddles,
    inverses: inverted(field, twiddles),
    pointOf: position => [field.pow(root, reverseBits(position, log)), 0],
    basis: (k, [x]) => field.pow(x, k),
  }
}

const inverted = (field: Field31, values: Uint32Array): Uint32Array => invertAll(field, values)

/**
 * The inverses of all, with one inversion and three products an element (Montgomery's trick). Throws RangeError where
 * one is zero.
 */
export function invertAll(field: Field31, values: Uint32Array): Uint32Array {
  const out = new Uint32Array(values.length)
  let product = 1
  for (let i = 0; i < values.length; i++) {
    out[i] = product
    product = field.mul(product, values[i]!)
  }
  let rest = field.inv(product)
  for (let i = values.length - 1; i >= 0; i--) {
    out[i] = field.mul(out[i]!, rest)
    rest = field.mul(rest, values[i]!)
  }
  return out
}

/**
 * Values at all positions of the domain of the polynomial with these coefficients: a power of two of them, at most as
 * many as positions. With fewer this is the encoding of a row by a code of rate coefficients / size.
 */
export function evaluate(domain: Domain, coefficients: ArrayLike<number>): Uint32Array {
  const { field, size, twiddles } = domain
  const filled = coefficients.length
  if (filled < 1 || filled > size || !Number.isInteger(Math.log2(filled)))
    throw new RangeError(`${filled} coefficients for ${size} positions`)
  const data = new Uint32Array(size)
  // Layers above the highest coefficient would add zero and take off zero.
  for (let i = 0; i < size; i++) data[i] = coefficients[i % filled]!
  for (let run = filled / 2; run >= 1; run /= 2) {
    const blocks = size / (2 * run)
    for (let h = 0; h < blocks; h++) {
      const twiddle = twiddles[blocks - 1 + h]!
      for (let at = 2 * h * run, end = at + run; at < end; at++) {
        const a = data[at]!
        const b = field.mul(data[at + run]!, twiddle)
        data[at] = field.add(a, b)
        data[at + run] = field.sub(a, b)
      }
    }
  }
  return data
}

/** The coefficients of the one polynomial of the basis that has these values: `evaluate` undone. */
export function interpolate(domain: Domain, values: ArrayLike<number>): Uint32Array {
  const { field, size, inverses } = domain
  if (values.length !== size) throw new RangeError(`${values.length} values for ${size} positions`)
  const data = Uint32Array.from(values)
  for (let run = 1; run < size; run *= 2) {
    const blocks = size / (2 * run)
    for (let h = 0; h < blocks; h++) {
      const twiddle = inverses[blocks - 1 + h]!
      for (let at = 2 * h * run, end = at + run; at < end; at++) {
        const [a, b] = [data[at]!, data[at + run]!]
        data[at] = field.add(a, b)
        data[at + run] = field.mul(field.sub(a, b), twiddle)
      }
    }
  }
  const share = field.inv(size)
  return data.map(value => field.mul(value, share))
}
