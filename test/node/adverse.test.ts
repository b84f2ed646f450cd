// Bad days: clocks that are wrong, a way to the chain on which questions and answers get lost, and a verifier that is stopped in the middle of a dispute. The
// liar still loses its stake, and honest nodes do not.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChallenger, partsOfModel, traceOfReceipt } from '../../src/client/disputes/index.ts'
import { findKey, getDispute, getNode, getNodeKeys, transfer } from '../../src/contracts/index.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { reference } from '../../src/core/engine/index.ts'
import type { NodeConfigInput } from '../../src/node/config.ts'
import { faultOf } from '../../src/node/faults/index.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { type LossyProxy, startLossyProxy } from '../support/lossyProxy.ts'
import { smallModel } from '../support/world.ts'
import { answer } from './helpers.ts'

const TOKENS = 10n ** 18n
const STAKE = 1_000n * TOKENS
const model = smallModel()
const modelId = toHex(model.identity.modelId)

const LIAR = 2
/** Milliseconds by which the nodes' clocks are off: together still within what receipts allow. */
const SKEW = [-50_000, 50_000, 0, 0] as const
const LOSS = { cut: 0.1, unanswered: 0.1, delayMs: 30 }
const WINDOW = 60

describe('on a bad day', () => {
  let devnet: Devnet
  const proxies: LossyProxy[] = []
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 3,
      roles: index => (index === 1 ? ['host', 'verify', 'gateway'] : ['host', 'execute', 'gateway']),
      config: () => ({ verify: { share: 1 } }),
      deps: index => ({
        now: () => Date.now() + SKEW[index]!,
        ...(index === LIAR ? { faults: faultOf('wrong-element') } : {}),
      }),
      parameters: { mergeDelay: 60, responseWindow: WINDOW, challengePeriod: 500 },
    })
    await devnet.publish(model, 'test/small@1', 0)
    for (const { running } of devnet.nodes)
      await eventually(() => running.hosting.has(modelId), 'a model on every host', 15_000)
    await transfer(devnet.treasury, devnet.node(1).account, STAKE)
    // Now the honest ones get to the chain by a bad line only.
    for (const index of [0, 1]) {
      const proxy = await startLossyProxy(devnet.anvil.url, LOSS, index)
      proxies.push(proxy)
      await devnet.stopNode(index)
      await devnet.start(index, { config: lossy(index) })
    }
    await Promise.all([0, 1].map(index => devnet.node(index).guard.opened))
  }, 120_000)
  afterAll(async () => {
    await devnet?.stop()
    await Promise.all(proxies.map(proxy => proxy.stop()))
  })

  const lossy = (index: number): Partial<NodeConfigInput> => ({
    network: { ...devnet.network, rpc: [proxies[index]!.url] },
  })
  const stakeOf = async (index: number): Promise<bigint> =>
    (await getNode(devnet.treasury, devnet.node(index).account))!.stake

  /** A chain that nobody uses has no clock: time passes with blocks. */
  async function whileTimePasses<T>(work: () => Promise<T>): Promise<T> {
    const mine = () => devnet.treasury.client.request({ method: 'evm_mine' } as never)
    const tick = setInterval(() => void mine().catch(() => {}), 500)
    try {
      return await work()
    } finally {
      clearInterval(tick)
    }
  }

  it('an honest node that is challenged is cleared', async () => {
    const node = devnet.node(0)
    const { id, bundle } = await answer(node, { modelId, disclosure: 'public' })
    const { inclusion, epoch } = await eventually(
      async () => node.backend.anchored(id).then(found => (found.ok ? found.value : null)),
      'the receipt is anchored',
      40_000,
    )
    const keys = await getNodeKeys(devnet.treasury, node.account)
    const keyIndex = findKey(keys, keys[0]!.receiptKey, Math.floor(Date.now() / 1000), 60)!
    const { contracts } = await devnet.account(100n * TOKENS)
    const { index, proof, checkpoint } = inclusion
    const challenger = createChallenger({
      ...{ contracts, receiptId: id, model, fromBlock: 0n, salt: `0x${'77'.repeat(32)}` as Hex },
      honest: await traceOfReceipt(model, bundle, reference),
      case: {
        ...{ receipt: bundle.receipt, signature: bundle.signature, keyIndex, index, proof, parts: partsOfModel(model) },
        request: bundle.request.request,
        checkpoint: { ...checkpoint, epoch, keyIndex },
      },
      access: { payer: bundle.receipt.payer, delegates: [] },
    })
    expect(await challenger.turn()).toMatchObject({ kind: 'challenged' })
    const state = async () => (await getDispute(devnet.treasury, id))!.state
    await eventually(async () => (await state()) === 'committed', 'the trace is committed to', 40_000)
    expect(await challenger.turn()).toMatchObject({ kind: 'nothing to show' })
    const { client } = devnet.treasury
    await client.request({ method: 'evm_increaseTime', params: [WINDOW + 20] } as never)
    await client.request({ method: 'evm_mine' } as never)
    await eventually(async () => (await state()) === 'cleared', 'the node is cleared', 40_000)
    expect(await stakeOf(0)).toBe(STAKE)
  }, 150_000)

  it('a liar loses its stake, although the verifier was stopped in the middle of the dispute', async () => {
    const { id } = await answer(devnet.node(LIAR), { modelId, disclosure: 'public' })
    await whileTimePasses(async () => {
      await eventually(async () => (await getDispute(devnet.treasury, id)) !== null, 'it is challenged', 60_000)
      const { account } = devnet.node(1)
      await devnet.stopNode(1)
      await devnet.start(1, { config: lossy(1) })
      await eventually(async () => (await stakeOf(LIAR)) === 0n, 'the stake is gone', 90_000)
      expect((await getDispute(devnet.treasury, id))!).toMatchObject({ state: 'faulty', challenger: account })
    })
    expect([await stakeOf(0), await stakeOf(1)]).toEqual([STAKE, STAKE])
    for (const { counts } of proxies) {
      expect(counts.cut).toBeGreaterThan(10)
      expect(counts.unanswered).toBeGreaterThan(10)
    }
  }, 240_000)
})
