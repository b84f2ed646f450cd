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
import { type BoundsContext, type Fail, type Norms, type OpBounds, type OpDefinition, sameShape } from './definition.ts'
import { checkRequantization } from './requantization.ts'
import { checkWindow, MAX_FIELD } from './window.ts'

/** Keeps sums of products of two int16 values below 2^53, where the analysis itself is exact. */
const MAX_K = 2 ** 22

function checkRows(op: LinearOp | ConvOp, input: TensorType, fail: Fail): void {
  if (op.weightBits < 2 || op.weightBits > 16) fail(`weights of ${op.weightBits} bits`)
  const { k } = rowLayout(op, input.shape)
  if (k > MAX_K) fail(`rows of ${k} weights, at most ${MAX_K}`)
}

/** As many weights of 16 bits as a sum of 32 bits holds, and then some. */
const BLOCK = 2 ** 14

/** The sums of what is positive and of what is negative in a row. */
function sumsOf(row: Int8Array | Int16Array): { above: number; below: number } {
  let sum = 0
  let size = 0
  for (let from = 0; from < row.length; from += BLOCK) {
    const end = Math.min(row.length, from + BLOCK)
    // Integers of 32 bits are summed several times as fast as doubles.
    let s = 0
    let a = 0
    for (let i = from; i < end; i++) {
      const w = row[i]!
      s = (s + w) | 0
      a = (a + Math.abs(w)) | 0
    }
    sum += s
    size += a
  }
  return { above: (size + sum) / 2, below: (sum - size) / 2 }
}

/** How far a row of weights takes what is known of its input, as a whole. */
function limitOf({ l1, l2 }: Norms, row: Int8Array | Int16Array): number {
  if (l1 === undefined && l2 === undefined) return Number.POSITIVE_INFINITY
  let squares = 0
  let most = 0
  for (let i = 0; i < row.length; i++) {
    squares += row[i]! * row[i]!
    most = Math.max(most, Math.abs(row[i]!))
  }
  const byLargest = l1 === undefined ? Number.POSITIVE_INFINITY : l1 * most
  return l2 === undefined ? byLargest : Math.min(byLargest, l2 * Math.ceil(Math.sqrt(squares)))
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
  let accumulator = 0
  let worst = 0
  for (let row = 0; row < layout.rows; row++) {
    const exponent = p.exponents[row]!
    if (exponent > MAX_ROW_EXPONENT) refuse('graph_invalid', `${what}: row ${row} has exponent ${exponent}`)
    const own = p.weights.subarray(row * layout.k, (row + 1) * layout.k)
    const { above, below } = sumsOf(own)
    const limit = limitOf(known ?? {}, own)
    const lo = p.bias[row]! + Math.max(above * x.lo + below * x.hi, -limit)
    const hi = p.bias[row]! + Math.min(above * x.hi + below * x.lo, limit)
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
