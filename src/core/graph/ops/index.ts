// The table of ops. A new op is one definition and a line here; the types then name every place that must know it.

import type { OpKind } from '../types.ts'
import { attention } from './attention.ts'
import type { OpDefinition } from './definition.ts'
import { constant, input, output } from './inputOutput.ts'
import { concat, reshape, transpose } from './layout.ts'
import { norm } from './norm.ts'
import { averagePool, maxPool } from './pool.ts'
import { position, rotary } from './positions.ts'
import { divide, matmul, product } from './product.ts'
import { conv, linear } from './rows.ts'
import { argMax, embedding, take } from './select.ts'
import { sum } from './sum.ts'
import { lookup, softmax } from './table.ts'

export const OPS: { readonly [K in OpKind]: OpDefinition<K> } = {
  input,
  output,
  constant,
  linear,
  conv,
  sum,
  maxPool,
  averagePool,
  concat,
  reshape,
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
  position,
  rotary,
  attention,
}

const BY_CODE = new Map(Object.values(OPS).map(definition => [definition.code, definition.kind]))

export const kindOfCode = (code: number): OpKind | undefined => BY_CODE.get(code)

/** The definition of an op of any kind, for code that treats all kinds alike. */
export const definitionOf = (kind: OpKind): OpDefinition<OpKind> => OPS[kind] as unknown as OpDefinition<OpKind>
