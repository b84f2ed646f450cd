// POST /v1/chat/completions: one answer, or a stream of chunks. spec/openai.md, "Chats". Every chunk but the last two hands on exactly one
// event of a choice's stream under `assay.events`: who collects them holds the stream itself.

import { toHex } from '../core/bytes/index.ts'
import type { Call } from './call.ts'
import { type Chat, readChat } from './chatBody.ts'
import { answerFacts, eventFacts, run, usageOf, wholeFacts, wholeHeaders } from './choices.ts'
import { finishReason } from './finish.ts'
import type { Part } from './form.ts'
import { contentLogprobs } from './logprobs.ts'
import type { Ended, GivenToken } from './pieces.ts'
import { jsonMessage, jsonResponse, streamResponse } from './respond.ts'
import type { Service } from './service.ts'
import type { SseMessage } from './sse.ts'
import { completionUsage } from './usage.ts'

export async function chatCompletions(service: Service, call: Call): Promise<Response> {
  const leaving = new AbortController()
  const inner = { ...call, signal: AbortSignal.any([call.signal, leaving.signal]) }
  const chat = await readChat(service, inner)
  const answer: Answering = { service, call: inner, chat, common: commonOf(service, chat), callId: callIds(service) }
  if (!chat.stream) return whole(answer)
  return streamResponse(streamed(answer), {
    service,
    call,
    headers: { 'x-assay-model': chat.plan.model.modelId },
    leave: () => leaving.abort(),
    failure: error => jsonMessage({ error }),
  })
}

interface Answering {
  readonly service: Service
  readonly call: Call
  readonly chat: Chat
  readonly common: Readonly<Record<string, unknown>>
  /** An id for a call of a tool. */
  readonly callId: () => string
}

const commonOf = (service: Service, { stream, name, plan, metadata }: Chat): Readonly<Record<string, unknown>> => ({
  id: `chatcmpl-${toHex(service.random(12)).slice(2)}`,
  object: stream ? 'chat.completion.chunk' : 'chat.completion',
  created: Math.floor(service.now() / 1000),
  model: name,
  system_fingerprint: plan.model.modelId,
  ...(metadata === undefined || stream ? {} : { metadata }),
})

export const callIds = (service: Service) => (): string => `call_${toHex(service.random(12)).slice(2)}`

interface ToolCall {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; arguments: string }
}

/** What one choice of a whole answer has come to. */
interface Gathered {
  text: string
  readonly calls: ToolCall[]
  readonly tokens: GivenToken[]
}

function gather(into: Gathered, part: Part, callId: () => string): void {
  if (part.type === 'text') into.text += part.text
  else if (part.type === 'call')
    into.calls.push({ id: callId(), type: 'function', function: { name: part.name, arguments: '' } })
  else into.calls[part.index]!.function.arguments += part.text
}

async function whole({ service, call, chat, common, callId }: Answering): Promise<Response> {
  const { plan, form } = chat
  const { backend } = service
  const gathered = plan.choices.map((): Gathered => ({ text: '', calls: [], tokens: [] }))
  const readers = plan.choices.map(() => form.reader())
  const ends: Ended[] = []
  for await (const [index, piece] of run(plan, backend, call)) {
    const into = gathered[index]!
    for (const part of readers[index]!.push(piece.text, piece.end !== null)) gather(into, part, callId)
    into.tokens.push(...piece.tokens)
    if (piece.end !== null) ends[index] = piece.end
  }
  const choices = gathered.map(({ text, calls, tokens }, index) => ({
    index,
    message: {
      role: 'assistant',
      content: calls.length > 0 && text === '' ? null : text,
      refusal: null,
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    },
    logprobs:
      plan.logprobs === undefined
        ? null
        : { content: calls.length > 0 ? null : contentLogprobs(plan.model, tokens), refusal: null },
    finish_reason: calls.length > 0 && complete(ends[index]!) ? 'tool_calls' : finishReason(ends[index]!.finish),
  }))
  return jsonResponse(
    { ...common, choices, usage: completionUsage(usageOf(plan, ends)), assay: wholeFacts(plan, backend, call, ends) },
    wholeHeaders(backend.domain, plan, ends),
  )
}

/** An answer that was cut off has not called what it had begun to. */
const complete = ({ finish }: Ended): boolean => finish !== 'length' && finish !== 'truncated'

async function* streamed({ service, call, chat, common, callId }: Answering): AsyncGenerator<SseMessage, void> {
  const { plan, form, usage } = chat
  const { backend } = service
  const readers = plan.choices.map(() => form.reader())
  const called = plan.choices.map(() => false)
  const waiting = plan.choices.map((): GivenToken[] => [])
  const ends: Ended[] = []
  const unused = usage ? { usage: null } : {}

  const chunk = (index: number, { delta, tokens = [], finish = null }: Chunk, assay: unknown): SseMessage => {
    const content = plan.logprobs === undefined || tokens.length === 0 ? null : contentLogprobs(plan.model, tokens)
    const logprobs = content === null || called[index] ? null : { content, refusal: null }
    return jsonMessage({ ...common, choices: [{ index, delta, logprobs, finish_reason: finish }], ...unused, assay })
  }

  for await (const [index, piece] of run(plan, backend, call)) {
    const { event, end } = piece
    const chunks: Chunk[] = event.type === 'start' ? [{ delta: { role: 'assistant', content: '' } }] : []
    waiting[index]!.push(...piece.tokens)
    for (const part of readers[index]!.push(piece.text, end !== null)) {
      if (part.type !== 'text') called[index] = true
      // Tokens go out with text, and text may wait until it is known to be none of a call.
      const tokens = part.type === 'text' ? waiting[index]!.splice(0) : []
      chunks.push({ delta: deltaOf(part, callId), tokens })
    }
    if (end !== null) {
      ends[index] = end
      const finish = called[index] && complete(end) ? 'tool_calls' : finishReason(end.finish)
      chunks.push({ delta: {}, tokens: waiting[index]!, finish })
    }
    if (chunks.length === 0) chunks.push({ delta: {} })
    // The event goes out with the first chunk that it gave; the last event with the last one, after all text.
    const carrier = end === null ? 0 : chunks.length - 1
    for (const [i, one] of chunks.entries())
      yield chunk(
        index,
        one,
        i === carrier ? eventFacts(plan, backend, call, index, piece) : { choice: index, events: [] },
      )
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

interface Chunk {
  readonly delta: Delta
  readonly tokens?: readonly GivenToken[]
  readonly finish?: string | null
}

interface Delta {
  readonly role?: 'assistant'
  readonly content?: string
  readonly tool_calls?: readonly unknown[]
}

function deltaOf(part: Part, callId: () => string): Delta {
  if (part.type === 'text') return { content: part.text }
  const { index } = part
  if (part.type === 'call')
    return { tool_calls: [{ index, id: callId(), type: 'function', function: { name: part.name, arguments: '' } }] }
  return { tool_calls: [{ index, function: { arguments: part.text } }] }
}
