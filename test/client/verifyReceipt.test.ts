// verifyReceipt(): the same verdict from every place, over every stage and kind of evidence, with gateways that withhold and lie.

import { readFileSync } from 'node:fs'
import { build } from 'esbuild'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/http.ts'
import { type RunOptions, run, type VerifyOptions, verifyReceipt } from '../../src/client/index.ts'
import { verifyReceipt as verifyInPage } from '../../src/client/web.ts'
import { fromHex, type Hex, toHex } from '../../src/core/bytes/index.ts'
import { reference } from '../../src/core/engine/reference.ts'
import { wasm } from '../../src/core/engine/wasm/index.ts'
import { leafHash, signCheckpoint } from '../../src/core/log/index.ts'
import {
  bundleText,
  CONTENT_FIELDS,
  hashVerdict,
  issueReceipt,
  type ReceiptBundle,
  type ReplayVerdict,
  receiptId,
  signDigest,
  withhold,
} from '../../src/core/receipt/index.ts'
import { namedPolicy, type Policy, type PolicyName, type Verdict } from '../../src/core/verify/index.ts'
import { keyOf, seededRandom } from '../support/world.ts'
import { type ClientWorld, SMALL, startClientWorld } from './network.ts'

let world: ClientWorld
beforeAll(async () => {
  world = await startClientWorld()
}, 60_000)
afterAll(async () => {
  await world?.stop()
})
beforeEach(() => {
  for (const key of Object.keys(world.backend.knobs)) Reflect.deleteProperty(world.backend.knobs, key)
  world.backend.calls.length = 0
})

const payer = keyOf('payer')
const client = (fetch?: Fetch): ReturnType<ClientWorld['client']> =>
  world.client({ gateways: world.urls, ...(fetch === undefined ? {} : { fetch }) })

async function newReceipt(more: Partial<RunOptions> = {}): Promise<{ id: Hex; bundle: ReceiptBundle }> {
  const result = await run(client(), { model: SMALL, inputs: { x: [1, 2, 3, 4] }, payer, ...more })
  if (!result.ok) throw new Error(result.message)
  return result.value
}

const policyOf = (name: PolicyName, changes: Partial<Policy> = {}): Policy => {
  const policy = namedPolicy(name, world.smallId)
  if (!policy.ok) throw new Error(policy.message)
  return { ...policy.value, ...changes }
}

async function judge(
  receipt: ReceiptBundle | string,
  more: Partial<VerifyOptions> = {},
  on = client(),
): Promise<Verdict> {
  const result = await verifyReceipt(on, { receipt, policy: policyOf('replayed'), engine: reference, ...more })
  if (!result.ok) throw new Error(result.message)
  return result.value.verdict
}

const idOf = ({ receipt }: ReceiptBundle): Hex => receiptId(world.chain.domain, receipt)

describe('one verdict', () => {
  test('replayed, included and cosigned, from the bundle that a run gave', async () => {
    const { bundle } = await newReceipt()
    expect(bundle.inclusion).toBeNull()
    const verdict = await judge(bundle)
    expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([])
    expect(verdict).toMatchObject({ ok: true, assurance: { kinds: ['signature', 'replay'], weights: 'recomputed' } })
  })

  test('the same from text, with another engine, and from the entry for web pages', async () => {
    const { bundle } = await newReceipt()
    const first = await verifyReceipt(client(), { receipt: bundle, policy: policyOf('replayed'), engine: reference })
    if (!first.ok) throw new Error(first.message)
    const text = bundleText(first.value.bundle)
    expect(await judge(text)).toEqual(first.value.verdict)
    expect(await judge(text, { engine: wasm })).toEqual(first.value.verdict)
    const page = await verifyInPage(text, world.network, { gateways: world.urls })
    expect(page.ok && page.value.verdict).toEqual(first.value.verdict)
    const fromTexts = await verifyInPage(text, JSON.stringify(world.network))
    expect(fromTexts.ok && fromTexts.value.verdict).toEqual(first.value.verdict)
  })

  test('without any gateway, from what the bundle holds and the chain', async () => {
    const { bundle } = await newReceipt()
    const whole = await verifyReceipt(client(), { receipt: bundle, policy: policyOf('signed'), engine: null })
    if (!whole.ok) throw new Error(whole.message)
    const alone = world.client({ gateways: [] })
    const verdict = await judge(
      whole.value.bundle,
      { policy: policyOf('signed', { stage: 'included', cosigners: 2 }), engine: null },
      alone,
    )
    expect(verdict).toMatchObject({ ok: true, code: 'ok' })
    expect(await judge(whole.value.bundle, {}, alone)).toMatchObject({ ok: false, code: 'replay_missing' })
  })

  test('text that is no receipt is a refusal, not a verdict', async () => {
    for (const text of ['', '{}', 'x'.repeat(5 << 20)])
      expect(await verifyReceipt(client(), { receipt: text, policy: policyOf('signed'), engine: null })).toMatchObject({
        ok: false,
      })
    expect(await verifyInPage('{}', '{}')).toMatchObject({ ok: false, code: 'receipt_malformed' })
  })
})

describe('stages', () => {
  test('pending, then included, with and without waiting', async () => {
    world.backend.knobs.logging = false
    const { bundle } = await newReceipt()
    const policy = policyOf('signed', { stage: 'included' })
    const pending = await judge(bundle, { policy, engine: null })
    expect(pending).toMatchObject({ ok: false, code: 'inclusion_pending' })
    const issuedAt = Number(bundle.fields.disclosed.find(({ name }) => name === 'issuedAt')!.value)
    expect(pending.notBefore).toBe(issuedAt + 3_600_000)
    expect(await judge(bundle, { policy: policyOf('signed'), engine: null })).toMatchObject({ ok: true })
    setTimeout(() => world.backend.logAll(), 150)
    const waited = await judge(bundle, { policy, engine: null, waitMs: 5_000, pollMs: 50 })
    expect(waited).toMatchObject({ ok: true })
  })

  test('a bundle from before its inclusion was cosigned: looks for a better one', async () => {
    const { bundle } = await newReceipt()
    const policy = policyOf('signed', { stage: 'included', cosigners: 2 })
    const whole = await verifyReceipt(client(), { receipt: bundle, policy, engine: null })
    if (!whole.ok) throw new Error(whole.message)
    const inclusion = whole.value.bundle.inclusion!
    const [text, lines] = inclusion.checkpoint.note.split('\n\n') as [string, string]
    const note = `${text}\n\n${lines.split('\n')[0]}\n`
    const early = { ...bundle, inclusion: { ...inclusion, checkpoint: { ...inclusion.checkpoint, note } } }
    expect(await judge(early, { policy, engine: null }, world.client({ gateways: [] }))).toMatchObject({
      ok: false,
      code: 'cosigners_missing',
    })
    expect(await judge(early, { policy, engine: null })).toMatchObject({ ok: true })
    // One that no gateway can better is waited for, and kept.
    const three = policyOf('signed', { stage: 'included', cosigners: 3 })
    const waited = await verifyReceipt(client(), {
      receipt: early,
      policy: three,
      engine: null,
      waitMs: 100,
      pollMs: 20,
    })
    if (!waited.ok) throw new Error(waited.message)
    expect(waited.value.verdict.code).toBe('cosigners_missing')
    expect(waited.value.bundle.inclusion!.checkpoint.note.split('\n').length).toBe(
      inclusion.checkpoint.note.split('\n').length,
    )
  })

  test('a wait ends at its time, and when it is interrupted', async () => {
    world.backend.knobs.logging = false
    const { bundle } = await newReceipt()
    const policy = policyOf('signed', { stage: 'included' })
    const started = Date.now()
    expect((await judge(bundle, { policy, engine: null, waitMs: 200, pollMs: 50 })).code).toBe('inclusion_pending')
    expect(Date.now() - started).toBeGreaterThanOrEqual(200)
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 100)
    const waiting = judge(bundle, { policy, engine: null, waitMs: 60_000, pollMs: 10_000, signal: controller.signal })
    await expect(waiting).rejects.toMatchObject({ code: 'interrupted' })
  })

  test('anchored', async () => {
    const { bundle } = await newReceipt()
    const policy = policyOf('replayed', { stage: 'anchored' })
    expect(await judge(bundle, { policy })).toMatchObject({ ok: false, code: 'log_not_anchored' })
    await world.anchorLog()
    const verdict = await judge(bundle, { policy })
    expect(verdict).toMatchObject({ ok: true })
    expect(verdict.checks.find(({ name }) => name === 'log.anchored')!.ok).toBe(true)
  })

  test('an epoch that nobody anchored on the chain is none', async () => {
    const { bundle } = await newReceipt()
    world.backend.anchorNow()
    const verdict = await judge(bundle, { policy: policyOf('signed', { stage: 'anchored' }), engine: null })
    expect(verdict).toMatchObject({ ok: false, code: 'log_not_anchored' })
  })
})

describe('evidence', () => {
  test('verdicts of other operators stand in for a replay', async () => {
    const { bundle } = await newReceipt()
    expect(await judge(bundle, { engine: null })).toMatchObject({ ok: false, code: 'replay_missing' })
    world.backend.knobs.verdicts = true
    expect(await judge(bundle, { engine: null })).toMatchObject({
      ok: true,
      assurance: { kinds: ['signature', 'verdict'] },
    })
    const two = policyOf('replayed', { require: { kind: 'verdicts', atLeast: 2 } })
    expect(await judge(bundle, { policy: two, engine: null })).toMatchObject({ ok: true })
    const three = policyOf('replayed', { require: { kind: 'verdicts', atLeast: 3 } })
    expect(await judge(bundle, { policy: three, engine: null })).toMatchObject({ code: 'verdicts_missing' })
  })

  test('content that the bundle lacks is asked for by the payer', async () => {
    const { bundle } = await newReceipt()
    const shared = { ...bundle, input: null, output: null, fields: withhold(bundle.fields, CONTENT_FIELDS) }
    expect(await judge(shared)).toMatchObject({ ok: false, code: 'replay_missing' })
    expect(await judge(shared, { reader: keyOf('stranger') })).toMatchObject({ ok: false, code: 'replay_missing' })
    expect(await judge(shared, { reader: payer })).toMatchObject({ ok: true })
    const open = await newReceipt({ disclosure: 'public' })
    const bare = { ...open.bundle, input: null, output: null }
    expect(await judge(bare)).toMatchObject({ ok: true })
  })

  test('an executor that answers wrongly is caught by the replay', async () => {
    const { bundle } = await newReceipt()
    const { tensors } = bundle.output!
    const wrong = { ...tensors[0]!, tensor: { ...tensors[0]!.tensor, data: Int16Array.of(8, -10, 144) } }
    const { executor } = world
    const lie = issueReceipt({
      domain: world.chain.domain,
      identity: world.small.identity,
      engine: 'reference/1',
      request: bundle.request,
      input: bundle.input!,
      outputs: [wrong],
      node: executor.node,
      operator: executor.operator,
      receiptKey: executor.receiptKey,
      price: 0n,
      previous: `0x${'00'.repeat(32)}`,
      issuedAt: BigInt(Date.now()),
      evidence: ['signature', 'replay'],
      random: seededRandom('lie'),
    })
    world.backend.stored.set(lie.id, lie.bundle)
    expect(await judge(lie.bundle, { policy: policyOf('signed'), engine: null })).toMatchObject({ ok: true })
    const verdict = await judge(lie.bundle, { policy: policyOf('replayed', { stage: 'promised' }) })
    expect(verdict).toMatchObject({ ok: false, code: 'replay_mismatch' })
  })

  test('another receipt under the same nonce; another history of the log', async () => {
    const { bundle, id } = await newReceipt()
    const accepted = [{ payer: payer.address, nonce: bundle.receipt.nonce, receiptId: `0x${'11'.repeat(32)}` as Hex }]
    expect(await judge(bundle, { memory: { accepted } })).toMatchObject({ code: 'nonce_replayed' })
    const same = [{ ...accepted[0]!, receiptId: id }]
    expect(await judge(bundle, { memory: { accepted: same } })).toMatchObject({ ok: true })

    const now = await world.backend.checkpoint(world.executor.node)
    if (!now.ok) throw new Error(now.message)
    await newReceipt()
    expect(await judge(bundle, { memory: { checkpoints: [now.value] } })).toMatchObject({ ok: true })
    const { executor } = world
    const forked = signCheckpoint(
      world.chain.domain,
      {
        node: executor.node,
        size: now.value.size + 1,
        root: toHex(new Uint8Array(32).fill(9)),
        timestamp: now.value.timestamp,
      },
      { receiptKey: executor.receiptKey.privateKey, logKey: executor.logKey.seed },
    )
    expect(await judge(bundle, { memory: { checkpoints: [forked] } })).toMatchObject({ ok: false, code: 'log_fork' })
  })

  test('a node that is not in the registry', async () => {
    const { bundle } = await newReceipt()
    const stranger = keyOf('unregistered')
    const issued = issueReceipt({
      domain: world.chain.domain,
      identity: world.small.identity,
      engine: 'reference/1',
      request: bundle.request,
      input: bundle.input!,
      outputs: bundle.output!.tensors,
      node: stranger.address,
      operator: stranger.address,
      receiptKey: stranger,
      price: 0n,
      previous: `0x${'00'.repeat(32)}`,
      issuedAt: BigInt(Date.now()),
      evidence: ['signature'],
      random: seededRandom('unregistered'),
    })
    expect(await judge(issued.bundle, { policy: policyOf('signed'), engine: null })).toMatchObject({
      code: 'node_unknown',
    })
  })
})

describe('gateways that lie or withhold cannot spoil a good receipt', () => {
  const changing =
    (match: string, change: (value: Record<string, unknown>) => unknown): Fetch =>
    async (url, init) => {
      const response = await fetch(url, init)
      if (!url.includes(match) || !response.ok) return response
      return Response.json(change((await response.json()) as Record<string, unknown>))
    }

  test('made-up verdicts; another inclusion from one of two', async () => {
    const { bundle } = await newReceipt()
    world.backend.knobs.verdicts = true
    const negative = changing('/verdicts', answer => ({
      verdicts: (answer['verdicts'] as { verdict: object; signature: Hex }[]).map(({ verdict, signature }) => ({
        verdict: { ...verdict, ok: false },
        signature,
      })),
    }))
    expect(await judge(bundle, {}, client(negative))).toMatchObject({ ok: true })
    expect(await judge(bundle, { engine: null }, client(negative))).toMatchObject({ code: 'replay_missing' })
    // A registered verifier's own signature, over a time at which nobody can have replayed the receipt.
    const [verifier] = world.others
    const stale = changing('/verdicts', () => {
      const verdict: ReplayVerdict = { receiptId: idOf(bundle), verifier: verifier!.node, ok: true, timestamp: 1n }
      const signature = signDigest(hashVerdict(world.chain.domain, verdict), verifier!.receiptKey.privateKey)
      return { verdicts: [{ verdict: { ...verdict, timestamp: '1' }, signature }] }
    })
    expect(await judge(bundle, {}, client(stale))).toMatchObject({ ok: true })
    expect(await judge(bundle, { engine: null }, client(stale))).toMatchObject({ code: 'replay_missing' })
    const [first] = world.urls
    for (const change of [
      (inclusion: Record<string, unknown>) => ({ ...inclusion, index: (inclusion['index'] as number) + 1 }),
      (inclusion: Record<string, unknown>) => ({ ...inclusion, proof: [`0x${'00'.repeat(32)}`] }),
      (inclusion: Record<string, unknown>) => ({
        ...inclusion,
        checkpoint: { ...(inclusion['checkpoint'] as object), node: `0x${'11'.repeat(20)}` },
      }),
      // A tree of the gateway's own: the path leads to its root, and the node has signed neither.
      (inclusion: Record<string, unknown>) => ({
        index: 0,
        proof: [],
        checkpoint: {
          ...(inclusion['checkpoint'] as object),
          size: 1,
          root: toHex(leafHash(fromHex(idOf(bundle)))),
        },
      }),
      () => ({}),
      () => null,
    ]) {
      const lying = changing(`${first}/receipts/`, change)
      expect(await judge(bundle, {}, client(lying))).toMatchObject({ ok: true })
    }
  })

  test('a consistency proof that proves nothing, from one of two', async () => {
    const { bundle } = await newReceipt()
    const seen = await world.backend.checkpoint(world.executor.node)
    if (!seen.ok) throw new Error(seen.message)
    await newReceipt()
    const memory = { checkpoints: [seen.value] }
    const wrong = changing(`${world.urls[0]}/log/`, answer => ({ ...answer, proof: [`0x${'00'.repeat(32)}`] }))
    expect(await judge(bundle, { memory }, client(wrong))).toMatchObject({ ok: true })
    const both = changing('/log/', answer => ({ ...answer, proof: [] }))
    expect(await judge(bundle, { memory }, client(both))).toMatchObject({ ok: false, code: 'consistency_invalid' })
  })

  test('content that the receipt does not commit to is not taken', async () => {
    const { bundle } = await newReceipt({ disclosure: 'public' })
    const other = await newReceipt({ disclosure: 'public', inputs: { x: [4, 3, 2, 1] } })
    const bare = { ...bundle, input: null, output: null }
    const lying = changing('/receipts/', answer => {
      if (!('receipt' in answer)) return answer
      const foreign = JSON.parse(bundleText(other.bundle)) as Record<string, unknown>
      return { ...answer, input: foreign['input'], output: foreign['output'] }
    })
    expect(await judge(bare, {}, client(lying))).toMatchObject({ ok: false, code: 'replay_missing' })
  })

  test('a gateway that answers nothing leaves a pending receipt pending', async () => {
    const { bundle } = await newReceipt()
    const silent: Fetch = async () => {
      throw new TypeError('down')
    }
    expect(
      await judge(bundle, { engine: null, policy: policyOf('signed', { stage: 'included' }) }, client(silent)),
    ).toMatchObject({
      code: 'inclusion_pending',
    })
  })
})

test('the entry for web pages bundles without Node, and the client room names none of its modules', async () => {
  const result = await build({
    entryPoints: ['src/client/web.ts'],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    minify: true,
    metafile: true,
  })
  const { inputs } = result.metafile
  expect(Object.keys(inputs).filter(path => /node:|src\/(node|platform|gateway)\//.test(path))).toEqual([])
  // What a page downloads; grows only on purpose. Replaying generations takes tokenizers, samplers and grammars.
  expect(result.outputFiles[0]!.contents.length).toBeLessThan(950_000)
  expect(readFileSync('src/client/web.ts', 'utf8')).not.toContain('node:')
  expect(fromHex(world.smallId)).toHaveLength(32)
})
