// One step per op: which kernel runs and with which parameters. An op that only names a tensor (input, output, reshape) has
// no step.

import type { ExactModel, Graph, Op, OpKind, TensorType } from '../../../graph/index.ts'
import type { FixedRegion } from '../memory.ts'
import { divide, product, sum, sumScratch } from './elementwise.ts'
import { concat, constant, transpose } from './layout.ts'
import { argMax, norm } from './lines.ts'
import { matmul, matmulScratch } from './matmul.ts'
import { averagePool, maxPool } from './pools.ts'
import { conv, convScratch, linear } from './products.ts'
import { embedding, take } from './select.ts'
import { attention, rotary } from './sequences.ts'
import { lookup, softmax } from './tables.ts'
import type { Context, OpOf, Place, Step, StepsOf } from './types.ts'

export type { Place, Step } from './types.ts'

const none = (): Step[] => []

const STEPS: { readonly [K in OpKind]: StepsOf<K> } = {
  input: none,
  output: none,
  reshape: none,
  // Its rows are written beside those of inputs.
  position: none,
  constant,
  linear,
  conv,
  sum,
  maxPool,
  averagePool,
  concat,
  transpose,
  take,
  product,
  divide,
  lookup,
  softmax,
  norm,
  matmul,
  embedding,
  argMax,
  rotary,
  attention,
}

/** Ops that need bytes for themselves while they run, and how many. */
const SCRATCH: { readonly [K in OpKind]?: (op: OpOf<K>, types: readonly TensorType[], rows: number) => number } = {
  conv: convScratch,
  sum: sumScratch,
  matmul: matmulScratch,
}

/** Bytes that op `id` needs for itself while it runs. */
export function scratchBytes({ ops }: Graph, id: number, rows: number): number {
  const op = ops[id]!
  const bytes = SCRATCH[op.kind] as ((op: Op, types: readonly TensorType[], rows: number) => number) | undefined
  return (
    bytes?.(
      op,
      op.inputs.map(input => ops[input]!),
      rows,
    ) ?? 0
  )
}

/** The steps of op `id`; what they need to keep is reserved in `fixed`. */
export function stepsOf(model: ExactModel, place: Place, fixed: FixedRegion): Step[] {
  const op = model.graph.ops[place.id]!
  const types = op.inputs.map(input => model.graph.ops[input]!)
  const make = STEPS[op.kind] as (op: Op, context: Context) => Step[]
  return make(op, { ...place, model, types, fixed })
}
