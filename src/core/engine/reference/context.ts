// What the implementations of the reference interpreter see. Plain loops over plain numbers; slow on purpose.

import type { IntTensor, Op, OpKind, Requantization, RowParameters, TableRows } from '../../graph/index.ts'

export type OpOf<K extends OpKind> = Extract<Op, { kind: K }>

export interface Context {
  readonly rows: number
  /** Position of the first row in its sequence: so many rows went before. */
  readonly first: number
  /** Rows of the op's inputs; of attention's k and v also those that went before, from position 0 on. */
  readonly inputs: readonly IntTensor[]
  readonly ports: readonly IntTensor[]
  /** Of linear and conv. */
  readonly parameters: RowParameters | undefined
  /** Of constant and embedding. */
  readonly values: Int8Array | Int16Array | undefined
  /** Of lookup, softmax and attention. */
  readonly table: TableRows | undefined
  /** Of take. */
  readonly indices: Int32Array | undefined
  /** Requantizes one accumulator after asserting that it stays inside the bound. */
  finish(acc: number, op: Requantization): number
  /** Asserts that an accumulator stays inside the bound, its rounding included. */
  within(acc: number): number
}

export type Implementation<K extends OpKind> = (op: OpOf<K>, out: IntTensor, context: Context) => void
export type Implementations<K extends OpKind> = { readonly [P in K]: Implementation<P> }
