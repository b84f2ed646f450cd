// Before anything rests on it, the machine shows that its products are exact: onnxruntime picks kernels by processor, and
// without VNNI the one for unsigned times signed bytes saturates pairs of products. spec/engines.md, "The self-test".

import { columnsOf, productModel } from './product.ts'
import type { Runtime } from './runtime.ts'

/** How weights are stored: as signed bytes, or as unsigned ones with 128 added where only that is exact. */
export type Variant = 's8' | 'u8'

const VARIANTS: readonly Variant[] = ['s8', 'u8']
const SHAPES: readonly (readonly [m: number, k: number, n: number])[] = [
  [1, 1, 1],
  [1, 64, 33],
  [1, 771, 16],
  [2, 3, 5],
  [3, 17, 8],
  [4, 32, 64],
  [5, 63, 17],
  [6, 255, 100],
  [7, 8, 1],
  [8, 128, 48],
  [9, 5, 129],
  [13, 66, 31],
  [16, 576, 64],
  [33, 40, 24],
  [64, 100, 70],
]

/** Numbers that are the same everywhere: a multiplicative congruential generator. */
function* bytes(seed: number): Generator<number> {
  for (let state = seed * 2 + 1; ; ) {
    state = Math.imul(state, 0x9e3779b1) ^ (state >>> 15)
    yield (state >>> 11) & 255
  }
}

const chosen = new WeakMap<Runtime, Map<number, Variant | null>>()

/** The form of weights whose products are exact here, or null where none is. Tried once for each number of threads. */
export function exactVariant(runtime: Runtime, threads: number): Variant | null {
  let tried = chosen.get(runtime)
  if (tried === undefined) chosen.set(runtime, (tried = new Map()))
  let variant = tried.get(threads)
  if (variant === undefined) {
    variant = VARIANTS.find(one => isExact(runtime, one, threads)) ?? null
    tried.set(threads, variant)
  }
  return variant
}

/** Random entries, entries at their ends, and pairs that would saturate 16 bits, against a plain loop. */
export function isExact(runtime: Runtime, variant: Variant, threads: number): boolean {
  return SHAPES.every(([m, k, n], which) =>
    [0, 1, 2].every(mode => {
      const random = bytes(which * 3 + mode)
      const next = (): number => random.next().value as number
      const x = Uint8Array.from({ length: m * k }, () => (mode === 0 ? next() : mode === 1 ? (next() & 1) * 255 : 255))
      const w = Int8Array.from({ length: n * k }, (_, i) => {
        const end = (mode === 1 ? next() & 1 : Math.floor(i / k) & 1) === 0 ? -128 : 127
        return mode === 0 ? next() - 128 : end
      })
      return same(runtime, variant, threads, { m, k, n, x, w })
    }),
  )
}

interface Product {
  readonly m: number
  readonly k: number
  readonly n: number
  readonly x: Uint8Array
  /** n x k. */
  readonly w: Int8Array
}

function same(runtime: Runtime, variant: Variant, threads: number, { m, k, n, x, w }: Product): boolean {
  const program = runtime.load(productModel(columnsOf(w, k, n, 1), k, n, variant), threads)
  try {
    const y = new Int32Array(m * n)
    program.run(
      { [program.inputs[0]!]: runtime.tensor('uint8', x, [m, k]) },
      { [program.outputs[0]!]: runtime.tensor('int32', y, [m, n]) },
    )
    for (let i = 0; i < m; i++) {
      for (let o = 0; o < n; o++) {
        let sum = 0
        for (let j = 0; j < k; j++) sum += x[i * k + j]! * w[o * k + j]!
        if (y[i * n + o] !== sum) return false
      }
    }
    return true
  } finally {
    program.release()
  }
}
