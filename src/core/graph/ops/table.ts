// lookup and softmax: functions of one value as tables with straight lines between their rows. spec/graph.md, "Tables".

import { refuse } from '../../errors/index.ts'
import {
  type Interval,
  MAX_SEGMENT,
  MAX_SHIFT,
  MAX_TABLE_ROWS,
  minOf,
  type Requantization,
  roundShift,
  type Table,
} from '../types.ts'
import { readTable, type TableRows, tableEnd } from '../weights.ts'
import type { Fail, OpDefinition } from './definition.ts'
import { checkRequantization, requantizedBounds } from './requantization.ts'

export function checkTable(op: Table, fail: Fail): void {
  if (op.tableBits < 0 || 2 ** op.tableBits > MAX_TABLE_ROWS)
    fail(`a table of 2^${op.tableBits} rows, at most ${MAX_TABLE_ROWS}`)
  if (op.segment < 0 || op.segment > MAX_SEGMENT) fail(`segment of ${op.segment} bits, at most ${MAX_SEGMENT}`)
}

/** The accumulator of a table at u, not negative and inside the table. */
export function tableAt({ base, slope }: TableRows, segment: number, u: number): number {
  const row = u >> segment
  return base[row]! + (segment === 0 ? 0 : slope[row]! * (u & (2 ** segment - 1)))
}

/** Accumulators of a table over [from, to]: each row is a line, so its ends suffice. */
export function tableInterval(rows: TableRows, segment: number, from: number, to: number): Interval {
  let lo = Number.POSITIVE_INFINITY
  let hi = Number.NEGATIVE_INFINITY
  for (let row = from >> segment; row <= to >> segment; row++) {
    for (const u of [Math.max(from, row * 2 ** segment), Math.min(to, (row + 1) * 2 ** segment - 1)]) {
      const acc = tableAt(rows, segment, u)
      if (acc < lo) lo = acc
      if (acc > hi) hi = acc
    }
  }
  return { lo, hi }
}

export const lookup: OpDefinition<'lookup'> = {
  kind: 'lookup',
  code: 15,
  arity: [1, 1],
  fields: ['requantization', 'table', 'weightOffset'],
  check(op, [x], fail) {
    checkRequantization(op, fail)
    checkTable(op, fail)
    if (op.tableBits + op.segment !== x!.bits) fail(`a table of ${op.tableBits} + ${op.segment} bits for ${x!.bits}`)
    if (op.shape.length !== x!.shape.length || op.shape.some((n, i) => n !== x!.shape[i]))
      fail('the shape passes through')
  },
  weights: op => [op.weightOffset, tableEnd(op)],
  bounds(op, { inputs, inputTypes, weights, what }) {
    const least = minOf(inputTypes[0]!.bits)
    const x = inputs[0]!
    return requantizedBounds(tableInterval(readTable(weights, op, what), op.segment, x.lo - least, x.hi - least), op)
  },
}

/** A table's value rounded by 2^fraction: the exponential of a softmax. */
export const weightAt = (rows: TableRows, op: Table & { readonly fraction: number }, u: number): number =>
  roundShift(tableAt(rows, op.segment, u), op.fraction)

/** y of a softmax from one exponential and the sum of all. */
export const normalized = (e: number, sum: number, q: Requantization): number =>
  Math.min(q.hi, Math.max(q.lo, Math.floor((e * 2 ** q.shift + Math.floor(sum / 2)) / sum)))

export const softmax: OpDefinition<'softmax'> = {
  kind: 'softmax',
  code: 16,
  arity: [1, 1],
  fields: ['requantization', 'table', 'fraction', 'weightOffset'],
  check(op, [x], fail) {
    checkRequantization(op, fail)
    checkTable(op, fail)
    if (op.fraction < 0 || op.fraction > MAX_SHIFT) fail(`fraction of ${op.fraction} bits`)
    if (op.shape.length !== x!.shape.length || op.shape.some((n, i) => n !== x!.shape[i]))
      fail('the shape passes through')
  },
  weights: op => [op.weightOffset, tableEnd(op)],
  bounds(op, { inputs, inputTypes, weights, what }) {
    const rows = readTable(weights, op, what)
    const length = inputTypes[0]!.shape.at(-1)!
    const x = inputs[0]!
    const furthest = Math.min(x.hi - x.lo, 2 ** (op.tableBits + op.segment) - 1)
    const table = tableInterval(rows, op.segment, 0, furthest)
    const rounding = op.fraction === 0 ? 0 : 2 ** (op.fraction - 1)
    const most = roundShift(table.hi, op.fraction)
    // The largest value of a row meets u = 0, so that the sum is never 0 when that weight is not.
    const first = weightAt(rows, op, 0)
    if (roundShift(table.lo, op.fraction) < 0 || first < 1)
      refuse('graph_invalid', `${what}: weights of a softmax are not negative, and the first is at least 1`)
    const sum = first + (length - 1) * most
    const inner = Math.max(Math.abs(table.lo), Math.abs(table.hi)) + rounding
    const outer = most * 2 ** op.shift + Math.floor(sum / 2)
    const clamp = (value: number): number => Math.min(op.hi, Math.max(op.lo, value))
    return {
      out: { lo: clamp(0), hi: clamp(2 ** op.shift) },
      accumulator: Math.max(inner, sum, outer),
      // Each value is at most half a step above its share, and the shares together make 2^shift. A clamp without 0 could add.
      ...(op.lo <= 0 && op.hi >= 0 ? { l1: 2 ** op.shift + Math.ceil(length / 2) } : {}),
    }
  },
}
