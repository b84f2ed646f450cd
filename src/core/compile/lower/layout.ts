// Values that move and values from the file: concat, take, reshape, transpose, constant, embedding. spec/compile.md, "Lowering".

import { MAX_INPUTS, maxOf, minOf, type Op } from '../../graph/index.ts'
import type { EmbeddingNode, TakeNode } from '../ir.ts'
import type { Scale } from '../range.ts'
import { type Builder, bounds, type Value } from './builder.ts'
import { exactly } from './sums.ts'

/** A real value at a scale, saturating. */
const at = (value: number, scale: Scale): number => bounds({ lo: value, hi: value }, scale).lo

/** A constant of integers that fit the scale's width. */
export function integers(
  b: Builder,
  name: string,
  values: readonly number[],
  shape: readonly number[],
  scale: Scale,
): Value {
  const op: Op = {
    kind: 'constant',
    inputs: [],
    shape,
    bits: scale.bits,
    weightOffset: b.writer.constant(values, scale.bits),
  }
  let lo = Number.POSITIVE_INFINITY
  let hi = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < lo) lo = value
    if (value > hi) hi = value
  }
  return b.push(name, op, scale, { out: { lo, hi }, accumulator: 0 }, values.length)
}

export const constant = (b: Builder, name: string, data: Float32Array, shape: readonly number[], scale: Scale): Value =>
  integers(
    b,
    name,
    Array.from(data, value => at(value, scale)),
    shape,
    scale,
  )

export function moved(b: Builder, name: string, x: Value, perm: readonly number[]): Value {
  const op: Op = {
    kind: 'transpose',
    inputs: [x.id],
    shape: perm.map(axis => x.shape[axis]!),
    bits: x.scale.bits,
    perm,
  }
  return b.append(name, op, [x], x.scale)
}

export const reshaped = (b: Builder, name: string, x: Value, shape: readonly number[]): Value =>
  b.append(name, { kind: 'reshape', inputs: [x.id], shape, bits: x.scale.bits }, [x], x.scale)

export function take(b: Builder, node: TakeNode, x: Value): Value {
  const { bits } = x.scale
  const op = (weightOffset: number): Op => ({
    kind: 'take',
    inputs: [x.id],
    shape: node.shape,
    bits,
    axis: node.axis,
    fill: Math.min(maxOf(bits), Math.max(minOf(bits), Math.round(node.fill * 2 ** x.scale.exponent))),
    weightOffset,
  })
  return b.weighted(node.name, op, [x], x.scale, writer => writer.indices(node.indices))
}

/** Entries of a table at the output's scale. The input holds whole numbers, at any exponent that its rounding gave it. */
export function embedding(b: Builder, node: EmbeddingNode, x: Value, wanted: Scale): Value {
  const index = exactly(b, node.name, x, { bits: x.scale.bits, exponent: 0 })
  const width = node.shape.at(-1)!
  const values = Array.from(node.table, value => at(value, wanted))
  const op = (weightOffset: number): Op => ({
    kind: 'embedding',
    inputs: [index.id],
    shape: node.shape,
    bits: wanted.bits,
    entries: node.table.length / width,
    offset: 0,
    pair: false,
    weightOffset,
  })
  return b.weighted(node.name, op, [index], wanted, writer => writer.constant(values, wanted.bits), values.length)
}

export function concat(b: Builder, name: string, inputs: readonly Value[], axis: number, wanted: Scale): Value {
  let parts = inputs.map(input => exactly(b, name, input, wanted))
  while (parts.length > 1) {
    const joined: Value[] = []
    for (let from = 0; from < parts.length; from += MAX_INPUTS) {
      const some = parts.slice(from, from + MAX_INPUTS)
      if (some.length === 1) joined.push(some[0]!)
      else joined.push(join(b, name, some, axis, wanted))
    }
    parts = joined
  }
  return parts[0]!
}

function join(b: Builder, name: string, parts: readonly Value[], axis: number, scale: Scale): Value {
  const length = parts.reduce((total, part) => total + part.shape[axis]!, 0)
  const shape = parts[0]!.shape.map((n, i) => (i === axis ? length : n))
  const op: Op = { kind: 'concat', inputs: parts.map(part => part.id), shape, bits: scale.bits, axis }
  return b.append(name, op, parts, scale)
}
