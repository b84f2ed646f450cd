// Who holds some content: the peers that are connected are asked first, then the DHT; and telling the DHT what this node
// holds, again and again while it does. spec/wire.md, "Discovery". Every search ends in a bounded time.
// What comes out is a list of peers to try, in a sensible order: nothing that a peer claims is believed before it delivers.

import './polyfill.ts'
import { setMaxListeners } from 'node:events'
import { CID } from 'multiformats/cid'
import { PROTOCOL } from './blocks/constants.ts'
import { parseCid } from './blocks/dag.ts'
import { askHolds } from './blocks/session.ts'
import { deadline, pause } from './frames.ts'
import type { Host } from './host.ts'

export interface FindOptions {
  /** For the whole search. */
  readonly timeoutMs?: number
  /** Peers in all; the search ends when they are found. */
  readonly maxPeers?: number
  readonly signal?: AbortSignal
}

const FIND_MS = 10_000
const ASK_MS = 2_000
const MAX_FOUND = 32
const MAX_ASKED = 64
const ASKED_AT_ONCE = 16

/**
 * Peers that hold the content, as they are found: connected ones that say so, then those of the DHT, then the connected
 * ones that did not answer. Ends after `timeoutMs`; never throws for want of peers.
 */
export async function* findProviders(host: Host, cid: string, options: FindOptions = {}): AsyncGenerator<string> {
  const content = parseCid(cid)
  const max = options.maxPeers ?? MAX_FOUND
  const limit = deadline(options.timeoutMs ?? FIND_MS, options.signal, host.signal)
  const given = new Set<string>([host.peerId])
  const give = (peer: string): boolean => given.size <= max && !given.has(peer) && given.add(peer) !== undefined
  try {
    const silent: string[] = []
    for await (const { peer, holds } of askConnected(host, content, limit.signal)) {
      if (holds && give(peer)) yield peer
      else if (holds === undefined) silent.push(peer)
    }
    if (!limit.signal.aborted && given.size <= max) {
      for await (const peer of askDht(host, content, limit.signal)) if (give(peer)) yield peer
    }
    for (const peer of silent) if (!options.signal?.aborted && give(peer)) yield peer
  } finally {
    limit.clear()
  }
}

/** Asks the connected peers that speak the protocol; `holds` is undefined where one does not answer. */
async function* askConnected(
  host: Host,
  cid: CID,
  signal: AbortSignal,
): AsyncGenerator<{ peer: string; holds: boolean | undefined }> {
  const peers: string[] = []
  for (const id of host.libp2p.getPeers()) {
    if (peers.length === MAX_ASKED) break
    const known = await host.libp2p.peerStore.get(id).catch(() => undefined)
    // A peer that has just connected has not said yet what it speaks.
    if (known === undefined || known.protocols.length === 0 || known.protocols.includes(PROTOCOL))
      peers.push(id.toString())
  }
  const running = new Map<string, Promise<{ peer: string; holds: boolean | undefined }>>()
  const askNext = (): void => {
    const peer = peers.shift()
    if (peer === undefined || signal.aborted) return
    const answer = askHolds(host, peer, [cid], { timeoutMs: ASK_MS, signal })
    running.set(
      peer,
      answer.then(
        ([holds]) => ({ peer, holds }),
        () => ({ peer, holds: undefined }),
      ),
    )
  }
  for (let i = 0; i < ASKED_AT_ONCE; i++) askNext()
  while (running.size > 0) {
    const answer = await Promise.race(running.values())
    running.delete(answer.peer)
    askNext()
    yield answer
  }
}

async function* askDht(host: Host, cid: CID, signal: AbortSignal): AsyncGenerator<string> {
  try {
    for await (const provider of host.libp2p.contentRouting.findProviders(asKey(cid), { signal })) {
      const addresses = provider.multiaddrs.slice(0, 16)
      if (addresses.length > 0) await host.libp2p.peerStore.merge(provider.id, { multiaddrs: addresses })
      yield provider.id.toString()
    }
  } catch (error) {
    // Out of time, or nobody to ask: both mean that nothing more is found.
    host.log('debug', 'the search in the DHT ended', { cid: cid.toString(), error: String(error) })
  }
}

/** The DHT knows multihashes only; a raw CID stands for all codecs. */
function asKey(cid: CID): CID {
  return CID.createV1(0x55, cid.multihash)
}

export interface Announcer {
  /** Tells the DHT that this node holds the content, now and from now on. */
  provide(cid: string): void
  withdraw(cid: string): void
  /** Content whose last announcement reached somebody. */
  announced(): string[]
  stop(): Promise<void>
}

export interface AnnounceOptions {
  /** Records live for two days in the DHT; half a day leaves room for nodes that come and go. */
  readonly everyMs?: number
  /** After an announcement that reached nobody. */
  readonly retryMs?: number
}

const ANNOUNCE_MS = 12 * 3600_000
const RETRY_MS = 30_000
const PROVIDE_MS = 30_000
const MAX_PROVIDED = 10_000

/** Announces one CID at a time: a node that hosts much spreads its announcements over time. */
export function startAnnouncer(host: Host, options: AnnounceOptions = {}): Announcer {
  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal)
  const due = new Map<string, { at: number; reached: boolean }>()
  let wake: (() => void) | undefined

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const first = [...due].reduce<[string, { at: number }] | undefined>(
        (best, entry) => (best === undefined || entry[1].at < best[1].at ? entry : best),
        undefined,
      )
      const waitMs = first === undefined ? 3600_000 : first[1].at - Date.now()
      if (first === undefined || waitMs > 0) {
        const limit = deadline(Math.min(waitMs, 3600_000), stopping.signal)
        await new Promise<void>(resolve => {
          wake = resolve
          limit.signal.addEventListener('abort', () => resolve(), { once: true })
          if (limit.signal.aborted) resolve()
        })
        limit.clear()
        continue
      }
      const [cid] = first
      const reached = await announce(host, cid, stopping.signal)
      if (!due.has(cid)) continue
      const ms = reached ? (options.everyMs ?? ANNOUNCE_MS) : (options.retryMs ?? RETRY_MS)
      due.set(cid, { at: Date.now() + ms * (0.8 + Math.random() * 0.4), reached })
      // Not faster than this, whatever the list: the search for the right peers is work for them too.
      await pause(50, stopping.signal).catch(() => {})
    }
  }
  const running = loop()
  const onStop = (): void => stopping.abort()
  host.signal.addEventListener('abort', onStop, { once: true })
  if (host.signal.aborted) onStop()
  // Whoever joins first makes announcements possible that reached nobody so far.
  const onPeer = (): void => {
    for (const entry of due.values()) if (!entry.reached) entry.at = Math.min(entry.at, Date.now() + 500)
    wake?.()
  }
  host.libp2p.addEventListener('peer:identify', onPeer)
  return {
    provide(cid) {
      const name = parseCid(cid).toString()
      if (due.size >= MAX_PROVIDED && !due.has(name))
        throw new RangeError(`cid: more than ${MAX_PROVIDED} are announced`)
      due.set(name, { at: 0, reached: false })
      wake?.()
    },
    withdraw(cid) {
      due.delete(cid)
    },
    announced: () => [...due].filter(([, entry]) => entry.reached).map(([cid]) => cid),
    async stop() {
      stopping.abort()
      host.signal.removeEventListener('abort', onStop)
      host.libp2p.removeEventListener('peer:identify', onPeer)
      wake?.()
      await running
    },
  }
}

async function announce(host: Host, cid: string, signal: AbortSignal): Promise<boolean> {
  if (host.libp2p.getPeers().length === 0) return false
  const limit = deadline(PROVIDE_MS, signal)
  try {
    let reached = 0
    for await (const event of host.libp2p.services.dht.provide(asKey(parseCid(cid)), { signal: limit.signal })) {
      if (event.name === 'PEER_RESPONSE' && event.messageName === 'ADD_PROVIDER') reached++
    }
    return reached > 0
  } catch (error) {
    host.log('debug', 'an announcement reached nobody', { cid, error: String(error) })
    return false
  } finally {
    limit.clear()
  }
}
