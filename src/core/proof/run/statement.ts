// What a proof of a run is about (spec/proof.md, "Runs"): a model, inputs, outputs. Both sides begin a transcript with it.

import { utf8 } from '../../bytes/index.ts'
import { refuse } from '../../errors/index.ts'
import { MERSENNE31 } from '../../field/index.ts'
import { contextOf, type ExactModel, elements, type Graph, type IntTensor, tensorBytes } from '../../graph/index.ts'
import type { Run } from '../lower/index.ts'
import type { System } from '../system/index.ts'
import { Transcript } from '../transcript.ts'

export interface RunStatement {
  readonly graph: Graph
  readonly modelId: Uint8Array
  /** In slot order, all with the same number of rows. */
  readonly inputs: readonly IntTensor[]
  readonly outputs: readonly IntTensor[]
}

/** Refuses (`proof_unsupported`) what `lower` refuses, (`input_shape_mismatch`) tensors that are not those of the ports. */
export function runOf({ graph, inputs, outputs }: RunStatement, weights: Uint8Array | null): Run {
  const rows = inputs[0]?.rows ?? 0
  const context = contextOf(graph)
  if (context !== null && rows > context)
    refuse('input_shape_mismatch', `${rows} rows, a sequence of the model has at most ${context}`)
  if (weights !== null && weights.length !== graph.weightBytes)
    refuse('input_shape_mismatch', `${weights.length} bytes of weights, the model has ${graph.weightBytes}`)
  for (const [kind, tensors] of [
    ['input', inputs],
    ['output', outputs],
  ] as const) {
    const ports = graph.ops.filter(op => op.kind === kind)
    if (ports.length !== tensors.length)
      refuse('input_shape_mismatch', `${tensors.length} ${kind}s, the model has ${ports.length}`)
    ports.forEach((port, slot) => {
      const tensor = tensors[slot]!
      const fits =
        tensor.rows === rows &&
        rows >= 1 &&
        tensor.bits === port.bits &&
        tensor.shape.length === port.shape.length &&
        tensor.shape.every((length, axis) => length === port.shape[axis]) &&
        tensor.data.length === rows * elements(port.shape) &&
        tensor.data.every(value => value >= -(2 ** (port.bits - 1)) && value < 2 ** (port.bits - 1))
      if (!fits) refuse('input_shape_mismatch', `${kind} ${slot} is not ${rows} rows of the port's type`)
    })
  }
  return { graph, weights, rows, inputs }
}

/** `root`: what parameters were committed with; null where whoever checks holds them. */
export function beginTranscript({ modelId, inputs, outputs }: RunStatement, root: Uint8Array | null): Transcript {
  const transcript = new Transcript('assay/proof/1', MERSENNE31)
  transcript.absorb('model', modelId)
  transcript.absorb('parameters', root ?? utf8('held'))
  transcript.absorbLimbs('rows', [inputs[0]!.rows, inputs.length, outputs.length])
  for (const input of inputs) transcript.absorb('input', tensorBytes(input))
  for (const output of outputs) transcript.absorb('output', tensorBytes(output))
  return transcript
}

/** The public tensors of a system, in its order. */
export const publicsOf = (system: System, { inputs, outputs }: RunStatement): ArrayLike<number>[] =>
  system.publics.map(({ role }) => {
    if (role === 'position') return Int32Array.from({ length: inputs[0]!.rows }, (_, row) => row)
    if (role === 'triangle') return triangleOf(inputs[0]!.rows)
    const [kind, slot] = role.split(' ') as ['input' | 'output', string]
    return (kind === 'input' ? inputs : outputs)[Number(slot)]!.data
  })

export const statementOf = (
  model: ExactModel,
  inputs: readonly IntTensor[],
  outputs: readonly IntTensor[],
): RunStatement => ({ graph: model.graph, modelId: model.identity.modelId, inputs, outputs })

/** Ones where the column is at most the row, zeros elsewhere. */
const triangleOf = (rows: number): Uint8Array =>
  Uint8Array.from({ length: rows * rows }, (_, i) => (i % rows <= Math.floor(i / rows) ? 1 : 0))
