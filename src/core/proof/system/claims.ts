// Claims that are left of lookups and relations: sums of functionals of sources with a value (spec/proof.md, "Claims").

import { type Extension, extensionOf, type Field31 } from '../../field/index.ts'
import { axisPoints, elementAt, eqTable, prefixSums } from '../eq.ts'
import { coefficientOf, eqFunctional, pullBack } from './expression.ts'
import type { Functional } from './functional.ts'
import { type Block, blockWeight, type Layout, within } from './layout.ts'
import type { Expression, Lookup, Source, System, Table } from './types.ts'

/** scalar * functional of a source. */
export interface Term {
  readonly source: Source
  readonly functional: Functional
  readonly scalar: Extension
}

/** The terms' sum is the value. */
export interface Claim {
  readonly terms: readonly Term[]
  readonly value: Extension
}

export const lengthsOf = (system: System, source: Source): readonly number[] => {
  switch (source.kind) {
    case 'column':
      return system.columns[source.id]!.lengths
    case 'weights':
      return system.weights[source.id]!.lengths
    case 'public':
      return system.publics[source.id]!.lengths
    case 'one':
      return []
  }
}

/** scalar times the functional of an expression, as terms of its sources. */
export function termsOf(
  field: Field31,
  system: System,
  expression: Expression,
  functional: Functional,
  scalar: Extension,
): Term[] {
  const { mul } = extensionOf(field)
  return expression.parts.map(part => ({
    source: part.source,
    functional: pullBack(field, functional, part, lengthsOf(system, part.source)),
    scalar: mul(scalar, coefficientOf(field, part)),
  }))
}

/**
 * What numerators and denominators at a point say of columns and tables: all leaves are 1 for a lookup where it is
 * valid, minus multiplicities for a table's rows, and 0 elsewhere, over alpha - tag - gamma e_0 - gamma^2 e_1 - ...,
 * and over 1 where no block lies.
 */
export function lookupClaims(
  field: Field31,
  system: System,
  layout: Layout,
  point: readonly Extension[],
  numerator: Extension,
  denominator: Extension,
  alpha: Extension,
  gamma: Extension,
): [Claim, Claim] {
  const extension = extensionOf(field)
  const { add, sub, mul, neg, one } = extension
  let numerators = numerator
  // The denominators' terms are moved to the other side, with their sign changed.
  let denominators = sub(one, denominator)
  const multiplicities: Term[] = []
  const entries: Term[] = []
  const blockOf = (i: number): { block: Block; weight: Extension; inner: readonly Extension[] } => {
    const block = layout.leaves.blocks[i]!
    return {
      block,
      weight: blockWeight(field, layout.leaves, block, point),
      inner: within(layout.leaves, block, point),
    }
  }
  const start = (table: number, weight: Extension): void => {
    denominators = add(denominators, mul(weight, sub(sub(alpha, extension.lift(tagOf(table))), one)))
  }
  system.lookups.forEach((lookup, i) => {
    const { weight, inner } = blockOf(i)
    numerators = sub(numerators, mul(weight, validAt(field, lookup, inner)))
    start(lookup.table, weight)
    const functional = eqFunctional(lookup.lengths, inner)
    let scalar = weight
    for (const entry of lookup.entries) {
      scalar = mul(scalar, gamma)
      entries.push(...termsOf(field, system, entry, functional, scalar))
    }
  })
  system.tables.forEach((table, i) => {
    const { weight, inner } = blockOf(system.lookups.length + i)
    const functional = eqFunctional(table.lengths, inner)
    multiplicities.push({
      source: { kind: 'column', id: table.multiplicities },
      functional,
      scalar: neg(weight),
    })
    start(i, weight)
    let scalar = weight
    for (const entry of tableAt(field, table, inner)) {
      scalar = mul(scalar, gamma)
      if ('source' in entry) entries.push({ source: entry.source, functional, scalar })
      else denominators = sub(denominators, mul(scalar, entry.value))
    }
  })
  return [
    { terms: multiplicities, value: numerators },
    { terms: entries, value: denominators },
  ]
}

/** What stands for the table in the fingerprint of its rows: tables are numbered from 1. */
export const tagOf = (table: number): number => table + 1

/** The extension of a lookup's indicator. */
function validAt(field: Field31, { lengths, valid }: Lookup, point: readonly Extension[]): Extension {
  const extension = extensionOf(field)
  const own = axisPoints(lengths, point)
  let value = extension.one
  lengths.forEach((length, axis) => {
    const mask = valid[axis]
    if (mask === null || mask === undefined) {
      value = extension.mul(value, prefixSums(extension, own[axis]!, length).count)
      return
    }
    const table = eqTable(field, own[axis]!, length)
    let sum = extension.zero
    mask.forEach((is, i) => {
      if (is === 1) sum = extension.add(sum, elementAt(table, i))
    })
    value = extension.mul(value, sum)
  })
  return value
}

/** The extension of each entry of a table: its value, or parameters at the same point. */
function tableAt(
  field: Field31,
  table: Table,
  point: readonly Extension[],
): ({ readonly value: Extension } | { readonly source: Source })[] {
  const extension = extensionOf(field)
  const { add, sub, scale } = extension
  if (table.kind === 'parameters')
    return [
      { value: prefixSums(extension, point, table.lengths[0]).index },
      ...table.sources.map(source => ({ source })),
    ]
  const values = table.runs[0]!.entries.map(() => extension.zero)
  let before = prefixSums(extension, point, 0)
  let start = 0
  for (const run of table.runs) {
    const after = prefixSums(extension, point, start + run.length)
    const count = sub(after.count, before.count)
    // Indices of the stretch, from 0.
    const index = sub(sub(after.index, before.index), scale(count, start))
    run.entries.forEach(({ first, step }, j) => {
      values[j] = add(values[j]!, add(scale(count, field.fromInt(first)), scale(index, field.fromInt(step))))
    })
    before = after
    start += run.length
  }
  return values.map(value => ({ value }))
}
