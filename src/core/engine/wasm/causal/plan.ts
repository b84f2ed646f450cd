// Which ops of a causal graph every row needs, and which only the rows that are asked for: spec/engines.md, "wasm". A row's keys
// and values are read by later rows, so what they follow from is computed for all rows, first; everything else only feeds outputs.

import { contextOf, type Graph } from '../../../graph/index.ts'
import { ownersOf } from '../memory.ts'

export interface CausalPlan {
  /** Most positions of a sequence. */
  readonly context: number
  /** Per op: do all rows need it? Inputs and positions count as such. */
  readonly early: readonly boolean[]
  /** Ids in the order in which ops run: early ones first, both in graph order. */
  readonly order: readonly number[]
  /** Early tensors that late ops read, by the op whose bytes they are: rows that are not asked for are taken out of them. */
  readonly crossing: readonly number[]
}

/** The plan of a causal graph, undefined of another. */
export function causalPlan(graph: Graph): CausalPlan | undefined {
  const context = contextOf(graph)
  if (context === null) return undefined
  const { ops } = graph
  const early = ops.map(op => op.kind === 'input' || op.kind === 'position')
  for (let id = ops.length - 1; id >= 0; id--) {
    const op = ops[id]!
    if (op.kind === 'attention') for (const input of op.inputs.slice(1)) early[input] = true
    if (early[id]) for (const input of op.inputs) early[input] = true
  }
  const owner = ownersOf(graph)
  const crossing = new Set<number>()
  ops.forEach((op, id) => {
    if (early[id]) return
    // Keys and values go into pages before rows are taken out.
    const read = op.kind === 'attention' ? op.inputs.slice(0, 1) : op.inputs
    for (const input of read) if (early[owner[input]!]) crossing.add(owner[input]!)
  })
  const ids = ops.map((_, id) => id)
  const order = [...ids.filter(id => early[id]), ...ids.filter(id => !early[id])]
  return { context, early, order, crossing: [...crossing] }
}
