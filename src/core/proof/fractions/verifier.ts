// The verifier of a sum of fractions. It takes bytes of anybody's making and knows nothing of vectors or provers.

import { RefusalError } from '../../errors/index.ts'
import { decodeLimbs, EXTENSION_BYTES, type Extension, extensionOf, type FractionPair } from '../../field/index.ts'
import type { Transcript } from '../transcript.ts'
import {
  absorbVariables,
  type FractionClaim,
  firstRound,
  fractionBytes,
  joined,
  mergeChildren,
  type Round,
  sayRound,
  sayValues,
  sumOf,
  valueAt,
  zeroOf,
} from './claim.ts'

/**
 * `malformed`: not the number of bytes that the claim has, or a limb that is not below p. `zero`: a denominator is zero.
 * `sum`: the fractions add up to something else than zero. `layer`: what is said of a layer contradicts the one above.
 * Who verifies a whole proof gives them its codes.
 */
export type FractionVerdict =
  | { readonly ok: true; readonly value: FractionClaim }
  | { readonly ok: false; readonly why: 'malformed' | 'zero' | 'sum' | 'layer' }

/**
 * Checks that 2^`variables` fractions have denominators that are not zero and add up to zero. When it is `ok` that
 * holds, but for a chance of 2^`fractionError(variables)`, if numerators and denominators have the values that come
 * back at the point that comes back: the caller has to have that shown. Time and memory depend on `variables` only.
 * Throws RangeError unless those are an integer from 1 to 28.
 */
export function verifyFractions(transcript: Transcript, variables: number, proof: Uint8Array): FractionVerdict {
  const extension = extensionOf(transcript.field)
  const limbs = limbsOf(transcript, variables, proof)
  if (limbs === null) return { ok: false, why: 'malformed' }
  let at = 0
  const take = (): Extension => [limbs[at++]!, limbs[at++]!, limbs[at++]!, limbs[at++]!]
  const takeValues = (): FractionPair => [take(), take(), take(), take()]

  absorbVariables(transcript, variables)
  let values = takeValues()
  const [numerator, denominator] = sumOf(extension, values)
  // Without a denominator there is no sum.
  if (extension.equal(denominator, extension.zero)) return { ok: false, why: 'zero' }
  if (!extension.equal(numerator, extension.zero)) return { ok: false, why: 'sum' }
  let point: Extension[] = []
  for (let layer = 1; layer < variables; layer++) {
    const lambda = sayValues(transcript, values)
    const [zero, slope] = firstRound(extension, values, lambda)
    const top = take()
    const next = [sayRound(transcript, [top])]
    let claim = valueAt(extension, zero, [slope, top], next[0]!)
    for (const c of point) {
      const round: Round = [take(), take()]
      const r = sayRound(transcript, round)
      claim = valueAt(extension, zeroOf(extension, claim, c, round), round, r)
      next.push(r)
    }
    values = takeValues()
    if (!extension.equal(joined(extension, ...sumOf(extension, values), lambda), claim))
      return { ok: false, why: 'layer' }
    point = next
  }
  return { ok: true, value: mergeChildren(extension, values, sayValues(transcript, values), point) }
}

/** All limbs of a proof, or null. */
function limbsOf({ field }: Transcript, variables: number, proof: Uint8Array): Uint32Array | null {
  try {
    return decodeLimbs(field, proof, (fractionBytes(variables) / EXTENSION_BYTES) * 4, 'fractions')
  } catch (error) {
    if (error instanceof RefusalError) return null
    throw error
  }
}
