// The asking side of one /assay/blocks/1 stream: questions go out in lists, answers are matched in order. spec/wire.md.
// Each answer is parsed as its bytes come and checked against what was asked, so nothing piles up: a peer that sends more,
// less or something else ends the session. Which peer is asked for what is decided in fetch.ts.

import '../polyfill.ts'
import type { Stream } from '@libp2p/interface'
import type { CID } from 'multiformats/cid'
import { RefusalError, refuse, WorldError } from '../../../core/errors/index.ts'
import { chunksOf, encodeLength, finish } from '../frames.ts'
import type { Host } from '../host.ts'
import { encodeJson, refusalIn } from '../rpc.ts'
import {
  FOUND,
  HEADER_BYTES,
  MAX_BLOCK_BYTES,
  MAX_IN_FLIGHT,
  MAX_REFUSAL_BYTES,
  MISSING,
  PROTOCOL,
  REFUSED,
} from './constants.ts'

export interface Question {
  readonly cid: CID
  /** The block's exact length, where it is known before. */
  readonly length: number | undefined
}

export interface SessionEvents<Q extends Question> {
  /** Memory of that length for a block; it need not be clean. */
  allocate?(length: number): Uint8Array
  /** The bytes are whole but unverified; a throw ends the session with that error. */
  block(question: Q, bytes: Uint8Array): void
  missing(question: Q): void
  /** Called once, with what was asked and not answered. */
  end(error: unknown, unanswered: readonly Q[]): void
}

/** The peer refused to serve: `busy`, mostly. */
export class PeerRefused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'PeerRefused'
    this.code = code
  }
}

export class Session<Q extends Question> {
  /** When the last byte came, and since when the first unanswered question is the first. */
  lastByteAt = Date.now()
  headSince = Date.now()
  private readonly stream: Stream
  private readonly events: SessionEvents<Q>
  private readonly asked: Q[] = []
  private readonly header = new Uint8Array(HEADER_BYTES)
  private headerFilled = 0
  private body: Uint8Array | undefined
  private bodyFilled = 0
  private ended = false

  constructor(stream: Stream, events: SessionEvents<Q>) {
    this.stream = stream
    this.events = events
    stream.addEventListener('message', this.onMessage)
    stream.addEventListener('close', this.onClose)
    stream.addEventListener('remoteCloseWrite', this.onClose)
    if (stream.status !== 'open') queueMicrotask(this.onClose)
  }

  get inFlight(): number {
    return this.asked.length
  }

  ask(questions: readonly Q[], onlyStatus = false): void {
    if (questions.length === 0 || this.ended) return
    if (this.asked.length + questions.length > MAX_IN_FLIGHT) throw new RangeError('questions: too many in flight')
    const now = Date.now()
    if (this.asked.length === 0) {
      this.headSince = now
      this.lastByteAt = now
    }
    this.asked.push(...questions)
    const cids = questions.map(question => question.cid.toString())
    const frame = encodeJson(onlyStatus ? { cids, have: true } : { cids })
    const bytes = new Uint8Array(4 + frame.length)
    const length = encodeLength(frame.length)
    bytes.set(length)
    bytes.set(frame, length.length)
    try {
      // At most MAX_IN_FLIGHT short texts wait in the stream, so there is nothing to wait for here.
      this.stream.send(bytes.subarray(0, length.length + frame.length))
    } catch (cause) {
      this.end(new WorldError('peer_unreachable', 'The peer closed the stream', { cause }))
    }
  }

  /** Ends the session: in good order without an error, else by a reset. */
  end(error?: unknown): void {
    if (this.ended) return
    this.ended = true
    this.stream.removeEventListener('close', this.onClose)
    this.stream.removeEventListener('remoteCloseWrite', this.onClose)
    this.body = undefined
    const unanswered = this.asked.splice(0)
    if (error === undefined && unanswered.length === 0) finish(this.stream)
    else this.stream.abort(error instanceof Error ? error : new Error('The transfer ends'))
    this.events.end(error, unanswered)
  }

  private readonly onClose = (): void => {
    this.end(new WorldError('peer_unreachable', 'The peer closed the stream'))
  }

  private readonly onMessage = (event: { data: Uint8Array | Iterable<Uint8Array> }): void => {
    if (this.ended) return
    this.lastByteAt = Date.now()
    try {
      for (const chunk of chunksOf(event.data)) {
        this.feed(chunk)
        if (this.ended) return
      }
    } catch (error) {
      this.end(error)
    }
  }

  private feed(chunk: Uint8Array): void {
    let at = 0
    while (at < chunk.length && !this.ended) {
      if (this.body === undefined) {
        const n = Math.min(HEADER_BYTES - this.headerFilled, chunk.length - at)
        this.header.set(chunk.subarray(at, at + n), this.headerFilled)
        this.headerFilled += n
        at += n
        if (this.headerFilled < HEADER_BYTES) return
        this.begin()
      } else {
        const n = Math.min(this.body.length - this.bodyFilled, chunk.length - at)
        this.body.set(n === chunk.length ? chunk : chunk.subarray(at, at + n), this.bodyFilled)
        this.bodyFilled += n
        at += n
      }
      if (this.body !== undefined && this.bodyFilled === this.body.length) this.complete()
    }
  }

  /** A header is there: what it announces must be what is due, before anything is allocated. */
  private begin(): void {
    const status = this.header[0]
    const length = new DataView(this.header.buffer).getUint32(1)
    const question = this.asked[0]
    if (status === REFUSED) {
      if (length > MAX_REFUSAL_BYTES) refuse('peer_misbehaved', 'A refusal is too long')
    } else if (question === undefined) {
      refuse('peer_misbehaved', 'More blocks come than were asked for')
    } else if (status === MISSING) {
      if (length !== 0) refuse('peer_misbehaved', 'A missing block has bytes')
    } else if (status !== FOUND) {
      refuse('peer_misbehaved', `An answer has the unknown status ${status}`)
    } else if (length > MAX_BLOCK_BYTES || (question.length !== undefined && length !== question.length)) {
      refuse('peer_misbehaved', `A block of ${length} bytes comes where another is due`)
    }
    // Not zeroed: it is handed on only when it is full.
    this.body = this.events.allocate?.(length) ?? Buffer.allocUnsafeSlow(length)
    this.bodyFilled = 0
  }

  private complete(): void {
    const status = this.header[0]
    const bytes = this.body!
    this.body = undefined
    this.headerFilled = 0
    if (status === REFUSED) {
      const refusal = refusalIn(bytes)
      if (refusal === null) refuse('peer_misbehaved', 'A refusal cannot be read')
      throw new PeerRefused(refusal.code, refusal.message)
    }
    const question = this.asked.shift()!
    this.headSince = this.lastByteAt
    if (status === MISSING) this.events.missing(question)
    else this.events.block(question, bytes)
  }
}

/** Which of these blocks a peer says that it holds: a word, not a proof. Throws WorldError, RefusalError peer_misbehaved. */
export async function askHolds(
  host: Host,
  peer: string,
  cids: readonly CID[],
  options: { timeoutMs: number; signal?: AbortSignal },
): Promise<boolean[]> {
  if (cids.length === 0 || cids.length > MAX_IN_FLIGHT) throw new RangeError(`cids: 1 to ${MAX_IN_FLIGHT} expected`)
  const stream = await host.open(peer, PROTOCOL, options)
  return new Promise((resolve, reject) => {
    const held = new Map<Question, boolean>()
    const questions = cids.map(cid => ({ cid, length: 0 }))
    const onAbort = (): void => session.end(new WorldError('interrupted', 'Interrupted'))
    const timer = setTimeout(
      () => session.end(new WorldError('timeout', 'The peer does not answer')),
      options.timeoutMs,
    )
    const note = (question: Question, holds: boolean): void => {
      held.set(question, holds)
      if (held.size === questions.length) session.end()
    }
    const session = new Session<Question>(stream, {
      block: question => note(question, true),
      missing: question => note(question, false),
      end(error) {
        clearTimeout(timer)
        options.signal?.removeEventListener('abort', onAbort)
        if (held.size === questions.length) resolve(questions.map(question => held.get(question)!))
        else if (error instanceof PeerRefused) reject(new WorldError('busy', 'The peer is busy', { cause: error }))
        else
          reject(
            error instanceof RefusalError || error instanceof WorldError
              ? error
              : new WorldError('peer_unreachable', 'The peer went away', { cause: error }),
          )
      },
    })
    options.signal?.addEventListener('abort', onAbort, { once: true })
    session.ask(questions, true)
    if (options.signal?.aborted) onAbort()
  })
}
