// Sums of fractions: honest proofs verify and leave true values, on both implementations of vectors and byte for byte
// as a second implementation of the specification has them; provers that lie anywhere do not get away with it.

import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Extension,
  extensionOf,
  type FieldVectors,
  fastVectors,
  KOALABEAR,
  referenceVectors,
} from '../../src/core/field/index.ts'
import { fractionBytes, fractionError } from '../../src/core/proof/fractions/claim.ts'
import { proveFractions } from '../../src/core/proof/fractions/prover.ts'
import { verifyFractions } from '../../src/core/proof/fractions/verifier.ts'
import { Transcript } from '../../src/core/proof/transcript.ts'
import { extensionFrom, FIELDS } from '../field/support.ts'
import { type Forgery, type Leaves, leavesOf, secondProof, truth, vectorsOf } from './fractions.ts'
import { fractionText } from './fractionsVectors.ts'

const file = fileURLToPath(new URL('../../vectors/proof/fractions.json', import.meta.url))
if (process.env['UPDATE_VECTORS'] === '1') writeFileSync(file, fractionText())

test('frozen vectors', () => {
  expect(readFileSync(file, 'utf8')).toBe(fractionText())
})

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
  const prove = (leaves: Leaves, vectors: FieldVectors = slow) =>
    proveFractions(vectors, transcript(), ...vectorsOf(vectors, leaves))
  const verify = (n: number, proof: Uint8Array) => verifyFractions(transcript(), n, proof)
  /** Are the values that a proof leaves those of the fractions? */
  const isTrue = (
    { numerators, denominators }: Leaves,
    { point, numerator, denominator }: { point: readonly Extension[]; numerator: Extension; denominator: Extension },
  ): boolean =>
    extension.equal(truth(field, numerators.map(extension.lift), point), numerator) &&
    extension.equal(truth(field, denominators, point), denominator)
  /** Refused with that word, or accepted with values that are not those of the fractions. */
  const fails = (leaves: Leaves, proof: Uint8Array): string => {
    const verdict = verify(Math.log2(leaves.numerators.length), proof)
    return verdict.ok ? (isTrue(leaves, verdict.value) ? 'accepted' : 'another claim') : verdict.why
  }

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('2^%i fractions: honest proofs verify and leave true values', n => {
    const leaves = leavesOf(field, n, n)
    const [prover, verifier] = [transcript(), transcript()]
    const mark = fast.mark()
    const { proof, ...claim } = proveFractions(fast, prover, ...vectorsOf(fast, leaves))
    fast.release(mark)
    expect(proof.length).toBe(fractionBytes(n))
    expect(verifyFractions(verifier, n, proof)).toEqual({ ok: true, value: claim })
    expect(claim.point.length).toBe(n)
    expect(isTrue(leaves, claim)).toBe(true)
    expect(prove(leaves)).toEqual({ proof, ...claim })
    // Both go on alike.
    for (const side of [prover, verifier]) side.absorb('next', new Uint8Array(0))
    expect(verifier.challenge('next')).toEqual(prover.challenge('next'))
  })

  test('a second implementation says the same, byte for byte', () => {
    for (let n = 1; n <= 6; n++) {
      const leaves = leavesOf(field, n, 20 + n)
      expect(secondProof(transcript(), leaves)).toEqual(prove(leaves).proof)
    }
  })

  test('fractions stay as they are, and memory is given back', () => {
    const leaves = leavesOf(field, 8, 3)
    const start = fast.mark()
    const [p, q] = vectorsOf(fast, leaves)
    const mark = fast.mark()
    const { proof } = proveFractions(fast, transcript(), p, q)
    expect(fast.mark()).toBe(mark)
    expect(proveFractions(fast, transcript(), p, q).proof).toEqual(proof)
    expect([...fast.read(p)]).toEqual(leaves.numerators)
    expect([...fast.read(q)]).toEqual(leaves.denominators.flat())
    fast.release(start)
  })

  test('a sum that is not zero is refused', () => {
    for (const n of [1, 2, 5]) {
      const { numerators, denominators } = leavesOf(field, n, 30 + n)
      for (let i = 0; i < 2 ** n; i++) {
        const more = { denominators, numerators: numerators.with(i, field.add(numerators[i]!, 1)) }
        expect(verify(n, prove(more).proof)).toEqual({ ok: false, why: 'sum' })
        const another = extension.add(denominators[i]!, extension.one)
        if (numerators[i] === 0) continue
        const moved = { numerators, denominators: denominators.with(i, another) }
        expect(verify(n, prove(moved).proof)).toEqual({ ok: false, why: 'sum' })
      }
    }
  })

  test('a denominator of zero is refused, whatever stands above it', () => {
    for (const n of [1, 2, 5])
      for (const seed of [1, 2, 3]) {
        const { numerators, denominators } = leavesOf(field, n, seed)
        const i = seed % 2 ** n
        for (const above of [0, 1, numerators[i]!]) {
          const changed = {
            numerators: numerators.with(i, above),
            denominators: denominators.with(i, extension.zero),
          }
          expect(verify(n, prove(changed).proof)).toEqual({ ok: false, why: 'zero' })
        }
        // Two of them make numerators of zero too, and so do fractions that are all zero.
        const two = denominators.with(0, extension.zero).with(2 ** n - 1, extension.zero)
        expect(verify(n, prove({ numerators, denominators: two }).proof)).toEqual({ ok: false, why: 'zero' })
        const none = {
          numerators: numerators.map(() => 0),
          denominators: denominators.map(() => extension.zero),
        }
        expect(verify(n, prove(none).proof)).toEqual({ ok: false, why: 'zero' })
      }
  })

  describe('a prover that lies', () => {
    const n = 4
    const honest = leavesOf(field, n, 50)
    const wrong: Leaves = { ...honest, numerators: honest.numerators.with(5, field.add(honest.numerators[5]!, 1)) }
    const lies = [extension.one, extensionFrom(field, 70)]

    test('about the sum, with a root that adds up to zero: refused, and with values that fit leaves another claim', () => {
      expect(fails(wrong, secondProof(transcript(), wrong))).toBe('sum')
      // All values fit, from the root to the leaves.
      expect(fails(wrong, secondProof(transcript(), wrong, { fits: true }))).toBe('another claim')
      // Only those of the root.
      const forged = secondProof(transcript(), wrong, { fits: true }).subarray(0, 64)
      const proof = secondProof(transcript(), wrong, { lie: rootLie(wrong, forged) })
      expect(proof.subarray(0, 64)).toEqual(forged)
      expect(fails(wrong, proof)).toBe('layer')
    })

    test('in one round of one layer: refused, and with values that fit leaves another claim', () => {
      for (let layer = 1; layer < n; layer++)
        for (let round = 0; round < layer; round++)
          for (const at of round === 0 ? [0] : [0, 1])
            for (const by of lies) {
              const lie = { layer, round, at, by }
              expect(fails(honest, secondProof(transcript(), honest, { lie }))).toBe('layer')
              expect(fails(honest, secondProof(transcript(), honest, { lie, fits: true }))).toBe('another claim')
            }
    })

    test('in the values of a layer: refused, and with values that fit leaves another claim', () => {
      for (let layer = 0; layer < n; layer++)
        for (let at = 0; at < 4; at++)
          for (const by of lies) {
            const lie = { layer, round: 'values', at, by } as const
            const verdict = fails(honest, secondProof(transcript(), honest, { lie }))
            expect(verdict).toBe(layer === 0 ? 'sum' : 'layer')
            // The lie first, then one that repairs it: both of the same message.
            const repaired = repairedValues(honest, lie)
            if (repaired !== null) expect(fails(honest, repaired)).toBe(layer === n - 1 ? 'another claim' : 'layer')
          }
    })

    test('and says a root with a denominator of zero', () => {
      for (const at of [2, 3]) {
        const root = rootOf(honest)
        const lie = { layer: 0, round: 'values', at, by: extension.neg(root[at]!) } as const
        expect(fails(honest, secondProof(transcript(), honest, { lie }))).toBe('zero')
      }
    })

    /** The four values at the root. */
    function rootOf(leaves: Leaves): Extension[] {
      return valuesAt(secondProof(transcript(), leaves), 0)
    }

    /** Which lie makes the true root the given one: it differs in its first numerator. */
    function rootLie(leaves: Leaves, root: Uint8Array): NonNullable<Forgery['lie']> {
      const by = extension.sub(valuesAt(root, 0)[0]!, rootOf(leaves)[0]!)
      return { layer: 0, round: 'values', at: 0, by }
    }

    /** A lie about a numerator in the values of one layer, and the other numerator so that their sum stays. */
    function repairedValues(leaves: Leaves, lie: NonNullable<Forgery['lie']>): Uint8Array | null {
      if (lie.at > 1) return null
      const start =
        16 * Array.from({ length: lie.layer }, (_, k) => (k === 0 ? 4 : 2 * k + 3)).reduce((a, b) => a + b, 0)
      const before = secondProof(transcript(), leaves)
      const [, , q0, q1] = valuesAt(before, start + 16 * Math.max(0, 2 * lie.layer - 1)) as [
        Extension,
        Extension,
        Extension,
        Extension,
      ]
      // p0 q1 + p1 q0 stays.
      const [own, other] = lie.at === 0 ? [q1, q0] : [q0, q1]
      const back = extension.neg(extension.mul(lie.by, extension.mul(own, extension.inv(other))))
      return secondProof(transcript(), leaves, { lie, also: { ...lie, at: 1 - lie.at, by: back } })
    }

    function valuesAt(proof: Uint8Array, start: number): Extension[] {
      const view = new DataView(proof.buffer, proof.byteOffset + start)
      return [0, 1, 2, 3].map(i => [0, 4, 8, 12].map(limb => view.getUint32(16 * i + limb)) as unknown as Extension)
    }
  })

  test('every other byte string is refused or leaves another claim', () => {
    for (const n of [1, 2, 3]) {
      const leaves = leavesOf(field, n, 60 + n)
      const { proof } = prove(leaves)
      expect(fails(leaves, proof)).toBe('accepted')
      for (let at = 0; at < proof.length; at++)
        for (const bit of [1, 16, 128]) {
          const bad = proof.slice()
          bad[at]! ^= bit
          expect(fails(leaves, bad)).not.toBe('accepted')
        }
      for (let at = 0; at < proof.length; at += 4)
        for (const limb of [field.order, 2 ** 32 - 1]) {
          const bad = proof.slice()
          new DataView(bad.buffer).setUint32(at, limb)
          expect(fails(leaves, bad)).toBe('malformed')
        }
      for (const bad of [
        new Uint8Array(0),
        proof.subarray(1),
        proof.subarray(16),
        proof.subarray(0, -1),
        proof.subarray(0, -16),
        Uint8Array.of(...proof, 0),
        Uint8Array.of(...proof, ...proof.subarray(0, 16)),
      ])
        expect(fails(leaves, bad)).toBe('malformed')
      for (const other of [n + 1, n + 2]) expect(verify(other, proof)).toEqual({ ok: false, why: 'malformed' })
    }
  })

  test('a proof is of its transcript and of its number of fractions only', () => {
    const leaves = leavesOf(field, 3, 80)
    const { proof } = prove(leaves)
    const other = transcript()
    other.absorb('more', new Uint8Array(0))
    expect(verifyFractions(other, 3, proof)).toEqual({ ok: false, why: 'layer' })
    // What was said is in all that is drawn later: variables, values, rounds.
    const [short, long] = [leavesOf(field, 1, 81), leavesOf(field, 1, 82)]
    expect(prove(short).point).not.toEqual(prove(long).point)
  })

  test('wrong use throws', () => {
    const [p, q] = vectorsOf(slow, leavesOf(field, 2, 90))
    for (const [numerators, denominators] of [
      [slow.vector(8), q],
      [slow.vector(4, true), q],
      [p, slow.vector(4)],
      [slow.vector(1), slow.vector(1, true)],
      [slow.vector(3), slow.vector(3, true)],
    ] as const)
      expect(() => proveFractions(slow, transcript(), numerators, denominators)).toThrow(RangeError)
    const another = FIELDS.find(one => one !== field)!
    expect(() => proveFractions(slow, new Transcript('test', another), p, q)).toThrow(RangeError)
    for (const variables of [0, 29, 1.5, Number.NaN])
      for (const use of [fractionBytes, fractionError, (n: number) => verify(n, new Uint8Array(64))])
        expect(() => use(variables)).toThrow(RangeError)
  })
})

test('the error is that of all events, counted one by one', () => {
  for (let n = 1; n <= 28; n++) {
    // Two children joined at the end.
    let events = 1
    for (let layer = 1; layer < n; layer++) {
      events += 1 // Numerators and denominators joined.
      for (let round = 0; round < layer; round++) events += 2
    }
    expect(fractionError(n)).toBeCloseTo(Math.log2(events) - Math.log2(KOALABEAR.order ** 4), 6)
  }
  expect(fractionError(22)).toBeLessThan(-114)
})
