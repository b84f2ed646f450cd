// Hosts: joining through a bootstrap peer, relays, later peers, limits, and a stop that leaves nothing open.

import { afterEach, expect, test } from 'vitest'
import { peerIdOf, peerKeyFromBytes, peerKeyFromSeed, peerKeyToBytes } from '../../src/node/net/index.ts'
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
