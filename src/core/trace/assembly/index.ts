// Scores of an attention: products of 16-bit queries and keys, rounded, shifted and held within their bounds. What they
// are, ../attention.ts says the slow way.

/** The first byte that is free. */
export const base: usize = __heap_base

/** The sums of four vectors' lanes, side by side. */
// @ts-ignore: decorator
@inline
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7))
  const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7))
  return i32x4.add(i64x2.shuffle(ab, cd, 0, 2), i64x2.shuffle(ab, cd, 1, 3))
}

/** The first `count` of four scores, at most four. */
// @ts-ignore: decorator
@inline
function write(to: usize, scores: v128, count: i32, wide: bool): void {
  const narrow = i16x8.narrow_i32x4_s(scores, scores)
  if (wide) {
    if (count >= 4) v128.store64_lane(to, narrow, 0)
    else {
      v128.store16_lane(to, narrow, 0)
      if (count > 1) v128.store16_lane(to, narrow, 1, 2)
      if (count > 2) v128.store16_lane(to, narrow, 2, 4)
    }
  } else {
    const bytes = i8x16.narrow_i16x8_s(narrow, narrow)
    if (count >= 4) v128.store32_lane(to, bytes, 0)
    else {
      v128.store8_lane(to, bytes, 0)
      if (count > 1) v128.store8_lane(to, bytes, 1, 1)
      if (count > 2) v128.store8_lane(to, bytes, 2, 2)
    }
  }
}

/**
 * Scores of rows `first` to `first` + `rows` - 1, row by row and head by head, row t having t + 1 of 1 or 2 bytes each.
 * A vector has `bytes` bytes, a multiple of 16. `queries` are row by row, head by head; `keys` are group by group,
 * position by position, `positions` of each, a multiple of 4.
 */
export function scores(
  queries: usize,
  keys: usize,
  heads: i32,
  groups: i32,
  bytes: usize,
  positions: i32,
  first: i32,
  rows: i32,
  shift: i32,
  lo: i32,
  hi: i32,
  wide: bool,
  out: usize,
): void {
  const size: usize = wide ? 2 : 1
  const rounding = i32x4.splat(shift == 0 ? 0 : 1 << (shift - 1))
  const least = i32x4.splat(lo)
  const most = i32x4.splat(hi)
  const line = <usize>heads * bytes
  for (let head = 0; head < heads; head++) {
    let key = keys + <usize>((head * groups) / heads) * <usize>positions * bytes
    for (let j = 0; j < first + rows; j += 4) {
      // These four keys with all rows that see one of them: neither leaves the cache meanwhile.
      for (let row = max(0, j - first); row < rows; row++) {
        const t = first + row
        let query = queries + <usize>row * line + <usize>head * bytes
        let a = i32x4.splat(0)
        let b = a
        let c = a
        let d = a
        const end = key + bytes
        for (let at = key; at < end; at += 16) {
          const part = v128.load(query)
          a = i32x4.add(a, i32x4.dot_i16x8_s(part, v128.load(at)))
          b = i32x4.add(b, i32x4.dot_i16x8_s(part, v128.load(at + bytes)))
          c = i32x4.add(c, i32x4.dot_i16x8_s(part, v128.load(at + 2 * bytes)))
          d = i32x4.add(d, i32x4.dot_i16x8_s(part, v128.load(at + 3 * bytes)))
          query += 16
        }
        const score = i32x4.shr_s(i32x4.add(sums(a, b, c, d), rounding), shift)
        // Of the rows before, the first has first + 1 for each head, and each one more than the one before.
        const before = heads * ((row * (2 * first + row + 1)) >> 1) + head * (t + 1)
        write(out + <usize>(before + j) * size, i32x4.max_s(least, i32x4.min_s(most, score)), t + 1 - j, wide)
      }
      key += 4 * bytes
    }
  }
}
