// The steps that operators are made of: each is computed at once where its operands are known from the file, and becomes a
// node of the float graph where they are not. spec/compile.md, "Operators".

import type { Clamp, Scalar } from '../ir.ts'
import { affineOf, clampOf, scalarFunction } from '../scalar.ts'
import { type Call, finite, known, type Rows, shapeOf, size, typeOf, type Value } from './builder.ts'
import {
  broadcastDims,
  concatConstants,
  mapConstant,
  reshapeConstant,
  takeConstant,
  transposeConstant,
} from './fold.ts'
import { type Constant, constantOf } from './tensor.ts'

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((n, i) => n === b[i])

/** The value as a node of the float graph: constants become one. */
export function asRows(call: Call, value: Value): Rows {
  if (value.kind === 'rows') return value
  const { dims, data, type } = value.constant
  const real = constantOf(1, dims, data) as Constant & { data: Float32Array }
  finite(call, real, 'constants')
  return call.builder.add(call.name, { kind: 'constant', inputs: [], shape: dims, data: real.data }, type)
}

/** Numbers as a node of the float graph. */
export const constantRows = (call: Call, shape: readonly number[], data: Float32Array): Rows =>
  call.builder.add(call.name, { kind: 'constant', inputs: [], shape, data })

export function reshape<V extends Value>(call: Call, value: V, shape: readonly number[]): V
export function reshape(call: Call, value: Value, shape: readonly number[]): Value {
  if (value.kind === 'known') return known(reshapeConstant(value.constant, shape))
  if (same(value.shape, shape)) return value
  return call.builder.add(call.name, { kind: 'reshape', inputs: [value.id], shape }, value.type)
}

export function transpose<V extends Value>(call: Call, value: V, perm: readonly number[]): V
export function transpose(call: Call, value: Value, perm: readonly number[]): Value {
  if (perm.every((axis, i) => axis === i)) return value
  if (value.kind === 'known') return known(transposeConstant(value.constant, perm))
  const shape = perm.map(axis => value.shape[axis]!)
  return call.builder.add(call.name, { kind: 'transpose', inputs: [value.id], shape, perm }, value.type)
}

/** The value with the last two axes exchanged. */
export function swapLast<V extends Value>(call: Call, value: V): V {
  const rank = shapeOf(value).length
  return transpose(call, value, [...Array.from({ length: rank - 2 }, (_, i) => i), rank - 1, rank - 2])
}

/** Elements at `indices` along an axis; -1 gives `fill`. */
export function take<V extends Value>(call: Call, value: V, axis: number, indices: Int32Array, fill?: number): V
export function take(call: Call, value: Value, axis: number, indices: Int32Array, fill = 0): Value {
  const from = shapeOf(value)
  if (indices.length === from[axis] && indices.every((index, i) => index === i)) return value
  const shape = from.map((n, i) => (i === axis ? indices.length : n))
  call.builder.reserve(call.name, size(shape))
  if (value.kind === 'known') {
    call.builder.room(call.name, size(shape))
    return known(takeConstant(value.constant, axis, indices, fill))
  }
  return call.builder.add(call.name, { kind: 'take', inputs: [value.id], shape, axis, indices, fill }, value.type)
}

/** `length` elements from `start` on along an axis. */
export const slice = <V extends Value>(call: Call, value: V, axis: number, start: number, length: number): V =>
  take(
    call,
    value,
    axis,
    indicesFrom(call, length, i => start + i),
  )

/** A list of indices, which there must be room for. */
export function indicesFrom(call: Call, length: number, at: (i: number) => number): Int32Array {
  call.builder.room(call.name, length)
  return Int32Array.from({ length }, (_, i) => at(i))
}

/** Repeats axes of length 1 until the value has `shape`. */
export function expand<V extends Value>(call: Call, value: V, shape: readonly number[]): V {
  const from = shapeOf(value)
  let out = reshape(call, value, [...new Array<number>(shape.length - from.length).fill(1), ...from])
  shape.forEach((n, axis) => {
    if (shapeOf(out)[axis] === n) return
    call.builder.room(call.name, n)
    out = take(call, out, axis, new Int32Array(n))
  })
  return out
}

/** Joins values along an axis. */
export function concat(call: Call, parts: readonly Value[], axis: number): Value {
  if (parts.length === 1) return parts[0]!
  if (parts.every(part => part.kind === 'known')) {
    call.builder.room(
      call.name,
      parts.reduce((sum, part) => sum + part.constant.data.length, 0),
    )
    return known(
      concatConstants(
        parts.map(part => part.constant),
        axis,
      ),
    )
  }
  const rows = parts.map(part => asRows(call, part))
  const first = rows[0]!
  const shape = first.shape.map((n, i) => (i === axis ? rows.reduce((sum, part) => sum + part.shape[axis]!, 0) : n))
  return call.builder.add(call.name, { kind: 'concat', inputs: rows.map(part => part.id), shape, axis }, first.type)
}

/** A function of every element. */
export function map<V extends Value>(call: Call, value: V, f: Scalar, type?: number): V
export function map(call: Call, value: Value, f: Scalar, type = typeOf(value)): Value {
  if (value.kind === 'known') return known(mapConstant(value.constant, scalarFunction(f), type))
  const { shape } = value
  const clamp = clampOf(f)
  if (clamp !== null) {
    const free = clamp.lo === Number.NEGATIVE_INFINITY && clamp.hi === Number.POSITIVE_INFINITY
    return free
      ? { ...value, type }
      : call.builder.add(call.name, { kind: 'clamp', inputs: [value.id], shape, clamp }, type)
  }
  const affine = affineOf(f)
  if (affine !== null) {
    const numbers = constantOf(1, [2], [affine.scale, affine.shift])
    finite(call, numbers, 'constants')
  }
  return call.builder.add(call.name, { kind: 'function', inputs: [value.id], shape, f }, type)
}

/** The shape of values that are combined element by element. */
export function jointShape(call: Call, ...values: readonly Value[]): number[] {
  return values.map(shapeOf).reduce<number[]>((joint, shape) => {
    const next = broadcastDims(joint, shape)
    return next ?? call.invalid(`operands of [${joint}] and [${shape}]`, 'shape_mismatch')
  }, [])
}

/** An operand with as many axes as the result has. */
const raised = (call: Call, value: Value, rank: number): Rows => {
  const shape = shapeOf(value)
  return asRows(call, reshape(call, value, [...new Array<number>(rank - shape.length).fill(1), ...shape]))
}

/** Sum of values, each times its factor. */
export function add(
  call: Call,
  values: readonly Value[],
  factors?: readonly number[],
  clamp: Clamp | null = null,
): Rows {
  const shape = jointShape(call, ...values)
  const inputs = values.map(value => raised(call, value, shape.length).id)
  const plain = factors === undefined || factors.every(factor => factor === 1)
  return call.builder.add(
    call.name,
    { kind: 'add', inputs, shape, clamp, ...(plain ? {} : { factors }) },
    typeOf(values[0]!),
  )
}

export const subtract = (call: Call, a: Value, b: Value): Rows => add(call, [a, b], [1, -1])

/** Product or quotient of two values. */
export function combine(call: Call, kind: 'product' | 'divide', a: Value, b: Value): Rows {
  const shape = jointShape(call, a, b)
  const inputs = [raised(call, a, shape.length).id, raised(call, b, shape.length).id]
  return call.builder.add(call.name, { kind, inputs, shape, clamp: null }, typeOf(a))
}

export const multiply = (call: Call, a: Value, b: Value): Rows => combine(call, 'product', a, b)

export const clampRows = (call: Call, x: Rows, clamp: Clamp): Rows =>
  call.builder.add(call.name, { kind: 'clamp', inputs: [x.id], shape: x.shape, clamp }, x.type)

/** x * scale + shift, one pair per position of an axis. */
export function affine(call: Call, x: Rows, axis: number, scale: Float32Array, shift: Float32Array): Rows {
  finite(call, constantOf(1, [scale.length], scale), 'scale factors')
  finite(call, constantOf(1, [shift.length], shift), 'offsets')
  return call.builder.add(call.name, { kind: 'affine', inputs: [x.id], shape: x.shape, axis, scale, shift }, x.type)
}

/** Weights [N][K] and biases of x times [K, N], over the last axis. */
export function linear(call: Call, x: Rows, weights: Float32Array, bias: Float32Array): Rows {
  const shape = [...x.shape.slice(0, -1), bias.length]
  return call.builder.add(call.name, { kind: 'linear', inputs: [x.id], shape, weights, bias, clamp: null }, x.type)
}
