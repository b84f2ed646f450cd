// The verifier's side of the argument of a system. It takes bytes of anybody's making, and knows no prover.

import { refuse } from '../../errors/index.ts'
import { decodeExtension, EXTENSION_BYTES, type Extension, extensionOf, type FieldVectors } from '../../field/index.ts'
import { verifyOpening } from '../commitment/verifier.ts'
import { fractionBytes } from '../fractions/claim.ts'
import { verifyFractions } from '../fractions/verifier.ts'
import { decodeNonce, NONCE_BYTES } from '../nonce.ts'
import { proofBytes, type Reduced, type SumClaim } from '../sumcheck/claim.ts'
import { verifySum } from '../sumcheck/verifier.ts'
import type { Transcript } from '../transcript.ts'
import { argue, batchClaim, type Party, type Publics, weightAt } from './argument.ts'
import type { Claim } from './claims.ts'
import { ofIntegers } from './functional.ts'
import { type Blocks, parametersFor } from './layout.ts'
import type { System } from './types.ts'

/** What a verifier knows of the parameters: themselves, or what they were committed with. */
export type Parameters =
  | { readonly kind: 'held'; readonly values: readonly ArrayLike<number>[] }
  | { readonly kind: 'committed'; readonly root: Uint8Array }

const ROOT_BYTES = 32

/**
 * Checks a proof that a system is satisfied by columns that only the prover knows. The transcript has absorbed all that
 * both sides know. Refuses (`proof_malformed`) what does not have the form, (`proof_invalid`, with the check that
 * fails) what does not hold.
 */
export function verifySystem(
  transcript: Transcript,
  system: System,
  publics: Publics,
  parameters: Parameters,
  proof: Uint8Array,
  vectors?: FieldVectors,
): void {
  const { field } = transcript
  const extension = extensionOf(field)
  let at = 0
  const take = (length: number, what: string): Uint8Array => {
    if (length > proof.length - at)
      refuse('proof_malformed', `${what}: ${length} bytes expected at ${at}, the proof has ${proof.length}`)
    at += length
    return proof.subarray(at - length, at)
  }
  const fail = (what: string, why: string): never =>
    why === 'malformed'
      ? refuse('proof_malformed', `${what}: elements that are none`)
      : refuse('proof_invalid', `${what}: ${why}`, { facts: { check: what, why } })

  const columns = take(ROOT_BYTES, 'commitment')
  transcript.absorb('columns', columns)

  const sumcheck = (what: string, claim: SumClaim): Reduced => {
    const verdict = verifySum(transcript, claim, take(proofBytes(claim), what))
    return verdict.ok ? verdict.value : fail(what, verdict.why)
  }
  const settle = (what: string, root: Uint8Array, blocks: Blocks, claims: readonly Claim[], beta: Extension): void => {
    const { point, values } = sumcheck(`${what}: claims`, batchClaim(extension, blocks.variables, claims, beta))
    const [cells, weight] = values as [Extension, Extension]
    if (!extension.equal(weight, weightAt(field, blocks, claims, beta, point))) fail(`${what}: claims`, 'weight')
    const length = take(4, `${what}: length`)
    const opening = take(new DataView(length.buffer, length.byteOffset).getUint32(0), `${what}: opening`)
    const verdict = verifyOpening(transcript, parametersFor(blocks), root, point, cells, opening, vectors)
    if (verdict !== 'ok') fail(`${what}: opening`, verdict)
  }
  const party: Party = {
    say(label) {
      const said = decodeExtension(field, take(EXTENSION_BYTES, label), label, 'proof_malformed')
      transcript.absorbElements(label, [said])
      return said
    },
    work(bits) {
      if (bits === 0) return
      const nonce = decodeNonce(take(NONCE_BYTES, 'work')) ?? fail('work', 'malformed')
      if (!transcript.checkWork(bits, nonce)) fail('work', 'nonce')
    },
    fractions(layout) {
      const { variables } = layout.leaves
      const verdict = verifyFractions(transcript, variables, take(fractionBytes(variables), 'lookups'))
      return verdict.ok ? verdict.value : fail('lookups', verdict.why)
    },
    sumcheck: claim => sumcheck('product', claim),
    settle(what, layout, claims, beta) {
      if (what === 'columns') settle(what, columns, layout.columns, claims, beta)
      else if (claims.length === 0) return
      else if (parameters.kind === 'committed') settle(what, parameters.root, layout.weights, claims, beta)
      else
        for (const { terms, value } of claims) {
          const own = terms.reduce((sum, { source, functional, scalar }) => {
            const held = parameters.values[(source as { id: number }).id]!
            return extension.add(sum, extension.mul(scalar, ofIntegers(extension, functional, held)))
          }, extension.zero)
          if (!extension.equal(own, value)) fail('parameters', 'value')
        }
    },
    equal(what, a, b) {
      if (!extension.equal(a, b)) fail(what, 'value')
    },
  }
  argue(system, publics, transcript, party, null)
  if (at !== proof.length) refuse('proof_malformed', `${proof.length - at} bytes behind the proof's end`)
}
