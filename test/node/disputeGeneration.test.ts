// Nodes that lie in generations, and one honest verifier: whatever they stream and whatever they commit to, the contract takes their stake.

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { traceOfReceipt } from '../../src/client/disputes/index.ts'
import { getDispute, getNode, transfer } from '../../src/contracts/index.ts'
import { toHex } from '../../src/core/bytes/index.ts'
import { reference } from '../../src/core/engine/index.ts'
import { encodeSampler, makeSampler } from '../../src/core/language/index.ts'
import { makeRequest, receiptId, tensorOfTokens } from '../../src/core/receipt/index.ts'
import { wrongSampler, wrongTokens } from '../../src/node/faults/answers.ts'
import type { Faults } from '../../src/node/faults/index.ts'
import type { RunningNode } from '../../src/node/node.ts'
import { byteLanguage, promptOf } from '../support/byteLanguage.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { inSeconds, random } from './helpers.ts'

const TOKENS = 10n ** 18n
const model = byteLanguage({ layers: 1, context: 32 })
const modelId = toHex(model.identity.modelId)
/** The sixth token is another one. */
const WRONG = 5

const LIES: Readonly<Record<string, Faults>> = {
  'another token, and the right trace': { generate: { tokens: wrongTokens(WRONG) } },
  'another token, and a record that says so': wrongSampler(WRONG),
  'another model, and its trace': {
    generate: { tokens: tokens => tokens.map(token => (token * 7 + 3) % 200) },
    trace: (_, bundle) => traceOfReceipt(byteLanguage({ layers: 1, context: 32, seed: 9 }), bundle, reference),
  },
}

async function generate(node: RunningNode): Promise<`0x${string}`> {
  const sampler = encodeSampler(makeSampler({ maxTokens: 8, ignoreEos: true, temperature: 1, topP: 0.9 }))
  const { signed, input } = makeRequest({
    domain: node.chain.domain,
    modelId,
    input: [tensorOfTokens(promptOf('Once'))],
    maxPrice: 0n,
    disclosure: 'public',
    delegates: [],
    deadline: inSeconds(60),
    sampler: { bytes: sampler, seed: toHex(new Uint8Array(randomBytes(32))) },
    payer: null,
    random,
  })
  const options = { requestId: 'test', from: 'gateway/test', signal: AbortSignal.timeout(30_000) }
  for await (const event of node.backend.generate({ request: signed, input, sampler }, options))
    if (event.type === 'end' && event.bundle !== null) return receiptId(node.chain.domain, event.bundle.receipt)
  throw new Error('no end')
}

describe('a node that lies in a generation', () => {
  const names = Object.keys(LIES)
  let devnet: Devnet
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 2 + names.length,
      // The first two are honest: an executor, and the one verifier.
      roles: index => (index === 1 ? ['host', 'verify', 'gateway'] : ['host', 'execute']),
      config: () => ({ verify: { share: 1 } }),
      deps: index => (index < 2 ? {} : { faults: LIES[names[index - 2]!]! }),
      // Nobody is silent here: time for both sides on a busy machine.
      parameters: { responseWindow: 40, challengePeriod: 300 },
    })
    await devnet.publish(model, 'test/bytes@1', 0)
    for (const { running } of devnet.nodes)
      await eventually(() => running.hosting.has(modelId), 'a model on every host', 15_000)
    await transfer(devnet.treasury, devnet.node(1).account, 1_000n * TOKENS)
  }, 60_000)
  afterAll(() => devnet?.stop())

  it('loses its stake by one honest verifier, and an honest one does not', async () => {
    const stakeOf = async (index: number) => (await getNode(devnet.treasury, devnet.node(index).account))!.stake
    const ids = await Promise.all([0, ...names.keys()].map((_, i) => generate(devnet.node(i === 0 ? 0 : i + 1))))
    // A chain that nobody uses has no clock: time passes with blocks.
    const tick = setInterval(() => void devnet.treasury.client.request({ method: 'evm_mine' } as never), 500)
    try {
      for (const [i, name] of names.entries())
        await eventually(async () => (await stakeOf(2 + i)) === 0n, `the stake is gone: ${name}`, 60_000)
    } finally {
      clearInterval(tick)
    }
    for (const id of ids.slice(1)) expect((await getDispute(devnet.treasury, id))!.state).toBe('faulty')
    await eventually(() => devnet.node(1).metrics.read()['replays_ok']! >= 1, 'the honest answer is replayed', 15_000)
    expect(await stakeOf(0)).toBe(1_000n * TOKENS)
    expect(await getDispute(devnet.treasury, ids[0]!)).toBeNull()
  }, 120_000)
})
