// Expressions: sums of moved sources. How they are made, how functionals go back through them, and what they are.

import { type Extension, extensionOf, type Field31 } from '../../field/index.ts'
import { axisPoints } from '../eq.ts'
import {
  eqFactor,
  type Functional,
  pullBehind,
  pullGather,
  pullReshape,
  pullTranspose,
  pullWeigh,
} from './functional.ts'
import type { Expression, Move, Part, Source } from './types.ts'

const product = (lengths: readonly number[]): number => lengths.reduce((all, length) => all * length, 1)

/** A source as it is. */
export const whole = (source: Source, lengths: readonly number[]): Expression => ({
  lengths,
  parts: [{ coefficient: 1, source, moves: [] }],
})

/** A constant at every index; nothing where it is 0. */
export function constant(value: number, lengths: readonly number[]): Expression {
  if (value === 0) return { lengths, parts: [] }
  let expression: Expression = {
    lengths: lengths.map(() => 1),
    parts: [
      { coefficient: value, source: { kind: 'one' }, moves: [{ kind: 'reshape', lengths: lengths.map(() => 1) }] },
    ],
  }
  lengths.forEach((length, axis) => {
    expression = gathered(expression, axis, new Int32Array(length))
  })
  return expression
}

const moved = (expression: Expression, lengths: readonly number[], move: Move): Expression => ({
  lengths,
  parts: expression.parts.map(part => ({ ...part, moves: [...part.moves, move] })),
})

export function reshaped(expression: Expression, lengths: readonly number[]): Expression {
  if (product(lengths) !== product(expression.lengths))
    throw new RangeError(`reshape: [${expression.lengths}] to [${lengths}]`)
  const same = lengths.length === expression.lengths.length && lengths.every((n, i) => n === expression.lengths[i])
  return same ? expression : moved(expression, lengths, { kind: 'reshape', lengths })
}

export const transposed = (expression: Expression, perm: readonly number[]): Expression =>
  perm.every((input, output) => input === output)
    ? expression
    : moved(
        expression,
        perm.map(axis => expression.lengths[axis]!),
        { kind: 'transpose', perm },
      )

/** out[.., i, ..] = the sum over j < fan of in[.., index[fan i + j], ..] along the axis; index -1 stands for nothing. */
export function gathered(expression: Expression, axis: number, index: Int32Array, fan = 1): Expression {
  const own = expression.lengths[axis]!
  if (fan === 1 && index.length === own && index.every((source, i) => source === i)) return expression
  return moved(
    expression,
    expression.lengths.map((length, i) => (i === axis ? index.length / fan : length)),
    { kind: 'gather', axis, index, fan },
  )
}

/** out[.., i, ..] = the sum of in[.., j, ..] over j > i along the axis. */
export const behind = (expression: Expression, axis: number): Expression =>
  moved(expression, expression.lengths, { kind: 'behind', axis })

/** out[.., i, ..] = weights[i] * in[.., i, ..] along the axis. */
export const weighed = (expression: Expression, axis: number, weights: Int32Array): Expression =>
  moved(expression, expression.lengths, { kind: 'weigh', axis, weights })

/** The sum along an axis, which stays with length 1. */
export const summed = (expression: Expression, axis: number): Expression => {
  const length = expression.lengths[axis]!
  return gathered(
    expression,
    axis,
    Int32Array.from({ length }, (_, i) => i),
    length,
  )
}

/** Axes of length one repeated to these lengths; axes that it lacks in front are added. */
export function repeated(expression: Expression, lengths: readonly number[]): Expression {
  let out = reshaped(expression, [
    ...new Array<number>(lengths.length - expression.lengths.length).fill(1),
    ...expression.lengths,
  ])
  lengths.forEach((length, axis) => {
    if (out.lengths[axis] !== length) out = gathered(out, axis, new Int32Array(length))
  })
  return out
}

export function scaled(expression: Expression, coefficient: number): Expression {
  return {
    lengths: expression.lengths,
    parts: expression.parts.map(part => ({ ...part, coefficient: part.coefficient * coefficient })),
  }
}

export function sum(first: Expression, ...others: Expression[]): Expression {
  for (const { lengths } of others)
    if (lengths.length !== first.lengths.length || lengths.some((length, i) => length !== first.lengths[i]))
      throw new RangeError(`sum: [${first.lengths}] and [${lengths}]`)
  return { lengths: first.lengths, parts: [first, ...others].flatMap(({ parts }) => parts) }
}

function lengthsAfter(move: Move, lengths: readonly number[]): readonly number[] {
  switch (move.kind) {
    case 'reshape':
      return move.lengths
    case 'transpose':
      return move.perm.map(axis => lengths[axis]!)
    case 'gather':
      return lengths.map((length, axis) => (axis === move.axis ? move.index.length / move.fan : length))
    case 'behind':
    case 'weigh':
      return lengths
  }
}

/** A functional of a part's result, as one of its source. `lengths` are those of the source. */
export function pullBack(
  field: Field31,
  functional: Functional,
  { moves }: Part,
  lengths: readonly number[],
): Functional {
  // What lengths each move starts from.
  const before: (readonly number[])[] = []
  let now = lengths
  for (const move of moves) {
    before.push(now)
    now = lengthsAfter(move, now)
  }
  let pulled = functional
  for (let i = moves.length - 1; i >= 0; i--) {
    const move = moves[i]!
    if (move.kind === 'reshape') pulled = pullReshape(field, pulled, before[i]!)
    else if (move.kind === 'transpose') pulled = pullTranspose(field, pulled, move.perm)
    else if (move.kind === 'weigh') pulled = pullWeigh(field, pulled, move.axis, move.weights)
    else if (move.kind === 'behind') pulled = pullBehind(field, pulled, move.axis, before[i]![move.axis]!)
    else pulled = pullGather(field, pulled, move.axis, move, before[i]![move.axis]!)
  }
  return pulled
}

/** eq along all axes at a point, its coordinates those of the axes' bits one after another. */
export const eqFunctional = (lengths: readonly number[], point: readonly Extension[]): Functional =>
  axisPoints(lengths, point).map((own, axis) => eqFactor(lengths[axis]!, own))

/** Elements of an expression as integers, from those of its sources. */
export function evaluateExpression(
  expression: Expression,
  valuesOf: (source: Source) => { readonly data: ArrayLike<number>; readonly lengths: readonly number[] },
): Float64Array {
  const out = new Float64Array(product(expression.lengths))
  for (const { coefficient, source, moves } of expression.parts) {
    let { data, lengths } = valuesOf(source)
    for (const move of moves) ({ data, lengths } = applied(move, data, lengths))
    for (let i = 0; i < out.length; i++) out[i]! += coefficient * data[i]!
  }
  return out
}

function applied(
  move: Move,
  data: ArrayLike<number>,
  lengths: readonly number[],
): { data: ArrayLike<number>; lengths: readonly number[] } {
  if (move.kind === 'reshape') return { data, lengths: move.lengths }
  if (move.kind === 'transpose') {
    const to = move.perm.map(axis => lengths[axis]!)
    const strides = new Array<number>(lengths.length).fill(1)
    for (let axis = lengths.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * lengths[axis + 1]!
    const steps = move.perm.map(axis => strides[axis]!)
    const out = new Float64Array(data.length)
    const index = new Array<number>(to.length).fill(0)
    let at = 0
    for (let i = 0; i < out.length; i++) {
      out[i] = data[at]!
      for (let axis = to.length - 1; axis >= 0; axis--) {
        index[axis]!++
        at += steps[axis]!
        if (index[axis]! < to[axis]!) break
        at -= steps[axis]! * to[axis]!
        index[axis] = 0
      }
    }
    return { data: out, lengths: to }
  }
  const { axis } = move
  const length = lengths[axis]!
  const inner = product(lengths.slice(axis + 1))
  const outer = product(lengths.slice(0, axis))
  const to = lengthsAfter(move, lengths)
  const out = new Float64Array(product(to))
  for (let o = 0; o < outer; o++)
    if (move.kind === 'weigh')
      move.weights.forEach((weight, i) => {
        const at = (o * length + i) * inner
        for (let k = 0; k < inner; k++) out[at + k] = weight * data[at + k]!
      })
    else if (move.kind === 'behind')
      for (let j = length - 2; j >= 0; j--) {
        const at = (o * length + j) * inner
        for (let k = 0; k < inner; k++) out[at + k] = out[at + inner + k]! + data[at + inner + k]!
      }
    else
      for (let i = 0; i < move.index.length; i++) {
        const from = move.index[i]!
        if (from < 0) continue
        const start = (o * length + from) * inner
        const end = (o * to[axis]! + Math.floor(i / move.fan)) * inner
        for (let k = 0; k < inner; k++) out[end + k]! += data[start + k]!
      }
  return { data: out, lengths: to }
}

/** The coefficient of a part in the extension. */
export const coefficientOf = (field: Field31, { coefficient }: Part): Extension =>
  extensionOf(field).lift(field.fromInt(coefficient))
