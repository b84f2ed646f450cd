// Steps of lookup and softmax. A table whose every entry is likely to be asked for is written out when the model is loaded.

import {
  elements,
  type LookupOp,
  minOf,
  nameOf,
  readTable,
  type SoftmaxOp,
  type TableRows,
  type TensorType,
} from '../../../graph/index.ts'
import type { Context, StepsOf } from './types.ts'
import { requantization } from './types.ts'

/** Entries that are always worth writing out: they stay in the nearest cache. */
const FEW_ENTRIES = 4096
/** More of them are when a row of the op has at least this share of values. */
const ENTRIES_PER_VALUE = 8

const worthWriting = (entries: number, out: TensorType): boolean =>
  entries <= Math.max(FEW_ENTRIES, ENTRIES_PER_VALUE * elements(out.shape))

/** Bases and slopes as they are. */
function rowsOf(op: LookupOp | SoftmaxOp, { fixed, model, id }: Context): { base: number; slope: number } {
  const count = 2 ** op.tableBits
  const slope = fixed.reserve(2 * count)
  const base = fixed.reserve(4 * count, (buffer, at) => {
    const rows = readTable(model.weights, op, nameOf(op, id))
    new Int32Array(buffer, at, count).set(rows.base)
    new Int16Array(buffer, slope, count).set(rows.slope)
  })
  return { base, slope }
}

/**
 * What a table gives from `first` on for every entry of `out`, rounded by `shift` and clamped. The bound keeps what is
 * computed here inside int32.
 */
function writeOut(
  { base, slope }: TableRows,
  segment: number,
  first: number,
  q: { readonly shift: number; readonly lo: number; readonly hi: number },
  out: Int16Array | Uint16Array,
): void {
  const rounding = q.shift === 0 ? 0 : 2 ** (q.shift - 1)
  const within = 2 ** segment - 1
  for (let i = 0; i < out.length; i++) {
    const u = first + i
    const line = segment === 0 ? 0 : slope[u >> segment]! * (u & within)
    const value = (base[u >> segment]! + line + rounding) >> q.shift
    out[i] = Math.max(q.lo, Math.min(q.hi, value))
  }
}

export const lookup: StepsOf<'lookup'> = (op, context) => {
  const { fixed, model, id, inputs, types, out } = context
  const count = elements(op.shape)
  const least = minOf(types[0]!.bits)
  // Values that the input can have: no others need an entry.
  const range = model.bounds.ops[op.inputs[0]!]!.out
  const entries = range.hi - range.lo + 1
  if (worthWriting(entries, op)) {
    const table = fixed.reserve(2 * entries, (buffer, at) => {
      const rows = readTable(model.weights, op, nameOf(op, id))
      writeOut(rows, op.segment, range.lo - least, op, new Int16Array(buffer, at, entries))
    })
    return [{ kernel: 'lookup', parameters: fixed.words([inputs[0]!, out, count, table - 2 * range.lo]) }]
  }
  const { base, slope } = rowsOf(op, context)
  const parameters = [inputs[0]!, out, count, least, base, slope, op.segment, ...requantization(op)]
  return [{ kernel: 'interpolate', parameters: fixed.words(parameters) }]
}

export const softmax: StepsOf<'softmax'> = (op, context) => {
  const { fixed, model, id, inputs, out } = context
  const length = op.shape.at(-1)!
  const range = model.bounds.ops[op.inputs[0]!]!.out
  const inTable = 2 ** (op.tableBits + op.segment) - 1
  const entries = Math.min(inTable, range.hi - range.lo) + 1
  const head = [inputs[0]!, out, elements(op.shape) / length, length]
  const tail = [op.segment, op.fraction, op.fraction === 0 ? 0 : 2 ** (op.fraction - 1), ...[op.shift, op.lo, op.hi]]
  if (worthWriting(entries, op) && largestWeight(op, context, entries) < 2 ** 16) {
    const table = fixed.reserve(2 * entries, (buffer, at) => {
      const q = { shift: op.fraction, lo: 0, hi: 2 ** 16 - 1 }
      writeOut(readTable(model.weights, op, nameOf(op, id)), op.segment, 0, q, new Uint16Array(buffer, at, entries))
    })
    return [{ kernel: 'softmax', parameters: fixed.words([...head, entries - 1, table, 0, ...tail]) }]
  }
  const { base, slope } = rowsOf(op, context)
  const furthest = Math.min(inTable, 2 ** 16 - 1)
  return [{ kernel: 'softmaxInterpolated', parameters: fixed.words([...head, furthest, base, slope, ...tail]) }]
}

/** The largest exponential that the first `entries` distances give, rounded down: each row's ends suffice. */
function largestWeight(op: SoftmaxOp, { model, id }: Context, entries: number): number {
  const { base, slope } = readTable(model.weights, op, nameOf(op, id))
  let most = 0
  for (let row = 0; row <= (entries - 1) >> op.segment; row++) {
    const end = Math.min(entries - 1, (row + 1) * 2 ** op.segment - 1) - row * 2 ** op.segment
    most = Math.max(most, base[row]!, base[row]! + (slope[row] ?? 0) * end)
  }
  return op.fraction === 0 ? most : Math.floor((most + 2 ** (op.fraction - 1)) / 2 ** op.fraction)
}
