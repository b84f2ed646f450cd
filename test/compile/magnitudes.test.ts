// The root of a sum of two squares: found, the same in float arithmetic, and as fine in integers where values are small.

import { describe, expect, it } from 'vitest'
import { compare } from './support/compare.ts'
import { compareFloat } from './support/floatRun.ts'
import { model, type NodeSpec } from './support/onnx.ts'
import { Random } from './support/random.ts'

const random = new Random(3)

const file = (last: readonly NodeSpec[], output = 'y'): Uint8Array =>
  model({
    nodes: [
      { op: 'Mul', inputs: ['a', 'a'], outputs: ['aa'] },
      { op: 'Pow', inputs: ['b', 'two'], outputs: ['bb'] },
      { op: 'Add', inputs: ['aa', 'bb'], outputs: ['sum'] },
      ...last,
    ],
    weights: { two: { dims: [], data: [2] }, tiny: { dims: [], data: [1e-6] } },
    inputs: { a: ['N', 64], b: ['N', 64] },
    outputs: { [output]: ['N', 64] },
    opset: 17,
  })

const root = file([{ op: 'Sqrt', inputs: ['sum'], outputs: ['y'] }])

describe('magnitudes', () => {
  it('take the place of roots of sums of squares', async () => {
    const { graph, outputs } = await compareFloat(root, (_, count) => random.floats(count, 4))
    expect(graph.nodes.some(({ kind }) => kind === 'divide')).toBe(true)
    expect(outputs['y']!.off).toBeLessThan(1e-5)
  })

  it('keep what stands after the root', async () => {
    const logarithm = file([
      { op: 'Sqrt', inputs: ['sum'], outputs: ['root'] },
      { op: 'Add', inputs: ['root', 'tiny'], outputs: ['lifted'] },
      { op: 'Log', inputs: ['lifted'], outputs: ['y'] },
    ])
    const { graph, outputs } = await compareFloat(logarithm, (_, count) => random.floats(count, 4))
    expect(graph.nodes.some(({ kind }) => kind === 'divide')).toBe(true)
    expect(outputs['y']!.off).toBeLessThan(1e-4)
  })

  it('leave sums alone that are not steep at 0', async () => {
    const { graph } = await compareFloat(file([{ op: 'Tanh', inputs: ['sum'], outputs: ['y'] }]), (_, count) =>
      random.floats(count, 1),
    )
    expect(graph.nodes.some(({ kind }) => kind === 'divide')).toBe(false)
  })

  it('are as fine as their operands where these are small beside the largest', async () => {
    // Squares of 16 bits up to 64 * 64 would have steps of 1/8: everything below 0.3 would be 0.
    const values = (): Float32Array => random.floats(64 * 8, 0.2).map((value, i) => (i % 64 === 0 ? 64 : value))
    const inputs = { a: { data: values(), rows: 8 }, b: { data: values(), rows: 8 } }
    const { float, exact } = await compare(root, inputs, { activationBits: 16 })
    const off = float['y']!.reduce((most, value, i) => Math.max(most, Math.abs(value - exact['y']![i]!)), 0)
    expect(off).toBeLessThan(0.02)
  })

  it('of 0 and 0 are 0', async () => {
    const { outputs } = await compareFloat(root, (_, count) => new Float32Array(count))
    expect(outputs['y']!.off).toBe(0)
  })
})
