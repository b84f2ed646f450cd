// Functions of one value as lookups. Values of more than 12 bits meet lines between the rows; where the function turns or
// jumps inside a row, a second table over a window of 12 bits adds what is missing. spec/compile.md, "Tables".

import type { Op } from '../../graph/index.ts'
import type { FunctionNode } from '../ir.ts'
import type { Scale } from '../range.ts'
import { scalarFunction } from '../scalar.ts'
import { type Builder, bounds, type Value, whole } from './builder.ts'
import { integers } from './layout.ts'
import { sum, type Term } from './sums.ts'
import { type Filled, fill, misses, nearest, sample, valueAt, type Wanted } from './table.ts'

const WINDOW_BITS = 12
const WINDOW = 2 ** WINDOW_BITS

export function lookup(b: Builder, node: FunctionNode, x: Value, wanted: Scale): Value {
  return apply(b, node.name, scalarFunction(node.f), x, wanted, JSON.stringify(node.f))
}

/** `f` of every value of x, at `wanted`. `key` names f. */
export function apply(b: Builder, name: string, f: (x: number) => number, x: Value, wanted: Scale, key: string): Value {
  const limits = bounds(null, wanted)
  const { target, filled } = b.table(
    `${key} ${x.scale.bits} ${x.scale.exponent} ${wanted.exponent} ${limits.lo} ${limits.hi}`,
    () => {
      const made = sample(f, x.scale, wanted, limits)
      return { target: made, filled: fill(made) }
    },
  )
  const { least, values } = target
  const from = x.bounds.out.lo - least
  const to = x.bounds.out.hi - least
  const windows = filled.segment === 0 ? [] : windowsOver(misses(filled, target, from, to), from, to, values.length)
  if (windows.length === 0) return table(b, name, x, filled, wanted, limits)
  const full = { bits: 16, exponent: wanted.exponent }
  const parts: Term[] = [{ value: table(b, name, x, filled, full, whole(16)), factor: 1 }]
  const current = Int32Array.from(values, (_, u) => valueAt(filled, u))
  for (const start of windows) {
    const t = windowed(b, name, x, start + WINDOW / 2 + least)
    const correction = corrections(current, target, start, from, to)
    parts.push({ value: table(b, name, t, correction, full, whole(16)), factor: 1 })
  }
  return joined(b, name, parts, x.shape, wanted)
}

function table(
  b: Builder,
  name: string,
  x: Value,
  { rows, tableBits, segment, shift }: Filled,
  scale: Scale,
  limits: { lo: number; hi: number },
): Value {
  const { bits } = scale
  const common = { kind: 'lookup' as const, inputs: [x.id], shape: x.shape, bits, shift, ...limits, tableBits, segment }
  return b.weighted(
    name,
    weightOffset => ({ ...common, weightOffset }),
    [x],
    scale,
    writer => writer.table(rows),
  )
}

/** Starts of windows that cover these positions, their ends excepted: there a window adds nothing. */
function windowsOver(positions: readonly number[], from: number, to: number, length: number): number[] {
  const out: number[] = []
  let covered = -1
  for (const u of positions) {
    if (u <= covered) continue
    // The first position stands after the window's start, unless nothing comes before it.
    const start = Math.min(u === from ? u : u - 1, length - WINDOW)
    out.push(start)
    covered = start + WINDOW - 1 >= to ? to : start + WINDOW - 2
  }
  return out
}

/** x less `centre`, kept within 12 bits. */
function windowed(b: Builder, name: string, x: Value, centre: number): Value {
  const scale = { bits: WINDOW_BITS, exponent: x.scale.exponent }
  const terms: Value[] = [x]
  const coefficients = [1]
  if (centre !== 0) {
    const ones = x.shape.map(() => 1)
    terms.push(integers(b, name, [centre], ones, { bits: 16, exponent: x.scale.exponent }))
    coefficients.push(-1)
  }
  const op: Op = {
    kind: 'sum',
    inputs: terms.map(term => term.id),
    shape: x.shape,
    bits: WINDOW_BITS,
    coefficients,
    shift: 0,
    ...whole(WINDOW_BITS),
  }
  return b.append(name, op, terms, scale)
}

/** What is still missing in the window from `start` on; nothing at its ends, which stand for all that lies beyond. */
function corrections(current: Int32Array, { values }: Wanted, start: number, from: number, to: number): Filled {
  const base = new Int32Array(WINDOW)
  for (let i = 0; i < WINDOW; i++) {
    const u = start + i
    if ((i === 0 && u > from) || (i === WINDOW - 1 && u < to)) continue
    base[i] = nearest(values[u]!) - current[u]!
    current[u]! += base[i]!
  }
  return { rows: { base, slope: new Int16Array(0) }, tableBits: WINDOW_BITS, segment: 0, shift: 0 }
}

/** A sum of any number of parts of one scale; all but one are 0 at any place. */
function joined(b: Builder, name: string, parts: readonly Term[], shape: readonly number[], wanted: Scale): Value {
  if (parts.length <= 8) return sum(b, name, parts, shape, wanted, null)
  const first = sum(b, name, parts.slice(0, 8), shape, { bits: 16, exponent: wanted.exponent }, null)
  return joined(b, name, [{ value: first, factor: 1 }, ...parts.slice(8)], shape, wanted)
}
