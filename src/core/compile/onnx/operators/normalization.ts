// Operators that normalize: a norm node over the last axis, and gains and offsets as affine nodes. Softmax likewise.
// spec/compile.md, "Operators".

import { call1, call2, number, X } from '../../scalar.ts'
import {
  axisOf,
  type Call,
  type Operator,
  operand,
  type Rows,
  shapeOf,
  size,
  type Value,
  weightsAt,
} from '../builder.ts'
import { affine, asRows, combine, map, reshape, transpose } from '../emit.ts'
import { binary } from './binary.ts'
import { pool } from './reduce.ts'

/** Over the last axis: x, less its mean with `centre`, by its root mean square. */
export function norm(call: Call, x: Rows, centre: boolean, epsilon: number): Rows {
  if (!(epsilon >= 0)) call.invalid(`epsilon ${epsilon}`)
  return call.builder.add(call.name, { kind: 'norm', inputs: [x.id], shape: x.shape, centre, epsilon })
}

/** A value of [n] scale factors and offsets along one axis. */
function perAxis(call: Call, index: number, length: number, role: string): Float32Array {
  const values = weightsAt(call, index, role) ?? call.invalid(`no ${role}`)
  if (values.dims.length !== 1 || values.dims[0] !== length)
    call.invalid(`${role} of shape [${values.dims}], [${length}] expected`, 'shape_mismatch')
  return values.data as Float32Array
}

const batchNormalization: Operator = {
  arity: [5, 5],
  import(call) {
    const { attributes } = call
    const epsilon = attributes.float('epsilon', 1e-5)
    attributes.ignore('momentum')
    if (attributes.flag('training_mode')) call.unsupported('training mode')
    if (!attributes.flag('spatial', true)) call.unsupported('statistics per position (spatial 0)')
    const x = asRows(call, operand(call, 0))
    const axis = x.shape.length === 1 ? 0 : 1
    const channels = x.shape[axis]!
    if ([1, 2, 3, 4].some(i => operand(call, i).kind === 'rows')) return computedStatistics(call, x, axis, epsilon)
    const [gain, offset, mean, variance] = ['scale', 'biases', 'means', 'variances'].map((role, i) =>
      perAxis(call, i + 1, channels, role),
    ) as [Float32Array, Float32Array, Float32Array, Float32Array]
    const scale = new Float32Array(channels)
    const shift = new Float32Array(channels)
    for (let c = 0; c < channels; c++) {
      const spread = variance[c]! + epsilon
      if (!(spread > 0)) call.invalid(`variance ${c} with epsilon is ${spread}`, 'weight_not_finite')
      const s = gain[c]! / Math.sqrt(spread)
      scale[c] = s
      shift[c] = offset[c]! - mean[c]! * s
    }
    return affine(call, x, axis, scale, shift)
  },
}

/** (x - mean) / sqrt(variance + epsilon) * gain + offset, where the graph computes the statistics: a norm spelled out. */
function computedStatistics(call: Call, x: Rows, axis: number, epsilon: number): Value {
  const along = x.shape.map((n, i) => (i === axis ? n : 1))
  const [gain, offset] = [perAxis(call, 1, x.shape[axis]!, 'scale'), perAxis(call, 2, x.shape[axis]!, 'biases')]
  const [mean, variance] = [3, 4].map(i => {
    const value = operand(call, i)
    if (shapeOf(value).join() !== String(x.shape[axis]))
      call.invalid(`statistics of shape [${shapeOf(value)}], [${x.shape[axis]}] expected`, 'shape_mismatch')
    return reshape(call, value, along)
  }) as [Value, Value]
  const inverse = call2('div', number(1), call1('sqrt', call2('add', X, number(epsilon))))
  const y = binary(call, 'Mul', binary(call, 'Sub', x, mean), map(call, variance, inverse))
  return affine(call, asRows(call, y), axis, gain, offset)
}

/** Gain and offset of a layer normalization, applied by broadcasting. */
export function gained(call: Call, x: Value, gain: Value | undefined, offset: Value | undefined): Value {
  const scaled = gain === undefined ? x : binary(call, 'Mul', x, gain)
  return offset === undefined ? scaled : binary(call, 'Add', scaled, offset)
}

/** Normalizes over all axes from `axis` on. */
export function normFrom(call: Call, value: Value, axis: number, centre: boolean, epsilon: number): Rows {
  const x = asRows(call, value)
  const merged = [...x.shape.slice(0, axis), size(x.shape.slice(axis))]
  return reshape(call, norm(call, reshape(call, x, merged), centre, epsilon), x.shape)
}

const layerNormalization = (centre: boolean): Operator => ({
  arity: [1, 3],
  import(call) {
    const { attributes } = call
    const x = operand(call, 0)
    const axis = axisOf(call, attributes.int('axis', -1), shapeOf(x).length)
    const epsilon = attributes.float('epsilon', 1e-5)
    attributes.ignore('stash_type')
    return gained(call, normFrom(call, x, axis, centre, epsilon), call.inputs[1], call.inputs[2])
  },
})

const instanceNormalization: Operator = {
  arity: [3, 3],
  import(call) {
    const epsilon = call.attributes.float('epsilon', 1e-5)
    const x = operand(call, 0)
    const shape = shapeOf(x)
    if (shape.length < 3) call.invalid(`input of ${shape.length} axes`, 'shape_mismatch')
    const gain = perAxis(call, 1, shape[1]!, 'scale')
    const offset = perAxis(call, 2, shape[1]!, 'biases')
    return affine(call, normFrom(call, x, 2, true, epsilon), 1, gain, offset)
  },
}

const groupNormalization: Operator = {
  arity: [3, 3],
  import(call) {
    const { attributes } = call
    const epsilon = attributes.float('epsilon', 1e-5)
    const groups = attributes.int('num_groups', 0)
    attributes.ignore('stash_type')
    const x = operand(call, 0)
    const shape = shapeOf(x)
    const [n, c] = shape as [number, number]
    if (shape.length < 3 || groups < 1 || c % groups !== 0)
      call.invalid(`${groups} groups of [${shape}]`, 'shape_mismatch')
    const grouped = reshape(call, x, [n, groups, size(shape) / (n * groups)])
    const y = reshape(call, normFrom(call, grouped, 2, true, epsilon), shape)
    // Before opset 21 gains and offsets stood per group.
    const each = (index: number, role: string): Float32Array => {
      if (call.opset >= 21) return perAxis(call, index, c, role)
      const values = perAxis(call, index, groups, role)
      return Float32Array.from({ length: c }, (_, i) => values[Math.floor(i / (c / groups))]!)
    }
    return affine(call, y, 1, each(1, 'scale'), each(2, 'biases'))
  },
}

/** x by its norm along an axis. */
const lpNormalization: Operator = {
  arity: [1, 1],
  import(call) {
    const p = call.attributes.int('p', 2)
    const x = asRows(call, operand(call, 0))
    const rank = x.shape.length
    const axis = axisOf(call, call.attributes.int('axis', -1), rank)
    if (p !== 1 && p !== 2) call.invalid(`p ${p}`)
    const there = [...Array(rank).keys()].filter(i => i !== axis)
    there.push(axis)
    const back = there.map((_, i) => there.indexOf(i))
    const turned = transpose(call, x, there)
    const n = turned.shape[rank - 1]!
    // The norm over n values is the root mean square times the root of n.
    if (p === 2) {
      const y = map(call, norm(call, turned, false, 0), call2('mul', X, number(1 / Math.sqrt(n))))
      return transpose(call, y, back)
    }
    const rows = size(turned.shape) / n
    const mean = pool(call, reshape(call, map(call, turned, call1('abs', X)), [rows, n]), 'averagePool')
    const total = map(call, mean, call2('mul', X, number(n)))
    const y = combine(call, 'divide', turned, reshape(call, total, [...turned.shape.slice(0, -1), 1]))
    return transpose(call, y, back)
  },
}

const meanVariance: Operator = {
  arity: [1, 1],
  import(call) {
    const x = asRows(call, operand(call, 0))
    const rank = x.shape.length
    const axes = (call.attributes.ints('axes') ?? [0, 2, 3]).map(axis => axisOf(call, axis, rank))
    if (new Set(axes).size !== axes.length) call.invalid('an axis stands twice')
    const kept = [...Array(rank).keys()].filter(i => !axes.includes(i))
    const there = [...kept, ...axes.sort((a, b) => a - b)]
    const turned = transpose(call, x, there)
    const y = normFrom(call, turned, kept.length, true, 1e-18)
    return transpose(
      call,
      y,
      there.map((_, i) => there.indexOf(i)),
    )
  },
}

const softmax = (log: boolean): Operator => ({
  arity: [1, 1],
  import(call) {
    const x = asRows(call, operand(call, 0))
    const rank = x.shape.length
    const axis = axisOf(call, call.attributes.int('axis', call.opset < 13 ? 1 : -1), rank)
    const add = (input: Rows, at: number): Rows =>
      call.builder.add(call.name, { kind: 'softmax', inputs: [input.id], shape: input.shape, axis: at, log })
    // Before opset 13 it ran over everything from the axis on.
    if (call.opset >= 13 || size(x.shape.slice(axis + 1)) === 1) return add(x, axis)
    const merged = reshape(call, x, [...x.shape.slice(0, axis), size(x.shape.slice(axis))])
    return reshape(call, add(merged, axis), x.shape)
  },
})

export const normalizationOperators: Readonly<Record<string, Operator>> = {
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization(true),
  RMSNormalization: layerNormalization(false),
  InstanceNormalization: instanceNormalization,
  GroupNormalization: groupNormalization,
  LpNormalization: lpNormalization,
  MeanVarianceNormalization: meanVariance,
  Softmax: softmax(false),
  LogSoftmax: softmax(true),
}
