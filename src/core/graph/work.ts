// What one row of a graph costs to compute, roughly: multiplications, and steps of ops that have none. Whoever runs models of
// strangers has a limit for it (spec/node.md, "Engine sessions"); it decides nothing about what a model computes.

import { refuse } from '../errors/index.ts'
import { elements, type Graph, type Op } from './types.ts'

/** A line of a norm needs a root and an inverse, in numbers wider than a machine's. */
const LINE_STEPS = 64

/** Steps for each value of an op. */
function depthOf(op: Op, graph: Graph): number {
  const length = graph.ops[op.inputs[0] ?? -1]?.shape.at(-1) ?? 1
  switch (op.kind) {
    case 'conv':
      return (op.kernel[0] * op.kernel[1] * length) / op.groups
    case 'linear':
    case 'matmul':
    case 'argMax':
      return length
    case 'maxPool':
    case 'averagePool':
      return op.kernel[0] * op.kernel[1]
    case 'sum':
      return op.inputs.length
    case 'norm':
      return 1 + LINE_STEPS / length
    case 'rotary':
      return 2
    case 'attention':
      // The last row of a full sequence: a product with every key for its score, and with every value.
      return op.context * (length / op.shape.at(-1)! + 1)
    default:
      return 1
  }
}

/** Multiplications of one row, and steps of what is not multiplied; of a causal graph, of the last row that its context holds. */
export const workOf = (graph: Graph, counts: (op: Op) => boolean = () => true): number =>
  graph.ops.reduce((sum, op) => (counts(op) ? sum + elements(op.shape) * depthOf(op, graph) : sum), 0)

/** Refuses (`model_too_large`) a graph whose rows cost more than `limit`. */
export function checkWork(graph: Graph, limit: number): void {
  const work = workOf(graph)
  if (work > limit)
    refuse('model_too_large', `one row of the model needs ${work} multiplications and steps, ${limit} are allowed`, {
      facts: { needed: work, limit },
    })
}
