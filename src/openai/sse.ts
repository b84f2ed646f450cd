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

/**
 * A body of events. A comment goes out where `keepAliveMs` have passed twice without one; `leave` is called when the reader goes away.
 */
export function sseBody(
  source: AsyncIterator<SseMessage>,
  { keepAliveMs, leave }: { readonly keepAliveMs: number; readonly leave: () => void },
): ReadableStream<Uint8Array> {
  let timer: ReturnType<typeof setInterval> | undefined
  /** Times that the clock has ticked while the reader waited for the same message; -1: he waits for none. */
  let waited = -1
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // From the first reading on: a body that nobody reads has no clock.
        timer ??= setInterval(() => {
          if (waited >= 0 && waited++ > 0) controller.enqueue(KEEP_ALIVE)
        }, keepAliveMs)
        waited = 0
        try {
          const { done, value } = await source.next()
          waited = -1
          if (!done) return controller.enqueue(format(value))
          clearInterval(timer)
          controller.close()
        } catch (error) {
          clearInterval(timer)
          throw error
        }
      },
      cancel() {
        clearInterval(timer)
        leave()
        // Not awaited: a source that waits for its next value ends when its signal tells it to.
        void Promise.resolve(source.return?.()).catch(() => {})
      },
    },
    { highWaterMark: 0 },
  )
}
