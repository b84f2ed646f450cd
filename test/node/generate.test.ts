// Generations on a network of nodes: streams with signed heads, receipts, relays, prefix caches, followers, and what is refused.

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLanguage } from '../../src/client/language/load.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { wasm } from '../../src/core/engine/index.ts'
import { encodeSampler, makeSampler, replayGeneration, type SamplerOptions } from '../../src/core/language/index.ts'
import {
  type GenerateAsk,
  makeRequest,
  receiptId,
  type StreamEvent,
  tensorOfTokens,
  tokensOf,
} from '../../src/core/receipt/index.ts'
import { createStreamCheck, NO_EVIDENCE, namedPolicy, verify } from '../../src/core/verify/index.ts'
import { anchorsOf } from '../../src/node/anchors.ts'
import type { RunningNode } from '../../src/node/node.ts'
import { byteLanguage, promptOf } from '../support/byteLanguage.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { inSeconds, random, value } from './helpers.ts'

const model = byteLanguage({ layers: 2, context: 256 })
const modelId = toHex(model.identity.modelId)
/** Another one with the same form: what a cheat would run. */
const other = byteLanguage({ layers: 2, context: 256, seed: 9 })
const otherId = toHex(other.identity.modelId)

interface Given extends Partial<SamplerOptions> {
  readonly prompt?: string
  readonly seed?: Hex
  readonly disclosure?: 'public' | 'verifiers' | 'requester'
  readonly logprobs?: number
}

function askOf(node: RunningNode, given: Given = {}): { ask: GenerateAsk; requestHash: Hex } {
  const {
    prompt = 'Once upon a time',
    seed = toHex(new Uint8Array(randomBytes(32))),
    disclosure = 'public',
    logprobs,
    ...rest
  } = given
  const sampler = encodeSampler(makeSampler({ maxTokens: 24, ignoreEos: true, ...rest }))
  const { signed, input, requestHash } = makeRequest({
    domain: node.chain.domain,
    modelId,
    input: [tensorOfTokens(promptOf(prompt))],
    maxPrice: 0n,
    disclosure,
    delegates: [],
    deadline: inSeconds(60),
    sampler: { bytes: sampler, seed },
    payer: null,
    random,
  })
  return { ask: { request: signed, input, sampler, ...(logprobs === undefined ? {} : { logprobs }) }, requestHash }
}

const options = (signal: AbortSignal = AbortSignal.timeout(30_000)) => ({
  requestId: 'test-request',
  from: 'gateway/test',
  signal,
})

async function generate(node: RunningNode, ask: GenerateAsk) {
  const events: StreamEvent[] = []
  let cachedTokens = 0
  for await (const event of node.backend.generate(ask, options())) {
    if (event.type === 'note') cachedTokens = event.cachedTokens
    else events.push(event)
  }
  const tokens = events.flatMap(event => (event.type === 'chunk' ? event.tokens : []))
  const end = events.at(-1)
  if (end?.type !== 'end' || end.bundle === null) throw new Error('no end')
  return { events, tokens, cachedTokens, bundle: end.bundle, finish: end.finish }
}

describe('generations', () => {
  let devnet: Devnet
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 3,
      roles: index => (index === 0 ? ['host', 'execute'] : index === 1 ? ['host', 'verify', 'gateway'] : ['gateway']),
      config: () => ({ verify: { share: 1 } }),
    })
    await devnet.publish(model, 'test/bytes@1', 0)
    await eventually(() => devnet.node(1).hosting.has(modelId), 'the model on the verifier')
    await eventually(async () => (await devnet.node(2).backend.head(modelId)) !== null, 'the head at the gateway')
  })
  afterAll(() => devnet?.stop())

  it('come as streams that a reader can check, and are the model’s own tokens', async () => {
    for (const index of [0, 2]) {
      const node = devnet.node(index)
      const { ask, requestHash } = askOf(node, { temperature: 1 })
      const { events, tokens, bundle, finish } = await generate(node, ask)
      expect(tokens).toHaveLength(24)
      expect(finish).toBe('length')
      const anchors = anchorsOf(node.chain, Date.now())
      const check = createStreamCheck({ anchors, request: requestHash, model: modelId, negative: 'refuse' })
      for (const event of events) value(check.accept(event, Date.now()))
      expect(check.progress.tokens).toEqual(tokens)
      expect(tokensOf(bundle.output!.tensors)).toEqual(tokens)
      const verdict = await verify(
        bundle,
        {
          ...NO_EVIDENCE,
        },
        value(namedPolicy('signed', modelId)),
        anchors,
      )
      expect(verdict.code).toBe('ok')
      const language = await openLanguage(model, wasm)
      const rules = {
        prompt: promptOf('Once upon a time'),
        sampler: makeSampler({ maxTokens: 24, temperature: 1, ignoreEos: true }),
        seed: Buffer.from(ask.request.request.seed.slice(2), 'hex'),
      }
      expect(await replayGeneration(language, { ...rules, tokens, truncated: false })).toMatchObject({ ok: true })
      language.session.close()
    }
  })

  it('depend on prompt, sampler and seed alone, whoever asks beside them', async () => {
    const node = devnet.node(0)
    const seed = toHex(new Uint8Array(randomBytes(32)))
    const alone = await generate(node, askOf(node, { temperature: 0.9, seed }).ask)
    const many = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        generate(
          node,
          askOf(
            node,
            i === 3
              ? { temperature: 0.9, seed }
              : { prompt: `Another ${i}`, temperature: 0.9, maxTokens: 200, ignoreEos: true },
          ).ask,
        ),
      ),
    )
    expect(many[3]!.tokens).toEqual(alone.tokens)
    expect(new Set(many.map(({ tokens }) => tokens.join())).size).toBe(6)
    // One signature a tick signs all streams: a machine may be through with all of these before the first tick is due.
    const signed = () => node.metrics.read()
    for (let round = 0; round < 40 && signed()['stream_heads']! <= signed()['stream_ticks']!; round++)
      await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          generate(node, askOf(node, { prompt: `${i} of round ${round}`, maxTokens: 230 }).ask),
        ),
      )
    expect(signed()['stream_ticks']!).toBeGreaterThan(0)
    expect(signed()['stream_heads']!).toBeGreaterThan(signed()['stream_ticks']!)
  })

  it('say when a prefix cache gave rows, and are the same with it', async () => {
    const node = devnet.node(0)
    const prompt = 'A prompt that is long enough to be worth keeping for the next one.'
    const seed = toHex(new Uint8Array(randomBytes(32)))
    const first = await generate(node, askOf(node, { prompt, seed, temperature: 1 }).ask)
    const second = await generate(node, askOf(node, { prompt, seed, temperature: 1 }).ask)
    expect(second.tokens).toEqual(first.tokens)
    expect(second.cachedTokens).toBeGreaterThan(0)
    const flag = (bundle: typeof first.bundle) =>
      bundle.fields.disclosed.find(({ name }) => name === 'cacheUsed')?.value
    expect(Number(flag(second.bundle))).toBe(1)
  })

  it('tell log probabilities where they are asked for', async () => {
    const { events } = await generate(devnet.node(2), askOf(devnet.node(2), { logprobs: 3 }).ask)
    const chunk = events.find(event => event.type === 'chunk')!
    expect(chunk.logprobs![0]!.top).toHaveLength(3)
    expect(chunk.logprobs![0]!.logprob).toBeLessThanOrEqual(0)
  })

  it('are replayed by verifiers, who say so', async () => {
    const node = devnet.node(0)
    const { bundle } = await generate(node, askOf(node).ask)
    const id = receiptId(node.chain.domain, bundle.receipt)
    const verdicts = await eventually(async () => {
      const found = await devnet.node(1).backend.verdicts(id)
      return found.length > 0 ? found : null
    }, 'a verdict')
    expect(verdicts[0]!.verdict.ok).toBe(true)
  })

  it('that are left early have a receipt for what was sent', async () => {
    const node = devnet.node(0)
    const { ask, requestHash } = askOf(node, { maxTokens: 200 })
    let seen = 0
    for await (const event of node.backend.generate(ask, options())) {
      if (event.type === 'chunk') seen += event.tokens.length
      if (seen >= 5) break
    }
    const id = await eventually(() => node.backend.receiptOf(requestHash), 'a receipt')
    const bundle = value(await node.backend.receipt(id, null, AbortSignal.timeout(3000)))
    const tokens = tokensOf(bundle.output!.tensors)!
    expect(tokens.length).toBeGreaterThanOrEqual(5)
    expect(tokens.length).toBeLessThan(200)
    const truncated = bundle.fields.disclosed.find(({ name }) => name === 'truncated')!.value
    expect(Number(truncated)).toBe(1)
  })

  it('are refused with their reason', async () => {
    const node = devnet.node(2)
    const refused = async (ask: GenerateAsk): Promise<string> => {
      try {
        for await (const event of node.backend.generate(ask, options())) void event
        return 'ok'
      } catch (error) {
        return (error as { code: string }).code
      }
    }
    const { ask } = askOf(node)
    expect(await refused({ ...ask, sampler: encodeSampler(makeSampler({ maxTokens: 25, ignoreEos: true })) })).toBe(
      'sampler_mismatch',
    )
    expect(await refused({ ...ask, input: { ...ask.input, salt: `0x${'11'.repeat(16)}` } })).toBe(
      'input_commitment_mismatch',
    )
    expect(await refused(askOf(node, { prompt: 'x'.repeat(256) }).ask)).toBe('context_length_exceeded')
    await generate(node, ask)
    expect(await refused(ask)).toBe('nonce_replayed')
  })

  it('are followed while they come', async () => {
    const node = devnet.node(0)
    const { ask, requestHash } = askOf(node, { temperature: 1 })
    const { tokens } = await generate(node, ask)
    const follow = devnet.node(1).backend.follow!
    const { follower, verifier } = await follow.open({ ...ask, from: 'test' })
    expect(verifier).toBe(devnet.node(1).account)
    const first = await follow.push(follower, { tokens: tokens.slice(0, 10) })
    expect(first.verdict).toMatchObject({ requestHash, tokenCount: 10n, ok: true })
    const last = await follow.push(follower, { tokens: tokens.slice(10), end: { truncated: false } })
    expect(last.verdict).toMatchObject({ tokenCount: 24n, ok: true })
    await expect(follow.push(follower, { tokens: [1] })).rejects.toMatchObject({ code: 'follow_not_found' })
    // Another token, and the follower says what should stand there.
    const second = await follow.open({ ...ask, from: 'test' })
    const wrong = [...tokens.slice(0, 3), (tokens[3]! + 1) % 256, ...tokens.slice(4, 8)]
    const found = await follow.push(second.follower, { tokens: wrong })
    expect(found).toMatchObject({ verdict: { ok: false }, mismatch: { at: 3, expected: tokens[3] } })
  })

  it('give embeddings without a sampler', async () => {
    const node = devnet.node(2)
    const { signed, input } = makeRequest({
      domain: node.chain.domain,
      modelId,
      input: [tensorOfTokens(promptOf('embed me'))],
      maxPrice: 0n,
      disclosure: 'public',
      delegates: [],
      deadline: inSeconds(60),
      payer: null,
      random,
    })
    const { id, bundle } = value(await node.backend.embed(signed, input, options()))
    expect(bundle.output!.tensors.map(({ name }) => name)).toEqual(['hidden'])
    const verdicts = await eventually(async () => {
      const found = await devnet.node(1).backend.verdicts(id)
      return found.length > 0 ? found : null
    }, 'a verdict')
    expect(verdicts[0]!.verdict.ok).toBe(true)
  })
})

describe('an executor that streams another model’s tokens', () => {
  let devnet: Devnet
  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 2,
      roles: index => (index === 0 ? ['host', 'execute'] : ['host', 'verify', 'gateway']),
      deps: index => (index === 0 ? { faults: { generate: { model: () => otherId } } } : {}),
    })
    await devnet.publish(model, 'test/bytes@1', 0)
    await devnet.publish(other, 'test/other@1', 0)
    await eventually(() => devnet.node(1).hosting.has(modelId), 'the model on the verifier')
  })
  afterAll(() => devnet?.stop())

  it('has valid signatures, and is found by a follower at once', async () => {
    const node = devnet.node(1)
    const { ask, requestHash } = askOf(node, { temperature: 0 })
    const { events, tokens } = await generate(node, ask)
    const anchors = anchorsOf(node.chain, Date.now())
    const check = createStreamCheck({ anchors, request: requestHash, model: modelId, negative: 'refuse' })
    for (const event of events) value(check.accept(event, Date.now()))
    const follow = node.backend.follow!
    const { follower } = await follow.open({ ...ask, from: 'test' })
    expect((await follow.push(follower, { tokens })).verdict.ok).toBe(false)
  })
})
