// A prover that lies where it likes and tells the truth elsewhere: each lie is one that a single check of the verifier can tell.

import {
  type Extension,
  encodeExtension,
  extensionOf,
  type FieldVectors,
  type Vector,
} from '../../src/core/field/index.ts'
import { type Commitment, commit, openCommitment } from '../../src/core/proof/commitment/prover.ts'
import { elementAt, type Limbs } from '../../src/core/proof/eq.ts'
import { proveFractions } from '../../src/core/proof/fractions/prover.ts'
import type { SumClaim } from '../../src/core/proof/sumcheck/claim.ts'
import { proveSum } from '../../src/core/proof/sumcheck/prover.ts'
import { argue, batchClaim } from '../../src/core/proof/system/argument.ts'
import type { Claim } from '../../src/core/proof/system/claims.ts'
import { type Blocks, layoutOf, parametersFor } from '../../src/core/proof/system/layout.ts'
import { leavesOf } from '../../src/core/proof/system/leaves.ts'
import { cellsOf, factorOf, sumOfParameters, type Values } from '../../src/core/proof/system/polynomials.ts'
import type { System } from '../../src/core/proof/system/types.ts'
import { weightsOfClaims } from '../../src/core/proof/system/weighing.ts'
import type { Transcript } from '../../src/core/proof/transcript.ts'

type Points = readonly (readonly Extension[])[]

export interface Lies {
  /** Columns that the sum of fractions is made of, in place of those that are committed to. */
  readonly leaves?: Values
  /** Parameters that their sums are said of. */
  readonly parameters?: Values['weights']
  /** What is said in place of the right element. */
  readonly say?: (label: string, right: Extension, point: Points) => Extension
  /** The factors of products. */
  readonly factors?: (right: readonly [Limbs, Limbs], point: Points) => readonly [Limbs, Limbs]
  /** Bends the last polynomial of products (eq, where there is one) until the sum is what was said. */
  readonly eq?: boolean
  /** Bends what claims weigh cells with, or the cells that are weighed, until all claims seem to hold. */
  readonly bent?: 'weights' | 'cells'
}

export function lyingProof(
  vectors: FieldVectors,
  transcript: Transcript,
  system: System,
  values: Values,
  lies: Lies,
  committed: Commitment | null = null,
): Uint8Array {
  const { field } = vectors
  const extension = extensionOf(field)
  const { add, sub, mul, inv, zero } = extension
  const parts: Uint8Array[] = []
  const layout = layoutOf(system)
  const vectorOf = (limbs: Limbs, wide: boolean): Vector => {
    const vector = vectors.vector(limbs.length / (wide ? 4 : 1), wide)
    vectors.write(vector, limbs)
    return vector
  }
  const cellsIn = (own: Values): Uint32Array => cellsOf(field, layout.columns, system.columns, own.columns)
  const columns = commit(vectors, parametersFor(layout.columns), vectorOf(cellsIn(values), false))
  transcript.absorb('columns', columns.root)
  parts.push(columns.root)
  const isZero = (x: Extension): boolean => x.every(limb => limb === 0)

  /** Changes one element of the last polynomial so that the sum of products is what the claim says. */
  const bend = (claim: SumClaim, polynomials: readonly Limbs[], which: number): Limbs[] => {
    const others = polynomials.filter((_, i) => i !== which)
    const rest = (i: number): Extension =>
      others.slice(1).reduce((value, own) => mul(value, elementAt(own, i)), elementAt(others[0]!, i))
    const own = polynomials[which]!.slice()
    let sum = zero
    let at = -1
    for (let i = 0; i < own.length / 4; i++) {
      sum = add(sum, mul(rest(i), elementAt(own, i)))
      if (at < 0 && !isZero(rest(i))) at = i
    }
    own.set(add(elementAt(own, at), mul(sub(claim.sum, sum), inv(rest(at)))), 4 * at)
    return polynomials.map((limbs, i) => (i === which ? own : limbs))
  }
  const sumcheck = (claim: SumClaim, polynomials: readonly Limbs[]) => {
    const { proof, ...reduced } = proveSum(
      vectors,
      transcript,
      claim,
      polynomials.map(limbs => vectorOf(limbs, true)),
    )
    parts.push(proof)
    return reduced
  }
  const lifted = (cells: Uint32Array): Limbs => {
    const out = new Uint32Array(4 * cells.length)
    cells.forEach((cell, i) => {
      out[4 * i] = cell
    })
    return out
  }
  const u32 = (value: number): Uint8Array => {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setUint32(0, value)
    return bytes
  }
  const settle = (
    blocks: Blocks,
    commitment: Commitment,
    cells: Uint32Array,
    claims: readonly Claim[],
    beta: Extension,
  ) => {
    const claim = batchClaim(extension, blocks.variables, claims, beta)
    const right = [lifted(cells), vectors.read(weightsOfClaims(vectors, blocks, claims, beta))]
    const { point } = sumcheck(
      claim,
      lies.bent === undefined ? right : bend(claim, right, lies.bent === 'cells' ? 0 : 1),
    )
    const { proof } = openCommitment(vectors, transcript, commitment, point)
    parts.push(u32(proof.length), proof)
  }
  let last: Points = []
  argue(
    system,
    values.publics,
    transcript,
    {
      say(label, value) {
        const right = value()
        const said = lies.say?.(label, right, last) ?? right
        transcript.absorbElements(label, [said])
        parts.push(encodeExtension(field, said))
        return said
      },
      work(bits) {
        if (bits > 0) throw new RangeError('these systems take no work')
      },
      fractions(_, alpha, gamma) {
        const own = lies.leaves ?? values
        const cells = vectorOf(cellsIn(own), false)
        const { numerators, denominators } = leavesOf(vectors, system, layout, own, cells, alpha, gamma)
        const { proof, ...leaves } = proveFractions(vectors, transcript, numerators, denominators)
        parts.push(proof)
        return leaves
      },
      sumcheck(claim, polynomials) {
        const right = polynomials()
        return sumcheck(claim, lies.eq === true ? bend(claim, right, right.length - 1) : right)
      },
      settle(what, _, claims, beta) {
        if (what === 'columns') settle(layout.columns, columns, cellsIn(values), claims, beta)
        else if (committed !== null && claims.length > 0)
          settle(layout.weights, committed, Uint32Array.from(committed.cells), claims, beta)
      },
      equal() {},
    },
    {
      parameters: terms =>
        sumOfParameters(field, lies.parameters === undefined ? values : { ...values, weights: lies.parameters }, terms),
      sum: ([first, ...others]) => {
        let all = zero
        for (let i = 0; i < first!.length / 4; i++)
          all = add(
            all,
            others.reduce((value, own) => mul(value, elementAt(own, i)), elementAt(first!, i)),
          )
        return all
      },
      factors(product, point) {
        last = point
        const [a, b] = product.factors.map(own => factorOf(field, system, values, product, own, point)) as [
          Limbs,
          Limbs,
        ]
        return lies.factors?.([a, b], point) ?? [a, b]
      },
    },
  )
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
