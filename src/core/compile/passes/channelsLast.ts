// Pass "channels last": gives every value a place in memory. Windows get [H, W, C], weights follow ([O][kh][kw][C/groups];
// columns of a product are permuted to its input's order), reshapes and transposes disappear where views suffice.
// spec/compile.md, "Views". What single kinds of nodes ask for is in place*.ts.

import type { FloatGraph, FloatNode } from '../ir.ts'
import { Layout } from './layout.ts'
import { place } from './place.ts'
import type { View } from './view.ts'

export function channelsLast(graph: FloatGraph): FloatGraph {
  const layout = new Layout()
  const views: View[] = []
  graph.nodes.forEach((node, id) => {
    views.push(
      node.kind === 'input'
        ? layout.input(node.shape, node.name, node.slot, portPerm(graph, id))
        : place(
            layout,
            node,
            node.inputs.map(input => views[input]!),
          ),
    )
  })
  const inputs = graph.inputs.map(port => {
    const perm = portPerm(graph, port.node)
    return { ...port, node: views[port.node]!.node, perm }
  })
  const outputs = graph.outputs.map(port => layout.output(port, views[port.node]!))
  return { nodes: layout.nodes, inputs, outputs }
}

/** How an input lies: images channels-last, unless the model itself begins by turning [H, W, C] into [C, H, W]. */
function portPerm(graph: FloatGraph, id: number): number[] {
  const { shape } = graph.nodes[id]!
  const readers = graph.nodes.filter(node => node.inputs.includes(id))
  if (shape.length === 3) {
    const [height, width, channels] = shape as [number, number, number]
    const turns = (node: FloatNode): boolean =>
      (node.kind === 'transpose' && node.perm.join() === '2,0,1') ||
      (node.kind === 'reshape' && channels === 1 && node.shape.join() === `1,${height},${width}`)
    if (height > 1 && readers.length > 0 && readers.every(turns)) return [0, 1, 2]
    const pictured = shape[0] === 1 || shape[0] === 3
    return pictured || isImage(graph, id) ? [1, 2, 0] : [0, 1, 2]
  }
  // A one-dimensional window reads [C, L] as [C, 1, L].
  const line =
    shape.length === 2 &&
    readers.some(node => node.kind === 'reshape' && node.shape.join() === `${shape[0]},1,${shape[1]}`)
  return line ? [1, 0] : shape.map((_, i) => i)
}

/** Is the value read by a window, at once or after steps that leave it where it is? */
function isImage(graph: FloatGraph, id: number): boolean {
  const same = new Set([id])
  const shape = graph.nodes[id]!.shape.join()
  return graph.nodes.some((node, at) => {
    if (!node.inputs.some(input => same.has(input))) return false
    if (node.kind === 'conv' || node.kind === 'maxPool' || node.kind === 'averagePool') return true
    const stays = node.kind === 'clamp' || node.kind === 'function' || node.kind === 'add' || node.kind === 'reshape'
    if (stays && (node.shape.join() === shape || node.kind === 'reshape')) same.add(at)
    return false
  })
}
