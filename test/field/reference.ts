// The same arithmetic the slow way, in big integers and straight from the definitions: what tests hold the fast ones
// against.

import type { Field31 } from '../../src/core/field/base.ts'
import type { Extension } from '../../src/core/field/extension.ts'

const PRIMES = { mersenne31: 2n ** 31n - 1n, koalabear: 2n ** 31n - 2n ** 24n + 1n } as const

/** Products of the powers of a basis: e_i e_j as a combination of e_0 to e_3. */
const TABLES: Readonly<Record<Field31['name'], (i: number, j: number) => readonly bigint[]>> = {
  // Basis 1, i, u, i u.
  mersenne31: (i, j) => {
    const sign = (i & 1) + (j & 1) === 2 ? -1n : 1n
    const imaginary = (i ^ j) & 1
    const [re, im] = imaginary === 1 ? [0n, sign] : [sign, 0n]
    const us = (i >> 1) + (j >> 1)
    if (us === 0) return [re, im, 0n, 0n]
    if (us === 1) return [0n, 0n, re, im]
    // u^2 = 2 + i.
    return [2n * re - im, 2n * im + re, 0n, 0n]
  },
  // Basis 1, x, x^2, x^3 with x^4 = 3.
  koalabear: (i, j) => [0n, 1n, 2n, 3n].map(k => (i + j === Number(k) ? 1n : i + j === Number(k) + 4 ? 3n : 0n)),
}

/** Arithmetic of a field and its extension in big integers. Numbers may be anything; results are canonical. */
export interface ReferenceField {
  readonly p: bigint
  reduce(value: bigint): number
  mul(a: number, b: number): number
  /** By Fermat's little theorem; 0 for 0. */
  inv(a: number): number
  pow(a: number, exponent: bigint): number
  mulExtension(a: Extension, b: Extension): Extension
  /** To any power: inverses are powers of p^4 - 2. */
  powExtension(a: Extension, exponent: bigint): Extension
}

export function referenceField(name: Field31['name']): ReferenceField {
  const p = PRIMES[name]
  const table = TABLES[name]
  const reduce = (value: bigint): number => Number(((value % p) + p) % p)
  const pow = (a: number, exponent: bigint): number => {
    let result = 1n
    let square = BigInt(a)
    for (let left = exponent; left > 0n; left >>= 1n) {
      if (left & 1n) result = (result * square) % p
      square = (square * square) % p
    }
    return Number(result)
  }
  const mulExtension = (a: Extension, b: Extension): Extension => {
    const sums = [0n, 0n, 0n, 0n]
    a.forEach((x, i) => {
      b.forEach((y, j) => {
        table(i, j).forEach((factor, k) => {
          sums[k]! += factor * BigInt(x) * BigInt(y)
        })
      })
    })
    return sums.map(reduce) as unknown as Extension
  }
  return {
    p,
    reduce,
    mul: (a, b) => reduce(BigInt(a) * BigInt(b)),
    inv: a => pow(a, p - 2n),
    pow,
    mulExtension,
    powExtension(a, exponent) {
      let result: Extension = [1, 0, 0, 0]
      let square = a
      for (let left = exponent; left > 0n; left >>= 1n) {
        if (left & 1n) result = mulExtension(result, square)
        square = mulExtension(square, square)
      }
      return result
    },
  }
}
