// The float graph: what an imported model means, in this project's own terms. spec/compile.md, "The float graph".
// Plain data, one value per node, no leading axis: shapes are those of one row. It knows nothing of ONNX and of integers.

import type { Window } from '../graph/index.ts'

/** Real bounds applied to a result; a Relu is [0, infinity]. */
export interface Clamp {
  readonly lo: number
  readonly hi: number
}

interface Base {
  /** The operator node it comes from, for messages and the report. */
  readonly name: string
  /** Positions of earlier nodes. */
  readonly inputs: readonly number[]
  readonly shape: readonly number[]
}

export interface InputNode extends Base {
  readonly kind: 'input'
  readonly slot: number
}
export interface ConstantNode extends Base {
  readonly kind: 'constant'
  readonly data: Float32Array
}
/**
 * Before `channelsLast`: x is [C, H, W], weights are [O][C/groups][kh][kw]. After it: x is [H, W, C], weights are
 * [O][kh][kw][C/groups].
 */
export interface ConvNode extends Base, Window {
  readonly kind: 'conv'
  readonly groups: number
  readonly weights: Float32Array
  readonly bias: Float32Array
  readonly clamp: Clamp | null
}
/** Over the last axis; weights are [N][K]. */
export interface LinearNode extends Base {
  readonly kind: 'linear'
  readonly weights: Float32Array
  readonly bias: Float32Array
  readonly clamp: Clamp | null
}
/** x * scale + shift, one pair per position of `axis`. Passes fold it away. */
export interface AffineNode extends Base {
  readonly kind: 'affine'
  readonly axis: number
  readonly scale: Float32Array
  readonly shift: Float32Array
}
/** Sum of inputs of one shape. */
export interface AddNode extends Base {
  readonly kind: 'add'
  readonly clamp: Clamp | null
}
export interface ClampNode extends Base {
  readonly kind: 'clamp'
  readonly clamp: Clamp
}
export interface MaxPoolNode extends Base, Window {
  readonly kind: 'maxPool'
}
export interface AveragePoolNode extends Base, Window {
  readonly kind: 'averagePool'
  readonly countIncludePad: boolean
  readonly clamp: Clamp | null
}
export interface ConcatNode extends Base {
  readonly kind: 'concat'
  readonly axis: number
}
export interface ReshapeNode extends Base {
  readonly kind: 'reshape'
}
export interface TransposeNode extends Base {
  readonly kind: 'transpose'
  readonly perm: readonly number[]
}
/** Softmax or LogSoftmax; only at the end of a graph, where a pass drops it. */
export interface SoftmaxNode extends Base {
  readonly kind: 'softmax'
  readonly axis: number
  readonly log: boolean
}

export type FloatNode =
  | InputNode
  | ConstantNode
  | ConvNode
  | LinearNode
  | AffineNode
  | AddNode
  | ClampNode
  | MaxPoolNode
  | AveragePoolNode
  | ConcatNode
  | ReshapeNode
  | TransposeNode
  | SoftmaxNode

export interface FloatPort {
  readonly name: string
  /** Shape outside, without the leading axis. */
  readonly shape: readonly number[]
  /** Node that holds the value. */
  readonly node: number
  /** Axis i of the node is axis perm[i] of the outside. */
  readonly perm: readonly number[]
}

export interface FloatGraph {
  readonly nodes: readonly FloatNode[]
  /** In slot order. */
  readonly inputs: readonly FloatPort[]
  readonly outputs: readonly FloatPort[]
}

/** An output whose last softmax was dropped: the exact model gives what stood before it. */
export interface DroppedSoftmax {
  readonly output: string
  /** The softmax ran over groups of this many elements, this far apart in the row. */
  readonly length: number
  readonly stride: number
  readonly log: boolean
}

/** A model as read from a file, checked and ready to be compiled. */
export interface FloatModel {
  readonly graph: FloatGraph
  readonly opset: number
  readonly producer: string
  /** Leading axis: a fixed length, or null where any length is accepted. */
  readonly batch: number | null
  readonly notes: readonly string[]
}

/** How often each node's value is read, outputs included. */
export function countUses(graph: FloatGraph): Int32Array {
  const uses = new Int32Array(graph.nodes.length)
  for (const node of graph.nodes) for (const id of node.inputs) uses[id]!++
  for (const port of graph.outputs) uses[port.node]!++
  return uses
}

/** Nodes that read each node. */
export function usersOf(graph: FloatGraph): number[][] {
  const users: number[][] = graph.nodes.map(() => [])
  graph.nodes.forEach((node, id) => {
    for (const input of node.inputs) users[input]!.push(id)
  })
  return users
}

/** The same graph with other ids: `map[id]` is where node `id` went. */
export const mapPorts = (ports: readonly FloatPort[], map: ArrayLike<number>): FloatPort[] =>
  ports.map(port => ({ ...port, node: map[port.node]! }))
