// Scores of an attention for one row: products of 16-bit queries and keys, rounded, shifted and held within their bounds. What they are, ../attention.ts
// says the slow way.

/** The first byte that is free. */
export const base: usize = __heap_base

// @ts-ignore: decorator
@inline
function product(a: usize, b: usize, bytes: usize): v128 {
  let sum = i32x4.splat(0)
  for (let i: usize = 0; i < bytes; i += 16)
    sum = i32x4.add(sum, i32x4.dot_i16x8_s(v128.load(a + i), v128.load(b + i)))
  return sum
}

/**
 * Scores of all heads of a row with `count` keys, head by head, to `out`, of 1 or 2 bytes each. A vector has `bytes` bytes, a multiple of 16; `keys` are
 * position by position, group by group. Reads up to three positions beyond, writes up to seven bytes beyond.
 */
export function scores(
  query: usize,
  keys: usize,
  heads: i32,
  groups: i32,
  bytes: usize,
  count: i32,
  shift: i32,
  lo: i32,
  hi: i32,
  wide: bool,
  out: usize,
): void {
  const position = <usize>groups * bytes
  const rounding = i32x4.splat(shift == 0 ? 0 : 1 << (shift - 1))
  const least = i32x4.splat(lo)
  const most = i32x4.splat(hi)
  for (let head = 0; head < heads; head++) {
    const q = query + <usize>head * bytes
    let k = keys + <usize>((head * groups) / heads) * bytes
    let to = out
    for (let j = 0; j < count; j += 4) {
      const a = product(q, k, bytes)
      const b = product(q, k + position, bytes)
      const c = product(q, k + 2 * position, bytes)
      const d = product(q, k + 3 * position, bytes)
      // Four sums of four, side by side.
      const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7))
      const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7))
      let sum = i32x4.add(i64x2.shuffle(ab, cd, 0, 2), i64x2.shuffle(ab, cd, 1, 3))
      sum = i32x4.shr_s(i32x4.add(sum, rounding), shift)
      sum = i32x4.max_s(least, i32x4.min_s(most, sum))
      const narrow = i16x8.narrow_i32x4_s(sum, sum)
      if (wide) v128.store64_lane(to, narrow, 0)
      else v128.store32_lane(to, i8x16.narrow_i16x8_s(narrow, narrow), 0)
      to += wide ? 8 : 4
      k += 4 * position
    }
    out += <usize>count << (wide ? 1 : 0)
  }
}
