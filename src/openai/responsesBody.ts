// The body of /v1/responses as a plan: spec/openai.md, "Responses". Nothing is kept between calls, so whatever would need that is refused.

import type { Call } from './call.ts'
import { metadataOf, noteCaller, refuseForeign } from './chatBody.ts'
import type { Plan } from './choices.ts'
import { chatFormOf, promptOf } from './conversation.ts'
import { type AnswerForm, formOf, type ResponseFormat, responseFormatOf } from './form.ts'
import { conversationOf } from './items.ts'
import { budgetOf } from './messages.ts'
import { type Params, paramsOf } from './params.ts'
import { outputTokens } from './prompts.ts'
import { includeUsage, samplerOf, samplingOf, seedParam } from './sampling.ts'
import { seedOf } from './seed.ts'
import type { Service } from './service.ts'
import { type ToolUse, toolUseOf } from './tools.ts'

export interface Asked {
  readonly plan: Plan
  readonly form: AnswerForm
  readonly name: string
  readonly stream: boolean
  readonly tools: ToolUse
  readonly format: ResponseFormat
  readonly instructions: string | null
  readonly maxOutputTokens: number | null
  readonly metadata: Readonly<Record<string, string>>
}

const LOGPROBS = 'message.output_text.logprobs'
const KEPT = 'nothing is kept between calls'
const RESEND = 'Send the whole conversation as input.'

function refuseKept(params: Params): void {
  params.refuseUnless('store', [false], KEPT, 'Leave it out, or say false.')
  for (const name of ['previous_response_id', 'conversation', 'prompt']) params.refuseUnless(name, [], KEPT, RESEND)
  params.refuseUnless('background', [false], KEPT)
  for (const name of ['context_management', 'max_tool_calls', 'reasoning']) params.refuseUnless(name, [], 'not offered')
  params.refuseUnless('truncation', ['disabled'], 'nothing is cut off a prompt')
}

function logprobsOf(params: Params): number | undefined {
  const include = params.list('include', 16) ?? []
  for (const entry of include)
    if (entry !== LOGPROBS)
      params.unsupported('include', `${JSON.stringify(String(entry).slice(0, 80))} is not made here`)
  const top = params.integer('top_logprobs', 0, 20)
  if (include.length === 0 && (top ?? 0) > 0)
    return params.invalid('top_logprobs', `only with include: ["${LOGPROBS}"]`)
  return include.length === 0 ? undefined : (top ?? 0)
}

function formatOf(params: Params): ResponseFormat {
  const text = params.object('text')
  if (text === undefined) return responseFormatOf(undefined, false)
  const format = responseFormatOf(text.object('format'), false)
  text.refuseUnless('verbosity', ['medium'], 'answers are as long as the model makes them')
  text.end()
  return format
}

export async function readResponse(service: Service, call: Call): Promise<Asked> {
  const { limits, backend, random } = service
  const params = paramsOf(call.body)
  const name = params.required('model')
  const model = await backend.resolve(name, call.signal)
  const stream = params.flag('stream') ?? false
  includeUsage(params, stream)
  const { instructions = null } = call.body as { instructions?: string | null }
  const template = chatFormOf(model)
  const messages = conversationOf(params, limits, budgetOf(limits))
  const tools = toolUseOf(params, limits, false)
  const format = formatOf(params)
  const form = formOf(tools, format, template)
  const sampling = samplingOf(params, limits, model.vocabulary)
  const logprobs = logprobsOf(params)
  const value = params.integer('max_output_tokens', 1, Number.MAX_SAFE_INTEGER)
  const seed = seedParam(params)
  const metadata = metadataOf(params) ?? {}
  refuseKept(params)
  refuseForeign(params)
  noteCaller(params)
  const prompt = promptOf(params, 'input', template, messages, tools, service)
  params.end()
  const most = outputTokens({ value, param: 'max_output_tokens' }, 'input', prompt, model, limits)
  return {
    plan: {
      model,
      sampler: samplerOf(sampling, most, form.grammar),
      choices: [{ prompt, seed: seedOf(seed, 0, random) }],
      ...(logprobs === undefined ? {} : { logprobs }),
      noted: params.noted,
    },
    ...{ form, name, stream, tools, format, instructions, metadata },
    maxOutputTokens: value ?? null,
  }
}
