// Vectors of elements, and what provers do with them (spec/field.md, "Vectors"): the interface, and its living
// definition in plain TypeScript, element by element. fast.ts gives the same results from kernels.

import type { Field31 } from './base.ts'
import { type Domain, evaluate, interpolate, invertAll } from './domain.ts'
import { type Extension, extensionOf, type Field124 } from './extension.ts'
import { type FractionKernels, referenceFractions } from './fractions.ts'

/**
 * A vector that lies with the `FieldVectors` that made it: of elements of the prime field or, `wide`, of the extension.
 */
export interface Vector {
  readonly length: number
  readonly wide: boolean
}

/**
 * Vector arithmetic over one field. Vectors are made here, written and read as canonical limbs (four in a row for an
 * element of the extension) and otherwise named only. `out` may be an argument of the same operation unless the
 * operation says otherwise. Vectors of different lengths or kinds, or of others' making, throw RangeError.
 */
export interface FieldVectors {
  /** Which implementation this is. */
  readonly kind: 'reference' | 'wasm'
  readonly field: Field31
  readonly extension: Field124
  /** What sums of fractions are made of. */
  readonly fractions: FractionKernels
  /** A vector of zeros. Throws RangeError where memory does not suffice. */
  vector(length: number, wide?: boolean): Vector
  /** Throws RangeError for other numbers of limbs, and for limbs that are not below p. */
  write(vector: Vector, limbs: Uint32Array): void
  read(vector: Vector): Uint32Array
  /**
   * `length` elements of a vector from `start` on, both multiples of `PART`: what is written to it is written to the
   * vector. Throws RangeError for others.
   */
  part(vector: Vector, start: number, length: number): Vector
  /** Remembers which vectors there are; `release` forgets all that were made later. */
  mark(): number
  release(mark: number): void
  add(a: Vector, b: Vector, out: Vector): void
  sub(a: Vector, b: Vector, out: Vector): void
  mul(a: Vector, b: Vector, out: Vector): void
  /**
   * out = y + c x. The constant is of the prime field where all three are; an extension's with x of either kind and y
   * and out of the extension. `out` may be y, and x where it is of the same kind.
   */
  axpy(c: number | Extension, x: Vector, y: Vector, out: Vector): void
  /** The sum of all a_i b_i, in the extension; a is of the prime field or both are of the extension. */
  inner(a: Vector, b: Vector): Extension
  /**
   * out_i = v_i + r (v_(i + h) - v_i), h being half the length: a multilinear polynomial with its first variable set to
   * r. v of the extension takes r and out of the extension; v of the prime field takes r of either, and out of the
   * same. `out` is not v.
   */
  fold(v: Vector, r: number | Extension, out: Vector): void
  /** 1 / v_i for all i. Throws RangeError where one is zero; `out`, which is not v, then holds anything. */
  inverse(v: Vector, out: Vector): void
  /**
   * Encodes each of `count` rows of coefficients, one after another in `rows`, by the domain: to `out` column by
   * column, the values of all rows at position 0, then at position 1. `out` is not `rows`.
   */
  encode(domain: Domain, rows: Vector, count: number, out: Vector): void
  /** What `encode` does, undone, for as many coefficients as positions: columns to rows. `out` is not `columns`. */
  decode(domain: Domain, columns: Vector, count: number, out: Vector): void
}

/** Parts of vectors begin and end at multiples of so many elements. */
export const PART = 16

/** Throws RangeError unless the lengths and kinds are those of the operation. Both implementations ask here. */
export const shapes = {
  part(vector: Vector, start: number, length: number): void {
    const fits = start >= 0 && length >= PART && start + length <= vector.length
    if (!fits || start % PART !== 0 || length % PART !== 0)
      throw new RangeError(`part: ${length} from ${start} of ${text(vector)}`)
  },
  same(a: Vector, b: Vector, out: Vector): void {
    if (a.length !== b.length || a.length !== out.length || a.wide !== b.wide || a.wide !== out.wide)
      throw new RangeError(`vectors differ: ${text(a)}, ${text(b)}, ${text(out)}`)
  },
  axpy(c: number | Extension, x: Vector, y: Vector, out: Vector): void {
    const wide = typeof c !== 'number'
    if (x.length !== y.length || x.length !== out.length || y.wide !== wide || out.wide !== wide || (x.wide && !wide))
      throw new RangeError(
        `axpy: ${text(x)}, ${text(y)}, ${text(out)} with a constant that is ${wide ? '' : 'not '}wide`,
      )
  },
  inner(a: Vector, b: Vector): void {
    if (a.length !== b.length || (a.wide && !b.wide)) throw new RangeError(`inner: ${text(a)}, ${text(b)}`)
  },
  fold(v: Vector, r: number | Extension, out: Vector): void {
    const wide = typeof r !== 'number'
    if (v.length < 2 || v.length !== 2 * out.length || out.wide !== wide || (v.wide && !wide) || v === out)
      throw new RangeError(`fold: ${text(v)} to ${text(out)} at a point that is ${wide ? '' : 'not '}wide`)
  },
  inverse(v: Vector, out: Vector): void {
    if (v.length !== out.length || v.wide !== out.wide || v === out)
      throw new RangeError(`inverse: ${text(v)}, ${text(out)}`)
  },
  rows(domain: Domain, field: Field31, rows: Vector, count: number, columns: Vector, exact: boolean): number {
    const filled = rows.length / count
    if (
      domain.field !== field ||
      rows.wide ||
      columns.wide ||
      rows === columns ||
      !Number.isSafeInteger(count) ||
      count < 1 ||
      !Number.isInteger(Math.log2(filled)) ||
      filled > domain.size ||
      (exact && filled !== domain.size) ||
      columns.length !== count * domain.size
    )
      throw new RangeError(`${count} rows in ${text(rows)}, columns ${text(columns)}, ${domain.size} positions`)
    return filled
  },
}

const text = ({ length, wide }: Vector): string => `${length}${wide ? ' wide' : ''}`

interface Held extends Vector {
  readonly limbs: Uint32Array
}

/** The living definition of `FieldVectors`. */
export function referenceVectors(field: Field31): FieldVectors {
  const extension = extensionOf(field)
  const limbsOf = (vector: Vector): Uint32Array => {
    if (!('limbs' in vector)) throw new RangeError('a vector of another implementation')
    return (vector as Held).limbs
  }
  const get = (vector: Vector, i: number): Extension => {
    const limbs = limbsOf(vector)
    return vector.wide
      ? [limbs[4 * i]!, limbs[4 * i + 1]!, limbs[4 * i + 2]!, limbs[4 * i + 3]!]
      : extension.lift(limbs[i]!)
  }
  const set = (vector: Vector, i: number, value: Extension): void => {
    const limbs = limbsOf(vector)
    if (vector.wide) limbs.set(value, 4 * i)
    else limbs[i] = value[0]
  }
  const each = (out: Vector, value: (i: number) => Extension): void => {
    for (let i = 0; i < out.length; i++) set(out, i, value(i))
  }
  const widen = (c: number | Extension): Extension => (typeof c === 'number' ? extension.lift(c) : c)
  const vector = (length: number, wide = false): Held => ({
    length: lengthOf(length),
    wide,
    limbs: new Uint32Array(wide ? 4 * length : length),
  })

  const write = (vector: Vector, limbs: Uint32Array): void => limbsOf(vector).set(checkLimbs(field, vector, limbs))
  const read = (vector: Vector): Uint32Array => limbsOf(vector).slice()

  return {
    kind: 'reference',
    field,
    extension,
    fractions: referenceFractions({ extension, read, write }),
    vector,
    write,
    read,
    part(vector, start, length): Held {
      shapes.part(vector, start, length)
      const size = vector.wide ? 4 : 1
      return { length, wide: vector.wide, limbs: limbsOf(vector).subarray(size * start, size * (start + length)) }
    },
    mark: () => 0,
    release: () => {},
    add(a, b, out) {
      shapes.same(a, b, out)
      each(out, i => extension.add(get(a, i), get(b, i)))
    },
    sub(a, b, out) {
      shapes.same(a, b, out)
      each(out, i => extension.sub(get(a, i), get(b, i)))
    },
    mul(a, b, out) {
      shapes.same(a, b, out)
      each(out, i => extension.mul(get(a, i), get(b, i)))
    },
    axpy(c, x, y, out) {
      shapes.axpy(c, x, y, out)
      each(out, i => extension.add(get(y, i), extension.mul(widen(c), get(x, i))))
    },
    inner(a, b) {
      shapes.inner(a, b)
      let sum = extension.zero
      for (let i = 0; i < a.length; i++) sum = extension.add(sum, extension.mul(get(a, i), get(b, i)))
      return sum
    },
    fold(v, r, out) {
      shapes.fold(v, r, out)
      each(out, i => {
        const [a, b] = [get(v, i), get(v, i + out.length)]
        return extension.add(a, extension.mul(widen(r), extension.sub(b, a)))
      })
    },
    inverse(v, out) {
      shapes.inverse(v, out)
      if (v.wide) each(out, i => extension.inv(get(v, i)))
      else limbsOf(out).set(invertAll(field, limbsOf(v)))
    },
    encode(domain, rows, count, out) {
      const filled = shapes.rows(domain, field, rows, count, out, false)
      for (let row = 0; row < count; row++) {
        const values = evaluate(domain, limbsOf(rows).subarray(row * filled, (row + 1) * filled))
        values.forEach((value, position) => {
          limbsOf(out)[position * count + row] = value
        })
      }
    },
    decode(domain, columns, count, out) {
      shapes.rows(domain, field, out, count, columns, true)
      for (let row = 0; row < count; row++) {
        const values = Uint32Array.from({ length: domain.size }, (_, at) => limbsOf(columns)[at * count + row]!)
        limbsOf(out).set(interpolate(domain, values), row * domain.size)
      }
    },
  }
}

/** The length of a vector, or RangeError. */
export function lengthOf(length: number): number {
  if (!Number.isSafeInteger(length) || length < 1 || length > 2 ** 28) throw new RangeError(`vector: length ${length}`)
  return length
}

/** The limbs that may be written to a vector, or RangeError. */
export function checkLimbs(field: Field31, { length, wide }: Vector, limbs: Uint32Array): Uint32Array {
  if (limbs.length !== (wide ? 4 : 1) * length) throw new RangeError(`${limbs.length} limbs for ${length} elements`)
  for (let i = 0; i < limbs.length; i++)
    if (limbs[i]! >= field.order) throw new RangeError(`limb ${i}: ${limbs[i]} is no element of ${field.name}`)
  return limbs
}
