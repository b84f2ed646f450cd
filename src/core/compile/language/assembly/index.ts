// Products of rows in single precision: what calibration of a language model spends its time on. The host puts rows of both sides
// into memory, each as long as a multiple of four, with zeros at its end. Nothing here allocates.

/** The first byte that is free. */
export const base: usize = __heap_base

// @ts-ignore: decorator
@inline
function sum(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  )
}

// @ts-ignore: decorator
@inline
function mac(acc: v128, a: v128, b: v128): v128 {
  return f32x4.add(acc, f32x4.mul(a, b))
}

/** out[p * width + row] = x[p] . w[row] for `count` rows of x and `rows` rows of w, both k values apart; `rows` a multiple of 4. */
export function products(x: usize, w: usize, out: usize, count: i32, rows: i32, k: i32, width: i32): void {
  const step: usize = <usize>k << 2
  for (let row = 0; row < rows; row += 4) {
    const w0 = w + <usize>row * step
    let p = 0
    for (; p + 3 <= count; p += 3) {
      const x0 = x + <usize>p * step
      let a0 = f32x4.splat(0)
      let a1 = a0
      let a2 = a0
      let a3 = a0
      let b0 = a0
      let b1 = a0
      let b2 = a0
      let b3 = a0
      let c0 = a0
      let c1 = a0
      let c2 = a0
      let c3 = a0
      for (let i: usize = 0; i < step; i += 16) {
        const u = v128.load(x0 + i)
        const v = v128.load(x0 + step + i)
        const t = v128.load(x0 + 2 * step + i)
        const q0 = v128.load(w0 + i)
        a0 = mac(a0, u, q0)
        b0 = mac(b0, v, q0)
        c0 = mac(c0, t, q0)
        const q1 = v128.load(w0 + step + i)
        a1 = mac(a1, u, q1)
        b1 = mac(b1, v, q1)
        c1 = mac(c1, t, q1)
        const q2 = v128.load(w0 + 2 * step + i)
        a2 = mac(a2, u, q2)
        b2 = mac(b2, v, q2)
        c2 = mac(c2, t, q2)
        const q3 = v128.load(w0 + 3 * step + i)
        a3 = mac(a3, u, q3)
        b3 = mac(b3, v, q3)
        c3 = mac(c3, t, q3)
      }
      const at = out + (<usize>(p * width + row) << 2)
      store(at, a0, a1, a2, a3)
      store(at + (<usize>width << 2), b0, b1, b2, b3)
      store(at + (<usize>width << 3), c0, c1, c2, c3)
    }
    for (; p < count; p++) {
      const x0 = x + <usize>p * step
      let a0 = f32x4.splat(0)
      let a1 = a0
      let a2 = a0
      let a3 = a0
      for (let i: usize = 0; i < step; i += 16) {
        const u = v128.load(x0 + i)
        a0 = mac(a0, u, v128.load(w0 + i))
        a1 = mac(a1, u, v128.load(w0 + step + i))
        a2 = mac(a2, u, v128.load(w0 + 2 * step + i))
        a3 = mac(a3, u, v128.load(w0 + 3 * step + i))
      }
      store(out + (<usize>(p * width + row) << 2), a0, a1, a2, a3)
    }
  }
}

// @ts-ignore: decorator
@inline
function store(at: usize, a0: v128, a1: v128, a2: v128, a3: v128): void {
  f32.store(at, sum(a0))
  f32.store(at + 4, sum(a1))
  f32.store(at + 8, sum(a2))
  f32.store(at + 12, sum(a3))
}
