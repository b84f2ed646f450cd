// Tree ensembles: labels equal to onnxruntime's whatever the input is, also on thresholds and right beside them; scores within two
// steps of the output. spec/compile.md, "Trees".

import { describe, expect, it } from 'vitest'
import { concat } from '../../src/core/bytes/index.ts'
import { type Compiled, compileModel, exactRunner, importOnnx } from '../../src/core/compile/index.ts'
import { below } from '../../src/core/compile/onnx/trees/forest.ts'
import { interpret, outputsOf, wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { decodeModel, encodeModel } from '../../src/core/graph/index.ts'
import { loadFloatRunner } from '../../src/platform/node/onnxruntime.ts'
import {
  type AttributeValue,
  bytes,
  type GraphSpec,
  graph,
  int,
  model,
  type NodeSpec,
  text,
  valueInfo,
} from './support/onnx.ts'
import { Random } from './support/random.ts'

const FEATURES = 5
const MODES = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ']

/** Numbers that lie badly: of any size, next to one another, zeros of both signs, what decimal fractions become. */
const AWKWARD = [0, -0, 0.1, -0.1, 1 / 3, 1e-40, -1e-40, 1e30, -1e30, 2 ** -149, 16_777_216, 0.30000001192092896]

interface Node {
  readonly tree: number
  readonly id: number
  readonly feature: number
  readonly value: number
  readonly mode: string
  yes: number
  no: number
}

interface Forest {
  readonly nodes: Node[]
  readonly leaves: { readonly tree: number; readonly id: number }[]
}

interface Shape {
  readonly trees: number
  readonly depth: number
  readonly modes?: readonly string[]
  /** How likely a node above the full depth branches. */
  readonly branching?: number
  readonly values?: () => number
}

function forestOf(random: Random, { trees, depth, modes = MODES, branching = 0.9, values }: Shape): Forest {
  const forest: Forest = { nodes: [], leaves: [] }
  const threshold = (): number =>
    Math.fround(
      values?.() ?? (random.next() < 0.3 ? random.pick(AWKWARD) : (random.next() - 0.5) * 10 ** random.int(-3, 3)),
    )
  for (let tree = 0; tree < trees; tree++) {
    let next = 0
    const grow = (left: number): number => {
      const id = next++
      if (left === 0 || (id > 0 && random.next() > branching)) {
        forest.nodes.push({ tree, id, feature: 0, value: 0, mode: 'LEAF', yes: 0, no: 0 })
        forest.leaves.push({ tree, id })
        return id
      }
      const feature = random.int(0, FEATURES - 1)
      const node = { tree, id, feature, value: threshold(), mode: random.pick(modes), yes: 0, no: 0 }
      forest.nodes.push(node)
      node.yes = grow(left - 1)
      node.no = grow(left - 1)
      return id
    }
    grow(depth)
  }
  return forest
}

const nodeAttributes = ({ nodes }: Forest): Record<string, AttributeValue> => ({
  nodes_treeids: { ints: nodes.map(({ tree }) => tree) },
  nodes_nodeids: { ints: nodes.map(({ id }) => id) },
  nodes_featureids: { ints: nodes.map(({ feature }) => feature) },
  nodes_values: { floats: nodes.map(({ value }) => value) },
  nodes_modes: { strings: nodes.map(({ mode }) => mode) },
  nodes_truenodeids: { ints: nodes.map(({ yes }) => yes) },
  nodes_falsenodeids: { ints: nodes.map(({ no }) => no) },
})

/** Votes of every leaf for these targets. */
function votes(
  prefix: 'class' | 'target',
  { leaves }: Forest,
  targets: (leaf: { tree: number; id: number }) => readonly number[],
  weight: () => number,
): Record<string, AttributeValue> {
  const all = leaves.flatMap(leaf => targets(leaf).map(target => ({ ...leaf, target })))
  return {
    [`${prefix}_treeids`]: { ints: all.map(({ tree }) => tree) },
    [`${prefix}_nodeids`]: { ints: all.map(({ id }) => id) },
    [`${prefix}_ids`]: { ints: all.map(({ target }) => target) },
    [`${prefix}_weights`]: { floats: all.map(weight) },
  }
}

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

const typed = (spec: Omit<GraphSpec, 'outputs'>, outputs: Record<string, number>): Uint8Array =>
  model({
    ...spec,
    outputs: {},
    extra: [
      ...(spec.extra ?? []),
      ...Object.entries(outputs).map(([name, type]) =>
        bytes(12, valueInfo(name, ['N', ...(type === 7 ? [] : [null])], type)),
      ),
    ],
    opset: 15,
    domains: { 'ai.onnx.ml': 3 },
  })

const tree = (
  op: string,
  outputs: readonly string[],
  attributes: Record<string, AttributeValue>,
  input = 'x',
): NodeSpec => ({ op, domain: 'ai.onnx.ml', inputs: [input], outputs, attributes })

const inputs = { x: ['N', FEATURES] }
const classifier = (attributes: Record<string, AttributeValue>): Uint8Array =>
  typed({ nodes: [tree('TreeEnsembleClassifier', ['label', 'y'], attributes)], inputs }, { label: 7, y: 1 })
const regressor = (attributes: Record<string, AttributeValue>): Uint8Array =>
  typed({ nodes: [tree('TreeEnsembleRegressor', ['y'], attributes)], inputs }, { y: 1 })

const above = (x: number): number => -below(-x)

/** Rows most of whose values lie on thresholds, or next to them. */
function rowsFor(random: Random, { nodes }: Forest, rows: number): Float32Array {
  const lists = count(FEATURES).map(feature =>
    nodes.filter(node => node.mode !== 'LEAF' && node.feature === feature).map(({ value }) => value),
  )
  return Float32Array.from({ length: rows * FEATURES }, (_, i) => {
    const list = lists[i % FEATURES]!
    const t = list.length === 0 ? 0 : random.pick(list)
    return random.pick([t, below(t), above(t), t, -t, random.pick(AWKWARD), (random.next() - 0.5) * 100])
  })
}

interface Outcome {
  readonly compiled: Compiled
  readonly float: Readonly<Record<string, Float32Array>>
  readonly exact: Readonly<Record<string, Float32Array>>
  readonly step: number
}

/** `calibrated`: how many of the rows calibration sees. */
async function run(
  file: Uint8Array,
  data: Record<string, Float32Array>,
  rows: number,
  { calibrated = rows, wide = false, searched = false } = {},
): Promise<Outcome> {
  const some = Object.fromEntries(
    Object.entries(data).map(([name, values]) => [
      name,
      { data: values.slice(0, (values.length / rows) * calibrated), rows: calibrated },
    ]),
  )
  const widths = wide
    ? ({ activationBits: 16, weightBits: 16 } as const)
    : searched
      ? ({ search: { prefer: 'speed' } } as const)
      : {}
  const compiled = unwrap(await compileModel(unwrap(importOnnx(file)), { calibration: some, ...widths }))
  const samples = Object.fromEntries(Object.entries(data).map(([name, values]) => [name, { data: values, rows }]))
  const runner = await loadFloatRunner(file)
  const float = await runner.run(samples)
  await runner.close()
  // Through its bytes: thresholds are part of what is stored.
  const stored = unwrap(decodeModel(encodeModel(compiled.model)))
  const exact = await exactRunner(stored, async given => outputsOf(stored, interpret(stored, given)))(samples)
  const session = await wasm.load(stored)
  const fast = await exactRunner(stored, given => session.run(given))(samples)
  session.close()
  expect(fast).toEqual(exact)
  const port = stored.ports.outputs.find(({ name }) => name === 'y')
  return { compiled, float, exact, step: 2 ** -(port?.exponent ?? 0) }
}

const furthest = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)

/** A classifier by votes of its leaves, with these labels. */
const voting = (
  forest: Forest,
  labels: readonly number[],
  targets: Parameters<typeof votes>[2],
  weight: Parameters<typeof votes>[3],
): Uint8Array =>
  classifier({
    ...nodeAttributes(forest),
    ...votes('class', forest, targets, weight),
    classlabels_int64s: { ints: labels },
  })

/** Labels are equal but where scores are so near one another that float arithmetic decides at random. */
function sameLabels({ float, exact, step }: Outcome, classes: number): void {
  const close = (row: number): boolean => {
    const scores = [...float['y']!.subarray(row * classes, (row + 1) * classes)].sort((a, b) => b - a)
    return scores[0]! - scores[1]! < 2 * step
  }
  const off = [...float['label']!.keys()].filter(row => float['label']![row] !== exact['label']![row])
  expect(off.filter(row => !close(row))).toEqual([])
  expect(off.length).toBeLessThanOrEqual(float['label']!.length / 100)
}

const random = new Random(11)

describe('classifiers', () => {
  it.each([
    ['one tree of one branch', { trees: 1, depth: 1 }],
    ['a tree of every depth to 6', { trees: 4, depth: 6 }],
    ['a forest of depth 6', { trees: 24, depth: 6, modes: ['BRANCH_LEQ'], branching: 1 }],
    ['trees of depth 15, most of whose nodes are leaves early', { trees: 4, depth: 15, branching: 0.72 }],
  ] as const)('of three classes: %s', async (_, shape) => {
    const forest = forestOf(random, shape)
    const file = voting(
      forest,
      [0, 1, 2],
      () => [0, 1, 2],
      () => random.next() / shape.trees,
    )
    const outcome = await run(file, { x: rowsFor(random, forest, 300) }, 300, { calibrated: 3 })
    expect(outcome.compiled.model.ports.inputs[0]!.thresholds).toBeDefined()
    sameLabels(outcome, 3)
    expect(furthest(outcome.float['y']!, outcome.exact['y']!)).toBeLessThanOrEqual(2 * outcome.step)
  })

  it('that count votes have the labels of onnxruntime for every input, other labels than 0, 1, 2 too', async () => {
    const forest = forestOf(random, { trees: 9, depth: 6 })
    const file = voting(
      forest,
      [7, -3, 1000, 12],
      ({ tree, id }) => [(tree * 7 + id * 3) % 4],
      () => 1,
    )
    const { float, exact } = await run(file, { x: rowsFor(random, forest, 1000) }, 1000, { calibrated: 2 })
    expect(exact['label']).toEqual(float['label'])
    expect(exact['y']).toEqual(float['y'])
    expect(new Set(float['label']).size).toBe(4)
  })

  it('are the same whatever widths a search finds', async () => {
    const forest = forestOf(random, { trees: 9, depth: 6 })
    const file = voting(
      forest,
      [0, 1, 2],
      () => [0, 1, 2],
      () => random.next() / 9,
    )
    const outcome = await run(file, { x: rowsFor(random, forest, 300) }, 300, { calibrated: 16, searched: true })
    sameLabels(outcome, 3)
    expect(furthest(outcome.float['y']!, outcome.exact['y']!)).toBeLessThanOrEqual(2 * outcome.step)
  })

  it('boosted, one class a tree, with base values', async () => {
    const forest = forestOf(random, { trees: 18, depth: 5, modes: ['BRANCH_LT', 'BRANCH_LEQ'] })
    const attributes = {
      ...nodeAttributes(forest),
      ...votes(
        'class',
        forest,
        ({ tree }) => [tree % 3],
        () => random.next() - 0.5,
      ),
      classlabels_int64s: { ints: [0, 1, 2] },
      base_values: { floats: [0.1, -0.2, 0.3] },
    }
    const x = rowsFor(random, forest, 400)
    for (const transform of ['NONE', 'LOGISTIC']) {
      const file = classifier({ ...attributes, post_transform: { s: transform } })
      const outcome = await run(file, { x }, 400, { wide: true })
      sameLabels(outcome, 3)
      expect(furthest(outcome.float['y']!, outcome.exact['y']!)).toBeLessThanOrEqual(2 * outcome.step)
    }
  })

  describe('of two classes, as onnxruntime has them', () => {
    const forest = forestOf(random, { trees: 7, depth: 4 })
    const x = rowsFor(random, forest, 300)
    const cases = ['first', 'second', 'both'].flatMap(spoken =>
      [true, false].flatMap(positive =>
        ['NONE', 'LOGISTIC', 'SOFTMAX'].flatMap(transform =>
          [null, 0.125].map(base => ({ spoken, positive, transform, base })),
        ),
      ),
    )
    it.each(cases)('$spoken spoken of, positive: $positive, $transform, base $base', async entry => {
      const { spoken, positive, transform, base } = entry
      const targets = spoken === 'first' ? [0] : spoken === 'second' ? [1] : [0, 1]
      const file = classifier({
        ...nodeAttributes(forest),
        ...votes(
          'class',
          forest,
          () => targets,
          () => (positive ? random.next() / 7 : random.next() - 0.5),
        ),
        classlabels_int64s: { ints: [0, 1] },
        post_transform: { s: transform },
        ...(base === null ? {} : { base_values: { floats: [base] } }),
      })
      const outcome = await run(file, { x }, 300, { wide: true })
      const dropped = outcome.compiled.report.softmax.length > 0
      const exact = dropped ? softmaxOfPairs(outcome.exact['y']!) : outcome.exact['y']!
      expect(furthest(outcome.float['y']!, exact)).toBeLessThanOrEqual(2 * outcome.step)
      const off = outcome.float['label']!.filter((label, i) => label !== outcome.exact['label']![i])
      expect(off.length).toBe(0)
    })
  })

  it('whose labels are texts give scores alone', async () => {
    const forest = forestOf(random, { trees: 3, depth: 3 })
    const attributes = {
      ...nodeAttributes(forest),
      ...votes(
        'class',
        forest,
        () => [0, 1, 2],
        () => random.next(),
      ),
      classlabels_strings: { strings: ['cat', 'dog', 'cow'] },
    }
    const both = importOnnx(classifier(attributes))
    expect(both.ok ? '' : both.message).toContain('its labels are texts')
    const scores = typed({ nodes: [tree('TreeEnsembleClassifier', ['label', 'y'], attributes)], inputs }, { y: 1 })
    const outcome = await run(scores, { x: rowsFor(random, forest, 100) }, 100)
    expect(furthest(outcome.float['y']!, outcome.exact['y']!)).toBeLessThanOrEqual(2 * outcome.step)
  })
})

function softmaxOfPairs(values: Float32Array): Float32Array {
  return values.map((value, i) => 1 / (1 + Math.exp(values[i ^ 1]! - value)))
}

describe('regressors', () => {
  it.each([
    ['SUM', 1],
    ['AVERAGE', 1],
    ['SUM', 3],
    ['AVERAGE', 3],
  ])('%s of %i targets', async (aggregate, targets) => {
    const forest = forestOf(random, { trees: 20, depth: 6 })
    const file = regressor({
      ...nodeAttributes(forest),
      ...votes(
        'target',
        forest,
        () => count(targets),
        () => (random.next() - 0.5) * 100,
      ),
      n_targets: { i: targets },
      aggregate_function: { s: aggregate },
      base_values: { floats: count(targets).map(i => i - 0.75) },
    })
    const { float, exact, step } = await run(file, { x: rowsFor(random, forest, 500) }, 500, { calibrated: 2 })
    expect(furthest(float['y']!, exact['y']!)).toBeLessThanOrEqual(2 * step)
  })

  it('of more distinct thresholds than a byte, or 12 bits, can count', async () => {
    const forest = forestOf(random, {
      trees: 420,
      depth: 6,
      modes: ['BRANCH_LEQ'],
      branching: 1,
      values: () => random.next() * 8 - 4,
    })
    const file = regressor({
      ...nodeAttributes(forest),
      ...votes(
        'target',
        forest,
        () => [0],
        () => random.int(-20, 20) / 8,
      ),
      n_targets: { i: 1 },
    })
    const outcome = await run(file, { x: rowsFor(random, forest, 40) }, 40, { calibrated: 2 })
    const port = outcome.compiled.model.ports.inputs[0]!
    expect(Math.max(...port.thresholds!.map(list => list.length))).toBeGreaterThan(4096)
    expect(furthest(outcome.float['y']!, outcome.exact['y']!)).toBeLessThanOrEqual(2 * outcome.step)
  })

  it('trees that are one leaf, and tests that no number passes or fails', async () => {
    const nodes: Node[] = [
      { tree: 0, id: 0, feature: 0, value: 0, mode: 'LEAF', yes: 0, no: 0 },
      { tree: 1, id: 0, feature: 1, value: Number.POSITIVE_INFINITY, mode: 'BRANCH_LEQ', yes: 1, no: 4 },
      { tree: 1, id: 1, feature: 1, value: 1, mode: 'BRANCH_GT', yes: 2, no: 3 },
      { tree: 1, id: 2, feature: 0, value: 0, mode: 'LEAF', yes: 0, no: 0 },
      { tree: 1, id: 3, feature: 0, value: 0, mode: 'LEAF', yes: 0, no: 0 },
      { tree: 1, id: 4, feature: 0, value: 0, mode: 'LEAF', yes: 0, no: 0 },
    ]
    const leaves = nodes.filter(({ mode }) => mode === 'LEAF')
    const weights = [0.5, 2, -3, 100]
    const file = regressor({
      ...nodeAttributes({ nodes, leaves }),
      ...votes(
        'target',
        { nodes, leaves },
        () => [0],
        () => weights.shift()!,
      ),
      n_targets: { i: 1 },
    })
    const x = Float32Array.of(0, 1, 0, 0, 0, 0, above(1), 0, 0, 0)
    const { exact, float } = await run(file, { x }, 2)
    expect([...exact['y']!]).toEqual([-2.5, 2.5])
    expect([...float['y']!]).toEqual([-2.5, 2.5])
  })
})

describe('inputs', () => {
  const forest = forestOf(random, { trees: 6, depth: 5 })
  const other = forestOf(random, { trees: 6, depth: 5 })
  const target = (of: Forest): Record<string, AttributeValue> => ({
    ...nodeAttributes(of),
    ...votes(
      'target',
      of,
      () => [0],
      () => random.next(),
    ),
    n_targets: { i: 1 },
  })
  const both: Forest = { nodes: [...forest.nodes, ...other.nodes], leaves: [] }

  it('that several ensembles read share their thresholds', async () => {
    const file = typed(
      {
        nodes: [
          tree('TreeEnsembleRegressor', ['a'], target(forest)),
          { op: 'Identity', inputs: ['x'], outputs: ['x2'] },
          tree('TreeEnsembleRegressor', ['b'], target(other), 'x2'),
          { op: 'Add', inputs: ['a', 'b'], outputs: ['y'] },
        ],
        inputs,
      },
      { y: 1 },
    )
    const outcome = await run(file, { x: rowsFor(random, both, 300) }, 300, { wide: true })
    expect(furthest(outcome.float['y']!, outcome.exact['y']!)).toBeLessThanOrEqual(2 * outcome.step)
  })

  it('that are joined from columns', async () => {
    const columns = count(FEATURES).map(i => `c${i}`)
    const file = typed(
      {
        nodes: [
          { op: 'Concat', inputs: columns, outputs: ['x'], attributes: { axis: { i: 1 } } },
          tree('TreeEnsembleRegressor', ['y'], target(forest)),
        ],
        inputs: Object.fromEntries(columns.map(name => [name, ['N', 1]])),
      },
      { y: 1 },
    )
    const x = rowsFor(random, forest, 200)
    const data = Object.fromEntries(
      columns.map((name, i) => [name, Float32Array.from({ length: 200 }, (_, row) => x[row * FEATURES + i]!)]),
    )
    const outcome = await run(file, data, 200, { calibrated: 2 })
    expect(outcome.compiled.model.ports.inputs.every(port => port.thresholds?.length === 1)).toBe(true)
    expect(furthest(outcome.float['y']!, outcome.exact['y']!)).toBeLessThanOrEqual(2 * outcome.step)
  })

  it('are read from files that declare no opset of ONNX itself, or one twice', () => {
    const opset = (domain: string, version: number): Uint8Array =>
      bytes(8, concat(...(domain === '' ? [] : [text(1, domain)]), int(2, version)))
    const nodes = [tree('TreeEnsembleRegressor', ['y'], target(forest))]
    const body = bytes(7, graph({ nodes, inputs, outputs: { y: ['N', 1] } }))
    for (const opsets of [[opset('ai.onnx.ml', 3)], [opset('ai.onnx.ml', 3), opset('', 17), opset('', 17)]])
      expect(importOnnx(concat(int(1, 8), body, ...opsets)).ok).toBe(true)
    expect(importOnnx(concat(int(1, 8), body, opset('', 16), opset('', 17))).ok).toBe(false)
  })

  it('that something else reads keep their values, with a note', async () => {
    const plain = forestOf(random, {
      trees: 4,
      depth: 4,
      modes: ['BRANCH_LEQ'],
      values: () => random.int(-400, 400) / 8,
    })
    const file = typed(
      {
        nodes: [
          tree('TreeEnsembleRegressor', ['a'], target(plain)),
          { op: 'ReduceSum', inputs: ['x', 'axes'], outputs: ['b'] },
          { op: 'Add', inputs: ['a', 'b'], outputs: ['y'] },
        ],
        inputs,
        weights: { axes: { dims: [1], data: [1], type: 7 } },
      },
      { y: 1 },
    )
    const x = Float32Array.from({ length: 5 * 200 }, () => random.int(-400, 400) / 8)
    const outcome = await run(file, { x }, 200, { wide: true })
    expect(outcome.compiled.model.ports.inputs[0]!.thresholds).toBeUndefined()
    expect(outcome.compiled.report.notes.some(note => note.includes('it compares computed values'))).toBe(true)
    // Both lie on a grid that the input's width holds, so that nothing is near a threshold without being on it.
    expect(furthest(outcome.float['y']!, outcome.exact['y']!)).toBeLessThanOrEqual(2 * outcome.step)
  })
})

describe('what is refused', () => {
  const forest = forestOf(random, { trees: 2, depth: 3 })
  const attributes = {
    ...nodeAttributes(forest),
    ...votes(
      'target',
      forest,
      () => [0],
      () => 1,
    ),
    n_targets: { i: 1 },
  }
  const refusal = (changed: Record<string, AttributeValue>): string => {
    const result = importOnnx(regressor({ ...attributes, ...changed }))
    return result.ok ? '' : `${result.code}: ${result.message}`
  }

  it.each([
    ['lists of different lengths', { nodes_values: { floats: [1] } }, '1 nodes_values'],
    ['features that are not there', { nodes_featureids: { ints: forest.nodes.map(() => 99) } }, 'feature 99 of 5'],
    ['other aggregates', { aggregate_function: { s: 'MIN' } }, 'aggregate_function MIN'],
    ['other transforms', { post_transform: { s: 'PROBIT' } }, 'post_transform PROBIT'],
    [
      'modes that nobody knows',
      { nodes_modes: { strings: forest.nodes.map(({ mode }, i) => (i === 0 ? 'BRANCH_ODD' : mode)) } },
      'mode BRANCH_ODD',
    ],
    ['weights that are not finite', { base_values: { floats: [Number.NaN] } }, 'weight_not_finite'],
  ] as const)('%s', (_, changed, message) => {
    expect(refusal(changed)).toContain(message)
  })

  it('nodes that lead back to one another', () => {
    const loop = {
      nodes_treeids: { ints: [0, 0, 0] },
      nodes_nodeids: { ints: [0, 1, 2] },
      nodes_featureids: { ints: [0, 0, 0] },
      nodes_values: { floats: [1, 2, 3] },
      nodes_modes: { strings: ['BRANCH_LEQ', 'BRANCH_LEQ', 'BRANCH_LEQ'] },
      nodes_truenodeids: { ints: [1, 2, 1] },
      nodes_falsenodeids: { ints: [1, 2, 1] },
      target_treeids: { ints: [0] },
      target_nodeids: { ints: [0] },
      target_ids: { ints: [0] },
      target_weights: { floats: [1] },
    }
    expect(refusal(loop)).toContain('model_too_large')
  })
})
