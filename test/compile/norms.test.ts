// Norms that exporters spelled out, over any axis and in any form: the passes find them, and nothing changes by it.

import { describe, expect, it } from 'vitest'
import { importOnnx } from '../../src/core/compile/onnx/import.ts'
import { prepare } from '../../src/core/compile/passes/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { compareFloat } from './support/floatRun.ts'
import { type AttributeValue, model, type NodeSpec, type TensorSpec } from './support/onnx.ts'
import { Random } from './support/random.ts'

const random = new Random(5)
const SHAPE = [1, 6, 4]

interface Form {
  readonly nodes: readonly NodeSpec[]
  readonly weights: Readonly<Record<string, TensorSpec>>
}

const node = (
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
): NodeSpec => ({ op, inputs, outputs: [output], attributes })

const scalar = (value: number): TensorSpec => ({ dims: [], data: [value] })
const mean = (input: string, output: string, axis: number): NodeSpec =>
  node('ReduceMean', [input], output, { axes: { ints: [axis] } })

/** x * k + (b - mean * k), k = gain / sqrt(variance + epsilon): as TensorFlow writes it. */
function scaled(axis: number): Form {
  const dims = [1, 1, 1]
  dims[axis] = SHAPE[axis]!
  return {
    nodes: [
      mean('x', 'mean', axis),
      node('Sub', ['x', 'mean'], 'centred'),
      node('Mul', ['centred', 'centred'], 'squared'),
      mean('squared', 'variance', axis),
      node('Add', ['variance', 'epsilon'], 'lifted'),
      node('Sqrt', ['lifted'], 'root'),
      node('Reciprocal', ['root'], 'inverse'),
      node('Mul', ['inverse', 'gain'], 'k'),
      node('Mul', ['x', 'k'], 'first'),
      node('Mul', ['mean', 'k'], 'second'),
      node('Sub', ['offset', 'second'], 'rest'),
      node('Add', ['first', 'rest'], 'y'),
    ],
    weights: {
      epsilon: scalar(0.01),
      gain: { dims, data: random.floats(SHAPE[axis]!, 2) },
      offset: { dims, data: random.floats(SHAPE[axis]!) },
    },
  }
}

/** (x - mean) / sqrt(mean of squares + epsilon). */
function divided(axis: number, centre: boolean): Form {
  const top = centre ? 'centred' : 'x'
  return {
    nodes: [
      ...(centre ? [mean('x', 'mean', axis), node('Sub', ['x', 'mean'], 'centred')] : []),
      node('Mul', [top, top], 'squared'),
      mean('squared', 'variance', axis),
      node('Add', ['variance', 'epsilon'], 'lifted'),
      node('Sqrt', ['lifted'], 'root'),
      node('Div', [top, 'root'], 'y'),
    ],
    weights: { epsilon: scalar(0.01) },
  }
}

const file = ({ nodes, weights }: Form): Uint8Array =>
  model({ nodes, weights, inputs: { x: SHAPE }, outputs: { y: SHAPE }, opset: 13 })

const kindsOf = (bytes: Uint8Array): string[] =>
  prepare(unwrap(importOnnx(bytes)).graph).graph.nodes.map(({ kind }) => kind)

describe('norms over any axis', () => {
  const forms: Readonly<Record<string, Form>> = {
    'scaled, over the last axis': scaled(2),
    'scaled, over the one before it': scaled(1),
    'divided, over the last axis': divided(2, true),
    'divided, over the one before it': divided(1, true),
    'root mean square, over the one before the last': divided(1, false),
  }
  for (const [name, form] of Object.entries(forms))
    it(name, async () => {
      const bytes = file(form)
      const kinds = kindsOf(bytes)
      expect(kinds.filter(kind => kind === 'norm')).toHaveLength(1)
      expect(kinds).not.toContain('averagePool')
      expect(kinds).not.toContain('divide')
      const { outputs } = await compareFloat(bytes, (_, count) => random.floats(count, 3))
      expect(outputs['y']!.off).toBeLessThan(1e-4)
    })

  it('are found without the mean where that is of another axis', async () => {
    const form = divided(1, true)
    const nodes = form.nodes.map(entry => (entry.outputs[0] === 'mean' ? mean('x', 'mean', 2) : entry))
    const bytes = file({ ...form, nodes })
    expect(kindsOf(bytes).filter(kind => kind === 'norm')).toHaveLength(1)
    const { outputs } = await compareFloat(bytes, (_, count) => random.floats(count, 3))
    expect(outputs['y']!.off).toBeLessThan(1e-4)
  })

  it('are not found where the variance is that of another value', async () => {
    const form = scaled(1)
    const nodes = form.nodes.map(entry => (entry.outputs[0] === 'squared' ? node('Mul', ['x', 'x'], 'squared') : entry))
    const bytes = file({ ...form, nodes })
    expect(kindsOf(bytes)).not.toContain('norm')
    const { outputs } = await compareFloat(bytes, (_, count) => random.floats(count, 3))
    expect(outputs['y']!.off).toBeLessThan(1e-4)
  })
})
