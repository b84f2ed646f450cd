// Functionals against sums that are written out: for random shapes and chains of moves, what a functional gives for a moved
// tensor is what the pulled one gives for the tensor itself, by integers, at points and in cells.

import { beforeAll, describe, expect, test } from 'vitest'
import { type Extension, extensionOf, type FieldVectors, fastVectors, MERSENNE31 } from '../../src/core/field/index.ts'
import { bitsFor, elementAt, eqBelow, eqTable, type Limbs, prefixSums } from '../../src/core/proof/eq.ts'
import type { Claim } from '../../src/core/proof/system/claims.ts'
import { eqFunctional, evaluateExpression, pullBack } from '../../src/core/proof/system/expression.ts'
import { addTo, atPoint, denseFactor, type Functional, ofIntegers } from '../../src/core/proof/system/functional.ts'
import type { Move } from '../../src/core/proof/system/types.ts'
import { weightsOfClaims } from '../../src/core/proof/system/weighing.ts'
import { Random } from '../support/random.ts'

const field = MERSENNE31
const extension = extensionOf(field)
const { add, sub, mul, one, zero } = extension
const P = 2 ** 31 - 1

const size = (lengths: readonly number[]): number => lengths.reduce((all, length) => all * length, 1)
const element = (r: Random): Extension => [r.int(0, P - 1), r.int(0, P - 1), r.int(0, P - 1), r.int(0, P - 1)]
const points = (r: Random, count: number): Extension[] => Array.from({ length: count }, () => element(r))
const LENGTHS = [1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9]

/** eq of a point and the bits of i, from the highest, by its definition. */
function eqOf(point: readonly Extension[], i: number): Extension {
  return point.reduce((value, r, j) => {
    const bit = Math.floor(i / 2 ** (point.length - 1 - j)) % 2
    return mul(value, bit === 1 ? r : sub(one, r))
  }, one)
}

/** All ways to write a number as a product of `rank` factors, one at random. */
function factorsOf(r: Random, total: number, rank: number): number[] {
  const out: number[] = []
  let left = total
  for (let i = 0; i < rank - 1; i++) {
    const divisors = Array.from({ length: left }, (_, k) => k + 1).filter(k => left % k === 0)
    const own = r.pick(divisors)
    out.push(own)
    left /= own
  }
  return [...out, left]
}

function randomMove(r: Random, lengths: readonly number[]): { move: Move; after: readonly number[] } {
  const axis = r.int(0, lengths.length - 1)
  const length = lengths[axis]!
  const replaced = (own: number): number[] => lengths.map((n, i) => (i === axis ? own : n))
  switch (r.int(0, 5)) {
    case 0:
    case 1: {
      const to = factorsOf(r, size(lengths), r.int(1, 5))
      return { move: { kind: 'reshape', lengths: to }, after: to }
    }
    case 2: {
      const perm = lengths.map((_, i) => i)
      for (let i = perm.length - 1; i > 0; i--) {
        const j = r.int(0, i)
        ;[perm[i], perm[j]] = [perm[j]!, perm[i]!]
      }
      return { move: { kind: 'transpose', perm }, after: perm.map(i => lengths[i]!) }
    }
    case 3: {
      const [fan, count] = [r.pick([1, 1, 2, 3]), r.int(1, Math.max(1, Math.floor(300 / size(replaced(1)))) % 9 || 1)]
      const index = Int32Array.from({ length: fan * count }, () => r.int(-1, length - 1))
      return { move: { kind: 'gather', axis, index, fan }, after: replaced(count) }
    }
    case 4:
      return { move: { kind: 'behind', axis }, after: lengths }
    default:
      return {
        move: { kind: 'weigh', axis, weights: Int32Array.from({ length }, () => r.int(-(2 ** 29), 2 ** 29)) },
        after: lengths,
      }
  }
}

/** A functional of random factors: eq, weights of an axis, weights of several axes. */
function randomFunctional(r: Random, lengths: readonly number[]): Functional {
  const out: Functional[number][] = []
  for (let axis = 0; axis < lengths.length; ) {
    if (r.int(0, 1) === 0) {
      out.push(...eqFunctional([lengths[axis]!], points(r, bitsFor(lengths[axis]!))))
      axis++
      continue
    }
    const count = r.int(1, Math.min(3, lengths.length - axis))
    const own = lengths.slice(axis, axis + count)
    out.push(
      denseFactor(
        own,
        Uint32Array.from({ length: 4 * size(own) }, () => r.int(0, P - 1)),
      ),
    )
    axis += count
  }
  return out
}

/** The weight of each element, written out by the definition. */
function written(functional: Functional): Extension[] {
  let out: Extension[] = [one]
  for (const factor of functional) {
    const own = Array.from({ length: size(factor.lengths) }, (_, i) =>
      factor.kind === 'eq' ? eqOf(factor.point, i) : elementAt(factor.values, i),
    )
    out = out.flatMap(weight => own.map(other => mul(weight, other)))
  }
  return out
}

const sumOf = (weights: readonly Extension[], data: ArrayLike<number>): Extension =>
  weights.reduce((sum, weight, i) => add(sum, mul(weight, extension.lift(field.fromInt(data[i]!)))), zero)

/** Places of all elements where axes are padded to powers of two. */
function places(lengths: readonly number[]): number[] {
  let out = [0]
  for (const length of lengths) out = out.flatMap(at => Array.from({ length }, (_, i) => at * 2 ** bitsFor(length) + i))
  return out
}

const bitsOf = (lengths: readonly number[]): number => lengths.reduce((bits, n) => bits + bitsFor(n), 0)

let vectors: FieldVectors
beforeAll(async () => {
  vectors = await fastVectors(field)
})

function checkChain(seed: number): void {
  const r = new Random(seed, 77)
  const lengths = Array.from({ length: r.int(1, 5) }, () => r.pick(LENGTHS))
  while (size(lengths) > 400) lengths.pop()
  const moves: Move[] = []
  let now: readonly number[] = lengths
  let magnitude = 100
  for (let i = r.int(0, 6); i > 0; i--) {
    const { move, after } = randomMove(r, now)
    // Sums in doubles stay exact.
    const grown = magnitude * (move.kind === 'weigh' ? 2 ** 29 : 9)
    if (grown > 2 ** 45 || size(after) > 400) continue
    magnitude = grown
    moves.push(move)
    now = after
  }
  const data = Int32Array.from({ length: size(lengths) }, () => r.int(-100, 100))
  const source = { kind: 'column', id: 0 } as const
  const part = { coefficient: 1, source, moves }
  const moved = evaluateExpression({ lengths: now, parts: [part] }, () => ({ data, lengths }))
  const functional = r.int(0, 1) === 0 ? randomFunctional(r, now) : eqFunctional(now, points(r, bitsOf(now)))
  const pulled = pullBack(field, functional, part, lengths)
  const what = `seed ${seed}: [${lengths}] ${JSON.stringify(moves.map(({ kind }) => kind))} [${now}]`
  expect(
    pulled.flatMap(factor => factor.lengths).filter(n => n > 1),
    what,
  ).toEqual(lengths.filter(n => n > 1))

  const weights = written(pulled)
  expect(weights.length, what).toBe(size(lengths))
  expect(sumOf(weights, data), what).toEqual(sumOf(written(functional), moved))
  // Each element by itself, so that no two mistakes make up for one another.
  for (let k = 0; k < 3; k++) {
    const at = r.int(0, data.length - 1)
    const unit = data.map((_, i) => (i === at ? 1 : 0))
    const alone = evaluateExpression({ lengths: now, parts: [part] }, () => ({ data: unit, lengths }))
    expect(weights[at], what).toEqual(sumOf(written(functional), alone))
  }
  expect(ofIntegers(extension, pulled, data), what).toEqual(sumOf(weights, data))

  // At a point of the cells, and in all cells.
  const point = points(r, bitsOf(lengths))
  const cells = places(lengths)
  const total = cells.reduce((sum, place, i) => add(sum, mul(weights[i]!, eqOf(point, place))), zero)
  expect(atPoint(extension, pulled, point), what).toEqual(total)
  const padded: Limbs = new Uint32Array(4 * 2 ** bitsOf(lengths))
  const scalar = element(r)
  addTo(extension, pulled, scalar, padded)
  const dense = new Uint32Array(padded.length)
  cells.forEach((place, i) => {
    dense.set(mul(scalar, weights[i]!), 4 * place)
  })
  expect(padded, what).toEqual(dense)
}

describe('functionals', () => {
  test('go back through moves as sums that are written out', () => {
    for (let seed = 0; seed < 600; seed++) checkChain(seed)
  })

  test('split and merge where lengths are powers of two, and are written out elsewhere', () => {
    const r = new Random(5, 78)
    const shapes = [
      [12],
      [3, 4],
      [3, 2, 2],
      [1, 12],
      [12, 1],
      [1, 3, 1, 4, 1],
      [6, 2],
      [2, 6],
      [4, 3],
      [2, 2, 3],
      [1, 1, 12],
    ]
    for (const from of shapes)
      for (const to of shapes) {
        const functional = eqFunctional(to, points(r, bitsOf(to)))
        const part = {
          coefficient: 1,
          source: { kind: 'one' } as const,
          moves: [{ kind: 'reshape', lengths: to } as const],
        }
        expect(written(pullBack(field, functional, part, from)), `[${from}] [${to}]`).toEqual(written(functional))
      }
  })

  test('weigh whole commitments as they weigh cells one by one', () => {
    for (let seed = 0; seed < 12; seed++) {
      const r = new Random(seed, 79)
      // Blocks on both sides of the size from which vectors are used, and of where two factors are told apart.
      const shapes = [
        [r.int(33, 64), 5, 7],
        [300, 3],
        [3, 300],
        [2, 2, 2, 65],
        [17],
        [1],
        [5, 3],
        [1025],
        [9, 130],
      ].slice(seed % 3)
      const sizes = shapes.map(bitsOf)
      const order = sizes.map((_, i) => i).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
      const blocks: { offset: number; bits: number }[] = []
      let end = 0
      for (const i of order) {
        blocks[i] = { offset: end, bits: sizes[i]! }
        end += 2 ** sizes[i]!
      }
      const variables = Math.max(4, bitsFor(end))
      const claims: Claim[] = Array.from({ length: 4 }, () => ({
        value: zero,
        terms: shapes.map((shape, id) => ({
          source: { kind: 'column', id } as const,
          functional: r.int(0, 1) === 0 ? randomFunctional(r, shape) : eqFunctional(shape, points(r, bitsOf(shape))),
          scalar: element(r),
        })),
      }))
      const beta = element(r)
      const mark = vectors.mark()
      const made = vectors.read(weightsOfClaims(vectors, { variables, end, blocks }, claims, beta))
      const dense = new Uint32Array(4 * 2 ** variables)
      let power = one
      for (const { terms } of claims) {
        terms.forEach(({ functional, scalar }, id) => {
          const weights = written(functional)
          places(shapes[id]!).forEach((place, i) => {
            const at = blocks[id]!.offset + place
            dense.set(add(elementAt(dense, at), mul(mul(power, scalar), weights[i]!)), 4 * at)
          })
        })
        power = mul(power, beta)
      }
      expect(made.length).toBe(dense.length)
      expect(
        made.every((limb, i) => limb === dense[i]),
        `seed ${seed}`,
      ).toBe(true)
      vectors.release(mark)
    }
  })
})

describe('tables of eq', () => {
  test('and their sums are those written out, for all lengths', () => {
    const r = new Random(1, 80)
    for (let bits = 0; bits <= 5; bits++)
      for (let length = 0; length <= 2 ** bits; length++) {
        const [a, b] = [points(r, bits), points(r, bits)]
        const all = Array.from({ length }, (_, i) => i)
        const values = all.map(i => eqOf(a, i))
        if (length > 0) {
          const table = eqTable(field, a, length)
          expect(all.map(i => elementAt(table, i))).toEqual(values)
          expect(eqBelow(extension, a, b, length)).toEqual(
            all.reduce((sum, i) => add(sum, mul(values[i]!, eqOf(b, i))), zero),
          )
        }
        const { count, index } = prefixSums(extension, a, length)
        expect(count).toEqual(values.reduce((sum, value) => add(sum, value), zero))
        expect(index).toEqual(values.reduce((sum, value, i) => add(sum, extension.scale(value, i)), zero))
      }
  })
})
