// The OpenAI surface in this gateway: spec/gateway.md, "Language models". What the surface does stands in src/openai; here are the bounds on
// work and time, which hold until the last byte of a stream is out.

import { RefusalError, WorldError } from '../core/errors/index.ts'
import { tell } from '../core/errors/told.ts'
import { createOpenAi, type OpenAi } from '../openai/index.ts'
import { parseJson, readBody } from './body.ts'
import { languageBackend } from './language.ts'
import type { Call, Room } from './room.ts'
import { within } from './time.ts'
import { enterGeneration, whenOver } from './work.ts'

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
  const { openai, settings } = room
  const { streamMs } = settings.limits
  const end = enterGeneration(room)
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(new WorldError('timeout', `took longer than ${streamMs} ms`)), streamMs)
  const leave = (): void => {
    clearTimeout(timer)
    end()
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
