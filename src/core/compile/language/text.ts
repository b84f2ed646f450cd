// Text that a language model makes up itself, for calibration where nobody gives any: tokens drawn at temperature 1 from a seed.
// The same model and seed give the same tokens. spec/compile.md, "Language models".

import { step, type Watch } from '../calibrate.ts'
import type { FloatLanguage } from './model.ts'
import type { Multiply } from './products.ts'
import { type FloatPart, forward, openSequence } from './runner.ts'

/** Numbers in [0, 1) from a counter, mixed. */
export function drawer(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface TextOptions extends Watch {
  readonly sequences: number
  /** Tokens of each, the first included. */
  readonly length: number
  readonly seed: number
  /** The token that every sequence begins with; null draws one. */
  readonly start: number | null
  readonly multiply?: Multiply
}

export async function inventText(model: FloatLanguage, options: TextOptions): Promise<Int32Array[]> {
  const { sequences, start } = options
  const length = Math.min(options.length, model.context)
  const draw = drawer(options.seed)
  const texts = Array.from({ length: sequences }, () => {
    const text = new Int32Array(length)
    text[0] = start ?? Math.floor(draw() * model.vocabulary)
    return text
  })
  const open = texts.map(() => openSequence(model))
  for (let at = 1; at < length; at++) {
    const parts = open.map((sequence, i): FloatPart => ({ sequence, tokens: texts[i]!.subarray(at - 1, at) }))
    const logits = forward(model, parts, {
      last: true,
      ...(options.multiply === undefined ? {} : { multiply: options.multiply }),
    })
    texts.forEach((text, i) => {
      text[at] = drawn(logits.subarray(i * model.vocabulary, (i + 1) * model.vocabulary), draw())
    })
    await step(options, { stage: 'calibration', done: at + 1, total: length })
  }
  return texts
}

/** The token at which the cumulative probability passes `share`. */
function drawn(logits: Float32Array, share: number): number {
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < logits.length; i++) most = Math.max(most, logits[i]!)
  let total = 0
  for (let i = 0; i < logits.length; i++) total += Math.exp(logits[i]! - most)
  let left = share * total
  for (let i = 0; i < logits.length; i++) {
    left -= Math.exp(logits[i]! - most)
    if (left < 0) return i
  }
  return logits.length - 1
}
