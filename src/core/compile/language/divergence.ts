// How far an exact language model is from its float model: both read the same tokens, and their distributions of the next one are
// compared. spec/compile.md, "Language models".

import type { Watch } from '../calibrate.ts'
import { step } from '../calibrate.ts'
import type { FloatLanguage } from './model.ts'
import type { Multiply } from './products.ts'
import { forward, openSequence } from './runner.ts'

export interface Divergence {
  /** Positions compared. */
  readonly tokens: number
  /** Mean of KL(float || exact) over positions, nats per token, and its standard error. */
  readonly divergence: number
  readonly divergenceError: number
  /** Mean of how much less likely the exact model finds the text, nats per token, and its standard error. */
  readonly loss: number
  readonly lossError: number
  /** Mean surprise of the float model, nats per token. */
  readonly float: number
  /** Share of positions at which both have the same first choice. */
  readonly agreement: number
  /** Largest margin, in float logits, of a first choice that the exact model does not share. */
  readonly disagreementMargin: number
}

/** Logits of every position of some tokens: [tokens, vocabulary]. */
export type LogitsOf = (tokens: Int32Array) => Promise<Float32Array> | Float32Array

export const floatLogits =
  (model: FloatLanguage, multiply?: Multiply): LogitsOf =>
  tokens =>
    forward(model, [{ sequence: openSequence(model), tokens }], multiply === undefined ? {} : { multiply })

export class DivergenceSums {
  private tokens = 0
  private kl = 0
  private klSquares = 0
  private loss = 0
  private lossSquares = 0
  private predicted = 0
  private float = 0
  private agreeing = 0
  private margin = 0

  /** Both models' logits over one text. */
  add(text: Int32Array, float: Float32Array, exact: Float32Array): void {
    const vocabulary = float.length / text.length
    for (let at = 0; at < text.length; at++) {
      const a = float.subarray(at * vocabulary, (at + 1) * vocabulary)
      const b = exact.subarray(at * vocabulary, (at + 1) * vocabulary)
      const [first, other] = [largest(a), largest(b)]
      const [logA, logB] = [logSum(a, a[first]!), logSum(b, b[other]!)]
      let kl = 0
      for (let i = 0; i < vocabulary; i++) {
        const p = a[i]! - logA
        kl += Math.exp(p) * (p - (b[i]! - logB))
      }
      this.tokens++
      this.kl += kl
      this.klSquares += kl * kl
      if (first === other) this.agreeing++
      else this.margin = Math.max(this.margin, a[first]! - a[other]!)
      if (at + 1 === text.length) continue
      const next = text[at + 1]!
      const lost = a[next]! - logA - (b[next]! - logB)
      this.predicted++
      this.loss += lost
      this.lossSquares += lost * lost
      this.float += logA - a[next]!
    }
  }

  finish(): Divergence {
    const { tokens, predicted } = this
    const error = (sum: number, squares: number, n: number): number =>
      n < 2 ? 0 : Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2) / n)
    return {
      tokens,
      divergence: this.kl / tokens,
      divergenceError: error(this.kl, this.klSquares, tokens),
      loss: predicted === 0 ? 0 : this.loss / predicted,
      lossError: error(this.loss, this.lossSquares, predicted),
      float: predicted === 0 ? 0 : this.float / predicted,
      agreement: this.agreeing / tokens,
      disagreementMargin: this.margin,
    }
  }
}

function largest(values: Float32Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}

function logSum(values: Float32Array, most: number): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - most)
  return most + Math.log(sum)
}

/** Compares two models over texts of token ids. */
export async function measureDivergence(
  texts: readonly Int32Array[],
  float: LogitsOf,
  exact: LogitsOf,
  watch: Watch = {},
): Promise<Divergence> {
  const sums = new DivergenceSums()
  for (const [i, text] of texts.entries()) {
    sums.add(text, await float(text), await exact(text))
    await step(watch, { stage: 'evaluation', done: i + 1, total: texts.length })
  }
  return sums.finish()
}
