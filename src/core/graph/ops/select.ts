// take, embedding, argMax: which values, rather than what is made of them. spec/graph.md, "take", "embedding", "argMax".

import { bytesOf, type EmbeddingOp, MAX_DIMENSION, maxOf, minOf, type TakeOp } from '../types.ts'
import { hullOf, readEmbedding, readIndices } from '../weights.ts'
import { type OpDefinition, sameShape } from './definition.ts'

export const take: OpDefinition<'take'> = {
  kind: 'take',
  code: 12,
  arity: [1, 1],
  fields: ['axis', 'fill', 'weightOffset'],
  check(op, [x], fail) {
    if (op.bits !== x!.bits) fail('the width passes through')
    if (op.shape.length !== x!.shape.length) fail('the rank passes through')
    if (op.axis >= op.shape.length) fail(`axis ${op.axis} of ${op.shape.length}`)
    for (let i = 0; i < op.shape.length; i++)
      if (i !== op.axis && op.shape[i] !== x!.shape[i]) fail(`axis ${i} differs`)
    if (op.fill < minOf(op.bits) || op.fill > maxOf(op.bits)) fail(`fill ${op.fill} does not fit ${op.bits} bits`)
  },
  weights: op => [op.weightOffset, op.weightOffset + 4 * op.shape[op.axis]!],
  bounds(op: TakeOp, { inputs, inputTypes, weights, what }) {
    const indices = readIndices(weights, op, inputTypes[0]!.shape[op.axis]!, what)
    const x = inputs[0]!
    const filled = indices.includes(-1)
    const read = indices.some(index => index >= 0)
    return {
      out: {
        lo: Math.min(read ? x.lo : op.fill, filled ? op.fill : x.lo),
        hi: Math.max(read ? x.hi : op.fill, filled ? op.fill : x.hi),
      },
      accumulator: 0,
    }
  },
}

export const embedding: OpDefinition<'embedding'> = {
  kind: 'embedding',
  code: 19,
  arity: [1, 1],
  fields: ['embedding', 'weightOffset'],
  check(op, [x], fail) {
    const axes = op.pair ? x!.shape.slice(0, -1) : x!.shape
    if (op.pair && x!.shape.at(-1) !== 2) fail(`pairs along an axis of ${x!.shape.at(-1)}`)
    if (!sameShape(op.shape.slice(0, -1), axes))
      fail(
        op.pair
          ? "the output has the input's axes, entries in place of pairs"
          : "the output has the input's axes and one more",
      )
    if (op.entries < 1 || op.entries > MAX_DIMENSION) fail(`${op.entries} entries, 1 to ${MAX_DIMENSION} expected`)
    if (Math.abs(op.offset) > MAX_DIMENSION) fail(`offset ${op.offset}`)
  },
  weights: op => [op.weightOffset, op.weightOffset + op.entries * op.shape.at(-1)! * bytesOf(op.bits)],
  bounds(op: EmbeddingOp, { weights, what }) {
    return { out: hullOf(readEmbedding(weights, op, what)), accumulator: 0 }
  },
}

/** Row of the table that the value x asks for; with `pair`, x is the whole of both values. */
export const entryOf = (op: EmbeddingOp, x: number): number => Math.min(op.entries - 1, Math.max(0, x + op.offset))

export const argMax: OpDefinition<'argMax'> = {
  kind: 'argMax',
  code: 20,
  arity: [1, 1],
  fields: [],
  check(op, [x], fail) {
    const rank = x!.shape.length
    if (
      op.shape.length !== rank ||
      op.shape[rank - 1] !== 1 ||
      !sameShape(op.shape.slice(0, -1), x!.shape.slice(0, -1))
    )
      fail('all axes but the last pass through, the last has length 1')
    if (x!.shape[rank - 1]! - 1 > maxOf(op.bits))
      fail(`indices to ${x!.shape[rank - 1]! - 1} do not fit ${op.bits} bits`)
  },
  bounds: (_op, { inputTypes }) => ({ out: { lo: 0, hi: inputTypes[0]!.shape.at(-1)! - 1 }, accumulator: 0 }),
}
