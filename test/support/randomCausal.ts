// How randomGraph.ts draws position, rotary and attention: heads of every grouping, tables of every form, scores that spread,
// sums up to their bounds.

import {
  ACCUMULATOR_BOUND,
  elements,
  MAX_SHIFT,
  maxOf,
  minOf,
  type Op,
  type TableRows,
} from '../../src/core/graph/index.ts'
import type { Random } from './random.ts'
import { type Draft, magnitude, roundingOf, type Value, within } from './randomKinds.ts'

const log2 = (n: number): number => Math.ceil(Math.log2(Math.max(1, n)))
const between = (lo: number, hi: number, n: number): number => Math.max(lo, Math.min(hi, n))

const reshaped = (d: Draft, x: Value, shape: readonly number[]): Value =>
  d.add({ kind: 'reshape', inputs: [x.id], shape, bits: x.bits })

function position(d: Draft): Value {
  return d.add({ kind: 'position', inputs: [], shape: [1], bits: 16, context: d.context })
}

/** An even number of values, mostly a table's entry for the position. */
function angles(d: Draft, turned: number): Value {
  const { r } = d
  const bits = r.int(2, 16)
  if (r.chance(0.2)) return d.constant([turned], bits)
  const fitting = d.values.filter(({ shape }) => shape.length === 1 && shape[0] === turned)
  if (fitting.length > 0 && r.chance(0.3)) return r.pick(fitting)
  const entries = r.int(1, 40)
  const unit = maxOf(bits)
  const half = turned / 2
  const table = Array.from({ length: entries }, (_, at) =>
    Array.from({ length: turned }, (_, i) => {
      const angle = at / 3 ** (i % half)
      return r.chance(0.05)
        ? r.int(minOf(bits), unit)
        : Math.round(unit * (i < half ? Math.cos(angle) : Math.sin(angle)))
    }),
  ).flat()
  const x = position(d)
  const head = { kind: 'embedding' as const, inputs: [x.id], shape: [1, turned], bits, pair: false }
  const offset = r.pick([0, 0, -3, 5])
  const entry = d.add({ ...head, entries, offset, weightOffset: d.weights.constant(table, bits) })
  return reshaped(d, entry, [turned])
}

/** x [H, D], at least two values a head, turned. */
function turnedHeads(d: Draft, x: Value): Value {
  const { r } = d
  const length = x.shape[1]!
  const pairs = Math.floor(length / 2)
  const turned = 2 * (r.chance(0.6) ? pairs : r.int(1, pairs))
  const angle = angles(d, turned)
  const bits = d.bits()
  const most = magnitude(x.range) * magnitude(angle.range)
  const spread = between(0, MAX_SHIFT, log2(most) + 1 - bits + r.int(-1, 1))
  const q = { ...d.requantization(bits), ...(r.chance(0.7) ? { shift: spread } : {}) }
  const unitBits = turned === length ? 0 : r.chance(0.6) ? q.shift : r.int(0, MAX_SHIFT)
  const room = ACCUMULATOR_BOUND - roundingOf(q.shift)
  const least = Math.max(2 * Math.max(1, magnitude(angle.range)), 2 ** unitBits)
  const fits = within(d, x, Math.floor(room / least))
  return d.add({ kind: 'rotary', inputs: [fits.id, angle.id], shape: x.shape, bits, ...q, unitBits })
}

function rotary(d: Draft): void {
  const fitting = d.values.filter(({ shape }) => shape.length === 2 && shape[1]! > 1)
  if (fitting.length > 0 && d.r.chance(0.7)) turnedHeads(d, d.choose(fitting))
  else turnedHeads(d, d.project(d.liveSource(), [d.r.int(1, 5), d.r.int(2, 20)], d.bits()))
}

/** Rows from the first, which is the largest, down, over scores that are some `spread` apart; those that nothing asks for are anything. */
function decay(r: Random, tableBits: number, furthest: number, largest: number, spread: number): TableRows {
  const style = r.pick(['exponential', 'exponential', 'uniform', 'first', 'all'] as const)
  const rate = r.pick([0.3, 1, 3, 10]) / spread
  const base = Int32Array.from({ length: 2 ** tableBits }, (_, d) => {
    if (d > furthest) return r.int(-(2 ** 31), 2 ** 31 - 1)
    if (d === 0 || style === 'all') return largest
    if (style === 'first') return 0
    return style === 'uniform' ? r.int(0, largest) : Math.round(largest * Math.exp(-rate * d))
  })
  return { base, slope: new Int16Array(0) }
}

/** Heads of q, k or v: what is there already, or a projection; turned now and then. */
function heads(d: Draft, shape: readonly number[], bits: number, mayTurn: boolean): Value {
  const { r } = d
  const fitting = d.values.filter(value => String(value.shape) === String(shape) && value.bits === bits)
  const x = fitting.length > 0 && r.chance(0.3) ? r.pick(fitting) : d.project(d.liveSource(), shape, bits)
  return mayTurn && shape[1]! > 1 && r.chance(0.3) ? turnedHeads(d, x) : x
}

function attention(d: Draft): void {
  const { r, context } = d
  const groups = r.pick([1, 1, 2, 3])
  const count = groups * r.pick([1, 1, 2, 4])
  const most = Math.max(1, Math.floor(Math.min(20, d.maxElements / count)))
  const [length, values] = [r.int(1, most), r.chance(0.5) ? r.int(1, most) : 0]
  const valueBits = r.chance(0.4) ? 8 : r.int(4, 12)
  const v = heads(d, [groups, values === 0 ? length : values], valueBits, false)
  const q = heads(d, [count, length], r.int(2, 16), true)
  const free = heads(d, [groups, length], r.int(2, 16), true)
  const widest = length * Math.max(1, magnitude(q.range))
  const typical = log2((widest / Math.sqrt(length) / 4) * Math.max(1, magnitude(free.range)))
  const spread = 2 ** r.int(0, 8)
  const scoreShift = r.chance(0.8) ? between(0, MAX_SHIFT, typical - Math.log2(spread)) : r.int(0, MAX_SHIFT)
  const k = within(d, free, Math.floor((ACCUMULATOR_BOUND - roundingOf(scoreShift)) / widest))
  const limits = r.chance(0.7) ? [minOf(16), maxOf(16)] : [r.int(-300, 300), r.int(-300, 300)]
  const [scoreLo, scoreHi] = limits.sort((a, b) => a - b) as [number, number]
  const tableBits = r.int(0, r.chance(0.2) ? 12 : 8)
  const reach = Math.ceil((widest * magnitude(k.range)) / 2 ** scoreShift) + 1
  const furthest = Math.min(scoreHi - scoreLo, 2 * reach, 2 ** tableBits - 1)
  const least = 2 ** (15 - valueBits)
  // The sum and its products with v stay inside the bound, and its shift within what shifts may be.
  const edge = Math.floor(
    Math.min(
      (ACCUMULATOR_BOUND - 2 ** (MAX_SHIFT - 1)) / Math.max(1, magnitude(v.range)),
      ACCUMULATOR_BOUND,
      2 ** (MAX_SHIFT + 16 - valueBits) - 1,
    ) / context,
  )
  const largest = r.pick([Math.max(least, edge), least, between(least, Math.max(least, edge), r.int(1, 1024))])
  const table = decay(r, tableBits, furthest, largest, spread)
  const bits = d.bits()
  const { lo, hi } = d.requantization(bits)
  const fraction = between(Math.max(0, 11 - valueBits), 29 - valueBits, bits - valueBits + r.int(-2, 2))
  d.add({
    ...{ kind: 'attention', inputs: [q.id, k.id, v.id], shape: [count, v.shape[1]!], bits, context, fraction, lo, hi },
    ...{ scoreShift, scoreLo, scoreHi, tableBits, segment: 0, weightOffset: d.weights.table(table) },
  })
}

export const CAUSAL_KINDS = {
  position: (d: Draft): void => {
    position(d)
  },
  rotary,
  attention,
} as const

/** Token ids of a vocabulary in pairs, most of them small. */
export function tokenAt(r: Random): [number, number] {
  if (r.chance(0.05)) return [r.int(minOf(16), maxOf(16)), r.int(-3, 3)]
  return [r.int(0, 40), r.chance(0.1) ? 1 : 0]
}

export const isTokens = (op: Op): boolean => op.kind === 'input' && op.bits === 16 && elements(op.shape) === 2
