// Kernels that move values: repeating a constant, padding an image, concatenating, transposing.

import { divideLines, endOf, firstOf } from './units'

// Fields in the order of its step in ../steps.
@unmanaged
export class Repeat {
  x: usize
  y: usize
  bytes: i32
}

/** The same bytes once per row. */
export function repeat(r: Repeat, rows: i32): void {
  for (let row = 0; row < rows; row++) memory.copy(r.y + <usize>row * r.bytes, r.x, r.bytes)
}

// Fields in the order of its step in ../steps; lengths in bytes.
@unmanaged
export class Pad {
  x: usize
  y: usize
  /** Of one padded image. */
  rowBytes: i32
  /** Of one image. */
  inRowBytes: i32
  lineBytes: i32
  inLineBytes: i32
  /** From the start of a padded image to its first value. */
  offset: i32
  lines: i32
  copyBytes: i32
}

/** Images with zeros around them, so that every window lies inside: lines of them, of all rows. */
function padLines(p: Pad, start: i32, end: i32): void {
  const height = p.rowBytes / p.lineBytes
  const top = p.offset / p.lineBytes
  const left = <usize>(p.offset - top * p.lineBytes)
  const right = <usize>p.lineBytes - left - p.copyBytes
  let to = p.y + <usize>start * p.lineBytes
  for (let i = start; i < end; i++) {
    const row = i / height
    const line = i - row * height - top
    if (line < 0 || line >= p.lines) memory.fill(to, 0, p.lineBytes)
    else {
      zero(to, left)
      copy(to + left, p.x + <usize>row * p.inRowBytes + <usize>line * p.inLineBytes, p.copyBytes)
      zero(to + left + p.copyBytes, right)
    }
    to += p.lineBytes
  }
}

export function pad(p: Pad, rows: i32): void {
  padLines(p, 0, (p.rowBytes / p.lineBytes) * rows)
}
export function padBegin(p: Pad, rows: i32): i32 {
  return divideLines((p.rowBytes / p.lineBytes) * rows, p.lineBytes >> 1)
}
export function padUnit(p: Pad, unit: i32): void {
  padLines(p, firstOf(unit), endOf(unit))
}

/** Clears an even number of bytes. */
function zero(to: usize, bytes: usize): void {
  if (bytes >= 256) {
    memory.fill(to, 0, bytes)
    return
  }
  let i: usize = 0
  for (; i + 16 <= bytes; i += 16) v128.store(to + i, i32x4.splat(0))
  for (; i < bytes; i += 2) store<u16>(to + i, 0)
}

/** Copies an even number of bytes; calls out only for long ones. */
export function copy(to: usize, from: usize, bytes: usize): void {
  if (bytes >= 512) {
    memory.copy(to, from, bytes)
    return
  }
  let i: usize = 0
  for (; i + 16 <= bytes; i += 16) v128.store(to + i, v128.load(from + i))
  if (bytes & 8) {
    store<u64>(to + i, load<u64>(from + i))
    i += 8
  }
  if (bytes & 4) {
    store<u32>(to + i, load<u32>(from + i))
    i += 4
  }
  if (bytes & 2) store<u16>(to + i, load<u16>(from + i))
}

// Fields in the order of its step in ../steps.
@unmanaged
export class Concat {
  y: usize
  /** Bytes from one run of the output to the next. */
  stride: i32
  /** Runs per row. */
  runs: i32
  parts: i32
  /** Per part: address, bytes of a run. */
  inputs: usize
}

export function concat(c: Concat, rows: i32): void {
  const runs = c.runs * rows
  let y = c.y
  for (let part = 0; part < c.parts; part++) {
    const entry = c.inputs + 8 * <usize>part
    let from = load<usize>(entry)
    const bytes = load<usize>(entry, 4)
    let to = y
    for (let i = 0; i < runs; i++) {
      copy(to, from, bytes)
      to += c.stride
      from += bytes
    }
    y += bytes
  }
}

// Fields in the order of its step in ../steps. Axes have been merged: the output is `outer` loops around a
// plane of [lines, columns], where one step along a line is `inStep` bytes of the input.
@unmanaged
export class Transpose {
  x: usize
  y: usize
  /** Of one row, in and out. */
  rowBytes: i32
  /** Loops around the plane: count, then per loop length, input stride, output stride, and room for a counter. */
  loops: usize
  loopCount: i32
  lines: i32
  inLine: i32
  outLine: i32
  columns: i32
  inStep: i32
}

export function transpose(t: Transpose, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    let x = t.x + <usize>row * t.rowBytes
    let y = t.y + <usize>row * t.rowBytes
    for (let i = 0; i < t.loopCount; i++) store<i32>(t.loops + 16 * <usize>i, 0, 12)
    while (true) {
      plane(t, x, y)
      let i = t.loopCount - 1
      for (; i >= 0; i--) {
        const loop = t.loops + 16 * <usize>i
        const length = load<i32>(loop)
        const at = load<i32>(loop, 12) + 1
        if (at < length) {
          store<i32>(loop, at, 12)
          x += load<u32>(loop, 4)
          y += load<u32>(loop, 8)
          break
        }
        store<i32>(loop, 0, 12)
        x -= (length - 1) * load<u32>(loop, 4)
        y -= (length - 1) * load<u32>(loop, 8)
      }
      if (i < 0) break
    }
  }
}

function plane(t: Transpose, x: usize, y: usize): void {
  const inLine = <usize>t.inLine
  const outLine = <usize>t.outLine
  const inStep = <usize>t.inStep
  if (inStep == 2) {
    for (let line = 0; line < t.lines; line++) copy(y + <usize>line * outLine, x + <usize>line * inLine, t.columns * 2)
    return
  }
  let line = 0
  if (inLine == 2) {
    for (; line + 8 <= t.lines; line += 8) {
      let column = 0
      for (; column + 8 <= t.columns; column += 8) {
        tile(y + <usize>line * outLine + 2 * <usize>column, outLine, x + <usize>line * 2 + <usize>column * inStep, inStep)
      }
      for (; column < t.columns; column++) {
        const from = x + <usize>line * 2 + <usize>column * inStep
        const to = y + <usize>line * outLine + 2 * <usize>column
        for (let i: usize = 0; i < 8; i++) store<u16>(to + i * outLine, load<u16>(from + 2 * i))
      }
    }
  }
  for (; line < t.lines; line++) {
    let from = x + <usize>line * inLine
    let to = y + <usize>line * outLine
    for (let column = 0; column < t.columns; column++) {
      store<u16>(to, load<u16>(from))
      to += 2
      from += inStep
    }
  }
}

/** Eight by eight values: line i of the output is column i of the input. */
function tile(y: usize, outLine: usize, x: usize, inStep: usize): void {
  const r0 = v128.load(x)
  const r1 = v128.load(x + inStep)
  const r2 = v128.load(x + 2 * inStep)
  const r3 = v128.load(x + 3 * inStep)
  const r4 = v128.load(x + 4 * inStep)
  const r5 = v128.load(x + 5 * inStep)
  const r6 = v128.load(x + 6 * inStep)
  const r7 = v128.load(x + 7 * inStep)
  const a0 = i16x8.shuffle(r0, r1, 0, 8, 1, 9, 2, 10, 3, 11)
  const a1 = i16x8.shuffle(r2, r3, 0, 8, 1, 9, 2, 10, 3, 11)
  const a2 = i16x8.shuffle(r4, r5, 0, 8, 1, 9, 2, 10, 3, 11)
  const a3 = i16x8.shuffle(r6, r7, 0, 8, 1, 9, 2, 10, 3, 11)
  const a4 = i16x8.shuffle(r0, r1, 4, 12, 5, 13, 6, 14, 7, 15)
  const a5 = i16x8.shuffle(r2, r3, 4, 12, 5, 13, 6, 14, 7, 15)
  const a6 = i16x8.shuffle(r4, r5, 4, 12, 5, 13, 6, 14, 7, 15)
  const a7 = i16x8.shuffle(r6, r7, 4, 12, 5, 13, 6, 14, 7, 15)
  half(y, outLine, a0, a1, a2, a3)
  half(y + 4 * outLine, outLine, a4, a5, a6, a7)
}

/** Four lines from four vectors of interleaved pairs. */
// @ts-ignore: decorator
@inline
function half(y: usize, outLine: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5)
  const cd = i32x4.shuffle(c, d, 0, 4, 1, 5)
  v128.store(y, i64x2.shuffle(ab, cd, 0, 2))
  v128.store(y + outLine, i64x2.shuffle(ab, cd, 1, 3))
  const ab2 = i32x4.shuffle(a, b, 2, 6, 3, 7)
  const cd2 = i32x4.shuffle(c, d, 2, 6, 3, 7)
  v128.store(y + 2 * outLine, i64x2.shuffle(ab2, cd2, 0, 2))
  v128.store(y + 3 * outLine, i64x2.shuffle(ab2, cd2, 1, 3))
}
