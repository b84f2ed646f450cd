// Pass "name norms over any axis": means and variances that exporters spelled out, over whichever axes, become one norm between
// transposes. Element by element: which mean each element meets is followed through reshapes and transposes, so that the
// form in which it was written does not matter. spec/compile.md, "Passes".

import { elements } from '../../graph/index.ts'
import type { FloatGraph, FloatNode, FloatPort } from '../ir.ts'
import { mapPorts } from '../ir.ts'
import { stridesOf, transposedOrder } from '../onnx/fold.ts'
import { call2, compose, number, X } from '../scalar.ts'
import { compact } from './compact.ts'
import { epsilonOf, isSquare } from './spelledOut.ts'

type Nodes = readonly FloatNode[]

/** Elements of one value, and all those that are looked at: beyond, norms keep their spelling. */
const MAX_ELEMENTS = 2 ** 22
const MAX_LOOKS = 2 ** 27

/** Which element of `root` every element of a value is. */
interface View {
  readonly root: number
  readonly at: Int32Array
}

/** Means, or sums: one number of `node` for every group of elements of `root`, `factor` times their mean. */
interface Groups {
  readonly node: number
  readonly factor: number
  readonly root: number
  /** By element of root. */
  readonly of: Int32Array
}

class Search {
  private readonly nodes: Nodes
  private readonly views = new Map<number, View>()
  private readonly roots = new Map<number, number>()
  private looks = 0

  constructor(nodes: Nodes) {
    this.nodes = nodes
  }

  private node(id: number): FloatNode {
    return this.nodes[id]!
  }

  /** Has the search looked at as much as it may? */
  get isOver(): boolean {
    return this.looks > MAX_LOOKS
  }

  /** The value that one is only another view of. */
  root(id: number): number {
    let at = id
    const way: number[] = []
    for (; ; at = this.node(at).inputs[0]!) {
      const known = this.roots.get(at)
      if (known !== undefined) at = known
      else {
        way.push(at)
        const { kind } = this.node(at)
        if (kind === 'reshape' || kind === 'transpose') continue
      }
      for (const id of way) this.roots.set(id, at)
      return at
    }
  }

  view(id: number): View {
    const way: number[] = []
    let at = id
    while (!this.views.has(at)) {
      way.push(at)
      const { kind, inputs } = this.node(at)
      if (kind !== 'reshape' && kind !== 'transpose') break
      at = inputs[0]!
    }
    for (const next of way.reverse()) this.views.set(next, this.nextView(next))
    return this.views.get(id)!
  }

  /** The view of a node whose input has its own. */
  private nextView(id: number): View {
    const node = this.node(id)
    if (node.kind === 'reshape') return this.views.get(node.inputs[0]!)!
    this.looks += elements(node.shape)
    if (node.kind !== 'transpose')
      return { root: id, at: Int32Array.from({ length: elements(node.shape) }, (_, i) => i) }
    const inner = this.views.get(node.inputs[0]!)!
    const order = transposedOrder(this.node(node.inputs[0]!).shape, node.perm)
    return { root: inner.root, at: order.map(i => inner.at[i]!) }
  }

  /** The view of a value that is repeated over `shape`, or null. */
  repeated(id: number, shape: readonly number[]): View | null {
    const own = this.node(id).shape
    if (own.length !== shape.length) return null
    const view = this.view(id)
    this.looks += elements(shape)
    const strides = stridesOf(own).map((stride, axis) => (own[axis] === 1 ? 0 : stride))
    const full = stridesOf(shape)
    const at = Int32Array.from({ length: elements(shape) }, (_, i) => {
      let from = 0
      for (let axis = 0; axis < shape.length; axis++)
        from += (Math.floor(i / full[axis]!) % shape[axis]!) * strides[axis]!
      return view.at[from]!
    })
    return { root: view.root, at }
  }

  /** The groups over which a pool of whole planes takes means, or a product with equal weights sums. */
  means(id: number): Groups | null {
    const node = this.node(id)
    if (node.kind === 'linear') {
      const [weight] = node.weights
      const equal = node.bias.length === 1 && node.bias[0] === 0 && node.weights.every(w => w === weight)
      return equal && node.clamp === null ? this.groups(id, node.weights.length, weight! * node.weights.length) : null
    }
    if (node.kind !== 'averagePool' || node.clamp !== null) return null
    const [, height, width] = this.node(node.inputs[0]!).shape as [number, number, number]
    if (node.kernel[0] !== height || node.kernel[1] !== width || node.pads.some(pad => pad !== 0)) return null
    return node.shape[1] === 1 && node.shape[2] === 1 ? this.groups(id, height * width, 1) : null
  }

  /** Groups of `size` elements each, as they stand in the input of `id`. */
  private groups(id: number, size: number, factor: number): Groups | null {
    const view = this.view(this.node(id).inputs[0]!)
    const of = new Int32Array(elements(this.node(view.root).shape)).fill(-1)
    view.at.forEach((at, i) => {
      of[at] = Math.floor(i / size)
    })
    return of.includes(-1) ? null : { node: id, factor, root: view.root, of }
  }

  /** x and its means, where the value is x less them, element by element. */
  difference(id: number): { x: number; means: Groups; mean: number } | null {
    const node = this.node(id)
    if (node.kind !== 'add' || node.inputs.length !== 2 || node.clamp !== null) return null
    const [p, q] = node.factors ?? [1, 1]
    if (p !== 1 || q !== -1) return null
    const [x, mean] = node.inputs as [number, number]
    const means = this.meansOf(x, mean, node.shape)
    return means === null ? null : { x, means, mean }
  }

  /** The means that `mean` holds of x, each where its own group of x is. */
  meansOf(x: number, mean: number, shape: readonly number[]): Groups | null {
    if (this.node(x).shape.join() !== shape.join()) return null
    // What costs little first.
    const made = this.node(this.root(mean)).kind
    if (made !== 'linear' && made !== 'averagePool') return null
    const given = this.repeated(mean, shape)
    const means = given === null ? null : this.means(given.root)
    const view = this.view(x)
    if (given === null || means === null || means.root !== view.root) return null
    if (Math.abs(means.factor - 1) > 1e-6) return null
    return view.at.every((at, i) => means.of[at] === given.at[i]) ? means : null
  }

  /** What a factor 1 / sqrt(variance + epsilon) of elements of `shape` is made from. */
  scale(
    by: number,
    shape: readonly number[],
    root: boolean,
  ): { value: number; epsilon: number; at: Int32Array } | null {
    if (this.node(this.root(by)).kind !== 'function') return null
    const given = this.repeated(by, shape)
    const factor = given === null ? null : this.node(given.root)
    if (given === null || factor?.kind !== 'function') return null
    const made = this.node(this.root(factor.inputs[0]!)).kind
    if (made !== 'linear' && made !== 'averagePool') return null
    const variance = this.view(factor.inputs[0]!)
    const means = this.means(variance.root)
    const epsilon = means === null ? null : epsilonOf(compose(factor.f, call2('mul', number(means.factor), X)), root)
    const square = means === null ? null : isSquare(this.nodes, means.root)
    if (epsilon === null || means === null || square === null) return null
    const value = this.view(square)
    // Elements of the square are those of what is squared.
    if (this.node(square).shape.join() !== this.node(means.root).shape.join()) return null
    const group = Int32Array.from(given.at, at => variance.at[at]!)
    const source = this.node(value.root).shape.join() === shape.join() ? value : null
    if (source === null || !means.of.every((of, i) => of === group[i])) return null
    return { value: square, epsilon, at: group }
  }

  same(a: number, b: number): boolean {
    if (a === b) return true
    const [p, q] = [this.view(a), this.view(b)]
    return p.root === q.root && p.at.length === q.at.length && p.at.every((at, i) => at === q.at[i])
  }
}

/** Axes of `shape` that groups run over, where groups are whole along these and nothing else. */
function axesOf(shape: readonly number[], group: Int32Array): number[] | null {
  const strides = stridesOf(shape)
  const axes = shape.flatMap((n, axis) => (n > 1 && group[0] === group[strides[axis]!] ? [axis] : []))
  const left = shape.map((_, axis) => axis).filter(axis => !axes.includes(axis))
  const seen = new Map<number, number>()
  const whole = group.every((of, i) => {
    let key = 0
    for (const axis of left) key = key * shape[axis]! + (Math.floor(i / strides[axis]!) % shape[axis]!)
    const known = seen.get(of)
    if (known === undefined) seen.set(of, key)
    return known === undefined || known === key
  })
  return whole && axes.length > 0 && seen.size === left.reduce((n, axis) => n * shape[axis]!, 1) ? axes : null
}

interface Norm {
  readonly x: number
  readonly centre: boolean
  readonly epsilon: number
  readonly axes: readonly number[]
  /** Applied after it, in order. */
  readonly affine: readonly { readonly axis: number; readonly scale: Float32Array; readonly shift: Float32Array }[]
}

/** value * (1 / deviation), or value / deviation. */
function plainNorm(search: Search, node: FloatNode): Norm | null {
  if ((node.kind !== 'product' && node.kind !== 'divide') || node.clamp !== null) return null
  const [a, b] = node.inputs as [number, number]
  for (const [value, by] of node.kind === 'product' ? [[a, b] as const, [b, a] as const] : [[a, b] as const]) {
    const scale = search.scale(by, node.shape, node.kind === 'divide')
    if (scale === null) continue
    const axes = axesOf(node.shape, scale.at)
    if (axes === null) continue
    const [top, squared] = [search.difference(value), search.difference(scale.value)]
    const { epsilon } = scale
    const same = top === null || squared === null ? search.same(value, scale.value) : search.same(top.x, squared.x)
    if (!same) continue
    const centre = top !== null && axesOf(node.shape, groupAt(search, top.x, top.means))?.join() === axes.join()
    if (!centre && !search.same(value, scale.value)) continue
    return { x: centre ? top.x : value, centre, epsilon, axes, affine: [] }
  }
  return null
}

const groupAt = (search: Search, x: number, means: Groups): Int32Array => search.view(x).at.map(at => means.of[at]!)

/** x * k + (b - mean * k) with k = gain / deviation: what cancels there is never subtracted here. */
function scaledNorm(search: Search, nodes: Nodes, node: FloatNode): Norm | null {
  if (node.kind !== 'add' || node.inputs.length !== 2 || node.clamp !== null) return null
  if (node.factors?.some(factor => factor !== 1)) return null
  const [a, b] = node.inputs as [number, number]
  for (const [scaled, offset] of [[a, b] as const, [b, a] as const]) {
    const [first, less] = [nodes[scaled]!, nodes[offset]!]
    if (first.kind !== 'product' || first.clamp !== null || less.kind !== 'affine') continue
    const second = nodes[less.inputs[0]!]!
    if (second.kind !== 'product' || second.clamp !== null || less.scale.some(scale => scale !== -1)) continue
    const k = first.inputs.find(input => second.inputs.includes(input))
    if (k === undefined) continue
    const [x, mean] = [first, second].map(({ inputs }) => (inputs[0] === k ? inputs[1]! : inputs[0]!)) as [
      number,
      number,
    ]
    const means = search.meansOf(x, mean, node.shape)
    const gained = gainOf(nodes, k, node.shape)
    const scale = means === null ? null : search.scale(gained.by, node.shape, false)
    if (means === null || scale === null) continue
    const squared = search.difference(scale.value)
    const axes = axesOf(node.shape, scale.at)
    if (squared === null || axes === null || !search.same(squared.x, x) || squared.means.node !== means.node) continue
    const shift = { axis: less.axis, scale: new Float32Array(less.shift.length).fill(1), shift: less.shift }
    return { x, centre: true, epsilon: scale.epsilon, axes, affine: [...gained.affine, shift] }
  }
  return null
}

/** k as 1 / deviation and a gain along one axis. */
function gainOf(nodes: Nodes, k: number, shape: readonly number[]): { by: number; affine: Norm['affine'] } {
  const node = nodes[k]!
  if (node.kind === 'product' && node.clamp === null) {
    for (const at of [0, 1]) {
      const gain = nodes[node.inputs[at]!]!
      const wide = gain.shape.flatMap((n, axis) => (n > 1 ? [axis] : []))
      if (gain.kind !== 'constant' || wide.length > 1 || gain.shape.length !== shape.length) continue
      const axis = wide[0] ?? 0
      const scale = Float32Array.from({ length: shape[axis]! }, (_, i) => gain.data[i % gain.data.length]!)
      return { by: node.inputs[1 - at]!, affine: [{ axis, scale, shift: new Float32Array(scale.length) }] }
    }
  }
  return { by: k, affine: [] }
}

export function nameNormsOverAxes(graph: FloatGraph): FloatGraph {
  const search = new Search(graph.nodes)
  const nodes: FloatNode[] = []
  const map = new Int32Array(graph.nodes.length)
  const add = (node: FloatNode): number => nodes.push(node) - 1
  graph.nodes.forEach((node, id) => {
    const candidate = node.kind === 'product' || node.kind === 'divide' || node.kind === 'add'
    const found =
      candidate && elements(node.shape) <= MAX_ELEMENTS && !search.isOver
        ? (plainNorm(search, node) ?? scaledNorm(search, graph.nodes, node))
        : null
    if (found === null) {
      map[id] = add({ ...node, inputs: node.inputs.map(input => map[input]!) })
      return
    }
    const { name, shape } = node
    const rest = shape.map((_, axis) => axis).filter(axis => !found.axes.includes(axis))
    const perm = [...rest, ...found.axes]
    const moved = perm.map(axis => shape[axis]!)
    const length = found.axes.reduce((n, axis) => n * shape[axis]!, 1)
    const flat = [...rest.map(axis => shape[axis]!), length]
    const last = perm.every((axis, i) => axis === i)
    const whole = flat.join() === moved.join()
    let at = map[found.x]!
    if (!last) at = add({ kind: 'transpose', name, inputs: [at], shape: moved, perm })
    if (!whole) at = add({ kind: 'reshape', name, inputs: [at], shape: flat })
    at = add({ kind: 'norm', name, inputs: [at], shape: flat, centre: found.centre, epsilon: found.epsilon })
    if (!whole) at = add({ kind: 'reshape', name, inputs: [at], shape: moved })
    const back = perm.map((_, axis) => perm.indexOf(axis))
    if (!last) at = add({ kind: 'transpose', name, inputs: [at], shape, perm: back })
    for (const affine of found.affine) at = add({ kind: 'affine', name, inputs: [at], shape, ...affine })
    map[id] = at
  })
  const ports = (list: readonly FloatPort[]): FloatPort[] => mapPorts(list, map)
  return compact({ nodes, inputs: ports(graph.inputs), outputs: ports(graph.outputs) })
}
