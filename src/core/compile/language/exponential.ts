// The table of e^-z that attention weighs positions with, in whole numbers from the beginning to the end: the same bytes on
// every machine. spec/compile.md, "Language models".

/** Fraction bits of the computation; each of at most 4,096 steps loses less than one unit of it. */
const PRECISION = 128n

/** floor(e^(-1/2^bits) * 2^128) by its series. */
function decay(bits: number): bigint {
  const one = 1n << PRECISION
  let term = one
  let sum = one
  for (let n = 1n; term !== 0n; n++) {
    term = -term / (n << BigInt(bits))
    sum += term
  }
  return sum
}

/** round(first * e^(-z / 2^bits)) for z = 0 .. rows - 1, the last being 0. */
export function exponentials(first: number, bits: number, rows: number): Int32Array {
  const step = decay(bits)
  const half = 1n << (PRECISION - 1n)
  const out = new Int32Array(rows)
  let value = 1n << PRECISION
  for (let z = 0; z < rows - 1; z++) {
    out[z] = Number((value * BigInt(first) + half) >> PRECISION)
    value = (value * step) >> PRECISION
  }
  return out
}
