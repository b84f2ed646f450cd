// The prover of a sumcheck: the plain one, whose bytes faster ones have to give, and the choice between them. All run on
// any implementation of vectors.

import { type Extension, encodeLimbs, type FieldVectors, type Vector } from '../../field/index.ts'
import type { Transcript } from '../transcript.ts'
import { absorbClaim, checkClaim, degreeOf, type Reduced, type SumClaim } from './claim.ts'
import { isProduct, proveProduct } from './product.ts'

export interface SumProof extends Reduced {
  readonly proof: Uint8Array
}

/**
 * Proves a claim whose polynomials are given by their values on the cube, of either kind. It does not check that the
 * claim is true: of a false one it makes a proof that is refused. Throws RangeError for vectors that do not fit the
 * claim.
 */
export function proveSum(
  vectors: FieldVectors,
  transcript: Transcript,
  claim: SumClaim,
  factors: readonly Vector[],
): SumProof {
  checkClaim(claim, vectors.field)
  if (transcript.field !== vectors.field) throw new RangeError('sumcheck: transcript and vectors of different fields')
  if (factors.length !== claim.factors || factors.some(vector => vector.length !== 2 ** claim.variables))
    throw new RangeError(`sumcheck: ${factors.length} vectors do not fit the claim`)
  if (isProduct(claim)) return proveProduct(vectors, transcript, claim, factors as [Vector, Vector])
  return provePlain(vectors, transcript, claim, factors)
}

/** `proveSum` for any claim, term by term. Both have been checked. */
export function provePlain(
  vectors: FieldVectors,
  transcript: Transcript,
  claim: SumClaim,
  factors: readonly Vector[],
): SumProof {
  const { field } = vectors
  const degree = degreeOf(claim)
  const mark = vectors.mark()
  absorbClaim(transcript, claim)
  const limbs: number[] = []
  const point: Extension[] = []
  let current = factors
  for (let round = 0; round < claim.variables; round++) {
    const polynomial: Extension[] = []
    // The value at one follows from the sum.
    for (let k = 0; k <= degree; k++) if (k !== 1) polynomial.push(valueAt(vectors, claim, current, k))
    transcript.absorbElements('round', polynomial)
    limbs.push(...polynomial.flat())
    const r = transcript.challenge('round')
    point.push(r)
    current = current.map(vector => {
      const folded = vectors.vector(vector.length / 2, true)
      vectors.fold(vector, r, folded)
      return folded
    })
  }
  const values = current.map(vector => [...vectors.read(vector)] as unknown as Extension)
  transcript.absorbElements('values', values)
  limbs.push(...values.flat())
  vectors.release(mark)
  return { proof: encodeLimbs(field, limbs), point, values }
}

/** The sum over the rest of the cube with the first variable set to k. */
function valueAt(vectors: FieldVectors, claim: SumClaim, factors: readonly Vector[], k: number): Extension {
  const { extension } = vectors
  const mark = vectors.mark()
  const set = factors.map(vector => {
    const out = vectors.vector(vector.length / 2, vector.wide)
    vectors.fold(vector, vector.wide ? extension.lift(k) : k, out)
    return out
  })
  const widen = (vector: Vector): Vector => {
    if (vector.wide) return vector
    const out = vectors.vector(vector.length, true)
    vectors.axpy(extension.one, vector, out, out)
    return out
  }
  let sum = extension.zero
  for (const term of claim.terms) {
    const inner = vectors.mark()
    // Elements of the prime field first: products with them cost less.
    const [first, ...rest] = term.factors.map(factor => set[factor]!).sort((a, b) => Number(a.wide) - Number(b.wide))
    let product = first!
    for (const factor of rest.slice(0, -1)) {
      const [a, b] = product.wide === factor.wide ? [product, factor] : [widen(product), widen(factor)]
      product = vectors.vector(a.length, a.wide)
      vectors.mul(a, b, product)
    }
    const value = vectors.inner(product, rest.at(-1) ?? onesLike(vectors, product))
    sum = extension.add(sum, extension.mul(term.coefficient, value))
    vectors.release(inner)
  }
  vectors.release(mark)
  return sum
}

function onesLike(vectors: FieldVectors, { length, wide }: Vector): Vector {
  const ones = vectors.vector(length, wide)
  vectors.write(
    ones,
    Uint32Array.from({ length: (wide ? 4 : 1) * length }, (_, i) => (wide && i % 4 !== 0 ? 0 : 1)),
  )
  return ones
}
