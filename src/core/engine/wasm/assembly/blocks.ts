// Blocks of four, two or one packed positions against a panel of eight rows. Positions are broadcast step by step, so no sum
// crosses lanes. `first` and `last` tell whether sums begin here, with the bias, and whether they are finished and stored.

import { finish, storeLanes } from './common'
import { add, isOffset, isRelaxed, vectorBytes } from './forms'
import { Gemm } from './gemm'

// The vectors of a panel from `at` on. Offsets of loads must be literals.
// @ts-ignore: decorator
@inline
function w0<T>(at: usize): v128 {
  if (vectorBytes<T>() == 8) return v128.load8x8_s(at)
  return v128.load(at)
}
// @ts-ignore: decorator
@inline
function w1<T>(at: usize): v128 {
  if (vectorBytes<T>() == 8) return v128.load8x8_s(at, 8)
  return v128.load(at, 16)
}
// @ts-ignore: decorator
@inline
function w2<T>(at: usize): v128 {
  if (vectorBytes<T>() == 8) return v128.load8x8_s(at, 16)
  return v128.load(at, 32)
}
// @ts-ignore: decorator
@inline
function w3<T>(at: usize): v128 {
  if (vectorBytes<T>() == 8) return v128.load8x8_s(at, 24)
  return v128.load(at, 48)
}

/** int16 ones, read from memory so that they stay in a register. */
// @ts-ignore: decorator
@inline
function ones<T>(g: Gemm): v128 {
  return isRelaxed<T>() ? i16x8.splat(<i16>g.one) : i32x4.splat(0)
}

/** Sums wait at `sums` between chunks of steps; `head` holds what positions subtract. The fourth position may be a filler. */
export function four<T>(
  g: Gemm, x: usize, steps: i32, w: usize, first: bool, last: bool, sums: usize, head: usize,
  bias: usize, scale: usize, y: usize, lanes: i32, count: i32,
): void {
  let a0: v128, a1: v128, a2: v128, a3: v128
  let b0: v128, b1: v128, b2: v128, b3: v128
  if (first) {
    a0 = v128.load(bias)
    b0 = v128.load(bias, 16)
    a1 = a0
    a2 = a0
    a3 = a0
    b1 = b0
    b2 = b0
    b3 = b0
    if (isOffset<T>()) {
      let c = v128.load32_splat(head)
      a0 = i32x4.sub(a0, c)
      b0 = i32x4.sub(b0, c)
      c = v128.load32_splat(head, 4)
      a1 = i32x4.sub(a1, c)
      b1 = i32x4.sub(b1, c)
      c = v128.load32_splat(head, 8)
      a2 = i32x4.sub(a2, c)
      b2 = i32x4.sub(b2, c)
      c = v128.load32_splat(head, 12)
      a3 = i32x4.sub(a3, c)
      b3 = i32x4.sub(b3, c)
    }
  } else {
    a0 = v128.load(sums)
    b0 = v128.load(sums, 16)
    a1 = v128.load(sums, 32)
    b1 = v128.load(sums, 48)
    a2 = v128.load(sums, 64)
    b2 = v128.load(sums, 80)
    a3 = v128.load(sums, 96)
    b3 = v128.load(sums, 112)
  }
  const one = ones<T>(g)
  // One step a turn: unrolled, it is slower.
  for (const end = x + (<usize>steps << 4); x < end; x += 16) {
    const wa = w0<T>(w)
    const wb = w1<T>(w)
    let v = v128.load32_splat(x)
    a0 = add<T>(a0, v, wa, one)
    b0 = add<T>(b0, v, wb, one)
    v = v128.load32_splat(x, 4)
    a1 = add<T>(a1, v, wa, one)
    b1 = add<T>(b1, v, wb, one)
    v = v128.load32_splat(x, 8)
    a2 = add<T>(a2, v, wa, one)
    b2 = add<T>(b2, v, wb, one)
    v = v128.load32_splat(x, 12)
    a3 = add<T>(a3, v, wa, one)
    b3 = add<T>(b3, v, wb, one)
    w += 2 * vectorBytes<T>()
  }
  if (!last) {
    v128.store(sums, a0)
    v128.store(sums, b0, 16)
    v128.store(sums, a1, 32)
    v128.store(sums, b1, 48)
    v128.store(sums, a2, 64)
    v128.store(sums, b2, 80)
    v128.store(sums, a3, 96)
    v128.store(sums, b3, 112)
    return
  }
  // Read before anything is stored: the compiler cannot know that stores leave them as they are.
  const round = i32x4.splat(g.round)
  const lo = i32x4.splat(g.lo)
  const hi = i32x4.splat(g.hi)
  const shift = g.shift
  const out = <usize>g.outStride
  const scaleA = v128.load(scale)
  const scaleB = v128.load(scale, 16)
  a0 = i16x8.narrow_i32x4_s(finish(a0, scaleA, round, shift, lo, hi), finish(b0, scaleB, round, shift, lo, hi))
  a1 = i16x8.narrow_i32x4_s(finish(a1, scaleA, round, shift, lo, hi), finish(b1, scaleB, round, shift, lo, hi))
  a2 = i16x8.narrow_i32x4_s(finish(a2, scaleA, round, shift, lo, hi), finish(b2, scaleB, round, shift, lo, hi))
  a3 = i16x8.narrow_i32x4_s(finish(a3, scaleA, round, shift, lo, hi), finish(b3, scaleB, round, shift, lo, hi))
  if (lanes == 8 && count == 4) {
    v128.store(y, a0)
    v128.store(y + out, a1)
    v128.store(y + 2 * out, a2)
    v128.store(y + 3 * out, a3)
  } else {
    storeLanes(y, a0, lanes)
    storeLanes(y + out, a1, lanes)
    storeLanes(y + 2 * out, a2, lanes)
    if (count == 4) storeLanes(y + 3 * out, a3, lanes)
  }
}

export function two<T>(
  g: Gemm, x: usize, steps: i32, w: usize, first: bool, last: bool, sums: usize, head: usize,
  bias: usize, scale: usize, y: usize, lanes: i32,
): void {
  let a0: v128, a1: v128, b0: v128, b1: v128
  if (first) {
    a0 = v128.load(bias)
    b0 = v128.load(bias, 16)
    a1 = a0
    b1 = b0
    if (isOffset<T>()) {
      let c = v128.load32_splat(head)
      a0 = i32x4.sub(a0, c)
      b0 = i32x4.sub(b0, c)
      c = v128.load32_splat(head, 4)
      a1 = i32x4.sub(a1, c)
      b1 = i32x4.sub(b1, c)
    }
  } else {
    a0 = v128.load(sums)
    b0 = v128.load(sums, 16)
    a1 = v128.load(sums, 32)
    b1 = v128.load(sums, 48)
  }
  const one = ones<T>(g)
  const end = x + (<usize>steps << 3)
  const end2 = x + (<usize>(steps & ~1) << 3)
  while (x < end2) {
    let wa = w0<T>(w)
    let wb = w1<T>(w)
    let v = v128.load32_splat(x)
    a0 = add<T>(a0, v, wa, one)
    b0 = add<T>(b0, v, wb, one)
    v = v128.load32_splat(x, 4)
    a1 = add<T>(a1, v, wa, one)
    b1 = add<T>(b1, v, wb, one)
    wa = w2<T>(w)
    wb = w3<T>(w)
    v = v128.load32_splat(x, 8)
    a0 = add<T>(a0, v, wa, one)
    b0 = add<T>(b0, v, wb, one)
    v = v128.load32_splat(x, 12)
    a1 = add<T>(a1, v, wa, one)
    b1 = add<T>(b1, v, wb, one)
    x += 16
    w += 4 * vectorBytes<T>()
  }
  if (x < end) {
    const wa = w0<T>(w)
    const wb = w1<T>(w)
    let v = v128.load32_splat(x)
    a0 = add<T>(a0, v, wa, one)
    b0 = add<T>(b0, v, wb, one)
    v = v128.load32_splat(x, 4)
    a1 = add<T>(a1, v, wa, one)
    b1 = add<T>(b1, v, wb, one)
  }
  if (!last) {
    v128.store(sums, a0)
    v128.store(sums, b0, 16)
    v128.store(sums, a1, 32)
    v128.store(sums, b1, 48)
    return
  }
  put(g, y, a0, b0, scale, lanes)
  put(g, y + g.outStride, a1, b1, scale, lanes)
}

export function one<T>(
  g: Gemm, x: usize, steps: i32, w: usize, first: bool, last: bool, sums: usize, head: usize,
  bias: usize, scale: usize, y: usize, lanes: i32,
): void {
  let a: v128, b: v128
  if (first) {
    a = v128.load(bias)
    b = v128.load(bias, 16)
    if (isOffset<T>()) {
      const c = v128.load32_splat(head)
      a = i32x4.sub(a, c)
      b = i32x4.sub(b, c)
    }
  } else {
    a = v128.load(sums)
    b = v128.load(sums, 16)
  }
  const one = ones<T>(g)
  let c = i32x4.splat(0), d = i32x4.splat(0)
  const end = x + (<usize>steps << 2)
  const end2 = x + (<usize>(steps & ~1) << 2)
  while (x < end2) {
    let v = v128.load32_splat(x)
    a = add<T>(a, v, w0<T>(w), one)
    b = add<T>(b, v, w1<T>(w), one)
    v = v128.load32_splat(x, 4)
    c = add<T>(c, v, w2<T>(w), one)
    d = add<T>(d, v, w3<T>(w), one)
    x += 8
    w += 4 * vectorBytes<T>()
  }
  if (x < end) {
    const v = v128.load32_splat(x)
    a = add<T>(a, v, w0<T>(w), one)
    b = add<T>(b, v, w1<T>(w), one)
  }
  a = i32x4.add(a, c)
  b = i32x4.add(b, d)
  if (!last) {
    v128.store(sums, a)
    v128.store(sums, b, 16)
    return
  }
  put(g, y, a, b, scale, lanes)
}

// @ts-ignore: decorator
@inline
export function put(g: Gemm, y: usize, a: v128, b: v128, scale: usize, lanes: i32): void {
  const round = i32x4.splat(g.round)
  const lo = i32x4.splat(g.lo)
  const hi = i32x4.splat(g.hi)
  a = finish(a, v128.load(scale), round, g.shift, lo, hi)
  b = finish(b, v128.load(scale, 16), round, g.shift, lo, hi)
  storeLanes(y, i16x8.narrow_i32x4_s(a, b), lanes)
}
