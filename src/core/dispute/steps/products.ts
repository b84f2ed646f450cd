// Steps of sums of products: one row of weights, or of the other tensor, meets one row of values. spec/trace.md, "Steps".

import { refuse } from '../../errors/index.ts'
import { bytesOf, requantize, rowLayout } from '../../graph/index.ts'
import { coordinates, flat, meeting, rowStart, tapsInside } from './geometry.ts'
import type { StepRules } from './types.ts'

export const products: StepRules<'linear' | 'conv' | 'matmul'> = {
  linear(op, opener) {
    const n = op.shape.at(-1)!
    const [line, row] = [Math.floor(opener.step.element / n), opener.step.element % n]
    const input = opener.input(0)
    const k = input.type.shape.at(-1)!
    const layout = rowLayout(op, input.type.shape)
    const bytes = bytesOf(op.weightBits) as 1 | 2
    const weights = layout.weights + row * k * bytes
    const opened = opener.weights([
      { at: layout.bias + 4 * row, count: 4 },
      { at: layout.exponents + row, count: 1 },
      { at: weights, count: k * bytes },
    ])
    const from = rowStart(opener.step.row, input.type.shape) + line * k
    const x = input.open([{ at: from, count: k }])
    let acc = opened.signed(layout.bias + 4 * row, 4)
    for (let i = 0; i < k; i++) acc += x.at(from + i) * opened.signed(weights + i * bytes, bytes)
    return requantize(acc * 2 ** opened.signed(layout.exponents + row, 1), op) !== opener.claimed
  },

  conv(op, opener) {
    const [oy, ox, o] = coordinates(opener.step.element, op.shape) as [number, number, number]
    const input = opener.input(0)
    const { shape } = input.type
    if (shape.length !== 3) return refuse('step_refused', 'the input of a convolution has three axes')
    const inGroup = shape[2]! / op.groups
    const group = Math.floor(o / (op.shape[2]! / op.groups))
    const layout = rowLayout(op, shape)
    const bytes = bytesOf(op.weightBits) as 1 | 2
    const weights = layout.weights + o * layout.k * bytes
    const opened = opener.weights([
      { at: layout.bias + 4 * o, count: 4 },
      { at: layout.exponents + o, count: 1 },
      { at: weights, count: layout.k * bytes },
    ])
    const first = rowStart(opener.step.row, shape) + group * inGroup
    const taps = tapsInside(op, oy, ox, shape)
    let acc = opened.signed(layout.bias + 4 * o, 4)
    // Where a window meets nothing, the type that was believed is shown by the row's first value.
    const spans = taps.map(({ at }) => ({ at: first + at, count: inGroup }))
    const x = input.open(taps.length > 0 ? spans : [{ at: rowStart(opener.step.row, shape), count: 1 }])
    for (const { at, ky, kx } of taps)
      for (let c = 0; c < inGroup; c++)
        acc += x.at(first + at + c) * opened.signed(weights + ((ky * op.kernel[1] + kx) * inGroup + c) * bytes, bytes)
    return requantize(acc * 2 ** opened.signed(layout.exponents + o, 1), op) !== opener.claimed
  },

  matmul(op, opener) {
    const place = coordinates(opener.step.element, op.shape)
    const [m, n] = place.slice(-2) as [number, number]
    const leading = op.shape.slice(0, -2)
    const batch = flat(place.slice(0, -2), leading)
    const first = opener.input(0)
    const k = first.type.shape.at(-1)!
    const a = rowStart(opener.step.row, first.type.shape) + (batch * op.shape.at(-2)! + m) * k
    const x = first.open([{ at: a, count: k }])
    const second = opener.input(1)
    const { shape } = second.type
    if (shape.length !== op.shape.length || shape.at(-1) !== k)
      return refuse('step_refused', 'the rows differ in length')
    const other = meeting(batch, leading, shape.slice(0, -2))
    const b = rowStart(opener.step.row, shape) + (other * shape.at(-2)! + n) * k
    const w = second.open([{ at: b, count: k }])
    let acc = 0
    for (let i = 0; i < k; i++) acc += x.at(a + i) * w.at(b + i)
    return requantize(acc, op) !== opener.claimed
  },
}
