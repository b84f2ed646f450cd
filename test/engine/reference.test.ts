// The reference interpreter's newer ops against their meaning, worked out another way: by hand, in real numbers or in bigints.
// Every other engine is compared with the interpreter; this is what the interpreter is compared with.

import { describe, expect, it } from 'vitest'
import { interpret } from '../../src/core/engine/index.ts'
import { type IntTensor, type TensorType, WeightWriter } from '../../src/core/graph/index.ts'
import { oneOpModel } from '../support/oneOp.ts'
import { Random, randomTensor } from '../support/randomGraph.ts'

const t = (shape: readonly number[], bits: number): TensorType => ({ shape, bits })
const tensor = (type: TensorType, values: readonly number[], rows = 1): IntTensor => ({
  ...type,
  rows,
  data: type.bits <= 8 ? Int8Array.from(values) : Int16Array.from(values),
})
const WIDE = { shift: 0, lo: -32_768, hi: 32_767 }

function run(inputs: readonly IntTensor[], op: Record<string, unknown>, weights?: (w: WeightWriter) => void): number[] {
  const w = new WeightWriter()
  weights?.(w)
  const model = oneOpModel(inputs, op, w.finish())
  return [...interpret(model, inputs).at(-1)!.data]
}

describe('reference', () => {
  it('takes along an axis, filling where there is nothing', () => {
    const x = tensor(t([2, 3, 2], 8), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    const op = { kind: 'take', shape: [2, 4, 2], bits: 8, axis: 1, fill: -1, weightOffset: 0 }
    const got = run([x], op, w => w.indices([2, -1, 0, 2]))
    expect(got).toEqual([5, 6, -1, -1, 1, 2, 5, 6, 11, 12, -1, -1, 7, 8, 11, 12])
  })

  it('repeats inputs of sums, products and quotients along axes of length 1, row by row', () => {
    const a = tensor(t([2, 3], 8), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 2)
    const b = tensor(t([2, 1], 8), [10, -20, 3, 0], 2)
    const shape = [2, 3]
    expect(run([a, b], { kind: 'sum', shape, bits: 16, coefficients: [2, -1], ...WIDE })).toEqual([
      ...[-8, -6, -4, 28, 30, 32],
      ...[11, 13, 15, 20, 22, 24],
    ])
    expect(run([a, b], { kind: 'product', shape, bits: 16, ...WIDE, shift: 1 })).toEqual([
      ...[5, 10, 15, -40, -50, -60],
      // 7 * 3 / 2 = 10.5 rounds up.
      ...[11, 12, 14, 0, 0, 0],
    ])
    expect(run([a, b], { kind: 'divide', shape, bits: 16, ...WIDE, shift: 2 })).toEqual([
      // 4 * 1 / 10 = 0.4, 0.8, 1.2; 16 / -20 = -0.8, -1, -1.2
      ...[0, 1, 1, -1, -1, -1],
      // 28 / 3, 32 / 3, 36 / 3; divided by 0 counts as by 1
      ...[9, 11, 12, 40, 44, 48],
    ])
  })

  it('rounds a quotient half up, also below 0', () => {
    const a = tensor(t([6], 8), [1, -1, 3, -3, 5, -5])
    const b = tensor(t([1], 8), [2])
    const c = tensor(t([1], 8), [-2])
    const op = { kind: 'divide', shape: [6], bits: 8, shift: 0, lo: -128, hi: 127 }
    expect(run([a, b], op)).toEqual([1, 0, 2, -1, 3, -2])
    expect(run([a, c], op)).toEqual([0, 1, -1, 2, -2, 3])
  })

  it('walks a table along straight lines', () => {
    const x = tensor(t([6], 4), [-8, -7, -5, -4, 0, 7])
    const op = { kind: 'lookup', shape: [6], bits: 16, ...WIDE, tableBits: 2, segment: 2, weightOffset: 0 }
    const rows = { base: Int32Array.from([100, 200, 300, -400]), slope: Int16Array.from([5, -5, 0, 7]) }
    expect(run([x], op, w => w.table(rows))).toEqual([100, 105, 115, 200, 300, -379])
    const plain = { ...op, tableBits: 4, segment: 0, shift: 1 }
    const squares = { base: Int32Array.from({ length: 16 }, (_, i) => (i - 8) ** 2), slope: new Int16Array(0) }
    expect(run([x], plain, w => w.table(squares))).toEqual([32, 25, 13, 8, 0, 25])
  })

  it('gives a softmax within a step of the real one, and nothing far from the largest', () => {
    const bits = 12
    const scale = 2 ** -8
    const r = new Random(5)
    const x = randomTensor(t([3, 17], bits), 4, r, 'uniform')
    const rows = 2 ** 11
    const segment = 1
    const e = (u: number): number => 2 ** 14 * Math.exp(-u * scale)
    const table = {
      base: Int32Array.from({ length: rows }, (_, i) => (i === rows - 1 ? 0 : Math.round(e(2 * i)))),
      slope: Int16Array.from({ length: rows }, (_, i) => (i === rows - 1 ? 0 : Math.round(e(2 * i + 1) - e(2 * i)))),
    }
    const op = {
      ...{ kind: 'softmax', shape: [3, 17], bits: 16, shift: 15, lo: 0, hi: 32_767 },
      ...{ tableBits: 11, segment, fraction: 0, weightOffset: 0 },
    }
    const got = run([x], op, w => w.table(table))
    for (let from = 0; from < got.length; from += 17) {
      const line = [...x.data.subarray(from, from + 17)].map(value => value * scale)
      const most = Math.max(...line)
      const sum = line.reduce((total, value) => total + Math.exp(value - most), 0)
      line.forEach((value, i) => {
        expect(Math.abs(got[from + i]! - (2 ** 15 * Math.exp(value - most)) / sum)).toBeLessThan(3)
      })
    }
  })

  it('splits a softmax of equal values equally, rounded half up', () => {
    const x = tensor(t([3], 8), [5, 5, 5])
    const table = { base: Int32Array.from([7, 0]), slope: new Int16Array(0) }
    const op = { kind: 'softmax', shape: [3], bits: 16, shift: 4, lo: 0, hi: 16 }
    // 7 * 16 / 21 = 5.33
    expect(run([x], { ...op, tableBits: 1, segment: 0, fraction: 0, weightOffset: 0 }, w => w.table(table))).toEqual([
      5, 5, 5,
    ])
    // Halves: floor((7 + 1) / 2) = 4 each, then 4 * 16 / 12.
    expect(run([x], { ...op, tableBits: 1, segment: 0, fraction: 1, weightOffset: 0 }, w => w.table(table))).toEqual([
      5, 5, 5,
    ])
  })

  it.each([
    [true, 'less its mean, by the standard deviation'],
    [false, 'by the root mean square'],
  ])('norm, centre %s: %s', (centre, _what) => {
    const r = new Random(9)
    for (const [length, bits] of [
      [1, 16],
      [7, 12],
      [64, 16],
      [768, 16],
      [4096, 16],
    ] as const) {
      const x = randomTensor(t([length], bits), 3, r, 'uniform')
      const fraction = 10
      const epsilon = 1000
      const op = { kind: 'norm', shape: [length], bits: 16, lo: -32_768, hi: 32_767, fraction, centre, epsilon }
      const got = run([x], op)
      for (let row = 0; row < 3; row++) {
        const line = [...x.data.subarray(row * length, (row + 1) * length)]
        const mean = centre ? line.reduce((a, b) => a + b, 0) / length : 0
        const variance = line.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length + epsilon / length ** 2
        line.forEach((value, i) => {
          const want = ((value - mean) / Math.sqrt(variance)) * 2 ** fraction
          // Half a step of rounding, and an inverse of 17 bits.
          expect(Math.abs(got[row * length + i]! - want)).toBeLessThanOrEqual(0.5 + Math.abs(want) * 2 ** -17 + 1e-6)
        })
      }
    }
  })

  it('norm of a line of equal values is 0 with its mean taken off, whatever epsilon is', () => {
    const x = tensor(t([4], 16), [-32_768, -32_768, -32_768, -32_768])
    const op = { kind: 'norm', shape: [4], bits: 12, lo: -2048, hi: 2047, fraction: 8, centre: true, epsilon: 0 }
    expect(run([x], op)).toEqual([0, 0, 0, 0])
    expect(run([x], { ...op, centre: false })).toEqual([-256, -256, -256, -256])
  })

  it('multiplies matrices, each with its own or all with one', () => {
    const a = tensor(t([2, 2, 3], 8), [1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6])
    const own = tensor(t([2, 2, 3], 8), [1, 0, 0, 0, 1, 1, 2, 0, 0, 0, 2, 2])
    const op = { kind: 'matmul', shape: [2, 2, 2], bits: 16, ...WIDE }
    expect(run([a, own], op)).toEqual([1, 5, 4, 11, -2, -10, -8, -22])
    const one = tensor(t([1, 2, 3], 8), [1, 0, 0, 0, 1, 1])
    expect(run([a, one], op)).toEqual([1, 5, 4, 11, -1, -5, -4, -11])
  })

  it('looks entries up, the nearest where there is none', () => {
    const x = tensor(t([4], 8), [-3, 0, 1, 100])
    const op = { kind: 'embedding', shape: [4, 2], bits: 8, entries: 3, offset: 1, pair: false, weightOffset: 0 }
    expect(run([x], op, w => w.constant([1, 2, 3, 4, 5, 6], 8))).toEqual([1, 2, 3, 4, 5, 6, 5, 6])
  })

  it('finds the first of the largest', () => {
    const x = tensor(t([3, 4], 8), [1, 5, 5, 2, -1, -1, -1, -1, -128, 0, 127, 127])
    expect(run([x], { kind: 'argMax', shape: [3, 1], bits: 4 })).toEqual([1, 0, 2])
  })
})
