// Steps of ops that make one value of one value of each input, of a window, or of a pair. spec/trace.md, "Steps".

import { refuse } from '../../errors/index.ts'
import { countedTaps, minOf, reciprocal, requantize, roundDivide, tableAt } from '../../graph/index.ts'
import type { Opener } from '../opener.ts'
import { coordinates, meeting, rowStart, tapsInside } from './geometry.ts'
import { type TableSpans, tableRow } from './table.ts'
import type { OpOf, StepRules } from './types.ts'

type Kinds = 'sum' | 'product' | 'divide' | 'lookup' | 'maxPool' | 'averagePool' | 'rotary'

/** The element of each input, in order. */
function valuesOf(op: OpOf<'sum' | 'product' | 'divide'>, opener: Opener): number[] {
  return op.inputs.map((_, which) => {
    const input = opener.input(which)
    const { shape } = input.type
    if (shape.length !== op.shape.length) return refuse('step_refused', 'an input of another rank')
    const at = rowStart(opener.step.row, shape) + meeting(opener.step.element, op.shape, shape)
    return input.open([{ at, count: 1 }]).at(at)
  })
}

function windowOf(op: OpOf<'maxPool' | 'averagePool'>, opener: Opener): { values: number[]; counted: number } {
  const [oy, ox, channel] = coordinates(opener.step.element, op.shape) as [number, number, number]
  const input = opener.input(0)
  const { shape } = input.type
  if (shape.length !== 3) return refuse('step_refused', 'the input of a pool has three axes')
  const first = rowStart(opener.step.row, shape) + channel
  const taps = tapsInside(op, oy, ox, shape)
  const x = input.open(taps.map(({ at }) => ({ at: first + at, count: 1 })))
  const counted = op.kind === 'maxPool' ? 0 : countedTaps(op, oy, 0, shape[0]!) * countedTaps(op, ox, 1, shape[1]!)
  return { values: taps.map(({ at }) => x.at(first + at)), counted }
}

export const elementwise: StepRules<Kinds> = {
  sum(op, opener) {
    const acc = valuesOf(op, opener).reduce((total, value, which) => total + op.coefficients[which]! * value, 0)
    return requantize(acc, op) !== opener.claimed
  },

  product(op, opener) {
    const [a, b] = valuesOf(op, opener) as [number, number]
    return requantize(a * b, op) !== opener.claimed
  },

  divide(op, opener) {
    const [a, b] = valuesOf(op, opener) as [number, number]
    const quotient = roundDivide(b < 0 ? -a : a, op.shift, Math.max(1, Math.abs(b)))
    return Math.min(op.hi, Math.max(op.lo, quotient)) !== opener.claimed
  },

  lookup(op, opener) {
    const input = opener.input(0)
    const at = rowStart(opener.step.row, input.type.shape) + opener.step.element
    const u = input.open([{ at, count: 1 }]).at(at) - minOf(input.type.width)
    const spans: TableSpans = tableRow(op, u)
    const table = spans.read(opener.weights(spans.spans))
    return requantize(tableAt(table, op.segment, u), op) !== opener.claimed
  },

  maxPool(op, opener) {
    const { values } = windowOf(op, opener)
    return values.reduce((most, value) => Math.max(most, value)) !== opener.claimed
  },

  averagePool(op, opener) {
    const { values, counted } = windowOf(op, opener)
    const total = values.reduce((sum, value) => sum + value, 0)
    return requantize(total * reciprocal(counted, op.reciprocalBits), op) !== opener.claimed
  },

  rotary(op, opener) {
    const [, length] = op.shape as [number, number]
    const i = opener.step.element % length
    const head = opener.step.element - i
    const input = opener.input(0)
    const base = rowStart(opener.step.row, input.type.shape) + head
    const angles = opener.input(1)
    const turned = angles.type.shape[0]!
    const half = turned / 2
    const start = rowStart(opener.step.row, angles.type.shape)
    if (i >= turned) {
      const x = input.open([{ at: base + i, count: 1 }])
      angles.open([{ at: start, count: 1 }])
      return requantize(x.at(base + i) * 2 ** op.unitBits, op) !== opener.claimed
    }
    const j = i % half
    const x = input.open([
      { at: base + j, count: 1 },
      { at: base + j + half, count: 1 },
    ])
    const r = angles.open([
      { at: start + j, count: 1 },
      { at: start + j + half, count: 1 },
    ])
    const [a, b, cosine, sine] = [x.at(base + j), x.at(base + j + half), r.at(start + j), r.at(start + j + half)]
    return requantize(i < half ? a * cosine - b * sine : b * cosine + a * sine, op) !== opener.claimed
  },
}
