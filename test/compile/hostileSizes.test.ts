// Files of a few hundred bytes that ask for much: numbers without end, work that multiplies from node to node, searches that do
// not end. Each is refused or imported at once. spec/compile.md, "Limits".

import { describe, expect, it } from 'vitest'
import { concat } from '../../src/core/bytes/index.ts'
import { importOnnx } from '../../src/core/compile/index.ts'
import { prepare } from '../../src/core/compile/passes/index.ts'
import { RefusalError } from '../../src/core/errors/index.ts'
import { bytes, graph, int, type ModelSpec, model, type NodeSpec, tensor, text } from './support/onnx.ts'

const i64 = (data: readonly number[], dims: readonly number[] = [data.length]) => ({ dims, data, type: 7 })

/** A model with an output y of any shape. */
const asking = (spec: Partial<ModelSpec>): Uint8Array => {
  const y = bytes(12, concat(text(1, 'y'), bytes(2, bytes(1, int(1, 1)))))
  return model({ nodes: [], inputs: { x: ['N', 4] }, outputs: {}, opset: 13, ...spec, extra: [y] })
}

/** n nodes, each reading the one before. */
const chain = (n: number, make: (from: string, to: string) => NodeSpec, first = 'x', last = 'y'): NodeSpec[] =>
  Array.from({ length: n }, (_, i) => make(i === 0 ? first : `${last}${i}`, i === n - 1 ? last : `${last}${i + 1}`))

/** n nodes that read the same, and their sum. */
const beside = (n: number, make: (to: string) => NodeSpec, also: readonly string[] = []): NodeSpec[] => {
  const names = Array.from({ length: n }, (_, i) => `r${i}`)
  return [...names.map(make), { op: 'Sum', inputs: [...also, ...names], outputs: ['y'] }]
}

/** Outcome of import and passes, which must come in time and as data, and what it took. Work without end takes minutes: a busy machine may take seconds. */
function outcome(file: Uint8Array, ms = 8_000): string {
  const before = process.memoryUsage()
  // Time of this process alone: others on the machine make no import slow.
  const started = process.cpuUsage()
  const result = importOnnx(file)
  let code: string = result.ok ? 'imported' : result.code
  const after = process.memoryUsage()
  if (result.ok) {
    try {
      prepare(result.value.graph)
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error
      code = error.code
    }
  }
  const { user, system } = process.cpuUsage(started)
  expect((user + system) / 1_000).toBeLessThan(ms)
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(128 << 20)
  return code
}

describe('numbers', () => {
  const one = (name: string, node: Partial<NodeSpec>, spec: Partial<ModelSpec> = {}) =>
    [name, asking({ nodes: [{ op: name, inputs: ['x'], outputs: ['y'], ...node }], ...spec })] as const

  it.each<readonly [string, Uint8Array]>([
    one(
      'OneHot',
      { inputs: ['x', 'd', 'v'] },
      { inputs: { x: ['N', 1] }, weights: { d: i64([65_536], []), v: { dims: [2], data: [0, 1] } } },
    ),
    one('Expand', { inputs: ['x', 's'] }, { inputs: { x: ['N', 1] }, weights: { s: i64([1, 2 ** 27 - 2]) } }),
    one('Tile', { inputs: ['x', 's'] }, { inputs: { x: ['N', 8] }, weights: { s: i64([1, 2 ** 24 - 1]) } }),
    one('Pad', { inputs: ['x', 'p'] }, { inputs: { x: ['N', 1] }, weights: { p: i64([0, 2 ** 24, 0, 2 ** 24]) } }),
    one('Trilu', {}, { opset: 14, inputs: { x: ['N', 8_000, 8_000] } }),
    one('Resize', { inputs: ['x', '', 's'] }, { weights: { s: { dims: [2], data: [1, 2 ** 22] } } }),
    one(
      'ConvTranspose',
      { inputs: ['x', 'w'], attributes: { strides: { ints: [65_535, 1] } } },
      { inputs: { x: ['N', 1, 400, 1] }, weights: { w: { dims: [1, 1, 1, 1], data: [1] } } },
    ),
    one(
      'ConvTranspose',
      { inputs: ['x', 'w'], attributes: { output_padding: { ints: [9e15, -9e15] } } },
      { inputs: { x: ['N', 1, 4, 4] }, weights: { w: { dims: [1, 1, 1, 1], data: [1] } } },
    ),
    one('Einsum', { attributes: { equation: { s: 'ab->a' } } }, { inputs: { x: ['N', 2 ** 24] } }),
    [
      'Range',
      asking({
        nodes: [
          { op: 'Range', inputs: ['a', 'b', 'd'], outputs: ['r'] },
          { op: 'Add', inputs: ['x', 'r'], outputs: ['y'] },
        ],
        weights: { a: i64([0], []), b: i64([2 ** 26], []), d: i64([1], []) },
      }),
    ],
    [
      'Range to infinity',
      asking({
        nodes: [
          { op: 'Range', inputs: ['a', 'b', 'd'], outputs: ['r'] },
          { op: 'Add', inputs: ['x', 'r'], outputs: ['y'] },
        ],
        weights: {
          a: { dims: [], data: [Number.NaN] },
          b: { dims: [], data: [Number.POSITIVE_INFINITY] },
          d: { dims: [], data: [1] },
        },
      }),
    ],
    [
      'Concat',
      asking({
        nodes: [
          ...chain(
            26,
            (a, b) => ({ op: 'Concat', inputs: [a, a], outputs: [b], attributes: { axis: { i: 0 } } }),
            'k',
            'g',
          ),
          { op: 'ReduceSum', inputs: ['g'], outputs: ['r'] },
          { op: 'Add', inputs: ['x', 'r'], outputs: ['y'] },
        ],
        weights: { k: { dims: [1], data: [1] } },
      }),
    ],
    [
      'ConstantOfShape',
      asking({
        nodes: [
          ...Array.from({ length: 40 }, (_, i) => ({ op: 'ConstantOfShape', inputs: ['s'], outputs: [`c${i}`] })),
          ...Array.from({ length: 40 }, (_, i) => ({ op: 'ReduceSum', inputs: [`c${i}`], outputs: [`r${i}`] })),
          { op: 'Sum', inputs: ['x', ...Array.from({ length: 40 }, (_, i) => `r${i}`)], outputs: ['y'] },
        ],
        weights: { s: i64([2 ** 19]) },
      }),
    ],
    [
      'Hardmax',
      asking({
        nodes: beside(100, to => ({ op: 'Hardmax', inputs: ['x'], outputs: [to] })),
        inputs: { x: ['N', 4_096] },
      }),
    ],
    [
      'LSTM',
      asking({
        nodes: [
          { op: 'ConstantOfShape', inputs: ['a'], outputs: ['w'] },
          { op: 'ConstantOfShape', inputs: ['b'], outputs: ['r'] },
          { op: 'LSTM', inputs: ['x', 'w', 'r'], outputs: ['y'] },
        ],
        inputs: { x: [2_000, 1, 1] },
        weights: { a: i64([1, 2_048, 1]), b: i64([1, 2_048, 512]) },
      }),
    ],
    [
      'empty axes beside long ones',
      asking({
        nodes: [
          { op: 'ConstantOfShape', inputs: ['s'], outputs: ['c'] },
          { op: 'Tile', inputs: ['c', 'r'], outputs: ['t'] },
          { op: 'ReduceSum', inputs: ['t'], outputs: ['z'] },
          { op: 'Add', inputs: ['x', 'z'], outputs: ['y'] },
        ],
        weights: { s: i64([2 ** 50, 1, 0]), r: i64([1, 3, 1]) },
      }),
    ],
    [
      'known numbers, looked at again and again',
      asking({
        nodes: [
          { op: 'ConstantOfShape', inputs: ['s'], outputs: ['c'] },
          ...beside(300, to => ({ op: 'ReduceSum', inputs: ['c'], outputs: [to] }), ['x']),
        ],
        weights: { s: i64([2 ** 22]) },
      }),
    ],
    [
      'an operand that does not matter, looked at again and again',
      asking({
        opset: 12,
        nodes: [
          { op: 'ConstantOfShape', inputs: ['s'], outputs: ['c'] },
          ...chain(3_000, (a, b) => ({ op: 'Squeeze', inputs: [a, 'c'], outputs: [b] })),
        ],
        inputs: { x: ['N', 4, 4] },
        weights: { s: i64([2 ** 22]) },
      }),
    ],
  ])('are not made without end: %s', (_, file) => {
    expect(file.length).toBeLessThan(100_000)
    expect(outcome(file)).toBe('model_too_large')
  })

  it('of window positions are counted over the whole graph', () => {
    const pool = (to: string): NodeSpec => ({
      op: 'MaxPool',
      inputs: ['x'],
      outputs: [to],
      attributes: { kernel_shape: { ints: [2_000] } },
    })
    expect(outcome(asking({ nodes: beside(1_000, pool), inputs: { x: ['N', 1, 4_000] } }))).toBe('model_too_large')
  })
})

describe('what operators make of nothing', () => {
  const empty = (dims: readonly number[], node: Partial<NodeSpec>): Uint8Array =>
    asking({
      nodes: [
        { op: 'ConstantOfShape', inputs: ['s'], outputs: ['c'] },
        { op: 'Cast', inputs: ['x'], outputs: ['k'], attributes: { to: { i: 7 } } },
        { op: 'Add', inputs: [], outputs: ['y'], ...node },
      ],
      weights: { s: i64(dims) },
    })
  it.each([
    ['Gather', empty([0, 4], { op: 'Gather', inputs: ['c', 'k'] }), 'graph_invalid'],
    ['ReduceMax', empty([0], { op: 'ReduceMax', inputs: ['c'] }), 'attribute_unsupported'],
    ['ReduceSum', empty([3, 0], { op: 'ReduceSum', inputs: ['c'] }), 'attribute_unsupported'],
    ['QuantizeLinear', empty([0], { op: 'QuantizeLinear', inputs: ['x', 'c'] }), 'graph_invalid'],
    ['Range', empty([0], { op: 'Range', inputs: ['', '', 's'] }), 'graph_invalid'],
    ['MatMul', empty([4, 0], { op: 'MatMul', inputs: ['x', 'c'] }), 'graph_invalid'],
  ])('%s', (_, file, code) => {
    expect(outcome(file)).toBe(code)
  })
})

describe('shapes and names', () => {
  it('do not get more axes from node to node', () => {
    const nodes = chain(5_000, (a, b) => ({ op: 'Gather', inputs: [a, 'z'], outputs: [b] }), 'k', 'g')
    const weights = { z: i64([0], new Array<number>(31).fill(1)), k: { dims: [1], data: [1] } }
    const file = asking({ nodes: [...nodes, { op: 'Add', inputs: ['x', 'g'], outputs: ['y'] }], weights })
    expect(outcome(file)).toBe('attribute_unsupported')
  })

  it('that only a branch reads are read', () => {
    const branch = (inner: NodeSpec): Uint8Array => graph({ nodes: [inner], inputs: {}, outputs: { z: ['N', 1] } })
    const then = branch({ op: 'Cast', inputs: ['at'], outputs: ['z'], attributes: { to: { i: 1 } } })
    const other = branch({ op: 'Identity', inputs: ['most'], outputs: ['z'] })
    const nodes: NodeSpec[] = [
      { op: 'TopK', inputs: ['x', 'k'], outputs: ['most', 'at'] },
      { op: 'If', inputs: ['c'], outputs: ['y'], attributes: { then_branch: { g: then }, else_branch: { g: other } } },
    ]
    expect(outcome(asking({ nodes, weights: { k: i64([1]), c: { dims: [], data: [1], type: 9 } } }))).toBe('imported')
  })
})

describe('shapes that contradict one another', () => {
  const image = { x: ['N', 3, 4, 4] }
  const given = ['roi', 'scales', 'sizes']
  const resized = (attributes: NonNullable<NodeSpec['attributes']>, weights: NonNullable<ModelSpec['weights']>) =>
    asking({
      opset: 18,
      nodes: [
        {
          op: 'Resize',
          inputs: ['x', ...given.map(name => (name in weights ? name : ''))],
          outputs: ['y'],
          attributes,
        },
      ],
      inputs: image,
      weights,
    })
  const gathered = (dims: readonly number[]): Uint8Array =>
    asking({
      nodes: [{ op: 'GatherElements', inputs: ['x', 'k'], outputs: ['y'], attributes: { axis: { i: 2 } } }],
      inputs: { x: [1, 2, 4] },
      weights: { k: i64(new Array<number>(dims.reduce((a, b) => a * b, 1)).fill(0), dims) },
    })
  const crop = { mode: { s: 'linear' }, coordinate_transformation_mode: { s: 'tf_crop_and_resize' } }
  it.each([
    [
      'an axis twice, normalized',
      asking({
        nodes: [
          {
            op: 'MeanVarianceNormalization',
            inputs: ['x'],
            outputs: ['y'],
            attributes: { axes: { ints: [2, 2] } },
          },
        ],
        inputs: image,
      }),
      'graph_invalid',
    ],
    ['an axis twice, resized', resized({ axes: { ints: [2, -2] } }, { sizes: i64([8, 8]) }), 'graph_invalid'],
    ['an axis that is not there, resized', resized({ axes: { ints: [4] } }, { sizes: i64([8]) }), 'graph_invalid'],
    [
      'a crop of less than one position',
      resized(
        { ...crop, axes: { ints: [2] }, antialias: { i: 1 } },
        { roi: { dims: [2], data: [-1e8, 1e8] }, scales: { dims: [1], data: [1.3e-9] } },
      ),
      'attribute_unsupported',
    ],
    ['more indices than positions beside their axis', gathered([1, 3, 4]), 'shape_mismatch'],
    ['as many indices as there may be', gathered([1, 2, 9]), 'imported'],
  ])('%s', (_, file, code) => {
    expect(outcome(file)).toBe(code)
  })
})

describe('passes', () => {
  it('do not compose functions without end', () => {
    expect(outcome(asking({ nodes: chain(8_000, (a, b) => ({ op: 'Mul', inputs: [a, a], outputs: [b] })) }))).toBe(
      'imported',
    )
  })

  it('do not follow long chains of functions again and again', () => {
    const n = 6_000
    const functions = chain(n, (a, b) => ({ op: 'Exp', inputs: [a], outputs: [b] }), 'x', 'e')
    const sums = chain(n, (a, b) => ({ op: 'Add', inputs: [a, 'e'], outputs: [b] }), 'e')
    expect(outcome(asking({ nodes: [...functions, ...sums] }))).toBe('imported')
  })

  it('take no stack for long chains of views', () => {
    const turn = (a: string, b: string): NodeSpec => ({
      op: 'Transpose',
      inputs: [a],
      outputs: [b],
      attributes: { perm: { ints: [0, 2, 1] } },
    })
    const nodes = [...chain(15_000, turn, 'x', 't'), { op: 'Mul', inputs: ['t', 'q'], outputs: ['y'] }]
    expect(outcome(asking({ nodes, inputs: { x: ['N', 4, 4], q: ['N', 4, 4] } }), 15_000)).toBe('imported')
  })

  it('fold what scales constants alone', () => {
    const four = (data: readonly number[]) => ({ dims: [4], data })
    const nodes: NodeSpec[] = [
      { op: 'BatchNormalization', inputs: ['k', 'scale', 'bias', 'mean', 'variance'], outputs: ['n'] },
      { op: 'Add', inputs: ['x', 'n'], outputs: ['y'] },
    ]
    const weights = {
      k: { dims: [1, 4], data: [1, 2, 3, 4] },
      scale: four([1, 1, 1, 1]),
      bias: four([0, 1, 0, 1]),
      mean: four([1, 1, 1, 1]),
      variance: four([1, 1, 1, 1]),
    }
    expect(outcome(asking({ nodes, weights }))).toBe('imported')
  })

  it('do not compute tables for longer than a model is worth', () => {
    const value = { value: { t: tensor('v', { dims: [1], data: [0.001] }) } }
    const nodes: NodeSpec[] = [
      { op: 'ConstantOfShape', inputs: ['s'], outputs: ['c'], attributes: value },
      { op: 'Cast', inputs: ['x'], outputs: ['k'], attributes: { to: { i: 7 } } },
      { op: 'Gather', inputs: ['c', 'k'], outputs: ['g'] },
      ...chain(6, (a, b) => ({ op: 'MatMul', inputs: [a, 'c'], outputs: [b] }), 'g'),
    ]
    expect(outcome(asking({ nodes, inputs: { x: ['N', 2] }, weights: { s: i64([1_000, 1_000]) } }), 15_000)).toBe(
      'imported',
    )
  })
})

describe('trees', () => {
  const list = (n: number, at: (i: number) => number) => ({ ints: Array.from({ length: n }, (_, i) => at(i)) })
  /** Every branch leads to the next one on both sides. */
  const woven = (depth: number): NonNullable<NodeSpec['attributes']> => ({
    nodes_treeids: list(depth + 1, () => 0),
    nodes_nodeids: list(depth + 1, i => i),
    nodes_featureids: list(depth + 1, () => 0),
    nodes_truenodeids: list(depth + 1, i => Math.min(i + 1, depth)),
    nodes_falsenodeids: list(depth + 1, i => Math.min(i + 1, depth)),
    nodes_values: { floats: Array.from({ length: depth + 1 }, (_, i) => i) },
    nodes_modes: { strings: Array.from({ length: depth + 1 }, (_, i) => (i === depth ? 'LEAF' : 'BRANCH_LEQ')) },
    target_treeids: { ints: [0] },
    target_nodeids: { ints: [depth] },
    target_ids: { ints: [0] },
    target_weights: { floats: [1] },
  })
  const regressor = (attributes: NonNullable<NodeSpec['attributes']>, spec: Partial<ModelSpec> = {}, input = 'x') =>
    asking({
      domains: { 'ai.onnx.ml': 3 },
      ...spec,
      nodes: [
        ...(spec.nodes ?? []),
        { op: 'TreeEnsembleRegressor', domain: 'ai.onnx.ml', inputs: [input], outputs: ['y'], attributes },
      ],
    })

  it('that share their branches are walked as far as trees may be', () => {
    expect(outcome(regressor(woven(12)))).toBe('imported')
    expect(outcome(regressor(woven(40)))).toBe('model_too_large')
  })

  it('have no more weights than there is room for', () => {
    expect(outcome(regressor({ ...woven(9), n_targets: { i: 65_535 } }))).toBe('model_too_large')
  })

  it('of very many rows in one are compared as values', () => {
    const nodes = [{ op: 'Transpose', inputs: ['x'], outputs: ['t'] }]
    expect(outcome(regressor(woven(1), { nodes, inputs: { x: [1, 200_000] } }, 't'))).toBe('imported')
  })

  it('find the sets of their members at once', () => {
    const n = 20_000
    const values = (data: Float32Array) => ({ t: tensor('t', { dims: [data.length], data }) })
    const attributes = {
      nodes_splits: values(new Float32Array(n)),
      nodes_featureids: list(n, () => 0),
      nodes_truenodeids: list(n, () => 0),
      nodes_falsenodeids: list(n, () => 0),
      nodes_trueleafs: list(n, () => 1),
      nodes_falseleafs: list(n, () => 1),
      nodes_modes: values(new Float32Array(n).fill(6)),
      leaf_weights: values(Float32Array.of(1)),
      leaf_targetids: { ints: [0] },
      membership_values: values(Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 1 ? Number.NaN : i))),
      tree_roots: { ints: [0] },
    }
    const nodes = [{ op: 'TreeEnsemble', domain: 'ai.onnx.ml', inputs: ['x'], outputs: ['y'], attributes }]
    expect(outcome(asking({ nodes, domains: { 'ai.onnx.ml': 5 } }))).toBe('imported')
  })
})
