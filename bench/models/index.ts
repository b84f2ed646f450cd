// The models that the engine suite runs: real ones from the material folder, and generated ones with random weights. Inputs
// are real where the folder has some, else made up; they decide ranges, and speed does not depend on them.

import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { unwrap } from '../../src/core/errors/index.ts'
import { readIdx } from '../../src/core/formats/index.ts'
import { mobilenetv2, resnet18 } from './convolutions.ts'
import { Random } from './random.ts'
import { transformer } from './transformer.ts'

const MATERIAL = process.env['ASSAY_MATERIAL'] ?? new URL('../../../shared/material', import.meta.url).pathname

export interface BenchInput {
  readonly name: string
  /** One row, without the axis of rows. */
  readonly shape: readonly number[]
  /** Where the axis of rows stands in the file's own input. */
  readonly axis: number
  /** Values of `rows` rows, one after another. */
  readonly make: (rows: number) => Float32Array
}

export interface BenchModel {
  readonly name: string
  /** Where its weights come from. */
  readonly origin: 'material' | 'random weights'
  /** The file's bytes, or why there are none. */
  readonly file: () => Uint8Array | { readonly missing: string }
  readonly inputs: readonly BenchInput[]
  /** Inputs that are the same for every run, as int64 scalars: bound when the model is compiled. */
  readonly fixed?: Readonly<Record<string, number>>
  /** Rows to calibrate with: large models take few, in float arithmetic they are slow. */
  readonly calibrationRows: number
  /** With which the model meets its accuracy target, where that is not the usual one: test/material. */
  readonly targetLoss?: number
}

const material = (path: string) => (): Uint8Array | { missing: string } =>
  existsSync(`${MATERIAL}/${path}`)
    ? new Uint8Array(readFileSync(`${MATERIAL}/${path}`))
    : { missing: `${path} is not in the material folder` }

/** Smooth noise in [-1, 1]: what natural images look like to a network, more than white noise does. */
function images(channels: number, height: number, width: number, scale: number) {
  return (rows: number): Float32Array => {
    const random = new Random(7)
    const out = new Float32Array(rows * channels * height * width)
    for (let plane = 0; plane < rows * channels; plane++) {
      const waves = Array.from({ length: 6 }, () => [random.uniform(), random.uniform(), random.uniform()] as const)
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          let value = 0
          for (const [a, b, c] of waves) value += Math.sin(12 * (a * (y / height) + b * (x / width)) + 6.3 * c)
          out[(plane * height + y) * width + x] = scale * Math.max(-1, Math.min(1, value / 3))
        }
    }
    return out
  }
}

const normal = (size: number, deviation: number) => (rows: number) => new Random(11).normal(rows * size, deviation)

function digits(rows: number): Float32Array {
  const path = `${MATERIAL}/mnist-data/t10k-images-idx3-ubyte.gz`
  if (!existsSync(path)) return images(1, 28, 28, 255)(rows).map(Math.abs)
  const tensor = unwrap(readIdx(new Uint8Array(gunzipSync(readFileSync(path)))))
  return Float32Array.from((tensor.data as Uint8Array).subarray(0, rows * 784))
}

/** File contents as the classifier takes them: bytes, here of text. */
const bytes = (rows: number): Float32Array => {
  const random = new Random(3)
  return Float32Array.from({ length: rows * 1536 }, () => Math.floor(random.uniform() * 128))
}

/** 16-bit samples of the test recording, 576 at a time; a tone where it is absent. */
function speech(rows: number): Float32Array {
  const path = `${MATERIAL}/silero-vad/test.wav`
  const out = new Float32Array(rows * 576)
  if (!existsSync(path)) return out.map((_, i) => 0.3 * Math.sin(i / 9))
  const view = new DataView(readFileSync(path).buffer)
  for (let i = 0; i < out.length; i++) out[i] = view.getInt16(44 + 2 * i + 64_000, true) / 32_768
  return out
}

export const MODELS: readonly BenchModel[] = [
  {
    name: 'mnist-8',
    origin: 'material',
    file: material('mnist-8-cntk/mnist.onnx'),
    inputs: [{ name: 'Input3', shape: [1, 28, 28], axis: 0, make: digits }],
    calibrationRows: 128,
  },
  {
    name: 'ultraface',
    origin: 'material',
    file: material('ultraface-rfb320/Ultraface_version-RFB-320.onnx'),
    inputs: [{ name: 'input', shape: [3, 240, 320], axis: 0, make: images(3, 240, 320, 1) }],
    calibrationRows: 4,
    targetLoss: 1e-6,
  },
  {
    name: 'magika-v1',
    origin: 'material',
    file: material('magika-v1/model.onnx'),
    inputs: [{ name: 'bytes', shape: [1536], axis: 0, make: bytes }],
    calibrationRows: 8,
  },
  {
    name: 'silero-vad',
    origin: 'material',
    file: material('silero-vad/silero_vad_16k_op15.onnx'),
    inputs: [
      { name: 'input', shape: [576], axis: 0, make: speech },
      { name: 'state', shape: [2, 128], axis: 1, make: normal(256, 0.3) },
    ],
    fixed: { sr: 16_000 },
    calibrationRows: 64,
  },
  {
    name: 'resnet18-shaped',
    origin: 'random weights',
    file: () => resnet18(),
    inputs: [{ name: 'image', shape: [3, 224, 224], axis: 0, make: images(3, 224, 224, 1) }],
    calibrationRows: 4,
  },
  {
    name: 'mobilenetv2-shaped',
    origin: 'random weights',
    file: () => mobilenetv2(),
    inputs: [{ name: 'image', shape: [3, 224, 224], axis: 0, make: images(3, 224, 224, 1) }],
    calibrationRows: 4,
  },
  transformerOf(12, 768, 64, 12),
]

/** A transformer of this size, named by it. */
export function transformerOf(layers: number, width: number, tokens: number, heads: number): BenchModel {
  return {
    name: `transformer ${layers} x ${width}, ${tokens} tokens`,
    origin: 'random weights',
    file: () => transformer({ layers, width, tokens, heads }),
    inputs: [{ name: 'embeddings', shape: [tokens, width], axis: 0, make: normal(tokens * width, 1) }],
    calibrationRows: 2,
  }
}
