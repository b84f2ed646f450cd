// Rows of a language model's weights to integers: an exponent for each row, one shift for all, the accumulator bound kept, and
// rounding that knows the inputs. spec/compile.md, "Language models".

import { ACCUMULATOR_BOUND, MAX_ROW_EXPONENT, MAX_SHIFT, maxOf, type RowParameters } from '../../graph/index.ts'
import type { OpBounds } from '../../graph/ops/definition.ts'
import { finest, type Scale } from '../range.ts'
import { type Gram, roundRows } from './gram.ts'
import type { FloatRows } from './model.ts'
import type { Multiply } from './products.ts'

export interface QuantizedRows {
  readonly parameters: RowParameters
  readonly weightBits: number
  readonly shift: number
  /** Of the output: as wanted, or coarser where accumulators are. */
  readonly scale: Scale
  /** Bits that the largest row gave up for the accumulator's bound. */
  readonly lost: number
}

export interface RowsRequest {
  readonly rows: FloatRows
  /** Scale of the input. */
  readonly input: Scale
  /** What is known of the input's values. */
  readonly bounds: OpBounds
  readonly wanted: Scale
  readonly weightBits: number
  /** How inputs move together; null rounds each weight to its nearest. */
  readonly gram: Gram | null
  readonly multiply: Multiply
}

/** Bits that the largest row's weights keep, whatever the bound asks for. */
const LEAST_BITS = 5

/** Real weights come out as q / 2^f with f = F - e, e the row's exponent; accumulators stand at F + x.exponent. */
export function quantizeRows(request: RowsRequest): QuantizedRows | null {
  const { rows, input, wanted, weightBits, gram } = request
  const ideal = Int32Array.from({ length: rows.rows }, (_, row) => idealExponent(request, row))
  const known = ideal.filter(f => f !== EMPTY)
  const least = known.reduce((a, b) => Math.min(a, b), known[0] ?? wanted.exponent - input.exponent)
  const most = known.reduce((a, b) => Math.max(a, b), least)
  const start = Math.min(most, least + MAX_ROW_EXPONENT, MAX_SHIFT - input.exponent + wanted.exponent)
  for (let finestRow = start; finestRow >= least - (weightBits - LEAST_BITS); finestRow--) {
    const exponents = ideal.map(f => Math.min(f, finestRow))
    // Rounding to the nearest says where the bound lies; the slower rounding is done once, where it fits.
    const plain = roundAll(request, exponents, null)
    const lost = Math.max(0, least - finestRow)
    const nearest = finish(request, plain, exponents, finestRow, lost)
    if (nearest === null || !fits(nearest, request)) continue
    if (gram === null) return nearest
    const found = finish(request, roundAll(request, exponents, gram), exponents, finestRow, lost)
    if (found !== null && fits(found, request)) return found
  }
  return null
}

const EMPTY = 2 ** 20

/** The power of two that stores a row with the least squared error: what everything fits, or one finer with its ends cut. */
function idealExponent({ rows: { weights, k }, weightBits, gram }: RowsRequest, row: number): number {
  let most = 0
  for (let i = row * k; i < (row + 1) * k; i++) most = Math.max(most, Math.abs(weights[i]!))
  if (most === 0) return EMPTY
  const whole = finest(most, weightBits)
  const limit = maxOf(weightBits)
  const errorAt = (f: number): number => {
    const scale = 2 ** f
    let error = 0
    for (let i = 0; i < k; i++) {
      const real = weights[row * k + i]! * scale
      const off = Math.min(limit, Math.max(-limit, Math.round(real))) - real
      error += off * off * (gram === null ? 1 : gram.energy[i]!)
    }
    return error / (scale * scale)
  }
  return errorAt(whole + 1) < errorAt(whole) ? whole + 1 : whole
}

function roundAll({ rows, weightBits, multiply }: RowsRequest, exponents: Int32Array, gram: Gram | null): Int16Array {
  const { weights, k } = rows
  const most = maxOf(weightBits)
  if (gram !== null) return roundRows(gram, weights, exponents, most, multiply)
  const out = new Int16Array(weights.length)
  for (let row = 0; row < rows.rows; row++) {
    const scale = 2 ** exponents[row]!
    for (let i = row * k; i < (row + 1) * k; i++)
      out[i] = Math.min(most, Math.max(-most, Math.round(weights[i]! * scale)))
  }
  return out
}

function finish(
  { rows, input, wanted, weightBits }: RowsRequest,
  integers: Int16Array,
  rowExponents: Int32Array,
  finestRow: number,
  lost: number,
): QuantizedRows | null {
  const bias = new Int32Array(rows.rows)
  const exponents = new Uint8Array(rows.rows)
  for (let row = 0; row < rows.rows; row++) {
    const f = rowExponents[row]!
    exponents[row] = finestRow - f
    const b = Math.round((rows.bias?.[row] ?? 0) * 2 ** (f + input.exponent))
    if (!(Math.abs(b) <= ACCUMULATOR_BOUND)) return null
    bias[row] = b
  }
  const exponent = Math.min(wanted.exponent, finestRow + input.exponent)
  return {
    parameters: { bias, exponents, weights: weightBits <= 8 ? Int8Array.from(integers) : integers },
    weightBits,
    shift: finestRow + input.exponent - exponent,
    scale: { ...wanted, exponent },
    lost,
  }
}

/** Does every row keep the accumulator bound? As `linear` of the graph computes it. */
function fits({ parameters, shift }: QuantizedRows, { rows: { k }, bounds }: RowsRequest): boolean {
  const { lo, hi } = bounds.out
  const rounding = shift === 0 ? 0 : 2 ** (shift - 1)
  const { weights, bias, exponents } = parameters
  for (let row = 0; row < bias.length; row++) {
    let [above, below, squares, largest] = [0, 0, 0, 0]
    for (let i = row * k; i < (row + 1) * k; i++) {
      const w = weights[i]!
      if (w > 0) above += w
      else below += w
      squares += w * w
      if (Math.abs(w) > largest) largest = Math.abs(w)
    }
    const byL1 = bounds.l1 === undefined ? Number.POSITIVE_INFINITY : bounds.l1 * largest
    const byL2 = bounds.l2 === undefined ? Number.POSITIVE_INFINITY : bounds.l2 * Math.ceil(Math.sqrt(squares))
    const limit = Math.min(byL1, byL2)
    const most = bias[row]! + Math.min(above * hi + below * lo, limit)
    const least = bias[row]! + Math.max(above * lo + below * hi, -limit)
    if (Math.max(Math.abs(most), Math.abs(least)) * 2 ** exponents[row]! + rounding > ACCUMULATOR_BOUND) return false
  }
  return true
}

/** Rows as the integers mean them, for whoever wants to know what rounding them alone costs. */
export function realRows({ parameters, shift, scale }: QuantizedRows, input: Scale, k: number): Float32Array {
  const { weights, exponents } = parameters
  const finestRow = scale.exponent + shift - input.exponent
  const out = new Float32Array(weights.length)
  for (let row = 0; row < exponents.length; row++) {
    const unit = 2 ** (exponents[row]! - finestRow)
    for (let i = row * k; i < (row + 1) * k; i++) out[i] = weights[i]! * unit
  }
  return out
}
