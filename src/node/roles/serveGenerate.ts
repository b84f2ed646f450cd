// /assay/generate/1: requests of peers for this node's language models, answered by a series of events. spec/wire.md, "Generation".
// The asker's peer id is only whose share of the line an unsigned request takes.

import { refuse, unwrap } from '../../core/errors/index.ts'
import {
  askFromJson,
  askToJson,
  eventFromJson,
  eventToJson,
  type GenerateAsk,
  type StreamEvent,
} from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import { decodeJson, encodeJson, requestSeries, type Served, serve } from '../net/index.ts'
import type { GenerateNote, Generating } from './generate.ts'

export const GENERATE_PROTOCOL = '/assay/generate/1'
const REQUEST_CAP = 2 ** 20
/** The last event holds the receipt. */
const EVENT_CAP = 5 * 2 ** 20

export function serveGenerate(context: Context, generating: Generating): Promise<Served> {
  const { execute } = context.config
  const limits = {
    requestCap: REQUEST_CAP,
    answerCap: EVENT_CAP,
    timeoutMs: execute.streamMs + 60_000,
    // More than the line: who is over it shall be told `busy` by the line itself, in order.
    maxConcurrent: execute.queue + 64,
    maxPerPeer: execute.queue + 64,
  }
  return serve(context.host, GENERATE_PROTOCOL, limits, async function* (bytes, { peer, signal }) {
    const { requestId, ...ask } = parseGenerate(decodeJson(bytes))
    for await (const event of generating.generate(ask, { requestId, from: peer, signal }))
      yield encodeJson(event.type === 'note' ? event : eventToJson(event))
  })
}

/** A question as it comes over the wire: the ask of a generation, and the asker's id of it. */
function parseGenerate(value: unknown): GenerateAsk & { readonly requestId: string } {
  const { requestId, ...ask } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  if (typeof requestId !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(requestId))
    return refuse('request_malformed', 'request: requestId is not 1 to 64 letters, digits, _ or -')
  return { ...askFromJson(ask), requestId }
}

/** Asks a peer to generate. Throws its refusal, or a WorldError where it cannot be reached; parses, verifies nothing. */
export async function* askGenerate(
  { host }: Pick<Context, 'host'>,
  peerId: string,
  ask: GenerateAsk & { readonly requestId: string },
  options: {
    readonly firstMs: number
    readonly idleMs: number
    readonly timeoutMs: number
    readonly signal: AbortSignal
  },
): AsyncGenerator<StreamEvent | GenerateNote> {
  const { requestId, ...rest } = ask
  const bytes = encodeJson({ ...askToJson(rest), requestId })
  for await (const frame of requestSeries(host, peerId, GENERATE_PROTOCOL, bytes, { cap: EVENT_CAP, ...options }))
    yield eventOrNote(decodeJson(frame))
}

function eventOrNote(value: unknown): StreamEvent | GenerateNote {
  const { type, cachedTokens } = (value ?? {}) as { type?: unknown; cachedTokens?: unknown }
  if (type === 'note')
    return Number.isSafeInteger(cachedTokens) && Number(cachedTokens) >= 0
      ? { type: 'note', cachedTokens: Number(cachedTokens) }
      : refuse('peer_misbehaved', 'the executor tells of its cache what is no number of tokens')
  return unwrap(eventFromJson(value))
}
