// What a sampler computes for one token, value by value: scores, sums over blocks of tokens, and a record of what was drawn. Slow, and made of
// small steps that follow from one another: spec/trace.md, "Generations". `choose.ts` comes to the same token without them.

import { drawBelow } from './draw.ts'
import { weightOf } from './exponential.ts'
import type { History } from './history.ts'
import { adjusted, argumentOf, type Constants } from './scale.ts'
import { MILLION, type Sampler } from './types.ts'

/** A token of a row, by its score. */
export interface Scored {
  readonly score: number
  readonly id: number
}

/** Where a row's selections end, and what was drawn of what they leave. */
export interface Draw {
  /** The first of the greatest scores. */
  readonly best: Scored
  /** The last token that top-k keeps, in order: greater scores first, lower ids first among equals. */
  readonly kept: Scored
  /** The last token that is left by everything. */
  readonly last: Scored
  /** 0 to the sum of the weights that are left, less one: below 2^39. */
  readonly r: bigint
  readonly token: number
}

/** Sums over tokens. */
export interface Sums {
  /** Tokens that top-k keeps. */
  readonly kept: bigint
  /** Weights of those that min-p leaves. */
  readonly fit: bigint
  /** Weights of those that everything leaves. */
  readonly left: bigint
}

export const NO_SUMS: Sums = { kept: 0n, fit: 0n, left: 0n }

/** Scores of a row's tokens, from its logits and from what the penalties count. */
export function scoresOf(logits: ArrayLike<number>, history: History, constants: Constants): Int32Array {
  const biases = new Map(constants.biases)
  return Int32Array.from(logits, (logit, id) =>
    adjusted(logit, biases.get(id) ?? 0, history.seen.has(id), history.counts.get(id) ?? 0, constants),
  )
}

/** Does a token come at or before another in order? */
export const notAfter = (score: number, id: number, end: Scored): boolean =>
  score > end.score || (score === end.score && id <= end.id)

/** Weight of a score beside the best one. What is wrongly above that weighs as much. */
export const weightBeside = (score: number, best: number, constants: Constants): number =>
  weightOf(argumentOf(Math.max(0, best - score), constants))

/** Weight of a token that a draw leaves, else 0. */
export function weightLeft(score: number, id: number, { best, kept, last }: Draw, constants: Constants): number {
  if (!notAfter(score, id, kept) || !notAfter(score, id, last)) return 0
  const weight = weightBeside(score, best.score, constants)
  return weight >= constants.leastWeight ? weight : 0
}

/** Sums over `scores`, those of the tokens from id `first` on, added to those before. */
export function addBlock(
  before: Sums,
  scores: ArrayLike<number>,
  first: number,
  draw: Draw,
  constants: Constants,
): Sums {
  let [kept, fit, left] = [0, 0, 0]
  for (let i = 0; i < scores.length; i++) {
    const [score, id] = [scores[i]!, first + i]
    if (!notAfter(score, id, draw.kept)) continue
    kept++
    const weight = weightBeside(score, draw.best.score, constants)
    if (weight < constants.leastWeight) continue
    fit += weight
    if (notAfter(score, id, draw.last)) left += weight
  }
  return { kept: before.kept + BigInt(kept), fit: before.fit + BigInt(fit), left: before.left + BigInt(left) }
}

/** Do the sums over all `size` tokens fit the ends of the selections? With ends that are tokens of the row: are these the right ones? */
export function fits(total: Sums, draw: Draw, sampler: Sampler, size: number, constants: Constants): boolean {
  const wanted = sampler.topK === 0 ? size : Math.min(size, sampler.topK)
  if (total.kept !== BigInt(wanted) || !notAfter(draw.last.score, draw.last.id, draw.kept)) return false
  const weight = weightBeside(draw.last.score, draw.best.score, constants)
  if (weight < constants.leastWeight) return false
  if (sampler.topP === MILLION) return total.left === total.fit
  const share = (BigInt(sampler.topP) * total.fit + BigInt(MILLION - 1)) / BigInt(MILLION)
  const target = share < 1n ? 1n : share
  return total.left >= target && total.left - BigInt(weight) < target
}

/** The draw of token `index` from a row of scores. */
export function drawOf(
  scores: Int32Array,
  sampler: Sampler,
  constants: Constants,
  seed: Uint8Array,
  index: number,
): Draw {
  const order = Array.from(scores, (score, id): Scored => ({ score, id })).sort(
    (a, b) => b.score - a.score || a.id - b.id,
  )
  const best = order[0]!
  const kept = sampler.topK === 0 ? order : order.slice(0, sampler.topK)
  const fit = kept.filter(({ score }) => weightBeside(score, best.score, constants) >= constants.leastWeight)
  const sum = (list: readonly Scored[]): bigint =>
    list.reduce((total, { score }) => total + BigInt(weightBeside(score, best.score, constants)), 0n)
  let left = fit
  if (sampler.topP < MILLION) {
    const all = BigInt(sampler.topP) * sum(fit)
    let mass = 0n
    let n = 0
    while (n === 0 || mass * BigInt(MILLION) < all) mass += sum([fit[n++]!])
    left = fit.slice(0, n)
  }
  const ends = { best, kept: kept.at(-1)!, last: left.at(-1)!, token: 0 }
  const r = drawBelow(sum(left), seed, index)
  return { ...ends, r, token: tokenAt(r, 0n, scores, 0, { ...ends, r }, constants)! }
}

/** The token at r among `scores`, those of the tokens from id `first` on, before which weights of `before` are left; null where it is none of them. */
export function tokenAt(
  r: bigint,
  before: bigint,
  scores: ArrayLike<number>,
  first: number,
  draw: Draw,
  constants: Constants,
): number | null {
  let sum = before
  if (r < sum) return null
  for (let i = 0; i < scores.length; i++) {
    sum += BigInt(weightLeft(scores[i]!, first + i, draw, constants))
    if (r < sum) return first + i
  }
  return null
}
