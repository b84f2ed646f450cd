// @ts-nocheck
// Kernels of both fields, for fast.ts. What they compute, vectors.ts says the slow way; how numbers lie in memory,
// arithmetic.ts.

import {
  add,
  axpyWideAll,
  foldWideAll,
  four,
  KOALA,
  Koala,
  lower,
  MERSENNE,
  Mersenne,
  mul,
  mulBlock,
  mulBy,
  sub,
  two,
  upper,
} from './arithmetic'
import { addFractions, addFractionsLift, roundAll, topAll, weightsAll } from './fractions'

/** The first byte that is free. */
export const base: usize = __heap_base

// --- Elements of the prime field ------------------------------------------------------------------------------------

// @ts-ignore: decorator
@inline
function addAll<F>(a: usize, b: usize, out: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, add<F>(v128.load(a + i), v128.load(b + i)))
}
// @ts-ignore: decorator
@inline
function subAll<F>(a: usize, b: usize, out: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, sub<F>(v128.load(a + i), v128.load(b + i)))
}
// @ts-ignore: decorator
@inline
function mulAll<F>(a: usize, b: usize, out: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    v128.store(out + i, mul<F>(v128.load(a + i), v128.load(b + i)))
    v128.store(out + i, mul<F>(v128.load(a + i, 16), v128.load(b + i, 16)), 16)
    v128.store(out + i, mul<F>(v128.load(a + i, 32), v128.load(b + i, 32)), 32)
    v128.store(out + i, mul<F>(v128.load(a + i, 48), v128.load(b + i, 48)), 48)
  }
}
/** out = c x. */
// @ts-ignore: decorator
@inline
function scaleAll<F>(x: usize, c: u32, more: u32, out: usize, bytes: usize): void {
  const factor = i32x4.splat(c)
  const second = i32x4.splat(more)
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, mulBy<F>(v128.load(x + i), factor, second))
}
/** out = y + c x. */
// @ts-ignore: decorator
@inline
function axpyAll<F>(x: usize, c: u32, more: u32, y: usize, out: usize, bytes: usize): void {
  const factor = i32x4.splat(c)
  const second = i32x4.splat(more)
  for (let i: usize = 0; i < bytes; i += 32) {
    v128.store(out + i, add<F>(v128.load(y + i), mulBy<F>(v128.load(x + i), factor, second)))
    v128.store(out + i, add<F>(v128.load(y + i, 16), mulBy<F>(v128.load(x + i, 16), factor, second)), 16)
  }
}
/** out = a + c (b - a). */
// @ts-ignore: decorator
@inline
function foldAll<F>(a: usize, b: usize, c: u32, more: u32, out: usize, bytes: usize): void {
  const factor = i32x4.splat(c)
  const second = i32x4.splat(more)
  for (let i: usize = 0; i < bytes; i += 16) {
    const first = v128.load(a + i)
    v128.store(out + i, add<F>(first, mulBy<F>(sub<F>(v128.load(b + i), first), factor, second)))
  }
}

/** The low and high words of sums of at most four products, apart, so that a sum of any length is exact. */
// @ts-ignore: decorator
@inline
function lowHalf(x: v128): v128 {
  return v128.and(x, i64x2.splat(0xffff_ffff))
}

// @ts-ignore: decorator
@inline
function finish<F>(low: v128, high: v128): u32 {
  const p: u64 = isSigned<F>() ? KOALA : MERSENNE
  const l = (<u64>i64x2.extract_lane(low, 0) + <u64>i64x2.extract_lane(low, 1)) % p
  const h = (<u64>i64x2.extract_lane(high, 0) + <u64>i64x2.extract_lane(high, 1)) % p
  return <u32>((h * ((<u64>1 << 32) % p) + l) % p)
}

/** The sum of all a_i b_i modulo p, as integers. */
// @ts-ignore: decorator
@inline
function dotAll<F>(a: usize, b: usize, bytes: usize): u32 {
  let low = i64x2.splat(0)
  let high = low
  for (let i: usize = 0; i < bytes; i += 64) {
    let v = v128.load(a + i)
    let w = v128.load(b + i)
    let x = i64x2.extmul_low_i32x4_u(v, w)
    let y = i64x2.extmul_high_i32x4_u(v, w)
    v = v128.load(a + i, 16)
    w = v128.load(b + i, 16)
    x = i64x2.add(x, i64x2.extmul_low_i32x4_u(v, w))
    y = i64x2.add(y, i64x2.extmul_high_i32x4_u(v, w))
    v = v128.load(a + i, 32)
    w = v128.load(b + i, 32)
    x = i64x2.add(x, i64x2.extmul_low_i32x4_u(v, w))
    y = i64x2.add(y, i64x2.extmul_high_i32x4_u(v, w))
    v = v128.load(a + i, 48)
    w = v128.load(b + i, 48)
    x = i64x2.add(x, i64x2.extmul_low_i32x4_u(v, w))
    y = i64x2.add(y, i64x2.extmul_high_i32x4_u(v, w))
    low = lowParts(low, x, y)
    high = highParts(high, x, y)
  }
  return finish<F>(low, high)
}

/** Products of four vectors with four limbs that are a block apart, added: lower and upper halves of lanes. */
// @ts-ignore: decorator
@inline
function lowFour(a: v128, b: v128, c: v128, d: v128, at: usize): v128 {
  return i64x2.add(
    i64x2.add(i64x2.extmul_low_i32x4_u(a, v128.load(at)), i64x2.extmul_low_i32x4_u(b, v128.load(at, 64))),
    i64x2.add(i64x2.extmul_low_i32x4_u(c, v128.load(at, 128)), i64x2.extmul_low_i32x4_u(d, v128.load(at, 192))),
  )
}
// @ts-ignore: decorator
@inline
function highFour(a: v128, b: v128, c: v128, d: v128, at: usize): v128 {
  return i64x2.add(
    i64x2.add(i64x2.extmul_high_i32x4_u(a, v128.load(at)), i64x2.extmul_high_i32x4_u(b, v128.load(at, 64))),
    i64x2.add(i64x2.extmul_high_i32x4_u(c, v128.load(at, 128)), i64x2.extmul_high_i32x4_u(d, v128.load(at, 192))),
  )
}

// @ts-ignore: decorator
@inline
function lowParts(sum: v128, x: v128, y: v128): v128 {
  return i64x2.add(sum, i64x2.add(lowHalf(x), lowHalf(y)))
}
// @ts-ignore: decorator
@inline
function highParts(sum: v128, x: v128, y: v128): v128 {
  return i64x2.add(sum, i64x2.add(i64x2.shr_u(x, 32), i64x2.shr_u(y, 32)))
}

/**
 * The four limbs of the sum of all a_i b_i to `out`, b of the extension: 64 bytes of a and four blocks of b at a time.
 */
// @ts-ignore: decorator
@inline
function dotWideAll<F>(a: usize, b: usize, out: usize, bytes: usize): void {
  let l0 = i64x2.splat(0)
  let h0 = l0
  let l1 = l0
  let h1 = l0
  let l2 = l0
  let h2 = l0
  let l3 = l0
  let h3 = l0
  for (let i: usize = 0; i < bytes; i += 64) {
    const u = v128.load(a + i)
    const v = v128.load(a + i, 16)
    const w = v128.load(a + i, 32)
    const z = v128.load(a + i, 48)
    let x = lowFour(u, v, w, z, b)
    let y = highFour(u, v, w, z, b)
    l0 = lowParts(l0, x, y)
    h0 = highParts(h0, x, y)
    x = lowFour(u, v, w, z, b + 16)
    y = highFour(u, v, w, z, b + 16)
    l1 = lowParts(l1, x, y)
    h1 = highParts(h1, x, y)
    x = lowFour(u, v, w, z, b + 32)
    y = highFour(u, v, w, z, b + 32)
    l2 = lowParts(l2, x, y)
    h2 = highParts(h2, x, y)
    x = lowFour(u, v, w, z, b + 48)
    y = highFour(u, v, w, z, b + 48)
    l3 = lowParts(l3, x, y)
    h3 = highParts(h3, x, y)
    b += 256
  }
  store<u32>(out, finish<F>(l0, h0))
  store<u32>(out, finish<F>(l1, h1), 4)
  store<u32>(out, finish<F>(l2, h2), 8)
  store<u32>(out, finish<F>(l3, h3), 12)
}

/** Four chains of products of all elements before: to `out`; the products of whole chains to `ends`, 64 bytes. */
// @ts-ignore: decorator
@inline
function prefixAll<F>(v: usize, one: u32, out: usize, ends: usize, bytes: usize): void {
  let a = i32x4.splat(one)
  let b = a
  let c = a
  let d = a
  for (let i: usize = 0; i < bytes; i += 64) {
    const v0 = v128.load(v + i)
    const v1 = v128.load(v + i, 16)
    const v2 = v128.load(v + i, 32)
    const v3 = v128.load(v + i, 48)
    v128.store(out + i, a)
    v128.store(out + i, b, 16)
    v128.store(out + i, c, 32)
    v128.store(out + i, d, 48)
    a = mul<F>(a, v0)
    b = mul<F>(b, v1)
    c = mul<F>(c, v2)
    d = mul<F>(d, v3)
  }
  v128.store(ends, a)
  v128.store(ends, b, 16)
  v128.store(ends, c, 32)
  v128.store(ends, d, 48)
}
/** Makes inverses of what `prefixAll` wrote, given the inverses of its ends. */
// @ts-ignore: decorator
@inline
function suffixAll<F>(v: usize, out: usize, ends: usize, bytes: usize): void {
  let a = v128.load(ends)
  let b = v128.load(ends, 16)
  let c = v128.load(ends, 32)
  let d = v128.load(ends, 48)
  for (let i = bytes; i > 0; ) {
    i -= 64
    v128.store(out + i, mul<F>(a, v128.load(out + i)))
    v128.store(out + i, mul<F>(b, v128.load(out + i, 16)), 16)
    v128.store(out + i, mul<F>(c, v128.load(out + i, 32)), 32)
    v128.store(out + i, mul<F>(d, v128.load(out + i, 48)), 48)
    a = mul<F>(a, v128.load(v + i))
    b = mul<F>(b, v128.load(v + i, 16))
    c = mul<F>(c, v128.load(v + i, 32))
    d = mul<F>(d, v128.load(v + i, 48))
  }
}

// --- Elements of the extension, in blocks of four: 64 bytes, limb by limb -------------------------------------------

// @ts-ignore: decorator
@inline
function mulWideAll<F>(a: usize, b: usize, out: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) mulBlock<F>(a + i, b + i, out + i)
}

/**
 * Prepared limbs of a constant of the extension, 8 bytes each: out = y + c x, x of the prime field. `bytes` are those
 * of x.
 */
// @ts-ignore: decorator
@inline
function axpyLiftAll<F>(x: usize, limbs: usize, y: usize, out: usize, bytes: usize): void {
  const c0 = v128.load32_splat(limbs)
  const m0 = v128.load32_splat(limbs, 4)
  const c1 = v128.load32_splat(limbs, 8)
  const m1 = v128.load32_splat(limbs, 12)
  const c2 = v128.load32_splat(limbs, 16)
  const m2 = v128.load32_splat(limbs, 20)
  const c3 = v128.load32_splat(limbs, 24)
  const m3 = v128.load32_splat(limbs, 28)
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = v128.load(x + i)
    v128.store(out, add<F>(v128.load(y), mulBy<F>(v, c0, m0)))
    v128.store(out, add<F>(v128.load(y, 16), mulBy<F>(v, c1, m1)), 16)
    v128.store(out, add<F>(v128.load(y, 32), mulBy<F>(v, c2, m2)), 32)
    v128.store(out, add<F>(v128.load(y, 48), mulBy<F>(v, c3, m3)), 48)
    y += 64
    out += 64
  }
}

/** out = a + c (b - a), a and b of the prime field, c of the extension. `bytes` are those of a. */
// @ts-ignore: decorator
@inline
function foldLiftAll<F>(a: usize, b: usize, limbs: usize, out: usize, bytes: usize): void {
  const c0 = v128.load32_splat(limbs)
  const m0 = v128.load32_splat(limbs, 4)
  const c1 = v128.load32_splat(limbs, 8)
  const m1 = v128.load32_splat(limbs, 12)
  const c2 = v128.load32_splat(limbs, 16)
  const m2 = v128.load32_splat(limbs, 20)
  const c3 = v128.load32_splat(limbs, 24)
  const m3 = v128.load32_splat(limbs, 28)
  for (let i: usize = 0; i < bytes; i += 16) {
    const first = v128.load(a + i)
    const v = sub<F>(v128.load(b + i), first)
    v128.store(out, add<F>(first, mulBy<F>(v, c0, m0)))
    v128.store(out, mulBy<F>(v, c1, m1), 16)
    v128.store(out, mulBy<F>(v, c2, m2), 32)
    v128.store(out, mulBy<F>(v, c3, m3), 48)
    out += 64
  }
}

/** The sums, lane by lane, of all a_i b_i to the block `out`, which begins as zero; `t` has room for a block. */
// @ts-ignore: decorator
@inline
function dotBlocksAll<F>(a: usize, b: usize, out: usize, t: usize, bytes: usize): void {
  let s0 = i32x4.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  for (let i: usize = 0; i < bytes; i += 64) {
    mulBlock<F>(a + i, b + i, t)
    s0 = add<F>(s0, v128.load(t))
    s1 = add<F>(s1, v128.load(t, 16))
    s2 = add<F>(s2, v128.load(t, 32))
    s3 = add<F>(s3, v128.load(t, 48))
  }
  v128.store(out, s0)
  v128.store(out, s1, 16)
  v128.store(out, s2, 32)
  v128.store(out, s3, 48)
}

/** As `prefixAll`, in four lanes; `end` is a block that begins as ones. */
// @ts-ignore: decorator
@inline
function prefixWideAll<F>(v: usize, out: usize, end: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    memory.copy(out + i, end, 64)
    mulBlock<F>(end, v + i, end)
  }
}
// @ts-ignore: decorator
@inline
function suffixWideAll<F>(v: usize, out: usize, end: usize, bytes: usize): void {
  for (let i = bytes; i > 0; ) {
    i -= 64
    mulBlock<F>(end, out + i, out + i)
    mulBlock<F>(end, v + i, end)
  }
}

// --- Transforms of panels: sixteen rows side by side, 64 bytes a position -------------------------------------------

/**
 * Two layers of a transform: in each of `blocks` blocks, four runs of `run` bytes. Twiddles are prepared constants of 8
 * bytes, for the outer layer one a block, for the inner one two.
 */
function twoLayers<F>(data: usize, blocks: usize, run: usize, outer: usize, inner: usize): void {
  for (let h: usize = 0; h < blocks; h++) {
    const t = v128.load32_splat(outer)
    const t1 = v128.load32_splat(outer, 4)
    const u = v128.load32_splat(inner)
    const u1 = v128.load32_splat(inner, 4)
    const w = v128.load32_splat(inner, 8)
    const w1 = v128.load32_splat(inner, 12)
    for (const end = data + run; data < end; data += 16) {
      const at1 = data + run
      const at2 = at1 + run
      const at3 = at2 + run
      const a = v128.load(data)
      const b = v128.load(at1)
      const c = mulBy<F>(v128.load(at2), t, t1)
      const d = mulBy<F>(v128.load(at3), t, t1)
      const ac = add<F>(a, c)
      const bd = mulBy<F>(add<F>(b, d), u, u1)
      v128.store(data, add<F>(ac, bd))
      v128.store(at1, sub<F>(ac, bd))
      const ca = sub<F>(a, c)
      const db = mulBy<F>(sub<F>(b, d), w, w1)
      v128.store(at2, add<F>(ca, db))
      v128.store(at3, sub<F>(ca, db))
    }
    data += 3 * run
    outer += 8
    inner += 16
  }
}

function oneLayer<F>(data: usize, blocks: usize, run: usize, twiddles: usize): void {
  for (let h: usize = 0; h < blocks; h++) {
    const t = v128.load32_splat(twiddles)
    const t1 = v128.load32_splat(twiddles, 4)
    for (const end = data + run; data < end; data += 16) {
      const a = v128.load(data)
      const b = mulBy<F>(v128.load(data + run), t, t1)
      v128.store(data, add<F>(a, b))
      v128.store(data + run, sub<F>(a, b))
    }
    data += run
    twiddles += 8
  }
}

/** A layer undone, up to a factor of two; twiddles are inverses. */
// @ts-ignore: decorator
@inline
function layerBack<F>(data: usize, blocks: usize, run: usize, twiddles: usize): void {
  for (let h: usize = 0; h < blocks; h++) {
    const t = v128.load32_splat(twiddles)
    const t1 = v128.load32_splat(twiddles, 4)
    for (const end = data + run; data < end; data += 16) {
      const a = v128.load(data)
      const b = v128.load(data + run)
      v128.store(data, add<F>(a, b))
      v128.store(data + run, mulBy<F>(sub<F>(a, b), t, t1))
    }
    data += run
    twiddles += 8
  }
}

/**
 * Positions of a block that caches hold: its layers are done one after another, those of longer ones block by block.
 */
const NEAR: i32 = 9

/** The layers from the j-th inwards of a block of 2^(j + 1) positions: block `h` of all that the layer has. */
function layers<F>(data: usize, size: i32, h: usize, j: i32, table: usize): void {
  if (j >= NEAR) {
    const blocks = <usize>1 << (size - 1 - j)
    const run = <usize>64 << (j - 1)
    twoLayers<F>(data, 1, run, table + 8 * (blocks - 1 + h), table + 8 * (2 * blocks - 1 + 2 * h))
    for (let quarter: usize = 0; quarter < 4; quarter++) {
      layers<F>(data + quarter * run, size, 4 * h + quarter, j - 2, table)
    }
    return
  }
  let here: usize = 1
  for (; j > 0; j -= 2) {
    const blocks = <usize>1 << (size - 1 - j)
    const first = h * here
    const outer = table + 8 * (blocks - 1 + first)
    const inner = table + 8 * (2 * blocks - 1 + 2 * first)
    twoLayers<F>(data, here, <usize>64 << (j - 1), outer, inner)
    here *= 4
  }
  if (j == 0) oneLayer<F>(data, here, 64, table + 8 * ((<usize>1 << (size - 1)) - 1 + h * here))
}

/**
 * Values of `1 << size` positions from coefficients of the first `1 << filled`, in place. The table has layer after
 * layer, the one of m blocks at the m-th entry less one. Layers above the highest coefficient would add zero and take
 * off zero.
 */
// @ts-ignore: decorator
@inline
function forwardAll<F>(data: usize, size: i32, filled: i32, table: usize): void {
  const block = <usize>64 << filled
  for (let h = (<usize>1 << (size - filled)) - 1; h > 0; h--) {
    memory.copy(data + h * block, data, block)
    layers<F>(data + h * block, size, h, filled - 1, table)
  }
  layers<F>(data, size, 0, filled - 1, table)
}

// @ts-ignore: decorator
@inline
function backAll<F>(data: usize, size: i32, table: usize): void {
  for (let j = 0; j < size; j++) {
    const blocks: usize = <usize>1 << (size - 1 - j)
    layerBack<F>(data, blocks, <usize>64 << j, table + 8 * (blocks - 1))
  }
}

/** A panel out of sixteen rows that are `stride` bytes apart, each of `bytes` bytes, a multiple of 16. */
export function gather(rows: usize, stride: usize, bytes: usize, panel: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) {
    let at = rows + i
    for (let quarter: usize = 0; quarter < 64; quarter += 16) {
      const a = v128.load(at)
      const b = v128.load(at + stride)
      const c = v128.load(at + 2 * stride)
      const d = v128.load(at + 3 * stride)
      at += 4 * stride
      const ab = i32x4.shuffle(a, b, 0, 4, 1, 5)
      const cd = i32x4.shuffle(c, d, 0, 4, 1, 5)
      const ab1 = i32x4.shuffle(a, b, 2, 6, 3, 7)
      const cd1 = i32x4.shuffle(c, d, 2, 6, 3, 7)
      const to = panel + 4 * i * 4 + quarter
      v128.store(to, i64x2.shuffle(ab, cd, 0, 2))
      v128.store(to, i64x2.shuffle(ab, cd, 1, 3), 64)
      v128.store(to, i64x2.shuffle(ab1, cd1, 0, 2), 128)
      v128.store(to, i64x2.shuffle(ab1, cd1, 1, 3), 192)
    }
  }
}

/** Puts the positions of a panel `stride` bytes apart: sixteen rows of a matrix that lies column by column. */
export function scatter(panel: usize, positions: i32, out: usize, stride: usize): void {
  for (let i = 0; i < positions; i++) {
    v128.store(out, v128.load(panel))
    v128.store(out, v128.load(panel, 16), 16)
    v128.store(out, v128.load(panel, 32), 32)
    v128.store(out, v128.load(panel, 48), 48)
    panel += 64
    out += stride
  }
}

// --- Each kernel for either field -----------------------------------------------------------------------------------

export function addM(a: usize, b: usize, out: usize, bytes: usize): void {
  addAll<Mersenne>(a, b, out, bytes)
}
export function subM(a: usize, b: usize, out: usize, bytes: usize): void {
  subAll<Mersenne>(a, b, out, bytes)
}
export function mulM(a: usize, b: usize, out: usize, bytes: usize): void {
  mulAll<Mersenne>(a, b, out, bytes)
}
export function scaleM(x: usize, c: u32, more: u32, out: usize, bytes: usize): void {
  scaleAll<Mersenne>(x, c, more, out, bytes)
}
export function axpyM(x: usize, c: u32, more: u32, y: usize, out: usize, bytes: usize): void {
  axpyAll<Mersenne>(x, c, more, y, out, bytes)
}
export function foldM(a: usize, b: usize, c: u32, more: u32, out: usize, bytes: usize): void {
  foldAll<Mersenne>(a, b, c, more, out, bytes)
}
export function dotM(a: usize, b: usize, bytes: usize): u32 {
  return dotAll<Mersenne>(a, b, bytes)
}
export function dotWideM(a: usize, b: usize, out: usize, bytes: usize): void {
  dotWideAll<Mersenne>(a, b, out, bytes)
}
export function prefixM(v: usize, one: u32, out: usize, ends: usize, bytes: usize): void {
  prefixAll<Mersenne>(v, one, out, ends, bytes)
}
export function suffixM(v: usize, out: usize, ends: usize, bytes: usize): void {
  suffixAll<Mersenne>(v, out, ends, bytes)
}
export function mulWideM(a: usize, b: usize, out: usize, bytes: usize): void {
  mulWideAll<Mersenne>(a, b, out, bytes)
}
export function axpyWideM(x: usize, m: usize, y: usize, out: usize, bytes: usize): void {
  axpyWideAll<Mersenne>(x, m, y, out, bytes)
}
export function axpyLiftM(x: usize, limbs: usize, y: usize, out: usize, bytes: usize): void {
  axpyLiftAll<Mersenne>(x, limbs, y, out, bytes)
}
export function foldWideM(a: usize, b: usize, m: usize, out: usize, bytes: usize): void {
  foldWideAll<Mersenne>(a, b, m, out, bytes)
}
export function foldLiftM(a: usize, b: usize, limbs: usize, out: usize, bytes: usize): void {
  foldLiftAll<Mersenne>(a, b, limbs, out, bytes)
}
export function dotBlocksM(a: usize, b: usize, out: usize, t: usize, bytes: usize): void {
  dotBlocksAll<Mersenne>(a, b, out, t, bytes)
}
export function prefixWideM(v: usize, out: usize, end: usize, bytes: usize): void {
  prefixWideAll<Mersenne>(v, out, end, bytes)
}
export function suffixWideM(v: usize, out: usize, end: usize, bytes: usize): void {
  suffixWideAll<Mersenne>(v, out, end, bytes)
}
export function forwardM(data: usize, size: i32, filled: i32, table: usize): void {
  forwardAll<Mersenne>(data, size, filled, table)
}
export function backM(data: usize, size: i32, table: usize): void {
  backAll<Mersenne>(data, size, table)
}

export function fractionsM(p: usize, q: usize, bytes: usize, outP: usize, outQ: usize): void {
  addFractions<Mersenne>(p, q, bytes, outP, outQ)
}
export function fractionsLiftM(p: usize, q: usize, bytes: usize, outP: usize, outQ: usize): void {
  addFractionsLift<Mersenne>(p, q, bytes, outP, outQ)
}
export function weightsM(t: usize, c: usize, out: usize, bytes: usize): void {
  weightsAll<Mersenne>(t, c, out, bytes)
}
export function topM(
  p: usize,
  q: usize,
  lambda: usize,
  lower: usize,
  bytes: usize,
  upper: usize,
  runs: usize,
  work: usize,
  out: usize,
): void {
  topAll<Mersenne>(false, p, q, lambda, lower, bytes, upper, runs, work, out)
}
export function topLiftM(
  p: usize,
  q: usize,
  lambda: usize,
  lower: usize,
  bytes: usize,
  upper: usize,
  runs: usize,
  work: usize,
  out: usize,
): void {
  topAll<Mersenne>(true, p, q, lambda, lower, bytes, upper, runs, work, out)
}
export function roundM(
  p: usize,
  q: usize,
  r: usize,
  lambda: usize,
  lower: usize,
  bytes: usize,
  upper: usize,
  runs: usize,
  work: usize,
  out: usize,
): void {
  roundAll<Mersenne>(false, p, q, r, 0, lambda, p, q, lower, bytes, upper, runs, work, out)
}
export function roundLiftM(
  p: usize,
  q: usize,
  r: usize,
  limbs: usize,
  lambda: usize,
  outP: usize,
  outQ: usize,
  lower: usize,
  bytes: usize,
  upper: usize,
  runs: usize,
  work: usize,
  out: usize,
): void {
  roundAll<Mersenne>(true, p, q, r, limbs, lambda, outP, outQ, lower, bytes, upper, runs, work, out)
}

export function addK(a: usize, b: usize, out: usize, bytes: usize): void {
  addAll<Koala>(a, b, out, bytes)
}
export function subK(a: usize, b: usize, out: usize, bytes: usize): void {
  subAll<Koala>(a, b, out, bytes)
}
export function mulK(a: usize, b: usize, out: usize, bytes: usize): void {
  mulAll<Koala>(a, b, out, bytes)
}
export function scaleK(x: usize, c: u32, more: u32, out: usize, bytes: usize): void {
  scaleAll<Koala>(x, c, more, out, bytes)
}
export function axpyK(x: usize, c: u32, more: u32, y: usize, out: usize, bytes: usize): void {
  axpyAll<Koala>(x, c, more, y, out, bytes)
}
export function foldK(a: usize, b: usize, c: u32, more: u32, out: usize, bytes: usize): void {
  foldAll<Koala>(a, b, c, more, out, bytes)
}
export function dotK(a: usize, b: usize, bytes: usize): u32 {
  return dotAll<Koala>(a, b, bytes)
}
export function dotWideK(a: usize, b: usize, out: usize, bytes: usize): void {
  dotWideAll<Koala>(a, b, out, bytes)
}
export function prefixK(v: usize, one: u32, out: usize, ends: usize, bytes: usize): void {
  prefixAll<Koala>(v, one, out, ends, bytes)
}
export function suffixK(v: usize, out: usize, ends: usize, bytes: usize): void {
  suffixAll<Koala>(v, out, ends, bytes)
}
export function mulWideK(a: usize, b: usize, out: usize, bytes: usize): void {
  mulWideAll<Koala>(a, b, out, bytes)
}
export function axpyWideK(x: usize, m: usize, y: usize, out: usize, bytes: usize): void {
  axpyWideAll<Koala>(x, m, y, out, bytes)
}
export function axpyLiftK(x: usize, limbs: usize, y: usize, out: usize, bytes: usize): void {
  axpyLiftAll<Koala>(x, limbs, y, out, bytes)
}
export function foldWideK(a: usize, b: usize, m: usize, out: usize, bytes: usize): void {
  foldWideAll<Koala>(a, b, m, out, bytes)
}
export function foldLiftK(a: usize, b: usize, limbs: usize, out: usize, bytes: usize): void {
  foldLiftAll<Koala>(a, b, limbs, out, bytes)
}
export function dotBlocksK(a: usize, b: usize, out: usize, t: usize, bytes: usize): void {
  dotBlocksAll<Koala>(a, b, out, t, bytes)
}
export function prefixWideK(v: usize, out: usize, end: usize, bytes: usize): void {
  prefixWideAll<Koala>(v, out, end, bytes)
}
export function suffixWideK(v: usize, out: usize, end: usize, bytes: usize): void {
  suffixWideAll<Koala>(v, out, end, bytes)
}
export function forwardK(data: usize, size: i32, filled: i32, table: usize): void {
  forwardAll<Koala>(data, size, filled, table)
}
export function backK(data: usize, size: i32, table: usize): void {
  backAll<Koala>(data, size, table)
}

export function fractionsK(p: usize, q: usize, bytes: usize, outP: usize, outQ: usize): void {
  addFractions<Koala>(p, q, bytes, outP, outQ)
}
export function fractionsLiftK(p: usize, q: usize, bytes: usize, outP: usize, outQ: usize): void {
  addFractionsLift<Koala>(p, q, bytes, outP, outQ)
}
export function weightsK(t: usize, c: usize, out: usize, bytes: usize): void {
  weightsAll<Koala>(t, c, out, bytes)
}
export function topK(
  p: usize,
  q: usize,
  lambda: usize,
  lower: usize,
  bytes: usize,
  upper: usize,
  runs: usize,
  work: usize,
  out: usize,
): void {
  topAll<Koala>(false, p, q, lambda, lower, bytes, upper, runs, work, out)
}
export function topLiftK(
  p: usize,
  q: usize,
  lambda: usize,
  lower: usize,
  bytes: usize,
  upper: usize,
  runs: usize,
  work: usize,
  out: usize,
): void {
  topAll<Koala>(true, p, q, lambda, lower, bytes, upper, runs, work, out)
}
export function roundK(
  p: usize,
  q: usize,
  r: usize,
  lambda: usize,
  lower: usize,
  bytes: usize,
  upper: usize,
  runs: usize,
  work: usize,
  out: usize,
): void {
  roundAll<Koala>(false, p, q, r, 0, lambda, p, q, lower, bytes, upper, runs, work, out)
}
export function roundLiftK(
  p: usize,
  q: usize,
  r: usize,
  limbs: usize,
  lambda: usize,
  outP: usize,
  outQ: usize,
  lower: usize,
  bytes: usize,
  upper: usize,
  runs: usize,
  work: usize,
  out: usize,
): void {
  roundAll<Koala>(true, p, q, r, limbs, lambda, outP, outQ, lower, bytes, upper, runs, work, out)
}
