// The check that every engine makes before it runs.

import { refuse } from '../errors/index.ts'
import { contextOf, elements, type Graph, type IntTensor, maxOf, minOf } from '../graph/index.ts'

/**
 * Number of rows of a run. Refuses inputs that do not fit the graph's input ops, and more rows than a causal graph's context has
 * room for after the `first` that a sequence already has.
 */
export function checkInputs(graph: Graph, inputs: readonly IntTensor[], first = 0): number {
  const ports = graph.ops.filter(op => op.kind === 'input')
  if (inputs.length !== ports.length)
    refuse('input_shape_mismatch', `${inputs.length} inputs, ${ports.length} expected`)
  const rows = inputs[0]!.rows
  if (!Number.isSafeInteger(rows) || rows < 1) refuse('input_shape_mismatch', `${rows} rows`)
  const context = contextOf(graph)
  if (context !== null && first + rows > context)
    refuse('input_shape_mismatch', `${rows} rows after ${first}: a sequence of the model has at most ${context}`, {
      facts: { rows, first, context },
    })
  inputs.forEach((tensor, slot) => {
    const port = ports[slot]!
    const bad = (reason: string): never => refuse('input_shape_mismatch', `input ${slot}: ${reason}`)
    if (tensor.bits !== port.bits) bad(`${tensor.bits} bits, ${port.bits} expected`)
    if (tensor.shape.length !== port.shape.length || tensor.shape.some((n, i) => n !== port.shape[i])) {
      bad(`shape [${tensor.shape}], [${port.shape}] expected`)
    }
    if (tensor.rows !== rows) bad(`${tensor.rows} rows beside ${rows}`)
    if (tensor.data.length !== rows * elements(port.shape)) bad(`${tensor.data.length} values`)
    if (port.bits <= 8 ? !(tensor.data instanceof Int8Array) : !(tensor.data instanceof Int16Array))
      bad('stored in another form')
    // Storage of the full width holds nothing else.
    if (port.bits === 8 || port.bits === 16) return
    const lo = minOf(port.bits)
    const hi = maxOf(port.bits)
    // By index: iterating a typed array is ten times slower, and every run comes through here.
    const { data } = tensor
    for (let i = 0; i < data.length; i++) {
      const value = data[i]!
      if (value < lo || value > hi) bad(`value ${value} does not fit ${port.bits} bits`)
    }
  })
  return rows
}
