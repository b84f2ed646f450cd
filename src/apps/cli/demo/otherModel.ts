// Another model for the demonstration: the same network with the rows of its last layer moved by one, so that it calls a
// seven an eight. A model in its own right, with its own id; it is what the dishonest node runs instead of the one asked for.

import { type ExactModel, type LinearOp, makeModel, readRows, rowLayout } from '../../../core/graph/index.ts'

export function otherModel(model: ExactModel): ExactModel {
  const { ops } = model.graph
  const id = ops.findLastIndex(op => op.kind === 'linear')
  const op = ops[id] as LinearOp
  const layout = rowLayout(op, ops[op.inputs[0]!]!.shape)
  const { bias, exponents, weights: rows } = readRows(model.weights, layout, `op ${id}`)
  const weights = model.weights.slice()
  const view = new DataView(weights.buffer)
  const width = rows.BYTES_PER_ELEMENT
  for (let row = 0; row < layout.rows; row++) {
    const from = (row + layout.rows - 1) % layout.rows
    view.setInt32(layout.bias + 4 * row, bias[from]!, true)
    weights[layout.exponents + row] = exponents[from]!
    const source = layout.weights + from * layout.k * width
    weights.set(model.weights.subarray(source, source + layout.k * width), layout.weights + row * layout.k * width)
  }
  return makeModel(model.graph, weights, model.ports, { ...model.manifest, name: 'another model' })
}
