// What a node is told: roles, addresses, prices, limits, times. spec/node.md, "Configuration".
// Strict: an unknown or wrong member is refused, so that a misspelt limit is not a missing one. Where values come from is
// the CLI's matter; keys and passwords are never part of it.

import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { type Network, parseNetwork } from '../client/network.ts'
import { refuse } from '../core/errors/index.ts'
import { UPSTREAM_NAME } from '../core/float/index.ts'
import { ENGINE_NAMES } from '../platform/node/engines.ts'

export const ROLES = ['host', 'execute', 'verify', 'gateway', 'relay'] as const
export type Role = (typeof ROLES)[number]

const count = (least: number, most: number) => z.number().int().min(least).max(most)
const milliseconds = count(10, 24 * 3600_000)

const upstream = z.strictObject({
  /** As it is declared: part of the model's identity. */
  name: z.string().regex(UPSTREAM_NAME),
  url: z.string().max(1024),
  /** Where a name in the URL may lead: addresses and networks. Needed without TLS. */
  addresses: z.array(z.string().max(64)).min(1).max(64).optional(),
  /** As the server calls it; the declared name unless told otherwise. */
  model: z.string().min(1).max(256).optional(),
  /** Environment variable that holds the server's key. */
  keyEnv: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/)
    .optional(),
  /** The longest silence of the server: milliseconds. */
  timeoutMs: milliseconds.default(60_000),
})

const schema = z.strictObject({
  /** Absolute path of the data directory. */
  directory: z.string().min(1).refine(isAbsolute, 'an absolute path'),
  network: z.custom<Network>(value => parseNetwork(JSON.stringify(value)).ok, 'a network (spec/network.md)'),
  roles: z.array(z.enum(ROLES)).max(ROLES.length),
  peers: z
    .strictObject({
      listen: z.array(z.string()).max(16).default(['/ip4/127.0.0.1/tcp/0']),
      announce: z.array(z.string()).max(16).default([]),
      /** Beside those of the network file. */
      bootstrap: z.array(z.string()).max(64).default([]),
      /** `private`: loopback and LAN addresses count, as on a devnet. */
      reach: z.enum(['public', 'private']).default('private'),
      /** Listen through a relay: for nodes behind NAT. */
      useRelay: z.boolean().default(false),
    })
    .prefault({}),
  /** HTTP URL that is registered for this node's gateway; empty without one. */
  endpoint: z.string().max(256).default(''),
  /** The token's smallest unit per row, in decimal. */
  pricePerRow: z
    .string()
    .regex(/^(0|[1-9][0-9]{0,28})$/)
    .default('0'),
  /** The same for a row of a run whose trace root is bought with it; left out: twice as much. */
  tracedPricePerRow: z
    .string()
    .regex(/^(0|[1-9][0-9]{0,28})$/)
    .optional(),
  engine: z.enum(ENGINE_NAMES).default('wasm'),
  host: z
    .strictObject({
      /** Fetch every model that is registered on chain, within the limits. */
      follow: z.boolean().default(true),
      models: count(0, 100_000).default(64),
      modelBytes: count(1, 2 ** 33).default(2 ** 30),
      storeBytes: count(2 ** 20, 2 ** 46).default(2 ** 34),
    })
    .prefault({}),
  execute: z
    .strictObject({
      /** Requests in work and waiting; one more is told `busy`. */
      queue: count(1, 100_000).default(64),
      /** Of these, by one requester. */
      perRequester: count(1, 100_000).default(16),
      /** Requests in work at once. Engines use several cores for one as it is. */
      parallel: count(1, 256).default(1),
      /** Generations in work at once: they share the batches of their model. */
      streams: count(1, 4096).default(64),
      /** The longest that one generation may take, waiting included: milliseconds. */
      streamMs: milliseconds.default(600_000),
      /** Threads that the engine may use for one of them. */
      threads: count(1, 64).default(1),
      /**
       * Run float models: native code on files of strangers (spec/float.md). Where nothing is said, a node whose peers are on
       * this machine or its network does, and one that the public reaches does not.
       */
      float: z.boolean().optional(),
      /** OpenAI-compatible servers that this node answers by, and signs for: spec/node.md, "Upstream servers". */
      upstreams: z.array(upstream).max(64).default([]),
      rows: count(1, 2 ** 20).default(4096),
      /** Multiplications that one row of a model may need: twice what import allows unless told otherwise. */
      rowWork: count(1, 2 ** 50).default(2 ** 36),
      /** Models kept ready to run. */
      sessions: count(1, 1024).default(8),
      /** Bytes that one model may take to run. */
      memoryBytes: count(2 ** 20, 2 ** 32).default(2 ** 31),
      /** Bytes that all models kept ready may take together. */
      totalMemoryBytes: count(2 ** 20, 2 ** 40).default(2 ** 32),
      /** The longest that a run may take, loading included: milliseconds. */
      runMs: milliseconds.default(120_000),
      /** How long a run that nobody wants any more may go on before its session is ended: milliseconds. */
      graceMs: count(0, 60_000).default(250),
    })
    .prefault({}),
  verify: z
    .strictObject({
      /** Of the receipts that it may read, the share that is replayed. */
      share: z.number().min(0).max(1).default(0.25),
      /** Receipts waiting to be replayed. */
      queue: count(1, 100_000).default(1024),
      /** Are wrong answers disputed, with deposits from the node's account? */
      dispute: z.boolean().default(true),
    })
    .prefault({}),
  times: z
    .strictObject({
      checkpoint: milliseconds.default(2_000),
      /** Between epochs; they cost gas. At most half of the network's merge delay. */
      anchor: milliseconds.default(600_000),
      status: milliseconds.default(2_000),
      chain: milliseconds.default(2_000),
      /** Between looks at whether the registry still says where this node is reached. */
      contact: milliseconds.default(15_000),
      sample: milliseconds.default(2_000),
      /** For a peer to accept a connection or answer a small question. */
      ask: milliseconds.default(3_000),
      /** For an executor to answer before the next one is asked. */
      attempt: milliseconds.default(8_000),
      /** How long another process' claim on this node's keys holds without being renewed. */
      claim: milliseconds.default(8_000),
      /** How long the guard waits for a first peer before it goes on alone. */
      alone: milliseconds.default(10_000),
      /** For work in progress to end when the node stops. */
      stop: milliseconds.default(10_000),
    })
    .prefault({}),
})

export type NodeConfig = z.output<typeof schema>
export type NodeConfigInput = z.input<typeof schema>

/** Reads a configuration and fills in defaults. Refuses with `usage`. */
export function parseConfig(input: NodeConfigInput): NodeConfig {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  return refuse('usage', `node configuration: ${issue.path.join('.') || '(root)'}: ${issue.message}`)
}
