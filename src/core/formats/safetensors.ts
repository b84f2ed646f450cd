// safetensors: a JSON header and the bytes of tensors, in one file or in shards that an index names. Every declared place is
// checked against the file, places cover the data without gap or overlap, as the format asks. Nothing is executed.

import { Reader } from '../bytes/cursor.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import { isJsonObject, type JsonValue, parseBoundedJson } from './boundedJson.ts'
import {
  type ByteSource,
  checkPlaces,
  MAX_TENSORS,
  memorySource,
  type Placed,
  type StoredTensor,
  type StoredType,
  storedBytes,
} from './stored.ts'

const MAX_HEADER_BYTES = 100_000_000
const MAX_INDEX_BYTES = 1 << 26
const HEADER_LIMITS = { depth: 4, values: 1 << 21 }
const MAX_NAME = 512
const MAX_AXES = 8
const MAX_SHARDS = 4096

/** Types of the format that we can read or at least lay out. */
const TYPES: Readonly<Record<string, StoredType>> = {
  F64: 'F64',
  F32: 'F32',
  F16: 'F16',
  BF16: 'BF16',
  I64: 'I64',
  I32: 'I32',
  I16: 'I16',
  I8: 'I8',
  U8: 'U8',
  BOOL: 'BOOL',
}

interface Found extends Placed {
  readonly type: StoredType
  readonly shape: readonly number[]
}

const isSize = (value: JsonValue | undefined): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

function entry(name: string, value: JsonValue, data: number, what: string): Found {
  const tensor = `${what}: tensor ${JSON.stringify(name.slice(0, MAX_NAME))}`
  if (name.length > MAX_NAME) refuse('file_malformed', `${tensor}: a name of ${name.length} characters`)
  const dtype = isJsonObject(value) ? value.get('dtype') : undefined
  const shape = isJsonObject(value) ? value.get('shape') : undefined
  const offsets = isJsonObject(value) ? value.get('data_offsets') : undefined
  if (typeof dtype !== 'string' || !Array.isArray(shape) || !Array.isArray(offsets))
    return refuse('file_malformed', `${tensor}: dtype, shape or data_offsets is missing`)
  if (!Object.hasOwn(TYPES, dtype))
    return refuse('format_unsupported', `${tensor}: elements of type ${JSON.stringify(dtype.slice(0, 32))}`, {
      hint: 'Save the model as float32, float16 or bfloat16.',
    })
  const type = TYPES[dtype]!
  const axes = shape as readonly JsonValue[]
  if (axes.length > MAX_AXES || !axes.every(isSize)) return refuse('file_malformed', `${tensor}: no shape`)
  const [start, end] = offsets as readonly JsonValue[]
  if (offsets.length !== 2 || !isSize(start) || !isSize(end) || end < start)
    return refuse('file_malformed', `${tensor}: no data_offsets`)
  const bytes = storedBytes(type, axes, tensor)
  if (end - start !== bytes)
    refuse('file_malformed', `${tensor}: ${end - start} bytes of data, [${axes.join(', ')}] of ${dtype} take ${bytes}`)
  return { name, type, shape: axes, start: data + start, end: data + end }
}

/** For use inside `attempt`. `what` names the file in refusals. */
export function readSafetensors(source: ByteSource, what: string): StoredTensor[] {
  if (source.size < 8) refuse('file_truncated', `${what}: ends inside its header`)
  const length = new Reader(source.read(0, 8), what).u64le()
  if (length > MAX_HEADER_BYTES) refuse('file_too_large', `${what}: a header of ${length} bytes`)
  if (length > source.size - 8)
    refuse('file_truncated', `${what}: a header of ${length} bytes, the file has ${source.size}`)
  const header = parseBoundedJson(source.read(8, length), what, HEADER_LIMITS)
  if (!isJsonObject(header)) return refuse('file_malformed', `${what}: the header is no object`)
  if (header.size > MAX_TENSORS + 1) refuse('file_too_large', `${what}: more than ${MAX_TENSORS} tensors`)
  const data = 8 + length
  const found: Found[] = []
  for (const [name, value] of header) if (name !== '__metadata__') found.push(entry(name, value, data, what))
  checkPlaces(found, data, source.size, what)
  const end = found.reduce((total, { start, end }) => total + end - start, data)
  if (end !== source.size)
    refuse('file_malformed', `${what}: tensors take ${end} bytes, the file has ${source.size}: something else is in it`)
  return found.map(({ name, type, shape, start, end }) => ({
    name,
    type,
    shape,
    load: () => source.read(start, end - start),
  }))
}

/** The tensors of one file. Hostile bytes in, tensors whose bytes stay where they are, or a refusal, out. */
export const parseSafetensors = (bytes: Uint8Array): Result<readonly StoredTensor[]> =>
  attempt(() => readSafetensors(memorySource(bytes), 'safetensors'))

const INDEX_LIMITS = { depth: 4, values: 1 << 18 }

/** Which file has which tensor, out of `*.safetensors.index.json`. Files are plain names beside the index. */
function readIndex(bytes: Uint8Array, what: string): Map<string, string> {
  if (bytes.length > MAX_INDEX_BYTES) refuse('file_too_large', `${what}: ${bytes.length} bytes`)
  const index = parseBoundedJson(bytes, what, INDEX_LIMITS)
  const map = isJsonObject(index) ? index.get('weight_map') : undefined
  if (!isJsonObject(map)) return refuse('file_malformed', `${what}: no weight_map`)
  const out = new Map<string, string>()
  for (const [name, file] of map) {
    // A path could leave the model's folder.
    if (typeof file !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,200}\.safetensors$/.test(file))
      return refuse('file_malformed', `${what}: tensor ${JSON.stringify(name.slice(0, 80))} is in no file beside it`)
    out.set(name, file)
  }
  return out
}

/**
 * Tensors of a model in shards: `open` gives the files beside the index. Each tensor must stand in the file that the index
 * names, and in no other. For use inside `attempt`.
 */
export function readShards(
  index: Uint8Array,
  what: string,
  open: (file: string) => ByteSource | undefined,
): StoredTensor[] {
  const places = readIndex(index, what)
  const files = new Set(places.values())
  if (files.size > MAX_SHARDS) refuse('file_too_large', `${what}: ${files.size} files`)
  const out: StoredTensor[] = []
  const seen = new Set<string>()
  for (const file of files) {
    const source = open(file)
    if (source === undefined) return refuse('file_truncated', `${what}: ${file} is missing`)
    for (const tensor of readSafetensors(source, file)) {
      const name = JSON.stringify(tensor.name)
      if (seen.has(tensor.name)) refuse('file_malformed', `${file}: tensor ${name} stands in two files`)
      if (places.get(tensor.name) !== file)
        refuse('file_malformed', `${file}: the index does not know its tensor ${name}`)
      seen.add(tensor.name)
      out.push(tensor)
    }
  }
  for (const [name, file] of places)
    if (!seen.has(name)) refuse('file_malformed', `${what}: ${file} has no tensor ${JSON.stringify(name.slice(0, 80))}`)
  return out
}
