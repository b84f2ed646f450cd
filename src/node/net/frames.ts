// One message, one frame: an unsigned varint and as many bytes. spec/wire.md, "Peer protocols".
// Lengths are checked against the caller's cap before anything is allocated, every wait has an end, and whatever follows
// the last frame that is due resets the stream. It knows no protocol: see rpc.ts and blocks/.

import './polyfill.ts'
import type { Stream } from '@libp2p/interface'
import { RefusalError, refuse, WorldError } from '../../core/errors/index.ts'

/** Four groups of seven bits: no frame of this project is longer than 256 MiB. */
const MAX_LENGTH_BYTES = 4
/** What the first allocation for a frame may be before its bytes have come. */
const FIRST_ALLOCATION = 64 * 1024
/** What is handed to the stream at once; the muxer cuts it to its window, and Noise to 64 KiB. */
const SLICE = 256 * 1024

export function encodeLength(length: number): Uint8Array {
  if (!Number.isInteger(length) || length < 0 || length >= 2 ** 28) throw new RangeError('length: out of range')
  const out: number[] = []
  let rest = length
  while (rest >= 0x80) {
    out.push((rest & 0x7f) | 0x80)
    rest >>>= 7
  }
  out.push(rest)
  return Uint8Array.from(out)
}

/** Takes bytes as they come and gives whole frames. Refuses with peer_misbehaved; after that it must not be used again. */
export class FrameDecoder {
  private readonly cap: number
  private length = 0
  private lengthBytes = 0
  private body: Uint8Array | undefined
  private filled = 0

  constructor(cap: number) {
    this.cap = cap
  }

  /** Nothing of a next frame has come yet. */
  get idle(): boolean {
    return this.body === undefined && this.lengthBytes === 0
  }

  feed(chunk: Uint8Array, emit: (frame: Uint8Array) => void): void {
    let at = 0
    while (at < chunk.length) {
      if (this.body === undefined) {
        const byte = chunk[at++]!
        this.length += (byte & 0x7f) << (7 * this.lengthBytes++)
        if (byte >= 0x80) {
          if (this.lengthBytes === MAX_LENGTH_BYTES)
            refuse('peer_misbehaved', 'The length of a frame has too many bytes')
          continue
        }
        if (byte === 0 && this.lengthBytes > 1) refuse('peer_misbehaved', 'The length of a frame is not minimal')
        if (this.length > this.cap) {
          refuse('peer_misbehaved', `A frame of ${this.length} bytes is over the limit of ${this.cap}`)
        }
        this.body = new Uint8Array(Math.min(this.length, FIRST_ALLOCATION))
        this.filled = 0
      }
      const n = Math.min(chunk.length - at, this.length - this.filled)
      if (this.filled + n > this.body.length) {
        // Grows with what has come, at most twofold, so that a declared length alone costs the peer's bytes, not ours.
        const grown = new Uint8Array(Math.min(this.length, Math.max(2 * this.body.length, this.filled + n)))
        grown.set(this.body.subarray(0, this.filled))
        this.body = grown
      }
      this.body.set(at === 0 && n === chunk.length ? chunk : chunk.subarray(at, at + n), this.filled)
      this.filled += n
      at += n
      if (this.filled === this.length) {
        const frame = this.body
        this.body = undefined
        this.length = 0
        this.lengthBytes = 0
        emit(frame)
      }
    }
  }
}

/** The byte strings of what a stream hands out: one, or a list of them. */
export function chunksOf(data: Uint8Array | Iterable<Uint8Array>): Iterable<Uint8Array> {
  return data instanceof Uint8Array ? [data] : data
}

export interface Deadline {
  readonly signal: AbortSignal
  clear(): void
}

/** A signal that follows `parents` and times out by itself. `clear` when done: it holds a timer and listeners. */
export function deadline(ms: number, ...parents: (AbortSignal | undefined)[]): Deadline {
  const controller = new AbortController()
  const timer = setTimeout(() => {
    controller.abort(new WorldError('timeout', `No answer within ${ms} ms`, { hint: 'Try again, or another peer' }))
  }, ms)
  const followed: [AbortSignal, () => void][] = []
  const clear = (): void => {
    clearTimeout(timer)
    for (const [parent, follow] of followed) parent.removeEventListener('abort', follow)
  }
  for (const parent of parents) {
    if (parent === undefined) continue
    const follow = (): void => {
      clear()
      controller.abort(parent.reason)
    }
    if (parent.aborted) follow()
    else {
      parent.addEventListener('abort', follow, { once: true })
      followed.push([parent, follow])
    }
  }
  return { signal: controller.signal, clear }
}

/** Waits. Rejects with the signal's reason when aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}

export interface FrameOptions {
  /** The largest frame that is accepted, in bytes. */
  readonly cap: number
  /** How long nothing may come before the peer is given up. */
  readonly stallMs: number
  readonly signal: AbortSignal
}

/**
 * Reads the one frame that is due. From then on any further byte resets the stream.
 * Errors: RefusalError peer_misbehaved; WorldError timeout, peer_unreachable; the signal's reason.
 */
export function readFrame(stream: Stream, options: FrameOptions): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const decoder = new FrameDecoder(options.cap)
    let frame: Uint8Array | undefined
    let settled = false
    const timer = setTimeout(() => fail(new WorldError('timeout', 'The peer stalled')), options.stallMs)
    const settle = (): void => {
      settled = true
      clearTimeout(timer)
      options.signal.removeEventListener('abort', onAbort)
      stream.removeEventListener('close', onEnd)
      stream.removeEventListener('remoteCloseWrite', onEnd)
    }
    const fail = (error: unknown): void => {
      if (!settled) {
        settle()
        reject(error)
      }
      stream.abort(error instanceof Error ? error : new Error(String(error)))
    }
    const onAbort = (): void => fail(options.signal.reason)
    const onEnd = (): void =>
      fail(new WorldError('peer_unreachable', 'The peer closed the stream before its message ended'))
    const onMessage = (event: { data: Uint8Array | Iterable<Uint8Array> }): void => {
      try {
        for (const chunk of chunksOf(event.data)) {
          if (frame !== undefined && chunk.length > 0) refuse('peer_misbehaved', 'Bytes follow the last message')
          decoder.feed(chunk, whole => {
            if (frame !== undefined) refuse('peer_misbehaved', 'A second message follows the last one')
            frame = whole
          })
        }
        if (frame !== undefined && !decoder.idle) refuse('peer_misbehaved', 'Bytes follow the last message')
      } catch (error) {
        fail(error)
        return
      }
      if (settled) return
      if (frame === undefined) timer.refresh()
      else {
        settle()
        resolve(frame)
      }
    }
    options.signal.addEventListener('abort', onAbort, { once: true })
    stream.addEventListener('close', onEnd)
    stream.addEventListener('remoteCloseWrite', onEnd)
    stream.addEventListener('message', onMessage)
    if (options.signal.aborted) onAbort()
    // What had come before the listener is dispatched in the microtask queue; a stream that is over by then says nothing more.
    else if (stream.remoteWriteStatus !== 'writable' && stream.readBufferLength === 0) onEnd()
  })
}

/** Reads `length` bytes that have no frame around them, for protocols that are not ours. Errors as `readFrame`. */
export function readExactly(stream: Stream, length: number, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const out = new Uint8Array(length)
    let filled = 0
    const settle = (): void => {
      signal.removeEventListener('abort', onAbort)
      stream.removeEventListener('close', onEnd)
      stream.removeEventListener('remoteCloseWrite', onEnd)
      stream.removeEventListener('message', onMessage)
    }
    const fail = (error: unknown): void => {
      settle()
      reject(error)
      stream.abort(error instanceof Error ? error : new Error(String(error)))
    }
    const onAbort = (): void => fail(signal.reason)
    const onEnd = (): void => fail(new WorldError('peer_unreachable', 'The peer closed the stream'))
    const onMessage = (event: { data: Uint8Array | Iterable<Uint8Array> }): void => {
      for (const chunk of chunksOf(event.data)) {
        if (chunk.length > length - filled) {
          fail(new RefusalError('peer_misbehaved', 'More bytes come than are due'))
          return
        }
        out.set(chunk, filled)
        filled += chunk.length
      }
      if (filled < length) return
      settle()
      resolve(out)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    stream.addEventListener('close', onEnd)
    stream.addEventListener('remoteCloseWrite', onEnd)
    stream.addEventListener('message', onMessage)
    if (signal.aborted) onAbort()
  })
}

export interface SendOptions {
  readonly stallMs: number
  readonly signal: AbortSignal
}

/** Writes one frame and waits while the peer does not take it. Errors as `sendBytes`. */
export async function writeFrame(stream: Stream, bytes: Uint8Array, options: SendOptions): Promise<void> {
  await sendBytes(stream, encodeLength(bytes.length), options)
  await sendBytes(stream, bytes, options)
}

/**
 * Sends bytes slice by slice, never leaving more than one slice in the stream's own buffer.
 * Errors: WorldError timeout, peer_unreachable; the signal's reason.
 */
export async function sendBytes(stream: Stream, bytes: Uint8Array, options: SendOptions): Promise<void> {
  for (let at = 0; at < bytes.length; at += SLICE) {
    let more: boolean
    try {
      more = stream.send(at === 0 && bytes.length <= SLICE ? bytes : bytes.subarray(at, at + SLICE))
    } catch (cause) {
      throw new WorldError('peer_unreachable', 'The peer closed the stream', { cause })
    }
    if (!more) await drained(stream, options)
  }
}

/**
 * Resolves when the stream takes bytes again. Ours rather than `stream.onDrain()`: in @libp2p/utils 7.4.1 that returns at
 * once from the second time on, since the promise it keeps is never renewed, and memory grows by what the peer does not read.
 */
export function drained(stream: Stream, options: SendOptions): Promise<void> {
  if (!stream.writableNeedsDrain && stream.writeBufferLength === 0) return Promise.resolve()
  return new Promise((resolve, reject) => {
    let waiting = stream.writeBufferLength
    const settle = (): void => {
      clearTimeout(timer)
      options.signal.removeEventListener('abort', onAbort)
      stream.removeEventListener('drain', onChange)
      stream.removeEventListener('idle', onChange)
      stream.removeEventListener('close', check)
    }
    const fail = (error: unknown): void => {
      settle()
      reject(error)
    }
    const timer = setTimeout(() => fail(new WorldError('timeout', 'The peer does not read')), options.stallMs)
    const check = (): void => {
      if (stream.writeStatus === 'closed') {
        fail(new WorldError('peer_unreachable', 'The peer closed the stream'))
      } else if (!stream.writableNeedsDrain && stream.writeBufferLength === 0) {
        settle()
        resolve()
      } else if (stream.writeBufferLength !== waiting) {
        waiting = stream.writeBufferLength
        timer.refresh()
      }
    }
    // The stream itself sends in a microtask that it queues on the same event, before ours.
    const onChange = (): void => queueMicrotask(check)
    const onAbort = (): void => fail(options.signal.reason)
    stream.addEventListener('drain', onChange)
    stream.addEventListener('idle', onChange)
    stream.addEventListener('close', check)
    options.signal.addEventListener('abort', onAbort, { once: true })
    if (options.signal.aborted) onAbort()
    else check()
  })
}

/** Ends our side; a peer that does not end its own within the grace is reset, so that no stream is left behind. */
export function finish(stream: Stream, graceMs = 1000): void {
  if (stream.status !== 'open') return
  const reset = (): void => stream.abort(new Error('The stream was not closed in time'))
  const timer = setTimeout(reset, graceMs)
  timer.unref()
  stream.addEventListener('close', () => clearTimeout(timer), { once: true })
  const closing = new AbortController()
  stream.addEventListener('close', () => closing.abort(), { once: true })
  stream.close({ signal: closing.signal }).catch(() => {
    if (stream.status === 'open') reset()
  })
}

/** What went wrong with a stream, as this room's errors: refusals and world errors pass, the rest is an unreachable peer. */
export function asNetError(error: unknown): RefusalError | WorldError {
  if (error instanceof RefusalError || error instanceof WorldError) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'TimeoutError') return new WorldError('timeout', 'The peer did not answer in time', { cause: error })
  if (name === 'AbortError') return new WorldError('interrupted', 'Interrupted', { cause: error })
  return new WorldError('peer_unreachable', 'The connection to the peer failed', {
    cause: error,
    hint: 'Check that the peer is online and that its addresses are current',
  })
}
