// What every family of ops shares when its steps are made. Parameters are int32 words in the order of the classes in assembly/.

import type { ExactModel, Op, OpKind, Requantization, TensorType } from '../../../graph/index.ts'
import type { Relaxed } from '../bind.ts'
import type { CausalWords } from '../causal/rows.ts'
import type { FixedRegion } from '../memory.ts'
import type { KernelName } from '../names.ts'

export interface Step {
  readonly kernel: KernelName
  readonly parameters: number
}

/** Addresses of one op's tensors. */
export interface Place {
  readonly id: number
  readonly inputs: readonly number[]
  readonly out: number
  readonly scratch: number
  /** Most rows that run together. */
  readonly chunkRows: number
  /** The relaxed kernels, where they are there. */
  readonly relaxed: Relaxed | null
  /** Of a causal graph. */
  readonly causal?: CausalWords | undefined
}

export interface Context extends Place {
  readonly model: ExactModel
  readonly types: readonly TensorType[]
  readonly fixed: FixedRegion
}

export type OpOf<K extends OpKind> = Extract<Op, { kind: K }>

/** Makes the steps of one op; what they need to keep is reserved in `context.fixed`. */
export type StepsOf<K extends OpKind> = (op: OpOf<K>, context: Context) => Step[]

export const requantization = (q: Requantization): number[] => [
  q.shift,
  q.shift === 0 ? 0 : 2 ** (q.shift - 1),
  q.lo,
  q.hi,
]
