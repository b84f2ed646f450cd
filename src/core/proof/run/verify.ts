// Proofs of runs: the verifier's side. It imports no prover and no engine.

import { attempt, type Result } from '../../errors/index.ts'
import type { FieldVectors } from '../../field/index.ts'
import { lower } from '../lower/index.ts'
import { type Soundness, soundnessOf } from '../system/soundness.ts'
import { verifySystem } from '../system/verifier.ts'
import { parametersOf } from './parameters.ts'
import { beginTranscript, publicsOf, type RunStatement, runOf } from './statement.ts'

/** The weights, whose root is the model's, or what they were committed with. */
export type ProofWeights = { readonly bytes: Uint8Array } | { readonly root: Uint8Array }

export interface VerifyRunOptions {
  /** Of Mersenne-31: takes the largest part of the arithmetic over. The verdict is the same. */
  readonly vectors?: FieldVectors
}

export interface Proved {
  /** What is left to chance, by its causes. */
  readonly soundness: Soundness
}

/** What a proof of such a run leaves to chance. Refuses `proof_unsupported`, `input_shape_mismatch`. */
export function soundnessOfRun(statement: RunStatement, weights: ProofWeights): Soundness {
  const run = runOf(statement, 'bytes' in weights ? weights.bytes : null)
  return soundnessOf(lower(run).system, 'root' in weights)
}

/**
 * Does the proof show that the model gives the outputs for the inputs? Refuses `proof_malformed`, `proof_invalid`,
 * `proof_unsupported`, `input_shape_mismatch`. That the weights or the root are the model's is the caller's to check.
 */
export function verifyRun(
  statement: RunStatement,
  weights: ProofWeights,
  proof: Uint8Array,
  { vectors }: VerifyRunOptions = {},
): Result<Proved> {
  return attempt(() => {
    const { system } = lower(runOf(statement, 'bytes' in weights ? weights.bytes : null))
    const transcript = beginTranscript(statement, 'root' in weights ? weights.root : null)
    const parameters =
      'root' in weights
        ? ({ kind: 'committed', root: weights.root } as const)
        : ({ kind: 'held', values: parametersOf(statement.graph, weights.bytes, system) } as const)
    verifySystem(transcript, system, publicsOf(system, statement), parameters, proof, vectors)
    return { soundness: soundnessOf(system, 'root' in weights) }
  })
}
