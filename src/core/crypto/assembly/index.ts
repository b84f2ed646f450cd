// SHA-256 (FIPS 180-4) of four messages at once, one in each lane of a vector: leaves and nodes of the trees of
// spec/graph.md, "Merkle trees". A message is a byte of prefix and 64 n bytes that lie in memory one message behind the
// other, so that words are read one byte before their place.

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

/** Sixteen words of the four messages' block, as the rounds take them. */
const W: usize = memory.data(16 * 16, 16)
/** The four states. */
const STATE: usize = memory.data(8 * 16, 16)
/**
 * What a message's last block is follows from its last byte: here are the 64 words that its rounds add, constants
 * included, for each byte; first of messages of 65 bytes, then of 257.
 */
const TAILS: usize = memory.data(2 * 256 * 64 * 4, 16)
const TAIL: usize = 64 * 4

/** The first byte that is free. */
export const base: usize = __heap_base

for (let i: u32 = 0; i < 512; i++) {
  const words = TAILS + <usize>i * TAIL
  store<u32>(words, (i << 24) | 0x800000)
  store<u32>(words, i < 256 ? 65 * 8 : 257 * 8, 15 * 4)
  for (let at = words; at < words + 48 * 4; at += 4) {
    const x = load<u32>(at, 4)
    const y = load<u32>(at, 14 * 4)
    const low = rotr(x, 7) ^ rotr(x, 18) ^ (x >> 3)
    const high = rotr(y, 17) ^ rotr(y, 19) ^ (y >> 10)
    store<u32>(at, load<u32>(at) + low + load<u32>(at, 9 * 4) + high, 16 * 4)
  }
  for (let at: usize = 0; at < TAIL; at += 4) store<u32>(words + at, load<u32>(words + at) + load<u32>(K + at))
}

// @ts-ignore: decorator
@inline
function right(x: v128, n: i32): v128 {
  return v128.or(i32x4.shr_u(x, n), i32x4.shl(x, 32 - n))
}

/** Sum of what a round adds: word and constant, and what comes of e, f, g, h. */
// @ts-ignore: decorator
@inline
function first(e: v128, f: v128, g: v128, h: v128, word: v128): v128 {
  const sigma = v128.xor(right(e, 6), v128.xor(right(e, 11), right(e, 25)))
  return i32x4.add(i32x4.add(h, word), i32x4.add(sigma, v128.bitselect(f, g, e)))
}

/** What comes of a, b, c: where a and b differ, the majority is c, and so what b is where b and c do not differ. */
// @ts-ignore: decorator
@inline
function second(a: v128, b: v128, ab: v128, bc: v128): v128 {
  const sigma = v128.xor(right(a, 2), v128.xor(right(a, 13), right(a, 22)))
  return i32x4.add(sigma, v128.xor(b, v128.and(ab, bc)))
}

/** The word 16 places on, of the words 0, 1, 9 and 14 places on. */
// @ts-ignore: decorator
@inline
function next(w0: v128, w1: v128, w9: v128, w14: v128): v128 {
  const low = v128.xor(v128.xor(right(w1, 7), right(w1, 18)), i32x4.shr_u(w1, 3))
  const high = v128.xor(v128.xor(right(w14, 17), right(w14, 19)), i32x4.shr_u(w14, 10))
  return i32x4.add(i32x4.add(w0, w9), i32x4.add(low, high))
}

/** A word and its constant. */
// @ts-ignore: decorator
@inline
function keyed(word: usize, constant: usize, n: usize): v128 {
  return i32x4.add(v128.load(word + (n << 4)), v128.load32_splat(constant + (n << 2)))
}

/** The rounds of the block in W, into the states. Uses up W. */
function compress(): void {
  let a = v128.load(STATE)
  let b = v128.load(STATE, 16)
  let c = v128.load(STATE, 32)
  let d = v128.load(STATE, 48)
  let e = v128.load(STATE, 64)
  let f = v128.load(STATE, 80)
  let g = v128.load(STATE, 96)
  let h = v128.load(STATE, 112)
  let t: v128
  let ab: v128
  let bc = v128.xor(b, c)
  let own = W
  let other = W + 8 * 16
  // Eight rounds: then every letter is in its place again. Words that were used make room for those 16 places on; these
  // are made beside the next rounds, which leave units idle.
  for (let k: usize = K; k < K + 64 * 4; k += 8 * 4) {
    t = first(e, f, g, h, keyed(own, k, 0))
    d = i32x4.add(d, t)
    ab = v128.xor(a, b)
    h = i32x4.add(t, second(a, b, ab, bc))
    t = first(d, e, f, g, keyed(own, k, 1))
    c = i32x4.add(c, t)
    bc = v128.xor(h, a)
    g = i32x4.add(t, second(h, a, bc, ab))
    t = first(c, d, e, f, keyed(own, k, 2))
    b = i32x4.add(b, t)
    ab = v128.xor(g, h)
    f = i32x4.add(t, second(g, h, ab, bc))
    t = first(b, c, d, e, keyed(own, k, 3))
    a = i32x4.add(a, t)
    bc = v128.xor(f, g)
    e = i32x4.add(t, second(f, g, bc, ab))
    t = first(a, b, c, d, keyed(own, k, 4))
    h = i32x4.add(h, t)
    ab = v128.xor(e, f)
    d = i32x4.add(t, second(e, f, ab, bc))
    t = first(h, a, b, c, keyed(own, k, 5))
    g = i32x4.add(g, t)
    bc = v128.xor(d, e)
    c = i32x4.add(t, second(d, e, bc, ab))
    t = first(g, h, a, b, keyed(own, k, 6))
    f = i32x4.add(f, t)
    ab = v128.xor(c, d)
    b = i32x4.add(t, second(c, d, ab, bc))
    t = first(f, g, h, a, keyed(own, k, 7))
    e = i32x4.add(e, t)
    bc = v128.xor(b, c)
    a = i32x4.add(t, second(b, c, bc, ab))
    if (k < K + 48 * 4) {
      v128.store(own, next(v128.load(own), v128.load(own, 16), v128.load(other, 16), v128.load(other, 96)))
      v128.store(own, next(v128.load(own, 16), v128.load(own, 32), v128.load(other, 32), v128.load(other, 112)), 16)
      v128.store(own, next(v128.load(own, 32), v128.load(own, 48), v128.load(other, 48), v128.load(own)), 32)
      v128.store(own, next(v128.load(own, 48), v128.load(own, 64), v128.load(other, 64), v128.load(own, 16)), 48)
      v128.store(own, next(v128.load(own, 64), v128.load(own, 80), v128.load(other, 80), v128.load(own, 32)), 64)
      v128.store(own, next(v128.load(own, 80), v128.load(own, 96), v128.load(other, 96), v128.load(own, 48)), 80)
      v128.store(own, next(v128.load(own, 96), v128.load(own, 112), v128.load(other, 112), v128.load(own, 64)), 96)
      v128.store(own, next(v128.load(own, 112), v128.load(other), v128.load(own), v128.load(own, 80)), 112)
    }
    const used = own
    own = other
    other = used
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

/** The rounds of the four messages' last blocks, given the words that they add, into the states. */
function finish(p: usize, q: usize, r: usize, s: usize): void {
  let a = v128.load(STATE)
  let b = v128.load(STATE, 16)
  let c = v128.load(STATE, 32)
  let d = v128.load(STATE, 48)
  let e = v128.load(STATE, 64)
  let f = v128.load(STATE, 80)
  let g = v128.load(STATE, 96)
  let h = v128.load(STATE, 112)
  let t: v128
  let ab: v128
  let bc = v128.xor(b, c)
  for (let i: usize = 0; i < TAIL; i += 8 * 4) {
    columns(v128.load(p + i), v128.load(q + i), v128.load(r + i), v128.load(s + i), W)
    columns(v128.load(p + i, 16), v128.load(q + i, 16), v128.load(r + i, 16), v128.load(s + i, 16), W + 64)
    t = first(e, f, g, h, v128.load(W))
    d = i32x4.add(d, t)
    ab = v128.xor(a, b)
    h = i32x4.add(t, second(a, b, ab, bc))
    t = first(d, e, f, g, v128.load(W, 16))
    c = i32x4.add(c, t)
    bc = v128.xor(h, a)
    g = i32x4.add(t, second(h, a, bc, ab))
    t = first(c, d, e, f, v128.load(W, 32))
    b = i32x4.add(b, t)
    ab = v128.xor(g, h)
    f = i32x4.add(t, second(g, h, ab, bc))
    t = first(b, c, d, e, v128.load(W, 48))
    a = i32x4.add(a, t)
    bc = v128.xor(f, g)
    e = i32x4.add(t, second(f, g, bc, ab))
    t = first(a, b, c, d, v128.load(W, 64))
    h = i32x4.add(h, t)
    ab = v128.xor(e, f)
    d = i32x4.add(t, second(e, f, ab, bc))
    t = first(h, a, b, c, v128.load(W, 80))
    g = i32x4.add(g, t)
    bc = v128.xor(d, e)
    c = i32x4.add(t, second(d, e, bc, ab))
    t = first(g, h, a, b, v128.load(W, 96))
    f = i32x4.add(f, t)
    ab = v128.xor(c, d)
    b = i32x4.add(t, second(c, d, ab, bc))
    t = first(f, g, h, a, v128.load(W, 112))
    e = i32x4.add(e, t)
    bc = v128.xor(b, c)
    a = i32x4.add(t, second(b, c, bc, ab))
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

/** Four lines to four columns, one behind the other. */
// @ts-ignore: decorator
@inline
function columns(m0: v128, m1: v128, m2: v128, m3: v128, to: usize): void {
  const low0 = i32x4.shuffle(m0, m1, 0, 4, 1, 5)
  const low1 = i32x4.shuffle(m2, m3, 0, 4, 1, 5)
  const high0 = i32x4.shuffle(m0, m1, 2, 6, 3, 7)
  const high1 = i32x4.shuffle(m2, m3, 2, 6, 3, 7)
  v128.store(to, i64x2.shuffle(low0, low1, 0, 2))
  v128.store(to, i64x2.shuffle(low0, low1, 1, 3), 16)
  v128.store(to, i64x2.shuffle(high0, high1, 0, 2), 32)
  v128.store(to, i64x2.shuffle(high0, high1, 1, 3), 48)
}

/** Four words of each of four messages that lie `stride` bytes apart, from `at` on, into W. */
// @ts-ignore: decorator
@inline
function gather(at: usize, stride: usize, to: usize): void {
  const m0 = swapped(v128.load(at))
  const m1 = swapped(v128.load(at + stride))
  const m2 = swapped(v128.load(at + 2 * stride))
  const m3 = swapped(v128.load(at + 3 * stride))
  columns(m0, m1, m2, m3, to)
}

/** Words of the last block of a message that ends before `end`. */
// @ts-ignore: decorator
@inline
function tailOf(tails: usize, end: usize): usize {
  return tails + <usize>load<u8>(end - 1) * TAIL
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
  const tails = blocks == 1 ? TAILS : TAILS + 256 * TAIL
  const end = source + stride
  finish(
    tailOf(tails, end),
    tailOf(tails, end + stride),
    tailOf(tails, end + 2 * stride),
    tailOf(tails, end + 3 * stride),
  )
  columns(v128.load(STATE), v128.load(STATE, 16), v128.load(STATE, 32), v128.load(STATE, 48), W)
  columns(v128.load(STATE, 64), v128.load(STATE, 80), v128.load(STATE, 96), v128.load(STATE, 112), W + 64)
  for (let i: usize = 0; i < 128; i += 32) {
    v128.store(out + i, swapped(v128.load(W + (i >> 1))))
    v128.store(out + i, swapped(v128.load(W + (i >> 1), 64)), 16)
  }
}

/**
 * Hashes `count` messages of 64 `blocks` bytes behind a prefix, `blocks` being 1 or 4. Reads up to three messages
 * beyond, and one byte before; writes up to three digests beyond. `out` may be `source`: what is written has been read.
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
