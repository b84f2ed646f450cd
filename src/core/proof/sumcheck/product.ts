// A prover of sumchecks of one product of two polynomials: no polynomial is set to a number that is not the challenge.
// Its bytes are those of prover.ts.

import { type Extension, elementsOf, encodeLimbs, type FieldVectors, PART, type Vector } from '../../field/index.ts'
import type { Transcript } from '../transcript.ts'
import { absorbClaim, type SumClaim } from './claim.ts'
import type { SumProof } from './prover.ts'

/** Is the claim about one product of two different polynomials, which this prover knows? */
export const isProduct = ({ terms, factors }: SumClaim): boolean =>
  factors === 2 && terms.length === 1 && terms[0]!.factors.length === 2 && terms[0]!.factors[0] !== terms[0]!.factors[1]

/** What `proveSum` gives, for such a claim. It has been checked. */
export function proveProduct(
  vectors: FieldVectors,
  transcript: Transcript,
  claim: SumClaim,
  [a, b]: readonly [Vector, Vector],
): SumProof {
  const { field, extension } = vectors
  const { add, sub, mul } = extension
  const { coefficient } = claim.terms[0]!
  const mark = vectors.mark()
  absorbClaim(transcript, claim)
  const limbs: number[] = []
  const point: Extension[] = []
  // The values at 0 and 1, and both cross sums, give the one at 2: (2 a1 - a0)(2 b1 - b0).
  const round = (zero: Extension, one: Extension, cross: Extension): Extension => {
    const twice = add(one, one)
    const two = sub(add(add(twice, twice), zero), add(cross, cross))
    const polynomial = [mul(coefficient, zero), mul(coefficient, two)]
    transcript.absorbElements('round', polynomial)
    limbs.push(...polynomial.flat())
    const r = transcript.challenge('round')
    point.push(r)
    return r
  }
  let current: readonly [Vector, Vector] = [a, b]
  while (current[0].length >= 2 * PART) {
    const half = current[0].length / 2
    const [[a0, a1], [b0, b1]] = current.map(vector => [
      vectors.part(vector, 0, half),
      vectors.part(vector, half, half),
    ]) as [[Vector, Vector], [Vector, Vector]]
    const r = round(inner(vectors, a0, b0), inner(vectors, a1, b1), add(inner(vectors, a0, b1), inner(vectors, a1, b0)))
    current = [folded(vectors, current[0], r), folded(vectors, current[1], r)]
  }
  // What is left costs less than calls.
  let [x, y] = current.map(vector => elementsOf(extension, vectors.read(vector), vector.wide)) as [
    Extension[],
    Extension[],
  ]
  while (x.length > 1) {
    const half = x.length / 2
    let [zero, one, cross] = [extension.zero, extension.zero, extension.zero]
    for (let i = 0; i < half; i++) {
      const [a0, a1, b0, b1] = [x[i]!, x[i + half]!, y[i]!, y[i + half]!]
      zero = add(zero, mul(a0, b0))
      one = add(one, mul(a1, b1))
      cross = add(cross, add(mul(a0, b1), mul(a1, b0)))
    }
    const r = round(zero, one, cross)
    const fold = (values: readonly Extension[]): Extension[] =>
      values.slice(0, half).map((value, i) => add(value, mul(r, sub(values[i + half]!, value))))
    ;[x, y] = [fold(x), fold(y)]
  }
  const values = [x[0]!, y[0]!]
  transcript.absorbElements('values', values)
  limbs.push(...values.flat())
  vectors.release(mark)
  return { proof: encodeLimbs(field, limbs), point, values }
}

/** The one of the prime field stands first. */
const inner = (vectors: FieldVectors, a: Vector, b: Vector): Extension =>
  a.wide && !b.wide ? vectors.inner(b, a) : vectors.inner(a, b)

function folded(vectors: FieldVectors, vector: Vector, r: Extension): Vector {
  const out = vectors.vector(vector.length / 2, true)
  vectors.fold(vector, r, out)
  return out
}
