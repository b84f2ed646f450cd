// What lowering an op sees.

import type { ExactModel, IntTensor, Op, OpKind } from '../../graph/index.ts'
import type { Expression } from '../system/index.ts'
import type { Builder } from './builder.ts'

/**
 * What both sides know of a run. `weights` are read for indices of takes, which say how elements move, and nothing else;
 * null: whoever checks does not hold them.
 */
export interface Run {
  readonly graph: ExactModel['graph']
  readonly weights: Uint8Array | null
  readonly rows: number
  /** In slot order. */
  readonly inputs: readonly IntTensor[]
}

export interface Context {
  readonly builder: Builder
  readonly id: number
  readonly run: Run
  /** The op's inputs: [rows, ...shape]. */
  readonly inputs: readonly Expression[]
  /** The elements of an expression of public tensors; null for others. */
  known(expression: Expression): Float64Array | null
  /** [rows, ...shape] of the op's output. */
  readonly lengths: readonly number[]
}

export type OpOf<K extends OpKind> = Extract<Op, { kind: K }>
export type Lowering<K extends OpKind> = (op: OpOf<K>, context: Context) => Expression
export type Lowerings<K extends OpKind> = { readonly [Kind in K]: Lowering<Kind> }
