// Pass "drop final softmax": softmax keeps the order of its inputs, so a model whose last step it is answers the same without
// it, and the exact model gives logits. spec/compile.md, "Passes". A softmax inside a model stays.

import { type FloatGraph, type FloatNode, mapPorts, usersOf } from '../ir.ts'
import { quote } from '../limits.ts'
import type { PassContext } from './index.ts'

export function dropFinalSoftmax(graph: FloatGraph, context: PassContext): FloatGraph {
  const users = usersOf(graph)
  const map = Int32Array.from(graph.nodes, (_, id) => id)
  graph.nodes.forEach((node, id) => {
    if (node.kind !== 'softmax') return
    // Reshapes keep the order of elements, so groups stay groups of the same length and stride.
    const reached = new Set([id])
    for (const at of reached) {
      for (const user of users[at]!) {
        if (graph.nodes[user]!.kind !== 'reshape') return
        reached.add(user)
      }
    }
    const operator = node.log ? 'LogSoftmax' : 'Softmax'
    const length = node.shape[node.axis]!
    const stride = node.shape.slice(node.axis + 1).reduce((product, n) => product * n, 1)
    for (const port of graph.outputs) {
      if (!reached.has(port.node)) continue
      context.softmax.push({ output: port.name, length, stride, log: node.log })
      context.note(`output ${quote(port.name)} gives logits: the final ${operator} was dropped`)
    }
    map[id] = map[node.inputs[0]!]!
  })
  const nodes = graph.nodes.map((node): FloatNode => ({ ...node, inputs: node.inputs.map(input => map[input]!) }))
  return { nodes, inputs: graph.inputs, outputs: mapPorts(graph.outputs, map) }
}
