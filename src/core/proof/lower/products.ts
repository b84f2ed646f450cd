// linear, conv, matmul, product, rotary: sums of products, requantized.

import { windowStart } from '../../graph/index.ts'
import {
  type Axis,
  constant,
  type Expression,
  gathered,
  type Product,
  repeated,
  reshaped,
  scaled,
  sum,
} from '../system/index.ts'
import type { Lowerings } from './context.ts'
import { requantize } from './requantize.ts'

const relation = (axis: number): Axis => ({ of: 'relation', axis })
const summed = (axis: number): Axis => ({ of: 'sum', axis })

export const products: Lowerings<'linear' | 'conv' | 'matmul' | 'product' | 'rotary'> = {
  linear(op, { builder, id, inputs, lengths }) {
    const x = inputs[0]!
    const last = lengths.length - 1
    const [n, k] = [lengths[last]!, x.lengths[last]!]
    const weights = builder.parameters(id, 'weights', [n, k])
    const product: Product = {
      coefficient: 1,
      sums: [k],
      shared: [-1],
      factors: [
        { expression: x, axes: x.lengths.map((_, axis) => (axis === last ? summed(0) : relation(axis))) },
        { expression: weights, axes: [relation(last), summed(0)] },
      ],
    }
    const bias = repeated(builder.parameters(id, 'bias', [n]), lengths)
    return requantize(builder, id, bias, [product], op)
  },

  conv(op, { builder, id, inputs, lengths }) {
    const [rows, height, width, channels] = lengths as [number, number, number, number]
    const x = inputs[0]!
    const [inHeight, inWidth, inChannels] = x.lengths.slice(1) as [number, number, number]
    const [kh, kw] = op.kernel
    const { groups } = op
    const [own, each] = [channels / groups, inChannels / groups]
    // The taps of all windows: [rows, height, kh, width, kw, groups, channels of a group].
    const tapped = gathered(x, 1, tapsOf(op, 0, height, inHeight))
    const both = gathered(reshaped(tapped, [rows, height, kh, inWidth, inChannels]), 3, tapsOf(op, 1, width, inWidth))
    const taps = reshaped(both, [rows, height, kh, width, kw, groups, each])
    const weights = reshaped(builder.parameters(id, 'weights', [channels, kh, kw, each]), [groups, own, kh, kw, each])
    const product: Product = {
      coefficient: 1,
      // A group's channels meet those of the same group.
      sums: [groups, kh, kw, each],
      shared: [groups === 1 ? -1 : 3, -1, -1, -1],
      factors: [
        { expression: taps, axes: TAP_AXES },
        { expression: weights, axes: [summed(0), relation(4), summed(1), summed(2), summed(3)] },
      ],
    }
    const bias = repeated(builder.parameters(id, 'bias', [channels]), lengths)
    const grouped = [rows, height, width, groups, own]
    return reshaped(requantize(builder, id, reshaped(bias, grouped), [product], op), lengths)
  },

  matmul(op, { builder, id, inputs, lengths }) {
    const [a, b] = inputs as [Expression, Expression]
    const rank = lengths.length
    const k = a.lengths[rank - 1]!
    const lead = lengths.slice(0, -2)
    const wide = repeated(b, [...lead, ...b.lengths.slice(-2)])
    const axes = (row: number): Axis[] => [...lead.map((_, axis) => summed(axis)), relation(row), summed(lead.length)]
    const product: Product = {
      coefficient: 1,
      sums: [...lead, k],
      shared: [...lead.map((_, axis) => axis), -1],
      factors: [
        { expression: a, axes: axes(rank - 2) },
        { expression: wide, axes: axes(rank - 1) },
      ],
    }
    return requantize(builder, id, constant(0, lengths), [product], op)
  },

  product(op, { builder, id, inputs, lengths }) {
    const [a, b] = inputs.map(input => repeated(input, lengths)) as [Expression, Expression]
    return requantize(builder, id, constant(0, lengths), [elementwise(a, b)], op)
  },

  // Element i < R/2 meets its partner i + R/2 with minus the sine, that one the first with the sine; the rest is scaled.
  rotary(op, { builder, id, inputs, lengths }) {
    const x = inputs[0]!
    const angles = inputs[1]!
    const size = lengths.at(-1)!
    const turned = angles.lengths.at(-1)!
    const half = turned / 2
    const index = (of: (i: number) => number): Int32Array => Int32Array.from({ length: size }, (_, i) => of(i))
    const last = lengths.length - 1
    const perHead = (expression: Expression): Expression =>
      repeated(reshaped(expression, [lengths[0]!, ...lengths.slice(1, -1).map(() => 1), size]), lengths)
    const pick = (of: (i: number) => number): Expression => gathered(angles, angles.lengths.length - 1, index(of))
    const cosines = perHead(pick(i => (i < turned ? i % half : -1)))
    const unit = gathered(
      constant(2 ** op.unitBits, [...lengths.slice(0, -1), 1]),
      last,
      index(i => (i < turned ? -1 : 0)),
    )
    const sines = sum(
      scaled(perHead(pick(i => (i < half ? half + i : -1))), -1),
      perHead(pick(i => (i >= half && i < turned ? i : -1))),
    )
    const partners = gathered(
      x,
      last,
      index(i => (i < half ? i + half : i < turned ? i - half : -1)),
    )
    const plain = turned < size ? sum(cosines, unit) : cosines
    return requantize(builder, id, constant(0, lengths), [elementwise(x, plain), elementwise(partners, sines)], op)
  },
}

/** The product of two tensors at every index. */
export function elementwise(a: Expression, b: Expression): Product {
  const axes = a.lengths.map((_, axis) => summed(axis))
  return {
    coefficient: 1,
    sums: a.lengths,
    shared: a.lengths.map((_, axis) => axis),
    factors: [
      { expression: a, axes },
      { expression: b, axes },
    ],
  }
}

/** Rows, height and width of windows are the relation's; axes of the kernel, groups and channels are summed over. */
const TAP_AXES: readonly Axis[] = [relation(0), relation(1), summed(1), relation(2), summed(2), summed(0), summed(3)]

interface Windowed {
  readonly kernel: readonly [number, number]
  readonly stride: readonly [number, number]
  readonly dilation: readonly [number, number]
  readonly pads: readonly [number, number, number, number]
}

/** Input positions of all taps of all windows along an axis, -1 outside: output position after output position. */
export function tapsOf(op: Windowed, axis: 0 | 1, outputs: number, size: number): Int32Array {
  const kernel = op.kernel[axis]
  return Int32Array.from({ length: outputs * kernel }, (_, i) => {
    const at = windowStart(Math.floor(i / kernel), op.stride[axis], op.pads[axis]) + (i % kernel) * op.dilation[axis]
    return at >= 0 && at < size ? at : -1
  })
}
