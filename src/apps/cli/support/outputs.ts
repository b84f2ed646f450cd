// Answers to files: the format follows the file's ending. Values are the real ones, in the model's outer order.

import { RefusalError } from '../../../core/errors/index.ts'
import {
  type NamedTensor,
  type Tensor,
  writeIdx,
  writeJsonTensors,
  writeNpy,
  writeNpz,
  writePng,
  writeTensorProto,
} from '../../../core/formats/index.ts'
import { type IntTensor, type ModelInterface, toReals } from '../../../core/graph/index.ts'
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

/** Writes all outputs to one file; formats that hold one tensor refuse a model with several outputs. */
export function writeOutputs(path: string, ports: ModelInterface, outputs: readonly IntTensor[]): void {
  const tensors: NamedTensor[] = ports.outputs.map((port, i) => {
    const ints = outputs[i]!
    const tensor: Tensor = { dtype: 'float32', shape: [ints.rows, ...port.shape], data: toReals(port, ints) }
    return { name: port.name, tensor }
  })
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
