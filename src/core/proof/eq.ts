// Tables of eq: eq(r, i) is the product over the bits of i, from the highest, of r_j where the bit is one and of 1 - r_j
// where it is zero. What multilinear extensions are evaluated with (spec/proof.md, "Functionals").

import { type Extension, extensionOf, type Field31, type Field124 } from '../field/index.ts'

/** Elements of the extension, four limbs each, one after another. */
export type Limbs = Uint32Array

export const elementAt = (limbs: Limbs, i: number): Extension => [
  limbs[4 * i]!,
  limbs[4 * i + 1]!,
  limbs[4 * i + 2]!,
  limbs[4 * i + 3]!,
]

/** Bits of an index below `length`: what an axis of this length is padded to. */
export const bitsFor = (length: number): number => (length <= 1 ? 0 : 32 - Math.clz32(length - 1))

/** The coordinates of each axis. */
export function axisPoints(lengths: readonly number[], point: readonly Extension[]): (readonly Extension[])[] {
  let at = 0
  return lengths.map(length => {
    const bits = bitsFor(length)
    at += bits
    return point.slice(at - bits, at)
  })
}

/** eq(point, i) for i = 0 ... length - 1, length at most 2^(coordinates). */
export function eqTable(field: Field31, point: readonly Extension[], length = 2 ** point.length): Limbs {
  const extension = extensionOf(field)
  let table: Limbs = Uint32Array.of(1, 0, 0, 0)
  point.forEach((r, j) => {
    // Only what indices below `length` need of this level.
    const count = Math.ceil(length / 2 ** (point.length - 1 - j))
    const next = new Uint32Array(4 * count)
    for (let i = 0; i < count; i += 2) {
      const value = elementAt(table, i >> 1)
      const one = extension.mul(value, r)
      next.set(extension.sub(value, one), 4 * i)
      if (i + 1 < count) next.set(one, 4 * (i + 1))
    }
    table = next
  })
  return table
}

/** The sum over i < length of eq(a, i) eq(b, i): what a table cut at `length` gives at b, in steps of one for each bit. */
export function eqBelow(
  extension: Field124,
  a: readonly Extension[],
  b: readonly Extension[],
  length: number,
): Extension {
  const { add, sub, mul, one, zero } = extension
  // From the highest bit: `tight` is the product over the bits so far where the index is that of `length`.
  let tight = one
  let sum = zero
  const tails = tailsOf(extension, a, b)
  if (length === 2 ** a.length) return tails[0]!
  for (let j = 0; j < a.length; j++) {
    const ones = mul(a[j]!, b[j]!)
    const zeros = mul(sub(one, a[j]!), sub(one, b[j]!))
    if ((length >> (a.length - 1 - j)) & 1) {
      sum = add(sum, mul(tight, mul(zeros, tails[j + 1]!)))
      tight = mul(tight, ones)
    } else tight = mul(tight, zeros)
  }
  return sum
}

/** The products over the last coordinates of a b + (1 - a)(1 - b): entry j is of coordinates j and on. */
function tailsOf({ add, sub, mul, one }: Field124, a: readonly Extension[], b: readonly Extension[]): Extension[] {
  const tails: Extension[] = [one]
  for (let j = a.length - 1; j >= 0; j--) {
    const both = add(mul(a[j]!, b[j]!), mul(sub(one, a[j]!), sub(one, b[j]!)))
    tails.unshift(mul(tails[0]!, both))
  }
  return tails
}

/** The sums over i < length of eq(point, i), and of i eq(point, i). */
export function prefixSums(
  extension: Field124,
  point: readonly Extension[],
  length: number,
): { readonly count: Extension; readonly index: Extension } {
  const { add, sub, mul, scale, one, zero } = extension
  const bits = point.length
  // The whole cube below a prefix: its indices are the prefix and, in the mean of eq, the rest's coordinates.
  const rest = (from: number): Extension => {
    let value = zero
    for (let j = from; j < bits; j++) value = add(value, scale(point[j]!, 2 ** (bits - 1 - j)))
    return value
  }
  if (length === 2 ** bits) return { count: one, index: rest(0) }
  let tight = one
  let prefix = 0
  let [count, index] = [zero, zero]
  for (let j = 0; j < bits; j++) {
    const weight = 2 ** (bits - 1 - j)
    if (Math.floor(length / weight) % 2 === 1) {
      const below = mul(tight, sub(one, point[j]!))
      count = add(count, below)
      index = add(index, mul(below, add([prefix, 0, 0, 0], rest(j + 1))))
      tight = mul(tight, point[j]!)
      prefix += weight
    } else tight = mul(tight, sub(one, point[j]!))
  }
  return { count, index }
}
