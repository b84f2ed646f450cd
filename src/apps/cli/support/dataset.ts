// Data for calibration and evaluation: a tensor file, or a directory with one (IDX as datasets come, npz, or PNG images with
// labels.json). Values stay real here; what the model makes of them is the interface's matter.

import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { refuse, unwrap, WorldError } from '../../../core/errors/index.ts'
import { readTensors, type Tensor } from '../../../core/formats/index.ts'
import { readUserFile } from './home.ts'

export interface Dataset {
  /** Rows x elements, row-major, as float32. */
  readonly values: Float32Array
  readonly rows: number
  /** Class of each row, where labels were found. */
  readonly labels: Int32Array | null
  /** Did the values come as 8-bit images? */
  readonly pixels: boolean
}

export const LIMITS = { maxBytes: 1 << 30, maxElements: 1 << 28 }
export const TENSOR_FILE = /(\.(npy|npz|pb|json|png|gz)|ubyte)$/i

const load = (path: string): { name: string; tensor: Tensor }[] => [
  ...unwrap(readTensors(readUserFile(path, LIMITS.maxBytes), { name: basename(path), ...LIMITS })),
]

/** In a directory other files may lie beside the tensors: what does not read as one is passed over. */
function loadIfTensors(path: string): { name: string; tensor: Tensor }[] {
  const read = readTensors(readUserFile(path, LIMITS.maxBytes), { name: basename(path), ...LIMITS })
  return read.ok ? [...read.value] : []
}

export const toFloat = (tensor: Tensor): Float32Array =>
  Float32Array.from(tensor.data as ArrayLike<number | bigint>, Number)
const same = (shape: readonly number[], row: readonly number[]): boolean =>
  shape.filter(n => n !== 1).join() === row.filter(n => n !== 1).join()

/** Is it a stack of rows of this shape (NCHW, or NHWC images with one channel, which are the same order)? */
export const isStack = (tensor: Tensor, row: readonly number[]): boolean =>
  tensor.shape.length > 1 && same(tensor.shape.slice(1), row)

/** Images [H, W] or [H, W, C] to rows in [C, H, W] order. */
function channelsFirst(tensor: Tensor, row: readonly number[]): Float32Array {
  const [channels, height, width] = row as [number, number, number]
  const values = toFloat(tensor)
  if (channels === 1) return values
  const out = new Float32Array(values.length)
  for (let c = 0; c < channels; c++)
    for (let i = 0; i < height * width; i++) out[c * height * width + i] = values[i * channels + c]!
  return out
}

function fromImages(directory: string, files: readonly string[], row: readonly number[]): Dataset | null {
  const rows: Float32Array[] = []
  const names: string[] = []
  const image = row.length === 3 ? [row[1]!, row[2]!, row[0]!] : row
  for (const file of files) {
    const [first] = load(join(directory, file))
    if (first === undefined || !same(first.tensor.shape, image)) continue
    rows.push(channelsFirst(first.tensor, row))
    names.push(file)
  }
  if (rows.length === 0) return null
  const values = new Float32Array(rows.length * rows[0]!.length)
  rows.forEach((data, i) => {
    values.set(data, i * data.length)
  })
  const labelFile = join(directory, 'labels.json')
  const known = existsSync(labelFile)
    ? (JSON.parse(new TextDecoder().decode(readUserFile(labelFile, 1 << 24))) as Record<string, unknown>)
    : {}
  const labels = names.map(name => known[name])
  return {
    values,
    rows: rows.length,
    labels: labels.every(Number.isInteger) ? Int32Array.from(labels as number[]) : null,
    pixels: true,
  }
}

/**
 * Finds rows of shape `row` (outer order, without the leading axis) at `path`, and labels: at `labelsPath`, or beside
 * the rows in a directory, where exactly as many are found.
 */
export function readDataset(path: string, row: readonly number[], labelsPath: string | undefined): Dataset {
  if (!existsSync(path)) throw new WorldError('file_not_found', `${path}: no such file or directory`)
  const directory = statSync(path).isDirectory()
  const files = directory
    ? readdirSync(path)
        .filter(name => TENSOR_FILE.test(name))
        .sort()
    : [basename(path)]
  const folder = directory ? path : join(path, '..')
  const candidates = files
    .filter(name => !/\.png$/i.test(name))
    .flatMap(name => (directory ? loadIfTensors : load)(join(folder, name)))
  const stack = candidates.find(({ tensor }) => isStack(tensor, row))
  let found: Dataset | null = null
  if (stack !== undefined) {
    const rows = stack.tensor.shape[0]!
    const labels = candidates.find(
      ({ tensor }) => tensor.shape.length === 1 && tensor.shape[0] === rows && tensor.dtype !== 'float32',
    )
    found = {
      values: toFloat(stack.tensor),
      rows,
      labels: labels === undefined ? null : Int32Array.from(labels.tensor.data as ArrayLike<number | bigint>, Number),
      pixels: stack.tensor.dtype === 'uint8',
    }
  } else
    found = fromImages(
      folder,
      files.filter(name => /\.png$/i.test(name)),
      row,
    )
  if (found === null || found.rows === 0) {
    return refuse(
      'input_shape_mismatch',
      `${path}: no rows of shape [${row.join(', ')}] in ${directory ? `its files (${files.join(', ') || 'none that hold tensors'})` : 'it'}`,
      {
        hint: 'Give a .npy, .npz, IDX or .pb file with shape [rows, ...], or a directory with one or with PNG images.',
      },
    )
  }
  if (labelsPath === undefined) return found
  const labels = load(labelsPath)[0]?.tensor
  if (labels === undefined || labels.data.length !== found.rows) {
    return refuse('input_shape_mismatch', `${labelsPath}: ${labels?.data.length ?? 0} labels for ${found.rows} rows`)
  }
  return { ...found, labels: Int32Array.from(labels.data as ArrayLike<number | bigint>, Number) }
}
