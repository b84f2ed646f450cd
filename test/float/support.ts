// Small ONNX files for tests of float models, written byte by byte, and float models made of them.

import { describeOnnx } from '../../src/core/compile/onnx/describe.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { type FloatModel, makeFloatModel } from '../../src/core/float/index.ts'
import { graph, type ModelSpec, model as onnx } from '../compile/support/onnx.ts'

/** y = softmax(x W), which no two machines need agree on in the last bit; and whether x is above its mean. */
export const classifier: ModelSpec = {
  nodes: [
    { op: 'MatMul', inputs: ['x', 'w'], outputs: ['z'] },
    { op: 'Softmax', inputs: ['z'], outputs: ['y'] },
  ],
  weights: { w: { dims: [4, 3], data: [0.1, -0.2, 0.3, 0.4, 0.5, -0.6, 0.7, -0.8, 0.9, 1, -1.1, 1.2] } },
  inputs: { x: ['N', 4] },
  outputs: { y: ['N', 3] },
}

export const onnxFile = (spec: ModelSpec = classifier): Uint8Array => onnx(spec)

export const packed = (file: Uint8Array, manifest = { name: 'classifier' }): FloatModel =>
  makeFloatModel('onnx', [file], unwrap(describeOnnx(file)), manifest)

/** Inside an attribute of a node, where a walk over the top alone does not look. */
export const nested = (inner: ModelSpec): ModelSpec => ({
  ...classifier,
  nodes: [
    ...classifier.nodes,
    { op: 'If', inputs: ['c'], outputs: ['q'], attributes: { then_branch: { g: graph(inner) } } },
  ],
})
