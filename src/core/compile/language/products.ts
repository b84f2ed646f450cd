// Products of many positions with rows of weights, where nearly all of a float model's time goes: sums in double precision, two
// positions and four rows at a time. spec/compile.md, "Language models".

import type { FloatRows } from './model.ts'

/** out[p, row] = sum over i of x[p, i] w[row, i], plus the row's bias, for `count` positions. */
export type Multiply = (x: Float32Array, count: number, rows: FloatRows, out: Float32Array) => void

export const multiply: Multiply = (x, count, { rows, k, weights, bias }, out) => {
  // Few positions do not pay for a block of weights in double precision.
  if (count < 4) {
    for (let p = 0; p < count; p++)
      for (let row = 0; row < rows; row++) out[p * rows + row] = dot(x, p * k, weights, row * k, k)
    return addBias(out, count, rows, bias)
  }
  const xs = new Float64Array(x.subarray(0, count * k))
  const block = new Float64Array(4 * k)
  let row = 0
  for (; row + 3 < rows; row += 4) {
    const from = row * k
    for (let i = 0; i < 4 * k; i++) block[i] = weights[from + i]!
    let p = 0
    for (; p + 1 < count; p += 2) {
      const x0 = p * k
      const x1 = x0 + k
      let [a0, a1, a2, a3, b0, b1, b2, b3] = [0, 0, 0, 0, 0, 0, 0, 0]
      for (let i = 0, j1 = k, j2 = 2 * k, j3 = 3 * k; i < k; i++, j1++, j2++, j3++) {
        const u = xs[x0 + i]!
        const v = xs[x1 + i]!
        const [w0, w1, w2, w3] = [block[i]!, block[j1]!, block[j2]!, block[j3]!]
        a0 += u * w0
        a1 += u * w1
        a2 += u * w2
        a3 += u * w3
        b0 += v * w0
        b1 += v * w1
        b2 += v * w2
        b3 += v * w3
      }
      const at = p * rows + row
      out[at] = a0
      out[at + 1] = a1
      out[at + 2] = a2
      out[at + 3] = a3
      out[at + rows] = b0
      out[at + rows + 1] = b1
      out[at + rows + 2] = b2
      out[at + rows + 3] = b3
    }
    for (; p < count; p++) for (let j = 0; j < 4; j++) out[p * rows + row + j] = dot(xs, p * k, block, j * k, k)
  }
  for (; row < rows; row++) for (let p = 0; p < count; p++) out[p * rows + row] = dot(xs, p * k, weights, row * k, k)
  addBias(out, count, rows, bias)
}

export function addBias(out: Float32Array, count: number, rows: number, bias: Float32Array | null): void {
  if (bias === null) return
  for (let p = 0, at = 0; p < count; p++) for (let row = 0; row < rows; row++, at++) out[at]! += bias[row]!
}

function dot(
  a: Float64Array | Float32Array,
  from: number,
  b: Float64Array | Float32Array,
  at: number,
  k: number,
): number {
  let sum = 0
  for (let i = 0; i < k; i++) sum += a[from + i]! * b[at + i]!
  return sum
}
