// A libp2p node with this project's choices: TCP and WebSocket, Noise, Yamux, identify, ping, Kademlia under its own name,
// circuit relay, connection limits, and a loop that keeps it connected. spec/wire.md, "Peer protocols" and "Discovery".
// It knows no receipts, contracts or models, and writes nothing to disk: what strangers say stays in bounded memory.

import './polyfill.ts'
import { randomBytes } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { identify, identifyPush } from '@libp2p/identify'
import { type Connection, isPeerId, type PeerId, type ServiceMap, type Stream } from '@libp2p/interface'
import { type KadDHT, kadDHT, passthroughMapper, removePrivateAddressesMapper } from '@libp2p/kad-dht'
import { noise } from '@libp2p/noise'
import { ping } from '@libp2p/ping'
import { tcp } from '@libp2p/tcp'
import { isPrivate } from '@libp2p/utils'
import { webSockets } from '@libp2p/websockets'
import { yamux } from '@libp2p/yamux'
import { CODE_P2P, type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import { createLibp2p, type Libp2p } from 'libp2p'
import { RefusalError, refuse, WorldError } from '../../core/errors/index.ts'
import { asNetError, deadline, finish, pause, readExactly } from './frames.ts'
import { type PeerKey, parsePeerId, peerIdOf } from './keys.ts'
import { boundedMemory } from './memory.ts'
import { RELAY_LIMITS, type RelayLimits, relayServer, relayTransport } from './relay.ts'

export const KAD_PROTOCOL = '/assay/kad/1.0.0'
const PING_PROTOCOL = '/ipfs/ping/1.0.0'
const HOP_PROTOCOL = '/libp2p/circuit/relay/0.2.0/hop'

export interface HostLimits {
  /** Connections in all; above it the least valued are closed. */
  readonly connections: number
  /** Inbound connections that have not finished their handshake. */
  readonly pendingInbound: number
  /** New inbound connections per second and remote address. */
  readonly inboundPerSecond: number
  readonly dialTimeoutMs: number
  /** Streams that one connection may hold open towards this node. */
  readonly inboundStreams: number
}

export const HOST_LIMITS: HostLimits = {
  connections: 300,
  pendingInbound: 10,
  inboundPerSecond: 5,
  dialTimeoutMs: 10_000,
  inboundStreams: 256,
}
/** On a private network many nodes share one address, so limits per address are per machine there, not per peer. */
const PRIVATE_LIMITS: Partial<HostLimits> = { pendingInbound: 64, inboundPerSecond: 100 }

export type Log = (level: 'debug' | 'info' | 'warn', message: string, facts?: Readonly<Record<string, unknown>>) => void

export interface HostOptions {
  readonly privateKey: PeerKey
  /** Addresses to listen on, such as `/ip4/0.0.0.0/tcp/4001` and `/ip4/0.0.0.0/tcp/4002/ws`. May be empty. */
  readonly listen: readonly string[]
  /** Addresses that others reach this node by and that it cannot see itself: port forwarding, DNS names. */
  readonly announce?: readonly string[]
  /** Peers to join through, with their `/p2p/` part. */
  readonly bootstrap: readonly string[]
  /** `private` keeps loopback and LAN addresses (a devnet); `public` neither tells, takes nor dials them. */
  readonly network: 'public' | 'private'
  /** `serve`: carry others' connections. `use`: be reachable through a relay. */
  readonly relay: { readonly serve: boolean; readonly use: boolean; readonly limits?: Partial<RelayLimits> }
  readonly limits?: Partial<HostLimits>
  /** Stops the host when aborted. */
  readonly signal?: AbortSignal
  readonly log?: Log
}

export interface PeerAddresses {
  readonly id: string
  readonly addresses: readonly string[]
}

export interface ConnectedPeer {
  readonly id: string
  readonly address: string
  readonly direction: 'inbound' | 'outbound'
  /** Through a relay, whose limits on bytes and time apply. */
  readonly relayed: boolean
}

export interface Host {
  readonly peerId: string
  /** Addresses to give to others, with their `/p2p/` part. */
  addresses(): string[]
  peers(): ConnectedPeer[]
  /** Remembers peers that another source names (the on-chain registry); connects to some of them in time. */
  addPeers(peers: Iterable<PeerAddresses>): Promise<{ added: number; refused: number }>
  /** Connects to a peer id or an address, and resolves to its peer id. Throws WorldError peer_unreachable, timeout. */
  connect(peer: string, options?: { signal?: AbortSignal; timeoutMs?: number }): Promise<string>
  disconnect(peer: string): Promise<void>
  /** The round trip to a peer in milliseconds. */
  ping(peer: string, options?: { signal?: AbortSignal; timeoutMs?: number }): Promise<number>
  /** For the rest of this room: a stream to a peer id or an address. Throws as `connect`. */
  open(peer: string, protocol: string, options?: { signal?: AbortSignal; timeoutMs?: number }): Promise<Stream>
  /** Resolves to true once `count` peers are connected, to false when that takes longer. */
  waitForPeers(count: number, options?: { signal?: AbortSignal; timeoutMs?: number }): Promise<boolean>
  /** Aborted when the host stops; what runs on the host ends with it. */
  readonly signal: AbortSignal
  readonly log: Log
  readonly network: 'public' | 'private'
  /** For the rest of this room. Nothing outside `net` touches it. */
  readonly libp2p: Libp2p<HostServices>
  /** Closes every connection and listener. May be called twice. */
  stop(): Promise<void>
}

interface Delayed {
  stop?(): void
}

interface HostServices extends ServiceMap {
  dht: KadDHT
}

const MAX_KNOWN = 2048
const MAX_ADDRESSES = 16
const MAX_ADDRESS_LENGTH = 512
/** With fewer connections than this the host dials peers that it knows. */
const ENOUGH_CONNECTIONS = 16
const TEND_MS = 5_000
const DIALS_PER_TURN = 8
const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 300_000
/** A peer that has just joined is not known everywhere at once. */
const FIND_ATTEMPTS = 4
const FIND_PAUSE_MS = 250

interface Known {
  readonly id: string
  addresses: Multiaddr[]
  readonly bootstrap: boolean
  failures: number
  notBefore: number
}

export async function createHost(options: HostOptions): Promise<Host> {
  const isPublic = options.network === 'public'
  const limits: HostLimits = { ...HOST_LIMITS, ...(isPublic ? {} : PRIVATE_LIMITS), ...options.limits }
  const log: Log = options.log ?? (() => {})
  const self = peerIdOf(options.privateKey)
  const known = new Map<string, Known>()
  const trusted = new Set<string>()
  for (const text of options.bootstrap) {
    const { id, address } = parseAddress(text)
    if (id === self) continue
    trusted.add(withoutPeer(address))
    const entry = known.get(id)
    if (entry) entry.addresses.push(address)
    else known.set(id, { id, addresses: [address], bootstrap: true, failures: 0, notBefore: 0 })
  }
  options.signal?.throwIfAborted()

  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal)
  const relay = relayTransport()
  const listen = options.relay.use ? [...options.listen, '/p2p-circuit'] : [...options.listen]
  const ownKey = parsePeerId(self)!.toCID().toString()
  let addressManager: AddressComponents['addressManager'] | undefined
  let libp2p: Libp2p<HostServices>
  try {
    libp2p = await createLibp2p({
      privateKey: options.privateKey,
      nodeInfo: { name: 'assay', version: '1', userAgent: 'assay' },
      addresses: {
        listen,
        appendAnnounce: [...(options.announce ?? [])],
        announceFilter: addresses => (isPublic ? addresses.filter(address => !isPrivate(address)) : addresses),
      },
      datastore: boundedMemory(key => key.endsWith(ownKey)),
      transports: [tcp({ backlog: 128 }), webSockets(), relay.create],
      connectionEncrypters: [noise()],
      streamMuxers: [
        yamux({
          maxInboundStreams: limits.inboundStreams,
          // Streams that come while the connection is still being set up: at the default of 10 a burst resets it.
          maxEarlyStreams: 64,
          // A paused stream holds at most one window: more would be over the buffer's limit, and the stream reset.
          streamOptions: { maxStreamWindowSize: 8 * 2 ** 20, maxReadBufferLength: 8 * 2 ** 20 + 64 * 1024 },
        }),
      ],
      connectionManager: {
        maxConnections: limits.connections,
        maxIncomingPendingConnections: limits.pendingInbound,
        inboundConnectionThreshold: limits.inboundPerSecond,
        dialTimeout: limits.dialTimeoutMs,
        addressDialTimeout: Math.min(5_000, limits.dialTimeoutMs),
        inboundUpgradeTimeout: limits.dialTimeoutMs,
        maxPeerAddrsToDial: MAX_ADDRESSES,
        maxParallelDials: 100,
      },
      // A node that computes may be late with a ping: a slow answer is no reason to cut every connection.
      connectionMonitor: { pingInterval: 30_000, pingTimeout: { minTimeout: 20_000 } },
      connectionGater: {
        denyDialMultiaddr: address => isPublic && isPrivate(address) && !trusted.has(withoutPeer(address)),
      },
      services: {
        identify: identify(),
        identifyPush: identifyPush(),
        // One stream each is the default, and the DHT's own pings would take it.
        ping: ping({ maxInboundStreams: 8, maxOutboundStreams: 8 }),
        dht: kadDHT({
          protocol: KAD_PROTOCOL,
          // Without a mode libp2p serves once it sees a public address of its own; a private network has none.
          ...(isPublic ? {} : { clientMode: false }),
          peerInfoMapper: isPublic ? removePrivateAddressesMapper : passthroughMapper,
          initialQuerySelfInterval: 100,
          // Provider records only: no value is stored for anyone.
          validators: {
            pk: () => {
              throw new Error('Values are not stored')
            },
          },
        }),
        ownAddresses: components => {
          addressManager = components.addressManager
          return ownAddresses(components)
        },
        ...(options.relay.serve ? { relay: relayServer({ ...RELAY_LIMITS, ...options.relay.limits }) } : {}),
      },
    })
  } catch (error) {
    throw asListenError(error, options.listen)
  }

  const connected = (id: string): Connection[] => libp2p.getConnections(parsePeerId(id)!)
  let tending: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  const tendSoon = (ms: number): void => {
    clearTimeout(timer)
    if (stopping.signal.aborted) return
    timer = setTimeout(() => {
      tending = tend().catch(error => log('warn', 'keeping connections failed', { error: String(error) }))
      void tending.then(() => tendSoon(TEND_MS * (0.75 + Math.random() / 2)))
    }, ms)
  }

  /** One turn of the loop: bootstrap peers always, others while connections are few, then a relay where one is wanted. */
  async function tend(): Promise<void> {
    const now = Date.now()
    const few = libp2p.getConnections().length < ENOUGH_CONNECTIONS
    const due = [...known.values()].filter(
      peer => (peer.bootstrap || few) && peer.notBefore <= now && connected(peer.id).length === 0,
    )
    due.sort((a, b) => Number(b.bootstrap) - Number(a.bootstrap) || a.failures - b.failures)
    await Promise.all(due.slice(0, DIALS_PER_TURN).map(tendPeer))
    if (options.relay.use && !libp2p.getMultiaddrs().some(isCircuit)) await findRelay()
  }

  async function tendPeer(peer: Known): Promise<void> {
    const limit = deadline(limits.dialTimeoutMs, stopping.signal)
    try {
      await libp2p.dial(peer.addresses, { signal: limit.signal })
      peer.failures = 0
      await libp2p.peerStore.merge(parsePeerId(peer.id)!, {
        tags: { assay: { value: peer.bootstrap ? 50 : 10 } },
      })
    } catch (error) {
      if (stopping.signal.aborted) return
      peer.notBefore = Date.now() + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** peer.failures++)
      log('debug', 'a known peer cannot be reached', { peer: peer.id, error: String(error) })
    } finally {
      limit.clear()
    }
  }

  async function findRelay(): Promise<void> {
    for (const id of libp2p.getPeers().slice(0, 32)) {
      if (stopping.signal.aborted) return
      const peer = await libp2p.peerStore.get(id).catch(() => undefined)
      if (!peer?.protocols.includes(HOP_PROTOCOL)) continue
      try {
        await relay.reserve(id)
        return
      } catch (error) {
        log('debug', 'a relay did not give a place', { peer: id.toString(), error: String(error) })
      }
    }
  }

  const onDisconnect = (event: { detail: { toString(): string } }): void => {
    const peer = known.get(event.detail.toString())
    if (peer?.bootstrap) tendSoon(FIRST_RETRY_MS)
  }
  libp2p.addEventListener('peer:disconnect', onDisconnect)

  /** libp2p does not stop two updates that it delays by a second each: they would keep the process alive that long. */
  const stopDelayed = (): void => {
    addressManager?._updatePeerStoreAddresses?.stop?.()
    const push = libp2p.services['identifyPush'] as { _push?: Delayed } | undefined
    push?._push?.stop?.()
  }

  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => {
    stopped ??= (async () => {
      stopping.abort(new WorldError('interrupted', 'The host stops'))
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', onSignal)
      libp2p.removeEventListener('peer:disconnect', onDisconnect)
      await tending
      await libp2p.stop()
      stopDelayed()
    })()
    return stopped
  }
  const onSignal = (): void => void stop()
  if (options.signal?.aborted) {
    await stop()
    throw options.signal.reason
  }
  options.signal?.addEventListener('abort', onSignal, { once: true })
  tendSoon(0)

  /**
   * Learns where a peer is before it is dialed. libp2p would look while the dial is already queued; when the DHT then meets
   * the same peer on its way, it waits for that dial, which waits for the DHT.
   */
  const findAddresses = async (id: PeerId, signal: AbortSignal): Promise<void> => {
    if (libp2p.getConnections(id).length > 0) return
    const stored = await libp2p.peerStore.get(id).catch(() => undefined)
    if (stored !== undefined && stored.addresses.length > 0) return
    for (let attempt = 1; ; attempt++) {
      try {
        const found = await libp2p.peerRouting.findPeer(id, { signal })
        if (found.multiaddrs.length > 0) await libp2p.peerStore.merge(id, { multiaddrs: found.multiaddrs })
        return
      } catch (error) {
        if (signal.aborted || attempt === FIND_ATTEMPTS) throw error
        await pause(FIND_PAUSE_MS, signal)
      }
    }
  }

  /**
   * The connection that there is, a direct one before a relayed one, or a new one. libp2p's own choice leaves out relayed
   * connections, whose bytes are limited, and would dial again each time.
   */
  const connectionTo = async (peer: string, signal: AbortSignal): Promise<Connection> => {
    const target = dialTarget(peer)
    const id = isPeerId(target) ? target : parsePeerId(parseAddress(peer).id)!
    const open = libp2p.getConnections(id).filter(connection => connection.status === 'open')
    const direct = open.find(connection => !isCircuit(connection.remoteAddr))
    const existing = direct ?? (isPeerId(target) || isCircuit(target) ? open[0] : undefined)
    if (existing !== undefined) return existing
    if (isPeerId(target)) await findAddresses(target, signal)
    return libp2p.dial(target, { signal })
  }

  const open = async (peer: string, protocol: string, signal: AbortSignal): Promise<Stream> => {
    const connection = await connectionTo(peer, signal)
    return connection.newStream([protocol], { signal, runOnLimitedConnection: true, maxOutboundStreams: 256 })
  }

  const withDeadline = async <T>(
    { signal, timeoutMs = limits.dialTimeoutMs }: { signal?: AbortSignal; timeoutMs?: number },
    action: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const limit = deadline(timeoutMs, signal, stopping.signal)
    try {
      return await action(limit.signal)
    } catch (error) {
      throw limit.signal.aborted ? asNetError(limit.signal.reason) : asNetError(error)
    } finally {
      limit.clear()
    }
  }

  return {
    peerId: self,
    libp2p,
    log,
    network: options.network,
    signal: stopping.signal,
    addresses: () => libp2p.getMultiaddrs().map(String),
    peers: () =>
      libp2p.getConnections().map(connection => ({
        id: connection.remotePeer.toString(),
        address: connection.remoteAddr.toString(),
        direction: connection.direction,
        relayed: isCircuit(connection.remoteAddr),
      })),
    async addPeers(peers) {
      let added = 0
      let refused = 0
      for (const peer of peers) {
        const id = parsePeerId(peer.id)
        const addresses = id === null ? [] : usable(peer.addresses, peer.id, isPublic)
        if (id === null || peer.id === self || addresses.length === 0 || !remember(known, peer.id, addresses)) {
          refused++
          continue
        }
        await libp2p.peerStore.merge(id, { multiaddrs: addresses })
        added++
      }
      if (added > 0) tendSoon(0)
      return { added, refused }
    },
    connect: (peer, dial = {}) =>
      withDeadline(dial, async signal => {
        const connection = await connectionTo(peer, signal)
        return connection.remotePeer.toString()
      }),
    open: (peer, protocol, dial = {}) => withDeadline(dial, signal => open(peer, protocol, signal)),
    async disconnect(peer) {
      const id = parsePeerId(peer)
      if (id === null) throw new TypeError('peer: not a peer id')
      await libp2p.hangUp(id)
    },
    ping: (peer, dial = {}) =>
      withDeadline(dial, async signal => {
        const stream = await open(peer, PING_PROTOCOL, signal)
        const sent = randomBytes(32)
        const started = performance.now()
        stream.send(sent)
        const answer = await readExactly(stream, 32, signal)
        const ms = performance.now() - started
        finish(stream)
        if (!sent.equals(answer)) refuse('peer_misbehaved', 'The answer to a ping is not what was sent')
        return ms
      }),
    async waitForPeers(count, { signal, timeoutMs = 10_000 } = {}) {
      const limit = deadline(timeoutMs, signal, stopping.signal)
      try {
        while (libp2p.getPeers().length < count && !limit.signal.aborted) {
          await new Promise<void>(resolve => {
            const done = (): void => {
              libp2p.removeEventListener('peer:connect', done)
              limit.signal.removeEventListener('abort', done)
              resolve()
            }
            libp2p.addEventListener('peer:connect', done)
            limit.signal.addEventListener('abort', done)
          })
        }
        signal?.throwIfAborted()
        return libp2p.getPeers().length >= count
      } finally {
        limit.clear()
      }
    },
    stop,
  }
}

/** A peer id, or an address that ends in one, as libp2p dials it. Throws RefusalError input_invalid. */
export function dialTarget(peer: string): Multiaddr | PeerId {
  return peer.startsWith('/')
    ? parseAddress(peer).address
    : (parsePeerId(peer) ?? refuse('input_invalid', 'A peer id or an address with /p2p/ is expected'))
}

function parseAddress(text: string): { id: string; address: Multiaddr } {
  try {
    if (text.length > MAX_ADDRESS_LENGTH) refuse('input_invalid', 'The address is too long')
    const address = multiaddr(text)
    const id = address.getComponents().findLast(part => part.code === CODE_P2P)?.value
    if (id === undefined || parsePeerId(id) === null) {
      refuse('input_invalid', `The address ${text} does not end in /p2p/ and a peer id`)
    }
    return { id, address }
  } catch (error) {
    if (error instanceof RefusalError) throw error
    refuse('input_invalid', `The address ${text.slice(0, 100)} cannot be read`)
  }
}

/** The addresses of a peer that can be dialed, with its id: others' words, so each is checked and their number bounded. */
function usable(addresses: readonly string[], id: string, isPublic: boolean): Multiaddr[] {
  const out: Multiaddr[] = []
  for (const text of addresses.slice(0, MAX_ADDRESSES)) {
    if (typeof text !== 'string' || text.length > MAX_ADDRESS_LENGTH) continue
    try {
      const parsed = multiaddr(text)
      const last = parsed.getComponents().at(-1)
      const address = last?.code === CODE_P2P ? parsed : parsed.encapsulate(`/p2p/${id}`)
      // The id that is asked for at the end, and something to dial before it.
      if (address.getComponents().at(-1)?.value !== id || address.getComponents()[0]?.code === CODE_P2P) continue
      if (!isPublic || !isPrivate(address)) out.push(address)
    } catch {
      // Not an address: others may write anything.
    }
  }
  return out
}

function remember(known: Map<string, Known>, id: string, addresses: Multiaddr[]): boolean {
  const entry = known.get(id)
  if (entry?.bootstrap) return true
  if (entry === undefined && known.size >= MAX_KNOWN) return false
  known.set(id, { id, addresses, bootstrap: false, failures: 0, notBefore: 0 })
  return true
}

function isCircuit(address: Multiaddr): boolean {
  return address.getComponents().some(part => part.name === 'p2p-circuit')
}

interface AddressComponents {
  readonly events: { addEventListener(type: 'transport:listening', listener: () => void): void }
  readonly transportManager: { getAddrs(): Multiaddr[] }
  readonly addressManager: {
    confirmObservedAddr(address: Multiaddr, options: { type: 'transport'; ttl: number }): void
    readonly _updatePeerStoreAddresses?: Delayed
  }
}

/**
 * Public addresses of this machine's own interfaces count as reachable from the start. libp2p waits for a prober to confirm
 * them and tells nobody before; here a wrong one only costs others a failed dial.
 */
function ownAddresses({ events, transportManager, addressManager }: AddressComponents): object {
  events.addEventListener('transport:listening', () => {
    for (const address of transportManager.getAddrs()) {
      if (isPrivate(address) || isCircuit(address)) continue
      addressManager.confirmObservedAddr(address, { type: 'transport', ttl: 365 * 86_400_000 })
    }
  })
  return {}
}

/** The transport part, for comparing an address with itself under another peer id. */
function withoutPeer(address: Multiaddr): string {
  return address.toString().replace(/\/p2p\/[^/]+$/, '')
}

function asListenError(error: unknown, listen: readonly string[]): WorldError | RefusalError {
  const text = String(error instanceof Error ? error.message : error)
  if (/EADDRINUSE/.test(text)) {
    return new WorldError('port_taken', `A port of ${listen.join(', ')} is in use`, {
      cause: error,
      hint: 'Stop the process that holds it, or listen on another port',
    })
  }
  return error instanceof RefusalError
    ? error
    : new WorldError('internal', 'The peer host could not start', { cause: error })
}
