// Items of a response's input as the messages of a chat: spec/openai.md, "Responses". Text, calls of functions and what came of them;
// every other kind of item is refused by name. Ids and states of items are bookkeeping of the client's and no part of a prompt.

import { unsupported } from './errors.ts'
import type { OpenAiLimits } from './limits.ts'
import { argumentsOf, type Budget, type ChatMessage, type ChatToolCall, textOf } from './messages.ts'
import { type Params, paramsOf } from './params.ts'

const TEXTS = ['input_text', 'output_text', 'text']
const ROLES = { system: 'system', developer: 'system', user: 'user', assistant: 'assistant' } as const
const isRole = (role: unknown): role is keyof typeof ROLES => typeof role === 'string' && Object.hasOwn(ROLES, role)

function messageOf(item: Params, budget: Budget): ChatMessage {
  const role = item.take('role')
  if (!isRole(role)) return item.unsupported('role', `not one of ${Object.keys(ROLES).join(', ')}`)
  const content = item.take('content') ?? item.invalid('content', 'missing')
  return { role: ROLES[role], content: textOf(content, item.path('content'), budget, TEXTS) }
}

const callOf = (item: Params, budget: Budget): ChatToolCall => ({
  id: item.required('call_id'),
  type: 'function',
  function: {
    name: item.required('name', 64),
    arguments: argumentsOf(item.take('arguments'), item.path('arguments'), budget),
  },
})

function resultOf(item: Params, budget: Budget): ChatMessage {
  const output = item.take('output') ?? item.invalid('output', 'missing')
  const content = textOf(output, item.path('output'), budget, TEXTS)
  return { role: 'tool', content, tool_call_id: item.required('call_id') }
}

/** `instructions` first, as a system message; then `input`, a text of the user's or items. */
export function conversationOf(params: Params, limits: OpenAiLimits, budget: Budget): ChatMessage[] {
  const instructions = params.text('instructions', limits.promptChars)
  const messages: ChatMessage[] = []
  if (instructions !== undefined) messages.push({ role: 'system', content: budget(instructions, 'instructions') })
  const input = params.take('input') ?? params.invalid('input', 'missing')
  if (typeof input === 'string') return [...messages, { role: 'user', content: budget(input, 'input') }]
  if (!Array.isArray(input) || input.length < 1 || input.length > limits.messages)
    return params.invalid('input', `not a text or a list of 1 to ${limits.messages} items`)
  input.forEach((entry, i) => {
    const item = paramsOf(entry, `input[${i}]`)
    const type = item.take('type') ?? 'message'
    for (const name of ['id', 'status', 'phase']) item.take(name)
    if (type === 'message') messages.push(messageOf(item, budget))
    else if (type === 'function_call_output') messages.push(resultOf(item, budget))
    else if (type === 'function_call') {
      const call = callOf(item, budget)
      const last = messages.at(-1)
      // Calls that follow one another, or the text before them, are one turn of the model's.
      if (last?.role === 'assistant')
        messages[messages.length - 1] = { ...last, tool_calls: [...(last.tool_calls ?? []), call] }
      else messages.push({ role: 'assistant', content: '', tool_calls: [call] })
    } else unsupported(`input[${i}]`, `items of type ${JSON.stringify(String(type).slice(0, 40))} are not taken`)
    item.end()
  })
  return messages
}
