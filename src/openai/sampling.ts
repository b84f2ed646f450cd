// Parameters of sampling as bodies name them, and the exact sampler that comes of them: spec/openai.md, "Sampling". Reals are applied
// to the nearest millionth; the answer says what was applied.

import { utf8 } from '../core/bytes/index.ts'
import type { Grammar } from '../core/language/grammar/index.ts'
import {
  MAX_STOP_BYTES,
  MAX_VOCABULARY,
  MILLION,
  makeSampler,
  RANGES,
  type Sampler,
  samplerHash,
  samplerJson,
} from '../core/language/sampler/index.ts'
import { invalid, unsupported } from './errors.ts'
import type { OpenAiLimits } from './limits.ts'
import { type Params, paramsOf } from './params.ts'

/** What a body says of sampling, apart from the length and the form of the answer. */
export interface Sampling {
  readonly temperature?: number
  readonly topP?: number
  readonly topK?: number
  readonly minP?: number
  readonly repetition?: number
  readonly presence?: number
  readonly frequency?: number
  readonly logitBias?: readonly (readonly [number, number])[]
  readonly stop?: readonly string[]
  readonly ignoreEos?: boolean
}

const range = (name: keyof typeof RANGES): [number, number] => [RANGES[name][0] / MILLION, RANGES[name][1] / MILLION]

/** Takes the parameters that all routes have in common. */
export function samplingOf(params: Params, limits: OpenAiLimits, vocabulary: number): Sampling {
  const given: Record<keyof Sampling, unknown> = {
    temperature: params.number('temperature', ...range('temperature')),
    topP: params.number('top_p', ...range('topP')),
    topK: topKOf(params),
    minP: params.number('min_p', ...range('minP')),
    repetition: params.number('repetition_penalty', ...range('repetition')),
    presence: params.number('presence_penalty', ...range('presence')),
    frequency: params.number('frequency_penalty', ...range('frequency')),
    logitBias: biasesOf(params, limits, vocabulary),
    stop: stopsOf(params, limits),
    ignoreEos: params.flag('ignore_eos'),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** -1 and 0 keep all, as with vLLM. */
function topKOf(params: Params): number | undefined {
  const given = params.integer('top_k', -1, MAX_VOCABULARY)
  return given === undefined ? undefined : Math.max(0, given)
}

function biasesOf(params: Params, limits: OpenAiLimits, vocabulary: number): [number, number][] | undefined {
  const given = params.take('logit_bias')
  if (given === undefined) return undefined
  const what = params.path('logit_bias')
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return invalid(what, 'not an object')
  const entries = Object.entries(given)
  if (entries.length > limits.biases) return invalid(what, `more than ${limits.biases} entries`)
  return entries.map(([name, bias]) => {
    const id = /^(?:0|[1-9]\d{0,8})$/.test(name) ? Number(name) : Number.NaN
    if (!(id < vocabulary)) return invalid(what, `${JSON.stringify(name.slice(0, 20))} is not a token of the model`)
    if (typeof bias !== 'number' || !(Math.abs(bias) <= 100))
      return invalid(what, `the bias of ${name} is not a number from -100 to 100`)
    return [id, bias]
  })
}

function stopsOf(params: Params, limits: OpenAiLimits): string[] | undefined {
  const given = params.take('stop')
  if (given === undefined) return undefined
  const what = params.path('stop')
  const list = typeof given === 'string' ? [given] : given
  if (!Array.isArray(list) || list.length > limits.stops)
    return invalid(what, `not a text or a list of at most ${limits.stops}`)
  for (const text of list) {
    if (typeof text !== 'string' || text === '') return invalid(what, 'not texts of at least one character')
    if (utf8(text).length > MAX_STOP_BYTES) return invalid(what, `a text of more than ${MAX_STOP_BYTES} bytes`)
  }
  // The same twice ends an answer no sooner.
  return [...new Set(list)]
}

/** The sampler that is applied. Refuses combinations that it does not have, by the parameter's name. */
export function samplerOf(sampling: Sampling, maxTokens: number, grammar: Grammar | null): Sampler {
  if (grammar !== null && sampling.ignoreEos === true)
    return unsupported('ignore_eos', 'not beside a form that the answer must have: the form says where it ends')
  return makeSampler({ ...sampling, maxTokens, grammar })
}

/** What an answer says of its sampler: its integers as they are, a grammar by whether there is one. All of it stands in the receipt. */
export const appliedSampler = (sampler: Sampler): Readonly<Record<string, unknown>> => ({
  ...samplerJson(sampler),
  grammar: sampler.grammar === null ? null : 'applied',
  hash: samplerHash(sampler),
})

/** A seed that a body gives. */
export const seedParam = (params: Params): number | undefined =>
  params.integer('seed', -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)

/** Whether a stream ends with what was counted. Nothing is padded to hide lengths, so only its absence can be asked for. */
export function includeUsage(params: Params, stream: boolean): boolean {
  const given = params.take('stream_options')
  if (given === undefined) return false
  const what = params.path('stream_options')
  if (!stream) return invalid(what, 'only for a stream')
  const options = paramsOf(given, what)
  const include = options.flag('include_usage') ?? false
  options.refuseUnless('include_obfuscation', [false], 'nothing is added to hide lengths')
  options.end()
  return include
}
