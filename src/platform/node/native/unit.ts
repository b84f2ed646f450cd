// What the native engine runs one after another: an op by the wasm engine's kernels, a product, or a segment of ops.

import type { Glue } from './kernels.ts'
import type { Runtime } from './runtime.ts'
import type { Variant } from './selftest.ts'

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
  readonly threads: number
}

export interface Unit {
  run(rows: number): void
  release(): void
}
