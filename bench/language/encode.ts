// Float values as weight files store them. Rounding is to the nearest, ties to even, as llama.cpp and PyTorch do it.

export type Stored = 'F32' | 'F16' | 'BF16' | 'Q8_0'

const f32 = new Float32Array(1)
const word = new Uint32Array(f32.buffer)

/** Drops `bits` low bits of a whole number; ties go to even. */
const dropped = (value: number, bits: number): number => {
  const rest = value & ((1 << bits) - 1)
  const half = 1 << (bits - 1)
  const kept = value >>> bits
  return kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0)
}

/** Bits of a float16; finite values beyond its range become infinite. */
export function halfBits(value: number): number {
  f32[0] = value
  const bits = word[0]!
  const sign = (bits >>> 16) & 0x8000
  const exponent = (bits >>> 23) & 0xff
  const fraction = bits & 0x7fffff
  if (exponent === 0xff) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200)
  const shifted = exponent - 112
  if (shifted >= 31) return sign | 0x7c00
  // A carry out of the fraction goes into the exponent, up to infinity: that is what rounding means.
  if (shifted > 0) return sign | dropped((shifted << 23) | fraction, 13)
  return shifted < -10 ? sign : sign | dropped(fraction | 0x800000, 14 - shifted)
}

/** Bits of a bfloat16 of a finite value. */
export function bfloatBits(value: number): number {
  f32[0] = value
  return dropped(word[0]!, 16)
}

export function halfValue(bits: number): number {
  const exponent = (bits >>> 10) & 31
  const fraction = bits & 0x3ff
  const size = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25)
  return (bits & 0x8000) === 0 ? size : -size
}

const BLOCK = 32

/** Blocks of 32: a float16 scale, the largest size by 127, and 32 signed bytes. */
function q8(values: Float32Array): Uint8Array {
  const blocks = values.length / BLOCK
  if (!Number.isInteger(blocks)) throw new RangeError(`${values.length} values are not whole blocks of ${BLOCK}`)
  const out = new Uint8Array(blocks * (BLOCK + 2))
  const view = new DataView(out.buffer)
  for (let b = 0; b < blocks; b++) {
    let most = 0
    for (let i = b * BLOCK; i < (b + 1) * BLOCK; i++) most = Math.max(most, Math.abs(values[i]!))
    const scale = most / 127
    const at = b * (BLOCK + 2)
    view.setUint16(at, halfBits(scale), true)
    for (let i = 0; i < BLOCK; i++) {
      const value = scale === 0 ? 0 : values[b * BLOCK + i]! / scale
      view.setInt8(at + 2 + i, Math.sign(value) * Math.round(Math.abs(value)))
    }
  }
  return out
}

/** Bytes of one row, or of any whole number of blocks. */
export function encode(values: Float32Array, type: Stored): Uint8Array {
  if (type === 'Q8_0') return q8(values)
  if (type === 'F32') return new Uint8Array(values.slice().buffer)
  return new Uint8Array(Uint16Array.from(values, type === 'F16' ? halfBits : bfloatBits).buffer)
}

export const encodedBytes = (values: number, type: Stored): number =>
  type === 'Q8_0' ? (values / BLOCK) * (BLOCK + 2) : values * (type === 'F32' ? 4 : 2)
