// How long a run will be, roughly: whether threads are worth calling.

import { elements, type Graph, type Op } from '../../../graph/index.ts'

/** Products that make one value of an op. */
function depthOf(op: Op, graph: Graph): number {
  const length = graph.ops[op.inputs[0] ?? -1]?.shape.at(-1) ?? 1
  if (op.kind === 'conv') return (op.kernel[0] * op.kernel[1] * length) / op.groups
  return op.kind === 'linear' || op.kind === 'matmul' ? length : 1
}

/** Products of one row, and values of ops that have none. */
export const workOf = (graph: Graph): number =>
  graph.ops.reduce((sum, op) => sum + elements(op.shape) * depthOf(op, graph), 0)
