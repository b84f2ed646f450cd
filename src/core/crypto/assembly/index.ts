// SHA-256 (FIPS 180-4) of four messages at once, one in each lane of a vector: leaves and nodes of the trees of spec/graph.md, "Merkle trees". A
// message is a byte of prefix and 64 n bytes that lie in memory one message behind the other, so that words are read one byte before their place.

/** First of the eight words that a hash begins with, then the 64 constants of the rounds. */
const CONSTANTS: usize = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
])
const K: usize = CONSTANTS + 32

/** Words of the four messages' block, as the rounds take them. */
const W: usize = memory.data(64 * 16, 16)
/** The four states. */
const STATE: usize = memory.data(8 * 16, 16)

/** The first byte that is free. */
export const base: usize = __heap_base

// @ts-ignore: decorator
@inline
function right(x: v128, n: i32): v128 {
  return v128.or(i32x4.shr_u(x, n), i32x4.shl(x, 32 - n))
}

// @ts-ignore: decorator
@inline
function word(i: i32): v128 {
  return v128.load(W + (<usize>i << 4))
}

/** Sum of what a round adds: the constant, the word, and what comes of e, f, g, h. */
// @ts-ignore: decorator
@inline
function first(e: v128, f: v128, g: v128, h: v128, i: usize, n: usize): v128 {
  const sigma = v128.xor(right(e, 6), v128.xor(right(e, 11), right(e, 25)))
  const choice = v128.bitselect(f, g, e)
  const wk = i32x4.add(v128.load(W + i + (n << 4)), v128.load32_splat(K + (i >> 2) + (n << 2)))
  return i32x4.add(i32x4.add(h, sigma), i32x4.add(choice, wk))
}

// @ts-ignore: decorator
@inline
function second(a: v128, b: v128, c: v128): v128 {
  const sigma = v128.xor(right(a, 2), v128.xor(right(a, 13), right(a, 22)))
  return i32x4.add(sigma, v128.bitselect(c, b, v128.xor(a, b)))
}

/** The rounds of the block in W, into the states. */
function compress(): void {
  for (let i = 16; i < 64; i++) {
    const s0 = word(i - 15)
    const s1 = word(i - 2)
    const low = v128.xor(v128.xor(right(s0, 7), right(s0, 18)), i32x4.shr_u(s0, 3))
    const high = v128.xor(v128.xor(right(s1, 17), right(s1, 19)), i32x4.shr_u(s1, 10))
    v128.store(W + (<usize>i << 4), i32x4.add(i32x4.add(word(i - 16), low), i32x4.add(word(i - 7), high)))
  }
  let a = v128.load(STATE)
  let b = v128.load(STATE, 16)
  let c = v128.load(STATE, 32)
  let d = v128.load(STATE, 48)
  let e = v128.load(STATE, 64)
  let f = v128.load(STATE, 80)
  let g = v128.load(STATE, 96)
  let h = v128.load(STATE, 112)
  // Eight rounds: then every letter is in its place again.
  for (let i: usize = 0; i < 64 * 16; i += 8 * 16) {
    let t = first(e, f, g, h, i, 0)
    d = i32x4.add(d, t)
    h = i32x4.add(t, second(a, b, c))
    t = first(d, e, f, g, i, 1)
    c = i32x4.add(c, t)
    g = i32x4.add(t, second(h, a, b))
    t = first(c, d, e, f, i, 2)
    b = i32x4.add(b, t)
    f = i32x4.add(t, second(g, h, a))
    t = first(b, c, d, e, i, 3)
    a = i32x4.add(a, t)
    e = i32x4.add(t, second(f, g, h))
    t = first(a, b, c, d, i, 4)
    h = i32x4.add(h, t)
    d = i32x4.add(t, second(e, f, g))
    t = first(h, a, b, c, i, 5)
    g = i32x4.add(g, t)
    c = i32x4.add(t, second(d, e, f))
    t = first(g, h, a, b, i, 6)
    f = i32x4.add(f, t)
    b = i32x4.add(t, second(c, d, e))
    t = first(f, g, h, a, i, 7)
    e = i32x4.add(e, t)
    a = i32x4.add(t, second(b, c, d))
  }
  v128.store(STATE, i32x4.add(a, v128.load(STATE)))
  v128.store(STATE, i32x4.add(b, v128.load(STATE, 16)), 16)
  v128.store(STATE, i32x4.add(c, v128.load(STATE, 32)), 32)
  v128.store(STATE, i32x4.add(d, v128.load(STATE, 48)), 48)
  v128.store(STATE, i32x4.add(e, v128.load(STATE, 64)), 64)
  v128.store(STATE, i32x4.add(f, v128.load(STATE, 80)), 80)
  v128.store(STATE, i32x4.add(g, v128.load(STATE, 96)), 96)
  v128.store(STATE, i32x4.add(h, v128.load(STATE, 112)), 112)
}

/** Words of four bytes, the first one the highest. */
// @ts-ignore: decorator
@inline
function swapped(v: v128): v128 {
  return i8x16.shuffle(v, v, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)
}

/** Four words of each of four messages that lie `stride` bytes apart, from `at` on, into W: four lines for a column. */
// @ts-ignore: decorator
@inline
function gather(at: usize, stride: usize, to: usize): void {
  const m0 = swapped(v128.load(at))
  const m1 = swapped(v128.load(at + stride))
  const m2 = swapped(v128.load(at + 2 * stride))
  const m3 = swapped(v128.load(at + 3 * stride))
  const low0 = i32x4.shuffle(m0, m1, 0, 4, 1, 5)
  const low1 = i32x4.shuffle(m2, m3, 0, 4, 1, 5)
  const high0 = i32x4.shuffle(m0, m1, 2, 6, 3, 7)
  const high1 = i32x4.shuffle(m2, m3, 2, 6, 3, 7)
  v128.store(to, i64x2.shuffle(low0, low1, 0, 2))
  v128.store(to, i64x2.shuffle(low0, low1, 1, 3), 16)
  v128.store(to, i64x2.shuffle(high0, high1, 0, 2), 32)
  v128.store(to, i64x2.shuffle(high0, high1, 1, 3), 48)
}

// @ts-ignore: decorator
@inline
function lastByte(at: usize): i32 {
  return (<i32>load<u8>(at) << 24) | 0x800000
}

/** Digests of four messages, 32 bytes each, one behind the other, to `out`. */
function hash4(source: usize, blocks: i32, prefix: i32, out: usize): void {
  const stride = <usize>blocks << 6
  for (let i: usize = 0; i < 8; i++) v128.store(STATE + (i << 4), v128.load32_splat(CONSTANTS + (i << 2)))
  for (let block = 0; block < blocks; block++) {
    const at = source + (<usize>block << 6) - 1
    for (let i: usize = 0; i < 4; i++) gather(at + (i << 4), stride, W + (i << 6))
    if (block == 0)
      v128.store(W, v128.or(v128.and(v128.load(W), i32x4.splat(0xffffff)), i32x4.splat(prefix << 24)))
    compress()
  }
  // What is left: one byte, the mark of the end, and the length in bits.
  const last = source + stride - 1
  let tail = i32x4.splat(lastByte(last))
  tail = i32x4.replace_lane(tail, 1, lastByte(last + stride))
  tail = i32x4.replace_lane(tail, 2, lastByte(last + 2 * stride))
  tail = i32x4.replace_lane(tail, 3, lastByte(last + 3 * stride))
  v128.store(W, tail)
  for (let i: usize = 16; i < 15 * 16; i += 16) v128.store(W + i, i32x4.splat(0))
  v128.store(W + 15 * 16, i32x4.splat(((blocks << 6) + 1) << 3))
  compress()
  for (let half: usize = 0; half < 2; half++) {
    const s = STATE + (half << 6)
    const w0 = v128.load(s)
    const w1 = v128.load(s, 16)
    const w2 = v128.load(s, 32)
    const w3 = v128.load(s, 48)
    const low0 = i32x4.shuffle(w0, w1, 0, 4, 1, 5)
    const low1 = i32x4.shuffle(w2, w3, 0, 4, 1, 5)
    const high0 = i32x4.shuffle(w0, w1, 2, 6, 3, 7)
    const high1 = i32x4.shuffle(w2, w3, 2, 6, 3, 7)
    const to = out + (half << 4)
    v128.store(to, swapped(i64x2.shuffle(low0, low1, 0, 2)))
    v128.store(to + 32, swapped(i64x2.shuffle(low0, low1, 1, 3)))
    v128.store(to + 64, swapped(i64x2.shuffle(high0, high1, 0, 2)))
    v128.store(to + 96, swapped(i64x2.shuffle(high0, high1, 1, 3)))
  }
}

/**
 * Hashes `count` messages of 64 `blocks` bytes behind a prefix. Reads up to three messages beyond, and one byte before; writes up to three digests
 * beyond. `out` may be `source`: what is written has been read.
 */
export function hashes(source: usize, count: i32, blocks: i32, prefix: i32, out: usize): void {
  for (let i = 0; i < count; i += 4) {
    hash4(source, blocks, prefix, out)
    source += <usize>blocks << 8
    out += 128
  }
}

/** The root of a tree of 2^height leaves of 256 bytes, at `out`; its levels are computed there. */
export function root(source: usize, height: i32, out: usize): void {
  let count = 1 << height
  hashes(source, count, 4, 0, out)
  for (; count > 1; count >>= 1) hashes(out, count >> 1, 1, 1, out)
}
