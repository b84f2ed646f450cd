// Restart from disk: keys, log, receipts, models and nonces stay; the lock keeps a second process out; what cannot be right
// is not signed. spec/node.md, "Data directory" and "Guard".

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../src/core/bytes/index.ts'
import { createLogger } from '../../src/node/logger.ts'
import type { RunningNode } from '../../src/node/node.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { smallModel } from '../support/world.ts'
import { answer, requestOf, send, value } from './helpers.ts'

const model = smallModel()
const modelId = toHex(model.identity.modelId)
/** A copy made by another process: reading a locked SQLite file in this one and closing it would drop its locks. */
const copy = (from: string, to: string): void => void execFileSync('cp', ['-a', from, to])

describe('a node and its data directory', () => {
  let devnet: Devnet
  const lines: string[] = []

  beforeAll(async () => {
    devnet = await startDevnet({ nodes: 3, log: createLogger({ level: 'debug', sink: line => void lines.push(line) }) })
    await devnet.publish(model, 'test/small@1', 0)
    for (const { running } of devnet.nodes)
      await eventually(() => running.hosting.has(modelId), 'a model on every host')
  })
  afterAll(() => devnet?.stop())

  const cosigned = (node: RunningNode, size: number) =>
    eventually(() => {
      const newest = node.nodeLog.newest()
      return newest !== null && newest.size >= size && newest.note.split('\n').length > 6 ? newest : null
    }, `a cosigned checkpoint of ${size}`)

  it('keeps keys readable by their user alone, and refuses those that others can read', async () => {
    const { directory } = devnet.nodes[2]!
    const keys = join(directory, 'keys')
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    expect(readdirSync(keys).sort()).toEqual(['account.key', 'log.key', 'peer.key', 'receipt.key'])
    for (const name of readdirSync(keys)) expect(statSync(join(keys, name)).mode & 0o777).toBe(0o600)
    const open = join(devnet.directory, 'open')
    copy(directory, open)
    execFileSync('chmod', ['644', join(open, 'keys', 'log.key')])
    await expect(devnet.start(9, { directory: open })).rejects.toMatchObject({ code: 'key_exposed' })
  })

  it('never prints a key', async () => {
    const { directory } = devnet.nodes[0]!
    expect(lines.length).toBeGreaterThan(10)
    for (const name of readdirSync(join(directory, 'keys'))) {
      const secret = readFileSync(join(directory, 'keys', name), 'utf8')
        .trim()
        .slice(2)
      expect(secret).toMatch(/^[0-9a-f]{64}$/)
      expect(lines.some(line => line.toLowerCase().includes(secret))).toBe(false)
    }
    expect(JSON.stringify(devnet.node(0))).not.toContain('privateKey')
  })

  it('keeps a second process out of its directory', async () => {
    const { directory } = devnet.nodes[0]!
    const again = devnet.start(0, { directory })
    await expect(again).rejects.toMatchObject({ code: 'data_locked' })
    await expect(again).rejects.toThrow(String(process.pid))
  })

  it('restarts with its keys, log, receipts, model and checkpoints, and refuses a nonce that it has served', async () => {
    const before = devnet.node(0)
    const { signed, input } = requestOf(before.chain.domain, { modelId })
    const { id } = value(await send(before, signed, input))
    for (let i = 0; i < 3; i++) await answer(before, { modelId })
    const size = before.nodeLog.size()
    const root = before.nodeLog.last()
    await devnet.stopNode(0)
    // The last checkpoint of a graceful stop covers everything.
    await devnet.start(0)
    const after = devnet.node(0)
    await after.guard.opened
    expect(after.account).toBe(before.account)
    expect(after.peerId).toBe(before.peerId)
    expect(after.nodeLog.size()).toBe(size)
    expect(after.nodeLog.last()).toBe(root)
    expect(after.nodeLog.newest()?.size).toBe(size)
    expect(after.hosting.has(modelId)).toBe(true)
    expect(value(await after.backend.receipt(id, null, AbortSignal.timeout(3000))).output).not.toBeNull()
    await devnet.stopNode(1)
    await devnet.stopNode(2)
    expect(await send(after, signed, input)).toMatchObject({ ok: false, code: 'nonce_replayed' })
    expect(await answer(after, { modelId })).toMatchObject({ bundle: { receipt: { previous: root } } })
    await devnet.start(1)
    await devnet.start(2)
    await Promise.all(devnet.nodes.map(({ running }) => running.guard.opened))
  })

  it('a model that the disk has damaged is fetched again', async () => {
    await devnet.stopNode(1)
    const blocks = join(devnet.directory, 'node-1', 'blocks', 'blocks')
    for (const shard of readdirSync(blocks)) {
      for (const name of readdirSync(join(blocks, shard))) {
        const path = join(blocks, shard, name)
        const bytes = readFileSync(path)
        bytes[bytes.length - 1]! ^= 1
        writeFileSync(path, bytes)
      }
    }
    await devnet.start(1)
    await devnet.node(1).guard.opened
    await eventually(
      () =>
        devnet
          .node(1)
          .peers()
          .some(({ alive }) => alive),
      'a peer',
    )
    const { signed, input } = requestOf(devnet.node(1).chain.domain, { modelId })
    expect(value(await send(devnet.node(1), signed, input)).bundle.output).not.toBeNull()
  })

  it('an old snapshot of the directory signs nothing', async () => {
    await answer(devnet.node(0), { modelId })
    await cosigned(devnet.node(0), devnet.node(0).nodeLog.size())
    await devnet.stopNode(0)
    const directory = join(devnet.directory, 'node-0')
    const old = join(devnet.directory, 'old')
    copy(directory, old)
    await devnet.start(0)
    await devnet.node(0).guard.opened
    for (let i = 0; i < 3; i++) await answer(devnet.node(0), { modelId })
    await cosigned(devnet.node(0), devnet.node(0).nodeLog.size())
    const { account } = devnet.node(0)
    await devnet.stopNode(0)

    const restored = await devnet.start(0, { directory: old })
    try {
      await expect(restored.guard.opened).rejects.toMatchObject({ code: 'log_behind' })
      const size = restored.nodeLog.size()
      expect(restored.account).toBe(account)
      // It relays, but neither signs a receipt nor a checkpoint.
      const relayed = await answer(restored, { modelId })
      expect(relayed.bundle.receipt.node).not.toBe(account)
      await new Promise(resolve => setTimeout(resolve, 400))
      expect(restored.nodeLog.size()).toBe(size)
      expect(restored.nodeLog.checkpoint()).toBeNull()
      expect(restored.metrics.read()['signing']).toBe(0)
    } finally {
      await restored.stop()
    }
    // The right directory goes on.
    await devnet.start(0)
    await devnet.node(0).guard.opened
    expect((await answer(devnet.node(0), { modelId })).bundle.receipt.node).toBe(account)
  })

  it('a second copy stops by itself and the first goes on: neither equivocates', async () => {
    const first = devnet.node(0)
    const { directory } = devnet.nodes[0]!
    const twin = join(devnet.directory, 'twin')
    copy(directory, twin)
    const second = await devnet.start(0, { directory: twin })
    await expect(second.guard.opened).rejects.toMatchObject({ code: 'key_live_elsewhere' })
    await second.closed
    expect(second.metrics.read()['checkpoints_signed']).toBe(0)
    expect(second.metrics.read()['infer_answered']).toBe(0)
    expect(first.guard.state()).toBe('open')
    expect((await answer(first, { modelId })).bundle.receipt.node).toBe(first.account)
    const forks = devnet.nodes.map(({ running }) => running.metrics.read()['log_forks_seen'])
    expect(forks).toEqual([0, 0, 0])
  })

  it('two copies that start at once both stay silent', async () => {
    await answer(devnet.node(0), { modelId })
    await devnet.stopNode(0)
    const directory = join(devnet.directory, 'node-0')
    const left = join(devnet.directory, 'left')
    const right = join(devnet.directory, 'right')
    copy(directory, left)
    copy(directory, right)
    const copies = await Promise.all([devnet.start(0, { directory: left }), devnet.start(0, { directory: right })])
    const outcomes = await Promise.allSettled(copies.map(({ guard }) => guard.opened))
    // One may have been first everywhere; never may both sign.
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
    await Promise.all(copies.map(node => node.stop()))
  })
})
