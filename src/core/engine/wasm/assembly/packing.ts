// Positions in the order in which blocks.ts reads them: step by step, one after the other. A step is what one lane of a dot
// product takes: a pair of int16 values, or four int8 values for the relaxed products.

import { Gemm } from './gemm'
import { isFlipped, isOffset, isRelaxed } from './forms'

/** Bytes before a block's steps: what its positions subtract for weights that are stored with an offset. */
export const HEAD: usize = 16

/** Values of a step. */
// @ts-ignore: decorator
@inline
function stepOf<T>(g: Gemm, at: usize): u32 {
  if (!isRelaxed<T>()) return load<u32>(at)
  const v = v128.load64_zero(at)
  const step = i32x4.extract_lane(i8x16.narrow_i16x8_s(v, v), 0)
  return isFlipped<T>() ? step ^ g.flip : step
}

/** Four steps. */
// @ts-ignore: decorator
@inline
function stepsOf<T>(g: Gemm, at: usize): v128 {
  if (!isRelaxed<T>()) return v128.load(at)
  const steps = i8x16.narrow_i16x8_s(v128.load(at), v128.load(at, 16))
  return isFlipped<T>() ? v128.xor(steps, i32x4.splat(g.flip)) : steps
}

/** Bytes of memory that a step is read from. */
// @ts-ignore: decorator
@inline
export function stepBytes<T>(): usize {
  return isRelaxed<T>() ? 8 : 4
}

/** Sums of the four int8 values of each lane. */
// @ts-ignore: decorator
@inline
function lanes(v: v128): v128 {
  return i32x4.extadd_pairwise_i16x8_s(i16x8.extadd_pairwise_i8x16_s(v))
}

/** Four positions. */
export function packFour<T>(g: Gemm, to: usize, p0: usize, p1: usize, p2: usize, p3: usize): void {
  const head = to
  to += HEAD
  let sums = i32x4.splat(0)
  let tap = g.taps
  const lastTap = tap + (<usize>g.tapCount << 2)
  for (; tap < lastTap; tap += 4) {
    const move = load<usize>(tap)
    p0 += move
    p1 += move
    p2 += move
    p3 += move
    // Whole vectors, also for what is left: what is stored too far is written over by what follows.
    for (let left = g.pairs; left > 0; left -= 4) {
      const a = stepsOf<T>(g, p0)
      const b = stepsOf<T>(g, p1)
      const c = stepsOf<T>(g, p2)
      const d = stepsOf<T>(g, p3)
      const ab = i32x4.shuffle(a, b, 0, 4, 1, 5)
      const cd = i32x4.shuffle(c, d, 0, 4, 1, 5)
      const s0 = i64x2.shuffle(ab, cd, 0, 2)
      const s1 = i64x2.shuffle(ab, cd, 1, 3)
      v128.store(to, s0)
      v128.store(to, s1, 16)
      if (isOffset<T>()) sums = i32x4.add(sums, lanes(s0))
      if (isOffset<T>() && left > 1) sums = i32x4.add(sums, lanes(s1))
      if (left > 2) {
        const ab2 = i32x4.shuffle(a, b, 2, 6, 3, 7)
        const cd2 = i32x4.shuffle(c, d, 2, 6, 3, 7)
        const s2 = i64x2.shuffle(ab2, cd2, 0, 2)
        const s3 = i64x2.shuffle(ab2, cd2, 1, 3)
        v128.store(to, s2, 32)
        v128.store(to, s3, 48)
        if (isOffset<T>()) sums = i32x4.add(sums, lanes(s2))
        if (isOffset<T>() && left > 3) sums = i32x4.add(sums, lanes(s3))
      }
      const n = <usize>min(4, left)
      to += n << 4
      p0 += n * stepBytes<T>()
      p1 += n * stepBytes<T>()
      p2 += n * stepBytes<T>()
      p3 += n * stepBytes<T>()
    }
  }
  if (isOffset<T>()) v128.store(head, i32x4.shl(sums, 6))
}

/** Two positions. */
export function packTwo<T>(g: Gemm, to: usize, p0: usize, p1: usize): void {
  const head = to
  to += HEAD
  let sums = i32x4.splat(0)
  let tap = g.taps
  const lastTap = tap + (<usize>g.tapCount << 2)
  for (; tap < lastTap; tap += 4) {
    const move = load<usize>(tap)
    p0 += move
    p1 += move
    for (let left = g.pairs; left > 0; left--) {
      store<u32>(to, stepOf<T>(g, p0))
      store<u32>(to, stepOf<T>(g, p1), 4)
      if (isOffset<T>()) sums = i32x4.add(sums, lanes(v128.load64_zero(to)))
      to += 8
      p0 += stepBytes<T>()
      p1 += stepBytes<T>()
    }
  }
  if (isOffset<T>()) v128.store(head, i32x4.shl(sums, 6))
}

/** One position. */
export function packOne<T>(g: Gemm, to: usize, p: usize): void {
  const head = to
  to += HEAD
  let sums = i32x4.splat(0)
  let tap = g.taps
  const lastTap = tap + (<usize>g.tapCount << 2)
  for (; tap < lastTap; tap += 4) {
    p += load<usize>(tap)
    let left = g.pairs
    for (; left >= 4; left -= 4) {
      const v = stepsOf<T>(g, p)
      v128.store(to, v)
      if (isOffset<T>()) sums = i32x4.add(sums, lanes(v))
      to += 16
      p += 4 * stepBytes<T>()
    }
    for (; left > 0; left--) {
      store<u32>(to, stepOf<T>(g, p))
      if (isOffset<T>()) sums = i32x4.add(sums, lanes(v128.load32_zero(to)))
      to += 4
      p += stepBytes<T>()
    }
  }
  if (isOffset<T>()) {
    sums = i32x4.add(sums, i32x4.shuffle(sums, sums, 2, 3, 0, 1))
    sums = i32x4.add(sums, i32x4.shuffle(sums, sums, 1, 0, 3, 2))
    v128.store(head, i32x4.shl(sums, 6))
  }
}
