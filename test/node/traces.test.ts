// Traces over a network: an executor shows the root of its run's trace and opens drawn steps, through a gateway; wrong steps, traces of other answers, and
// what is not for everybody.

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchTrace, fetchTraceRoot, sampleReceipt, samplesFor } from '../../src/client/audits/index.ts'
import { type Client, createClient } from '../../src/client/index.ts'
import { equal, type Hex, toHex } from '../../src/core/bytes/index.ts'
import { interpret } from '../../src/core/engine/reference.ts'
import type { ExactModel, IntTensor } from '../../src/core/graph/index.ts'
import { encodeSampler, makeSampler } from '../../src/core/language/index.ts'
import { makeRequest, type ReceiptBundle, receiptId, tensorOfTokens } from '../../src/core/receipt/index.ts'
import { partsOf, traceOf } from '../../src/core/trace/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import type { RunningNode } from '../../src/node/node.ts'
import { byteLanguage, promptOf } from '../support/byteLanguage.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { keyOf, smallModel } from '../support/world.ts'
import { answer, inputOf, inSeconds, random } from './helpers.ts'

const model = smallModel()
const modelId = toHex(model.identity.modelId)
const language = byteLanguage({ layers: 1, context: 32 })
const languageId = toHex(language.identity.modelId)
const ROWS = 6
const rows = Array.from({ length: ROWS }, (_, i) => [i, -i, 3 * i, 100 - i])

const wrongFirst = (tensor: IntTensor): IntTensor => {
  const data = tensor.data.slice()
  data[0] = data[0]! > 0 ? data[0]! - 5 : data[0]! + 5
  return { ...tensor, data } as IntTensor
}

/** The values of a run with the first value of each output wrong: a trace that bears the wrong answer out. */
function wrongTrace(of: ExactModel, { input }: Pick<ReceiptBundle, 'input'>) {
  const inputs = input!.tensors.map(({ tensor }) => tensor as IntTensor)
  const values = interpret(of, inputs, undefined, (id, out) => {
    if (of.graph.ops[id]!.kind === 'output') out.data.set(wrongFirst(out).data)
  })
  return { trace: traceOf(of.graph, inputs[0]!.rows, partsOf(of.graph, values)), generated: null }
}

async function generate(node: RunningNode, temperature: number): Promise<ReceiptBundle> {
  const sampler = encodeSampler(makeSampler({ maxTokens: 6, ignoreEos: true, temperature }))
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

describe('a sampled audit', () => {
  let devnet: Devnet
  let gateway: ReturnType<typeof createGateway>
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 4,
      // An honest executor, one that lies and shows the trace of the right run, one that lies in its trace too, and the gateway.
      roles: index => (index === 3 ? ['host', 'gateway'] : ['host', 'execute']),
      deps: index =>
        index === 0 || index === 3
          ? {}
          : {
              faults: {
                execute: outputs => outputs.map(wrongFirst),
                ...(index === 2 ? { trace: async (of, bundle) => wrongTrace(of, bundle) } : {}),
              },
            },
    })
    await devnet.publish(model, 'test/small@1', 0)
    await devnet.publish(language, 'test/bytes@1', 0)
    for (const { running } of devnet.nodes)
      for (const id of [modelId, languageId])
        await eventually(() => running.hosting.has(id), 'the models on every host', 15_000)
    gateway = createGateway(devnet.node(3).backend as Parameters<typeof createGateway>[0], {
      version: 'test',
      network: devnet.network,
    })
  }, 60_000)
  afterAll(() => devnet?.stop())

  const plain = async (url: string, init?: RequestInit): Promise<Response> => gateway.fetch(new Request(url, init))
  const clientOver = (fetch = plain): Client =>
    createClient(devnet.network, { gateways: ['http://gateway.test'], fetch })
  const idOf = ({ receipt }: ReceiptBundle): Hex => receiptId(devnet.node(0).chain.domain, receipt)
  const bundleOf = async (index: number): Promise<ReceiptBundle> =>
    (await answer(devnet.node(index), { modelId, disclosure: 'public', input: inputOf(...rows) })).bundle

  /** A gateway between, that changes what comes of traces. */
  const bending =
    (bend: (bytes: Uint8Array, ask: string) => Uint8Array) =>
    async (url: string, init?: RequestInit): Promise<Response> => {
      const response = await plain(url, init)
      if (!url.includes('/trace') || response.status !== 200) return response
      const bent = bend(new Uint8Array(await response.arrayBuffer()), String(init?.body ?? url))
      return new Response(bent as Uint8Array<ArrayBuffer>)
    }

  it('passes honest runs and generations, and says how much was looked at', async () => {
    const all = [await bundleOf(0), await generate(devnet.node(0), 0), await generate(devnet.node(0), 1)]
    for (const bundle of all) {
      const heard: number[] = []
      const progress = (done: number): void => void heard.push(done)
      const found = await sampleReceipt(clientOver(), { bundle, samples: 300, progress })
      expect(found).toMatchObject({ samples: 300, receiptId: idOf(bundle) })
      expect(found.steps).toBeGreaterThan(20)
      expect(found.evidenceBytes).toBeGreaterThan(10_000)
      expect(heard.at(-1)).toBe(300)
    }
  }, 60_000)

  it('refuses a trace that is not of the receipt’s answer', async () => {
    const bundle = await bundleOf(1)
    await expect(sampleReceipt(clientOver(), { bundle, samples: 1 })).rejects.toMatchObject({
      code: 'audit_mismatch',
      message: expect.stringContaining('inputs and outputs'),
    })
  })

  it('finds a wrong step with the probability that it says', async () => {
    const bundle = await bundleOf(2)
    // One wrong value of each output.
    const { steps } = await sampleReceipt(clientOver(), { bundle: await bundleOf(0), samples: 1 })
    const share = model.graph.ops.filter(({ kind }) => kind === 'output').length / steps
    const samples = samplesFor(share, 0.5)
    let caught = 0
    for (let i = 0; i < 40; i++) {
      const found = await sampleReceipt(clientOver(), { bundle, samples }).catch((error: unknown) => error)
      if (!(found instanceof Error)) continue
      expect(found).toMatchObject({ code: 'audit_mismatch', facts: { row: 0, element: 0 } })
      caught++
    }
    // 40 tosses of a coin: outside of this once in 30,000 times.
    expect(caught).toBeGreaterThan(6)
    expect(caught).toBeLessThan(34)
    const most = samplesFor(share, 0.999_999)
    await expect(sampleReceipt(clientOver(), { bundle, samples: most })).rejects.toMatchObject({
      code: 'audit_mismatch',
    })
  }, 60_000)

  it('gives whole traces, piece by piece, whose root is the one that was shown', async () => {
    const bundle = await bundleOf(0)
    const id = idOf(bundle)
    const { traceRoot } = await fetchTraceRoot(clientOver(), id, {})
    let pieces = 0
    // A gateway that gives a few bytes at a time.
    const slow = bending((bytes, ask) => {
      if (!ask.includes('from=')) return bytes
      pieces++
      return bytes.subarray(0, 16)
    })
    for (const fetch of [plain, slow]) {
      const { root } = await fetchTrace(clientOver(fetch), id, model.graph, ROWS, null, {})
      expect(equal(root, traceRoot)).toBe(true)
    }
    expect(pieces).toBeGreaterThan(4)
    const ended = bending((bytes, ask) => (ask.includes('from=0') ? bytes.subarray(0, 8) : new Uint8Array(0)))
    for (const fetch of [ended, bending(bytes => new Uint8Array(bytes.length + 1))])
      await expect(fetchTrace(clientOver(fetch), id, model.graph, ROWS, null, {})).rejects.toMatchObject({
        code: 'peer_misbehaved',
      })
  })

  it('refuses what is cut off, and more or less than was asked for', async () => {
    const bundle = await bundleOf(0)
    const onSteps = (bend: (bytes: Uint8Array) => Uint8Array) =>
      bending((bytes, ask) => (ask.includes('steps') ? bend(bytes) : bytes))
    const onRoot = (text: string) =>
      bending((bytes, ask) => (ask.includes('root') ? new TextEncoder().encode(text) : bytes))
    const cases: [ReturnType<typeof bending>, string][] = [
      [onSteps(bytes => bytes.subarray(0, bytes.length - 1)), 'peer_misbehaved'],
      [onSteps(bytes => new Uint8Array([...bytes, ...bytes])), 'peer_misbehaved'],
      [onSteps(() => new Uint8Array(0)), 'peer_misbehaved'],
      [onSteps(() => Uint8Array.of(0xff, 0xff, 0xff, 0xff)), 'peer_misbehaved'],
      [onSteps(bytes => bytes.map((byte, i) => (i === 60 ? byte ^ 1 : byte))), 'audit_mismatch'],
      [onRoot('no JSON'), 'peer_misbehaved'],
      [onRoot('null'), 'peer_misbehaved'],
      [onRoot(JSON.stringify({ traceRoot: '0x00', proof: [] })), 'peer_misbehaved'],
      [onRoot(JSON.stringify({ traceRoot: `0x${'00'.repeat(32)}`, proof: ['x'] })), 'peer_misbehaved'],
      [onRoot(JSON.stringify({ traceRoot: `0x${'00'.repeat(32)}`, proof: [] })), 'audit_mismatch'],
    ]
    for (const [fetch, code] of cases)
      await expect(sampleReceipt(clientOver(fetch), { bundle, samples: 40 })).rejects.toMatchObject({ code })
  })

  it('is not for those who may not read, and asks for what there is', async () => {
    const payer = keyOf('payer')
    const asked = { modelId, disclosure: 'requester', payer, input: inputOf(...rows) } as const
    const secret = (await answer(devnet.node(0), asked)).bundle
    await expect(sampleReceipt(clientOver(), { bundle: secret, samples: 1 })).rejects.toMatchObject({
      code: 'disclosure_required',
    })
    const reader = { privateKey: payer.privateKey }
    expect(await sampleReceipt(clientOver(), { bundle: secret, samples: 20, reader })).toMatchObject({ samples: 20 })
    const ask = async (id: string, init?: RequestInit, query = ''): Promise<number> =>
      (await plain(`http://gateway.test/receipts/${id}/trace${query}`, init)).status
    const id = idOf(await bundleOf(0))
    const post = (body: string): RequestInit => ({
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(await ask(id, post('{"root":true}'))).toBe(200)
    expect(await ask(id, post('{"root":1}'))).toBe(400)
    expect(await ask(id, post('{"steps":[{"op":999,"part":0,"row":0,"element":0,"hint":0}]}'))).toBe(400)
    expect(await ask(id, {}, '?from=x')).toBe(400)
    expect(await ask(`0x${'77'.repeat(32)}`)).toBe(404)
  }, 60_000)
})
