// The digits model for suites: compiled here as `npm start` compiles it, with its drawn images as inputs.

import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { compileModel, importOnnx } from '../src/core/compile/index.ts'
import { unwrap } from '../src/core/errors/index.ts'
import { readTensors } from '../src/core/formats/index.ts'
import { type ExactModel, elements, type IntTensor, toIntegers } from '../src/core/graph/index.ts'

export interface Digits {
  readonly model: ExactModel
  /** The float model's file. */
  readonly onnx: Uint8Array
  /** The first images of the calibration set, as the float model takes them. */
  readonly images: (rows: number) => Float32Array
  /** The same for the exact model. */
  readonly integers: (rows: number) => IntTensor
}

const read = (name: string): Uint8Array => readFileSync(new URL(`../models/digits/${name}`, import.meta.url))

export async function loadDigits(): Promise<Digits> {
  const onnx = read('digits.onnx')
  const [file] = unwrap(readTensors(gunzipSync(read('calibration-images-idx3-ubyte.gz'))))
  const data = Float32Array.from(file!.tensor.data as Uint8Array)
  const float = unwrap(importOnnx(onnx))
  const calibration = { [float.graph.inputs[0]!.name]: { data, rows: file!.tensor.shape[0]! } }
  const { model } = unwrap(await compileModel(float, { calibration }))
  const port = model.ports.inputs[0]!
  const images = (rows: number): Float32Array => data.slice(0, rows * elements(port.shape))
  return { model, onnx, images, integers: rows => toIntegers(port, images(rows), rows) }
}
