// Errors in OpenAI's shape: spec/openai.md, "Errors". One mapping for the gateway, the proxy and verifyingFetch; codes are those of
// spec/errors.tsv. What may be told at all is decided in core/errors/told.ts.

import { ERRORS, type ErrorCode, RefusalError, refuse } from '../core/errors/index.ts'
import { type Told, tell } from '../core/errors/told.ts'

/** A parameter whose value is not one that it can have. */
export const invalid = (param: string, message: string): never =>
  refuse('request_malformed', `${param}: ${message}`, { facts: { param } })

/** A parameter, or a value of it, that is understood and not offered. */
export const unsupported = (param: string, message: string, hint?: string): never =>
  refuse('parameter_unsupported', `${param}: ${message}`, { facts: { param }, ...(hint === undefined ? {} : { hint }) })

/** What `f` gives; a refusal of it that names no parameter names this one. */
export function withParam<T>(param: string, f: () => T): T {
  try {
    return f()
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    const { code, message, hint, facts } = error
    return refuse(code, message, { ...(hint === undefined ? {} : { hint }), facts: { param, ...facts } })
  }
}

/** HTTP status on these routes. A full node is 429 here, as OpenAI's clients expect it, and 503 elsewhere. */
export const statusOf = (code: ErrorCode): number => (code === 'busy' ? 429 : ERRORS[code].http)

const TYPES: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
}

export interface OpenAiError {
  readonly message: string
  readonly type: string
  readonly param: string | null
  readonly code: ErrorCode
  readonly hint?: string
  readonly requestId: string
}

/** The error object of an answer, or of an event in a stream that has begun. */
export function errorObject({ code, message, hint, facts }: Told, requestId: string): OpenAiError {
  const status = statusOf(code)
  const param = facts?.['param']
  return {
    message,
    type: TYPES[status] ?? (status >= 500 ? 'server_error' : 'invalid_request_error'),
    param: typeof param === 'string' ? param.slice(0, 200) : null,
    code,
    ...(hint === undefined ? {} : { hint }),
    requestId,
  }
}

/** Codes after which the same call may succeed, and in how many seconds to try. */
const RETRY_AFTER: Partial<Record<ErrorCode, string>> = { busy: '1', inclusion_pending: '2' }

/** Seconds for `Retry-After`: what a node that is full reckons, at most an hour, else a few; null: there is nothing to wait for. */
export function retryAfter(error: unknown, code: ErrorCode): string | null {
  if (![429, 503].includes(statusOf(code)) && RETRY_AFTER[code] === undefined) return null
  const seconds = error instanceof RefusalError ? error.facts?.['retryAfter'] : undefined
  const valid = typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 1 && seconds <= 3600
  return valid ? String(seconds) : (RETRY_AFTER[code] ?? '5')
}

/** The answer to a call that failed before it had begun to answer. */
export function errorResponse(error: unknown, requestId: string): Response {
  const told = tell(error)
  const wait = retryAfter(error, told.code)
  return new Response(JSON.stringify({ error: errorObject(told, requestId) }), {
    status: statusOf(told.code),
    headers: { 'content-type': 'application/json', ...(wait === null ? {} : { 'retry-after': wait }) },
  })
}
