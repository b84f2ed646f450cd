// /assay/blocks/1 between honest nodes: the CID of IPFS tools, several peers, resuming, the relay, busy servers, pins.

import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exporter } from 'ipfs-unixfs-exporter'
import { importer } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { base32upper } from 'multiformats/bases/base32'
import { CID } from 'multiformats/cid'
import { afterEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import { type Blocks, createBlocks, type Host, openStore, type ServerLimits } from '../../src/node/net/index.ts'
import { directory, startHost, stopAll, until } from './helpers.ts'

afterEach(stopAll)

async function startBlocks(
  host: Host,
  serve: Partial<ServerLimits> | false = {},
  quotaBytes = 2 ** 30,
): Promise<Blocks> {
  return createBlocks({ host, store: await openStore({ directory: await directory(), quotaBytes }), serve })
}

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const MiB = 2 ** 20

describe('import and export', () => {
  test.each([0, 1, MiB, MiB + 1, 5 * MiB + 123])('%i bytes have the CID of the importer and come back', async size => {
    const blocks = await startBlocks(await startHost())
    const bytes = randomBytes(size)
    let expected = ''
    const options = { cidVersion: 1, rawLeaves: true, chunker: fixedSize({ chunkSize: MiB }) } as const
    for await (const entry of importer([{ content: [bytes] }], { put: cid => cid }, options))
      expected = entry.cid.toString()

    const path = join(await directory(), 'in')
    await writeFile(path, bytes)
    const imported = await blocks.import(path)
    expect(imported).toMatchObject({ cid: expected, size })
    expect(await blocks.import(bytes)).toMatchObject({ cid: expected, size })
    expect(sha(await blocks.read(expected, size))).toBe(sha(bytes))

    const out = join(await directory(), 'out')
    expect(await blocks.export(expected, out)).toEqual({ size })
    expect(sha(await readFile(out))).toBe(sha(bytes))
    expect((await readdir(join(out, '..'))).length).toBe(1)
  })

  test('other tools read what is stored', async () => {
    const path = await directory()
    const store = await openStore({ directory: path, quotaBytes: 2 ** 30 })
    const blocks = await createBlocks({ host: await startHost(), store, serve: false })
    const bytes = randomBytes(3 * MiB)
    const { cid } = await blocks.import(bytes)
    // The layout of blockstore-fs 4 (which read this directory when that was tried), written out.
    const reader: Parameters<typeof exporter>[1] = {
      async *get(block) {
        const name = base32upper.encode(block.multihash.bytes)
        yield await readFile(join(path, 'blocks', name.slice(-2), `${name}.data`))
      },
    }
    const entry = await exporter(cid, reader)
    const parts: Uint8Array[] = []
    if (entry.type === 'file') for await (const part of entry.content()) parts.push(part)
    expect(sha(Buffer.concat(parts))).toBe(sha(bytes))
  })

  test('a damaged block is found, deleted and named', async () => {
    const path = await directory()
    const store = await openStore({ directory: path, quotaBytes: 2 ** 30 })
    const blocks = await createBlocks({ host: await startHost(), store, serve: false })
    const { cid } = await blocks.import(randomBytes(2 * MiB))
    const files = (await readdir(join(path, 'blocks'), { recursive: true })).filter(name => name.endsWith('.data'))
    for (const name of files) {
      const bytes = await readFile(join(path, 'blocks', name))
      if (bytes.length !== MiB) continue
      bytes[77]! ^= 1
      await writeFile(join(path, 'blocks', name), bytes)
      break
    }
    const out = join(await directory(), 'out')
    await expect(blocks.export(cid, out)).rejects.toMatchObject({ code: 'content_unavailable' })
    expect(await readdir(join(out, '..'))).toEqual([])
    expect(store.usage().blocks).toBe(2)
  })

  test('a file over the quota or the limit is refused before anything is written', async () => {
    const blocks = await startBlocks(await startHost(), false, MiB)
    await expect(blocks.import(randomBytes(2 * MiB))).rejects.toMatchObject({ code: 'quota_exceeded' })
    await expect(blocks.import(randomBytes(100), { maxBytes: 99 })).rejects.toMatchObject({ code: 'file_too_large' })
    expect(blocks.store.usage()).toMatchObject({ blocks: 0, bytes: 0, reserved: 0 })
  })
})

test('pins survive a restart and decide what is collected', async () => {
  const path = await directory()
  const open = () => openStore({ directory: path, quotaBytes: 2 ** 30 })
  const first = await createBlocks({ host: await startHost(), store: await open(), serve: false })
  const kept = await first.import(randomBytes(2 * MiB), { pin: true })
  await first.import(randomBytes(3 * MiB))
  const store = await open()
  expect(store.pins()).toEqual([{ cid: kept.cid, bytes: 2 * MiB }])
  const second = await createBlocks({ host: await startHost(), store, serve: false })
  expect(store.usage().blocks).toBe(7)
  expect(await second.collect()).toBe(4)
  expect((await second.read(kept.cid, 2 * MiB)).length).toBe(2 * MiB)
  await second.unpin(kept.cid)
  expect(await second.collect()).toBe(3)
  expect(store.usage()).toMatchObject({ blocks: 0, bytes: 0 })
})

test('a file is fetched from several peers, and nothing that is here is fetched again', async () => {
  const servers = await Promise.all([startHost(), startHost(), startHost()])
  const sources = await Promise.all(servers.map(host => startBlocks(host)))
  const bytes = randomBytes(20 * MiB + 5)
  const imported = await Promise.all(sources.map(source => source.import(bytes)))
  const cid = imported[0]!.cid
  const host = await startHost()
  const blocks = await startBlocks(host, false)
  const progress: number[] = []
  const report = unwrap(
    await blocks.fetch(cid, {
      peers: servers.map(server => server.addresses()[0]!),
      onProgress: ({ bytes }) => progress.push(bytes),
      pin: true,
    }),
  )
  expect(report).toMatchObject({ cid, size: bytes.length, blocks: 22, fetchedBlocks: 22 })
  expect(report.peers.filter(peer => peer.blocks > 0).length).toBeGreaterThan(1)
  expect(report.peers.every(peer => peer.dropped === undefined)).toBe(true)
  expect(progress.at(-1)).toBe(bytes.length)
  expect(sha(await blocks.read(cid, bytes.length))).toBe(sha(bytes))
  expect(blocks.store.usage().reserved).toBe(0)
  expect(blocks.store.isPinned(CID.parse(cid))).toBe(true)

  const again = unwrap(await blocks.fetch(cid, { peers: [servers[0]!.addresses()[0]!] }))
  expect(again).toMatchObject({ fetchedBlocks: 0, fetchedBytes: 0, blocks: 22 })
})

test('an aborted transfer goes on where it ended', async () => {
  const server = await startHost()
  const source = await startBlocks(server)
  const bytes = randomBytes(24 * MiB)
  const { cid } = await source.import(bytes)
  const host = await startHost()
  const blocks = await startBlocks(host, false)
  const stop = new AbortController()
  const first = blocks.fetch(cid, {
    peers: server.addresses(),
    signal: stop.signal,
    onProgress: ({ bytes }) => bytes >= 6 * MiB && stop.abort(),
  })
  await expect(first).rejects.toMatchObject({ code: 'interrupted' })
  const have = blocks.store.usage().blocks
  expect(have).toBeGreaterThanOrEqual(7)
  expect(have).toBeLessThan(25)
  expect(blocks.store.usage().reserved).toBe(0)
  const served = source.server!.stats().blocks
  const report = unwrap(await blocks.fetch(cid, { peers: server.addresses() }))
  expect(report.fetchedBlocks).toBe(25 - have)
  expect(source.server!.stats().blocks - served).toBe(25 - have)
  expect(sha(await blocks.read(cid, bytes.length))).toBe(sha(bytes))
})

test('a node that listens only through a relay serves blocks', async () => {
  const hub = await startHost({ relay: { serve: true, use: false } })
  const hidden = await startHost({ listen: [], bootstrap: hub.addresses(), relay: { serve: false, use: true } })
  const source = await startBlocks(hidden)
  const bytes = randomBytes(6 * MiB)
  const { cid } = await source.import(bytes)
  expect(await until(() => hidden.addresses().length > 0)).toBe(true)
  const caller = await startHost({ listen: [], bootstrap: hub.addresses() })
  const blocks = await startBlocks(caller, false)
  const report = unwrap(await blocks.fetch(cid, { peers: [hidden.addresses()[0]!] }))
  expect(report.fetchedBlocks).toBe(7)
  expect(caller.peers().find(peer => peer.id === hidden.peerId)?.relayed).toBe(true)
  expect(sha(await blocks.read(cid, bytes.length))).toBe(sha(bytes))
})

test('a storm of streams gets busy, and the server goes on serving', async () => {
  const server = await startHost()
  const source = await startBlocks(server, { maxPerPeer: 2, maxConcurrent: 3 })
  const bytes = randomBytes(3 * MiB)
  const { cid } = await source.import(bytes)
  const host = await startHost()
  const clients = await Promise.all([1, 2, 3, 4, 5, 6].map(() => startBlocks(host, false)))
  const results = await Promise.all(
    clients.map(client => client.fetch(cid, { peers: server.addresses() }).catch(error => error)),
  )
  expect(results.filter(result => result.ok).length).toBeGreaterThanOrEqual(2)
  expect(source.server!.stats().busy).toBeGreaterThan(0)
  expect(await until(() => source.server!.active() === 0)).toBe(true)
  const late = await startBlocks(host, false)
  expect(unwrap(await late.fetch(cid, { peers: server.addresses() })).fetchedBlocks).toBe(4)
})

test.each([0, 1, MiB])('a file of %i bytes is one block', async size => {
  const server = await startHost()
  const { cid } = await (await startBlocks(server)).import(randomBytes(size))
  const blocks = await startBlocks(await startHost(), false)
  const progress: unknown[] = []
  const report = unwrap(await blocks.fetch(cid, { peers: server.addresses(), onProgress: step => progress.push(step) }))
  expect(report).toMatchObject({ size, blocks: 1, fetchedBlocks: 1 })
  expect(progress).toEqual([{ bytes: size, total: size, peer: server.addresses()[0] }])
})

test('a file that does not fit the quota is given up at its root', async () => {
  const server = await startHost()
  const source = await startBlocks(server)
  const { cid } = await source.import(randomBytes(4 * MiB))
  const blocks = await startBlocks(await startHost(), false, 3 * MiB)
  await expect(blocks.fetch(cid, { peers: server.addresses() })).rejects.toMatchObject({ code: 'quota_exceeded' })
  expect(source.server!.stats().blocks).toBe(1)
  expect(blocks.store.usage()).toMatchObject({ reserved: 0 })
  const limited = blocks.fetch(cid, { peers: server.addresses(), limits: { bytes: MiB } })
  expect(await limited).toMatchObject({ ok: false, code: 'file_too_large' })
})

test('a host that stops ends its transfers', async () => {
  const server = await startHost()
  const { cid } = await (await startBlocks(server)).import(randomBytes(20 * MiB))
  const host = await startHost()
  const blocks = await startBlocks(host, false)
  const transfer = blocks.fetch(cid, { peers: server.addresses(), onProgress: () => void host.stop() })
  await expect(transfer).rejects.toMatchObject({ code: 'interrupted' })
  await expect(blocks.collect()).resolves.toBeGreaterThan(0)
})

test('a server that goes away in the middle is replaced by another', async () => {
  const servers = await Promise.all([startHost(), startHost()])
  const sources = await Promise.all(servers.map(server => startBlocks(server)))
  const bytes = randomBytes(20 * MiB)
  const cid = (await Promise.all(sources.map(source => source.import(bytes))))[0]!.cid
  const blocks = await startBlocks(await startHost(), false)
  const report = unwrap(
    await blocks.fetch(cid, {
      peers: servers.map(server => server.addresses()[0]!),
      maxPeers: 1,
      onProgress: ({ bytes }) => bytes >= 3 * MiB && void servers[0]!.stop(),
    }),
  )
  expect(report.fetchedBlocks).toBe(21)
  expect(report.peers.map(peer => peer.dropped)).toEqual(['unreachable', undefined])
  expect(sha(await blocks.read(cid, bytes.length))).toBe(sha(bytes))
}, 40_000)

test('a pin file that cannot be read is named, and nothing is thrown away', async () => {
  const path = await directory()
  await (
    await createBlocks({ host: await startHost(), store: await openStore({ directory: path, quotaBytes: MiB }) })
  ).import(randomBytes(10), { pin: true })
  await writeFile(join(path, 'pins.json'), '{"pins":[{"cid":"../x"}]}')
  await expect(openStore({ directory: path, quotaBytes: MiB })).rejects.toMatchObject({ code: 'internal' })
})

test('content that nobody has ends with a world error', async () => {
  const server = await startHost()
  await startBlocks(server)
  const blocks = await startBlocks(await startHost(), false)
  const { cid } = await (await startBlocks(await startHost(), false)).import(randomBytes(10))
  await expect(blocks.fetch(cid, { peers: server.addresses() })).rejects.toMatchObject({ code: 'content_unavailable' })
  await expect(blocks.fetch(cid, { peers: [] })).rejects.toMatchObject({ code: 'content_unavailable' })
  expect(await blocks.fetch('bafkreinonsense', { peers: [] })).toMatchObject({ ok: false, code: 'input_invalid' })
})
