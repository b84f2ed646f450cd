// Reading a request's body: bounded in bytes, pieces, nesting and time before anything is made of it. spec/gateway.md, "Limits".
// Memory grows with what has arrived, never with what was announced.

import { fromUtf8 } from '../core/bytes/index.ts'
import { refuse, WorldError } from '../core/errors/index.ts'
import type { Limits } from './settings.ts'
import { within } from './time.ts'

const START = 64 << 10

/** The whole body. Refuses encodings, over-long bodies (before reading where the length is announced) and storms of pieces. */
export async function readBody(request: Request, limits: Limits): Promise<Uint8Array> {
  const encoding = request.headers.get('content-encoding')
  if (encoding !== null && encoding.toLowerCase() !== 'identity')
    refuse('media_type_unsupported', 'Content-Encoding: bodies are taken as they are', {
      hint: 'Send it uncompressed.',
    })
  const announced = request.headers.get('content-length')
  if (announced !== null && !(/^\d{1,15}$/.test(announced) && Number(announced) <= limits.bodyBytes))
    tooLarge(limits.bodyBytes)
  const stream = request.body
  if (stream === null) return new Uint8Array(0)
  const reader = stream.getReader()
  try {
    return await within(limits.bodyMs, request.signal, () => collect(reader, limits))
  } finally {
    // Not awaited: a stream whose sender stalls may never answer.
    reader.cancel().catch(() => {})
  }
}

async function collect(reader: ReadableStreamDefaultReader<Uint8Array>, limits: Limits): Promise<Uint8Array> {
  let buffer = new Uint8Array(START)
  let length = 0
  for (let pieces = 0; ; pieces++) {
    const { done, value } = await reader.read().catch(cause => {
      throw new WorldError('interrupted', 'body: the connection ended', { cause })
    })
    if (done) return buffer.subarray(0, length)
    if (pieces >= limits.bodyChunks) refuse('request_malformed', `body: in more than ${limits.bodyChunks} pieces`)
    if (length + value.length > limits.bodyBytes) tooLarge(limits.bodyBytes)
    if (length + value.length > buffer.length) {
      const grown = new Uint8Array(Math.max(2 * buffer.length, length + value.length))
      grown.set(buffer.subarray(0, length))
      buffer = grown
    }
    buffer.set(value, length)
    length += value.length
  }
}

const tooLarge = (limit: number): never =>
  refuse('body_too_large', `body: more than ${limit} bytes`, { hint: 'Send fewer rows at a time.' })

/** A JSON value from bytes, refused before it is parsed where it is too long or too deep. */
export function parseJson(bytes: Uint8Array, limits: Limits): unknown {
  if (bytes.length > limits.jsonBytes)
    refuse('body_too_large', `JSON: more than ${limits.jsonBytes} bytes`, { hint: 'Send tensors in binary.' })
  checkNesting(bytes, limits.nesting)
  let text: string
  try {
    text = fromUtf8(bytes)
  } catch {
    return refuse('request_malformed', 'JSON: not UTF-8')
  }
  try {
    return JSON.parse(text)
  } catch {
    return refuse('request_malformed', 'JSON: not well formed')
  }
}

/** Counts brackets outside strings. Bytes of multi-byte characters are above 127 and cannot be mistaken for one. */
function checkNesting(bytes: Uint8Array, most: number): void {
  let depth = 0
  let inString = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (inString) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > most) refuse('nesting_too_deep', `JSON: nested deeper than ${most}`)
    } else if (byte === 0x5d || byte === 0x7d) depth--
  }
}

/** The value as an object, or refused by name. */
export function asObject(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('request_malformed', `${what}: not an object`)
  return value as Record<string, unknown>
}
