// verifyReceipt() under policies that ask for audits: the cheaper way by measured cost, what becomes of spoilt advice, and samples.

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditingOptions, createAuditing } from '../../src/client/audits/index.ts'
import { type Client, createClient } from '../../src/client/index.ts'
import { type VerifyOptions, verifyReceipt } from '../../src/client/verifyReceipt.ts'
import { toHex } from '../../src/core/bytes/index.ts'
import { reference, wasm } from '../../src/core/engine/index.ts'
import type { IntTensor } from '../../src/core/graph/index.ts'
import { encodeSampler, makeSampler } from '../../src/core/language/index.ts'
import { makeRequest, type ReceiptBundle, tensorOfTokens } from '../../src/core/receipt/index.ts'
import { namedPolicy, type Policy, type Requirement, type Verdict } from '../../src/core/verify/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import { byteLanguage, promptOf } from '../support/byteLanguage.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { smallModel } from '../support/world.ts'
import { answer, inputOf, inSeconds, random, value } from './helpers.ts'

const model = smallModel()
const modelId = toHex(model.identity.modelId)
const language = byteLanguage({ layers: 1, context: 32 })
const languageId = toHex(language.identity.modelId)
const rows = (count: number): number[][] => Array.from({ length: count }, (_, i) => [i, -i, 2 * i, 90 - i])

const wrongFirst = (tensor: IntTensor): IntTensor => {
  const data = tensor.data.slice()
  data[0] = data[0]! > 0 ? data[0]! - 5 : data[0]! + 5
  return { ...tensor, data } as IntTensor
}

/** A clock for one measurement: what a run of one row takes, one of some more, and the audit of one row; then it stands still. */
const clock = (...takes: readonly number[]): (() => number) => {
  const times = takes.flatMap((_, i) => {
    const before = takes.slice(0, i).reduce((sum, ms) => sum + ms, 0)
    return [before, before + takes[i]!]
  })
  let at = 0
  return () => times[Math.min(at++, times.length - 1)]!
}
const AUDIT_IS_LESS = [100, 900, 1] as const
const REPLAY_IS_LESS = [1, 2, 1_000] as const

describe('under policies that ask for audits', () => {
  let devnet: Devnet
  let gateway: ReturnType<typeof createGateway>
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 3,
      // An honest executor, one that lies, and the gateway.
      roles: index => (index === 2 ? ['host', 'gateway'] : ['host', 'execute']),
      deps: index => (index === 1 ? { faults: { execute: outputs => outputs.map(wrongFirst) } } : {}),
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
  /** A gateway that spoils advice, and evidence of steps. */
  const bent = async (url: string, init?: RequestInit): Promise<Response> => {
    const response = await plain(url, init)
    const isSpoilt = url.includes('/advice?') || String(init?.body).includes('steps')
    if (!isSpoilt) return response
    const bytes = new Uint8Array(await response.arrayBuffer())
    return new Response(bytes.map((byte, i) => (i === 8 ? byte ^ 1 : byte)) as Uint8Array<ArrayBuffer>)
  }
  /** One that has none. */
  const without = async (url: string, init?: RequestInit): Promise<Response> =>
    /\/(advice|trace)/.test(url) ? new Response('{}', { status: 503 }) : plain(url, init)

  const bundleOf = async (index: number, count = 20): Promise<ReceiptBundle> =>
    (await answer(devnet.node(index), { modelId, input: inputOf(...rows(count)) })).bundle
  const audited = (require?: Requirement, of = modelId): Policy => {
    const policy = value(namedPolicy('audited', of, 'promised'))
    return { ...policy, cosigners: 0, require: require ?? policy.require }
  }
  const AUDIT: Requirement = { kind: 'audit', bits: 60 }

  const chosen: string[] = []
  async function judge(
    receipt: ReceiptBundle,
    given: Partial<AuditingOptions> = {},
    more: Partial<VerifyOptions> = {},
    fetch = plain,
  ): Promise<Verdict> {
    chosen.length = 0
    const auditing = createAuditing({ engine: wasm, onChoice: choice => chosen.push(choice), ...given })
    const policy = audited(undefined, receipt.receipt.modelId)
    const result = await verifyReceipt(clientOver(fetch), { receipt, policy, engine: wasm, auditing, ...more })
    return value(result).verdict
  }

  it('the way is taken that costs less here, and both say the same', async () => {
    const bundle = await bundleOf(0)
    const byAudit = await judge(bundle, { now: clock(...AUDIT_IS_LESS) })
    expect(chosen).toEqual(['audit'])
    expect(byAudit).toMatchObject({
      code: 'ok',
      assurance: { kinds: ['signature', 'audit'], guarantee: { kind: 'exact', bits: 60 }, weights: 'recomputed' },
    })
    const byReplay = await judge(bundle, { now: clock(...REPLAY_IS_LESS) })
    expect(chosen).toEqual(['replay'])
    expect(byReplay).toMatchObject({ code: 'ok', assurance: { kinds: ['signature', 'replay'] } })
    // Advice that takes too long to come.
    await judge(bundle, { now: clock(...AUDIT_IS_LESS), bytesPerMs: 0.001 })
    expect(chosen).toEqual(['replay'])
    // On a clock that is one: whichever it is, the verdict holds.
    expect(await judge(bundle)).toMatchObject({ code: 'ok' })
    expect(chosen).toHaveLength(1)
  }, 60_000)

  it('a run of few rows is replayed without asking', async () => {
    expect(await judge(await bundleOf(0, 2))).toMatchObject({
      code: 'ok',
      assurance: { kinds: ['signature', 'replay'] },
    })
    expect(chosen).toEqual(['replay'])
  })

  it('who takes no replay gets an audit, and the reference can make it', async () => {
    for (const engine of [wasm, reference]) {
      const verdict = await judge(await bundleOf(0, 2), { engine }, { engine: null })
      expect(verdict).toMatchObject({ code: 'ok', assurance: { kinds: ['signature', 'audit'], soundnessBits: 60 } })
    }
    expect(chosen).toEqual([])
  }, 60_000)

  it('a generation', async () => {
    const sampler = encodeSampler(makeSampler({ maxTokens: 8, ignoreEos: true, temperature: 1, topP: 0.9 }))
    const { signed, input } = makeRequest({
      domain: devnet.node(0).chain.domain,
      ...{ modelId: languageId, input: [tensorOfTokens(promptOf('Once'))], maxPrice: 0n, disclosure: 'public' },
      ...{ delegates: [], deadline: inSeconds(60), payer: null, random },
      sampler: { bytes: sampler, seed: toHex(new Uint8Array(randomBytes(32))) },
    })
    const options = { requestId: 'test', from: 'gateway/test', signal: AbortSignal.timeout(30_000) }
    for await (const event of devnet.node(0).backend.generate({ request: signed, input, sampler }, options)) {
      if (event.type !== 'end' || event.bundle === null) continue
      const verdict = await judge(event.bundle, {}, { engine: null })
      expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([])
      expect(verdict.assurance.kinds).toEqual(['signature', 'audit'])
    }
  }, 60_000)

  it('spoilt advice is no proof against the answer: a replay tells', async () => {
    const bundle = await bundleOf(0)
    const cheap = { now: clock(...AUDIT_IS_LESS) }
    expect(await judge(bundle, cheap, {}, bent)).toMatchObject({
      code: 'ok',
      assurance: { kinds: ['signature', 'replay'] },
    })
    expect(chosen).toEqual(['audit'])
    // Who asks for audits alone is told that this one did not come out.
    expect(await judge(bundle, {}, { policy: audited(AUDIT), engine: null }, bent)).toMatchObject({
      code: 'audit_mismatch',
    })
  })

  it('a wrong answer is found either way', async () => {
    const bundle = await bundleOf(1)
    expect(await judge(bundle, { now: clock(...AUDIT_IS_LESS) })).toMatchObject({ ok: false, code: 'replay_mismatch' })
    expect(chosen).toEqual(['audit'])
    expect(await judge(bundle, {}, { engine: null })).toMatchObject({ ok: false, code: 'audit_mismatch' })
  })

  it('without advice there is a replay, or nothing', async () => {
    const bundle = await bundleOf(0)
    expect(await judge(bundle, { now: clock(...AUDIT_IS_LESS) }, {}, without)).toMatchObject({
      code: 'ok',
      assurance: { kinds: ['signature', 'replay'] },
    })
    expect(await judge(bundle, {}, { engine: null }, without)).toMatchObject({ ok: false, code: 'audit_missing' })
    const hidden = { ...bundle, input: null, output: null }
    const blind = async (url: string, init?: RequestInit): Promise<Response> =>
      /\/receipts\/0x[0-9a-f]{64}$/.test(url) ? new Response('{}', { status: 404 }) : plain(url, init)
    expect(await judge(hidden, {}, {}, blind)).toMatchObject({ ok: false, code: 'audit_missing' })
    // Nobody has handed in a way to make one.
    const bare = await verifyReceipt(clientOver(), { receipt: bundle, policy: audited(AUDIT), engine: wasm })
    expect(value(bare).verdict).toMatchObject({ ok: false, code: 'audit_missing' })
  })

  it('samples: as many steps as the chance takes, which is stated', async () => {
    const policy = audited({ kind: 'sample', fraction: 0.02, caught: 0.99 })
    const verdict = await judge(await bundleOf(0), {}, { policy, engine: null })
    expect(verdict).toMatchObject({
      code: 'ok',
      assurance: { kinds: ['signature', 'sample'], guarantee: { kind: 'statistical', samples: 228, fraction: 0.02 } },
    })
    expect(await judge(await bundleOf(1), {}, { policy, engine: null })).toMatchObject({ code: 'audit_mismatch' })
    expect(await judge(await bundleOf(0), {}, { policy, engine: null }, without)).toMatchObject({
      code: 'audit_missing',
    })
    // Or a replay, where there is one to make.
    const either = audited({ kind: 'any', of: [policy.require, { kind: 'replay' }] })
    for (const fetch of [without, bent])
      expect(await judge(await bundleOf(0), {}, { policy: either }, fetch)).toMatchObject({
        code: 'ok',
        assurance: { kinds: expect.arrayContaining(['replay']) },
      })
    expect(await judge(await bundleOf(1), {}, { policy: either })).toMatchObject({ code: 'replay_mismatch' })
  }, 60_000)
})
