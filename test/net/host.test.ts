// Hosts: joining through a bootstrap peer, relays, later peers, limits, and a stop that leaves nothing open.

import { multiaddr } from '@multiformats/multiaddr'
import { afterEach, describe, expect, test } from 'vitest'
import { encodeLength } from '../../src/node/net/frames.ts'
import {
  createHost,
  generatePeerKey,
  peerIdOf,
  peerKeyFromBytes,
  peerKeyFromSeed,
  peerKeyToBytes,
} from '../../src/node/net/index.ts'
import { boundedMemory } from '../../src/node/net/memory.ts'
import { startHost, stopAll, until } from './helpers.ts'

afterEach(stopAll)

test('a peer key is read as it was written, and nothing else is read as one', async () => {
  const key = await peerKeyFromSeed(new Uint8Array(32).fill(7))
  expect(peerIdOf(peerKeyFromBytes(peerKeyToBytes(key)))).toBe(peerIdOf(key))
  for (const bytes of [new Uint8Array(0), new Uint8Array(64), new Uint8Array(4096), peerKeyToBytes(key).slice(1)]) {
    expect(() => peerKeyFromBytes(bytes)).toThrow(expect.objectContaining({ code: 'file_malformed' }))
  }
})

test('three hosts find each other through one bootstrap peer', async () => {
  const hub = await startHost()
  const a = await startHost({ bootstrap: hub.addresses() })
  const b = await startHost({ bootstrap: hub.addresses() })
  expect(await a.waitForPeers(1)).toBe(true)
  expect(await b.waitForPeers(1)).toBe(true)
  // a knows only b's peer id: the DHT gives its addresses.
  expect(await a.connect(b.peerId)).toBe(b.peerId)
  expect(await a.ping(b.peerId)).toBeLessThan(1000)
  expect(a.peers().map(peer => peer.id)).toContain(b.peerId)
})

test('listens on WebSocket and is dialed there', async () => {
  const a = await startHost({ listen: ['/ip4/127.0.0.1/tcp/0/ws'] })
  const b = await startHost({ listen: [] })
  expect(a.addresses().every(address => address.includes('/ws/'))).toBe(true)
  expect(await b.connect(a.addresses()[0]!)).toBe(a.peerId)
})

test('a node behind a relay is reached through it', async () => {
  const hub = await startHost({ relay: { serve: true, use: false } })
  const hidden = await startHost({ listen: [], bootstrap: hub.addresses(), relay: { serve: false, use: true } })
  // It listens nowhere, or the hidden node would find it in the DHT and connect directly.
  const caller = await startHost({ listen: [], bootstrap: hub.addresses() })
  expect(await until(() => hidden.addresses().some(address => address.includes('/p2p-circuit')))).toBe(true)
  expect(hidden.addresses().every(address => address.includes('/p2p-circuit'))).toBe(true)
  expect(await caller.connect(hidden.addresses()[0]!)).toBe(hidden.peerId)
  expect(await caller.ping(hidden.peerId)).toBeLessThan(2000)
  expect(caller.peers().find(peer => peer.id === hidden.peerId)?.relayed).toBe(true)
})

test('peers that another source names are remembered and connected to', async () => {
  const a = await startHost()
  const b = await startHost()
  const result = await b.addPeers([
    { id: a.peerId, addresses: a.addresses() },
    { id: b.peerId, addresses: b.addresses() },
    { id: 'nobody', addresses: ['/ip4/1.2.3.4/tcp/1'] },
    { id: peerIdOf(await generatePeerKey()), addresses: ['', '/nonsense', `/ip4/1.2.3.4/tcp/1/p2p/${a.peerId}`] },
  ])
  expect(result).toEqual({ added: 1, refused: 3 })
  expect(await b.waitForPeers(1)).toBe(true)
  expect(b.peers()).toMatchObject([{ id: a.peerId, direction: 'outbound', relayed: false }])
})

test('a bootstrap peer that comes back is found again', async () => {
  const privateKey = await generatePeerKey()
  const first = await createHost({
    privateKey,
    listen: ['/ip4/127.0.0.1/tcp/0'],
    bootstrap: [],
    network: 'private',
    relay: { serve: false, use: false },
  })
  const address = first.addresses()[0]!
  const node = await startHost({ bootstrap: [address] })
  expect(await node.waitForPeers(1)).toBe(true)
  await first.stop()
  expect(await until(() => node.peers().length === 0)).toBe(true)
  const port = address.split('/')[4]
  await startHost({ listen: [`/ip4/127.0.0.1/tcp/${port}`], privateKey })
  expect(await node.waitForPeers(1, { timeoutMs: 15_000 })).toBe(true)
}, 40_000)

test('a taken port is named', async () => {
  const a = await startHost()
  const port = a.addresses()[0]!.split('/')[4]
  await expect(startHost({ listen: [`/ip4/127.0.0.1/tcp/${port}`] })).rejects.toMatchObject({ code: 'port_taken' })
})

test('wrong addresses are refused before anything starts', async () => {
  for (const bootstrap of ['nonsense', '/ip4/127.0.0.1/tcp/4001', `/ip4/1.2.3.4/tcp/1/p2p/${'1'.repeat(600)}`]) {
    await expect(startHost({ bootstrap: [bootstrap] })).rejects.toMatchObject({ code: 'input_invalid' })
  }
})

test('a host whose signal is aborted stops', async () => {
  const stop = new AbortController()
  const host = await startHost({ signal: stop.signal })
  const peer = await startHost({ bootstrap: host.addresses() })
  expect(await peer.waitForPeers(1)).toBe(true)
  stop.abort()
  expect(await until(() => host.libp2p.status === 'stopped')).toBe(true)
  expect(await until(() => peer.peers().length === 0)).toBe(true)
  await expect(startHost({ signal: stop.signal })).rejects.toThrow()
})

describe('on a public network', () => {
  test('private addresses are neither announced nor dialed, unless they are configured', async () => {
    const inside = await startHost()
    const node = await startHost({ network: 'public' })
    expect(node.addresses()).toEqual([])
    await expect(node.connect(inside.addresses()[0]!)).rejects.toMatchObject({ code: 'peer_unreachable' })
    expect(await node.addPeers([{ id: inside.peerId, addresses: inside.addresses() }])).toEqual({
      added: 0,
      refused: 1,
    })
    const configured = await startHost({ network: 'public', bootstrap: inside.addresses() })
    expect(await configured.waitForPeers(1)).toBe(true)
  })

  test('announced addresses are told', async () => {
    const node = await startHost({ network: 'public', announce: ['/dns4/node.example/tcp/4001'] })
    expect(node.addresses()).toEqual([`/dns4/node.example/tcp/4001/p2p/${node.peerId}`])
  })
})

test('too many connections per second from one address are turned away', async () => {
  const host = await startHost({ limits: { inboundPerSecond: 2 } })
  const callers = await Promise.all(Array.from({ length: 6 }, () => startHost({ listen: [] })))
  const outcomes = await Promise.allSettled(
    callers.map(caller =>
      caller.connect(host.addresses()[0]!, { timeoutMs: 3000 }).then(() => caller.ping(host.peerId)),
    ),
  )
  const reached = outcomes.filter(outcome => outcome.status === 'fulfilled').length
  expect(reached).toBeGreaterThan(0)
  expect(reached).toBeLessThan(6)
})

test('what strangers announce stays within bounds, and our own record stays', async () => {
  const limits = { peers: 10, records: 5, other: 2 }
  const memory = boundedMemory(key => key === '/peers/me', limits)
  const key = (name: string) => ({ toString: () => name }) as Parameters<typeof memory.put>[0]
  await memory.put(key('/peers/me'), Uint8Array.of(1))
  for (let i = 0; i < 1000; i++) {
    await memory.put(key(`/peers/${i}`), new Uint8Array(8))
    await memory.put(key(`/dht/provider/${i}`), new Uint8Array(8))
    await memory.put(key(`/x/${i}`), new Uint8Array(8))
    // What is used stays: the oldest unused goes first.
    if (i >= 3) await memory.get(key('/peers/3'))
  }
  const count = async (prefix: string) => {
    const names: string[] = []
    for await (const { key } of memory.query({ prefix })) names.push(key.toString())
    return names
  }
  const peers = await count('/peers/')
  expect(peers.length).toBe(11)
  expect(peers).toContain('/peers/me')
  expect(peers).toContain('/peers/3')
  expect((await count('/dht/')).length).toBe(5)
  expect((await count('/x/')).length).toBe(2)
  expect(() => memory.get(key('/peers/0'))).toThrow(expect.objectContaining({ name: 'NotFoundError' }))
})

test('a relay does not hold what its receiver does not read', async () => {
  const hub = await startHost({ relay: { serve: true, use: false } })
  const hidden = await startHost({ listen: [], bootstrap: hub.addresses(), relay: { serve: false, use: true } })
  expect(await until(() => hidden.addresses().length > 0)).toBe(true)
  // The receiver takes the relayed connection and reads nothing of it; the sender knows no limits. Both by hand.
  const STOP = '/libp2p/circuit/relay/0.2.0/stop'
  await hidden.libp2p.unhandle(STOP)
  await hidden.libp2p.handle(
    STOP,
    stream => {
      // StopMessage {type: STATUS, status: OK}
      stream.send(Uint8Array.of(4, 0x08, 1, 0x20, 100))
      stream.pause()
    },
    { runOnLimitedConnection: true },
  )
  const sender = await startHost({ listen: [], bootstrap: hub.addresses() })
  expect(await sender.waitForPeers(1)).toBe(true)
  const stream = await sender.open(hub.peerId, '/libp2p/circuit/relay/0.2.0/hop')
  const id = multiaddr(`/p2p/${hidden.peerId}`).bytes.subarray(-38)
  // HopMessage {type: CONNECT, peer: {id}}
  const peer = [0x0a, id.length, ...id]
  const message = [0x08, 1, 0x12, peer.length, ...peer]
  let accepted = false
  stream.addEventListener('message', () => {
    accepted = true
  })
  stream.send(Uint8Array.from([...encodeLength(message.length), ...message]))
  expect(await until(() => accepted)).toBe(true)
  const piece = new Uint8Array(2 ** 18)
  let sent = 0
  let quiet = 0
  while (quiet < 20 && sent < 256 * 2 ** 20) {
    if (stream.writableNeedsDrain || stream.writeBufferLength > 0) {
      quiet++
      await new Promise(resolve => setTimeout(resolve, 50))
      continue
    }
    quiet = 0
    stream.send(piece)
    sent += piece.length
  }
  // Two stream windows of at most 8 MiB, what the relay keeps, and the sockets' buffers.
  expect(sent).toBeLessThan(32 * 2 ** 20)
  stream.abort(new Error('done'))
}, 40_000)
