// take, product, divide, lookup, softmax, norm, matmul, embedding, argMax: every rule of theirs broken alone, and bounds worked
// out by hand. That bounds are sound for random models is in bounds.test.ts.

import { describe, expect, it } from 'vitest'
import { attempt } from '../../src/core/errors/index.ts'
import { ACCUMULATOR_BOUND, checkGraph, type TensorType, WeightWriter } from '../../src/core/graph/index.ts'
import type { OpBounds } from '../../src/core/graph/ops/definition.ts'
import { oneOpGraph, oneOpModel } from '../support/oneOp.ts'

const t = (shape: readonly number[], bits: number): TensorType => ({ shape, bits })
const WIDE = { shift: 0, lo: -32_768, hi: 32_767 }

const TAKE = { kind: 'take', shape: [2, 3], bits: 8, axis: 1, fill: 0, weightOffset: 0 }
const PRODUCT = { kind: 'product', shape: [2, 3], bits: 16, ...WIDE }
const DIVIDE = { kind: 'divide', shape: [2, 3], bits: 16, ...WIDE }
const LOOKUP = { kind: 'lookup', shape: [4], bits: 16, ...WIDE, tableBits: 4, segment: 4, weightOffset: 0 }
const SOFTMAX = {
  ...{ kind: 'softmax', shape: [2, 3], bits: 16, shift: 14, lo: 0, hi: 16_384 },
  ...{ tableBits: 4, segment: 4, fraction: 0, weightOffset: 0 },
}
const NORM = { kind: 'norm', shape: [2, 8], bits: 12, lo: -2048, hi: 2047, fraction: 8, centre: true, epsilon: 1 }
const MATMUL = { kind: 'matmul', shape: [2, 3, 4], bits: 16, ...WIDE }
const EMBEDDING = { kind: 'embedding', shape: [3, 2], bits: 8, entries: 5, offset: 0, pair: false, weightOffset: 0 }
const ARGMAX = { kind: 'argMax', shape: [2, 1], bits: 4 }
const PAIR = [t([2, 3], 8), t([2, 1], 8)]
const MATRICES = [t([2, 3, 5], 8), t([2, 4, 5], 8)]

const CASES: readonly [string, readonly TensorType[], Record<string, unknown>, RegExp][] = [
  ['take to another width', [t([2, 5], 9)], TAKE, /the width passes through/],
  ['take to another rank', [t([2, 5, 1], 8)], TAKE, /the rank passes through/],
  ['take along no axis', [t([2, 5], 8)], { ...TAKE, axis: 2 }, /axis 2 of 2/],
  ['take with another axis', [t([3, 5], 8)], TAKE, /axis 0 differs/],
  ['take with a fill outside', [t([2, 5], 8)], { ...TAKE, fill: 128 }, /fill 128 does not fit 8 bits/],
  [
    'sum of shapes that do not repeat',
    PAIR,
    { ...PRODUCT, kind: 'sum', shape: [2, 4], coefficients: [1, 1] },
    /axis 1 has 3, 4 or 1/,
  ],
  ['product of two ranks', [t([2, 3], 8), t([3], 8)], PRODUCT, /one rank/],
  ['product longer than its inputs', [t([2, 1], 8), t([2, 1], 8)], PRODUCT, /axis 1 is longer than in every input/],
  ['product of one', [t([2, 3], 8)], PRODUCT, /1 inputs, 2 to 2 expected/],
  ['product with a shift of 19', PAIR, { ...PRODUCT, shift: 19 }, /shift 19 outside 0 to 18/],
  ['divide with a shift of 19', PAIR, { ...DIVIDE, shift: 19 }, /shift 19 outside 0 to 18/],
  ['divide with a clamp outside', PAIR, { ...DIVIDE, hi: 32_768 }, /does not fit 16 bits/],
  ['divide with crossed clamps', PAIR, { ...DIVIDE, lo: 1, hi: 0 }, /does not fit 16 bits/],
  ['divide of other shapes', [t([2, 4], 8), t([2, 1], 8)], DIVIDE, /axis 1 has 4, 3 or 1/],
  ['lookup of 2^13 rows', [t([4], 16)], { ...LOOKUP, tableBits: 13, segment: 3 }, /a table of 2\^13 rows/],
  ['lookup with a segment of 15', [t([4], 16)], { ...LOOKUP, tableBits: 1, segment: 15 }, /segment of 15 bits/],
  ['lookup of another width', [t([4], 9)], LOOKUP, /a table of 4 \+ 4 bits for 9/],
  ['lookup of another shape', [t([2, 2], 8)], LOOKUP, /the shape passes through/],
  ['softmax of another shape', [t([3, 2], 8)], SOFTMAX, /the shape passes through/],
  ['softmax with a fraction of 19', [t([2, 3], 8)], { ...SOFTMAX, fraction: 19 }, /fraction of 19 bits/],
  ['norm of another shape', [t([2, 9], 12)], NORM, /the shape passes through/],
  ['norm with a clamp outside', [t([2, 8], 12)], { ...NORM, lo: -2049 }, /does not fit 12 bits/],
  ['norm with a fraction of 15', [t([2, 8], 12)], { ...NORM, fraction: 15 }, /fraction of 15 bits/],
  ['norm with a negative epsilon', [t([2, 8], 12)], { ...NORM, epsilon: -1 }, /epsilon -1/],
  ['norm too long for its width', [t([8193], 16)], { ...NORM, shape: [8193] }, /8193 values of 16 bits/],
  ['matmul of vectors', [t([5], 8), t([5], 8)], { ...MATMUL, shape: [1] }, /one rank of 2 or more/],
  ['matmul of other rows', [t([2, 3, 5], 8), t([2, 4, 6], 8)], MATMUL, /rows of 5 values and of 6/],
  ['matmul to another shape', MATRICES, { ...MATMUL, shape: [2, 4, 3] }, /last two axes are the rows of both/],
  ['matmul of more leading matrices', [t([1, 3, 5], 8), t([2, 4, 5], 8)], MATMUL, /axis 0 differs/],
  [
    'matmul of fewer leading matrices',
    [t([2, 3, 5], 8), t([3, 4, 5], 8)],
    MATMUL,
    /axis 0 of the second input differs/,
  ],
  ['embedding of another shape', [t([4], 8)], EMBEDDING, /the input's axes and one more/],
  ['embedding without entries', [t([3], 8)], { ...EMBEDDING, entries: 0 }, /0 entries/],
  ['embedding far away', [t([3], 8)], { ...EMBEDDING, offset: 2 ** 24 + 1 }, /offset 16777217/],
  ['argMax that drops the axis', [t([2, 3], 8)], { ...ARGMAX, shape: [2] }, /the last has length 1/],
  ['argMax of indices that do not fit', [t([2, 9], 8)], ARGMAX, /indices to 8 do not fit 4 bits/],
]

describe('checkGraph refuses', () => {
  it.each(CASES)('%s', (_what, types, op, message) => {
    // Sections without weights come first, so that the rule in question is the one that is met.
    const refusal = attempt(() => checkGraph(oneOpGraph(types, op)))
    expect(refusal).toMatchObject({ ok: false, code: 'graph_invalid', message: expect.stringMatching(message) })
  })
})

const table = (base: readonly number[], slope: readonly number[] = []): Uint8Array => {
  const w = new WeightWriter()
  w.table({ base: Int32Array.from(base), slope: Int16Array.from(slope) })
  return w.finish()
}
const boundsOf = (types: readonly TensorType[], op: Record<string, unknown>, weights?: Uint8Array): OpBounds =>
  oneOpModel(types, op, weights).bounds.ops[types.length]!
const overflow = { ok: false, code: 'accumulator_overflow' }

describe('bounds', () => {
  it('of a product are its corners', () => {
    expect(boundsOf(PAIR, PRODUCT)).toMatchObject({ out: { lo: -16_256, hi: 16_384 }, accumulator: 16_384 })
    const wide = [t([2, 3], 16), t([2, 1], 16)]
    expect(attempt(() => boundsOf(wide, PRODUCT))).toMatchObject(overflow)
  })

  it('of a quotient count a divisor of 0 as 1', () => {
    expect(boundsOf(PAIR, { ...DIVIDE, shift: 4 })).toMatchObject({
      out: { lo: -2048, hi: 2048 },
      accumulator: 128 * 16 + 64,
    })
    const wide = [t([2, 3], 16), t([2, 1], 2)]
    expect(attempt(() => boundsOf(wide, { ...DIVIDE, shift: 15 }))).toMatchObject(overflow)
  })

  it('of a lookup reach both ends of every row that can be met, and no other', () => {
    const rows = Array.from({ length: 16 }, (_, i) => i * 10)
    expect(boundsOf([t([4], 8)], LOOKUP, table(rows, new Array(16).fill(3)))).toMatchObject({
      out: { lo: 0, hi: 195 },
      accumulator: 195,
    })
    const most = [...rows.slice(0, 15), ACCUMULATOR_BOUND - 3 * 15]
    expect(boundsOf([t([4], 8)], LOOKUP, table(most, new Array(16).fill(3))).accumulator).toBe(ACCUMULATOR_BOUND)
    const over = [...rows.slice(0, 15), ACCUMULATOR_BOUND - 3 * 15 + 1]
    expect(attempt(() => boundsOf([t([4], 8)], LOOKUP, table(over, new Array(16).fill(3))))).toMatchObject(overflow)
  })

  it('of a softmax give its sum, and refuse weights that are negative or begin with 0', () => {
    const rows = [1000, ...new Array<number>(15).fill(0)]
    const flat = new Array<number>(16).fill(0)
    expect(boundsOf([t([2, 3], 8)], SOFTMAX, table(rows, flat))).toMatchObject({
      out: { lo: 0, hi: 16_384 },
      accumulator: 1000 * 2 ** 14 + 1500,
      l1: 2 ** 14 + 2,
    })
    expect(attempt(() => boundsOf([t([2, 3], 8)], SOFTMAX, table([0, ...rows.slice(1)], flat)))).toMatchObject({
      code: 'graph_invalid',
      message: expect.stringMatching(/weights of a softmax are not negative/),
    })
    expect(attempt(() => boundsOf([t([2, 3], 8)], SOFTMAX, table([5, -1, ...rows.slice(2)], flat)))).toMatchObject({
      code: 'graph_invalid',
    })
    const large = [2 ** 16, ...rows.slice(1)]
    expect(attempt(() => boundsOf([t([2, 3], 8)], SOFTMAX, table(large, flat)))).toMatchObject(overflow)
    // A sum of many is what leaves the bound here, not one of them.
    const long = { ...SOFTMAX, shape: [2 ** 17], shift: 0, hi: 1 }
    expect(attempt(() => boundsOf([t([2 ** 17], 8)], long, table(new Array(16).fill(2 ** 14), flat)))).toMatchObject(
      overflow,
    )
  })

  it('of a norm follow from its length', () => {
    // sqrt(8) * 2^8 = 724.08
    expect(boundsOf([t([2, 8], 12)], NORM)).toMatchObject({ out: { lo: -726, hi: 726 }, l2: 727 })
    expect(boundsOf([t([2, 8], 12)], { ...NORM, lo: 1 }).l2).toBeUndefined()
  })

  it('of a matmul are K times the corner', () => {
    expect(boundsOf(MATRICES, MATMUL)).toMatchObject({ accumulator: 5 * 128 * 128 })
  })

  it('of what is taken hold the fill where it is used', () => {
    const w = new WeightWriter()
    w.indices([0, -1, 4])
    const types = [t([2, 5], 8)]
    expect(boundsOf(types, { ...TAKE, fill: -128 }, w.finish()).out).toEqual({ lo: -128, hi: 127 })
    for (const index of [5, -2]) {
      const other = new WeightWriter()
      other.indices([0, index, 4])
      expect(attempt(() => boundsOf(types, TAKE, other.finish()))).toMatchObject({
        code: 'graph_invalid',
        message: expect.stringMatching(`index ${index} along an axis of 5`),
      })
    }
  })

  it('of an embedding are those of its entries, which must fit', () => {
    const w = new WeightWriter()
    w.constant([1, 2, 3, 4, 5, 6, 7, 8, -9, 10], 8)
    expect(boundsOf([t([3], 8)], EMBEDDING, w.finish()).out).toEqual({ lo: -9, hi: 10 })
    expect(attempt(() => boundsOf([t([3], 8)], { ...EMBEDDING, bits: 4 }, w.finish()))).toMatchObject({
      code: 'weight_out_of_range',
    })
  })

  it('of an argMax end with the last index', () => {
    expect(boundsOf([t([2, 3], 8)], ARGMAX).out).toEqual({ lo: 0, hi: 2 })
  })
})
