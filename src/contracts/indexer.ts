// Follows the contracts' events: in order, once, up to the block that the finality rule allows, and back again where the
// chain was reorganised (spec/contracts.md, section "Indexing"). It keeps nothing itself: what it has read and how far it
// got go to a store in one piece, so that a crash neither loses nor repeats an event.

import { type Abi, BlockNotFoundError, decodeEventLog, type Log } from 'viem'
import type { Hex } from '../core/bytes/index.ts'
import { type ChainEvent, EVENT_ABIS, type EventContract } from './events.ts'
import { failureOf } from './failures.ts'
import { type Contracts, lower } from './types.ts'

/** Which blocks count: the chain's `finalized` tag, a number of confirmations, or the newest (development chains only). */
export type Finality = 'finalized' | 'latest' | { readonly confirmations: number }

export interface BlockReference {
  readonly number: bigint
  readonly hash: Hex
}

/**
 * How far the indexer got: some of the blocks it has read, oldest first. The first is the deployment's, which tells a chain
 * that began anew from one that merely lags; the last is the newest. Never empty.
 */
export interface IndexerState {
  readonly blocks: readonly BlockReference[]
}

/** Where events go. Each call stores its events and the state together, or neither. */
export interface IndexerStore {
  /** The state of the last call, or null at the very beginning. */
  load(): Promise<IndexerState | null>
  /** Events of the blocks after the previous state's newest, in order. Often none. */
  append(events: readonly ChainEvent[], state: IndexerState): Promise<void>
  /** Everything after block `number` never happened. `state` is null where nothing is left. */
  revert(number: bigint, state: IndexerState | null): Promise<void>
}

export interface IndexerOptions extends Contracts {
  readonly store: IndexerStore
  /** Block of the deployment: nothing before it is read. */
  readonly deploymentBlock: bigint
  readonly finality: Finality
  /** Contracts to follow. Default: all but the token, whose transfers are most of any chain's events. */
  readonly follow?: readonly EventContract[]
  /** Most blocks asked for at once; halved while the chain's RPC finds it too much. */
  readonly maxRange?: bigint
  /** Blocks remembered to find a common one after a reorganisation. */
  readonly remember?: number
}

export type Step =
  /** Nothing new yet. */
  | { readonly kind: 'idle' }
  /** The chain changed while it was read, so nothing was taken: look again. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'advanced'; readonly to: bigint; readonly events: number }
  | { readonly kind: 'reverted'; readonly to: bigint }

export interface FollowOptions {
  readonly signal: AbortSignal
  /** Milliseconds between looks at the chain. */
  readonly interval?: number
  /** Longest pause after failures, in milliseconds. */
  readonly maxBackoff?: number
  /** Told of every step that changed something, and of every failure before it is tried again. */
  readonly onStep?: (step: Step) => void
  readonly onFailure?: (error: unknown, attempt: number) => void
}

export interface Indexer {
  /** One look at the chain: reads at most one range or undoes one reorganisation. */
  step(): Promise<Step>
  /** Steps until nothing is new. */
  catchUp(signal?: AbortSignal): Promise<void>
  /** Steps until the signal; failures of the chain are waited out. Failures of the store end it. */
  follow(options: FollowOptions): Promise<void>
}

const FOLLOWED: readonly EventContract[] = ['models', 'nodes', 'escrow', 'anchor', 'parameters']

/** Carries a store's failure past the retries that are meant for the chain. */
class StoreFailure extends Error {}

export function createIndexer(options: IndexerOptions): Indexer {
  const { client, addresses, store, deploymentBlock, finality, follow = FOLLOWED } = options
  const { maxRange = 5_000n, remember = 256 } = options
  const contractAt = new Map(follow.map(contract => [addresses[contract], contract]))
  const storing = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action()
    } catch (cause) {
      throw new StoreFailure('The indexer could not store what it read', { cause })
    }
  }
  let range = maxRange

  async function step(): Promise<Step> {
    const state = await storing(() => store.load())
    const standing = await standingOf(state)
    if (state !== null && standing === 'forked') return undo(state)
    const newest = state?.blocks.at(-1)
    const from = newest === undefined ? deploymentBlock : newest.number + 1n
    const head = standing === 'behind' ? -1n : await headNumber()
    if (head < from) return { kind: 'idle' }
    const to = head - from >= range ? from + range - 1n : head
    const end = await referenceTo(to)
    const first = state?.blocks[0] ?? (await referenceTo(deploymentBlock))
    if (end === null || first === null) return { kind: 'moved' }
    const logs = await readLogs(from, to)
    // The logs count only if the chain is still the one on which this step began, at both of its ends.
    if ((await hashAt(to)) !== end.hash || (await standingOf(state)) !== 'canonical') return { kind: 'moved' }
    if (logs.some(log => log.blockNumber === to && log.blockHash !== end.hash)) return { kind: 'moved' }
    const events = logs.map(decode).filter(event => event !== null)
    const recent = [...(state?.blocks.slice(1) ?? []), end].slice(-remember)
    await storing(() => store.append(events, { blocks: [first, ...recent] }))
    range = range * 2n > maxRange ? maxRange : range * 2n
    return { kind: 'advanced', to, events: events.length }
  }

  /** Goes back to the newest remembered block that is still part of the chain, or to the beginning. */
  async function undo(state: IndexerState): Promise<Step> {
    for (let length = state.blocks.length - 1; length > 0; length--) {
      const { number, hash } = state.blocks[length - 1]!
      if ((await hashAt(number)) !== hash) continue
      await storing(() => store.revert(number, { blocks: state.blocks.slice(0, length) }))
      return { kind: 'reverted', to: number }
    }
    await storing(() => store.revert(deploymentBlock - 1n, null))
    return { kind: 'reverted', to: deploymentBlock - 1n }
  }

  /**
   * Is what was read part of the chain? A chain that has not (yet, or on this server of many) reached the newest block read
   * is merely behind, as long as what it does have agrees.
   */
  async function standingOf(state: IndexerState | null): Promise<'canonical' | 'behind' | 'forked'> {
    const newest = state?.blocks.at(-1)
    if (state === null || newest === undefined) return 'canonical'
    const hash = await hashAt(newest.number)
    if (hash !== null) return hash === newest.hash ? 'canonical' : 'forked'
    const head = await client.getBlockNumber({ cacheTime: 0 })
    const present = state.blocks.findLast(({ number }) => number <= head)
    return present !== undefined && (await hashAt(present.number)) === present.hash ? 'behind' : 'forked'
  }

  async function hashAt(number: bigint): Promise<Hex | null> {
    try {
      return (await client.getBlock({ blockNumber: number })).hash
    } catch (error) {
      if (error instanceof BlockNotFoundError) return null
      throw error
    }
  }

  async function referenceTo(number: bigint): Promise<BlockReference | null> {
    const hash = await hashAt(number)
    return hash === null ? null : { number, hash }
  }

  async function headNumber(): Promise<bigint> {
    if (finality === 'finalized') return (await client.getBlock({ blockTag: 'finalized' })).number
    const latest = await client.getBlockNumber({ cacheTime: 0 })
    return finality === 'latest' ? latest : latest - BigInt(finality.confirmations)
  }

  async function readLogs(from: bigint, to: bigint): Promise<Log<bigint, number, false>[]> {
    try {
      const logs = await client.getLogs({ address: [...contractAt.keys()], fromBlock: from, toBlock: to })
      return logs.sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex)
    } catch (error) {
      // Public RPCs cap blocks or results, each with words of its own: ask for less the next time, whatever it was.
      if (range > 1n) range /= 2n
      throw error
    }
  }

  function decode(log: Log<bigint, number, false>): ChainEvent | null {
    const contract = contractAt.get(lower(log.address))
    if (contract === undefined) return null
    return decodeEvent(contract, log)
  }

  async function catchUp(signal?: AbortSignal): Promise<void> {
    try {
      do signal?.throwIfAborted()
      while ((await step()).kind !== 'idle')
    } catch (error) {
      throw error instanceof StoreFailure ? error.cause : failureOf(error)
    }
  }

  async function followUntil(how: FollowOptions): Promise<void> {
    const { signal, interval = 1_000, maxBackoff = 30_000, onStep, onFailure } = how
    let failures = 0
    while (!signal.aborted) {
      let pause = interval
      try {
        const done = await step()
        failures = 0
        if (done.kind === 'advanced' || done.kind === 'reverted') {
          onStep?.(done)
          pause = 0
        }
      } catch (error) {
        if (error instanceof StoreFailure) throw error.cause
        failures++
        onFailure?.(failureOf(error), failures)
        pause = Math.min(maxBackoff, interval * 2 ** Math.min(failures, 16))
      }
      await sleep(pause, signal)
    }
  }

  return { step, catchUp, follow: followUntil }
}

/** An event of a known contract; null for one that this version does not know, as an upgraded contract may emit. */
function decodeEvent(contract: EventContract, log: Log<bigint, number, false>): ChainEvent | null {
  const abi: Abi = EVENT_ABIS[contract]
  let decoded: { eventName?: string | undefined; args?: unknown }
  try {
    decoded = decodeEventLog({ abi, data: log.data, topics: log.topics })
  } catch {
    return null
  }
  const inputs = abi.find(item => item.type === 'event' && item.name === decoded.eventName)
  const args: Record<string, unknown> = { ...(decoded.args as Record<string, unknown>) }
  for (const { name, type } of inputs?.type === 'event' ? inputs.inputs : []) {
    if (type === 'address' && name !== undefined) args[name] = lower(String(args[name]))
  }
  const { blockNumber, blockHash, logIndex, transactionHash } = log
  const position = { blockNumber, blockHash, logIndex, transactionHash }
  // The contract's own ABI named and typed it, which is what ChainEvent states.
  return { contract, name: decoded.eventName, args, ...position } as unknown as ChainEvent
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve()
  return new Promise(resolve => {
    const timer = setTimeout(done, ms)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}

/** A store in memory: for tests, and for programs that read a whole small chain at every start. */
export interface MemoryEvents extends IndexerStore {
  readonly events: readonly ChainEvent[]
}

export function memoryEvents(): MemoryEvents {
  let events: ChainEvent[] = []
  let state: IndexerState | null = null
  return {
    get events() {
      return events
    },
    load: async () => state,
    append: async (more, next) => {
      events = [...events, ...more]
      state = next
    },
    revert: async (number, next) => {
      events = events.filter(event => event.blockNumber <= number)
      state = next
    },
  }
}
