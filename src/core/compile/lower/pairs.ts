// Products, matrix products and quotients of two computed values. Where both together are wider than an accumulator, one gives
// up low bits, or is taken apart where the result is to keep them. spec/compile.md, "Lowering".

import { ACCUMULATOR_BOUND, type DivideOp, MAX_SHIFT, maxOf, type Op } from '../../graph/index.ts'
import type { Clamp } from '../ir.ts'
import type { Scale } from '../range.ts'
import { type Builder, bounds, fits, isPrecise, magnitude, type Value, whole } from './builder.ts'
import { coarser, narrow, split, splits, sum } from './sums.ts'

type Kind = 'product' | 'matmul'

/** Bits by which `accumulator` passes the bound. */
const excess = (accumulator: number): number => Math.max(1, Math.ceil(Math.log2(accumulator / ACCUMULATOR_BOUND)))

export function pair(
  b: Builder,
  name: string,
  kind: Kind,
  [x, y]: readonly [Value, Value],
  shape: readonly number[],
  wanted: Scale,
  clamp: Clamp | null,
): Value {
  const full = x.scale.exponent + y.scale.exponent
  const again = (a: Value, c: Value): Value => pair(b, name, kind, [a, c], shape, wanted, clamp)
  const narrower = (by: number): Value =>
    x.scale.bits >= y.scale.bits ? again(narrow(b, name, x, by), y) : again(x, narrow(b, name, y, by))
  if (full - wanted.exponent > MAX_SHIFT) {
    const by = full - wanted.exponent - MAX_SHIFT
    return x.scale.bits >= y.scale.bits ? again(coarser(b, name, x, by), y) : again(x, coarser(b, name, y, by))
  }
  const exponent = Math.min(wanted.exponent, full)
  const scale = { ...wanted, exponent }
  const op = opOf(kind, [x, y], shape, scale, full - exponent, bounds(clamp, scale))
  const found = b.measure(op, [x, y])
  if (fits(found)) return b.push(name, op, scale, found)
  const by = excess(found.accumulator)
  const widest = x.scale.bits >= y.scale.bits ? x : y
  if (!isPrecise(wanted) || !splits(widest) || widest.scale.bits - by > wanted.bits) return narrower(by)
  // x = high + low: the high part gives the result but for its last bits, the low part gives those.
  const other = widest === x ? y : x
  const { high, low } = split(b, name, widest)
  const parts = [high, low].map(part => {
    const operands = widest === x ? ([part, other] as const) : ([other, part] as const)
    return pair(b, name, kind, operands, shape, fineScale(b, kind, operands, shape, wanted), null)
  })
  const terms = parts.map(value => ({ value, factor: 1 }))
  return sum(b, name, terms, shape, wanted, clamp)
}

function opOf(
  kind: Kind,
  inputs: readonly [Value, Value],
  shape: readonly number[],
  { bits }: Scale,
  shift: number,
  limits: { lo: number; hi: number },
): Op {
  return { kind, inputs: inputs.map(input => input.id), shape, bits, shift, ...limits }
}

/** 16 bits at the finest exponent at which nothing is cut, and not coarser than wanted. */
function fineScale(
  b: Builder,
  kind: Kind,
  inputs: readonly [Value, Value],
  shape: readonly number[],
  wanted: Scale,
): Scale {
  const full = inputs[0].scale.exponent + inputs[1].scale.exponent
  const { accumulator } = b.measure(opOf(kind, inputs, shape, { bits: 16, exponent: full }, 0, whole(16)), inputs)
  const over = Math.max(0, Math.ceil(Math.log2(Math.max(1, accumulator) / maxOf(16))))
  return { bits: 16, exponent: Math.max(wanted.exponent, full - over) }
}

/** The first value by the second. */
export function divide(
  b: Builder,
  name: string,
  [x, y]: readonly [Value, Value],
  shape: readonly number[],
  wanted: Scale,
  clamp: Clamp | null,
): Value {
  // The quotient of the integers stands at x's exponent less y's; the shift takes it to the result's.
  const shift = wanted.exponent - x.scale.exponent + y.scale.exponent
  if (shift < 0) return divide(b, name, [coarser(b, name, x, -shift), y], shape, wanted, clamp)
  const op = (scale: Scale): DivideOp => ({
    kind: 'divide',
    inputs: [x.id, y.id],
    shape,
    bits: scale.bits,
    shift: scale.exponent - x.scale.exponent + y.scale.exponent,
    ...bounds(clamp, scale),
  })
  if (shift <= MAX_SHIFT) {
    const found = b.measure(op(wanted), [x, y])
    if (fits(found)) return b.push(name, op(wanted), wanted, found)
    // A divisor with more bits than the result gives some up; then the result does.
    const reach = magnitude(x) * 2 ** shift
    const over = reach > ACCUMULATOR_BOUND ? excess(reach) : 1
    const spare = Math.min(over, y.scale.bits - Math.min(wanted.bits + 1, 14))
    if (spare > 0) return divide(b, name, [x, narrow(b, name, y, spare)], shape, wanted, clamp)
  } else if (y.scale.bits > wanted.bits) {
    const by = Math.min(shift - MAX_SHIFT, y.scale.bits - wanted.bits)
    return divide(b, name, [x, narrow(b, name, y, by)], shape, wanted, clamp)
  }
  return divide(b, name, [x, y], shape, { ...wanted, exponent: wanted.exponent - 1 }, clamp)
}
