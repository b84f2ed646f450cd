// Products with constant weights, normalization, sums and clamps. spec/compile.md, "Operators".

import type { Clamp } from '../../ir.ts'
import {
  type Call,
  finite,
  known,
  knownAt,
  type Operator,
  operand,
  type Rows,
  rowsAt,
  type Value,
  weightsAt,
} from '../builder.ts'
import { broadcastDims, broadcastTo, combineConstants, transposeConstant } from '../fold.ts'
import type { Constant } from '../tensor.ts'

/** Weights [N][K] and biases of x times [K, N]. */
function linear(call: Call, x: Rows, weights: Float32Array, bias: Float32Array): Rows {
  const shape = [...x.shape.slice(0, -1), bias.length]
  return call.builder.add(call.name, { kind: 'linear', inputs: [x.id], shape, weights, bias, clamp: null })
}

const matMul: Operator = {
  arity: [2, 2],
  import(call) {
    if (call.inputs.every(value => value?.kind === 'rows')) call.unsupported('a product of two computed values')
    const x = rowsAt(call, 0)
    const given = weightsAt(call, 1, 'weights') ?? call.invalid('no weights')
    const vector = given.dims.length === 1
    let dims = vector ? [given.dims[0]!, 1] : given.dims.slice()
    if (dims.length > x.shape.length + 1) call.unsupported(`weights of ${dims.length} axes`)
    if (dims.slice(0, -2).some(n => n !== 1)) call.unsupported('weights that differ by position')
    dims = dims.slice(-2)
    const [k, n] = dims as [number, number]
    const width = x.shape[x.shape.length - 1]!
    if (k !== width) call.invalid(`weights for ${k} values, the input has ${width}`, 'shape_mismatch')
    if (vector && x.shape.length === 1) call.unsupported('a result with no axis beside the leading one')
    const rows = transposeConstant({ ...given, dims }, [1, 0])
    const y = linear(call, x, rows.data as Float32Array, new Float32Array(n))
    return vector ? call.builder.add(call.name, { kind: 'reshape', inputs: [y.id], shape: x.shape.slice(0, -1) }) : y
  },
}

const gemm: Operator = {
  arity: [2, 3],
  import(call) {
    const { attributes } = call
    const alpha = attributes.float('alpha', 1)
    const beta = attributes.float('beta', 1)
    if (attributes.flag('transA')) call.unsupported('transA moves the leading axis')
    const transB = attributes.flag('transB')
    const x = rowsAt(call, 0)
    const b = weightsAt(call, 1, 'weights') ?? call.invalid('no weights')
    if (x.shape.length !== 1) call.invalid(`input of ${x.shape.length + 1} axes, 2 expected`, 'shape_mismatch')
    if (b.dims.length !== 2) call.invalid(`weights of ${b.dims.length} axes, 2 expected`, 'shape_mismatch')
    const rows = transB ? b : transposeConstant(b, [1, 0])
    const [n, k] = rows.dims as [number, number]
    if (k !== x.shape[0]) call.invalid(`weights for ${k} values, the input has ${x.shape[0]}`, 'shape_mismatch')
    const c = call.inputs[2]
    const bias = new Float32Array(n)
    if (c?.kind === 'known') {
      const values = finite(call, c.constant, 'biases')
      const spread = broadcastDims(values.dims, [1, n])
      if (spread === null || spread.length !== 2 || spread[1] !== n)
        return call.invalid(`biases of shape [${values.dims}], [${n}] expected`, 'shape_mismatch')
      if (spread[0] !== 1) call.unsupported('biases that differ by row')
      const all = broadcastTo(values, [1, n])
      for (let i = 0; i < n; i++) bias[i] = beta * all[i]!
    }
    const weights = alpha === 1 ? (rows.data as Float32Array) : Float32Array.from(rows.data, w => alpha * w)
    const y = linear(call, x, weights, bias)
    if (c?.kind !== 'rows') return y
    if (beta !== 1) call.unsupported('beta with computed biases')
    return addRows(call, y, c)
  },
}

function addRows(call: Call, a: Rows, b: Rows): Rows {
  if (a.shape.join() !== b.shape.join())
    call.unsupported(`computed values of different shapes, [${a.shape}] and [${b.shape}]`)
  return call.builder.add(call.name, { kind: 'add', inputs: [a.id, b.id], shape: a.shape, clamp: null })
}

const batchNormalization: Operator = {
  arity: [5, 5],
  import(call) {
    const { attributes } = call
    const epsilon = attributes.float('epsilon', 1e-5)
    attributes.ignore('momentum')
    if (attributes.flag('training_mode')) call.unsupported('training mode')
    if (!attributes.flag('spatial', true)) call.unsupported('statistics per position (spatial 0)')
    const x = rowsAt(call, 0)
    const channels = x.shape[0]!
    const [gain, offset, mean, variance] = ['scale', 'biases', 'means', 'variances'].map((role, i) => {
      const values = weightsAt(call, i + 1, role) ?? call.invalid(`no ${role}`)
      if (values.dims.length !== 1 || values.dims[0] !== channels)
        call.invalid(`${role} of shape [${values.dims}], [${channels}] expected`, 'shape_mismatch')
      return values.data
    }) as [Float32Array, Float32Array, Float32Array, Float32Array]
    const scale = new Float32Array(channels)
    const shift = new Float32Array(channels)
    for (let c = 0; c < channels; c++) {
      const spread = variance[c]! + epsilon
      if (!(spread > 0)) call.invalid(`variance ${c} with epsilon is ${spread}`, 'weight_not_finite')
      const s = gain[c]! / Math.sqrt(spread)
      scale[c] = s
      shift[c] = offset[c]! - mean[c]! * s
    }
    return affine(call, x, 0, scale, shift)
  },
}

function affine(call: Call, x: Rows, axis: number, scale: Float32Array, shift: Float32Array): Rows {
  finite(call, { dims: [scale.length], kind: 'float', data: scale }, 'scale factors')
  finite(call, { dims: [shift.length], kind: 'float', data: shift }, 'offsets')
  return call.builder.add(call.name, { kind: 'affine', inputs: [x.id], shape: x.shape, axis, scale, shift })
}

/** A constant operand beside rows: its dimensions aligned to one row. Refuses what would mix or enlarge rows. */
function alignedDims(call: Call, x: Rows, constant: Constant): number[] {
  const rank = x.shape.length + 1
  if (constant.dims.length > rank) call.unsupported(`a constant of ${constant.dims.length} axes beside ${rank}`)
  const full = [...new Array<number>(rank - constant.dims.length).fill(1), ...constant.dims]
  if (full[0] !== 1)
    call.unsupported(`a constant that differs along ${'the leading axis, which holds independent rows'}`)
  const dims = full.slice(1)
  dims.forEach((n, i) => {
    if (n === 1 || n === x.shape[i]) return
    if (x.shape[i] === 1) call.unsupported(`a constant of shape [${constant.dims}] that enlarges [${x.shape}]`)
    call.invalid(`a constant of shape [${constant.dims}] beside rows of [${x.shape}]`, 'shape_mismatch')
  })
  return dims
}

type Arithmetic = 'Add' | 'Sub' | 'Mul' | 'Div'
const COMBINE: Readonly<Record<Arithmetic, (x: number, y: number) => number>> = {
  Add: (x, y) => x + y,
  Sub: (x, y) => x - y,
  Mul: (x, y) => x * y,
  Div: (x, y) => x / y,
}

function arithmetic(call: Call, kind: Arithmetic): Value {
  const a = operand(call, 0)
  const b = operand(call, 1)
  if (a.kind === 'known' && b.kind === 'known') {
    if (a.constant.kind !== b.constant.kind) call.invalid('operands of different types')
    const dims = broadcastDims(a.constant.dims, b.constant.dims)
    if (dims === null) return call.invalid(`shapes [${a.constant.dims}] and [${b.constant.dims}]`, 'shape_mismatch')
    const size = dims.reduce((product, n) => product * n, 1)
    if (size > Math.max(2 ** 20, a.constant.data.length, b.constant.data.length))
      call.unsupported('constants that grow by broadcasting')
    const integers = a.constant.kind === 'int'
    return known(
      combineConstants(a.constant, b.constant, dims, (x, y) => {
        const value = COMBINE[kind](x, y)
        return integers ? Math.trunc(value) : value
      }),
    )
  }
  if (a.kind === 'rows' && b.kind === 'rows') {
    if (kind !== 'Add') call.unsupported('two computed values')
    return addRows(call, a, b)
  }
  const x = a.kind === 'rows' ? a : (b as Rows)
  const constant = finite(call, a.kind === 'known' ? a.constant : (b as { constant: Constant }).constant, 'constants')
  const constantFirst = a.kind === 'known'
  const dims = alignedDims(call, x, constant)
  const wide = dims.flatMap((n, axis) => (n > 1 ? [axis] : []))
  if (wide.length > 1) return fullConstant(call, kind, x, constant, dims, constantFirst)
  // A single number goes along the axis where the operator before it has its channels.
  const axis = wide[0] ?? (call.builder.nodes[x.id]!.kind === 'linear' ? x.shape.length - 1 : 0)
  const length = x.shape[axis]!
  const value = (i: number): number => constant.data[wide.length === 1 ? i : 0]!
  const scale = new Float32Array(length).fill(1)
  const shift = new Float32Array(length)
  for (let i = 0; i < length; i++) {
    if (kind === 'Add') shift[i] = value(i)
    else if (kind === 'Sub') {
      scale[i] = constantFirst ? -1 : 1
      shift[i] = constantFirst ? value(i) : -value(i)
    } else if (kind === 'Mul') scale[i] = value(i)
    else {
      if (constantFirst) call.unsupported('division by a computed value')
      scale[i] = 1 / value(i)
    }
  }
  return affine(call, x, axis, scale, shift)
}

/** Sum of any number of values: one after another, as Add does two. */
const sum: Operator = {
  arity: [1, 1024],
  import: call =>
    call.inputs.map((_, i) => operand(call, i)).reduce((a, b) => arithmetic({ ...call, inputs: [a, b] }, 'Add')),
}

/** Adds or subtracts a constant that differs along several axes. */
function fullConstant(
  call: Call,
  kind: Arithmetic,
  x: Rows,
  constant: Constant,
  dims: readonly number[],
  constantFirst: boolean,
): Rows {
  if (kind === 'Mul' || kind === 'Div' || (kind === 'Sub' && constantFirst))
    call.unsupported('a constant that differs along several axes')
  const values = broadcastTo({ ...constant, dims }, x.shape) as Float32Array
  const data = kind === 'Sub' ? values.map(value => -value) : values
  const c = call.builder.add(call.name, { kind: 'constant', inputs: [], shape: x.shape, data })
  return addRows(call, x, c)
}

/** Float32's own largest number is how exporters write "no bound". */
const unbounded = (value: number): number =>
  Math.abs(value) >= 3.4e38 ? Math.sign(value) * Number.POSITIVE_INFINITY : value

const clip: Operator = {
  arity: [1, 3],
  import(call) {
    const bound = (index: number, name: string, otherwise: number): number => {
      if (call.opset < 11) return unbounded(call.attributes.bound(name, otherwise))
      const constant = knownAt(call, index, name)
      if (constant === undefined) return otherwise
      if (constant.data.length !== 1 || constant.dims.length > 1) call.invalid(`${name} is not a single number`)
      if (Number.isNaN(constant.data[0]!)) call.invalid(`${name} is NaN`, 'weight_not_finite')
      return unbounded(constant.data[0]!)
    }
    const hi = bound(2, 'max', Number.POSITIVE_INFINITY)
    // As ONNX defines it: where the bounds cross, the upper one holds.
    const lo = Math.min(hi, bound(1, 'min', Number.NEGATIVE_INFINITY))
    return clamp(call, { lo, hi })
  },
}

function clamp(call: Call, bounds: Clamp): Rows {
  const x = rowsAt(call, 0)
  if (bounds.lo === Number.POSITIVE_INFINITY || bounds.hi === Number.NEGATIVE_INFINITY)
    call.invalid('its bounds leave no number')
  return call.builder.add(call.name, { kind: 'clamp', inputs: [x.id], shape: x.shape, clamp: bounds })
}

export const arithmeticOperators: Readonly<Record<string, Operator>> = {
  MatMul: matMul,
  Gemm: gemm,
  BatchNormalization: batchNormalization,
  Add: { arity: [2, 2], import: call => arithmetic(call, 'Add') },
  Sum: sum,
  Sub: { arity: [2, 2], import: call => arithmetic(call, 'Sub') },
  Mul: { arity: [2, 2], import: call => arithmetic(call, 'Mul') },
  Div: { arity: [2, 2], import: call => arithmetic(call, 'Div') },
  Relu: { arity: [1, 1], import: call => clamp(call, { lo: 0, hi: Number.POSITIVE_INFINITY }) },
  Clip: clip,
}
