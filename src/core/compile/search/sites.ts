// Where a graph has widths to choose: values that are requantized, and weights. spec/compile.md, "Search".

import type { Samples } from '../calibrate.ts'
import { countUses, type FloatGraph, usersOf } from '../ir.ts'
import { exactScale } from '../range.ts'
import { inputScale, passesThrough, signsOf } from '../scales.ts'
import { hasRows, productsOf } from './machine.ts'

export interface Sites {
  /** Nodes whose values have a width of their own. */
  readonly values: readonly number[]
  /** Nodes with weights. */
  readonly weights: readonly number[]
  /** By node: the nodes of rows that read its value, as it is or moved. */
  readonly readers: readonly (readonly number[])[]
  /** By node: multiplications for one row. */
  readonly products: Float64Array
}

export function sitesOf(graph: FloatGraph, slots: readonly Samples[]): Sites {
  const { nodes } = graph
  const uses = countUses(graph)
  const users = usersOf(graph)
  const signs = signsOf(graph)
  // Parts of a concatenation that nothing else reads have its width; outputs have their own.
  const follows = new Uint8Array(nodes.length)
  for (const port of graph.outputs) if (uses[port.node] === 1) follows[port.node] = 1
  for (let id = nodes.length - 1; id >= 0; id--) {
    const node = nodes[id]!
    if (passesThrough(node) && follows[id] === 1 && uses[node.inputs[0]!] === 1) follows[node.inputs[0]!] = 1
    if (node.kind === 'concat') for (const part of node.inputs) if (uses[part] === 1) follows[part] = 1
  }
  const values: number[] = []
  const weights: number[] = []
  nodes.forEach((node, id) => {
    if (hasRows(node)) weights.push(id)
    if (follows[id] === 1 || signs[id] === 1 || passesThrough(node) || node.kind === 'argMax') return
    if (node.integers !== undefined || (node.kind === 'linear' && node.precise === true)) return
    if (node.kind === 'input' && inputScale(graph, node.slot, slots[node.slot]!) !== null) return
    if (node.kind === 'constant' && exactScale(node.data, 8) !== null) return
    values.push(id)
  })
  const readers = nodes.map((_, id) => reached(id))
  return { values, weights, readers, products: Float64Array.from(nodes, (_, id) => productsOf(graph, id)) }

  function reached(id: number): number[] {
    return users[id]!.flatMap(user => {
      const node = nodes[user]!
      if (hasRows(node) || node.kind === 'matmul') return [user]
      return passesThrough(node) || node.kind === 'concat' ? reached(user) : []
    })
  }
}
