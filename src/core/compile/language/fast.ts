// The same products as products.ts in single precision, four lanes at a time: about six times as fast, and within rounding of
// the sums in double precision. Sources of the kernels are in assembly/, built by scripts/wasm.mjs.

import { fromBase64 } from '../../bytes/index.ts'
import { KERNELS } from './generated/kernels.ts'
import { addBias, type Multiply, multiply } from './products.ts'

interface Kernels {
  readonly base: WebAssembly.Global
  products(x: number, w: number, out: number, count: number, rows: number, k: number, width: number): void
}

const PAGE = 65_536
/** Positions and rows of weights that are in memory together. */
const POSITIONS = 512
const ROWS = 128
/** Fewer positions do not pay for copying weights. */
const LEAST_POSITIONS = 3

/** Products by the kernels, in a memory of their own. */
export async function fastMultiply(): Promise<Multiply> {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE })
  const bytes = fromBase64(KERNELS) as Uint8Array<ArrayBuffer>
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } })
  const kernels = instance.exports as unknown as Kernels
  const start = Math.ceil(Number(kernels.base.value) / 16) * 16
  return (x, count, rows, out) => {
    if (count < LEAST_POSITIONS) return multiply(x, count, rows, out)
    const { k, weights } = rows
    // Rows end with zeros up to whole vectors.
    const length = Math.ceil(k / 4) * 4
    const positions = Math.min(count, POSITIONS)
    const w = start + 4 * positions * length
    const y = w + 4 * ROWS * length
    const end = y + 4 * positions * ROWS
    if (end > memory.buffer.byteLength) memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE))
    const place = (values: Float32Array, first: number, many: number, to: number, room: number): void => {
      const target = new Float32Array(memory.buffer, to, room * length)
      if (length === k) target.set(values.subarray(first * k, (first + many) * k))
      else {
        target.fill(0)
        for (let i = 0; i < many; i++) target.set(values.subarray((first + i) * k, (first + i + 1) * k), i * length)
      }
    }
    for (let from = 0; from < count; from += positions) {
      const many = Math.min(positions, count - from)
      place(x, from, many, start, many)
      for (let row = 0; row < rows.rows; row += ROWS) {
        const height = Math.min(ROWS, rows.rows - row)
        const padded = Math.ceil(height / 4) * 4
        place(weights, row, height, w, padded)
        kernels.products(start, w, y, many, padded, length, ROWS)
        const found = new Float32Array(memory.buffer, y, many * ROWS)
        for (let p = 0; p < many; p++)
          out.set(found.subarray(p * ROWS, p * ROWS + height), (from + p) * rows.rows + row)
      }
    }
    addBias(out, count, rows.rows, rows.bias)
  }
}
