// Models that pass for another one: the same graph and ports, other weights, and so another id. What a cheating node
// computes by, where its receipts name the model that was asked for.

import { attempt } from '../../core/errors/index.ts'
import {
  type ConvOp,
  type ExactModel,
  type LinearOp,
  makeModel,
  type RowLayout,
  readRows,
  rowLayout,
} from '../../core/graph/index.ts'

/** Rows of the last op that multiplies by weights: nothing behind it can hide a change. */
function lastRows({ graph: { ops } }: ExactModel): { readonly id: number; readonly layout: RowLayout } {
  const id = ops.findLastIndex(({ kind }) => kind === 'linear' || kind === 'conv')
  if (id < 0) throw new RangeError('model: no op multiplies by weights')
  const op = ops[id] as LinearOp | ConvOp
  return { id, layout: rowLayout(op, ops[op.inputs[0]!]!.shape) }
}

const withWeights = ({ graph, ports, manifest, language }: ExactModel, weights: Uint8Array, name: string): ExactModel =>
  makeModel(graph, weights, ports, { ...manifest, name }, language)

/** The model with its last layer's rows moved by one, so that it says of each thing what it should say of the next. */
export function otherModel(model: ExactModel): ExactModel {
  const { id, layout } = lastRows(model)
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
  return withWeights(model, weights, 'another model')
}

/**
 * The model with one number of its weights changed, as far as its bounds allow: the bias of the last layer's first row.
 */
export function withWrongWeight(model: ExactModel): ExactModel {
  const { id, layout } = lastRows(model)
  const bias = readRows(model.weights, layout, `op ${id}`).bias[0]!
  for (let by = 2 ** 30; by >= 1; by /= 2) {
    const weights = model.weights.slice()
    // Upwards, so that a language model comes to say the first of its tokens; where there is no room, downwards.
    const to = bias + by < 2 ** 31 ? bias + by : bias - by
    new DataView(weights.buffer).setInt32(layout.bias, to, true)
    const changed = attempt(() => withWeights(model, weights, 'a weight changed'))
    if (changed.ok) return changed.value
  }
  throw new RangeError('model: the bounds allow no other weight')
}
