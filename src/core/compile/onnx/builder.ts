// What operators are given when a file is imported: their operands, their attributes, and the float graph they add to.
// spec/compile.md, "Operators".

import { type ErrorCode, refuse } from '../../errors/index.ts'
import type { FloatNode } from '../ir.ts'
import type { ImportLimits } from '../limits.ts'
import type { Attributes } from './attributes.ts'
import type { Constant } from './tensor.ts'

/** A value that depends on the inputs: shape of one row, the leading axis left out. */
export interface Rows {
  readonly kind: 'rows'
  readonly id: number
  readonly shape: readonly number[]
}
/** A value known from the file, with its whole shape. */
export interface Known {
  readonly kind: 'known'
  readonly constant: Constant
}
export type Value = Rows | Known

export const known = (constant: Constant): Known => ({ kind: 'known', constant })

/** A node without what the builder knows by itself. */
type Draft = FloatNode extends infer N ? (N extends FloatNode ? Omit<N, 'name'> : never) : never

/** The float graph under construction; counts what a row will cost and refuses beyond the limits. */
export class Builder {
  readonly nodes: FloatNode[] = []
  readonly notes: string[] = []
  private elements = 0
  private products = 0
  private readonly limits: ImportLimits

  constructor(limits: ImportLimits) {
    this.limits = limits
  }

  add(name: string, draft: Draft): Rows {
    const size = draft.shape.reduce((product, n) => product * n, 1)
    this.elements += size
    if (this.elements > this.limits.rowElements) this.tooLarge(name, 'elements', this.limits.rowElements)
    if (draft.kind === 'conv' || draft.kind === 'linear')
      this.products += size * (draft.weights.length / draft.bias.length)
    if (draft.kind === 'maxPool' || draft.kind === 'averagePool')
      this.products += size * draft.kernel[0] * draft.kernel[1]
    if (this.products > this.limits.rowProducts) this.tooLarge(name, 'multiplications', this.limits.rowProducts)
    this.nodes.push({ ...draft, name } as FloatNode)
    return { kind: 'rows', id: this.nodes.length - 1, shape: draft.shape }
  }

  private tooLarge(name: string, what: string, limit: number): never {
    return refuse('model_too_large', `${name}: one row needs more than ${limit} ${what}`, { facts: { limit } })
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
  readonly attributes: Attributes
  /** Leading axis of the model's inputs, or null where any is accepted. */
  readonly batch: number | null
  readonly builder: Builder
  /** Refuses a use that cannot be compiled. */
  unsupported(reason: string): never
  /** Refuses a use that the format does not allow. */
  invalid(reason: string, code?: ErrorCode): never
}

export interface Operator {
  /** Inputs: [least, most]. */
  readonly arity: readonly [number, number]
  import(call: Call): Value
}

export function operand(call: Call, index: number): Value {
  const value = call.inputs[index]
  return value ?? call.invalid(`input ${index} is missing`)
}

/** An operand that depends on the inputs. */
export function rowsAt(call: Call, index: number): Rows {
  const value = operand(call, index)
  return value.kind === 'rows' ? value : call.unsupported(`input ${index} is a constant`)
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

/** `axis` counted from the front, for a value of `rank` axes. */
export function axisOf(call: Call, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) call.invalid(`axis ${axis} of ${rank}`)
  return axis < 0 ? axis + rank : axis
}

/** Names the leading axis in refusals. */
export const LEADING = 'the leading axis, which holds independent rows'
