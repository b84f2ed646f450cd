// A stream of events from a gateway, line by line: spec/gateway.md, "Streams". Bounded in bytes, lines and time between them; read strictly,
// and checked by nobody here. Leaving the loop ends the exchange, and with it the generation.

import { type Hex, isHex } from '../../core/bytes/index.ts'
import { refuse, unwrap, WorldError } from '../../core/errors/index.ts'
import { askToJson, eventFromJson, type GenerateAsk, type StreamEvent } from '../../core/receipt/index.ts'
import type { Client } from '../client.ts'
import { errorOf } from '../http.ts'

/** What a gateway tells beside a stream, under no signature. */
export interface StreamNote {
  readonly type: 'note'
  readonly cachedTokens?: number
  /** Opens the receipt of an unsigned request. */
  readonly reader?: Hex
}

export interface EventOptions {
  readonly signal: AbortSignal
  /** Whose share of fair queues it takes: sent on as the gateway has it. */
  readonly authorization?: string
  /** Milliseconds in which something must come. */
  readonly idleMs?: number
}

/** The longest line is the receipt's. */
const MAX_LINE = 6 << 20
const MAX_STREAM = 64 << 20
const IDLE_MS = 120_000

export async function* openEvents(
  client: Client,
  url: string,
  ask: GenerateAsk,
  options: EventOptions,
): AsyncGenerator<StreamEvent | StreamNote> {
  const host = new URL(url).host
  for await (const line of lines(client, `${url}/assay/v1/generate`, JSON.stringify(askToJson(ask)), options)) {
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      refuse('peer_misbehaved', `${host}: a line of the stream is not JSON`)
    }
    const { type } = (value ?? {}) as { type?: unknown }
    if (type === 'refused') throw errorOf(500, value, host)
    yield type === 'note' ? noteFrom(value as Record<string, unknown>) : unwrap(eventFromJson(value))
  }
}

/** Members that are not what they should be are left out: nothing rests on a note. */
function noteFrom({ cachedTokens, reader }: Record<string, unknown>): StreamNote {
  return {
    type: 'note',
    ...(Number.isSafeInteger(cachedTokens) && Number(cachedTokens) >= 0 ? { cachedTokens: Number(cachedTokens) } : {}),
    ...(isHex(reader, 32) ? { reader } : {}),
  }
}

async function* lines(client: Client, url: string, body: string, options: EventOptions): AsyncGenerator<string> {
  const { signal, authorization, idleMs = IDLE_MS } = options
  const host = new URL(url).host
  const controller = new AbortController()
  const onAbort = (): void => controller.abort()
  if (signal.aborted) throw new WorldError('interrupted', 'the call was interrupted')
  signal.addEventListener('abort', onAbort, { once: true })
  let late = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      late = true
      controller.abort()
    }, idleMs)
  }
  try {
    wait()
    const response = await client.fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body,
      redirect: 'error',
      credentials: 'omit',
      signal: controller.signal,
    })
    if (response.status !== 200) {
      const text = (await response.text()).slice(0, 1 << 16)
      throw errorOf(response.status, parse(text), host)
    }
    if (response.body === null) return
    const reader = response.body.getReader()
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let rest = ''
    let total = 0
    try {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        wait()
        total += value.length
        if (total > MAX_STREAM) refuse('peer_misbehaved', `${host}: a stream of more than ${MAX_STREAM} bytes`)
        rest += decoder.decode(value, { stream: true })
        let at = 0
        for (let end = rest.indexOf('\n', at); end >= 0; end = rest.indexOf('\n', at)) {
          if (end > at) yield rest.slice(at, end)
          at = end + 1
        }
        rest = rest.slice(at)
        if (rest.length > MAX_LINE) refuse('peer_misbehaved', `${host}: a line of more than ${MAX_LINE} characters`)
      }
      if (rest.trim() !== '') yield rest
    } finally {
      reader.cancel().catch(() => {})
    }
  } catch (cause) {
    if (signal.aborted) throw new WorldError('interrupted', 'the call was interrupted', { cause })
    if (late) throw new WorldError('timeout', `${host} has sent nothing for ${idleMs} ms`, { cause })
    if (cause instanceof TypeError || (cause as { name?: string }).name === 'AbortError')
      throw new WorldError('gateway_unreachable', `${host} does not answer, or breaks off`, { cause })
    throw cause
  } finally {
    clearTimeout(timer)
    controller.abort()
    signal.removeEventListener('abort', onAbort)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
