// Real models as their publishers made them: their ports are read, they run, and what needs code from elsewhere is refused.

import { expect, test } from 'vitest'
import { describeOnnx } from '../../src/core/compile/onnx/describe.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { makeFloatModel, realTensor, realValues } from '../../src/core/float/index.ts'
import { loadFloatModel } from '../../src/platform/node/float.ts'
import { material, missing } from '../compile/support/material.ts'

const SILERO = 'silero-vad/silero_vad.onnx'
test.skipIf(missing(SILERO) !== null)('silero-vad: branches, state in and out, a scalar of 64 bits', async () => {
  const file = material(SILERO)
  const ports = unwrap(describeOnnx(file))
  expect(ports.inputs).toContainEqual({ name: 'sr', dtype: 'int64', shape: [] })
  const session = await loadFloatModel(makeFloatModel('onnx', [file], ports, {}))
  const given: Record<string, ReturnType<typeof realTensor>> = {
    input: realTensor('float32', [1, 512], new Float32Array(512), 'input'),
    state: realTensor('float32', [2, 1, 128], new Float32Array(256), 'state'),
    sr: realTensor('int64', [], [16_000], 'sr'),
  }
  const outputs = await session.run(ports.inputs.map(({ name }) => given[name]!))
  const [probability] = realValues(outputs[0]!).map(Number)
  expect(outputs.map(({ shape }) => shape)).toEqual([
    [1, 1],
    [2, 1, 128],
  ])
  // Silence.
  expect(probability).toBeLessThan(0.2)
  await session.close()
})

const CUSTOM = ['superres/supres.onnx', 'superres/pytorch_superresolution_with_pre_post_processing_op18.onnx']
test.skipIf(missing(...CUSTOM) !== null).each(CUSTOM)('%s: custom operators are refused by name', path => {
  expect(describeOnnx(material(path))).toMatchObject({
    ok: false,
    code: 'operator_unsupported',
    message: expect.stringContaining('custom'),
  })
})
