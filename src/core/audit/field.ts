// Sums of products modulo p = 2^31 - 1, in doubles: exact as long as no sum passes 2^53, so sums are reduced often enough. The
// bounds stand beside each loop.

/** The field of the challenge: a Mersenne prime. */
export const P = 2 ** 31 - 1

/** Terms of at most 2^46 between two reductions: 2^31 + 64 * 2^46 < 2^53. */
const NARROW_TERMS = 64
/** Terms of at most 2^47 between two reductions: 2^31 + 32 * 2^47 < 2^53. */
const WIDE_TERMS = 32

/** The residue in [0, p) of an integer of less than 2^53. The quotient of doubles may be one off next to a multiple of p. */
export function residue(value: number): number {
  const rest = value - Math.floor(value / P) * P
  return rest < 0 ? rest + P : rest >= P ? rest - P : rest
}

/** Adds `factor` times a line of values of at most 16 bits to `sums`: |term| < 2^31 * 2^15. The caller reduces. */
function addLine(sums: Float64Array, factor: number, values: Int8Array | Int16Array, from: number): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += factor * values[from + i]!
}

/** Residues of sum over lines n of factors[n] times values[n, k], for every k. */
export function combineLines(factors: Float64Array, values: Int8Array | Int16Array, k: number): Float64Array {
  const sums = new Float64Array(k)
  for (let n = 0; n < factors.length; n++) {
    addLine(sums, factors[n]!, values, n * k)
    if (n % NARROW_TERMS === NARROW_TERMS - 1 || n === factors.length - 1)
      for (let i = 0; i < k; i++) sums[i] = residue(sums[i]!)
  }
  return sums
}

/** Residue of the product of two lines: values of at most 16 bits from `from` on, residues from `at` on. */
export function dotNarrow(
  values: Int8Array | Int16Array,
  from: number,
  factors: Float64Array,
  at: number,
  length: number,
): number {
  let sum = 0
  for (let start = 0; start < length; start += NARROW_TERMS) {
    const end = Math.min(length, start + NARROW_TERMS)
    for (let i = start; i < end; i++) sum += values[from + i]! * factors[at + i]!
    sum = residue(sum)
  }
  return sum
}

/** As `dotNarrow` for int32, in halves: the upper one is at most 2^16, so |term| <= 2^47. */
export function dotWide(values: Int32Array, from: number, factors: Float64Array): number {
  let upper = 0
  let lower = 0
  for (let start = 0; start < factors.length; start += WIDE_TERMS) {
    const end = Math.min(factors.length, start + WIDE_TERMS)
    for (let i = start; i < end; i++) {
      const value = values[from + i]!
      upper += (value >> 15) * factors[i]!
      lower += (value & 0x7fff) * factors[i]!
    }
    upper = residue(upper)
    lower = residue(lower)
  }
  return residue(upper * 2 ** 15 + lower)
}
