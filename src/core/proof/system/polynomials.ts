// A prover's polynomials: leaves of the sum of fractions, factors of products, what claims weigh cells with.

import { type Extension, extensionOf, type Field31 } from '../../field/index.ts'
import { bitsFor, elementAt, eqTable, type Limbs } from '../eq.ts'
import { lengthsOf, type Term } from './claims.ts'
import { contractIntegers } from './contract.ts'
import { evaluateExpression } from './expression.ts'
import { ofIntegers, stridesOf } from './functional.ts'
import { type Blocks, indexBits } from './layout.ts'
import type { Expression, Factored, Lookup, Product, Source, System, Table } from './types.ts'

/** Integers of all sources of a system. */
export interface Values {
  readonly columns: readonly ArrayLike<number>[]
  readonly weights: readonly ArrayLike<number>[]
  readonly publics: readonly ArrayLike<number>[]
}

const ONE = { data: [1], lengths: [] as readonly number[] }

export function valuesOf(
  system: System,
  values: Values,
): (source: Source) => { data: ArrayLike<number>; lengths: readonly number[] } {
  return source =>
    source.kind === 'one'
      ? ONE
      : {
          data: (source.kind === 'column'
            ? values.columns
            : source.kind === 'weights'
              ? values.weights
              : values.publics)[source.id]!,
          lengths: lengthsOf(system, source),
        }
}

/** Calls back with the place of each line of the last axis in a block whose axes are padded to powers of two. */
export function eachLine(lengths: readonly number[], visit: (place: number, line: number) => void): void {
  const last = lengths.at(-1) ?? 1
  const lines = lengths.slice(0, -1).reduce((all, length) => all * length, 1)
  const index = new Array<number>(Math.max(0, lengths.length - 1)).fill(0)
  for (let line = 0; line < lines; line++) {
    let place = 0
    for (let axis = 0; axis < index.length; axis++) place = place * 2 ** bitsFor(lengths[axis]!) + index[axis]!
    visit(place * 2 ** bitsFor(last), line)
    for (let axis = index.length - 1; axis >= 0; axis--) {
      index[axis]!++
      if (index[axis]! < lengths[axis]!) break
      index[axis] = 0
    }
  }
}

/** Calls back with each element's place. */
export function eachPadded(lengths: readonly number[], visit: (place: number, i: number) => void): void {
  const last = lengths.at(-1) ?? 1
  eachLine(lengths, (place, line) => {
    for (let i = 0; i < last; i++) visit(place + i, line * last + i)
  })
}

/** Writes integers, as elements of the field, where they are in a block that begins at `offset`. */
export function writePadded(
  field: Field31,
  lengths: readonly number[],
  data: ArrayLike<number>,
  out: Uint32Array,
  offset: number,
): void {
  const last = lengths.at(-1) ?? 1
  const { order } = field
  eachLine(lengths, (place, line) => {
    const to = offset + place
    const from = line * last
    for (let i = 0; i < last; i++) {
      const value = data[from + i]!
      out[to + i] = value >= 0 && value < order ? value : field.fromInt(value)
    }
  })
}

/** The polynomial that is committed to: all tensors in their blocks. */
export function cellsOf(
  field: Field31,
  { variables, blocks }: Blocks,
  tensors: readonly { readonly lengths: readonly number[] }[],
  values: readonly ArrayLike<number>[],
): Uint32Array {
  const cells = new Uint32Array(2 ** variables)
  tensors.forEach(({ lengths }, id) => {
    writePadded(field, lengths, values[id]!, cells, blocks[id]!.offset)
  })
  return cells
}

/** Which rows of its tables each lookup meets, counted. `missed`: how many meet none. */
export function countRows(
  system: System,
  values: Values,
): { readonly multiplicities: readonly Float64Array<ArrayBuffer>[]; readonly missed: number } {
  const multiplicities = system.tables.map(({ lengths }) => new Float64Array(lengths[0]))
  const rows = system.tables.map(table => rowFinder(table, values))
  let missed = 0
  for (const lookup of system.lookups) {
    const entries = lookup.entries.map(entry => evaluateExpression(entry, valuesOf(system, values)))
    const find = rows[lookup.table]!
    const counts = multiplicities[lookup.table]!
    eachValid(lookup, i => {
      const row = find(entries, i)
      if (row < 0) missed++
      else counts[row]!++
    })
  }
  return { multiplicities, missed }
}

/** Calls back with every index at which a lookup is valid. */
export function eachValid({ lengths, valid }: Lookup, visit: (i: number) => void): void {
  const total = lengths.reduce((all, length) => all * length, 1)
  if (valid.every(mask => mask === null)) {
    for (let i = 0; i < total; i++) visit(i)
    return
  }
  for (let i = 0; i < total; i++) {
    let rest = i
    let isValid = true
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      const at = rest % lengths[axis]!
      rest = Math.floor(rest / lengths[axis]!)
      if (valid[axis] != null && valid[axis]![at] === 0) isValid = false
    }
    if (isValid) visit(i)
  }
}

/** Finds the first row with the entries at an index, or -1. */
function rowFinder(table: Table, values: Values): (entries: readonly Float64Array[], i: number) => number {
  if (table.kind === 'parameters') {
    const data = table.sources.map(source => values.weights[(source as { id: number }).id]!)
    return (entries, i) => {
      const row = entries[0]![i]!
      const isRow = row >= 0 && row < table.lengths[0] && data.every((own, j) => own[row] === entries[j + 1]![i])
      return isRow ? row : -1
    }
  }
  const [only] = table.runs
  if (table.runs.length === 1 && only!.entries.length === 1 && only!.entries[0]!.step === 1) {
    const { first } = only!.entries[0]!
    return (entries, i) => {
      const row = entries[0]![i]! - first
      return row >= 0 && row < only!.length ? row : -1
    }
  }
  const keys = keysOf(table)
  const rows = new Int32Array(keys.size).fill(-1)
  let row = 0
  for (const { length, entries } of table.runs)
    for (let i = 0; i < length; i++, row++) {
      const key = keys.of(j => entries[j]!.first + i * entries[j]!.step)
      if (rows[key] === -1) rows[key] = row
    }
  return (entries, i) => {
    const key = keys.of(j => entries[j]![i]!)
    return key < 0 ? -1 : rows[key]!
  }
}

/** Numbers the combinations of entries within their least and largest values; those beyond are -1. */
function keysOf({ runs }: Extract<Table, { kind: 'runs' }>): {
  readonly size: number
  readonly of: (entry: (j: number) => number) => number
} {
  const hulls = runs[0]!.entries.map((_, j) => {
    const ends = runs.flatMap(({ length, entries }) => {
      const { first, step } = entries[j]!
      return [first, first + (length - 1) * step]
    })
    const least = Math.min(...ends)
    return { least, count: Math.max(...ends) - least + 1 }
  })
  return {
    size: hulls.reduce((size, { count }) => size * count, 1),
    of(entry) {
      let key = 0
      for (let j = 0; j < hulls.length; j++) {
        const { least, count } = hulls[j]!
        const at = entry(j) - least
        if (!(at >= 0 && at < count && Number.isInteger(at))) return -1
        key = key * count + at
      }
      return key
    },
  }
}

/** A table's rows, entry by entry. */
export function entriesOf(table: Table, values: Values): ArrayLike<number>[] {
  if (table.kind === 'parameters')
    return [
      Float64Array.from({ length: table.lengths[0] }, (_, i) => i),
      ...table.sources.map(source => values.weights[(source as { id: number }).id]!),
    ]
  return table.runs[0]!.entries.map((_, j) => {
    const out = new Float64Array(table.lengths[0])
    let row = 0
    for (const { length, entries } of table.runs) {
      const { first, step } = entries[j]!
      for (let i = 0; i < length; i++) out[row++] = first + i * step
    }
    return out
  })
}

/** A factor of a product over the axes that are summed over, at a point of the relation. */
export function factorOf(
  field: Field31,
  system: System,
  values: Values,
  product: Product,
  { expression, axes }: Factored,
  point: readonly (readonly Extension[])[],
): Limbs {
  let data: Contracted = {
    lengths: expression.lengths,
    integers: dense(system, values, expression),
    limbs: null,
  }
  // From the first axis on; what is left are the axes of the sum, in the expression's order.
  let at = 0
  const left: number[] = []
  axes.forEach(({ of, axis }, i) => {
    if (of === 'sum') {
      left.push(axis)
      at++
    } else if (expression.lengths[i] === 1) data = { ...data, lengths: data.lengths.filter((_, k) => k !== at) }
    else data = contract(field, data, at, eqTable(field, point[axis]!, expression.lengths[i]!))
  })
  const limbs = data.limbs ?? lifted(field, data.integers!)
  return spread(limbs, data.lengths, left, product.sums)
}

function dense(system: System, values: Values, expression: Expression): ArrayLike<number> {
  const [only] = expression.parts
  if (expression.parts.length === 1 && only!.moves.every(({ kind }) => kind === 'reshape') && only!.coefficient === 1)
    return valuesOf(system, values)(only!.source).data
  return evaluateExpression(expression, valuesOf(system, values))
}

interface Contracted {
  readonly lengths: readonly number[]
  readonly integers: ArrayLike<number> | null
  readonly limbs: Limbs | null
}

/** The sum along an axis with these weights. */
function contract(field: Field31, { lengths, integers, limbs }: Contracted, axis: number, weights: Limbs): Contracted {
  const { add, mul } = extensionOf(field)
  const n = lengths[axis]!
  const inner = lengths.slice(axis + 1).reduce((all, length) => all * length, 1)
  const outer = lengths.slice(0, axis).reduce((all, length) => all * length, 1)
  let out: Limbs
  if (limbs !== null) {
    out = new Uint32Array(4 * outer * inner)
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < n; i++) {
        const weight = elementAt(weights, i)
        for (let k = 0; k < inner; k++) {
          const to = o * inner + k
          const from = (o * n + i) * inner + k
          out.set(add(elementAt(out, to), mul(elementAt(limbs, from), weight)), 4 * to)
        }
      }
  } else out = contractIntegers(field, integers!, weights, outer, inner)
  return { lengths: lengths.filter((_, i) => i !== axis), integers: null, limbs: out }
}

function lifted(field: Field31, integers: ArrayLike<number>): Limbs {
  const out = new Uint32Array(4 * integers.length)
  for (let i = 0; i < integers.length; i++) out[4 * i] = field.fromInt(integers[i]!)
  return out
}

/** Elements with axes `from` (numbers of the sum's axes, in this order) to all axes of the sum, padded. */
function spread(limbs: Limbs, lengths: readonly number[], from: readonly number[], sums: readonly number[]): Limbs {
  const strides = stridesOf(sums)
  const out = new Uint32Array(4 * 2 ** indexBits(sums))
  const index = new Array<number>(lengths.length).fill(0)
  let to = 0
  for (let i = 0; i < limbs.length / 4; i++) {
    for (let limb = 0; limb < 4; limb++) out[4 * to + limb] = limbs[4 * i + limb]!
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      const stride = strides[from[axis]!]!
      index[axis]!++
      to += stride
      if (index[axis]! < lengths[axis]!) break
      to -= stride * lengths[axis]!
      index[axis] = 0
    }
  }
  return out
}

/** The sum of terms of parameters. */
export function sumOfParameters(field: Field31, values: Values, terms: readonly Term[]): Extension {
  const extension = extensionOf(field)
  return terms.reduce(
    (sum, { source, functional, scalar }) =>
      extension.add(
        sum,
        extension.mul(scalar, ofIntegers(extension, functional, values.weights[(source as { id: number }).id]!)),
      ),
    extension.zero,
  )
}
