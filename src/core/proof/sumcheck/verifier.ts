// The verifier of a sumcheck. It takes bytes of anybody's making and knows nothing of vectors or provers.

import { RefusalError } from '../../errors/index.ts'
import { decodeLimbs, EXTENSION_BYTES, type Extension, extensionOf } from '../../field/index.ts'
import type { Transcript } from '../transcript.ts'
import {
  absorbClaim,
  checkClaim,
  degreeOf,
  interpolateAt,
  proofBytes,
  type Reduced,
  type SumClaim,
  sumOfTerms,
} from './claim.ts'

/**
 * `malformed`: not the number of bytes that the claim has, or a limb that is not below p. `sum`: the values at the end
 * do not add up to what the rounds lead to. Who verifies a whole proof gives them its codes.
 */
export type SumVerdict =
  | { readonly ok: true; readonly value: Reduced }
  | { readonly ok: false; readonly why: 'malformed' | 'sum' }

/**
 * Checks a proof of a claim. When it is `ok` the claim holds, but for a chance of `variables` times degree in |F|, if
 * the polynomials behind it have the values that come back at the point that comes back: the caller has to have that
 * shown. Time and memory depend on the claim only. Throws RangeError for a claim that is none.
 */
export function verifySum(transcript: Transcript, claim: SumClaim, proof: Uint8Array): SumVerdict {
  const { field } = transcript
  checkClaim(claim, field)
  const extension = extensionOf(field)
  const limbs = limbsOf(transcript, claim, proof)
  if (limbs === null) return { ok: false, why: 'malformed' }
  let at = 0
  const take = (): Extension => [limbs[at++]!, limbs[at++]!, limbs[at++]!, limbs[at++]!]

  absorbClaim(transcript, claim)
  const degree = degreeOf(claim)
  const point: Extension[] = []
  let sum = claim.sum
  for (let round = 0; round < claim.variables; round++) {
    const polynomial = Array.from({ length: degree }, take)
    transcript.absorbElements('round', polynomial)
    const r = transcript.challenge('round')
    const [zero, ...rest] = polynomial
    sum = interpolateAt(field, [zero!, extension.sub(sum, zero!), ...rest], r)
    point.push(r)
  }
  const values = Array.from({ length: claim.factors }, take)
  transcript.absorbElements('values', values)
  if (!extension.equal(sumOfTerms(extension, claim.terms, values), sum)) return { ok: false, why: 'sum' }
  return { ok: true, value: { point, values } }
}

/** All limbs of a proof, or null. */
function limbsOf({ field }: Transcript, claim: SumClaim, proof: Uint8Array): Uint32Array | null {
  try {
    return decodeLimbs(field, proof, (proofBytes(claim) / EXTENSION_BYTES) * 4, 'sumcheck')
  } catch (error) {
    if (error instanceof RefusalError) return null
    throw error
  }
}
