// How a prover fills the columns of a system, from public values and parameters: what fills say, in their order.

import { evaluateExpression } from './expression.ts'
import { fillLines } from './fillLines.ts'
import { fillWide, isWide } from './fillWide.ts'
import { countRows, type Values, valuesOf } from './polynomials.ts'
import type { Expression, Fill, Product, System } from './types.ts'

export interface Filled extends Values {
  readonly columns: Float64Array<ArrayBuffer>[]
}

/** Sees, and may change, the columns of a fill before the next one: what a test that plays a cheat needs. */
export type Meddle = (fill: Fill, set: (role: string, change: (column: Float64Array) => void) => void) => void

/**
 * Fills all columns, multiplicities last. `accumulators` gives the sums of products of an op where somebody has them
 * already; they are computed otherwise. Throws RangeError where a lookup is not in its table, unless `meddle` is given.
 */
export function fillColumns(
  system: System,
  weights: readonly ArrayLike<number>[],
  publics: readonly ArrayLike<number>[],
  meddle?: Meddle,
): Filled {
  const columns: Float64Array<ArrayBuffer>[] = system.columns.map(
    ({ lengths }) => new Float64Array(lengths.reduce((all, length) => all * length, 1)),
  )
  const values: Filled = { columns, weights, publics }
  const ids = new Map(system.columns.map(({ op, role }, id) => [`${op} ${role}`, id]))
  for (const fill of system.fills) {
    const column = (role: string): Float64Array => columns[ids.get(`${fill.op} ${role}`)!]!
    run(system, values, fill, column)
    meddle?.(fill, (role, change) => {
      if (ids.has(`${fill.op} ${role}`)) change(column(role))
    })
  }
  const { multiplicities, missed } = countRows(system, values)
  if (missed > 0 && meddle === undefined) throw new RangeError(`proof: ${missed} lookups are in no table`)
  system.tables.forEach(({ multiplicities: id }, i) => {
    columns[id] = multiplicities[i]!
  })
  return values
}

function run(system: System, values: Values, fill: Fill, column: (role: string) => Float64Array): void {
  const evaluate = (expression: Expression): Float64Array => evaluateExpression(expression, valuesOf(system, values))
  switch (fill.kind) {
    case 'requantize':
      fillRequantized(system, values, fill, column)
      return
    case 'largest':
      fillLargest(fill, fill.candidates.map(evaluate), column)
      return
    case 'argMax':
      fillArgMax(fill, evaluate(fill.expression), column)
      return
    case 'limbs': {
      const data = evaluate(fill.expression)
      for (const product of fill.products ?? []) addProduct(system, values, product, fill.expression.lengths, data)
      const columns = fill.roles.map(column)
      for (let i = 0; i < data.length; i++) splitInto(columns, i, data[i]!, fill.widths)
      return
    }
    case 'rows': {
      const index = evaluate(fill.index)
      fill.roles.forEach((role, j) => {
        const own = values.weights[(fill.sources[j] as { id: number }).id]!
        const out = column(role)
        // A cheat's index may be none.
        for (let i = 0; i < index.length; i++) out[i] = own[index[i]!] ?? 0
      })
      return
    }
    default: {
      const all = (expression: Expression, products: readonly Product[] = []): Float64Array => {
        const data = evaluate(expression)
        for (const product of products) addProduct(system, values, product, expression.lengths, data)
        return data
      }
      if (isWide(fill)) fillWide(fill, all, column)
      else fillLines(fill, all, column)
    }
  }
}

/** Limbs of the widths; a limb beyond them takes what is left. */
function splitInto(columns: readonly Float64Array[], i: number, value: number, widths: readonly number[]): void {
  let rest = value
  columns.forEach((column, j) => {
    const isLast = j === columns.length - 1
    const size = j < widths.length && !isLast ? 2 ** widths[j]! : Number.POSITIVE_INFINITY
    const limb = isLast ? rest : rest - size * Math.floor(rest / size)
    column[i] = limb
    rest = isLast ? 0 : Math.floor(rest / size)
  })
}

type Requantized = Extract<Fill, { kind: 'requantize' }>

function fillRequantized(
  system: System,
  values: Values,
  fill: Requantized,
  column: (role: string) => Float64Array,
): void {
  const { what, shift, lo, hi, yPlaces, isTwoSided, isClamped, places, lowWidths } = fill
  const accumulators = evaluateExpression(fill.accumulator, valuesOf(system, values))
  for (const product of fill.products) addProduct(system, values, product, fill.accumulator.lengths, accumulators)
  const named = (role: string): Float64Array => column(`${what} ${role}`)
  const end = isClamped ? named('end') : null
  const value = yPlaces.length === 1 ? named('value') : null
  const limbs = value === null ? [named('low limb'), named('high limb')] : []
  const toEnd = isTwoSided ? [named('low limb to end'), named('high limb to end')] : []
  const excess = places.map((_, i) => named(`excess ${i}`))
  const rest = lowWidths.map((_, i) => named(`rest ${i}`))
  const size = 2 ** shift
  const half = shift === 0 ? 0 : size / 2
  const excessWidths = places.map((place, i) => (places[i + 1] ?? place) - place)
  for (let i = 0; i < accumulators.length; i++) {
    const acc = accumulators[i]! + half
    const quotient = Math.floor(acc / size)
    const y = Math.min(hi, Math.max(lo, quotient))
    if (value === null) splitInto(limbs, i, y - lo, [yPlaces[1]!])
    else value[i] = y
    if (isTwoSided) splitInto(toEnd, i, hi - y, [yPlaces[1]!])
    if (end !== null) {
      const v = quotient - y
      end[i] = v > 0 ? 1 : v < 0 ? 2 : 0
      if (v !== 0) {
        splitInto(excess, i, Math.abs(v), excessWidths)
        if (v < 0) for (const limb of excess) limb[i] = -limb[i]!
      }
    }
    if (rest.length > 0) splitInto(rest, i, acc - size * quotient, lowWidths)
  }
}

/** Adds a product to its relation's elements, one by one. */
export function addProduct(
  system: System,
  values: Values,
  { coefficient, sums, shared, factors }: Product,
  lengths: readonly number[],
  out: Float64Array,
): void {
  const data = factors.map(({ expression }) => evaluateExpression(expression, valuesOf(system, values)))
  // How far each factor moves along an axis of the relation, and along one that is only summed over.
  const strides = factors.map(({ expression, axes }) => {
    const relation = new Array<number>(lengths.length).fill(0)
    const sum = new Array<number>(sums.length).fill(0)
    let stride = 1
    for (let i = axes.length - 1; i >= 0; i--) {
      const { of, axis } = axes[i]!
      const own = of === 'relation' ? axis : shared[axis]!
      if (own >= 0) relation[own]! += stride
      else sum[axis]! += stride
      stride *= expression.lengths[i]!
    }
    return { relation, sum }
  })
  const free = sums.map((_, i) => i).filter(i => shared[i]! < 0)
  const terms = free.reduce((all, i) => all * sums[i]!, 1)
  const offsets = strides.map(({ sum }) => {
    const found = new Int32Array(terms)
    for (let term = 0; term < terms; term++) {
      let rest = term
      for (const i of [...free].reverse()) {
        found[term]! += (rest % sums[i]!) * sum[i]!
        rest = Math.floor(rest / sums[i]!)
      }
    }
    return found
  })
  const [a, b] = [data[0]!, data[1]!]
  const [offsetsA, offsetsB] = [offsets[0]!, offsets[1]!]
  const index = new Array<number>(lengths.length).fill(0)
  let [atA, atB] = [0, 0]
  for (let i = 0; i < out.length; i++) {
    let sum = 0
    for (let term = 0; term < terms; term++) sum += a[atA + offsetsA[term]!]! * b[atB + offsetsB[term]!]!
    out[i]! += coefficient * sum
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      const [stepA, stepB] = [strides[0]!.relation[axis]!, strides[1]!.relation[axis]!]
      index[axis]!++
      atA += stepA
      atB += stepB
      if (index[axis]! < lengths[axis]!) break
      atA -= stepA * lengths[axis]!
      atB -= stepB * lengths[axis]!
      index[axis] = 0
    }
  }
}

type Largest = Extract<Fill, { kind: 'largest' }>

function fillLargest(
  { candidates, valid, widths }: Largest,
  data: readonly Float64Array[],
  column: (role: string) => Float64Array,
): void {
  const y = column('y')
  const { lengths } = candidates[0]!
  const chosen = candidates.map((_, k) => column(`chosen ${k}`))
  const isValid = (k: number, i: number): boolean => {
    let rest = i
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      const at = rest % lengths[axis]!
      rest = Math.floor(rest / lengths[axis]!)
      const mask = valid[k]![axis]
      if (mask != null && mask[at] === 0) return false
    }
    return true
  }
  for (let i = 0; i < y.length; i++) {
    let best = -1
    for (let k = 0; k < data.length; k++) if (isValid(k, i) && (best < 0 || data[k]![i]! > data[best]![i]!)) best = k
    y[i] = data[best]![i]!
    chosen[best]![i] = 1
  }
  if (widths.length === 0) return
  data.forEach((candidate, k) => {
    const limbs = widths.map((_, j) => column(`difference ${k} ${j}`))
    for (let i = 0; i < y.length; i++) if (isValid(k, i)) splitInto(limbs, i, y[i]! - candidate[i]!, widths)
  })
}

type ArgMax = Extract<Fill, { kind: 'argMax' }>

function fillArgMax({ expression, widths }: ArgMax, data: Float64Array, column: (role: string) => Float64Array): void {
  const length = expression.lengths.at(-1)!
  const [largest, chosen] = [column('largest'), column('chosen')]
  const limbs = widths.map((_, j) => column(`difference ${j}`))
  for (let line = 0; line < largest.length; line++) {
    const from = line * length
    let best = 0
    for (let i = 1; i < length; i++) if (data[from + i]! > data[from + best]!) best = i
    largest[line] = data[from + best]!
    chosen[from + best] = 1
    if (widths.length > 0)
      for (let i = 0; i < length; i++)
        splitInto(limbs, from + i, data[from + best]! - data[from + i]! - (i < best ? 1 : 0), widths)
  }
}
