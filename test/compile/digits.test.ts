// The model that ships with the project, compiled with the images that ship with it. Its held-out digits are material.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { argmax } from '../../src/core/compile/evaluate.ts'
import {
  type Compiled,
  compileModel,
  type Evaluation,
  evaluate,
  exactRunner,
  importOnnx,
} from '../../src/core/compile/index.ts'
import { wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { readPng } from '../../src/core/formats/index.ts'
import { pixelsToIntegers } from '../../src/core/graph/index.ts'
import { loadFloatRunner } from '../../src/platform/node/onnxruntime.ts'
import { idx, materialPath, missing, root } from './support/material.ts'

const folder = join(root, 'models', 'digits')
const file = new Uint8Array(readFileSync(join(folder, 'digits.onnx')))
const PIXELS = 784

let made: Promise<Compiled> | undefined

function compiled(): Promise<Compiled> {
  if (made !== undefined) return made
  const { data } = idx(join(folder, 'calibration-images-idx3-ubyte.gz'))
  const calibration = { image: { data, rows: data.length / PIXELS } }
  made = compileModel(unwrap(importOnnx(file)), { calibration }).then(unwrap)
  return made
}

async function evaluated(data: Float32Array, labels: readonly number[]): Promise<Evaluation> {
  const { model } = await compiled()
  const session = await wasm.load(model)
  const runner = await loadFloatRunner(file)
  const result = await evaluate({
    runFloat: runner.run,
    runExact: exactRunner(model, inputs => session.run(inputs)),
    samples: { image: { data, rows: labels.length } },
    labels,
    batch: 256,
  })
  await runner.close()
  return result
}

describe('digits', () => {
  it('needs one op per layer', async () => {
    const { model, report } = await compiled()
    expect(model.graph.ops.map(op => op.kind)).toEqual([
      'input',
      'conv',
      'maxPool',
      'conv',
      'maxPool',
      'reshape',
      'linear',
      'linear',
      'output',
    ])
    expect(report.parameters).toBe(34_370)
    expect(report.notes).toEqual([])
  })

  it('reads the images that ship with it', async () => {
    const { model } = await compiled()
    const session = await wasm.load(model)
    const labels: Record<string, number> = JSON.parse(readFileSync(join(folder, 'images', 'labels.json'), 'utf8'))
    for (const [name, label] of Object.entries(labels)) {
      const image = unwrap(readPng(new Uint8Array(readFileSync(join(folder, 'images', name)))))
      const input = pixelsToIntegers(model.ports.inputs[0]!, image.data as Uint8Array, 1)
      const [logits] = await session.run([input])
      expect(argmax(Float32Array.from(logits!.data)), name).toBe(label)
    }
  })

  const reason = missing('mnist-data/t10k-images-idx3-ubyte.gz', 'mnist-data/t10k-labels-idx1-ubyte.gz')
  it.skipIf(reason !== null)(
    `loses at most 0.2 points on its held-out digits${reason === null ? '' : ` (skipped: ${reason})`}`,
    async () => {
      const { indices }: { indices: number[] } = JSON.parse(readFileSync(join(folder, 'heldout.json'), 'utf8'))
      const images = idx(materialPath('mnist-data/t10k-images-idx3-ubyte.gz')).data
      const labels = idx(materialPath('mnist-data/t10k-labels-idx1-ubyte.gz')).data
      const data = new Float32Array(indices.length * PIXELS)
      indices.forEach((index, i) => {
        data.set(images.subarray(index * PIXELS, (index + 1) * PIXELS), i * PIXELS)
      })
      const result = await evaluated(
        data,
        indices.map(index => labels[index]!),
      )
      expect(result.samples).toBe(1_000)
      expect(result.float).toBe(0.991)
      expect(Math.abs(result.exact - result.float)).toBeLessThanOrEqual(0.002)
    },
  )
})
