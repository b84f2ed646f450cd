// How threads share a product: each has some of its columns. What is multiplied and what comes back pass through shared memory;
// onnxruntime itself works on memory of each thread's own, for it takes no other.

import type { Variant } from '../matrix.ts'

/** Words, by index. The first is how many jobs there have been. */
export const JOB = 0
export const PRODUCT = 1
export const COUNT = 2
/** Threads that have done their part of the job. */
export const DONE = 3
/** Threads that have loaded all products. */
export const READY = 4
/** Threads that have begun to: whose columns are whose. */
export const OPENED = 5
export const FAILED = 6
export const CLOSED = 7
export const CONTROL_BYTES = 64

/** A product of which every thread has as many columns. */
export interface Share {
  readonly k: number
  readonly limbs: 1 | 2
  readonly weightLimbs: 1 | 2
  /** Columns of one thread, and where those of the first lie: bytes of shared weights, rows of k. */
  readonly columns: number
  readonly weights: number
  /** Most positions of a job. */
  readonly positions: number
  /** Of all threads' columns, one thread's after another's. */
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
  /** The matrix of bytes; behind it, from `results` on, what each thread gives. */
  readonly exchange: SharedArrayBuffer
  readonly results: number
  /** Bytes of one thread's results. */
  readonly resultBytes: number
}
