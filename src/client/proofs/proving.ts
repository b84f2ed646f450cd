// A proof as evidence: of the run of a receipt, for a verifier that holds the model. It imports no prover.

import { attempt, refuse, unwrap } from '../../core/errors/index.ts'
import type { FieldVectors } from '../../core/field/index.ts'
import { decodeProof, type Soundness, soundnessOfRun, statementOf, verifyRun } from '../../core/proof/index.ts'
import { integersIn } from '../../core/receipt/index.ts'
import type { Evidence } from '../../core/verify/index.ts'
import type { Proving } from '../verifyReceipt.ts'

export type PreparedProof = NonNullable<Evidence['proof']> & {
  /** What the proof leaves to chance, by its causes; null where such a run cannot be proved. */
  readonly soundness: Soundness | null
}

interface ProofReader extends Proving {
  prepare(...given: Parameters<Proving['prepare']>): PreparedProof
}

/** `vectors`, of Mersenne-31, encode faster than plain arithmetic; the verdict is the same. */
export const createProving = (vectors?: FieldVectors): ProofReader => ({
  prepare(model, { input, output }, file) {
    const { root, proof } = decodeProof(file)
    if (root !== null)
      refuse('proof_unsupported', 'the proof is of weights that were committed to', {
        hint: 'Nobody has linked the commitment to the model yet: ask for a proof for those who hold the weights.',
      })
    const weights = { bytes: model.weights }
    const shown = [input, output].map(side => integersIn(side?.tensors ?? [])?.map(({ tensor }) => tensor) ?? [])
    // What cannot be proved has no bits; the check says why.
    const found = attempt(() => soundnessOfRun(statementOf(model, shown[0]!, shown[1]!), weights))
    return {
      model,
      bits: found.ok ? found.value.bits : 0,
      soundness: found.ok ? found.value : null,
      async check(inputs, outputs) {
        const options = vectors === undefined ? {} : { vectors }
        unwrap(verifyRun(statementOf(model, inputs, outputs), weights, proof, options))
      },
    }
  },
})
