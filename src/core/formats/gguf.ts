// GGUF, versions 2 and 3, little-endian: metadata and the places of tensors. Every count and size is checked against the
// file before anything is made of it. What metadata mean is their reader's matter: core/compile/language, core/language.

import { Reader } from '../bytes/cursor.ts'
import { fromUtf8 } from '../bytes/index.ts'
import { attempt, RefusalError, type Result, refuse } from '../errors/index.ts'
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

/** Whole numbers beyond 2^53 are bigints. */
export type GgufValue = string | number | bigint | boolean | readonly GgufValue[]

export interface GgufFile {
  readonly version: number
  readonly metadata: ReadonlyMap<string, GgufValue>
  /** In the order of the file. Shapes are row-major: the file's own order reversed. */
  readonly tensors: readonly StoredTensor[]
}

const MAX_HEADER_BYTES = 1 << 28
const FIRST_WINDOW = 1 << 20
const MAX_ENTRIES = 1 << 16
const MAX_KEY_BYTES = 1 << 12
const MAX_STRING_BYTES = 1 << 22
/** Over all arrays of the file. */
const MAX_VALUES = 1 << 23
const MAX_DEPTH = 4
const MAX_AXES = 4
const MAX_TENSOR_NAME = 256
const MAX_ALIGNMENT = 1 << 16
const DEFAULT_ALIGNMENT = 32

const TENSOR_TYPES: Readonly<Record<number, StoredType>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  6: 'Q5_0',
  7: 'Q5_1',
  8: 'Q8_0',
  9: 'Q8_1',
  10: 'Q2_K',
  11: 'Q3_K',
  12: 'Q4_K',
  13: 'Q5_K',
  14: 'Q6_K',
  15: 'Q8_K',
  24: 'I8',
  25: 'I16',
  26: 'I32',
  27: 'I64',
  28: 'F64',
  30: 'BF16',
}

const STRING = 8
const ARRAY = 9
/** A name out of a file, short enough for a message. */
const shown = (name: string): string => JSON.stringify(name.length > 80 ? `${name.slice(0, 77)}...` : name)

/** Least bytes that a value of each type takes. */
const TYPE_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8]

export const isGguf = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && bytes[0] === 0x47 && bytes[1] === 0x47 && bytes[2] === 0x55 && bytes[3] === 0x46

class HeaderReader {
  private readonly reader: Reader
  private readonly view: DataView
  private left = MAX_VALUES

  constructor(window: Uint8Array) {
    this.reader = new Reader(window, 'GGUF')
    this.view = new DataView(window.buffer, window.byteOffset, window.byteLength)
  }

  get at(): number {
    return this.reader.at
  }

  u32 = (): number => this.reader.u32le()
  u64 = (): number => this.reader.u64le()

  private place(bytes: number): number {
    const at = this.reader.at
    this.reader.skip(bytes)
    return at
  }

  string(most: number, what: string): string {
    const length = this.u64()
    if (length > most) refuse('file_too_large', `GGUF: ${what} of ${length} bytes, at most ${most}`)
    const bytes = this.reader.raw(length)
    try {
      return fromUtf8(bytes)
    } catch {
      return refuse('file_malformed', `GGUF: ${what} is not UTF-8`)
    }
  }

  value(type: number, depth: number, key: string): GgufValue {
    switch (type) {
      case 0:
        return this.reader.u8()
      case 1:
        return this.view.getInt8(this.place(1))
      case 2:
        return this.reader.u16le()
      case 3:
        return this.view.getInt16(this.place(2), true)
      case 4:
        return this.u32()
      case 5:
        return this.view.getInt32(this.place(4), true)
      case 6:
        return this.view.getFloat32(this.place(4), true)
      case 7: {
        const truth = this.reader.u8()
        if (truth > 1) refuse('file_malformed', `GGUF: ${key}: a truth value of ${truth}`)
        return truth === 1
      }
      case STRING:
        return this.string(MAX_STRING_BYTES, key)
      case ARRAY:
        return this.array(depth, key)
      case 10:
        return narrowed(this.view.getBigUint64(this.place(8), true))
      case 11:
        return narrowed(this.view.getBigInt64(this.place(8), true))
      case 12:
        return this.view.getFloat64(this.place(8), true)
      default:
        return refuse('file_malformed', `GGUF: ${key}: a value of the unknown type ${type}`)
    }
  }

  private array(depth: number, key: string): readonly GgufValue[] {
    if (depth === MAX_DEPTH) refuse('nesting_too_deep', `GGUF: ${key}: more than ${MAX_DEPTH} arrays in one another`)
    const type = this.u32()
    const bytes = TYPE_BYTES[type]
    if (bytes === undefined) return refuse('file_malformed', `GGUF: ${key}: an array of the unknown type ${type}`)
    const count = this.u64()
    if (count > this.left) refuse('file_too_large', `GGUF: ${key}: more than ${MAX_VALUES} values in arrays`)
    this.left -= count
    // A count that the rest of the file cannot hold is refused before the first value is read.
    if (count * bytes > this.reader.left)
      refuse('file_truncated', `GGUF: ${key}: ${count} values declared, ${this.reader.left} bytes are left`)
    const values: GgufValue[] = []
    for (let i = 0; i < count; i++) values.push(this.value(type, depth + 1, key))
    return values
  }
}

const narrowed = (value: bigint): number | bigint =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value

function checkVersion(version: number): void {
  if (version === 2 || version === 3) return
  if (version === 0x0200_0000 || version === 0x0300_0000)
    refuse('format_unsupported', 'GGUF: big-endian files are not supported')
  refuse('format_unsupported', `GGUF: version ${version}, 2 and 3 are supported`)
}

function alignmentOf(metadata: ReadonlyMap<string, GgufValue>): number {
  const alignment = metadata.get('general.alignment') ?? DEFAULT_ALIGNMENT
  if (
    typeof alignment !== 'number' ||
    !(alignment >= 1 && alignment <= MAX_ALIGNMENT) ||
    (alignment & (alignment - 1)) !== 0
  )
    return refuse('file_malformed', `GGUF: general.alignment of ${String(alignment)}`)
  return alignment
}

interface FoundTensor {
  readonly name: string
  readonly type: StoredType
  readonly shape: readonly number[]
  /** From the beginning of the data. */
  readonly offset: number
  readonly bytes: number
}

interface Header {
  readonly version: number
  readonly metadata: ReadonlyMap<string, GgufValue>
  readonly found: readonly FoundTensor[]
  /** Where the data begin. */
  readonly data: number
}

function parseHeader(window: Uint8Array): Header {
  if (!isGguf(window)) refuse('file_malformed', 'GGUF: not a GGUF file')
  const header = new HeaderReader(window)
  header.u32()
  const version = header.u32()
  checkVersion(version)
  const tensorCount = header.u64()
  const entryCount = header.u64()
  if (tensorCount > MAX_TENSORS) refuse('file_too_large', `GGUF: ${tensorCount} tensors, at most ${MAX_TENSORS}`)
  if (entryCount > MAX_ENTRIES) refuse('file_too_large', `GGUF: ${entryCount} metadata entries, at most ${MAX_ENTRIES}`)
  const metadata = new Map<string, GgufValue>()
  for (let i = 0; i < entryCount; i++) {
    const key = header.string(MAX_KEY_BYTES, 'a metadata key')
    if (metadata.has(key)) refuse('file_malformed', `GGUF: the key ${shown(key)} stands twice`)
    metadata.set(key, header.value(header.u32(), 0, shown(key)))
  }
  const alignment = alignmentOf(metadata)
  const found: FoundTensor[] = []
  const names = new Set<string>()
  for (let i = 0; i < tensorCount; i++) {
    const name = header.string(MAX_TENSOR_NAME, "a tensor's name")
    const what = `GGUF: tensor ${shown(name)}`
    if (names.has(name)) refuse('file_malformed', `${what} stands twice`)
    names.add(name)
    const axes = header.u32()
    if (axes < 1 || axes > MAX_AXES) refuse('file_malformed', `${what}: ${axes} axes, 1 to ${MAX_AXES} expected`)
    const shape = Array.from({ length: axes }, () => header.u64()).reverse()
    const code = header.u32()
    const type = TENSOR_TYPES[code]
    if (type === undefined)
      return refuse('format_unsupported', `${what}: elements of type ${code} are not supported`, {
        hint: 'Convert the model to F16, BF16, Q8_0 or a K quant.',
      })
    const offset = header.u64()
    if (offset % alignment !== 0) refuse('file_malformed', `${what}: offset ${offset} is no multiple of ${alignment}`)
    found.push({ name, type, shape, offset, bytes: storedBytes(type, shape, what) })
  }
  return { version, metadata, found, data: Math.ceil(header.at / alignment) * alignment }
}

/** The header's length stands nowhere: windows grow until it fits. */
function headerOf(source: ByteSource): Header {
  const most = Math.min(source.size, MAX_HEADER_BYTES)
  for (let length = Math.min(most, FIRST_WINDOW); ; length = Math.min(most, 4 * length)) {
    try {
      return parseHeader(source.read(0, length))
    } catch (error) {
      if (!(error instanceof RefusalError) || error.code !== 'file_truncated' || length === source.size) throw error
      if (length === most) refuse('file_too_large', `GGUF: a header of more than ${MAX_HEADER_BYTES} bytes`)
    }
  }
}

/** For use inside `attempt`. */
export function readGguf(source: ByteSource): GgufFile {
  const { version, metadata, found, data } = headerOf(source)
  const places = found.map(
    ({ name, offset, bytes }): Placed => ({ name, start: data + offset, end: data + offset + bytes }),
  )
  checkPlaces(places, data, source.size, 'GGUF')
  return {
    version,
    metadata,
    tensors: found.map(({ name, type, shape, bytes }, i) => ({
      name,
      type,
      shape,
      load: () => source.read(places[i]!.start, bytes),
    })),
  }
}

/** A GGUF file in memory: metadata, and tensors whose bytes stay where they are. Hostile bytes in, a refusal out. */
export const parseGguf = (bytes: Uint8Array): Result<GgufFile> => openGguf(memorySource(bytes))

/** The same of a file that is read in parts. */
export const openGguf = (source: ByteSource): Result<GgufFile> => attempt(() => readGguf(source))
