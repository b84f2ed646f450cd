// The chain as a node sees it: registries kept up to date by the indexer, at the network's finality, in the node's database,
// so that a node starts and answers while the chain is away. spec/node.md, "The chain". It signs nothing but what `send` asks.

import { createPublicClient, createWalletClient, defineChain, fallback, http, type PublicClient } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Network } from '../../client/network.ts'
import {
  type ChainEvent,
  type Contracts,
  createIndexer,
  domainOf,
  type IndexerState,
  type IndexerStore,
  type SigningContracts,
} from '../../contracts/index.ts'
import { toHex } from '../../core/bytes/index.ts'
import type { Domain } from '../../core/receipt/index.ts'
import type { Logger } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import type { Store, StoredEvent } from '../store/index.ts'
import { createFold, type Registry } from './fold.ts'

export type { ChainEpoch, ChainNode, Registry } from './fold.ts'

export interface Chain {
  readonly domain: Domain
  readonly contracts: Contracts
  /** The registries as last read. */
  registry(): Registry
  /** When the indexer last reached the chain's end: Unix milliseconds, 0 for never. */
  readAt(): number
  /** Reads until nothing is new. Throws WorldError chain_unreachable. */
  catchUp(): Promise<void>
  /** Called after every change. */
  onChange(listener: () => void): void
  /** Contracts to write with under a key. The key stays in this process. */
  signer(privateKey: Uint8Array): SigningContracts
  stop(): Promise<void>
}

export interface ChainOptions {
  readonly network: Network
  readonly store: Store
  readonly log: Logger
  readonly metrics: Metrics
  readonly intervalMs: number
}

const RPC_TIMEOUT_MS = 5_000
/** Longest pause between tries while the chain does not answer. */
const BACKOFF_MS = 15_000

export function openChain(options: ChainOptions): Chain {
  const { network, store, log, metrics, intervalMs } = options
  const { chainId, contracts: addresses } = network
  const chain = defineChain({
    id: chainId,
    name: network.name,
    nativeCurrency: { name: 'gas', symbol: 'GAS', decimals: 18 },
    rpcUrls: { default: { http: [...network.rpc] } },
  })
  const transport = fallback(network.rpc.map(url => http(url, { timeout: RPC_TIMEOUT_MS, retryCount: 1 })))
  const pollingInterval = Math.max(20, Math.min(intervalMs, 4_000))
  const client = createPublicClient({ chain, transport, pollingInterval }) as PublicClient
  const contracts: Contracts = { client, addresses }

  let fold = createFold()
  for (const event of store.chain.events()) fold.add(event)
  let readAt = 0
  const listeners = new Set<() => void>()
  const changed = (): void => {
    for (const listener of listeners) listener()
  }

  const indexer = createIndexer({
    ...contracts,
    deploymentBlock: BigInt(network.deploymentBlock),
    finality: network.finality,
    follow: ['models', 'nodes', 'anchor', 'parameters', 'disputes', 'misconduct'],
    store: indexerStore(client, store, {
      added: events => {
        for (const event of events) fold.add(event)
        if (events.length > 0) changed()
      },
      reverted: () => {
        fold = createFold()
        for (const event of store.chain.events()) fold.add(event)
        changed()
      },
    }),
  })

  const stopping = new AbortController()
  let turn: Promise<void> = Promise.resolve()
  /** One reader at a time: steps of two would append the same events. */
  const catchUp = (): Promise<void> => {
    const next = turn
      .catch(() => {})
      .then(() => indexer.catchUp(stopping.signal))
      .then(() => {
        readAt = Date.now()
      })
    turn = next
    return next
  }

  let timer: NodeJS.Timeout | undefined
  let failures = 0
  const tick = async (): Promise<void> => {
    try {
      await catchUp()
      if (failures > 0) log('info', 'the chain answers again', { failures })
      failures = 0
    } catch (error) {
      if (stopping.signal.aborted) return
      metrics.count('chain_errors')
      if (failures++ === 0) log('warn', 'the chain cannot be read', { error })
    }
    if (stopping.signal.aborted) return
    timer = setTimeout(() => void tick(), Math.min(BACKOFF_MS, intervalMs * 2 ** Math.min(failures, 10)))
  }
  timer = setTimeout(() => void tick(), intervalMs)

  return {
    domain: domainOf(chainId, addresses),
    contracts,
    registry: () => fold.registry(),
    readAt: () => readAt,
    catchUp,
    onChange: listener => void listeners.add(listener),
    signer(privateKey) {
      const account = privateKeyToAccount(toHex(privateKey))
      return { ...contracts, wallet: createWalletClient({ account, chain, transport }) }
    },
    async stop() {
      stopping.abort(new Error('The node stops'))
      clearTimeout(timer)
      await turn.catch(() => {})
    },
  }
}

interface Listener {
  added(events: readonly StoredEvent[]): void
  reverted(): void
}

/** The indexer's store over the node's database: events and position in one transaction. */
function indexerStore(client: PublicClient, store: Store, listener: Listener): IndexerStore {
  return {
    load: async () => stateFrom(store.chain.state()),
    async append(events, state) {
      const times = new Map<bigint, number>()
      for (const { blockNumber } of events) {
        if (!times.has(blockNumber)) times.set(blockNumber, Number((await client.getBlock({ blockNumber })).timestamp))
      }
      const rows = events.map(event => rowOf(event, times.get(event.blockNumber)!))
      store.chain.append(rows, stateText(state))
      listener.added(rows)
    },
    async revert(number, state) {
      store.chain.revert(Number(number), state === null ? null : stateText(state))
      listener.reverted()
    },
  }
}

const asText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)

const rowOf = (event: ChainEvent, time: number): StoredEvent => ({
  block: Number(event.blockNumber),
  index: event.logIndex,
  contract: event.contract,
  name: event.name,
  args: JSON.stringify(event.args, asText),
  time,
})

const stateText = (state: IndexerState): string =>
  JSON.stringify(state.blocks.map(({ number, hash }) => [String(number), hash]))

function stateFrom(text: string | null): IndexerState | null {
  if (text === null) return null
  const blocks = JSON.parse(text) as [string, `0x${string}`][]
  return { blocks: blocks.map(([number, hash]) => ({ number: BigInt(number), hash })) }
}
