// /assay/blocks/1 against those who break it: servers that send something else, publishers of malformed content, and
// clients that ask too much or read nothing. Each has its named reason, and an honest peer beside it finishes the transfer.

import { randomBytes } from 'node:crypto'
import type { Stream } from '@libp2p/interface'
import { CID } from 'multiformats/cid'
import { create as createDigest } from 'multiformats/hashes/digest'
import { afterEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../src/core/errors/index.ts'
import { PROTOCOL } from '../../src/node/net/blocks/constants.ts'
import { cidOf, DAG_PB, RAW, readNode } from '../../src/node/net/blocks/dag.ts'
import { encodeLength } from '../../src/node/net/frames.ts'
import {
  type Blocks,
  createBlocks,
  DAG_LIMITS,
  type Host,
  openStore,
  type ServerLimits,
} from '../../src/node/net/index.ts'
import { directory, startHost, stopAll, until } from './helpers.ts'

afterEach(stopAll)

const MiB = 2 ** 20
/** Short where the case is about time, long enough elsewhere that a busy machine is not taken for a slow peer. */
const timesFor = (reason: string) =>
  reason === 'stalled' ? { stallMs: 1200 } : reason === 'slow' ? { blockMs: 1500 } : {}

async function start(
  serve: Partial<ServerLimits> | false = false,
): Promise<{ host: Host; blocks: Blocks; address: string }> {
  const host = await startHost()
  const store = await openStore({ directory: await directory(), quotaBytes: 2 ** 30 })
  return { host, blocks: await createBlocks({ host, store, serve }), address: host.addresses()[0]! }
}

/** A server that answers each CID, one after the other, with whatever `answer` writes. */
type Answer = (stream: Stream, cid: string) => void | Promise<void>
async function liar(answer: Answer): Promise<string> {
  const host = await startHost()
  await host.libp2p.handle(PROTOCOL, stream => {
    let text = ''
    let turn = Promise.resolve()
    const seen = new Set<string>()
    stream.addEventListener('message', event => {
      text += Buffer.from(event.data.subarray()).toString('latin1')
      for (const [cid] of text.matchAll(/baf[a-z2-7]{56}/g)) {
        if (seen.has(cid)) continue
        seen.add(cid)
        // The client resets the stream: that is what it should do.
        turn = turn.then(() => answer(stream, cid)).catch(() => {})
      }
    })
  })
  return host.addresses()[0]!
}

function found(bytes: Uint8Array, length = bytes.length): Uint8Array {
  const out = new Uint8Array(5 + bytes.length)
  new DataView(out.buffer).setUint32(1, length)
  out.set(bytes, 5)
  return out
}

type GetBlock = (cid: string) => Promise<Uint8Array>
const cases: [string, string, (block: GetBlock) => Answer][] = [
  [
    'changes one bit',
    'wrong_bytes',
    block => async (stream, cid) => {
      const bytes = await block(cid)
      bytes[bytes.length >> 1]! ^= 4
      stream.send(found(bytes))
    },
  ],
  [
    'answers in another order',
    'wrong_bytes',
    block => {
      let before: Uint8Array | undefined
      return async (stream, cid) => {
        const bytes = await block(cid)
        stream.send(found(before?.length === bytes.length ? before : bytes))
        before = bytes
      }
    },
  ],
  [
    'sends more than it was asked for',
    'misbehaved',
    block => async (stream, cid) => {
      stream.send(found(await block(cid)))
      for (let i = 0; i < 64; i++) stream.send(found(new Uint8Array(MiB - 5)))
    },
  ],
  [
    'sends a block that is too short',
    'misbehaved',
    block => async (stream, cid) => {
      const bytes = await block(cid)
      stream.send(found(bytes.length === MiB ? bytes.subarray(1) : bytes))
    },
  ],
  ['declares four gigabytes', 'misbehaved', () => stream => void stream.send(found(new Uint8Array(9), 2 ** 32 - 1))],
  ['answers with an unknown status', 'misbehaved', () => stream => void stream.send(Uint8Array.of(9, 0, 0, 0, 0))],
  ['says missing and sends bytes', 'misbehaved', () => stream => void stream.send(Uint8Array.of(1, 0, 0, 0, 1, 7))],
  ['sends a refusal that is none', 'misbehaved', () => stream => void stream.send(Uint8Array.of(2, 0, 0, 0, 1, 7))],
  ['sends noise', 'misbehaved', () => stream => void stream.send(randomBytes(1000).map(byte => byte | 0x80))],
  ['says nothing', 'stalled', () => () => {}],
  [
    'stops in the middle of a block',
    'stalled',
    block => async (stream, cid) => {
      const bytes = await block(cid)
      stream.send(bytes.length === MiB ? found(bytes).subarray(0, 70_000) : found(bytes))
      if (bytes.length === MiB) await new Promise(() => {})
    },
  ],
  [
    'sends a byte now and then',
    'slow',
    () => async stream => {
      stream.send(found(new Uint8Array(0), 1000))
      for (let i = 0; i < 40; i++) {
        await new Promise(resolve => setTimeout(resolve, 100))
        stream.send(Uint8Array.of(0))
      }
    },
  ],
  ['resets the stream', 'unreachable', () => stream => stream.abort(new Error('no'))],
  ['closes early', 'unreachable', () => stream => stream.close()],
  ['has nothing', 'missing', () => stream => void stream.send(Uint8Array.of(1, 0, 0, 0, 0))],
]

describe('a server that', () => {
  test.each(cases)('%s is dropped: %s', async (_, reason, behave) => {
    const source = await start({})
    const bytes = randomBytes(4 * MiB)
    const { cid } = await source.blocks.import(bytes)
    const bad = await liar(behave(async name => Uint8Array.from((await source.blocks.store.get(CID.parse(name)))!)))
    // Alone it leads nowhere, and nothing false is stored.
    const alone = await start()
    const failure = await alone.blocks.fetch(cid, { peers: [bad], ...timesFor(reason) }).catch(error => error)
    expect(failure).toMatchObject({ code: 'content_unavailable', cause: [{ dropped: reason }] })
    expect(await alone.blocks.store.scrub()).toMatchObject({ removed: 0 })
    expect(alone.blocks.store.usage().reserved).toBe(0)
    // Beside an honest peer the content arrives. That one may be done before the other had a turn.
    const beside = await start()
    const report = unwrap(await beside.blocks.fetch(cid, { peers: [bad, source.address], ...timesFor(reason) }))
    expect(Buffer.compare(await beside.blocks.read(cid, bytes.length), bytes)).toBe(0)
    expect([reason, undefined]).toContain(report.peers.find(peer => peer.peer === bad)?.dropped)
  })

  test('declares a large block costs no memory before its bytes come', async () => {
    const bad = await liar(stream => void stream.send(found(new Uint8Array(0), 2 ** 31)))
    const { blocks } = await start()
    const before = process.memoryUsage().arrayBuffers
    const { cid } = await (await start()).blocks.import(randomBytes(100))
    await expect(blocks.fetch(cid, { peers: [bad] })).rejects.toMatchObject({ code: 'content_unavailable' })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * MiB)
  })

  test('lacks some leaves gives the others, and is not asked twice', async () => {
    const bytes = randomBytes(6 * MiB)
    const full = await start({})
    const { cid } = await full.blocks.import(bytes)
    const partial = await start({})
    await partial.blocks.import(bytes)
    const root = (await full.blocks.store.get(CID.parse(cid)))!
    const { links } = readNode(CID.parse(cid), root, DAG_LIMITS)
    for (const [i, link] of links.entries()) if (i % 2 === 0) await partial.blocks.store.delete(link.cid)
    const { blocks } = await start()
    const report = unwrap(await blocks.fetch(cid, { peers: [partial.address, full.address], maxPeers: 1 }))
    expect(report).toMatchObject({ fetchedBlocks: 7, peers: [{ blocks: 4, dropped: 'missing' }, { blocks: 3 }] })
    expect(partial.blocks.server!.stats().missing).toBe(3)
  })

  test('holds a block back is helped out by another', async () => {
    const source = await start({})
    const bytes = randomBytes(5 * MiB)
    const { cid } = await source.blocks.import(bytes)
    let held = false
    const slow = await liar(async (stream, name) => {
      const block = (await source.blocks.store.get(CID.parse(name)))!
      // One leaf never comes; the rest does, so that only the one block is late.
      if (block.length === MiB && !held) {
        held = true
        await new Promise(() => {})
      }
      stream.send(found(block))
    })
    const { blocks } = await start()
    const started = Date.now()
    const report = unwrap(await blocks.fetch(cid, { peers: [slow, source.address], stallMs: 60_000 }))
    expect(report.size).toBe(bytes.length)
    expect(Date.now() - started).toBeLessThan(10_000)
  })
})

/** Protobuf by hand: what an importer would never write. */
const varint = (value: number): Uint8Array => {
  const out: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...out, rest])
    out.push((rest % 128) + 128)
  }
}
const number = (field: number, value: number) => Buffer.concat([varint(field * 8), varint(value)])
const bytesField = (field: number, value: Uint8Array) =>
  Buffer.concat([varint(field * 8 + 2), varint(value.length), value])
const link = (cid: CID, ...rest: Uint8Array[]) => bytesField(2, Buffer.concat([bytesField(1, cid.bytes), ...rest]))
const unixfs = (type: number, sizes: number[], size = sizes.reduce((a, b) => a + b, 0)) =>
  bytesField(1, Buffer.concat([number(1, type), number(3, size), ...sizes.map(part => number(4, part))]))

describe('content is refused where its publisher', () => {
  const leaf = new Uint8Array(100).fill(1)
  const leafCid = cidOf(leaf, RAW)
  const node = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts)
  const cases: [string, string, () => Uint8Array[]][] = [
    ['lists sizes that do not add up', 'file_malformed', () => [node(link(leafCid), unixfs(2, [100], 101))]],
    ['gives a leaf another size', 'file_malformed', () => [node(link(leafCid), link(leafCid), unixfs(2, [100, 99]))]],
    ['gives a leaf no size', 'file_malformed', () => [node(link(leafCid), unixfs(2, []))]],
    ['adds empty parts', 'file_malformed', () => [node(link(leafCid), link(leafCid), unixfs(2, [100, 0]))]],
    [
      'makes a directory',
      'file_malformed',
      () => [node(link(leafCid, bytesField(2, Buffer.from('../x'))), unixfs(1, []))],
    ],
    [
      'makes a symlink',
      'file_malformed',
      () => [node(bytesField(1, Buffer.concat([number(1, 4), bytesField(2, Buffer.from('/etc'))])))],
    ],
    [
      'links to an identity hash',
      'file_malformed',
      () => [node(link(CID.createV1(RAW, createDigest(0, leaf))), unixfs(2, [100]))],
    ],
    [
      'links to another hash',
      'file_malformed',
      () => [node(link(CID.createV1(RAW, createDigest(0x13, new Uint8Array(64)))), unixfs(2, [100]))],
    ],
    [
      'links to another codec',
      'file_malformed',
      () => [node(link(CID.createV1(0x71, leafCid.multihash)), unixfs(2, [100]))],
    ],
    ['ends a link early', 'file_malformed', () => [node(Uint8Array.of(0x12, 0x7f, 1), unixfs(2, [100]))]],
    ['writes no protobuf', 'file_malformed', () => [Uint8Array.from({ length: 64 }, () => 0xff)]],
    ['claims a leaf of three MiB', 'file_malformed', () => [node(link(leafCid), unixfs(2, [3 * MiB]))]],
    ['claims more than the limit', 'file_too_large', () => [node(link(cidOf(leaf, DAG_PB)), unixfs(2, [2 ** 40]))]],
    [
      'links too often',
      'file_malformed',
      () => {
        const many = DAG_LIMITS.links + 1
        return [
          node(...Array.from({ length: many }, () => link(leafCid)), unixfs(2, new Array<number>(many).fill(100))),
        ]
      },
    ],
    [
      'nests too deep',
      'nesting_too_deep',
      () => {
        const chain = [node(link(leafCid), unixfs(2, [100]))]
        for (let i = 0; i < DAG_LIMITS.depth; i++)
          chain.push(node(link(cidOf(chain.at(-1)!, DAG_PB)), unixfs(2, [100])))
        return chain
      },
    ],
    [
      'multiplies a few bytes by nesting',
      'file_too_large',
      () => {
        const chain: Uint8Array[] = [
          node(...Array.from({ length: 1000 }, () => link(leafCid)), unixfs(2, new Array<number>(1000).fill(100))),
        ]
        for (let size = 100_000; chain.length < 3; size *= 1000) {
          const cid = cidOf(chain.at(-1)!, DAG_PB)
          chain.push(
            node(...Array.from({ length: 1000 }, () => link(cid)), unixfs(2, new Array<number>(1000).fill(size))),
          )
        }
        return chain
      },
    ],
  ]
  test.each(cases)('%s: %s', async (_, code, make) => {
    const source = await start({})
    const nodes = make()
    for (const block of nodes) await source.blocks.store.put(cidOf(block, DAG_PB), block)
    await source.blocks.store.put(leafCid, leaf)
    const { blocks } = await start()
    const root = cidOf(nodes.at(-1)!, DAG_PB).toString()
    const result = await blocks.fetch(root, { peers: [source.address] })
    expect(result).toMatchObject({ ok: false, code })
    expect(blocks.store.usage().reserved).toBe(0)
    // The same content, already on disk, is refused alike when it is read.
    await expect(source.blocks.read(root, 2 ** 36)).rejects.toMatchObject({ code })
  })

  test('a file of equal parts is one leaf, many times', async () => {
    const source = await start({})
    const bytes = new Uint8Array(5 * MiB)
    const { cid } = await source.blocks.import(bytes)
    const { blocks } = await start()
    expect(unwrap(await blocks.fetch(cid, { peers: [source.address] }))).toMatchObject({ blocks: 2, size: 5 * MiB })
    expect(Buffer.compare(await blocks.read(cid, 5 * MiB), bytes)).toBe(0)
  })
})

describe('a client that', () => {
  const frame = (text: string | Uint8Array): Uint8Array => {
    const body = Buffer.from(text)
    return Buffer.concat([encodeLength(body.length), body])
  }
  const ask = (...cids: string[]): Uint8Array => frame(JSON.stringify({ cids }))
  const cases: [string, (cid: string) => Uint8Array][] = [
    ['sends a length without end', () => Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
    ['declares a huge request', () => encodeLength(2 ** 28 - 1)],
    ['declares a padded length', () => Uint8Array.of(0x80, 0x00)],
    ['sends no JSON', () => frame('{"cids":[')],
    ['sends no UTF-8', () => frame(Uint8Array.of(0x7b, 0xff, 0x7d))],
    ['nests a thousand times', () => frame('['.repeat(1000))],
    ['asks for nothing', () => ask()],
    ['asks for a path', () => ask('../../../../etc/passwd')],
    ['asks for an identity CID', () => ask('bafkqabimn5xxiylomq')],
    ['asks for a CIDv0', () => ask('QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPBdG')],
    ['asks for 65 blocks', cid => ask(...new Array<string>(65).fill(cid))],
    [
      'has 128 questions open',
      cid => Buffer.concat([ask(...new Array<string>(64).fill(cid)), ask(...new Array<string>(64).fill(cid))]),
    ],
  ]
  test.each(cases)('%s loses its stream, and the others notice nothing', async (_, bytes) => {
    const source = await start({})
    const { cid } = await source.blocks.import(randomBytes(2 * MiB))
    const usage = source.blocks.store.usage()
    const caller = await start()
    const before = process.memoryUsage().arrayBuffers
    const stream = await caller.host.open(source.address, PROTOCOL)
    stream.send(bytes(cid))
    expect(await until(() => source.blocks.server!.active() === 0 && source.blocks.server!.stats().streams === 1)).toBe(
      true,
    )
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * MiB)
    expect(unwrap(await caller.blocks.fetch(cid, { peers: [source.address] })).fetchedBlocks).toBe(3)
    expect(source.blocks.store.usage()).toEqual(usage)
  })

  test('reads nothing is given up, and costs no more than a window', async () => {
    const source = await start({ stallMs: 700 })
    const { cid } = await source.blocks.import(randomBytes(30 * MiB))
    const root = (await source.blocks.store.get(CID.parse(cid)))!
    const leaves = readNode(CID.parse(cid), root, DAG_LIMITS).links.map(part => part.cid.toString())
    const reads: string[] = []
    const get = source.blocks.store.get.bind(source.blocks.store)
    source.blocks.store.get = block => {
      reads.push(block.toString())
      return get(block)
    }
    const caller = await start()
    const stream = await caller.host.open(source.address, PROTOCOL)
    stream.send(ask(...leaves))
    stream.pause()
    expect(await until(() => source.blocks.server!.stats().streams === 1 && source.blocks.server!.active() === 0)).toBe(
      true,
    )
    expect(reads.length).toBeLessThan(6)
  })

  test('asks for nothing is let go', async () => {
    const source = await start({ idleMs: 300 })
    const caller = await start()
    const stream = await caller.host.open(source.address, PROTOCOL)
    expect(await until(() => source.blocks.server!.active() === 1)).toBe(true)
    expect(await until(() => source.blocks.server!.active() === 0 && stream.status !== 'open')).toBe(true)
  })
})
