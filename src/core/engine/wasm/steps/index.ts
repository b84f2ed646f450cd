// One step per op: which kernel runs and with which parameters. An op that only names a tensor (input, output, reshape) has
// no step.

import type { ExactModel, Op, OpKind, TensorType } from '../../../graph/index.ts'
import type { FixedRegion } from '../memory.ts'
import { sum } from './elementwise.ts'
import { concat, constant, transpose } from './layout.ts'
import { averagePool, maxPool } from './pools.ts'
import { conv, convScratch, linear } from './products.ts'
import type { Context, OpOf, Place, Step, StepsOf } from './types.ts'

export type { Place, Step } from './types.ts'

const none = (): Step[] => []

const STEPS: { readonly [K in OpKind]?: StepsOf<K> } = {
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
}

/** Ops that need bytes for themselves while they run, and how many. */
const SCRATCH: { readonly [K in OpKind]?: (op: OpOf<K>, input: TensorType, rows: number) => number } = {
  conv: convScratch,
}

/** Bytes that an op needs for itself while it runs; `input` is its first. */
export function scratchBytes(op: Op, input: TensorType | undefined, rows: number): number {
  const bytes = SCRATCH[op.kind] as ((op: Op, input: TensorType, rows: number) => number) | undefined
  return bytes?.(op, input!, rows) ?? 0
}

/** The steps of op `id`; what they need to keep is reserved in `fixed`. */
export function stepsOf(model: ExactModel, place: Place, fixed: FixedRegion): Step[] {
  const op = model.graph.ops[place.id]!
  const types = op.inputs.map(input => model.graph.ops[input]!)
  const make = STEPS[op.kind] as ((op: Op, context: Context) => Step[]) | undefined
  if (make === undefined) throw new TypeError(`${op.kind}: no kernel`)
  return make(op, { ...place, model, types, fixed })
}
