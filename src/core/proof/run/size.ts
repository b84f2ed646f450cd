// What a proof of a run is made of, before there is one.

import { allocate, type ExactModel } from '../../graph/index.ts'
import { lower } from '../lower/index.ts'
import { layoutOf } from '../system/layout.ts'
import { soundnessOf } from '../system/soundness.ts'

export interface ProofSize {
  readonly rows: number
  /** Values that a prover commits to, padding among them, and lookups with the rows of their tables. */
  readonly cells: number
  readonly lookups: number
  /** -log2 of what is left to chance where the verifier holds the weights. */
  readonly bits: number
}

/** Of a run of so many rows. Refuses `proof_unsupported`. */
export function proofSize({ graph, weights }: ExactModel, rows: number): ProofSize {
  const inputs = graph.ops.filter(op => op.kind === 'input').map(op => allocate(op, rows))
  const { system } = lower({ graph, weights, rows, inputs })
  const { columns, leaves } = layoutOf(system)
  return { rows, cells: columns.end, lookups: leaves.end, bits: soundnessOf(system, false).bits }
}
