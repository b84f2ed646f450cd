// One request, one answer: a frame each way on a stream of its own. spec/wire.md, "Peer protocols".
// The server's part: caps, deadlines, a bound on concurrent work per protocol and per peer, and refusals that say no more
// than their code and message. It does not know what the bytes mean, and it queues nothing: over its bound it says `busy`.

import './polyfill.ts'
import { setMaxListeners } from 'node:events'
import type { Connection, Stream } from '@libp2p/interface'
import { fromUtf8, utf8 } from '../../core/bytes/index.ts'
import {
  ERRORS,
  type ErrorCode,
  type Facts,
  type Refusal,
  RefusalError,
  type Result,
  refuse,
  WorldError,
} from '../../core/errors/index.ts'
import { asNetError, deadline, finish, readFrame, writeFrame } from './frames.ts'
import type { Host } from './host.ts'

export interface ServeOptions {
  readonly requestCap: number
  readonly answerCap: number
  /** The whole life of a stream: reading, handling, answering. */
  readonly timeoutMs: number
  readonly maxConcurrent: number
  readonly maxPerPeer: number
  /** How long the peer may send or take nothing. */
  readonly stallMs?: number
}

export interface RequestContext {
  /** The peer id of who asks, authenticated by the connection. */
  readonly peer: string
  /** Through a relay. */
  readonly relayed: boolean
  /** Aborted when the deadline passes, the peer goes away or the host stops. */
  readonly signal: AbortSignal
}

/** One answer, or a series of them (spec/wire.md, "Series"). */
export type Handler = (
  request: Uint8Array,
  context: RequestContext,
) => Promise<Uint8Array> | Uint8Array | AsyncIterable<Uint8Array>
export type JsonHandler = (request: unknown, context: RequestContext) => unknown

export interface Served {
  /** Requests in work now. */
  active(): number
  /** Ends what is in work and answers no more. */
  stop(): Promise<void>
}

const STALL_MS = 10_000
const MAX_MESSAGE = 300
const MAX_FACTS = 16

/** Answers requests of `protocol`. What the handler throws becomes a refusal: see `refusalOf`. */
export async function serve(host: Host, protocol: string, options: ServeOptions, handler: Handler): Promise<Served> {
  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal)
  const perPeer = new Map<string, number>()
  const stallMs = options.stallMs ?? STALL_MS
  let active = 0

  async function answer(stream: Stream, connection: Connection): Promise<void> {
    const peer = connection.remotePeer.toString()
    const mine = perPeer.get(peer) ?? 0
    const limit = deadline(options.timeoutMs, stopping.signal, host.signal)
    const send = (bytes: Uint8Array): Promise<void> => writeFrame(stream, bytes, { stallMs, signal: limit.signal })
    if (active >= options.maxConcurrent || mine >= options.maxPerPeer) {
      try {
        // Small enough to need no waiting; the request is not read at all.
        await send(encodeRefusal({ ok: false, code: 'busy', message: ERRORS.busy.message }))
        finish(stream)
      } catch {
        stream.abort(new Error('busy'))
      } finally {
        limit.clear()
      }
      return
    }
    active++
    perPeer.set(peer, mine + 1)
    const gone = new AbortController()
    const onClose = (): void => gone.abort(new WorldError('peer_unreachable', 'The peer went away'))
    const work = deadline(options.timeoutMs, limit.signal, gone.signal)
    stream.addEventListener('close', onClose, { once: true })
    try {
      const request = await readFrame(stream, { cap: options.requestCap, stallMs, signal: limit.signal })
      const asking = { peer, relayed: connection.limits !== undefined, signal: work.signal }
      const answers = answersOf(() => handler(request, asking))
      try {
        for (;;) {
          let bytes: Uint8Array
          try {
            const next = await orAborted(answers.next(), work.signal)
            if (next.done) break
            bytes = next.value
            if (bytes.length > options.answerCap) {
              throw new Error(`the answer of ${bytes.length} bytes is over the protocol's ${options.answerCap}`)
            }
          } catch (error) {
            if (gone.signal.aborted || stopping.signal.aborted || host.signal.aborted) throw error
            const refusal = refusalOf(error)
            if (refusal.code === 'internal')
              host.log('warn', 'a request failed', { protocol, peer, error: String(error) })
            // The deadline may be what failed: the refusal then has a short time of its own.
            const last = deadline(stallMs, stopping.signal, host.signal)
            try {
              await writeFrame(stream, encodeRefusal(refusal), { stallMs, signal: last.signal })
            } finally {
              last.clear()
            }
            break
          }
          await send(bytes)
        }
      } finally {
        // Whoever makes answers learns that nobody takes them any more; what it still has to do is its own affair.
        answers.return(undefined).catch(() => {})
      }
      finish(stream)
    } catch (error) {
      stream.abort(error instanceof Error ? error : new Error(String(error)))
      host.log('debug', 'a stream ended early', { protocol, peer, error: String(error) })
    } finally {
      stream.removeEventListener('close', onClose)
      work.clear()
      limit.clear()
      active--
      const left = perPeer.get(peer)! - 1
      if (left === 0) perPeer.delete(peer)
      else perPeer.set(peer, left)
    }
  }

  await host.libp2p.handle(protocol, (stream, connection) => void answer(stream, connection), {
    // Room for the streams that are told `busy`; beyond it libp2p resets new ones.
    maxInboundStreams: options.maxPerPeer * 2 + 16,
    maxOutboundStreams: 256,
    runOnLimitedConnection: true,
  })
  return {
    active: () => active,
    async stop() {
      await host.libp2p.unhandle(protocol)
      stopping.abort(new WorldError('interrupted', 'The host stops'))
    },
  }
}

/** What a handler gives, one answer after the other; what it throws at once comes with the first. */
async function* answersOf(handle: () => ReturnType<Handler>): AsyncGenerator<Uint8Array> {
  const given = handle()
  if (Symbol.asyncIterator in given) yield* given
  else yield await given
}

export interface RequestOptions {
  /** The largest answer that is accepted, in bytes. */
  readonly cap: number
  /** Connecting, asking and reading the answer together. */
  readonly timeoutMs: number
  readonly stallMs?: number
  readonly signal?: AbortSignal
}

/**
 * Asks a peer (by id or address) and reads its answer. A refusal is a result: what the peer refused with, or
 * peer_misbehaved where it broke the protocol. Throws WorldError peer_unreachable, timeout, interrupted.
 */
export async function request(
  host: Host,
  peer: string,
  protocol: string,
  bytes: Uint8Array,
  options: RequestOptions,
): Promise<Result<Uint8Array>> {
  const limit = deadline(options.timeoutMs, options.signal, host.signal)
  const stallMs = Math.min(options.stallMs ?? STALL_MS, options.timeoutMs)
  let stream: Stream | undefined
  try {
    stream = await host.open(peer, protocol, { signal: limit.signal, timeoutMs: options.timeoutMs })
    const io = { cap: options.cap, stallMs: options.timeoutMs, signal: limit.signal }
    // The reader first: a busy server answers before it has read anything, and may close at once.
    const answer = readFrame(stream, io)
    answer.catch(() => {})
    const opened = stream
    const asked = (async () => {
      await writeFrame(opened, bytes, { stallMs, signal: limit.signal })
      if (opened.writeStatus === 'writable') await opened.close({ signal: limit.signal })
    })()
    asked.catch(() => {})
    // Whatever went wrong with the sending, an answer counts; without one, the first error does.
    const frame = await Promise.race([
      answer,
      asked.then(
        () => answer,
        error => orElse(answer, error),
      ),
    ])
    finish(stream)
    return refusalIn(frame) ?? { ok: true, value: frame }
  } catch (error) {
    stream?.abort(error instanceof Error ? error : new Error(String(error)))
    const failure = asNetError(limit.signal.aborted ? limit.signal.reason : error)
    if (options.signal?.aborted) throw new WorldError('interrupted', 'Interrupted', { cause: options.signal.reason })
    if (failure instanceof RefusalError) return failure.toRefusal()
    throw failure
  } finally {
    limit.clear()
  }
}

/** `serve` for JSON: a request that is no JSON or nests too deep is refused, what the handler returns is the answer. */
export function serveJson(host: Host, protocol: string, options: ServeOptions, handler: JsonHandler): Promise<Served> {
  return serve(host, protocol, options, async (bytes, context) => {
    const value = decodeJson(bytes)
    return encodeJson(await handler(value, context))
  })
}

/** `request` for JSON. The value is the peer's word: parse it before use. */
export async function requestJson(
  host: Host,
  peer: string,
  protocol: string,
  value: unknown,
  options: RequestOptions,
): Promise<Result<unknown>> {
  const answer = await request(host, peer, protocol, encodeJson(value), options)
  if (!answer.ok) return answer
  try {
    return { ok: true, value: decodeJson(answer.value) }
  } catch {
    return { ok: false, code: 'peer_misbehaved', message: 'The answer is not JSON' }
  }
}

/** What a peer is told of a failure: refusals as they are, every other error by its code alone. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof RefusalError) {
    const { code, message, facts } = error.toRefusal()
    return { ok: false, code, message: printable(message), ...(facts === undefined ? {} : { facts }) }
  }
  const code: ErrorCode = error instanceof WorldError ? error.code : 'internal'
  return { ok: false, code, message: ERRORS[code].message }
}

export function encodeRefusal(refusal: Refusal): Uint8Array {
  // `ok` first: that prefix is what tells a refusal from every other answer.
  return encodeJson({
    ok: false,
    code: refusal.code,
    message: refusal.message,
    ...(refusal.facts && { facts: refusal.facts }),
  })
}

const REFUSAL_PREFIX = utf8('{"ok":false,')
const MAX_REFUSAL = 4096

/** The refusal that an answer is, or null. An unknown code, from a newer peer perhaps, is read as peer_misbehaved. */
export function refusalIn(frame: Uint8Array): Refusal | null {
  if (frame.length > MAX_REFUSAL || !REFUSAL_PREFIX.every((byte, i) => frame[i] === byte)) return null
  let value: Record<string, unknown>
  try {
    value = decodeJson(frame) as Record<string, unknown>
  } catch {
    return null
  }
  const code =
    typeof value['code'] === 'string' && Object.hasOwn(ERRORS, value['code']) ? value['code'] : 'peer_misbehaved'
  const message = typeof value['message'] === 'string' ? value['message'] : ERRORS[code as ErrorCode].message
  const facts = factsIn(value['facts'])
  return { ok: false, code: code as ErrorCode, message: printable(message), ...(facts && { facts }) }
}

/** Facts that a peer sent: a few plain values, or none. What is nested or too much is left out. */
function factsIn(value: unknown): Facts | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const plain = (one: unknown): string | number | undefined =>
    typeof one === 'string' ? printable(one) : typeof one === 'number' ? one : undefined
  const out: Record<string, Facts[string]> = Object.create(null)
  for (const [name, one] of Object.entries(value).slice(0, MAX_FACTS)) {
    if (!/^[a-zA-Z][a-zA-Z0-9_]{0,40}$/.test(name)) continue
    if (typeof one === 'boolean' || one === null) out[name] = one
    else if (Array.isArray(one)) out[name] = one.slice(0, MAX_FACTS).flatMap(part => plain(part) ?? [])
    else {
      const single = plain(one)
      if (single !== undefined) out[name] = single
    }
  }
  return { ...out }
}

/** One line of text: what others write goes into logs and terminals. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return text.slice(0, MAX_MESSAGE).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
}

const MAX_DEPTH = 64

export function encodeJson(value: unknown): Uint8Array {
  return utf8(JSON.stringify(value ?? null))
}

/** Strict UTF-8, bounded nesting. Refuses with input_invalid or nesting_too_deep. */
export function decodeJson(bytes: Uint8Array): unknown {
  let depth = 0
  let quoted = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (quoted) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) quoted = false
    } else if (byte === 0x22) quoted = true
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > MAX_DEPTH) refuse('nesting_too_deep', `The message nests deeper than ${MAX_DEPTH}`)
    } else if (byte === 0x7d || byte === 0x5d) depth--
  }
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch {
    refuse('input_invalid', 'The message is not JSON')
  }
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** Waits a moment for `promise`, then throws `error`. */
async function orElse<T>(promise: Promise<T>, error: unknown): Promise<T> {
  try {
    return await promise
  } catch {
    throw error
  }
}
