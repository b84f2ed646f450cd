// What it takes to be an op: one object per op, in one file, holding everything that does not depend on an engine.
// Reference interpreter and engines register their implementations against these kinds.

import { refuse } from '../../errors/index.ts'
import type { Interval, Op, OpKind, TensorType } from '../types.ts'

/** Static facts about one op of one graph. */
export interface OpBounds {
  /** Values that the op's output can take. */
  readonly out: Interval
  /** Largest |accumulator| + rounding, or 0 for an op without accumulators. */
  readonly accumulator: number
  /** Row (output channel) where the largest accumulator was found. */
  readonly row?: number
  /**
   * Bounds that hold for the values along the last axis together, where the op knows them: the sum of their magnitudes
   * (softmax) and the root of the sum of their squares (norm). Products over that axis need less room for it.
   */
  readonly l1?: number
  readonly l2?: number
}

export type OpOf<K extends OpKind> = Extract<Op, { kind: K }>

/** Bounds along the last axis; infinite where nothing is known. */
export type Norms = Pick<OpBounds, 'l1' | 'l2'>

/** What `bounds` may look at. */
export interface BoundsContext {
  readonly inputs: readonly Interval[]
  /** What is known of the inputs beyond their intervals, in the same order. */
  readonly norms?: readonly Norms[]
  readonly inputTypes: readonly TensorType[]
  readonly weights: Uint8Array
  /** Names the op in refusals. */
  readonly what: string
}

export interface OpDefinition<K extends OpKind> {
  readonly kind: K
  /** The code in the descriptor; never reused. */
  readonly code: number
  /** How many inputs: [least, most]. */
  readonly arity: readonly [number, number]
  /** Does the descriptor carry a window, a requantization? Unused fields must be zero there. */
  readonly fields: readonly Field[]
  /** Refuses an op whose attributes and types do not fit its inputs; `fail` names the op. */
  check(op: OpOf<K>, inputs: readonly TensorType[], fail: Fail): void
  /** Bytes of the weights' string that the op reads: [start, end), or null. */
  weights?(op: OpOf<K>, inputs: readonly TensorType[]): readonly [number, number]
  bounds(op: OpOf<K>, context: BoundsContext): OpBounds
}

/** Groups of descriptor fields. */
export type Field =
  | 'slot'
  | 'requantization'
  | 'window'
  | 'groups'
  | 'rows'
  | 'weightOffset'
  | 'coefficients'
  | 'average'
  | 'axis'
  | 'perm'
  | 'fill'
  | 'table'
  | 'fraction'
  | 'norm'
  | 'embedding'
  | 'context'
  | 'rotary'
  | 'attention'

export type Fail = (reason: string) => never

export const failFor =
  (what: string): Fail =>
  reason =>
    refuse('graph_invalid', `${what}: ${reason}`)

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i])
}

/** Every input has the output's rank, and each of its axes the output's length or 1: then it repeats along it. */
export function checkRepeating(op: TensorType, inputs: readonly TensorType[], fail: Fail): void {
  for (const x of inputs) {
    if (x.shape.length !== op.shape.length) fail('inputs and output have one rank')
    x.shape.forEach((n, axis) => {
      if (n !== op.shape[axis] && n !== 1) fail(`axis ${axis} has ${n}, ${op.shape[axis]} or 1 expected`)
    })
  }
  op.shape.forEach((n, axis) => {
    if (n !== 1 && inputs.every(x => x.shape[axis] === 1)) fail(`axis ${axis} is longer than in every input`)
  })
}
