// What operators are given when a file is imported: their operands, their attributes, and the float graph they add to.
// spec/compile.md, "Operators".

import { type ErrorCode, refuse } from '../../errors/index.ts'
import type { FloatNode } from '../ir.ts'
import type { ImportLimits } from '../limits.ts'
import type { Attributes } from './attributes.ts'
import type { GraphProto } from './generated/onnx_pb.ts'
import type { Constant } from './tensor.ts'

/** A value that depends on the inputs, with its whole shape. */
export interface Rows {
  readonly kind: 'rows'
  readonly id: number
  readonly shape: readonly number[]
  /** ONNX element type. */
  readonly type: number
}
/** A value known from the file, with its whole shape. */
export interface Known {
  readonly kind: 'known'
  readonly constant: Constant
}
export type Value = Rows | Known

export const known = (constant: Constant): Known => ({ kind: 'known', constant })
export const shapeOf = (value: Value): readonly number[] => (value.kind === 'rows' ? value.shape : value.constant.dims)
export const typeOf = (value: Value): number => (value.kind === 'rows' ? value.type : value.constant.type)
export const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1)

/** A node without what the builder knows by itself. */
type Draft = FloatNode extends infer N ? (N extends FloatNode ? Omit<N, 'name'> : never) : never

/** Nodes of the float graph for each node of the file, at most: recurrent operators are unrolled. */
const NODES_PER_NODE = 16

/** An `add` that takes constants off a value's elements, and whose sign alone is read. */
export interface Comparison {
  readonly node: number
  readonly value: number
  readonly constant: number
  /** By element of the value's last axis; finite float32. */
  readonly thresholds: Float32Array
  /** Is it asked whether they are equal, else whether the value is at most the constant? */
  readonly equal: boolean
  /** Names the operator in messages. */
  readonly what: string
}

/** The float graph under construction; counts what a row will cost and refuses beyond the limits. */
export class Builder {
  readonly nodes: FloatNode[] = []
  readonly notes: string[] = []
  readonly comparisons: Comparison[] = []
  private elements = 0
  private products = 0
  private positions = 0
  private numbers = 0
  private looks = 0
  private weights = 0
  private readonly held = new WeakSet<ArrayBufferLike>()
  private readonly limits: ImportLimits

  /** `bytes` of the file: who brings much may have much made of it. */
  constructor(limits: ImportLimits, bytes: number) {
    const { numbers, looks, weights } = limits
    this.limits = { ...limits, numbers: numbers + 4 * bytes, looks: looks + 32 * bytes, weights: weights + 4 * bytes }
  }

  add(name: string, draft: Draft, type = 1): Rows {
    const count = size(draft.shape)
    if (count === 0) refuse('graph_invalid', `${name}: a dimension of its result is zero`)
    if (draft.kind !== 'reshape') this.elements += count
    else if (count !== size(this.nodes[draft.inputs[0]!]!.shape))
      refuse('shape_mismatch', `${name}: [${this.nodes[draft.inputs[0]!]!.shape}] to [${draft.shape}]`)
    this.products += count * productsOf(draft, this.nodes)
    if (this.elements > this.limits.rowElements) this.tooLarge(name, 'elements', this.limits.rowElements)
    if (this.products > this.limits.rowProducts) this.tooLarge(name, 'multiplications', this.limits.rowProducts)
    if (this.nodes.length >= this.limits.nodes * NODES_PER_NODE)
      this.tooLarge(name, 'steps', this.limits.nodes * NODES_PER_NODE)
    if (draft.kind === 'maxPool' || draft.kind === 'averagePool') {
      this.positions += draft.shape[1]! * draft.kernel[0] + draft.shape[2]! * draft.kernel[1]
      if (this.positions > MAX_POOL_POSITIONS) this.tooLarge(name, 'window positions', MAX_POOL_POSITIONS)
    }
    for (const data of arraysOf(draft)) this.hold(name, data)
    this.weights += draft.kind === 'embedding' ? draft.table.length : 'weights' in draft ? draft.weights.length : 0
    if (this.weights > this.limits.weights) this.tooLarge(name, 'weights', this.limits.weights)
    this.nodes.push({ ...draft, name } as FloatNode)
    return { kind: 'rows', id: this.nodes.length - 1, shape: draft.shape, type }
  }

  /** Refuses what would take more room than one row may, before it is computed. */
  reserve(name: string, elements: number): void {
    if (!(elements <= this.limits.rowElements)) this.tooLarge(name, 'elements', this.limits.rowElements)
  }

  /** Refuses numbers for which there is no room, before they are made. */
  room(name: string, count: number): void {
    const { numbers } = this.limits
    if (!(this.numbers + count <= numbers))
      refuse('model_too_large', `${name}: more than ${numbers} numbers are made of the file`, {
        facts: { limit: numbers },
      })
  }

  /** Counts numbers that stay, once however many read them. */
  hold(name: string, { buffer, length }: Float32Array | Float64Array | Int32Array): void {
    if (this.held.has(buffer)) return
    this.room(name, length)
    this.held.add(buffer)
    this.numbers += length
  }

  /** Counts numbers that a node looks at. */
  look(name: string, count: number): void {
    this.looks += count
    if (this.looks > this.limits.looks)
      refuse('model_too_large', `${name}: more than ${this.limits.looks} known numbers are looked at`, {
        facts: { limit: this.limits.looks },
      })
  }

  /** Notes once what several places would say. */
  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text)
  }

  private tooLarge(name: string, what: string, limit: number): never {
    return refuse('model_too_large', `${name}: one row needs more than ${limit} ${what}`, { facts: { limit } })
  }
}

/** As for exact graphs: windows are looked at position by position. */
const MAX_POOL_POSITIONS = 2 ** 24

/** The numbers that a node holds. */
function arraysOf(draft: Draft): (Float32Array | Int32Array)[] {
  switch (draft.kind) {
    case 'conv':
    case 'linear':
      return [draft.weights, draft.bias]
    case 'constant':
      return [draft.data]
    case 'affine':
      return [draft.scale, draft.shift]
    case 'take':
      return [draft.indices]
    case 'embedding':
      return [draft.table]
    default:
      return []
  }
}

/** Multiplications for each element of a result. */
function productsOf(draft: Draft, nodes: readonly FloatNode[]): number {
  switch (draft.kind) {
    case 'conv':
    case 'linear':
      return draft.weights.length / draft.bias.length
    case 'matmul': {
      const { shape } = nodes[draft.inputs[0]!]!
      return shape[shape.length - 1]!
    }
    case 'maxPool':
    case 'averagePool':
      return draft.kernel[0] * draft.kernel[1]
    default:
      return 0
  }
}

/** One use of an operator. */
export interface Call {
  /** Names the node and its operator in messages. */
  readonly what: string
  readonly name: string
  readonly operator: string
  readonly opset: number
  /** Undefined where an optional input is left out. */
  readonly inputs: readonly (Value | undefined)[]
  /** Outputs that something reads: how many, counted to the last one. */
  readonly outputs: number
  /** Is this output read? */
  reads(output: number): boolean
  readonly attributes: Attributes
  /** What a leading axis of 1 stands for in shapes that the file states: its fixed number of rows. */
  readonly batch: number
  readonly builder: Builder
  /** Reads a subgraph where the node stands, and gives its outputs. */
  subgraph(graph: GraphProto): Value[]
  /** Refuses a use that cannot be compiled. */
  unsupported(reason: string): never
  /** Refuses a use that the format does not allow. */
  invalid(reason: string, code?: ErrorCode): never
}

export interface Operator {
  /** Inputs: [least, most]. */
  readonly arity: readonly [number, number]
  /** The outputs, or the only one. Entries are undefined where an output is not supported. */
  import(call: Call): Value | readonly (Value | undefined)[]
}

export function operand(call: Call, index: number): Value {
  const value = call.inputs[index]
  return value ?? call.invalid(`input ${index} is missing`)
}

/** An operand known from the file, or undefined where it is left out. */
export function knownAt(call: Call, index: number, role: string): Constant | undefined {
  const value = call.inputs[index]
  if (value === undefined) return undefined
  return value.kind === 'known' ? value.constant : call.unsupported(`its ${role} depends on the model's inputs`)
}

/** Weights: a constant of finite float32 values. */
export function weightsAt(call: Call, index: number, role: string): Constant | undefined {
  const constant = knownAt(call, index, role)
  return constant === undefined ? undefined : finite(call, constant, role)
}

export function finite(call: Call, constant: Constant, role: string): Constant {
  if (constant.kind !== 'float') call.invalid(`its ${role} are not floating-point numbers`)
  for (let i = 0; i < constant.data.length; i++) {
    // Beyond this, folding two weights could leave float32.
    if (!(Math.abs(constant.data[i]!) <= 1e18))
      call.invalid(`value ${i} of its ${role} is ${constant.data[i]}`, 'weight_not_finite')
  }
  return constant
}

/** Integers known from the file: axes or a shape, as input or attribute. */
export function integersAt(call: Call, index: number, role: string): number[] | undefined {
  const constant = knownAt(call, index, role)
  if (constant === undefined) return undefined
  if (constant.kind !== 'int') call.invalid(`its ${role} are not integers`)
  if (constant.dims.length > 1 || constant.data.length > 32) call.invalid(`its ${role} are no short list`)
  return Array.from(constant.data)
}

/** One number known from the file. */
export function numberAt(call: Call, index: number, role: string): number | undefined {
  const constant = knownAt(call, index, role)
  if (constant === undefined) return undefined
  if (constant.data.length !== 1) call.invalid(`its ${role} is not a single number`)
  return constant.data[0]!
}

/** `axis` counted from the front, for a value of `rank` axes. */
export function axisOf(call: Call, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) call.invalid(`axis ${axis} of ${rank}`)
  return axis < 0 ? axis + rank : axis
}
