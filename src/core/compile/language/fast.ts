// The same products as products.ts in single precision, four lanes at a time: about six times as fast, and within rounding of
// the sums in double precision. Sources of the kernels are in assembly/, built by scripts/wasm.mjs.

import { fromBase64 } from '../../bytes/index.ts'
import { KERNELS } from './generated/kernels.ts'
import type { FloatRows } from './model.ts'
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
/** Bytes of weights that stay in memory: text that is made up token by token reads them all again and again. */
const RESIDENT_BYTES = 1.5 * 2 ** 30

/** Products by the kernels, in a memory of their own. Weights are not to change between calls. */
export async function fastMultiply(): Promise<Multiply> {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE })
  const bytes = fromBase64(KERNELS) as Uint8Array<ArrayBuffer>
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } })
  const kernels = instance.exports as unknown as Kernels
  let end = Math.ceil(Number(kernels.base.value) / 16) * 16
  /** Room at the end of what there is; it stays taken. */
  const reserve = (size: number): number => {
    const at = end
    end += Math.ceil(size / 16) * 16
    if (end > memory.buffer.byteLength) memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE))
    return at
  }
  /** Scratch areas that grow: one for positions, one for rows of weights, one for results. */
  const areas = [0, 1, 2].map(() => ({ at: 0, size: 0 }))
  const scratch = (which: number, size: number): number => {
    const area = areas[which]!
    if (size > area.size) {
      area.size = Math.max(size, 2 * area.size)
      area.at = reserve(area.size)
    }
    return area.at
  }
  const place = (values: Float32Array, k: number, length: number, first: number, many: number, to: number): void => {
    const room = Math.ceil(many / 4) * 4
    const target = new Float32Array(memory.buffer, to, room * length)
    if (length === k) target.set(values.subarray(first * k, (first + many) * k))
    else {
      target.fill(0)
      for (let i = 0; i < many; i++) target.set(values.subarray((first + i) * k, (first + i + 1) * k), i * length)
    }
  }
  const seen = new WeakSet<Float32Array>()
  const resident = new WeakMap<Float32Array, number>()
  let left = RESIDENT_BYTES
  /** Where a matrix that is used a second time stays, or null. */
  const kept = ({ weights, rows, k }: FloatRows, length: number): number | null => {
    const known = resident.get(weights)
    if (known !== undefined) return known
    const size = 4 * length * Math.ceil(rows / 4) * 4
    if (!seen.has(weights) || size > left) {
      seen.add(weights)
      return null
    }
    left -= size
    const at = reserve(size)
    place(weights, k, length, 0, rows, at)
    resident.set(weights, at)
    return at
  }
  return (x, count, rows, out) => {
    if (count < LEAST_POSITIONS) return multiply(x, count, rows, out)
    const { k, weights } = rows
    // Rows end with zeros up to whole vectors.
    const length = Math.ceil(k / 4) * 4
    const positions = Math.min(count, POSITIONS)
    const all = kept(rows, length)
    const from = scratch(0, 4 * Math.ceil(positions / 4) * 4 * length)
    const block = scratch(1, all === null ? 4 * ROWS * length : 0)
    const to = scratch(2, 4 * positions * ROWS)
    for (let first = 0; first < count; first += positions) {
      const many = Math.min(positions, count - first)
      place(x, k, length, first, many, from)
      for (let row = 0; row < rows.rows; row += ROWS) {
        const height = Math.min(ROWS, rows.rows - row)
        if (all === null) place(weights, k, length, row, height, block)
        const w = all === null ? block : all + 4 * row * length
        kernels.products(from, w, to, many, Math.ceil(height / 4) * 4, length, ROWS)
        const found = new Float32Array(memory.buffer, to, many * ROWS)
        for (let p = 0; p < many; p++)
          out.set(found.subarray(p * ROWS, p * ROWS + height), (first + p) * rows.rows + row)
      }
    }
    addBias(out, count, rows.rows, rows.bias)
  }
}
