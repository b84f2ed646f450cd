// Operators of two values with NumPy's broadcasting: arithmetic, comparisons, logic, choice. spec/compile.md, "Operators".

import type { Scalar } from '../../ir.ts'
import { affineOf, call1, call2, number, where, X } from '../../scalar.ts'
import { type Call, type Known, known, type Operator, operand, type Rows, size, type Value } from '../builder.ts'
import { add, affine, clampRows, combine, expand, jointShape, map, multiply, reshape, subtract } from '../emit.ts'
import { combineConstants, uniformValue } from '../fold.ts'
import { type Constant, constantOf, isFloat } from '../tensor.ts'

/** What an operator of two values means: on numbers, as an expression, and on two computed values. */
interface Binary {
  fold(x: number, y: number, integers: boolean): number
  scalar(x: Scalar, y: Scalar, integers: boolean): Scalar
  rows(call: Call, a: Value, b: Value): Rows
  /** Gives truth values. */
  readonly boolean?: true
}

const truncated = (x: Scalar): Scalar => where(call2('less', x, number(0)), call1('ceil', x), call1('floor', x))
const integersOf = (value: Value): boolean => !isFloat(value.kind === 'rows' ? value.type : value.constant.type)
const greater = (x: Scalar, y: Scalar): Scalar => call2('less', y, x)
const not = (x: Scalar): Scalar => call1('not', x)
const positive = { lo: 0, hi: Number.POSITIVE_INFINITY }

/** A function of the difference of two computed values. */
const ofDifference =
  (f: Scalar): Binary['rows'] =>
  (call, a, b) =>
    map(call, subtract(call, a, b), f)

/** Remainder with the sign of the divisor, or of the dividend. */
const remainder = (x: number, y: number, fmod: boolean): number => (fmod ? x % y : x - y * Math.floor(x / y))

const OPERATORS = {
  Add: {
    fold: (x, y) => x + y,
    scalar: (x, y) => call2('add', x, y),
    rows: (call, a, b) => add(call, [a, b]),
  },
  Sub: {
    fold: (x, y) => x - y,
    scalar: (x, y) => call2('sub', x, y),
    rows: subtract,
  },
  Mul: {
    fold: (x, y) => x * y,
    scalar: (x, y) => call2('mul', x, y),
    rows: multiply,
  },
  Div: {
    fold: (x, y, integers) => (integers ? Math.trunc(x / y) : x / y),
    scalar: (x, y, integers) => (integers ? truncated(call2('div', x, y)) : call2('div', x, y)),
    rows: (call, a, b) => {
      const y = combine(call, 'divide', a, b)
      return integersOf(a) ? map(call, y, truncated(X)) : y
    },
  },
  Max: {
    fold: (x, y) => Math.max(x, y),
    scalar: (x, y) => call2('max', x, y),
    rows: (call, a, b) => add(call, [b, clampRows(call, subtract(call, a, b), positive)]),
  },
  Min: {
    fold: (x, y) => Math.min(x, y),
    scalar: (x, y) => call2('min', x, y),
    rows: (call, a, b) => subtract(call, a, clampRows(call, subtract(call, a, b), positive)),
  },
  Pow: {
    fold: (x, y, integers) => (integers ? Math.trunc(x ** y) : x ** y),
    scalar: (x, y) => call2('pow', x, y),
    rows: call => call.unsupported('a computed base with a computed exponent'),
  },
  Equal: {
    fold: (x, y) => Number(x === y),
    scalar: (x, y) => call2('equal', x, y),
    rows: ofDifference(call2('equal', X, number(0))),
    boolean: true,
  },
  Less: {
    fold: (x, y) => Number(x < y),
    scalar: (x, y) => call2('less', x, y),
    rows: ofDifference(call2('less', X, number(0))),
    boolean: true,
  },
  LessOrEqual: {
    fold: (x, y) => Number(x <= y),
    scalar: (x, y) => not(greater(x, y)),
    rows: ofDifference(not(greater(X, number(0)))),
    boolean: true,
  },
  Greater: {
    fold: (x, y) => Number(x > y),
    scalar: greater,
    rows: ofDifference(greater(X, number(0))),
    boolean: true,
  },
  GreaterOrEqual: {
    fold: (x, y) => Number(x >= y),
    scalar: (x, y) => not(call2('less', x, y)),
    rows: ofDifference(not(call2('less', X, number(0)))),
    boolean: true,
  },
  And: {
    fold: (x, y) => Number(x !== 0 && y !== 0),
    scalar: (x, y) => where(x, where(y, number(1), number(0)), number(0)),
    rows: multiply,
    boolean: true,
  },
  Or: {
    fold: (x, y) => Number(x !== 0 || y !== 0),
    scalar: (x, y) => where(x, number(1), where(y, number(1), number(0))),
    rows: (call, a, b) => add(call, [a, b], undefined, { lo: 0, hi: 1 }),
    boolean: true,
  },
  Xor: {
    fold: (x, y) => Number((x !== 0) !== (y !== 0)),
    scalar: (x, y) => call2('equal', call2('equal', x, number(0)), not(call2('equal', y, number(0)))),
    rows: (call, a, b) => map(call, add(call, [a, b]), call2('equal', X, number(1))),
    boolean: true,
  },
} as const satisfies Readonly<Record<string, Binary>>

export type BinaryName = keyof typeof OPERATORS
const BOOL = 9

/** Constants may not grow by broadcasting beyond this. */
const MAX_GROWTH = 2 ** 20

export function foldBinary(
  call: Call,
  a: Constant,
  b: Constant,
  type: number,
  f: (x: number, y: number) => number,
): Known {
  const dims = jointShape(call, known(a), known(b))
  if (size(dims) > Math.max(MAX_GROWTH, a.data.length, b.data.length))
    call.unsupported('constants that grow by broadcasting')
  return known(combineConstants(a, b, dims, f, type))
}

export function binary(call: Call, name: BinaryName, a: Value, b: Value): Value {
  const operator: Binary = OPERATORS[name]
  const integers = integersOf(a)
  if (integers !== integersOf(b) && name !== 'Pow') call.invalid('operands of different types')
  const type = operator.boolean ? BOOL : a.kind === 'rows' ? a.type : a.constant.type
  if (a.kind === 'known' && b.kind === 'known')
    return foldBinary(call, a.constant, b.constant, type, (x, y) => operator.fold(x, y, integers))
  const shape = jointShape(call, a, b)
  const typed = (value: Value): Value => (value.kind === 'rows' ? { ...value, type } : value)
  const constant = a.kind === 'known' ? a.constant : b.kind === 'known' ? b.constant : null
  if (constant === null) return typed(operator.rows(call, a, b))
  const x = (a.kind === 'rows' ? a : b) as Rows
  const first = a.kind === 'known'
  if (Number.isNaN(constant.data.find(Number.isNaN))) call.invalid('value NaN among its constants', 'weight_not_finite')
  const uniform = uniformValue(constant)
  if (uniform !== null) {
    const f = first ? operator.scalar(number(uniform), X, integers) : operator.scalar(X, number(uniform), integers)
    if (affineOf(f) !== null && !Number.isFinite(Math.fround(uniform)))
      call.invalid(`value 0 of its constants is ${uniform}`, 'weight_not_finite')
    if (name === 'Div' && !first && uniform === 0) call.unsupported('division by zero')
    return expand(call, map(call, x, f, type), shape)
  }
  const along = affineAlong(call, name, x, constant, first)
  if (along !== null) return along
  // Division by a constant is a product, so that only computed divisors divide.
  if (name === 'Div' && !first && !integers) {
    const inverse = constantOf(
      1,
      constant.dims,
      Float32Array.from(constant.data, value => 1 / value),
    )
    return typed(multiply(call, x, known(inverse)))
  }
  return typed(operator.rows(call, a, b))
}

/** Arithmetic with a constant that differs along one axis: a scale and an offset per position. */
function affineAlong(call: Call, name: BinaryName, x: Rows, constant: Constant, first: boolean): Rows | null {
  if (name !== 'Add' && name !== 'Sub' && name !== 'Mul' && (name !== 'Div' || first)) return null
  if (name === 'Div' && !isFloat(x.type)) return null
  const rank = x.shape.length
  if (constant.dims.length > rank && size(constant.dims.slice(0, constant.dims.length - rank)) > 1) return null
  const dims = [
    ...new Array<number>(Math.max(0, rank - constant.dims.length)).fill(1),
    ...constant.dims.slice(Math.max(0, constant.dims.length - rank)),
  ]
  const wide = dims.flatMap((n, axis) => (n > 1 ? [axis] : []))
  const axis = wide[0]
  if (wide.length !== 1 || axis === undefined || dims[axis] !== x.shape[axis]) return null
  const length = dims[axis]!
  const scale = new Float32Array(length).fill(1)
  const shift = new Float32Array(length)
  constant.data.forEach((value, i) => {
    if (name === 'Add') shift[i] = value
    else if (name === 'Mul') scale[i] = value
    else if (name === 'Div') scale[i] = 1 / value
    else {
      scale[i] = first ? -1 : 1
      shift[i] = first ? value : -value
    }
  })
  const y = affine(call, x, axis, scale, shift)
  return constant.dims.length > rank ? reshape(call, y, jointShape(call, x, known(constant))) : y
}

/** Any number of values, two at a time. */
const many = (name: BinaryName): Operator => ({
  arity: [1, 1024],
  import: call => call.inputs.map((_, i) => operand(call, i)).reduce((a, b) => binary(call, name, a, b)),
})

const two = (name: BinaryName): Operator => ({
  arity: [2, 2],
  import: call => binary(call, name, operand(call, 0), operand(call, 1)),
})

const mean: Operator = {
  arity: [1, 1024],
  import(call) {
    const values = call.inputs.map((_, i) => operand(call, i))
    const total = values.reduce((a, b) => binary(call, 'Add', a, b))
    return map(call, total, call2('div', X, number(values.length)))
  },
}

const mod: Operator = {
  arity: [2, 2],
  import(call) {
    const fmod = call.attributes.flag('fmod')
    const a = operand(call, 0)
    const b = operand(call, 1)
    if (a.kind === 'known' && b.kind === 'known')
      return foldBinary(call, a.constant, b.constant, a.constant.type, (x, y) => remainder(x, y, fmod))
    const divisor = b.kind === 'known' ? uniformValue(b.constant) : null
    if (a.kind === 'known' || divisor === null || divisor === 0)
      return call.unsupported('a divisor that is not one number of the file')
    const quotient = call2('div', X, number(divisor))
    const whole = fmod ? truncated(quotient) : call1('floor', quotient)
    const f = call2('sub', X, call2('mul', whole, number(divisor)))
    return expand(call, map(call, a, f), jointShape(call, a, b))
  },
}

const choose: Operator = {
  arity: [3, 3],
  import(call) {
    const [condition, yes, no] = [0, 1, 2].map(i => operand(call, i)) as [Value, Value, Value]
    const shape = jointShape(call, condition, yes, no)
    const decided = condition.kind === 'known' ? uniformValue(condition.constant) : null
    if (decided !== null) return expand(call, decided !== 0 ? yes : no, shape)
    const [a, b] = [uniformOf(yes), uniformOf(no)]
    if (condition.kind === 'rows' && a !== null && b !== null)
      return expand(call, map(call, condition, where(X, number(a), number(b)), typeOfKnown(yes)), shape)
    if (condition.kind === 'known' && yes.kind === 'known' && no.kind === 'known') {
      const picked = foldBinary(call, yes.constant, no.constant, yes.constant.type, x => x)
      const left = expand(call, picked, shape)
      const right = expand(
        call,
        foldBinary(call, yes.constant, no.constant, yes.constant.type, (_, y) => y),
        shape,
      )
      const mask = expand(call, condition, shape)
      const data = left.constant.data.map((value, i) => (mask.constant.data[i] !== 0 ? value : right.constant.data[i]!))
      return known({ ...left.constant, data })
    }
    // What is masked is brought to a bound: minus infinity stands for it in attention.
    const one = masked(call, condition, yes, no, a, b)
    if (one !== null) return expand(call, one, shape)
    const mask = toNumbers(call, condition)
    const inverse = map(call, mask, call2('sub', number(1), X))
    return add(call, [multiply(call, inverse, no), multiply(call, mask, yes)])
  },
}

const typeOfKnown = (value: Value): number => (value.kind === 'rows' ? value.type : value.constant.type)
const uniformOf = (value: Value): number | null => (value.kind === 'known' ? uniformValue(value.constant) : null)
/** A condition as 0 and 1 that may be multiplied with real numbers. */
const toNumbers = (call: Call, condition: Value): Value => map(call, condition, where(X, number(1), number(0)), 1)

/** Beyond this a constant stands for "nothing": what it is added to decides nothing any more. */
const MASK = 1e4

/** A choice between computed values and one number. */
function masked(call: Call, condition: Value, yes: Value, no: Value, a: number | null, b: number | null): Rows | null {
  const value = a ?? b
  const other = a === null ? yes : no
  if (value === null || other.kind !== 'rows') return null
  const mask = toNumbers(call, a === null ? map(call, condition, call1('not', X)) : condition)
  if (Math.abs(value) >= MASK) {
    // The sum saturates at what its width holds: the same as the number as far as a softmax can tell.
    const far = Math.sign(value) * MASK
    return add(call, [other, map(call, mask, call2('mul', X, number(far)))])
  }
  const kept = multiply(call, map(call, mask, call2('sub', number(1), X)), other)
  return value === 0 ? kept : add(call, [kept, map(call, mask, call2('mul', X, number(value)))])
}

export const binaryOperators: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries((Object.keys(OPERATORS) as BinaryName[]).map(name => [name, two(name)])),
  Sum: many('Add'),
  Max: many('Max'),
  Min: many('Min'),
  Mean: mean,
  Mod: mod,
  Where: choose,
}
