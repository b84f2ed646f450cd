// What everybody checks: the receipts that a block behind their epoch chooses, all of them and no others, whoever verifies.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { fromHex, type Hex, toHex } from '../../src/core/bytes/index.ts'
import { isChosen } from '../../src/core/watch/index.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { smallModel } from '../support/world.ts'
import { answer } from './helpers.ts'

const model = smallModel()
const modelId = toHex(model.identity.modelId)
const RATE = 5_000

let devnet: Devnet
beforeAll(async () => {
  devnet = await startDevnet({
    nodes: 3,
    roles: index => (index === 0 ? ['host', 'execute'] : ['host', 'verify']),
    // Nothing by their own choice.
    config: () => ({ verify: { share: 0 } }),
    parameters: { auditBps: RATE },
  })
  await devnet.publish(model, 'test/small@1', 0)
  for (const { running } of devnet.nodes)
    await eventually(() => running.hosting.has(modelId), 'a model on every host', 15_000)
}, 60_000)
afterAll(() => devnet?.stop())

it('two verifiers replay the same receipts, those that the chain has chosen', async () => {
  const executor = devnet.node(0)
  const ids: Hex[] = []
  for (let i = 0; i < 12; i++) ids.push((await answer(executor, { modelId, disclosure: 'public' })).id)
  const client = devnet.treasury.client
  // A chain that nobody uses has no block behind an epoch.
  const tick = setInterval(() => void client.request({ method: 'evm_mine' } as never), 300)
  try {
    const placed = await eventually(
      async () => {
        const all = await Promise.all(ids.map(id => executor.backend.anchored(id)))
        return all.every(one => one.ok) ? all.map(one => (one.ok ? one.value : null)!) : null
      },
      'every receipt is anchored',
      20_000,
    )
    const chosen = new Set<Hex>()
    for (const [i, { inclusion, epoch }] of placed.entries()) {
      const { block } = await eventually(
        () =>
          devnet
            .node(1)
            .chain.registry()
            .epochs.find(({ root }) => root === epoch.root) ?? null,
        'the epoch at the verifier',
        10_000,
      )
      const { hash } = await client.getBlock({ blockNumber: BigInt(block) + 1n })
      if (isChosen(fromHex(hash as Hex), executor.account, inclusion.index, RATE)) chosen.add(ids[i]!)
    }
    expect(chosen.size).toBeGreaterThan(0)
    expect(chosen.size).toBeLessThan(ids.length)
    for (const index of [1, 2]) {
      const { account, backend } = devnet.node(index)
      const replayed = async (): Promise<Hex[]> => {
        const lists = await Promise.all(ids.map(id => backend.verdicts(id)))
        return ids.filter((_, i) => lists[i]!.some(({ verdict }) => verdict.verifier === account))
      }
      await eventually(async () => (await replayed()).length >= chosen.size, 'the chosen ones are replayed', 20_000)
      expect(new Set(await replayed())).toEqual(chosen)
    }
  } finally {
    clearInterval(tick)
  }
}, 90_000)
