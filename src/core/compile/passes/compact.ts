// Pass "remove dead code": keeps the inputs and what the outputs need, and renumbers. spec/compile.md, "Passes".

import { type FloatGraph, type FloatNode, mapPorts } from '../ir.ts'

export function compact(graph: FloatGraph): FloatGraph {
  const needed = new Uint8Array(graph.nodes.length)
  for (const port of [...graph.inputs, ...graph.outputs]) needed[port.node] = 1
  for (let id = graph.nodes.length - 1; id >= 0; id--)
    if (needed[id] === 1) for (const input of graph.nodes[id]!.inputs) needed[input] = 1
  const map = new Int32Array(graph.nodes.length)
  const nodes: FloatNode[] = []
  graph.nodes.forEach((node, id) => {
    if (needed[id] === 0) return
    map[id] = nodes.length
    nodes.push({ ...node, inputs: node.inputs.map(input => map[input]!) })
  })
  return { nodes, inputs: mapPorts(graph.inputs, map), outputs: mapPorts(graph.outputs, map) }
}
