// Finding who holds content: connected peers first, the DHT after them, and an end in time.

import { randomBytes } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import {
  type Blocks,
  createBlocks,
  findProviders,
  type Host,
  openStore,
  startAnnouncer,
} from '../../src/node/net/index.ts'
import { directory, startHost, stopAll, until } from './helpers.ts'

afterEach(stopAll)

async function startBlocks(host: Host): Promise<Blocks> {
  return createBlocks({ host, store: await openStore({ directory: await directory(), quotaBytes: 2 ** 30 }) })
}

async function found(host: Host, cid: string, timeoutMs = 5000): Promise<string[]> {
  const peers: string[] = []
  for await (const peer of findProviders(host, cid, { timeoutMs })) peers.push(peer)
  return peers
}

test('a connected peer that holds the content comes first, one that does not is left out', async () => {
  const [a, b, c] = await Promise.all([startHost(), startHost(), startHost()])
  const blocks = await Promise.all([a, b, c].map(startBlocks))
  const { cid } = await blocks[0]!.import(randomBytes(1000))
  await c.connect(a.addresses()[0]!)
  await c.connect(b.addresses()[0]!)
  const first = await findProviders(c, cid).next()
  expect(first.value).toBe(a.peerId)
  expect(await found(c, cid, 1500)).toEqual([a.peerId])
  expect(unwrap(await blocks[2]!.fetch(cid)).peers).toMatchObject([{ peer: a.peerId, blocks: 1 }])
})

test('the DHT leads from a stranger to the content', async () => {
  const hub = await startHost()
  const holder = await startHost({ bootstrap: hub.addresses() })
  const source = await startBlocks(holder)
  const bytes = randomBytes(3 * 2 ** 20)
  const { cid } = await source.import(bytes, { pin: true })
  const announcer = startAnnouncer(holder, { retryMs: 300 })
  announcer.provide(cid)
  expect(await until(() => announcer.announced().includes(cid))).toBe(true)
  const reader = await startHost({ bootstrap: hub.addresses() })
  expect(await reader.waitForPeers(1)).toBe(true)
  const target = await startBlocks(reader)
  const report = unwrap(await target.fetch(cid, { pin: true }))
  expect(report.peers.filter(peer => peer.blocks > 0)).toMatchObject([{ peer: holder.peerId }])
  expect(Buffer.compare(await target.read(cid, bytes.length), bytes)).toBe(0)
  await announcer.stop()
})

test('what is announced to nobody is announced again when somebody comes', async () => {
  const lonely = await startHost()
  const { cid } = await (await startBlocks(lonely)).import(randomBytes(10))
  const announcer = startAnnouncer(lonely, { retryMs: 60_000 })
  announcer.provide(cid)
  await new Promise(resolve => setTimeout(resolve, 300))
  expect(announcer.announced()).toEqual([])
  const peer = await startHost({ bootstrap: lonely.addresses() })
  expect(await peer.waitForPeers(1)).toBe(true)
  expect(await until(() => announcer.announced().includes(cid), 15_000)).toBe(true)
  announcer.withdraw(cid)
  expect(announcer.announced()).toEqual([])
  await announcer.stop()
}, 40_000)

test('a search that finds nothing ends in its time', async () => {
  const [a, b] = await Promise.all([startHost(), startHost()])
  await b.connect(a.addresses()[0]!)
  const { cid } = await (await startBlocks(await startHost())).import(randomBytes(10))
  const started = Date.now()
  expect(await found(b, cid, 1000)).toEqual([])
  expect(Date.now() - started).toBeLessThan(3000)
  const stop = new AbortController()
  stop.abort()
  const none: string[] = []
  for await (const peer of findProviders(b, cid, { signal: stop.signal })) none.push(peer)
  expect(none).toEqual([])
})

test('a peer that claims to hold the content and does not is passed over', async () => {
  const liar = await startHost()
  await liar.libp2p.handle('/assay/blocks/1', stream => {
    stream.addEventListener('message', event => {
      const asksOnly = Buffer.from(event.data.subarray()).includes('"have":true')
      stream.send(Uint8Array.of(asksOnly ? 0 : 1, 0, 0, 0, 0))
    })
  })
  const holder = await startHost()
  const { cid } = await (await startBlocks(holder)).import(randomBytes(5000))
  const reader = await startHost()
  await reader.connect(liar.addresses()[0]!)
  await reader.connect(holder.addresses()[0]!)
  expect((await found(reader, cid, 2000)).sort()).toEqual([liar.peerId, holder.peerId].sort())
  const report = unwrap(await (await startBlocks(reader)).fetch(cid))
  expect(report.fetchedBlocks).toBe(1)
})
