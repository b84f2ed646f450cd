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
}

export type OpOf<K extends OpKind> = Extract<Op, { kind: K }>

/** What `bounds` may look at. */
export interface BoundsContext {
  readonly inputs: readonly Interval[]
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

export type Fail = (reason: string) => never

export const failFor =
  (what: string): Fail =>
  reason =>
    refuse('graph_invalid', `${what}: ${reason}`)

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i])
}
