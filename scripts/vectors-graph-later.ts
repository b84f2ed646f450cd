// Vectors of the ops with codes 12 to 20, for scripts/vectors-graph.ts.

import type { ExactModel, Op } from '../src/core/graph/index.ts'
import { full, input, modelOf, series } from './vectors-graph-build.ts'

const clamp16 = { shift: 0, ...full(16) }
/** A decreasing table that ends in 0, with slopes down to the next row. */
function decay(rows: number, segment: number, first: number): { base: Int32Array; slope: Int16Array } {
  const base = Int32Array.from({ length: rows }, (_, i) => (i === rows - 1 ? 0 : Math.floor(first / (i + 1) ** 2)))
  const slope = Int16Array.from({ length: segment === 0 ? 0 : rows }, (_, i) =>
    i >= rows - 2 ? 0 : Math.ceil((base[i + 1]! - base[i]!) / 2 ** segment),
  )
  return { base, slope }
}

function softmax(
  shape: readonly number[],
  bits: number,
  tableBits: number,
  segment: number,
  fraction: number,
  shift: number,
) {
  return modelOf([
    input(shape, bits),
    (_rows, values) => ({
      ...{ kind: 'softmax', inputs: [0], shape, bits: 16, shift, lo: 0, hi: 32_767, tableBits, segment, fraction },
      weightOffset: values.table(decay(2 ** tableBits, segment, 2 ** (14 + fraction))),
    }),
  ])
}

function norm(shape: readonly number[], bits: number, centre: boolean, fraction: number, epsilon: number) {
  return modelOf([
    input(shape, bits),
    { kind: 'norm', inputs: [0], shape, bits: 12, ...full(12), centre, fraction, epsilon },
  ])
}

function matmul(a: readonly number[], b: readonly number[], shape: readonly number[]) {
  return modelOf([
    input(a, 9),
    input(b, 8, 1),
    { kind: 'matmul', inputs: [0, 1], shape, bits: 12, shift: 5, ...full(12) },
  ])
}

const pair = (op: (a: number, b: number) => Op, shapeB: readonly number[], bitsB = 8): ExactModel =>
  modelOf([input([2, 3, 2], 12), input(shapeB, bitsB, 1), op(0, 1)])

export const LATER_MODELS: readonly [name: string, model: () => ExactModel][] = [
  [
    'take, in the middle, with a fill',
    () =>
      modelOf([
        input([2, 3, 2], 8),
        (_rows, values) => ({
          ...{ kind: 'take', inputs: [0], shape: [2, 5, 2], bits: 8, axis: 1, fill: -7 },
          weightOffset: values.indices([2, 2, -1, 0, 1]),
        }),
      ]),
  ],
  [
    'sum whose inputs repeat',
    () =>
      pair(
        (a, b) => ({
          kind: 'sum',
          inputs: [a, b],
          shape: [2, 3, 2],
          bits: 14,
          coefficients: [3, -50],
          shift: 2,
          ...full(14),
        }),
        [1, 3, 1],
      ),
  ],
  [
    'product',
    () =>
      pair(
        (a, b) => ({ kind: 'product', inputs: [a, b], shape: [2, 3, 2], bits: 12, shift: 7, ...full(12) }),
        [2, 3, 2],
      ),
  ],
  [
    'product whose inputs repeat, both ways',
    () =>
      modelOf([
        input([3, 1], 8),
        input([1, 4], 9, 1),
        { kind: 'product', inputs: [0, 1], shape: [3, 4], bits: 16, ...clamp16, shift: 1 },
      ]),
  ],
  [
    'divide',
    () =>
      pair(
        (a, b) => ({ kind: 'divide', inputs: [a, b], shape: [2, 3, 2], bits: 16, ...clamp16, shift: 6 }),
        [2, 3, 1],
        4,
      ),
  ],
  [
    'lookup without slopes',
    () =>
      modelOf([
        input([9], 6),
        (_rows, values) => ({
          ...{ kind: 'lookup', inputs: [0], shape: [9], bits: 12, shift: 3, ...full(12), tableBits: 6, segment: 0 },
          weightOffset: values.table({ base: Int32Array.from(series(64, -9000, 9000)), slope: new Int16Array(0) }),
        }),
      ]),
  ],
  [
    'lookup of 16 bits, with slopes',
    () =>
      modelOf([
        input([9], 16),
        (_rows, values) => ({
          ...{ kind: 'lookup', inputs: [0], shape: [9], bits: 16, shift: 4, ...full(16), tableBits: 5, segment: 11 },
          weightOffset: values.table({
            base: Int32Array.from(series(32, -400_000, 400_000)),
            slope: Int16Array.from(series(32, -90, 90)),
          }),
        }),
      ]),
  ],
  ['softmax without slopes', () => softmax([2, 5], 6, 4, 0, 0, 15)],
  ['softmax with slopes and a fraction', () => softmax([3, 7], 12, 6, 4, 9, 14)],
  ['norm around the mean', () => norm([2, 9], 12, true, 8, 1000)],
  ['norm without a mean', () => norm([2, 9], 16, false, 6, 0)],
  ['norm of one value', () => norm([3, 1], 8, true, 0, 0)],
  ['matmul', () => matmul([2, 3, 5], [2, 4, 5], [2, 3, 4])],
  ['matmul with one right side', () => matmul([3, 1, 4], [1, 2, 4], [3, 1, 2])],
  [
    'embedding',
    () =>
      modelOf([
        input([5], 8),
        (_rows, values) => ({
          ...{ kind: 'embedding', inputs: [0], shape: [5, 3], bits: 10, entries: 11, offset: 4, pair: false },
          weightOffset: values.constant(series(33, -512, 511), 10),
        }),
      ]),
  ],
  ['argMax', () => modelOf([input([4, 6], 3), { kind: 'argMax', inputs: [0], shape: [4, 1], bits: 4 }])],
]
