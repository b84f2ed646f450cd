// Numerators and denominators of all leaves of the sum of fractions (spec/proof.md, "Systems"), as vectors.

import { type Extension, type FieldVectors, PART, type Vector } from '../../field/index.ts'
import type { Limbs } from '../eq.ts'
import { tagOf } from './claims.ts'
import { evaluateExpression } from './expression.ts'
import type { Layout } from './layout.ts'
import { eachPadded, eachValid, entriesOf, type Values, valuesOf, writePadded } from './polynomials.ts'
import type { Expression, System } from './types.ts'

/** `cells` are those of all columns, as they are committed to. */
export function leavesOf(
  vectors: FieldVectors,
  system: System,
  layout: Layout,
  values: Values,
  cells: Vector,
  alpha: Extension,
  gamma: Extension,
): { readonly numerators: Vector; readonly denominators: Vector } {
  const { field, extension } = vectors
  const { sub, scale, mul, neg } = extension
  const size = 2 ** layout.leaves.variables
  const numerators = new Uint32Array(size)
  const denominators = vectors.vector(size, true)
  const { blocks } = layout.leaves
  // Leaves of no block are 0 / 1, and blocks that are smaller than a part stand behind all others.
  const large = blocks.filter(({ bits }) => 2 ** bits >= PART)
  const from = large.reduce((end, { offset, bits }) => Math.max(end, offset + 2 ** bits), 0)
  const rest: Limbs = new Uint32Array(4 * (size - from))
  for (let i = 0; i < rest.length; i += 4) rest[i] = 1

  const widest = Math.max(PART, ...large.map(({ bits }) => 2 ** bits))
  const ones = vectors.vector(widest)
  vectors.write(ones, new Uint32Array(widest).fill(1))
  const staged = vectors.vector(widest)
  const powers: Extension[] = []
  for (let j = 0, power = gamma; j < 8; j++, power = mul(power, gamma)) powers.push(power)
  const cut = (vector: Vector, length: number): Vector =>
    length === vector.length ? vector : vectors.part(vector, 0, length)

  /** Subtracts gamma^(j + 1) times the entry: columns as they lie, everything else computed. */
  const subtract = (
    block: Vector,
    lengths: readonly number[],
    entry: Expression | ArrayLike<number>,
    j: number,
  ): void => {
    const length = block.length
    let left: readonly Expression['parts'][0][] = []
    let data: ArrayLike<number> | null = null
    if ('parts' in entry) {
      left = entry.parts.filter(({ source, moves }) => source.kind !== 'column' || moves.length > 0)
      for (const { coefficient, source, moves } of entry.parts) {
        if (source.kind !== 'column' || moves.length > 0) continue
        const { offset } = layout.columns.blocks[source.id]!
        const own = length === cells.length ? cells : vectors.part(cells, offset, length)
        vectors.axpy(neg(scale(powers[j]!, field.fromInt(coefficient))), own, block, block)
      }
      if (left.length > 0) data = evaluateExpression({ lengths: entry.lengths, parts: left }, valuesOf(system, values))
    } else data = entry
    if (data === null) return
    const limbs = new Uint32Array(length)
    writePadded(field, lengths, data, limbs, 0)
    const x = cut(staged, length)
    vectors.write(x, limbs)
    vectors.axpy(neg(powers[j]!), x, block, block)
  }

  const fill = (
    which: number,
    table: number,
    lengths: readonly number[],
    entries: readonly (Expression | ArrayLike<number>)[],
  ): void => {
    const { offset } = blocks[which]!
    const length = 2 ** blocks[which]!.bits
    const constant = sub(alpha, extension.lift(tagOf(table)))
    if (length >= PART) {
      const block = length === size ? denominators : vectors.part(denominators, offset, length)
      vectors.axpy(constant, cut(ones, length), block, block)
      entries.forEach((entry, j) => {
        subtract(block, lengths, entry, j)
      })
      return
    }
    for (let i = 0; i < length; i++) rest.set(constant, 4 * (offset + i - from))
    const data = entries.map(entry => ('parts' in entry ? evaluateExpression(entry, valuesOf(system, values)) : entry))
    eachPadded(lengths, (place, i) => {
      const value = data.reduce<Extension>(
        (sum, entry, j) => sub(sum, scale(powers[j]!, field.fromInt(entry[i]!))),
        constant,
      )
      rest.set(value, 4 * (offset + place - from))
    })
  }

  system.lookups.forEach((lookup, which) => {
    fill(which, lookup.table, lookup.lengths, lookup.entries)
    const { offset } = blocks[which]!
    if (lookup.valid.every(mask => mask === null))
      eachPadded(lookup.lengths, place => {
        numerators[offset + place] = 1
      })
    else {
      const places: number[] = []
      eachPadded(lookup.lengths, place => places.push(place))
      eachValid(lookup, i => {
        numerators[offset + places[i]!] = 1
      })
    }
  })
  system.tables.forEach((table, i) => {
    const which = system.lookups.length + i
    const { offset } = blocks[which]!
    fill(which, i, table.lengths, entriesOf(table, values))
    const counts = values.columns[table.multiplicities]!
    for (let row = 0; row < table.lengths[0]; row++) numerators[offset + row] = field.fromInt(-counts[row]!)
  })
  if (rest.length > 0) vectors.write(from === 0 ? denominators : vectors.part(denominators, from, size - from), rest)
  const given = vectors.vector(size)
  vectors.write(given, numerators)
  return { numerators: given, denominators }
}
