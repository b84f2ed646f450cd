// What follows from a row of a table alone becomes a table: the same numbers, with no product left; what something else reads,
// or what would make the model larger, stays.

import { expect, it } from 'vitest'
import { compareFloat } from './support/floatRun.ts'
import { model, type NodeSpec } from './support/onnx.ts'
import { Random } from './support/random.ts'

const random = new Random(5)
const indices = (_: unknown, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => (7 * i) % 20)

/** Rows of 20 x 12, then a product with 12 x `width`. */
const file = (
  width: number,
  more: readonly NodeSpec[],
  outputs: Record<string, (string | number)[]>,
  entries = 20,
): Uint8Array =>
  model({
    nodes: [
      { op: 'Cast', inputs: ['x'], outputs: ['i'], attributes: { to: { i: 7 } } },
      { op: 'Gather', inputs: ['table', 'i'], outputs: ['rows'] },
      { op: 'MatMul', inputs: ['rows', 'w'], outputs: ['product'] },
      { op: 'Add', inputs: ['product', 'b'], outputs: ['sum'] },
      ...more,
    ],
    weights: {
      table: { dims: [entries, 12], data: [...random.floats(entries * 12, 1)] },
      w: { dims: [12, width], data: [...random.floats(12 * width, 1)] },
      b: { dims: [width], data: [...random.floats(width, 1)] },
    },
    inputs: { x: ['N', 6] },
    outputs,
    opset: 17,
  })

const gelu = [
  { op: 'Erf', inputs: ['sum'], outputs: ['erf'] },
  { op: 'Relu', inputs: ['erf'], outputs: ['y'] },
]

it('products, biases, functions and clamps of rows', async () => {
  const { graph, outputs } = await compareFloat(file(8, gelu, { y: ['N', 6, 8] }), indices)
  // The function is the cast of the indices.
  expect(graph.nodes.map(({ kind }) => kind)).toEqual(['input', 'function', 'embedding'])
  expect(outputs['y']!.off).toBeLessThan(1e-5)
})

it('not of rows that something else reads', async () => {
  const both = file(12, [...gelu, { op: 'Neg', inputs: ['rows'], outputs: ['z'] }], {
    y: ['N', 6, 12],
    z: ['N', 6, 12],
  })
  const { graph, outputs } = await compareFloat(both, indices)
  expect(graph.nodes.map(({ kind }) => kind)).toContain('linear')
  for (const { off } of Object.values(outputs)) expect(off).toBeLessThan(1e-5)
})

it('not where the table were larger than what it replaces', async () => {
  const { graph } = await compareFloat(file(64, gelu, { y: ['N', 6, 64] }, 2000), indices)
  expect(graph.nodes.map(({ kind }) => kind)).toContain('linear')
})
