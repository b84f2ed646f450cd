// lookup: a function of one value. Where the table is worth it, every value's result is made when the model is loaded and
// the kernel only fetches; otherwise it follows the lines between rows as spec/graph.md, "Tables", has them.

import { finishPlain, storeLanes } from './common'
import { BLOCK, blocksOf, divideLines, endOf, firstOf } from './units'

// Fields in the order of its step in ../steps.
@unmanaged
export class Lookup {
  x: usize
  y: usize
  /** Values of one row. */
  count: i32
  /** Where the value 0 finds its result, as int16. */
  zero: usize
}

/** Values of the op that was divided last. */
let values = 0

function lookupSome(p: Lookup, from: i32, to: i32): void {
  const table = p.zero
  let x = p.x + <usize>from * 2
  let y = p.y + <usize>from * 2
  let left = to - from
  for (; left >= 4; left -= 4) {
    store<u16>(y, load<u16>(table + (<usize>load<i16>(x) << 1)))
    store<u16>(y, load<u16>(table + (<usize>load<i16>(x, 2) << 1)), 2)
    store<u16>(y, load<u16>(table + (<usize>load<i16>(x, 4) << 1)), 4)
    store<u16>(y, load<u16>(table + (<usize>load<i16>(x, 6) << 1)), 6)
    x += 8
    y += 8
  }
  for (; left > 0; left--) {
    store<u16>(y, load<u16>(table + (<usize>load<i16>(x) << 1)))
    x += 2
    y += 2
  }
}

export function lookup(p: Lookup, rows: i32): void {
  lookupSome(p, 0, p.count * rows)
}
export function lookupBegin(p: Lookup, rows: i32): i32 {
  values = p.count * rows
  return divideLines(blocksOf(values), BLOCK)
}
export function lookupUnit(p: Lookup, unit: i32): void {
  lookupSome(p, firstOf(unit) * BLOCK, min(values, endOf(unit) * BLOCK))
}

/** Bases (int32) of rows number u >> segment, for the lower and the upper four of eight u. */
// @ts-ignore: decorator
@inline
export function lowBases(base: usize, row: v128): v128 {
  let v = v128.load32_zero(base + (<usize>i16x8.extract_lane_u(row, 0) << 2))
  v = v128.load32_lane(base + (<usize>i16x8.extract_lane_u(row, 1) << 2), v, 1)
  v = v128.load32_lane(base + (<usize>i16x8.extract_lane_u(row, 2) << 2), v, 2)
  return v128.load32_lane(base + (<usize>i16x8.extract_lane_u(row, 3) << 2), v, 3)
}

// @ts-ignore: decorator
@inline
export function highBases(base: usize, row: v128): v128 {
  let v = v128.load32_zero(base + (<usize>i16x8.extract_lane_u(row, 4) << 2))
  v = v128.load32_lane(base + (<usize>i16x8.extract_lane_u(row, 5) << 2), v, 1)
  v = v128.load32_lane(base + (<usize>i16x8.extract_lane_u(row, 6) << 2), v, 2)
  return v128.load32_lane(base + (<usize>i16x8.extract_lane_u(row, 7) << 2), v, 3)
}

/** int16 entries number `at`. */
// @ts-ignore: decorator
@inline
export function entries(table: usize, at: v128): v128 {
  let v = v128.load16_splat(table + (<usize>i16x8.extract_lane_u(at, 0) << 1))
  v = v128.load16_lane(table + (<usize>i16x8.extract_lane_u(at, 1) << 1), v, 1)
  v = v128.load16_lane(table + (<usize>i16x8.extract_lane_u(at, 2) << 1), v, 2)
  v = v128.load16_lane(table + (<usize>i16x8.extract_lane_u(at, 3) << 1), v, 3)
  v = v128.load16_lane(table + (<usize>i16x8.extract_lane_u(at, 4) << 1), v, 4)
  v = v128.load16_lane(table + (<usize>i16x8.extract_lane_u(at, 5) << 1), v, 5)
  v = v128.load16_lane(table + (<usize>i16x8.extract_lane_u(at, 6) << 1), v, 6)
  return v128.load16_lane(table + (<usize>i16x8.extract_lane_u(at, 7) << 1), v, 7)
}

// Fields in the order of its step in ../steps.
@unmanaged
export class Interpolate {
  x: usize
  y: usize
  /** Values of one row. */
  count: i32
  /** Least value of the input. */
  least: i32
  /** Per row of the table, int32 and int16. */
  base: usize
  slope: usize
  segment: i32
  shift: i32
  round: i32
  lo: i32
  hi: i32
}

function interpolateSome(p: Interpolate, from: i32, to: i32): void {
  const least = i16x8.splat(<i16>p.least)
  const within = i16x8.splat(<i16>((<i32>1 << p.segment) - 1))
  const round = i32x4.splat(p.round)
  const lo = i32x4.splat(p.lo)
  const hi = i32x4.splat(p.hi)
  const base = p.base
  const slope = p.slope
  const segment = p.segment
  // What lies behind the last value may be anything: its row is cut to one that exists.
  const last = i16x8.splat(<i16>((-2 * p.least - 1) >> segment))
  let x = p.x + <usize>from * 2
  let y = p.y + <usize>from * 2
  for (let left = to - from; left > 0; left -= 8) {
    const u = i16x8.sub(v128.load(x), least)
    const row = i16x8.min_u(i16x8.shr_u(u, segment), last)
    const part = v128.and(u, within)
    const slopes = entries(slope, row)
    const low = i32x4.add(lowBases(base, row), i32x4.extmul_low_i16x8_s(slopes, part))
    const high = i32x4.add(highBases(base, row), i32x4.extmul_high_i16x8_s(slopes, part))
    const a = finishPlain(low, round, p.shift, lo, hi)
    const b = finishPlain(high, round, p.shift, lo, hi)
    storeLanes(y, i16x8.narrow_i32x4_s(a, b), min(8, left))
    x += 16
    y += 16
  }
}

export function interpolate(p: Interpolate, rows: i32): void {
  interpolateSome(p, 0, p.count * rows)
}
export function interpolateBegin(p: Interpolate, rows: i32): i32 {
  values = p.count * rows
  return divideLines(blocksOf(values), BLOCK)
}
export function interpolateUnit(p: Interpolate, unit: i32): void {
  interpolateSome(p, firstOf(unit) * BLOCK, min(values, endOf(unit) * BLOCK))
}
