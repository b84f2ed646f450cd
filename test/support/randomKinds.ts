// How randomGraph.ts draws the ops that came after the first nine: valid by construction, at the edges of their bounds.

import {
  ACCUMULATOR_BOUND,
  elements,
  type Interval,
  MAX_SEGMENT,
  MAX_SHIFT,
  maxOf,
  minOf,
  type Op,
  type Requantization,
  type TableRows,
  type TensorType,
  type WeightWriter,
} from '../../src/core/graph/index.ts'
import type { OpBounds } from '../../src/core/graph/ops/definition.ts'
import type { Random } from './random.ts'

/** An op that the model has so far. */
export interface Value extends TensorType {
  readonly id: number
  readonly range: Interval
  readonly bounds: OpBounds
}

/** What drawing an op may use of the model under construction. */
export interface Draft {
  readonly r: Random
  readonly values: readonly Value[]
  readonly weights: WeightWriter
  readonly maxElements: number
  readonly maxWork: number
  /** Positions of a sequence, for the ops that have them; only causal models do. */
  readonly context: number
  readonly causal: boolean
  add(op: Op): Value
  boundsOf(op: Op): OpBounds
  bits(): number
  shape(): number[]
  fit(shape: number[]): number[]
  choose(values: readonly Value[]): Value
  source(): Value
  /** One that depends on an input, mostly. */
  liveSource(): Value
  requantization(bits: number): Requantization
  constant(shape: readonly number[], bits?: number): Value
  /** A linear op over all of x, in another shape. */
  project(x: Value, shape: readonly number[], bits: number): Value
}

export const magnitude = ({ lo, hi }: Interval): number => Math.max(Math.abs(lo), Math.abs(hi))
export const roundingOf = (shift: number): number => (shift === 0 ? 0 : 2 ** (shift - 1))

/** The value, or itself clamped so that it stays within `most`. */
export function within(d: Draft, x: Value, most: number): Value {
  if (magnitude(x.range) <= most) return x
  const clamp = { lo: Math.max(-most, minOf(x.bits)), hi: Math.min(most, maxOf(x.bits)) }
  const head = { kind: 'sum' as const, inputs: [x.id], shape: x.shape, bits: x.bits }
  return d.add({ ...head, coefficients: [1], shift: 0, ...clamp })
}

/** `count` inputs of an elementwise op, x the first of them, that repeat along axes as they like, and the op's shape. */
export function repeating(d: Draft, x: Value, count: number): { inputs: Value[]; shape: number[] } {
  const { r } = d
  const longer = x.shape.map(n => (n === 1 && count > 1 && r.chance(0.3) ? r.int(2, 5) : n))
  const shape = elements(longer) <= d.maxElements ? longer : [...x.shape]
  const fitting = d.values.filter(
    v => v.shape.length === shape.length && v.shape.every((n, i) => n === shape[i] || n === 1),
  )
  const inputs = [x]
  while (inputs.length < count) {
    const drop = r.pick([0, 0, 0.4, 1])
    if (fitting.length > 0 && r.chance(0.6)) inputs.push(r.pick(fitting))
    else inputs.push(d.constant(shape.map(n => (r.chance(drop) ? 1 : n))))
  }
  // Some input must have each axis in full length.
  const whole = shape.every((n, i) => inputs.some(v => v.shape[i] === n))
  if (!whole) inputs[r.int(1, count - 1)] = d.constant(shape.map((n, i) => (x.shape[i] === n && r.chance(0.3) ? 1 : n)))
  return { inputs: r.chance(0.5) ? inputs : inputs.reverse(), shape }
}

function take(d: Draft): void {
  const { r } = d
  const x = d.source()
  const axis = r.int(0, x.shape.length - 1)
  const length = x.shape[axis]!
  const most = Math.max(1, Math.floor((d.maxElements * length) / elements(x.shape)))
  const count = r.int(1, Math.min(most, r.pick([3, 17, 34])))
  const start = r.int(-3, length)
  const step = r.pick([1, 1, -1, 2, 3])
  const styles: readonly ((i: number) => number)[] = [
    // A slice, with whatever lies outside filled.
    i => start + i * step,
    // The edge repeated.
    i => Math.min(length - 1, Math.max(0, start + i * step)),
    // Zeros between values.
    i => (i % step === 0 ? i / step : -1),
    () => r.int(0, length - 1),
    () => r.int(-1, length - 1),
    () => -1,
  ]
  const style = r.pick([0, 0, 1, 2, 3, 4, 5])
  const indices = Array.from({ length: count }, (_, i) => {
    const index = styles[style]!(i)
    return index >= 0 && index < length ? index : -1
  })
  const shape = x.shape.map((n, i) => (i === axis ? count : n))
  const fill = r.pick([0, minOf(x.bits), maxOf(x.bits), r.int(minOf(x.bits), maxOf(x.bits))])
  d.add({ kind: 'take', inputs: [x.id], shape, bits: x.bits, axis, fill, weightOffset: d.weights.indices(indices) })
}

function product(d: Draft): void {
  const { inputs, shape } = repeating(d, d.source(), 2)
  const bits = d.bits()
  const q = d.requantization(bits)
  const most = Math.floor((ACCUMULATOR_BOUND - roundingOf(q.shift)) / Math.max(1, magnitude(inputs[1]!.range)))
  const a = within(d, inputs[0]!, most)
  d.add({ kind: 'product', inputs: [a.id, inputs[1]!.id], shape, bits, ...q })
}

function divide(d: Draft): void {
  const { inputs, shape } = repeating(d, d.source(), 2)
  const bits = d.bits()
  const q = d.requantization(bits)
  const [x, b] = inputs as [Value, Value]
  const edge = Math.floor((ACCUMULATOR_BOUND - magnitude(b.range) / 2) / 2 ** q.shift)
  const a = d.r.chance(0.5) ? within(d, x, edge) : x
  for (let { shift } = q; ; shift--) {
    const op: Op = { kind: 'divide', inputs: [a.id, b.id], shape, bits, ...q, shift }
    if (d.boundsOf(op).accumulator > ACCUMULATOR_BOUND) continue
    d.add(op)
    return
  }
}

const clampInt16 = (n: number): number => Math.max(-32_768, Math.min(32_767, n))

/**
 * Rows of a table whose accumulators stay in [lo, hi] for every u of [0, reached]; those beyond are anything, since nothing
 * asks for them.
 */
function tableRows(
  r: Random,
  tableBits: number,
  segment: number,
  { lo, hi }: Interval,
  asked: Interval,
  curve: (part: number) => number,
): TableRows {
  const rows = 2 ** tableBits
  const last = 2 ** segment - 1
  const base = new Int32Array(rows)
  const slope = new Int16Array(segment === 0 ? 0 : rows)
  const style = r.pick(['curve', 'uniform', 'edge'] as const)
  const draw = (row: number): number => {
    if (style === 'curve') return Math.round(lo + (hi - lo) * curve(Math.min(1, row / rows)))
    if (style === 'uniform') return r.int(lo, hi)
    return r.pick([lo, hi, 0 >= lo && 0 <= hi ? 0 : lo])
  }
  let next = draw(0)
  for (let row = 0; row < rows; row++) {
    const from = style === 'curve' || r.chance(0.5) ? next : draw(row)
    next = draw(row + 1)
    const inside = row >= asked.lo >> segment && row <= asked.hi >> segment
    base[row] = inside ? from : r.int(-(2 ** 31), 2 ** 31 - 1)
    if (segment === 0) continue
    slope[row] = inside ? clampInt16(Math.trunc((next - from) / last)) : r.int(-32_768, 32_767)
  }
  return { base, slope }
}

function lookup(d: Draft): void {
  const { r } = d
  const x = d.source()
  const most = Math.min(x.bits, r.chance(0.3) ? 12 : 7)
  const tableBits = r.int(Math.max(0, x.bits - MAX_SEGMENT), Math.max(most, x.bits - MAX_SEGMENT))
  const segment = x.bits - tableBits
  const bits = d.bits()
  const q = d.requantization(bits)
  const room = ACCUMULATOR_BOUND - roundingOf(q.shift)
  const scale = r.pick([room, Math.min(room, maxOf(bits) * 2 ** q.shift), r.int(0, room)])
  const asked = { lo: x.range.lo - minOf(x.bits), hi: x.range.hi - minOf(x.bits) }
  const rows = tableRows(
    r,
    tableBits,
    segment,
    { lo: -scale, hi: scale },
    asked,
    part => 1 / (1 + Math.exp(4 - 8 * part)),
  )
  const head = { kind: 'lookup' as const, inputs: [x.id], shape: x.shape, bits, ...q }
  d.add({ ...head, tableBits, segment, weightOffset: d.weights.table(rows) })
}

function softmax(d: Draft): void {
  const { r } = d
  const x = d.source()
  const length = x.shape.at(-1)!
  const tableBits = r.int(0, r.chance(0.2) ? 12 : 7)
  const segment = r.chance(0.2) ? 0 : r.int(0, r.chance(0.5) ? MAX_SEGMENT : 6)
  const bits = d.bits()
  const q = { ...d.requantization(bits), shift: r.int(0, MAX_SHIFT) }
  let fraction = r.int(0, MAX_SHIFT)
  // sum and e * 2^shift + sum / 2 stay inside the bound, and so does e before it is rounded.
  const edge = Math.floor(ACCUMULATOR_BOUND / Math.max(length, 2 ** q.shift + length / 2))
  const largest = r.pick([edge, Math.min(edge, r.int(1, 70_000)), Math.min(edge, r.int(1, 40))])
  const top = (): number => largest * 2 ** fraction + roundingOf(fraction) - (fraction === 0 ? 0 : 1)
  while (top() + roundingOf(fraction) > ACCUMULATOR_BOUND) fraction--
  const asked = { lo: 0, hi: Math.min(x.range.hi - x.range.lo, 2 ** (tableBits + segment) - 1) }
  const least = r.chance(0.5) ? 0 : -roundingOf(fraction)
  const rows = tableRows(r, tableBits, segment, { lo: least, hi: top() }, asked, part => Math.exp(-8 * part))
  // The first is at least 1; a line that leaves from there upwards may not leave the range.
  if (rows.base[0]! < 2 ** fraction) {
    rows.base[0] = 2 ** fraction
    if (segment > 0)
      rows.slope[0] = Math.min(0, Math.max(rows.slope[0]!, Math.ceil((least - 2 ** fraction) / 2 ** segment)))
  }
  const head = { kind: 'softmax' as const, inputs: [x.id], shape: x.shape, bits, ...q }
  d.add({ ...head, tableBits, segment, fraction, weightOffset: d.weights.table(rows) })
}

function norm(d: Draft): void {
  const { r } = d
  const x = d.source()
  const bits = d.bits()
  const { lo, hi } = d.requantization(bits)
  const epsilon = r.pick([0, 0, 1, r.int(0, 100_000), r.int(0, 2 ** 31) * 1000, Number.MAX_SAFE_INTEGER])
  const head = { kind: 'norm' as const, inputs: [x.id], shape: x.shape, bits, lo, hi }
  d.add({ ...head, centre: r.chance(0.5), fraction: r.int(0, 14), epsilon })
}

function matmul(d: Draft): void {
  const { r } = d
  const many = d.values.filter(value => value.shape.length > 1)
  let a = many.length > 0 ? d.choose(many) : d.source()
  if (a.shape.length === 1) {
    a = d.add({ kind: 'reshape', inputs: [a.id], shape: [1, a.shape[0]!], bits: a.bits })
  }
  const rank = a.shape.length
  const [m, k] = a.shape.slice(-2) as [number, number]
  const leading = a.shape.slice(0, -2)
  const batches = elements(leading)
  const fitting = many.filter(
    ({ shape }) =>
      shape.length === rank &&
      shape[rank - 1] === k &&
      batches * m * shape[rank - 2]! * Math.max(1, k / 8) <= d.maxElements * 4 &&
      leading.every((n, i) => shape[i] === n || shape[i] === 1),
  )
  const most = Math.floor(Math.min(20, d.maxElements / (batches * m), d.maxWork / (batches * m * k)))
  const n = r.int(1, Math.max(1, most))
  const drop = r.pick([0, 0.5, 1])
  const b =
    fitting.length > 0 && r.chance(0.5)
      ? r.pick(fitting)
      : d.constant([...leading.map(length => (r.chance(drop) ? 1 : length)), n, k])
  const bits = d.bits()
  const q = d.requantization(bits)
  const limit = Math.floor((ACCUMULATOR_BOUND - roundingOf(q.shift)) / (k * Math.max(1, magnitude(b.range))))
  let first = a
  if (matmulAccumulator(d, a, b, bits, q) > ACCUMULATOR_BOUND) first = within(d, a, limit)
  const shape = [...leading, m, b.shape[rank - 2]!]
  d.add({ kind: 'matmul', inputs: [first.id, b.id], shape, bits, ...q })
}

const matmulAccumulator = (d: Draft, a: Value, b: Value, bits: number, q: Requantization): number =>
  d.boundsOf({ kind: 'matmul', inputs: [a.id, b.id], shape: [...a.shape.slice(0, -1), b.shape.at(-2)!], bits, ...q })
    .accumulator

function embedding(d: Draft): void {
  const { r } = d
  const small = d.values.filter(x => x.shape.length < 6 && elements(x.shape) <= d.maxElements)
  if (small.length === 0) return
  const x = d.choose(small)
  const length = r.int(1, Math.min(20, Math.floor(d.maxElements / elements(x.shape))))
  const pair = d.causal && x.shape.at(-1) === 2 && r.chance(0.8)
  const entries = r.int(1, 40)
  const offset = r.pick([0, pair ? 0 : 0 - x.range.lo, Math.floor(entries / 2), r.int(-40_000, 40_000)])
  const bits = d.bits()
  const table = Array.from({ length: entries * length }, () => r.int(minOf(bits), maxOf(bits)))
  const axes = pair ? x.shape.slice(0, -1) : x.shape
  const head = { kind: 'embedding' as const, inputs: [x.id], shape: [...axes, length], bits }
  d.add({ ...head, entries, offset, pair, weightOffset: d.weights.constant(table, bits) })
}

function argMax(d: Draft): void {
  const x = d.source()
  const length = x.shape.at(-1)!
  let bits = d.bits()
  while (maxOf(bits) < length - 1) bits++
  d.add({ kind: 'argMax', inputs: [x.id], shape: [...x.shape.slice(0, -1), 1], bits })
}

export const KINDS = { take, product, divide, lookup, softmax, norm, matmul, embedding, argMax } as const
