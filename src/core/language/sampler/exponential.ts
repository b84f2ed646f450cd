// The table of e^-x: spec/sampler.md, "Exponential". Built in exact integers, so that its hash is the same everywhere.

/** Steps of the table's argument in one unit of logits (a natural logarithm). */
export const ARGUMENT_BITS = 12
/** The greatest argument: a weight is 0 there. */
export const LAST_ARGUMENT = 2 ** 16 - 1
/** The weight of the likeliest token. */
export const ONE = 2 ** 20

const ROWS = 2 ** 12
const SEGMENT = 4
const FRACTION = 6

export interface Exponential {
  /** round(2^26 e^(-row / 256)). */
  readonly base: Int32Array
  /** The row behind the last one. */
  readonly end: number
  /** Per step of the argument, towards zero, so that no line falls below the next row. */
  readonly slope: Int16Array
}

/** Bits of the fixed point in which the rows are made: 4,096 products lose far less than the margin to the nearest half. */
const BITS = 192n

function build(): Exponential {
  const one = 1n << BITS
  // e^(-1/256) by its series; terms alternate and shrink by 256 each.
  let step = 0n
  for (let n = 0n, term = one; term > 0n; n += 1n, term = term / (256n * n)) step += n % 2n === 0n ? term : -term
  const rows: number[] = []
  let value = one
  for (let row = 0; row <= ROWS; row++) {
    rows.push(Number((value + (1n << (BITS - 27n))) >> (BITS - 26n)))
    value = (value * step) >> BITS
  }
  const base = Int32Array.from(rows.slice(0, ROWS))
  const slope = Int16Array.from({ length: ROWS }, (_, row) => Math.ceil((rows[row + 1]! - rows[row]!) / 2 ** SEGMENT))
  return { base, end: rows[ROWS]!, slope }
}

let built: Exponential | null = null

/** The table's rows. */
export const exponential = (): Exponential => (built ??= build())

/** 2^20 e^(-u / 2^12), rounded, of an argument of 0 to 2^16 - 1. */
export function weightOf(u: number): number {
  const { base, slope } = exponential()
  const row = u >> SEGMENT
  return (base[row]! + slope[row]! * (u & (2 ** SEGMENT - 1)) + 2 ** (FRACTION - 1)) >> FRACTION
}

/** The table as a section of weights: 4,096 x int32, then 4,096 x int16, little-endian (spec/graph.md, "Tables"). */
export function exponentialBytes(): Uint8Array {
  const { base, slope } = exponential()
  const bytes = new Uint8Array(ROWS * 6)
  const view = new DataView(bytes.buffer)
  for (let row = 0; row < ROWS; row++) {
    view.setInt32(4 * row, base[row]!, true)
    view.setInt16(4 * ROWS + 2 * row, slope[row]!, true)
  }
  return bytes
}

/** Bases with the one behind the last, 4,097 x int32, big-endian: what contracts have of the table, since slopes follow (contracts/src/steps). */
export function exponentialRows(): Uint8Array {
  const { base, end } = exponential()
  const bytes = new Uint8Array((ROWS + 1) * 4)
  const view = new DataView(bytes.buffer)
  for (const [row, value] of [...base, end].entries()) view.setInt32(4 * row, value)
  return bytes
}
