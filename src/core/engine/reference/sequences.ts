// position, rotary, attention in the reference interpreter: what needs a row's place in its sequence. spec/graph.md,
// "Rows as positions" and "attention".

import { attentionScale, meanShift, roundShift, scoreOf, tableAt } from '../../graph/index.ts'
import type { Implementations } from './context.ts'

export const sequences: Implementations<'position' | 'rotary' | 'attention'> = {
  position(_op, out, { rows, first }) {
    for (let row = 0; row < rows; row++) out.data[row] = first + row
  },

  rotary(op, out, { rows, inputs, finish }) {
    const [x, r] = inputs as [(typeof inputs)[0], (typeof inputs)[0]]
    const [heads, length] = op.shape as [number, number]
    const turned = r.shape[0]!
    const half = turned / 2
    for (let row = 0; row < rows; row++) {
      const cosine = r.data.subarray(row * turned, row * turned + half)
      const sine = r.data.subarray(row * turned + half, (row + 1) * turned)
      for (let head = 0; head < heads; head++) {
        const at = (row * heads + head) * length
        for (let i = 0; i < half; i++) {
          const [a, b] = [x.data[at + i]!, x.data[at + i + half]!]
          out.data[at + i] = finish(a * cosine[i]! - b * sine[i]!, op)
          out.data[at + i + half] = finish(b * cosine[i]! + a * sine[i]!, op)
        }
        for (let i = turned; i < length; i++) out.data[at + i] = finish(x.data[at + i]! * 2 ** op.unitBits, op)
      }
    }
  },

  attention(op, out, { rows, first, inputs, table, within, finish }) {
    const [q, k, v] = inputs as [(typeof inputs)[0], (typeof inputs)[0], (typeof inputs)[0]]
    const [heads, length] = q.shape as [number, number]
    const [groups, values] = v.shape as [number, number]
    for (let row = 0; row < rows; row++) {
      for (let head = 0; head < heads; head++) {
        const group = Math.floor((head * groups) / heads)
        const scores: number[] = []
        for (let j = 0; j <= first + row; j++) {
          let acc = 0
          for (let i = 0; i < length; i++)
            acc += q.data[(row * heads + head) * length + i]! * k.data[(j * groups + group) * length + i]!
          scores.push(finish(acc, scoreOf(op)))
        }
        const largest = scores.reduce((most, score) => Math.max(most, score))
        const weights = scores.map(score => tableAt(table!, 0, Math.min(largest - score, 2 ** op.tableBits - 1)))
        const sum = within(weights.reduce((total, weight) => total + weight, 0))
        const { shift, inverse } = attentionScale(sum, v.bits)
        const last = { shift: meanShift(op, v.bits), lo: op.lo, hi: op.hi }
        for (let i = 0; i < values; i++) {
          const acc = weights.reduce(
            (total, weight, j) => total + weight * v.data[(j * groups + group) * values + i]!,
            0,
          )
          within(Math.abs(acc) + (shift === 0 ? 0 : 2 ** (shift - 1)))
          out.data[(row * heads + head) * values + i] = finish(roundShift(acc, shift) * inverse, last)
        }
      }
    }
  },
}
