// Proofs of runs: the prover's side.

import { refuse } from '../../errors/index.ts'
import type { FieldVectors } from '../../field/index.ts'
import type { ExactModel, IntTensor } from '../../graph/index.ts'
import type { Commitment } from '../commitment/index.ts'
import { lower } from '../lower/index.ts'
import { evaluateExpression } from '../system/expression.ts'
import { fillColumns, type Meddle } from '../system/fill.ts'
import { valuesOf } from '../system/polynomials.ts'
import { commitWeights, type ProvePhase, proveSystem } from '../system/prover.ts'
import { parametersOf } from './parameters.ts'
import { beginTranscript, publicsOf, runOf, statementOf } from './statement.ts'

export interface ProveOptions {
  /** What `commitModel` made of the model; without it the proof is for those who hold the weights. */
  readonly committed?: Commitment
  /** Called as the work goes on, with what is done next. */
  readonly progress?: (phase: ProvePhase) => void
  /** Tests that play a cheat. */
  readonly meddle?: Meddle
}

/**
 * A proof that the model gives these outputs for these inputs. Refuses (`replay_mismatch`) where it does not,
 * (`proof_unsupported`) models with ops that cannot be proved yet.
 */
export function proveRun(
  vectors: FieldVectors,
  model: ExactModel,
  inputs: readonly IntTensor[],
  outputs: readonly IntTensor[],
  { committed, progress = () => {}, meddle }: ProveOptions = {},
): Uint8Array {
  const statement = statementOf(model, inputs, outputs)
  progress('columns')
  const { system, outputs: computed } = lower(runOf(statement, model.weights))
  const weights = parametersOf(model.graph, model.weights, system)
  const values = fillColumns(system, weights, publicsOf(system, statement), meddle)
  if (meddle === undefined)
    model.graph.ops.forEach((op, id) => {
      if (op.kind !== 'output') return
      const found = evaluateExpression(computed[id]!, valuesOf(system, values))
      const { data } = outputs[op.slot]!
      if (found.some((value, i) => value !== data[i]))
        refuse('replay_mismatch', `output ${op.slot} is not what the model gives`)
    })
  const transcript = beginTranscript(statement, committed?.root ?? null)
  return proveSystem(vectors, transcript, system, values, committed ?? null, progress)
}

/** Commits to a model's parameters, for proofs that convince those who do not hold them. */
export function commitModel(vectors: FieldVectors, model: ExactModel, inputs: readonly IntTensor[]): Commitment {
  const { system } = lower({ graph: model.graph, weights: model.weights, rows: inputs[0]!.rows, inputs })
  return commitWeights(vectors, system, parametersOf(model.graph, model.weights, system))
}
