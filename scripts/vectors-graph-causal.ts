// Vectors of graphs whose rows are positions, for scripts/vectors-graph.ts: the ops with codes 21 to 23, pairs of an embedding, a
// small language model and its file.

import { type Hex, toHex, utf8 } from '../src/core/bytes/index.ts'
import {
  type AttentionOp,
  type ExactModel,
  encodeGraph,
  encodeModel,
  type Language,
  type Op,
} from '../src/core/graph/index.ts'
import { languageModel } from '../test/support/languageModel.ts'
import { APPLY, difference, full, hexOf, input, modelOf, series } from './vectors-graph-build.ts'

/** Most positions of a sequence in these models. */
export const CONTEXT = 9

type Shape = readonly [heads: number, groups: number, length: number, values: number]
type Given = Partial<AttentionOp> & { readonly valueBits?: number; readonly table?: readonly number[] }

function attention(
  [heads, groups, length, values]: Shape,
  { valueBits = 8, table = [900, 700, 300, 0], ...over }: Given = {},
) {
  return modelOf([
    input([heads, length], 10),
    input([groups, length], 9, 1),
    input([groups, values], valueBits, 2),
    (_rows, writer) => ({
      ...{ kind: 'attention', inputs: [0, 1, 2], shape: [heads, values], bits: 12, ...full(12), context: CONTEXT },
      ...{ fraction: Math.max(4, 11 - valueBits), scoreShift: 14, scoreLo: -32_768, scoreHi: 32_767 },
      ...{ tableBits: Math.log2(table.length), segment: 0 },
      weightOffset: writer.table({ base: Int32Array.from(table), slope: new Int16Array(0) }),
      ...over,
    }),
  ])
}

const position: Op = { kind: 'position', inputs: [], shape: [1], bits: 16, context: CONTEXT }

const rotary = (length: number, turned: number, unitBits: number) =>
  modelOf([
    input([2, length], 12),
    position,
    (_rows, writer) => ({
      ...{ kind: 'embedding', inputs: [1], shape: [1, turned], bits: 9, entries: CONTEXT, offset: 0, pair: false },
      weightOffset: writer.constant(series(CONTEXT * turned, -256, 255), 9),
    }),
    { kind: 'reshape', inputs: [2], shape: [turned], bits: 9 },
    { kind: 'rotary', inputs: [0, 3], shape: [2, length], bits: 12, shift: 8, ...full(12), unitBits },
  ])

const language = { tokenizer: utf8('{"format":"assay-tokenizer/1"}'), template: utf8('{"format":"assay-template/1"}') }

const small = (section: Language | null) =>
  languageModel({
    ...{ vocabulary: 12, width: 8, layers: 1, heads: 2, groups: 1, context: CONTEXT, hidden: true, seed: 4 },
    language: section,
  })

export const CAUSAL_MODELS: readonly [name: string, model: () => ExactModel][] = [
  ['position', () => modelOf([input([1], 8), position])],
  [
    'embedding over pairs',
    () =>
      modelOf([
        input([2, 2], 16),
        position,
        (_rows, writer) => ({
          ...{ kind: 'embedding', inputs: [0], shape: [2, 3], bits: 8, entries: 20, offset: 9, pair: true },
          weightOffset: writer.constant(series(60, -128, 127), 8),
        }),
      ]),
  ],
  ['rotary, every value', () => rotary(6, 6, 0)],
  ['rotary, some values', () => rotary(7, 4, 8)],
  ['attention of one head', () => attention([1, 1, 3, 3])],
  ['attention of grouped heads, other lengths', () => attention([6, 2, 4, 3])],
  ['attention, scores in a clamp', () => attention([2, 1, 5, 2], { scoreShift: 9, scoreLo: -2, scoreHi: 1 })],
  ['attention, all positions alike', () => attention([2, 2, 2, 2], { table: [128] })],
  ['attention, one position at most', () => attention([2, 1, 4, 4], { scoreShift: 8, table: [128, 0] })],
  ['attention, v of 4 bits', () => attention([2, 1, 3, 5], { valueBits: 4, table: [2048, 1000, 500, 250] })],
  [
    'attention, v of 12 bits and an output of 16',
    () => attention([2, 1, 3, 5], { valueBits: 12, bits: 16, ...full(16), fraction: 4, table: [57_340, 50_000, 9, 0] }),
  ],
  ['a language model', () => small(null)],
]

/** A model file with a language section, and what its model is called. */
export function languageFile() {
  const model = small(language)
  const { modelId, tokenizerHash, templateHash } = model.identity
  return {
    file: toHex(encodeModel(model)),
    tokenizer: toHex(language.tokenizer),
    template: toHex(language.template),
    tokenizerHash: toHex(tokenizerHash),
    templateHash: toHex(templateHash),
    modelId: toHex(modelId),
  }
}

/** Ops 0 to 2 are q, k and v, 3 a position, 4 a rotary of q, 5 the attention; 6 an embedding over pairs. */
function base() {
  return modelOf([
    input([4, 6], 16),
    input([2, 6], 9, 1),
    input([2, 3], 8, 2),
    position,
    (_rows, writer) => ({
      ...{ kind: 'embedding', inputs: [3], shape: [1, 4], bits: 9, entries: CONTEXT, offset: 0, pair: false },
      weightOffset: writer.constant(series(4 * CONTEXT, -256, 255), 9),
    }),
    { kind: 'reshape', inputs: [4], shape: [4], bits: 9 },
    { kind: 'rotary', inputs: [0, 5], shape: [4, 6], bits: 12, shift: 8, ...full(12), unitBits: 8 },
    (_rows, writer) => ({
      ...{ kind: 'attention', inputs: [6, 1, 2], shape: [4, 3], bits: 12, ...full(12), context: CONTEXT, fraction: 4 },
      ...{ scoreShift: 14, scoreLo: -900, scoreHi: 900, tableBits: 2, segment: 0 },
      weightOffset: writer.table({ base: Int32Array.of(900, 700, 300, 0), slope: new Int16Array(0) }),
    }),
    input([2], 16, 3),
    (_rows, writer) => ({
      ...{ kind: 'embedding', inputs: [8], shape: [3], bits: 8, entries: 5, offset: 0, pair: true },
      weightOffset: writer.constant(series(15, -128, 127), 8),
    }),
  ])
}

export function invalidCausal() {
  const model = base()
  const good = hexOf(model.graph, model.weights, model.ports)
  const [POSITION, ROTARY, ATTENTION, PAIRS] = [3, 6, 7, 9]
  const op = (id: number, change: Record<string, unknown>) => {
    const ops = model.graph.ops.map((one, i) => (i === id ? ({ ...one, ...change } as Op) : one))
    return { ...good, graph: toHex(encodeGraph({ ...model.graph, ops })) }
  }
  const { weightOffset } = model.graph.ops[ATTENTION] as AttentionOp
  /** The table with one exponential changed. */
  const exponential = (at: number, value: number) => {
    const weights = model.weights.slice()
    new DataView(weights.buffer).setInt32(weightOffset + 4 * at, value, true)
    return { ...good, weights: toHex(weights) }
  }
  const byte = (id: number, offset: number, value: number) => {
    const graph = encodeGraph(model.graph)
    graph[256 * (id + 1) + offset] = value
    return { ...good, graph: toHex(graph) }
  }
  // 9 positions, values to 128, rounded by 2^14.
  const most = Math.floor((2 ** 30 - 2 ** 24 - 2 ** 14) / (CONTEXT * 128))
  const cases: readonly [name: string, code: string, parts: Record<keyof typeof good, Hex>][] = [
    ['a position of 15 bits', 'graph_invalid', op(POSITION, { bits: 15 })],
    ['a position without a context', 'graph_invalid', op(POSITION, { context: 0 })],
    ['a context beyond 32768', 'graph_invalid', op(POSITION, { context: 32_769 })],
    ['two contexts in one graph', 'graph_invalid', op(ATTENTION, { context: CONTEXT + 1 })],
    ['a rotary with a context', 'graph_invalid', byte(ROTARY, 179, CONTEXT)],
    ['a rotary with a unit of 19 bits', 'graph_invalid', op(ROTARY, { unitBits: 19 })],
    ['a rotary by its own input', 'graph_invalid', op(ROTARY, { inputs: [0, 1] })],
    ['a rotary past the bound', 'accumulator_overflow', op(ROTARY, { unitBits: 16 })],
    ['heads that do not divide', 'graph_invalid', op(ATTENTION, { inputs: [1, 6, 2] })],
    ['v that is too wide', 'graph_invalid', op(2, { bits: 13 })],
    ['a table with a segment', 'graph_invalid', op(ATTENTION, { segment: 1 })],
    ['a score shift of 19', 'graph_invalid', op(ATTENTION, { scoreShift: 19 })],
    ['a score clamp upside down', 'graph_invalid', op(ATTENTION, { scoreLo: 901 })],
    ['a fraction that leaves a last shift of 19', 'graph_invalid', op(ATTENTION, { fraction: 2 })],
    ['a clamp outside the width', 'graph_invalid', op(ATTENTION, { hi: 2048 })],
    ['an unused field of attention that is not zero', 'graph_invalid', byte(ATTENTION, 3, 1)],
    ['a reserved byte behind the last field', 'graph_invalid', byte(ATTENTION, 185, 1)],
    ['an exponential above the first', 'graph_invalid', exponential(1, 901)],
    ['a negative exponential', 'graph_invalid', exponential(3, -1)],
    ['a first exponential that is too small', 'graph_invalid', exponential(0, 127)],
    ['sums past the bound', 'accumulator_overflow', exponential(0, most + 1)],
    ['pairs along an axis of three', 'graph_invalid', op(8, { shape: [3] })],
    ['an embedding over pairs without the flag', 'graph_invalid', op(PAIRS, { pair: false })],
  ]
  return {
    apply: APPLY,
    base: good,
    cases: cases.map(([name, code, parts]) => ({ name, code, ...difference(good, parts) })),
  }
}
