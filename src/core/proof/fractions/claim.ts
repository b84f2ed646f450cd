// What both sides of an argument for a sum of fractions know (spec/proof.md, "Sums of fractions"; Papini and Haböck,
// eprint 2023/1284): shapes, what is absorbed, how a claim moves on. Prover and verifier share this file and nothing
// else.

import { EXTENSION_BYTES, type Extension, type Field124, type FractionPair, KOALABEAR } from '../../field/index.ts'
import type { Transcript } from '../transcript.ts'

/** 2^n fractions. */
const MOST_VARIABLES = 28

/**
 * What is left of an argument: values of the multilinear polynomials that the numerators and the denominators are, at
 * one point. Somebody has to show them by other means.
 */
export interface FractionClaim {
  /** The first coordinate is that of the highest bit of an index. */
  readonly point: readonly Extension[]
  readonly numerator: Extension
  readonly denominator: Extension
}

/** Throws RangeError unless there may be an argument with so many variables. */
export function checkVariables(variables: number): void {
  if (!Number.isInteger(variables) || variables < 1 || variables > MOST_VARIABLES)
    throw new RangeError(`fractions: ${variables} variables`)
}

/**
 * Bytes of a proof: four elements of the root, and of layer k one for the first round, two for each of k - 1 others and
 * four values: a square in all.
 */
export function fractionBytes(variables: number): number {
  checkVariables(variables)
  return EXTENSION_BYTES * (variables + 1) ** 2
}

/**
 * log2 of the chance with which a proof of a false claim leaves true values. Layer k adds the draw that joins numerators
 * and denominators, and k rounds with polynomials of degree two; to these comes the draw that joins two children at the
 * end: a square in all. The smaller of both fields, and what transcripts' challenges lack in uniformity (2^-30 of it),
 * are in it.
 */
export function fractionError(variables: number): number {
  checkVariables(variables)
  return Math.log2(variables ** 2) + Math.log2(1 + 2 ** -30) - 4 * Math.log2(KOALABEAR.order)
}

/** Absorbs all that both sides know. What commits to the fractions the caller has absorbed before. */
export const absorbVariables = (transcript: Transcript, variables: number): void =>
  transcript.absorbLimbs('fractions', [variables])

/** The numerator and the denominator of the sum of two fractions. */
export function sumOf({ add, mul }: Field124, [p0, p1, q0, q1]: FractionPair): readonly [p: Extension, q: Extension] {
  return [add(mul(p0, q1), mul(p1, q0)), mul(q0, q1)]
}

/** One number for a numerator and a denominator. */
export const joined = (
  { add, mul }: Field124,
  numerator: Extension,
  denominator: Extension,
  lambda: Extension,
): Extension => add(numerator, mul(lambda, denominator))

/** A round: t(1) - t(0) and the coefficient of X^2 of a polynomial t of degree two. */
export type Round = readonly [slope: Extension, top: Extension]

/**
 * t(0) and t(1) - t(0) of a layer's first round, from the values of the two nodes that are said: t is the sum over all
 * other variables, and so t(0) and t(1) are the joined values of the one and the other.
 */
export function firstRound(
  extension: Field124,
  [p0, p1, q0, q1]: FractionPair,
  lambda: Extension,
): readonly [zero: Extension, slope: Extension] {
  const zero = joined(extension, p0, q0, lambda)
  return [zero, extension.sub(joined(extension, p1, q1, lambda), zero)]
}

/** t(0) of a later round, of which (1 - c) t(0) + c t(1) is known. */
export const zeroOf = ({ sub, mul }: Field124, claim: Extension, c: Extension, [slope]: Round): Extension =>
  sub(claim, mul(c, slope))

/** t(r). */
export const valueAt = ({ add, sub, mul, one }: Field124, zero: Extension, [slope, top]: Round, r: Extension) =>
  add(zero, mul(r, add(slope, mul(sub(r, one), top))))

/** The four values of a pair are said: absorbs them and draws what joins numerators and denominators, or children. */
export function sayValues(transcript: Transcript, values: FractionPair): Extension {
  transcript.absorbElements('values', values)
  return transcript.challenge('layer')
}

/** What is said of a round, one element or two: absorbs it and draws the challenge. */
export function sayRound(transcript: Transcript, elements: readonly Extension[]): Extension {
  transcript.absorbElements('round', elements)
  return transcript.challenge('round')
}

/** The claim about the fractions, from the values of the last pair. */
export function mergeChildren(
  { add, sub, mul }: Field124,
  [p0, p1, q0, q1]: FractionPair,
  mu: Extension,
  point: readonly Extension[],
): FractionClaim {
  const between = (a: Extension, b: Extension): Extension => add(a, mul(mu, sub(b, a)))
  return { point: [mu, ...point], numerator: between(p0, p1), denominator: between(q0, q1) }
}
