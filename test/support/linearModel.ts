// A model of one linear op: K values in, N out, weights of random bytes.

import { type ExactModel, WeightWriter } from '../../src/core/graph/index.ts'
import { oneOpModel } from './oneOp.ts'
import { Random } from './randomGraph.ts'

export function linearModel(k: number, n: number, bits: number): ExactModel {
  const random = new Random(k + bits)
  const writer = new WeightWriter()
  const weights = Int8Array.from({ length: k * n }, () => random.int(-63, 63))
  const bias = Int32Array.from({ length: n }, () => random.int(-5_000, 5_000))
  const weightOffset = writer.rows({ bias, exponents: new Uint8Array(n), weights }, 8)
  const attributes = { kind: 'linear', shape: [n], bits, weightBits: 8, weightOffset }
  const clamp = { shift: 12, lo: -(2 ** (bits - 1)), hi: 2 ** (bits - 1) - 1 }
  return oneOpModel([{ shape: [k], bits }], { ...attributes, ...clamp }, writer.finish())
}
