// Before anything rests on it, the machine shows that its products are exact: onnxruntime picks kernels by processor, and
// without VNNI the one for unsigned times signed bytes saturates pairs of products. spec/engines.md, "The self-test".

import type { Runtime } from './binding.ts'
import { addProduct, columnsOf, type Variant } from './matrix.ts'
import { INT32, OnnxWriter, UINT8 } from './onnx.ts'

const VARIANTS: readonly Variant[] = ['s8', 'u8']
const SHAPES: readonly (readonly [m: number, k: number, n: number])[] = [
  [1, 1, 1],
  [1, 64, 33],
  [1, 771, 16],
  [2, 3, 5],
  [3, 17, 8],
  [4, 32, 64],
  [5, 63, 17],
  [6, 255, 20],
  [7, 8, 1],
  [8, 128, 48],
  [9, 5, 129],
  [13, 66, 31],
  [16, 200, 32],
  [33, 40, 24],
  [40, 36, 36],
]

/** Numbers that are the same everywhere: a multiplicative congruential generator. */
function bytes(seed: number): () => number {
  let state = seed * 2 + 1
  return () => {
    state = Math.imul(state, 0x9e3779b1) ^ (state >>> 15)
    return (state >>> 11) & 255
  }
}

const chosen = new WeakMap<Runtime, Variant | null>()

/** The form of weights whose products are exact here, or null where none is. Tried once. */
export function exactVariant(runtime: Runtime): Variant | null {
  let variant = chosen.get(runtime)
  if (variant === undefined) {
    variant = VARIANTS.find(one => isExact(runtime, one)) ?? null
    chosen.set(runtime, variant)
  }
  return variant
}

interface Product {
  readonly m: number
  readonly k: number
  readonly n: number
  readonly x: Uint8Array
  /** n x k. */
  readonly w: Int8Array
}

/** Random entries, entries at their ends, and pairs that would saturate 16 bits. */
function* products(): Generator<Product> {
  for (const [which, [m, k, n]] of SHAPES.entries())
    for (const mode of [0, 1, 2]) {
      const next = bytes(which * 3 + mode)
      const x = new Uint8Array(m * k)
      const w = new Int8Array(n * k)
      for (let i = 0; i < x.length; i++) x[i] = mode === 0 ? next() : mode === 1 ? (next() & 1) * 255 : 255
      for (let i = 0; i < w.length; i++) {
        const end = (mode === 1 ? next() & 1 : Math.floor(i / k) & 1) === 0 ? -128 : 127
        w[i] = mode === 0 ? next() - 128 : end
      }
      yield { m, k, n, x, w }
    }
}

/** All of them in one program, against a plain loop. */
export function isExact(runtime: Runtime, variant: Variant): boolean {
  const all = [...products()]
  const model = new OnnxWriter()
  for (const { m, k, n, w } of all) {
    const x = model.input(UINT8, [m, k])
    model.output(addProduct(model, x, columnsOf(w, k, n, 1), k, n, variant), INT32, [m, n])
  }
  const program = runtime.load(model.finish())
  try {
    const sums = all.map(({ m, n }) => new Int32Array(m * n))
    program.run(
      Object.fromEntries(all.map(({ m, k, x }, i) => [program.inputs[i], runtime.tensor('uint8', x, [m, k])])),
      Object.fromEntries(all.map(({ m, n }, i) => [program.outputs[i], runtime.tensor('int32', sums[i]!, [m, n])])),
    )
    return all.every((product, i) => isProduct(sums[i]!, product))
  } finally {
    program.release()
  }
}

function isProduct(sums: Int32Array, { m, k, n, x, w }: Product): boolean {
  for (let i = 0; i < m; i++)
    for (let o = 0; o < n; o++) {
      let sum = 0
      for (let j = 0; j < k; j++) sum += x[i * k + j]! * w[o * k + j]!
      if (sums[i * n + o] !== sum) return false
    }
  return true
}
