// Constants of a generation, made once of its sampler and the exponent of its logits: spec/sampler.md, "Constants".

import { refuse } from '../../errors/index.ts'
import { roundShift } from '../../graph/index.ts'
import { ARGUMENT_BITS, LAST_ARGUMENT, ONE, weightOf } from './exponential.ts'
import { MILLION, type Sampler } from './types.ts'

/** Greatest exponent of logits: a logit is q / 2^e. */
export const MAX_LOGIT_EXPONENT = 12
/** Scores saturate at 20 bits. */
export const SCORE_LEAST = -(2 ** 19)
export const SCORE_MOST = 2 ** 19 - 1
/** Fraction bits of the repetition factors. */
export const FACTOR_BITS = 12
const MAX_SCALE = 2 ** 16 - 1
const MAX_SCALE_SHIFT = 20

/** floor(a / b + 1/2) for b > 0. */
const roundDivide = (a: number, b: number): number => Math.floor((2 * a + b) / (2 * b))

export interface Constants {
  /** Added to the scores of biased ids. */
  readonly biases: readonly (readonly [number, number])[]
  /** Factors of seen tokens: of scores below 0, and of the others; 2^12 is 1. */
  readonly below: number
  readonly above: number
  readonly presence: number
  readonly frequency: number
  /** A distance d from the best score has the argument roundShift(d scale, shift). 0: greedy. */
  readonly scale: number
  readonly shift: number
  /** Weights below this are dropped: min-p. */
  readonly leastWeight: number
}

/** Refuses (`model_malformed`) exponents outside 0 to 12. */
export function constantsOf(sampler: Sampler, exponent: number): Constants {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > MAX_LOGIT_EXPONENT)
    refuse('model_malformed', `logits: exponent ${exponent}, 0 to ${MAX_LOGIT_EXPONENT} expected`)
  const unit = 2 ** exponent
  const units = (millionths: number): number => roundDivide(millionths * unit, MILLION)
  let scale = 0
  let shift = 0
  if (sampler.temperature > 0) {
    const at = (s: number): number => roundDivide(2 ** (ARGUMENT_BITS - exponent + s) * MILLION, sampler.temperature)
    shift = MAX_SCALE_SHIFT
    while (shift > 0 && at(shift) > MAX_SCALE) shift--
    scale = Math.min(MAX_SCALE, at(shift))
  }
  return {
    biases: sampler.logitBias.map(([id, bias]) => [id, units(bias)] as const),
    below: roundDivide(sampler.repetition * 2 ** FACTOR_BITS, MILLION),
    above: roundDivide(MILLION * 2 ** FACTOR_BITS, sampler.repetition),
    presence: units(sampler.presence),
    frequency: units(sampler.frequency),
    scale,
    shift,
    leastWeight: Math.max(1, Math.ceil((sampler.minP * ONE) / MILLION)),
  }
}

/** The score of a token: bias, repetition (where it was seen), presence and frequency (`count` times in the answer), in this order. */
export function adjusted(logit: number, bias: number, seen: boolean, count: number, c: Constants): number {
  // Within 19 bits and a sign: a bias of 100 is 409,600 at most.
  let score = logit + bias
  if (seen) score = roundShift(score * (score < 0 ? c.below : c.above), FACTOR_BITS)
  return Math.min(SCORE_MOST, Math.max(SCORE_LEAST, score - (count > 0 ? c.presence : 0) - c.frequency * count))
}

/** Argument of the exponential for a score's distance from the best one. */
export const argumentOf = (distance: number, { scale, shift }: Constants): number =>
  Math.min(LAST_ARGUMENT, roundShift(distance * scale, shift))

/** Weights by distance from the best score, from 0 on, as far as they are not dropped. They never rise. */
export function weightsByDistance(constants: Constants): Int32Array {
  // Arguments rise with the distance and weights fall with the argument: the end is found by halving.
  const kept = (distance: number): boolean => weightOf(argumentOf(distance, constants)) >= constants.leastWeight
  let length = 1
  let beyond = SCORE_MOST - SCORE_LEAST + 1
  while (length < beyond) {
    const middle = Math.floor((length + beyond) / 2)
    if (kept(middle)) length = middle + 1
    else beyond = middle
  }
  return Int32Array.from({ length }, (_, distance) => weightOf(argumentOf(distance, constants)))
}
