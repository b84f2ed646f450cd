// POST /v1/responses: one response object, or its events in the order that the API states. spec/openai.md, "Responses".

import { toHex } from '../core/bytes/index.ts'
import type { Call } from './call.ts'
import { callIds } from './chat.ts'
import { eventFacts, run, usageOf, wholeFacts, wholeHeaders } from './choices.ts'
import type { OpenAiError } from './errors.ts'
import type { Part } from './form.ts'
import { contentLogprobs } from './logprobs.ts'
import type { Ended, GivenToken } from './pieces.ts'
import { jsonResponse, streamResponse } from './respond.ts'
import { functionCall, type Item, message, responseObject, textPart } from './responseObject.ts'
import { type Asked, readResponse } from './responsesBody.ts'
import type { Service } from './service.ts'
import type { SseMessage } from './sse.ts'

export async function responses(service: Service, call: Call): Promise<Response> {
  const leaving = new AbortController()
  const inner = { ...call, signal: AbortSignal.any([call.signal, leaving.signal]) }
  const asked = await readResponse(service, inner)
  const id = `resp_${toHex(service.random(16)).slice(2)}`
  const answering: Answering = { service, call: inner, asked, id, createdAt: Math.floor(service.now() / 1000) }
  if (!asked.stream) return whole(answering)
  const numbers = { next: 0 }
  return streamResponse(streamed(answering, numbers), {
    service,
    call,
    headers: { 'x-assay-model': asked.plan.model.modelId },
    leave: () => leaving.abort(),
    failure: error => failure(error, numbers.next),
  })
}

interface Answering {
  readonly service: Service
  readonly call: Call
  readonly asked: Asked
  readonly id: string
  readonly createdAt: number
}

/** `error` beside the members of the event: clients raise what has one, and would pass over an event of a type that they do not know. */
const failure = (error: OpenAiError, sequence: number): SseMessage => {
  const { code, message: text, param } = error
  const data = { type: 'error', code, message: text, param, sequence_number: sequence, error }
  return { event: 'error', data: JSON.stringify(data) }
}

/** An answer that was cut off by its length or by the node. */
const cutOff = ({ finish }: Ended): boolean => finish === 'length' || finish === 'truncated'

/** Items of the output as they grow: one message of text, or calls. */
interface Output {
  readonly items: Item[]
  readonly tokens: GivenToken[]
}

function addPart(output: Output, part: Part, service: Service): void {
  const { items } = output
  const id = (prefix: string): string => `${prefix}_${toHex(service.random(12)).slice(2)}`
  if (part.type === 'text') {
    if (items.at(-1)?.type !== 'message') items.push(message(id('msg')))
    const last = items.at(-1)
    if (last?.type === 'message') last.text += part.text
  } else if (part.type === 'call') items.push(functionCall(id('fc'), callIds(service)(), part.name))
  else {
    const last = items.at(-1)
    if (last?.type === 'function_call') last.arguments += part.text
  }
}

async function whole(answering: Answering): Promise<Response> {
  const { service, call, asked } = answering
  const { plan, form } = asked
  const { backend } = service
  const reader = form.reader()
  const output: Output = { items: [], tokens: [] }
  let end: Ended | null = null
  for await (const [, piece] of run(plan, backend, call)) {
    for (const part of reader.push(piece.text, piece.end !== null)) addPart(output, part, service)
    output.tokens.push(...piece.tokens)
    end = piece.end
  }
  const ends = [end!]
  if (output.items.length === 0) addPart(output, { type: 'text', text: '' }, service)
  const status = cutOff(end!) ? 'incomplete' : 'completed'
  const shown = responseObject(answering, {
    status,
    completedAt: Math.floor(service.now() / 1000),
    output: output.items.map(item => itemJson(item, status, asked, output.tokens)),
    usage: usageOf(plan, ends),
  })
  return jsonResponse(
    { ...shown, assay: wholeFacts(plan, backend, call, ends) },
    wholeHeaders(backend.domain, plan, ends),
  )
}

type Status = 'in_progress' | 'completed' | 'incomplete'

const logprobsOf = ({ plan }: Asked, tokens: readonly GivenToken[]): readonly unknown[] =>
  plan.logprobs === undefined ? [] : contentLogprobs(plan.model, tokens)

function itemJson(item: Item, status: Status, asked: Asked, tokens: readonly GivenToken[]): unknown {
  if (item.type === 'function_call') return { ...item, status }
  const { type, id, text } = item
  return { type, id, role: 'assistant', status, content: [textPart(text, logprobsOf(asked, tokens))] }
}

async function* streamed(answering: Answering, numbers: { next: number }): AsyncGenerator<SseMessage, void> {
  const { service, call, asked } = answering
  const { plan, form } = asked
  const { backend } = service
  const reader = form.reader()
  const output: Output = { items: [], tokens: [] }
  const waiting: GivenToken[] = []
  /** What the next message hands on. */
  let carried: unknown
  const say = (type: string, members: Record<string, unknown>): SseMessage => {
    const assay = carried === undefined ? {} : { assay: carried }
    carried = undefined
    return { event: type, data: JSON.stringify({ type, ...members, sequence_number: numbers.next++, ...assay }) }
  }
  const placed = (item: Item): Record<string, unknown> => ({
    item_id: item.id,
    output_index: output.items.length - 1,
    ...(item.type === 'message' ? { content_index: 0 } : {}),
  })
  const now = (): unknown => responseObject(answering, { status: 'in_progress', output: [] })
  const open = (): Item | undefined => output.items.at(-1)

  function* begin(item: Item): Generator<SseMessage> {
    const shown =
      item.type === 'message'
        ? { ...(itemJson(item, 'in_progress', asked, []) as object), content: [] }
        : itemJson(item, 'in_progress', asked, [])
    yield say('response.output_item.added', { output_index: output.items.length - 1, item: shown })
    if (item.type === 'message') yield say('response.content_part.added', { ...placed(item), part: textPart('', []) })
  }
  function* finish(item: Item, status: Status): Generator<SseMessage> {
    if (item.type === 'message') {
      const logprobs = logprobsOf(asked, output.tokens)
      yield say('response.output_text.done', { ...placed(item), text: item.text, logprobs })
      yield say('response.content_part.done', { ...placed(item), part: textPart(item.text, logprobs) })
    } else {
      const { name, arguments: given } = item
      yield say('response.function_call_arguments.done', { ...placed(item), name, arguments: given })
    }
    const shown = itemJson(item, status, asked, output.tokens)
    yield say('response.output_item.done', { output_index: output.items.length - 1, item: shown })
  }
  function* add(part: Part): Generator<SseMessage> {
    const before = open()
    const length = output.items.length
    // An item that another one follows is done before that one is there.
    if (before !== undefined && (part.type === 'call' || (part.type === 'text' && before.type !== 'message')))
      yield* finish(before, 'completed')
    addPart(output, part, service)
    const item = open()!
    if (output.items.length > length) yield* begin(item)
    if (part.type === 'call') return
    // Tokens go out with text, and text may wait until it is known to be none of a call.
    const tokens = part.type === 'text' ? waiting.splice(0) : []
    output.tokens.push(...tokens)
    yield delta(item, part.text, tokens)
  }
  const delta = (item: Item, text: string, tokens: readonly GivenToken[]): SseMessage =>
    item.type === 'message'
      ? say('response.output_text.delta', { ...placed(item), delta: text, logprobs: logprobsOf(asked, tokens) })
      : say('response.function_call_arguments.delta', { ...placed(item), delta: text })

  for await (const [index, piece] of run(plan, backend, call)) {
    const parts = reader.push(piece.text, piece.end !== null)
    waiting.push(...piece.tokens)
    if (piece.end === null) carried = eventFacts(plan, backend, call, index, piece)
    if (piece.event.type === 'start') {
      yield say('response.created', { response: now() })
      yield say('response.in_progress', { response: now() })
    }
    for (const part of parts) yield* add(part)
    if (piece.end !== null) {
      if (open() === undefined || (open()?.type === 'message' && waiting.length > 0))
        yield* add({ type: 'text', text: '' })
      const status = cutOff(piece.end) ? 'incomplete' : 'completed'
      yield* finish(open()!, status)
      const shown = responseObject(answering, {
        status,
        completedAt: Math.floor(service.now() / 1000),
        output: output.items.map(item => itemJson(item, item === open() ? status : 'completed', asked, output.tokens)),
        usage: usageOf(plan, [piece.end]),
      })
      carried = eventFacts(plan, backend, call, index, piece)
      yield say(`response.${status}`, { response: shown })
    } else if (carried !== undefined) {
      // An event that gave no text goes out at once all the same.
      const item = open()
      yield item === undefined ? say('response.in_progress', { response: now() }) : delta(item, '', [])
    }
  }
}
