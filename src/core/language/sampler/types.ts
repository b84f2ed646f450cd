// What a sampler is: integers only, so that everybody computes with the same ones. spec/sampler.md, "Sampler". What the numbers do to
// logits is in `choose.ts`, the grammar's own form in `../grammar`.

import { utf8 } from '../../bytes/index.ts'
import { refuse } from '../../errors/index.ts'
import { checkGrammar, type Grammar, wellFormed } from '../grammar/types.ts'

/** Fixed-point unit of every real parameter: 0.7 is 700,000. */
export const MILLION = 1_000_000
/** Longest sequence of any model: `context` of spec/language.md. */
export const MAX_TOKENS = 32_768
/** Ids are below this, so that a sum of exponentials in two limbs of 10 bits stays below 2^30. */
export const MAX_VOCABULARY = 2 ** 19
export const MAX_BIASES = 1024
export const MAX_STOPS = 16
export const MAX_STOP_BYTES = 256

/** Everything that decides an answer beside model, prompt and seed. Real parameters are in millionths. */
export interface Sampler {
  /** Most tokens of the answer, 1 to 32,768. */
  readonly maxTokens: number
  /** 0 (greedy) to 10,000,000. */
  readonly temperature: number
  /** Keep the k likeliest tokens; 0 keeps all. At most 2^19. */
  readonly topK: number
  /** Keep the likeliest tokens that together have this share, 0 to 1,000,000. */
  readonly topP: number
  /** Keep tokens at least this likely, as a share of the likeliest one, 0 to 1,000,000. */
  readonly minP: number
  /** Logits of tokens in prompt or answer are divided (above 0) or multiplied (below 0) by this; 250,000 to 4,000,000. */
  readonly repetition: number
  /** Taken once from the logits of tokens in the answer; -2,000,000 to 2,000,000. */
  readonly presence: number
  /** Taken from a token's logit for each time it stands in the answer; -2,000,000 to 2,000,000. */
  readonly frequency: number
  /** [id, bias added to its logit], ascending ids, each bias -100,000,000 to 100,000,000; at most 1,024. */
  readonly logitBias: readonly (readonly [number, number])[]
  /** The answer ends where its bytes hold one of these; at most 16 different ones of 1 to 256 bytes of UTF-8. */
  readonly stop: readonly string[]
  /** End tokens do not end the answer. Not beside a grammar. */
  readonly ignoreEos: boolean
  /** Every prefix of the answer is a prefix of the grammar's language. */
  readonly grammar: Grammar | null
}

/** [least, most] of the integers of a sampler, in the order of its encoding. */
export const RANGES = {
  maxTokens: [1, MAX_TOKENS],
  temperature: [0, 10 * MILLION],
  topK: [0, MAX_VOCABULARY],
  topP: [0, MILLION],
  minP: [0, MILLION],
  repetition: [MILLION / 4, 4 * MILLION],
  presence: [-2 * MILLION, 2 * MILLION],
  frequency: [-2 * MILLION, 2 * MILLION],
} as const satisfies Partial<Record<keyof Sampler, readonly [number, number]>>

const MAX_BIAS = 100 * MILLION

/** Refuses (`sampler_invalid`) a sampler outside the ranges above; gives it back. */
export function checkSampler(sampler: Sampler): Sampler {
  const bad = (what: string, reason: string): never =>
    refuse('sampler_invalid', `${what}: ${reason}`, { facts: { parameter: what } })
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value = sampler[name as keyof typeof RANGES]
    if (!Number.isInteger(value) || value < least || value > most) bad(name, `${value} is not ${least} to ${most}`)
  }
  const { logitBias, stop } = sampler
  if (logitBias.length > MAX_BIASES) bad('logitBias', `${logitBias.length} entries, at most ${MAX_BIASES}`)
  logitBias.forEach(([id, bias], i) => {
    if (!Number.isInteger(id) || id < 0 || id >= MAX_VOCABULARY) bad('logitBias', `${id} is no token id`)
    if (i > 0 && logitBias[i - 1]![0] >= id) bad('logitBias', `ids do not ascend at ${id}`)
    if (!Number.isInteger(bias) || Math.abs(bias) > MAX_BIAS) bad('logitBias', `${bias} is not within ${MAX_BIAS}`)
  })
  if (stop.length > MAX_STOPS) bad('stop', `${stop.length} strings, at most ${MAX_STOPS}`)
  for (const text of stop) {
    const { length } = utf8(text)
    if (length < 1 || length > MAX_STOP_BYTES) bad('stop', `a string of ${length} bytes, 1 to ${MAX_STOP_BYTES}`)
    if (!wellFormed(text)) bad('stop', 'a string that is not well-formed Unicode')
  }
  if (new Set(stop).size !== stop.length) bad('stop', 'a string twice')
  if (typeof sampler.ignoreEos !== 'boolean') bad('ignoreEos', 'not true or false')
  if (sampler.grammar !== null) {
    if (sampler.ignoreEos) bad('ignoreEos', 'a grammar says where the answer ends')
    checkGrammar(sampler.grammar)
  }
  return sampler
}

/** Parameters as people write them: 0.7, not 700,000. Absent ones change nothing. */
export interface SamplerOptions {
  readonly maxTokens: number
  readonly temperature?: number
  readonly topK?: number
  readonly topP?: number
  readonly minP?: number
  readonly repetition?: number
  readonly presence?: number
  readonly frequency?: number
  /** Biases by token id; the order does not matter. */
  readonly logitBias?: Iterable<readonly [number, number]>
  readonly stop?: readonly string[]
  readonly ignoreEos?: boolean
  readonly grammar?: Grammar | null
}

/** A real parameter in millionths, to the nearest. */
const millionths = (value: number): number => Math.round(value * MILLION)

/** A sampler from parameters as people write them, each to the nearest millionth. Refuses (`sampler_invalid`) by name. */
export const makeSampler = (options: SamplerOptions): Sampler =>
  checkSampler({
    maxTokens: options.maxTokens,
    temperature: millionths(options.temperature ?? 1),
    topK: options.topK ?? 0,
    topP: millionths(options.topP ?? 1),
    minP: millionths(options.minP ?? 0),
    repetition: millionths(options.repetition ?? 1),
    presence: millionths(options.presence ?? 0),
    frequency: millionths(options.frequency ?? 0),
    logitBias: [...(options.logitBias ?? [])]
      .map(([id, bias]) => [id, millionths(bias)] as const)
      .sort(([a], [b]) => a - b),
    stop: options.stop ?? [],
    ignoreEos: options.ignoreEos ?? false,
    grammar: options.grammar ?? null,
  })
