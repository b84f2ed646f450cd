// position, rotary, attention, pairs of an embedding: every rule of theirs broken alone, bounds worked out by hand, fields at their
// places. That bounds are sound for random models is tested at the end.

import { describe, expect, it } from 'vitest'
import { interpret } from '../../src/core/engine/index.ts'
import { attempt } from '../../src/core/errors/index.ts'
import {
  ACCUMULATOR_BOUND,
  type AttentionOp,
  checkGraph,
  contextOf,
  decodeGraph,
  type ExactModel,
  encodeGraph,
  isCausal,
  type Op,
  type TensorType,
  WeightWriter,
  workOf,
} from '../../src/core/graph/index.ts'
import type { OpBounds } from '../../src/core/graph/ops/definition.ts'
import { modelOf } from '../engine/model.ts'
import { languageModel } from '../support/languageModel.ts'
import { oneOpGraph, oneOpModel } from '../support/oneOp.ts'
import { randomCausalModel, randomInputs } from '../support/randomGraph.ts'

const t = (shape: readonly number[], bits: number): TensorType => ({ shape, bits })

const POSITION = { kind: 'position', shape: [1], bits: 16, context: 10 }
const ROTARY = { kind: 'rotary', shape: [2, 6], bits: 12, shift: 7, lo: -2048, hi: 2047, unitBits: 7 }
const TURNED = [t([2, 6], 12), t([4], 8)]
const ATTENTION = {
  ...{ kind: 'attention', shape: [4, 3], bits: 12, lo: -2048, hi: 2047, context: 64, fraction: 4 },
  ...{ scoreShift: 12, scoreLo: -1000, scoreHi: 1000, tableBits: 2, segment: 0, weightOffset: 0 },
}
const QKV = [t([4, 8], 12), t([2, 8], 12), t([2, 3], 8)]
const PAIRS = { kind: 'embedding', shape: [3, 4], bits: 8, entries: 5, offset: 0, pair: true, weightOffset: 0 }

const CASES: readonly [string, readonly TensorType[], Record<string, unknown>, RegExp][] = [
  ['a position of an input', [t([1], 8)], POSITION, /1 inputs, 0 to 0 expected/],
  ['a position of two values', [], { ...POSITION, shape: [2] }, /a position has shape \[1\], not \[2\]/],
  ['a position of rank 2', [], { ...POSITION, shape: [1, 1] }, /a position has shape \[1\], not \[1,1\]/],
  ['a position of 15 bits', [], { ...POSITION, bits: 15 }, /a position has 16 bits, not 15/],
  ['a position without a context', [], { ...POSITION, context: 0 }, /a context of 0 positions/],
  ['a position beyond 16 bits', [], { ...POSITION, context: 32_769 }, /a context of 32769 positions, 1 to 32768/],
  ['rotary of one input', [TURNED[0]!], ROTARY, /1 inputs, 2 to 2 expected/],
  ['rotary of a vector', [t([6], 12), TURNED[1]!], { ...ROTARY, shape: [6] }, /one shape \[heads, length\]/],
  ['rotary of another shape', [t([3, 6], 12), TURNED[1]!], ROTARY, /one shape \[heads, length\]/],
  ['rotary by angles of rank 2', [TURNED[0]!, t([1, 4], 8)], ROTARY, /angles of shape \[1,4\], one even axis/],
  ['rotary by angles along the first axis', [TURNED[0]!, t([4, 1], 8)], ROTARY, /angles of shape \[4,1\], one even/],
  ['rotary by an odd number of angles', [TURNED[0]!, t([5], 8)], ROTARY, /angles of shape \[5\], one even axis/],
  ['rotary by more angles than values', [TURNED[0]!, t([8], 8)], ROTARY, /angles of shape \[8\], .* at most 6/],
  ['rotary with a shift of 19', TURNED, { ...ROTARY, shift: 19 }, /shift 19 outside 0 to 18/],
  ['rotary with a clamp outside', TURNED, { ...ROTARY, hi: 2048 }, /does not fit 12 bits/],
  ['rotary with a unit of 19 bits', TURNED, { ...ROTARY, unitBits: 19 }, /unit of 19 bits, 0 to 18 expected/],
  ['rotary with a negative unit', TURNED, { ...ROTARY, unitBits: -1 }, /unit of -1 bits/],
  ['rotary with a unit for nothing', [TURNED[0]!, t([6], 8)], ROTARY, /unit of 7 bits where every value turns/],
  ['attention of two inputs', QKV.slice(1), ATTENTION, /2 inputs, 3 to 3 expected/],
  ['attention with q of rank 1', [t([8], 12), ...QKV.slice(1)], ATTENTION, /q of shape \[8\]/],
  ['attention with k of rank 3', [QKV[0]!, t([2, 8, 1], 12), QKV[2]!], ATTENTION, /k of shape \[2,8,1\]/],
  ['attention with v of rank 1', [...QKV.slice(0, 2), t([2], 8)], ATTENTION, /v of shape \[2\]/],
  [
    'attention with k of another length',
    [QKV[0]!, t([2, 7], 12), QKV[2]!],
    ATTENTION,
    /k of shape .*\[2, 8\] expected/,
  ],
  ['attention with k of more heads', [QKV[0]!, t([4, 8], 12), QKV[2]!], ATTENTION, /k of shape .*\[2, 8\] expected/],
  ['attention to another number of heads', QKV, { ...ATTENTION, shape: [2, 3] }, /the output has shape \[4, 3\]/],
  ['attention to another length', QKV, { ...ATTENTION, shape: [4, 8] }, /the output has shape \[4, 3\]/],
  [
    'attention with heads that do not divide',
    [QKV[0]!, t([3, 8], 12), t([3, 3], 8)],
    ATTENTION,
    /3 heads of k and v do not divide 4/,
  ],
  [
    'attention over too long rows',
    [t([1, 2 ** 22 + 1], 2), t([1, 2 ** 22 + 1], 2), t([1, 3], 8)],
    { ...ATTENTION, shape: [1, 3] },
    /rows of 4194305 values, at most 4194304/,
  ],
  ['attention with v of 3 bits', [...QKV.slice(0, 2), t([2, 3], 3)], ATTENTION, /v of 3 bits, 4 to 12 expected/],
  ['attention with v of 13 bits', [...QKV.slice(0, 2), t([2, 3], 13)], ATTENTION, /v of 13 bits, 4 to 12 expected/],
  ['attention without a context', QKV, { ...ATTENTION, context: 0 }, /a context of 0 positions/],
  ['attention over too many', QKV, { ...ATTENTION, context: 32_769 }, /a context of 32769 positions/],
  ['attention with 2^13 rows', QKV, { ...ATTENTION, tableBits: 13 }, /a table of 2\^13 rows/],
  ['attention with a segment', QKV, { ...ATTENTION, segment: 1 }, /a segment of 1 bits, none expected/],
  ['attention with a score shift of 19', QKV, { ...ATTENTION, scoreShift: 19 }, /score shift 19 outside/],
  ['attention with a negative score shift', QKV, { ...ATTENTION, scoreShift: -1 }, /score shift -1 outside/],
  ['attention with scores upside down', QKV, { ...ATTENTION, scoreLo: 1001 }, /score clamp \[1001, 1000\]/],
  ['attention with scores too low', QKV, { ...ATTENTION, scoreLo: -32_769 }, /score clamp \[-32769, 1000\]/],
  ['attention with scores too high', QKV, { ...ATTENTION, scoreHi: 32_768 }, /score clamp \[-1000, 32768\]/],
  [
    'attention with too small a fraction',
    QKV,
    { ...ATTENTION, fraction: 2 },
    /fraction of 2 bits, so a last shift of 19/,
  ],
  ['attention with too large a fraction', QKV, { ...ATTENTION, fraction: 22 }, /a last shift of -1; 0 to 18/],
  [
    'attention with a negative fraction',
    [...QKV.slice(0, 2), t([2, 3], 12)],
    { ...ATTENTION, fraction: -1 },
    /fraction of -1 bits/,
  ],
  ['attention with a clamp outside', QKV, { ...ATTENTION, lo: -2049 }, /clamp \[-2049, 2047\] does not fit 12 bits/],
  ['attention with a clamp upside down', QKV, { ...ATTENTION, lo: 1, hi: 0 }, /clamp \[1, 0\] does not fit/],
  ['pairs of three', [t([3, 3], 16)], PAIRS, /pairs along an axis of 3/],
  ['pairs that stay', [t([3, 2], 16)], { ...PAIRS, shape: [3, 2, 4] }, /entries in place of pairs/],
  ['a pair for every value', [t([3], 16)], PAIRS, /pairs along an axis of 3/],
]

describe('checkGraph refuses', () => {
  it.each(CASES)('%s', (_what, types, op, message) => {
    const refusal = attempt(() => checkGraph(oneOpGraph(types, op)))
    expect(refusal).toMatchObject({ ok: false, code: 'graph_invalid', message: expect.stringMatching(message) })
  })

  it('nothing of the ops that the cases above break', () => {
    for (const [types, op] of [
      [[t([1], 2)], { ...POSITION, inputs: [] }],
      [TURNED, ROTARY],
      [[TURNED[0]!, t([6], 8)], { ...ROTARY, unitBits: 0 }],
      [QKV, ATTENTION],
      [[t([3, 2], 16)], PAIRS],
    ] as const) {
      const { graph } = oneOpModel(types, op, weightsFor(op))
      expect(decodeGraph(encodeGraph(graph))).toEqual(graph)
    }
  })

  it('ops of one graph with several contexts', () => {
    const graph = (...contexts: number[]) => {
      const end = (slot: number): Op => ({ kind: 'output', slot, inputs: [1 + slot], shape: [1], bits: 16 })
      const ops: Op[] = [
        { kind: 'input', slot: 0, inputs: [], shape: [1], bits: 8 },
        ...contexts.map((context): Op => ({ kind: 'position', inputs: [], shape: [1], bits: 16, context })),
        ...contexts.map((_, slot) => end(slot)),
      ]
      return { ops, weightBytes: 0 }
    }
    expect(attempt(() => checkGraph(graph(5, 5))).ok).toBe(true)
    expect(attempt(() => checkGraph(graph(5, 5, 6)))).toMatchObject({
      code: 'graph_invalid',
      message: 'op 3 (position): a context of 6 positions beside one of 5',
    })
  })
})

const NOTHING = new Uint8Array(0)
const table = (base: readonly number[]): Uint8Array => {
  const w = new WeightWriter()
  w.table({ base: Int32Array.from(base), slope: new Int16Array(0) })
  return w.finish()
}
function weightsFor(op: Record<string, unknown>): Uint8Array {
  if (op['kind'] === 'attention') return table([128, 1, 1, 0])
  return op['kind'] === 'embedding' ? new Uint8Array(20) : NOTHING
}
const boundsOf = (types: readonly TensorType[], op: Record<string, unknown>, weights?: Uint8Array): OpBounds =>
  oneOpModel(types, op, weights).bounds.ops[types.length]!
const overflow = { ok: false, code: 'accumulator_overflow' }

/** One attention whose inputs are clamped to ranges first. */
function clamped(
  op: Partial<AttentionOp>,
  base: readonly number[],
  ranges: readonly (readonly [number, number])[],
  types: readonly TensorType[] = QKV,
): ExactModel {
  const ops: Op[] = types.map(({ shape, bits }, slot) => ({ kind: 'input', slot, inputs: [], shape, bits }))
  types.forEach(({ shape, bits }, i) => {
    const [lo, hi] = ranges[i]!
    ops.push({ kind: 'sum', inputs: [i], shape, bits, coefficients: [1], shift: 0, lo, hi })
  })
  return modelOf([...ops, { ...ATTENTION, ...op, inputs: [3, 4, 5] } as unknown as Op], table(base))
}
const ANY = [
  [-2048, 2047],
  [-2048, 2047],
] as const

describe('bounds', () => {
  it('of a position are its context', () => {
    expect(boundsOf([t([1], 2)], { ...POSITION, inputs: [] })).toEqual({ out: { lo: 0, hi: 9 }, accumulator: 0 })
  })

  it('of a rotary are two products, and what does not turn', () => {
    // 2 * 2048 * 128 = 2^19, plus 2^6; 2^19 / 2^7 leaves 12 bits.
    expect(boundsOf(TURNED, ROTARY)).toMatchObject({ out: { lo: -2048, hi: 2047 }, accumulator: 2 ** 19 + 64 })
    expect(boundsOf(TURNED, { ...ROTARY, shift: 11 }).out).toEqual({ lo: -256, hi: 256 })
    // -2048 * 2^18 = -2^29 where something stays; with every value turned the products alone.
    expect(boundsOf(TURNED, { ...ROTARY, unitBits: 18 }).accumulator).toBe(2 ** 29 + 64)
    expect(boundsOf([t([2, 6], 12), t([6], 8)], { ...ROTARY, unitBits: 0 }).accumulator).toBe(2 ** 19 + 64)
    expect(attempt(() => boundsOf([t([2, 6], 16), t([4], 15)], ROTARY))).toMatchObject(overflow)
    expect(boundsOf([t([2, 6], 16), t([4], 14)], ROTARY).accumulator).toBe(2 ** 29 + 64)
    expect(attempt(() => boundsOf([t([2, 6], 16), t([4], 8)], { ...ROTARY, unitBits: 15 }))).toMatchObject(overflow)
  })

  it('of a rotary of values on one side of 0 reach the other side by the sines', () => {
    const ops: Op[] = TURNED.map(({ shape, bits }, slot) => ({ kind: 'input', slot, inputs: [], shape, bits }))
    TURNED.forEach(({ shape, bits }, i) => {
      ops.push({ kind: 'sum', inputs: [i], shape, bits, coefficients: [1], shift: 0, lo: 10, hi: 100 })
    })
    const op = { ...ROTARY, bits: 16, shift: 0, lo: -32_768, hi: 32_767, unitBits: 0, inputs: [2, 3] }
    const { bounds } = modelOf([...ops, op as unknown as Op], NOTHING)
    expect(bounds.ops[4]).toMatchObject({ out: { lo: 100 - 10_000, hi: 20_000 }, accumulator: 20_000 })
  })

  it('of scores are D products, to the very bound', () => {
    // 252 * 2^22 is the bound itself.
    const types = (length: number) => [t([4, length], 12), t([2, length], 12), QKV[2]!]
    const given = (length: number, scoreShift: number) =>
      attempt(() => boundsOf(types(length), { ...ATTENTION, scoreShift }, table([128, 1, 1, 0])))
    expect(given(252, 0)).toMatchObject({ ok: true, value: { accumulator: ACCUMULATOR_BOUND } })
    expect(given(252, 1)).toMatchObject(overflow)
    expect(given(251, 18)).toMatchObject({ ok: true, value: { accumulator: 251 * 2 ** 22 + 2 ** 17 } })
    expect(given(253, 0)).toMatchObject(overflow)
  })

  it('of scores fed by norms are the product of their lengths', () => {
    const shape = [2, 64]
    const norm = (input: number): Op => ({
      ...{ kind: 'norm', inputs: [input], shape, bits: 16, lo: -32_768, hi: 32_767 },
      ...{ centre: false, fraction: 10, epsilon: 0 },
    })
    const input = (slot: number, bits: number): Op => ({ kind: 'input', slot, inputs: [], shape, bits })
    const attention = { ...ATTENTION, inputs: [3, 4, 2], shape } as unknown as Op
    const ops = [input(0, 12), input(1, 12), input(2, 8), norm(0), norm(1), attention]
    // 8 * 2^10 and sqrt(64) more: 8201 after the root's own error.
    expect(modelOf(ops, table([128, 1, 1, 0])).bounds.ops[5]!.accumulator).toBe(
      Math.max(8201 ** 2 + 2 ** 11, 2 ** 28 + 2 ** 13 + 2 ** 16),
    )
  })

  it('of sums count every position, to the very bound', () => {
    const sums = (first: number) => attempt(() => boundsOf(QKV, ATTENTION, table([first, 1, 1, 0])))
    // 64 positions, values to 128, and a shift of 15 that rounds by 2^14: the bound itself.
    expect(64 * 129_022 * 128 + 2 ** 14).toBe(ACCUMULATOR_BOUND)
    expect(sums(129_022)).toMatchObject({ ok: true, value: { accumulator: ACCUMULATOR_BOUND } })
    expect(sums(129_023)).toMatchObject(overflow)
    // Without values it is the sum of the exponentials alone that may not pass it.
    const none = (first: number) =>
      attempt(() => clamped({ fraction: 7 }, [first, 1, 1, 0], [...ANY, [0, 0]], [...QKV.slice(0, 2), t([2, 3], 4)]))
    expect(none(ACCUMULATOR_BOUND / 64)).toMatchObject({
      ok: true,
      value: { bounds: { accumulator: ACCUMULATOR_BOUND } },
    })
    expect(none(ACCUMULATOR_BOUND / 64 + 1)).toMatchObject(overflow)
  })

  it('refuse sums whose shift is too long, where v does not use its width', () => {
    const sums = (first: number) => attempt(() => clamped({}, [first, 1, 1, 0], [...ANY, [-1, 1]]))
    // L = 26 gives a shift of 18, L = 27 one more.
    expect(sums((2 ** 26 - 64) / 64).ok).toBe(true)
    expect(sums(2 ** 26 / 64)).toMatchObject({
      code: 'graph_invalid',
      message: expect.stringMatching(/sums that need a shift of 19, at most 18; v does not use its width/),
    })
  })

  it('refuse exponentials that are negative, above the first or too small, where they can be met', () => {
    const refused = (base: readonly number[], message: RegExp, op = {}) =>
      expect(attempt(() => boundsOf(QKV, { ...ATTENTION, ...op }, table(base)))).toMatchObject({
        code: 'graph_invalid',
        message: expect.stringMatching(message),
      })
    refused([128, 1, 1, -1], /exponentials from -1 to 128, 0 to the first, 128, expected/)
    refused([128, 129, 1, 0], /exponentials from 0 to 129/)
    refused([127, 1, 1, 0], /a first exponential of 127, 128 or more expected/)
    refused([-1, -1, -1, -1], /exponentials from -1 to -1/)
    // Scores that differ by at most 1 meet two rows.
    const near = { scoreLo: 5, scoreHi: 6 }
    expect(boundsOf(QKV, { ...ATTENTION, ...near }, table([128, 1, -7, 999])).accumulator).toBeGreaterThan(0)
    refused([128, -1, 1, 0], /exponentials from -1/, near)
    // Narrower values need a larger first one.
    const narrow = [...QKV.slice(0, 2), t([2, 3], 4)]
    const given = (first: number) =>
      attempt(() => boundsOf(narrow, { ...ATTENTION, fraction: 7 }, table([first, 1, 1, 0])))
    expect(given(2 ** 11).ok).toBe(true)
    expect(given(2 ** 11 - 1)).toMatchObject({ code: 'graph_invalid' })
  })

  it('of what attention gives are those of v', () => {
    const out = (lo: number, hi: number, op = {}) =>
      clamped({ bits: 16, lo: -32_768, hi: 32_767, ...op }, [128, 1, 1, 0], [...ANY, [lo, hi]]).bounds.ops[6]!.out
    expect(out(-128, 127)).toEqual({ lo: -2048, hi: 2032 })
    expect(out(-3, 5)).toEqual({ lo: -48, hi: 80 })
    expect(out(10, 20)).toEqual({ lo: 160, hi: 320 })
    expect(out(-20, -10)).toEqual({ lo: -320, hi: -160 })
    // With more bits behind the point the inverse shows: one part in 2^13, and half of it.
    expect(out(100, 100, { fraction: 8 })).toEqual({ lo: 25_596, hi: 25_601 })
    expect(out(-100, -100, { fraction: 8 })).toEqual({ lo: -25_601, hi: -25_596 })
    expect(out(-128, 127, { lo: -100, hi: 90 })).toEqual({ lo: -100, hi: 90 })
  })

  it('are sound: no value of random causal models leaves its interval', () => {
    let attentions = 0
    for (let seed = 0; seed < 250; seed++) {
      const model = randomCausalModel(seed)
      const rows = Math.min(contextOf(model.graph)!, 1 + (seed % 24))
      for (const mode of ['extreme', 'uniform'] as const) {
        // The reference throws where an accumulator leaves W.
        interpret(model, randomInputs(model, rows, seed, mode)).forEach((tensor, id) => {
          const { out } = model.bounds.ops[id]!
          if (model.graph.ops[id]!.kind === 'attention') attentions++
          for (const value of tensor.data)
            if (value < out.lo || value > out.hi)
              throw new Error(`seed ${seed}, op ${id}: ${value} outside [${out.lo}, ${out.hi}]`)
        })
      }
    }
    expect(attentions).toBeGreaterThan(300)
  })
})

describe('a causal graph', () => {
  it('is one with a context', () => {
    expect(contextOf(languageModel({ context: 33 }).graph)).toBe(33)
    expect(isCausal(oneOpGraph(QKV, ATTENTION))).toBe(true)
    expect(isCausal(oneOpGraph(TURNED, ROTARY))).toBe(false)
    expect(contextOf(oneOpGraph([t([3, 2], 16)], PAIRS))).toBeNull()
  })

  it('counts the work of a row by its whole context', () => {
    const graph = oneOpGraph(QKV, ATTENTION)
    // Inputs and the output once each; 4 heads, 64 positions, 8 products for a score and 3 for values.
    expect(workOf(graph)).toBe(32 + 16 + 6 + 12 + 4 * 64 * (8 + 3))
    expect(workOf(oneOpGraph(TURNED, ROTARY))).toBe(12 + 4 + 12 + 2 * 12)
  })

  it('has its fields where spec/graph.md says', () => {
    const at = (types: readonly TensorType[], op: Record<string, unknown>) => {
      const bytes = encodeGraph(oneOpGraph(types, op)).subarray(256 * (types.length + 1))
      return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, 256) }
    }
    const attention = at(QKV, { ...ATTENTION, scoreLo: -7, scoreHi: 9, context: 32_768 })
    expect([...attention.bytes.subarray(0, 8)]).toEqual([1, 23, 12, 0, 3, 2, 0, 0])
    expect([...attention.bytes.subarray(172, 176)]).toEqual([2, 0, 4, 12])
    expect(attention.view.getUint32(176)).toBe(32_768)
    expect([attention.view.getInt16(180), attention.view.getInt16(182)]).toEqual([-7, 9])
    expect([...attention.bytes.subarray(184, 256)].every(byte => byte === 0)).toBe(true)
    const rotary = at(TURNED, ROTARY)
    expect([...rotary.bytes.subarray(0, 8)]).toEqual([1, 22, 12, 7, 2, 2, 0, 0])
    expect(rotary.bytes[184]).toBe(7)
    const position = at([t([1], 2)], { ...POSITION, inputs: [] })
    expect([...position.bytes.subarray(0, 8)]).toEqual([1, 21, 16, 0, 0, 1, 0, 0])
    expect(position.view.getUint32(176)).toBe(10)
    expect(at([t([3, 2], 16)], PAIRS).bytes[7]).toBe(4)
  })

  it('is refused, or another graph, when any byte of a descriptor differs', () => {
    for (const [types, op] of [
      [QKV, ATTENTION],
      [TURNED, ROTARY],
      [[t([3, 2], 16)], PAIRS],
      [[t([1], 2)], { ...POSITION, inputs: [] }],
    ] as const) {
      const graph = oneOpGraph(types, op)
      const bytes = encodeGraph(graph)
      const from = 256 * (types.length + 1)
      for (let i = from; i < from + 256; i++) {
        for (const flip of [1, 0x80]) {
          const changed = bytes.slice()
          changed[i]! ^= flip
          const decoded = attempt(() => decodeGraph(changed))
          if (!decoded.ok) continue
          expect(encodeGraph(decoded.value), `byte ${i - from}`).toEqual(changed)
          expect(decoded.value).not.toEqual(graph)
          attempt(() => checkGraph(decoded.value))
        }
      }
    }
  })
})
