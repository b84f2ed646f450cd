// Pass "fold constants": what depends on nothing is computed once, by the float evaluator. spec/compile.md, "Passes".

import { elements } from '../../graph/index.ts'
import { rowEvaluator } from '../float.ts'
import type { AffineNode, FloatGraph, FloatNode } from '../ir.ts'
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
    const { name, shape } = node
    nodes[id] = { kind: 'constant', name, inputs: [], shape, data: numbersOf(node, inputs) }
  })
  return compact({ ...graph, nodes })
}

function numbersOf(node: FloatNode, inputs: readonly FloatNode[]): Float32Array {
  const [x] = inputs
  if (node.kind === 'affine' && x?.kind === 'constant') return scaled(node, x.data)
  const local = { ...node, inputs: inputs.map((_, i) => i) }
  return rowEvaluator({ nodes: [...inputs, local], inputs: [], outputs: [] })([])[inputs.length]!.slice()
}

/** What the evaluator does not know: affine nodes are gone where it runs otherwise. */
function scaled({ scale, shift, shape, axis }: AffineNode, data: Float32Array): Float32Array {
  const inner = elements(shape.slice(axis + 1))
  return data.map((value, i) => {
    const at = Math.floor(i / inner) % scale.length
    return value * scale[at]! + shift[at]!
  })
}
