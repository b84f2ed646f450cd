// All columns that a requantization's lookups allow and that its relations, modulo p, take for right: which y are among
// them? What is searched is read off the system itself, its tables and its relations, not off how it is made.

import { expect } from 'vitest'
import { Builder } from '../../src/core/proof/lower/builder.ts'
import { type Clamp, type Quotients, requantize } from '../../src/core/proof/lower/requantize.ts'
import type { Expression, System } from '../../src/core/proof/system/types.ts'

const P = 2 ** 31 - 1
export const W = 2 ** 30 - 2 ** 24

type Interval = readonly [least: number, most: number]

/** coefficients by columns, and what is left: the accumulator is the public tensor. */
interface Linear {
  readonly columns: ReadonlyMap<number, number>
  readonly constant: number
  readonly accumulators: number
}

function linearOf({ parts }: Expression): Linear {
  const columns = new Map<number, number>()
  let [constant, accumulators] = [0, 0]
  for (const { coefficient, source } of parts)
    if (source.kind === 'column') columns.set(source.id, (columns.get(source.id) ?? 0) + coefficient)
    else if (source.kind === 'one') constant += coefficient
    else accumulators += coefficient
  return { columns, constant, accumulators }
}

/** Of each value of `end` (null where there is none) what each column may be. */
function allowedBy(system: System): Map<number, Map<number, Interval[]>> {
  const byEnd = new Map<number, Map<number, Interval[]>>()
  let end: number | null = null
  for (const { entries } of system.lookups)
    if (entries.length === 2) end = (entries[0]!.parts[0]!.source as { id: number }).id
  for (const value of end === null ? [0] : [0, 1, 2, 3, -1]) {
    const allowed = new Map<number, Interval[]>()
    for (const { entries, table } of system.lookups) {
      const { id } = entries.at(-1)!.parts[0]!.source as { id: number }
      const own = system.tables[table]!
      if (own.kind !== 'runs' || allowed.has(id)) throw new RangeError('an unknown form of lookup')
      const intervals = own.runs.flatMap(({ length, entries: runs }): Interval[] => {
        const last = runs.at(-1)!
        if (runs.length === 2 && (runs[0]!.step !== 0 || runs[0]!.first !== value)) return []
        const far = last.first + (length - 1) * last.step
        return [[Math.min(last.first, far), Math.max(last.first, far)]]
      })
      allowed.set(id, intervals)
    }
    byEnd.set(value, allowed)
  }
  return byEnd
}

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b))

/** Calls back with all values of columns within their intervals for which the sum is congruent to the target. */
function solve(
  columns: readonly { readonly id: number; readonly coefficient: number; readonly intervals: readonly Interval[] }[],
  target: number,
  found: (values: ReadonlyMap<number, number>) => void,
): void {
  const order = [...columns].sort((a, b) => Math.abs(b.coefficient) - Math.abs(a.coefficient))
  // What the columns from each on can add up to, and what all of that is a multiple of.
  const [least, most, common] = [[0], [0], [0]]
  for (const { coefficient, intervals } of [...order].reverse()) {
    const ends = intervals.flat().map(value => value * coefficient)
    least.unshift(least[0]! + Math.min(...ends))
    most.unshift(most[0]! + Math.max(...ends))
    common.unshift(gcd(common[0]!, coefficient))
  }
  if (order.some(({ intervals }) => intervals.length === 0)) return
  const values = new Map<number, number>()
  const visit = (at: number, left: number): void => {
    if (left < least[at]! || left > most[at]!) return
    const column = order[at]
    if (column === undefined) {
      if (left === 0) found(values)
      return
    }
    if (left % common[at]! !== 0) return
    const { id, coefficient, intervals } = column
    const bounds = [(left - least[at + 1]!) / coefficient, (left - most[at + 1]!) / coefficient]
    const [from, to] = [Math.ceil(Math.min(...bounds)), Math.floor(Math.max(...bounds))]
    for (const [first, last] of intervals)
      for (let value = Math.max(first, from); value <= Math.min(last, to); value++) {
        values.set(id, value)
        visit(at + 1, left - coefficient * value)
      }
  }
  for (let k = Math.ceil((least[0]! - target) / P); target + k * P <= most[0]!; k++) visit(0, target + k * P)
}

/**
 * What a relation leaves of columns' intervals: each is cut to what the others can make up for. Where a sum could go round
 * the field nothing is cut.
 */
function tightened(allowed: Map<number, Interval[]>, { columns, constant }: Linear): Map<number, Interval[]> {
  const out = new Map(allowed)
  for (let pass = 0; pass < 2; pass++)
    for (const [id, coefficient] of columns) {
      let [least, most] = [constant, constant]
      for (const [other, own] of columns) {
        if (other === id) continue
        const ends = out.get(other)!.flat()
        if (ends.length === 0) return out
        least += Math.min(...ends.map(value => value * own))
        most += Math.max(...ends.map(value => value * own))
      }
      const reach = Math.max(
        0,
        ...out
          .get(id)!
          .flat()
          .map(value => Math.abs(value * coefficient)),
      )
      if (Math.max(Math.abs(least), Math.abs(most)) + reach >= P) return out
      const bounds = [-least / coefficient, -most / coefficient]
      const [from, to] = [Math.ceil(Math.min(...bounds)), Math.floor(Math.max(...bounds))]
      const cut = out.get(id)!.map(([first, last]): Interval => [Math.max(first, from), Math.min(last, to)])
      out.set(
        id,
        cut.filter(([first, last]) => first <= last),
      )
    }
  return out
}

export interface Searched {
  /** All y that pass for an accumulator. */
  readonly outcomes: (accumulator: number) => Set<number>
}

export function searched(clamp: Clamp, quotients?: Quotients): Searched {
  const builder = new Builder()
  const accumulator = builder.public(0, 'acc', [1])
  const y = linearOf(
    quotients === undefined
      ? requantize(builder, 0, accumulator, [], clamp)
      : requantize(builder, 0, accumulator, [], clamp, 'y', quotients),
  )
  const system = builder.finish()
  const byEnd = allowedBy(system)
  const relations = system.relations.map(({ expression }) => linearOf(expression))
  const main = relations.find(({ accumulators }) => accumulators !== 0)
  const others = relations.filter(relation => relation !== main)
  const columnsOf = ({ columns }: Linear, allowed: Map<number, Interval[]>, known: ReadonlyMap<number, number>) =>
    [...columns].map(([id, coefficient]) => {
      const value = known.get(id)
      const intervals = value === undefined ? (allowed.get(id) ?? []) : [[value, value] as const]
      return { id, coefficient, intervals }
    })
  return {
    outcomes(accumulator) {
      const outcomes = new Set<number>()
      const add = (values: ReadonlyMap<number, number>): void => {
        let sum = y.constant
        for (const [id, coefficient] of y.columns) sum += coefficient * values.get(id)!
        outcomes.add(sum)
      }
      if (main === undefined) {
        add(new Map())
        return outcomes
      }
      for (const all of byEnd.values()) {
        const allowed = others.reduce(tightened, all)
        solve(columnsOf(main, allowed, new Map()), -(main.accumulators * accumulator + main.constant), values => {
          let holds = true
          for (const other of others) {
            let isThere = false
            solve(columnsOf(other, allowed, values), -other.constant, () => {
              isThere = true
            })
            if (!isThere) holds = false
          }
          if (holds) add(values)
        })
      }
      return outcomes
    },
  }
}

/** The clamped quotient as graph.md says it. */
export const quotientOf = ({ shift, lo, hi }: Clamp, accumulator: number): number =>
  Math.min(hi, Math.max(lo, Math.floor((accumulator + (shift === 0 ? 0 : 2 ** (shift - 1))) / 2 ** shift)))

/** For accumulators, each in its bound, exactly the right y passes. */
export function expectRight(clamp: Clamp, accumulators: Iterable<number>, quotients?: Quotients): number {
  const { outcomes } = searched(clamp, quotients)
  let count = 0
  for (const accumulator of new Set(accumulators)) {
    const found = [...outcomes(accumulator)]
    count++
    if (found.length === 1 && found[0] === quotientOf(clamp, accumulator)) continue
    expect(found, `${JSON.stringify(clamp)}, accumulator ${accumulator}`).toEqual([quotientOf(clamp, accumulator)])
  }
  return count
}

/** Ends of clamps around what a shift allows, within 16 bits. */
export function endsOf(shift: number): number[] {
  const bound = 2 ** (30 - shift)
  const near = [-bound - 1, -bound, -bound + 1, bound - 2, bound - 1, bound]
  const all = [-32_768, -32_767, -2048, -129, -1, 0, 1, 5, 127, 2047, 4095, 32_766, 32_767, ...near]
  return [...new Set(all.filter(value => value >= -32_768 && value < 32_768))].sort((a, b) => a - b)
}

/** Accumulators at all edges: of their bound, of the clamp, of the field, of limbs. */
export function accumulatorsOf({ shift, lo, hi }: Clamp, extra: readonly number[] = []): number[] {
  const size = 2 ** shift
  const most = W - (shift === 0 ? 0 : size / 2)
  const half = shift === 0 ? 0 : size / 2
  const edges = [lo, hi, lo + 1, hi + 1, lo - 1, 0].flatMap(value => [value * size - half - 1, value * size - half])
  const all = [-most, -most + 1, most - 1, most, -1, 1, P - 2 ** 30, 2 ** 30 - P, ...edges, ...extra]
  return all.filter(value => Math.abs(value) <= most)
}
