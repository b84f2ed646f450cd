// Nodes that lie, and one honest verifier: whatever their answer, their trace and their silence, the contract takes their stake. Honest nodes that are
// disputed, or whose receipt is looked for, answer in time and lose nothing.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChallenger, partsOfModel, traceOfReceipt } from '../../src/client/disputes/index.ts'
import {
  demandInclusion,
  findKey,
  getDispute,
  getNode,
  getNodeKeys,
  getSearch,
  proveExclusion,
  transfer,
} from '../../src/contracts/index.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { reference } from '../../src/core/engine/index.ts'
import type { IntTensor } from '../../src/core/graph/index.ts'
import { encodeSampler, makeSampler } from '../../src/core/language/index.ts'
import { makeRequest, type ReceiptBundle, receiptId, tensorOfTokens } from '../../src/core/receipt/index.ts'
import { wrongElementEngine } from '../../src/node/faults/engines.ts'
import type { Faults } from '../../src/node/faults/index.ts'
import type { RunningNode } from '../../src/node/node.ts'
import { byteLanguage, promptOf } from '../support/byteLanguage.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { smallModel } from '../support/world.ts'
import { answer, inSeconds, random } from './helpers.ts'

const TOKENS = 10n ** 18n
const small = smallModel()
const modelId = toHex(small.identity.modelId)
const language = byteLanguage({ layers: 1, context: 32 })
const languageId = toHex(language.identity.modelId)

/** Ways of lying that a run of this model allows; those that have a name are in faults.test.ts. */
const LIES: Readonly<Record<string, Faults>> = {
  'a wrong value, and everything behind it': { engine: wrongElementEngine(1) },
  'another output than the trace has': {
    execute: outputs => outputs.map(wrongFirst),
  },
  silence: {
    execute: outputs => outputs.map(wrongFirst),
    trace: () => Promise.reject(new Error('no answer')),
  },
}

const wrongFirst = (tensor: IntTensor): IntTensor => {
  const data = tensor.data.slice()
  data[0] = data[0]! > 0 ? data[0]! - 5 : data[0]! + 5
  return { ...tensor, data } as IntTensor
}

describe('a node that lies', () => {
  const names = Object.keys(LIES)
  let devnet: Devnet
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 2 + names.length,
      // The first two are honest: an executor, and the one verifier.
      roles: index => (index === 1 ? ['host', 'verify', 'gateway'] : ['host', 'execute']),
      config: () => ({ verify: { share: 1 } }),
      deps: index => (index < 2 ? {} : { faults: LIES[names[index - 2]!]! }),
      parameters: { responseWindow: 5, challengePeriod: 300 },
    })
    await devnet.publish(small, 'test/small@1', 0)
    for (const { running } of devnet.nodes)
      await eventually(() => running.hosting.has(modelId), 'a model on every host', 15_000)
    await transfer(devnet.treasury, devnet.node(1).account, 1_000n * TOKENS)
  }, 60_000)
  afterAll(() => devnet?.stop())

  it.each(names)(
    'loses its stake by one honest verifier: %s',
    async name => {
      const liar = devnet.node(2 + names.indexOf(name))
      const { id } = await answer(liar, { modelId, disclosure: 'public' })
      const stake = async () => (await getNode(devnet.treasury, liar.account))!.stake
      expect(await stake()).toBeGreaterThan(0n)
      // A chain that nobody uses has no clock: time passes with blocks.
      const tick = setInterval(() => void devnet.treasury.client.request({ method: 'evm_mine' } as never), 500)
      try {
        await eventually(async () => (await stake()) === 0n, 'the stake is gone', 45_000)
      } finally {
        clearInterval(tick)
      }
      expect((await getDispute(devnet.treasury, id))!.state).toBe('faulty')
    },
    60_000,
  )

  it('is the only one who does', async () => {
    const honest = devnet.node(0)
    await answer(honest, { modelId, disclosure: 'public' })
    await eventually(() => devnet.node(1).metrics.read()['replays_ok']! >= 1, 'the honest answer is replayed', 15_000)
    expect((await getNode(devnet.treasury, honest.account))!.stake).toBe(1_000n * TOKENS)
    expect([...honest.chain.registry().disputes.values()].filter(({ node }) => node === honest.account)).toEqual([])
  }, 30_000)
})

/** What is asked of the node: a run, with the root of its trace, or a generation with it. */
type Asked = 'a run' | 'a run and its trace root' | 'a generation and its trace root'
const ASKED: readonly Asked[] = ['a run', 'a run and its trace root', 'a generation and its trace root']

// A network for each: its time runs ahead by what a dispute takes, and nodes anchor by their own.
describe.each(ASKED)('an honest node that is asked for %s', asked => {
  let devnet: Devnet
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 2,
      roles: index => (index === 0 ? ['host', 'execute', 'gateway'] : ['host', 'gateway']),
      parameters: { mergeDelay: 60, responseWindow: 60, challengePeriod: 300 },
    })
    await devnet.publish(small, 'test/small@1', 0)
    await devnet.publish(language, 'test/bytes@1', 0)
    await eventually(() => devnet.node(0).hosting.has(languageId), 'the models', 15_000)
  }, 60_000)
  afterAll(() => devnet?.stop())

  const advance = (seconds: number): Promise<unknown> =>
    devnet.treasury.client
      .request({ method: 'evm_increaseTime', params: [seconds] } as never)
      .then(() => devnet.treasury.client.request({ method: 'evm_mine' } as never))

  async function answered(node: RunningNode): Promise<{ id: Hex; bundle: ReceiptBundle }> {
    const traceRoot = asked !== 'a run'
    if (asked !== 'a generation and its trace root') return answer(node, { modelId, disclosure: 'public', traceRoot })
    const sampler = encodeSampler(makeSampler({ maxTokens: 4, ignoreEos: true, temperature: 1 }))
    const { signed, input } = makeRequest({
      ...{ domain: node.chain.domain, modelId: languageId, input: [tensorOfTokens(promptOf('Once'))], maxPrice: 0n },
      ...{ disclosure: 'public', delegates: [], traceRoot, deadline: inSeconds(3_600), payer: null, random },
      sampler: { bytes: sampler, seed: `0x${'5e'.repeat(32)}` },
    })
    const options = { requestId: 'test', from: 'gateway/test', signal: AbortSignal.timeout(30_000) }
    for await (const event of node.backend.generate({ request: signed, input, sampler }, options))
      if (event.type === 'end' && event.bundle !== null)
        return { id: receiptId(node.chain.domain, event.bundle.receipt), bundle: event.bundle }
    throw new Error('no end')
  }

  async function challenged(restart: boolean) {
    const node = devnet.node(0)
    const { id, bundle } = await answered(node)
    const model = bundle.receipt.modelId === modelId ? small : language
    const { inclusion, epoch } = await eventually(
      async () => node.backend.anchored(id).then(found => (found.ok ? found.value : null)),
      'the receipt is anchored',
      15_000,
    )
    const keys = await getNodeKeys(devnet.treasury, node.account)
    const keyIndex = findKey(keys, keys[0]!.receiptKey, Math.floor(Date.now() / 1000), 60)!
    const challenger = await devnet.account(100n * TOKENS)
    const { index, proof, checkpoint } = inclusion
    const one = createChallenger({
      ...{ contracts: challenger.contracts, receiptId: id, model, fromBlock: 0n, salt: `0x${'77'.repeat(32)}` as Hex },
      honest: await traceOfReceipt(model, bundle, reference),
      case: {
        ...{ receipt: bundle.receipt, signature: bundle.signature, keyIndex, index, proof, parts: partsOfModel(model) },
        request: bundle.request.request,
        checkpoint: { ...checkpoint, epoch, keyIndex },
      },
      access: { payer: bundle.receipt.payer, delegates: [] },
    })
    if (restart) await devnet.stopNode(0)
    expect(await one.turn()).toMatchObject({ kind: 'challenged' })
    if (restart) await devnet.start(0)
    return { id, challenger: one, node: devnet.node(0) }
  }

  // First: the others let the chain's time run ahead, and nodes anchor by it.
  it.runIf(asked === 'a run')(
    'shows where a receipt stands that somebody looks for',
    async () => {
      const node = devnet.node(0)
      const { id, bundle } = await answer(node, { modelId, disclosure: 'public' })
      const asker = await devnet.account(100n * TOKENS)
      await demandInclusion(asker.contracts, { receipt: bundle.receipt, signature: bundle.signature, keyIndex: 0 })
      await eventually(async () => (await getSearch(devnet.treasury, id))!.found, 'the receipt is shown', 20_000)
      await eventually(() => node.metrics.read()['inclusions_shown'] === 1, 'it is counted', 5_000)
      await expect(proveExclusion(asker.contracts, id)).rejects.toMatchObject({ code: 'demand_not_open' })
    },
    60_000,
  )

  it.each([
    ['that runs', false],
    ['that was down when it was challenged', true],
  ])(
    '%s commits to its trace, and is cleared',
    async (_, restart) => {
      const closed = devnet.node(0).metrics.read()['disputes_closed'] ?? 0
      const { id, challenger, node } = await challenged(restart)
      const before = restart ? 0 : closed
      const state = async () => (await getDispute(devnet.treasury, id))!.state
      await eventually(async () => (await state()) === 'committed', 'the trace is committed to', 20_000)
      expect(await challenger.turn()).toMatchObject({ kind: 'nothing to show' })
      await advance(60 + 15 + 1)
      await eventually(async () => (await state()) === 'cleared', 'the node is cleared', 20_000)
      expect((await getNode(devnet.treasury, node.account))!.stake).toBe(1_000n * TOKENS)
      // Counted when the transaction's receipt is back, which the chain shows a little earlier.
      await eventually(() => node.metrics.read()['disputes_closed'] === before + 1, 'the end is counted', 5_000)
      expect(node.metrics.read()).toMatchObject({ disputes_committed: before + 1, disputes_closed: before + 1 })
    },
    60_000,
  )
})
