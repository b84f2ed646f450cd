// Zip archives (PKWARE APPNOTE), the part that .npz needs: stored and deflated entries, whole in memory. Refused: encryption,
// zip64 directories, several disks, entries that overlap or hide, and anything that would inflate beyond the limit.

import { deflateSync } from 'fflate'
import { concat, equal, fromUtf8, utf8 } from '../bytes/index.ts'
import { refuse } from '../errors/index.ts'
import { crc32 } from './checksum.ts'
import { inflate } from './inflate.ts'

export const MAX_ZIP_ENTRIES = 256
const MAX_ENTRY_NAME_BYTES = 1024

export interface ZipEntry {
  readonly name: string
  readonly data: Uint8Array
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_BYTES = 22
/** DEFLATE makes at most 258 bytes of two bits. */
const MAX_RATIO = 1032

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))

interface Listed {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly start: number
  readonly nameBytes: Uint8Array
}

/** Where the end record stands: the last one whose comment reaches exactly to the end of the file. */
function findEnd(view: DataView, what: string): number {
  for (let at = view.byteLength - END_BYTES; at >= 0 && at >= view.byteLength - END_BYTES - 0xffff; at--)
    if (view.getUint32(at, true) === END && view.getUint16(at + 20, true) === view.byteLength - at - END_BYTES)
      return at
  return refuse('file_truncated', `${what}: no zip directory at its end`)
}

function readDirectory(bytes: Uint8Array, maxTotal: number, what: string): { entries: Listed[]; directory: number } {
  const bad = (why: string): never => refuse('file_malformed', `${what}: ${why}`)
  const unsupported = (why: string): never => refuse('format_unsupported', `${what}: ${why} is not supported`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view, what)
  const entryCount = view.getUint16(end + 10, true)
  const directoryBytes = view.getUint32(end + 12, true)
  const directory = view.getUint32(end + 16, true)
  if (entryCount === 0xffff || directoryBytes === 0xffffffff || directory === 0xffffffff) unsupported('zip64')
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 6, true) !== 0) unsupported('a zip of several disks')
  if (view.getUint16(end + 8, true) !== entryCount) bad('its directory counts its entries in two ways')
  if (entryCount > MAX_ZIP_ENTRIES)
    refuse('file_too_large', `${what}: ${entryCount} entries, at most ${MAX_ZIP_ENTRIES}`)
  if (directory + directoryBytes !== end) bad('its directory is not where it says')
  const entries: Listed[] = []
  const names = new Set<string>()
  let total = 0
  let at = directory
  for (let i = 0; i < entryCount; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) bad('its directory is garbled')
    const flags = view.getUint16(at + 8, true)
    const method = view.getUint16(at + 10, true)
    const packed = view.getUint32(at + 20, true)
    const size = view.getUint32(at + 24, true)
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const start = view.getUint32(at + 42, true)
    // Bit 0 and 6: encrypted; 5: patch data; 13: masked headers.
    if (flags & 0x2061) unsupported('encryption')
    if (method !== 0 && method !== 8) unsupported(`compression method ${method}`)
    if (packed === 0xffffffff || size === 0xffffffff || start === 0xffffffff) unsupported('zip64')
    if (nameLength > MAX_ENTRY_NAME_BYTES) bad('a name is too long')
    if (at + 46 + nameLength + extraLength > end) bad('its directory is garbled')
    const nameBytes = bytes.subarray(at + 46, at + 46 + nameLength)
    let name: string
    try {
      name = fromUtf8(nameBytes)
    } catch {
      return bad('a name is not UTF-8')
    }
    if (names.has(name)) bad('two entries have one name')
    names.add(name)
    if (method === 0 ? packed !== size : size > (packed + 1) * MAX_RATIO) bad('an entry declares an impossible size')
    total += size
    if (total > maxTotal) refuse('file_too_large', `${what}: holds more than ${maxTotal} bytes`)
    entries.push({ name, method, crc: view.getUint32(at + 16, true), packed, size, start, nameBytes })
    at += 46 + nameLength + extraLength
  }
  if (at !== end) bad('something follows the last entry of its directory')
  return { entries, directory }
}

/**
 * All entries of an archive, in the directory's order. `maxTotal` bounds what they inflate to together, and is held against
 * the declared sizes before anything is inflated. For use inside `attempt`.
 */
export function parseZip(bytes: Uint8Array, maxTotal: number, what: string): ZipEntry[] {
  const bad = (why: string): never => refuse('file_malformed', `${what}: ${why}`)
  if (bytes.length < END_BYTES) refuse('file_truncated', `${what}: too short for a zip file`)
  const { entries, directory } = readDirectory(bytes, maxTotal, what)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // First where everything lies, so that no byte is inflated twice.
  const spans = entries.map(entry => {
    const { start, packed } = entry
    if (start + 30 > directory || view.getUint32(start, true) !== LOCAL)
      return bad(`${entry.name}: has no local header`)
    const nameEnd = start + 30 + view.getUint16(start + 26, true)
    const data = nameEnd + view.getUint16(start + 28, true)
    if (data + packed > directory) bad(`${entry.name}: reaches into the directory`)
    if (
      !equal(bytes.subarray(start + 30, nameEnd), entry.nameBytes) ||
      view.getUint16(start + 8, true) !== entry.method
    )
      bad(`${entry.name}: its two headers differ`)
    return { entry, data, end: data + packed }
  })
  const ordered = spans.slice().sort((a, b) => a.entry.start - b.entry.start)
  ordered.forEach((span, i) => {
    if (i > 0 && span.entry.start < ordered[i - 1]!.end) bad(`${span.entry.name}: overlaps another entry`)
  })
  return spans.map(({ entry, data, end }) => {
    const { name, method, size, crc } = entry
    const packed = bytes.subarray(data, end)
    let content = packed
    if (method === 8) {
      const inflated = inflate(packed, 0, size, `${what}: ${name}`)
      if (inflated.end !== packed.length) bad(`${name}: bytes follow the compressed data`)
      content = inflated.data
    }
    if (content.length !== size) bad(`${name}: ${content.length} bytes, ${size} are declared`)
    if (crc32(content) !== crc) bad(`${name}: wrong CRC-32`)
    return { name, data: content }
  })
}

/** Writes an archive; the same entries give the same bytes, dated 1 January 1980. */
export function writeZip(entries: readonly ZipEntry[], compress: boolean): Uint8Array {
  if (entries.length > MAX_ZIP_ENTRIES) throw new RangeError(`entries: at most ${MAX_ZIP_ENTRIES}`)
  const files: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const { name, data } of entries) {
    const nameBytes = utf8(name)
    const packed = compress ? deflateSync(data) : data
    // Version 2.0, UTF-8 names, method, time, date, CRC, sizes, length of the name: the same in both headers.
    const common = new Uint8Array(26)
    const view = new DataView(common.buffer)
    view.setUint16(0, 20, true)
    view.setUint16(2, 0x0800, true)
    view.setUint16(4, compress ? 8 : 0, true)
    view.setUint16(8, 0x21, true)
    view.setUint32(10, crc32(data), true)
    view.setUint32(14, packed.length, true)
    view.setUint32(18, data.length, true)
    view.setUint16(22, nameBytes.length, true)
    const tail = new Uint8Array(14)
    new DataView(tail.buffer).setUint32(10, at, true)
    const file = concat(Uint8Array.of(0x50, 0x4b, 3, 4), common, nameBytes, packed)
    files.push(file)
    directory.push(concat(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), common, tail, nameBytes))
    at += file.length
  }
  const list = concat(...directory)
  if (at + list.length >= 0xffffffff) throw new RangeError('entries: more than 4 GiB')
  const end = new Uint8Array(END_BYTES)
  const view = new DataView(end.buffer)
  view.setUint32(0, END, true)
  view.setUint16(8, entries.length, true)
  view.setUint16(10, entries.length, true)
  view.setUint32(12, list.length, true)
  view.setUint32(16, at, true)
  return concat(...files, list, end)
}
