// sum and lookup.

import { minOf } from '../../graph/index.ts'
import { constant, type Expression, repeated, scaled, sum, whole } from '../system/index.ts'
import type { Lowerings } from './context.ts'
import { limbsOf } from './limbs.ts'
import { elementwise as product } from './products.ts'
import { requantize } from './requantize.ts'

export const elementwise: Lowerings<'sum' | 'lookup'> = {
  sum(op, { builder, id, inputs, lengths }) {
    const [first, ...rest] = inputs.map((input, i) => scaled(repeated(input, lengths), op.coefficients[i]!))
    return requantize(builder, id, sum(first!, ...rest), [], op)
  },

  // x is taken apart into the row of the table and a place on the line from it: acc = base + slope * place.
  lookup(op, { builder, id, inputs, lengths, run }) {
    const x = inputs[0]!
    const bits = run.graph.ops[op.inputs[0]!]!.bits
    const u = sum(x, constant(-minOf(bits), lengths))
    const rows = 2 ** op.tableBits
    let row: Expression = u
    let place: Expression | null = null
    if (op.segment > 0) {
      // The last limb is the row; the table's lookup bounds it.
      const widths = op.segment > 12 ? [12, op.segment - 12] : [op.segment]
      const { limbs, rest } = limbsOf(builder, id, 'place', u, widths)
      place = limbs
      row = rest
    }
    const roles = op.segment > 0 ? ['base', 'slope'] : ['base']
    const sources = roles.map(role => builder.parameterSource(id, `table ${role}`, [rows]))
    const columns = roles.map(role => whole(builder.column(id, role, lengths), lengths))
    builder.fill({ kind: 'rows', op: id, roles, index: row, sources })
    builder.lookup({ op: id, what: 'table', table: builder.parameterTable(rows, sources), entries: [row, ...columns] })
    return requantize(builder, id, columns[0]!, place === null ? [] : [product(columns[1]!, place)], op)
  },
}
