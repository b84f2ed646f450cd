// Sumchecks: honest ones verify and say the truth, on both implementations of vectors; provers that cheat in any one
// round, or forge values, or send other bytes, do not get away with it.

import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Extension,
  encodeLimbs,
  extensionOf,
  type Field31,
  type Field124,
  type FieldVectors,
  fastVectors,
  referenceVectors,
  type Vector,
} from '../../src/core/field/index.ts'
import {
  absorbClaim,
  degreeOf,
  interpolateAt,
  proofBytes,
  type SumClaim,
  sumOfTerms,
  type Term,
} from '../../src/core/proof/sumcheck/claim.ts'
import { provePlain, proveSum } from '../../src/core/proof/sumcheck/prover.ts'
import { verifySum } from '../../src/core/proof/sumcheck/verifier.ts'
import { Transcript } from '../../src/core/proof/transcript.ts'
import { extensionFrom, FIELDS, limbsOf, numbers } from '../field/support.ts'

/** Polynomials by their limbs, of either kind, and which products of them are summed. */
interface Shape {
  readonly name: string
  readonly variables: number
  readonly wide: readonly boolean[]
  readonly products: readonly (readonly number[])[]
}

const SHAPES: readonly Shape[] = [
  { name: 'one polynomial', variables: 3, wide: [false], products: [[0]] },
  { name: 'degree 2', variables: 4, wide: [false, true], products: [[0, 1]] },
  { name: 'degree 3', variables: 5, wide: [true, true, false], products: [[0, 1, 2]] },
  { name: 'a square', variables: 1, wide: [false], products: [[0, 0]] },
  {
    name: 'products of several',
    variables: 3,
    wide: [false, false, true, true],
    products: [[0, 1], [2], [3, 0, 1], [2, 3]],
  },
]

describe.each(FIELDS.map(field => [field.name, field] as const))('%s', (_name, field) => {
  const extension = extensionOf(field)
  const slow = referenceVectors(field)
  let fast: FieldVectors
  beforeAll(async () => {
    fast = await fastVectors(field)
  })
  const transcript = (): Transcript => {
    const made = new Transcript('test', field)
    made.absorb('root', Uint8Array.of(1, 2, 3))
    return made
  }

  describe.each(SHAPES.map(shape => [shape.name, shape] as const))('%s', (_, shape) => {
    const size = 2 ** shape.variables
    const limbs = shape.wide.map((wide, i) => limbsOf(field, (wide ? 4 : 1) * size, 40 + i))
    const terms: Term[] = shape.products.map((factors, i) => ({ coefficient: extensionFrom(field, 60 + i), factors }))
    /** The value of a polynomial at a point of the cube. */
    const at = (factor: number, i: number): Extension =>
      shape.wide[factor]!
        ? ([...limbs[factor]!.subarray(4 * i, 4 * i + 4)] as unknown as Extension)
        : extension.lift(limbs[factor]![i]!)
    let sum = extension.zero
    for (let i = 0; i < size; i++)
      sum = extension.add(
        sum,
        sumOfTerms(
          extension,
          terms,
          shape.wide.map((_, factor) => at(factor, i)),
        ),
      )
    const claim: SumClaim = { variables: shape.variables, factors: shape.wide.length, terms, sum }

    const vectorsOf = (vectors: FieldVectors): Vector[] =>
      limbs.map((values, i) => {
        const vector = vectors.vector(size, shape.wide[i])
        vectors.write(vector, values)
        return vector
      })
    const honest = () => proveSum(slow, transcript(), claim, vectorsOf(slow))
    /** The value of a polynomial anywhere, from the definition: the sum over the cube with weights. */
    const truth = (factor: number, point: readonly Extension[]): Extension => {
      let value = extension.zero
      for (let i = 0; i < size; i++) {
        let weight = at(factor, i)
        point.forEach((r, variable) => {
          const bit = (i >> (shape.variables - 1 - variable)) & 1
          weight = extension.mul(weight, bit === 1 ? r : extension.sub(extension.one, r))
        })
        value = extension.add(value, weight)
      }
      return value
    }
    const tells = (point: readonly Extension[], values: readonly Extension[]): boolean =>
      values.every((value, factor) => extension.equal(value, truth(factor, point)))

    test('an honest proof verifies, leaves true values, and is the same from both implementations', () => {
      const { proof, point, values } = honest()
      const mark = fast.mark()
      expect(proveSum(fast, transcript(), claim, vectorsOf(fast)).proof).toEqual(proof)
      fast.release(mark)
      expect(proof.length).toBe(proofBytes(claim))
      const [prover, verifier] = [transcript(), transcript()]
      proveSum(slow, prover, claim, vectorsOf(slow))
      expect(verifySum(verifier, claim, proof)).toEqual({ ok: true, value: { point, values } })
      expect(tells(point, values)).toBe(true)
      // Both go on alike.
      expect(verifier.indices('next', 4, 20)).toEqual(prover.indices('next', 4, 20))
    })

    test('no other sum is proven', () => {
      for (const other of [extension.one, extensionFrom(field, 99)]) {
        const wrong = { ...claim, sum: extension.add(sum, other) }
        const { proof } = proveSum(slow, transcript(), wrong, vectorsOf(slow))
        expect(verifySum(transcript(), wrong, proof)).toEqual({ ok: false, why: 'sum' })
        expect(verifySum(transcript(), wrong, honest().proof)).toEqual({ ok: false, why: 'sum' })
      }
    })

    // A prover that lies about the sum and has to lie in a round, or more, to be believed: it says in the round at hand
    // that the polynomial has other values, and goes on as the verifier will see it. Each place of each round is its
    // own lie.
    test('cheating in any round is refused; with forged values it leaves a lie that an opening shows', () => {
      const degree = degreeOf(claim)
      for (let round = 0; round < shape.variables; round++)
        for (let place = 0; place < degree; place++)
          for (const lie of [extension.one, extensionFrom(field, 70)]) {
            const cheat = cheatingProof(slow, transcript(), claim, vectorsOf(slow), { round, place, lie })
            expect(verifySum(transcript(), claim, cheat.honestValues)).toEqual({ ok: false, why: 'sum' })
            if (cheat.forgedValues === null) continue
            const forged = verifySum(transcript(), claim, cheat.forgedValues)
            if (!forged.ok) throw new Error(`round ${round}: the forger forges badly`)
            expect(tells(forged.value.point, forged.value.values)).toBe(false)
          }
    })

    test('a false sum with a first round that fits it is refused too', () => {
      const wrong = { ...claim, sum: extension.add(sum, extension.one) }
      for (let round = 0; round < shape.variables; round++) {
        const lie = { round, place: 0, lie: extension.one }
        const { honestValues, forgedValues } = cheatingProof(slow, transcript(), wrong, vectorsOf(slow), lie)
        expect(verifySum(transcript(), wrong, honestValues)).toEqual({ ok: false, why: 'sum' })
        if (forgedValues === null) continue
        const forged = verifySum(transcript(), wrong, forgedValues)
        expect(forged.ok && tells(forged.value.point, forged.value.values)).toBe(false)
      }
    })

    test('every other byte string is refused', () => {
      const { proof } = honest()
      for (let at = 0; at < proof.length; at++)
        for (const bit of [1, 16, 128]) {
          const bad = proof.slice()
          bad[at]! ^= bit
          expect(verifySum(transcript(), claim, bad).ok).toBe(false)
        }
      for (let at = 0; at < proof.length; at += 4) {
        const bad = proof.slice()
        new DataView(bad.buffer).setUint32(at, field.order)
        expect(verifySum(transcript(), claim, bad)).toEqual({ ok: false, why: 'malformed' })
      }
      for (const bad of [
        new Uint8Array(0),
        proof.subarray(1),
        proof.subarray(16),
        proof.subarray(0, -16),
        Uint8Array.of(...proof, 0),
        Uint8Array.of(...proof, ...proof.subarray(0, 16)),
      ])
        expect(verifySum(transcript(), claim, bad)).toEqual({ ok: false, why: 'malformed' })
      // Two pieces of 16 bytes change places. Values of a product may, for this check; then they are not the
      // polynomials'.
      for (let i = 0; i + 1 < proof.length / 16; i++) {
        const bad = proof.slice()
        bad.set(proof.subarray(16 * i, 16 * i + 16), 16 * i + 16)
        bad.set(proof.subarray(16 * i + 16, 16 * i + 32), 16 * i)
        const verdict = verifySum(transcript(), claim, bad)
        expect(verdict.ok && tells(verdict.value.point, verdict.value.values)).toBe(false)
      }
    })

    test('a proof is of its claim and of its transcript only', () => {
      const { proof } = honest()
      const other = transcript()
      other.absorb('more', new Uint8Array(0))
      expect(verifySum(other, claim, proof).ok).toBe(false)
      terms.forEach((term, i) => {
        const changed = { ...term, coefficient: extension.add(term.coefficient, extension.one) }
        expect(verifySum(transcript(), { ...claim, terms: terms.with(i, changed) }, proof).ok).toBe(false)
      })
    })
  })

  test('a product of two polynomials has the bytes of the plain prover, whatever its length', () => {
    for (let variables = 1; variables <= 7; variables++)
      for (const wide of [
        [false, true],
        [true, false],
        [true, true],
        [false, false],
      ]) {
        const size = 2 ** variables
        const limbs = wide.map((is, i) => limbsOf(field, (is ? 4 : 1) * size, 31 * variables + i))
        const claim: SumClaim = {
          variables,
          factors: 2,
          terms: [{ coefficient: [3, 1, 4, 1], factors: [1, 0] }],
          sum: extension.one,
        }
        const proofs = [fast, slow].flatMap(vectors =>
          [proveSum, provePlain].map(prove => {
            const mark = vectors.mark()
            const factors = limbs.map((own, i) => {
              const vector = vectors.vector(size, wide[i]!)
              vectors.write(vector, own)
              return vector
            })
            const { proof } = prove(vectors, transcript(), claim, factors)
            vectors.release(mark)
            return proof
          }),
        )
        for (const proof of proofs) expect(proof).toEqual(proofs[0])
      }
  })

  test('rounds interpolate: values at 0, 1, ... and anywhere', () => {
    const next = numbers(5)
    for (let degree = 1; degree <= 3; degree++) {
      const coefficients = Array.from({ length: degree + 1 }, () => extensionFrom(field, next(1_000)))
      const value = (r: Extension): Extension =>
        coefficients.reduceRight((sum, c) => extension.add(extension.mul(sum, r), c), extension.zero)
      const values = coefficients.map((_, k) => value(extension.lift(k)))
      for (let i = 0; i < 10; i++) {
        const r = i < 5 ? extension.lift(i) : extensionFrom(field, next(1_000))
        expect(interpolateAt(field, values, r)).toEqual(value(r))
      }
    }
  })

  test('what is no claim is wrong use', () => {
    const term: Term = { coefficient: extension.one, factors: [0] }
    const claim: SumClaim = { variables: 2, factors: 1, terms: [term], sum: extension.zero }
    const bad: SumClaim[] = [
      { ...claim, variables: 0 },
      { ...claim, variables: 29 },
      { ...claim, factors: 0 },
      { ...claim, factors: 2 },
      { ...claim, terms: [] },
      { ...claim, terms: [{ ...term, factors: [] }] },
      { ...claim, terms: [{ ...term, factors: [0, 0, 0, 0] }] },
      { ...claim, terms: [{ ...term, factors: [1] }] },
      { ...claim, terms: [{ ...term, coefficient: [0, 0, 0, field.order] }] },
      { ...claim, sum: [-1, 0, 0, 0] },
    ]
    for (const wrong of bad) {
      expect(() => verifySum(transcript(), wrong, new Uint8Array(48))).toThrow(RangeError)
      expect(() => proveSum(slow, transcript(), wrong, [slow.vector(4)])).toThrow(RangeError)
    }
    expect(() => proveSum(slow, transcript(), claim, [slow.vector(8)])).toThrow(RangeError)
    expect(() => proveSum(slow, transcript(), claim, [])).toThrow(RangeError)
    const other = FIELDS.find(one => one !== field)!
    expect(() => proveSum(slow, new Transcript('test', other), claim, [slow.vector(4)])).toThrow(RangeError)
  })
})

interface Lie {
  readonly round: number
  readonly place: number
  readonly lie: Extension
}

/**
 * Proofs that lie in one round. All rounds after it are what a prover can say at best: true values but for the one at
 * one, which the verifier takes from the sum. At the end either true values, or such with one forged so that all adds
 * up.
 */
function cheatingProof(
  vectors: FieldVectors,
  transcript: Transcript,
  claim: SumClaim,
  factors: readonly Vector[],
  { round: where, place, lie }: Lie,
): { honestValues: Uint8Array; forgedValues: Uint8Array | null } {
  const field: Field31 = vectors.field
  const { extension } = vectors
  const degree = degreeOf(claim)
  absorbClaim(transcript, claim)
  let cubes = factors.map(factor => {
    const limbs = vectors.read(factor)
    return Array.from(
      { length: factor.length },
      (_, i): Extension =>
        factor.wide ? ([...limbs.subarray(4 * i, 4 * i + 4)] as unknown as Extension) : extension.lift(limbs[i]!),
    )
  })
  const fold = (cube: readonly Extension[], r: Extension): Extension[] =>
    cube
      .slice(0, cube.length / 2)
      .map((a, i) => extension.add(a, extension.mul(r, extension.sub(cube[i + cube.length / 2]!, a))))
  let sum = claim.sum
  const said: Extension[] = []
  for (let round = 0; round < claim.variables; round++) {
    const polynomial: Extension[] = []
    for (let k = 0; k <= degree; k++) {
      if (k === 1) continue
      const set = cubes.map(cube => fold(cube, extension.lift(k)))
      let value = extension.zero
      set[0]!.forEach((_, i) => {
        value = extension.add(
          value,
          sumOfTerms(
            extension,
            claim.terms,
            set.map(cube => cube[i]!),
          ),
        )
      })
      polynomial.push(value)
    }
    if (round === where) polynomial[place] = extension.add(polynomial[place]!, lie)
    transcript.absorbElements('round', polynomial)
    said.push(...polynomial)
    const r = transcript.challenge('round')
    sum = interpolateAt(field, [polynomial[0]!, extension.sub(sum, polynomial[0]!), ...polynomial.slice(1)], r)
    cubes = cubes.map(cube => fold(cube, r))
  }
  const values = cubes.map(cube => cube[0]!)
  const proof = (final: readonly Extension[]): Uint8Array => encodeLimbs(field, [...said, ...final].flat())
  const forged = forge(extension, claim, values, sum)
  return { honestValues: proof(values), forgedValues: forged === null ? null : proof(forged) }
}

/** Values with the sum that is wanted: one that no term has twice is solved for. Null where all are squared. */
function forge(
  extension: Field124,
  { terms }: SumClaim,
  values: readonly Extension[],
  sum: Extension,
): Extension[] | null {
  for (const factor of values.keys()) {
    if (terms.some(term => term.factors.indexOf(factor) !== term.factors.lastIndexOf(factor))) continue
    const start = sumOfTerms(extension, terms, values.with(factor, extension.zero))
    const slope = extension.sub(sumOfTerms(extension, terms, values.with(factor, extension.one)), start)
    return values.with(factor, extension.mul(extension.sub(sum, start), extension.inv(slope)))
  }
  return null
}
