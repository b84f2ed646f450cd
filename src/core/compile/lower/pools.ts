// Means and maxima over windows. spec/compile.md, "Lowering".

import { refuse } from '../../errors/index.ts'
import { type AveragePoolOp, MAX_SHIFT, reciprocal, type Window } from '../../graph/index.ts'
import type { OpBounds } from '../../graph/ops/definition.ts'
import type { AveragePoolNode, Clamp, MaxPoolNode } from '../ir.ts'
import { quote } from '../limits.ts'
import type { Scale } from '../range.ts'
import { type Builder, bounds, fits, isPrecise, type Value } from './builder.ts'
import { split, splits, sum } from './sums.ts'

/** Means over more positions than this are taken along one axis after the other, where their multipliers are finer. */
const SPLIT_MEAN = 64
/** Bits of a reciprocal at most. */
const MAX_RECIPROCAL = 24

export const windowOf = ({ kernel, stride, dilation, pads }: Window): Window => ({ kernel, stride, dilation, pads })

export const maxPool = (b: Builder, node: MaxPoolNode, x: Value): Value =>
  b.append(
    node.name,
    { kind: 'maxPool', inputs: [x.id], shape: node.shape, bits: x.scale.bits, ...windowOf(node) },
    [x],
    x.scale,
  )

type Shaped = Window & { readonly shape: readonly number[] }

export function averagePool(b: Builder, node: AveragePoolNode, x: Value, wanted: Scale): Value {
  const [kh, kw] = node.kernel
  if (kh === 1 || kw === 1 || kh * kw <= SPLIT_MEAN) return mean(b, node, node, x, wanted, node.clamp)
  // Counts are products of counts along the axes, so means along one axis after the other give the same.
  const [top, left, bottom, right] = node.pads
  const [height, , channels] = x.shape as [number, number, number]
  const bits = Math.min(16, x.scale.bits + 2)
  const between = { bits, exponent: x.scale.exponent + bits - x.scale.bits }
  const across: Shaped = {
    kernel: [1, kw],
    stride: [1, node.stride[1]],
    dilation: [1, node.dilation[1]],
    pads: [0, left, 0, right],
    shape: [height, node.shape[1]!, channels],
  }
  const down: Shaped = {
    kernel: [kh, 1],
    stride: [node.stride[0], 1],
    dilation: [node.dilation[0], 1],
    pads: [top, 0, bottom, 0],
    shape: node.shape,
  }
  return mean(b, node, down, mean(b, node, across, x, between, null), wanted, node.clamp)
}

function mean(b: Builder, node: AveragePoolNode, window: Shaped, x: Value, wanted: Scale, clamp: Clamp | null): Value {
  const found = fitMean(b, node, window, x, wanted, clamp)
  const { op, scale, off } = found
  if (isPrecise(wanted) && splits(x) && off * 2 ** (wanted.bits - 1) > 1 / 4) {
    // The low bits are worth a finer multiplier: both parts are averaged, and then added.
    const { high, low } = split(b, node.name, x)
    const coarse = fitMean(b, node, window, high, { bits: 16, exponent: wanted.exponent }, null)
    const fine = fitMean(b, node, window, low, { bits: 16, exponent: x.scale.exponent + 6 }, null)
    const terms = [coarse, fine].map(part => ({
      value: b.push(node.name, part.op, part.scale, part.bounds),
      factor: 1,
    }))
    return sum(b, node.name, terms, window.shape, wanted, clamp)
  }
  if (off > 2 ** -9) {
    const count = window.kernel[0] * window.kernel[1]
    b.note(`${quote(node.name)}: the mean over ${count} positions is off by ${(100 * off).toFixed(2)} %`)
  }
  return b.push(node.name, op, scale, found.bounds)
}

interface Mean {
  readonly op: AveragePoolOp
  readonly scale: Scale
  readonly bounds: OpBounds
  /** How far the multiplier is from 1 / count, as a share of it. */
  readonly off: number
}

function fitMean(
  b: Builder,
  node: AveragePoolNode,
  window: Shaped,
  x: Value,
  wanted: Scale,
  clamp: Clamp | null,
): Mean {
  const count = window.kernel[0] * window.kernel[1]
  // A mean is as large as what it is taken over: far from that scale no multiplier and shift lead. Whoever needs another
  // scale (a concatenation) brings the result there.
  const first = Math.min(Math.max(wanted.exponent, x.scale.exponent - 4), x.scale.exponent + 24)
  for (let exponent = first; exponent > first - 32; exponent--) {
    const scale = { ...wanted, exponent }
    for (let q = MAX_RECIPROCAL; q >= 0; q--) {
      const shift = q + x.scale.exponent - exponent
      if (shift < 0 || shift > MAX_SHIFT || reciprocal(count, q) < 1) continue
      const op: AveragePoolOp = {
        kind: 'averagePool',
        inputs: [x.id],
        shape: window.shape,
        bits: scale.bits,
        ...windowOf(window),
        countIncludePad: node.countIncludePad,
        reciprocalBits: q,
        shift,
        ...bounds(clamp, scale),
      }
      const found = b.measure(op, [x])
      if (!fits(found)) continue
      return { op, scale, bounds: found, off: Math.abs((reciprocal(count, q) * count) / 2 ** q - 1) }
    }
  }
  return refuse('accumulator_overflow', `node ${quote(node.name)}: a mean over ${count} positions does not fit`, {
    facts: { node: node.name.slice(0, 80), row: null },
  })
}
