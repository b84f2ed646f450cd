// One mapping from error codes to the envelopes of each surface: spec/gateway.md, "Errors".
// What may be told of an error at all stands in core/errors/told.ts.

import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ERRORS, RefusalError } from '../core/errors/index.ts'
import { type Told, tell } from '../core/errors/told.ts'
import { errorObject, retryAfter, statusOf } from '../openai/errors.ts'
import type { Call } from './room.ts'

/** Which conventions a path follows. */
export type Surface = 'openai' | 'inference' | 'native'

export function surfaceOf(path: string): Surface {
  if (path === '/v1' || path.startsWith('/v1/')) return 'openai'
  if (path === '/v2' || path.startsWith('/v2/')) return 'inference'
  return 'native'
}

function envelope(surface: Surface, told: Told, requestId: string): unknown {
  if (surface === 'openai') return { error: errorObject(told, requestId) }
  const { code, message, hint } = told
  const rest = { ...(hint === undefined ? {} : { hint }), requestId }
  if (surface === 'inference') return { error: message, code, ...rest }
  return { ok: false, code, message, ...rest }
}

/** Answers with an error and notes it for log and metrics. */
export function fail(c: Call, error: unknown): Response {
  const told = tell(error)
  c.set('code', told.code)
  if (!(error instanceof RefusalError)) c.set('error', error)
  const surface = surfaceOf(c.req.path)
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  const wait = retryAfter(error, told.code)
  if (wait !== null) headers['retry-after'] = wait
  const { http, duty } = ERRORS[told.code]
  if (duty === 'reject' && http === 413) headers['connection'] = 'close'
  const status = surface === 'openai' ? statusOf(told.code) : http
  return c.body(JSON.stringify(envelope(surface, told, c.get('requestId'))), status as ContentfulStatusCode, headers)
}
