// Operators of one value, element by element: functions, activations, casts. spec/compile.md, "Operators".

import type { Scalar } from '../../ir.ts'
import { call1, call2, number, where, X } from '../../scalar.ts'
import { type Call, known, knownAt, type Operator, operand, shapeOf, size, type Value, weightsAt } from '../builder.ts'
import { add, asRows, clampRows, combine, map, reshape, transpose } from '../emit.ts'
import { uniformValue } from '../fold.ts'
import { constantOf, isElementType, isFloat, typeName } from '../tensor.ts'
import { binary } from './binary.ts'

const mul = (a: Scalar, b: Scalar): Scalar => call2('mul', a, b)
const plus = (a: Scalar, b: Scalar): Scalar => call2('add', a, b)
const minus = (a: Scalar, b: Scalar): Scalar => call2('sub', a, b)
const clip = (x: Scalar, lo: number, hi: number): Scalar => call2('min', call2('max', x, number(lo)), number(hi))
const negative = call2('less', X, number(0))
const one = number(1)
const INFINITE = Number.POSITIVE_INFINITY

/** An operator that is one function, made of its attributes. */
const unary = (make: (call: Call) => Scalar): Operator => ({
  arity: [1, 1],
  import: call => map(call, operand(call, 0), make(call)),
})
const named = (name: Parameters<typeof call1>[0]): Operator => unary(() => call1(name, X))

export const RELU = call2('max', X, number(0))
export const SIGMOID = call1('sigmoid', X)
export const TANH = call1('tanh', X)
/** x times the share of a normal distribution below it. */
export const GELU = mul(mul(number(0.5), X), plus(one, call1('erf', mul(X, number(Math.SQRT1_2)))))
export const GELU_TANH = mul(
  mul(number(0.5), X),
  plus(one, call1('tanh', mul(number(Math.sqrt(2 / Math.PI)), plus(X, mul(number(0.044715), mul(X, mul(X, X))))))),
)

export const leakyRelu = (alpha: number): Scalar => where(negative, mul(number(alpha), X), X)
export const hardSigmoid = (alpha: number, beta: number): Scalar =>
  clip(plus(mul(number(alpha), X), number(beta)), 0, 1)
export const elu = (alpha: number): Scalar => where(negative, mul(number(alpha), minus(call1('exp', X), one)), X)
export const softsign = call2('div', X, plus(one, call1('abs', X)))

const attribute = (call: Call, name: string, otherwise: number): number => call.attributes.float(name, otherwise)

/** Float32's own largest number is how exporters write "no bound". */
const unbounded = (value: number): number => (Math.abs(value) >= 3.4e38 ? Math.sign(value) * INFINITE : value)

const clipping: Operator = {
  arity: [1, 3],
  import(call) {
    const x = operand(call, 0)
    if (call.opset >= 11) {
      const [low, high] = [call.inputs[1], call.inputs[2]]
      const computed = [low, high].some(value => value?.kind === 'rows')
      if (computed) {
        const raised = low === undefined ? x : binary(call, 'Max', x, low)
        return high === undefined ? raised : binary(call, 'Min', raised, high)
      }
    }
    const bound = (index: number, name: string, otherwise: number): number => {
      if (call.opset < 11) return unbounded(call.attributes.bound(name, otherwise))
      const constant = knownAt(call, index, name)
      if (constant === undefined) return otherwise
      if (constant.data.length !== 1 || constant.dims.length > 1) call.invalid(`${name} is not a single number`)
      if (Number.isNaN(constant.data[0]!)) call.invalid(`${name} is NaN`, 'weight_not_finite')
      return unbounded(constant.data[0]!)
    }
    const hi = bound(2, 'max', INFINITE)
    // As ONNX defines it: where the bounds cross, the upper one holds.
    const lo = Math.min(hi, bound(1, 'min', -INFINITE))
    if (lo === INFINITE || hi === -INFINITE) call.invalid('its bounds leave no number')
    return x.kind === 'rows' ? clampRows(call, x, { lo, hi }) : map(call, x, clip(X, lo, hi))
  },
}

/** Negative parts times a slope, per channel or anyhow. */
const pRelu: Operator = {
  arity: [2, 2],
  import(call) {
    const x = operand(call, 0)
    const slope = weightsAt(call, 1, 'slopes') ?? call.invalid('no slopes')
    const uniform = uniformValue(slope)
    if (uniform !== null) return map(call, x, leakyRelu(uniform))
    const rows = asRows(call, x)
    const below = clampRows(call, rows, { lo: -INFINITE, hi: 0 })
    const above = clampRows(call, rows, { lo: 0, hi: INFINITE })
    return add(call, [above, binary(call, 'Mul', below, { kind: 'known', constant: slope })])
  },
}

const cast: Operator = {
  arity: [1, 2],
  import(call) {
    // Only casts to 8-bit floats, which are refused, depend on it.
    call.attributes.ignore('saturate', 'round_mode')
    const x = operand(call, 0)
    const from = x.kind === 'rows' ? x.type : x.constant.type
    const to = call.operator === 'CastLike' ? typeAt(call, 1) : call.attributes.int('to', 0)
    return castTo(call, x, from, to)
  },
}

function typeAt(call: Call, index: number): number {
  const value = operand(call, index)
  return value.kind === 'rows' ? value.type : value.constant.type
}

export function castTo(call: Call, x: Value, from: number, to: number): Value {
  if (!isElementType(to)) return call.unsupported(`a cast to ${typeName(to)}`)
  if (to === 9 && from !== 9) return map(call, x, where(X, one, number(0)), 9)
  if (isFloat(to) || !isFloat(from)) {
    const same = x.kind === 'known' ? constantOf(to, x.constant.dims, x.constant.data) : null
    return same === null ? { ...(x as Extract<Value, { kind: 'rows' }>), type: to } : { kind: 'known', constant: same }
  }
  return map(call, x, where(negative, call1('ceil', X), call1('floor', X)), to)
}

const gelu: Operator = unary(call => {
  const approximate = call.attributes.string('approximate', 'none')
  if (approximate !== 'none' && approximate !== 'tanh') call.unsupported(`approximation ${approximate.slice(0, 20)}`)
  return approximate === 'tanh' ? GELU_TANH : GELU
})

const selu: Operator = unary(call => {
  const alpha = attribute(call, 'alpha', 1.6732632423543772)
  const gamma = attribute(call, 'gamma', 1.0507009873554805)
  return mul(number(gamma), where(call2('less', number(0), X), X, mul(number(alpha), minus(call1('exp', X), one))))
})

const celu: Operator = unary(call => {
  const alpha = attribute(call, 'alpha', 1)
  const below = mul(number(alpha), minus(call1('exp', call2('div', X, number(alpha))), one))
  return where(negative, below, X)
})

const shrink: Operator = unary(call => {
  const [bias, lambd] = [attribute(call, 'bias', 0), attribute(call, 'lambd', 0.5)]
  const above = where(call2('less', number(lambd), X), minus(X, number(bias)), number(0))
  return where(call2('less', X, number(-lambd)), plus(X, number(bias)), above)
})

/** Local response normalization: x / (bias + alpha / size * sum of squares of neighbouring channels) ^ beta. */
const lrn: Operator = {
  arity: [1, 1],
  import(call) {
    const width = call.attributes.int('size', 0)
    const alpha = attribute(call, 'alpha', 1e-4)
    const beta = attribute(call, 'beta', 0.75)
    const bias = attribute(call, 'bias', 1)
    if (width < 1 || width > 65_535) call.invalid(`size ${width}`)
    const x = asRows(call, operand(call, 0))
    if (x.shape.length < 3) call.invalid(`input of ${x.shape.length} axes`, 'shape_mismatch')
    const [n, c] = x.shape as [number, number]
    const rest = size(x.shape.slice(2))
    const squares = map(call, reshape(call, x, [n, c, rest]), mul(X, X))
    const before = Math.floor((width - 1) / 2)
    // A mean over the window in channels, padding counted; no further than there are channels.
    const front = Math.min(before, c - 1)
    const back = Math.min(width - 1 - before, c - 1)
    const window = {
      kernel: [1, front + back + 1] as const,
      stride: [1, 1] as const,
      dilation: [1, 1] as const,
      pads: [0, front, 0, back] as const,
    }
    const turned = transpose(call, squares, [0, 2, 1])
    const image = reshape(call, turned, [n * rest, 1, c])
    const mean = call.builder.add(call.name, {
      kind: 'averagePool',
      inputs: [image.id],
      shape: image.shape,
      ...window,
      countIncludePad: true,
      clamp: null,
    })
    const means = transpose(call, reshape(call, mean, [n, rest, c]), [0, 2, 1])
    const factor = (alpha / width) * (front + back + 1)
    const power = call2('pow', plus(number(bias), mul(number(factor), X)), number(-beta))
    return combine(call, 'product', x, reshape(call, map(call, means, power), shapeOf(x)))
  },
}

const not: Operator = { arity: [1, 1], import: call => map(call, operand(call, 0), call1('not', X), 9) }

/** NaN and infinity do not exist in exact models. */
const never: Operator = {
  arity: [1, 1],
  import(call) {
    const negative = call.attributes.flag('detect_negative', true)
    const positive = call.attributes.flag('detect_positive', true)
    const x = operand(call, 0)
    if (x.kind === 'rows') return map(call, x, number(0), 9)
    const { dims, data } = x.constant
    const isInfinite = (value: number): boolean => Math.abs(value) === INFINITE && (value > 0 ? positive : negative)
    const is = call.operator === 'IsNaN' ? Number.isNaN : isInfinite
    return known(
      constantOf(
        9,
        dims,
        Array.from(data, value => Number(is(value))),
      ),
    )
  },
}

export const unaryOperators: Readonly<Record<string, Operator>> = {
  Relu: unary(() => RELU),
  LeakyRelu: unary(call => leakyRelu(attribute(call, 'alpha', 0.01))),
  PRelu: pRelu,
  Clip: clipping,
  HardSigmoid: unary(call => hardSigmoid(attribute(call, 'alpha', 0.2), attribute(call, 'beta', 0.5))),
  HardSwish: unary(() => mul(X, hardSigmoid(1 / 6, 0.5))),
  Sigmoid: unary(() => SIGMOID),
  Tanh: unary(() => TANH),
  Gelu: gelu,
  Swish: unary(call => mul(X, call1('sigmoid', mul(number(attribute(call, 'alpha', 1)), X)))),
  Mish: unary(() => mul(X, call1('tanh', call1('softplus', X)))),
  Elu: unary(call => elu(attribute(call, 'alpha', 1))),
  Selu: selu,
  Celu: celu,
  ThresholdedRelu: unary(call => where(call2('less', number(attribute(call, 'alpha', 1)), X), X, number(0))),
  Shrink: shrink,
  Softplus: named('softplus'),
  Softsign: unary(() => softsign),
  Erf: named('erf'),
  Exp: named('exp'),
  Log: named('log'),
  Sqrt: named('sqrt'),
  Reciprocal: named('reciprocal'),
  Abs: named('abs'),
  Neg: named('neg'),
  Sign: named('sign'),
  Floor: named('floor'),
  Ceil: named('ceil'),
  Round: named('round'),
  Sin: named('sin'),
  Cos: named('cos'),
  Tan: named('tan'),
  Asin: named('asin'),
  Acos: named('acos'),
  Atan: named('atan'),
  Sinh: named('sinh'),
  Cosh: named('cosh'),
  Asinh: named('asinh'),
  Acosh: named('acosh'),
  Atanh: named('atanh'),
  Not: not,
  IsNaN: never,
  IsInf: never,
  Cast: cast,
  CastLike: { ...cast, arity: [2, 2] },
  LRN: lrn,
}
