// Products at every pair of widths, with weights at the ends of theirs and as many of them as the accumulator bound lets
// through.

import { ACCUMULATOR_BOUND, type ExactModel, maxOf, minOf, WeightWriter } from '../../src/core/graph/index.ts'
import { oneOpModel } from '../support/oneOp.ts'

const WIDTHS = [2, 7, 8, 9, 12, 15, 16]
const ROWS = 9

export function* productModels(): Generator<{ readonly name: string; readonly model: ExactModel }> {
  for (const bits of WIDTHS)
    for (const weightBits of WIDTHS) {
      const largest = -minOf(bits) * -minOf(weightBits)
      const k = Math.max(1, Math.min(70, Math.floor((ACCUMULATOR_BOUND - 2 ** 9) / largest)))
      if (largest + 2 ** 9 > ACCUMULATOR_BOUND) continue
      // All at one end, all at the other, and both in turn.
      const weights = Array.from({ length: ROWS * k }, (_, i) => {
        const row = Math.floor(i / k)
        const low = row % 3 === 0 || (row % 3 === 2 && i % 2 === 0)
        return low ? minOf(weightBits) : maxOf(weightBits)
      })
      const writer = new WeightWriter()
      const weightOffset = writer.rows(
        {
          bias: Int32Array.from({ length: ROWS }, (_, row) => row - 4),
          exponents: new Uint8Array(ROWS),
          weights: weightBits <= 8 ? Int8Array.from(weights) : Int16Array.from(weights),
        },
        weightBits,
      )
      const shape = [ROWS]
      const op = { kind: 'linear', shape, bits: 16, shift: 5, lo: -32_768, hi: 32_767, weightBits, weightOffset }
      yield {
        name: `${bits} and ${weightBits} bits, ${k} products`,
        model: oneOpModel([{ shape: [k], bits }], op, writer.finish()),
      }
    }
}
