// maxPool and averagePool. spec/graph.md, "maxPool" and "averagePool".

import type { AveragePoolOp } from '../types.ts'
import type { OpDefinition } from './definition.ts'
import { checkRequantization, requantizedBounds } from './requantization.ts'
import { checkWindow, paddedTaps, validTaps } from './window.ts'

export const maxPool: OpDefinition<'maxPool'> = {
  kind: 'maxPool',
  code: 7,
  arity: [1, 1],
  fields: ['window'],
  check(op, [x], fail) {
    checkWindow(op, x!, op.shape, true, fail)
    if (op.shape[2] !== x!.shape[2]) fail('channels pass through')
    if (op.bits !== x!.bits) fail('the width passes through')
  },
  bounds: (_op, { inputs }) => ({ out: inputs[0]!, accumulator: 0 }),
}

/** The multiplier of a window with `count` positions: 2^q / count, rounded half up. */
export const reciprocal = (count: number, q: number): number => Math.floor((2 ** q + Math.floor(count / 2)) / count)

/** Positions that count along one axis for output position `at`. */
export const countedTaps = (op: AveragePoolOp, at: number, axis: 0 | 1, size: number): number =>
  op.countIncludePad ? paddedTaps(at, axis, op, size) : validTaps(at, axis, op, size)

export const averagePool: OpDefinition<'averagePool'> = {
  kind: 'averagePool',
  code: 8,
  arity: [1, 1],
  fields: ['requantization', 'window', 'average'],
  check(op, [x], fail) {
    checkRequantization(op, fail)
    checkWindow(op, x!, op.shape, true, fail)
    if (op.shape[2] !== x!.shape[2]) fail('channels pass through')
    if (op.reciprocalBits < 0 || op.reciprocalBits > 24) fail(`reciprocal of ${op.reciprocalBits} bits`)
  },
  bounds(op, { inputs, inputTypes }) {
    const x = inputs[0]!
    const shape = inputTypes[0]!.shape
    // Windows differ only by how many taps they have along each axis, so distinct pairs of counts cover all of them.
    const pairs = (axis: 0 | 1): [number, number][] => {
      const seen = new Map<number, [number, number]>()
      for (let at = 0; at < op.shape[axis]!; at++) {
        const valid = validTaps(at, axis, op, shape[axis]!)
        const counted = countedTaps(op, at, axis, shape[axis]!)
        seen.set(valid * 65536 + counted, [valid, counted])
      }
      return [...seen.values()]
    }
    let lo = Number.POSITIVE_INFINITY
    let hi = Number.NEGATIVE_INFINITY
    const columns = pairs(1)
    for (const [validRows, countedRows] of pairs(0)) {
      for (const [validColumns, countedColumns] of columns) {
        const scale = validRows * validColumns * reciprocal(countedRows * countedColumns, op.reciprocalBits)
        lo = Math.min(lo, x.lo * scale)
        hi = Math.max(hi, x.hi * scale)
      }
    }
    return requantizedBounds({ lo, hi }, op)
  },
}
