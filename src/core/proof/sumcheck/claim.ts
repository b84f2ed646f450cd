// What a sumcheck is about (spec/proof.md, "Sumcheck"): a sum over the cube of products of multilinear polynomials.
// Prover and verifier share this file and nothing else.

import { EXTENSION_BYTES, type Extension, extensionOf, type Field31, type Field124 } from '../../field/index.ts'
import type { Transcript } from '../transcript.ts'

/** Largest number of variables, of factors in a term, of polynomials, and of terms. */
export const MOST_VARIABLES = 28
export const MOST_DEGREE = 3
const MOST_FACTORS = 4096
const MOST_TERMS = 65_536

/** A product with a coefficient. `factors` are numbers of polynomials; one may stand twice. */
export interface Term {
  readonly coefficient: Extension
  readonly factors: readonly number[]
}

/**
 * The sum over the cube of `variables` dimensions of the sum of all terms. Both sides know it, apart from the
 * polynomials.
 */
export interface SumClaim {
  readonly variables: number
  /** How many polynomials there are; each is a factor of a term. */
  readonly factors: number
  readonly terms: readonly Term[]
  readonly sum: Extension
}

/**
 * What is left of a sumcheck: the values of all polynomials at one point, which somebody has to show by other means.
 */
export interface Reduced {
  /** The first coordinate is that of the highest bit of an index. */
  readonly point: readonly Extension[]
  readonly values: readonly Extension[]
}

export const degreeOf = ({ terms }: SumClaim): number => Math.max(...terms.map(term => term.factors.length))

/** Bytes of a proof: of every round a polynomial without its value at one, then the values. */
export const proofBytes = (claim: SumClaim): number =>
  EXTENSION_BYTES * (claim.variables * degreeOf(claim) + claim.factors)

/** Throws RangeError where a claim is none; claims are made by programs, not by provers. */
export function checkClaim(claim: SumClaim, field: Field31): void {
  const { variables, factors, terms } = claim
  const isCount = (value: number, least: number, most: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most
  const isElement = (element: Extension): boolean => element.length === 4 && element.every(limb => field.has(limb))
  const used = new Set(terms.flatMap(term => term.factors))
  const isClaim =
    isCount(variables, 1, MOST_VARIABLES) &&
    isCount(factors, 1, MOST_FACTORS) &&
    isCount(terms.length, 1, MOST_TERMS) &&
    isElement(claim.sum) &&
    terms.every(
      term =>
        isCount(term.factors.length, 1, MOST_DEGREE) &&
        term.factors.every(factor => isCount(factor, 0, factors - 1)) &&
        isElement(term.coefficient),
    ) &&
    // A value that no term has could be anything.
    used.size === factors
  if (!isClaim) throw new RangeError('sumcheck: no claim')
}

/** Absorbs all that both sides know. What commits to the polynomials the caller has absorbed before. */
export function absorbClaim(transcript: Transcript, claim: SumClaim): void {
  const numbers = [claim.variables, claim.factors, claim.terms.length]
  for (const { factors } of claim.terms) numbers.push(factors.length, ...factors)
  transcript.absorbLimbs('sumcheck', numbers)
  transcript.absorbElements(
    'coefficients',
    claim.terms.map(term => term.coefficient),
  )
  transcript.absorbElements('sum', [claim.sum])
}

/** What all terms add up to where the polynomials have these values. */
export function sumOfTerms(extension: Field124, terms: readonly Term[], values: readonly Extension[]): Extension {
  let sum = extension.zero
  for (const { coefficient, factors } of terms)
    sum = extension.add(
      sum,
      factors.reduce((product, factor) => extension.mul(product, values[factor]!), coefficient),
    )
  return sum
}

/** The value at r of the polynomial that has these values at 0, 1, ... (Lagrange). */
export function interpolateAt(field: Field31, values: readonly Extension[], r: Extension): Extension {
  const extension = extensionOf(field)
  let sum = extension.zero
  values.forEach((value, k) => {
    let product = value
    let divisor = 1
    values.forEach((_, j) => {
      if (j === k) return
      product = extension.mul(product, extension.sub(r, extension.lift(j)))
      divisor = field.mul(divisor, field.fromInt(k - j))
    })
    sum = extension.add(sum, extension.scale(product, field.inv(divisor)))
  })
  return sum
}
