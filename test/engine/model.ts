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

/** A model of the given ops, with an output for each that no other reads. */
export function modelOf(ops: readonly Op[], weights: Uint8Array): ExactModel {
  const used = new Set(ops.flatMap(({ inputs }) => inputs))
  const outputs = ops.flatMap((op, id) => (used.has(id) ? [] : [{ id, op }]))
  const nodes = outputs.map(
    ({ id, op: { shape, bits } }, slot): Op => ({ kind: 'output', slot, inputs: [id], shape, bits }),
  )
  const ports = {
    inputs: ops.filter(op => op.kind === 'input').map((op, i) => port(op, `in ${i}`)),
    outputs: outputs.map(({ op }, i) => port(op, outputs.length === 1 ? 'out' : `out ${i}`)),
  }
  return makeModel({ ops: [...ops, ...nodes], weightBytes: weights.length }, weights, ports, {})
}
