// One mapping from error codes to the envelopes of each surface: spec/gateway.md, "Errors".
// What is told: the code, the words of a refusal, a hint, the request's id. What is not: causes, stacks, addresses, paths.

import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ERRORS, type ErrorCode, type Refusal, RefusalError, WorldError } from '../core/errors/index.ts'
import type { Call } from './room.ts'

/** Which conventions a path follows. */
export type Surface = 'openai' | 'inference' | 'native'

export function surfaceOf(path: string): Surface {
  if (path === '/v1' || path.startsWith('/v1/')) return 'openai'
  if (path === '/v2' || path.startsWith('/v2/')) return 'inference'
  return 'native'
}

const MAX_TEXT = 500

/** Text for a stranger: no control characters, bounded. */
const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, MAX_TEXT)

export interface Told {
  readonly code: ErrorCode
  readonly message: string
  readonly hint?: string
}

/**
 * What may be told of anything that was thrown. Only refusals are written for strangers; of everything else, the world's
 * failures included, the table's sentence is all that leaves.
 */
export function tell(error: unknown): Told {
  if (error instanceof RefusalError) return tellRefusal(error.toRefusal())
  const code = error instanceof WorldError ? error.code : 'internal'
  return { code, message: ERRORS[code].message }
}

function tellRefusal({ code, message, hint }: Refusal): Told {
  if (ERRORS[code].kind === 'world') return { code, message: ERRORS[code].message }
  return { code, message: plain(message), ...(hint === undefined ? {} : { hint: plain(hint) }) }
}

function envelope(surface: Surface, { code, message, hint }: Told, requestId: string): unknown {
  const rest = { ...(hint === undefined ? {} : { hint }), requestId }
  if (surface === 'openai') {
    const type = ERRORS[code].http >= 500 ? 'server_error' : 'invalid_request_error'
    return { error: { message, type, param: null, code, ...rest } }
  }
  if (surface === 'inference') return { error: message, code, ...rest }
  return { ok: false, code, message, ...rest }
}

/** Codes after which the same call may succeed, and in how many seconds to try. */
const RETRY_AFTER: Partial<Record<ErrorCode, string>> = { busy: '1', inclusion_pending: '2' }

/** What a node that is full reckons itself: whole seconds, at most an hour; a stranger's number otherwise says nothing. */
function reckoned(error: unknown): string | undefined {
  const seconds = error instanceof RefusalError && error.code === 'busy' ? error.facts?.['retryAfter'] : undefined
  const valid = typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600
  return valid ? String(seconds) : undefined
}

/** Answers with an error and notes it for log and metrics. */
export function fail(c: Call, error: unknown): Response {
  const told = tell(error)
  c.set('code', told.code)
  if (!(error instanceof RefusalError)) c.set('error', error)
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  const { http, duty } = ERRORS[told.code]
  if (http === 503 || RETRY_AFTER[told.code] !== undefined)
    headers['retry-after'] = reckoned(error) ?? RETRY_AFTER[told.code] ?? '5'
  if (duty === 'reject' && http === 413) headers['connection'] = 'close'
  const body = JSON.stringify(envelope(surfaceOf(c.req.path), told, c.get('requestId')))
  return c.body(body, http as ContentfulStatusCode, headers)
}
