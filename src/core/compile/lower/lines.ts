// What works along the last axis: softmax and its logarithm, norms, the index of the largest. spec/compile.md, "Lowering".

import { refuse } from '../../errors/index.ts'
import {
  ACCUMULATOR_BOUND,
  MAX_SEGMENT,
  MAX_SHIFT,
  MAX_TABLE_ROWS,
  maxOf,
  type NormOp,
  type Op,
  type SoftmaxOp,
} from '../../graph/index.ts'
import type { ArgMaxNode, NormNode, SoftmaxNode } from '../ir.ts'
import { quote } from '../limits.ts'
import { finest, type Scale } from '../range.ts'
import { type Builder, bounds, fits, type Value, whole } from './builder.ts'
import { apply } from './functions.ts'
import { moved, reshaped } from './layout.ts'
import { narrow, sum } from './sums.ts'
import { lines } from './table.ts'

/** The largest weight of a softmax: just inside 16 bits beside a shift of 15. */
const MAX_PEAK = 2 ** 15 - 2 ** 9
/** A norm takes at most 2^28 / 2^bits values of so many bits. */
const LOG_SPREAD = 28
const MAX_NORM_FRACTION = 14
const LOG_ROWS = Math.log2(MAX_TABLE_ROWS)

/** `x` with `axis` last, made into what `make` gives, and back. */
function alongLast(b: Builder, name: string, x: Value, axis: number, make: (x: Value) => Value): Value {
  const rank = x.shape.length
  if (axis === rank - 1) return make(x)
  const there = x.shape.map((_, i) => i).filter(i => i !== axis)
  there.push(axis)
  const back = there.map((_, i) => there.indexOf(i))
  return moved(b, name, make(moved(b, name, x, there)), back)
}

export function softmax(b: Builder, node: SoftmaxNode, x: Value, wanted: Scale): Value {
  return alongLast(b, node.name, x, node.axis, last =>
    node.log ? logSoftmax(b, node.name, last, wanted) : shares(b, node.name, last, wanted),
  )
}

function shares(b: Builder, name: string, x: Value, wanted: Scale): Value {
  const length = x.shape.at(-1)!
  // Shares of 1 need no finer step than the weights have.
  const shift = Math.max(0, Math.min(wanted.exponent, 15, MAX_SHIFT))
  const scale = { ...wanted, exponent: shift }
  const peak = Math.max(
    1,
    Math.min(
      MAX_PEAK,
      Math.floor(ACCUMULATOR_BOUND / (2 ** shift + length / 2 + 1)),
      Math.floor(ACCUMULATOR_BOUND / length),
    ),
  )
  const { filled, fraction } = b.table(`exp ${x.scale.exponent} ${peak}`, () => exponential(x.scale.exponent, peak))
  const { rows, tableBits, segment } = filled
  const common = {
    kind: 'softmax' as const,
    inputs: [x.id],
    shape: x.shape,
    bits: scale.bits,
    shift,
    ...bounds(null, scale),
    tableBits,
    segment,
    fraction,
  }
  return b.weighted(
    name,
    (weightOffset): SoftmaxOp => ({ ...common, weightOffset }),
    [x],
    scale,
    writer => writer.table(rows),
  )
}

/** peak * exp(-d / 2^exponent) for d from 0 on, to where it rounds to 0: the last row is 0, so that what is masked vanishes. */
function exponential(exponent: number, peak: number): { filled: ReturnType<typeof lines>; fraction: number } {
  const step = 2 ** -exponent
  const needed = (Math.log(2 * peak) + 1) / step + 1
  const total = Math.min(LOG_ROWS + MAX_SEGMENT, Math.max(1, Math.ceil(Math.log2(needed))))
  const values = Float64Array.from({ length: 2 ** total }, (_, d) => peak * Math.exp(-d * step))
  const tableBits = Math.min(total, LOG_ROWS)
  // The last row is level at 0.
  values.fill(0, values.length - 2 ** (total - tableBits))
  if (total > LOG_ROWS) {
    const filled = lines(values, tableBits, fractionFor(peak))
    filled.rows.base[filled.rows.base.length - 1] = 0
    filled.rows.slope[filled.rows.slope.length - 1] = 0
    return { filled, fraction: filled.shift }
  }
  const base = Int32Array.from(values, value => Math.floor(value + 0.5))
  return { filled: { rows: { base, slope: new Int16Array(0) }, tableBits, segment: 0, shift: 0 }, fraction: 0 }
}

const fractionFor = (peak: number): number => Math.max(0, Math.floor(Math.log2(ACCUMULATOR_BOUND / (2 * peak))))

/** x - max - log(sum of exp(x - max)), each step at 16 bits. */
function logSoftmax(b: Builder, name: string, x: Value, wanted: Scale): Value {
  const { shape } = x
  const length = shape.at(-1)!
  const rows = shape.slice(0, -1).reduce((product, n) => product * n, 1)
  const one = [...shape.slice(0, -1), 1]
  const pool = (image: Value): Op => ({
    kind: 'maxPool',
    inputs: [image.id],
    shape: [rows, 1, 1],
    bits: x.scale.bits,
    kernel: [1, length],
    stride: [1, 1],
    dilation: [1, 1],
    pads: [0, 0, 0, 0],
  })
  const image = reshaped(b, name, x, [rows, length, 1])
  const most = reshaped(b, name, b.append(name, pool(image), [image], x.scale), one)
  const terms = [
    { value: x, factor: 1 },
    { value: most, factor: -1 },
  ]
  const nothing = { lo: Number.NEGATIVE_INFINITY, hi: 0 }
  // What is further below than this adds nothing to the sum.
  const below = sum(b, name, terms, shape, { bits: 16, exponent: Math.min(x.scale.exponent, BELOW_EXPONENT) }, nothing)
  const weights = apply(b, name, Math.exp, below, { bits: 16, exponent: 14 }, 'exp')
  const logs = logOfSum(b, name, weights, length, one).map(value => ({ value, factor: -1 }))
  return sum(b, name, [...terms, ...logs], shape, wanted, nothing)
}

/** 16 bits reach 16 at this exponent. */
const BELOW_EXPONENT = 11
/** Each table of a logarithm sees a range of 2^2, at a step of its own. */
const LEVEL_BITS = 2
const MAX_LEVELS = 6

/**
 * Values whose sum is the logarithm of the sum of `weights`, which is at least 1: one for each power of 4 up to the length, so
 * that every range has 16 bits of its own.
 */
function logOfSum(b: Builder, name: string, weights: Value, length: number, shape: readonly number[]): Value[] {
  const levels = Math.min(MAX_LEVELS, Math.max(1, Math.ceil(Math.log2(length) / LEVEL_BITS)))
  return Array.from({ length: levels }, (_, level) => {
    const from = 2 ** (LEVEL_BITS * level)
    const to = level === levels - 1 ? Number.POSITIVE_INFINITY : from * 2 ** LEVEL_BITS
    const reach = level === levels - 1 ? length : to
    const total = totals(b, name, weights, length, shape, finest(reach, 16))
    const f = (v: number): number => Math.log(Math.min(to, Math.max(from, v)) / from)
    const exponent = finest(Math.max(1, Math.log(reach / from)), 16)
    return apply(b, name, f, total, { bits: 16, exponent }, `log from ${from} to ${to}`)
  })
}

/** Sums along the last axis at 16 bits, saturating. */
function totals(b: Builder, name: string, x: Value, length: number, shape: readonly number[], wanted: number): Value {
  const exponent = Math.min(x.scale.exponent, wanted)
  const make = (weightOffset: number): Op => ({
    kind: 'linear',
    inputs: [x.id],
    shape,
    bits: 16,
    shift: x.scale.exponent - exponent,
    ...whole(16),
    weightBits: 2,
    weightOffset,
  })
  return b.weighted(name, make, [x], { bits: 16, exponent }, writer =>
    writer.rows({ bias: new Int32Array(1), exponents: new Uint8Array(1), weights: new Int8Array(length).fill(1) }, 2),
  )
}

export function norm(b: Builder, node: NormNode, x: Value, wanted: Scale): Value {
  const length = x.shape.at(-1)!
  const most = LOG_SPREAD - Math.ceil(Math.log2(length))
  if (x.scale.bits > most) return norm(b, node, narrow(b, node.name, x, x.scale.bits - most), wanted)
  const fraction = Math.max(0, Math.min(wanted.exponent, MAX_NORM_FRACTION))
  const scale = { ...wanted, exponent: fraction }
  const epsilon = Math.round(node.epsilon * length * length * 2 ** (2 * x.scale.exponent))
  const op: NormOp = {
    kind: 'norm',
    inputs: [x.id],
    shape: x.shape,
    bits: scale.bits,
    centre: node.centre,
    fraction,
    epsilon: Math.min(epsilon, Number.MAX_SAFE_INTEGER),
    ...bounds(null, scale),
  }
  const found = b.measure(op, [x])
  if (!fits(found)) throw new RangeError(`${node.name}: a norm reaches ${found.accumulator}`)
  return b.push(node.name, op, scale, found)
}

export function argMax(b: Builder, node: ArgMaxNode, x: Value): Value {
  const last = x.shape.at(-1)! - 1
  let bits = 2
  while (bits < 16 && maxOf(bits) < last) bits++
  if (maxOf(bits) < last)
    refuse(
      'attribute_unsupported',
      `node ${quote(node.name)}: the largest of ${last + 1}, at most ${maxOf(16) + 1} is possible`,
    )
  const op: Op = { kind: 'argMax', inputs: [x.id], shape: node.shape, bits }
  return b.append(node.name, op, [x], { bits, exponent: 0 })
}
