// position, rotary, attention and pairs in the reference interpreter against their meaning, worked out another way: by hand, in real
// numbers, or in bigints from the formulas of spec/graph.md. Engines are compared with the interpreter; this is what it is compared
// with.

import { describe, expect, it } from 'vitest'
import { interpret, isCausalSession, reference } from '../../src/core/engine/index.ts'
import { attentionScale, type IntTensor, type Op, type TensorType, WeightWriter } from '../../src/core/graph/index.ts'
import { oneOpModel } from '../support/oneOp.ts'
import { Random, randomInputs } from '../support/randomGraph.ts'
import { attentionModel, exponentials } from './causalCases.ts'
import { modelOf } from './model.ts'

const t = (shape: readonly number[], bits: number): TensorType => ({ shape, bits })
const tensor = (type: TensorType, values: readonly number[], rows = 1): IntTensor => ({
  ...type,
  rows,
  data: type.bits <= 8 ? Int8Array.from(values) : Int16Array.from(values),
})

describe('position', () => {
  it('counts rows from 0, and on where a sequence goes on', async () => {
    const ops: Op[] = [
      { kind: 'input', slot: 0, inputs: [], shape: [1], bits: 8 },
      { kind: 'position', inputs: [], shape: [1], bits: 16, context: 32_768 },
    ]
    const model = modelOf(ops, new Uint8Array(0))
    const zeros = (rows: number) => [tensor(t([1], 8), new Array(rows).fill(0), rows)]
    const ranks = (tensors: readonly IntTensor[]) => [...tensors.at(-1)!.data]
    expect(ranks(interpret(model, zeros(5)))).toEqual([0, 1, 2, 3, 4])
    const all = interpret(model, zeros(32_768)).at(-1)!.data
    expect([all[0], all[32_767]]).toEqual([0, 32_767])
    const session = await reference.load(model)
    if (!isCausalSession(session)) throw new TypeError('not causal')
    const sequence = session.open()
    const step = async (rows: number) =>
      ranks((await session.step([{ sequence, inputs: zeros(rows), wanted: rows }]))[0]!)
    expect(await step(3)).toEqual([0, 1, 2])
    expect(await step(2)).toEqual([3, 4])
    sequence.truncate(1)
    expect(await step(2)).toEqual([1, 2])
  })
})

describe('rotary', () => {
  it('turns pairs that lie half of the angles apart, and scales the rest', () => {
    const x = tensor(t([2, 5], 8), [1, 2, 3, 4, 5, 6, 7, 8, 9, -10])
    const r = tensor(t([4], 8), [10, 20, 1, 2])
    const op = { kind: 'rotary', shape: [2, 5], bits: 16, shift: 0, lo: -32_768, hi: 32_767, unitBits: 3 }
    // 1*10 - 3*1, 2*20 - 4*2, 3*10 + 1*1, 4*20 + 2*2, 5*8
    expect([...interpret(oneOpModel([x, r], op), [x, r]).at(-1)!.data]).toEqual([
      ...[7, 32, 31, 84, 40],
      ...[6 * 10 - 8, 7 * 20 - 18, 8 * 10 + 6, 9 * 20 + 14, -80],
    ])
    // Half up: 7 / 2, 32 / 2 ..; -52 / 8.
    const halves = [...interpret(oneOpModel([x, r], { ...op, shift: 1 }), [x, r]).at(-1)!.data]
    expect(halves.slice(0, 5)).toEqual([4, 16, 16, 42, 20])
  })

  it('is a rotation by the angle of each row', () => {
    const rows = 7
    const r = new Random(4)
    const x = tensor(
      t([3, 8], 12),
      Array.from({ length: rows * 24 }, () => r.int(-1400, 1400)),
      rows,
    )
    const angle = (row: number, i: number): number => row * 0.7 ** i
    const turns = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: 8 }, (_, i) =>
        Math.round(8191 * (i < 4 ? Math.cos(angle(row, i)) : Math.sin(angle(row, i - 4)))),
      ),
    ).flat()
    const a = tensor(t([8], 14), turns, rows)
    const op = { kind: 'rotary', shape: [3, 8], bits: 12, shift: 13, lo: -2048, hi: 2047, unitBits: 0 }
    const got = interpret(oneOpModel([x, a], op), [x, a]).at(-1)!.data
    for (let at = 0; at < got.length; at += 8) {
      const row = Math.floor(at / 24)
      for (let i = 0; i < 4; i++) {
        const [u, v] = [x.data[at + i]!, x.data[at + i + 4]!]
        const [c, s] = [Math.cos(angle(row, i)), Math.sin(angle(row, i))]
        expect(Math.abs(got[at + i]! - (u * c - v * s))).toBeLessThan(1)
        expect(Math.abs(got[at + i + 4]! - (u * s + v * c))).toBeLessThan(1)
      }
    }
  })
})

describe('pairs of an embedding', () => {
  it('are the two digits of an id, to the nearest entry', () => {
    const w = new WeightWriter()
    const table = Array.from({ length: 40_000 }, (_, i) => (i % 100) - 50)
    const weights = () => {
      w.constant(table, 8)
      return w.finish()
    }
    const ids = [0, 7, 32_767, 32_768, 39_999, 40_000, 70_000]
    const x = tensor(t([9, 2], 16), [...ids.flatMap(id => [id % 2 ** 15, Math.floor(id / 2 ** 15)]), -1, 0, -5, 1])
    const op = { kind: 'embedding', shape: [9, 1], bits: 8, entries: 40_000, offset: 0, pair: true, weightOffset: 0 }
    const want = [0, 7, 32_767, 32_768, 39_999, 39_999, 39_999, 0, 32_763].map(id => table[id])
    expect([...interpret(oneOpModel([x], op, weights()), [x]).at(-1)!.data]).toEqual(want)
  })
})

/** floor(a / b) of bigints, b positive. */
const floorDivide = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b
const rounded = (a: bigint, shift: bigint): bigint =>
  shift === 0n ? a : floorDivide(a + (1n << (shift - 1n)), 1n << shift)
const clamp = (a: bigint, lo: number, hi: number): bigint =>
  a < BigInt(lo) ? BigInt(lo) : a > BigInt(hi) ? BigInt(hi) : a

/** One value of attention, from the formulas and nothing else. */
function attended(
  op: Extract<Op, { kind: 'attention' }>,
  table: readonly number[],
  [q, k, v]: readonly IntTensor[],
  [t, h, i]: readonly [number, number, number],
): number {
  const [heads, length] = q!.shape as [number, number]
  const [groups, values] = v!.shape as [number, number]
  const g = Math.floor((h * groups) / heads)
  const at = (x: IntTensor, ...index: readonly number[]): bigint =>
    BigInt(x.data[[x.rows, ...x.shape].reduce((sum, n, axis) => sum * n + index[axis]!, 0)]!)
  const scores = Array.from({ length: t + 1 }, (_, j) => {
    let acc = 0n
    for (let c = 0; c < length; c++) acc += at(q!, t, h, c) * at(k!, j, g, c)
    return Number(clamp(rounded(acc, BigInt(op.scoreShift)), op.scoreLo, op.scoreHi))
  })
  const m = Math.max(...scores)
  const e = scores.map(s => BigInt(table[Math.min(m - s, table.length - 1)]!))
  const sum = e.reduce((total, weight) => total + weight, 0n)
  let acc = 0n
  for (let j = 0; j <= t; j++) acc += e[j]! * at(v!, j, g, i)
  const bits = BigInt(sum.toString(2).length)
  const a = bits - 16n + BigInt(v!.bits)
  const r = (1n << (bits + 13n)) / sum
  const limit = (1n << 14n) - 1n
  const mean = rounded(acc, a) * (r > limit ? limit : r)
  expect(values).toBeGreaterThan(i)
  return Number(clamp(rounded(mean, BigInt(29 - v!.bits - op.fraction)), op.lo, op.hi))
}

describe('attention', () => {
  it('is what its formulas say, in bigints', () => {
    const r = new Random(12)
    for (let trial = 0; trial < 40; trial++) {
      const valueBits = r.int(4, 12)
      const groups = r.int(1, 3)
      const first = r.int(2 ** (15 - valueBits), 2 ** (15 - valueBits) + 500)
      const table = exponentials(2 ** r.int(0, 8), first, r.pick([0.5, 4, 40]))
      const model = attentionModel({
        ...{ groups, heads: groups * r.int(1, 3), length: r.int(1, 6), values: r.int(1, 5), valueBits, table },
        ...{ context: 12, queryBits: r.int(4, 12), keyBits: r.int(4, 12), scoreShift: r.int(4, 12), bits: 16 },
        fraction: r.int(Math.max(0, 11 - valueBits), 16 - valueBits),
      })
      const op = model.graph.ops[3] as Extract<Op, { kind: 'attention' }>
      const inputs = randomInputs(model, 12, trial, r.pick(['uniform', 'extreme']))
      const got = interpret(model, inputs).at(-1)!
      const [heads, values] = op.shape as [number, number]
      for (let at = 0; at < got.data.length; at++) {
        const index = [Math.floor(at / (heads * values)), Math.floor(at / values) % heads, at % values] as const
        expect(got.data[at], `trial ${trial}, ${index}`).toBe(attended(op, table, inputs, index))
      }
    }
  })

  it('is the softmax of its scores times v, in real numbers', () => {
    // e falls by e every 32 scores; scores are q k / 2^9.
    const table = exponentials(512, 1000, 32)
    const model = attentionModel({ heads: 4, groups: 2, length: 16, context: 50, scoreShift: 9, table, fraction: 4 })
    const r = new Random(6)
    const inputs = randomInputs(model, 50, 1, 'zero').map((x, i) => ({
      ...x,
      data: x.data.map(() => (i < 2 ? r.int(-150, 150) : r.int(-128, 127))),
    }))
    const [q, k, v] = inputs as [IntTensor, IntTensor, IntTensor]
    const got = interpret(model, inputs).at(-1)!.data
    let worst = 0
    for (let row = 0; row < 50; row++) {
      for (let h = 0; h < 4; h++) {
        const g = h < 2 ? 0 : 1
        const dot = (j: number): number => {
          let sum = 0
          for (let i = 0; i < 16; i++) sum += q.data[(row * 4 + h) * 16 + i]! * k.data[(j * 2 + g) * 16 + i]!
          return sum / 2 ** 9 / 32
        }
        const scores = Array.from({ length: row + 1 }, (_, j) => dot(j))
        const most = Math.max(...scores)
        const weights = scores.map(score => Math.exp(score - most))
        const sum = weights.reduce((a, b) => a + b, 0)
        for (let i = 0; i < 16; i++) {
          const mean = weights.reduce((total, e, j) => total + e * v.data[(j * 2 + g) * 16 + i]!, 0) / sum
          worst = Math.max(worst, Math.abs(got[(row * 4 + h) * 16 + i]! / 2 ** 4 - mean))
        }
      }
    }
    // Scores are rounded to 1 / 32 of an e, exponentials to a thousandth: of values to 128.
    expect(worst).toBeLessThan(3)
    expect(worst).toBeGreaterThan(0)
  })

  it('gives a value that all positions share back, at both ends', () => {
    for (const valueBits of [4, 8, 12]) {
      const fraction = Math.max(0, 11 - valueBits)
      const model = attentionModel({ valueBits, fraction, bits: 16, context: 33, table: [2 ** (15 - valueBits)] })
      const [q, k, v] = randomInputs(model, 33, 1, 'uniform') as [IntTensor, IntTensor, IntTensor]
      for (const value of [-(2 ** (valueBits - 1)), 2 ** (valueBits - 1) - 1, 0, 1, -1]) {
        const out = interpret(model, [q, k, { ...v, data: v.data.map(() => value) }]).at(-1)!.data
        expect(new Set(out)).toEqual(new Set([value * 2 ** fraction]))
      }
    }
  })

  it('reads the rows before it and no others', () => {
    // Flat enough that every row counts.
    const model = attentionModel({ context: 20, scoreShift: 18, table: exponentials(256, 1000, 100) })
    const inputs = randomInputs(model, 20, 3, 'uniform')
    const whole = interpret(model, inputs).at(-1)!
    const size = 32
    for (const changed of [0, 7, 19]) {
      const other = inputs.map(x => {
        const data = x.data.slice()
        const from = changed * (data.length / 20)
        for (let i = from; i < from + data.length / 20; i++) data[i] = -data[i]! - 1
        return { ...x, data }
      })
      const got = interpret(model, other).at(-1)!
      const same = (row: number): boolean =>
        String(got.data.subarray(row * size, (row + 1) * size)) ===
        String(whole.data.subarray(row * size, (row + 1) * size))
      for (let row = 0; row < 20; row++) expect(same(row), `row ${row}, changed ${changed}`).toBe(row < changed)
    }
  })
})

describe('the scale of a sum', () => {
  it('is an inverse of fourteen bits and an exponent that takes means to sixteen', () => {
    const check = (sum: number, valueBits: number): void => {
      const { shift, inverse } = attentionScale(sum, valueBits)
      const length = BigInt(sum.toString(2).length)
      expect(shift).toBe(Number(length) - 16 + valueBits)
      expect(inverse).toBeGreaterThanOrEqual(2 ** 13)
      expect(inverse).toBeLessThan(2 ** 14)
      const top = 1n << (length + 13n)
      expect(BigInt(inverse) * BigInt(sum) <= top).toBe(true)
      // One less only where the sum is a power of two.
      const least = (BigInt(inverse) + 1n) * BigInt(sum)
      expect((sum & (sum - 1)) === 0 ? least === top : least > top).toBe(true)
      // The largest sums of values of that width, t within 16 bits and t r far inside the bound.
      for (const value of [-(2 ** (valueBits - 1)), 2 ** (valueBits - 1) - 1]) {
        const t = Number(rounded(BigInt(sum) * BigInt(value), BigInt(shift)))
        expect(Math.abs(t)).toBeLessThanOrEqual(2 ** 15)
        expect(Math.abs(t * inverse)).toBeLessThanOrEqual(2 ** 28 + 2 ** 13)
      }
    }
    const r = new Random(2)
    for (let valueBits = 4; valueBits <= 12; valueBits++) {
      for (let length = 16 - valueBits; length <= 30; length++) {
        for (const sum of [
          2 ** (length - 1),
          2 ** (length - 1) + 1,
          2 ** length - 1,
          r.int(2 ** (length - 1), 2 ** length - 1),
        ])
          if (sum >= 2 ** (15 - valueBits)) check(sum, valueBits)
      }
    }
  })
})
