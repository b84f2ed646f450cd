// Graphs whose rows are the positions of a sequence: spec/graph.md, "Rows as positions".

import { refuse } from '../errors/index.ts'
import type { Graph } from './types.ts'

/** Most positions of a sequence that the graph runs over, or null where its rows are independent samples. */
export function contextOf(graph: Graph): number | null {
  for (const op of graph.ops) if ('context' in op) return op.context
  return null
}

/** Are the graph's rows the positions of one sequence? */
export const isCausal = (graph: Graph): boolean => contextOf(graph) !== null

/** Refuses a graph whose ops do not agree on how long a sequence may be. */
export function checkContexts(graph: Graph): void {
  const context = contextOf(graph)
  graph.ops.forEach((op, id) => {
    if ('context' in op && op.context !== context)
      refuse('graph_invalid', `op ${id} (${op.kind}): a context of ${op.context} positions beside one of ${context}`)
  })
}
