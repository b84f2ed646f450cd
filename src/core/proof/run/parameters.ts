// A model's parameters as a system names them: rows multiplied with their powers of two, tables, constants.

import { type Graph, nameOf, readConstant, readEmbedding, readRows, readTable, rowLayout } from '../../graph/index.ts'
import type { Named, System } from '../system/index.ts'

/** Refuses (`weight_out_of_range`) stored values outside their width. */
export function parametersOf(graph: Graph, weights: Uint8Array, system: System): ArrayLike<number>[] {
  const rows = new Map<number, { readonly weights: Int32Array; readonly bias: Float64Array }>()
  return system.weights.map(named => parameterOf(graph, weights, named, rows))
}

function parameterOf(
  graph: Graph,
  bytes: Uint8Array,
  { op: id, role }: Named,
  rows: Map<number, { readonly weights: Int32Array; readonly bias: Float64Array }>,
): ArrayLike<number> {
  const op = graph.ops[id]!
  const what = nameOf(op, id)
  switch (op.kind) {
    case 'linear':
    case 'conv': {
      let scaled = rows.get(id)
      if (scaled === undefined) {
        const layout = rowLayout(op, graph.ops[op.inputs[0]!]!.shape)
        const { bias, exponents, weights } = readRows(bytes, layout, what)
        const folded = new Int32Array(weights.length)
        for (let n = 0, i = 0; n < layout.rows; n++) {
          const factor = 2 ** exponents[n]!
          for (const end = i + layout.k; i < end; i++) folded[i] = weights[i]! * factor
        }
        // A bias may pass 32 bits, where products bring the accumulator back within its bound.
        scaled = { bias: Float64Array.from(bias, (value, n) => value * 2 ** exponents[n]!), weights: folded }
        rows.set(id, scaled)
      }
      return role === 'bias' ? scaled.bias : scaled.weights
    }
    case 'constant':
      return readConstant(bytes, op, what)
    case 'embedding':
      return readEmbedding(bytes, op, what)
    case 'lookup':
    case 'softmax':
    case 'attention': {
      const { base, slope } = readTable(bytes, op, what)
      return role === 'table base' ? base : slope
    }
    default:
      throw new RangeError(`${what} has no parameters`)
  }
}
