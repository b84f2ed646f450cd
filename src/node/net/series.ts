// One request, a series of answers: frames on one stream until the server ends its side. spec/wire.md, "Series". The server's
// part is `serve` of rpc.ts with a handler that gives several answers. A reader that is slow slows the peer down.

import './polyfill.ts'
import type { Stream } from '@libp2p/interface'
import { RefusalError, refuse, WorldError } from '../../core/errors/index.ts'
import { asNetError, chunksOf, deadline, FrameDecoder, finish, writeFrame } from './frames.ts'
import type { Host } from './host.ts'
import { refusalIn } from './rpc.ts'

export interface SeriesOptions {
  /** The largest frame that is accepted, in bytes. */
  readonly cap: number
  /** For the connection and the first frame. */
  readonly firstMs: number
  /** Between two frames. */
  readonly idleMs: number
  /** The whole series. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/** Frames read ahead of the reader before the peer is told to wait. */
const AHEAD = 64

/**
 * Asks a peer (by id or address) and gives its answers as they come. Throws RefusalError: what the peer refused with, at the
 * start or in between, or peer_misbehaved; WorldError peer_unreachable, timeout, interrupted. Leaving the loop ends the stream.
 */
export async function* requestSeries(
  host: Host,
  peer: string,
  protocol: string,
  bytes: Uint8Array,
  options: SeriesOptions,
): AsyncGenerator<Uint8Array> {
  const limit = deadline(options.timeoutMs, options.signal, host.signal)
  let stream: Stream | undefined
  let complete = false
  try {
    stream = await host.open(peer, protocol, { signal: limit.signal, timeoutMs: options.firstMs })
    const frames = readFrames(stream, options, limit.signal)
    await writeFrame(stream, bytes, { stallMs: options.firstMs, signal: limit.signal }).catch(error => {
      // A busy server answers before it has read anything: what it says counts for more.
      if (stream!.readBufferLength === 0 && stream!.status !== 'open') throw error
    })
    if (stream.writeStatus === 'writable') await stream.close({ signal: limit.signal })
    for await (const frame of frames) {
      const refusal = refusalIn(frame)
      if (refusal !== null) throw new RefusalError(refusal.code, refusal.message, factsOf(refusal.facts))
      yield frame
    }
    complete = true
  } catch (error) {
    if (options.signal?.aborted) throw new WorldError('interrupted', 'Interrupted', { cause: options.signal.reason })
    throw asNetError(limit.signal.aborted ? limit.signal.reason : error)
  } finally {
    limit.clear()
    if (stream !== undefined) {
      if (complete) finish(stream)
      else stream.abort(new Error('The series is not wanted any more'))
    }
  }
}

const factsOf = <F>(facts: F | undefined): { facts?: F } => (facts === undefined ? {} : { facts })

/** Listens at once: what comes before the first `next` waits here. */
function readFrames(stream: Stream, options: SeriesOptions, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const decoder = new FrameDecoder(options.cap)
  const ready: Uint8Array[] = []
  let failed: unknown
  let ended = false
  let wake: (() => void) | undefined
  const changed = (): void => {
    wake?.()
    wake = undefined
  }
  const fail = (error: unknown): void => {
    failed ??= error
    changed()
  }
  const onMessage = (event: { data: Uint8Array | Iterable<Uint8Array> }): void => {
    try {
      for (const chunk of chunksOf(event.data)) decoder.feed(chunk, frame => ready.push(frame))
    } catch (error) {
      fail(error)
      return
    }
    if (ready.length >= AHEAD) stream.pause()
    if (ready.length > 0) changed()
  }
  const onEnd = (): void => {
    if (ended) return
    ended = true
    if (!decoder.idle) fail(new WorldError('peer_unreachable', 'The peer closed the stream before its message ended'))
    changed()
  }
  const onClose = (event: Event): void => {
    const { error } = event as Event & { error?: Error }
    if (error !== undefined && !ended)
      fail(new WorldError('peer_unreachable', 'The peer closed the stream', { cause: error }))
    onEnd()
  }
  const onAbort = (): void => fail(signal.reason)
  stream.addEventListener('message', onMessage)
  stream.addEventListener('remoteCloseWrite', onEnd)
  stream.addEventListener('close', onClose)
  signal.addEventListener('abort', onAbort, { once: true })
  const settle = (): void => {
    stream.removeEventListener('message', onMessage)
    stream.removeEventListener('remoteCloseWrite', onEnd)
    stream.removeEventListener('close', onClose)
    signal.removeEventListener('abort', onAbort)
  }
  return {
    async *[Symbol.asyncIterator]() {
      let first = true
      try {
        for (;;) {
          if (ready.length === 0 && failed === undefined && !ended) {
            const ms = first ? options.firstMs : options.idleMs
            const timer = setTimeout(() => fail(new WorldError('timeout', 'The peer stalled')), ms)
            await new Promise<void>(resolve => {
              wake = resolve
            })
            clearTimeout(timer)
          }
          const frame = ready.shift()
          if (frame !== undefined) {
            if (ready.length < AHEAD / 2 && stream.readStatus === 'paused') stream.resume()
            first = false
            yield frame
          } else if (failed !== undefined) throw failed
          else if (ended) {
            // A series says that it is over by its last frame; one without any was cut off.
            if (first) refuse('peer_misbehaved', 'The peer gave no answer')
            return
          }
        }
      } finally {
        settle()
      }
    },
  }
}
