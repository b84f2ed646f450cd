// Where single nodes want their operands and put their results: pass "channels last". spec/compile.md, "Views".

import { refuse } from '../../errors/index.ts'
import type { ConvNode, FloatNode, LinearNode, TakeNode } from '../ir.ts'
import { quote } from '../limits.ts'
import type { Layout } from './layout.ts'
import { elementwise, matmul } from './placePairs.ts'
import { type Atom, axisOrder, fresh, inMemoryOrder, positions, regroup, shapeOf, sizeOf, type View } from './view.ts'

type PoolNode = Extract<FloatNode, { kind: 'maxPool' | 'averagePool' }>

export function place(layout: Layout, node: FloatNode, inputs: readonly View[]): View {
  const x = inputs[0]
  if (x === undefined) {
    const groups = node.shape.map(fresh)
    return { node: layout.add(node), groups, order: groups.flat() }
  }
  switch (node.kind) {
    case 'reshape': {
      const view = regroup(x, node.shape) ?? regroup(merged(layout, x), node.shape)
      return view ?? refuse('shape_mismatch', `node ${quote(node.name)}: [${shapeOf(x)}] to [${node.shape}]`)
    }
    case 'transpose':
      return { ...x, groups: node.perm.map(axis => x.groups[axis]!) }
    case 'clamp':
    case 'function':
      return layout.follow(x, (input, shape) => ({ ...node, inputs: [input], shape }))
    case 'conv':
      return convolution(layout, node, x)
    case 'maxPool':
    case 'averagePool':
      return pool(layout, node, x)
    case 'linear':
      return linear(layout, node, x)
    case 'add':
    case 'product':
    case 'divide':
      return elementwise(layout, node, inputs)
    case 'matmul':
      return matmul(layout, node, inputs as readonly [View, View])
    case 'concat':
      return concat(layout, node, inputs)
    case 'softmax':
      return alongLast(layout, x, node.axis, (input, shape) => ({
        ...node,
        inputs: [input],
        shape,
        axis: shape.length - 1,
      }))
    case 'norm':
      return alongLast(layout, x, node.shape.length - 1, (input, shape) => ({ ...node, inputs: [input], shape }))
    case 'argMax':
      return argMax(layout, node, x)
    case 'embedding':
      return embedding(layout, node, x)
    case 'take':
      return take(layout, node, x)
    default:
      throw new TypeError(`${node.kind} should be gone before channelsLast`)
  }
}

/** The view with one atom over everything, in logical order. */
function merged(layout: Layout, view: View): View {
  const order = view.groups.flat()
  const total = sizeOf(order)
  const whole = fresh(total)
  return { node: layout.take(view, order, [total]), groups: [whole], order: whole }
}

type Three = readonly [readonly Atom[], readonly Atom[], readonly Atom[]]

function convolution(layout: Layout, node: ConvNode, x: View): View {
  const [c, h, w] = x.groups as unknown as Three
  const [channels, height, width] = node.shape as [number, number, number]
  const input = layout.take(x, [...h, ...w, ...c], [sizeOf(h), sizeOf(w), sizeOf(c)])
  const [rows, columns, out] = [fresh(height), fresh(width), fresh(channels)]
  const shape = [height, width, channels]
  const id = layout.add({ ...node, inputs: [input], shape, weights: tapsFirst(node) })
  return { node: id, groups: [out, rows, columns], order: [...rows, ...columns, ...out] }
}

const follows = (order: readonly Atom[], at: number, run: readonly Atom[]): boolean =>
  run.every((a, i) => order[at + i] === a)

/** Pools work on each channel alone, so that channels may lie in any order, and on either side of the window. */
function pool(layout: Layout, node: PoolNode, x: View): View {
  const [c, h, w] = x.groups as unknown as Three
  const [, height, width] = node.shape as [number, number, number]
  const inner = inMemoryOrder(x, c)
  const [rows, columns] = [fresh(height), fresh(width)]
  const usual = [...h, ...w, ...inner]
  if (!follows(x.order, 0, usual)) {
    const window = inMemoryOrder(x, [...h, ...w])
    const whole = height === 1 && width === 1 && node.kernel[0] === sizeOf(h) && node.kernel[1] === sizeOf(w)
    const start = window.length === 0 ? 0 : x.order.indexOf(window[0]!)
    const ordered = whole || (h.length === 0 && window.every((a, i) => a === w[i]))
    const unpadded = node.pads.every(pad => pad === 0)
    if (ordered && follows(x.order, start, window) && (!whole || unpadded) && sizeOf(window) <= 65_535) {
      const [before, after] = [x.order.slice(0, start), x.order.slice(start + window.length)]
      const length = sizeOf(window)
      const input = layout.take(x, x.order, [sizeOf(before), length, sizeOf(after)])
      const along = whole
        ? {
            kernel: [1, length] as const,
            stride: [1, 1] as const,
            dilation: [1, 1] as const,
            pads: [0, 0, 0, 0] as const,
          }
        : {}
      const shape = [sizeOf(before), width, sizeOf(after)]
      const id = layout.add({ ...node, ...along, inputs: [input], shape })
      return { node: id, groups: [c, rows, columns], order: [...before, ...columns, ...after] }
    }
  }
  const input = layout.take(x, usual, [sizeOf(h), sizeOf(w), sizeOf(c)])
  const id = layout.add({ ...node, inputs: [input], shape: [height, width, sizeOf(c)] })
  return { node: id, groups: [c, rows, columns], order: [...rows, ...columns, ...inner] }
}

function linear(layout: Layout, node: LinearNode, x: View): View {
  const k = x.groups[x.groups.length - 1]!
  const leading = x.groups.slice(0, -1)
  const before = inMemoryOrder(x, leading.flat())
  const columns = inMemoryOrder(x, k)
  const positionsBefore = sizeOf(before)
  const shapeOfRows = (last: number): number[] => (positionsBefore === 1 ? [last] : [positionsBefore, last])
  const input = layout.take(x, [...before, ...columns], shapeOfRows(sizeOf(k)))
  const rows = node.bias.length
  const id = layout.add({
    ...node,
    inputs: [input],
    shape: shapeOfRows(rows),
    weights: permuteColumns(node, positions(columns, k)),
  })
  const out = fresh(rows)
  return { node: id, groups: [...leading, out], order: [...before, ...out] }
}

/** Works along one axis, whose elements may lie in any order; gives the same places. */
function alongLast(
  layout: Layout,
  x: View,
  axis: number,
  make: (input: number, shape: readonly number[]) => FloatNode,
): View {
  const along = inMemoryOrder(x, x.groups[axis]!)
  const rest = inMemoryOrder(x, x.groups.filter((_, i) => i !== axis).flat())
  const shape = rest.length === 0 ? [sizeOf(along)] : [sizeOf(rest), sizeOf(along)]
  const order = [...rest, ...along]
  const input = layout.take(x, order, shape)
  return { ...x, node: layout.add(make(input, shape)), order }
}

function argMax(layout: Layout, node: Extract<FloatNode, { kind: 'argMax' }>, x: View): View {
  const along = x.groups[x.groups.length - 1]!
  const leading = x.groups.slice(0, -1)
  const rest = inMemoryOrder(x, leading.flat())
  const input = layout.take(x, [...rest, ...along], rest.length === 0 ? [sizeOf(along)] : [sizeOf(rest), sizeOf(along)])
  const id = layout.add({ ...node, inputs: [input], shape: rest.length === 0 ? [1] : [sizeOf(rest), 1] })
  return { node: id, groups: [...leading, []], order: rest }
}

function embedding(layout: Layout, node: Extract<FloatNode, { kind: 'embedding' }>, x: View): View {
  const width = node.shape[node.shape.length - 1]!
  const count = sizeOf(x.order)
  const input = layout.reshape(x.node, [count])
  const out = fresh(width)
  const id = layout.add({ ...node, inputs: [input], shape: [count, width] })
  return { node: id, groups: [...x.groups, out], order: [...x.order, ...out] }
}

/** The axis in one piece, everything else where it is. */
function take(layout: Layout, node: TakeNode, x: View): View {
  const along = x.groups[node.axis]!
  const first = along.length === 0 ? 0 : x.order.indexOf(along[0]!)
  let [before, after] = [x.order.slice(0, first), x.order.slice(first + along.length)]
  if (!follows(x.order, first, along)) {
    const rest = inMemoryOrder(x, x.groups.filter((_, i) => i !== node.axis).flat())
    ;[before, after] = [rest, []]
  }
  const out = fresh(node.indices.length)
  const { shape, axis } = placed(layout, x, before, along, after)
  const input = layout.take(x, [...before, ...along, ...after], shape)
  const id = layout.add({
    ...node,
    inputs: [input],
    axis,
    shape: shape.map((n, i) => (i === axis ? node.indices.length : n)),
  })
  const groups = x.groups.map((group, i) => (i === node.axis ? out : group))
  return { node: id, groups, order: [...before, ...out, ...after] }
}

/** The node's own axes where one of them is the axis that is wanted, else [before, along, after]. */
function placed(
  layout: Layout,
  x: View,
  before: readonly Atom[],
  along: readonly Atom[],
  after: readonly Atom[],
): { shape: readonly number[]; axis: number } {
  const own = layout.nodes[x.node]!.shape
  let product = 1
  if ([...before, ...along, ...after].every((a, i) => a === x.order[i])) {
    for (let axis = 0; axis < own.length; axis++) {
      if (product === sizeOf(before) && own[axis] === sizeOf(along)) return { shape: own, axis }
      product *= own[axis]!
    }
  }
  return {
    shape: [
      ...(before.length === 0 ? [] : [sizeOf(before)]),
      sizeOf(along),
      ...(after.length === 0 ? [] : [sizeOf(after)]),
    ],
    axis: before.length === 0 ? 0 : 1,
  }
}

function concat(layout: Layout, node: Extract<FloatNode, { kind: 'concat' }>, inputs: readonly View[]): View {
  // The largest part keeps its place; the others follow.
  const first = inputs.reduce((most, view) => (sizeOf(view.order) > sizeOf(most.order) ? view : most))
  const axes = axisOrder(first) ?? node.shape.map((_, i) => i)
  const parts = inputs.map(view => {
    const shape = shapeOf(view)
    return layout.take(
      view,
      axes.flatMap(axis => view.groups[axis]!),
      axes.map(axis => shape[axis]!),
    )
  })
  const groups = node.shape.map(fresh)
  const shape = axes.map(axis => node.shape[axis]!)
  const id = layout.add({ ...node, inputs: parts, shape, axis: axes.indexOf(node.axis) })
  return { node: id, groups, order: axes.flatMap(axis => groups[axis]!) }
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
  // Steps of a recurrent operator share their weights.
  if (order.every((from, to) => from === to)) return node.weights
  const out = new Float32Array(node.weights.length)
  const k = order.length
  for (let at = 0; at < out.length; at += k) for (let i = 0; i < k; i++) out[at + i] = node.weights[at + order[i]!]!
  return out
}
