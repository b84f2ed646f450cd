// Weights of 10 or 12 bits. Four steps of a panel stand together: first the upper eight bits of their weights, 16 bytes a step,
// then the lower bits, each byte of which has those of one weight of every step (10 bits: of four steps; 12 bits: of two, in
// two vectors), the first step's lowest. One position reads them as they are; more of them read what `unpack` leaves as int16.

import { Gemm } from './gemm'
import { put } from './blocks'

/** The weights of four rows, and of the other four: both parts side by side, which is 2^6 or 2^4 of them. */
// @ts-ignore: decorator
@inline
function firstOf(low: v128, high: v128): v128 {
  return i8x16.shuffle(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
}
// @ts-ignore: decorator
@inline
function secondOf(low: v128, high: v128): v128 {
  return i8x16.shuffle(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
}

/** Their weights as int16. */
// @ts-ignore: decorator
@inline
function whole<T>(v: v128): v128 {
  return i16x8.shr_s(v, sizeof<T>() == 4 ? 6 : 4)
}

// The lower bits of the four steps of a group, from the vectors that hold them: of 10 bits both are one.
// @ts-ignore: decorator
@inline
function lower0<T>(p: v128, mask: v128): v128 {
  return v128.and(i16x8.shl(p, sizeof<T>() == 4 ? 6 : 4), mask)
}
// @ts-ignore: decorator
@inline
function lower1<T>(p: v128, mask: v128): v128 {
  return v128.and(sizeof<T>() == 4 ? i16x8.shl(p, 4) : p, mask)
}
// @ts-ignore: decorator
@inline
function lower2<T>(q: v128, mask: v128): v128 {
  return v128.and(i16x8.shl(q, sizeof<T>() == 4 ? 2 : 4), mask)
}
// @ts-ignore: decorator
@inline
function lower3<T>(q: v128, mask: v128): v128 {
  return v128.and(q, mask)
}

// @ts-ignore: decorator
@inline
function groupBytes<T>(): usize {
  return sizeof<T>() == 4 ? 80 : 96
}

/** int16 weights of `steps` steps, and up to three more. */
export function unpack<T>(g: Gemm, to: usize, w: usize, steps: i32): void {
  // Read from memory, so that it stays in a register.
  const mask = i32x4.splat(g.flip)
  for (; steps > 0; steps -= 4) {
    const p = v128.load(w, 64)
    const q = sizeof<T>() == 4 ? p : v128.load(w, 80)
    let low = lower0<T>(p, mask)
    let high = v128.load(w)
    v128.store(to, whole<T>(firstOf(low, high)))
    v128.store(to, whole<T>(secondOf(low, high)), 16)
    low = lower1<T>(p, mask)
    high = v128.load(w, 16)
    v128.store(to, whole<T>(firstOf(low, high)), 32)
    v128.store(to, whole<T>(secondOf(low, high)), 48)
    low = lower2<T>(q, mask)
    high = v128.load(w, 32)
    v128.store(to, whole<T>(firstOf(low, high)), 64)
    v128.store(to, whole<T>(secondOf(low, high)), 80)
    low = lower3<T>(q, mask)
    high = v128.load(w, 48)
    v128.store(to, whole<T>(firstOf(low, high)), 96)
    v128.store(to, whole<T>(secondOf(low, high)), 112)
    w += groupBytes<T>()
    to += 128
  }
}

/** One packed position against a panel. Steps that fill up the last group have weights of zero, whatever is read for them. */
export function onePacked<T>(
  g: Gemm, x: usize, steps: i32, w: usize, first: bool, last: bool, sums: usize,
  bias: usize, scale: usize, y: usize, lanes: i32,
): void {
  let a = first ? v128.load(bias) : v128.load(sums)
  let b = first ? v128.load(bias, 16) : v128.load(sums, 16)
  let c = i32x4.splat(0), d = c
  const mask = i32x4.splat(g.flip)
  for (const end = x + (<usize>steps << 2); x < end; x += 16) {
    const p = v128.load(w, 64)
    const q = sizeof<T>() == 4 ? p : v128.load(w, 80)
    let low = lower0<T>(p, mask)
    let high = v128.load(w)
    let v = v128.load32_splat(x)
    a = i32x4.add(a, i32x4.dot_i16x8_s(v, whole<T>(firstOf(low, high))))
    b = i32x4.add(b, i32x4.dot_i16x8_s(v, whole<T>(secondOf(low, high))))
    low = lower1<T>(p, mask)
    high = v128.load(w, 16)
    v = v128.load32_splat(x, 4)
    c = i32x4.add(c, i32x4.dot_i16x8_s(v, whole<T>(firstOf(low, high))))
    d = i32x4.add(d, i32x4.dot_i16x8_s(v, whole<T>(secondOf(low, high))))
    low = lower2<T>(q, mask)
    high = v128.load(w, 32)
    v = v128.load32_splat(x, 8)
    a = i32x4.add(a, i32x4.dot_i16x8_s(v, whole<T>(firstOf(low, high))))
    b = i32x4.add(b, i32x4.dot_i16x8_s(v, whole<T>(secondOf(low, high))))
    low = lower3<T>(q, mask)
    high = v128.load(w, 48)
    v = v128.load32_splat(x, 12)
    c = i32x4.add(c, i32x4.dot_i16x8_s(v, whole<T>(firstOf(low, high))))
    d = i32x4.add(d, i32x4.dot_i16x8_s(v, whole<T>(secondOf(low, high))))
    w += groupBytes<T>()
  }
  a = i32x4.add(a, c)
  b = i32x4.add(b, d)
  if (last) put(g, y, a, b, scale, lanes)
  else {
    v128.store(sums, a)
    v128.store(sums, b, 16)
  }
}

/**
 * The same for a position whose values have at most 12 bits. Products of multiples of the weights are added up, and brought down
 * group by group: four pairs of products below 2^26 each.
 */
export function oneNarrow<T>(
  g: Gemm, x: usize, steps: i32, w: usize, first: bool, last: bool, sums: usize,
  bias: usize, scale: usize, y: usize, lanes: i32,
): void {
  let a = first ? v128.load(bias) : v128.load(sums)
  let b = first ? v128.load(bias, 16) : v128.load(sums, 16)
  const mask = i32x4.splat(g.flip)
  for (const end = x + (<usize>steps << 2); x < end; x += 16) {
    const p = v128.load(w, 64)
    const q = sizeof<T>() == 4 ? p : v128.load(w, 80)
    let low = lower0<T>(p, mask)
    let high = v128.load(w)
    let v = v128.load32_splat(x)
    let c = i32x4.dot_i16x8_s(v, firstOf(low, high))
    let d = i32x4.dot_i16x8_s(v, secondOf(low, high))
    low = lower1<T>(p, mask)
    high = v128.load(w, 16)
    v = v128.load32_splat(x, 4)
    c = i32x4.add(c, i32x4.dot_i16x8_s(v, firstOf(low, high)))
    d = i32x4.add(d, i32x4.dot_i16x8_s(v, secondOf(low, high)))
    low = lower2<T>(q, mask)
    high = v128.load(w, 32)
    v = v128.load32_splat(x, 8)
    c = i32x4.add(c, i32x4.dot_i16x8_s(v, firstOf(low, high)))
    d = i32x4.add(d, i32x4.dot_i16x8_s(v, secondOf(low, high)))
    low = lower3<T>(q, mask)
    high = v128.load(w, 48)
    v = v128.load32_splat(x, 12)
    c = i32x4.add(c, i32x4.dot_i16x8_s(v, firstOf(low, high)))
    d = i32x4.add(d, i32x4.dot_i16x8_s(v, secondOf(low, high)))
    a = i32x4.add(a, i32x4.shr_s(c, sizeof<T>() == 4 ? 6 : 4))
    b = i32x4.add(b, i32x4.shr_s(d, sizeof<T>() == 4 ? 6 : 4))
    w += groupBytes<T>()
  }
  if (last) put(g, y, a, b, scale, lanes)
  else {
    v128.store(sums, a)
    v128.store(sums, b, 16)
  }
}
