// sum, product and divide of two tensors that may repeat along axes of length 1: spec/graph.md. Axes that go alike in both
// inputs have been merged, so that what is left are lines: each input has a line of its own values, or one value for all.

import { finishPlain, floorOf, storeLanes } from './common'
import { BLOCK, blocksOf, divideLines, endOf, firstOf } from './units'

// Fields in the order of its step in ../steps.
@unmanaged
export class Repeating {
  y: usize
  a: usize
  b: usize
  /** Bytes from row to row. */
  aRow: i32
  bRow: i32
  /** Loops around the lines, at least one, outermost first: length, then bytes per step of a and of b. */
  loops: usize
  loopCount: i32
  /** Per row. */
  lines: i32
  /** Values of a line. */
  count: i32
  /** Bytes from eight values to the next: 16, or 0 where one value stands for the line. */
  aStep: i32
  bStep: i32
  /** Neither repeats: all rows are one line. */
  flat: i32
  /** Of a sum: both as int16. */
  coefficients: i32
  shift: i32
  round: i32
  lo: i32
  hi: i32
}

const SUM: i32 = 0
const PRODUCT: i32 = 1
const DIVIDE: i32 = 2

/** Four lanes of n * 2^shift / d, rounded: d = max(1, |b|), n = a with the sign of b. */
// @ts-ignore: decorator
@inline
function divided(a: v128, b: v128, shift: i32, lo: v128, hi: v128): v128 {
  const sign = i32x4.shr_s(b, 31)
  const n = i32x4.sub(v128.xor(a, sign), sign)
  const d = i32x4.max_s(i32x4.abs(b), i32x4.splat(1))
  const p = i32x4.add(i32x4.shl(n, shift), i32x4.shr_s(d, 1))
  // Beyond int16 all quotients are one.
  let about = f32x4.div(f32x4.convert_i32x4_s(p), f32x4.convert_i32x4_s(d))
  about = f32x4.pmin(f32x4.pmax(about, f32x4.splat(-131072)), f32x4.splat(131072))
  const q = floorOf(about, p, d)
  return i32x4.min_s(i32x4.max_s(q, lo), hi)
}

// @ts-ignore: decorator
@inline
function line(kind: i32, p: Repeating, a: usize, b: usize, y: usize, count: i32): void {
  const aStep = <usize>p.aStep
  const bStep = <usize>p.bStep
  const shift = p.shift
  const round = i32x4.splat(p.round)
  const lo = i32x4.splat(p.lo)
  const hi = i32x4.splat(p.hi)
  const coefficients = i32x4.splat(p.coefficients)
  let u = v128.load16_splat(a)
  let v = v128.load16_splat(b)
  for (; count > 0; count -= 8) {
    if (aStep) u = v128.load(a)
    if (bStep) v = v128.load(b)
    a += aStep
    b += bStep
    let low = u
    let high = u
    if (kind == SUM) {
      low = i32x4.dot_i16x8_s(i16x8.shuffle(u, v, 0, 8, 1, 9, 2, 10, 3, 11), coefficients)
      high = i32x4.dot_i16x8_s(i16x8.shuffle(u, v, 4, 12, 5, 13, 6, 14, 7, 15), coefficients)
    } else if (kind == PRODUCT) {
      low = i32x4.extmul_low_i16x8_s(u, v)
      high = i32x4.extmul_high_i16x8_s(u, v)
    }
    if (kind == DIVIDE) {
      low = divided(i32x4.extend_low_i16x8_s(u), i32x4.extend_low_i16x8_s(v), shift, lo, hi)
      high = divided(i32x4.extend_high_i16x8_s(u), i32x4.extend_high_i16x8_s(v), shift, lo, hi)
    } else {
      low = finishPlain(low, round, shift, lo, hi)
      high = finishPlain(high, round, shift, lo, hi)
    }
    storeLanes(y, i16x8.narrow_i32x4_s(low, high), min(8, count))
    y += 16
  }
}

function sumLine(p: Repeating, a: usize, b: usize, y: usize, count: i32): void {
  line(SUM, p, a, b, y, count)
}

function productLine(p: Repeating, a: usize, b: usize, y: usize, count: i32): void {
  line(PRODUCT, p, a, b, y, count)
}

function divideLine(p: Repeating, a: usize, b: usize, y: usize, count: i32): void {
  line(DIVIDE, p, a, b, y, count)
}

// @ts-ignore: decorator
@inline
function anyLine(kind: i32, p: Repeating, a: usize, b: usize, y: usize, count: i32): void {
  if (kind == SUM) sumLine(p, a, b, y, count)
  else if (kind == PRODUCT) productLine(p, a, b, y, count)
  else divideLine(p, a, b, y, count)
}

/** Lines `from` to `to` of all rows; blocks of the one line that all rows are where nothing repeats. */
// @ts-ignore: decorator
@inline
function range(kind: i32, p: Repeating, rows: i32, from: i32, to: i32): void {
  const count = p.count
  if (p.flat) {
    const at = <usize>from * BLOCK * 2
    anyLine(kind, p, p.a + at, p.b + at, p.y + at, min(to * BLOCK, count * rows) - from * BLOCK)
    return
  }
  const inner = p.loops + 12 * <usize>(p.loopCount - 1)
  const length = load<i32>(inner)
  const aLine = load<usize>(inner, 4)
  const bLine = load<usize>(inner, 8)
  let y = p.y + <usize>from * count * 2
  while (from < to) {
    const row = from / p.lines
    const first = from - row * p.lines
    let left = first / length
    const skipped = first - left * length
    let a = p.a + <usize>row * p.aRow + <usize>skipped * aLine
    let b = p.b + <usize>row * p.bRow + <usize>skipped * bLine
    for (let loop = inner - 12; loop >= p.loops; loop -= 12) {
      const n = load<i32>(loop)
      const at = <usize>(left % n)
      left /= n
      a += at * load<usize>(loop, 4)
      b += at * load<usize>(loop, 8)
    }
    for (const end = min(to, from + length - skipped); from < end; from++) {
      anyLine(kind, p, a, b, y, count)
      a += aLine
      b += bLine
      y += <usize>count * 2
    }
  }
}

/** Rows of the op that was divided last. */
let rowCount = 0

function linesOf(p: Repeating, rows: i32): i32 {
  return p.flat ? blocksOf(p.count * rows) : p.lines * rows
}

// @ts-ignore: decorator
@inline
function begin(p: Repeating, rows: i32): i32 {
  rowCount = rows
  return divideLines(linesOf(p, rows), p.flat ? BLOCK : p.count)
}

export function sumTwo(p: Repeating, rows: i32): void {
  range(SUM, p, rows, 0, linesOf(p, rows))
}
export function sumTwoBegin(p: Repeating, rows: i32): i32 {
  return begin(p, rows)
}
export function sumTwoUnit(p: Repeating, unit: i32): void {
  range(SUM, p, rowCount, firstOf(unit), endOf(unit))
}

export function product(p: Repeating, rows: i32): void {
  range(PRODUCT, p, rows, 0, linesOf(p, rows))
}
export function productBegin(p: Repeating, rows: i32): i32 {
  return begin(p, rows)
}
export function productUnit(p: Repeating, unit: i32): void {
  range(PRODUCT, p, rowCount, firstOf(unit), endOf(unit))
}

export function divide(p: Repeating, rows: i32): void {
  range(DIVIDE, p, rows, 0, linesOf(p, rows))
}
export function divideBegin(p: Repeating, rows: i32): i32 {
  return begin(p, rows)
}
export function divideUnit(p: Repeating, unit: i32): void {
  range(DIVIDE, p, rowCount, firstOf(unit), endOf(unit))
}
