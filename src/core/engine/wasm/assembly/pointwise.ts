// sum, maxPool and averagePool: kernels without rows of weights.

import { finishPlain, storeLanes } from './common'

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

export function sum(s: Sum, rows: i32): void {
  const bytes = <usize>(2 * s.count * rows)
  const round = i32x4.splat(s.round)
  const lo = i32x4.splat(s.lo)
  const hi = i32x4.splat(s.hi)
  const shift = s.shift
  const y = s.y
  const last = s.inputs + <usize>s.pairs * 12
  // Whole blocks of eight: buffers are padded to 16 bytes.
  for (let at: usize = 0; at < bytes; at += 16) {
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

export function maxPool(p: Pool, rows: i32): void {
  const pixel = <usize>p.channels * 2
  let y = p.y
  for (let row = 0; row < rows; row++) {
    const image = p.x + <usize>row * p.rowStride
    for (let oy = 0; oy < p.height; oy++) {
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
}

export function averagePool(p: Pool, rows: i32): void {
  const pixel = <usize>p.channels * 2
  const round = i32x4.splat(p.round)
  const lo = i32x4.splat(p.lo)
  const hi = i32x4.splat(p.hi)
  let y = p.y
  for (let row = 0; row < rows; row++) {
    const image = p.x + <usize>row * p.rowStride
    for (let oy = 0; oy < p.height; oy++) {
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
}
