// Functionals: sums over a tensor's elements with public weights, which are products of a factor for each axis, or for a
// few of them (spec/proof.md, "Functionals"). Claims about tensors are values of functionals; moving a tensor's elements
// about moves its functional the other way. Nothing here reads a cell that is no element: padding has no weight.

import { refuse } from '../../errors/index.ts'
import { type Extension, extensionOf, type Field31, type Field124 } from '../../field/index.ts'
import { bitsFor, elementAt, eqBelow, eqTable, type Limbs } from '../eq.ts'
import { contractIntegers } from './contract.ts'

/** Most elements of a factor that is written out. */
const MOST_DENSE = 2 ** 24

const tooDense = (weights: number): never =>
  refuse('proof_unsupported', `elements are moved so that ${weights} weights would have to be written out`)

/** eq(point, i) along one axis of `length`; the point has as many coordinates as an index has bits. */
interface EqFactor {
  readonly kind: 'eq'
  readonly lengths: readonly [number]
  readonly point: readonly Extension[]
}

/** A weight for each combination of indices along neighbouring axes, the last fastest. */
interface DenseFactor {
  readonly kind: 'dense'
  readonly lengths: readonly number[]
  readonly values: Limbs
}

export type Factor = EqFactor | DenseFactor

/** One factor after another covers all axes of a tensor. */
export type Functional = readonly Factor[]

export const eqFactor = (length: number, point: readonly Extension[]): Factor => ({
  kind: 'eq',
  lengths: [length],
  point: point.slice(0, bitsFor(length)),
})

export const denseFactor = (lengths: readonly number[], values: Limbs): Factor => ({ kind: 'dense', lengths, values })

const product = (lengths: readonly number[]): number => lengths.reduce((all, length) => all * length, 1)

/** A factor's weights, written out. */
export function weightsOf(field: Field31, factor: Factor): Limbs {
  return factor.kind === 'dense' ? factor.values : eqTable(field, factor.point, factor.lengths[0])
}

/** All products of two lists of weights, those of the second fastest. */
export function outer(field: Field31, a: Limbs, b: Limbs): Limbs {
  const { mul } = extensionOf(field)
  const [m, n] = [a.length / 4, b.length / 4]
  const out = new Uint32Array(4 * m * n)
  for (let i = 0; i < m; i++) {
    const x = elementAt(a, i)
    for (let j = 0; j < n; j++) out.set(mul(x, elementAt(b, j)), 4 * (i * n + j))
  }
  return out
}

/** Several neighbouring factors as one. */
function merged(field: Field31, factors: readonly Factor[]): Factor {
  if (factors.length === 1) return factors[0]!
  const count = factors.reduce((all, { lengths }) => all * product(lengths), 1)
  if (count > MOST_DENSE) tooDense(count)
  let values: Limbs = Uint32Array.of(1, 0, 0, 0)
  for (const factor of factors) values = outer(field, values, weightsOf(field, factor))
  return denseFactor(
    factors.flatMap(({ lengths }) => lengths),
    values,
  )
}

/** The factors that cover axes `from` to `to` - 1, and those before and behind; whoever lies across is merged in. */
function cut(
  field: Field31,
  functional: Functional,
  from: number,
  to: number,
): { before: Factor[]; inner: Factor; first: number; behind: Factor[] } {
  const before: Factor[] = []
  const inside: Factor[] = []
  const behind: Factor[] = []
  let axis = 0
  let first = 0
  for (const factor of functional) {
    const end = axis + factor.lengths.length
    if (end <= from) before.push(factor)
    else if (axis >= to) behind.push(factor)
    else {
      if (inside.length === 0) first = axis
      inside.push(factor)
    }
    axis = end
  }
  return { before, inner: merged(field, inside), first, behind }
}

/** A factor that covers the axis as rows of `outer` x axis x `inner` weights, changed along the axis to `length`. */
function alongAxis(
  field: Field31,
  functional: Functional,
  axis: number,
  length: number,
  change: (from: Limbs, to: Limbs, outer: number, inner: number) => void,
): Functional {
  const { before, inner, first, behind } = cut(field, functional, axis, axis + 1)
  const at = axis - first
  const [outerCount, innerCount] = [product(inner.lengths.slice(0, at)), product(inner.lengths.slice(at + 1))]
  if (outerCount * length * innerCount > MOST_DENSE) tooDense(outerCount * length * innerCount)
  const out = new Uint32Array(4 * outerCount * length * innerCount)
  change(weightsOf(field, inner), out, outerCount, innerCount)
  return [
    ...before,
    denseFactor(
      inner.lengths.map((own, i) => (i === at ? length : own)),
      out,
    ),
    ...behind,
  ]
}

/** out[.., i, ..] = the sum over j < fan of in[.., index[fan i + j], ..], the axis of the input having `length`. */
export function pullGather(
  field: Field31,
  functional: Functional,
  axis: number,
  { index, fan }: { readonly index: Int32Array; readonly fan: number },
  length: number,
): Functional {
  const { add } = extensionOf(field)
  return alongAxis(field, functional, axis, length, (from, to, outer, inner) => {
    const count = index.length / fan
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < index.length; i++) {
        const source = index[i]!
        if (source < 0) continue
        for (let k = 0; k < inner; k++) {
          const at = (o * length + source) * inner + k
          to.set(add(elementAt(to, at), elementAt(from, (o * count + Math.floor(i / fan)) * inner + k)), 4 * at)
        }
      }
  })
}

/** out[.., i, ..] = the sum of in[.., j, ..] over j > i. */
export function pullBehind(field: Field31, functional: Functional, axis: number, length: number): Functional {
  const { add, zero } = extensionOf(field)
  return alongAxis(field, functional, axis, length, (from, to, outer, inner) => {
    for (let o = 0; o < outer; o++)
      for (let k = 0; k < inner; k++) {
        let sum: Extension = zero
        for (let j = 0; j < length; j++) {
          const at = (o * length + j) * inner + k
          to.set(sum, 4 * at)
          sum = add(sum, elementAt(from, at))
        }
      }
  })
}

/** out[.., i, ..] = weights[i] * in[.., i, ..]. */
export function pullWeigh(field: Field31, functional: Functional, axis: number, weights: Int32Array): Functional {
  const { scale } = extensionOf(field)
  return alongAxis(field, functional, axis, weights.length, (from, to, outer, inner) => {
    for (let o = 0; o < outer; o++)
      weights.forEach((weight, i) => {
        for (let k = 0; k < inner; k++) {
          const at = (o * weights.length + i) * inner + k
          to.set(scale(elementAt(from, at), field.fromInt(weight)), 4 * at)
        }
      })
  })
}

/** Output axis i is input axis perm[i]. */
export function pullTranspose(field: Field31, functional: Functional, perm: readonly number[]): Functional {
  if (functional.every(({ lengths }) => lengths.length === 1)) {
    const moved: Factor[] = []
    perm.forEach((input, output) => {
      moved[input] = functional[output]!
    })
    return moved
  }
  const whole = merged(field, functional)
  const values = weightsOf(field, whole)
  const lengths: number[] = []
  perm.forEach((input, output) => {
    lengths[input] = whole.lengths[output]!
  })
  const out = new Uint32Array(values.length)
  const index = new Array<number>(perm.length).fill(0)
  for (let i = 0; i < values.length / 4; i++) {
    let at = 0
    const inputIndex: number[] = []
    perm.forEach((input, output) => {
      inputIndex[input] = index[output]!
    })
    inputIndex.forEach((value, axis) => {
      at = at * lengths[axis]! + value
    })
    out.set(elementAt(values, i), 4 * at)
    for (let axis = perm.length - 1; axis >= 0; axis--) {
      index[axis]!++
      if (index[axis]! < whole.lengths[axis]!) break
      index[axis] = 0
    }
  }
  return [denseFactor(lengths, out)]
}

const isPowerOfTwo = (length: number): boolean => (length & (length - 1)) === 0

/** The same elements in the same order, in axes of other lengths. */
export function pullReshape(field: Field31, functional: Functional, to: readonly number[]): Functional {
  const out: Factor[] = []
  let group: Factor[] = []
  let size = 1
  let from = 0
  functional.forEach((factor, which) => {
    group.push(factor)
    size *= product(factor.lengths)
    const isLast = which === functional.length - 1
    const end = isLast ? to.length : endOf(to, from, size)
    if (end === null) return
    out.push(...regrouped(field, group, to.slice(from, end)))
    group = []
    size = 1
    from = end
  })
  return out
}

/** Where axes from `from` on that hold `size` elements end, before the last axis; null where no axis ends there. */
function endOf(lengths: readonly number[], from: number, size: number): number | null {
  let held = 1
  for (let axis = from; axis < lengths.length - 1 && held <= size; axis++) {
    held *= lengths[axis]!
    if (held === size) return axis + 1
  }
  return null
}

/** Factors over the same elements, seen as axes of these lengths. */
function regrouped(field: Field31, factors: readonly Factor[], lengths: readonly number[]): Factor[] {
  const own = factors.flatMap(factor => factor.lengths)
  if (own.length === lengths.length && own.every((length, i) => length === lengths[i])) return [...factors]
  const [only] = factors
  if (factors.length === 1 && only!.kind === 'eq' && lengths.slice(1).every(isPowerOfTwo)) {
    // The lower bits of an index are the inner axes' indices.
    const split: Factor[] = []
    let at = only!.point.length
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      const bits = axis === 0 ? at : bitsFor(lengths[axis]!)
      split.unshift({ kind: 'eq', lengths: [lengths[axis]!], point: only!.point.slice(at - bits, at) })
      at -= bits
    }
    if (split.every(factor => factor.kind === 'eq' && factor.point.length === bitsFor(factor.lengths[0]))) return split
  }
  if (
    lengths.length === 1 &&
    factors.length > 1 &&
    factors.every(factor => factor.kind === 'eq') &&
    own.slice(1).every(isPowerOfTwo)
  )
    return [{ kind: 'eq', lengths: [lengths[0]!], point: factors.flatMap(factor => (factor as EqFactor).point) }]
  return [denseFactor(lengths, weightsOf(field, merged(field, factors)))]
}

/** What the functional gives for the tensor whose elements are eq(z, i), z in the bits of each axis: its extension at z. */
export function atPoint(extension: Field124, functional: Functional, point: readonly Extension[]): Extension {
  const field = extension.base
  let result = extension.one
  let at = 0
  for (const factor of functional) {
    if (factor.kind === 'eq') {
      const bits = factor.point.length
      result = extension.mul(result, eqBelow(extension, factor.point, point.slice(at, at + bits), factor.lengths[0]))
      at += bits
      continue
    }
    // Axis by axis from the last.
    let values = factor.values
    const points = factor.lengths.map(length => {
      const bits = bitsFor(length)
      at += bits
      return point.slice(at - bits, at)
    })
    for (let axis = factor.lengths.length - 1; axis >= 0; axis--)
      values = contractWide(extension, values, eqTable(field, points[axis]!, factor.lengths[axis]!))
    result = extension.mul(result, elementAt(values, 0))
  }
  return result
}

/** Rows of `weights.length` elements each, as sums with these weights. */
function contractWide({ add, mul, zero }: Field124, values: Limbs, weights: Limbs): Limbs {
  const n = weights.length / 4
  const rows = values.length / 4 / n
  const out = new Uint32Array(4 * rows)
  for (let row = 0; row < rows; row++) {
    let sum = zero
    for (let i = 0; i < n; i++) sum = add(sum, mul(elementAt(values, row * n + i), elementAt(weights, i)))
    out.set(sum, 4 * row)
  }
  return out
}

/** What the functional gives for a tensor of integers, of magnitude below p. */
export function ofIntegers(extension: Field124, functional: Functional, data: ArrayLike<number>): Extension {
  const factors = [...functional]
  const last = factors.pop()
  if (last === undefined) return extension.lift(extension.base.fromInt(data[0]!))
  const weights = weightsOf(extension.base, last)
  let values = contractIntegers(extension.base, data, weights, data.length / (weights.length / 4), 1)
  for (const factor of factors.reverse()) values = contractWide(extension, values, weightsOf(extension.base, factor))
  return elementAt(values, 0)
}

/**
 * Adds `scalar` times the functional to cells laid out with each axis padded to a power of two (prover's side of
 * `atPoint`).
 */
export function addTo(extension: Field124, functional: Functional, scalar: Extension, cells: Limbs): void {
  const field = extension.base
  const { add, mul } = extension
  const lengths = functional.flatMap(factor => factor.lengths)
  const strides = stridesOf(lengths)
  const visit = (which: number, axis: number, at: number, weight: Extension): void => {
    const factor = functional[which]
    if (factor === undefined) {
      cells.set(add(elementAt(cells, at), weight), 4 * at)
      return
    }
    const values = weightsCache[which]!
    const isLast = which === functional.length - 1
    const n = values.length / 4
    const index = new Array<number>(factor.lengths.length).fill(0)
    let offset = at
    for (let i = 0; i < n; i++) {
      const here = mul(weight, elementAt(values, i))
      if (isLast) cells.set(add(elementAt(cells, offset), here), 4 * offset)
      else visit(which + 1, axis + factor.lengths.length, offset, here)
      for (let k = factor.lengths.length - 1; k >= 0; k--) {
        index[k]!++
        offset += strides[axis + k]!
        if (index[k]! < factor.lengths[k]!) break
        offset -= strides[axis + k]! * factor.lengths[k]!
        index[k] = 0
      }
    }
  }
  const weightsCache = functional.map(factor => weightsOf(field, factor))
  visit(0, 0, 0, scalar)
}

/** Distances of neighbours along each axis, axes padded to powers of two, the last axis fastest. */
export function stridesOf(lengths: readonly number[]): number[] {
  const strides = new Array<number>(lengths.length)
  let stride = 1
  for (let axis = lengths.length - 1; axis >= 0; axis--) {
    strides[axis] = stride
    stride *= 2 ** bitsFor(lengths[axis]!)
  }
  return strides
}
