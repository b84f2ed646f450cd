// One generation as its rules see it: which token follows, and whether it ends the answer. spec/sampler.md, "Generation". Whoever makes an
// answer and whoever checks one go through this; where logits come from is their own matter.

import { refuse } from '../../errors/index.ts'
import { type Matcher, matcherOf } from '../grammar/index.ts'
import { type Chooser, createChooser, historyOf, type Row, type Sampler } from '../sampler/index.ts'
import type { Vocabulary } from '../types.ts'
import { createStops } from './stop.ts'

/**
 * Why an answer ended: an end token; a stop string; a text of the grammar that nothing can follow; `maxTokens`, or no position left in
 * the model's context. Where several hold, the first of these.
 */
export type Finish = 'eos' | 'stop' | 'grammar' | 'length'

/** What a generation follows from, beside the model's logits. */
export interface GenerationRules {
  readonly sampler: Sampler
  /** 32 bytes. */
  readonly seed: Uint8Array
  readonly prompt: readonly number[]
  readonly vocabulary: Vocabulary
  /** A logit is q / 2^exponent. */
  readonly exponent: number
  /** Positions of the model. */
  readonly context: number
}

export interface Generation {
  /** Tokens of the answer so far. */
  readonly length: number
  /** Null while it goes on. */
  readonly finish: Finish | null
  /** The token that a row of logits makes the next. Throws TypeError once it has ended. */
  choose(row: Row): number
  /** The answer's next token; gives `finish` after it. Throws TypeError once it has ended, RangeError on what is no token. */
  take(token: number): Finish | null
}

/**
 * Refuses a prompt without tokens or with others than the vocabulary's (`input_shape_mismatch`), one that leaves no position
 * (`context_length_exceeded`), biases of tokens that are not there (`sampler_invalid`), and whatever grammar and model refuse.
 */
export function createGeneration(rules: GenerationRules): Generation {
  const { sampler, seed, prompt, vocabulary, exponent, context } = rules
  const { size } = vocabulary
  if (prompt.length < 1) refuse('input_shape_mismatch', 'prompt: no tokens')
  const strange = prompt.find(id => !isToken(id, size))
  if (strange !== undefined) refuse('input_shape_mismatch', `prompt: ${strange} is not one of ${size} tokens`)
  if (prompt.length >= context)
    refuse('context_length_exceeded', `prompt: ${prompt.length} tokens, the model has positions for ${context}`, {
      facts: { tokens: prompt.length, context },
    })
  const biased = sampler.logitBias.at(-1)?.[0] ?? 0
  if (biased >= size) refuse('sampler_invalid', `logitBias: ${biased} is not one of ${size} tokens`)
  const chooser: Chooser = createChooser(sampler, exponent, size, seed)
  const matcher: Matcher | null = sampler.grammar === null ? null : matcherOf(sampler.grammar, vocabulary)
  if (matcher?.start.complete === true) refuse('grammar_empty', 'grammar: only the empty text fits it')
  const history = historyOf(prompt)
  const stops = createStops(sampler.stop)
  const ends = new Set(vocabulary.eos)
  let state = matcher?.start ?? null
  let length = 0
  let finish: Finish | null = null

  const going = (): void => {
    if (finish !== null) throw new TypeError(`generation: it has ended (${finish})`)
  }

  /** Why the answer ends with this token, or null. The grammar is followed on the way. */
  function endsWith(token: number): Finish | null {
    const isEnd = ends.has(token)
    if (isEnd && !sampler.ignoreEos) return 'eos'
    const bytes = isEnd ? null : vocabulary.bytes(token)
    const stopped = bytes !== null && stops.push(bytes)
    if (matcher !== null && state !== null) {
      const next = bytes === null ? null : matcher.advance(state, bytes)
      if (next === null) throw new RangeError(`generation: token ${token} is not one that the grammar allows`)
      state = next
    }
    if (stopped) return 'stop'
    if (state?.complete === true) return 'grammar'
    return length >= sampler.maxTokens || prompt.length + length >= context ? 'length' : null
  }

  return {
    get length() {
      return length
    },
    get finish() {
      return finish
    },
    choose(row) {
      going()
      return chooser.choose(row, length, history, matcher === null ? null : matcher.mask(state!))
    },
    take(token) {
      going()
      if (!isToken(token, size)) throw new RangeError(`generation: ${token} is not one of ${size} tokens`)
      history.add(token)
      length++
      return (finish = endsWith(token))
    },
  }
}

const isToken = (id: number, size: number): boolean => Number.isInteger(id) && id >= 0 && id < size
