// Server-sent events out of an async source: spec/openai.md, "Streams". The source is asked for a value only when the reader of
// the body wants one; while it has none, comments keep the connection alive; a reader who leaves ends the source.

import { utf8 } from '../core/bytes/index.ts'

export interface SseMessage {
  /** Name of the event, where the protocol has names. */
  readonly event?: string
  readonly data: string
}

const format = ({ event, data }: SseMessage): Uint8Array =>
  utf8(`${event === undefined ? '' : `event: ${event}\n`}data: ${data}\n\n`)

const KEEP_ALIVE = utf8(': waiting\n\n')

export const SSE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Proxies that collect answers are asked not to.
  'x-accel-buffering': 'no',
}

/** A body of events. `keepAliveMs`: after so long without a value a comment goes out. `leave` is called when the reader goes away. */
export function sseBody(
  source: AsyncIterator<SseMessage>,
  { keepAliveMs, leave }: { readonly keepAliveMs: number; readonly leave: () => void },
): ReadableStream<Uint8Array> {
  let pending: Promise<IteratorResult<SseMessage>> | null = null
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        pending ??= source.next()
        const got = await withinOrNull(pending, keepAliveMs)
        if (got === null) return controller.enqueue(KEEP_ALIVE)
        pending = null
        if (got.done) return controller.close()
        controller.enqueue(format(got.value))
      },
      cancel() {
        leave()
        // Not awaited: a source that waits for its next value ends when its signal tells it to.
        void Promise.resolve(source.return?.()).catch(() => {})
        pending?.catch(() => {})
      },
    },
    { highWaterMark: 0 },
  )
}

/** The promise's value, or null where it takes longer. */
function withinOrNull<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
