// How threads share work: it is cut into units, and whoever is there takes one that nobody has. A unit is some rows of the
// whole graph, or some positions or a block of columns of one product. Values pass through shared memory; onnxruntime itself works on memory of each
// thread's own, for it takes no other. The caller opens a job, threads that come in time enter it; the caller closes it and
// waits for those inside. Nobody waits for one that sleeps.

import { type ExactModel, elements, type Graph, type IntTensor, type TensorType } from '../../../../core/graph/index.ts'
import { align } from '../layout.ts'
import type { Variant } from '../matrix.ts'
import type { Choice } from '../plan.ts'

/** Words, by index. */
export const STATE = 0
/** The product's place among the units of the graph, or `ROWS`. */
export const WHAT = 1
/** Positions, blocks or rows of the job, and of a unit of it. */
export const COUNT = 2
export const UNIT = 3
/** Positions of a product. */
export const POSITIONS = 4
/** How many units have their matrix. */
export const PREPARED = 5
/** Threads that have loaded. */
export const READY = 6
export const FAILED = 7
export const CLOSED = 8
/** From here on, per unit, who has it: nobody, the caller, another thread. */
export const OWNERS = 16
export const FREE = 0
export const KEPT = 1
export const TAKEN = 2
export const MOST_UNITS = 256
export const CONTROL_BYTES = 4 * (OWNERS + MOST_UNITS)

/** STATE: the job's number above, whether it is open, how many threads are inside. */
export const INSIDE = 0x7f
export const OPEN = 0x80
export const JOB = 0x100

export const ROWS = -1

/** Everything that a thread is told. */
export interface OpenMessage {
  /** Where onnxruntime lies, its version, and what of it is exact. */
  readonly directory: string
  readonly version: string
  readonly variant: Variant
  readonly segments: boolean
  /** Its weights lie in shared memory. */
  readonly model: ExactModel
  /** How the caller's units were planned, and what came of it. */
  readonly choice: Choice
  readonly threads: number
  readonly units: string
  readonly limit: number
  readonly working: number
  readonly control: SharedArrayBuffer
  /** A product's matrix; from `results` on its results. Or inputs and outputs of at most `rows` rows. */
  readonly exchange: SharedArrayBuffer
  readonly results: number
  readonly rows: number
}

/** Where inputs (by slot) and outputs (by op) of `rows` rows lie in the exchange. */
export interface Exchange {
  readonly inputs: readonly { readonly type: TensorType; readonly at: number }[]
  readonly outputs: readonly { readonly id: number; readonly type: TensorType; readonly at: number }[]
  readonly bytes: number
}

export function exchangeOf({ ops }: Graph, rows: number): Exchange {
  let bytes = 0
  const place = (type: TensorType): { type: TensorType; at: number } => {
    const at = bytes
    bytes += align(elements(type.shape) * rows * (type.bits <= 8 ? 1 : 2))
    return { type, at }
  }
  const bySlot = ops.filter(op => op.kind === 'input').sort((a, b) => a.slot - b.slot)
  const inputs = bySlot.map(place)
  const outputs = ops.flatMap((op, id) => (op.kind === 'output' ? [{ id, ...place(op) }] : []))
  return { inputs, outputs, bytes }
}

/** A tensor's values in the exchange. */
export function valuesAt(buffer: SharedArrayBuffer, at: number, type: TensorType, rows: number): IntTensor['data'] {
  const length = elements(type.shape) * rows
  return type.bits <= 8 ? new Int8Array(buffer, at, length) : new Int16Array(buffer, at, length)
}
