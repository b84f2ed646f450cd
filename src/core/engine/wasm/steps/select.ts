// Steps of take and embedding: values fetched by index.

import { bytesOf, elements, nameOf, readEmbedding, readIndices } from '../../../graph/index.ts'
import type { StepsOf } from './types.ts'

/** Runs of fewer values on average than this are fetched value by value, where that is possible. */
const SHORT_RUN = 4

export const take: StepsOf<'take'> = (op, { fixed, model, id, inputs, types, out }) => {
  const length = types[0]!.shape[op.axis]!
  const inner = 2 * elements(op.shape.slice(op.axis + 1))
  const indices = readIndices(model.weights, op, length, nameOf(op, id))
  // Neighbours that stay neighbours are one run: [start, bytes], start -1 for what is filled.
  const runs: [number, number][] = []
  for (const index of indices) {
    const start = index < 0 ? -1 : index * inner
    const last = runs.at(-1)
    if (last !== undefined && (start < 0 ? last[0] < 0 : last[0] >= 0 && last[0] + last[1] === start)) last[1] += inner
    else runs.push([start, inner])
  }
  const one = inner === 2 && indices.length < SHORT_RUN * runs.length
  const parameters = [
    inputs[0]!,
    out,
    elements(op.shape.slice(0, op.axis)),
    length * inner,
    indices.length * inner,
    fixed.words(one ? Array.from(indices, index => (index < 0 ? -1 : 2 * index)) : runs.flat()),
    one ? indices.length : runs.length,
    op.fill,
  ]
  return [{ kernel: one ? 'gather' : 'take', parameters: fixed.words(parameters) }]
}

export const embedding: StepsOf<'embedding'> = (op, { fixed, model, id, inputs, out }) => {
  const length = op.shape.at(-1)!
  const width = bytesOf(op.bits)
  const count = op.entries * length
  const table = fixed.reserve(count * width, (buffer, at) => {
    const values = readEmbedding(model.weights, op, nameOf(op, id))
    if (width === 2) new Int16Array(buffer, at, count).set(values)
    else new Int8Array(buffer, at, count).set(values)
  })
  const parameters = [
    inputs[0]!,
    out,
    elements(op.shape) / length,
    length,
    table,
    op.entries,
    op.offset,
    width === 2 ? 1 : 0,
    op.pair ? 1 : 0,
  ]
  return [{ kernel: 'embedding', parameters: fixed.words(parameters) }]
}
