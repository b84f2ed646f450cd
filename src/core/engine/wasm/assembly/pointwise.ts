// sum, maxPool and averagePool: kernels without rows of weights.

import { finishPlain, storeLanes } from './common'
import { BLOCK, blocksOf, divideLines, endOf, firstOf } from './units'

// Fields in the order of its step in ../steps.
@unmanaged
export class Sum {
  y: usize
  /** Values of one row. */
  count: i32
  /** Inputs are taken two at a time; an odd one out is paired with itself and coefficient 0. */
  pairs: i32
  /** Per pair: two addresses, then the two coefficients as int16. */
  inputs: usize
  shift: i32
  round: i32
  lo: i32
  hi: i32
}

/** Bytes `first` to `end`, both whole vectors. */
function sumBytes(s: Sum, first: usize, end: usize): void {
  const round = i32x4.splat(s.round)
  const lo = i32x4.splat(s.lo)
  const hi = i32x4.splat(s.hi)
  const shift = s.shift
  const y = s.y
  const last = s.inputs + <usize>s.pairs * 12
  // Whole blocks of eight: buffers are padded to 16 bytes.
  for (let at = first; at < end; at += 16) {
    let a = i32x4.splat(0)
    let b = a
    for (let entry = s.inputs; entry < last; entry += 12) {
      const u = v128.load(load<usize>(entry) + at)
      const v = v128.load(load<usize>(entry, 4) + at)
      const c = v128.load32_splat(entry, 8)
      a = i32x4.add(a, i32x4.dot_i16x8_s(i16x8.shuffle(u, v, 0, 8, 1, 9, 2, 10, 3, 11), c))
      b = i32x4.add(b, i32x4.dot_i16x8_s(i16x8.shuffle(u, v, 4, 12, 5, 13, 6, 14, 7, 15), c))
    }
    a = finishPlain(a, round, shift, lo, hi)
    b = finishPlain(b, round, shift, lo, hi)
    v128.store(y + at, i16x8.narrow_i32x4_s(a, b))
  }
}

export function sum(s: Sum, rows: i32): void {
  sumBytes(s, 0, <usize>(2 * s.count * rows))
}
export function sumBegin(s: Sum, rows: i32): i32 {
  sumEnd = <usize>(2 * s.count * rows)
  return divideLines(blocksOf(s.count * rows), BLOCK * s.pairs)
}
export function sumUnit(s: Sum, unit: i32): void {
  sumBytes(s, <usize>firstOf(unit) * BLOCK * 2, min(sumEnd, <usize>endOf(unit) * BLOCK * 2))
}

/** Of the sum that was divided last. */
let sumEnd: usize = 0

// Fields in the order of its step in ../steps. Tables hold, per output position along an axis, the first tap that
// falls inside the input (as a position), how many taps do, and the class of its number of counted taps.
@unmanaged
export class Pool {
  x: usize
  y: usize
  tableY: usize
  tableX: usize
  /** Per pair of classes the window's multiplier; averagePool only. */
  reciprocals: usize
  classesX: i32
  rowStride: i32
  lineStride: i32
  tapY: i32
  tapX: i32
  height: i32
  width: i32
  channels: i32
  shift: i32
  round: i32
  lo: i32
  hi: i32
}

/** Lines of the output, of all rows. */
function maxPoolLines(p: Pool, start: i32, end: i32): void {
  const pixel = <usize>p.channels * 2
  let y = p.y + <usize>start * p.width * pixel
  for (let i = start; i < end; i++) {
    const row = i / p.height
    const image = p.x + <usize>row * p.rowStride
    const oy = i - row * p.height
    const entryY = p.tableY + 12 * <usize>oy
    const line = image + <usize>load<i32>(entryY) * p.lineStride
    const tapsY = load<i32>(entryY, 4)
    for (let ox = 0; ox < p.width; ox++) {
      const entryX = p.tableX + 12 * <usize>ox
      const first = line + <usize>load<i32>(entryX) * pixel
      const tapsX = load<i32>(entryX, 4)
      for (let c = 0; c < p.channels; c += 8) {
        let from = first + 2 * <usize>c
        let most = v128.load(from)
        for (let ty = 0; ty < tapsY; ty++) {
          let at = from
          for (let tx = 0; tx < tapsX; tx++) {
            most = i16x8.max_s(most, v128.load(at))
            at += p.tapX
          }
          from += p.tapY
        }
        storeLanes(y + 2 * <usize>c, most, min(8, p.channels - c))
      }
      y += pixel
    }
  }
}

export function maxPool(p: Pool, rows: i32): void {
  maxPoolLines(p, 0, p.height * rows)
}
export function maxPoolBegin(p: Pool, rows: i32): i32 {
  return divideLines(p.height * rows, p.width * p.channels)
}
export function maxPoolUnit(p: Pool, unit: i32): void {
  maxPoolLines(p, firstOf(unit), endOf(unit))
}

function averagePoolLines(p: Pool, start: i32, end: i32): void {
  const pixel = <usize>p.channels * 2
  const round = i32x4.splat(p.round)
  const lo = i32x4.splat(p.lo)
  const hi = i32x4.splat(p.hi)
  let y = p.y + <usize>start * p.width * pixel
  for (let i = start; i < end; i++) {
    const row = i / p.height
    const image = p.x + <usize>row * p.rowStride
    const oy = i - row * p.height
    const entryY = p.tableY + 12 * <usize>oy
    const line = image + <usize>load<i32>(entryY) * p.lineStride
    const tapsY = load<i32>(entryY, 4)
    const reciprocals = p.reciprocals + 4 * <usize>(load<i32>(entryY, 8) * p.classesX)
    for (let ox = 0; ox < p.width; ox++) {
      const entryX = p.tableX + 12 * <usize>ox
      const first = line + <usize>load<i32>(entryX) * pixel
      const tapsX = load<i32>(entryX, 4)
      const multiplier = v128.load32_splat(reciprocals + 4 * <usize>load<i32>(entryX, 8))
      for (let c = 0; c < p.channels; c += 8) {
        let from = first + 2 * <usize>c
        let a = i32x4.splat(0)
        let b = a
        for (let ty = 0; ty < tapsY; ty++) {
          let at = from
          for (let tx = 0; tx < tapsX; tx++) {
            const v = v128.load(at)
            a = i32x4.add(a, i32x4.extend_low_i16x8_s(v))
            b = i32x4.add(b, i32x4.extend_high_i16x8_s(v))
            at += p.tapX
          }
          from += p.tapY
        }
        a = finishPlain(i32x4.mul(a, multiplier), round, p.shift, lo, hi)
        b = finishPlain(i32x4.mul(b, multiplier), round, p.shift, lo, hi)
        storeLanes(y + 2 * <usize>c, i16x8.narrow_i32x4_s(a, b), min(8, p.channels - c))
      }
      y += pixel
    }
  }
}

export function averagePool(p: Pool, rows: i32): void {
  averagePoolLines(p, 0, p.height * rows)
}
export function averagePoolBegin(p: Pool, rows: i32): i32 {
  return divideLines(p.height * rows, p.width * p.channels)
}
export function averagePoolUnit(p: Pool, unit: i32): void {
  averagePoolLines(p, firstOf(unit), endOf(unit))
}
