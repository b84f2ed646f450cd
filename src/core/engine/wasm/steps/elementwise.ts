// Steps of sum, product and divide: value by value, where inputs may repeat along axes of length 1.

import { elements, maxOf, minOf, type SumOp, type TensorType } from '../../../graph/index.ts'
import { roundUp, rowBytes } from '../memory.ts'
import { type Context, requantization, type Step, type StepsOf } from './types.ts'

const isWhole = (x: TensorType, out: TensorType): boolean => x.shape.every((n, i) => n === out.shape[i])

/** Two coefficients as the kernels read them. */
const pairOf = (first: number, second: number): number => (first & 0xffff) | (second << 16)

/** Bytes from one position to the next along every axis; 0 where the tensor repeats. */
function stridesOf(x: TensorType, out: TensorType): number[] {
  const strides = new Array<number>(x.shape.length).fill(0)
  let bytes = 2
  for (let i = strides.length - 1; i >= 0; i--) {
    if (x.shape[i] === out.shape[i]) strides[i] = bytes
    bytes *= x.shape[i]!
  }
  return strides
}

/** The fields of Repeating up to the coefficients. Axes that go on alike in both inputs are merged. */
function repeating(
  a: TensorType,
  b: TensorType,
  out: TensorType,
  y: number,
  x: [number, number],
  c: Context,
): number[] {
  const aStrides = stridesOf(a, out)
  const bStrides = stridesOf(b, out)
  const axes: [number, number, number][] = []
  out.shape.forEach((length, i) => {
    if (length === 1) return
    const before = axes.at(-1)
    const [aStride, bStride] = [aStrides[i]!, bStrides[i]!]
    if (before !== undefined && before[1] === length * aStride && before[2] === length * bStride) {
      axes[axes.length - 1] = [before[0] * length, aStride, bStride]
    } else axes.push([length, aStride, bStride])
  })
  const [count, aStep, bStep] = axes.pop() ?? [1, 2, 2]
  const flat = axes.length === 0 && aStep > 0 && bStep > 0
  if (axes.length === 0) axes.push([1, 0, 0])
  const lines = axes.reduce((product, [length]) => product * length, 1)
  return [
    y,
    ...x,
    rowBytes(a.shape),
    rowBytes(b.shape),
    c.fixed.words(axes.flat()),
    axes.length,
    lines,
    count,
    aStep > 0 ? 16 : 0,
    bStep > 0 ? 16 : 0,
    flat ? 1 : 0,
  ]
}

/** Inputs that a sum of many must first have in full length; one or two are taken as they are. */
const repeatsOf = (op: SumOp, types: readonly TensorType[]): number[] =>
  types.length <= 2 ? [] : types.flatMap((x, i) => (isWhole(x, op) ? [] : [i]))

/** Bytes that a sum needs for itself while it runs: inputs in full length. */
export const sumScratch = (op: SumOp, types: readonly TensorType[], rows: number): number =>
  repeatsOf(op, types).length * roundUp(rowBytes(op.shape) * rows)

export const sum: StepsOf<'sum'> = (op, context) => {
  const { fixed, inputs, types, out, chunkRows } = context
  if (types.length <= 2) {
    const [a, b = a] = types as [TensorType, TensorType?]
    const fields = repeating(a, b, op, out, [inputs[0]!, inputs[1] ?? inputs[0]!], context)
    const coefficients = pairOf(op.coefficients[0]!, op.coefficients[1] ?? 0)
    return [{ kernel: 'sumTwo', parameters: fixed.words([...fields, coefficients, ...requantization(op)]) }]
  }
  const addresses = [...inputs]
  const steps: Step[] = repeatsOf(op, types).map((which, i) => {
    const x = types[which]!
    const at = context.scratch + i * roundUp(rowBytes(op.shape) * chunkRows)
    addresses[which] = at
    const fields = repeating(x, x, op, at, [inputs[which]!, inputs[which]!], context)
    const parameters = [...fields, pairOf(1, 0), 0, 0, minOf(16), maxOf(16)]
    return { kernel: 'sumTwo', parameters: fixed.words(parameters) }
  })
  const entries: number[] = []
  for (let i = 0; i < inputs.length; i += 2) {
    const coefficients = pairOf(op.coefficients[i]!, op.coefficients[i + 1] ?? 0)
    entries.push(addresses[i]!, addresses[i + 1] ?? addresses[i]!, coefficients)
  }
  const parameters = [out, elements(op.shape), entries.length / 3, fixed.words(entries), ...requantization(op)]
  return [...steps, { kernel: 'sum', parameters: fixed.words(parameters) }]
}

export const product: StepsOf<'product'> = (op, context) => [
  {
    kernel: 'product',
    parameters: context.fixed.words([...binary(op, context), 0, ...requantization(op)]),
  },
]

export const divide: StepsOf<'divide'> = (op, context) => [
  {
    kernel: 'divide',
    parameters: context.fixed.words([...binary(op, context), 0, op.shift, 0, op.lo, op.hi]),
  },
]

function binary(out: TensorType, context: Context): number[] {
  const [a, b] = context.types as [TensorType, TensorType]
  return repeating(a, b, out, context.out, [context.inputs[0]!, context.inputs[1]!], context)
}
