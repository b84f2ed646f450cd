// One small model with every op, made by hand, and a way to change one thing in it.

import { type Graph, type ModelInterface, makeModel, type Op, WeightWriter } from '../../src/core/graph/index.ts'

export type Loose = { -readonly [K in keyof Op]: unknown } & Record<string, unknown>

/** Ops by id: 0 input, 1 conv, 2 averagePool, 3 maxPool, 4 concat, 5 transpose, 6 reshape, 7 linear, 8 constant, 9 sum, 10 and 11 outputs. */
export function smallParts(): { graph: Graph; weights: Uint8Array; ports: ModelInterface } {
  const w = new WeightWriter()
  const conv = w.rows(
    {
      bias: Int32Array.of(5, -7, 0, 100),
      exponents: Uint8Array.of(0, 1, 2, 5),
      weights: Int8Array.from({ length: 4 * 9 }, (_, i) => ((i * 29) % 63) - 31),
    },
    6,
  )
  const linear = w.rows(
    {
      bias: Int32Array.of(-300, 40, 1),
      exponents: Uint8Array.of(0, 0, 3),
      weights: Int16Array.from({ length: 3 * 8 }, (_, i) => ((i * 331) % 2047) - 1023),
    },
    12,
  )
  const constant = w.constant([100, -128, 127, 0, 1, -1, 50, -50, 25, -25, 99, -99], 8)
  const window = { kernel: [3, 3], stride: [1, 1], dilation: [1, 1], pads: [1, 1, 1, 1] } as const
  const pool = { kernel: [2, 2], stride: [2, 2], dilation: [1, 1], pads: [0, 0, 0, 0] } as const
  const clamp = { lo: -128, hi: 127 }
  const ops: Op[] = [
    { kind: 'input', slot: 0, inputs: [], shape: [4, 4, 2], bits: 8 },
    {
      ...{ kind: 'conv', inputs: [0], shape: [4, 4, 4], bits: 8, groups: 2, weightBits: 6, weightOffset: conv },
      ...{ ...window, kernel: [3, 3], shift: 5, ...clamp },
    },
    {
      ...{ kind: 'averagePool', inputs: [1], shape: [2, 2, 4], bits: 8, ...pool },
      ...{ countIncludePad: false, reciprocalBits: 6, shift: 6, ...clamp },
    },
    { kind: 'maxPool', inputs: [1], shape: [2, 2, 4], bits: 8, ...pool },
    { kind: 'concat', inputs: [2, 3], shape: [2, 2, 8], bits: 8, axis: 2 },
    { kind: 'transpose', inputs: [4], shape: [2, 8, 2], bits: 8, perm: [0, 2, 1] },
    { kind: 'reshape', inputs: [5], shape: [4, 8], bits: 8 },
    {
      ...{ kind: 'linear', inputs: [6], shape: [4, 3], bits: 12, weightBits: 12, weightOffset: linear },
      ...{ shift: 8, lo: -2048, hi: 2047 },
    },
    { kind: 'constant', inputs: [], shape: [4, 3], bits: 8, weightOffset: constant },
    {
      kind: 'sum',
      inputs: [7, 8],
      shape: [4, 3],
      bits: 16,
      coefficients: [3, -500],
      ...{ shift: 2, lo: -30_000, hi: 30_000 },
    },
    { kind: 'output', slot: 0, inputs: [9], shape: [4, 3], bits: 16 },
    { kind: 'output', slot: 1, inputs: [3], shape: [2, 2, 4], bits: 8 },
  ] as Op[]
  const weights = w.finish()
  const port = (name: string, shape: number[], bits: number, exponent: number) =>
    ({ name, dtype: 'float32', shape, perm: shape.map((_, i) => i), bits, exponent }) as const
  const ports: ModelInterface = {
    inputs: [{ ...port('image', [2, 4, 4], 8, 4), perm: [1, 2, 0] }],
    outputs: [port('scores', [4, 3], 16, 10), port('largest', [2, 2, 4], 8, 4)],
  }
  return { graph: { ops, weightBytes: weights.length }, weights, ports }
}

/** The small graph with one op changed; `change` gets a copy. */
export function changed(id: number, change: (op: Loose) => void): Graph {
  const { graph } = smallParts()
  const ops = graph.ops.map(op => structuredClone(op))
  change(ops[id] as unknown as Loose)
  return { ops, weightBytes: graph.weightBytes }
}

export function smallModel() {
  const { graph, weights, ports } = smallParts()
  return makeModel(graph, weights, ports, { name: 'small', notes: ['every op once'] })
}
