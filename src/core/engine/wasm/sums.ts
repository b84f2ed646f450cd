// The accumulators of a product before requantization, from kernels that only store int16: run once for the upper halves and once for the lower ones.
// An audit's executor sends them.

import type { KernelName } from './names.ts'
import type { Step } from './steps/index.ts'

/** Words of the parameters of a product: where the rows' powers of two lie, and the last four, shift, round, lo and hi. */
const SCALE = 4
const REQUANTIZATION = 4
const HALF = 16

/** Words of a kernel's parameters, and those that say how many rows of weights there are. */
function shapeOf(
  kernel: KernelName,
  words: (at: number) => number,
): { readonly length: number; readonly rows: number } {
  const eights = (rows: number): number => 8 * Math.ceil(rows / 8)
  if (kernel === 'depthwise') return { length: 17, rows: eights(words(12)) }
  return { length: 24, rows: words(16) * eights(words(18)) }
}

/**
 * Runs the steps of a linear or conv op and gives the accumulators of its output, `into.length` values at byte `at`, in place of the output. What
 * the steps' parameters say is the same afterwards.
 */
export function accumulate(
  buffer: ArrayBufferLike,
  steps: readonly Step[],
  run: (step: Step) => void,
  at: number,
  into: Int32Array,
): void {
  for (const step of steps) {
    if (!step.kernel.startsWith('gemm') && step.kernel !== 'depthwise') {
      run(step)
      continue
    }
    const words = new Int32Array(buffer, step.parameters)
    const { length, rows } = shapeOf(step.kernel, i => words[i]!)
    const own = words.subarray(length - REQUANTIZATION, length)
    const before = own.slice()
    const scale = new Int32Array(buffer, words[SCALE]!, rows)
    const exponents = scale.slice()
    const out = new Int16Array(buffer, at, into.length)
    try {
      own.set([HALF, 0, -32_768, 32_767])
      run(step)
      for (let i = 0; i < into.length; i++) into[i] = out[i]! << HALF
      for (let i = 0; i < rows; i++) scale[i] = exponents[i]! << HALF
      run(step)
      for (let i = 0; i < into.length; i++) into[i]! |= out[i]! & 0xffff
    } finally {
      own.set(before)
      scale.set(exponents)
    }
  }
}
