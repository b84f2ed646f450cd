// Rows of weights to integers: one shift per tensor, an exponent per row, and the accumulator bound kept. spec/compile.md,
// "Weights".

import { ACCUMULATOR_BOUND, MAX_ROW_EXPONENT, MAX_SHIFT, maxOf, type RowParameters } from '../graph/index.ts'
import { finest, type Scale } from './range.ts'

/** Bits that the largest row's weights keep, whatever the accumulator asks for. */
export const LEAST_WEIGHT_BITS = 6
/** Steps of the output that rounding of weights costs where it is called rough. */
const ROUGH = 1 / 4

export interface FittedRows extends RowParameters {
  readonly shift: number
  readonly weightBits: number
  /** Scale of the output: as wanted, or coarser where the accumulator is. */
  readonly scale: Scale
  /** Bits that the largest row's weights had to give up for the bound; 0 where none. */
  readonly lost: number
  /** Weights became coarser than their width allows, and the output shows it by more than a quarter of its step. */
  readonly rough: boolean
}

/** Mean values of a product's input by channel: what rounding of weights shifts the result by on average is taken off its bias. */
export interface InputMeans {
  readonly channels: Float64Array
  /** Channels that a row meets, and rows that meet the same. */
  readonly groupIn: number
  readonly groupOut: number
}

interface Rows {
  readonly weights: Float32Array
  readonly bias: Float32Array
  readonly means?: InputMeans | undefined
}

/** How much more a row gives on average when its weights are off by `off`. */
export function drift(
  { channels, groupIn, groupOut }: InputMeans,
  row: number,
  off: (i: number) => number,
  k: number,
): number {
  const first = Math.floor(row / groupOut) * groupIn
  let total = 0
  for (let i = 0; i < k; i++) total += off(i) * channels[first + (i % groupIn)]!
  return total
}

/** How far the accumulator goes with these parameters. */
export type Measure = (fitted: FittedRows) => { readonly accumulator: number; readonly row: number }

export interface RowOverflow {
  readonly overflow: true
  readonly row: number
  readonly accumulator: number
}

/**
 * real weight = w / 2^f with f = F - e for a row's exponent e; accumulators of all rows stand at F + x.exponent after their
 * exponent, so the shift to the output is F + x.exponent - y.exponent. F begins where every row uses its whole width, as far
 * as exponents reach, and comes down until `measure` keeps the bound.
 */
export function fitRows(
  rows: Rows,
  x: Scale,
  y: Scale,
  weightBits: number,
  measure: Measure,
  leastBits: number = LEAST_WEIGHT_BITS,
): FittedRows | RowOverflow {
  const count = rows.bias.length
  const k = rows.weights.length / count
  const ideal = Array.from({ length: count }, (_, row) => {
    let most = 0
    for (let i = row * k; i < (row + 1) * k; i++) most = Math.max(most, Math.abs(rows.weights[i]!))
    return most === 0 ? Number.POSITIVE_INFINITY : finest(most, weightBits)
  })
  const finite = ideal.filter(f => f !== Number.POSITIVE_INFINITY)
  // Rows of zeros leave the choice to the output: a shift of 0.
  const least = finite.reduce((a, b) => Math.min(a, b), finite[0] ?? y.exponent - x.exponent)
  const most = finite.reduce((a, b) => Math.max(a, b), least)
  let f = Math.min(most, least + MAX_ROW_EXPONENT, MAX_SHIFT - x.exponent + y.exponent)
  // Weights may also become coarser than that where all their rounding together stays below half a step of the output.
  const harmless = y.exponent - x.exponent + x.bits - 1 + (32 - Math.clz32(k - 1))
  const floor = Math.min(least - (weightBits - leastBits), harmless)
  let worst = { row: 0, accumulator: Number.POSITIVE_INFINITY }
  while (f >= floor) {
    const fitted = quantizeRows(rows, ideal, f, x, y, Math.max(0, least - f))
    worst = fitted === null ? worst : measure(fitted)
    if (fitted !== null && worst.accumulator <= ACCUMULATOR_BOUND) return fitted
    // Each step halves the accumulator.
    f--
    while (fitted !== null && worst.accumulator > ACCUMULATOR_BOUND * 2) {
      worst = { ...worst, accumulator: worst.accumulator / 2 }
      f--
    }
  }
  return { overflow: true, ...worst }
}

function quantizeRows(
  { weights, bias, means }: Rows,
  ideal: readonly number[],
  finestRow: number,
  x: Scale,
  y: Scale,
  lost: number,
): FittedRows | null {
  const count = bias.length
  const k = weights.length / count
  const integers = new Int16Array(weights.length)
  const biases = new Int32Array(count)
  const exponents = new Uint8Array(count)
  let largest = 0
  // What rounding costs in a typical output: half the input's reach, in steps of the output.
  const exponent = Math.min(y.exponent, finestRow + x.exponent)
  const typical = 2 ** (x.bits - 2 - x.exponent + exponent)
  let rough = false
  for (let row = 0; row < count; row++) {
    const f = Math.min(finestRow, ideal[row]!)
    exponents[row] = finestRow - f
    const factor = 2 ** f
    let squares = 0
    for (let i = row * k; i < (row + 1) * k; i++) {
      const real = weights[i]! * factor
      const w = Math.round(real)
      squares += (w - real) ** 2
      integers[i] = w
      if (Math.abs(w) > largest) largest = Math.abs(w)
    }
    const shifted =
      means === undefined ? 0 : drift(means, row, i => integers[row * k + i]! / factor - weights[row * k + i]!, k)
    const b = Math.round((bias[row]! - shifted) * 2 ** (f + x.exponent))
    if (!(Math.abs(b) < 2 ** 31)) return null
    biases[row] = b
    if (f < ideal[row]! && (Math.sqrt(squares) / factor) * typical > ROUGH) rough = true
  }
  let bits = 2
  while (bits < 16 && maxOf(bits) < largest) bits++
  return {
    weights: bits <= 8 ? Int8Array.from(integers) : integers,
    bias: biases,
    exponents,
    weightBits: bits,
    shift: finestRow + x.exponent - exponent,
    scale: { ...y, exponent },
    lost,
    rough,
  }
}
