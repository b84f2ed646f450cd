// From what a route gives to an HTTP answer: a JSON object, or a stream whose status waits a moment for its first event, so that what
// is refused at once has a status of its own. Later failures are a message of the stream. spec/openai.md, "Streams".

import { tell } from '../core/errors/told.ts'
import type { CallContext } from './backend.ts'
import { errorObject, type OpenAiError } from './errors.ts'
import { abortReason } from './merge.ts'
import type { Service } from './service.ts'
import { SSE_HEADERS, type SseMessage, sseBody } from './sse.ts'

export const jsonResponse = (value: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json', ...headers } })

export interface StreamOptions {
  readonly service: Service
  readonly call: CallContext
  readonly headers: Readonly<Record<string, string>>
  /** Ends the work when the reader goes away. */
  readonly leave: () => void
  /** How the route says an error in a stream that has begun; the stream ends after it. */
  readonly failure: (error: OpenAiError) => SseMessage
}

/** Throws what the source fails with before its first message, as long as that does not take longer than `patienceMs`. */
export async function streamResponse(source: AsyncGenerator<SseMessage>, options: StreamOptions): Promise<Response> {
  const { limits } = options.service
  const { signal } = options.call
  // Ends the source wherever it stands. A generator that nobody asks any more would wait for ever with all that it holds.
  const end = (): void => void source.return(undefined).catch(() => {})
  signal.addEventListener('abort', end, { once: true })
  const first = source.next()
  // Whoever leaves before reading leaves nobody to hear of it.
  first.catch(() => {})
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<void>(resolve => {
    timer = setTimeout(resolve, limits.patienceMs)
  })
  try {
    await Promise.race([first, patience])
  } finally {
    clearTimeout(timer)
  }
  const leave = (): void => {
    options.leave()
    end()
  }
  const body = sseBody(guarded(first, source, options), { keepAliveMs: limits.keepAliveMs, leave })
  return new Response(body, { headers: { ...SSE_HEADERS, ...options.headers } })
}

async function* guarded(
  first: Promise<IteratorResult<SseMessage>>,
  source: AsyncGenerator<SseMessage>,
  { service, call, failure }: StreamOptions,
): AsyncGenerator<SseMessage, void> {
  try {
    for (let result = await first; !result.done; result = await source.next()) {
      yield result.value
      // The source is ended then, and would seem to have come to its own end.
      if (call.signal.aborted) throw abortReason(call.signal)
    }
  } catch (error) {
    service.report(error, call)
    yield failure(errorObject(tell(error), call.requestId))
  }
}

export const jsonMessage = (value: unknown): SseMessage => ({ data: JSON.stringify(value) })
