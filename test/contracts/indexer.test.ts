import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  anchor,
  type ChainEvent,
  createIndexer,
  type Finality,
  type IndexerOptions,
  type IndexerStore,
  memoryEvents,
  type Step,
} from '../../src/contracts/index.ts'
import { addressOf, hash, publishModel, registerTestNode, startNetwork, type TestNetwork } from './network.ts'

let network: TestNetwork
beforeEach(async () => {
  network = await startNetwork({}, { slotsInAnEpoch: 1 })
})
afterEach(() => network.stop())

const indexerOf = (store: IndexerStore, finality: Finality, options: Partial<IndexerOptions> = {}) =>
  createIndexer({ ...network, store, deploymentBlock: network.deployment.deploymentBlock, finality, ...options })

const mark = (name: string) => anchor(network.as('stranger'), [{ root: hash(name), count: 1 }])
const mine = (blocks: number) => network.rpc('anvil_mine', `0x${blocks.toString(16)}`)
/** Replaces the newest blocks by empty ones. */
const reorganise = (depth: number) => network.rpc('anvil_reorg', depth, [])

const marks = (events: readonly ChainEvent[]): string[] =>
  events.flatMap(event => (event.contract === 'anchor' && event.name === 'Anchored' ? [event.args.root] : []))

/** Where the chain, asked anew, has its marks: what every index must agree with. */
async function truth(): Promise<string[]> {
  const store = memoryEvents()
  await indexerOf(store, 'latest').catchUp()
  return marks(store.events)
}

describe('the indexer', () => {
  it('delivers decoded events in order, once', async () => {
    await publishModel(network)
    await registerTestNode(network)
    const store = memoryEvents()
    const indexer = indexerOf(store, 'latest', { maxRange: 3n })
    await indexer.catchUp()
    const before = store.events
    await mark('a')
    await indexer.catchUp()
    await indexer.catchUp()
    expect(store.events.slice(0, before.length)).toEqual(before)
    expect(marks(store.events)).toEqual([hash('a')])
    const position = (event: ChainEvent): number => Number(event.blockNumber) * 1_000 + event.logIndex
    const positions = store.events.map(position)
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b))
    const registered = store.events.find(event => event.contract === 'nodes' && event.name === 'NodeRegistered')
    expect(registered).toMatchObject({ args: { node: addressOf('node'), operator: addressOf('operator') } })
    expect(store.events.some(event => event.contract === 'parameters' && event.name === 'ParameterChanged')).toBe(true)
    expect(store.events.some(event => event.contract === 'token')).toBe(false)
  })

  it('follows the token where it is asked to', async () => {
    const store = memoryEvents()
    await indexerOf(store, 'latest', { follow: ['token'] }).catchUp()
    expect(store.events.map(({ contract, name }) => `${contract} ${name}`)).toContain('token Transfer')
    expect(new Set(store.events.map(({ contract }) => contract))).toEqual(new Set(['token']))
  })

  it('waits for finality', async () => {
    const store = memoryEvents()
    const indexer = indexerOf(store, 'finalized')
    await mark('a')
    await indexer.catchUp()
    expect(marks(store.events)).toEqual([])
    await mine(2)
    await indexer.catchUp()
    expect(marks(store.events)).toEqual([hash('a')])
  })

  it('waits for confirmations', async () => {
    const store = memoryEvents()
    const indexer = indexerOf(store, { confirmations: 3 })
    await mark('a')
    await mine(2)
    await indexer.catchUp()
    expect(marks(store.events)).toEqual([])
    await mine(1)
    await indexer.catchUp()
    expect(marks(store.events)).toEqual([hash('a')])
  })

  it('is not touched by reorganisations above the finalized block', async () => {
    const store = memoryEvents()
    const indexer = indexerOf(store, 'finalized')
    const reverts: bigint[] = []
    const watched = { ...store, revert: async (number: bigint) => void reverts.push(number) }
    await mark('a')
    await mine(4)
    await indexerOf(watched, 'finalized').catchUp()
    await indexer.catchUp()
    await mark('b')
    await reorganise(1)
    await mark('c')
    await mine(4)
    await indexerOf(watched, 'finalized').catchUp()
    await indexer.catchUp()
    expect(reverts).toEqual([])
    expect(marks(store.events)).toEqual([hash('a'), hash('c')])
    expect(await truth()).toEqual(marks(store.events))
  })

  it.each([1, 2, 5])('survives a reorganisation of %i blocks, deeper than its confirmations', async depth => {
    const store = memoryEvents()
    const indexer = indexerOf(store, depth === 1 ? 'latest' : { confirmations: 1 }, { maxRange: 2n })
    await mark('a')
    await mine(2)
    await indexer.catchUp()
    for (let i = 0; i < 5; i++) {
      await mark(`gone ${i}`)
      await indexer.catchUp()
    }
    await mine(1)
    await indexer.catchUp()
    expect(marks(store.events)).toHaveLength(6)
    await reorganise(depth)
    await mark('b')
    await mine(3)
    await indexer.catchUp()
    const found = marks(store.events)
    expect(found).toEqual(await truth())
    expect(found[0]).toBe(hash('a'))
    expect(found.at(-1)).toBe(hash('b'))
    expect(found).toHaveLength(2 + 5 - Math.max(0, depth - 1))
  })

  it('waits while the chain is only shorter, and goes back when it grows differently', async () => {
    const store = memoryEvents()
    const indexer = indexerOf(store, 'latest', { maxRange: 1n })
    await mark('a')
    const snapshot = await network.rpc('evm_snapshot')
    await mark('gone')
    await mine(3)
    await indexer.catchUp()
    expect(marks(store.events)).toEqual([hash('a'), hash('gone')])
    await network.rpc('evm_revert', snapshot)
    expect(await indexer.step()).toEqual({ kind: 'idle' })
    expect(marks(store.events)).toEqual([hash('a'), hash('gone')])
    await network.wait(7)
    await mark('b')
    await mine(8)
    await indexer.catchUp()
    expect(marks(store.events)).toEqual([hash('a'), hash('b')])
    expect(await truth()).toEqual(marks(store.events))
  })

  it('begins again where the whole chain did, at the same addresses', async () => {
    const store = memoryEvents()
    await mark('a')
    await mine(5)
    await indexerOf(store, 'latest').catchUp()
    expect(marks(store.events)).toEqual([hash('a')])
    await network.stop()
    const { addresses } = network
    await new Promise(resolve => setTimeout(resolve, 1_100)) // another second, another block hash
    network = await startNetwork({}, { slotsInAnEpoch: 1 })
    expect(network.addresses).toEqual(addresses)
    await mark('b')
    await indexerOf(store, 'latest').catchUp()
    expect(marks(store.events)).toEqual([hash('b')])
  })

  it('goes back to the deployment where nothing that it remembers is left', async () => {
    const store = memoryEvents()
    const indexer = indexerOf(store, 'latest', { remember: 2, maxRange: 1n })
    await mark('a')
    for (let i = 0; i < 4; i++) await mark(`gone ${i}`)
    await indexer.catchUp()
    await reorganise(4)
    const steps: Step[] = []
    for (let step = await indexer.step(); step.kind !== 'idle'; step = await indexer.step()) steps.push(step)
    expect(steps[0]).toEqual({ kind: 'reverted', to: network.deployment.deploymentBlock })
    expect(marks(store.events)).toEqual([hash('a')])
  })

  it('loses and repeats nothing where its store fails in between', async () => {
    const store = memoryEvents()
    let calls = 0
    const failing: IndexerStore = {
      load: () => store.load(),
      append: async (events, state) => {
        if (++calls % 2 === 1) throw new Error('disk full')
        await store.append(events, state)
      },
      revert: (number, state) => store.revert(number, state),
    }
    const indexer = indexerOf(failing, 'latest', { maxRange: 2n })
    for (const name of ['a', 'b', 'c']) await mark(name)
    for (let i = 0; i < 100 && calls < 60; i++)
      await indexer.catchUp().catch(error => expect(error.message).toBe('disk full'))
    expect(marks(store.events)).toEqual(['a', 'b', 'c'].map(hash))
  })
})

describe('following', () => {
  it('takes new events as they come and stops at the signal', async () => {
    const store = memoryEvents()
    const stop = new AbortController()
    const following = indexerOf(store, 'latest').follow({ signal: stop.signal, interval: 10 })
    await mark('a')
    await expect.poll(() => marks(store.events)).toEqual([hash('a')])
    await mark('b')
    await expect.poll(() => marks(store.events)).toEqual([hash('a'), hash('b')])
    stop.abort()
    await following
  })

  it('waits out a chain that does not answer', async () => {
    const store = memoryEvents()
    const stop = new AbortController()
    let broken = true
    const client = {
      ...network.client,
      getLogs: (args: never) => (broken ? Promise.reject(new Error('down')) : network.client.getLogs(args)),
    } as unknown as IndexerOptions['client']
    const attempts: number[] = []
    const following = indexerOf(store, 'latest', { client }).follow({
      signal: stop.signal,
      interval: 5,
      maxBackoff: 20,
      onFailure: (_, attempt) => {
        attempts.push(attempt)
        if (attempt === 3) broken = false
      },
    })
    await mark('a')
    await expect.poll(() => marks(store.events)).toEqual([hash('a')])
    expect(attempts).toEqual([1, 2, 3])
    stop.abort()
    await following
  })

  it('asks for less where the RPC finds a range too large', async () => {
    const store = memoryEvents()
    const asked: bigint[] = []
    const client = {
      ...network.client,
      getLogs: (args: { fromBlock: bigint; toBlock: bigint }) => {
        asked.push(args.toBlock - args.fromBlock + 1n)
        return asked.at(-1)! > 4n
          ? Promise.reject(new Error('block range too large'))
          : network.client.getLogs(args as never)
      },
    } as unknown as IndexerOptions['client']
    await mine(40)
    await mark('a')
    const indexer = indexerOf(store, 'latest', { client, maxRange: 32n })
    for (let i = 0; i < 60; i++) await indexer.step().catch(() => undefined)
    expect(marks(store.events)).toEqual([hash('a')])
    expect(asked.slice(0, 4)).toEqual([32n, 16n, 8n, 4n])
  })

  it('ends with its store', async () => {
    const store: IndexerStore = { ...memoryEvents(), append: () => Promise.reject(new Error('disk full')) }
    const following = indexerOf(store, 'latest').follow({ signal: new AbortController().signal, interval: 5 })
    await expect(following).rejects.toThrow('disk full')
  })
})
