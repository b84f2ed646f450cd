// One HTTP exchange with a gateway, bounded in time and bytes; its failures in this project's words. spec/gateway.md, "Errors".
// Redirects are not followed: where a request goes is decided before it is sent. Nothing that comes back is believed here.

import { fromUtf8 } from '../core/bytes/index.ts'
import { ERRORS, type ErrorCode, RefusalError, refuse, WorldError } from '../core/errors/index.ts'

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

export interface Exchange {
  readonly fetch: Fetch
  readonly signal?: AbortSignal
  /** Milliseconds for the whole exchange. */
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly headers?: Record<string, string>
  /** With a body it is a POST. */
  readonly body?: string
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
}

/** The answer, whatever its status; a WorldError where there is none: gateway_unreachable, timeout or interrupted. */
export async function exchange(url: string, options: Exchange): Promise<Answer> {
  const { signal, timeoutMs } = options
  const controller = new AbortController()
  const onAbort = (): void => controller.abort()
  if (signal?.aborted) throw new WorldError('interrupted', 'the call was interrupted')
  signal?.addEventListener('abort', onAbort, { once: true })
  let late = false
  const timer = setTimeout(() => {
    late = true
    controller.abort()
  }, timeoutMs)
  const host = hostOf(url)
  try {
    const response = await options.fetch(url, {
      method: options.body === undefined ? 'GET' : 'POST',
      headers: options.headers ?? {},
      redirect: 'error',
      credentials: 'omit',
      signal: controller.signal,
      ...(options.body === undefined ? {} : { body: options.body }),
    })
    const body = await readCapped(response, options.maxBytes, host)
    return { status: response.status, headers: response.headers, body }
  } catch (cause) {
    if (cause instanceof RefusalError) throw cause
    if (signal?.aborted) throw new WorldError('interrupted', 'the call was interrupted', { cause })
    if (late) throw new WorldError('timeout', `${host} has not answered within ${timeoutMs} ms`, { cause })
    throw new WorldError('gateway_unreachable', `${host} does not answer`, {
      cause,
      hint: 'Is the node running, and is its URL right?',
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

const hostOf = (url: string): string => {
  try {
    return new URL(url).host
  } catch {
    throw new TypeError('url: not a URL')
  }
}

async function readCapped(response: Response, most: number, host: string): Promise<Uint8Array> {
  const reader = response.body?.getReader()
  if (reader === undefined) return new Uint8Array(0)
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      if (length > most) refuse('peer_misbehaved', `${host} answers with more than ${most} bytes`)
      parts.push(value)
    }
  } finally {
    reader.cancel().catch(() => {})
  }
  const out = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** The JSON of an answer; a status that is no success becomes the error that it stands for. */
export async function exchangeJson(url: string, options: Exchange): Promise<unknown> {
  const answer = await exchange(url, options)
  const value = jsonOf(answer.body)
  if (answer.status >= 200 && answer.status < 300 && answer.status !== 202) {
    if (value === undefined) return refuse('peer_misbehaved', `${hostOf(url)} answers with something that is not JSON`)
    return value
  }
  throw errorOf(answer.status, value, hostOf(url))
}

/** The bytes of an answer; a status that is no success becomes the error that it stands for. */
export async function exchangeBytes(url: string, options: Exchange): Promise<Uint8Array> {
  const { status, body } = await exchange(url, options)
  if (status >= 200 && status < 300) return body
  throw errorOf(status, jsonOf(body), hostOf(url))
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch {
    return undefined
  }
}

/** Words of a stranger, for a terminal or a page: no control characters, bounded. */
const plain = (text: unknown): string | undefined =>
  typeof text === 'string' ? text.replace(/\p{Cc}+/gu, ' ').slice(0, 300) : undefined

/** What an error answer stands for, in any of the three envelopes. */
export function errorOf(status: number, value: unknown, host: string): RefusalError | WorldError {
  const outer = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const inner = typeof outer['error'] === 'object' && outer['error'] !== null ? outer['error'] : outer
  const { code, message, hint } = inner as Record<string, unknown>
  if (typeof code === 'string' && Object.hasOwn(ERRORS, code)) {
    const known = code as ErrorCode
    const text = plain(message) ?? plain(outer['error']) ?? ERRORS[known].message
    const advice = plain(hint)
    if (ERRORS[known].kind === 'world') return new WorldError(known, `${host}: ${ERRORS[known].message}`)
    return new RefusalError(known, text, advice === undefined ? {} : { hint: advice })
  }
  if (status >= 500) return new WorldError('gateway_unreachable', `${host} answers with status ${status}`)
  return new RefusalError('peer_misbehaved', `${host} answers with status ${status} and no known code`)
}

/** May another gateway do better? Not where the caller gave up, nor where the request itself was refused. */
export function isTransient(error: unknown): boolean {
  if (error instanceof WorldError) return error.code !== 'interrupted'
  return error instanceof RefusalError && OTHERS_MAY_KNOW.has(error.code)
}

/** What one gateway does not know, or lies about, another one may know: it executed, relayed, hosts, or has read further. */
const OTHERS_MAY_KNOW: ReadonlySet<string> = new Set([
  'peer_misbehaved',
  'receipt_not_found',
  'model_not_found',
  'model_unavailable',
  'model_parts_mismatch',
])
