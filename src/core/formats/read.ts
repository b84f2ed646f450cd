// One reader for every format of tensors. The content decides; a file's name only where content cannot.

import { attempt, type Result, refuse } from '../errors/index.ts'
import { isIdx, parseIdx } from './idx.ts'
import { gunzip } from './inflate.ts'
import { parseJsonTensors } from './json.ts'
import { isNpy, parseNpy } from './npy.ts'
import { parseNpz } from './npz.ts'
import { isPng, parsePng } from './png.ts'
import { DEFAULT_LIMITS, type Limits, type NamedTensors, type Tensor } from './tensor.ts'
import { parseTensorProto } from './tensorproto.ts'
import { isZip } from './zip.ts'

export type Format = 'npy' | 'npz' | 'png' | 'gzip' | 'idx' | 'json' | 'tensorproto'

/**
 * The format of a file, or null. JSON and TensorProto have no magic: a name that ends in .json or .pb decides, else JSON is
 * what begins with a bracket or a brace, and TensorProto what begins with one of its fields.
 */
export function detectFormat(bytes: Uint8Array, name = ''): Format | null {
  if (isNpy(bytes)) return 'npy'
  if (isPng(bytes)) return 'png'
  if (isZip(bytes)) return 'npz'
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip'
  if (isIdx(bytes)) return 'idx'
  if (/\.json$/i.test(name)) return 'json'
  if (/\.(pb|onnx)$/i.test(name)) return 'tensorproto'
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  while (at < bytes.length && [0x20, 0x09, 0x0a, 0x0d].includes(bytes[at]!)) at++
  if (bytes[at] === 0x5b || bytes[at] === 0x7b) return 'json'
  // dims, data_type, name or raw_data, with their wire types.
  return [0x08, 0x0a, 0x10, 0x42, 0x4a].includes(bytes[0]!) ? 'tensorproto' : null
}

const unnamed = (tensor: Tensor): NamedTensors => [{ name: '', tensor }]

function parse(bytes: Uint8Array, name: string, limits: Limits, inside: boolean): NamedTensors {
  const format = detectFormat(bytes, name)
  if (inside && (format === 'gzip' || format === 'npz'))
    refuse('format_unsupported', 'an archive inside a gzip file is not supported')
  switch (format) {
    case 'npy':
      return unnamed(parseNpy(bytes, limits, '.npy'))
    case 'npz':
      return parseNpz(bytes, limits)
    case 'png':
      return unnamed(parsePng(bytes, limits))
    case 'gzip':
      return parse(gunzip(bytes, limits.maxBytes, 'gzip'), name.replace(/\.gz$/i, ''), limits, true)
    case 'idx':
      return unnamed(parseIdx(bytes, limits))
    case 'json':
      return parseJsonTensors(bytes, limits)
    case 'tensorproto':
      return [parseTensorProto(bytes, limits)]
    default:
      return refuse('format_unsupported', 'not a file of tensors', {
        hint: 'Give .npy, .npz, an ONNX TensorProto (.pb), IDX (also .gz), JSON or PNG.',
      })
  }
}

export interface ReadOptions extends Partial<Limits> {
  /** The file's name, used only where content does not tell the format. */
  readonly name?: string
}

/** Reads the tensors of a file in any supported format. Hostile bytes in, tensors or a refusal out. */
export const readTensors = (bytes: Uint8Array, options: ReadOptions = {}): Result<NamedTensors> =>
  attempt(() => {
    const { name = '', maxBytes = DEFAULT_LIMITS.maxBytes, maxElements = DEFAULT_LIMITS.maxElements } = options
    if (bytes.length === 0) refuse('file_truncated', 'the file is empty')
    if (bytes.length > maxBytes) refuse('file_too_large', `the file has ${bytes.length} bytes, at most ${maxBytes}`)
    return parse(bytes, name, { maxBytes, maxElements }, false)
  })
