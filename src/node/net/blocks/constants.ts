// The numbers of /assay/blocks/1. spec/wire.md, "Blocks".

export const PROTOCOL = '/assay/blocks/1'

/** File content is cut into leaves of this size, so that CIDs equal those of IPFS tools told to do the same. */
export const LEAF_BYTES = 2 ** 20
/** No block is larger, whoever made it. */
export const MAX_BLOCK_BYTES = 2 * 2 ** 20
export const MAX_REQUEST_BYTES = 8 * 1024
/** Blocks that a client may have asked for on one stream and not yet received. */
export const MAX_IN_FLIGHT = 64

/** What precedes each answer: u8 status, u32 length. */
export const HEADER_BYTES = 5
export const FOUND = 0
export const MISSING = 1
/** The body is a JSON refusal, and the stream ends. */
export const REFUSED = 2
export const MAX_REFUSAL_BYTES = 4096

export interface DagLimits {
  /** Bytes of file content. */
  readonly bytes: number
  /** Distinct blocks. */
  readonly blocks: number
  /** Nodes from the root to a leaf. */
  readonly depth: number
  /** Links of one node. */
  readonly links: number
}

export const DAG_LIMITS: DagLimits = { bytes: 2 ** 36, blocks: 2 ** 17, depth: 8, links: 8192 }

export interface ServerLimits {
  /** Streams served at a time; above it a peer is told `busy`. */
  readonly maxConcurrent: number
  readonly maxPerPeer: number
  /** How long a peer may ask for nothing. */
  readonly idleMs: number
  /** How long it may take no byte of what it asked for. */
  readonly stallMs: number
  /** The whole life of a stream. */
  readonly lifeMs: number
}

export const SERVER_LIMITS: ServerLimits = {
  maxConcurrent: 64,
  maxPerPeer: 4,
  idleMs: 60_000,
  stallMs: 20_000,
  lifeMs: 6 * 3600_000,
}
