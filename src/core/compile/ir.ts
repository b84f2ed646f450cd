// The float graph: what an imported model means, in this project's own terms. spec/compile.md, "The float graph".
// Plain data, one value per node; shapes are whole shapes of one row. It knows nothing of ONNX and of integers.

import type { Dtype, Window } from '../graph/index.ts'

/** Real bounds applied to a result; a Relu is [0, infinity]. */
export interface Clamp {
  readonly lo: number
  readonly hi: number
}

/** Bounds that 16 bits hold. */
export interface Whole {
  readonly lo: number
  readonly hi: number
}

/** Named functions of one real value. Their meaning, in double precision, is in scalar.ts. */
export type ScalarName =
  | 'abs'
  | 'acos'
  | 'acosh'
  | 'asin'
  | 'asinh'
  | 'atan'
  | 'atanh'
  | 'ceil'
  | 'cos'
  | 'cosh'
  | 'erf'
  | 'exp'
  | 'floor'
  | 'log'
  | 'neg'
  | 'not'
  | 'reciprocal'
  | 'round'
  | 'sigmoid'
  | 'sign'
  | 'sin'
  | 'sinh'
  | 'softplus'
  | 'sqrt'
  | 'tan'
  | 'tanh'

/** An expression over one real value x. */
export type Scalar =
  | { readonly op: 'x' }
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: ScalarName; readonly args: readonly [Scalar] }
  | {
      readonly op: 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'min' | 'max' | 'less' | 'equal'
      readonly args: readonly [Scalar, Scalar]
    }
  /** First argument not 0: the second, else the third. */
  | { readonly op: 'where'; readonly args: readonly [Scalar, Scalar, Scalar] }

interface Base {
  /** The operator node it comes from, for messages and the report. */
  readonly name: string
  /** Positions of earlier nodes. */
  readonly inputs: readonly number[]
  readonly shape: readonly number[]
  /** Whole numbers within these bounds, whatever the calibration rows come to. */
  readonly integers?: Whole
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
  /** Weights and values of 16 bits whatever else is chosen, with room for all that the clamp lets through. */
  readonly precise?: true
}
/** x * scale + shift, one pair per position of `axis`. Passes fold it away. */
export interface AffineNode extends Base {
  readonly kind: 'affine'
  readonly axis: number
  readonly scale: Float32Array
  readonly shift: Float32Array
}
/**
 * Sum of the inputs, each times its factor; 1 to 8 inputs of one rank, each axis of an input as long as the result's or 1
 * (then it repeats).
 */
export interface AddNode extends Base {
  readonly kind: 'add'
  /** One per input, not 0; all 1 where left out. */
  readonly factors?: readonly number[]
  readonly clamp: Clamp | null
}
/** Product of two inputs that repeat as in `add`. */
export interface ProductNode extends Base {
  readonly kind: 'product'
  readonly clamp: Clamp | null
}
/** First input by the second; they repeat as in `add`. */
export interface DivideNode extends Base {
  readonly kind: 'divide'
  readonly clamp: Clamp | null
}
/** A function of one value, element by element: what chains of elementwise operators over one value fuse to. */
export interface FunctionNode extends Base {
  readonly kind: 'function'
  readonly f: Scalar
}
/** a [.., M, K] times b [.., N, K], summed over K: [.., M, N]. Leading axes of b are as long as those of a, or 1. */
export interface MatmulNode extends Base {
  readonly kind: 'matmul'
  readonly clamp: Clamp | null
}
/** Over the last axis: (x - mean, with `centre`) / sqrt(mean of its squares + epsilon). Gains and offsets are affine nodes. */
export interface NormNode extends Base {
  readonly kind: 'norm'
  readonly centre: boolean
  readonly epsilon: number
}
/** Elements at `indices` along `axis`; index -1 gives `fill`. */
export interface TakeNode extends Base {
  readonly kind: 'take'
  readonly axis: number
  readonly indices: Int32Array
  readonly fill: number
}
/** Rows of `table` [N][D] at the integers of the input: shape [.., D]. Indices outside are clamped. */
export interface EmbeddingNode extends Base {
  readonly kind: 'embedding'
  readonly table: Float32Array
}
/** Index of the first largest along the last axis, which stays with length 1. */
export interface ArgMaxNode extends Base {
  readonly kind: 'argMax'
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
/** Softmax or LogSoftmax. One that ends the graph is dropped by a pass. */
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
  | ProductNode
  | DivideNode
  | FunctionNode
  | MatmulNode
  | NormNode
  | TakeNode
  | EmbeddingNode
  | ArgMaxNode

export interface FloatPort {
  readonly name: string
  /** Element type outside. */
  readonly dtype: Dtype
  /** Shape outside: that of one row. A leading axis of rows is left out. */
  readonly shape: readonly number[]
  /** The float model's own shape for one run of it: `shape`, or the leading axis of rows and `shape`. */
  readonly dims: readonly number[]
  /** The float model's own element type, as ONNX numbers them (float16 and bool are not among `Dtype`). */
  readonly element: number
  /** Node that holds the value. */
  readonly node: number
  /** Axis i of the node is axis perm[i] of the outside. */
  readonly perm: readonly number[]
  /** Inputs that are only ever compared: as in an interface. The node then holds counts. */
  readonly thresholds?: readonly (readonly number[])[]
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

/** An input of the file that was bound to a value: the float model still asks for it. */
export interface BoundInput {
  readonly name: string
  readonly dims: readonly number[]
  readonly element: number
  readonly data: ArrayLike<number>
}

/** A model as read from a file, checked and ready to be compiled. */
export interface FloatModel {
  readonly graph: FloatGraph
  readonly opset: number
  readonly producer: string
  /** Rows of one run of the float model: a fixed number, or null where any number is accepted and rows are independent. */
  readonly batch: number | null
  readonly bound: readonly BoundInput[]
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
