// A linear or conv op's parameters as views of the model's bytes. `analyze` has read and checked every one of them when the
// model was made; checking them again would be most of the time that loading takes.

import { bytesOf, type ConvOp, type ExactModel, type LinearOp, rowLayout } from '../../../core/graph/index.ts'

export interface Rows {
  readonly n: number
  readonly k: number
  readonly bias: Int32Array
  readonly exponents: Uint8Array
  /** n x k. */
  readonly weights: Int8Array | Int16Array
}

export function rowsOf({ graph, weights }: ExactModel, op: LinearOp | ConvOp): Rows {
  const layout = rowLayout(op, graph.ops[op.inputs[0]!]!.shape)
  const { rows: n, k } = layout
  // Sections start at multiples of 32, but the bytes may lie anywhere in their buffer.
  const words = weights.slice(layout.bias, layout.bias + 4 * n)
  const wide = bytesOf(op.weightBits) === 2
  return {
    n,
    k,
    bias: new Int32Array(words.buffer),
    exponents: weights.subarray(layout.exponents, layout.exponents + n),
    weights: wide
      ? new Int16Array(weights.slice(layout.weights, layout.end).buffer)
      : new Int8Array(weights.buffer, weights.byteOffset + layout.weights, n * k),
  }
}
