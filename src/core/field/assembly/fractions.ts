// @ts-nocheck
// What kernels for sums of fractions are made of (fractions.ts one folder up says what they compute). Vectors are halves
// of halves: of p0, p1, q0, q1, each first the elements with the next variable 0, then those with 1. Long ones are
// taken in runs of as many blocks as `lower`, a table of weights, has: whatever is done with a run finds it in a cache,
// and bodies of loops stay so small that their values have registers. The weight of an element is that of its place in
// the run times that of the run.

import { add, axpyWideAll, foldWideAll, four, mul, mulBlock, mulBy, order, reduceFour, sub } from './arithmetic'

/** A sum, lane by lane, of products with weights: of Mersenne-31 six sums of Karatsuba's products, 32 bytes each. */
const SUM: usize = 192
/** With the blocks that are at work behind it. */
const ROOM: usize = SUM + 128

// --- Layers ---------------------------------------------------------------------------------------------------------

/** The numerators and denominators of sums of two blocks each, p of the extension. */
// @ts-ignore: decorator
@inline
export function addFractions<F>(p: usize, q: usize, bytes: usize, outP: usize, outQ: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    twoProducts<F>(p + i, q + bytes + i, p + bytes + i, q + i, outP + i)
    mulBlock<F>(q + i, q + bytes + i, outQ + i)
  }
}

/** As `addFractions`, p of the prime field: 16 bytes for a block. */
// @ts-ignore: decorator
@inline
export function addFractionsLift<F>(p: usize, q: usize, bytes: usize, outP: usize, outQ: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    const a = v128.load(p + i / 4)
    const b = v128.load(p + (bytes + i) / 4)
    const c = q + i
    const d = q + bytes + i
    v128.store(outP + i, twoLimbs<F>(a, v128.load(d), b, v128.load(c)))
    v128.store(outP + i, twoLimbs<F>(a, v128.load(d, 16), b, v128.load(c, 16)), 16)
    v128.store(outP + i, twoLimbs<F>(a, v128.load(d, 32), b, v128.load(c, 32)), 32)
    v128.store(outP + i, twoLimbs<F>(a, v128.load(d, 48), b, v128.load(c, 48)), 48)
    mulBlock<F>(c, d, outQ + i)
  }
}

/** a b + c d, with one reduction. */
// @ts-ignore: decorator
@inline
function twoLimbs<F>(a: v128, b: v128, c: v128, d: v128): v128 {
  return reduceFour<F>(
    i64x2.add(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_low_i32x4_u(c, d)),
    i64x2.add(i64x2.extmul_high_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(c, d)),
  )
}

/** The block a d + b c. `out` may be one of them. A function of its own: its body is long, and used in many places. */
function twoProducts<F>(a: usize, d: usize, b: usize, c: usize, out: usize): void {
  const a0 = v128.load(a)
  const a1 = v128.load(a, 16)
  const a2 = v128.load(a, 32)
  const a3 = v128.load(a, 48)
  const b0 = v128.load(b)
  const b1 = v128.load(b, 16)
  const b2 = v128.load(b, 32)
  const b3 = v128.load(b, 48)
  const d0 = v128.load(d)
  const d1 = v128.load(d, 16)
  const d2 = v128.load(d, 32)
  const d3 = v128.load(d, 48)
  const c0 = v128.load(c)
  const c1 = v128.load(c, 16)
  const c2 = v128.load(c, 32)
  const c3 = v128.load(c, 48)
  if (isSigned<F>()) {
    const s1 = add<F>(add<F>(d1, d1), d1)
    const s2 = add<F>(add<F>(d2, d2), d2)
    const s3 = add<F>(add<F>(d3, d3), d3)
    const t1 = add<F>(add<F>(c1, c1), c1)
    const t2 = add<F>(add<F>(c2, c2), c2)
    const t3 = add<F>(add<F>(c3, c3), c3)
    v128.store(out, add<F>(four<F>(a0, d0, a1, s3, a2, s2, a3, s1), four<F>(b0, c0, b1, t3, b2, t2, b3, t1)))
    v128.store(out, add<F>(four<F>(a0, d1, a1, d0, a2, s3, a3, s2), four<F>(b0, c1, b1, c0, b2, t3, b3, t2)), 16)
    v128.store(out, add<F>(four<F>(a0, d2, a1, d1, a2, d0, a3, s3), four<F>(b0, c2, b1, c1, b2, c0, b3, t3)), 32)
    v128.store(out, add<F>(four<F>(a0, d3, a1, d2, a2, d1, a3, d0), four<F>(b0, c3, b1, c2, b2, c1, b3, c0)), 48)
  } else {
    // Karatsuba's way, as in `mulBlock`; the products of both share reductions.
    const p = order<F>()
    const x0 = four<F>(a0, d0, a1, i32x4.sub(p, d1), b0, c0, b1, i32x4.sub(p, c1))
    const x1 = four<F>(a0, d1, a1, d0, b0, c1, b1, c0)
    const y0 = four<F>(a2, d2, a3, i32x4.sub(p, d3), b2, c2, b3, i32x4.sub(p, c3))
    const y1 = four<F>(a2, d3, a3, d2, b2, c3, b3, c2)
    v128.store(out, add<F>(x0, sub<F>(add<F>(y0, y0), y1)))
    v128.store(out, add<F>(x1, add<F>(add<F>(y1, y1), y0)), 16)
    const e0 = add<F>(a0, a2)
    const e1 = add<F>(a1, a3)
    const f0 = add<F>(d0, d2)
    const f1 = add<F>(d1, d3)
    const g0 = add<F>(b0, b2)
    const g1 = add<F>(b1, b3)
    const h0 = add<F>(c0, c2)
    const h1 = add<F>(c1, c3)
    const z0 = four<F>(e0, f0, e1, i32x4.sub(p, f1), g0, h0, g1, i32x4.sub(p, h1))
    const z1 = four<F>(e0, f1, e1, f0, g0, h1, g1, h0)
    v128.store(out, sub<F>(z0, add<F>(x0, y0)), 32)
    v128.store(out, sub<F>(z1, add<F>(x1, y1)), 48)
  }
}

// --- Weighted sums --------------------------------------------------------------------------------------------------

/**
 * sum += a b + c d in 64 bits. 2^62 is 1, so that what stands above it is added below: sums stay below 2^62 + 4, and with
 * two products more below 2^64.
 */
// @ts-ignore: decorator
@inline
function addTwo(a: v128, b: v128, c: v128, d: v128, sum: usize): void {
  const most = i64x2.splat(0x3fff_ffff_ffff_ffff)
  let x = i64x2.add(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_low_i32x4_u(c, d))
  let y = i64x2.add(i64x2.extmul_high_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(c, d))
  x = i64x2.add(x, v128.load(sum))
  y = i64x2.add(y, v128.load(sum, 16))
  v128.store(sum, i64x2.add(v128.and(x, most), i64x2.shr_u(x, 62)))
  v128.store(sum, i64x2.add(v128.and(y, most), i64x2.shr_u(y, 62)), 16)
}

/** sum += e z, for two blocks. */
function addWeighted<F>(e: usize, z: usize, sum: usize): void {
  const z0 = v128.load(z)
  const z1 = v128.load(z, 16)
  const z2 = v128.load(z, 32)
  const z3 = v128.load(z, 48)
  const e0 = v128.load(e)
  const e1 = v128.load(e, 16)
  const e2 = v128.load(e, 32)
  const e3 = v128.load(e, 48)
  if (isSigned<F>()) {
    const t1 = add<F>(add<F>(z1, z1), z1)
    const t2 = add<F>(add<F>(z2, z2), z2)
    const t3 = add<F>(add<F>(z3, z3), z3)
    v128.store(sum, add<F>(v128.load(sum), four<F>(e0, z0, e1, t3, e2, t2, e3, t1)))
    v128.store(sum, add<F>(v128.load(sum, 16), four<F>(e0, z1, e1, z0, e2, t3, e3, t2)), 16)
    v128.store(sum, add<F>(v128.load(sum, 32), four<F>(e0, z2, e1, z1, e2, z0, e3, t3)), 32)
    v128.store(sum, add<F>(v128.load(sum, 48), four<F>(e0, z3, e1, z2, e2, z1, e3, z0)), 48)
  } else {
    const p = order<F>()
    addTwo(e0, z0, e1, i32x4.sub(p, z1), sum)
    addTwo(e0, z1, e1, z0, sum + 32)
    addTwo(e2, z2, e3, i32x4.sub(p, z3), sum + 64)
    addTwo(e2, z3, e3, z2, sum + 96)
    const f0 = add<F>(e0, e2)
    const f1 = add<F>(e1, e3)
    const g0 = add<F>(z0, z2)
    const g1 = add<F>(z1, z3)
    addTwo(f0, g0, f1, i32x4.sub(p, g1), sum + 128)
    addTwo(f0, g1, f1, g0, sum + 160)
  }
}

/** total += c sum, where c is one element at `weight`: its limbs are 16 bytes apart. `sum` then is zero. */
function endRun<F>(sum: usize, weight: usize, total: usize): void {
  if (!isSigned<F>()) {
    const x0 = reduceFour<F>(v128.load(sum), v128.load(sum, 16))
    const x1 = reduceFour<F>(v128.load(sum, 32), v128.load(sum, 48))
    const y0 = reduceFour<F>(v128.load(sum, 64), v128.load(sum, 80))
    const y1 = reduceFour<F>(v128.load(sum, 96), v128.load(sum, 112))
    const z0 = reduceFour<F>(v128.load(sum, 128), v128.load(sum, 144))
    const z1 = reduceFour<F>(v128.load(sum, 160), v128.load(sum, 176))
    v128.store(sum, add<F>(x0, sub<F>(add<F>(y0, y0), y1)))
    v128.store(sum, add<F>(x1, add<F>(add<F>(y1, y1), y0)), 16)
    v128.store(sum, sub<F>(z0, add<F>(x0, y0)), 32)
    v128.store(sum, sub<F>(z1, add<F>(x1, y1)), 48)
  }
  v128.store(sum, v128.load32_splat(weight), 64)
  v128.store(sum, v128.load32_splat(weight, 16), 80)
  v128.store(sum, v128.load32_splat(weight, 32), 96)
  v128.store(sum, v128.load32_splat(weight, 48), 112)
  mulBlock<F>(sum, sum + 64, sum)
  v128.store(total, add<F>(v128.load(total), v128.load(sum)))
  v128.store(total, add<F>(v128.load(total, 16), v128.load(sum, 16)), 16)
  v128.store(total, add<F>(v128.load(total, 32), v128.load(sum, 32)), 32)
  v128.store(total, add<F>(v128.load(total, 48), v128.load(sum, 48)), 48)
  memory.fill(sum, 0, SUM)
}

/** Where the weight of a run lies in a table of blocks. */
// @ts-ignore: decorator
@inline
function weightOf(table: usize, run: usize): usize {
  return table + ((run >> 2) << 6) + ((run & 3) << 2)
}

/** Four sums in one: into the first lane, limbs 16 bytes apart as before. */
// @ts-ignore: decorator
@inline
function joinLanes<F>(block: usize): void {
  for (let i: usize = 0; i < 64; i += 16) {
    let v = v128.load(block + i)
    v = add<F>(v, i32x4.shuffle(v, v, 2, 3, 0, 1))
    v128.store(block + i, add<F>(v, i32x4.shuffle(v, v, 1, 0, 3, 2)))
  }
}

// @ts-ignore: decorator
@inline
function less<F>(a: usize, step: usize, limb: usize): v128 {
  return sub<F>(v128.load(a + step + limb), v128.load(a + limb))
}

/** The run's sum of weights times p0 q1 + p1 q0, at X = 0. */
function sumZero<F>(p0: usize, p1: usize, q0: usize, q1: usize, e: usize, bytes: usize, sum: usize): void {
  const z = sum + SUM
  for (let i: usize = 0; i < bytes; i += 64) {
    twoProducts<F>(p0 + i, q1 + i, p1 + i, q0 + i, z)
    addWeighted<F>(e + i, z, sum)
  }
}

// @ts-ignore: decorator
@inline
function differences<F>(a: usize, step: usize, out: usize): void {
  v128.store(out, less<F>(a, step, 0))
  v128.store(out, less<F>(a, step, 16), 16)
  v128.store(out, less<F>(a, step, 32), 32)
  v128.store(out, less<F>(a, step, 48), 48)
}

function differencesOfRun<F>(a: usize, step: usize, out: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) differences<F>(a + i, step, out + i)
}

/**
 * The first round's coefficient of X^2 to `out`, of `runs` runs of `bytes` bytes. `lambda` is as `axpyWideAll` takes
 * it; p of the extension or, `isLift`, of the prime field. `work` has `ROOM` and two runs.
 */
// @ts-ignore: decorator
@inline
export function topAll<F>(
  isLift: bool,
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
  const step = bytes * runs
  const sum = work
  const mixed = work + ROOM
  const other = mixed + bytes
  memory.fill(sum, 0, SUM)
  memory.fill(out, 0, 64)
  for (let run: usize = 0; run < runs; run++) {
    const from = run * bytes
    // p1 + lambda q1 is multiplied with q0.
    differencesOfRun<F>(q + 2 * step + from, step, other, bytes)
    if (isLift) {
      memory.fill(mixed, 0, bytes)
      const p1 = p + (2 * step + from) / 4
      for (let i: usize = 0; i < bytes; i += 64) v128.store(mixed + i, less<F>(p1 + i / 4, step / 4, 0))
      axpyWideAll<F>(other, lambda, mixed, mixed, bytes)
      sumTopLift<F>(p + from / 4, step / 4, mixed, q + from, other, step, lower, bytes, sum)
    } else {
      differencesOfRun<F>(p + 2 * step + from, step, mixed, bytes)
      axpyWideAll<F>(other, lambda, mixed, mixed, bytes)
      sumTop<F>(p + from, mixed, q + from, other, step, lower, bytes, sum)
    }
    endRun<F>(sum, weightOf(upper, run), out)
  }
  joinLanes<F>(out)
}

/**
 * The run's sum of weights times the coefficient of X^2. Elements of p0 and q0 with X = 1 are `step` bytes behind the
 * others; `mixed` and `other` have the differences of p1 and q1.
 */
function sumTop<F>(
  p0: usize,
  mixed: usize,
  q0: usize,
  other: usize,
  step: usize,
  e: usize,
  bytes: usize,
  sum: usize,
): void {
  const z = sum + SUM
  for (let i: usize = 0; i < bytes; i += 64) {
    differences<F>(p0 + i, step, z)
    differences<F>(q0 + i, step, z + 64)
    twoProducts<F>(z, other + i, mixed + i, z + 64, z)
    addWeighted<F>(e + i, z, sum)
  }
}
function sumTopLift<F>(
  p0: usize,
  stepP: usize,
  mixed: usize,
  q0: usize,
  other: usize,
  step: usize,
  e: usize,
  bytes: usize,
  sum: usize,
): void {
  const z = sum + SUM
  for (let i: usize = 0; i < bytes; i += 64) {
    differences<F>(q0 + i, step, z)
    mulBlock<F>(z, mixed + i, z)
    const a = less<F>(p0 + i / 4, stepP, 0)
    v128.store(z, add<F>(v128.load(z), mul<F>(a, v128.load(other + i))))
    v128.store(z, add<F>(v128.load(z, 16), mul<F>(a, v128.load(other + i, 16))), 16)
    v128.store(z, add<F>(v128.load(z, 32), mul<F>(a, v128.load(other + i, 32))), 32)
    v128.store(z, add<F>(v128.load(z, 48), mul<F>(a, v128.load(other + i, 48))), 48)
    addWeighted<F>(e + i, z, sum)
  }
}

// --- Rounds ---------------------------------------------------------------------------------------------------------

/**
 * A run of out = a + r (b - a), a and b of the prime field, b `step` bytes behind a; `limbs` of r are prepared, 8 bytes
 * each. `bytes` are those of `out`.
 */
function foldRunLift<F>(a: usize, step: usize, limbs: usize, out: usize, bytes: usize): void {
  const c0 = v128.load32_splat(limbs)
  const m0 = v128.load32_splat(limbs, 4)
  const c1 = v128.load32_splat(limbs, 8)
  const m1 = v128.load32_splat(limbs, 12)
  const c2 = v128.load32_splat(limbs, 16)
  const m2 = v128.load32_splat(limbs, 20)
  const c3 = v128.load32_splat(limbs, 24)
  const m3 = v128.load32_splat(limbs, 28)
  for (let i: usize = 0; i < bytes; i += 64) {
    const v = less<F>(a, step, 0)
    v128.store(out + i, add<F>(v128.load(a), mulBy<F>(v, c0, m0)))
    v128.store(out + i, mulBy<F>(v, c1, m1), 16)
    v128.store(out + i, mulBy<F>(v, c2, m2), 32)
    v128.store(out + i, mulBy<F>(v, c3, m3), 48)
    a += 16
  }
}

/**
 * Sets a variable to r, and gives the next round's value at X = 0 and coefficient of X^2: to `out`, a block each, of
 * `runs` runs of `bytes` bytes. Of what is written each half of a half has as many. `lambda`, unless it is 0: p1 also
 * gets lambda times q1 of what is written. In place, or with p of the prime field (`isLift`) to other vectors.
 */
// @ts-ignore: decorator
@inline
export function roundAll<F>(
  isLift: bool,
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
  const next = bytes * runs
  const step = next + next
  const zero = work
  const top = work + ROOM
  const mixed = top + ROOM
  const other = mixed + bytes
  memory.fill(work, 0, 2 * ROOM)
  memory.fill(out, 0, 128)
  for (let run: usize = 0; run < runs; run++) {
    for (let part: usize = 0; part < 2; part++) {
      const at = run * bytes + part * next
      // In place, what is written has been read: the second halves of p0 and q0 in the line before.
      foldWideAll<F>(q + at, q + step + at, r, outQ + at, bytes)
      foldWideAll<F>(q + 2 * step + at, q + 3 * step + at, r, outQ + step + at, bytes)
      if (isLift) {
        foldRunLift<F>(p + at / 4, step / 4, limbs, outP + at, bytes)
        foldRunLift<F>(p + (2 * step + at) / 4, step / 4, limbs, outP + step + at, bytes)
      } else {
        foldWideAll<F>(p + at, p + step + at, r, outP + at, bytes)
        foldWideAll<F>(p + 2 * step + at, p + 3 * step + at, r, outP + step + at, bytes)
      }
      if (lambda != 0) axpyWideAll<F>(outQ + step + at, lambda, outP + step + at, outP + step + at, bytes)
    }
    const p0 = outP + run * bytes
    const q0 = outQ + run * bytes
    sumZero<F>(p0, p0 + step, q0, q0 + step, lower, bytes, zero)
    differencesOfRun<F>(p0 + step, next, mixed, bytes)
    differencesOfRun<F>(q0 + step, next, other, bytes)
    sumTop<F>(p0, mixed, q0, other, next, lower, bytes, top)
    const weight = weightOf(upper, run)
    endRun<F>(zero, weight, out)
    endRun<F>(top, weight, out + 64)
  }
  joinLanes<F>(out)
  joinLanes<F>(out + 64)
}

/** Weights with a variable more: `out` has those with it 0, (1 - c) t, then those with it 1, c t. */
// @ts-ignore: decorator
@inline
export function weightsAll<F>(t: usize, c: usize, out: usize, bytes: usize): void {
  const second = out + bytes
  memory.fill(second, 0, bytes)
  axpyWideAll<F>(t, c, second, second, bytes)
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, sub<F>(v128.load(t + i), v128.load(second + i)))
}
