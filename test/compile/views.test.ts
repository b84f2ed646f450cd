// One value read twice, as rows and as columns: attention, and differences of all pairs. The atoms of its axes must not be taken
// for one another.

import { describe, expect, it } from 'vitest'
import { transformer } from '../../bench/models/transformer.ts'
import { compareFloat } from './support/floatRun.ts'
import { model } from './support/onnx.ts'
import { Random } from './support/random.ts'

const random = new Random(9)

describe('one value along two axes', () => {
  it('attention of a transformer', async () => {
    const bytes = transformer({ layers: 2, width: 24, tokens: 6, heads: 3 })
    const { outputs, graph } = await compareFloat(bytes, (_, count) => random.floats(count, 2))
    expect(Object.values(outputs)[0]!.off).toBeLessThan(1e-4)
    expect(graph.nodes.filter(({ kind }) => kind === 'matmul')).toHaveLength(4)
    expect(graph.nodes.filter(({ kind }) => kind === 'softmax')).toHaveLength(2)
    // Turned for heads and back: nothing more moves.
    expect(graph.nodes.filter(({ kind }) => kind === 'transpose').length).toBeLessThanOrEqual(8)
  })

  for (const op of ['Sub', 'Mul', 'MatMul'])
    it(`${op} of a column and a row of it`, async () => {
      const bytes = model({
        nodes: [
          { op: 'Unsqueeze', inputs: ['x', 'last'], outputs: ['column'] },
          { op: 'Unsqueeze', inputs: ['x', 'middle'], outputs: ['row'] },
          { op, inputs: ['column', 'row'], outputs: ['y'] },
        ],
        weights: { last: { dims: [1], data: [2], type: 7 }, middle: { dims: [1], data: [1], type: 7 } },
        inputs: { x: [1, 5] },
        outputs: { y: [1, 5, 5] },
        opset: 17,
      })
      const { outputs } = await compareFloat(bytes, (_, count) => random.floats(count, 2))
      expect(outputs['y']!.off).toBeLessThan(1e-5)
    })
})
