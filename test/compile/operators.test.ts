// Every supported operator in small models of one or two nodes: the exact model against onnxruntime, within the difference that
// the compiled scales explain. spec/compile.md, "Operators".

import { describe, expect, it } from 'vitest'
import type { CompileOptions } from '../../src/core/compile/index.ts'
import { elements } from '../../src/core/graph/index.ts'
import { type Comparison, compare, difference, type Inputs } from './support/compare.ts'
import {
  type AttributeValue,
  type Dim,
  type ModelSpec,
  model,
  type NodeSpec,
  type TensorSpec,
  tensor,
} from './support/onnx.ts'
import { Random } from './support/random.ts'

type Weights = (random: Random) => Readonly<Record<string, TensorSpec>>

interface Case {
  readonly name: string
  /** Operators that the case covers. */
  readonly nodes: readonly NodeSpec[]
  /** Shapes without the leading axis. */
  readonly inputs: Readonly<Record<string, readonly number[]>>
  readonly output: readonly number[]
  readonly weights?: Weights
  readonly opset?: number
  readonly rows?: number
  /** The leading axis in the file; a name unless stated. */
  readonly batch?: Dim
}

const floats = (random: Random, dims: readonly number[], scale = 1): TensorSpec => ({
  dims,
  data: random.floats(elements(dims), scale),
})
const ints = (data: readonly number[]): TensorSpec => ({ dims: [data.length], data, type: 7 })
const one = (op: string, attributes: Readonly<Record<string, AttributeValue>> = {}, ...more: string[]): NodeSpec => ({
  op,
  inputs: ['x', ...more],
  outputs: ['y'],
  attributes,
})

const conv = (
  name: string,
  input: readonly number[],
  output: readonly number[],
  weights: readonly number[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
  opset = 13,
): Case => ({
  name: `Conv ${name}`,
  nodes: [one('Conv', attributes, 'w', 'b')],
  inputs: { x: input },
  output,
  weights: random => ({ w: floats(random, weights), b: floats(random, [weights[0]!]) }),
  opset,
})

const pool = (
  op: string,
  name: string,
  input: readonly number[],
  output: readonly number[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
  opset = 13,
): Case => ({ name: `${op} ${name}`, nodes: [one(op, attributes)], inputs: { x: input }, output, opset })

/** An operator with a constant second operand. */
const withConstant = (op: string, dims: readonly number[], input: readonly number[], first = false): Case => ({
  name: `${op} with a constant of [${dims}]${first ? ' first' : ''}`,
  nodes: [{ op, inputs: first ? ['c', 'x'] : ['x', 'c'], outputs: ['y'] }],
  inputs: { x: input },
  output: input,
  weights: random => ({ c: { dims, data: random.floats(elements(dims)).map(value => value + Math.sign(value)) } }),
})

const pools = ['MaxPool', 'AveragePool'].flatMap(op => [
  pool(op, '2x2', [3, 6, 6], [3, 3, 3], { kernel_shape: { ints: [2, 2] }, strides: { ints: [2, 2] } }),
  pool(op, 'with a rest', [3, 7, 5], [3, 3, 2], { kernel_shape: { ints: [2, 2] }, strides: { ints: [2, 2] } }),
  pool(op, 'ceil_mode', [3, 7, 5], [3, 4, 3], {
    kernel_shape: { ints: [2, 2] },
    strides: { ints: [2, 2] },
    ceil_mode: { i: 1 },
  }),
  pool(op, 'ceil_mode and pads', [2, 6, 6], [2, 4, 4], {
    kernel_shape: { ints: [3, 3] },
    strides: { ints: [2, 2] },
    pads: { ints: [1, 1, 1, 1] },
    ceil_mode: { i: 1 },
  }),
  pool(op, 'ceil_mode whose last window would begin in the padding', [2, 4, 4], [2, 2, 2], {
    kernel_shape: { ints: [2, 2] },
    strides: { ints: [2, 2] },
    pads: { ints: [0, 0, 1, 1] },
    ceil_mode: { i: 1 },
  }),
  pool(op, 'asymmetric pads', [2, 5, 5], [2, 5, 4], {
    kernel_shape: { ints: [3, 2] },
    pads: { ints: [1, 0, 1, 0] },
  }),
  pool(op, 'SAME_UPPER', [2, 7, 7], [2, 4, 4], {
    kernel_shape: { ints: [2, 2] },
    strides: { ints: [2, 2] },
    auto_pad: { s: 'SAME_UPPER' },
  }),
  pool(op, 'SAME_LOWER', [2, 6, 6], [2, 6, 6], { kernel_shape: { ints: [2, 2] }, auto_pad: { s: 'SAME_LOWER' } }),
  pool(op, 'VALID', [2, 6, 6], [2, 4, 4], { kernel_shape: { ints: [3, 3] }, auto_pad: { s: 'VALID' } }),
  pool(op, 'one-dimensional', [4, 9], [4, 4], { kernel_shape: { ints: [3] }, strides: { ints: [2] } }),
  pool(op, 'opset 7', [2, 4, 4], [2, 2, 2], { kernel_shape: { ints: [2, 2] }, strides: { ints: [2, 2] } }, 7),
  pool(op, 'dilations', [2, 8, 8], [2, 4, 4], { kernel_shape: { ints: [3, 3] }, dilations: { ints: [2, 2] } }, 19),
])

const CASES: readonly Case[] = [
  conv('3x3', [2, 6, 5], [4, 4, 3], [4, 2, 3, 3]),
  conv('pads and strides', [3, 7, 8], [5, 4, 4], [5, 3, 3, 3], {
    pads: { ints: [1, 1, 1, 1] },
    strides: { ints: [2, 2] },
  }),
  conv('asymmetric pads', [2, 5, 5], [3, 6, 5], [3, 2, 2, 3], { pads: { ints: [2 - 1, 0, 1, 2] } }),
  conv('dilations', [2, 9, 9], [3, 5, 3], [3, 2, 3, 3], { dilations: { ints: [2, 3] } }),
  conv('groups', [6, 5, 5], [9, 3, 3], [9, 2, 3, 3], { group: { i: 3 } }),
  conv('depthwise', [4, 5, 5], [4, 5, 5], [4, 1, 3, 3], { group: { i: 4 }, pads: { ints: [1, 1, 1, 1] } }),
  conv('depthwise with two outputs a channel', [3, 5, 5], [6, 3, 3], [6, 1, 3, 3], { group: { i: 3 } }),
  conv('SAME_UPPER', [2, 6, 7], [3, 3, 4], [3, 2, 3, 4], { auto_pad: { s: 'SAME_UPPER' }, strides: { ints: [2, 2] } }),
  conv('SAME_LOWER', [2, 6, 6], [3, 6, 6], [3, 2, 4, 2], { auto_pad: { s: 'SAME_LOWER' } }),
  conv('VALID', [2, 6, 6], [3, 4, 4], [3, 2, 3, 3], { auto_pad: { s: 'VALID' } }),
  conv('1x1', [8, 4, 4], [3, 4, 4], [3, 8, 1, 1], { kernel_shape: { ints: [1, 1] } }),
  conv('one-dimensional', [3, 12], [5, 6], [5, 3, 4], { strides: { ints: [2] }, pads: { ints: [1, 1] } }),
  conv('opset 11', [2, 5, 5], [3, 3, 3], [3, 2, 3, 3], {}, 11),
  conv('opset 22', [2, 5, 5], [3, 3, 3], [3, 2, 3, 3], {}, 22),
  {
    name: 'Conv without biases',
    nodes: [one('Conv', {}, 'w')],
    inputs: { x: [2, 4, 4] },
    output: [3, 2, 2],
    weights: random => ({ w: floats(random, [3, 2, 3, 3]) }),
  },
  ...pools,
  pool('AveragePool', 'count_include_pad', [2, 5, 5], [2, 5, 5], {
    kernel_shape: { ints: [3, 3] },
    pads: { ints: [1, 1, 1, 1] },
    count_include_pad: { i: 1 },
  }),
  pool(
    'AveragePool',
    'count_include_pad and ceil_mode',
    [2, 6, 6],
    [2, 4, 4],
    {
      kernel_shape: { ints: [3, 3] },
      strides: { ints: [2, 2] },
      pads: { ints: [1, 1, 1, 1] },
      count_include_pad: { i: 1 },
      ceil_mode: { i: 1 },
    },
    19,
  ),
  pool('AveragePool', 'of large windows', [2, 12, 11], [2, 2, 2], {
    kernel_shape: { ints: [10, 9] },
    strides: { ints: [2, 2] },
  }),
  pool('GlobalAveragePool', '', [5, 6, 7], [5, 1, 1]),
  pool('GlobalAveragePool', 'of many positions', [3, 20, 21], [3, 1, 1]),
  pool('GlobalAveragePool', 'one-dimensional', [5, 9], [5, 1]),
  pool('GlobalMaxPool', '', [5, 6, 7], [5, 1, 1]),
  {
    name: 'Gemm',
    nodes: [one('Gemm', { transB: { i: 1 } }, 'w', 'b')],
    inputs: { x: [7] },
    output: [5],
    weights: random => ({ w: floats(random, [5, 7]), b: floats(random, [5]) }),
  },
  {
    name: 'Gemm with alpha, beta and a column of biases',
    nodes: [one('Gemm', { alpha: { f: 0.5 }, beta: { f: 2 } }, 'w', 'b')],
    inputs: { x: [7] },
    output: [5],
    weights: random => ({ w: floats(random, [7, 5]), b: floats(random, [1, 5]) }),
  },
  {
    name: 'Gemm with one bias for all',
    nodes: [one('Gemm', {}, 'w', 'b')],
    inputs: { x: [7] },
    output: [5],
    weights: random => ({ w: floats(random, [7, 5]), b: floats(random, []) }),
  },
  {
    name: 'Gemm without biases, opset 11',
    nodes: [one('Gemm', {}, 'w')],
    inputs: { x: [7] },
    output: [5],
    weights: random => ({ w: floats(random, [7, 5]) }),
    opset: 11,
  },
  {
    name: 'Gemm with computed biases',
    nodes: [one('Gemm', {}, 'w', 'x')],
    inputs: { x: [6] },
    output: [6],
    weights: random => ({ w: floats(random, [6, 6]) }),
  },
  {
    name: 'MatMul',
    nodes: [one('MatMul', {}, 'w')],
    inputs: { x: [7] },
    output: [5],
    weights: random => ({ w: floats(random, [7, 5]) }),
  },
  {
    name: 'MatMul over several axes',
    nodes: [one('MatMul', {}, 'w')],
    inputs: { x: [3, 4, 7] },
    output: [3, 4, 5],
    weights: random => ({ w: floats(random, [7, 5]) }),
  },
  {
    name: 'MatMul with weights of three axes',
    nodes: [one('MatMul', {}, 'w')],
    inputs: { x: [3, 7] },
    output: [3, 5],
    weights: random => ({ w: floats(random, [1, 7, 5]) }),
  },
  {
    name: 'MatMul with a vector',
    nodes: [one('MatMul', {}, 'w')],
    inputs: { x: [3, 7] },
    output: [3],
    weights: random => ({ w: floats(random, [7]) }),
  },
  {
    name: 'MatMul with reshaped weights',
    nodes: [
      { op: 'Reshape', inputs: ['w', 'shape'], outputs: ['flat'] },
      { op: 'MatMul', inputs: ['x', 'flat'], outputs: ['y'] },
    ],
    inputs: { x: [6] },
    output: [4],
    weights: random => ({ w: floats(random, [2, 3, 4]), shape: ints([6, -1]) }),
  },
  {
    name: 'Add of two values',
    nodes: [{ op: 'Add', inputs: ['x', 'z'], outputs: ['y'] }],
    inputs: { x: [3, 4], z: [3, 4] },
    output: [3, 4],
  },
  {
    name: 'Add of a value to itself',
    nodes: [{ op: 'Add', inputs: ['x', 'x'], outputs: ['y'] }],
    inputs: { x: [5] },
    output: [5],
  },
  {
    name: 'Add of values of very different scales',
    nodes: [
      { op: 'Mul', inputs: ['x', 'small'], outputs: ['s'] },
      { op: 'Relu', inputs: ['s'], outputs: ['r'] },
      { op: 'Add', inputs: ['x', 'r'], outputs: ['y'] },
    ],
    inputs: { x: [3, 4, 4] },
    output: [3, 4, 4],
    weights: () => ({ small: { dims: [], data: [1e-6] } }),
  },
  {
    name: 'Sum of three values',
    nodes: [{ op: 'Sum', inputs: ['x', 'z', 'x'], outputs: ['y'] }],
    inputs: { x: [6], z: [6] },
    output: [6],
  },
  withConstant('Add', [3, 1, 1], [3, 4, 4]),
  withConstant('Add', [1, 3, 1, 1], [3, 4, 4]),
  withConstant('Add', [3, 4, 4], [3, 4, 4]),
  withConstant('Add', [4], [3, 4]),
  withConstant('Add', [], [3, 4]),
  withConstant('Add', [3, 4, 4], [3, 4, 4], true),
  withConstant('Sub', [3, 1, 1], [3, 4, 4]),
  withConstant('Sub', [3, 4, 4], [3, 4, 4]),
  withConstant('Sub', [1], [3, 4, 4], true),
  withConstant('Mul', [3, 1, 1], [3, 4, 4]),
  withConstant('Mul', [4], [2, 3, 4]),
  withConstant('Mul', [3, 1], [2, 3, 4]),
  withConstant('Mul', [], [6]),
  withConstant('Div', [3, 1, 1], [3, 4, 4]),
  {
    name: 'Relu',
    nodes: [one('Relu')],
    inputs: { x: [3, 4] },
    output: [3, 4],
  },
  {
    name: 'Relu after Conv',
    nodes: [
      { op: 'Conv', inputs: ['x', 'w'], outputs: ['c'] },
      { op: 'Relu', inputs: ['c'], outputs: ['y'] },
    ],
    inputs: { x: [2, 5, 5] },
    output: [3, 3, 3],
    weights: random => ({ w: floats(random, [3, 2, 3, 3]) }),
  },
  {
    name: 'Relu of a value that is read before it too',
    nodes: [
      { op: 'Conv', inputs: ['x', 'w'], outputs: ['c'] },
      { op: 'Relu', inputs: ['c'], outputs: ['r'] },
      { op: 'Add', inputs: ['c', 'r'], outputs: ['y'] },
    ],
    inputs: { x: [2, 5, 5] },
    output: [3, 3, 3],
    weights: random => ({ w: floats(random, [3, 2, 3, 3]) }),
  },
  {
    name: 'Relu after MaxPool',
    nodes: [
      { op: 'Conv', inputs: ['x', 'w'], outputs: ['c'] },
      { op: 'MaxPool', inputs: ['c'], outputs: ['m'], attributes: { kernel_shape: { ints: [2, 2] } } },
      { op: 'Relu', inputs: ['m'], outputs: ['y'] },
    ],
    inputs: { x: [2, 6, 6] },
    output: [3, 3, 3],
    weights: random => ({ w: floats(random, [3, 2, 3, 3]) }),
  },
  {
    name: 'Clip by inputs',
    nodes: [{ op: 'Clip', inputs: ['x', 'lo', 'hi'], outputs: ['y'] }],
    inputs: { x: [3, 4] },
    output: [3, 4],
    weights: () => ({ lo: { dims: [], data: [-0.3] }, hi: { dims: [], data: [0.4] } }),
  },
  {
    name: 'Clip with an upper bound only',
    nodes: [{ op: 'Clip', inputs: ['x', '', 'hi'], outputs: ['y'] }],
    inputs: { x: [3, 4] },
    output: [3, 4],
    weights: () => ({ hi: { dims: [], data: [0.4] } }),
  },
  {
    name: 'Clip by attributes, opset 10',
    nodes: [one('Clip', { min: { f: -0.25 }, max: { f: 0.5 } })],
    inputs: { x: [3, 4] },
    output: [3, 4],
    opset: 10,
  },
  {
    name: 'Clip after Gemm (Relu6)',
    nodes: [
      { op: 'Gemm', inputs: ['x', 'w'], outputs: ['g'] },
      { op: 'Clip', inputs: ['g', 'lo', 'hi'], outputs: ['y'] },
    ],
    inputs: { x: [20] },
    output: [8],
    weights: random => ({ w: floats(random, [20, 8], 4), lo: { dims: [], data: [0] }, hi: { dims: [], data: [6] } }),
  },
  ...([7, 9, 14, 15] as const).map(
    (opset): Case => ({
      name: `BatchNormalization alone, opset ${opset}`,
      nodes: [one('BatchNormalization', { epsilon: { f: 1e-3 } }, 's', 'b', 'm', 'v')],
      inputs: { x: [4, 3, 3] },
      output: [4, 3, 3],
      weights: statistics(4),
      opset,
    }),
  ),
  {
    name: 'BatchNormalization after Conv',
    nodes: [
      { op: 'Conv', inputs: ['x', 'w'], outputs: ['c'] },
      { op: 'BatchNormalization', inputs: ['c', 's', 'b', 'm', 'v'], outputs: ['y'] },
    ],
    inputs: { x: [2, 5, 5] },
    output: [4, 3, 3],
    weights: random => ({ w: floats(random, [4, 2, 3, 3]), ...statistics(4)(random) }),
  },
  {
    name: 'BatchNormalization before Conv with pads',
    nodes: [
      { op: 'BatchNormalization', inputs: ['x', 's', 'b', 'm', 'v'], outputs: ['n'] },
      { op: 'Conv', inputs: ['n', 'w'], outputs: ['y'], attributes: { pads: { ints: [1, 1, 1, 1] } } },
    ],
    inputs: { x: [4, 5, 5] },
    output: [3, 5, 5],
    weights: random => ({ w: floats(random, [3, 4, 3, 3]), ...statistics(4)(random) }),
  },
  {
    name: 'BatchNormalization before Conv without pads',
    nodes: [
      { op: 'BatchNormalization', inputs: ['x', 's', 'b', 'm', 'v'], outputs: ['n'] },
      { op: 'Conv', inputs: ['n', 'w'], outputs: ['y'], attributes: { group: { i: 2 } } },
    ],
    inputs: { x: [4, 5, 5] },
    output: [6, 3, 3],
    weights: random => ({ w: floats(random, [6, 2, 3, 3]), ...statistics(4)(random) }),
  },
  {
    name: 'BatchNormalization of one-dimensional values after Conv',
    nodes: [
      { op: 'Conv', inputs: ['x', 'w'], outputs: ['c'] },
      { op: 'BatchNormalization', inputs: ['c', 's', 'b', 'm', 'v'], outputs: ['n'] },
      { op: 'Relu', inputs: ['n'], outputs: ['y'] },
    ],
    inputs: { x: [2, 9] },
    output: [4, 7],
    weights: random => ({ w: floats(random, [4, 2, 3]), ...statistics(4)(random) }),
  },
  {
    name: 'BatchNormalization after Gemm',
    nodes: [
      { op: 'Gemm', inputs: ['x', 'w'], outputs: ['g'] },
      { op: 'BatchNormalization', inputs: ['g', 's', 'b', 'm', 'v'], outputs: ['y'] },
    ],
    inputs: { x: [6] },
    output: [4],
    weights: random => ({ w: floats(random, [6, 4]), ...statistics(4)(random) }),
  },
  {
    name: 'BatchNormalization of features',
    nodes: [one('BatchNormalization', {}, 's', 'b', 'm', 'v')],
    inputs: { x: [4] },
    output: [4],
    weights: statistics(4),
  },
  {
    name: 'input normalization (Sub, Div) before Conv with pads',
    nodes: [
      { op: 'Div', inputs: ['x', 'std'], outputs: ['d'] },
      { op: 'Conv', inputs: ['d', 'w'], outputs: ['y'], attributes: { pads: { ints: [1, 1, 1, 1] } } },
    ],
    inputs: { x: [3, 5, 5] },
    output: [2, 5, 5],
    weights: random => ({ std: { dims: [3, 1, 1], data: [0.5, 2, 255] }, w: floats(random, [2, 3, 3, 3]) }),
  },
  {
    name: 'Flatten and Gemm',
    nodes: [
      { op: 'Conv', inputs: ['x', 'k'], outputs: ['c'] },
      { op: 'Flatten', inputs: ['c'], outputs: ['f'] },
      { op: 'Gemm', inputs: ['f', 'w'], outputs: ['y'] },
    ],
    inputs: { x: [2, 5, 5] },
    output: [6],
    weights: random => ({ k: floats(random, [3, 2, 3, 3]), w: floats(random, [27, 6]) }),
  },
  {
    name: 'Flatten of negative axis, batch 1',
    nodes: [
      { op: 'Conv', inputs: ['x', 'k'], outputs: ['c'] },
      { op: 'Flatten', inputs: ['c'], outputs: ['y'], attributes: { axis: { i: -3 } } },
    ],
    inputs: { x: [2, 5, 5] },
    output: [27],
    weights: random => ({ k: floats(random, [3, 2, 3, 3]) }),
    batch: 1,
  },
  {
    name: 'Reshape by -1',
    nodes: [{ op: 'Reshape', inputs: ['x', 's'], outputs: ['y'] }],
    inputs: { x: [3, 4, 5] },
    output: [12, 5],
    weights: () => ({ s: ints([0, 12, -1]) }),
  },
  {
    name: 'Reshape with the leading axis inferred',
    nodes: [{ op: 'Reshape', inputs: ['x', 's'], outputs: ['y'] }],
    inputs: { x: [3, 4, 5] },
    output: [60],
    weights: () => ({ s: ints([-1, 60]) }),
  },
  {
    name: 'Reshape with allowzero unset, opset 14',
    nodes: [{ op: 'Reshape', inputs: ['x', 's'], outputs: ['y'], attributes: { allowzero: { i: 0 } } }],
    inputs: { x: [3, 4, 5] },
    output: [3, 20],
    weights: () => ({ s: ints([0, 0, -1]) }),
    opset: 14,
  },
  {
    name: 'Reshape of a fixed batch, by a shape put together from constants',
    nodes: [
      { op: 'Constant', inputs: [], outputs: ['a'], attributes: { value_ints: { ints: [1] } } },
      { op: 'Concat', inputs: ['a', 's'], outputs: ['shape'], attributes: { axis: { i: 0 } } },
      { op: 'Reshape', inputs: ['x', 'shape'], outputs: ['y'] },
    ],
    inputs: { x: [3, 4, 5] },
    output: [60],
    weights: () => ({ s: ints([-1]) }),
    batch: 1,
  },
  {
    name: 'Reshape of a fixed batch of 2',
    nodes: [{ op: 'Reshape', inputs: ['x', 's'], outputs: ['y'] }],
    inputs: { x: [3, 4] },
    output: [12],
    weights: () => ({ s: ints([2, 12]) }),
    batch: 2,
    rows: 4,
  },
  {
    name: 'Transpose',
    nodes: [one('Transpose', { perm: { ints: [0, 3, 1, 2] } })],
    inputs: { x: [3, 4, 5] },
    output: [5, 3, 4],
  },
  {
    name: 'Transpose of [H, W, C] before Conv',
    nodes: [
      { op: 'Transpose', inputs: ['x'], outputs: ['t'], attributes: { perm: { ints: [0, 3, 1, 2] } } },
      { op: 'Conv', inputs: ['t', 'w'], outputs: ['y'] },
    ],
    inputs: { x: [5, 6, 2] },
    output: [3, 3, 4],
    weights: random => ({ w: floats(random, [3, 2, 3, 3]) }),
  },
  {
    name: 'Reshape and Transpose as a channel shuffle between Convs',
    nodes: [
      { op: 'Conv', inputs: ['x', 'k'], outputs: ['c'] },
      { op: 'Reshape', inputs: ['c', 'split'], outputs: ['r'] },
      { op: 'Transpose', inputs: ['r'], outputs: ['t'], attributes: { perm: { ints: [0, 2, 1, 3, 4] } } },
      { op: 'Reshape', inputs: ['t', 'join'], outputs: ['j'] },
      { op: 'Conv', inputs: ['j', 'w'], outputs: ['y'], attributes: { group: { i: 2 } } },
    ],
    inputs: { x: [2, 4, 5] },
    output: [4, 3, 4],
    weights: random => ({
      k: floats(random, [6, 2, 1, 1]),
      split: ints([0, 2, 3, 4, 5]),
      join: ints([0, 6, 4, 5]),
      w: floats(random, [4, 3, 2, 2]),
    }),
  },
  {
    name: 'Squeeze by input',
    nodes: [{ op: 'Squeeze', inputs: ['x', 'a'], outputs: ['y'] }],
    inputs: { x: [3, 1, 4] },
    output: [3, 4],
    weights: () => ({ a: ints([2]) }),
  },
  {
    name: 'Squeeze by attribute, opset 11',
    nodes: [one('Squeeze', { axes: { ints: [-2] } })],
    inputs: { x: [3, 1, 4] },
    output: [3, 4],
    opset: 11,
  },
  {
    name: 'Unsqueeze by input',
    nodes: [{ op: 'Unsqueeze', inputs: ['x', 'a'], outputs: ['y'] }],
    inputs: { x: [3, 4] },
    output: [1, 3, 1, 4],
    weights: () => ({ a: ints([1, -2]) }),
  },
  {
    name: 'Unsqueeze by attribute, opset 11',
    nodes: [one('Unsqueeze', { axes: { ints: [3] } })],
    inputs: { x: [3, 4] },
    output: [3, 4, 1],
    opset: 11,
  },
  {
    name: 'Concat of values of different scales',
    nodes: [
      { op: 'Conv', inputs: ['x', 'w'], outputs: ['c'] },
      { op: 'Concat', inputs: ['x', 'c'], outputs: ['y'], attributes: { axis: { i: 1 } } },
    ],
    inputs: { x: [2, 4, 4] },
    output: [5, 4, 4],
    weights: random => ({ w: floats(random, [3, 2, 1, 1], 20) }),
  },
  {
    name: 'Concat of ten parts along the last axis',
    nodes: [
      {
        op: 'Concat',
        inputs: ['x', 'z', 'x', 'z', 'x', 'z', 'x', 'z', 'x', 'z'],
        outputs: ['y'],
        attributes: { axis: { i: -1 } },
      },
    ],
    inputs: { x: [3, 2], z: [3, 1] },
    output: [3, 15],
  },
  {
    name: 'Concat of flattened values before Gemm',
    nodes: [
      { op: 'Conv', inputs: ['x', 'k'], outputs: ['c'] },
      { op: 'Flatten', inputs: ['c'], outputs: ['f'] },
      { op: 'Concat', inputs: ['f', 'z'], outputs: ['j'], attributes: { axis: { i: 1 } } },
      { op: 'Gemm', inputs: ['j', 'w'], outputs: ['y'] },
    ],
    inputs: { x: [2, 4, 4], z: [5] },
    output: [3],
    weights: random => ({ k: floats(random, [3, 2, 3, 3]), w: floats(random, [17, 3]) }),
  },
  {
    name: 'Concat with a constant, batch 1',
    nodes: [{ op: 'Concat', inputs: ['x', 'c'], outputs: ['y'], attributes: { axis: { i: 1 } } }],
    inputs: { x: [3] },
    output: [5],
    weights: () => ({ c: { dims: [1, 2], data: [0.5, -0.25] } }),
    batch: 1,
  },
  {
    name: 'Constant as weights, Identity and Dropout',
    nodes: [
      {
        op: 'Constant',
        inputs: [],
        outputs: ['w'],
        attributes: { value: { t: tensor('', { dims: [2, 2], data: [1, 2, -3, 0.5] }) } },
      },
      { op: 'Identity', inputs: ['x'], outputs: ['i'] },
      { op: 'Dropout', inputs: ['i', 'ratio', 'training'], outputs: ['d', 'mask'] },
      { op: 'MatMul', inputs: ['d', 'w'], outputs: ['y'] },
    ],
    inputs: { x: [2] },
    output: [2],
    weights: () => ({ ratio: { dims: [], data: [0.5] }, training: { dims: [], data: [0], type: 9 } }),
  },
  {
    name: 'Dropout, opset 10',
    nodes: [
      { op: 'Dropout', inputs: ['x'], outputs: ['d'], attributes: { ratio: { f: 0.3 } } },
      { op: 'Relu', inputs: ['d'], outputs: ['y'] },
    ],
    inputs: { x: [6] },
    output: [6],
    opset: 10,
  },
  {
    name: 'weights in typed fields',
    nodes: [{ op: 'Gemm', inputs: ['x', 'w', 'b'], outputs: ['y'] }],
    inputs: { x: [3] },
    output: [2],
    weights: random => ({
      w: { dims: [3, 2], data: random.floats(6), typed: true },
      b: { dims: [2], data: [0.5, -1] },
    }),
  },
]

/** Scale, bias, mean and variance for BatchNormalization. */
function statistics(channels: number): Weights {
  return random => ({
    s: { dims: [channels], data: random.floats(channels).map(value => value + 1.5) },
    b: floats(random, [channels]),
    m: floats(random, [channels]),
    v: { dims: [channels], data: random.floats(channels).map(value => value + 1.5) },
  })
}

/** Runs a case with the first seed for which no value of the compiled model saturates. */
async function run(item: Case, options: Partial<CompileOptions>): Promise<Comparison> {
  const { rows = 3, batch = 'N' } = item
  let last: Comparison | undefined
  for (let seed = 1; seed <= 8; seed++) {
    const random = new Random(seed)
    const spec: ModelSpec = {
      nodes: item.nodes,
      inputs: Object.fromEntries(Object.entries(item.inputs).map(([name, shape]) => [name, [batch, ...shape]])),
      outputs: { y: [batch, ...item.output] },
      weights: item.weights?.(random) ?? {},
      opset: item.opset ?? 13,
    }
    const inputs: Inputs = Object.fromEntries(
      Object.entries(item.inputs).map(([name, shape]) => [
        name,
        { data: random.floats(elements(shape) * rows, 2), rows },
      ]),
    )
    last = await compare(model(spec), inputs, options)
    if (!last.saturated) return last
  }
  return last!
}

describe('operators against onnxruntime', () => {
  it.each(CASES)('$name', async item => {
    for (const options of [{}, { activationBits: 16, weightBits: 10 }] as const) {
      const { exact, float, bound, saturated } = await run(item, options)
      expect(saturated).toBe(false)
      const [a, b] = [exact['y']!, float['y']!]
      expect(a.length).toBe(b.length)
      const magnitude = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      expect(difference(a, b)).toBeLessThanOrEqual(bound['y']! + 1e-5 * magnitude)
      // A bound that allows anything would show nothing.
      if ('weightBits' in options) expect(bound['y']!).toBeLessThan(0.1 * magnitude)
    }
  })
})
