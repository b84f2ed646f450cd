// What vectors/proof/fractions.json holds: fractions, their proofs and what these leave. UPDATE_VECTORS=1 writes it.

import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { type Extension, type Field31, referenceVectors } from '../../src/core/field/index.ts'
import { fractionBytes } from '../../src/core/proof/fractions/claim.ts'
import { proveFractions } from '../../src/core/proof/fractions/prover.ts'
import { type FractionVerdict, verifyFractions } from '../../src/core/proof/fractions/verifier.ts'
import { Transcript } from '../../src/core/proof/transcript.ts'
import { FIELDS } from '../field/support.ts'
import { type Leaves, leavesOf, vectorsOf } from './fractions.ts'

const PROTOCOL = 'assay/example/1'

/** Of fractions of the prover's, or none where only the verifier sees the bytes. */
interface FractionCase {
  readonly field: Field31['name']
  readonly what: string
  readonly variables: number
  readonly numerators?: readonly number[]
  readonly denominators?: readonly Extension[]
  readonly proof: Hex
  readonly gives: FractionVerdict
}

function casesOf(field: Field31): FractionCase[] {
  const transcript = (): Transcript => new Transcript(PROTOCOL, field)
  const bytesOf = (leaves: Leaves): Uint8Array => {
    const vectors = referenceVectors(field)
    return proveFractions(vectors, transcript(), ...vectorsOf(vectors, leaves)).proof
  }
  const given = (what: string, variables: number, proof: Uint8Array, leaves?: Leaves): FractionCase => ({
    field: field.name,
    what,
    variables,
    ...leaves,
    proof: toHex(proof),
    gives: verifyFractions(transcript(), variables, proof),
  })
  const honest = [1, 2, 3, 5].map(n => {
    const leaves = leavesOf(field, n, n)
    return given('a sum of zero', n, bytesOf(leaves), leaves)
  })
  const leaves = leavesOf(field, 3, 7)
  const more = { ...leaves, numerators: leaves.numerators.with(4, field.add(leaves.numerators[4]!, 1)) }
  const zero = { ...leaves, denominators: leaves.denominators.with(6, [0, 0, 0, 0]) }
  const proof = bytesOf(leaves)
  const withLimb = (at: number, limb: number): Uint8Array => {
    const changed = proof.slice()
    new DataView(changed.buffer).setUint32(at, limb)
    return changed
  }
  return [
    ...honest,
    given('a sum that is not zero', 3, bytesOf(more), more),
    given('a denominator of zero', 3, bytesOf(zero), zero),
    given('another value of the last layer', 3, withLimb(fractionBytes(3) - 4, 1)),
    given('another round', 3, withLimb(64, 1)),
    given('a limb of p', 3, withLimb(0, field.order)),
    given('a byte too few', 3, proof.subarray(1)),
    given('a byte too many', 3, Uint8Array.of(...proof, 0)),
  ]
}

export const fractionText = (): string =>
  `${JSON.stringify({ generator: 'test/proof/fractionsVectors.ts', protocol: PROTOCOL, cases: FIELDS.flatMap(casesOf) }, null, 1)}\n`
