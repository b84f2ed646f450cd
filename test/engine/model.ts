// A model from a list of ops, for cases that are made by hand.

import { type ExactModel, makeModel, type Op } from '../../src/core/graph/index.ts'

const port = (op: Op, name: string) => ({
  name,
  dtype: 'float32' as const,
  shape: op.shape,
  perm: op.shape.map((_, i) => i),
  bits: op.bits,
  exponent: 0,
})

/** A model of the given ops, with an output for the last one. */
export function modelOf(ops: readonly Op[], weights: Uint8Array): ExactModel {
  const last = ops.at(-1)!
  const output: Op = { kind: 'output', slot: 0, inputs: [ops.length - 1], shape: last.shape, bits: last.bits }
  const inputs = ops.filter(op => op.kind === 'input').map((op, i) => port(op, `in ${i}`))
  const ports = { inputs, outputs: [port(output, 'out')] }
  return makeModel({ ops: [...ops, output], weightBytes: weights.length }, weights, ports, {})
}
