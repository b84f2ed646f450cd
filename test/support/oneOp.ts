// A model of one op between its inputs and an output: what tests of single ops need.

import {
  type ExactModel,
  type Graph,
  type ModelInterface,
  makeModel,
  type Op,
  type TensorType,
} from '../../src/core/graph/index.ts'

/** Ops of a graph whose inputs are `types`, then `op` over them, then its output. `op.inputs` may be left out. */
export function oneOpGraph(types: readonly TensorType[], op: Record<string, unknown>, weightBytes = 0): Graph {
  const inputs = types.map(({ shape, bits }, slot): Op => ({ kind: 'input', inputs: [], shape, bits, slot }))
  const middle = { inputs: types.map((_, i) => i), ...op } as unknown as Op
  const { shape, bits } = middle
  const output: Op = { kind: 'output', inputs: [types.length], shape, bits, slot: 0 }
  return { ops: [...inputs, middle, output], weightBytes }
}

export function oneOpModel(
  types: readonly TensorType[],
  op: Record<string, unknown>,
  weights: Uint8Array = new Uint8Array(0),
): ExactModel {
  const graph = oneOpGraph(types, op, weights.length)
  const port = (name: string, { shape, bits }: TensorType): ModelInterface['inputs'][0] => ({
    name,
    dtype: 'float32',
    shape,
    perm: shape.map((_, i) => i),
    bits,
    exponent: 0,
  })
  const ports = { inputs: types.map((type, i) => port(`x${i}`, type)), outputs: [port('y', graph.ops.at(-1)!)] }
  return makeModel(graph, weights, ports, {})
}
