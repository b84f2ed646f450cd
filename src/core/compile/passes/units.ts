// Pass "drop axes of length 1": they say nothing about where elements lie, and without them reshapes vanish, batches of one row
// need no care and ranks stay small. Ports keep theirs. spec/compile.md, "Passes".

import { type FloatGraph, type FloatNode, type FloatPort, mapPorts } from '../ir.ts'

const wide = (shape: readonly number[]): number[] => shape.filter(n => n > 1)
const normal = (shape: readonly number[]): number[] => {
  const left = wide(shape)
  return left.length === 0 ? [1] : left
}
const join = (shape: readonly number[]): string => shape.join()

export function dropUnits(graph: FloatGraph): FloatGraph {
  const rewriter = new Rewriter()
  const map = new Int32Array(graph.nodes.length)
  graph.nodes.forEach((node, id) => {
    const shapes = node.inputs.map(input => graph.nodes[input]!.shape)
    map[id] = rewriter.node(
      node,
      node.inputs.map(input => map[input]!),
      shapes,
    )
  })
  const inputs = graph.inputs.map((port): FloatPort => ({ ...port, node: rewriter.inputs[port.node]! }))
  const outputs = mapPorts(graph.outputs, map).map(port => ({ ...port, node: rewriter.reshape(port.node, port.shape) }))
  return { nodes: rewriter.nodes, inputs, outputs }
}

class Rewriter {
  readonly nodes: FloatNode[] = []
  /** Input nodes by their old ids. */
  readonly inputs: Record<number, number> = {}
  private readonly made = new Map<string, number>()
  private seen = 0

  private add(node: FloatNode): number {
    return this.nodes.push(node) - 1
  }

  reshape(id: number, shape: readonly number[]): number {
    const source = this.nodes[id]!
    if (join(source.shape) === join(shape)) return id
    if (source.kind === 'reshape') return this.reshape(source.inputs[0]!, shape)
    const key = `${id}:${shape}`
    const known = this.made.get(key)
    if (known !== undefined) return known
    const made = this.add(
      source.kind === 'constant' ? { ...source, shape } : { kind: 'reshape', name: source.name, inputs: [id], shape },
    )
    this.made.set(key, made)
    return made
  }

  /** The node without axes of length 1, and what holds its value with none. */
  node(node: FloatNode, inputs: readonly number[], shapes: readonly (readonly number[])[]): number {
    const old = this.seen++
    const [x] = inputs as [number]
    const [from] = shapes as [readonly number[]]
    const { shape } = node
    const place = (input: number, to: readonly number[], change: Partial<FloatNode> = {}): number => {
      const id = this.add({ ...node, ...change, inputs: [input], shape: to } as FloatNode)
      return this.reshape(id, normal(to))
    }
    /** Axes longer than 1, and those that the node works along. */
    const keep = (of: readonly number[], ...kept: readonly number[]): number[] =>
      of.filter((n, axis) => n > 1 || kept.includes(axis))
    const before = (axis: number): number => wide(from.slice(0, axis)).length
    const last = shape.length - 1
    switch (node.kind) {
      case 'input': {
        const id = this.add(node)
        this.inputs[old] = id
        return this.reshape(id, normal(shape))
      }
      case 'constant':
        return this.add({ ...node, shape: normal(shape) })
      case 'clamp':
      case 'function':
        return place(x, normal(shape))
      case 'conv':
      case 'maxPool':
      case 'averagePool':
        return place(this.reshape(x, from), shape)
      case 'linear':
      case 'norm':
      case 'argMax':
        return place(this.reshape(x, keep(from, last)), keep(shape, last))
      case 'softmax':
      case 'affine':
        return place(this.reshape(x, keep(from, node.axis)), keep(shape, node.axis), { axis: before(node.axis) })
      case 'take':
        return place(this.reshape(x, keep(from, node.axis)), keep(shape, node.axis), { axis: before(node.axis) })
      case 'embedding':
        return place(this.reshape(x, normal(from)), [...normal(from), shape[last]!])
      case 'concat': {
        const parts = inputs.map((input, i) => this.reshape(input, keep(shapes[i]!, node.axis)))
        const to = keep(shape, node.axis)
        const id = this.add({ ...node, inputs: parts, shape: to, axis: before(node.axis) })
        return this.reshape(id, normal(to))
      }
      case 'reshape':
        return this.reshape(x, normal(shape))
      case 'transpose': {
        const moving = node.perm.filter(axis => from[axis]! > 1)
        const sorted = moving.slice().sort((a, b) => a - b)
        if (join(moving) === join(sorted)) return x
        return place(x, normal(shape), { perm: moving.map(axis => sorted.indexOf(axis)) })
      }
      case 'add':
      case 'product':
      case 'divide': {
        const axes = [...shape.keys()].filter(axis => shape[axis]! > 1)
        const pick = (of: readonly number[]): number[] => (axes.length === 0 ? [1] : axes.map(axis => of[axis]!))
        const operands = inputs.map((input, i) => this.reshape(input, pick(shapes[i]!)))
        return this.add({ ...node, inputs: operands, shape: pick(shape) })
      }
      case 'matmul': {
        const pick = (of: readonly number[]): number[] => of.filter((_, axis) => axis >= last - 1 || shape[axis]! > 1)
        const operands = inputs.map((input, i) => this.reshape(input, pick(shapes[i]!)))
        const to = pick(shape)
        return this.reshape(this.add({ ...node, inputs: operands, shape: to }), normal(to))
      }
    }
  }
}
