// linear and conv: rows of weights against inputs. spec/graph.md, "linear" and "conv".

import { refuse } from '../../errors/index.ts'
import {
  type ConvOp,
  type Interval,
  type LinearOp,
  MAX_ROW_EXPONENT,
  maxOf,
  minOf,
  requantize,
  type TensorType,
} from '../types.ts'
import { readRows, rowLayout } from '../weights.ts'
import { type BoundsContext, type Fail, type OpBounds, type OpDefinition, sameShape } from './definition.ts'
import { checkRequantization } from './requantization.ts'
import { checkWindow, MAX_FIELD } from './window.ts'

/** Keeps sums of products of two int16 values below 2^53, where the analysis itself is exact. */
const MAX_K = 2 ** 22

function checkRows(op: LinearOp | ConvOp, input: TensorType, fail: Fail): void {
  if (op.weightBits < 2 || op.weightBits > 16) fail(`weights of ${op.weightBits} bits`)
  const { k } = rowLayout(op, input.shape)
  if (k > MAX_K) fail(`rows of ${k} weights, at most ${MAX_K}`)
}

/**
 * Bounds from the actual rows: each weight meets the end of the input's interval that takes the accumulator furthest, or the
 * row as a whole meets what is known of the input's last axis (Cauchy-Schwarz), whichever is less.
 */
function rowBounds(op: LinearOp | ConvOp, x: Interval, { weights, inputTypes, what, norms }: BoundsContext): OpBounds {
  const layout = rowLayout(op, inputTypes[0]!.shape)
  const p = readRows(weights, layout, what)
  const out = { lo: maxOf(op.bits), hi: minOf(op.bits) }
  const rounding = op.shift === 0 ? 0 : 2 ** (op.shift - 1)
  // What is known along the last axis speaks of whole windows only where a window is one position.
  const known = op.kind === 'linear' || (op.groups === 1 && op.kernel[0] * op.kernel[1] === 1) ? norms?.[0] : undefined
  const limitOf = (most: number, squares: number): number =>
    Math.min(
      known?.l1 === undefined ? Number.POSITIVE_INFINITY : known.l1 * most,
      known?.l2 === undefined ? Number.POSITIVE_INFINITY : known.l2 * Math.ceil(Math.sqrt(squares)),
    )
  let accumulator = 0
  let worst = 0
  for (let row = 0; row < layout.rows; row++) {
    const exponent = p.exponents[row]!
    if (exponent > MAX_ROW_EXPONENT) refuse('graph_invalid', `${what}: row ${row} has exponent ${exponent}`)
    let lo = 0
    let hi = 0
    let squares = 0
    let most = 0
    for (let i = row * layout.k; i < (row + 1) * layout.k; i++) {
      const w = p.weights[i]!
      lo += w * (w > 0 ? x.lo : x.hi)
      hi += w * (w > 0 ? x.hi : x.lo)
      squares += w * w
      most = Math.max(most, Math.abs(w))
    }
    const limit = limitOf(most, squares)
    lo = p.bias[row]! + Math.max(lo, -limit)
    hi = p.bias[row]! + Math.min(hi, limit)
    const scale = 2 ** exponent
    const reached = Math.max(Math.abs(lo), Math.abs(hi)) * scale + rounding
    if (reached > accumulator) {
      accumulator = reached
      worst = row
    }
    out.lo = Math.min(out.lo, requantize(lo * scale, op))
    out.hi = Math.max(out.hi, requantize(hi * scale, op))
  }
  return { out, accumulator, row: worst }
}

export const linear: OpDefinition<'linear'> = {
  kind: 'linear',
  code: 4,
  arity: [1, 1],
  fields: ['requantization', 'rows', 'weightOffset'],
  check(op, [x], fail) {
    checkRequantization(op, fail)
    checkRows(op, x!, fail)
    if (!sameShape(op.shape.slice(0, -1), x!.shape.slice(0, -1))) fail('all axes but the last pass through')
  },
  weights(op, [x]) {
    return [op.weightOffset, rowLayout(op, x!.shape).end]
  },
  bounds: (op, context) => rowBounds(op, context.inputs[0]!, context),
}

export const conv: OpDefinition<'conv'> = {
  kind: 'conv',
  code: 5,
  arity: [1, 1],
  fields: ['requantization', 'rows', 'weightOffset', 'window', 'groups'],
  check(op, [x], fail) {
    checkRequantization(op, fail)
    checkWindow(op, x!, op.shape, false, fail)
    if (op.groups < 1 || op.groups > MAX_FIELD) fail(`${op.groups} groups, 1 to ${MAX_FIELD} expected`)
    if (x!.shape[2]! % op.groups !== 0 || op.shape[2]! % op.groups !== 0) {
      fail(`${op.groups} groups do not divide ${x!.shape[2]} and ${op.shape[2]} channels`)
    }
    checkRows(op, x!, fail)
  },
  weights(op, [x]) {
    return [op.weightOffset, rowLayout(op, x!.shape).end]
  },
  bounds(op, context) {
    const x = context.inputs[0]!
    const padded = op.pads.some(pad => pad > 0)
    return rowBounds(op, padded ? { lo: Math.min(0, x.lo), hi: Math.max(0, x.hi) } : x, context)
  },
}
