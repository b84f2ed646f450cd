// Activations as bytes: x + offset = low + 256 * high. `split` makes the bytes of whole rows, with the padding of a
// convolution around them; `gather` lays the windows of some positions side by side, a row of a matrix for each.

// Fields in the order of `splitParameters` in ../product.ts.
@unmanaged
export class Split {
  x: usize
  limbs: i32
  offset: i32
  /** Input: bytes from row to row, from line to line. */
  rowStride: i32
  lineStride: i32
  /** Lines and values of a line that are taken. */
  lines: i32
  values: i32
  /** Output: bytes from row to row, from line to line, and to the first value. */
  outRow: i32
  outLine: i32
  first: i32
}

/** The bytes go to `out`; those of a second limb follow all of the first. */
export function split(p: Split, firstRow: i32, rows: i32, out: usize): void {
  const bytes = <usize>(rows * p.outRow)
  const high = out + bytes
  const two = p.limbs == 2
  if (p.outRow != p.lines * p.values) {
    memory.fill(out, <u8>p.offset, bytes)
    if (two) memory.fill(high, <u8>(p.offset >> 8), bytes)
  }
  for (let row = 0; row < rows; row++) {
    let from = p.x + <usize>(firstRow + row) * <usize>p.rowStride
    let at = <usize>row * <usize>p.outRow + p.first
    for (let line = 0; line < p.lines; line++) {
      if (two) both(from, out + at, high + at, p.values, p.offset)
      else low(from, out + at, p.values, p.offset)
      from += p.lineStride
      at += p.outLine
    }
  }
}

function low(from: usize, to: usize, count: i32, offset: i32): void {
  if (count < 16) {
    for (let i = 0; i < count; i++) store<u8>(to + i, <u8>(<i32>load<i16>(from + 2 * i) + offset))
    return
  }
  const add = i16x8.splat(<i16>offset)
  // The last block begins early: what lies behind a line is padding that is already there.
  for (let i = 0; i < count; i += 16) {
    const j = min(i, count - 16)
    const at = from + 2 * <usize>j
    const a = i16x8.add(v128.load(at), add)
    const b = i16x8.add(v128.load(at, 16), add)
    v128.store(to + j, i8x16.narrow_i16x8_u(a, b))
  }
}

function both(from: usize, to: usize, high: usize, count: i32, offset: i32): void {
  if (count < 16) {
    for (let i = 0; i < count; i++) {
      const u = <i32>load<i16>(from + 2 * i) + offset
      store<u8>(to + i, <u8>u)
      store<u8>(high + i, <u8>(u >> 8))
    }
    return
  }
  const add = i16x8.splat(<i16>offset)
  const byte = i16x8.splat(255)
  for (let i = 0; i < count; i += 16) {
    const j = min(i, count - 16)
    const at = from + 2 * <usize>j
    const a = i16x8.add(v128.load(at), add)
    const b = i16x8.add(v128.load(at, 16), add)
    v128.store(to + j, i8x16.narrow_i16x8_u(v128.and(a, byte), v128.and(b, byte)))
    v128.store(high + j, i8x16.narrow_i16x8_u(i16x8.shr_u(a, 8), i16x8.shr_u(b, 8)))
  }
}

// Fields in the order of `gatherParameters` in ../product.ts.
@unmanaged
export class Gather {
  image: usize
  limbs: i32
  rowStride: i32
  yStride: i32
  xStride: i32
  height: i32
  width: i32
  /** Offsets of the taps, and bytes of a tap's run. */
  taps: usize
  tapCount: i32
  run: i32
}

/**
 * Rows of the matrix at `to`, for `count` positions from `first` on, from images of `rows` rows; each limb's rows follow those
 * of the limb before.
 */
export function gather(p: Gather, first: i32, count: i32, rows: i32, to: usize): void {
  const lastTap = p.taps + 4 * <usize>p.tapCount
  const run = <usize>p.run
  for (let limb = 0; limb < p.limbs; limb++) {
    const image = p.image + <usize>(limb * rows) * <usize>p.rowStride
    let ox = first % p.width
    let oy = (first / p.width) % p.height
    let row = first / (p.width * p.height)
    for (let i = 0; i < count; i++) {
      const position = image + <usize>row * <usize>p.rowStride + <usize>(oy * p.yStride + ox * p.xStride)
      for (let tap = p.taps; tap < lastTap; tap += 4) {
        copy(position + load<usize>(tap), to, run)
        to += run
      }
      if (++ox == p.width) {
        ox = 0
        if (++oy == p.height) {
          oy = 0
          row++
        }
      }
    }
  }
}

/** May write up to 15 bytes past the end: what lies there is written later, or is slack. */
// @ts-ignore: decorator
@inline
function copy(from: usize, to: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, v128.load(from + i))
}
