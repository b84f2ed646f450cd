// Passes that remove scales and offsets (batch normalization, biases, input normalization): into the product before, into the
// product after, or else into a depthwise convolution of their own. spec/compile.md, "Passes".

import {
  type AffineNode,
  type ConvNode,
  type FloatGraph,
  type FloatNode,
  type LinearNode,
  mapPorts,
  usersOf,
} from '../ir.ts'
import { rewrite } from './edit.ts'

const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1)

/** Rows of weights times `scale`, biases times `scale` plus `shift`. */
function scaleRows<N extends ConvNode | LinearNode>(node: N, { scale, shift }: AffineNode): N {
  const k = node.weights.length / node.bias.length
  const weights = node.weights.map((w, i) => w * scale[Math.floor(i / k)]!)
  const bias = node.bias.map((b, row) => b * scale[row]! + shift[row]!)
  return { ...node, weights, bias }
}

/** The one scale and offset of an affine node that treats every position alike, or null. */
function uniform({ scale, shift }: AffineNode): { readonly scale: number; readonly shift: number } | null {
  const same = scale.every(s => s === scale[0]) && shift.every(t => t === shift[0])
  return same ? { scale: scale[0]!, shift: shift[0]! } : null
}

/** The same scale and offset along the channels of another value. */
function spread(node: AffineNode, channels: number): AffineNode {
  const { scale, shift } = uniform(node)!
  return {
    ...node,
    scale: new Float32Array(channels).fill(scale),
    shift: new Float32Array(channels).fill(shift),
  }
}

/** What one scale and offset may pass: values that move stay the values that they are. */
const moves = (node: FloatNode, shift: number): boolean =>
  node.kind === 'reshape' || node.kind === 'transpose' || (node.kind === 'take' && node.fill === 0 && shift === 0)

export const foldAffineIntoPrevious = (graph: FloatGraph): FloatGraph =>
  rewrite(graph, (node, id, edit) => {
    if (node.kind !== 'affine') return
    const first = node.axis === 0
    const last = node.axis === node.shape.length - 1
    const one = uniform(node)
    // Reshapes that keep the axis (a one-dimensional convolution ends in one) may stand between.
    let at = node.inputs[0]!
    let target = edit.sole(at)
    while (target !== undefined) {
      if (one !== null ? moves(target, one.shift) : target.kind === 'reshape') at = target.inputs[0]!
      // A scale of a product of two values is one of either of them.
      else if (one?.shift === 0 && target.kind === 'matmul' && target.clamp === null) at = target.inputs[0]!
      else break
      target = edit.sole(at)
    }
    if (target === undefined) return
    const channels = node.scale.length
    if ((target.kind === 'conv' || target.kind === 'linear') && target.clamp === null) {
      const fits =
        target.kind === 'conv' ? first && target.shape[0] === channels : last && target.bias.length === channels
      if (one === null && !fits) return
      edit.replace(at, scaleRows(target, one === null ? node : spread(node, target.bias.length)))
    } else if (target.kind === 'affine' && at === node.inputs[0] && target.axis === node.axis) {
      const scale = target.scale.map((s, i) => s * node.scale[i]!)
      const shift = target.shift.map((t, i) => t * node.scale[i]! + node.shift[i]!)
      edit.replace(at, { ...target, scale, shift })
    } else return
    edit.bypass(id)
  })

/** The node with the scale of one input as its factor there. */
function absorbFactor(node: FloatNode, which: number, affine: AffineNode): FloatNode | null {
  const one = uniform(affine)
  if (node.kind !== 'add' || one === null || one.shift !== 0 || one.scale === 0) return null
  const factors = node.inputs.map((_, i) => (node.factors?.[i] ?? 1) * (i === which ? one.scale : 1))
  return { ...node, factors }
}

/** `node` as it must be to read x where it read x * scale + shift, or null where that is not possible. */
function absorbInput(node: FloatNode, { scale, shift, axis, shape }: AffineNode): FloatNode | null {
  if (node.kind === 'linear' && axis === shape.length - 1) {
    const k = scale.length
    const bias = node.bias.slice()
    for (let i = 0; i < node.weights.length; i++) bias[Math.floor(i / k)]! += node.weights[i]! * shift[i % k]!
    return { ...node, bias, weights: node.weights.map((w, i) => w * scale[i % k]!) }
  }
  if (node.kind === 'conv' && axis === 0) {
    // Padding adds zeros after the offset: with both, the border would differ.
    if (node.pads.some(pad => pad > 0) && shift.some(t => t !== 0)) return null
    const taps = node.kernel[0] * node.kernel[1]
    const groupIn = scale.length / node.groups
    const groupOut = node.bias.length / node.groups
    const channel = (i: number): number => {
      const row = Math.floor(i / (taps * groupIn))
      return Math.floor(row / groupOut) * groupIn + (Math.floor(i / taps) % groupIn)
    }
    const bias = node.bias.slice()
    node.weights.forEach((w, i) => {
      bias[Math.floor(i / (taps * groupIn))]! += w * shift[channel(i)]!
    })
    return { ...node, bias, weights: node.weights.map((w, i) => w * scale[channel(i)]!) }
  }
  return null
}

export function foldAffineIntoNext(graph: FloatGraph): FloatGraph {
  const users = usersOf(graph)
  const outputs = new Set(graph.outputs.map(port => port.node))
  const next = new Map<number, FloatNode>()
  return rewrite(graph, (node, id, edit) => {
    const changed = next.get(id)
    if (changed !== undefined) edit.replace(id, { ...changed, inputs: node.inputs })
    if (node.kind !== 'affine' || outputs.has(id)) return
    const absorbed = users[id]!.map(user => {
      const reader = next.get(user) ?? graph.nodes[user]!
      const { inputs } = graph.nodes[user]!
      // A node that reads it twice would take only one of them.
      if (inputs.indexOf(id) !== inputs.lastIndexOf(id)) return null
      return absorbInput(reader, node) ?? absorbFactor(reader, inputs.indexOf(id), node)
    })
    if (absorbed.length === 0 || absorbed.some(user => user === null)) return
    users[id]!.forEach((user, i) => {
      next.set(user, absorbed[i]!)
    })
    edit.bypass(id)
  })
}

/** What no product took becomes a sum, or a convolution of one tap with a group per channel. */
export function affineToDepthwise(graph: FloatGraph): FloatGraph {
  const nodes: FloatNode[] = []
  const map = new Int32Array(graph.nodes.length)
  const add = (node: FloatNode): number => nodes.push(node) - 1
  graph.nodes.forEach((node, id) => {
    const inputs = node.inputs.map(input => map[input]!)
    if (node.kind !== 'affine') {
      map[id] = add({ ...node, inputs })
      return
    }
    const { name, shape, axis } = node
    const channels = shape[axis]!
    const one = uniform(node)
    if (one !== null && one.scale !== 0) {
      // A sum has finer factors than a convolution has weights.
      const factors = one.shift === 0 ? [one.scale] : [one.scale, 1]
      const data = Float32Array.of(one.shift)
      const terms = [...inputs]
      if (one.shift !== 0) terms.push(add({ kind: 'constant', name, inputs: [], shape: shape.map(() => 1), data }))
      map[id] = add({ kind: 'add', name, inputs: terms, shape, factors, clamp: null })
      return
    }
    const conv = (inputs: readonly number[], out: readonly number[]): number =>
      add({
        kind: 'conv',
        name,
        inputs,
        shape: out,
        kernel: [1, 1],
        stride: [1, 1],
        dilation: [1, 1],
        pads: [0, 0, 0, 0],
        groups: channels,
        weights: node.scale,
        bias: node.shift,
        clamp: null,
      })
    if (shape.length === 3 && axis === 0) {
      map[id] = conv(inputs, shape)
      return
    }
    const rest = size(shape) / channels
    // The channel's axis to the front, everything else in one row of an image of height 1; views cost nothing later.
    const perm = [axis, ...shape.keys()].filter((n, i) => i === 0 || n !== axis)
    const back = shape.map((_, i) => perm.indexOf(i))
    const front = perm.map(i => shape[i]!)
    let at = add({ kind: 'transpose', name, inputs, shape: front, perm })
    at = add({ kind: 'reshape', name, inputs: [at], shape: [channels, 1, rest] })
    at = conv([at], [channels, 1, rest])
    at = add({ kind: 'reshape', name, inputs: [at], shape: front })
    map[id] = add({ kind: 'transpose', name, inputs: [at], shape, perm: back })
  })
  return { nodes, inputs: mapPorts(graph.inputs, map), outputs: mapPorts(graph.outputs, map) }
}
