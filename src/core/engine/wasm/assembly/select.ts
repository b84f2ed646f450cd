// take, embedding, argMax: which values, rather than what is made of them. spec/graph.md.

import { lanesBelow } from './common'
import { copy } from './move'
import { divideLines, endOf, firstOf } from './units'

// Fields in the order of its step in ../steps; lengths in bytes.
@unmanaged
export class Take {
  x: usize
  y: usize
  /** Of one row: how often the axis comes by. */
  outer: i32
  /** Of the whole axis in the input, and in the output. */
  inBytes: i32
  outBytes: i32
  /** take: runs, each its start in the axis (-1: fill) and its bytes. gather: per value its place in the axis, or -1. */
  entries: usize
  count: i32
  fill: i32
}

/** Bytes of the value `fill`, over and over. */
function fill(to: usize, value: i32, bytes: usize): void {
  const v = i16x8.splat(<i16>value)
  for (; bytes >= 16; bytes -= 16) {
    v128.store(to, v)
    to += 16
  }
  for (; bytes > 0; bytes -= 2) {
    store<u16>(to, <u16>value)
    to += 2
  }
}

function takeLines(t: Take, from: i32, to: i32): void {
  const last = t.entries + 8 * <usize>t.count
  let x = t.x + <usize>from * t.inBytes
  let y = t.y + <usize>from * t.outBytes
  for (; from < to; from++) {
    for (let entry = t.entries; entry < last; entry += 8) {
      const start = load<i32>(entry)
      const bytes = load<usize>(entry, 4)
      if (start < 0) fill(y, t.fill, bytes)
      else copy(y, x + start, bytes)
      y += bytes
    }
    x += t.inBytes
  }
}

/** The same value by value, along the last axis. */
function gatherLines(t: Take, from: i32, to: i32): void {
  const last = t.entries + 4 * <usize>t.count
  let x = t.x + <usize>from * t.inBytes
  let y = t.y + <usize>from * t.outBytes
  for (; from < to; from++) {
    for (let entry = t.entries; entry < last; entry += 4) {
      const start = load<i32>(entry)
      const value = load<u16>(x + max(start, 0))
      store<u16>(y, start < 0 ? <u16>t.fill : value)
      y += 2
    }
    x += t.inBytes
  }
}

export function take(t: Take, rows: i32): void {
  takeLines(t, 0, t.outer * rows)
}
export function takeBegin(t: Take, rows: i32): i32 {
  return divideLines(t.outer * rows, t.outBytes >> 1)
}
export function takeUnit(t: Take, unit: i32): void {
  takeLines(t, firstOf(unit), endOf(unit))
}

export function gather(t: Take, rows: i32): void {
  gatherLines(t, 0, t.outer * rows)
}
export function gatherBegin(t: Take, rows: i32): i32 {
  return divideLines(t.outer * rows, t.outBytes >> 1)
}
export function gatherUnit(t: Take, unit: i32): void {
  gatherLines(t, firstOf(unit), endOf(unit))
}

// Fields in the order of its step in ../steps.
@unmanaged
export class Embedding {
  x: usize
  y: usize
  /** Values of one row of the input. */
  count: i32
  /** Values of one entry. */
  length: i32
  table: usize
  entries: i32
  offset: i32
  /** Entries are int16, not int8. */
  wide: i32
  /** 0, or 1: two values stand for one, the second for multiples of 2^15. */
  pair: i32
}

function embeddingLines(e: Embedding, from: i32, to: i32): void {
  const length = <usize>e.length
  const step: usize = e.pair ? 4 : 2
  let x = e.x + <usize>from * step
  let y = e.y + <usize>from * length * 2
  for (; from < to; from++) {
    let value = <i32>load<i16>(x)
    if (e.pair) value += <i32>load<i16>(x, 2) << 15
    const at = <usize>min(max(value + e.offset, 0), e.entries - 1)
    if (e.wide) copy(y, e.table + 2 * at * length, 2 * length)
    else widen(y, e.table + at * length, length)
    x += step
    y += 2 * length
  }
}

export function embedding(e: Embedding, rows: i32): void {
  embeddingLines(e, 0, e.count * rows)
}
export function embeddingBegin(e: Embedding, rows: i32): i32 {
  return divideLines(e.count * rows, e.length)
}
export function embeddingUnit(e: Embedding, unit: i32): void {
  embeddingLines(e, firstOf(unit), endOf(unit))
}

/** int8 to int16. */
function widen(to: usize, from: usize, count: usize): void {
  for (; count >= 8; count -= 8) {
    v128.store(to, v128.load8x8_s(from))
    to += 16
    from += 8
  }
  for (; count > 0; count--) {
    store<i16>(to, load<i8>(from))
    to += 2
    from++
  }
}

// Fields in the order of its step in ../steps.
@unmanaged
export class ArgMax {
  x: usize
  y: usize
  /** Lines of one row, and values of a line. */
  lines: i32
  length: i32
}

function argMaxLines(p: ArgMax, from: i32, to: i32): void {
  let x = p.x + <usize>from * p.length * 2
  let y = p.y + <usize>from * 2
  for (; from < to; from++) {
    // Per lane the largest so far, and the block of eight where it stood first.
    let most = v128.load16_splat(x)
    let where = i16x8.splat(0)
    for (let at = 0; at < p.length; at += 8) {
      let v = v128.load(x + 2 * <usize>at)
      if (p.length - at < 8) v = v128.bitselect(v, i16x8.splat(-32768), lanesBelow(p.length - at))
      const better = i16x8.gt_s(v, most)
      most = i16x8.max_s(most, v)
      where = v128.bitselect(i16x8.splat(<i16>(at >> 3)), where, better)
    }
    let best = i16x8.max_s(most, i64x2.shuffle(most, most, 1, 0))
    best = i16x8.max_s(best, i32x4.shuffle(best, best, 1, 0, 3, 2))
    best = i16x8.max_s(best, i16x8.shuffle(best, best, 1, 0, 3, 2, 5, 4, 7, 6))
    // Lanes that hold it: the first place among them.
    const index = i16x8.add(i16x8.shl(where, 3), i16x8(0, 1, 2, 3, 4, 5, 6, 7))
    const held = i16x8.eq(most, best)
    let first = v128.bitselect(index, i16x8.splat(32767), held)
    first = i16x8.min_s(first, i64x2.shuffle(first, first, 1, 0))
    first = i16x8.min_s(first, i32x4.shuffle(first, first, 1, 0, 3, 2))
    first = i16x8.min_s(first, i16x8.shuffle(first, first, 1, 0, 3, 2, 5, 4, 7, 6))
    store<i16>(y, i16x8.extract_lane_s(first, 0))
    x += 2 * <usize>p.length
    y += 2
  }
}

export function argMax(p: ArgMax, rows: i32): void {
  argMaxLines(p, 0, p.lines * rows)
}
export function argMaxBegin(p: ArgMax, rows: i32): i32 {
  return divideLines(p.lines * rows, p.length)
}
export function argMaxUnit(p: ArgMax, unit: i32): void {
  argMaxLines(p, firstOf(unit), endOf(unit))
}
