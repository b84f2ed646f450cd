// Chats and completions of upstream models: the body goes to the server as the caller wrote it, and what the server says comes back as it
// said it, beside the events that bind both. spec/openai.md, "Upstream models". Parameters are the server's to apply or refuse; nothing
// here reads them but `stream`.

import { fromUtf8, type Hex, toHex, utf8 } from '../core/bytes/index.ts'
import { refuse } from '../core/errors/index.ts'
import { createLineReader } from '../core/float/index.ts'
import { makeSampler } from '../core/language/sampler/index.ts'
import {
  bundleToJson,
  type EndEvent,
  eventToJson,
  MAX_STREAM_TOKENS,
  type ReceiptBundle,
  receiptId,
  type StreamEvent,
} from '../core/receipt/index.ts'
import type { GenerateOptions, UpstreamInfo } from './backend.ts'
import type { Call } from './call.ts'
import { invalid, unsupported } from './errors.ts'
import { untilAborted } from './merge.ts'
import { jsonMessage, jsonResponse, streamResponse } from './respond.ts'
import type { Service } from './service.ts'
import type { SseMessage } from './sse.ts'

type Json = Readonly<Record<string, unknown>>

/** What each route's body has, and what a chunk without text looks like. */
const ROUTES: Readonly<Record<string, { readonly has: string; readonly not: string; readonly object: string }>> = {
  '/v1/chat/completions': { has: 'messages', not: 'prompt', object: 'chat.completion.chunk' },
  '/v1/completions': { has: 'prompt', not: 'messages', object: 'text_completion' },
}

interface Passing {
  readonly service: Service
  readonly call: Call
  readonly upstream: UpstreamInfo
  /** As the caller named the model. */
  readonly name: string
  readonly options: GenerateOptions
  readonly chat: boolean
  readonly object: string
}

/** The answer where the body names an upstream model; null where it does not. */
export async function answerUpstream(service: Service, call: Call, path: string): Promise<Response | null> {
  const { backend, random } = service
  const { body } = call
  if (backend.upstream === undefined || typeof body !== 'object' || body === null || Array.isArray(body)) return null
  const { model: name, ...rest } = body as Record<string, unknown>
  if (typeof name !== 'string') return null
  const upstream = await backend.upstream(name, call.signal)
  if (upstream === null) return null
  const route = ROUTES[path]
  if (route === undefined) return unsupported('model', 'an upstream model takes chats and completions alone')
  if (!Object.hasOwn(rest, route.has)) return invalid(route.has, 'missing')
  if (Object.hasOwn(rest, route.not)) return unsupported(route.not, 'not on this route')
  if (call.policy !== 'signed')
    refuse('model_not_exact', `${name} is an upstream model: nobody can compute its answers again`, {
      hint: 'Ask under the policy "signed", or for an exact model.',
    })
  const leaving = new AbortController()
  const passing: Passing = {
    service,
    call: { ...call, signal: AbortSignal.any([call.signal, leaving.signal]) },
    upstream,
    name,
    options: {
      modelId: upstream.modelId,
      // Read and written once more, it is in the one form that nodes take.
      prompt: [...utf8(JSON.stringify(JSON.parse(JSON.stringify(rest))))],
      bytes: true,
      sampler: makeSampler({ maxTokens: MAX_STREAM_TOKENS }),
      seed: random(32),
      disclosure: call.disclosure,
      policy: call.policy,
    },
    chat: route.has === 'messages',
    object: route.object,
  }
  if (rest['stream'] !== true) return whole(passing)
  return streamResponse(streamed(passing), {
    service,
    call,
    headers: { 'x-assay-model': upstream.modelId },
    leave: () => leaving.abort(),
    failure: error => jsonMessage({ error }),
  })
}

interface Step {
  readonly event: StreamEvent
  /** What the server said, as far as it is complete. */
  readonly said: readonly Json[]
  readonly end: { readonly event: EndEvent; readonly bundle: ReceiptBundle; readonly reader: Hex | null } | null
}

/** The stream, event by event, with what the bytes say. Refuses a stream that is none or has no receipt. */
async function* stepsOf({ service, call, options }: Passing): AsyncGenerator<Step, void> {
  const lines = createLineReader()
  let reader: Hex | null = null
  for await (const event of untilAborted(service.backend.generate(options, call), call.signal)) {
    if (event.type === 'note') reader = event.reader ?? reader
    else if (event.type === 'chunk') yield { event, said: lines.push(event.tokens).map(objectIn), end: null }
    else if (event.type === 'end') {
      const { bundle } = event
      if (bundle === null) return refuse('stream_receipt_missing', 'the node ended its answer without a receipt')
      if (lines.open()) refuse('tokens_malformed', 'the answer ends inside a line')
      yield { event, said: [], end: { event, bundle, reader } }
      return
    } else yield { event, said: [], end: null }
  }
  refuse('stream_receipt_missing', 'the answer broke off before its end')
}

function objectIn(line: Uint8Array): Json {
  let value: unknown
  try {
    value = JSON.parse(fromUtf8(line))
  } catch {
    return refuse('tokens_malformed', 'a line of the answer is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('tokens_malformed', 'a line of the answer is no object')
  return value as Json
}

/** What holds for the whole answer, and what holds once it has ended. */
const answerFacts = ({ service, call, upstream }: Passing): Json => ({
  modelId: upstream.modelId,
  policy: call.policy,
  disclosure: call.disclosure,
  checked: service.backend.checks(call.policy),
  upstream: upstream.declared,
})

const endFacts = ({ service, options }: Passing, { event, bundle, reader }: NonNullable<Step['end']>): Json => ({
  choice: 0,
  receipt: receiptId(service.backend.domain, bundle.receipt),
  node: bundle.receipt.node,
  price: String(bundle.receipt.price),
  requestHash: bundle.receipt.requestHash,
  seed: toHex(options.seed),
  finish: event.finish,
  ...(reader === null ? {} : { reader }),
})

async function whole(passing: Passing): Promise<Response> {
  const { name, upstream } = passing
  const said: Json[] = []
  let end: Step['end'] = null
  for await (const step of stepsOf(passing)) {
    said.push(...step.said)
    end = step.end
  }
  const [answer] = said
  if (end === null || answer === undefined || said.length !== 1)
    return refuse('tokens_malformed', `the answer is ${said.length} objects in place of one`)
  const facts = endFacts(passing, end)
  const { receipt, node } = facts
  const choices = [{ ...facts, bundle: bundleToJson(end.bundle) }]
  return jsonResponse(
    { ...answer, model: name, assay: { ...answerFacts(passing), receipt, node, choices } },
    {
      'x-assay-receipt': String(receipt),
      'x-assay-model': upstream.modelId,
      'x-assay-node': String(node),
      'x-assay-price': String(facts['price']),
      ...(end.reader === null ? {} : { 'x-assay-reader': end.reader }),
    },
  )
}

async function* streamed(passing: Passing): AsyncGenerator<SseMessage, void> {
  const { service, name, chat, object } = passing
  let id = `${chat ? 'chatcmpl' : 'cmpl'}-${toHex(service.random(12)).slice(2)}`
  const created = Math.floor(service.now() / 1000)
  /** Choices that have begun and not ended. */
  const going = new Set<number>()
  const message = (value: Json, assay: Json): SseMessage => jsonMessage({ ...value, model: name, assay })
  const empty = (choices: readonly Json[] = []): Json => ({ id, object, created, choices })
  for await (const { event, said, end } of stepsOf(passing)) {
    const events = [eventToJson(event)]
    for (const [i, value] of said.entries()) {
      if (typeof value['id'] === 'string') id = value['id']
      note(value, going)
      // The event goes out with the first line that it completes.
      yield message(value, { choice: 0, events: i === 0 ? events : [] })
    }
    if (end !== null) {
      const cut = end.event.finish === 'truncated' ? [...going].map(index => cutOff(index, chat)) : []
      yield message(empty(cut), { ...endFacts(passing, end), events })
    } else if (said.length === 0)
      yield message(empty(), { choice: 0, ...(event.type === 'start' ? answerFacts(passing) : {}), events })
  }
  yield { data: '[DONE]' }
}

/** An answer that ends before the server has ended it. */
const cutOff = (index: number, chat: boolean): Json => ({
  index,
  ...(chat ? { delta: {} } : { text: '' }),
  logprobs: null,
  finish_reason: 'length',
})

const MAX_CHOICES = 1024

function note({ choices }: Json, going: Set<number>): void {
  for (const choice of Array.isArray(choices) ? choices : []) {
    const { index, finish_reason: reason } = (choice ?? {}) as Json
    if (typeof index !== 'number') continue
    if (typeof reason === 'string') going.delete(index)
    else if (going.size < MAX_CHOICES) going.add(index)
  }
}
