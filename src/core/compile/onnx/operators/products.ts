// Matrix products: with weights from the file a linear node, of two computed values a matmul node. spec/compile.md, "Operators".

import { call2, number, X } from '../../scalar.ts'
import { type Call, finite, type Operator, operand, type Rows, shapeOf, size, type Value } from '../builder.ts'
import { asRows, expand, linear, map, reshape, swapLast, transpose } from '../emit.ts'
import { broadcastDims, broadcastTo } from '../fold.ts'
import { binary } from './binary.ts'

/** a [.., M, K] times b [.., K, N], as numpy.matmul does it for two axes or more. */
export function matrixProduct(call: Call, a: Value, b: Value): Rows {
  const [m, k] = shapeOf(a).slice(-2) as [number, number]
  const [k2, n] = shapeOf(b).slice(-2) as [number, number]
  if (k !== k2) call.invalid(`weights for ${k2} values, the input has ${k}`, 'shape_mismatch')
  const leadA = shapeOf(a).slice(0, -2)
  const leadB = shapeOf(b).slice(0, -2)
  const lead = broadcastDims(leadA, leadB)
  if (lead === null) return call.invalid(`operands of [${shapeOf(a)}] and [${shapeOf(b)}]`, 'shape_mismatch')
  if (b.kind === 'known' && size(leadB) === 1) {
    // The same weights at every position.
    const x = asRows(call, a)
    const weights = finite(call, swapLast(call, reshape(call, b, [k, n])).constant, 'weights')
    const y = linear(call, x, weights.data as Float32Array, new Float32Array(n))
    return reshape(call, y, [...lead, m, n])
  }
  const swapped = (): Rows => swapLast(call, matrixProduct(call, swapLast(call, b), swapLast(call, a)))
  if (a.kind === 'known' && size(leadA) === 1 && b.kind === 'rows') return swapped()
  // The second operand may repeat, the first may not.
  if (size(leadA) !== size(lead)) {
    if (size(leadB) === size(lead)) return swapped()
    return matrixProduct(call, expand(call, a, [...lead, m, k]), b)
  }
  const x = reshape(call, asRows(call, a), [...lead, m, k])
  const y = asRows(call, swapLast(call, b))
  const padded = [...new Array<number>(lead.length - leadB.length).fill(1), ...leadB]
  const inputs = [x.id, reshape(call, y, [...padded, n, k]).id]
  return call.builder.add(call.name, { kind: 'matmul', inputs, shape: [...lead, m, n], clamp: null })
}

/** numpy.matmul: operands of one axis are a row on the left and a column on the right. */
export function matMul(call: Call, a: Value, b: Value): Value {
  const [shapeA, shapeB] = [shapeOf(a), shapeOf(b)]
  if (shapeA.length === 0 || shapeB.length === 0) call.invalid('an operand without axes', 'shape_mismatch')
  const left = shapeA.length === 1 ? reshape(call, a, [1, shapeA[0]!]) : a
  const right = shapeB.length === 1 ? reshape(call, b, [shapeB[0]!, 1]) : b
  const y = matrixProduct(call, left, right)
  if (shapeA.length > 1 && shapeB.length > 1) return y
  const dims = y.shape.slice(0, -2)
  if (shapeA.length > 1) dims.push(y.shape[y.shape.length - 2]!)
  if (shapeB.length > 1) dims.push(y.shape[y.shape.length - 1]!)
  return reshape(call, y, dims)
}

const matMulOperator: Operator = {
  arity: [2, 2],
  import: call => matMul(call, operand(call, 0), operand(call, 1)),
}

const scaled = (call: Call, value: Value, factor: number): Value =>
  factor === 1 ? value : map(call, value, call2('mul', X, number(factor)))

const gemm: Operator = {
  arity: [2, 3],
  import(call) {
    const { attributes } = call
    const alpha = attributes.float('alpha', 1)
    const beta = attributes.float('beta', 1)
    const [a, b] = [operand(call, 0), operand(call, 1)]
    const c = call.inputs[2]
    for (const [value, what] of [
      [a, 'input'],
      [b, 'weights'],
    ] as const)
      if (shapeOf(value).length !== 2)
        call.invalid(`${what} of ${shapeOf(value).length} axes, 2 expected`, 'shape_mismatch')
    const left = attributes.flag('transA') ? swapLast(call, a) : a
    const right = attributes.flag('transB') ? swapLast(call, b) : b
    const bias = c === undefined || beta === 0 ? null : biasRow(call, c, shapeOf(right)[1]!)
    if (right.kind === 'known' && (bias !== null || c === undefined)) {
      const [k, n] = right.constant.dims as [number, number]
      const x = asRows(call, left)
      if (k !== x.shape[1]) call.invalid(`weights for ${k} values, the input has ${x.shape[1]}`, 'shape_mismatch')
      const rows = finite(call, swapLast(call, right).constant, 'weights')
      const weights = alpha === 1 ? (rows.data as Float32Array) : Float32Array.from(rows.data, w => alpha * w)
      return linear(call, x, weights, bias === null ? new Float32Array(n) : bias.map(value => beta * value))
    }
    const y = scaled(call, matrixProduct(call, left, right), alpha)
    if (c === undefined || beta === 0) return y
    if (broadcastDims(shapeOf(c), shapeOf(y))?.join() !== shapeOf(y).join())
      call.invalid(`biases of shape [${shapeOf(c)}], [${shapeOf(y)}] expected`, 'shape_mismatch')
    return binary(call, 'Add', y, scaled(call, c, beta))
  },
}

/** Constant biases that are the same for every row, or null. */
function biasRow(call: Call, c: Value, n: number): Float32Array | null {
  if (c.kind === 'rows') return null
  const values = finite(call, c.constant, 'biases')
  const spread = broadcastDims(values.dims, [1, n])
  if (spread === null || spread.length !== 2 || spread[1] !== n)
    return call.invalid(`biases of shape [${values.dims}], [${n}] expected`, 'shape_mismatch')
  return spread[0] === 1 ? (broadcastTo(values, [1, n]) as Float32Array) : null
}

/** Sums of products of one or two values, as long as the letters make a matrix product of them. */
const einsum: Operator = {
  arity: [1, 2],
  import(call) {
    const equation = call.attributes.string('equation', '').replaceAll(' ', '')
    const match = /^([a-zA-Z]*(?:,[a-zA-Z]*)?)(?:->([a-zA-Z]*))?$/.exec(equation)
    if (match === null) return call.unsupported(`the equation ${JSON.stringify(equation.slice(0, 40))}`)
    const terms = match[1]!.split(',')
    if (terms.length !== call.inputs.length) call.invalid(`${terms.length} terms for ${call.inputs.length} operands`)
    const letters = [...new Set(terms.join(''))].sort()
    const times = (letter: string): number => [...terms.join('')].filter(other => other === letter).length
    const result = [...(match[2] ?? letters.filter(letter => times(letter) === 1).join(''))]
    const length = new Map<string, number>()
    const operands = terms.map((term, i) => {
      const value = operand(call, i)
      const shape = shapeOf(value)
      if (term.length !== shape.length || new Set(term).size !== term.length)
        call.unsupported(`the term ${term} for [${shape}]`)
      shape.forEach((n, axis) => {
        const letter = term[axis]!
        if ((length.get(letter) ?? n) !== n) call.invalid(`lengths of ${letter} differ`, 'shape_mismatch')
        length.set(letter, n)
      })
      return { value, letters: [...term] }
    })
    if (result.some(letter => !length.has(letter)) || new Set(result).size !== result.length)
      call.invalid('its result names what no term has')
    const sizes = (list: readonly string[]): number[] => list.map(letter => length.get(letter)!)
    const ordered = (index: number, list: readonly string[]): Value => {
      const { value, letters: own } = operands[index]!
      return transpose(
        call,
        value,
        list.map(letter => own.indexOf(letter)),
      )
    }
    const [first, second] = operands as [(typeof operands)[0], (typeof operands)[0] | undefined]
    if (second === undefined) {
      const summed = first.letters.filter(letter => !result.includes(letter))
      const turned = ordered(0, [...result, ...summed])
      if (summed.length === 0) return turned
      return sumLast(call, reshape(call, turned, [...sizes(result), size(sizes(summed))]))
    }
    const shared = first.letters.filter(letter => second.letters.includes(letter))
    const batch = shared.filter(letter => result.includes(letter))
    const summed = shared.filter(letter => !result.includes(letter))
    const rows = first.letters.filter(letter => !shared.includes(letter))
    const columns = second.letters.filter(letter => !shared.includes(letter))
    if ([...rows, ...columns].some(letter => !result.includes(letter)))
      call.unsupported(`the equation ${JSON.stringify(equation.slice(0, 40))}`)
    const [lead, m, k, n] = [batch, rows, summed, columns].map(sizes) as [number[], number[], number[], number[]]
    const a = reshape(call, ordered(0, [...batch, ...rows, ...summed]), [...lead, size(m), size(k)])
    const b = reshape(call, ordered(1, [...batch, ...summed, ...columns]), [...lead, size(k), size(n)])
    const y = reshape(call, matrixProduct(call, a, b), [...lead, ...m, ...n])
    const given = [...batch, ...rows, ...columns]
    return transpose(
      call,
      y,
      result.map(letter => given.indexOf(letter)),
    )
  },
}

/** Sum over the last axis, which vanishes. */
export function sumLast(call: Call, value: Value): Rows {
  const x = asRows(call, value)
  const k = x.shape[x.shape.length - 1]!
  call.builder.room(call.name, k)
  const y = linear(call, x, new Float32Array(k).fill(1), new Float32Array(1))
  return reshape(call, y, x.shape.slice(0, -1))
}

/** Sums along an axis up to each position: a product with a triangle of ones. */
const cumSum: Operator = {
  arity: [2, 2],
  import(call) {
    const x = operand(call, 0)
    const shape = shapeOf(x)
    const given = call.inputs[1]
    if (given?.kind !== 'known' || given.constant.data.length !== 1) return call.unsupported('a computed axis')
    const raw = given.constant.data[0]!
    const axis = raw < 0 ? raw + shape.length : raw
    const length = shape[axis]
    if (length === undefined) return call.invalid(`axis ${raw} of ${shape.length}`)
    if (length > 4096) call.unsupported(`sums along ${length} positions`)
    call.builder.room(call.name, length * length)
    const exclusive = call.attributes.flag('exclusive')
    const reverse = call.attributes.flag('reverse')
    const weights = Float32Array.from({ length: length * length }, (_, i) => {
      const [to, from] = [Math.floor(i / length), i % length]
      const reached = reverse ? from >= to : from <= to
      return Number(reached && !(exclusive && from === to))
    })
    const there = [...shape.keys()].filter(i => i !== axis)
    there.push(axis)
    const turned = asRows(call, transpose(call, x, there))
    const y = linear(call, turned, weights, new Float32Array(length))
    return transpose(
      call,
      y,
      there.map((_, i) => there.indexOf(i)),
    )
  },
}

export const productOperators: Readonly<Record<string, Operator>> = {
  MatMul: matMulOperator,
  Gemm: gemm,
  Einsum: einsum,
  CumSum: cumSum,
}
