// The datastore that libp2p gets: in memory, and bounded per kind of record, oldest out first. What strangers announce
// (peers, provider records) fills it up to a limit and no further, and nothing of it reaches the disk.

import type { Libp2pOptions } from 'libp2p'

type Datastore = NonNullable<Libp2pOptions['datastore']>
type Key = Parameters<Datastore['put']>[0]
type Query = Parameters<Datastore['query']>[0]
type KeyQuery = Parameters<Datastore['queryKeys']>[0]
interface Pair {
  key: Key
  value: Uint8Array
}

export interface MemoryLimits {
  /** Peers whose addresses and protocols are remembered. */
  readonly peers: number
  /** Provider records kept for the DHT. */
  readonly records: number
  /** Everything else. */
  readonly other: number
}

export const MEMORY_LIMITS: MemoryLimits = { peers: 4096, records: 16_384, other: 1024 }

/** `isOwn` names the keys that are never pushed out: the records about this node itself. */
export function boundedMemory(isOwn: (key: string) => boolean, limits: MemoryLimits = MEMORY_LIMITS): Datastore {
  const kinds = { peers: new Map<string, Pair>(), records: new Map<string, Pair>(), other: new Map<string, Pair>() }
  const own = new Map<string, Pair>()
  const kindOf = (key: string): keyof typeof kinds =>
    key.startsWith('/peers/') ? 'peers' : key.startsWith('/dht/') ? 'records' : 'other'
  const mapOf = (key: string): Map<string, Pair> => (isOwn(key) ? own : kinds[kindOf(key)])

  const put = (key: Key, value: Uint8Array): Key => {
    const name = key.toString()
    const map = mapOf(name)
    map.delete(name)
    map.set(name, { key, value })
    if (map !== own && map.size > limits[kindOf(name)]) map.delete(map.keys().next().value as string)
    return key
  }
  const get = (key: Key): Uint8Array => {
    const name = key.toString()
    const map = mapOf(name)
    const pair = map.get(name)
    if (pair === undefined) throw Object.assign(new Error('Not found'), { name: 'NotFoundError' })
    map.delete(name)
    map.set(name, pair)
    return pair.value
  }
  const remove = (key: Key): void => {
    mapOf(key.toString()).delete(key.toString())
  }
  const all = (prefix: string | undefined): Pair[] => {
    const pairs: Pair[] = []
    for (const map of [own, kinds.peers, kinds.records, kinds.other]) {
      for (const [name, pair] of map) if (prefix === undefined || name.startsWith(prefix)) pairs.push(pair)
    }
    return pairs
  }

  return {
    has: key => mapOf(key.toString()).has(key.toString()),
    put,
    get,
    delete: remove,
    async *putMany(source) {
      for await (const { key, value } of source) yield put(key, value)
    },
    async *getMany(source) {
      for await (const key of source) yield { key, value: get(key) }
    },
    async *deleteMany(source) {
      for await (const key of source) {
        remove(key)
        yield key
      }
    },
    batch() {
      const actions: (() => void)[] = []
      return {
        put: (key, value) => void actions.push(() => put(key, value)),
        delete: key => void actions.push(() => remove(key)),
        commit: () => {
          for (const action of actions.splice(0)) action()
        },
      }
    },
    async *query(query: Query) {
      let pairs = all(query.prefix)
      for (const filter of query.filters ?? []) pairs = pairs.filter(pair => filter(pair))
      for (const order of query.orders ?? []) pairs.sort(order)
      const from = query.offset ?? 0
      yield* pairs.slice(from, query.limit === undefined ? undefined : from + query.limit)
    },
    async *queryKeys(query: KeyQuery) {
      let keys = all(query.prefix).map(pair => pair.key)
      for (const filter of query.filters ?? []) keys = keys.filter(key => filter(key))
      for (const order of query.orders ?? []) keys.sort(order)
      const from = query.offset ?? 0
      yield* keys.slice(from, query.limit === undefined ? undefined : from + query.limit)
    },
  }
}
