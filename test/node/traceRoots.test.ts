// Trace roots that are bought with an answer, over a network: what nodes sell and refuse, at which price; roots of other runs, roots that are not
// the one that was sold, and what becomes of their nodes. spec/node.md, "Trace roots".

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuditing, sampleReceipt } from '../../src/client/audits/index.ts'
import { createReporter, traceOfReceipt } from '../../src/client/disputes/index.ts'
import { type Client, createClient, run, verifyReceipt } from '../../src/client/index.ts'
import { fund, getDispute, getNode, transfer } from '../../src/contracts/index.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { reference, wasm } from '../../src/core/engine/index.ts'
import type { ExactModel } from '../../src/core/graph/index.ts'
import { encodeSampler, makeSampler } from '../../src/core/language/index.ts'
import {
  hashTraceRoot,
  makeRequest,
  type ReceiptBundle,
  receiptId,
  signerOf,
  tensorOfTokens,
  traceCommitmentOf,
  ZERO_HASH,
} from '../../src/core/receipt/index.ts'
import { namedPolicy, withTraceRoot } from '../../src/core/verify/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import { wrongElementEngine } from '../../src/node/faults/engines.ts'
import type { Faults } from '../../src/node/faults/index.ts'
import type { RunningNode } from '../../src/node/node.ts'
import { localOpener } from '../../src/platform/node/engine/local.ts'
import { byteLanguage, promptOf } from '../support/byteLanguage.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { keyOf, smallModel } from '../support/world.ts'
import { answer, inputOf, inSeconds, random, requestOf, send, value } from './helpers.ts'

const TOKENS = 10n ** 18n
const model = smallModel()
const modelId = toHex(model.identity.modelId)
const language = byteLanguage({ layers: 1, context: 32 })
const languageId = toHex(language.identity.modelId)

/** The right trace of the run on another input. */
async function otherTrace(of: ExactModel, shown: Pick<ReceiptBundle, 'input' | 'output' | 'request' | 'sampler'>) {
  const { salt } = shown.input!
  return traceOfReceipt(of, { ...shown, input: { salt, tensors: inputOf([4, 3, 2, 1]) } }, reference)
}

const rightTrace = (of: ExactModel, shown: Parameters<typeof otherTrace>[1]) => traceOfReceipt(of, shown, reference)

/** Sells one trace of a run, and shows another one afterwards. */
function twoTraces(sold: typeof otherTrace, shownLater: typeof otherTrace): Faults {
  const known = new Set<Hex>()
  return {
    trace(of, shown) {
      const { nonce } = shown.request.request
      const make = known.has(nonce) ? shownLater : sold
      known.add(nonce)
      return make(of, shown)
    },
  }
}

/** Nodes that sell a root and lie about it, or about the run. */
const LIES: Readonly<Record<string, () => Faults>> = {
  'a wrong step, which the root bears out': () => ({ engine: wrongElementEngine(1) }),
  'the root of another run, and the same trace in the dispute': () => ({ trace: otherTrace }),
  'the root of another run, and the right trace in the dispute': () => twoTraces(otherTrace, rightTrace),
}
const names = Object.keys(LIES)

const generationOf = (node: RunningNode, rules: Omit<Parameters<typeof makeSampler>[0], 'maxTokens'>) => {
  const sampler = encodeSampler(makeSampler({ maxTokens: 6, ...rules }))
  const { signed, input } = makeRequest({
    domain: node.chain.domain,
    modelId: languageId,
    input: [tensorOfTokens(promptOf('Once'))],
    maxPrice: 0n,
    disclosure: 'public',
    delegates: [],
    traceRoot: true,
    deadline: inSeconds(60),
    sampler: { bytes: sampler, seed: toHex(new Uint8Array(randomBytes(32))) },
    payer: null,
    random,
  })
  const options = { requestId: 'test', from: 'gateway/test', signal: AbortSignal.timeout(30_000) }
  return node.backend.generate({ request: signed, input, sampler }, options)
}

async function generate(node: RunningNode, temperature: number): Promise<ReceiptBundle> {
  for await (const event of generationOf(node, { ignoreEos: true, temperature }))
    if (event.type === 'end' && event.bundle !== null) return event.bundle
  throw new Error('no end')
}

describe('a trace root', () => {
  let devnet: Devnet
  let gateway: ReturnType<typeof createGateway>
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 3,
      // An honest executor, one that shows another trace than it has sold, and the gateway.
      roles: index => (index === 2 ? ['host', 'gateway'] : ['host', 'execute']),
      deps: index => (index === 1 ? { faults: twoTraces(rightTrace, otherTrace) } : {}),
    })
    await devnet.publish(model, 'test/small@1', 0)
    await devnet.publish(language, 'test/bytes@1', 0)
    for (const { running } of devnet.nodes)
      for (const id of [modelId, languageId])
        await eventually(() => running.hosting.has(id), 'the models on every host', 15_000)
    gateway = createGateway(devnet.node(2).backend as Parameters<typeof createGateway>[0], {
      version: 'test',
      network: devnet.network,
    })
  }, 60_000)
  afterAll(() => devnet?.stop())

  const plain = async (url: string, init?: RequestInit): Promise<Response> => gateway.fetch(new Request(url, init))
  const clientOver = (fetch = plain): Client =>
    createClient(devnet.network, { gateways: ['http://gateway.test'], fetch })
  const auditing = createAuditing({ engine: wasm })

  it('comes with runs and generations, and is found again', async () => {
    const node = devnet.node(0)
    const bought = (await answer(node, { modelId, traceRoot: true })).bundle
    const all = [bought, await generate(node, 0), await generate(node, 1)]
    for (const bundle of all) {
      expect(bundle.receipt.traceCommitment).toBe(traceCommitmentOf(bundle.trace!))
      const of = bundle.receipt.modelId === modelId ? model : language
      expect(toHex((await traceOfReceipt(of, bundle, reference)).trace.root)).toBe(bundle.trace!.root)
      const policy = withTraceRoot(value(namedPolicy('signed', 'any')), true)
      const found = value(await verifyReceipt(clientOver(), { receipt: bundle, policy, engine: null, auditing }))
      expect(found.verdict).toMatchObject({ ok: true })
      expect(found.verdict.assurance.kinds).toContain('trace')
      expect(await sampleReceipt(clientOver(), { bundle, samples: 50 })).toMatchObject({ samples: 50 })
    }
    expect(node.metrics.read().trace_roots).toBe(3)
  }, 60_000)

  it('belongs to whoever may read input and output', async () => {
    const payer = keyOf('payer')
    const node = devnet.node(0)
    const { id, bundle } = await answer(node, { modelId, payer, disclosure: 'requester', traceRoot: true })
    const whole = value(await node.backend.receipt(id, { address: payer.address }, never()))
    expect(whole.trace).toEqual(bundle.trace)
    const open = value(await node.backend.receipt(id, null, never()))
    expect(open).toMatchObject({ trace: null, input: null })
    expect(open.receipt.traceCommitment).not.toBe(ZERO_HASH)
    // Whoever has the commitment alone asks for the rest.
    const policy = withTraceRoot(value(namedPolicy('signed', 'any')), true)
    const asked = { receipt: open, policy, engine: null, auditing }
    expect(value(await verifyReceipt(clientOver(), asked)).verdict.code).toBe('trace_root_missing')
    const reader = { privateKey: payer.privateKey }
    expect(value(await verifyReceipt(clientOver(), { ...asked, reader })).verdict.ok).toBe(true)
  }, 30_000)

  it('is kept through a restart', async () => {
    const { id, bundle } = await answer(devnet.node(0), { modelId, traceRoot: true })
    await devnet.stopNode(0)
    const node = await devnet.start(0)
    expect(value(await node.backend.receipt(id, null, never())).trace).toEqual(bundle.trace)
    await node.guard.opened
  }, 30_000)

  it('is asked for by the client, which takes no answer without it', async () => {
    // The gateway finds its executor again after the restart.
    const ask = (fetch = plain) =>
      run(clientOver(fetch), {
        ...{ model: modelId, inputs: { x: [1, 2, 3, 4] }, payer: keyOf('payer'), traceRoot: true },
      })
    const { bundle } = await eventually(
      async () => ask().then(found => (found.ok ? found.value : null)),
      'an answer',
      15_000,
    )
    expect(bundle.trace).not.toBeNull()
    const without = async (url: string, init?: RequestInit): Promise<Response> => {
      const response = await plain(url, init)
      if (!url.endsWith('/infer') || response.status !== 200) return response
      const { trace: _, ...rest } = await response.json()
      return Response.json(rest)
    }
    expect(await ask(without)).toMatchObject({ ok: false, code: 'trace_root_missing' })
  }, 40_000)

  it('is refused where there is none, or none that a contract could judge', async () => {
    const grammar = { rules: [{ is: 'text', text: 'a' }] } as const
    await expect(generationOf(devnet.node(0), { temperature: 0, grammar }).next()).rejects.toMatchObject({
      code: 'generation_not_disputable',
    })
    const session = await localOpener(reference)((await devnet.node(0).hosting.file(modelId)).slice(), never())
    const inputs = inputOf([1, 2, 3, 4]).map(({ tensor }) => tensor as never)
    const ask = { inputs, generation: null, most: 10 }
    await expect(session.root(ask, never())).rejects.toMatchObject({ code: 'trace_too_large' })
    expect(await session.root({ ...ask, most: 16 }, never())).toHaveLength(32)
    await session.close()
  }, 30_000)

  it('that was sold is the one whose steps are shown', async () => {
    const node = devnet.node(1)
    const { id, bundle } = await answer(node, { modelId, traceRoot: true })
    const error = await sampleReceipt(clientOver(), { bundle, samples: 20 }).catch((found: unknown) => found)
    expect(error).toMatchObject({ code: 'trace_root_other', facts: { committed: bundle.trace!.root, receiptId: id } })
    // The node has signed both.
    const { shown, signature } = (error as { facts: Record<string, Hex> }).facts
    const digest = hashTraceRoot(node.chain.domain, { receiptId: id, traceRoot: shown! })
    expect(signerOf(digest, signature!)).toBe(signerOf(receiptId(node.chain.domain, bundle.receipt), bundle.signature))
    const stranger = await devnet.account()
    const reporter = await createReporter(
      stranger.contracts,
      node.chain.domain,
      {
        kind: 'roots',
        first: { receiptId: id, traceRoot: shown!, signature: signature!, node: node.account },
        second: { receipt: bundle.receipt, signature: bundle.signature, trace: bundle.trace! },
      },
      `0x${'77'.repeat(32)}`,
    )
    expect(await reporter.turn()).toMatchObject({ kind: 'precommitted' })
    await eventually(async () => (await reporter.turn()).kind === 'over', 'it is shown', 15_000)
    expect((await getNode(devnet.treasury, node.account))!.stake).toBe(0n)
    // A gateway that changes the root on the way shows nothing about the node.
    const honest = (await answer(devnet.node(0), { modelId, traceRoot: true })).bundle
    const bending = async (url: string, init?: RequestInit): Promise<Response> => {
      const response = await plain(url, init)
      if (!url.includes('/trace') || !String(init?.body).includes('root')) return response
      return Response.json({ ...(await response.json()), traceRoot: ZERO_HASH })
    }
    await expect(sampleReceipt(clientOver(bending), { bundle: honest, samples: 1 })).rejects.toMatchObject({
      code: 'peer_misbehaved',
    })
    // What is not shown is asked for.
    expect(await sampleReceipt(clientOver(), { bundle: { ...honest, trace: null }, samples: 5 })).toMatchObject({
      bundle: { trace: honest.trace },
    })
  }, 30_000)

  it('costs twice as much as the run, or what the node says', async () => {
    // Nobody else shall answer.
    await devnet.stopNode(1)
    await devnet.stopNode(0)
    let node = await devnet.start(0, { config: { pricePerRow: '10' } })
    await node.guard.opened
    const payer = await devnet.account(1_000n)
    const ask = (maxPrice: bigint) => requestOf(node.chain.domain, { modelId, payer, maxPrice, traceRoot: true })
    const cheap = ask(19n)
    const refused = await send(node, cheap.signed, cheap.input)
    expect(refused).toMatchObject({ code: 'price_above_maximum' })
    expect((refused as { message: string }).message).toContain('1 rows with the root of their trace cost 20')
    const good = ask(20n)
    await fund(payer.contracts, { request: good.signed.request })
    expect(value(await send(node, good.signed, good.input)).bundle.receipt.price).toBe(20n)
    await eventually(
      () =>
        devnet
          .node(2)
          .peers()
          .some(({ status }) => status?.tracedPricePerRow === '20'),
      'the price is told',
      15_000,
    )
    await devnet.stopNode(0)
    node = await devnet.start(0, { config: { pricePerRow: '10', tracedPricePerRow: '13' } })
    await node.guard.opened
    const other = ask(13n)
    await fund(payer.contracts, { request: other.signed.request })
    expect(value(await send(node, other.signed, other.input)).bundle.receipt.price).toBe(13n)
  }, 60_000)
})

const never = (): AbortSignal => new AbortController().signal

describe('a node that lies about a trace root', () => {
  let devnet: Devnet
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 2 + names.length,
      // The first two are honest: an executor, and the one verifier.
      roles: index => (index === 1 ? ['host', 'verify', 'gateway'] : ['host', 'execute']),
      config: () => ({ verify: { share: 1 } }),
      deps: index => (index < 2 ? {} : { faults: LIES[names[index - 2]!]!() }),
      parameters: { responseWindow: 5, challengePeriod: 300 },
    })
    await devnet.publish(model, 'test/small@1', 0)
    for (const { running } of devnet.nodes)
      await eventually(() => running.hosting.has(modelId), 'a model on every host', 15_000)
    await transfer(devnet.treasury, devnet.node(1).account, 1_000n * TOKENS)
  }, 60_000)
  afterAll(() => devnet?.stop())

  it.each(names)(
    'loses its stake by one honest verifier: %s',
    async name => {
      const liar = devnet.node(2 + names.indexOf(name))
      const { id } = await answer(liar, { modelId, traceRoot: true })
      const stake = async () => (await getNode(devnet.treasury, liar.account))!.stake
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
    await answer(honest, { modelId, traceRoot: true })
    await eventually(() => devnet.node(1).metrics.read()['replays_ok']! >= 1, 'the honest answer is replayed', 15_000)
    expect((await getNode(devnet.treasury, honest.account))!.stake).toBe(1_000n * TOKENS)
    expect([...honest.chain.registry().disputes.values()].filter(({ node }) => node === honest.account)).toEqual([])
  }, 30_000)
})
