// How threads share a product: its positions are cut into units, and whoever is there takes the next one. Matrices and results
// pass through shared memory; onnxruntime itself works on memory of each thread's own, for it takes no other. The caller opens a
// job, threads that come in time enter it; the caller closes it and waits for those inside. Nobody waits for one that sleeps.

import type { Variant } from '../matrix.ts'

/** Words, by index. */
export const STATE = 0
export const PRODUCT = 1
/** Positions of the job, and of a unit of it. */
export const COUNT = 2
export const UNIT = 3
/** The next unit, and how many have their matrix. */
export const NEXT = 4
export const PREPARED = 5
/** Threads that have loaded all products. */
export const READY = 6
export const FAILED = 7
export const CLOSED = 8
/** From here on, per unit, whether a thread has done it. */
export const OWNERS = 16
export const MOST_UNITS = 256
export const CONTROL_BYTES = 4 * (OWNERS + MOST_UNITS)

/** STATE: the job's number above, whether it is open, how many threads are inside. */
export const INSIDE = 0x7f
export const OPEN = 0x80
export const JOB = 0x100

/** A product that threads can do positions of. */
export interface Share {
  readonly k: number
  readonly n: number
  readonly limbs: 1 | 2
  readonly weightLimbs: 1 | 2
  /** Where the weights lie among those of all products. */
  readonly weights: number
  /** Most positions of a unit. */
  readonly unit: number
  readonly bias: Int32Array
  readonly scale: Int32Array
  readonly shift: number
  readonly lo: number
  readonly hi: number
}

/** Everything that a thread is told. */
export interface OpenMessage {
  /** Where onnxruntime lies, and its version. */
  readonly directory: string
  readonly version: string
  readonly glue: WebAssembly.Module
  readonly variant: Variant
  readonly shares: readonly Share[]
  readonly control: SharedArrayBuffer
  readonly weights: SharedArrayBuffer
  /** The job's matrix; from `results` on its results. */
  readonly exchange: SharedArrayBuffer
  readonly results: number
}
