// softmax, norm, argMax in the reference interpreter: each output needs the whole last axis. spec/graph.md, "Operations".

import { normalized, normScale, weightAt } from '../../graph/index.ts'
import type { Implementations } from './context.ts'

export const lines: Implementations<'softmax' | 'norm' | 'argMax'> = {
  softmax(op, out, { inputs, table, within }) {
    const x = inputs[0]!
    const length = x.shape.at(-1)!
    const furthest = 2 ** (op.tableBits + op.segment) - 1
    for (let from = 0; from < x.data.length; from += length) {
      const line = Array.from(x.data.subarray(from, from + length))
      const largest = line.reduce((most, value) => Math.max(most, value))
      const weights = line.map(value => weightAt(table!, op, Math.min(largest - value, furthest)))
      const sum = within(weights.reduce((total, weight) => total + weight, 0))
      weights.forEach((weight, i) => {
        within(weight * 2 ** op.shift + Math.floor(sum / 2))
        out.data[from + i] = normalized(weight, sum, op)
      })
    }
  },

  norm(op, out, { inputs }) {
    const x = inputs[0]!
    const length = x.shape.at(-1)!
    for (let from = 0; from < x.data.length; from += length) {
      const line = Array.from(x.data.subarray(from, from + length))
      const total = line.reduce((sum, value) => sum + value, 0)
      const squares = line.reduce((sum, value) => sum + value * value, 0)
      const { sum, inverse, shift } = normScale(op, length, total, squares)
      line.forEach((value, i) => {
        // Below 2^47, so that the double is the integer.
        const product = (length * value - sum) * inverse
        const y = Math.floor((product + 2 ** (shift - 1)) / 2 ** shift)
        out.data[from + i] = Math.min(op.hi, Math.max(op.lo, y))
      })
    }
  },

  argMax(_op, out, { inputs }) {
    const x = inputs[0]!
    const length = x.shape.at(-1)!
    for (let line = 0; line < out.data.length; line++) {
      let best = 0
      for (let i = 1; i < length; i++) if (x.data[line * length + i]! > x.data[line * length + best]!) best = i
      out.data[line] = best
    }
  },
}
