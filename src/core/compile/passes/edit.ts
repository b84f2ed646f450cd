// How passes change a graph: node by node in order, in place, on a copy; what nothing reads any more is removed at the end.

import { countUses, type FloatGraph, type FloatNode, mapPorts } from '../ir.ts'
import { compact } from './compact.ts'

export class Edit {
  /** The graph as it stands; nodes before the visited one have their final inputs. */
  readonly nodes: FloatNode[]
  private readonly uses: Int32Array
  private readonly alias: Int32Array

  constructor(graph: FloatGraph) {
    this.nodes = graph.nodes.slice()
    this.uses = countUses(graph)
    this.alias = Int32Array.from(graph.nodes, (_, id) => id)
  }

  /** The node, if `reader` is the only one that reads it. */
  sole(id: number): FloatNode | undefined {
    return this.uses[id] === 1 ? this.nodes[id] : undefined
  }

  replace(id: number, node: FloatNode): void {
    this.nodes[id] = node
  }

  /** Whoever reads `id`, a node of one input, reads that input instead. */
  bypass(id: number): void {
    const input = this.nodes[id]!.inputs[0]!
    this.alias[id] = input
    this.uses[input]! += this.uses[id]! - 1
    this.uses[id] = 0
  }

  /** Resolves the inputs of a node that is about to be visited. */
  settle(id: number): FloatNode {
    const node = this.nodes[id]!
    const settled = { ...node, inputs: node.inputs.map(input => this.alias[input]!) }
    this.nodes[id] = settled
    return settled
  }

  finish(graph: FloatGraph): FloatGraph {
    return compact({
      nodes: this.nodes,
      inputs: graph.inputs,
      outputs: mapPorts(graph.outputs, this.alias),
    })
  }
}

export function rewrite(graph: FloatGraph, visit: (node: FloatNode, id: number, edit: Edit) => void): FloatGraph {
  const edit = new Edit(graph)
  for (let id = 0; id < graph.nodes.length; id++) visit(edit.settle(id), id, edit)
  return edit.finish(graph)
}
