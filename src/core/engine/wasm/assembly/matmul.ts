// matmul: rows of one computed tensor against rows of another. The second is packed into panels as weights are (see
// ../pack.ts), every run anew, and then the products are those of gemm.ts. Few rows of the first are not worth packing for.

import { finishPlain, lanesBelow, storeLanes } from './common'
import { Gemm, gemm } from './gemm'
import { divideLines, endOf, firstOf } from './units'
import { parametersAt } from './workspace'

// Fields in the order of its step in ../steps.
@unmanaged
export class Matmul {
  a: usize
  b: usize
  y: usize
  /** Bytes from item to item. */
  aItem: i32
  bItem: i32
  yItem: i32
  /** Items of one row, of a and of b, and the loops over them, outermost first: length, then items of b per step. */
  items: i32
  bItems: i32
  loops: usize
  loopCount: i32
  /** Rows of an item of a and of b, and values of each. */
  m: i32
  n: i32
  k: i32
  /** Where the panels of b's items go, and bytes of one. */
  panels: usize
  panelBytes: i32
  /** Parameters of a product; its x, y, weights and width are set here. */
  gemm: usize
  shift: i32
  round: i32
  lo: i32
  hi: i32
}

/** Products that are worth a unit of their own. */
const WORTH: f64 = 500_000

/** The item of b, of all rows, that item `at` of a, of all rows, meets. */
// @ts-ignore: decorator
@inline
function otherOf(p: Matmul, at: i32): i32 {
  const row = at / p.items
  let left = at - row * p.items
  let other = row * p.bItems
  for (let loop = p.loops + 8 * <usize>(p.loopCount - 1); loop >= p.loops; loop -= 8) {
    const n = load<i32>(loop)
    other += (left % n) * load<i32>(loop, 4)
    left /= n
  }
  return other
}

function packItems(p: Matmul, from: i32, to: i32): void {
  for (; from < to; from++) pack(p.panels + <usize>from * p.panelBytes, p.b + <usize>from * p.bItem, p.n, p.k)
}

export function matmulPack(p: Matmul, rows: i32): void {
  packItems(p, 0, p.bItems * rows)
}
export function matmulPackBegin(p: Matmul, rows: i32): i32 {
  return divideLines(p.bItems * rows, p.n * p.k)
}
export function matmulPackUnit(p: Matmul, unit: i32): void {
  packItems(p, firstOf(unit), endOf(unit))
}

/** Rows `first` to `first + count` of item `at`. */
function productOf(p: Matmul, at: i32, first: i32, count: i32): void {
  // Threads share the parameters, so that each fills in its own.
  memory.copy(parametersAt(), p.gemm, offsetof<Gemm>())
  const g = changetype<Gemm>(parametersAt())
  g.x = p.a + <usize>at * p.aItem + <usize>first * p.k * 2
  g.y = p.y + <usize>at * p.yItem + <usize>first * p.n * 2
  g.weights = p.panels + <usize>otherOf(p, at) * p.panelBytes
  g.width = count
  gemm<i16>(g, 1)
}

export function matmul(p: Matmul, rows: i32): void {
  for (let at = 0; at < p.items * rows; at++) productOf(p, at, 0, p.m)
}

// How the op at hand is divided: parts of an item, and rows of a part.
let parts = 1
let partRows = 0

export function matmulBegin(p: Matmul, rows: i32): i32 {
  const worth = <i32>min(<f64>p.m, max(8, WORTH / (<f64>p.n * <f64>p.k)))
  parts = (p.m + worth - 1) / worth
  partRows = ((p.m + parts - 1) / parts + 3) & ~3
  parts = (p.m + partRows - 1) / partRows
  return p.items * rows * parts
}
export function matmulUnit(p: Matmul, unit: i32): void {
  const at = unit / parts
  const first = (unit - at * parts) * partRows
  productOf(p, at, first, min(partRows, p.m - first))
}

/** Panels of eight rows, pair by pair. Rows that fill up the last panel repeat the last row; what they give is not stored. */
function pack(to: usize, b: usize, n: i32, k: i32): void {
  const line = <usize>k * 2
  for (let first = 0; first < n; first += 8) {
    const last = n - 1 - first
    const r0 = b + <usize>first * line
    const r1 = r0 + <usize>min(1, last) * line
    const r2 = r0 + <usize>min(2, last) * line
    const r3 = r0 + <usize>min(3, last) * line
    const r4 = r0 + <usize>min(4, last) * line
    const r5 = r0 + <usize>min(5, last) * line
    const r6 = r0 + <usize>min(6, last) * line
    const r7 = r0 + <usize>min(7, last) * line
    for (let at = 0; at < k; at += 8) {
      const from = <usize>at * 2
      const left = k - at
      if (left >= 8) {
        four(to, v128.load(r0 + from), v128.load(r1 + from), v128.load(r2 + from), v128.load(r3 + from), 4)
        four(to + 16, v128.load(r4 + from), v128.load(r5 + from), v128.load(r6 + from), v128.load(r7 + from), 4)
        to += 128
      } else {
        const mask = lanesBelow(left)
        const pairs = (left + 1) >> 1
        four(to, part(r0 + from, mask), part(r1 + from, mask), part(r2 + from, mask), part(r3 + from, mask), pairs)
        four(to + 16, part(r4 + from, mask), part(r5 + from, mask), part(r6 + from, mask), part(r7 + from, mask), pairs)
        to += 32 * <usize>pairs
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function part(at: usize, mask: v128): v128 {
  return v128.and(v128.load(at), mask)
}

/** Four rows of four pairs each become `pairs` vectors of one pair of each row, 32 bytes apart. */
// @ts-ignore: decorator
@inline
function four(to: usize, a: v128, b: v128, c: v128, d: v128, pairs: i32): void {
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5)
  const cd = i32x4.shuffle(c, d, 0, 4, 1, 5)
  v128.store(to, i64x2.shuffle(ab, cd, 0, 2))
  if (pairs > 1) v128.store(to, i64x2.shuffle(ab, cd, 1, 3), 32)
  const ab2 = i32x4.shuffle(a, b, 2, 6, 3, 7)
  const cd2 = i32x4.shuffle(c, d, 2, 6, 3, 7)
  if (pairs > 2) v128.store(to, i64x2.shuffle(ab2, cd2, 0, 2), 64)
  if (pairs > 3) v128.store(to, i64x2.shuffle(ab2, cd2, 1, 3), 96)
}

/** The sums of four vectors' lanes. */
// @ts-ignore: decorator
@inline
function across(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7))
  const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7))
  return i32x4.add(i64x2.shuffle(ab, cd, 0, 2), i64x2.shuffle(ab, cd, 1, 3))
}

/** Four rows of b against one of a: sums along k, across lanes at the end. */
// @ts-ignore: decorator
@inline
function dots(a: usize, r0: usize, r1: usize, r2: usize, r3: usize, k: i32): v128 {
  let s0 = i32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
  let at: usize = 0
  const whole = <usize>(k & ~7) * 2
  for (; at < whole; at += 16) {
    const v = v128.load(a + at)
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v, v128.load(r0 + at)))
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v, v128.load(r1 + at)))
    s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v, v128.load(r2 + at)))
    s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v, v128.load(r3 + at)))
  }
  if (k & 7) {
    const v = part(a + at, lanesBelow(k & 7))
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v, v128.load(r0 + at)))
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v, v128.load(r1 + at)))
    s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v, v128.load(r2 + at)))
    s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v, v128.load(r3 + at)))
  }
  return across(s0, s1, s2, s3)
}

function fewItems(p: Matmul, from: i32, to: i32): void {
  const line = <usize>p.k * 2
  const round = i32x4.splat(p.round)
  const lo = i32x4.splat(p.lo)
  const hi = i32x4.splat(p.hi)
  const none = i32x4.splat(0)
  for (; from < to; from++) {
    const a = p.a + <usize>from * p.aItem
    const b = p.b + <usize>otherOf(p, from) * p.bItem
    const y = p.y + <usize>from * p.yItem
    for (let first = 0; first < p.n; first += 4) {
      const last = p.n - 1 - first
      const r0 = b + <usize>first * line
      const r1 = r0 + <usize>min(1, last) * line
      const r2 = r0 + <usize>min(2, last) * line
      const r3 = r0 + <usize>min(3, last) * line
      for (let i = 0; i < p.m; i++) {
        const acc = dots(a + <usize>i * line, r0, r1, r2, r3, p.k)
        const v = i16x8.narrow_i32x4_s(finishPlain(acc, round, p.shift, lo, hi), none)
        storeLanes(y + 2 * <usize>(i * p.n + first), v, min(4, last + 1))
      }
    }
  }
}

export function matmulFew(p: Matmul, rows: i32): void {
  fewItems(p, 0, p.items * rows)
}
export function matmulFewBegin(p: Matmul, rows: i32): i32 {
  return divideLines(p.items * rows, max(1, (p.n * p.k) >> 3))
}
export function matmulFewUnit(p: Matmul, unit: i32): void {
  fewItems(p, firstOf(unit), endOf(unit))
}
