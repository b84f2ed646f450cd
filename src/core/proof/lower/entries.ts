// Embeddings of values that are computed (spec/proof.md, "Embeddings"): each element of an entry is looked up by its number.

import { refuse } from '../../errors/index.ts'
import { type EmbeddingOp, maxOf, minOf, nameOf } from '../../graph/index.ts'
import { constant, type Expression, repeated, reshaped, scaled, sum, whole } from '../system/index.ts'
import { digits } from './along.ts'
import type { Context } from './context.ts'
import { quotientsWithin, requantize } from './requantize.ts'

/** The entries that the op's input asks for. */
export function computedEntries(op: EmbeddingOp, { builder, id, inputs, lengths, run }: Context): Expression {
  if (op.pair) refuse('proof_unsupported', `${nameOf(op, id)}: no proof of pairs that are computed yet`)
  const x = inputs[0]!
  const { bits } = run.graph.ops[op.inputs[0]!]!
  const least = minOf(bits) + op.offset
  const clamp = { shift: 0, lo: 0, hi: op.entries - 1 }
  const values = quotientsWithin(least, maxOf(bits) + op.offset)
  const entry = requantize(builder, id, sum(x, constant(op.offset, x.lengths)), [], clamp, 'entry', values)

  const width = lengths.at(-1)!
  const source = builder.parameterSource(id, 'embedding', [op.entries * width])
  const column = whole(builder.column(id, 'element', lengths), lengths)
  const start = repeated(reshaped(scaled(entry, width), [...x.lengths, 1]), lengths)
  const places = Int32Array.from({ length: width }, (_, i) => i)
  const index = sum(start, digits(places, lengths.slice(0, -1)))
  builder.fill({ kind: 'rows', op: id, roles: ['element'], index, sources: [source] })
  const table = builder.parameterTable(op.entries * width, [source])
  builder.lookup({ op: id, what: 'element', table, entries: [index, column] })
  return column
}
