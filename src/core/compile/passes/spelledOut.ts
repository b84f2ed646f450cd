// Pass "spelled-out norms": exporters write layer normalization and softmax as small operators. Where those are found, one node
// takes their place. spec/compile.md, "Passes".

import type { FloatGraph, FloatNode, Scalar } from '../ir.ts'
import { scalarFunction } from '../scalar.ts'
import { compact } from './compact.ts'

type Nodes = readonly FloatNode[]

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b))

/** The value behind reshapes. */
function behind(nodes: Nodes, id: number): number {
  let at = id
  while (nodes[at]!.kind === 'reshape') at = nodes[at]!.inputs[0]!
  return at
}

/** x, where the node is the mean (or largest) of x over its last axis, which is `length` long. */
function reducedLast(nodes: Nodes, id: number, kind: 'averagePool' | 'maxPool', length: number): number | null {
  const pool = nodes[behind(nodes, id)]!
  if (pool.kind === 'linear' && kind === 'averagePool') {
    const equal = pool.weights.every(w => near(w * length, 1)) && pool.bias.length === 1 && pool.bias[0] === 0
    return equal && pool.clamp === null && pool.weights.length === length ? behind(nodes, pool.inputs[0]!) : null
  }
  if (pool.kind !== kind || pool.kernel[0] * pool.kernel[1] !== length || pool.shape[1] !== 1 || pool.shape[2] !== 1)
    return null
  if (pool.kind === 'averagePool' && pool.clamp !== null) return null
  const source = behind(nodes, pool.inputs[0]!)
  const { shape } = nodes[source]!
  return shape[shape.length - 1] === length ? source : null
}

/** x, where the node is x * x. */
function squareOf(nodes: Nodes, id: number): number | null {
  const node = nodes[behind(nodes, id)]!
  if (node.kind === 'product') return node.inputs[0] === node.inputs[1] ? behind(nodes, node.inputs[0]!) : null
  if (node.kind !== 'function') return null
  const f = scalarFunction(node.f)
  return [-3, -0.5, 0, 1.25, 7].every(x => near(f(x), x * x)) ? behind(nodes, node.inputs[0]!) : null
}

/** What is squared, where the node is its square: the id as the node reads it. */
export function isSquare(nodes: Nodes, id: number): number | null {
  const node = nodes[id]!
  if (node.kind === 'product') return node.inputs[0] === node.inputs[1] && node.clamp === null ? node.inputs[0]! : null
  return squareOf(nodes, id) === null ? null : node.inputs[0]!
}

/** epsilon, where f is 1 / sqrt(x + epsilon), or with `root` sqrt(x + epsilon). */
export function epsilonOf(expression: Scalar, root: boolean): number | null {
  const f = scalarFunction(expression)
  const square = (x: number): number => (root ? f(x) ** 2 : f(x) ** -2)
  const epsilon = square(1) - 1
  const small = square(2 ** -20) - 2 ** -20
  // The value at 0 is epsilon itself, where it is not 0.
  const exact = square(0)
  const found = Number.isFinite(exact) ? exact : small
  if (!(found >= 0) || !near(epsilon, found)) return null
  return [0.01, 0.3, 4, 90].every(x => Math.abs(square(x) - x - found) <= 1e-6 * (x + found)) ? found : null
}

/** x and whether its mean is taken off, where the node is what a norm divides. */
function centred(nodes: Nodes, id: number): { x: number; centre: boolean } {
  const node = nodes[id]!
  if (node.kind === 'add' && node.inputs.length === 2 && node.clamp === null) {
    const [p, q] = node.factors ?? [1, 1]
    const length = node.shape[node.shape.length - 1]!
    const x = behind(nodes, node.inputs[0]!)
    if (p === 1 && q === -1 && reducedLast(nodes, node.inputs[1]!, 'averagePool', length) === x)
      return { x, centre: true }
  }
  return { x: id, centre: false }
}

/** The norm that a product or quotient spells out, or null. */
function normOf(nodes: Nodes, node: FloatNode): FloatNode | null {
  if ((node.kind !== 'product' && node.kind !== 'divide') || node.clamp !== null) return null
  const length = node.shape[node.shape.length - 1]!
  const orders = node.kind === 'product' ? [node.inputs, [node.inputs[1]!, node.inputs[0]!]] : [node.inputs]
  for (const [value, by] of orders as [number, number][]) {
    const factor = nodes[behind(nodes, by)]!
    if (factor.kind !== 'function') continue
    const epsilon = epsilonOf(factor.f, node.kind === 'divide')
    if (epsilon === null) continue
    const mean = reducedLast(nodes, factor.inputs[0]!, 'averagePool', length)
    const top = behind(nodes, value)
    if (mean === null || squareOf(nodes, mean) === null || nodes[top]!.shape.join() !== node.shape.join()) continue
    const found = centred(nodes, top)
    const squared = squareOf(nodes, mean)!
    // The square may be taken of another node that is the same difference.
    const same = squared === top || (found.centre && sameDifference(nodes, squared, found.x))
    if (!same) continue
    return {
      kind: 'norm',
      name: node.name,
      inputs: [found.x],
      shape: node.shape,
      centre: found.centre,
      epsilon,
    }
  }
  return null
}

const sameDifference = (nodes: Nodes, id: number, x: number): boolean => {
  const other = centred(nodes, id)
  return other.centre && other.x === x
}

/** The softmax that a quotient spells out: exp(x - largest) over its sum. */
function softmaxOf(nodes: Nodes, node: FloatNode): FloatNode | null {
  if (node.kind !== 'divide' || node.clamp !== null) return null
  const length = node.shape[node.shape.length - 1]!
  const top = behind(nodes, node.inputs[0]!)
  const exponential = nodes[top]!
  if (exponential.kind !== 'function' || exponential.shape.join() !== node.shape.join()) return null
  const f = scalarFunction(exponential.f)
  if (![-5, -1, 0, 1].every(x => near(f(x), Math.exp(x)))) return null
  if (summedLast(nodes, node.inputs[1]!, length) !== top) return null
  const difference = nodes[behind(nodes, exponential.inputs[0]!)]!
  const [p, q] = difference.kind === 'add' ? (difference.factors ?? [1, 1]) : [0, 0]
  let x = behind(nodes, exponential.inputs[0]!)
  // What is taken off before makes no difference.
  if (p === 1 && q === -1 && difference.inputs.length === 2) {
    const source = behind(nodes, difference.inputs[0]!)
    if (reducedLast(nodes, difference.inputs[1]!, 'maxPool', length) === source) x = source
  }
  const shape = node.shape
  return { kind: 'softmax', name: node.name, inputs: [x], shape, axis: shape.length - 1, log: false }
}

/** x, where the node is the sum of x over its last axis: a mean times its length, or a product with ones. */
function summedLast(nodes: Nodes, id: number, length: number): number | null {
  const node = nodes[behind(nodes, id)]!
  if (node.kind === 'linear') {
    const ones = node.weights.length === length && node.weights.every(w => w === 1) && node.bias[0] === 0
    return ones && node.clamp === null ? behind(nodes, node.inputs[0]!) : null
  }
  if (node.kind !== 'function') return null
  const f = scalarFunction(node.f)
  if (!near(f(1), length) || f(0) !== 0 || !near(f(-2), -2 * length)) return null
  return reducedLast(nodes, node.inputs[0]!, 'averagePool', length)
}

export function nameNorms(graph: FloatGraph): FloatGraph {
  const nodes = graph.nodes.slice()
  graph.nodes.forEach((node, id) => {
    const found = normOf(nodes, node) ?? softmaxOf(nodes, node)
    if (found !== null) nodes[id] = found
  })
  return compact({ ...graph, nodes })
}
