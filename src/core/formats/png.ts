// PNG (ISO/IEC 15948) to 8-bit samples [height, width, channels] and back. Grey, grey + alpha, RGB, RGBA and palette images
// of 1 to 8 bits, interlaced or not. Refused: 16 bits a sample. Colour spaces and gamma are not applied: samples as stored.

import { zlibSync } from 'fflate'
import { Writer } from '../bytes/cursor.ts'
import { concat } from '../bytes/index.ts'
import { attempt, type Result, refuse } from '../errors/index.ts'
import { crc32 } from './checksum.ts'
import { unzlib } from './inflate.ts'
import { checkShape, checkTensor, DEFAULT_LIMITS, type Limits, type Tensor } from './tensor.ts'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

export const isPng = (bytes: Uint8Array): boolean =>
  bytes.length >= 8 && SIGNATURE.every((byte, i) => bytes[i] === byte)

const bad = (why: string): never => refuse('file_malformed', `PNG: ${why}`)

/** Samples of a pixel by colour type, and the bit depths that the type may have. */
const COLOUR: Readonly<Record<number, { readonly samples: number; readonly depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
}

interface Header {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly colour: number
  readonly samples: number
  readonly interlaced: boolean
}

interface Chunk {
  readonly type: string
  readonly data: Uint8Array
}

/** Chunks in order, their CRCs checked; ends at IEND, after which nothing may follow. */
function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) refuse('file_truncated', 'PNG: ends before its end chunk')
    const length = view.getUint32(at)
    const end = at + 8 + length
    if (end + 4 > bytes.length) refuse('file_truncated', 'PNG: ends inside a chunk')
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (!/^[A-Za-z]{4}$/.test(type)) bad('a chunk without a type')
    if (view.getUint32(end) !== crc32(bytes.subarray(at + 4, end))) bad(`wrong CRC-32 in ${type}`)
    yield { type, data: bytes.subarray(at + 8, end) }
    at = end + 4
    if (type !== 'IEND') continue
    if (length > 0) bad('an end chunk with data')
    if (at < bytes.length) bad('bytes follow its end')
    return
  }
}

function readHeader({ type, data }: Chunk): Header {
  if (type !== 'IHDR' || data.length !== 13) bad('does not begin with its header')
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const width = view.getUint32(0)
  const height = view.getUint32(4)
  const [depth, colour, compression, filter, interlace] = Array.from(data.subarray(8)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const kind = COLOUR[colour]
  if (width === 0 || height === 0 || width >= 2 ** 31 || height >= 2 ** 31) bad(`${width} x ${height} pixels`)
  if (kind === undefined || !kind.depths.includes(depth)) return bad(`colour type ${colour} with ${depth} bits`)
  if (compression !== 0 || filter !== 0 || interlace > 1) bad('an unknown compression, filter or interlace method')
  if (depth === 16) {
    const hint = 'Convert it to 8 bits a sample first.'
    refuse('format_unsupported', 'PNG: 16 bits a sample are not supported', { hint })
  }
  return { width, height, depth, colour, samples: kind.samples, interlaced: interlace === 1 }
}

/** x and y of the first pixel and steps of each of the seven passes of Adam7. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

interface Pass {
  readonly x: number
  readonly y: number
  readonly stepX: number
  readonly stepY: number
  readonly width: number
  readonly height: number
  readonly rowBytes: number
}

function passesOf({ width, height, depth, samples, interlaced }: Header): Pass[] {
  const passes = interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const)
  return passes.flatMap(([x, y, stepX, stepY]) => {
    const columns = Math.ceil((width - x) / stepX)
    const rows = Math.ceil((height - y) / stepY)
    if (columns <= 0 || rows <= 0) return []
    const rowBytes = Math.ceil((columns * samples * depth) / 8)
    return [{ x, y, stepX, stepY, width: columns, height: rows, rowBytes }]
  })
}

/** Undoes the filter of one row in place. `above` is the row before in the same pass, or null; `step` bytes are a pixel. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array | null, step: number): void {
  if (filter > 4) bad(`filter ${filter}`)
  if (filter === 0 || (filter === 2 && above === null)) return
  for (let i = 0; i < row.length; i++) {
    const left = i < step ? 0 : row[i - step]!
    const up = above === null ? 0 : above[i]!
    let guess: number
    if (filter === 1) guess = left
    else if (filter === 2) guess = up
    else if (filter === 3) guess = (left + up) >> 1
    else {
      // Paeth: whichever of the three lies nearest to left + up - corner.
      const corner = above === null || i < step ? 0 : above[i - step]!
      const toLeft = Math.abs(up - corner)
      const toUp = Math.abs(left - corner)
      const toCorner = Math.abs(left + up - 2 * corner)
      guess = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
    }
    row[i] = row[i]! + guess
  }
}

/** Samples as stored, one byte each: palette indices stay indices, grey of fewer bits is not yet spread. */
function readSamples(raw: Uint8Array, header: Header, passes: readonly Pass[]): Uint8Array {
  const { width, height, depth, samples } = header
  const out = new Uint8Array(width * height * samples)
  const step = Math.max(1, (samples * depth) >> 3)
  const mask = (1 << depth) - 1
  let at = 0
  for (const pass of passes) {
    let above: Uint8Array | null = null
    for (let y = 0; y < pass.height; y++) {
      const row = raw.subarray(at + 1, at + 1 + pass.rowBytes)
      unfilter(raw[at]!, row, above, step)
      const line = (pass.y + y * pass.stepY) * width
      for (let x = 0; x < pass.width; x++) {
        const to = (line + pass.x + x * pass.stepX) * samples
        if (depth === 8) for (let s = 0; s < samples; s++) out[to + s] = row[x * samples + s]!
        else out[to] = (row[(x * depth) >> 3]! >> (8 - depth - ((x * depth) & 7))) & mask
      }
      above = row
      at += 1 + pass.rowBytes
    }
  }
  return out
}

/** Colours and their opacity for palette images; the transparent colour of others, one sample value a channel. */
interface Extras {
  readonly palette: Uint8Array | null
  readonly transparency: Uint8Array | null
}

/** Samples of 8 bits, with an alpha channel where the file has or implies one. */
function expand(
  stored: Uint8Array,
  { colour, depth, samples }: Header,
  { palette, transparency }: Extras,
): [Uint8Array, number] {
  const pixels = stored.length / samples
  if (colour === 3) {
    if (palette === null) return bad('palette colours without a palette')
    const out = new Uint8Array(4 * pixels)
    for (let i = 0; i < pixels; i++) {
      const index = stored[i]!
      if (3 * index >= palette.length) bad('a colour outside its palette')
      for (let c = 0; c < 3; c++) out[4 * i + c] = palette[3 * index + c]!
      out[4 * i + 3] = transparency?.[index] ?? 255
    }
    return [out, 4]
  }
  const spread = colour === 0 ? 255 / ((1 << depth) - 1) : 1
  if (transparency === null || samples % 2 === 0) {
    if (spread !== 1) for (let i = 0; i < stored.length; i++) stored[i] = stored[i]! * spread
    return [stored, samples]
  }
  const out = new Uint8Array((samples + 1) * pixels)
  for (let i = 0; i < pixels; i++) {
    let clear = true
    for (let s = 0; s < samples; s++) {
      const value = stored[i * samples + s]!
      if (value !== ((transparency[2 * s]! << 8) | transparency[2 * s + 1]!)) clear = false
      out[i * (samples + 1) + s] = value * spread
    }
    out[i * (samples + 1) + samples] = clear ? 0 : 255
  }
  return [out, samples + 1]
}

/** Leaves out an alpha channel, the last one, that is opaque everywhere. */
function withoutOpaqueAlpha(data: Uint8Array, channels: number): [Uint8Array, number] {
  if (channels % 2 === 1) return [data, channels]
  for (let i = channels - 1; i < data.length; i += channels) if (data[i] !== 255) return [data, channels]
  const out = new Uint8Array((data.length / channels) * (channels - 1))
  for (let from = 0, to = 0; from < data.length; from += channels)
    for (let c = 0; c < channels - 1; c++) out[to++] = data[from + c]!
  return [out, channels - 1]
}

/** For use inside `attempt`. */
export function parsePng(bytes: Uint8Array, limits: Limits): Tensor {
  if (!isPng(bytes)) bad('not a PNG file')
  let header: Header | null = null
  let palette: Uint8Array | null = null
  let transparency: Uint8Array | null = null
  const data = new Writer()
  let dataChunks = 0
  let dataEnded = false
  for (const chunk of chunksOf(bytes)) {
    const { type } = chunk
    if (header === null) {
      header = readHeader(chunk)
      // With the alpha channel that a later chunk may bring.
      const channels = header.colour === 3 ? 4 : header.samples + (header.samples % 2)
      checkShape([header.height, header.width, channels], limits, 'PNG')
      continue
    }
    if (type === 'IDAT') {
      if (dataEnded) bad('image data in two places')
      data.raw(chunk.data)
      dataChunks++
      continue
    }
    dataEnded = dataChunks > 0
    if (type === 'PLTE') {
      if (palette !== null || dataEnded || header.colour === 0 || header.colour === 4)
        bad('a palette where none belongs')
      if (chunk.data.length === 0 || chunk.data.length > 768 || chunk.data.length % 3 !== 0) bad('a garbled palette')
      palette = chunk.data
    } else if (type === 'tRNS') {
      if (transparency !== null || dataEnded || header.samples % 2 === 0) bad('transparency where none belongs')
      if (
        header.colour === 3 ? 3 * chunk.data.length > (palette?.length ?? 0) : chunk.data.length !== 2 * header.samples
      )
        bad('garbled transparency')
      transparency = chunk.data
    } else if (type !== 'IEND' && /^[A-Z]/.test(type)) bad(`an unknown critical chunk ${type}`)
  }
  if (header === null || dataChunks === 0) return bad('no image data')
  const passes = passesOf(header)
  const size = passes.reduce((sum, pass) => sum + pass.height * (1 + pass.rowBytes), 0)
  if (size > limits.maxBytes) refuse('file_too_large', `PNG: inflates to more than ${limits.maxBytes} bytes`)
  const raw = unzlib(data.finish(), size, 'PNG')
  if (raw.length < size) refuse('file_truncated', `PNG: ${raw.length} bytes of image data, ${size} are needed`)
  const [samples, channels] = withoutOpaqueAlpha(
    ...expand(readSamples(raw, header, passes), header, { palette, transparency }),
  )
  return { dtype: 'uint8', shape: [header.height, header.width, channels], data: samples }
}

/**
 * Reads a PNG image as uint8 [height, width, channels], channels being 1 grey, 2 grey and alpha, 3 RGB or 4 RGBA. An alpha
 * channel that is opaque everywhere is left out.
 */
export const readPng = (bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Result<Tensor> =>
  attempt(() => {
    if (bytes.length > limits.maxBytes) refuse('file_too_large', `PNG: more than ${limits.maxBytes} bytes`)
    return parsePng(bytes, limits)
  })

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concat(
    Uint8Array.from(type, letter => letter.charCodeAt(0)),
    data,
  )
  const out = new Uint8Array(body.length + 8)
  out.set(body, 4)
  const view = new DataView(out.buffer)
  view.setUint32(0, data.length)
  view.setUint32(out.length - 4, crc32(body))
  return out
}

/** Writes uint8 [height, width], [height, width, 1] as grey or [height, width, 3] as RGB, 8 bits, not interlaced. */
export function writePng(tensor: Tensor): Uint8Array {
  checkTensor(tensor)
  const { dtype, shape, data } = tensor
  const [height = 0, width = 0, channels = 1] = shape
  if (dtype !== 'uint8' || shape.length < 2 || shape.length > 3 || (channels !== 1 && channels !== 3))
    throw new RangeError('tensor: uint8 of shape [height, width], with 1 or 3 channels, expected')
  if (width < 1 || height < 1 || width >= 2 ** 31 || height >= 2 ** 31) throw new RangeError('tensor: no pixels')
  const rowBytes = width * channels
  const raw = new Uint8Array(height * (1 + rowBytes))
  for (let y = 0; y < height; y++) {
    // Filter "sub": differences to the left neighbour pack better than samples, and need nothing from other rows.
    const to = y * (1 + rowBytes)
    const from = y * rowBytes
    raw[to] = 1
    for (let i = 0; i < rowBytes; i++)
      raw[to + 1 + i] = data[from + i]! - (i < channels ? 0 : data[from + i - channels]!)
  }
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, channels === 1 ? 0 : 2], 8)
  return concat(SIGNATURE, chunk('IHDR', header), chunk('IDAT', zlibSync(raw)), chunk('IEND', new Uint8Array(0)))
}
