// The peer-to-peer room: a host, requests to peers, content by hash, and the search for who holds it. spec/wire.md.
// It knows libp2p; it knows no receipts, contracts or models.

import './polyfill.ts'

export * from './blocks/index.ts'
export {
  type AnnounceOptions,
  type Announcer,
  type FindOptions,
  findProviders,
  startAnnouncer,
} from './discovery.ts'
export {
  type ConnectedPeer,
  createHost,
  type Host,
  type HostLimits,
  type HostOptions,
  type Log,
  type PeerAddresses,
} from './host.ts'
export {
  generatePeerKey,
  type PeerKey,
  peerIdOf,
  peerKeyFromBytes,
  peerKeyFromSeed,
  peerKeyToBytes,
} from './keys.ts'
export type { RelayLimits } from './relay.ts'
export {
  decodeJson,
  encodeJson,
  type Handler,
  type JsonHandler,
  type RequestContext,
  type RequestOptions,
  request,
  requestJson,
  type Served,
  type ServeOptions,
  serve,
  serveJson,
} from './rpc.ts'
export { requestSeries, type SeriesOptions } from './series.ts'
