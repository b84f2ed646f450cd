// What the engine suite draws and writes: generated networks that onnxruntime loads, the same bytes each time; plots.

import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { mobilenetv2, resnet18 } from '../../bench/models/convolutions.ts'
import { MODELS, transformerOf } from '../../bench/models/index.ts'
import { transformer } from '../../bench/models/transformer.ts'
import { svgOf } from '../../bench/plot.ts'

async function run(bytes: Uint8Array, dims: readonly number[]): Promise<ort.Tensor> {
  const session = await ort.InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 })
  const data = Float32Array.from({ length: dims.reduce((a, b) => a * b) }, (_, i) => Math.sin(i))
  const outputs = await session.run({ [session.inputNames[0]!]: new ort.Tensor('float32', data, dims) })
  await session.release()
  return outputs[session.outputNames[0]!]!
}

describe('generated networks', () => {
  const small = { layers: 2, width: 32, tokens: 8, heads: 4 }
  const cases = [
    ['resnet18', () => resnet18(32), [2, 3, 32, 32], [2, 1000]],
    ['mobilenetv2', () => mobilenetv2(32), [2, 3, 32, 32], [2, 1000]],
    ['transformer', () => transformer(small), [2, 8, 32], [2, 8, 32]],
  ] as const
  for (const [name, make, from, to] of cases)
    it(`${name} runs on any number of rows, with values of a size that networks have`, async () => {
      const { dims, data } = await run(make(), from)
      expect(dims).toEqual(to)
      const values = data as Float32Array
      const size = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
      expect(size).toBeGreaterThan(0.1)
      expect(size).toBeLessThan(20)
    })

  it('are the same bytes each time', () => {
    expect(Buffer.compare(transformer(small), transformer(small))).toBe(0)
  })

  it('have as many values in a row as they say', () => {
    for (const { inputs, name } of [...MODELS, transformerOf(2, 64, 16, 2)])
      for (const { shape, make } of inputs)
        expect([name, make(2).length]).toEqual([name, 2 * shape.reduce((a, b) => a * b)])
  })
})

describe('plots', () => {
  it('draw every series, and the same for the same points', () => {
    const plot = {
      title: 'a < b & c',
      x: 'tokens',
      y: 'ms',
      series: [
        {
          label: 'ours',
          points: [
            [16, 1.5],
            [32, 3],
            [64, 9],
          ] as const,
        },
        {
          label: 'theirs',
          points: [
            [16, 2],
            [32, 4.5],
            [64, 30],
          ] as const,
        },
      ],
    }
    const svg = svgOf(plot)
    expect(svg).toBe(svgOf(plot))
    expect(svg.match(/<polyline/g)).toHaveLength(2)
    expect(svg.match(/<circle/g)).toHaveLength(6)
    expect(svg).toContain('a &lt; b &amp; c')
    // Nothing stands outside of its frame.
    for (const [, x, y] of svg.matchAll(/<circle cx="([\d.-]+)" cy="([\d.-]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(70)
      expect(Number(y)).toBeGreaterThanOrEqual(40)
      expect(Number(y)).toBeLessThanOrEqual(390)
    }
  })
})
