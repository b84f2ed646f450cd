// The OpenAI surface in this gateway: spec/gateway.md, "Language models". What the surface does stands in src/openai; here are the bounds on
// work and time, which hold until the last byte of a stream is out.

import { RefusalError, WorldError } from '../core/errors/index.ts'
import { tell } from '../core/errors/told.ts'
import { createOpenAi, type OpenAi } from '../openai/index.ts'
import { parseJson, readBody } from './body.ts'
import { languageBackend } from './language.ts'
import type { Call, Room } from './room.ts'
import { within } from './time.ts'

/** Calls in work, by room: a stream is in work until it has ended. */
const working = new WeakMap<Room['metrics'], number>()

export function openAiOf(room: Omit<Room, 'openai'>): OpenAi {
  const { settings, metrics } = room
  return createOpenAi({
    backend: languageBackend(room),
    policy: 'signed',
    version: settings.version,
    limits: settings.openai,
    now: settings.now,
    random: settings.random,
    async readJson(request) {
      const body = await readBody(request, settings.limits)
      metrics.bodyBytes(body.length)
      return parseJson(body, settings.limits)
    },
    report(error, { requestId }) {
      const { code } = tell(error)
      metrics.refusal(code)
      const cause = error instanceof RefusalError ? {} : { error }
      settings.log({ requestId, method: 'POST', route: 'stream', path: '', status: 200, ms: 0, code, ...cause })
    },
  })
}

/** POST on a path of the surface. */
export async function openAiRoute(c: Call, room: Room): Promise<Response> {
  const { openai, metrics, settings } = room
  const { generations, streamMs } = settings.limits
  const count = working.get(metrics) ?? 0
  if (count >= generations) throw new WorldError('busy', `${generations} calls for language models are in work`)
  const change = (by: number): void => void working.set(metrics, (working.get(metrics) ?? 0) + by)
  change(1)
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(new WorldError('timeout', `took longer than ${streamMs} ms`)), streamMs)
  let left = false
  const leave = (): void => {
    if (left) return
    left = true
    clearTimeout(timer)
    change(-1)
  }
  try {
    const signal = AbortSignal.any([c.req.raw.signal, over.signal])
    const context = { requestId: c.get('requestId'), signal }
    // Answered when the time is over, whether or not the work listens.
    const response = await within(streamMs, c.req.raw.signal, () => openai.answer(c.req.path, c.req.raw, context))
    const receipt = response.headers.get('x-assay-receipt')
    if (receipt !== null) c.set('receipt', receipt.split(',')[0] as `0x${string}`)
    if (response.body === null || !isStream(response)) {
      leave()
      return response
    }
    return new Response(whenOver(response.body, leave), { status: response.status, headers: response.headers })
  } catch (error) {
    leave()
    throw error
  }
}

const isStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') === true

/** The same bytes, no sooner than they are read; `leave` is called when they have ended or nobody reads them any more. */
function whenOver(body: ReadableStream<Uint8Array>, leave: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (!done) return controller.enqueue(value)
          leave()
          controller.close()
        } catch (error) {
          leave()
          throw error
        }
      },
      cancel(reason) {
        leave()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
