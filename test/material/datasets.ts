// Data for the real models: what each is calibrated with and judged on, made from what lies on the machine. The same machine
// gives the same rows. `scripts/material.mjs` writes them as .npz files that `assay compile --calibration` reads.

import { execFileSync } from 'node:child_process'
import { closeSync, fstatSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { ensureVenv } from '../../scripts/python.mjs'
import { unwrap } from '../../src/core/errors/index.ts'
import { readNpz } from '../../src/core/formats/index.ts'
import { materialPath, missing, root } from '../compile/support/material.ts'

export interface Rows {
  readonly data: Float32Array
  readonly rows: number
}

/** Every second row, from the first or from the second on. */
export const half = (rows: Rows, from: 0 | 1): Rows => everyNth(rows, 2, from)

export function everyNth({ data, rows }: Rows, n: number, from = 0): Rows {
  const size = data.length / rows
  const kept = Array.from({ length: rows }, (_, row) => row).filter(row => row % n === from)
  const out = new Float32Array(kept.length * size)
  kept.forEach((row, i) => {
    out.set(data.subarray(row * size, (row + 1) * size), i * size)
  })
  return { data: out, rows: kept.length }
}

// magika-v1: 512 bytes from the beginning, the middle and the end of a file; 256 where there is none.

const PART = 512
const FILES_PER_TYPE = 6
const MAX_FILES = 480
const MAX_FILE_BYTES = 2 ** 23
const MAX_ENTRIES = 40_000
const WHITE = new Set([9, 10, 11, 12, 13, 32])

export interface Files extends Rows {
  /** Extensions, by row. */
  readonly types: readonly string[]
}

/** Files of many types under folders that most machines have, a few of each extension, in the order of their names. */
export function machineFiles(): Files {
  const byType = new Map<string, string[]>()
  for (const folder of [
    ...['src', 'models', 'contracts', 'spec', 'node_modules'].map(name => join(root, name)),
    '/usr/share',
    '/usr/lib',
    '/usr/bin',
    '/usr/include',
    '/etc',
  ]) {
    let entries = 0
    const walk = (directory: string): void => {
      let found: ReturnType<typeof list>
      try {
        found = list(directory)
      } catch {
        return
      }
      for (const entry of found) {
        if (entries++ > MAX_ENTRIES) return
        const path = join(directory, entry.name)
        if (entry.isDirectory()) walk(path)
        else if (entry.isFile()) {
          const type = extname(entry.name).toLowerCase() || `none in ${folder.split('/').pop()}`
          const own = byType.get(type) ?? []
          byType.set(type, own)
          if (own.length < FILES_PER_TYPE) own.push(path)
        }
      }
    }
    walk(folder)
  }
  const features: Float32Array[] = []
  const types: string[] = []
  for (const [type, paths] of [...byType].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const path of paths) {
      const row = features.length < MAX_FILES ? featuresOf(path) : null
      if (row === null) continue
      features.push(row)
      types.push(type)
    }
  const data = new Float32Array(features.length * 3 * PART)
  features.forEach((row, i) => {
    data.set(row, i * row.length)
  })
  return { data, rows: features.length, types }
}

const list = (directory: string) =>
  readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))

/** Surrounding white space is left out; null for files that are empty, large or not readable. */
function featuresOf(path: string): Float32Array | null {
  let bytes: Uint8Array
  try {
    const file = openSync(path, 'r')
    const { size } = fstatSync(file)
    bytes = new Uint8Array(size <= MAX_FILE_BYTES ? size : 0)
    readSync(file, bytes, 0, bytes.length, 0)
    closeSync(file)
  } catch {
    return null
  }
  let from = 0
  let to = bytes.length
  while (from < to && WHITE.has(bytes[from]!)) from++
  while (to > from && WHITE.has(bytes[to - 1]!)) to--
  if (to - from < 16) return null
  const content = bytes.subarray(from, to)
  const out = new Float32Array(3 * PART).fill(256)
  const put = (part: Uint8Array, at: number): void => out.set(part, at)
  put(content.subarray(0, PART), 0)
  const middle = content.subarray(Math.max(0, (content.length >> 1) - PART / 2)).subarray(0, PART)
  put(middle, PART + ((PART - middle.length) >> 1))
  const end = content.subarray(Math.max(0, content.length - PART))
  put(end, 3 * PART - end.length)
  return out
}

// ultraface: RGB photographs of 320 x 240, channels first, (pixel - 127) / 128.

export const FACES = { width: 320, height: 240 }
const PHOTOS = ['ultraface-rfb320/satya.jpg', 'ultraface-rfb320/wolves.jpg']

export interface Photos {
  /** Parts of the photographs, for ranges. */
  readonly parts: Rows
  /** The photographs whole, in the order of `names`. */
  readonly whole: Rows
  readonly names: readonly string[]
}

/** JPEG is decoded by Pillow; says why where that cannot be. */
export function photographs(): Photos | { readonly missing: string } {
  const absent = missing(...PHOTOS)
  if (absent !== null) return { missing: absent }
  const venv = ensureVenv('photos', ['pillow==12.0.0', 'numpy==2.3.5'])
  if (venv.missing !== undefined) return { missing: venv.missing }
  const directory = mkdtempSync(join(tmpdir(), 'assay-photos-'))
  try {
    const out = join(directory, 'photos.npz')
    const script = join(root, 'test/material/photos.py')
    execFileSync(venv.python, [script, out, String(FACES.width), String(FACES.height), ...PHOTOS.map(materialPath)])
    const arrays = unwrap(readNpz(new Uint8Array(readFileSync(out))))
    const stacked = (keep: (name: string) => boolean): Rows => {
      const found = arrays.filter(({ name }) => keep(name))
      const rows = found.reduce((sum, { tensor }) => sum + tensor.shape[0]!, 0)
      const pixels = new Uint8Array(rows * FACES.width * FACES.height * 3)
      let at = 0
      for (const { tensor } of found) {
        pixels.set(tensor.data as Uint8Array, at)
        at += tensor.data.length
      }
      return { data: planes(pixels, rows), rows }
    }
    const isPart = (name: string): boolean => name.endsWith('-parts')
    return {
      parts: stacked(isPart),
      whole: stacked(name => !isPart(name)),
      names: arrays.map(({ name }) => name).filter(name => !isPart(name)),
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function planes(pixels: Uint8Array, rows: number): Float32Array {
  const size = FACES.width * FACES.height
  const out = new Float32Array(pixels.length)
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < size; i++)
      for (let c = 0; c < 3; c++) out[(row * 3 + c) * size + i] = (pixels[(row * size + i) * 3 + c]! - 127) / 128
  return out
}

// silero-vad: 512 new samples at 16 kHz after 64 of the frame before.

export const FRAME = { context: 64, samples: 512, length: 576 }

/** Whole frames of a recording of one channel and 16 bits. */
export function speechFrames(path = materialPath('silero-vad/test.wav')): Rows {
  const bytes = readFileSync(path)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 12
  while (bytes.toString('latin1', at, at + 4) !== 'data') at += 8 + view.getUint32(at + 4, true)
  const count = Math.min(view.getUint32(at + 4, true), bytes.length - at - 8) >> 1
  const samples = Float32Array.from({ length: count }, (_, i) => view.getInt16(at + 8 + 2 * i, true) / 32_768)
  const rows = Math.floor(count / FRAME.samples)
  const data = new Float32Array(rows * FRAME.length)
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < FRAME.length; i++)
      data[row * FRAME.length + i] = samples[row * FRAME.samples - FRAME.context + i] ?? 0
  return { data, rows }
}
