// IDX, the format of the MNIST files: four bytes of magic, big-endian axes, big-endian elements. Gzip is undone by the caller.

import { gzipSync } from 'fflate'
import { concat } from '../bytes/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import {
  bytesOfTensor,
  checkShape,
  checkTensor,
  DEFAULT_LIMITS,
  type FileType,
  type Limits,
  type Tensor,
  tensorFromBytes,
} from './tensor.ts'

const TYPES: Readonly<Record<number, FileType>> = {
  8: 'uint8',
  9: 'int8',
  11: 'int16',
  12: 'int32',
  13: 'float32',
  14: 'float64',
}

export const isIdx = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && TYPES[bytes[2]!] !== undefined

/** For use inside `attempt`. */
export function parseIdx(bytes: Uint8Array, limits: Limits): Tensor {
  if (bytes.length < 4) refuse('file_truncated', 'IDX: ends inside its header')
  const type = TYPES[bytes[2]!]
  if (!isIdx(bytes) || type === undefined) return refuse('file_malformed', 'IDX: not an IDX file')
  const rank = bytes[3]!
  const data = 4 + 4 * rank
  if (bytes.length < data) refuse('file_truncated', 'IDX: ends inside its header')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis))
  checkShape(shape, limits, 'IDX')
  return tensorFromBytes(type, shape, bytes.subarray(data), false, 'IDX')
}

/** Reads an IDX file. */
export const readIdx = (bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Result<Tensor> =>
  attempt(() => {
    if (bytes.length > limits.maxBytes) refuse('file_too_large', `IDX: more than ${limits.maxBytes} bytes`)
    return parseIdx(bytes, limits)
  })

/** Writes an IDX file, gzipped where asked for. Throws RangeError for element types that IDX does not have. */
export function writeIdx(tensor: Tensor, { gzip = false }: { readonly gzip?: boolean } = {}): Uint8Array {
  checkTensor(tensor)
  const { dtype, shape, data } = tensor
  const code = Object.keys(TYPES).find(key => TYPES[Number(key)] === dtype)
  if (code === undefined || shape.length > 255) throw new RangeError(`tensor: IDX has no ${dtype}, or too many axes`)
  const header = new Uint8Array(4 + 4 * shape.length)
  const view = new DataView(header.buffer)
  header.set([0, 0, Number(code), shape.length])
  for (const [axis, length] of shape.entries()) view.setUint32(4 + 4 * axis, length)
  const elements = bytesOfTensor(tensor)
  // bytesOfTensor gives a copy in little-endian order.
  const width = data.BYTES_PER_ELEMENT
  for (let at = 0; width > 1 && at < elements.length; at += width) elements.subarray(at, at + width).reverse()
  const file = concat(header, elements)
  // No time of writing: the same tensor gives the same file.
  return gzip ? gzipSync(file, { mtime: 0 }) : file
}
