// The serving side of /assay/blocks/1: frames with lists of CIDs come in, blocks go out in the order asked. spec/wire.md.
// It reads from the store and never writes to it, whoever asks for whatever. Over its bounds it says `busy`.

import '../polyfill.ts'
import { setMaxListeners } from 'node:events'
import type { Connection, Stream } from '@libp2p/interface'
import type { CID } from 'multiformats/cid'
import { ERRORS, RefusalError, refuse, WorldError } from '../../../core/errors/index.ts'
import { chunksOf, deadline, drained, FrameDecoder, finish, sendBytes } from '../frames.ts'
import type { Host } from '../host.ts'
import { decodeJson, encodeRefusal, refusalOf } from '../rpc.ts'
import {
  FOUND,
  HEADER_BYTES,
  MAX_IN_FLIGHT,
  MAX_REQUEST_BYTES,
  MISSING,
  PROTOCOL,
  REFUSED,
  type ServerLimits,
} from './constants.ts'
import { parseCid } from './dag.ts'
import type { BlockStore } from './store.ts'

export interface ServerStats {
  readonly streams: number
  readonly blocks: number
  readonly bytes: number
  readonly missing: number
  readonly busy: number
}

export interface BlockServer {
  /** Streams open now. */
  active(): number
  /** Counts since the start. */
  stats(): ServerStats
  stop(): Promise<void>
}

/** Blocks read ahead of the one that is being sent. */
const READ_AHEAD = 3

interface Want {
  readonly cid: CID
  readonly onlyStatus: boolean
}

export async function serveBlocks(host: Host, store: BlockStore, limits: ServerLimits): Promise<BlockServer> {
  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal)
  const perPeer = new Map<string, number>()
  const stats = { streams: 0, blocks: 0, bytes: 0, missing: 0, busy: 0 }
  let active = 0

  async function onStream(stream: Stream, connection: Connection): Promise<void> {
    const peer = connection.remotePeer.toString()
    const mine = perPeer.get(peer) ?? 0
    if (active >= limits.maxConcurrent || mine >= limits.maxPerPeer) {
      stats.busy++
      const soon = deadline(limits.stallMs, stopping.signal, host.signal)
      await refuseStream(stream, new WorldError('busy', ERRORS.busy.message), limits.stallMs, soon.signal)
      soon.clear()
      return
    }
    active++
    stats.streams++
    perPeer.set(peer, mine + 1)
    const life = deadline(limits.lifeMs, stopping.signal, host.signal)
    try {
      await answer(stream, life.signal)
    } catch (error) {
      host.log('debug', 'serving blocks ended early', { peer, error: String(error) })
      if (error instanceof RefusalError && stream.writeStatus === 'writable') {
        await refuseStream(stream, error, limits.stallMs, life.signal)
      } else stream.abort(error instanceof Error ? error : new Error(String(error)))
    } finally {
      life.clear()
      active--
      const left = perPeer.get(peer)! - 1
      if (left === 0) perPeer.delete(peer)
      else perPeer.set(peer, left)
    }
  }

  async function answer(stream: Stream, signal: AbortSignal): Promise<void> {
    const incoming = requests(stream, signal, limits.idleMs)
    const ahead: { want: Want; block: Promise<Uint8Array | undefined> }[] = []
    const header = new Uint8Array(HEADER_BYTES)
    const io = { stallMs: limits.stallMs, signal }
    try {
      for (;;) {
        while (ahead.length < READ_AHEAD) {
          const want = incoming.next()
          if (want === undefined) break
          const block = want.onlyStatus ? Promise.resolve(undefined) : store.get(want.cid)
          block.catch(() => {})
          ahead.push({ want, block })
        }
        const head = ahead.shift()
        if (head === undefined) {
          // Nothing is due: what was sent may go out before the next question comes.
          if (!(await incoming.more())) break
          continue
        }
        const block = await head.block
        const found = head.want.onlyStatus ? store.size(head.want.cid) !== undefined : block !== undefined
        header[0] = found ? FOUND : MISSING
        new DataView(header.buffer).setUint32(1, block?.length ?? 0)
        await sendBytes(stream, header.slice(), io)
        if (block !== undefined) await sendBytes(stream, block, io)
        incoming.answered()
        if (!found) stats.missing++
        else if (block !== undefined) {
          stats.blocks++
          stats.bytes += block.length
        }
      }
      await drained(stream, io)
      finish(stream)
    } finally {
      incoming.end()
    }
  }

  await host.libp2p.handle(PROTOCOL, (stream, connection) => void onStream(stream, connection), {
    maxInboundStreams: limits.maxPerPeer * 2 + 16,
    maxOutboundStreams: 64,
    runOnLimitedConnection: true,
  })
  return {
    active: () => active,
    stats: () => ({ ...stats }),
    async stop() {
      await host.libp2p.unhandle(PROTOCOL)
      stopping.abort(new WorldError('interrupted', 'The host stops'))
    },
  }
}

async function refuseStream(stream: Stream, error: unknown, stallMs: number, signal: AbortSignal): Promise<void> {
  const body = encodeRefusal(refusalOf(error))
  const bytes = new Uint8Array(HEADER_BYTES + body.length)
  bytes[0] = REFUSED
  new DataView(bytes.buffer).setUint32(1, body.length)
  bytes.set(body, HEADER_BYTES)
  try {
    await sendBytes(stream, bytes, { stallMs, signal })
    finish(stream)
  } catch (cause) {
    stream.abort(cause instanceof Error ? cause : new Error(String(cause)))
  }
}

interface Requests {
  /** The next block asked for, if one is. */
  next(): Want | undefined
  /** Waits for another: false when the peer asks no more. Throws what ended the stream. */
  more(): Promise<boolean>
  /** One answer is out: the peer may ask for another. */
  answered(): void
  end(): void
}

/**
 * What the peer asks, parsed as it comes. More unanswered questions than MAX_IN_FLIGHT break the protocol, so a peer cannot
 * make this side hold more than a few kilobytes, and nothing has to be paused.
 */
function requests(stream: Stream, signal: AbortSignal, idleMs: number): Requests {
  const decoder = new FrameDecoder(MAX_REQUEST_BYTES)
  const wants: Want[] = []
  let unanswered = 0
  let failure: unknown
  let over = stream.remoteWriteStatus !== 'writable' && stream.readBufferLength === 0
  let wake: (() => void) | undefined
  const fail = (error: unknown): void => {
    failure ??= error
    wake?.()
  }
  const onMessage = (event: { data: Uint8Array | Iterable<Uint8Array> }): void => {
    if (failure !== undefined) return
    try {
      for (const chunk of chunksOf(event.data)) {
        decoder.feed(chunk, frame => {
          for (const want of parseRequest(frame)) {
            if (++unanswered > MAX_IN_FLIGHT)
              refuse('peer_misbehaved', `More than ${MAX_IN_FLIGHT} blocks are asked for`)
            wants.push(want)
          }
        })
      }
      wake?.()
    } catch (error) {
      fail(error)
    }
  }
  const onEnd = (): void => {
    over = true
    wake?.()
  }
  const onClose = (): void => fail(new WorldError('peer_unreachable', 'The peer closed the stream'))
  const onAbort = (): void => fail(signal.reason)
  stream.addEventListener('remoteCloseWrite', onEnd)
  stream.addEventListener('close', onClose)
  stream.addEventListener('message', onMessage)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  return {
    next: () => wants.shift(),
    async more() {
      if (failure === undefined && wants.length === 0 && !over) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(() => fail(new WorldError('timeout', 'The peer asks for nothing')), idleMs)
          wake = () => {
            if (failure === undefined && wants.length === 0 && !over) return
            clearTimeout(timer)
            resolve()
          }
        })
        wake = undefined
      }
      if (failure !== undefined) throw failure
      if (wants.length === 0 && over && !decoder.idle) refuse('peer_misbehaved', 'A request ends early')
      return wants.length > 0
    },
    answered: () => void unanswered--,
    end() {
      failure ??= new WorldError('interrupted', 'The stream has ended')
      stream.removeEventListener('remoteCloseWrite', onEnd)
      stream.removeEventListener('close', onClose)
      signal.removeEventListener('abort', onAbort)
    },
  }
}

/** `{cids: [string], have?: true}`: with `have`, only whether each block is held. */
function parseRequest(frame: Uint8Array): Want[] {
  const value = decodeJson(frame)
  const { cids, have } = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  if (
    !Array.isArray(cids) ||
    cids.length === 0 ||
    cids.length > MAX_IN_FLIGHT ||
    (have !== undefined && have !== true)
  ) {
    refuse('input_invalid', `A request is {cids: [1 to ${MAX_IN_FLIGHT} CIDs], have?: true}`)
  }
  return cids.map(cid => ({ cid: parseCid(cid), onlyStatus: have === true }))
}
