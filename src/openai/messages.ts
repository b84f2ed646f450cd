// Messages of a chat as a template takes them: spec/openai.md, "Messages". Text only: a part of any other kind is refused by name,
// and so is every member that no template would be given.

import { invalid, unsupported } from './errors.ts'
import type { OpenAiLimits } from './limits.ts'
import { type Params, paramsOf } from './params.ts'

/** A call of a function, its arguments parsed: templates write them out themselves. */
export interface ChatToolCall {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; readonly arguments: Readonly<Record<string, unknown>> }
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: string
  readonly name?: string
  readonly tool_calls?: readonly ChatToolCall[]
  readonly tool_call_id?: string
}

const ROLES = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
} as const
const isRole = (role: unknown): role is keyof typeof ROLES => typeof role === 'string' && Object.hasOwn(ROLES, role)

/** Counts the characters of a prompt, and refuses one too many. */
export type Budget = (text: string, what: string) => string

export function budgetOf({ promptChars }: OpenAiLimits): Budget {
  let left = promptChars
  return (text, what) => {
    left -= text.length
    return left >= 0 ? text : invalid(what, `the prompt has more than ${promptChars} characters`)
  }
}

/** A text, or a list of text parts joined without anything between them. `kinds`: names of parts that hold text. */
export function textOf(content: unknown, what: string, budget: Budget, kinds: readonly string[] = ['text']): string {
  if (typeof content === 'string') return budget(content, what)
  if (!Array.isArray(content)) return invalid(what, 'not a text and not a list of parts')
  if (content.length > 1024) return invalid(what, 'more than 1024 parts')
  return content
    .map((part, i) => {
      const where = `${what}[${i}]`
      const params = paramsOf(part, where)
      const type = params.take('type')
      if (typeof type !== 'string' || !kinds.includes(type))
        return unsupported(where, `parts of type ${JSON.stringify(String(type).slice(0, 40))} are not taken: text only`)
      const text = params.take('text')
      if (typeof text !== 'string') return invalid(`${where}.text`, 'not a text')
      // What an answer of this surface carried and a client sends back.
      for (const name of ['annotations', 'logprobs']) params.refuseFilled(name, `${name} are not taken`)
      params.end()
      return budget(text, where)
    })
    .join('')
}

/** The arguments that a model wrote, as a client sends them back. */
export function argumentsOf(text: unknown, what: string, budget: Budget): Readonly<Record<string, unknown>> {
  if (typeof text !== 'string') return invalid(what, 'not a text of JSON')
  let value: unknown
  try {
    value = JSON.parse(budget(text, what) === '' ? '{}' : text)
  } catch {
    return invalid(what, 'not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return invalid(what, 'not a JSON object')
  return value as Record<string, unknown>
}

function toolCallsOf(params: Params, budget: Budget, limits: OpenAiLimits): readonly ChatToolCall[] | undefined {
  return params.list('tool_calls', limits.tools)?.map((entry, i): ChatToolCall => {
    const call = paramsOf(entry, params.path(`tool_calls[${i}]`))
    const id = call.text('id') ?? invalid(call.path('id'), 'missing')
    call.refuseUnless('type', ['function'], 'only calls of functions are taken')
    call.take('index')
    const called = call.object('function') ?? invalid(call.path('function'), 'missing')
    const name = called.text('name', 64) ?? invalid(called.path('name'), 'missing')
    const given = argumentsOf(called.take('arguments'), called.path('arguments'), budget)
    called.end()
    call.end()
    return { id, type: 'function', function: { name, arguments: given } }
  })
}

/** The messages of a body for /v1/chat/completions. */
export function messagesOf(given: readonly unknown[], limits: OpenAiLimits, budget: Budget): ChatMessage[] {
  if (given.length === 0) return invalid('messages', 'empty')
  return given.map((entry, i): ChatMessage => {
    const params = paramsOf(entry, `messages[${i}]`)
    const given = params.take('role')
    if (!isRole(given))
      return unsupported(
        params.path('role'),
        `not one of ${Object.keys(ROLES).join(', ')}`,
        'Use tools, not functions.',
      )
    const role = ROLES[given]
    const content = params.take('content')
    const name = params.text('name', 64)
    params.refuseUnless('refusal', [], 'refusals are not taken')
    params.refuseUnless('audio', [], 'audio is not taken')
    params.refuseUnless('function_call', [], 'functions are not taken', 'Use tools.')
    params.refuseFilled('annotations', 'annotations are not taken')
    const calls = role === 'assistant' ? toolCallsOf(params, budget, limits) : undefined
    const callId =
      role === 'tool' ? (params.text('tool_call_id') ?? invalid(params.path('tool_call_id'), 'missing')) : undefined
    params.end()
    if (content === undefined && calls === undefined) return invalid(params.path('content'), 'missing')
    return {
      role,
      content: content === undefined ? '' : textOf(content, params.path('content'), budget),
      ...(name === undefined ? {} : { name }),
      ...(calls === undefined ? {} : { tool_calls: calls }),
      ...(callId === undefined ? {} : { tool_call_id: callId }),
    }
  })
}
