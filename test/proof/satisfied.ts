// Is a system satisfied by given values? Relations modulo p at every index, lookups by the rows of their tables: slow, and
// apart from the argument and from what a prover does.

import { evaluateExpression } from '../../src/core/proof/system/expression.ts'
import { eachValid, type Values, valuesOf } from '../../src/core/proof/system/polynomials.ts'
import type { Expression, Product, System, Table } from '../../src/core/proof/system/types.ts'

export const P = 2n ** 31n - 1n

const reduced = (value: bigint): bigint => ((value % P) + P) % P

/** Elements modulo p. */
export function elementsOf(system: System, values: Values, expression: Expression): bigint[] {
  const of = valuesOf(system, values)
  const size = expression.lengths.reduce((all, length) => all * length, 1)
  const out = new Array<bigint>(size).fill(0n)
  for (const part of expression.parts) {
    const moved = evaluateExpression({ lengths: expression.lengths, parts: [{ ...part, coefficient: 1 }] }, of)
    const coefficient = BigInt(part.coefficient)
    for (let i = 0; i < size; i++) {
      if (!Number.isSafeInteger(moved[i]!)) throw new RangeError('not exact')
      if (moved[i] !== 0) out[i] = out[i]! + coefficient * BigInt(moved[i]!)
    }
  }
  return out.map(reduced)
}

function addProduct(system: System, values: Values, product: Product, lengths: readonly number[], out: bigint[]): void {
  const { coefficient, sums, shared, factors } = product
  const [a, b] = factors.map(({ expression }) => elementsOf(system, values, expression)) as [bigint[], bigint[]]
  const free = sums.map((_, i) => i).filter(i => shared[i]! < 0)
  const indexIn = ({ axes, expression }: Product['factors'][0], relation: number[], sum: number[]): number =>
    axes.reduce((at, { of, axis }, i) => {
      const own = of === 'relation' ? relation[axis]! : shared[axis]! >= 0 ? relation[shared[axis]!]! : sum[axis]!
      return at * expression.lengths[i]! + own
    }, 0)
  const each = (lengths: readonly number[], visit: (index: number[], i: number) => void): void => {
    const total = lengths.reduce((all, length) => all * length, 1)
    for (let i = 0; i < total; i++) {
      let rest = i
      const index: number[] = []
      for (const length of [...lengths].reverse()) {
        index.unshift(rest % length)
        rest = Math.floor(rest / length)
      }
      visit(index, i)
    }
  }
  each(lengths, (relation, i) => {
    let sum = 0n
    each(
      free.map(axis => sums[axis]!),
      index => {
        const at = new Array<number>(sums.length).fill(0)
        free.forEach((axis, j) => {
          at[axis] = index[j]!
        })
        sum += a[indexIn(factors[0], relation, at)]! * b[indexIn(factors[1], relation, at)]!
      },
    )
    out[i] = reduced(out[i]! + BigInt(coefficient) * sum)
  })
}

function rowsOf(table: Table, values: Values): Set<string> {
  const rows = new Set<string>()
  if (table.kind === 'parameters')
    for (let i = 0; i < table.lengths[0]; i++)
      rows.add(
        [i, ...table.sources.map(source => values.weights[(source as { id: number }).id]![i]!)]
          .map(value => reduced(BigInt(value)))
          .join(),
      )
  else
    for (const { length, entries } of table.runs)
      for (let i = 0; i < length; i++)
        rows.add(entries.map(({ first, step }) => reduced(BigInt(first + i * step))).join())
  return rows
}

/** What does not hold: relations and lookups by op and name, the first `most` of them. */
export function violations(system: System, values: Values, most = 1): string[] {
  const found: string[] = []
  const tables = new Map<number, Set<string>>()
  for (const lookup of system.lookups) {
    if (found.length >= most) return found
    let rows = tables.get(lookup.table)
    if (rows === undefined) {
      rows = rowsOf(system.tables[lookup.table]!, values)
      tables.set(lookup.table, rows)
    }
    const entries = lookup.entries.map(entry => elementsOf(system, values, entry))
    let missed = false
    eachValid(lookup, i => {
      if (!missed && !rows.has(entries.map(entry => entry[i]!).join())) missed = true
    })
    if (missed) found.push(`op ${lookup.op}: lookup ${lookup.what}`)
  }
  for (const { op, what, lengths, expression, products } of system.relations) {
    if (found.length >= most) return found
    const out = elementsOf(system, values, expression)
    for (const product of products) addProduct(system, values, product, lengths, out)
    if (out.some(value => value !== 0n)) found.push(`op ${op}: relation ${what}`)
  }
  return found
}
