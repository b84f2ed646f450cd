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
  /** What a thread lends to another one's product. */
  readonly lend?: Lend
}

/** Columns from `from` on of one op of a product, `n` of them; `start` counts those of all blocks before it. */
export interface Block {
  readonly line: number
  readonly from: number
  readonly n: number
  readonly start: number
}

/** A product whose matrix somebody else has made. */
export interface Lend {
  /** Bytes of a position in the matrix. */
  readonly lineBytes: number
  readonly blocks: readonly Block[]
  /** Positions of one block: `count` lines of the matrix, and as many of the block's results. */
  run(block: number, count: number, matrix: Uint8Array, result: Uint8Array): void
}
