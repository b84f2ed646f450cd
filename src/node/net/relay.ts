// Circuit relay v2: serving reservations with bounded memory, and listening through a relay. spec/wire.md, "Discovery".
// The protocol is libp2p's; this file adds two things that version 4.2.13 lacks: back-pressure between the two halves of a
// relayed connection, and a search for relays that does not walk the DHT without pause.

import './polyfill.ts'
import {
  type CircuitRelayServerComponents,
  type CircuitRelayService,
  type CircuitRelayTransportComponents,
  circuitRelayServer,
  circuitRelayTransport,
  RELAY_V2_HOP_CODEC,
} from '@libp2p/circuit-relay-v2'
import type { Connection, PeerId, Stream, Transport } from '@libp2p/interface'

export interface RelayLimits {
  /** Nodes that may listen through this one at a time. */
  readonly reservations: number
  /** Bytes of one relayed connection, both ways together. */
  readonly bytes: number
  /** How long one relayed connection may last. */
  readonly durationMs: number
}

export const RELAY_LIMITS: RelayLimits = { reservations: 64, bytes: 8 * 2 ** 30, durationMs: 2 * 3600_000 }

/** What one half of a relayed connection may have sent that the other has not yet taken. */
const PAUSE_ABOVE = 1024 * 1024
const RESUME_BELOW = 256 * 1024

/**
 * libp2p's relay pipes one stream into the other through an unbounded queue: a peer that sends to one that does not read
 * fills the relay's memory up to the data limit. Here each half is paused while too much of what it sent is on the way.
 * A chunk is known again by its identity: what one stream emits is the object that the other is given to send.
 */
function pressure(): (stream: Stream) => Stream {
  const owners = new WeakMap<object, { sent(bytes: number): void }>()
  const guarded = new WeakSet<Stream>()
  return stream => {
    if (guarded.has(stream)) return stream
    guarded.add(stream)
    let pending = 0
    let paused = false
    const owner = {
      sent(bytes: number): void {
        pending -= bytes
        if (paused && pending < RESUME_BELOW) {
          paused = false
          if (stream.readStatus === 'paused') stream.resume()
        }
      },
    }
    const dispatch = stream.dispatchEvent.bind(stream)
    stream.dispatchEvent = (event: Event): boolean => {
      const data: unknown = event.type === 'message' ? (event as Event & { data?: unknown }).data : undefined
      if (typeof data === 'object' && data !== null) {
        pending += (data as { byteLength: number }).byteLength
        owners.set(data, owner)
      }
      const result = dispatch(event)
      if (!paused && pending > PAUSE_ABOVE && stream.readStatus === 'readable' && stream.status === 'open') {
        paused = true
        stream.pause()
      }
      return result
    }
    const send = stream.send.bind(stream)
    stream.send = (data): boolean => {
      const from = owners.get(data)
      const bytes = data.byteLength
      const more = send(data)
      if (from !== undefined) {
        owners.delete(data)
        from.sent(bytes)
      }
      return more
    }
    return stream
  }
}

export function relayServer(limits: RelayLimits): (components: CircuitRelayServerComponents) => CircuitRelayService {
  return components => {
    const guard = pressure()
    const registrar: CircuitRelayServerComponents['registrar'] = forward(components.registrar, {
      handle: (protocol, handler, options) =>
        components.registrar.handle(
          protocol,
          (stream, connection) => handler(protocol === RELAY_V2_HOP_CODEC ? guard(stream) : stream, connection),
          options,
        ),
    })
    const connectionManager: CircuitRelayServerComponents['connectionManager'] = forward(components.connectionManager, {
      getConnections: peer =>
        components.connectionManager.getConnections(peer).map(connection =>
          forward<Connection>(connection, {
            newStream: async (protocols, options) => guard(await connection.newStream(protocols, options)),
          }),
        ),
    })
    const { peerStore, addressManager, peerId, privateKey, connectionGater, logger } = components
    return circuitRelayServer({
      reservations: {
        maxReservations: limits.reservations,
        defaultDataLimit: BigInt(limits.bytes),
        defaultDurationLimit: limits.durationMs,
      },
      maxInboundHopStreams: 16,
      maxOutboundStopStreams: 64,
    })({ peerStore, addressManager, peerId, privateKey, connectionGater, logger, registrar, connectionManager })
  }
}

/** An object that answers `methods` itself and leaves the rest, `this` included, to `target`. */
function forward<T extends object>(target: T, methods: Partial<T>): T {
  return new Proxy(target, {
    get(_, name) {
      if (Object.hasOwn(methods, name)) return (methods as Record<PropertyKey, unknown>)[name]
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

export interface RelayTransport {
  readonly create: (components: CircuitRelayTransportComponents) => Transport
  /** Tries to reserve a place at a relay that this node is connected to. Does nothing where enough places are held. */
  reserve(peer: PeerId): Promise<void>
}

export function relayTransport(): RelayTransport {
  let store: { addRelay(peer: PeerId, kind: 'discovered'): Promise<unknown> } | undefined
  return {
    create: components => {
      const { peerStore, connectionManager, transportManager, registrar, logger, events, peerId, upgrader } = components
      const { addressManager, connectionGater } = components
      // While it lacks a relay, libp2p walks the DHT at random and without pause. Here relays are found among the peers
      // that this node meets anyway (bootstrap peers first), and the walk only waits until it is called off.
      const randomWalk: CircuitRelayTransportComponents['randomWalk'] = {
        async *walk(options) {
          const signal = options?.signal
          await new Promise<void>(resolve => {
            if (signal === undefined || signal.aborted) resolve()
            else signal.addEventListener('abort', () => resolve(), { once: true })
          })
        },
      }
      const transport = circuitRelayTransport({ maxInboundStopStreams: 128, maxOutboundStopStreams: 128 })({
        peerStore,
        connectionManager,
        transportManager,
        registrar,
        logger,
        events,
        peerId,
        upgrader,
        addressManager,
        connectionGater,
        randomWalk,
      })
      store = (transport as unknown as { reservationStore?: NonNullable<typeof store> }).reservationStore
      return transport
    },
    async reserve(peer) {
      await store?.addRelay(peer, 'discovered')
    },
  }
}
