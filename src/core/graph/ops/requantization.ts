// What every op that shifts an accumulator shares: spec/graph.md, "Requantization".

import { type Interval, MAX_SHIFT, maxOf, minOf, type Requantization, requantize, type TensorType } from '../types.ts'
import type { Fail, OpBounds } from './definition.ts'

export function checkRequantization(op: Requantization & TensorType, fail: Fail): void {
  if (op.shift < 0 || op.shift > MAX_SHIFT) fail(`shift ${op.shift} outside 0 to ${MAX_SHIFT}`)
  if (op.lo > op.hi || op.lo < minOf(op.bits) || op.hi > maxOf(op.bits)) {
    fail(`clamp [${op.lo}, ${op.hi}] does not fit ${op.bits} bits`)
  }
}

/** Bounds of an op whose accumulators lie in `acc`; rounding and clamping are monotone, so the ends map to the ends. */
export function requantizedBounds(acc: Interval, q: Requantization, row?: number): OpBounds {
  const rounding = q.shift === 0 ? 0 : 2 ** (q.shift - 1)
  return {
    out: { lo: requantize(acc.lo, q), hi: requantize(acc.hi, q) },
    accumulator: Math.max(Math.abs(acc.lo), Math.abs(acc.hi)) + rounding,
    ...(row === undefined ? {} : { row }),
  }
}
