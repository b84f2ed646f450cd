// Answers to files: the format follows the file's ending. Values are the real ones, in the model's outer order.

import { RefusalError } from '../../../core/errors/index.ts'
import { realValues } from '../../../core/float/index.ts'
import {
  makeTensor,
  type NamedTensor,
  newData,
  type Tensor,
  writeIdx,
  writeJsonTensors,
  writeNpy,
  writeNpz,
  writePng,
  writeTensorProto,
} from '../../../core/formats/index.ts'
import { type IntTensor, type ModelInterface, toReals } from '../../../core/graph/index.ts'
import type { NamedRealTensor } from '../../../core/receipt/index.ts'
import { usage } from './command.ts'
import { writeWhole } from './home.ts'

type Writer = (tensor: NamedTensor) => Uint8Array

/** One row [C, H, W] with one or three channels of values from 0 to 255, as the image that it is. */
function toImage({ name, tensor }: NamedTensor): Uint8Array {
  const [rows = 0, channels = 0, height = 0, width = 0] = tensor.shape
  if (tensor.shape.length !== 4 || rows !== 1 || (channels !== 1 && channels !== 3)) {
    throw new RefusalError(
      'usage',
      `output ${JSON.stringify(name)} of shape [${tensor.shape.join(', ')}] is no image`,
      {
        hint: 'PNG takes one row of shape [1 or 3, height, width]. Choose .npy, .npz, .pb, .idx or .json.',
      },
    )
  }
  const data = new Uint8Array(height * width * channels)
  for (let c = 0; c < channels; c++) {
    for (let i = 0; i < height * width; i++) {
      const value = Math.round(Number(tensor.data[c * height * width + i]!))
      data[i * channels + c] = Math.min(255, Math.max(0, value))
    }
  }
  return writePng({ dtype: 'uint8', shape: [height, width, channels], data })
}

const SINGLE: Readonly<Record<string, Writer>> = {
  '.npy': ({ tensor }) => writeNpy(tensor),
  '.pb': writeTensorProto,
  '.idx': ({ tensor }) => writeIdx(tensor),
  '.idx.gz': ({ tensor }) => writeIdx(tensor, { gzip: true }),
  '.png': toImage,
}

const MANY: Readonly<Record<string, (tensors: readonly NamedTensor[]) => Uint8Array>> = {
  '.npz': tensors => writeNpz(tensors, { compress: true }),
  '.json': writeJsonTensors,
}

export const OUTPUT_ENDINGS = [...Object.keys(SINGLE), ...Object.keys(MANY)].join(', ')

/** Outputs of an exact model as reals: exact, since they have at most 16 bits. */
export const exactOutputs = (ports: ModelInterface, outputs: readonly IntTensor[]): NamedTensor[] =>
  ports.outputs.map((port, i) => {
    const ints = outputs[i]!
    const tensor: Tensor = { dtype: 'float32', shape: [ints.rows, ...port.shape], data: toReals(port, ints) }
    return { name: port.name, tensor }
  })

/** Outputs of a float model in the types that they have. */
export const realOutputs = (outputs: readonly NamedRealTensor[]): NamedTensor[] =>
  outputs.map(({ name, tensor }) => {
    const values = realValues(tensor)
    const data = newData(tensor.dtype, values.length)
    for (let i = 0; i < values.length; i++) data[i] = values[i]!
    return { name, tensor: makeTensor(tensor.dtype, tensor.shape, data) }
  })

/** Writes all outputs to one file; formats that hold one tensor refuse a model with several outputs. */
export function writeOutputs(path: string, tensors: readonly NamedTensor[]): void {
  const ending = (endings: object): string | undefined =>
    Object.keys(endings).find(known => path.toLowerCase().endsWith(known))
  const many = ending(MANY)
  if (many !== undefined) {
    writeWhole(path, MANY[many]!(tensors))
    return
  }
  const single = ending(SINGLE) ?? usage(`--output ${path}: its ending says no format`, `One of ${OUTPUT_ENDINGS}.`)
  if (tensors.length !== 1) {
    usage(
      `--output ${path}: ${single} holds one tensor, the model has ${tensors.length} outputs`,
      'Choose .npz or .json.',
    )
  }
  writeWhole(path, SINGLE[single]!(tensors[0]!))
}

/** A number that JSON has, null for NaN and infinity, a decimal string for integers beyond 2^53. */
function jsonValue(value: number | bigint): number | string | null {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  return Number.isFinite(value) ? value : null
}

export const outputsJson = (tensors: readonly NamedTensor[]): Record<string, unknown> =>
  Object.fromEntries(
    tensors.map(({ name, tensor: { dtype, shape, data } }) => [
      name,
      { dtype, shape, data: Array.from(data as ArrayLike<number | bigint>, jsonValue) },
    ]),
  )

/** The outputs as text: the best classes of each row where they look like scores, else the first values. */
export function outputsText(tensors: readonly NamedTensor[], labels: readonly string[] | undefined): string {
  const lines: string[] = []
  for (const { name, tensor } of tensors) {
    const { shape, data } = tensor
    const rows = shape.length > 1 ? shape[0]! : 1
    const width = data.length / Math.max(1, rows)
    const shown = Math.min(rows, 10)
    for (let row = 0; row < shown; row++) {
      const values = Array.from({ length: width }, (_, i) => Number(data[row * width + i]!))
      const label = `${name}${rows > 1 ? `[${row}]` : ''}`
      if (shape.length === 2 && width > 1) {
        const order = values.map((value, at) => [value, at] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1])
        lines.push(
          `${label}: ${order
            .slice(0, 3)
            .map(([value, at]) => `${labels?.[at] ?? at} (${Number(value.toFixed(3))})`)
            .join(', ')}`,
        )
      } else
        lines.push(
          `${label}: ${values
            .slice(0, 8)
            .map(value => Number(value.toFixed(4)))
            .join(', ')}${width > 8 ? ', ...' : ''}`,
        )
    }
    if (rows > shown) lines.push(`... ${rows - shown} more rows`)
  }
  return lines.join('\n')
}
