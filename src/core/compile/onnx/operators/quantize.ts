// Quantized operators, taken at the scales of the file: what they compute on integers is computed on the same integers, and
// what only re-expresses a real value (quantize, then dequantize) becomes one function of it. spec/compile.md, "Operators".

import type { Scalar } from '../../ir.ts'
import { widthOf } from '../../range.ts'
import { call1, call2, compose, number, scalarFunction, X } from '../../scalar.ts'
import {
  axisOf,
  type Call,
  finite,
  known,
  knownAt,
  type Operator,
  operand,
  type Rows,
  shapeOf,
  size,
  typeOf,
  type Value,
  weightsAt,
} from '../builder.ts'
import { affine, map } from '../emit.ts'
import { type Constant, constantOf, typeName } from '../tensor.ts'
import { matMul } from './products.ts'
import { convolution } from './window.ts'

const FLOAT = 1
const UINT8 = 2
const INT32 = 6

/** Least and largest integer of the types that values are quantized to. */
const LIMITS: Readonly<Record<number, readonly [number, number]>> = {
  [UINT8]: [0, 255],
  3: [-128, 127],
  4: [0, 65_535],
  5: [-32_768, 32_767],
}

/** One pair of numbers, or one per position of an axis. */
interface Scales {
  readonly scale: ArrayLike<number>
  readonly zero: ArrayLike<number>
}

const uniform = (list: ArrayLike<number>): boolean => Array.from(list).every(value => value === list[0])
const at = (list: ArrayLike<number>, i: number): number => list[list.length === 1 ? 0 : i]!

export function scaleAt(call: Call, index: number): Constant {
  const scale = weightsAt(call, index, 'scale') ?? call.invalid('no scale')
  if (scale.dims.length > 1) call.unsupported(`scales of [${scale.dims}]`)
  if (scale.data.length === 0) call.invalid('an empty list of scales')
  if (!scale.data.every(value => value > 0)) call.invalid('a scale that is not positive')
  return scale
}

/** Zero points as listed; 0 where they are left out. */
export function zeroAt(call: Call, index: number): ArrayLike<number> {
  const zero = knownAt(call, index, 'zero point')
  if (zero === undefined) return [0]
  if (zero.data.length === 0) call.invalid('an empty list of zero points')
  if (zero.kind !== 'int') call.unsupported(`a zero point of ${typeName(zero.type)}`)
  if (zero.dims.length > 1 && zero.data.length > 1) call.unsupported(`zero points of [${zero.dims}]`)
  return zero.data
}

/** The axis that lists of numbers run along, or null where one number serves all. */
function axisFor(call: Call, value: Value, lists: readonly ArrayLike<number>[], axis: number): number | null {
  const length = Math.max(...lists.map(list => list.length))
  if (length === 1) return null
  const there = axisOf(call, axis, shapeOf(value).length)
  const expected = shapeOf(value)[there]!
  for (const list of lists)
    if (list.length !== 1 && list.length !== expected)
      call.invalid(`${list.length} scales or zero points for ${expected} positions`, 'shape_mismatch')
  return lists.every(uniform) ? null : there
}

/** Numbers of the file, each with those of its position along an axis. */
function folded(
  { dims, data }: Constant,
  type: number,
  axis: number | null,
  f: (value: number, position: number) => number,
): Value {
  const inner = axis === null ? 1 : size(dims.slice(axis + 1))
  const length = axis === null ? 1 : dims[axis]!
  return known(
    constantOf(
      type,
      dims,
      Float64Array.from(data, (value, i) => f(value, Math.floor(i / inner) % length)),
    ),
  )
}

const times = (x: Scalar, factor: number): Scalar => (factor === 1 ? x : call2('mul', x, number(factor)))
const plus = (x: Scalar, offset: number): Scalar => (offset === 0 ? x : call2('add', x, number(offset)))
const clip = (x: Scalar, [lo, hi]: readonly [number, number]): Scalar =>
  call2('min', call2('max', x, number(lo)), number(hi))
const rounded = (x: Scalar): Scalar => call1('round', x)

/** round(x / scale) + zero within the type's limits. `product`: the scales are factors. */
export function toType(
  call: Call,
  x: Value,
  { scale, zero }: Scales,
  along: number,
  type: number,
  product = false,
): Value {
  const limits = LIMITS[type] ?? call.unsupported(`integers of ${typeName(type)}`)
  const axis = axisFor(call, x, [scale, zero], along)
  if (x.kind === 'known') {
    const round = scalarFunction(rounded(X))
    return folded(x.constant, type, axis, (value, i) => {
      // In float32, as runtimes do it.
      const quotient = Math.fround(product ? value * at(scale, i) : value / at(scale, i))
      return Math.min(limits[1], Math.max(limits[0], round(quotient) + at(zero, i)))
    })
  }
  if (axis === null) {
    const scaled = product ? times(X, scale[0]!) : call2('div', X, number(scale[0]!))
    return wholes(call, x, clip(plus(rounded(scaled), zero[0]!), limits), limits, type)
  }
  const length = x.shape[axis]!
  const list = (f: (i: number) => number): Float32Array => Float32Array.from({ length }, (_, i) => f(i))
  const zeros = new Float32Array(length)
  const scaled = affine(
    call,
    x,
    axis,
    list(i => (product ? at(scale, i) : 1 / at(scale, i))),
    zeros,
  )
  if (uniform(zero)) return wholes(call, scaled, clip(plus(rounded(X), zero[0]!), limits), limits, type)
  const shifted = affine(
    call,
    map(call, scaled, rounded(X)),
    axis,
    zeros.map(() => 1),
    list(i => at(zero, i)),
  )
  return map(call, shifted, clip(X, limits), type)
}

/** A function of x that gives whole numbers within bounds, which keep their scale if 16 bits hold them. */
function wholes(call: Call, x: Rows, f: Scalar, [lo, hi]: readonly [number, number], type: number): Rows {
  const integers = widthOf(lo, hi) === null ? {} : { integers: { lo, hi } }
  return call.builder.add(call.name, { kind: 'function', inputs: [x.id], shape: x.shape, f, ...integers }, type)
}

/** (x - zero) * scale. */
export function fromType(call: Call, x: Value, { scale, zero }: Scales, along: number, type: number): Value {
  const axis = axisFor(call, x, [scale, zero], along)
  if (x.kind === 'known') return folded(x.constant, type, axis, (value, i) => (value - at(zero, i)) * at(scale, i))
  if (axis === null) {
    const less = plus(X, -zero[0]!)
    const made = call.builder.nodes[x.id]!
    const limits = LIMITS[x.type]
    if (made.kind !== 'function' || limits === undefined) return map(call, x, times(less, scale[0]!), type)
    // Whoever else reads the file's integers, this is one function of what they were made of. What is left of it without
    // the scale are whole numbers, which stay small: the scale goes into products that read them.
    const source: Rows = { ...x, id: made.inputs[0]! }
    const bounds = [limits[0] - zero[0]!, limits[1] - zero[0]!] as const
    return map(call, wholes(call, source, compose(less, made.f), bounds, type), times(X, scale[0]!), type)
  }
  const list = (f: (i: number) => number): Float32Array => Float32Array.from({ length: x.shape[axis]! }, (_, i) => f(i))
  const y = affine(
    call,
    x,
    axis,
    list(i => at(scale, i)),
    list(i => -at(zero, i) * at(scale, i)),
  )
  return { ...y, type }
}

function axisOfScales(call: Call): number {
  if (call.attributes.int('block_size', 0) !== 0) call.unsupported('scales of blocks')
  return call.attributes.int('axis', 1)
}

const quantizeLinear: Operator = {
  arity: [2, 3],
  import(call) {
    // Only 8-bit floats, which are refused, saturate or not.
    call.attributes.ignore('saturate', 'precision')
    const axis = axisOfScales(call)
    const scale = scaleAt(call, 1)
    const stated = call.attributes.int('output_dtype', 0)
    const zero = call.inputs[2]
    const type = zero !== undefined ? typeOf(zero) : stated === 0 ? UINT8 : stated
    return toType(call, operand(call, 0), { scale: scale.data, zero: zeroAt(call, 2) }, axis, type)
  },
}

const dequantizeLinear: Operator = {
  arity: [2, 3],
  import(call) {
    const axis = axisOfScales(call)
    const scale = scaleAt(call, 1)
    const stated = call.attributes.int('output_dtype', 0)
    const type = stated === 0 ? scale.type : stated
    return fromType(call, operand(call, 0), { scale: scale.data, zero: zeroAt(call, 2) }, axis, type)
  },
}

/** An operand of integers less its zero point: whole numbers that products are taken of. */
export function centred(call: Call, value: Value, zeroIndex: number, along: number): Value {
  return fromType(call, value, { scale: [1], zero: zeroAt(call, zeroIndex) }, along, FLOAT)
}

function weightsOf(call: Call, index: number, zeroIndex: number, along: number): Constant {
  const value = operand(call, index)
  if (value.kind === 'rows') return call.unsupported("its weights depend on the model's inputs")
  const weights = centred(call, value, zeroIndex, along)
  return weights.kind === 'known' ? finite(call, weights.constant, 'weights') : call.invalid('no weights')
}

const typed = (value: Value, type: number): Value => (value.kind === 'rows' ? { ...value, type } : value)

const matMulInteger: Operator = {
  arity: [2, 4],
  import(call) {
    const [a, b] = [centred(call, operand(call, 0), 2, -2), centred(call, operand(call, 1), 3, -1)]
    return typed(matMul(call, a, b), INT32)
  },
}

/** Convolution of `x` in the place of the operator's own first operand. */
const convolved = (call: Call, x: Value, weights: Constant, bias?: Constant): Rows =>
  convolution({ ...call, inputs: [x] }, weights, bias)

const convInteger: Operator = {
  arity: [2, 4],
  import(call) {
    const x = centred(call, operand(call, 0), 2, 1)
    return typed(convolved(call, x, weightsOf(call, 1, 3, 0)), INT32)
  },
}

/** Factors from sums of products of integers to the result's integers, in float32 as runtimes do it. */
export function factors(call: Call, a: Constant, b: Constant, y: Constant): number[] {
  if (a.data.length !== 1 || y.data.length !== 1) call.unsupported('scales that differ along an axis of values')
  return Array.from(b.data, scale => Math.fround(Math.fround(a.data[0]! * scale) / y.data[0]!))
}

function resultZero(call: Call, index: number): { zero: ArrayLike<number>; type: number } {
  const value = call.inputs[index] ?? call.invalid('no zero point of its result')
  return { zero: zeroAt(call, index), type: typeOf(value) }
}

const qLinearMatMul: Operator = {
  arity: [8, 8],
  import(call) {
    const [a, b] = [centred(call, operand(call, 0), 2, -2), centred(call, operand(call, 3), 5, -1)]
    const scale = factors(call, scaleAt(call, 1), scaleAt(call, 4), scaleAt(call, 6))
    const { zero, type } = resultZero(call, 7)
    return toType(call, matMul(call, a, b), { scale, zero }, -1, type, true)
  },
}

const qLinearConv: Operator = {
  arity: [8, 9],
  import(call) {
    const x = centred(call, operand(call, 0), 2, 1)
    const weights = weightsOf(call, 3, 5, 0)
    const bias = knownAt(call, 8, 'biases')
    const real = bias === undefined ? undefined : constantOf(FLOAT, bias.dims, bias.data)
    const scale = factors(call, scaleAt(call, 1), scaleAt(call, 4), scaleAt(call, 6))
    const { zero, type } = resultZero(call, 7)
    return toType(call, convolved(call, x, weights, real), { scale, zero }, 1, type, true)
  },
}

/** Its scale depends on the values: exact models have none that do. */
const dynamicQuantizeLinear: Operator = {
  arity: [1, 1],
  import(call) {
    const x = operand(call, 0)
    if (x.kind === 'rows')
      return call.unsupported(
        'its scale is computed from its input; quantize the model statically, or use the float one',
      )
    const { data } = finite(call, x.constant, 'values')
    let [least, most] = [0, 0]
    for (const value of data) {
      least = Math.min(least, value)
      most = Math.max(most, value)
    }
    const scale = least === most ? 1 : Math.fround(Math.fround(most - least) / 255)
    const round = scalarFunction(rounded(X))
    const zero = Math.min(255, Math.max(0, round(Math.fround(-least / scale))))
    const y = toType(call, x, { scale: [scale], zero: [zero] }, 0, UINT8)
    return [y, known(constantOf(FLOAT, [], [scale])), known(constantOf(UINT8, [], [zero]))]
  },
}

export const quantizeOperators: Readonly<Record<string, Operator>> = {
  QuantizeLinear: quantizeLinear,
  DequantizeLinear: dequantizeLinear,
  QLinearConv: qLinearConv,
  QLinearMatMul: qLinearMatMul,
  ConvInteger: convInteger,
  MatMulInteger: matMulInteger,
  DynamicQuantizeLinear: dynamicQuantizeLinear,
}
