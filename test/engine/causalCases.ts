// Causal cases of the engines' conformance suite: attention at its shapes, widths, tables and bounds, rotary, positions, pairs
// of token ids, and random models. Knows no test runner.

import {
  ACCUMULATOR_BOUND,
  type AttentionOp,
  contextOf,
  type ExactModel,
  elements,
  type IntTensor,
  maxOf,
  minOf,
  type Op,
  type RotaryOp,
  WeightWriter,
} from '../../src/core/graph/index.ts'
import { languageModel } from '../support/languageModel.ts'
import { type InputMode, Random, randomCausalModel, randomInputs } from '../support/randomGraph.ts'
import { modelOf } from './model.ts'

export interface CausalCase {
  readonly name: string
  readonly model: ExactModel
  /** Inputs of several sequences, none longer than the context. */
  readonly sequences: readonly (readonly IntTensor[])[]
}

interface Attention {
  readonly heads?: number
  readonly groups?: number
  readonly length?: number
  readonly values?: number
  readonly queryBits?: number
  readonly keyBits?: number
  readonly valueBits?: number
  readonly context?: number
  readonly scoreShift?: number
  readonly scoreLo?: number
  readonly scoreHi?: number
  /** Exponentials, a power of two of them. */
  readonly table?: readonly number[]
  readonly fraction?: number
  readonly bits?: number
  readonly lo?: number
  readonly hi?: number
}

/** `rows` exponentials that fall from `first` by e every `rate` of them. */
export const exponentials = (rows: number, first: number, rate: number): number[] =>
  Array.from({ length: rows }, (_, d) => Math.round(first * Math.exp(-d / rate)))

/** One attention over inputs q, k, v. */
export function attentionModel(given: Attention = {}): ExactModel {
  const { heads = 4, groups = 2, length = 8, values = length, queryBits = 12, keyBits = 12, valueBits = 8 } = given
  const { context = 64, scoreShift = 12, scoreLo = minOf(16), scoreHi = maxOf(16), fraction = 4, bits = 12 } = given
  const { table = exponentials(256, 1000, 30), lo = minOf(bits), hi = maxOf(bits) } = given
  const writer = new WeightWriter()
  const weightOffset = writer.table({ base: Int32Array.from(table), slope: new Int16Array(0) })
  const op: AttentionOp = {
    ...{ kind: 'attention', inputs: [0, 1, 2], shape: [heads, values], bits, lo, hi, context, fraction },
    ...{ scoreShift, scoreLo, scoreHi, tableBits: Math.log2(table.length), segment: 0, weightOffset },
  }
  const input = (slot: number, shape: number[], width: number): Op => ({
    ...{ kind: 'input', slot, inputs: [], shape, bits: width },
  })
  const inputs = [
    input(0, [heads, length], queryBits),
    input(1, [groups, length], keyBits),
    input(2, [groups, values], valueBits),
  ]
  return modelOf([...inputs, op], writer.finish())
}

const sequencesOf = (model: ExactModel, lengths: readonly number[], mode: InputMode, seed = 1): IntTensor[][] =>
  lengths.map((rows, i) => randomInputs(model, rows, seed + 1000 * i, mode))

const filled = (model: ExactModel, rows: number, values: readonly number[]): IntTensor[] =>
  randomInputs(model, rows, 0, 'zero').map((tensor, i) => ({ ...tensor, data: tensor.data.fill(values[i]!) }))

function* shapes(): Generator<CausalCase> {
  let seed = 0
  for (const [heads, groups, length, values] of [
    [1, 1, 1, 1],
    [4, 1, 7, 9],
    [4, 2, 8, 8],
    [6, 3, 15, 16],
    [8, 8, 16, 17],
    [3, 1, 33, 5],
    [2, 1, 64, 64],
    [32, 4, 4, 4],
    [9, 3, 40, 24],
    [1, 1, 128, 128],
    [7, 7, 2, 3],
  ] as const) {
    for (const mode of ['uniform', 'extreme', 'small'] as const) {
      const scoreShift = mode === 'small' ? 0 : Math.min(18, 14 + Math.ceil(Math.log2(length)))
      const model = attentionModel({ heads, groups, length, values, scoreShift })
      const sequences = sequencesOf(model, [20, 1, 3], mode, seed++)
      yield { name: `attention ${heads} ${groups} ${length} ${values}, ${mode}`, model, sequences }
    }
  }
}

function* lengths(): Generator<CausalCase> {
  const model = attentionModel({
    heads: 2,
    groups: 1,
    context: 300,
    scoreShift: 14,
    table: exponentials(512, 1000, 60),
  })
  for (const many of [
    [1, 2, 3, 4],
    [5, 7, 8, 9],
    [15, 16, 17],
    [31, 32, 33],
    [63, 64, 65],
    [127, 128, 129],
    [255, 257],
    [300],
  ])
    yield { name: `sequences of ${many}`, model, sequences: sequencesOf(model, many, 'uniform', many[0]) }
}

function* widths(): Generator<CausalCase> {
  for (let valueBits = 4; valueBits <= 12; valueBits++) {
    const first = 2 ** (15 - valueBits)
    for (const fraction of [Math.max(0, 11 - valueBits), 16 - valueBits, 29 - valueBits]) {
      for (const bits of [16, 7]) {
        const model = attentionModel({ valueBits, fraction, bits, context: 40, table: exponentials(64, first, 9) })
        const sequences = [
          ...sequencesOf(model, [17], 'uniform', fraction),
          ...sequencesOf(model, [9], 'extreme', fraction),
        ]
        yield { name: `v of ${valueBits} bits, fraction ${fraction}, output ${bits}`, model, sequences }
      }
    }
  }
  for (const [queryBits, keyBits, length] of [
    [2, 2, 9],
    [8, 8, 31],
    [9, 8, 16],
    [8, 9, 17],
    [16, 9, 125],
    [9, 16, 125],
    [12, 12, 251],
    [16, 16, 0],
  ] as const) {
    // 16 bits by 16 fit the bound only once.
    const model =
      length === 0
        ? attentionModel({ heads: 1, groups: 1, length: 1, queryBits: 15, keyBits: 16, scoreShift: 18 })
        : attentionModel({
            heads: 2,
            groups: 1,
            length,
            values: 4,
            queryBits,
            keyBits,
            scoreShift: length === 9 ? 0 : 18,
          })
    const modes = ['extreme', 'uniform'] as const
    yield {
      name: `q of ${queryBits} bits, k of ${keyBits}, ${length} of them`,
      model,
      sequences: modes.map((mode, i) => randomInputs(model, 12, i, mode)),
    }
  }
}

function* tables(): Generator<CausalCase> {
  const named: readonly [string, number[], Attention][] = [
    ['one row', [256], {}],
    ['all equal', new Array(16).fill(512), {}],
    ['the first alone', [300, 0, 0, 0], {}],
    ['the first or the last', [...new Array(127).fill(0), 200].map((e, d) => (d === 0 ? 200 : e)), {}],
    ['4096 rows', exponentials(4096, 1023, 500), { scoreShift: 8 }],
    ['rising below the first', Array.from({ length: 64 }, (_, d) => (d === 0 ? 900 : 10 * d)), {}],
    ['scores in a narrow clamp', exponentials(256, 1000, 30), { scoreShift: 6, scoreLo: -20, scoreHi: 35 }],
    ['scores all clamped away', exponentials(16, 1000, 5), { scoreLo: 7, scoreHi: 7 }],
    ['scores without a shift', exponentials(64, 1000, 5), { scoreShift: 0, queryBits: 4, keyBits: 4 }],
    ['the clamp of the output', exponentials(64, 1000, 5), { lo: -100, hi: 90 }],
  ]
  for (const [name, table, more] of named) {
    for (const mode of ['uniform', 'extreme', 'zero'] as const) {
      const model = attentionModel({ table, ...more })
      yield { name: `${name}, ${mode}`, model, sequences: sequencesOf(model, [1, 2, 4, 8, 33], mode, 3) }
    }
  }
}

/** Sums at the very bound, on both sides, and means at both ends of their widths. */
function* bounds(): Generator<CausalCase> {
  for (const [context, valueBits] of [
    [64, 8],
    [16, 12],
    [300, 4],
    [1, 8],
  ] as const) {
    const most = Math.floor((ACCUMULATOR_BOUND - 2 ** 17) / (context * 2 ** (valueBits - 1)))
    const model = attentionModel({
      heads: 2,
      groups: 1,
      context,
      valueBits,
      bits: 16,
      table: [most],
      fraction: 16 - valueBits,
    })
    yield {
      name: `sums at the bound, context ${context}, v of ${valueBits} bits`,
      model,
      sequences: [
        filled(model, context, [0, 0, minOf(valueBits)]),
        filled(model, context, [5, 5, maxOf(valueBits)]),
        randomInputs(model, context, 4, 'extreme'),
      ],
    }
  }
}

function rotaryModel(
  op: Pick<RotaryOp, 'shape' | 'unitBits' | 'shift' | 'bits'>,
  turned: number,
  bits: number,
  angleBits: number,
) {
  return modelOf(
    [
      { kind: 'input', slot: 0, inputs: [], shape: op.shape, bits },
      { kind: 'input', slot: 1, inputs: [], shape: [turned], bits: angleBits },
      { kind: 'rotary', inputs: [0, 1], ...op, lo: minOf(op.bits), hi: maxOf(op.bits) },
      // Something must make the rows positions.
      { kind: 'position', inputs: [], shape: [1], bits: 16, context: 50 },
    ],
    new Uint8Array(0),
  )
}

function* turns(): Generator<CausalCase> {
  for (const [heads, length, turned] of [
    [1, 2, 2],
    [3, 7, 4],
    [2, 8, 8],
    [4, 16, 16],
    [5, 18, 18],
    [2, 32, 16],
    [3, 33, 30],
    [2, 64, 64],
    [1, 80, 20],
  ] as const) {
    for (const [bits, angleBits, shift, unitBits] of [
      [16, 14, 13, 13],
      [12, 15, 14, 14],
      [8, 8, 0, 3],
      [9, 16, 18, 0],
    ] as const) {
      const unit = turned === length ? 0 : unitBits
      const model = rotaryModel({ shape: [heads, length], unitBits: unit, shift, bits: 12 }, turned, bits, angleBits)
      const sequences = [randomInputs(model, 9, length, 'uniform'), randomInputs(model, 4, length, 'extreme')]
      yield { name: `rotary ${heads} ${length} ${turned}, ${bits} bits`, model, sequences }
    }
  }
}

/** A vocabulary beyond 2^15, an offset, and ids outside. */
function* tokens(): Generator<CausalCase> {
  for (const [entries, offset, bits, length] of [
    [40_000, 0, 8, 3],
    [70_000, -10, 16, 2],
    [5, 3, 9, 17],
  ] as const) {
    const writer = new WeightWriter()
    const r = new Random(entries)
    const table = Array.from({ length: entries * length }, () => r.int(minOf(bits), maxOf(bits)))
    const head = { inputs: [0], shape: [length], bits, entries, offset, pair: true } as const
    const model = modelOf(
      [
        { kind: 'input', slot: 0, inputs: [], shape: [2], bits: 16 },
        { kind: 'embedding', ...head, weightOffset: writer.constant(table, bits) },
        { kind: 'position', inputs: [], shape: [1], bits: 16, context: 32 },
      ],
      writer.finish(),
    )
    const ids = [
      0,
      1,
      4,
      5,
      32_767,
      32_768,
      32_769,
      39_999,
      40_000,
      65_535,
      65_536,
      69_999,
      70_009,
      70_010,
      2 ** 24 - 1,
    ]
    const data = Int16Array.from([
      ...ids.flatMap(id => [id % 2 ** 15, Math.floor(id / 2 ** 15)]),
      -1,
      0,
      -32_768,
      1,
      7,
      -1,
    ])
    const inputs = [{ shape: [2], bits: 16, rows: data.length / 2, data }]
    yield {
      name: `pairs of ids, ${entries} entries`,
      model,
      sequences: [inputs, sequencesOf(model, [32], 'uniform')[0]!],
    }
  }
}

function* models(): Generator<CausalCase> {
  for (const [layers, given] of [
    [1, { width: 16, heads: 2, groups: 1 }],
    [2, { width: 32, heads: 4, groups: 2 }],
    [2, { width: 24, heads: 3, groups: 3, hidden: true }],
  ] as const) {
    const model = languageModel({ layers, vocabulary: 50, context: 48, seed: layers, ...given })
    yield {
      name: `language model of ${layers} layers`,
      model,
      sequences: sequencesOf(model, [48, 30, 1], 'uniform', layers),
    }
  }
}

export function* directedCausalCases(): Generator<CausalCase> {
  yield* shapes()
  yield* lengths()
  yield* widths()
  yield* tables()
  yield* bounds()
  yield* turns()
  yield* tokens()
  yield* models()
}

/** Random causal models, each with up to four sequences of at most 40 rows. */
export function* randomCausalCases(count: number, first = 0): Generator<CausalCase> {
  const modes: readonly InputMode[] = ['mixed', 'uniform', 'extreme', 'mixed']
  for (let seed = first; seed < first + count; seed++) {
    const model = randomCausalModel(seed)
    const r = new Random(seed, 8)
    const heaviest = model.graph.ops.reduce((most, op) => Math.max(most, elements(op.shape)), 1)
    const most = Math.min(contextOf(model.graph)!, 40, Math.max(3, Math.floor(20_000 / heaviest)))
    const sequences = Array.from({ length: r.int(1, 4) }, (_, i) =>
      randomInputs(model, i === 0 && r.chance(0.3) ? most : r.int(1, most), seed + i, modes[(seed + i) % 4]!),
    )
    yield { name: `seed ${seed}`, model, sequences }
  }
}
