// A layer whose operands are narrow enough for relaxed products.

import { type ExactModel, WeightWriter } from '../../src/core/graph/index.ts'
import { Random } from '../support/randomGraph.ts'
import { modelOf } from './model.ts'

export interface Narrow {
  readonly positions?: number
  readonly k?: number
  readonly n?: number
  /** Largest weight; its negative, less one, is the least. */
  readonly most?: number
  /** Are positions clamped to [0, 127] first? */
  readonly positive?: boolean
  readonly weightBits?: number
}

export function narrowModel(narrow: Narrow = {}): ExactModel {
  const { positions = 5, k = 37, n = 11, most = 63, positive = false, weightBits = 8 } = narrow
  const r = new Random(positions, k, n)
  const writer = new WeightWriter()
  const weights = Int8Array.from({ length: n * k }, () => r.int(-most - 1, most))
  weights[0] = most
  weights[1 % (n * k)] = -most - 1
  const p = {
    bias: Int32Array.from({ length: n }, () => r.int(-9000, 9000)),
    exponents: Uint8Array.from({ length: n }, () => r.int(0, 2)),
    weights,
  }
  const weightOffset = writer.rows(p, weightBits)
  const shape = [positions, k]
  return modelOf(
    [
      { kind: 'input', slot: 0, inputs: [], shape, bits: 8 },
      { kind: 'sum', inputs: [0], shape, bits: 8, coefficients: [1], shift: 0, lo: positive ? 0 : -128, hi: 127 },
      {
        ...{ kind: 'linear', inputs: [1], shape: [positions, n], bits: 16, weightBits, weightOffset },
        ...{ shift: 2, lo: -32_768, hi: 32_767 },
      },
    ],
    writer.finish(),
  )
}
