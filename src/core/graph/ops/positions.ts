// position and rotary: where a row stands in its sequence, and vectors turned by angles that depend on it. spec/graph.md,
// "Rows as positions" and "Operations".

import { type Interval, MAX_CONTEXT, MAX_SHIFT } from '../types.ts'
import { type Fail, type OpDefinition, sameShape } from './definition.ts'
import { productInterval } from './product.ts'
import { checkRequantization, requantizedBounds } from './requantization.ts'

export function checkContext({ context }: { readonly context: number }, fail: Fail): void {
  if (context < 1 || context > MAX_CONTEXT) fail(`a context of ${context} positions, 1 to ${MAX_CONTEXT} expected`)
}

export const position: OpDefinition<'position'> = {
  kind: 'position',
  code: 21,
  arity: [0, 0],
  fields: ['context'],
  check(op, _inputs, fail) {
    if (!sameShape(op.shape, [1])) fail(`a position has shape [1], not [${op.shape}]`)
    if (op.bits !== 16) fail(`a position has 16 bits, not ${op.bits}`)
    checkContext(op, fail)
  },
  bounds: op => ({ out: { lo: 0, hi: op.context - 1 }, accumulator: 0 }),
}

export const rotary: OpDefinition<'rotary'> = {
  kind: 'rotary',
  code: 22,
  arity: [2, 2],
  fields: ['requantization', 'rotary'],
  check(op, [x, r], fail) {
    checkRequantization(op, fail)
    if (x!.shape.length !== 2 || !sameShape(op.shape, x!.shape)) fail('input and output have one shape [heads, length]')
    const length = x!.shape[1]!
    const turned = r!.shape[0]!
    if (r!.shape.length !== 1 || turned % 2 !== 0 || turned > length)
      fail(`angles of shape [${r!.shape}], one even axis of at most ${length} expected`)
    if (op.unitBits < 0 || op.unitBits > MAX_SHIFT) fail(`unit of ${op.unitBits} bits, 0 to ${MAX_SHIFT} expected`)
    if (turned === length && op.unitBits !== 0) fail(`unit of ${op.unitBits} bits where every value turns`)
  },
  bounds(op, { inputs, inputTypes }) {
    const [x, r] = inputs as [Interval, Interval]
    const one = productInterval(x, r)
    // One value takes x c - x s, its partner x c + x s.
    const acc = { lo: Math.min(one.lo - one.hi, 2 * one.lo), hi: Math.max(one.hi - one.lo, 2 * one.hi) }
    if (inputTypes[1]!.shape[0]! < op.shape[1]!) {
      const unit = 2 ** op.unitBits
      acc.lo = Math.min(acc.lo, x.lo * unit)
      acc.hi = Math.max(acc.hi, x.hi * unit)
    }
    return requantizedBounds(acc, op)
  },
}
