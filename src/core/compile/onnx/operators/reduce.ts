// Reductions over axes, and the position of the largest: pools and products. spec/compile.md, "Operators".

import type { Scalar } from '../../ir.ts'
import { call1, call2, number, X } from '../../scalar.ts'
import {
  axisOf,
  type Call,
  integersAt,
  known,
  numberAt,
  type Operator,
  operand,
  type Rows,
  shapeOf,
  size,
  typeOf,
  type Value,
} from '../builder.ts'
import { add, asRows, combine, indicesFrom, linear, map, reshape, slice, subtract, take, transpose } from '../emit.ts'
import { constantOf } from '../tensor.ts'

const SQUARE = call2('mul', X, X)

/** What is done before a mean over n values and after it, and how numbers are folded. */
interface Reduction {
  readonly before?: Scalar
  after?(n: number): Scalar
  fold(values: Float64Array): number
}

const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)
const times = (n: number): Scalar => call2('mul', X, number(n))

const MEANS: Readonly<Record<string, Reduction>> = {
  ReduceMean: { fold: values => total(values) / values.length },
  ReduceSum: { after: times, fold: total },
  ReduceL1: { before: call1('abs', X), after: times, fold: values => total(values.map(Math.abs)) },
  ReduceL2: {
    before: SQUARE,
    after: n => call1('sqrt', call2('max', times(n), number(0))),
    fold: values => Math.sqrt(total(values.map(x => x * x))),
  },
  ReduceSumSquare: { before: SQUARE, after: times, fold: values => total(values.map(x => x * x)) },
  ReduceLogSum: { after: n => call1('log', times(n)), fold: values => Math.log(total(values)) },
}

/** The axes that are reduced, in order, and whether they stay with length 1; no axes where nothing is to be done. */
function axesOf(call: Call, shape: readonly number[]): { axes: number[]; keep: boolean } {
  const { attributes } = call
  const keep = attributes.flag('keepdims', true)
  const fromInput = call.operator === 'ReduceSum' ? call.opset >= 13 : call.opset >= 18
  const given = fromInput ? integersAt(call, 1, 'axes') : attributes.ints('axes')
  const none = given === undefined || given.length === 0
  const nothing = attributes.flag('noop_with_empty_axes')
  if (none && nothing) return { axes: [], keep: true }
  const list = none ? [...shape.keys()] : given.map(axis => axisOf(call, axis, shape.length))
  if (new Set(list).size !== list.length) call.invalid('an axis stands twice')
  return { axes: list.sort((a, b) => a - b), keep }
}

/** The reduced axes last, as one; with what it takes to give the result its shape. */
function gathered<V extends Value>(
  call: Call,
  value: V,
  { axes, keep }: { axes: readonly number[]; keep: boolean },
): { x: V; count: number; restore: (y: Value) => Value } {
  const shape = shapeOf(value)
  const kept = [...shape.keys()].filter(axis => !axes.includes(axis))
  const count = size(axes.map(axis => shape[axis]!))
  const lead = kept.map(axis => shape[axis]!)
  const x = reshape(call, transpose(call, value, [...kept, ...axes]), [size(lead), count])
  const out = keep ? shape.map((n, axis) => (axes.includes(axis) ? 1 : n)) : lead
  return { x, count, restore: y => reshape(call, y, out) }
}

/** Longest window. */
const MAX_FIELD = 65_535

/** Mean or largest of each row of [rows, count]: [rows, 1]. */
export function pool(call: Call, x: Rows, kind: 'maxPool' | 'averagePool'): Rows {
  const [rows, count] = x.shape as [number, number]
  if (count === 1) return x
  if (count > MAX_FIELD) return poolParts(call, x, kind)
  const image = reshape(call, x, [rows, 1, count])
  const window = {
    inputs: [image.id],
    shape: [rows, 1, 1],
    kernel: [1, count] as const,
    stride: [1, 1] as const,
    dilation: [1, 1] as const,
    pads: [0, 0, 0, 0] as const,
  }
  const y =
    kind === 'maxPool'
      ? call.builder.add(call.name, { kind, ...window })
      : call.builder.add(call.name, { kind, ...window, countIncludePad: false, clamp: null })
  return reshape(call, y, [rows, 1])
}

/** Longer than a window can be: in equal parts first. */
function poolParts(call: Call, x: Rows, kind: 'maxPool' | 'averagePool'): Rows {
  const [rows, count] = x.shape as [number, number]
  const part = largestPart(count)
  if (part === 1) return call.unsupported(`${count} values at once`)
  const inner = pool(call, reshape(call, x, [rows * (count / part), part]), kind)
  return pool(call, reshape(call, inner, [rows, count / part]), kind)
}

/** The largest divisor that a window can be long, looked for among divisors below the root and their counterparts. */
function largestPart(count: number): number {
  let part = 1
  for (let n = 1; n * n <= count; n++) {
    if (count % n !== 0) continue
    if (n <= MAX_FIELD) part = Math.max(part, n)
    if (count / n <= MAX_FIELD) part = Math.max(part, count / n)
  }
  return part
}

/** Numbers known from the file, reduced at once. */
function folded(call: Call, value: Value, reduction: Reduction): Value | null {
  if (value.kind === 'rows') return null
  const { constant } = value
  const selection = axesOf(call, constant.dims)
  if (selection.axes.length === 0) return value
  const { x, count, restore } = gathered(call, value, selection)
  const { data } = x.constant
  if (data.length === 0) return call.unsupported('nothing to reduce')
  const rows = data.length / count
  const out = Float64Array.from({ length: rows }, (_, i) =>
    reduction.fold(new Float64Array(data.subarray(i * count, (i + 1) * count))),
  )
  return restore(known(constantOf(constant.type, [rows, 1], out)))
}

/** Longer sums are means: what 16 bits hold of each would not fit an accumulator. */
const MAX_SUMMED = 1024

const reduceMean = (reduction: Reduction): Operator => ({
  arity: [1, 2],
  import(call) {
    const value = operand(call, 0)
    const known = folded(call, value, reduction)
    if (known !== null) return known
    const selection = axesOf(call, shapeOf(value))
    const before = reduction.before === undefined ? value : map(call, value, reduction.before)
    if (selection.axes.length === 0)
      return reduction.after === undefined ? before : map(call, before, reduction.after(1))
    const { x, count, restore } = gathered(call, asRows(call, before), selection)
    const { after } = reduction
    if (after === undefined) return restore(pool(call, x, 'averagePool'))
    // A sum rounds once; a mean that is multiplied again rounds twice.
    if (count > MAX_SUMMED) return restore(map(call, pool(call, x, 'averagePool'), after(count)))
    const sum = linear(call, x, new Float32Array(count).fill(1), new Float32Array(1))
    return restore(after === times ? sum : map(call, sum, after(1)))
  },
})

const NEG = call1('neg', X)

const reduceMost = (least: boolean): Operator => ({
  arity: [1, 2],
  import(call) {
    const value = operand(call, 0)
    const fold = (values: Float64Array): number => values.reduce((a, b) => (least ? Math.min(a, b) : Math.max(a, b)))
    const known = folded(call, value, { fold })
    if (known !== null) return known
    const selection = axesOf(call, shapeOf(value))
    if (selection.axes.length === 0) return value
    const { x, restore } = gathered(call, asRows(call, value), selection)
    if (!least) return restore(pool(call, x, 'maxPool'))
    return restore(map(call, pool(call, map(call, x, NEG), 'maxPool'), NEG))
  },
})

/** Products in halves, so that each value takes part in few of them. */
const MAX_FACTORS = 4

const reduceProduct: Operator = {
  arity: [1, 2],
  import(call) {
    const value = operand(call, 0)
    const fold = (values: Float64Array): number => values.reduce((a, b) => a * b, 1)
    const known = folded(call, value, { fold })
    if (known !== null) return known
    const selection = axesOf(call, shapeOf(value))
    if (selection.axes.length === 0) return value
    const { x, count, restore } = gathered(call, asRows(call, value), selection)
    // Each of them rounds, and the roundings multiply.
    if (count > MAX_FACTORS) call.unsupported(`a product of ${count} computed values, at most ${MAX_FACTORS}`)
    return restore(multiplied(call, x))
  },
}

function multiplied(call: Call, x: Rows): Rows {
  const count = x.shape[1]!
  if (count === 1) return x
  const half = count >> 1
  const y = combine(call, 'product', slice(call, x, 1, 0, half), slice(call, x, 1, half, half))
  if (count % 2 === 0) return multiplied(call, y)
  return combine(call, 'product', multiplied(call, y), slice(call, x, 1, count - 1, 1))
}

/** log(sum(exp(x))), less and plus the largest. */
const logSumExp: Operator = {
  arity: [1, 2],
  import(call) {
    const value = operand(call, 0)
    const fold = (values: Float64Array): number => {
      const most = values.reduce((a, b) => Math.max(a, b))
      return most + Math.log(total(values.map(x => Math.exp(x - most))))
    }
    const known = folded(call, value, { fold })
    if (known !== null) return known
    const selection = axesOf(call, shapeOf(value))
    if (selection.axes.length === 0) return value
    const { x, count, restore } = gathered(call, asRows(call, value), selection)
    const most = pool(call, x, 'maxPool')
    const shares = map(call, subtract(call, x, most), call1('exp', X))
    const logs = map(call, pool(call, shares, 'averagePool'), call1('log', times(count)))
    return restore(add(call, [logs, most]))
  },
}

const INT64 = 7

/** Position of the first largest along the last axis of [.., n]: [.., 1]. */
const argMaxLast = (call: Call, x: Rows): Rows => {
  const shape = [...x.shape.slice(0, -1), 1]
  return call.builder.add(call.name, { kind: 'argMax', inputs: [x.id], shape }, INT64)
}

const arg = (least: boolean): Operator => ({
  arity: [1, 1],
  import(call) {
    const value = operand(call, 0)
    const shape = shapeOf(value)
    const axis = axisOf(call, call.attributes.int('axis', 0), shape.length)
    const keep = call.attributes.flag('keepdims', true)
    const last = call.attributes.flag('select_last_index')
    const n = shape[axis]!
    let x = asRows(call, least ? map(call, value, NEG) : value)
    const lead = [...shape.keys()].filter(i => i !== axis)
    x = transpose(call, x, [...lead, axis])
    if (last)
      x = take(
        call,
        x,
        shape.length - 1,
        indicesFrom(call, n, i => n - 1 - i),
      )
    const found = argMaxLast(call, x)
    const y = last ? map(call, found, call2('sub', number(n - 1), X)) : found
    return reshape(call, y, keep ? shape.map((m, i) => (i === axis ? 1 : m)) : lead.map(i => shape[i]!))
  },
})

/** Only the largest one. */
const topK: Operator = {
  arity: [1, 2],
  import(call) {
    const value = operand(call, 0)
    const shape = shapeOf(value)
    const k = call.opset < 10 ? call.attributes.int('k', 0) : (numberAt(call, 1, 'k') ?? 0)
    const axis = axisOf(call, call.attributes.int('axis', -1), shape.length)
    const largest = call.attributes.flag('largest', true)
    call.attributes.ignore('sorted')
    if (k !== 1) return call.unsupported(`the ${k} largest, only the first one is supported`)
    const lead = [...shape.keys()].filter(i => i !== axis)
    const turned = transpose(call, asRows(call, value), [...lead, axis])
    const x = largest ? turned : map(call, turned, NEG)
    const out = shape.map((n, i) => (i === axis ? 1 : n))
    const most = pool(call, reshape(call, x, [size(lead.map(i => shape[i]!)), shape[axis]!]), 'maxPool')
    const values = reshape(call, largest ? most : map(call, most, NEG), out)
    return [values, call.outputs > 1 ? reshape(call, argMaxLast(call, x), out) : undefined]
  },
}

/** 1 at the first largest along an axis, 0 elsewhere. */
export const hardmax: Operator = {
  arity: [1, 1],
  import(call) {
    const value = operand(call, 0)
    const shape = shapeOf(value)
    const axis = axisOf(call, call.attributes.int('axis', call.opset < 13 ? 1 : -1), shape.length)
    const flat = call.opset < 13
    const grouped = flat ? reshape(call, value, [size(shape.slice(0, axis)), size(shape.slice(axis))]) : value
    const at = flat ? 1 : axis
    const rank = shapeOf(grouped).length
    const lead = [...Array(rank).keys()].filter(i => i !== at)
    const x = transpose(call, asRows(call, grouped), [...lead, at])
    const n = x.shape[rank - 1]!
    if (n > 4096) call.unsupported(`the largest of ${n}`)
    call.builder.room(call.name, n * n)
    const table = Float32Array.from({ length: n * n }, (_, i) => Number(Math.floor(i / n) === i % n))
    const index = reshape(call, argMaxLast(call, x), x.shape.slice(0, -1))
    const y = call.builder.add(
      call.name,
      { kind: 'embedding', inputs: [index.id], shape: x.shape, table },
      typeOf(value),
    )
    const perm = [...lead, at].map((_, i) => [...lead, at].indexOf(i))
    return reshape(call, transpose(call, y, perm), shape)
  },
}

export const reduceOperators: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(Object.entries(MEANS).map(([name, reduction]) => [name, reduceMean(reduction)])),
  ReduceMax: reduceMost(false),
  ReduceMin: reduceMost(true),
  ReduceProd: reduceProduct,
  ReduceLogSumExp: logSumExp,
  ArgMax: arg(false),
  ArgMin: arg(true),
  TopK: topK,
  Hardmax: hardmax,
}
