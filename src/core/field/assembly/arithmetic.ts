// @ts-nocheck
// Arithmetic of both fields on vectors of four lanes, and of their extensions on blocks: what kernels are made of. How
// numbers lie in memory, spec/decisions/field.md. Mersenne-31 is held as it is, KoalaBear in Montgomery's form with R =
// 2^32.

// The field is a type parameter, told apart by `isSigned` when a kernel is compiled.
export type Mersenne = u32
export type Koala = i32

export const MERSENNE: u32 = 0x7fff_ffff
export const KOALA: u32 = 0x7f00_0001
/** 1 / p modulo 2^32. */
const KOALA_INVERSE: u32 = 0x8100_0001

// @ts-ignore: decorator
@inline
export function order<F>(): v128 {
  return isSigned<F>() ? i32x4.splat(KOALA) : i32x4.splat(MERSENNE)
}

/** What is below 2 p, reduced: one of both wraps round to a large number unless it is the right one. */
// @ts-ignore: decorator
@inline
export function once<F>(a: v128): v128 {
  return i32x4.min_u(a, i32x4.sub(a, order<F>()))
}

// @ts-ignore: decorator
@inline
export function add<F>(a: v128, b: v128): v128 {
  return once<F>(i32x4.add(a, b))
}

// @ts-ignore: decorator
@inline
export function sub<F>(a: v128, b: v128): v128 {
  const d = i32x4.sub(a, b)
  return i32x4.min_u(d, i32x4.add(d, order<F>()))
}

/** Lower and upper words of four 64-bit numbers. */
// @ts-ignore: decorator
@inline
export function lower(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 0, 2, 4, 6)
}
// @ts-ignore: decorator
@inline
export function upper(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 1, 3, 5, 7)
}

/**
 * Of four numbers that are sums of products: X / 2^32 modulo p without the upper words, which the caller has reduced.
 */
// @ts-ignore: decorator
@inline
export function montgomery(low: v128, high: v128): v128 {
  const q = i32x4.mul(low, i32x4.splat(KOALA_INVERSE))
  const p = i32x4.splat(KOALA)
  return sub<Koala>(high, upper(i64x2.extmul_low_i32x4_u(q, p), i64x2.extmul_high_i32x4_u(q, p)))
}

// @ts-ignore: decorator
@inline
export function mul<F>(a: v128, b: v128): v128 {
  if (isSigned<F>()) {
    const x = i64x2.extmul_low_i32x4_u(a, b)
    const y = i64x2.extmul_high_i32x4_u(a, b)
    return montgomery(lower(x, y), upper(x, y))
  }
  // Doubled, so that the words part where 2^31 does: the upper ones are the quotient, the lower ones twice the rest.
  const doubled = i32x4.shl(a, 1)
  const x = i64x2.extmul_low_i32x4_u(doubled, b)
  const y = i64x2.extmul_high_i32x4_u(doubled, b)
  return once<F>(i32x4.add(upper(x, y), i32x4.shr_u(lower(x, y), 1)))
}

/**
 * A product with a constant that has been prepared: twice itself for Mersenne-31, itself in Montgomery's form and that
 * over p modulo 2^32 for KoalaBear, whose quotient then does not wait for the product.
 */
// @ts-ignore: decorator
@inline
export function mulBy<F>(a: v128, c: v128, more: v128): v128 {
  const x = i64x2.extmul_low_i32x4_u(a, c)
  const y = i64x2.extmul_high_i32x4_u(a, c)
  if (isSigned<F>()) {
    const q = i32x4.mul(a, more)
    const p = i32x4.splat(KOALA)
    return sub<F>(upper(x, y), upper(i64x2.extmul_low_i32x4_u(q, p), i64x2.extmul_high_i32x4_u(q, p)))
  }
  return once<F>(i32x4.add(upper(x, y), i32x4.shr_u(lower(x, y), 1)))
}

/** The sum of four products, as 64-bit numbers x and y, reduced (KoalaBear: over R). Upper words are below 2 p. */
// @ts-ignore: decorator
@inline
export function reduceFour<F>(x: v128, y: v128): v128 {
  const high = once<F>(upper(x, y))
  const low = lower(x, y)
  if (isSigned<F>()) return montgomery(low, high)
  // 2^32 = 2: twice the upper word, and the lower one in two parts.
  const rest = i32x4.add(v128.and(low, order<F>()), i32x4.shr_u(low, 31))
  return once<F>(i32x4.add(once<F>(i32x4.add(rest, high)), high))
}

/** For Mersenne-31: the sum of two products one factor of which was doubled. */
// @ts-ignore: decorator
@inline
export function reduceTwo(x: v128, y: v128): v128 {
  return once<Mersenne>(i32x4.add(once<Mersenne>(upper(x, y)), i32x4.shr_u(lower(x, y), 1)))
}

// --- Blocks of four elements of the extension: 64 bytes, limb by limb -----------------------------------------------

/** The product of two blocks. `out` may be one of them. */
// @ts-ignore: decorator
@inline
export function mulBlock<F>(a: usize, b: usize, out: usize): void {
  const a0 = v128.load(a)
  const a1 = v128.load(a, 16)
  const a2 = v128.load(a, 32)
  const a3 = v128.load(a, 48)
  const b0 = v128.load(b)
  const b1 = v128.load(b, 16)
  const b2 = v128.load(b, 32)
  const b3 = v128.load(b, 48)
  if (isSigned<F>()) {
    const t1 = add<F>(add<F>(b1, b1), b1)
    const t2 = add<F>(add<F>(b2, b2), b2)
    const t3 = add<F>(add<F>(b3, b3), b3)
    v128.store(out, four<F>(a0, b0, a1, t3, a2, t2, a3, t1))
    v128.store(out, four<F>(a0, b1, a1, b0, a2, t3, a3, t2), 16)
    v128.store(out, four<F>(a0, b2, a1, b1, a2, b0, a3, t3), 32)
    v128.store(out, four<F>(a0, b3, a1, b2, a2, b1, a3, b0), 48)
  } else {
    // Karatsuba's way: three products of elements of the middle field, in each of which two products share a reduction.
    const n1 = i32x4.sub(order<F>(), b1)
    const n3 = i32x4.sub(order<F>(), b3)
    const d0 = i32x4.shl(a0, 1)
    const d1 = i32x4.shl(a1, 1)
    const x0 = two(d0, b0, d1, n1)
    const x1 = two(d0, b1, d1, b0)
    const d2 = i32x4.shl(a2, 1)
    const d3 = i32x4.shl(a3, 1)
    const y0 = two(d2, b2, d3, n3)
    const y1 = two(d2, b3, d3, b2)
    const e0 = i32x4.shl(add<F>(a0, a2), 1)
    const e1 = i32x4.shl(add<F>(a1, a3), 1)
    const f0 = add<F>(b0, b2)
    const f1 = add<F>(b1, b3)
    const z0 = two(e0, f0, e1, i32x4.sub(order<F>(), f1))
    const z1 = two(e0, f1, e1, f0)
    v128.store(out, add<F>(x0, sub<F>(add<F>(y0, y0), y1)))
    v128.store(out, add<F>(x1, add<F>(add<F>(y1, y1), y0)), 16)
    v128.store(out, sub<F>(z0, add<F>(x0, y0)), 32)
    v128.store(out, sub<F>(z1, add<F>(x1, y1)), 48)
  }
}

/** a b + c d for Mersenne-31, a and c doubled; factors may be p. */
// @ts-ignore: decorator
@inline
export function two(a: v128, b: v128, c: v128, d: v128): v128 {
  return reduceTwo(
    i64x2.add(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_low_i32x4_u(c, d)),
    i64x2.add(i64x2.extmul_high_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(c, d)),
  )
}

/** a b + c d + e f + g h, with one reduction. */
// @ts-ignore: decorator
@inline
export function four<F>(a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128): v128 {
  return reduceFour<F>(
    i64x2.add(
      i64x2.add(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_low_i32x4_u(c, d)),
      i64x2.add(i64x2.extmul_low_i32x4_u(e, f), i64x2.extmul_low_i32x4_u(g, h)),
    ),
    i64x2.add(
      i64x2.add(i64x2.extmul_high_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(c, d)),
      i64x2.add(i64x2.extmul_high_i32x4_u(e, f), i64x2.extmul_high_i32x4_u(g, h)),
    ),
  )
}

/**
 * out = y + c a for a block a of limbs a0 to a3. What `m` has of the constant, each in four lanes: for KoalaBear, of
 * each limb of the product the factors of the four limbs; for Mersenne-31 c0, c1, p - c1, c2, c3, p - c3, c0 + c2, c1 +
 * c3 and p less the last.
 */
// @ts-ignore: decorator
@inline
function plusBy<F>(a0: v128, a1: v128, a2: v128, a3: v128, m: usize, y: usize, out: usize): void {
  if (isSigned<F>()) {
    v128.store(out, add<F>(v128.load(y), row<F>(a0, a1, a2, a3, m)))
    v128.store(out, add<F>(v128.load(y, 16), row<F>(a0, a1, a2, a3, m + 64)), 16)
    v128.store(out, add<F>(v128.load(y, 32), row<F>(a0, a1, a2, a3, m + 128)), 32)
    v128.store(out, add<F>(v128.load(y, 48), row<F>(a0, a1, a2, a3, m + 192)), 48)
  } else {
    const d0 = i32x4.shl(a0, 1)
    const d1 = i32x4.shl(a1, 1)
    const x0 = two(d0, v128.load(m), d1, v128.load(m, 32))
    const x1 = two(d0, v128.load(m, 16), d1, v128.load(m))
    const d2 = i32x4.shl(a2, 1)
    const d3 = i32x4.shl(a3, 1)
    const y0 = two(d2, v128.load(m, 48), d3, v128.load(m, 80))
    const y1 = two(d2, v128.load(m, 64), d3, v128.load(m, 48))
    const e0 = i32x4.shl(add<F>(a0, a2), 1)
    const e1 = i32x4.shl(add<F>(a1, a3), 1)
    const z0 = two(e0, v128.load(m, 96), e1, v128.load(m, 128))
    const z1 = two(e0, v128.load(m, 112), e1, v128.load(m, 96))
    v128.store(out, add<F>(add<F>(v128.load(y), x0), sub<F>(add<F>(y0, y0), y1)))
    v128.store(out, add<F>(add<F>(v128.load(y, 16), x1), add<F>(add<F>(y1, y1), y0)), 16)
    v128.store(out, add<F>(v128.load(y, 32), sub<F>(z0, add<F>(x0, y0))), 32)
    v128.store(out, add<F>(v128.load(y, 48), sub<F>(z1, add<F>(x1, y1))), 48)
  }
}

// @ts-ignore: decorator
@inline
export function row<F>(a0: v128, a1: v128, a2: v128, a3: v128, m: usize): v128 {
  return four<F>(a0, v128.load(m), a1, v128.load(m, 16), a2, v128.load(m, 32), a3, v128.load(m, 48))
}

// Two loops that others are made of too. Not inlined: their bodies are long.

/** out = y + c x. */
export function axpyWideAll<F>(x: usize, m: usize, y: usize, out: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    plusBy<F>(v128.load(x + i), v128.load(x + i, 16), v128.load(x + i, 32), v128.load(x + i, 48), m, y + i, out + i)
  }
}

/** out = a + c (b - a), all of the extension. */
export function foldWideAll<F>(a: usize, b: usize, m: usize, out: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    const d0 = sub<F>(v128.load(b + i), v128.load(a + i))
    const d1 = sub<F>(v128.load(b + i, 16), v128.load(a + i, 16))
    const d2 = sub<F>(v128.load(b + i, 32), v128.load(a + i, 32))
    const d3 = sub<F>(v128.load(b + i, 48), v128.load(a + i, 48))
    plusBy<F>(d0, d1, d2, d3, m, a + i, out + i)
  }
}
