// A gateway goes on when its executors do not: gone, busy, or answering nonsense. spec/node.md, "Gateway".

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../src/core/bytes/index.ts'
import { openKeys } from '../../src/node/keys.ts'
import { createHost, serveJson } from '../../src/node/net/index.ts'
import { INFER_CAP, INFER_PROTOCOL } from '../../src/node/roles/serveInfer.ts'
import { STATUS_CAP, STATUS_PROTOCOL } from '../../src/node/status.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { smallModel } from '../support/world.ts'
import { answer, requestOf, send } from './helpers.ts'

const model = smallModel()
const modelId = toHex(model.identity.modelId)

describe('a gateway between failing executors', () => {
  let devnet: Devnet

  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 3,
      roles: index => (index === 2 ? ['gateway', 'host'] : ['host', 'execute']),
    })
    await devnet.publish(model, 'test/small@1', 0)
    await eventually(async () => (await devnet.node(2).backend.model(modelId))?.hosts.length === 3, 'three hosts')
  })
  afterAll(() => devnet?.stop())

  it('asks the next executor when one has gone, and none when all have', async () => {
    const gateway = devnet.node(2)
    await devnet.stopNode(0)
    // It may not have noticed yet.
    for (let i = 0; i < 3; i++)
      expect((await answer(gateway, { modelId })).bundle.receipt.node).toBe(devnet.node(1).account)
    await devnet.stopNode(1)
    const { signed, input } = requestOf(gateway.chain.domain, { modelId })
    expect(await send(gateway, signed, input)).toMatchObject({ ok: false, code: 'model_unavailable' })
    expect(await gateway.backend.ready()).toBe(false)
    await devnet.start(1)
    await devnet.node(1).guard.opened
    expect(await send(gateway, signed, input)).toMatchObject({ ok: true })
    expect(await gateway.backend.ready()).toBe(true)
  })

  it('does not pass on what is no receipt for the request, and turns to another executor', async () => {
    const gateway = devnet.node(2)
    const honest = await answer(gateway, { modelId })
    // Somebody with node 0's peer key and no intention to compute.
    const keys = await openKeys(`${devnet.directory}/node-0/keys`)
    const host = await createHost({
      privateKey: await keys.peer.key(),
      listen: ['/ip4/127.0.0.1/tcp/0'],
      bootstrap: gateway.addresses(),
      network: 'private',
      relay: { serve: false, use: false },
    })
    const limits = { timeoutMs: 5000, maxConcurrent: 8, maxPerPeer: 8 }
    const node = keys.account.address
    await serveJson(host, STATUS_PROTOCOL, { ...limits, requestCap: STATUS_CAP, answerCap: STATUS_CAP }, () => ({
      node,
      instance: `0x${'01'.repeat(32)}`,
      roles: ['execute'],
      engine: 'wasm/1',
      pricePerRow: '0',
      models: [modelId],
      load: { active: 0, limit: 1 },
      log: { size: 0 },
      signing: true,
      held: null,
    }))
    let asked = 0
    const { bundleToJson } = await import('../../src/core/receipt/index.ts')
    const nonsense = [
      { id: honest.id, bundle: null },
      'receipt',
      { id: honest.id, bundle: bundleToJson(honest.bundle) },
      { id: honest.id, bundle: { ...bundleToJson(honest.bundle), signature: `0x${'11'.repeat(65)}` } },
    ]
    await serveJson(host, INFER_PROTOCOL, { ...limits, requestCap: INFER_CAP, answerCap: INFER_CAP }, () => {
      asked++
      return nonsense[asked % nonsense.length]
    })
    await eventually(() => gateway.peers().find(peer => peer.node === node)?.alive === true, 'the impostor is known')
    for (let i = 0; i < nonsense.length; i++)
      expect((await answer(gateway, { modelId })).bundle.receipt.node).toBe(devnet.node(1).account)
    expect(asked).toBeGreaterThan(0)
    expect(gateway.metrics.read()['relay_failovers']).toBeGreaterThanOrEqual(asked)
    await host.stop()
  })
})
