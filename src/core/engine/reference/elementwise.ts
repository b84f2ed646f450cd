// sum, product, divide, lookup in the reference interpreter: one output element from one element of each input. spec/graph.md.

import { elements, type IntTensor, minOf, roundDivide, tableAt } from '../../graph/index.ts'
import type { Implementations } from './context.ts'
import { repeated } from './products.ts'

/** Calls `visit` for every output element with the element of each input that it meets. */
function each(
  out: IntTensor,
  rows: number,
  inputs: readonly IntTensor[],
  visit: (at: number, values: readonly number[]) => void,
): void {
  const count = elements(out.shape)
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < count; i++) {
      const values = inputs.map(x => x.data[row * elements(x.shape) + repeated(i, out.shape, x.shape)]!)
      visit(row * count + i, values)
    }
  }
}

export const elementwise: Implementations<'sum' | 'product' | 'divide' | 'lookup'> = {
  sum(op, out, { rows, inputs, finish }) {
    each(out, rows, inputs, (at, values) => {
      const acc = values.reduce((total, value, which) => total + op.coefficients[which]! * value, 0)
      out.data[at] = finish(acc, op)
    })
  },

  product(op, out, { rows, inputs, finish }) {
    each(out, rows, inputs, (at, [a, b]) => {
      out.data[at] = finish(a! * b!, op)
    })
  },

  // A divisor of 0 counts as 1: a quotient always has a value.
  divide(op, out, { rows, inputs, within }) {
    each(out, rows, inputs, (at, [a, b]) => {
      const divisor = Math.max(1, Math.abs(b!))
      const numerator = b! < 0 ? -a! : a!
      within(Math.abs(numerator) * 2 ** op.shift + Math.floor(divisor / 2))
      out.data[at] = Math.min(op.hi, Math.max(op.lo, roundDivide(numerator, op.shift, divisor)))
    })
  },

  lookup(op, out, { inputs, table, finish }) {
    const x = inputs[0]!
    const least = minOf(x.bits)
    for (let i = 0; i < out.data.length; i++) out.data[i] = finish(tableAt(table!, op.segment, x.data[i]! - least), op)
  },
}
