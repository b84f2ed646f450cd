// Stored elements to float32: the plain types, and the block formats of GGUF (a scale and small integers for 32 or 256 values),
// by the published layouts of ggml. Blocks are independent, so any run of whole blocks can be read alone.

import { refuse } from '../errors/index.ts'
import { blockOf, type StoredTensor, type StoredType } from './stored.ts'

/** Reads one block from byte `at` on into `out` from `to` on. */
type Block = (bytes: Uint8Array, at: number, out: Float32Array, to: number) => void

const HALF = (() => {
  const table = new Float32Array(1 << 16)
  for (let bits = 0; bits < table.length; bits++) {
    const sign = bits & 0x8000 ? -1 : 1
    const exponent = (bits >> 10) & 31
    const fraction = bits & 1023
    if (exponent === 31) table[bits] = fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
    else table[bits] = exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
  }
  return table
})()

const half = (bytes: Uint8Array, at: number): number => HALF[bytes[at]! | (bytes[at + 1]! << 8)]!
const signed = (byte: number): number => (byte << 24) >> 24

/** Blocks of 32 with 4 bits in two halves of 16, and a fifth bit each with `high`. Integers begin at `offset`, or values at a stored least. */
const small = (offset: number | null, high: boolean): Block => {
  const bits = offset === null ? 4 : 2
  return (bytes, at, out, to) => {
    const scale = half(bytes, at)
    const least = offset === null ? half(bytes, at + 2) : 0
    const real = (q: number): number => (offset === null ? scale * q + least : scale * (q + offset))
    const fifth = (place: number): number => ((bytes[at + bits + (place >> 3)]! >> (place & 7)) & 1) << 4
    const nibbles = at + bits + (high ? 4 : 0)
    for (let j = 0; j < 16; j++) {
      const pair = bytes[nibbles + j]!
      out[to + j] = real((pair & 15) | (high ? fifth(j) : 0))
      out[to + 16 + j] = real((pair >> 4) | (high ? fifth(16 + j) : 0))
    }
  }
}

/** Scale and least value of the eight runs of a K block, six bits each in 12 bytes. */
function runScale(bytes: Uint8Array, at: number, run: number): [scale: number, least: number] {
  const low = bytes[at + run]!
  if (run < 4) return [low & 63, bytes[at + run + 4]! & 63]
  const mixed = bytes[at + run + 4]!
  return [(mixed & 15) | ((bytes[at + run - 4]! >> 6) << 4), (mixed >> 4) | ((low >> 6) << 4)]
}

const q45k =
  (high: boolean): Block =>
  (bytes, at, out, to) => {
    const scale = half(bytes, at)
    const least = half(bytes, at + 2)
    const fifth = at + 16
    const nibbles = fifth + (high ? 32 : 0)
    for (let run = 0; run < 8; run++) {
      const [s, m] = runScale(bytes, at + 4, run)
      const from = nibbles + (run >> 1) * 32
      for (let l = 0; l < 32; l++) {
        let q = run % 2 === 0 ? bytes[from + l]! & 15 : bytes[from + l]! >> 4
        if (high) q |= ((bytes[fifth + l]! >> run) & 1) << 4
        out[to + run * 32 + l] = scale * s * q - least * m
      }
    }
  }

const q6k: Block = (bytes, at, out, to) => {
  const scale = half(bytes, at + 208)
  for (let n = 0; n < 256; n++) {
    const side = n >> 7
    const quarter = (n >> 5) & 3
    const l = n & 31
    const pair = bytes[at + side * 64 + (quarter & 1) * 32 + l]!
    const low = quarter < 2 ? pair & 15 : pair >> 4
    const top = (bytes[at + 128 + side * 32 + l]! >> (2 * quarter)) & 3
    const run = signed(bytes[at + 192 + (n >> 4)]!)
    out[to + n] = scale * run * ((low | (top << 4)) - 32)
  }
}

const q80: Block = (bytes, at, out, to) => {
  const scale = half(bytes, at)
  for (let j = 0; j < 32; j++) out[to + j] = scale * signed(bytes[at + 2 + j]!)
}

const READERS: { readonly [T in StoredType]?: Block } = {
  F32: (bytes, at, out, to) => {
    new Uint8Array(out.buffer, out.byteOffset + 4 * to, 4).set(bytes.subarray(at, at + 4))
  },
  F64: (bytes, at, out, to) => {
    out[to] = new DataView(bytes.buffer, bytes.byteOffset + at, 8).getFloat64(0, true)
  },
  F16: (bytes, at, out, to) => {
    out[to] = half(bytes, at)
  },
  Q4_0: small(-8, false),
  Q4_1: small(null, false),
  Q5_0: small(-16, true),
  Q5_1: small(null, true),
  Q8_0: q80,
  Q4_K: q45k(false),
  Q5_K: q45k(true),
  Q6_K: q6k,
}

const LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Elements as float32, in the order of the file. Refuses types that are no numbers of weights, NaN and infinity. */
export function toFloats(tensor: StoredTensor): Float32Array {
  const { name, type, shape } = tensor
  const bytes = tensor.load()
  const out = new Float32Array(shape.reduce((product, n) => product * n, 1))
  if (type === 'F32' && LITTLE) new Uint8Array(out.buffer).set(bytes)
  else if (type === 'BF16') {
    // The upper half of a float32.
    const words = new Uint32Array(out.buffer)
    for (let i = 0; i < words.length; i++) words[i] = ((bytes[2 * i + 1]! << 24) | (bytes[2 * i]! << 16)) >>> 0
  } else {
    const read = READERS[type]
    if (read === undefined)
      return refuse('format_unsupported', `tensor ${JSON.stringify(name)}: weights of type ${type} are not supported`, {
        hint: 'Convert the model to F16, BF16, Q8_0, Q4_K, Q5_K or Q6_K.',
      })
    const [elements, size] = blockOf(type)
    for (let to = 0, at = 0; to < out.length; to += elements, at += size) read(bytes, at, out, to)
  }
  for (let i = 0; i < out.length; i++)
    if (!Number.isFinite(out[i])) refuse('weight_not_finite', `tensor ${JSON.stringify(name)}: value ${i} is ${out[i]}`)
  return out
}
