// analyze: refuses what could leave the accumulator bound, is reached by some input where ops stand alone, and is never
// exceeded. Also what it refuses in the weights' bytes.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interpret } from '../../src/core/engine/index.ts'
import { attempt } from '../../src/core/errors/index.ts'
import {
  ACCUMULATOR_BOUND,
  analyze,
  type ConvOp,
  type LinearOp,
  maxOf,
  minOf,
  type Op,
  readRows,
  rowLayout,
  type SumOp,
  WeightWriter,
} from '../../src/core/graph/index.ts'
import { Random, randomInputs, randomModel } from '../support/randomGraph.ts'
import { smallParts } from '../support/smallModel.ts'

interface Rows {
  readonly bits: number
  readonly shift: number
  readonly weightBits: number
  readonly bias: readonly number[]
  readonly exponents: readonly number[]
  /** One list per row. */
  readonly weights: readonly (readonly number[])[]
}

function linear(p: Rows) {
  const w = new WeightWriter()
  const flat = p.weights.flat()
  const weights = p.weightBits <= 8 ? Int8Array.from(flat) : Int16Array.from(flat)
  const rows = { bias: Int32Array.from(p.bias), exponents: Uint8Array.from(p.exponents), weights }
  const weightOffset = w.rows(rows, p.weightBits)
  const bytes = w.finish()
  const shape = [p.weights.length]
  const ops: Op[] = [
    { kind: 'input', slot: 0, inputs: [], shape: [p.weights[0]!.length], bits: p.bits },
    {
      ...{ kind: 'linear', inputs: [0], shape, bits: 16, weightBits: p.weightBits, weightOffset },
      ...{ shift: p.shift, lo: -32_768, hi: 32_767 },
    },
    { kind: 'output', slot: 0, inputs: [1], shape, bits: 16 },
  ]
  return { graph: { ops, weightBytes: bytes.length }, weights: bytes }
}

const rowsArbitrary = fc
  .record({
    bits: fc.integer({ min: 2, max: 16 }),
    weightBits: fc.integer({ min: 2, max: 16 }),
    n: fc.integer({ min: 1, max: 4 }),
    k: fc.integer({ min: 1, max: 12 }),
    shift: fc.nat(18),
  })
  .chain(({ bits, weightBits, n, k, shift }) =>
    fc.record({
      bits: fc.constant(bits),
      weightBits: fc.constant(weightBits),
      shift: fc.constant(shift),
      bias: fc.array(fc.integer({ min: -(2 ** 29), max: 2 ** 29 }), { minLength: n, maxLength: n }),
      exponents: fc.array(fc.nat(5), { minLength: n, maxLength: n }),
      weights: fc.array(
        fc.array(fc.integer({ min: minOf(weightBits), max: maxOf(weightBits) }), { minLength: k, maxLength: k }),
        { minLength: n, maxLength: n },
      ),
    }),
  )

/** Largest |accumulator| of a row over all inputs, found by trying both extreme inputs in big integers. */
function reachable(p: Rows, row: number): number {
  let low = BigInt(p.bias[row]!)
  let high = low
  for (const w of p.weights[row]!) {
    const a = BigInt(w) * BigInt(minOf(p.bits))
    const b = BigInt(w) * BigInt(maxOf(p.bits))
    low += a < b ? a : b
    high += a < b ? b : a
  }
  const scale = 1n << BigInt(p.exponents[row]!)
  if (-low > high) high = -low
  return Number(high * scale) + (p.shift === 0 ? 0 : 2 ** (p.shift - 1))
}

describe('the accumulator bound of a linear op', () => {
  it('is exactly what some input reaches, and decides what is refused', () => {
    let admitted = 0
    let refused = 0
    fc.assert(
      fc.property(rowsArbitrary, p => {
        const { graph, weights } = linear(p)
        const want = Math.max(...p.weights.map((_, row) => reachable(p, row)))
        const found = attempt(() => analyze(graph, weights))
        if (want <= ACCUMULATOR_BOUND) {
          admitted++
          expect(found).toMatchObject({ ok: true, value: { accumulator: want } })
        } else {
          refused++
          expect(found).toMatchObject({ ok: false, code: 'accumulator_overflow', facts: { op: 1, accumulator: want } })
        }
      }),
      { numRuns: 500 },
    )
    expect(Math.min(admitted, refused)).toBeGreaterThan(50)
  })

  it('admits the bound itself and refuses one more, on both sides', () => {
    const p = { bits: 8, shift: 0, weightBits: 8, exponents: [0], weights: [[1]] }
    for (const [bias, ok] of [
      [ACCUMULATOR_BOUND - 127, true],
      [ACCUMULATOR_BOUND - 126, false],
      [-ACCUMULATOR_BOUND + 128, true],
      [-ACCUMULATOR_BOUND + 127, false],
    ] as const) {
      const { graph, weights } = linear({ ...p, bias: [bias] })
      expect(attempt(() => analyze(graph, weights)).ok, `bias ${bias}`).toBe(ok)
    }
  })

  it('counts the rounding term and the row exponent', () => {
    const bound = (shift: number, exponent: number): number => {
      const { graph, weights } = linear({
        ...{ bits: 8, shift, weightBits: 8, bias: [1000], exponents: [exponent], weights: [[-3]] },
      })
      return analyze(graph, weights).accumulator
    }
    expect(bound(0, 0)).toBe(1000 + 3 * 128)
    expect(bound(1, 0)).toBe(1000 + 3 * 128 + 1)
    expect(bound(18, 5)).toBe((1000 + 3 * 128) * 32 + 2 ** 17)
  })

  it('names op and row', () => {
    const { graph, weights } = linear({
      ...{ bits: 16, shift: 0, weightBits: 16, bias: [0, 0, 5], exponents: [0, 5, 0] },
      weights: [[1], [32_767], [2]],
    })
    expect(attempt(() => analyze(graph, weights))).toMatchObject({
      ok: false,
      code: 'accumulator_overflow',
      message: expect.stringMatching(
        /^op 1 \(linear\), row 1: the accumulator can reach 34358689792, the bound is 1056964608$/,
      ),
      facts: { op: 1, row: 1, accumulator: 32_768 * 32_767 * 32, bound: ACCUMULATOR_BOUND },
    })
  })
})

describe('analyze', () => {
  it('is sound: no value of random models leaves its interval or the bounds of its line, no accumulator its bound', () => {
    let lines = 0
    fc.assert(
      fc.property(fc.nat(1e9), fc.constantFrom('extreme' as const, 'uniform' as const), (seed, mode) => {
        const model = randomModel(seed, { maxElements: 300, maxWork: 5000 })
        // The reference throws where an accumulator leaves W; the tighter bound of each op is checked below.
        const trace = interpret(model, randomInputs(model, 8, seed, mode))
        trace.forEach((tensor, id) => {
          const { out } = model.bounds.ops[id]!
          for (const value of tensor.data) {
            if (value < out.lo || value > out.hi) throw new Error(`op ${id}: ${value} outside [${out.lo}, ${out.hi}]`)
          }
          const { l1, l2 } = model.bounds.ops[id]!
          const what = JSON.stringify(model.graph.ops[id])
          if (l1 === undefined && l2 === undefined) return
          lines++
          const length = tensor.shape.at(-1)!
          for (let from = 0; from < tensor.data.length; from += length) {
            const line = [...tensor.data.subarray(from, from + length)]
            expect(
              line.reduce((sum, value) => sum + Math.abs(value), 0),
              what,
            ).toBeLessThanOrEqual(l1 ?? Number.POSITIVE_INFINITY)
            expect(Math.hypot(...line), what).toBeLessThanOrEqual(l2 ?? Number.POSITIVE_INFINITY)
          }
        })
      }),
      { numRuns: 300 },
    )
    expect(lines).toBeGreaterThan(50)
  })

  it('bounds every accumulator that an input reaches, and the worst row of ops on inputs exactly', () => {
    let exact = 0
    for (let seed = 0; seed < 150; seed++) {
      const model = randomModel(seed, { size: 1, kinds: ['linear', 'conv', 'sum'] })
      const { graph, bounds } = model
      graph.ops.forEach((op, id) => {
        if (op.kind !== 'linear' && op.kind !== 'sum') return
        if (op.inputs.some(input => graph.ops[input]!.kind !== 'input')) return
        if (op.kind === 'sum' && new Set(op.inputs).size < op.inputs.length) return
        const most = op.kind === 'sum' ? reachedBySum(op, model.graph.ops) : reachedByRows(op, model)
        expect(most).toBe(bounds.ops[id]!.accumulator)
        exact++
      })
    }
    expect(exact).toBeGreaterThan(40)
  })

  it('lets the padding of a convolution count as zeros', () => {
    // Values of 100 to 127 and weights of 1: without padding the least sum is 900, with it 400.
    const lowest = (pads: [number, number, number, number], size: number): number => {
      const w = new WeightWriter()
      const p = { bias: new Int32Array(1), exponents: new Uint8Array(1), weights: new Int8Array(9).fill(1) }
      const weightOffset = w.rows(p, 8)
      const conv: ConvOp = {
        ...{ kind: 'conv', inputs: [1], shape: [size, size, 1], bits: 16, groups: 1, weightBits: 8, weightOffset },
        ...{ kernel: [3, 3], stride: [1, 1], dilation: [1, 1], pads, shift: 0, lo: -32_768, hi: 32_767 },
      }
      const ops: Op[] = [
        { kind: 'input', slot: 0, inputs: [], shape: [5, 5, 1], bits: 8 },
        { kind: 'sum', inputs: [0], shape: [5, 5, 1], bits: 8, coefficients: [1], shift: 0, lo: 100, hi: 127 },
        conv,
        { kind: 'output', slot: 0, inputs: [2], shape: conv.shape, bits: 16 },
      ]
      const bytes = w.finish()
      return analyze({ ops, weightBytes: bytes.length }, bytes).ops[2]!.out.lo
    }
    expect(lowest([0, 0, 0, 0], 3)).toBe(900)
    expect(lowest([1, 1, 1, 1], 5)).toBe(0)
  })
})

function reachedByRows(op: LinearOp, { graph, weights }: ReturnType<typeof randomModel>): number {
  const x = graph.ops[op.inputs[0]!]!
  const layout = rowLayout(op, x.shape)
  const p = readRows(weights, layout, 'test')
  const rows = Array.from({ length: layout.rows }, (_, row) => row)
  const lists = rows.map(row => Array.from(p.weights.subarray(row * layout.k, (row + 1) * layout.k)))
  const all: Rows = {
    bits: x.bits,
    shift: op.shift,
    weightBits: op.weightBits,
    bias: [...p.bias],
    exponents: [...p.exponents],
    weights: lists,
  }
  return Math.max(...rows.map(row => reachable(all, row)))
}

function reachedBySum(op: SumOp, ops: readonly Op[]): number {
  let low = 0
  let high = 0
  op.inputs.forEach((input, i) => {
    const ends = [minOf(ops[input]!.bits) * op.coefficients[i]!, maxOf(ops[input]!.bits) * op.coefficients[i]!]
    low += Math.min(...ends)
    high += Math.max(...ends)
  })
  return Math.max(-low, high) + (op.shift === 0 ? 0 : 2 ** (op.shift - 1))
}

describe('the weights', () => {
  const { graph, weights } = smallParts()
  const refused = (at: number, value: number) => {
    const changed = weights.slice()
    changed[at] = value
    return attempt(() => analyze(graph, changed))
  }

  it('must have the declared length', () => {
    expect(attempt(() => analyze(graph, weights.subarray(1)))).toMatchObject({ ok: false, code: 'graph_invalid' })
  })

  it('must fit their width', () => {
    // Six bits, at 32; twelve bits, at 96 + 32.
    expect(refused(32, 32)).toMatchObject({ ok: false, code: 'weight_out_of_range' })
    expect(refused(32, 256 - 33)).toMatchObject({ ok: false, code: 'weight_out_of_range' })
    expect(refused(32, 31).ok).toBe(true)
    expect(refused(129, 8)).toMatchObject({ ok: false, code: 'weight_out_of_range' })
  })

  it('must have exponents of at most 5', () => {
    expect(refused(16, 5).ok).toBe(true)
    expect(refused(16, 6)).toMatchObject({
      ok: false,
      code: 'graph_invalid',
      message: expect.stringMatching(/row 0 has exponent 6/),
    })
  })

  it('must leave gaps zero', () => {
    // Between exponents and rows of op 1; between the sections of ops 1 and 7, and 7 and 8.
    for (const at of [20, 31, 68, 95, 96 + 15, 96 + 31, 176, 191]) {
      expect(refused(at, 1), `byte ${at}`).toMatchObject({
        ok: false,
        code: 'graph_invalid',
        message: expect.stringMatching(/fills a gap/),
      })
    }
  })

  it('are refused or read at every changed byte', () => {
    const r = new Random(1)
    for (let at = 0; at < weights.length; at++) refused(at, r.int(0, 255))
  })
})
