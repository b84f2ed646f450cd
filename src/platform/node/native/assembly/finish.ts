// Sums of limbs to outputs: sum = sum over limbs of 2^(8 (a + w)) * part, then bias, row exponent, shift and clamp as in
// spec/graph.md. All modulo 2^32: the static bound puts the finished accumulator inside int32.

// Fields in the order of `finishWords` in ../product.ts.
@unmanaged
export class Finish {
  sums: usize
  y: usize
  /** Values of y from position to position. */
  stride: i32
  n: i32
  /** Limbs of the activations (rows of sums) and of the weights (columns). */
  limbs: i32
  weightLimbs: i32
  bias: usize
  scale: usize
  shift: i32
  round: i32
  lo: i32
  hi: i32
}

/** Outputs of `count` positions from `first` on; sums hold `limbs * count` rows of `weightLimbs * n`. */
export function finish(p: Finish, first: i32, count: i32): void {
  // The number of limbs as the size of a type, so that each of the four has a loop of its own.
  if (p.n < 8) few(p, first, count)
  else if (p.limbs == 1) {
    if (p.weightLimbs == 1) many<i8, i8>(p, first, count)
    else many<i8, i16>(p, first, count)
  } else if (p.weightLimbs == 1) many<i16, i8>(p, first, count)
  else many<i16, i16>(p, first, count)
}

function many<A, W>(p: Finish, first: i32, count: i32): void {
  const n = p.n
  const line = <usize>n * 4 * sizeof<W>()
  const next = line * <usize>count
  const middle = <usize>n * 4
  const round = i32x4.splat(p.round)
  const lo = i32x4.splat(p.lo)
  const hi = i32x4.splat(p.hi)
  let sums = p.sums
  let y = p.y + 2 * <usize>first * <usize>p.stride
  for (let i = 0; i < count; i++) {
    for (let o = 0; o < n; o += 8) {
      // The last block begins early and computes some outputs again.
      const j = <usize>min(o, n - 8) * 4
      const at = sums + j
      let a = v128.load(at)
      let b = v128.load(at, 16)
      if (sizeof<W>() == 2) {
        a = i32x4.add(a, i32x4.shl(v128.load(at + middle), 8))
        b = i32x4.add(b, i32x4.shl(v128.load(at + middle, 16), 8))
      }
      if (sizeof<A>() == 2) {
        const second = at + next
        let c = v128.load(second)
        let d = v128.load(second, 16)
        if (sizeof<W>() == 2) {
          c = i32x4.add(c, i32x4.shl(v128.load(second + middle), 8))
          d = i32x4.add(d, i32x4.shl(v128.load(second + middle, 16), 8))
        }
        a = i32x4.add(a, i32x4.shl(c, 8))
        b = i32x4.add(b, i32x4.shl(d, 8))
      }
      a = i32x4.add(i32x4.mul(i32x4.add(a, v128.load(p.bias + j)), v128.load(p.scale + j)), round)
      b = i32x4.add(i32x4.mul(i32x4.add(b, v128.load(p.bias + j, 16)), v128.load(p.scale + j, 16)), round)
      a = i32x4.min_s(i32x4.max_s(i32x4.shr_s(a, p.shift), lo), hi)
      b = i32x4.min_s(i32x4.max_s(i32x4.shr_s(b, p.shift), lo), hi)
      v128.store(y + (j >> 1), i16x8.narrow_i32x4_s(a, b))
    }
    sums += line
    y += 2 * <usize>p.stride
  }
}

function few(p: Finish, first: i32, count: i32): void {
  const n = p.n
  const line = n * p.weightLimbs
  let y = p.y + 2 * <usize>first * <usize>p.stride
  for (let i = 0; i < count; i++) {
    for (let o = 0; o < n; o++) {
      let acc = 0
      for (let a = 0; a < p.limbs; a++) {
        for (let w = 0; w < p.weightLimbs; w++) {
          const part = load<i32>(p.sums + 4 * <usize>((a * count + i) * line + w * n + o))
          acc += part << (8 * (a + w))
        }
      }
      acc = (acc + load<i32>(p.bias + 4 * o)) * load<i32>(p.scale + 4 * o) + p.round
      store<i16>(y + 2 * o, <i16>min(max(acc >> p.shift, p.lo), p.hi))
    }
    y += 2 * <usize>p.stride
  }
}
