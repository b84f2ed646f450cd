// Pass "channels last": gives every value a place in memory. Windows get [H, W, C], weights follow ([O][kh][kw][C/groups];
// columns of a product are permuted to its input's order), reshapes and transposes disappear where views suffice.
// spec/compile.md, "Views".

import { refuse } from '../../errors/index.ts'
import { MAX_RANK } from '../../graph/index.ts'
import type { ConvNode, FloatGraph, FloatNode, FloatPort, LinearNode } from '../ir.ts'
import { quote } from '../limits.ts'
import { transposedOrder } from '../onnx/fold.ts'
import {
  type Atom,
  align,
  axisOrder,
  fresh,
  inMemoryOrder,
  positions,
  regroup,
  shapeOf,
  sizeOf,
  type View,
} from './view.ts'

export function channelsLast(graph: FloatGraph): FloatGraph {
  const layout = new Layout()
  const views: View[] = []
  graph.nodes.forEach((node, id) => {
    views.push(
      node.kind === 'input'
        ? layout.input(node.shape, node.name, node.slot, portPerm(graph, id))
        : layout.place(
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
    const turned =
      readers.length > 0 && readers.every(node => node.kind === 'transpose' && node.perm.join() === '2,0,1')
    return turned ? [0, 1, 2] : [1, 2, 0]
  }
  // A one-dimensional window reads [C, L] as [C, 1, L].
  const line =
    shape.length === 2 &&
    readers.some(node => node.kind === 'reshape' && node.shape.join() === `${shape[0]},1,${shape[1]}`)
  return line ? [1, 0] : shape.map((_, i) => i)
}

class Layout {
  readonly nodes: FloatNode[] = []
  private readonly made = new Map<string, number>()

  private add(node: FloatNode): number {
    return this.nodes.push(node) - 1
  }

  input(shape: readonly number[], name: string, slot: number, perm: readonly number[]): View {
    const node = this.add({ kind: 'input', name, inputs: [], slot, shape: perm.map(axis => shape[axis]!) })
    const groups = shape.map(fresh)
    return { node, groups, order: perm.flatMap(axis => groups[axis]!) }
  }

  /** The node with its elements in row-major order of `shape`. */
  private reshape(node: number, shape: readonly number[]): number {
    const source = this.nodes[node]!
    if (source.shape.join() === shape.join()) return node
    if (source.kind === 'reshape') return this.reshape(source.inputs[0]!, shape)
    if (source.kind === 'constant') return this.once(`c${node}:${shape}`, () => ({ ...source, shape }))
    return this.once(`r${node}:${shape}`, () => ({ kind: 'reshape', name: source.name, inputs: [node], shape }))
  }

  private once(key: string, make: () => FloatNode): number {
    const known = this.made.get(key)
    if (known !== undefined) return known
    const id = this.add(make())
    this.made.set(key, id)
    return id
  }

  /** A node that holds the view's elements in `order`, with `shape`. */
  private take(view: View, order: readonly Atom[], shape: readonly number[]): number {
    // Atoms that stay neighbours move as one.
    const place = new Map(view.order.map((a, i) => [a, i]))
    const runs: { first: number; size: number }[] = []
    let previous = -2
    for (const a of order) {
      const at = place.get(a)!
      if (at === previous + 1) runs[runs.length - 1]!.size *= a.size
      else runs.push({ first: at, size: a.size })
      previous = at
    }
    if (runs.length <= 1) return this.reshape(view.node, shape)
    const source = runs.slice().sort((p, q) => p.first - q.first)
    const perm = runs.map(run => source.indexOf(run))
    const from = source.map(run => run.size)
    const to = runs.map(run => run.size)
    const held = this.nodes[view.node]!
    if (held.kind === 'constant') {
      return this.once(`k${view.node}:${from}:${perm}:${shape}`, () => {
        const moved = transposedOrder(from, perm)
        return { ...held, shape, data: Float32Array.from(moved, i => held.data[i]!) }
      })
    }
    if (runs.length > MAX_RANK)
      refuse(
        'attribute_unsupported',
        `node ${quote(held.name)}: its result would need a transpose of ${runs.length} axes`,
      )
    const input = this.reshape(view.node, from)
    const turned = this.once(`t${input}:${perm}`, () => ({
      kind: 'transpose',
      name: held.name,
      inputs: [input],
      shape: to,
      perm,
    }))
    return this.reshape(turned, shape)
  }

  private canonical(view: View): View {
    const order = view.groups.flat()
    const node = this.take(view, order, [sizeOf(order)])
    const groups = shapeOf(view).map(fresh)
    return { node, groups, order: groups.flat() }
  }

  /** Same elements, same places, another node. */
  private follow(view: View, make: (node: number, shape: readonly number[]) => FloatNode): View {
    const shape = this.nodes[view.node]!.shape
    return { ...view, node: this.add(make(view.node, shape)) }
  }

  place(node: FloatNode, inputs: readonly View[]): View {
    const x = inputs[0]
    if (x === undefined) {
      const groups = node.shape.map(fresh)
      return { node: this.add(node), groups, order: groups.flat() }
    }
    switch (node.kind) {
      case 'reshape': {
        const view = regroup(x, node.shape) ?? regroup(this.merged(x), node.shape)
        return view ?? refuse('shape_mismatch', `node ${quote(node.name)}: [${shapeOf(x)}] to [${node.shape}]`)
      }
      case 'transpose':
        return { ...x, groups: node.perm.map(axis => x.groups[axis]!) }
      case 'clamp':
        return this.follow(x, (input, shape) => ({ ...node, inputs: [input], shape }))
      case 'conv':
      case 'maxPool':
      case 'averagePool':
        return this.window(node, x)
      case 'linear':
        return this.linear(node, x)
      case 'add':
        return this.sum(node, inputs)
      case 'concat':
        return this.concat(node, inputs)
      default:
        throw new TypeError(`${node.kind} should be gone before channelsLast`)
    }
  }

  /** The view with one atom over everything, in logical order. */
  private merged(view: View): View {
    const order = view.groups.flat()
    const total = sizeOf(order)
    const whole = fresh(total)
    return { node: this.take(view, order, [total]), groups: [whole], order: whole }
  }

  private window(node: ConvNode | Extract<FloatNode, { kind: 'maxPool' | 'averagePool' }>, x: View): View {
    const [c, h, w] = x.groups as [readonly Atom[], readonly Atom[], readonly Atom[]]
    const [channels, height, width] = node.shape as [number, number, number]
    // Pools work on each channel alone, so that channels may lie in any order.
    const inner = node.kind === 'conv' ? c : inMemoryOrder(x, c)
    const input = this.take(x, [...h, ...w, ...inner], [sizeOf(h), sizeOf(w), sizeOf(c)])
    const shape = [height, width, channels]
    const [rows, columns] = [fresh(height), fresh(width)]
    if (node.kind !== 'conv') {
      const id = this.add({ ...node, inputs: [input], shape })
      return { node: id, groups: [c, rows, columns], order: [...rows, ...columns, ...inner] }
    }
    const id = this.add({ ...node, inputs: [input], shape, weights: tapsFirst(node) })
    const out = fresh(channels)
    return { node: id, groups: [out, rows, columns], order: [...rows, ...columns, ...out] }
  }

  private linear(node: LinearNode, x: View): View {
    const k = x.groups[x.groups.length - 1]!
    const leading = x.groups.slice(0, -1)
    const before = inMemoryOrder(x, leading.flat())
    const columns = inMemoryOrder(x, k)
    const positionsBefore = sizeOf(before)
    const shapeOfRows = (last: number): number[] => (positionsBefore === 1 ? [last] : [positionsBefore, last])
    const input = this.take(x, [...before, ...columns], shapeOfRows(sizeOf(k)))
    const rows = node.bias.length
    const id = this.add({
      ...node,
      inputs: [input],
      shape: shapeOfRows(rows),
      weights: permuteColumns(node, positions(columns, k)),
    })
    const out = fresh(rows)
    return { node: id, groups: [...leading, out], order: [...before, ...out] }
  }

  private sum(node: Extract<FloatNode, { kind: 'add' }>, inputs: readonly View[]): View {
    // Constants follow values: turning them is free.
    const constant = (view: View): boolean => this.nodes[view.node]!.kind === 'constant'
    let [a, b] = (constant(inputs[0]!) ? [inputs[1]!, inputs[0]!] : inputs) as [View, View]
    const both = align(a, b)
    let order: Atom[]
    if (both === null) {
      a = this.canonical(a)
      b = this.canonical(b)
      order = [...b.order]
    } else {
      a = both.a
      b = both.b
      order = a.order.map(n => both.counterpart.get(n)!)
    }
    const { shape } = this.nodes[a.node]!
    const other = this.take(b, order, shape)
    const pair = constant(inputs[0]!) ? [other, a.node] : [a.node, other]
    return { ...a, node: this.add({ ...node, inputs: pair, shape }) }
  }

  private concat(node: Extract<FloatNode, { kind: 'concat' }>, inputs: readonly View[]): View {
    // The largest part keeps its place; the others follow.
    const first = inputs.reduce((most, view) => (sizeOf(view.order) > sizeOf(most.order) ? view : most))
    const axes = axisOrder(first) ?? node.shape.map((_, i) => i)
    const parts = inputs.map(view => {
      const shape = shapeOf(view)
      return this.take(
        view,
        axes.flatMap(axis => view.groups[axis]!),
        axes.map(axis => shape[axis]!),
      )
    })
    const groups = node.shape.map(fresh)
    const shape = axes.map(axis => node.shape[axis]!)
    const id = this.add({ ...node, inputs: parts, shape, axis: axes.indexOf(node.axis) })
    return { node: id, groups, order: axes.flatMap(axis => groups[axis]!) }
  }

  output(port: FloatPort, view: View): FloatPort {
    const shape = port.shape
    const natural = shape.map((_, i) => i)
    const axes = axisOrder(view)
    // Axes of length 1 may stand anywhere; where the rest is in order, nothing is permuted.
    const inOrder =
      axes?.filter(axis => shape[axis]! > 1).every((axis, i, list) => i === 0 || list[i - 1]! < axis) ?? true
    const perm = axes === null || inOrder ? natural : axes
    const order = perm.flatMap(axis => view.groups[axis]!)
    return {
      ...port,
      node: this.take(
        view,
        order,
        perm.map(axis => shape[axis]!),
      ),
      perm,
    }
  }
}

/** [O][C/groups][kh][kw] to [O][kh][kw][C/groups]. */
function tapsFirst(node: ConvNode): Float32Array {
  const rows = node.bias.length
  const taps = node.kernel[0] * node.kernel[1]
  const channels = node.weights.length / (rows * taps)
  const out = new Float32Array(node.weights.length)
  let at = 0
  for (let row = 0; row < rows; row++)
    for (let tap = 0; tap < taps; tap++)
      for (let c = 0; c < channels; c++) out[at++] = node.weights[(row * channels + c) * taps + tap]!
  return out
}

function permuteColumns(node: LinearNode, order: Int32Array): Float32Array {
  const out = new Float32Array(node.weights.length)
  const k = order.length
  for (let at = 0; at < out.length; at += k) for (let i = 0; i < k; i++) out[at + i] = node.weights[at + order[i]!]!
  return out
}
