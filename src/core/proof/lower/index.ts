// From an exact graph and its number of rows to the system that says that it ran right (spec/proof.md, "Graphs"). Prover
// and verifier both do it; nothing of it travels.

import type { Op, OpKind } from '../../graph/index.ts'
import { checkSize, type Expression, evaluateExpression, type Source, type System } from '../system/index.ts'
import { attention } from './attention.ts'
import { Builder } from './builder.ts'
import type { Lowering, Lowerings, Run } from './context.ts'
import { divide } from './divide.ts'
import { elementwise } from './elementwise.ts'
import { defined } from './limbs.ts'
import { lines } from './lines.ts'
import { moves } from './moves.ts'
import { norm } from './norm.ts'
import { products } from './products.ts'
import { softmax } from './softmax.ts'
import { windows } from './windows.ts'

export type { Run } from './context.ts'

const LOWERINGS: Lowerings<OpKind> = {
  ...moves,
  ...products,
  ...elementwise,
  ...windows,
  ...lines,
  ...softmax,
  ...attention,
  ...norm,
  ...divide,
}

/** Parts of the expression that an op's output is. */
const MOST_PARTS = 64

export interface Lowered {
  readonly system: System
  /** Of each op its output. */
  readonly outputs: readonly Expression[]
}

/** Refuses (`proof_unsupported`) what is too large, and the few forms of ops that nothing here can prove: proof.md names them. */
export function lower(run: Run): Lowered {
  const builder = new Builder()
  const outputs: Expression[] = []
  const isKnown = (source: Source): boolean => source.kind === 'public' && builder.isGiven(source.id)
  const given = (source: Source): { data: ArrayLike<number>; lengths: readonly number[] } => {
    const slot = source.kind === 'public' ? builder.inputSlot(source.id) : null
    if (slot === null) return { data: Int32Array.from({ length: run.rows }, (_, row) => row), lengths: [run.rows, 1] }
    const { data, shape, rows } = run.inputs[slot]!
    return { data, lengths: [rows, ...shape] }
  }
  const known = (expression: Expression): Float64Array | null =>
    expression.parts.every(({ source }) => isKnown(source)) ? evaluateExpression(expression, given) : null
  run.graph.ops.forEach((op: Op, id) => {
    const lowering = LOWERINGS[op.kind] as Lowering<OpKind>
    const inputs = op.inputs.map(source => outputs[source]!)
    const output = lowering(op, { builder, id, run, inputs, known, lengths: [run.rows, ...op.shape] })
    // Ops that copy elements could double the parts of an expression again and again: such a one becomes a column.
    outputs.push(output.parts.length > MOST_PARTS ? defined(builder, id, 'copy', output, []) : output)
  })
  const system = builder.finish()
  checkSize(system)
  return { system, outputs }
}
