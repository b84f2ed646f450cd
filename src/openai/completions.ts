// POST /v1/completions: text that goes on from a prompt, several prompts, or token ids. spec/openai.md, "Completions".

import { toHex } from '../core/bytes/index.ts'
import type { LanguageModel } from './backend.ts'
import type { Call } from './call.ts'
import { answerFacts, eventFacts, type Plan, run, usageOf, wholeFacts, wholeHeaders } from './choices.ts'
import { finishReason } from './finish.ts'
import { textLogprobs } from './logprobs.ts'
import { paramsOf } from './params.ts'
import type { Ended, GivenToken } from './pieces.ts'
import { outputTokens, promptsOf } from './prompts.ts'
import { jsonMessage, jsonResponse, streamResponse } from './respond.ts'
import { includeUsage, samplerOf, samplingOf, seedParam } from './sampling.ts'
import { seedOf } from './seed.ts'
import type { Service } from './service.ts'
import type { SseMessage } from './sse.ts'
import { completionUsage } from './usage.ts'

/** OpenAI's own default. */
const DEFAULT_TOKENS = 16
const MAX_LOGPROBS = 20

interface Completion {
  readonly plan: Plan
  /** As the caller named the model. */
  readonly name: string
  readonly stream: boolean
  readonly usage: boolean
  /** What stands before each choice's text. */
  readonly echo: readonly string[]
}

async function read(service: Service, call: Call): Promise<Completion> {
  const { limits, backend, random } = service
  const params = paramsOf(call.body)
  const name = params.required('model')
  const model = await backend.resolve(name, call.signal)
  const stream = params.flag('stream') ?? false
  const usage = includeUsage(params, stream)
  const n = params.integer('n', 1, limits.choices) ?? 1
  const bestOf = params.integer('best_of', 1, limits.choices)
  if (bestOf !== undefined && bestOf !== n)
    params.unsupported('best_of', 'only the same as n: every choice is answered for')
  params.refuseUnless('suffix', [''], 'nothing is filled in before a given end')
  const given = params.take('prompt') ?? params.invalid('prompt', 'missing')
  const prompts = promptsOf(given, 'prompt', model, limits, Math.floor(limits.choices / n))
  const echo = params.flag('echo') ?? false
  const logprobs = params.integer('logprobs', 0, MAX_LOGPROBS)
  if (echo && logprobs !== undefined) params.unsupported('logprobs', 'not beside echo: a prompt has none')
  const sampling = samplingOf(params, limits, model.vocabulary)
  const value = params.integer('max_tokens', 1, Number.MAX_SAFE_INTEGER)
  const seed = seedParam(params)
  params.note('user')
  params.end()
  // One sampler for all: the one that fits the longest prompt.
  const longest = prompts.reduce((a, b) => (b.length > a.length ? b : a))
  const most = outputTokens({ value, param: 'max_tokens', fallback: DEFAULT_TOKENS }, 'prompt', longest, model, limits)
  const choices = prompts.flatMap((prompt, p) =>
    Array.from({ length: n }, (_, i) => ({ prompt, seed: seedOf(seed, p * n + i, random) })),
  )
  return {
    plan: {
      model,
      sampler: samplerOf(sampling, most, null),
      choices,
      ...(logprobs === undefined ? {} : { logprobs }),
      noted: params.noted,
    },
    name,
    stream,
    usage,
    echo: choices.map(({ prompt }) => (echo ? textOf(model, prompt) : '')),
  }
}

function textOf(model: LanguageModel, tokens: readonly number[]): string {
  const decoder = model.decoder()
  return tokens.map(id => decoder.push(id)).join('') + decoder.end()
}

export async function completions(service: Service, call: Call): Promise<Response> {
  const leaving = new AbortController()
  const inner = { ...call, signal: AbortSignal.any([call.signal, leaving.signal]) }
  const asked = await read(service, inner)
  const common = {
    id: `cmpl-${toHex(service.random(12)).slice(2)}`,
    object: 'text_completion',
    created: Math.floor(service.now() / 1000),
    model: asked.name,
    system_fingerprint: asked.plan.model.modelId,
  }
  if (!asked.stream) return whole(service, inner, asked, common)
  return streamResponse(streamed(service, inner, asked, common), {
    service,
    call,
    headers: { 'x-assay-model': asked.plan.model.modelId },
    leave: () => leaving.abort(),
    failure: error => jsonMessage({ error }),
  })
}

type Common = Readonly<Record<string, unknown>>

async function whole(service: Service, call: Call, { plan, echo }: Completion, common: Common): Promise<Response> {
  const { backend } = service
  const texts = [...echo]
  const tokens: GivenToken[][] = plan.choices.map(() => [])
  const ends: Ended[] = []
  for await (const [i, piece] of run(plan, backend, call)) {
    texts[i] += piece.text
    tokens[i]!.push(...piece.tokens)
    if (piece.end !== null) ends[i] = piece.end
  }
  const choices = texts.map((text, index) => ({
    text,
    index,
    logprobs: logprobsFor(plan, tokens[index]!, plan.model, echo[index]!.length),
    finish_reason: finishReason(ends[index]!.finish),
  }))
  return jsonResponse(
    { ...common, choices, usage: completionUsage(usageOf(plan, ends)), assay: wholeFacts(plan, backend, call, ends) },
    wholeHeaders(backend.domain, plan, ends),
  )
}

const logprobsFor = (plan: Plan, tokens: readonly GivenToken[], model: LanguageModel, offset: number): unknown =>
  plan.logprobs === undefined ? null : textLogprobs(model, tokens, offset)

async function* streamed(
  service: Service,
  call: Call,
  { plan, echo, usage }: Completion,
  common: Common,
): AsyncGenerator<SseMessage, void> {
  const { backend } = service
  const ends: Ended[] = []
  const unused = usage ? { usage: null } : {}
  for await (const [index, piece] of run(plan, backend, call)) {
    const text = piece.event.type === 'start' ? echo[index]! : piece.text
    const choice = {
      text,
      index,
      logprobs: piece.tokens.length === 0 ? null : logprobsFor(plan, piece.tokens, plan.model, echo[index]!.length),
      finish_reason: piece.end === null ? null : finishReason(piece.end.finish),
    }
    if (piece.end !== null) ends[index] = piece.end
    const assay = eventFacts(plan, backend, call, index, piece)
    yield jsonMessage({ ...common, choices: [choice], ...unused, assay })
  }
  if (usage)
    yield jsonMessage({
      ...common,
      choices: [],
      usage: completionUsage(usageOf(plan, ends)),
      assay: answerFacts(plan, backend, call),
    })
  yield { data: '[DONE]' }
}
