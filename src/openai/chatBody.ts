// The body of /v1/chat/completions as a plan: spec/openai.md, "Chats". Every parameter of the API is applied here, taken where its value
// asks for nothing, noted where it has no effect on an answer, or refused by name.

import type { Call } from './call.ts'
import type { Plan } from './choices.ts'
import { chatFormOf, promptOf } from './conversation.ts'
import { type AnswerForm, formOf, responseFormatOf } from './form.ts'
import { budgetOf, messagesOf } from './messages.ts'
import { type Params, paramsOf } from './params.ts'
import { outputTokens } from './prompts.ts'
import { includeUsage, samplerOf, samplingOf, seedParam } from './sampling.ts'
import { seedOf } from './seed.ts'
import type { Service } from './service.ts'
import { toolUseOf } from './tools.ts'

export interface Chat {
  readonly plan: Plan
  readonly form: AnswerForm
  /** As the caller named the model. */
  readonly name: string
  readonly stream: boolean
  readonly usage: boolean
  /** Text pairs that the answer repeats. */
  readonly metadata: Readonly<Record<string, string>> | undefined
}

const MAX_TOP_LOGPROBS = 20

/** Refuses what this surface does not have, where it asks for anything. */
export function refuseForeign(params: Params): void {
  const modalities = params.list('modalities', 4)
  if (modalities !== undefined && !(modalities.length === 1 && modalities[0] === 'text'))
    params.unsupported('modalities', 'text only')
  for (const name of ['audio', 'prediction', 'web_search_options', 'moderation', 'prompt_cache_options'])
    params.refuseUnless(name, [], 'not offered')
  for (const name of ['functions', 'function_call']) params.refuseUnless(name, [], 'not taken', 'Use tools.')
  params.refuseUnless('service_tier', ['auto', 'default'], 'there is one tier')
  params.refuseUnless('verbosity', ['medium'], 'answers are as long as the model makes them')
  params.refuseUnless('reasoning_effort', ['none'], 'not offered')
}

/** About the caller and his bookkeeping: no effect on any answer. */
export function noteCaller(params: Params): void {
  for (const name of ['user', 'safety_identifier', 'prompt_cache_key', 'prompt_cache_retention']) params.note(name)
}

export function metadataOf(params: Params): Record<string, string> | undefined {
  const given = params.take('metadata')
  if (given === undefined) return undefined
  const entries = typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.entries(given) : null
  if (entries === null || entries.length > 16) return params.invalid('metadata', 'not an object of at most 16 members')
  for (const [key, value] of entries)
    if (key.length > 64 || typeof value !== 'string' || value.length > 512)
      return params.invalid('metadata', 'keys of at most 64 characters and texts of at most 512')
  return given as Record<string, string>
}

/** Likeliest tokens to tell of at each place, where logarithms are asked for. */
function logprobsOf(params: Params): number | undefined {
  const asked = params.flag('logprobs') ?? false
  const top = params.integer('top_logprobs', 0, MAX_TOP_LOGPROBS)
  if (!asked && top !== undefined) return params.invalid('top_logprobs', 'only with logprobs')
  return asked ? (top ?? 0) : undefined
}

function maxTokensOf(params: Params): { value: number | undefined; param: string } {
  const [newer, older] = ['max_completion_tokens', 'max_tokens'].map(name =>
    params.integer(name, 1, Number.MAX_SAFE_INTEGER),
  )
  if (newer !== undefined && older !== undefined && newer !== older)
    return params.invalid('max_tokens', 'not the same as max_completion_tokens')
  return { value: newer ?? older, param: older === undefined ? 'max_completion_tokens' : 'max_tokens' }
}

export async function readChat(service: Service, call: Call): Promise<Chat> {
  const { limits, backend, random } = service
  const params = paramsOf(call.body)
  const name = params.required('model')
  const model = await backend.resolve(name, call.signal)
  const stream = params.flag('stream') ?? false
  const usage = includeUsage(params, stream)
  const given = params.list('messages', limits.messages) ?? params.invalid('messages', 'missing')
  const template = chatFormOf(model)
  const messages = messagesOf(given, limits, budgetOf(limits))
  const tools = toolUseOf(params, limits, true)
  const form = formOf(tools, responseFormatOf(params.object('response_format'), true), template)
  const n = params.integer('n', 1, limits.choices) ?? 1
  const sampling = samplingOf(params, limits, model.vocabulary)
  const logprobs = logprobsOf(params)
  const asked = maxTokensOf(params)
  const seed = seedParam(params)
  const metadata = metadataOf(params)
  params.refuseUnless('store', [false], 'nothing is kept: there is nowhere to ask for it later')
  refuseForeign(params)
  noteCaller(params)
  const prompt = promptOf(params, 'messages', template, messages, tools, service)
  params.end()
  const most = outputTokens(asked, 'messages', prompt, model, limits)
  return {
    plan: {
      model,
      sampler: samplerOf(sampling, most, form.grammar),
      choices: Array.from({ length: n }, (_, i) => ({ prompt, seed: seedOf(seed, i, random) })),
      ...(logprobs === undefined ? {} : { logprobs }),
      noted: params.noted,
    },
    form,
    name,
    stream,
    usage,
    metadata,
  }
}
