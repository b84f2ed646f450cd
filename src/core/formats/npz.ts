// NumPy's .npz: a zip archive with one .npy file per array, which gives the arrays their names.

import { attempt, type Result, refuse } from '../errors/index.ts'
import { parseNpy, writeNpy } from './npy.ts'
import { DEFAULT_LIMITS, type Limits, MAX_NAME_LENGTH, type NamedTensors } from './tensor.ts'
import { parseZip, writeZip } from './zip.ts'

/** For use inside `attempt`. */
export function parseNpz(bytes: Uint8Array, limits: Limits): NamedTensors {
  const entries = parseZip(bytes, limits.maxBytes, '.npz')
  let left = limits.maxElements
  return entries.map(({ name, data }) => {
    if (!name.endsWith('.npy')) refuse('format_unsupported', `.npz: ${name} is not a .npy file`)
    if (name.length > MAX_NAME_LENGTH) refuse('file_malformed', '.npz: a name is too long')
    const tensor = parseNpy(data, { ...limits, maxElements: left }, `.npz: ${name}`)
    left -= tensor.data.length
    return { name: name.slice(0, -4), tensor }
  })
}

/** Reads a .npz archive. */
export const readNpz = (bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Result<NamedTensors> =>
  attempt(() => {
    if (bytes.length > limits.maxBytes) refuse('file_too_large', `.npz: more than ${limits.maxBytes} bytes`)
    return parseNpz(bytes, limits)
  })

/** Writes an archive that numpy.load reads, stored as numpy.savez does or deflated as numpy.savez_compressed. */
export function writeNpz(
  tensors: NamedTensors,
  { compress = false }: { readonly compress?: boolean } = {},
): Uint8Array {
  if (new Set(tensors.map(({ name }) => name)).size !== tensors.length) throw new RangeError('tensors: two of one name')
  return writeZip(
    tensors.map(({ name, tensor }) => ({ name: `${name}.npy`, data: writeNpy(tensor) })),
    compress,
  )
}
