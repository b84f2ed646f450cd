// softmax over the last axis: spec/graph.md. Exponentials come from a table by distance from the largest value; shares are
// quotients by their sum. All numbers stay inside the accumulator bound, so that int32 holds them.

import { floorOf, lanesBelow, storeLanes } from './common'
import { entries, highBases, lowBases } from './table'
import { divideLines, endOf, firstOf } from './units'

// Fields in the order of its step in ../steps.
@unmanaged
export class Softmax {
  x: usize
  y: usize
  /** Lines of one row, and values of a line. */
  lines: i32
  length: i32
  /** Largest distance that the table knows, at most 2^16 - 1. */
  furthest: i32
  /** softmax: per distance the exponential, as uint16. interpolated: per row of the table, int32 and int16. */
  table: usize
  slope: usize
  segment: i32
  fraction: i32
  /** Half of 2^fraction. */
  half: i32
  shift: i32
  lo: i32
  hi: i32
}

/** The largest of `length` values from x on. */
// @ts-ignore: decorator
@inline
function largest(x: usize, length: i32): i32 {
  let most = v128.load16_splat(x)
  for (; length >= 8; length -= 8) {
    most = i16x8.max_s(most, v128.load(x))
    x += 16
  }
  if (length > 0) most = i16x8.max_s(most, v128.bitselect(v128.load(x), most, lanesBelow(length)))
  most = i16x8.max_s(most, i64x2.shuffle(most, most, 1, 0))
  most = i16x8.max_s(most, i32x4.shuffle(most, most, 1, 0, 3, 2))
  return max(i16x8.extract_lane_s(most, 0), i16x8.extract_lane_s(most, 1))
}

// @ts-ignore: decorator
@inline
function total(v: v128): i32 {
  v = i32x4.add(v, i64x2.shuffle(v, v, 1, 0))
  return i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1)
}

/** Four shares: (e * 2^shift + half the sum) / sum, clamped. `inverse` is about 1 / sum, no share is above 2^18. */
// @ts-ignore: decorator
@inline
function share(e: v128, shift: i32, half: v128, sum: v128, inverse: v128, lo: v128, hi: v128): v128 {
  const p = i32x4.add(i32x4.shl(e, shift), half)
  const q = floorOf(f32x4.mul(f32x4.convert_i32x4_s(p), inverse), p, sum)
  return i32x4.min_s(i32x4.max_s(q, lo), hi)
}

/** Puts in place of every number from `at` on what the table has for it. One by one: that is faster than by lanes. */
function fetch(table: usize, at: usize, count: i32): void {
  for (; count >= 4; count -= 4) {
    store<u16>(at, load<u16>(table + (<usize>load<u16>(at) << 1)))
    store<u16>(at, load<u16>(table + (<usize>load<u16>(at, 2) << 1)), 2)
    store<u16>(at, load<u16>(table + (<usize>load<u16>(at, 4) << 1)), 4)
    store<u16>(at, load<u16>(table + (<usize>load<u16>(at, 6) << 1)), 6)
    at += 8
  }
  for (; count > 0; count--) {
    store<u16>(at, load<u16>(table + (<usize>load<u16>(at) << 1)))
    at += 2
  }
}

/** Every exponential fits 16 bits and was made beforehand. */
function softmaxLines(p: Softmax, from: i32, to: i32): void {
  const length = p.length
  const table = p.table
  const furthest = i16x8.splat(<i16>p.furthest)
  const lo = i32x4.splat(p.lo)
  const hi = i32x4.splat(p.hi)
  const shift = p.shift
  let x = p.x + <usize>from * p.length * 2
  let y = p.y + <usize>from * p.length * 2
  for (; from < to; from++) {
    const most = i16x8.splat(<i16>largest(x, length))
    for (let at = 0; at < length; at += 8) {
      const here = <usize>at * 2
      const distance = i16x8.min_u(i16x8.sub(most, v128.load(x + here)), furthest)
      storeLanes(y + here, distance, min(8, length - at))
    }
    fetch(table, y, length)
    let sums = i32x4.splat(0)
    for (let at = 0; at < length; at += 8) {
      let e = v128.load(y + <usize>at * 2)
      if (length - at < 8) e = v128.and(e, lanesBelow(length - at))
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(e))
    }
    const s = total(sums)
    const sum = i32x4.splat(s)
    const half = i32x4.splat(s >> 1)
    const inverse = f32x4.splat(<f32>1 / <f32>s)
    for (let at = 0; at < length; at += 8) {
      const here = y + <usize>at * 2
      const e = v128.load(here)
      const a = share(i32x4.extend_low_i16x8_u(e), shift, half, sum, inverse, lo, hi)
      const b = share(i32x4.extend_high_i16x8_u(e), shift, half, sum, inverse, lo, hi)
      storeLanes(here, i16x8.narrow_i32x4_s(a, b), min(8, length - at))
    }
    x += 2 * <usize>length
    y += 2 * <usize>length
  }
}

export function softmax(p: Softmax, rows: i32): void {
  softmaxLines(p, 0, p.lines * rows)
}
export function softmaxBegin(p: Softmax, rows: i32): i32 {
  return divideLines(p.lines * rows, p.length)
}
export function softmaxUnit(p: Softmax, unit: i32): void {
  softmaxLines(p, firstOf(unit), endOf(unit))
}

/** Exponentials of any size, made twice: once for the sum, once for the shares. */
function softmaxInterpolatedLines(p: Softmax, from: i32, to: i32): void {
  const length = p.length
  const base = p.table
  const slope = p.slope
  const segment = p.segment
  const fraction = p.fraction
  const rounding = i32x4.splat(p.half)
  const furthest = i16x8.splat(<i16>p.furthest)
  const within = i16x8.splat(<i16>((<i32>1 << segment) - 1))
  const lo = i32x4.splat(p.lo)
  const hi = i32x4.splat(p.hi)
  let x = p.x + <usize>from * p.length * 2
  let y = p.y + <usize>from * p.length * 2
  for (; from < to; from++) {
    const most = i16x8.splat(<i16>largest(x, length))
    let sums = i32x4.splat(0)
    let sum = sums
    let half = sums
    let inverse = sums
    for (let pass = 0; pass < 2; pass++) {
      for (let at = 0; at < length; at += 8) {
        const left = length - at
        const here = <usize>at * 2
        const distance = i16x8.min_u(i16x8.sub(most, v128.load(x + here)), furthest)
        const row = i16x8.shr_u(distance, segment)
        let low = lowBases(base, row)
        let high = highBases(base, row)
        if (segment > 0) {
          const part = v128.and(distance, within)
          const slopes = entries(slope, row)
          low = i32x4.add(low, i32x4.extmul_low_i16x8_s(slopes, part))
          high = i32x4.add(high, i32x4.extmul_high_i16x8_s(slopes, part))
        }
        low = i32x4.shr_s(i32x4.add(low, rounding), fraction)
        high = i32x4.shr_s(i32x4.add(high, rounding), fraction)
        if (pass == 0) {
          if (left < 8) {
            const mask = lanesBelow(left)
            low = v128.and(low, i32x4.extend_low_i16x8_s(mask))
            high = v128.and(high, i32x4.extend_high_i16x8_s(mask))
          }
          sums = i32x4.add(sums, i32x4.add(low, high))
        } else {
          const a = share(low, p.shift, half, sum, inverse, lo, hi)
          const b = share(high, p.shift, half, sum, inverse, lo, hi)
          storeLanes(y + here, i16x8.narrow_i32x4_s(a, b), min(8, left))
        }
      }
      const s = total(sums)
      sum = i32x4.splat(s)
      half = i32x4.splat(s >> 1)
      inverse = f32x4.splat(<f32>1 / <f32>s)
    }
    x += 2 * <usize>length
    y += 2 * <usize>length
  }
}

export function softmaxInterpolated(p: Softmax, rows: i32): void {
  softmaxInterpolatedLines(p, 0, p.lines * rows)
}
export function softmaxInterpolatedBegin(p: Softmax, rows: i32): i32 {
  return divideLines(p.lines * rows, p.length)
}
export function softmaxInterpolatedUnit(p: Softmax, unit: i32): void {
  softmaxInterpolatedLines(p, firstOf(unit), endOf(unit))
}
