// The float runner: fixed and open leading axes, where the runtime is looked for, what is said when it fails.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, parse } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findRuntime, loadFloatRunner } from '../../src/platform/node/onnxruntime.ts'
import { type Dim, model } from './support/onnx.ts'

const file = (leading: Dim): Uint8Array =>
  model({
    nodes: [
      { op: 'Relu', inputs: ['x'], outputs: ['r'] },
      { op: 'Add', inputs: ['x', 'r'], outputs: ['y'] },
    ],
    inputs: { x: [leading, 2] },
    outputs: { y: [leading, 2], r: [leading, 2] },
  })
const inputs = { x: { data: Float32Array.of(1, -2, 3, -4, 5, -6), rows: 3 } }

describe('the float runner', () => {
  it.each(['N', 1, 2, 5])('runs any number of rows with a leading axis of %s', async leading => {
    const runner = await loadFloatRunner(file(leading))
    const outputs = await runner.run(inputs)
    expect(outputs['y']).toEqual(Float32Array.of(2, -2, 6, -4, 10, -6))
    expect(outputs['r']).toEqual(Float32Array.of(1, 0, 3, 0, 5, 0))
    expect(runner).toMatchObject({ inputs: ['x'], outputs: ['y', 'r'], version: '1.30.0' })
    await runner.close()
  })

  it('reads a file by its path', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'assay-float-'))
    try {
      const path = join(directory, 'model.onnx')
      writeFileSync(path, file('N'))
      const runner = await loadFloatRunner(path, { threads: 2 })
      expect((await runner.run(inputs))['y']!.length).toBe(6)
      await runner.close()
      await expect(loadFloatRunner(join(directory, 'gone.onnx'))).rejects.toMatchObject({ code: 'file_not_found' })
    } finally {
      rmSync(directory, { recursive: true })
    }
  })

  it('says what the runtime says about a model that it does not take', async () => {
    await expect(loadFloatRunner(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ code: 'runtime_failed' })
    const runner = await loadFloatRunner(file('N'))
    await expect(runner.run({ z: inputs.x })).rejects.toThrow(TypeError)
    await runner.close()
  })

  it('says how to install the runtime where it is missing', () => {
    // From the root of the file system nothing is found, whatever lies in the folders of a test machine.
    const nowhere = join(parse(tmpdir()).root, 'package.json')
    expect(() => findRuntime([nowhere])).toThrow(
      expect.objectContaining({ code: 'runtime_missing', hint: 'assay engine add native' }),
    )
    expect(() => findRuntime([import.meta.url], '0.0.1')).toThrow(
      expect.objectContaining({ code: 'runtime_missing', message: expect.stringContaining('0.0.1 is needed') }),
    )
  })
})
