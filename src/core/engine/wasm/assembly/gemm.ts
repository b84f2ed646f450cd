// linear and conv: rows of packed weights against input positions. A position is an address; its values are `tapCount` runs
// of `pairs` pairs each. Weights lie in panels of eight output rows, pair by pair, so that one broadcast pair of activations
// meets four rows per instruction and no sum ever crosses lanes.
//
// Sums are taken modulo 2^32. The static bound puts every finished accumulator (bias, sum, row exponent, rounding) inside
// int32, so the residue is the accumulator itself, whatever its partial sums were.

import { finish, storeLanes } from './common'

// Fields in the order of its step in ../steps.
@unmanaged
export class Gemm {
  x: usize
  y: usize
  weights: usize
  bias: usize
  scale: usize
  /** Per tap: how far the pointers move from the end of the run before it. */
  taps: usize
  /** Room for TILE addresses. */
  addresses: usize
  tapCount: i32
  pairs: i32
  rowStride: i32
  yStride: i32
  xStride: i32
  height: i32
  width: i32
  outStride: i32
  groups: i32
  groupStride: i32
  groupOut: i32
  shift: i32
  round: i32
  lo: i32
  hi: i32
}

/** Positions whose addresses are made at once; the panel of weights stays near while they pass. */
const TILE: i32 = 96

// The vectors of a panel from `at` on, widened where they are stored as int8. Offsets of loads must be literals.
// @ts-ignore: decorator
@inline
function w0<T>(at: usize): v128 {
  if (sizeof<T>() == 1) return v128.load8x8_s(at)
  return v128.load(at)
}
// @ts-ignore: decorator
@inline
function w1<T>(at: usize): v128 {
  if (sizeof<T>() == 1) return v128.load8x8_s(at, 8)
  return v128.load(at, 16)
}
// @ts-ignore: decorator
@inline
function w2<T>(at: usize): v128 {
  if (sizeof<T>() == 1) return v128.load8x8_s(at, 16)
  return v128.load(at, 32)
}
// @ts-ignore: decorator
@inline
function w3<T>(at: usize): v128 {
  if (sizeof<T>() == 1) return v128.load8x8_s(at, 24)
  return v128.load(at, 48)
}

function six<T>(g: Gemm, from: usize, offset: usize, w: usize, bias: usize, scale: usize, y: usize, lanes: i32): void {
  let p0 = load<usize>(from) + offset
  let p1 = load<usize>(from, 4) + offset
  let p2 = load<usize>(from, 8) + offset
  let p3 = load<usize>(from, 12) + offset
  let p4 = load<usize>(from, 16) + offset
  let p5 = load<usize>(from, 20) + offset
  let a0 = v128.load(bias)
  let b0 = v128.load(bias, 16)
  let a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0
  let b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0
  let tap = g.taps
  const lastTap = tap + (<usize>g.tapCount << 2)
  const pairs = <usize>g.pairs
  for (; tap < lastTap; tap += 4) {
    const move = load<usize>(tap)
    p0 += move
    p1 += move
    p2 += move
    p3 += move
    p4 += move
    p5 += move
    const end = p0 + (pairs << 2)
    const end2 = p0 + ((pairs & ~1) << 2)
    while (p0 < end2) {
      let wa = w0<T>(w)
      let wb = w1<T>(w)
      let v = v128.load32_splat(p0)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, wa))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p1)
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, wa))
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p2)
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(v, wa))
      b2 = i32x4.add(b2, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p3)
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(v, wa))
      b3 = i32x4.add(b3, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p4)
      a4 = i32x4.add(a4, i32x4.dot_i16x8_s(v, wa))
      b4 = i32x4.add(b4, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p5)
      a5 = i32x4.add(a5, i32x4.dot_i16x8_s(v, wa))
      b5 = i32x4.add(b5, i32x4.dot_i16x8_s(v, wb))
      wa = w2<T>(w)
      wb = w3<T>(w)
      v = v128.load32_splat(p0, 4)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, wa))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p1, 4)
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, wa))
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p2, 4)
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(v, wa))
      b2 = i32x4.add(b2, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p3, 4)
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(v, wa))
      b3 = i32x4.add(b3, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p4, 4)
      a4 = i32x4.add(a4, i32x4.dot_i16x8_s(v, wa))
      b4 = i32x4.add(b4, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p5, 4)
      a5 = i32x4.add(a5, i32x4.dot_i16x8_s(v, wa))
      b5 = i32x4.add(b5, i32x4.dot_i16x8_s(v, wb))
      p0 += 8
      p1 += 8
      p2 += 8
      p3 += 8
      p4 += 8
      p5 += 8
      w += 32 * sizeof<T>()
    }
    if (p0 < end) {
      const wa = w0<T>(w)
      const wb = w1<T>(w)
      let v = v128.load32_splat(p0)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, wa))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p1)
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, wa))
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p2)
      a2 = i32x4.add(a2, i32x4.dot_i16x8_s(v, wa))
      b2 = i32x4.add(b2, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p3)
      a3 = i32x4.add(a3, i32x4.dot_i16x8_s(v, wa))
      b3 = i32x4.add(b3, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p4)
      a4 = i32x4.add(a4, i32x4.dot_i16x8_s(v, wa))
      b4 = i32x4.add(b4, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p5)
      a5 = i32x4.add(a5, i32x4.dot_i16x8_s(v, wa))
      b5 = i32x4.add(b5, i32x4.dot_i16x8_s(v, wb))
      p0 += 4
      p1 += 4
      p2 += 4
      p3 += 4
      p4 += 4
      p5 += 4
      w += 16 * sizeof<T>()
    }
  }
  const out = <usize>g.outStride
  put(g, y, a0, b0, scale, lanes)
  put(g, y + out, a1, b1, scale, lanes)
  put(g, y + 2 * out, a2, b2, scale, lanes)
  put(g, y + 3 * out, a3, b3, scale, lanes)
  put(g, y + 4 * out, a4, b4, scale, lanes)
  put(g, y + 5 * out, a5, b5, scale, lanes)
}

function two<T>(g: Gemm, from: usize, offset: usize, w: usize, bias: usize, scale: usize, y: usize, lanes: i32): void {
  let p0 = load<usize>(from) + offset
  let p1 = load<usize>(from, 4) + offset
  let a0 = v128.load(bias)
  let b0 = v128.load(bias, 16)
  let a1 = a0
  let b1 = b0
  let tap = g.taps
  const lastTap = tap + (<usize>g.tapCount << 2)
  const pairs = <usize>g.pairs
  for (; tap < lastTap; tap += 4) {
    const move = load<usize>(tap)
    p0 += move
    p1 += move
    for (const end = p0 + (pairs << 2); p0 < end; p0 += 4) {
      const wa = w0<T>(w)
      const wb = w1<T>(w)
      let v = v128.load32_splat(p0)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, wa))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, wb))
      v = v128.load32_splat(p1)
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(v, wa))
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(v, wb))
      p1 += 4
      w += 16 * sizeof<T>()
    }
  }
  put(g, y, a0, b0, scale, lanes)
  put(g, y + g.outStride, a1, b1, scale, lanes)
}

function one<T>(g: Gemm, from: usize, offset: usize, w: usize, bias: usize, scale: usize, y: usize, lanes: i32): void {
  let p0 = load<usize>(from) + offset
  let a0 = v128.load(bias)
  let b0 = v128.load(bias, 16)
  let tap = g.taps
  const lastTap = tap + (<usize>g.tapCount << 2)
  const pairs = <usize>g.pairs
  for (; tap < lastTap; tap += 4) {
    p0 += load<usize>(tap)
    const end = p0 + (pairs << 2)
    const end2 = p0 + ((pairs & ~1) << 2)
    let c = i32x4.splat(0), d = i32x4.splat(0)
    while (p0 < end2) {
      let v = v128.load32_splat(p0)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, w0<T>(w)))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, w1<T>(w)))
      v = v128.load32_splat(p0, 4)
      c = i32x4.add(c, i32x4.dot_i16x8_s(v, w2<T>(w)))
      d = i32x4.add(d, i32x4.dot_i16x8_s(v, w3<T>(w)))
      p0 += 8
      w += 32 * sizeof<T>()
    }
    a0 = i32x4.add(a0, c)
    b0 = i32x4.add(b0, d)
    for (; p0 < end; p0 += 4) {
      const v = v128.load32_splat(p0)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(v, w0<T>(w)))
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(v, w1<T>(w)))
      w += 16 * sizeof<T>()
    }
  }
  put(g, y, a0, b0, scale, lanes)
}

// @ts-ignore: decorator
@inline
function put(g: Gemm, y: usize, a: v128, b: v128, scale: usize, lanes: i32): void {
  const round = i32x4.splat(g.round)
  const lo = i32x4.splat(g.lo)
  const hi = i32x4.splat(g.hi)
  a = finish(a, v128.load(scale), round, g.shift, lo, hi)
  b = finish(b, v128.load(scale, 16), round, g.shift, lo, hi)
  storeLanes(y, i16x8.narrow_i32x4_s(a, b), lanes)
}

export function gemm<T>(g: Gemm, rows: i32): void {
  const positions = rows * g.height * g.width
  const panelBytes = <usize>(g.tapCount * g.pairs) * 16 * sizeof<T>()
  let row = 0
  let oy = 0
  let ox = 0
  for (let start = 0; start < positions; start += TILE) {
    const count = min(TILE, positions - start)
    for (let i = 0; i < count; i++) {
      storeAddress(g.addresses, i, g.x + row * g.rowStride + oy * g.yStride + ox * g.xStride)
      if (++ox == g.width) {
        ox = 0
        if (++oy == g.height) {
          oy = 0
          row++
        }
      }
    }
    let w = g.weights
    let bias = g.bias
    let scale = g.scale
    for (let group = 0; group < g.groups; group++) {
      const offset = <usize>group * g.groupStride
      for (let o = 0; o < g.groupOut; o += 8) {
        const lanes = min(8, g.groupOut - o)
        const y = g.y + <usize>start * g.outStride + 2 * <usize>(group * g.groupOut + o)
        if (count >= 6) {
          // The last block starts early rather than being short: it computes some positions again, to the same values.
          for (let i = 0; i < count; i += 6) {
            const j = <usize>min(i, count - 6)
            six<T>(g, g.addresses + 4 * j, offset, w, bias, scale, y + j * g.outStride, lanes)
          }
        } else if (count >= 2) {
          for (let i = 0; i < count; i += 2) {
            const j = <usize>min(i, count - 2)
            two<T>(g, g.addresses + 4 * j, offset, w, bias, scale, y + j * g.outStride, lanes)
          }
        } else {
          one<T>(g, g.addresses, offset, w, bias, scale, y, lanes)
        }
        w += panelBytes
        bias += 32
        scale += 32
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function storeAddress(table: usize, i: i32, address: usize): void {
  store<usize>(table + 4 * <usize>i, address)
}

export function gemm8(g: Gemm, rows: i32): void {
  gemm<i8>(g, rows)
}

export function gemm16(g: Gemm, rows: i32): void {
  gemm<i16>(g, rows)
}
