// A paid run from deposit to settlement: the node settles by itself once its log is anchored, and a restart settles what an
// earlier process left.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { bucketOf, FEES, fund, getCredit, getDeposit, getMaturing } from '../../src/contracts/index.ts'
import { toHex } from '../../src/core/bytes/index.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { smallModel } from '../support/world.ts'
import { inputOf, requestOf, send, value } from './helpers.ts'

const model = smallModel()
const modelId = toHex(model.identity.modelId)
let devnet: Devnet

beforeAll(async () => {
  devnet = await startDevnet({ nodes: 2, config: () => ({ pricePerRow: '10' }) })
  await devnet.publish(model, 'test/small@1', 0)
})
afterAll(() => devnet.stop())

/** Funds and sends a request for two rows at most 50; resolves with its hash. */
async function paidRun(payer: Awaited<ReturnType<Devnet['account']>>) {
  const node = devnet.node(0)
  const { signed, input, requestHash } = requestOf(node.chain.domain, {
    modelId,
    input: inputOf([1, 2, 3, 4], [5, 6, 7, 8]),
    payer,
    maxPrice: 50n,
  })
  await fund(payer.contracts, { request: signed.request })
  expect(value(await send(node, signed, input)).bundle.receipt.price).toBe(20n)
  return requestHash
}

it('settles: operator and treasury get the price, the payer the rest', async () => {
  const payer = await devnet.account(1000n)
  const requestHash = await paidRun(payer)
  const state = async () => (await getDeposit(payer.contracts, requestHash))?.state
  await eventually(async () => (await state()) === 'settled', 'the deposit is settled', 15_000)
  const node = devnet.node(0)
  const { operator } = node.chain.registry().nodes.get(node.account)!
  const { protocolFeeBps } = node.chain.registry().parameters
  const fee = (20n * BigInt(protocolFeeBps)) / 10_000n
  expect(await getCredit(payer.contracts, payer.address)).toBe(30n)
  // What was earned matures: a fault may still be shown.
  const bucket = bucketOf((await getDeposit(payer.contracts, requestHash))!.maturesAt)
  expect(await getMaturing(payer.contracts, operator, bucket)).toBe(20n - fee)
  expect(await getMaturing(payer.contracts, FEES, bucket)).toBe(fee)
  // Counted when the transaction's receipt is back, which the chain shows a little earlier.
  await eventually(async () => node.metrics.read().receipts_settled === 1, 'the settlement is counted', 5_000)
  expect(node.metrics.read().receipts_settled).toBe(1)
})

it('a node that was stopped before the anchor settles when it is back', async () => {
  const payer = await devnet.account(1000n)
  const requestHash = await paidRun(payer)
  await devnet.stopNode(0)
  expect((await getDeposit(payer.contracts, requestHash))?.state).toBe('open')
  await devnet.start(0)
  await eventually(
    async () => (await getDeposit(payer.contracts, requestHash))?.state === 'settled',
    'the deposit is settled',
    20_000,
  )
})
