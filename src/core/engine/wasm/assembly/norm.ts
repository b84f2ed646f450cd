// norm over the last axis: spec/graph.md. Sums in int64. With c = inverse * 2^-t a result is round half up of
// (D * x - A) * c, and every number on the way is a multiple of 2^-(t+1) below 2^47 of them: exact as a double.

import { lanesBelow, storeLanes } from './common'
import { divideLines, endOf, firstOf } from './units'

// Fields in the order of its step in ../steps.
@unmanaged
export class Norm {
  x: usize
  y: usize
  /** Lines of one row, and values of a line. */
  lines: i32
  length: i32
  centre: i32
  fraction: i32
  epsilon: u64
  lo: i32
  hi: i32
}

const ROOT_BITS: i32 = 31
const INVERSE_EXPONENT: i32 = 48
/** Added to a double below 2^51 it leaves the nearest integer in the lowest bits. */
const TO_INTEGER: f64 = 6755399441055744.0

/** floor(sqrt(v)) for v below 2^62. */
function root(v: u64): u64 {
  let r = <u64>Math.sqrt(<f64>v)
  while (r * r > v) r--
  while ((r + 1) * (r + 1) <= v) r++
  return r
}

/** 2^n of a normal double. */
// @ts-ignore: decorator
@inline
function power(n: i32): f64 {
  return reinterpret<f64>((<i64>(n + 1023)) << 52)
}

/** Two integers in the low words of two doubles, from two values and what all values share. */
// @ts-ignore: decorator
@inline
function pair(x: v128, factor: v128, offset: v128, integer: v128): v128 {
  return f64x2.add(f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(x), factor), offset), integer)
}

function normLines(p: Norm, from: i32, to: i32): void {
  const length = p.length
  const bytes = <usize>length * 2
  const lo = i32x4.splat(p.lo)
  const hi = i32x4.splat(p.hi)
  const integer = f64x2.splat(TO_INTEGER)
  let x = p.x + <usize>from * p.length * 2
  let y = p.y + <usize>from * p.length * 2
  for (; from < to; from++) {
    let sums = i64x2.splat(0)
    let squares = i64x2.splat(0)
    for (let at = 0; at < length; at += 8) {
      let v = v128.load(x + 2 * <usize>at)
      if (length - at < 8) v = v128.and(v, lanesBelow(length - at))
      const four = i32x4.extadd_pairwise_i16x8_s(v)
      sums = i64x2.add(sums, i64x2.add(i64x2.extend_low_i32x4_s(four), i64x2.extend_high_i32x4_s(four)))
      // Two squares of -2^15 make 2^31: not negative.
      const square = i32x4.dot_i16x8_s(v, v)
      squares = i64x2.add(squares, i64x2.add(i64x2.extend_low_i32x4_u(square), i64x2.extend_high_i32x4_u(square)))
    }
    const sum = p.centre ? i64x2.extract_lane(sums, 0) + i64x2.extract_lane(sums, 1) : 0
    const square = i64x2.extract_lane(squares, 0) + i64x2.extract_lane(squares, 1)
    let v = <u64>(<i64>length * square - sum * sum) + p.epsilon
    if (v == 0) v = 1
    const k = (2 * ROOT_BITS - 64 + <i32>clz(v)) >> 1
    const inverse = (<u64>1 << INVERSE_EXPONENT) / root(v << (2 * k))
    const t = INVERSE_EXPONENT - k - p.fraction
    const c = <f64>inverse * power(-t)
    const factor = f64x2.splat(<f64>length * c)
    // Half of the last place decides ties upwards, whatever way the sum to an integer rounds them.
    const offset = f64x2.splat(power(-t - 1) - <f64>sum * c)
    for (let at = 0; at < length; at += 8) {
      const v = v128.load(x + 2 * <usize>at)
      const low = i32x4.extend_low_i16x8_s(v)
      const high = i32x4.extend_high_i16x8_s(v)
      const a = pair(low, factor, offset, integer)
      const b = pair(i64x2.shuffle(low, low, 1, 0), factor, offset, integer)
      const c = pair(high, factor, offset, integer)
      const d = pair(i64x2.shuffle(high, high, 1, 0), factor, offset, integer)
      const e = i32x4.min_s(i32x4.max_s(i32x4.shuffle(a, b, 0, 2, 4, 6), lo), hi)
      const f = i32x4.min_s(i32x4.max_s(i32x4.shuffle(c, d, 0, 2, 4, 6), lo), hi)
      storeLanes(y + 2 * <usize>at, i16x8.narrow_i32x4_s(e, f), min(8, length - at))
    }
    x += bytes
    y += bytes
  }
}

export function norm(p: Norm, rows: i32): void {
  normLines(p, 0, p.lines * rows)
}
export function normBegin(p: Norm, rows: i32): i32 {
  return divideLines(p.lines * rows, p.length)
}
export function normUnit(p: Norm, unit: i32): void {
  normLines(p, firstOf(unit), endOf(unit))
}
