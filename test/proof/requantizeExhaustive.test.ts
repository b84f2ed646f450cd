// Requantization has one outcome: no columns that the lookups allow give another y modulo p, whatever shift and clamp are.

import { expect, test } from 'vitest'
import { quotientsWithin } from '../../src/core/proof/lower/requantize.ts'
import { Random } from '../support/random.ts'
import { accumulatorsOf, endsOf, expectRight } from './requantizeExhaustive.ts'

test('of all shifts, at the edges of clamps and accumulators', { timeout: 60_000 }, () => {
  let count = 0
  for (let shift = 0; shift <= 18; shift++) {
    const ends = endsOf(shift)
    const r = new Random(shift, 31)
    for (const lo of ends)
      for (const hi of ends) {
        if (lo > hi) continue
        const clamp = { shift, lo, hi }
        const extra = Array.from({ length: 4 }, () => r.int(-(2 ** 30), 2 ** 30))
        count += expectRight(clamp, accumulatorsOf(clamp, extra))
      }
  }
  expect(count).toBeGreaterThan(20_000)
})

test('of every accumulator of small ranges', { timeout: 60_000 }, () => {
  // Clamps within, at and beyond the values that a quotient may have.
  for (const [least, most] of [
    [0, 0],
    [0, 1],
    [-1, 0],
    [-3, 4],
    [5, 9],
    [-9, -5],
    [0, 64],
    [-20, 43],
  ] as const)
    for (const lo of [least - 2, least - 1, least, least + 1, most, most + 1])
      for (const hi of [least - 1, least, most - 1, most, most + 1, most + 3]) {
        if (lo > hi) continue
        const all = Array.from({ length: most - least + 1 }, (_, i) => least + i)
        expectRight({ shift: 0, lo, hi }, all, quotientsWithin(least, most))
      }
})

test('of ranges that are asked for: indices of tables, entries, quotients of norms and softmaxes', {
  timeout: 60_000,
}, () => {
  const r = new Random(4, 32)
  for (const [least, most] of [
    [0, 65_535],
    [-32_768, 32_767],
    [-32_768 + 40_000, 32_767 + 40_000],
    [0, 2 ** 18],
    [-(2 ** 20) - 1, 2 ** 20 + 1],
    [-(2 ** 24) - 9, 2 ** 24 + 9],
    [-40_000_000, 40_000_000],
    [0, 2 ** 29],
  ] as const)
    for (const [lo, hi] of [
      [0, 4095],
      [0, 31],
      [-32_768, 32_767],
      [100, 30_000],
      [-7, -7],
      [50_000, 60_000],
    ] as const) {
      const at = [least, least + 1, most - 1, most, lo - 1, lo, hi, hi + 1, 0, 1, -1]
      const random = Array.from({ length: 10 }, () => r.int(least, most))
      const accumulators = [...at, ...random].filter(value => value >= least && value <= most)
      expectRight({ shift: 0, lo, hi }, accumulators, quotientsWithin(least, most))
    }
})
