// Steps that need a whole line, or all rows before one: softmax, norm, argMax, attention. spec/trace.md, "Steps".

import { refuse } from '../../errors/index.ts'
import {
  attentionScale,
  meanShift,
  normalized,
  normScale,
  requantize,
  roundShift,
  scoreOf,
  tableAt,
  weightAt,
} from '../../graph/index.ts'
import { OUTPUT, SCORES, scoresBefore, TURNED } from '../../trace/index.ts'
import type { Opener } from '../opener.ts'
import { rowStart } from './geometry.ts'
import { tableRows } from './table.ts'
import type { OpOf, StepRules } from './types.ts'

/** The line of the input that holds the step's element, and the element's place in it. */
function lineOf(opener: Opener): { line: number[]; place: number } {
  const input = opener.input(0)
  const { shape } = input.type
  const length = shape.at(-1)!
  const place = opener.step.element % length
  const from = rowStart(opener.step.row, shape) + opener.step.element - place
  const x = input.open([{ at: from, count: length }])
  return { line: Array.from({ length }, (_, i) => x.at(from + i)), place }
}

export const lines: StepRules<'softmax' | 'norm' | 'argMax' | 'attention'> = {
  softmax(op, opener) {
    const { line, place } = lineOf(opener)
    const largest = line.reduce((most, value) => Math.max(most, value))
    const furthest = 2 ** (op.tableBits + op.segment) - 1
    const arguments_ = line.map(value => Math.min(largest - value, furthest))
    const rows = tableRows(op, arguments_)
    const table = rows.read(opener.weights(rows.spans))
    const weights = arguments_.map(u => weightAt(table, op, u))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return normalized(weights[place]!, sum, op) !== opener.claimed
  },

  norm(op, opener) {
    const { line, place } = lineOf(opener)
    const total = line.reduce((sum, value) => sum + value, 0)
    const squares = line.reduce((sum, value) => sum + value * value, 0)
    const { sum, inverse, shift } = normScale(op, line.length, total, squares)
    const product = (line.length * line[place]! - sum) * inverse
    const y = Math.floor((product + 2 ** (shift - 1)) / 2 ** shift)
    return Math.min(op.hi, Math.max(op.lo, y)) !== opener.claimed
  },

  // No largest value is searched: whoever says that the index is wrong names the better one.
  argMax(_op, opener) {
    const { step, claimed } = opener
    const input = opener.input(0)
    const { shape } = input.type
    const length = shape.at(-1)!
    const from = rowStart(step.row, shape) + step.element * length
    if (step.hint >= length) refuse('step_refused', `hint ${step.hint} in a line of ${length}`)
    if (claimed < 0 || claimed >= length) {
      input.open([{ at: from + step.hint, count: 1 }])
      return true
    }
    const x = input.open([
      { at: from + claimed, count: 1 },
      { at: from + step.hint, count: 1 },
    ])
    const [chosen, other] = [x.at(from + claimed), x.at(from + step.hint)]
    return other > chosen || (other === chosen && step.hint < claimed)
  },

  attention(op, opener) {
    if (opener.step.part === SCORES) return scoreDiffers(op, opener)
    if (opener.step.part === TURNED) return turnedDiffers(opener)
    if (opener.step.part !== OUTPUT) return refuse('step_refused', 'an attention has no such part')
    const { row, element } = opener.step
    const [heads, values] = op.shape as [number, number]
    const [head, i] = [Math.floor(element / values), element % values]
    const scores = opener.part(SCORES)
    if (scores.type.shape[0] !== heads) return refuse('step_refused', 'scores of another number of heads')
    const from = scoresBefore(heads, row) + head * (row + 1)
    const s = scores.open([{ at: from, count: row + 1 }])
    const turned = opener.part(TURNED)
    const { type } = turned
    if (type.shape.length !== 2 || type.shape[1] !== values || type.width < 4 || type.width > 12)
      return refuse('step_refused', 'the turned values are not those of this attention')
    const group = Math.floor((head * type.shape[0]!) / heads)
    const first = (group * values + i) * type.rows
    const v = turned.open([{ at: first, count: row + 1 }])
    const line = Array.from({ length: row + 1 }, (_, j) => s.at(from + j))
    const largest = line.reduce((most, value) => Math.max(most, value))
    const arguments_ = line.map(value => Math.min(largest - value, 2 ** op.tableBits - 1))
    const rows = tableRows(op, arguments_)
    const table = rows.read(opener.weights(rows.spans))
    const weights = arguments_.map(u => tableAt(table, 0, u))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    const acc = weights.reduce((total, weight, j) => total + weight * v.at(first + j), 0)
    const { shift, inverse } = attentionScale(sum, type.width)
    const last = { shift: meanShift(op, type.width), lo: op.lo, hi: op.hi }
    return requantize(roundShift(acc, shift) * inverse, last) !== opener.claimed
  },
}

function scoreDiffers(op: OpOf<'attention'>, opener: Opener): boolean {
  const { row, element } = opener.step
  const [head, j] = [Math.floor(element / (row + 1)), element % (row + 1)]
  const queries = opener.input(0)
  if (queries.type.shape.length !== 2) return refuse('step_refused', 'queries have two axes')
  const [heads, length] = queries.type.shape as [number, number]
  const a = rowStart(row, queries.type.shape) + head * length
  const q = queries.open([{ at: a, count: length }])
  const keys = opener.input(1)
  const { shape } = keys.type
  if (shape.length !== 2 || shape[1] !== length) return refuse('step_refused', 'queries and keys differ in length')
  const b = rowStart(j, shape) + Math.floor((head * shape[0]!) / heads) * length
  const k = keys.open([{ at: b, count: length }])
  let acc = 0
  for (let i = 0; i < length; i++) acc += q.at(a + i) * k.at(b + i)
  return requantize(acc, scoreOf(op)) !== opener.claimed
}

function turnedDiffers(opener: Opener): boolean {
  const values = opener.input(2)
  const at = rowStart(opener.step.row, values.type.shape) + opener.step.element
  return values.open([{ at, count: 1 }]).at(at) !== opener.claimed
}
