// Scores by the kernel are the scores that the slow way gives.

import { describe, expect, it } from 'vitest'
import type { AttentionOp, IntTensor } from '../../src/core/graph/index.ts'
import { fastScoresOf, scoresOf } from '../../src/core/trace/index.ts'
import { Random } from '../support/random.ts'

interface Form {
  readonly heads: number
  readonly groups: number
  readonly length: number
  readonly rows: number
  readonly bits: number
  readonly shift: number
  readonly scoreBits: number
}

/** Values at the ends of their range more often than between. */
function tensor(random: Random, shape: readonly number[], { rows, bits }: Form): IntTensor {
  const count = rows * shape.reduce((a, b) => a * b, 1)
  const most = 2 ** (bits - 1) - 1
  const data = bits <= 8 ? new Int8Array(count) : new Int16Array(count)
  for (let i = 0; i < count; i++) data[i] = random.pick([-most - 1, most, random.int(-most, most), random.int(-9, 9)])
  return { shape: [...shape], bits, rows, data } as IntTensor
}

function both(seed: number, form: Form): [Int8Array | Int16Array, Int8Array | Int16Array] {
  const random = new Random(seed, 3)
  const { heads, groups, length, shift, scoreBits } = form
  const op = {
    kind: 'attention',
    scoreShift: shift,
    scoreLo: -(2 ** (scoreBits - 1)),
    scoreHi: 2 ** (scoreBits - 1) - 1,
  } as AttentionOp
  const q = tensor(random, [heads, length], form)
  const k = tensor(random, [groups, length], form)
  return [fastScoresOf(op, q, k), scoresOf(op, q, k)]
}

describe('scores', () => {
  it('of any form', () => {
    const random = new Random(1, 2)
    for (let seed = 0; seed < 300; seed++) {
      const groups = random.int(1, 4)
      const bits = random.pick([2, 5, 8, 12])
      const form = {
        ...{ groups, bits, heads: groups * random.int(1, 4), length: random.int(1, 70), rows: random.int(1, 40) },
        ...{ shift: random.int(0, 18), scoreBits: random.int(2, 16) },
      }
      const [fast, slow] = both(seed, form)
      expect(fast, JSON.stringify(form)).toEqual(slow)
    }
  })

  it('of a sequence that does not fit into one page', () => {
    const [fast, slow] = both(9, { heads: 4, groups: 2, length: 64, rows: 300, bits: 12, shift: 9, scoreBits: 10 })
    expect(fast).toEqual(slow)
    expect(fast.length).toBe(4 * ((300 * 301) / 2))
  })

  it('that are all alike, at either end', () => {
    for (const scoreBits of [2, 8, 9, 16]) {
      const form = { heads: 1, groups: 1, length: 3, rows: 5, bits: 8, shift: 0, scoreBits }
      const [fast, slow] = both(scoreBits, form)
      expect(fast).toEqual(slow)
      expect(fast.BYTES_PER_ELEMENT).toBe(scoreBits <= 8 ? 1 : 2)
    }
  })
})
