// What claims weigh cells with, as a vector: sums of products of factors, block by block. The prover's side of
// `weightAt`; `addTo` in functional.ts says the same element by element.

import { type Extension, type FieldVectors, PART, type Vector } from '../../field/index.ts'
import { bitsFor, elementAt, type Limbs } from '../eq.ts'
import type { Claim } from './claims.ts'
import { addTo, type Factor, type Functional, outer, weightsOf } from './functional.ts'
import type { Blocks } from './layout.ts'
import { eachLine } from './polynomials.ts'

/** Elements of the inner of two factors that a block's weights are made of: fewer, and calls cost more than products. */
const INNER = 256

/** The i-th claim counts beta^i times. The vector is new. */
export function weightsOfClaims(
  vectors: FieldVectors,
  { variables, blocks }: Blocks,
  claims: readonly Claim[],
  beta: Extension,
): Vector {
  const { extension } = vectors
  const cells = vectors.vector(2 ** variables, true)
  const eq = eqCache(vectors)
  // Blocks that are smaller than a part stand behind all others.
  const small = Math.min(2 ** variables, ...blocks.filter(({ bits }) => 2 ** bits < PART).map(({ offset }) => offset))
  const from = small - (small % PART)
  const rest = new Uint32Array(4 * (2 ** variables - from))
  let power = extension.one
  for (const { terms } of claims) {
    for (const { source, functional, scalar } of terms) {
      const { offset, bits } = blocks[(source as { id: number }).id]!
      const weight = extension.mul(power, scalar)
      if (2 ** bits < PART) addTo(extension, functional, weight, rest.subarray(4 * (offset - from)))
      else addProduct(vectors, eq, vectors.part(cells, offset, 2 ** bits), functional, weight)
    }
    power = extension.mul(power, beta)
  }
  if (rest.length > 0) addRest(vectors, cells, from, rest)
  return cells
}

/** Adds what blocks of a few cells have to the last of all. */
function addRest(vectors: FieldVectors, cells: Vector, from: number, rest: Limbs): void {
  const length = rest.length / 4
  const isWhole = from === 0
  const part = isWhole ? cells : vectors.part(cells, from, length)
  const added = vectors.vector(length, true)
  vectors.write(added, rest)
  vectors.add(part, added, part)
}

/** Adds scalar times the functional to a block. */
function addProduct(
  vectors: FieldVectors,
  eq: (points: readonly Factor[]) => Vector,
  block: Vector,
  functional: Functional,
  scalar: Extension,
): void {
  const { extension } = vectors
  // Inner factors until they are long enough; an axis that is split between both makes the inner one long.
  let inner = 1
  let at = functional.length
  while (at > 0 && inner < INNER) inner *= paddedLength(functional[--at]!)
  while (inner < PART && at > 0) inner *= paddedLength(functional[--at]!)
  const low = eq(functional.slice(at))
  const outer = paddedWeights(vectors, functional.slice(0, at))
  const count = block.length / low.length
  for (let i = 0; i < count; i++) {
    const weight = elementAt(outer, i)
    if (weight[0] === 0 && weight[1] === 0 && weight[2] === 0 && weight[3] === 0) continue
    const part = count === 1 ? block : vectors.part(block, i * low.length, low.length)
    vectors.axpy(extension.mul(scalar, weight), low, part, part)
  }
}

const paddedLength = ({ lengths }: Factor): number => lengths.reduce((all, length) => all * 2 ** bitsFor(length), 1)

/** All products of the factors' weights, each axis padded with zeros. */
function paddedWeights({ field }: FieldVectors, factors: readonly Factor[]): Limbs {
  let out: Limbs = Uint32Array.of(1, 0, 0, 0)
  for (const factor of factors) out = outer(field, out, padded(factor.lengths, weightsOf(field, factor)))
  return out
}

/** Elements with each axis padded to a power of two. */
function padded(lengths: readonly number[], values: Limbs): Limbs {
  const line = 4 * (lengths.at(-1) ?? 1)
  const out = new Uint32Array(4 * lengths.reduce((all, length) => all * 2 ** bitsFor(length), 1))
  eachLine(lengths, (place, i) => {
    out.set(values.subarray(i * line, (i + 1) * line), 4 * place)
  })
  return out
}

/** Makes the vector of some factors' products once for all terms that have them. */
function eqCache(vectors: FieldVectors): (factors: readonly Factor[]) => Vector {
  const made = new Map<string, Vector>()
  return factors => {
    const isEq = factors.every(({ kind }) => kind === 'eq')
    const key = isEq
      ? factors.map(factor => `${factor.lengths[0]}:${factor.kind === 'eq' ? factor.point.join() : ''}`).join(';')
      : null
    const known = key === null ? undefined : made.get(key)
    if (known !== undefined) return known
    const vector = productVector(vectors, factors)
    if (key !== null) made.set(key, vector)
    return vector
  }
}

/** The products of all factors' weights, of at least `PART` elements, the last factor's index fastest. */
function productVector(vectors: FieldVectors, factors: readonly Factor[]): Vector {
  const { extension } = vectors
  const size = factors.reduce((all, factor) => all * paddedLength(factor), 1)
  const out = vectors.vector(size, true)
  // From the end: what is there already, times each weight of the factor before it.
  let done = 1
  let first = factors.length
  while (first > 0 && done < PART) done *= paddedLength(factors[--first]!)
  const [only] = factors
  if (first === 0 && factors.length === 1 && only!.kind === 'eq' && only!.lengths[0] > PART) {
    writeEq(vectors, out, only!.point, only!.lengths[0])
    return out
  }
  vectors.write(done === size ? out : vectors.part(out, 0, done), paddedWeights(vectors, factors.slice(first)))
  for (; first > 0; first--) {
    const weights = padded(factors[first - 1]!.lengths, weightsOf(vectors.field, factors[first - 1]!))
    const low = vectors.part(out, 0, done)
    for (let i = weights.length / 4 - 1; i >= 0; i--) {
      const part = vectors.part(out, i * done, done)
      if (i > 0) vectors.axpy(elementAt(weights, i), low, part, part)
      else vectors.axpy(extension.sub(elementAt(weights, 0), extension.one), low, low, low)
    }
    done *= weights.length / 4
  }
  return out
}

/** eq(point, i), twice as long with each coordinate, from the last to the first; 0 from `length` on. */
function writeEq(vectors: FieldVectors, out: Vector, point: readonly Extension[], length: number): void {
  const start = point.length - Math.log2(PART)
  vectors.write(
    out.length === PART ? out : vectors.part(out, 0, PART),
    paddedWeights(
      vectors,
      point.slice(start).map(r => ({ kind: 'eq', lengths: [2], point: [r] })),
    ),
  )
  let done = PART
  for (let j = start - 1; j >= 0; j--) {
    const [low, high] = [vectors.part(out, 0, done), vectors.part(out, done, done)]
    vectors.axpy(point[j]!, low, high, high)
    vectors.sub(low, high, low)
    done *= 2
  }
  if (length < out.length) {
    const limbs = vectors.read(out)
    limbs.fill(0, 4 * length)
    vectors.write(out, limbs)
  }
}
