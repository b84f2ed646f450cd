import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checksFor, isChosen, oddsAt, rateFor, WHOLE } from '../../src/core/watch/index.ts'

/** C(n, k) exactly. */
function choose(n: number, k: number): bigint {
  let out = 1n
  for (let i = 0; i < k; i++) out = (out * BigInt(n - i)) / BigInt(i + 1)
  return out
}

describe('odds', () => {
  it('are those of independent checks', () => {
    expect(oddsAt({ requests: 1_000, wrong: 1 }, 0.01).caught).toBeCloseTo(0.01, 15)
    expect(oddsAt({ requests: 1_000, wrong: 3 }, 0.5)).toEqual({ rate: 0.5, checks: 500, caught: 0.875 })
    expect(oddsAt({ requests: 5, wrong: 5 }, 1).caught).toBe(1)
    expect(oddsAt({ requests: 5, wrong: 5 }, 0).caught).toBe(0)
    // Far below what 1 - (1 - r)^w keeps of its digits.
    expect(oddsAt({ requests: 10, wrong: 2 }, 1e-12).caught / 2e-12).toBeCloseTo(1, 9)
  })

  it('lead back to the rate', () => {
    for (const wrong of [1, 2, 10, 500])
      for (const caught of [0.001, 0.5, 0.99, 0.999, 1 - 1e-9]) {
        const session = { requests: 1_000, wrong }
        expect(oddsAt(session, rateFor(session, caught)).caught).toBeCloseTo(caught, 9)
      }
    expect(rateFor({ requests: 1_000, wrong: 1 }, 0.999)).toBeCloseTo(0.999, 12)
    expect(rateFor({ requests: 1_000, wrong: 50 }, 0.999)).toBeCloseTo(0.129, 3)
    expect(rateFor({ requests: 7, wrong: 3 }, 1)).toBe(1)
  })

  it('of checks without repetition are the least number that does, counted exactly', () => {
    for (const requests of [1, 2, 5, 30])
      for (let wrong = 1; wrong <= requests; wrong++)
        for (const [caught, parts] of [
          [0, 0n],
          [0.5, 500n],
          [0.9, 900n],
          [0.999, 999n],
          [1, 1_000n],
        ] as const) {
          const missed = (checks: number): boolean =>
            1_000n * choose(requests - wrong, checks) > (1_000n - parts) * choose(requests, checks)
          let least = 0
          while (missed(least)) least++
          // Sums of logarithms may be one off where a chance is met exactly.
          const found = checksFor({ requests, wrong }, caught)
          expect(Math.abs(found - least), `${requests} ${wrong} ${caught}`).toBeLessThanOrEqual(1)
          expect(found).toBeLessThanOrEqual(requests)
        }
    expect(checksFor({ requests: 1_000, wrong: 50 }, 0.999)).toBeLessThan(0.13 * 1_000)
  })

  it('of nonsense are refused', () => {
    for (const session of [
      { requests: 0, wrong: 1 },
      { requests: 10, wrong: 0 },
      { requests: 10, wrong: 11 },
      { requests: 1.5, wrong: 1 },
    ])
      expect(() => oddsAt(session, 0.5)).toThrow(RangeError)
    expect(() => oddsAt({ requests: 1, wrong: 1 }, 1.1)).toThrow(RangeError)
    expect(() => rateFor({ requests: 1, wrong: 1 }, Number.NaN)).toThrow(RangeError)
    expect(() => checksFor({ requests: 1, wrong: 1 }, -0.1)).toThrow(RangeError)
  })
})

describe('public choice', () => {
  const beacon = Uint8Array.from({ length: 32 }, (_, i) => i)
  const node = `0x${'a1'.repeat(20)}` as const

  it('is what the page says, computed without it', () => {
    for (let index = 0; index < 200; index++) {
      const place = Buffer.alloc(8)
      place.writeBigUInt64BE(BigInt(index))
      const digest = createHash('sha256')
        .update('assay/watch/1')
        .update(beacon)
        .update(Buffer.from('a1'.repeat(20), 'hex'))
        .update(place)
        .digest()
      expect(isChosen(beacon, node, index, 2_500)).toBe(digest.readBigUInt64BE(0) < 2n ** 62n)
    }
  })

  it('takes about the share that it should, all, or nothing', () => {
    const count = (rate: number): number =>
      Array.from({ length: 4_000 }, (_, index) => isChosen(beacon, node, index, rate)).filter(Boolean).length
    expect(count(0)).toBe(0)
    expect(count(WHOLE)).toBe(4_000)
    // Six standard deviations.
    expect(Math.abs(count(500) - 200)).toBeLessThan(6 * Math.sqrt(4_000 * 0.05 * 0.95))
  })

  it('is another one for another beacon, node or entry', () => {
    const bits = (beacon: Uint8Array, of: `0x${string}`, from: number): string =>
      Array.from({ length: 64 }, (_, i) => (isChosen(beacon, of, from + i, 5_000) ? '1' : '0')).join('')
    const all = [
      bits(beacon, node, 0),
      bits(
        beacon.map(byte => byte ^ 1),
        node,
        0,
      ),
      bits(beacon, `0x${'a2'.repeat(20)}`, 0),
      bits(beacon, node, 64),
    ]
    expect(new Set(all).size).toBe(4)
  })
})
