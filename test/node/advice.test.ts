// Audits over a network: an executor's advice on its runs, taken piece by piece through a gateway; wrong answers, wrong advice, and what there is
// none of.

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditReceipt } from '../../src/client/audits/index.ts'
import { type Client, createClient } from '../../src/client/index.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { wasm } from '../../src/core/engine/index.ts'
import type { IntTensor } from '../../src/core/graph/index.ts'
import { encodeSampler, makeSampler } from '../../src/core/language/index.ts'
import { makeRequest, type ReceiptBundle, tensorOfTokens } from '../../src/core/receipt/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import type { RunningNode } from '../../src/node/node.ts'
import { byteLanguage, promptOf } from '../support/byteLanguage.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { smallModel } from '../support/world.ts'
import { answer, inSeconds, random } from './helpers.ts'

const model = smallModel()
const modelId = toHex(model.identity.modelId)
const language = byteLanguage({ layers: 1, context: 32 })
const languageId = toHex(language.identity.modelId)

const wrongFirst = (tensor: IntTensor): IntTensor => {
  const data = tensor.data.slice()
  data[0] = data[0]! > 0 ? data[0]! - 5 : data[0]! + 5
  return { ...tensor, data } as IntTensor
}

async function generate(node: RunningNode): Promise<ReceiptBundle> {
  const sampler = encodeSampler(makeSampler({ maxTokens: 8, ignoreEos: true, temperature: 1, topP: 0.9 }))
  const { signed, input } = makeRequest({
    domain: node.chain.domain,
    modelId: languageId,
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
    if (event.type === 'end' && event.bundle !== null) return event.bundle
  throw new Error('no end')
}

describe('an audit', () => {
  let devnet: Devnet
  let gateway: ReturnType<typeof createGateway>
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 3,
      // An honest executor, one that lies, and the gateway.
      roles: index => (index === 2 ? ['host', 'gateway'] : ['host', 'execute']),
      deps: index =>
        index === 1
          ? {
              faults: {
                execute: outputs => outputs.map(wrongFirst),
                generate: {
                  tokens: (tokens, at) => tokens.map((token, i) => (at + i === 3 ? (token + 1) % 200 : token)),
                },
              },
            }
          : {},
    })
    await devnet.publish(model, 'test/small@1', 0)
    await devnet.publish(language, 'test/bytes@1', 0)
    for (const { running } of devnet.nodes)
      for (const id of [modelId, languageId])
        await eventually(() => running.hosting.has(id), 'the models on every host', 15_000)
    const { backend } = devnet.node(2)
    gateway = createGateway(backend as Parameters<typeof createGateway>[0], {
      version: 'test',
      network: devnet.network,
    })
  }, 60_000)
  afterAll(() => devnet?.stop())

  const plain = async (url: string, init?: RequestInit): Promise<Response> => gateway.fetch(new Request(url, init))
  const clientOver = (fetch = plain): Client =>
    createClient(devnet.network, { gateways: ['http://gateway.test'], fetch })
  const bundleOf = async (index: number): Promise<ReceiptBundle> =>
    (await answer(devnet.node(index), { modelId, disclosure: 'public' })).bundle

  /** A gateway between, that changes advice. */
  const bending =
    (bend: (bytes: Uint8Array, from: number) => Uint8Array) =>
    async (url: string, init?: RequestInit): Promise<Response> => {
      const response = await plain(url, init)
      const from = /\/advice\?from=(\d+)/.exec(url)?.[1]
      if (from === undefined) return response
      return new Response(bend(new Uint8Array(await response.arrayBuffer()), Number(from)) as Uint8Array<ArrayBuffer>)
    }

  it('passes what an honest executor has answered, runs and generations, and says how sure that is', async () => {
    const heard: number[] = []
    for (const bundle of [await bundleOf(0), await generate(devnet.node(0))]) {
      const found = await auditReceipt(clientOver(), {
        ...{ bundle, engine: wasm, progress: done => heard.push(done) },
      })
      expect(found.guarantee).toMatchObject({ kind: 'exact', bits: 60, challenge: 'fresh' })
      expect(found.guarantee.checkedOps).toBeGreaterThan(0)
      expect(heard.at(-1)).toBe(found.adviceBytes)
    }
  }, 60_000)

  it('finds a wrong answer, whose advice is that of the right run', async () => {
    for (const bundle of [await bundleOf(1), await generate(devnet.node(1))])
      await expect(auditReceipt(clientOver(), { bundle, engine: wasm })).rejects.toMatchObject({
        code: 'audit_mismatch',
      })
  }, 60_000)

  it('finds wrong advice, and advice that ends early or never', async () => {
    const bundle = await bundleOf(0)
    const cases: [(bytes: Uint8Array, from: number) => Uint8Array, string][] = [
      [bytes => bytes.map((byte, i) => (i === 8 ? byte ^ 1 : byte)), 'audit_mismatch'],
      [bytes => bytes.map((byte, i) => (i === 3 ? 0x7f : byte)), 'advice_malformed'],
      [(bytes, from) => (from === 0 ? bytes.subarray(0, 8) : new Uint8Array(0)), 'advice_malformed'],
      [bytes => new Uint8Array(2 * bytes.length + 1), 'advice_malformed'],
      [() => new Uint8Array((4 << 20) + 1), 'peer_misbehaved'],
    ]
    for (const [bend, code] of cases)
      await expect(auditReceipt(clientOver(bending(bend)), { bundle, engine: wasm })).rejects.toMatchObject({ code })
    // In small pieces it is the same.
    let pieces = 0
    const slow = bending(bytes => {
      pieces++
      return bytes.subarray(0, 4)
    })
    await auditReceipt(clientOver(slow), { bundle, engine: wasm })
    expect(pieces).toBeGreaterThan(2)
  }, 60_000)

  it('is not for those who may not read, and has nothing to go by where the executor is gone', async () => {
    const secret = (await answer(devnet.node(0), { modelId, disclosure: 'requester' })).bundle
    const hidden = { ...secret, input: null, output: null } as ReceiptBundle
    await expect(auditReceipt(clientOver(), { bundle: hidden, engine: wasm })).rejects.toMatchObject({
      code: 'disclosure_required',
    })
    await expect(auditReceipt(clientOver(), { bundle: secret, engine: wasm })).rejects.toMatchObject({
      code: 'disclosure_required',
    })
    const bundle = await bundleOf(1)
    await devnet.stopNode(1)
    await expect(auditReceipt(clientOver(), { bundle, engine: wasm })).rejects.toMatchObject({
      code: expect.stringMatching(/advice_unavailable|peer_unreachable|receipt_not_found|gateway_unreachable/) as Hex,
    })
  }, 60_000)
})
