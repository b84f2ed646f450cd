// The object that a response is, and the items of its output: spec/openai.md, "Responses". It says what was applied, not what was asked.

import { MILLION } from '../core/language/sampler/index.ts'
import type { Usage } from './choices.ts'
import type { Asked } from './responsesBody.ts'
import { responseUsage } from './usage.ts'

export type Item =
  | { readonly type: 'message'; readonly id: string; text: string }
  | {
      readonly type: 'function_call'
      readonly id: string
      readonly call_id: string
      readonly name: string
      arguments: string
    }

export const message = (id: string): Item => ({ type: 'message', id, text: '' })
export const functionCall = (id: string, callId: string, name: string): Item => ({
  ...{ type: 'function_call', id, call_id: callId, name },
  arguments: '',
})

export const textPart = (text: string, logprobs: readonly unknown[]): unknown => ({
  type: 'output_text',
  text,
  annotations: [],
  logprobs,
})

export interface State {
  readonly status: 'in_progress' | 'completed' | 'incomplete'
  readonly output: readonly unknown[]
  readonly completedAt?: number
  readonly usage?: Usage
}

export function responseObject(
  { id, createdAt, asked }: { readonly id: string; readonly createdAt: number; readonly asked: Asked },
  { status, output, completedAt, usage }: State,
): Readonly<Record<string, unknown>> {
  const { plan, tools, format } = asked
  const { sampler } = plan
  return {
    id,
    object: 'response',
    created_at: createdAt,
    ...(completedAt === undefined ? {} : { completed_at: status === 'completed' ? completedAt : null }),
    status,
    background: false,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    instructions: asked.instructions,
    max_output_tokens: asked.maxOutputTokens,
    model: asked.name,
    output,
    parallel_tool_calls: tools.parallel,
    previous_response_id: null,
    store: false,
    temperature: sampler.temperature / MILLION,
    text: { format: format.shown },
    tool_choice: tools.choice,
    tools: tools.shown.map(({ name, description, parameters }) => ({
      type: 'function',
      name,
      ...(description === undefined ? {} : { description }),
      parameters,
      strict: true,
    })),
    top_logprobs: plan.logprobs ?? 0,
    top_p: sampler.topP / MILLION,
    truncation: 'disabled',
    ...(usage === undefined ? {} : { usage: responseUsage(usage) }),
    metadata: asked.metadata,
  }
}
