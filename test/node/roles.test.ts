// Three nodes on one chain: a model published on one is hosted by all, a request is answered, logged, cosigned, anchored.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../src/core/bytes/index.ts'
import { makeRequest, type NamedTensor } from '../../src/core/receipt/index.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { seededRandom, smallModel } from '../support/world.ts'

const input: NamedTensor[] = [{ name: 'x', tensor: { shape: [4], bits: 8, rows: 1, data: Int8Array.of(1, 2, 3, 4) } }]

describe('three nodes', () => {
  let devnet: Devnet
  const model = smallModel()
  const modelId = toHex(model.identity.modelId)

  beforeAll(async () => {
    devnet = await startDevnet({ nodes: 3 })
    await devnet.publish(model, 'test/small@1', 0)
  })
  afterAll(() => devnet?.stop())

  it('every host fetches a registered model', async () => {
    for (const { running } of devnet.nodes)
      await eventually(() => running.hosting.has(modelId), `node ${running.account} hosts it`)
  })

  it('answers', async () => {
    const { signed, input: disclosed } = makeRequest({
      domain: devnet.node(0).chain.domain,
      modelId,
      input,
      maxPrice: 0n,
      disclosure: 'public',
      delegates: [],
      deadline: BigInt(Math.floor(Date.now() / 1000) + 60),
      payer: null,
      random: seededRandom('a'),
    })
    const answer = await devnet
      .node(1)
      .backend.infer(signed, disclosed, { requestId: 'r1', signal: AbortSignal.timeout(5000) })
    expect(answer).toMatchObject({ ok: true })
  })
})
