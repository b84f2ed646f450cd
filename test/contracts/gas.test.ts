// Gas of every action that somebody pays for, kept in git: contracts/snapshots/gas.json. A change of more than 1 % fails;
// run with ASSAY_UPDATE_SNAPSHOTS=1 to accept it, and look at the difference in review.

import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  allow,
  anchor,
  authorizeFunding,
  bucketOf,
  claimNamespace,
  exitNode,
  fund,
  fundWithAuthorization,
  getDeposit,
  mature,
  publishVersion,
  refund,
  type Settlement,
  settle,
  transfer,
  withdrawCredit,
} from '../../src/contracts/index.ts'
import type { Hex } from '../../src/core/bytes/index.ts'
import { hashRequest, type Request } from '../../src/core/receipt/index.ts'
import {
  accountOf,
  addressOf,
  answerTo,
  hash,
  MODEL_ID,
  publishModel,
  registerTestNode,
  requestFor,
  ripen,
  settlementsOf,
  startNetwork,
  type TestNetwork,
  TOKENS,
  ZERO_HASH,
} from './network.ts'

const FILE = new URL('../../contracts/snapshots/gas.json', import.meta.url)

let network: TestNetwork
beforeAll(async () => {
  network = await startNetwork()
})
afterAll(() => network.stop())

const gasOf = async (transaction: Hex): Promise<number> =>
  Number((await network.client.getTransactionReceipt({ hash: transaction })).gasUsed)

it('gas is as recorded', async () => {
  const gas: Record<string, number> = {}
  const terms = (request: Request) => ({ request, publisher: addressOf('publisher'), node: addressOf('node') })
  const funded = async (): Promise<Request> => {
    const request = await requestFor(network)
    gas['fund (allowance given)'] = Number((await fund(network.as('payer'), terms(request))).gasUsed)
    return request
  }

  gas['deploy a network'] = Number(network.deployment.gasUsed)
  gas['register a model'] = Number((await publishModel(network)).gasUsed)
  gas['claim a namespace'] = Number((await claimNamespace(network.as('publisher'), 'lab')).gasUsed)
  const version = await publishVersion(network.as('publisher'), 'lab', 'digits', '1.0', MODEL_ID)
  gas['publish a version'] = Number(version.gasUsed)
  await registerTestNode(network)
  const registration = await network.client.getBlock({ includeTransactions: true })
  gas['register a node'] = await gasOf(registration.transactions[0]!.hash)
  await transfer(network.as('deployer'), addressOf('payer'), 10_000n * TOKENS)
  await allow(network.as('payer'), network.addresses.escrow, 10_000n * TOKENS)

  const request = await requestFor(network)
  const chain = { chainId: network.anvil.chainId, addresses: network.addresses }
  const validity = { validAfter: 0, validBefore: 4_000_000_000 }
  const authorization = await authorizeFunding(accountOf('payer'), chain, terms(request), validity)
  const brought = await fundWithAuthorization(network.as('node'), terms(request), authorization)
  gas['fund by authorization'] = Number(brought.gasUsed)

  const epochs = Array.from({ length: 16 }, (_, i) => ({ root: hash(`epoch ${i}`), count: 100 }))
  gas['anchor 1 epoch'] = Number((await anchor(network.as('node'), epochs.slice(0, 1))).gasUsed)
  gas['anchor 16 epochs'] = Number((await anchor(network.as('node'), epochs)).gasUsed)

  let last: Hex = ZERO_HASH
  // Logs of a thousand entries: paths of ten hashes. The first settlement also opens four credits.
  const settled = async (count: number): Promise<number> => {
    const requests: Request[] = []
    for (let i = 0; i < count; i++) requests.push(await funded())
    const answers = requests.map(request => [request, answerTo(network, request)] as const)
    const items: Settlement[] = await settlementsOf(network, answers, { strangers: 1_000 })
    const results = await settle(network.as('node'), items)
    last = results[0]!.requestHash
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['settled']))
    return gasOf(results[0]!.transaction)
  }
  gas['settle 1, first of its parties'] = await settled(1)
  gas['settle 1'] = await settled(1)
  gas['settle 16 under one checkpoint'] = await settled(16)
  await ripen(network, last, [])
  const bucket = bucketOf((await getDeposit(network, last))!.maturesAt)
  gas['mature a bucket'] = Number((await mature(network.as('operator'), addressOf('operator'), [bucket])).gasUsed)
  gas['withdraw a credit'] = Number((await withdrawCredit(network.as('operator'), addressOf('operator'))).gasUsed)

  const late = await funded()
  await network.wait(200_000)
  const [refunded] = await refund(network.as('payer'), [hashRequest(network.domain, late)])
  gas['refund 1'] = await gasOf(refunded!.transaction)
  gas['exit a node'] = Number((await exitNode(network.as('operator'), addressOf('node'))).gasUsed)

  if (process.env['ASSAY_UPDATE_SNAPSHOTS'] === '1') writeFileSync(FILE, `${JSON.stringify(gas, null, 2)}\n`)
  const recorded = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, number>
  expect(Object.keys(gas)).toEqual(Object.keys(recorded))
  for (const [action, used] of Object.entries(gas)) {
    expect(Math.abs(used / recorded[action]! - 1), `${action}: ${used}, recorded ${recorded[action]}`).toBeLessThan(
      0.01,
    )
  }
})
