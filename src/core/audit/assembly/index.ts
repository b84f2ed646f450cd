// What an audit computes, in the integers modulo 2^64, for two vectors of a challenge at a time: sums of lines of weights, products of inputs
// with them, and accumulators, which are requantized on the way. Sums of 64 bits wrap, as they shall. Why it is sound: spec/audit.md.

/** The first byte that is free. */
export const base: usize = __heap_base

// @ts-ignore: decorator
@inline
function sumOf(v: v128): i64 {
  return i64x2.extract_lane(v, 0) + i64x2.extract_lane(v, 1)
}

/** Products of four int32, added in pairs. */
// @ts-ignore: decorator
@inline
function mac(sum: v128, a: v128, b: v128): v128 {
  return i64x2.add(sum, i64x2.add(i64x2.extmul_low_i32x4_s(a, b), i64x2.extmul_high_i32x4_s(a, b)))
}

/** Adds four int32, times 2^shift, to int64 in memory. */
// @ts-ignore: decorator
@inline
function addTo(at: usize, sum: v128, shift: i32): void {
  v128.store(at, i64x2.add(v128.load(at), i64x2.shl(i64x2.extend_low_i32x4_s(sum), shift)))
  v128.store(at, i64x2.add(v128.load(at, 16), i64x2.shl(i64x2.extend_high_i32x4_s(sum), shift)), 16)
}

// @ts-ignore: decorator
@inline
function eight<T>(at: usize): v128 {
  return sizeof<T>() == 1 ? v128.load8x8_s(at) : v128.load(at)
}

/**
 * Adds 2 `pairs` lines of `k` weights, each times its factors, to four lines of int64. Of a pair of lines `factors` has four words: a factor
 * of the first line below, one of the second above, 15 bits each. `targets` holds four addresses, then four shifts. Reads and writes
 * up to the next multiple of eight. The caller keeps `pairs` so small that no sum of int32 overflows.
 */
// @ts-ignore: decorator
@inline
function combine<T>(weights: usize, k: i32, pairs: i32, factors: usize, targets: usize): void {
  const line = <usize>k * sizeof<T>()
  const t0 = load<usize>(targets)
  const t1 = load<usize>(targets, 4)
  const t2 = load<usize>(targets, 8)
  const t3 = load<usize>(targets, 12)
  for (let i = 0; i < k; i += 8) {
    let a0 = i32x4.splat(0)
    let a1 = a0
    let b0 = a0
    let b1 = a0
    let c0 = a0
    let c1 = a0
    let d0 = a0
    let d1 = a0
    let w = weights + <usize>i * sizeof<T>()
    let f = factors
    for (const end = factors + (<usize>pairs << 4); f < end; f += 16) {
      const first = eight<T>(w)
      const second = eight<T>(w + line)
      const low = i16x8.shuffle(first, second, 0, 8, 1, 9, 2, 10, 3, 11)
      const high = i16x8.shuffle(first, second, 4, 12, 5, 13, 6, 14, 7, 15)
      const fa = v128.load32_splat(f)
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(low, fa))
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(high, fa))
      const fb = v128.load32_splat(f, 4)
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(low, fb))
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(high, fb))
      const fc = v128.load32_splat(f, 8)
      c0 = i32x4.add(c0, i32x4.dot_i16x8_s(low, fc))
      c1 = i32x4.add(c1, i32x4.dot_i16x8_s(high, fc))
      const fd = v128.load32_splat(f, 12)
      d0 = i32x4.add(d0, i32x4.dot_i16x8_s(low, fd))
      d1 = i32x4.add(d1, i32x4.dot_i16x8_s(high, fd))
      w += 2 * line
    }
    const at = <usize>i << 3
    const s0 = load<i32>(targets, 16)
    addTo(t0 + at, a0, s0)
    addTo(t0 + at + 32, a1, s0)
    const s1 = load<i32>(targets, 20)
    addTo(t1 + at, b0, s1)
    addTo(t1 + at + 32, b1, s1)
    const s2 = load<i32>(targets, 24)
    addTo(t2 + at, c0, s2)
    addTo(t2 + at + 32, c1, s2)
    const s3 = load<i32>(targets, 28)
    addTo(t3 + at, d0, s3)
    addTo(t3 + at + 32, d1, s3)
  }
}

export function combine8(weights: usize, k: i32, pairs: i32, factors: usize, targets: usize): void {
  combine<i8>(weights, k, pairs, factors, targets)
}
export function combine16(weights: usize, k: i32, pairs: i32, factors: usize, targets: usize): void {
  combine<i16>(weights, k, pairs, factors, targets)
}

/** The sum of 2^exponent * bias * u. */
export function constant(bias: usize, exponents: usize, u: usize, count: i32): i64 {
  let sum: i64 = 0
  for (let n: usize = 0; n < <usize>count; n++) {
    sum += (<i64>load<i32>(bias + 4 * n) * <i64>load<i32>(u + 4 * n)) << <i64>load<u8>(exponents + n)
  }
  return sum
}

// Of the position at hand, for the two vectors.
let sum0: i64 = 0
let sum1: i64 = 0

/** Adds the products of `n` int16 with both vectors: planes of lower and upper words, `plane` bytes apart. */
function addLine(x: usize, f: usize, plane: usize, n: i32): void {
  let a = i64x2.splat(0)
  let b = a
  let upperA = i32x4.splat(0)
  let upperB = upperA
  let i = 0
  for (; i + 8 <= n; i += 8) {
    const values = v128.load(x)
    const low = i32x4.extend_low_i16x8_s(values)
    const high = i32x4.extend_high_i16x8_s(values)
    let at = f
    a = mac(a, low, v128.load(at))
    a = mac(a, high, v128.load(at, 16))
    at += plane
    upperA = i32x4.add(upperA, i32x4.mul(low, v128.load(at)))
    upperA = i32x4.add(upperA, i32x4.mul(high, v128.load(at, 16)))
    at += plane
    b = mac(b, low, v128.load(at))
    b = mac(b, high, v128.load(at, 16))
    at += plane
    upperB = i32x4.add(upperB, i32x4.mul(low, v128.load(at)))
    upperB = i32x4.add(upperB, i32x4.mul(high, v128.load(at, 16)))
    x += 16
    f += 32
  }
  let high0: i32 =
    i32x4.extract_lane(upperA, 0) + i32x4.extract_lane(upperA, 1) + i32x4.extract_lane(upperA, 2) + i32x4.extract_lane(upperA, 3)
  let high1: i32 =
    i32x4.extract_lane(upperB, 0) + i32x4.extract_lane(upperB, 1) + i32x4.extract_lane(upperB, 2) + i32x4.extract_lane(upperB, 3)
  sum0 += sumOf(a)
  sum1 += sumOf(b)
  for (; i < n; i++) {
    const value = <i32>load<i16>(x)
    sum0 += <i64>value * <i64>load<i32>(f)
    high0 += value * load<i32>(f + plane)
    sum1 += <i64>value * <i64>load<i32>(f + 2 * plane)
    high1 += value * load<i32>(f + 3 * plane)
    x += 2
    f += 4
  }
  sum0 += <i64>high0 << 32
  sum1 += <i64>high1 << 32
}

/** For each of `positions` lines of `k` int16 the products with both vectors: two int64. */
export function lines(x: usize, k: i32, positions: i32, f: usize, plane: usize, sums: usize): void {
  for (let at = 0; at < positions; at++) {
    sum0 = 0
    sum1 = 0
    addLine(x, f, plane, k)
    store<i64>(sums, sum0)
    store<i64>(sums, sum1, 8)
    x += <usize>k << 1
    sums += 16
  }
}

/** A convolution, in the order of its words. */
@unmanaged
class Windows {
  height: i32
  width: i32
  channels: i32
  outHeight: i32
  outWidth: i32
  kernelHeight: i32
  kernelWidth: i32
  strideY: i32
  strideX: i32
  dilationY: i32
  dilationX: i32
  top: i32
  left: i32
}

/** As `lines`, for the taps of the windows of whole rows. */
export function windows(c: Windows, x: usize, rows: i32, f: usize, plane: usize, sums: usize): void {
  const line = <usize>c.channels << 1
  for (let row = 0; row < rows; row++) {
    for (let oy = 0; oy < c.outHeight; oy++) {
      for (let ox = 0; ox < c.outWidth; ox++) {
        sum0 = 0
        sum1 = 0
        for (let ky = 0; ky < c.kernelHeight; ky++) {
          const y = oy * c.strideY - c.top + ky * c.dilationY
          if (y < 0 || y >= c.height) continue
          for (let kx = 0; kx < c.kernelWidth; kx++) {
            const at = ox * c.strideX - c.left + kx * c.dilationX
            if (at < 0 || at >= c.width) continue
            const tap = <usize>(ky * c.kernelWidth + kx) * line
            addLine(x + <usize>(y * c.width + at) * line, f + 2 * tap, plane, c.channels)
          }
        }
        store<i64>(sums, sum0)
        store<i64>(sums, sum1, 8)
        sums += 16
      }
    }
    x += <usize>(c.height * c.width) * line
  }
}

/**
 * Adds to `sums` what the accumulators of `positions` lines of `count` int32 leave, taken off: the products with both vectors, which are `plane`
 * bytes apart. Puts the requantized values to `out`. Gives whether no accumulator is outside +-`most`.
 */
export function settle(
  accumulators: usize, count: i32, positions: i32, u: usize, plane: usize, sums: usize, out: usize,
  most: i32, shift: i32, lo: i32, hi: i32,
): bool {
  const half: i32 = shift == 0 ? 0 : 1 << (shift - 1)
  const round = i32x4.splat(half)
  const least = i32x4.splat(lo)
  const largest = i32x4.splat(hi)
  let top = i32x4.splat(0)
  let bottom = top
  let holds = true
  for (let position = 0; position < positions; position++) {
    let a = i64x2.splat(0)
    let b = a
    let v = u
    let i = 0
    for (; i + 8 <= count; i += 8) {
      const first = v128.load(accumulators)
      const second = v128.load(accumulators, 16)
      top = i32x4.max_s(top, i32x4.max_s(first, second))
      bottom = i32x4.min_s(bottom, i32x4.min_s(first, second))
      a = mac(a, first, v128.load(v))
      a = mac(a, second, v128.load(v, 16))
      b = mac(b, first, v128.load(v + plane))
      b = mac(b, second, v128.load(v + plane, 16))
      const y0 = i32x4.shr_s(i32x4.add(first, round), shift)
      const y1 = i32x4.shr_s(i32x4.add(second, round), shift)
      const clamped0 = i32x4.min_s(i32x4.max_s(y0, least), largest)
      const clamped1 = i32x4.min_s(i32x4.max_s(y1, least), largest)
      v128.store(out, i16x8.narrow_i32x4_s(clamped0, clamped1))
      accumulators += 32
      v += 32
      out += 16
    }
    let s0 = sumOf(a)
    let s1 = sumOf(b)
    for (; i < count; i++) {
      const value = load<i32>(accumulators)
      if (value > most || value < -most) holds = false
      s0 += <i64>value * <i64>load<i32>(v)
      s1 += <i64>value * <i64>load<i32>(v + plane)
      store<i16>(out, <i16>min(hi, max(lo, (value + half) >> shift)))
      accumulators += 4
      v += 4
      out += 2
    }
    store<i64>(sums, load<i64>(sums) - s0)
    store<i64>(sums, load<i64>(sums, 8) - s1, 8)
    sums += 16
  }
  return (
    holds &&
    !v128.any_true(v128.or(i32x4.gt_s(top, i32x4.splat(most)), i32x4.lt_s(bottom, i32x4.splat(-most))))
  )
}
