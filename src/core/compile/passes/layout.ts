// The graph under construction in pass "channels last", and how views become nodes whose memory is in a given order.
// spec/compile.md, "Views".

import { refuse } from '../../errors/index.ts'
import { MAX_RANK } from '../../graph/index.ts'
import type { FloatNode, FloatPort } from '../ir.ts'
import { quote } from '../limits.ts'
import { transposedOrder } from '../onnx/fold.ts'
import { type Atom, axisOrder, fresh, shapeOf, sizeOf, type View } from './view.ts'

export class Layout {
  readonly nodes: FloatNode[] = []
  private readonly made = new Map<string, number>()

  add(node: FloatNode): number {
    return this.nodes.push(node) - 1
  }

  isConstant(view: View): boolean {
    return this.nodes[view.node]!.kind === 'constant'
  }

  input(shape: readonly number[], name: string, slot: number, perm: readonly number[]): View {
    const node = this.add({ kind: 'input', name, inputs: [], slot, shape: perm.map(axis => shape[axis]!) })
    const groups = shape.map(fresh)
    return { node, groups, order: perm.flatMap(axis => groups[axis]!) }
  }

  /** The node with its elements in row-major order of `shape`. */
  reshape(node: number, shape: readonly number[]): number {
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
  take(view: View, order: readonly Atom[], shape: readonly number[]): number {
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

  /** The same value with its elements in logical order. */
  canonical(view: View): View {
    const order = view.groups.flat()
    const shape = order.length === 0 ? [1] : [sizeOf(order)]
    const node = this.take(view, order, shape)
    const groups = shapeOf(view).map(fresh)
    return { node, groups, order: groups.flat() }
  }

  /** Same elements, same places, another node. */
  follow(view: View, make: (node: number, shape: readonly number[]) => FloatNode): View {
    const shape = this.nodes[view.node]!.shape
    return { ...view, node: this.add(make(view.node, shape)) }
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
