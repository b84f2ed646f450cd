// mnist-8 compiled with 512 digits and evaluated on others, float32 by onnxruntime against the wasm engine.

import {
  type Compiled,
  type CompileOptions,
  compileModel,
  type Evaluation,
  evaluate,
  exactRunner,
  importOnnx,
} from '../../../src/core/compile/index.ts'
import type { Session } from '../../../src/core/engine/index.ts'
import { wasm } from '../../../src/core/engine/index.ts'
import { unwrap } from '../../../src/core/errors/index.ts'
import { type ExactModel, type IntTensor, toIntegers } from '../../../src/core/graph/index.ts'
import { loadFloatRunner } from '../../../src/platform/node/onnxruntime.ts'
import { idx, material, materialPath } from './material.ts'

const MODEL = 'mnist-8-cntk/mnist.onnx'
const IMAGES = 'mnist-data/t10k-images-idx3-ubyte.gz'
const LABELS = 'mnist-data/t10k-labels-idx1-ubyte.gz'
export const FILES = [MODEL, IMAGES, LABELS] as const

const PIXELS = 784
const CALIBRATION_ROWS = 512

const rows = (data: Float32Array, from: number, count: number) => ({
  data: data.subarray(from * PIXELS, (from + count) * PIXELS),
  rows: count,
})

export const samplesOf = (model: ExactModel, from: number, count: number): IntTensor[] => [
  toIntegers(model.ports.inputs[0]!, rows(idx(materialPath(IMAGES)).data, from, count).data, count),
]

type Widths = Pick<CompileOptions, 'activationBits' | 'weightBits'>

const made = new Map<string, Promise<Compiled>>()

/** Compiled once per pair of widths and test file. */
function compiledWith(widths: Widths): Promise<Compiled> {
  const key = JSON.stringify(widths)
  const known = made.get(key)
  if (known !== undefined) return known
  const float = unwrap(importOnnx(material(MODEL)))
  const images = idx(materialPath(IMAGES)).data
  const calibration = { [float.graph.inputs[0]!.name]: rows(images, 0, CALIBRATION_ROWS) }
  const compiling = compileModel(float, { calibration, ...widths }).then(unwrap)
  made.set(key, compiling)
  return compiling
}

export async function mnist(
  options: { readonly from: number; readonly rows: number } & Widths,
): Promise<{ compiled: Compiled; evaluation: Evaluation; session: Session }> {
  const { from, rows: count, ...widths } = options
  const images = idx(materialPath(IMAGES)).data
  const labels = idx(materialPath(LABELS)).data
  const compiled = await compiledWith(widths)
  const session = await wasm.load(compiled.model)
  const runner = await loadFloatRunner(material(MODEL))
  const evaluation = await evaluate({
    runFloat: runner.run,
    runExact: exactRunner(compiled.model, inputs => session.run(inputs)),
    samples: { [compiled.model.ports.inputs[0]!.name]: rows(images, from, count) },
    labels: labels.subarray(from, from + count),
    batch: 256,
  })
  await runner.close()
  return { compiled, evaluation, session }
}
