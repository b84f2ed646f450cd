// mnist-8 on all 10,000 digits, at several widths. Slow suite.

import { describe, expect, it } from 'vitest'
import { missing } from './support/material.ts'
import { FILES, mnist } from './support/mnist.ts'

const reason = missing(...FILES)

describe.skipIf(reason !== null)(`mnist-8, 10,000 digits${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  it.each([
    [8, 8],
    [10, 8],
    [12, 8],
    [12, 10],
    [16, 10],
  ] as const)(
    'loses at most 0.2 points at %d-bit activations and %d-bit weights',
    async (activationBits, weightBits) => {
      const { evaluation } = await mnist({ from: 0, rows: 10_000, activationBits, weightBits })
      expect(evaluation.float).toBe(0.9891)
      expect(Math.abs(evaluation.exact - evaluation.float)).toBeLessThanOrEqual(0.002)
      expect(evaluation.agreement).toBeGreaterThan(0.999)
    },
    300_000,
  )
})
