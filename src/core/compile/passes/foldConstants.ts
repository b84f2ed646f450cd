// Pass "fold constants": what depends on nothing is computed once, by the float evaluator. spec/compile.md, "Passes".

import { rowEvaluator } from '../float.ts'
import type { FloatGraph, FloatNode } from '../ir.ts'
import { compact } from './compact.ts'

/** Windows are evaluated channels last only; on constants they are rare. */
const WINDOWS: readonly FloatNode['kind'][] = ['conv', 'maxPool', 'averagePool']

export function foldConstants(graph: FloatGraph): FloatGraph {
  const nodes: FloatNode[] = []
  graph.nodes.forEach((node, id) => {
    const inputs = node.inputs.map(input => nodes[input]!)
    const known = inputs.length > 0 && inputs.every(input => input.kind === 'constant')
    if (!known || WINDOWS.includes(node.kind)) {
      nodes[id] = node
      return
    }
    const local = { ...node, inputs: inputs.map((_, i) => i) }
    const values = rowEvaluator({ nodes: [...inputs, local], inputs: [], outputs: [] })([])
    nodes[id] = {
      kind: 'constant',
      name: node.name,
      inputs: [],
      shape: node.shape,
      data: values[inputs.length]!.slice(),
    }
  })
  return compact({ ...graph, nodes })
}
