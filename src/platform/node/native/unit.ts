// What the native engine runs one after another: an op by the wasm engine's kernels, a product, or a segment of ops.

import type { Runtime } from './binding.ts'
import type { Glue } from './kernels.ts'
import type { Variant } from './matrix.ts'

/** Addresses of a unit's tensors. */
export interface Place {
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly scratch: number
}

/** What units run on, once memory has its final size. */
export interface Machine {
  readonly glue: Glue
  readonly buffer: ArrayBuffer
  readonly runtime: Runtime
  readonly variant: Variant
}

export interface Unit {
  run(rows: number): void
  release(): void
}
