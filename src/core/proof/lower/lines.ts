// argMax: each output needs the whole last axis.

import { behind, constant, repeated, scaled, sum, summed, weighed, whole } from '../system/index.ts'
import type { Stretch } from './builder.ts'
import type { Lowerings } from './context.ts'

export const lines: Lowerings<'argMax'> = {
  // One element of a line is chosen; the largest less an element is not negative, less one before the chosen it is
  // positive, and less the chosen it is zero.
  argMax(op, { builder, id, inputs, lengths, run }) {
    const x = inputs[0]!
    const last = x.lengths.length - 1
    const length = x.lengths[last]!
    const { bits } = run.graph.ops[op.inputs[0]!]!
    const largest = whole(builder.column(id, 'largest', lengths), lengths)
    const chosen = whole(builder.column(id, 'chosen', x.lengths), x.lengths)
    const difference = sum(repeated(largest, x.lengths), scaled(x, -1), scaled(behind(chosen, last), -1))
    const table = (width: number): number => builder.table([2 ** width, [0, 0], [0, 1]], [1, [1, 0], [0, 0]] as Stretch)
    const widths = bits <= 12 ? [] : [Math.ceil(bits / 2), Math.floor(bits / 2)]
    if (widths.length === 0)
      builder.lookup({ op: id, what: 'difference', table: table(bits), entries: [chosen, difference] })
    else {
      const limbs = widths.map((width, i) => {
        const limb = whole(builder.column(id, `difference ${i}`, x.lengths), x.lengths)
        builder.lookup({ op: id, what: `difference ${i}`, table: table(width), entries: [chosen, limb] })
        return scaled(limb, -(i === 0 ? 1 : 2 ** widths[0]!))
      })
      builder.relation(id, 'difference in limbs', sum(difference, ...limbs))
    }
    builder.relation(id, 'one is chosen', sum(summed(chosen, last), constant(-1, lengths)))
    builder.fill({ kind: 'argMax', op: id, expression: x, widths })
    return summed(
      weighed(
        chosen,
        last,
        Int32Array.from({ length }, (_, i) => i),
      ),
      last,
    )
  },
}
