// Convolution whose every output channel reads one input channel of the same number. Eight channels at a time; two taps
// are interleaved so that one dot product takes both. Sums are taken modulo 2^32, see gemm.ts.

import { finish, storeLanes } from './common'
import { divideLines, endOf, firstOf } from './units'

// Fields in the order of its step in ../steps.
@unmanaged
export class Depthwise {
  x: usize
  y: usize
  /** Per block of eight channels and pair of taps: 32 bytes, channels 0 to 3 then 4 to 7, each (first tap, second tap). */
  weights: usize
  bias: usize
  scale: usize
  /** Per pair of taps two offsets from the window's first byte. */
  taps: usize
  pairs: i32
  rowStride: i32
  yStride: i32
  xStride: i32
  height: i32
  width: i32
  channels: i32
  shift: i32
  round: i32
  lo: i32
  hi: i32
}

// @ts-ignore: decorator
@inline
function low(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
}

// @ts-ignore: decorator
@inline
function high(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
}

/** Lines of the output, of all rows. */
function depthwiseLines(d: Depthwise, first: i32, end: i32): void {
  const channels = d.channels
  const outStride = <usize>channels * 2
  const panel = <usize>d.pairs * 32
  const lastTap = d.taps + <usize>d.pairs * 8
  const round = i32x4.splat(d.round)
  const lo = i32x4.splat(d.lo)
  const hi = i32x4.splat(d.hi)
  const shift = d.shift
  const step = <usize>d.xStride
  let y = d.y + <usize>first * d.width * outStride
  for (let at = first; at < end; at++) {
    const row = at / d.height
    const line = d.x + <usize>row * d.rowStride + <usize>(at - row * d.height) * d.yStride
    for (let c = 0; c < channels; c += 8) {
      const lanes = min(8, channels - c)
      const block = <usize>c >> 3
      const weights = d.weights + block * panel
      const biasA = v128.load(d.bias + block * 32)
      const biasB = v128.load(d.bias + block * 32, 16)
      const scaleA = v128.load(d.scale + block * 32)
      const scaleB = v128.load(d.scale + block * 32, 16)
      let x = line + 2 * <usize>c
      let out = y + 2 * <usize>c
      let left = d.width
      for (; left >= 4; left -= 4) {
        let a0 = biasA, a1 = biasA, a2 = biasA, a3 = biasA
        let b0 = biasB, b1 = biasB, b2 = biasB, b3 = biasB
        let w = weights
        for (let tap = d.taps; tap < lastTap; tap += 8) {
          let p = x + load<u32>(tap)
          let q = x + load<u32>(tap, 4)
          const wa = v128.load(w)
          const wb = v128.load(w, 16)
          let u = v128.load(p)
          let v = v128.load(q)
          a0 = i32x4.add(a0, i32x4.dot_i16x8_s(low(u, v), wa))
          b0 = i32x4.add(b0, i32x4.dot_i16x8_s(high(u, v), wb))
          u = v128.load((p += step))
          v = v128.load((q += step))
          a1 = i32x4.add(a1, i32x4.dot_i16x8_s(low(u, v), wa))
          b1 = i32x4.add(b1, i32x4.dot_i16x8_s(high(u, v), wb))
          u = v128.load((p += step))
          v = v128.load((q += step))
          a2 = i32x4.add(a2, i32x4.dot_i16x8_s(low(u, v), wa))
          b2 = i32x4.add(b2, i32x4.dot_i16x8_s(high(u, v), wb))
          u = v128.load((p += step))
          v = v128.load((q += step))
          a3 = i32x4.add(a3, i32x4.dot_i16x8_s(low(u, v), wa))
          b3 = i32x4.add(b3, i32x4.dot_i16x8_s(high(u, v), wb))
          w += 32
        }
        a0 = i16x8.narrow_i32x4_s(finish(a0, scaleA, round, shift, lo, hi), finish(b0, scaleB, round, shift, lo, hi))
        a1 = i16x8.narrow_i32x4_s(finish(a1, scaleA, round, shift, lo, hi), finish(b1, scaleB, round, shift, lo, hi))
        a2 = i16x8.narrow_i32x4_s(finish(a2, scaleA, round, shift, lo, hi), finish(b2, scaleB, round, shift, lo, hi))
        a3 = i16x8.narrow_i32x4_s(finish(a3, scaleA, round, shift, lo, hi), finish(b3, scaleB, round, shift, lo, hi))
        if (lanes == 8) {
          v128.store(out, a0)
          v128.store(out + outStride, a1)
          v128.store(out + 2 * outStride, a2)
          v128.store(out + 3 * outStride, a3)
        } else {
          storeLanes(out, a0, lanes)
          storeLanes(out + outStride, a1, lanes)
          storeLanes(out + 2 * outStride, a2, lanes)
          storeLanes(out + 3 * outStride, a3, lanes)
        }
        x += 4 * step
        out += 4 * outStride
      }
      for (; left > 0; left--) {
        let a = biasA
        let b = biasB
        let w = weights
        for (let tap = d.taps; tap < lastTap; tap += 8) {
          const u = v128.load(x + load<u32>(tap))
          const v = v128.load(x + load<u32>(tap, 4))
          a = i32x4.add(a, i32x4.dot_i16x8_s(low(u, v), v128.load(w)))
          b = i32x4.add(b, i32x4.dot_i16x8_s(high(u, v), v128.load(w, 16)))
          w += 32
        }
        a = finish(a, scaleA, round, shift, lo, hi)
        b = finish(b, scaleB, round, shift, lo, hi)
        storeLanes(out, i16x8.narrow_i32x4_s(a, b), lanes)
        x += step
        out += outStride
      }
    }
    y += <usize>d.width * outStride
  }
}

export function depthwise(d: Depthwise, rows: i32): void {
  depthwiseLines(d, 0, d.height * rows)
}
export function depthwiseBegin(d: Depthwise, rows: i32): i32 {
  return divideLines(d.height * rows, d.width * d.channels)
}
export function depthwiseUnit(d: Depthwise, unit: i32): void {
  depthwiseLines(d, firstOf(unit), endOf(unit))
}
