// What all kernels share: the last step of an accumulator, and stores of less than eight values. Activations are int16 in
// memory whatever their width; reads may pass the end of a tensor by 16 bytes, writes never pass its last value by more
// than the padding of its own buffer (see memory.ts). Nothing here allocates.

/** clamp((acc * scale + round) >> shift): `scale` holds the rows' powers of two, `round` half of 2^shift. */
// @ts-ignore: decorator
@inline
export function finish(acc: v128, scale: v128, round: v128, shift: i32, lo: v128, hi: v128): v128 {
  const scaled = i32x4.add(i32x4.mul(acc, scale), round)
  return i32x4.min_s(i32x4.max_s(i32x4.shr_s(scaled, shift), lo), hi)
}

/** As `finish`, for accumulators without a row exponent. */
// @ts-ignore: decorator
@inline
export function finishPlain(acc: v128, round: v128, shift: i32, lo: v128, hi: v128): v128 {
  return i32x4.min_s(i32x4.max_s(i32x4.shr_s(i32x4.add(acc, round), shift), lo), hi)
}

/**
 * floor(p / d) of integers, given p / d in single precision: |p| below 2^30, d from 1 to 2^30, the quotient below 2^19. The
 * nearest integer is it or one more, which the remainder shows.
 */
// @ts-ignore: decorator
@inline
export function floorOf(about: v128, p: v128, d: v128): v128 {
  // Adding 1.5 * 2^23 leaves the nearest integer in the lowest bits.
  const q = i32x4.sub(f32x4.add(about, f32x4.splat(12582912)), i32x4.splat(0x4b400000))
  return i32x4.add(q, i32x4.shr_s(i32x4.sub(p, i32x4.mul(q, d)), 31))
}

/** All ones in the first `n` of eight lanes. */
// @ts-ignore: decorator
@inline
export function lanesBelow(n: i32): v128 {
  return i16x8.gt_s(i16x8.splat(<i16>n), i16x8(0, 1, 2, 3, 4, 5, 6, 7))
}

/** Stores the first `lanes` (1 to 8) values of `v`. */
// @ts-ignore: decorator
@inline
export function storeLanes(at: usize, v: v128, lanes: i32): void {
  if (lanes == 8) v128.store(at, v)
  else storeSome(at, v, lanes)
}

function storeSome(at: usize, v: v128, lanes: i32): void {
  if (lanes & 4) {
    v128.store64_lane(at, v, 0)
    v = i64x2.shuffle(v, v, 1, 1)
    at += 8
  }
  if (lanes & 2) {
    v128.store32_lane(at, v, 0)
    v = i32x4.shuffle(v, v, 1, 1, 1, 1)
    at += 4
  }
  if (lanes & 1) v128.store16_lane(at, v, 0)
}
