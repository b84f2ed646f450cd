// One step per op: which kernel runs and with which parameters. An op that only names a tensor (input, output, reshape) has
// no step.

import { refuse } from '../../../errors/index.ts'
import { type ExactModel, type Graph, nameOf, type Op, type OpKind, type TensorType } from '../../../graph/index.ts'
import type { FixedRegion } from '../memory.ts'
import { divide, product, sum, sumScratch } from './elementwise.ts'
import { concat, constant, transpose } from './layout.ts'
import { argMax, norm } from './lines.ts'
import { matmul, matmulScratch } from './matmul.ts'
import { averagePool, maxPool } from './pools.ts'
import { conv, convScratch, linear } from './products.ts'
import { embedding, take } from './select.ts'
import { lookup, softmax } from './tables.ts'
import type { Context, OpOf, Place, Step, StepsOf } from './types.ts'

export type { Place, Step } from './types.ts'

const none = (): Step[] => []

/** Causal graphs are not here yet: their ops have no kernels. */
const absent = (op: Op, { id }: Context): never =>
  refuse('operator_unsupported', `${nameOf(op, id)}: the wasm engine does not run it yet`, {
    hint: 'Run it on the reference engine.',
  })

const STEPS: { readonly [K in OpKind]: StepsOf<K> } = {
  input: none,
  output: none,
  reshape: none,
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
  embedding: (op, context) => (op.pair ? absent(op, context) : embedding(op, context)),
  argMax,
  position: absent,
  rotary: absent,
  attention: absent,
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
