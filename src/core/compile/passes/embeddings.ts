// What is computed from a row of a table alone is a row of another table: products, functions and clamps after an embedding
// that nothing else reads become its table. spec/compile.md, "Passes".

import type { Clamp, EmbeddingNode, FloatGraph, FloatNode, LinearNode } from '../ir.ts'
import { scalarFunction } from '../scalar.ts'
import { rewrite } from './edit.ts'

/** Values that a table may always have; a larger one only where the model does not grow by it. */
const FREE_VALUES = 2 ** 16

/** Multiplications and functions that all tables of a model may take: what is computed for every row need not be little. */
const MAX_WORK = 2 ** 30

export function foldIntoEmbeddings(graph: FloatGraph): FloatGraph {
  let work = 0
  return rewrite(graph, (node, id, edit) => {
    if (node.integers !== undefined) return
    const rows = edit.sole(node.inputs[0] ?? -1)
    if (rows?.kind !== 'embedding') return
    const { table, shape } = rows
    work += node.kind === 'linear' ? (table.length / shape.at(-1)!) * node.weights.length : table.length
    if (work > MAX_WORK) return
    const folded = tableAfter(node, rows)
    if (folded !== null)
      edit.replace(id, { kind: 'embedding', name: node.name, inputs: rows.inputs, shape: node.shape, table: folded })
  })
}

function tableAfter(node: FloatNode, { table, shape }: EmbeddingNode): Float32Array | null {
  if (node.kind === 'function') return table.map(scalarFunction(node.f))
  if (node.kind === 'clamp') return table.map(within(node.clamp))
  if (node.kind !== 'linear' || node.precise === true) return null
  const width = shape.at(-1)!
  const values = (table.length / width) * node.bias.length
  if (values > Math.max(FREE_VALUES, table.length + node.weights.length)) return null
  return products(table, width, node)
}

const within =
  ({ lo, hi }: Clamp) =>
  (x: number): number =>
    Math.min(hi, Math.max(lo, x))

/** The linear of every row, with sums in double precision. */
function products(table: Float32Array, width: number, { weights, bias, clamp }: LinearNode): Float32Array {
  const bounded = clamp === null ? (x: number): number => x : within(clamp)
  const n = bias.length
  const out = new Float32Array((table.length / width) * n)
  for (let row = 0; row * width < table.length; row++)
    for (let o = 0; o < n; o++) {
      let sum = bias[o]!
      for (let i = 0; i < width; i++) sum += table[row * width + i]! * weights[o * width + i]!
      out[row * n + o] = bounded(sum)
    }
  return out
}
