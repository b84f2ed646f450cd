// Proofs of runs: spec/verify.md, check 7.

import { toHex } from '../bytes/index.ts'
import { RefusalError } from '../errors/index.ts'
import { integersIn, type ReceiptBundle } from '../receipt/index.ts'
import type { Checks } from './checks.ts'
import { fitsModel, type ReplayOutcome } from './replay.ts'
import type { Statement } from './statement.ts'
import type { Evidence } from './types.ts'

/**
 * Does the proof show that the model gives the receipt's outputs for its inputs? A proof that does not hold says nothing
 * of the answer: anybody could have spoilt it. So it is `missing`, and named among the checks.
 */
export async function checkProof(
  bundle: ReceiptBundle,
  { float, generation }: Statement,
  { proof }: Evidence,
  checks: Checks,
): Promise<ReplayOutcome> {
  if (float) return 'inexact'
  if (proof === null || generation || bundle.input === null || bundle.output === null) return 'missing'
  const [input, output] = [integersIn(bundle.input.tensors), integersIn(bundle.output.tensors)]
  // Named already, by what they are instead.
  if (input === null || output === null) return 'different'
  const { model } = proof
  if (!checks.same('proof.model', toHex(model.identity.modelId), bundle.receipt.modelId, 'model_mismatch'))
    return 'different'
  const kept = fitsModel(bundle.receipt, input, output, model, { how: 'proof', checks })
  if (kept === null) return 'different'
  if (kept.length < model.ports.outputs.length) return 'missing'
  const tensors = (side: typeof input) => side.map(({ tensor }) => tensor)
  try {
    await proof.check(tensors(input), tensors(output))
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    checks.add('proof.run', false, error.code, error.message)
    return 'missing'
  }
  checks.add('proof.run', true, 'proof_invalid', `proved, but for a chance of 2^-${proof.bits}`)
  return 'equal'
}
