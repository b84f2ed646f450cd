// A real network that no one here made: mnist-8, float32 against exact, on real digits. `material/README.md` knows its answer:
// 98.91 % of 10,000. Here 1,000; all of them in mnist.slow.test.ts.

import { describe, expect, it } from 'vitest'
import { importOnnx } from '../../src/core/compile/index.ts'
import { reference } from '../../src/core/engine/reference.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { material, missing } from './support/material.ts'
import { FILES, mnist, samplesOf } from './support/mnist.ts'

const reason = missing(...FILES)

describe.skipIf(reason !== null)(`mnist-8${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  it('is imported with its reshaped weights folded and nothing left over', () => {
    const { graph, opset, batch } = unwrap(importOnnx(material('mnist-8-cntk/mnist.onnx')))
    expect(opset).toBe(8)
    expect(batch).toBe(1)
    expect(graph.nodes.map(node => node.kind).filter(kind => kind !== 'reshape')).toEqual([
      'input',
      'conv',
      'affine',
      'clamp',
      'maxPool',
      'conv',
      'affine',
      'clamp',
      'maxPool',
      'linear',
      'affine',
    ])
  })

  it('loses at most 0.2 points on 1,000 digits', async () => {
    const { compiled, evaluation } = await mnist({ from: 9_000, rows: 1_000 })
    expect(compiled.model.graph.ops.map(op => op.kind)).toEqual([
      'input',
      'conv',
      'maxPool',
      'conv',
      'maxPool',
      'reshape',
      'linear',
      'output',
    ])
    expect(compiled.report.parameters).toBe(5_994)
    expect(evaluation.metric).toBe('accuracy')
    expect(evaluation.samples).toBe(1_000)
    expect(Math.abs(evaluation.exact - evaluation.float)).toBeLessThanOrEqual(0.002)
    expect(evaluation.float).toBeGreaterThan(0.98)
    expect(evaluation.cosine['Plus214_Output_0']).toBeGreaterThan(0.999)
  }, 60_000)

  it('gives the same integers in the reference interpreter', async () => {
    const { compiled, session } = await mnist({ from: 0, rows: 8 })
    const { model } = compiled
    const inputs = samplesOf(model, 20, 8)
    const [a] = await session.run(inputs)
    const [b] = await (await reference.load(model)).run(inputs)
    expect(a!.data).toEqual(b!.data)
  }, 60_000)
})
