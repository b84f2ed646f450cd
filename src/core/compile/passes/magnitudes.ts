// Pass "magnitudes": the root of a sum of two squares, as spectra have it, without the squares. Squares take twice the range, so
// that in integers whatever is small beside the largest is lost; m * sqrt(1 + r^2) with m the larger of both magnitudes and
// r the quotient of both keeps the resolution of the operands. spec/compile.md, "Passes".

import type { FloatGraph, FloatNode, FloatPort } from '../ir.ts'
import { countUses, mapPorts } from '../ir.ts'
import { call1, call2, compose, number, scalarFunction, X } from '../scalar.ts'
import { compact } from './compact.ts'
import { isSquare } from './spelledOut.ts'

const NOT_NEGATIVE = { lo: 0, hi: Number.POSITIVE_INFINITY }
/** sqrt(1 + r^2). */
const FACTOR = call1('sqrt', call2('add', number(1), call2('mul', X, X)))

/** The operands whose squares the node adds up, where it is steep at 0 and so needs small sums exactly. */
function operandsOf(graph: FloatGraph, uses: Int32Array, node: FloatNode): readonly [number, number] | null {
  if (node.kind !== 'function') return null
  const id = node.inputs[0]!
  const sum = graph.nodes[id]!
  if (sum.kind !== 'add' || sum.clamp !== null || sum.inputs.length !== 2 || uses[id] !== 1) return null
  if (sum.factors?.some(factor => factor !== 1)) return null
  const f = scalarFunction(node.f)
  const slope = Math.abs(f(2e-8) - f(1e-8)) / 1e-8
  if (!(slope > 1000)) return null
  const found = sum.inputs.map(input => isSquare(graph.nodes, input))
  const [a, b] = found
  if (a === null || b === null || a === undefined || b === undefined) return null
  const alike = [a, b].every(input => graph.nodes[input]!.shape.join() === sum.shape.join())
  return alike ? [a, b] : null
}

export function nameMagnitudes(graph: FloatGraph): FloatGraph {
  const uses = countUses(graph)
  const nodes: FloatNode[] = []
  const map = new Int32Array(graph.nodes.length)
  const add = (node: FloatNode): number => nodes.push(node) - 1
  graph.nodes.forEach((node, id) => {
    const found = operandsOf(graph, uses, node)
    if (found === null || node.kind !== 'function') {
      map[id] = add({ ...node, inputs: node.inputs.map(input => map[input]!) })
      return
    }
    const { name, shape } = node
    const [a, b] = found.map(input =>
      add({ kind: 'function', name, inputs: [map[input]!], shape, f: call1('abs', X) }),
    ) as [number, number]
    const sum = (inputs: readonly number[], factors: readonly number[], clamp: typeof NOT_NEGATIVE | null): number =>
      add({ kind: 'add', name, inputs, shape, factors, clamp })
    // b above a, or 0.
    const above = sum([b, a], [1, -1], NOT_NEGATIVE)
    const larger = sum([a, above], [1, 1], null)
    const smaller = sum([b, above], [1, -1], null)
    const ratio = add({ kind: 'divide', name, inputs: [smaller, larger], shape, clamp: null })
    const factor = add({ kind: 'function', name, inputs: [ratio], shape, f: FACTOR })
    const root = add({ kind: 'product', name, inputs: [larger, factor], shape, clamp: null })
    const rest = compose(node.f, call2('mul', X, X))
    const f = scalarFunction(rest)
    const plain = [0.001, 0.1, 1, 7, 300].every(x => Math.abs(f(x) - x) <= 1e-6 * x)
    map[id] = plain ? root : add({ kind: 'function', name, inputs: [root], shape, f: rest })
  })
  const ports = (list: readonly FloatPort[]): FloatPort[] => mapPorts(list, map)
  return compact({ nodes, inputs: ports(graph.inputs), outputs: ports(graph.outputs) })
}
