// Ops whose outputs are elements of their inputs: expressions, without columns. Also what is known to both sides.

import { refuse } from '../../errors/index.ts'
import { entryOf, readIndices, TOKEN_BASE } from '../../graph/index.ts'
import { constant, gathered, repeated, reshaped, scaled, sum, transposed } from '../system/index.ts'
import type { Lowerings } from './context.ts'
import { computedEntries } from './entries.ts'

export const moves: Lowerings<
  'input' | 'output' | 'constant' | 'concat' | 'reshape' | 'transpose' | 'take' | 'position' | 'embedding'
> = {
  input: (op, { builder, id, lengths }) => builder.public(id, `input ${op.slot}`, lengths),

  output(op, { builder, id, inputs, lengths }) {
    const shown = builder.public(id, `output ${op.slot}`, lengths)
    builder.relation(id, 'is the output', sum(inputs[0]!, scaled(shown, -1)))
    return inputs[0]!
  },

  constant: (op, { builder, id, lengths }) => repeated(builder.parameters(id, 'constant', [1, ...op.shape]), lengths),

  concat(op, { inputs, lengths }) {
    const axis = op.axis + 1
    let at = 0
    const placed = inputs.map(input => {
      const index = new Int32Array(lengths[axis]!).fill(-1)
      const own = input.lengths[axis]!
      for (let i = 0; i < own; i++) index[at + i] = i
      at += own
      return gathered(input, axis, index)
    })
    return sum(placed[0]!, ...placed.slice(1))
  },

  reshape: (_op, { inputs, lengths }) => reshaped(inputs[0]!, lengths),

  transpose: (op, { inputs }) =>
    transposed(inputs[0]!, [0, ...op.perm.slice(0, op.shape.length).map(axis => axis + 1)]),

  take(op, { inputs, lengths, run, id }) {
    const axis = op.axis + 1
    const { weights } = run
    if (weights === null)
      return refuse(
        'proof_unsupported',
        `op ${id}: the indices of a take are known to those alone who hold the weights`,
      )
    const index = readIndices(weights, op, inputs[0]!.lengths[axis]!, `op ${id}`)
    const taken = gathered(inputs[0]!, axis, index)
    if (op.fill === 0 || index.every(source => source >= 0)) return taken
    const where = index.map(source => (source < 0 ? 0 : -1))
    const one = lengths.map((length, i) => (i === axis ? 1 : length))
    return sum(taken, gathered(constant(op.fill, one), axis, where))
  },

  position: (_op, { builder, id, lengths }) => builder.public(id, 'position', lengths),

  // Which entries are met follows from the input, which both sides know.
  embedding(op, context) {
    const { builder, id, inputs, lengths, known } = context
    const x = known(inputs[0]!)
    if (x === null) return computedEntries(op, context)
    const width = op.shape.at(-1)!
    const count = lengths.slice(0, -1).reduce((all, length) => all * length, 1)
    const index = Int32Array.from({ length: count }, (_, i) =>
      entryOf(op, op.pair ? x[2 * i]! + TOKEN_BASE * x[2 * i + 1]! : x[i]!),
    )
    const table = builder.parameters(id, 'embedding', [op.entries, width])
    return reshaped(gathered(table, 0, index), lengths)
  },
}
