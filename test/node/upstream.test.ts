// An upstream model on a network: a node of its operator asks a server of his own and signs for what that says; a gateway of another
// operator passes both ways what was written; clients check what can be checked. What only a cheat or a broken server does is refused.

import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { verifyingFetch } from '../../src/client/language/verifyingFetch.ts'
import { fromHex, fromUtf8, type Hex, toHex, utf8 } from '../../src/core/bytes/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { createLineReader, encodeFloatModel, type FloatModel, makeUpstreamModel } from '../../src/core/float/index.ts'
import { encodeSampler, makeSampler } from '../../src/core/language/index.ts'
import {
  bundleFromJson,
  decodeField,
  eventFromJson,
  makeRequest,
  type ReceiptBundle,
  type StreamEvent,
  tensorOfBytes,
  tensorOfTokens,
  tokensOf,
} from '../../src/core/receipt/index.ts'
import { createStreamCheck, NO_EVIDENCE, namedPolicy, verify } from '../../src/core/verify/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import { anchorsOf } from '../../src/node/anchors.ts'
import { type HttpServer, serveHttp } from '../../src/platform/node/http.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import {
  chunkOf,
  honest,
  SAID,
  startUpstreamServer,
  type UpstreamTestServer,
  USAGE,
} from '../support/upstreamServer.ts'
import { inSeconds, random } from './helpers.ts'

const NAME = 'test/tiny@1'
const KEY = 'sk-secret-0123456789'
const MESSAGES = [{ role: 'user' as const, content: 'Tell me a story' }]

const fieldOf = (bundle: ReceiptBundle, name: string): string => {
  const field = bundle.fields.disclosed.find(entry => entry.name === name)!
  return String(decodeField(field.name, fromHex(field.value)))
}

/** What the bytes of an answer say. */
const linesOf = (bundle: ReceiptBundle): string[] =>
  createLineReader()
    .push(tokensOf(bundle.output!.tensors)!)
    .map(line => fromUtf8(line))

describe('an upstream model', () => {
  let server: UpstreamTestServer
  let devnet: Devnet
  let http: HttpServer
  let model: FloatModel
  let modelId: Hex
  const log: string[] = []

  beforeAll(async () => {
    server = await startUpstreamServer()
    devnet = await startDevnet({
      nodes: 2,
      roles: index => (index === 0 ? ['host', 'execute'] : ['host', 'execute', 'verify', 'gateway']),
      config: index => ({
        verify: { share: 1 },
        ...(index === 0
          ? {
              execute: {
                upstreams: [{ name: 'tiny', url: server.url, model: 'inner', keyEnv: 'TINY_KEY', timeoutMs: 1_000 }],
              },
            }
          : {}),
      }),
      deps: () => ({ environment: { TINY_KEY: KEY } }),
    })
    const node = devnet.node(0)
    const { operator } = node.chain.registry().nodes.get(node.account)!
    model = makeUpstreamModel({ name: 'tiny', operator })
    modelId = toHex(model.identity.modelId)
    expect(node.hosting.has(modelId)).toBe(true)
    await devnet.publishFile(model.identity, encodeFloatModel(model), NAME, 0)
    await eventually(() => devnet.node(1).hosting.has(modelId), 'the second node hosts the declaration')
    const gateway = createGateway(devnet.node(1).backend, {
      version: '0',
      network: devnet.network,
      log: entry => log.push(JSON.stringify(entry)),
    })
    http = await serveHttp({ fetch: gateway.fetch, port: 0 })
  })
  afterEach(() => {
    server.behave = honest
    server.asked.length = 0
  })
  afterAll(async () => {
    await http?.close(100)
    await devnet?.stop()
    await server?.close()
  })

  const openai = (options = {}) =>
    new OpenAI({ apiKey: 'caller-key', baseURL: `${http.url}/v1`, maxRetries: 0, ...options })
  const post = (path: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${http.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model: NAME, ...body }),
    })
  const signed = (bundle: ReceiptBundle) =>
    verify(bundle, NO_EVIDENCE, unwrap(namedPolicy('signed', modelId)), anchorsOf(devnet.node(1).chain, Date.now()))

  it('answers chats and completions of the official client, streamed and not', async () => {
    const chat = await openai().chat.completions.create({ model: NAME, messages: MESSAGES, temperature: 0.3, seed: 4 })
    expect(chat).toMatchObject({
      model: NAME,
      usage: USAGE,
      choices: [{ message: { content: SAID }, finish_reason: 'stop' }],
    })
    const { path, headers, body } = server.asked[0]!
    expect(path).toBe('/v1/chat/completions')
    expect(JSON.parse(body)).toEqual({ model: 'inner', messages: MESSAGES, temperature: 0.3, seed: 4 })
    expect(headers.authorization).toBe(`Bearer ${KEY}`)

    const stream = await openai().chat.completions.create({
      model: NAME,
      messages: MESSAGES,
      stream: true,
      stream_options: { include_usage: true },
    })
    let text = ''
    let usage: unknown
    for await (const chunk of stream) {
      expect(chunk.model).toBe(NAME)
      text += chunk.choices[0]?.delta.content ?? ''
      usage = chunk.usage ?? usage
    }
    expect(text).toBe(SAID)
    expect(usage).toEqual(USAGE)

    const completion = await openai().completions.create({ model: NAME, prompt: 'Once' })
    expect(completion).toMatchObject({ choices: [{ text: SAID }], usage: USAGE })
    let streamed = ''
    for await (const { choices } of await openai().completions.create({ model: NAME, prompt: 'Once', stream: true }))
      streamed += choices[0]?.text ?? ''
    expect(streamed).toBe(SAID)
  })

  it('signs for what was asked and for every byte that the server said', async () => {
    const answer = await (await post('/v1/chat/completions', { messages: MESSAGES })).json()
    const bundle = unwrap(bundleFromJson(answer.assay.choices[0].bundle))
    expect((await signed(bundle)).code).toBe('ok')
    expect(fieldOf(bundle, 'engine')).toBe('upstream/1/tiny')
    expect(fieldOf(bundle, 'evidence')).toBe('signature')
    expect(fieldOf(bundle, 'truncated')).toBe('0')
    expect(JSON.parse(fromUtf8(Uint8Array.from(tokensOf(bundle.input!.tensors)!)))).toEqual({ messages: MESSAGES })
    const [line, ...more] = linesOf(bundle)
    expect(more).toEqual([])
    expect(JSON.parse(line!).choices[0].message.content).toBe(SAID)
    // An exact answer it is not, whatever is put before it.
    const policy = unwrap(namedPolicy('replayed', modelId))
    const verdict = await verify(bundle, NO_EVIDENCE, policy, anchorsOf(devnet.node(1).chain, Date.now()))
    expect(verdict.code).toBe('model_not_exact')
  })

  it('hands on the stream itself, which a reader can check', async () => {
    const body = await (await post('/v1/chat/completions', { messages: MESSAGES, stream: true })).text()
    const messages = body
      .split('\n')
      .filter(line => line.startsWith('data: {'))
      .map(line => JSON.parse(line.slice(6)))
    const events: StreamEvent[] = messages
      .flatMap(({ assay }) => assay.events)
      .map(event => unwrap(eventFromJson(event)))
    const anchors = anchorsOf(devnet.node(1).chain, Date.now())
    const check = createStreamCheck({ anchors, request: 'any', model: modelId, negative: 'refuse' })
    for (const event of events) unwrap(check.accept(event, Date.now()))
    const end = events.at(-1)!
    if (end.type !== 'end' || end.bundle === null) throw new Error('no end')
    expect(
      linesOf(end.bundle)
        .map(line => JSON.parse(line).choices[0].delta.content ?? '')
        .join(''),
    ).toBe(SAID)
    // Each line is a few bytes beside the one before.
    const said = linesOf(end.bundle)
    expect(Number(end.bundle.receipt.tokensOut)).toBeLessThan(said[0]!.length + 40 * said.length)
    // A changed token, with everything after it as it was, is found.
    const chunk = events.findIndex(({ type }) => type === 'chunk')
    const altered = events.map((event, i) =>
      i === chunk && event.type === 'chunk'
        ? { ...event, tokens: event.tokens.map((t, k) => (k === 9 ? t ^ 1 : t)) }
        : event,
    )
    const again = createStreamCheck({ anchors, request: 'any', model: modelId, negative: 'refuse' })
    const codes = altered
      .map(event => again.accept(event, Date.now()))
      .flatMap(result => (result.ok ? [] : [result.code]))
    expect(codes[0]).toBe('stream_head_mismatch')
  })

  it('is listed as what it is, and takes nothing but chats and completions', async () => {
    expect(await (await fetch(`${http.url}/v1/models/${NAME}`)).json()).toMatchObject({
      assay: { kind: 'upstream', floatId: expect.stringMatching(/^upstream:0x/), upstream: { name: 'tiny' } },
    })
    for (const [path, body] of [
      ['/v1/embeddings', { input: 'x' }],
      ['/v1/responses', { input: 'x' }],
    ] as const) {
      const response = await post(path, body)
      expect([response.status, (await response.json()).error.code]).toEqual([400, 'parameter_unsupported'])
    }
    const replayed = await post('/v1/chat/completions', { messages: MESSAGES }, { 'x-assay-policy': 'replayed' })
    expect((await replayed.json()).error.code).toBe('model_not_exact')
    const tensors = await post(`/v2/models/${NAME}/infer`, {
      inputs: [{ name: 'tokens', datatype: 'UINT8', shape: [2], data: [123, 125] }],
    })
    expect(await tensors.text()).toContain('sampler_mismatch')
    expect(server.asked).toEqual([])
  })

  it('is checked by verifyingFetch under the policy signed', async () => {
    const verifying = (policy: 'signed' | 'replayed') =>
      openai({ fetch: verifyingFetch({ network: devnet.network, gateways: [http.url], policy }) })
    const chat = await verifying('signed').chat.completions.create({ model: NAME, messages: MESSAGES })
    expect(chat).toMatchObject({ choices: [{ message: { content: SAID } }], assay: { checked: 'chained' } })
    let text = ''
    for await (const { choices } of await verifying('signed').chat.completions.create({
      model: NAME,
      messages: MESSAGES,
      stream: true,
    }))
      text += choices[0]?.delta.content ?? ''
    expect(text).toBe(SAID)
    await expect(
      verifying('replayed').chat.completions.create({ model: NAME, messages: MESSAGES }),
    ).rejects.toMatchObject({
      code: 'model_not_exact',
    })
  })

  it('is refused by verifyingFetch where a node of another operator answers', async () => {
    const { receiptKey } = devnet.node(1).chain.registry().nodes.get(devnet.node(1).account)!.keys[0]!
    const cheat: typeof fetch = async (input, init) => {
      const response = await fetch(input, init)
      if (!String(input instanceof Request ? input.url : input).endsWith('/assay/v1/generate')) return response
      const [start, ...more] = (await response.text()).split('\n')
      const changed = JSON.stringify({ ...JSON.parse(start!), node: devnet.node(1).account, receiptKey })
      return new Response([changed, ...more].join('\n'), response)
    }
    const verifying = verifyingFetch({ network: devnet.network, gateways: [http.url], policy: 'signed', fetch: cheat })
    await expect(
      openai({ fetch: verifying }).chat.completions.create({ model: NAME, messages: MESSAGES }),
    ).rejects.toMatchObject({ code: 'operator_mismatch' })
  })

  it('is left alone by verifiers', async () => {
    const answer = await (
      await post('/v1/chat/completions', { messages: MESSAGES }, { 'x-assay-disclosure': 'public' })
    ).json()
    const verifier = devnet.node(1)
    await eventually(async () => (await verifier.backend.inclusion(answer.assay.receipt)).ok, 'inclusion')
    await eventually(() => verifier.metrics.read()['replays_waiting'] === 0, 'nothing waits for a replay')
    expect(await verifier.backend.verdicts(answer.assay.receipt)).toEqual([])
    const { replays_failed, replays_mismatch } = verifier.metrics.read()
    expect([replays_failed, replays_mismatch]).toEqual([0, 0])
    const { ask } = askOf({ messages: MESSAGES })
    await expect(verifier.backend.follow!.open({ ...ask, from: 'x' })).rejects.toMatchObject({
      code: 'model_not_exact',
    })
  })

  it('says what the server refuses, without its key, and nothing of what else goes wrong', async () => {
    server.behave = (_, response) => {
      response.statusCode = 400
      response.end(JSON.stringify({ error: { message: `bad\u0007 temperature, key ${KEY}` } }))
    }
    const refused = await post('/v1/chat/completions', { messages: MESSAGES, stream: true })
    expect(refused.status).toBe(400)
    const { error } = await refused.json()
    expect(error).toMatchObject({
      code: 'upstream_refused',
      message: expect.stringContaining('bad temperature, key ***'),
    })
    server.behave = (_, response) => {
      response.statusCode = 500
      response.end(`internal words ${KEY}`)
    }
    const broken = await post('/v1/chat/completions', { messages: MESSAGES })
    const told = await broken.text()
    expect(broken.status).toBe(502)
    // Once: it may have done the work.
    expect(server.asked).toHaveLength(2)
    expect(JSON.parse(told).error.code).toBe('upstream_failed')
    expect(told).not.toContain('internal words')
    expect(log.join()).not.toContain(KEY)
  })

  it('ends truncated where the server breaks off, and signs for what it said', async () => {
    server.behave = (_, response) => {
      response.setHeader('content-type', 'text/event-stream')
      response.write(`data: ${chunkOf(true, 'half')}\n\n`)
      setTimeout(() => response.destroy(), 100)
    }
    const body = await (await post('/v1/chat/completions', { messages: MESSAGES, stream: true })).text()
    const messages = body
      .split('\n')
      .filter(line => line.startsWith('data: {'))
      .map(line => JSON.parse(line.slice(6)))
    const last = messages.at(-1)
    expect(last).toMatchObject({ choices: [{ index: 0, finish_reason: 'length' }], assay: { finish: 'truncated' } })
    const bundle = unwrap(bundleFromJson(last.assay.events[0].bundle))
    expect(fieldOf(bundle, 'truncated')).toBe('1')
    expect((await signed(bundle)).code).toBe('ok')
  })

  it('is cut where no answer may be longer', async () => {
    server.behave = (_, response) => {
      response.setHeader('content-type', 'text/event-stream')
      // Random text, which no line shares with another.
      for (let i = 0; i < 60; i++) response.write(`data: ${chunkOf(true, toHex(random(500)))}\n\n`)
      response.end('data: [DONE]\n\n')
    }
    const body = await (await post('/v1/chat/completions', { messages: MESSAGES, stream: true })).text()
    const end = body
      .split('\n')
      .filter(line => line.startsWith('data: {'))
      .map(line => JSON.parse(line.slice(6)))
      .at(-1)
    expect(end.assay.finish).toBe('truncated')
    const { tokensOut } = unwrap(bundleFromJson(end.assay.events[0].bundle)).receipt
    expect(tokensOut).toBeGreaterThan(31_000n)
    expect(tokensOut).toBeLessThanOrEqual(32_768n)
    server.behave = (_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ choices: [{ message: { content: toHex(random(20_000)) } }] }))
    }
    const whole = await post('/v1/chat/completions', { messages: MESSAGES })
    expect((await whole.json()).error.code).toBe('stream_too_long')
  })

  it('ends the server’s work when the client leaves', async () => {
    server.left = 0
    server.behave = (_, response) => {
      response.setHeader('content-type', 'text/event-stream')
      const timer = setInterval(() => response.write(`data: ${chunkOf(true, 'x')}\n\n`), 20)
      response.on('close', () => clearInterval(timer))
    }
    const leaving = new AbortController()
    const response = await fetch(`${http.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: NAME, messages: MESSAGES, stream: true }),
      signal: leaving.signal,
    })
    await response.body!.getReader().read()
    leaving.abort()
    await eventually(() => server.left === 1, 'the server is left')
  })

  it('is answered by nodes of the declared operator alone', async () => {
    // The second node hosts the declaration and executes; it has no server and is not even asked.
    const failovers = devnet.node(1).metrics.read()['relay_failovers']
    const { ask } = askOf({ messages: MESSAGES })
    const own = devnet.node(1).backend
    for await (const event of own.generate(ask, {
      requestId: 'r',
      from: 'gateway/x',
      signal: AbortSignal.timeout(5_000),
    }))
      if (event.type === 'start') expect(event.node).toBe(devnet.node(0).account)
    expect(devnet.node(1).metrics.read()['relay_failovers']).toBe(failovers)
    // The declaration of somebody else is a model that the configured server does not answer for.
    const stranger = makeUpstreamModel({ name: 'tiny', operator: `0x${'11'.repeat(20)}` })
    await devnet.publishFile(stranger.identity, encodeFloatModel(stranger), 'test/stranger@1', 0)
    await eventually(() => devnet.node(1).hosting.has(toHex(stranger.identity.modelId)), 'the second node hosts it')
    const response = await post('/v1/chat/completions', { model: 'test/stranger@1', messages: MESSAGES })
    expect((await response.json()).error.code).toBe('model_unavailable')
    expect(server.asked).toHaveLength(1)
  })

  function askOf(body: unknown, given: { text?: string; sampler?: Uint8Array; exact?: boolean; model?: Hex } = {}) {
    const { text = JSON.stringify(body), sampler = encodeSampler(makeSampler({ maxTokens: 32_768 })) } = given
    const { signed: request, input } = makeRequest({
      domain: devnet.node(0).chain.domain,
      modelId,
      input: [given.exact ? tensorOfTokens([...utf8(text)]) : tensorOfBytes(utf8(text))],
      maxPrice: 0n,
      disclosure: 'public',
      delegates: [],
      deadline: inSeconds(60),
      sampler: { bytes: sampler, seed: toHex(random(32)) },
      payer: null,
      random,
    })
    return { ask: { request, input, sampler } }
  }

  it.each([
    ['a body that names a model', { model: 'x', messages: MESSAGES }, {}, 'request_malformed'],
    ['neither messages nor prompt', { temperature: 1 }, {}, 'request_malformed'],
    ['both', { messages: MESSAGES, prompt: 'x' }, {}, 'request_malformed'],
    ['a body in another form', null, { text: '{ "prompt": "x" }' }, 'request_malformed'],
    ['what is no JSON', null, { text: '{"prompt"' }, 'request_malformed'],
    ['a list', [], {}, 'request_malformed'],
    ['brackets without end', null, { text: '['.repeat(100_000) }, 'nesting_too_deep'],
    ['a body too long', { prompt: 'x'.repeat(600_000) }, {}, 'body_too_large'],
    [
      'a sampler that says something',
      { prompt: 'x' },
      { sampler: encodeSampler(makeSampler({ maxTokens: 5 })) },
      'sampler_mismatch',
    ],
    ['tokens of exact models', { prompt: 'x' }, { exact: true }, 'input_shape_mismatch'],
  ])('%s never reaches the server', async (_, body, given, code) => {
    const { ask } = askOf(body, given)
    const options = { requestId: 'r', from: 'gateway/x', signal: AbortSignal.timeout(5_000) }
    await expect(devnet.node(0).backend.generate(ask, options).next()).rejects.toMatchObject({ code })
    expect(server.asked).toEqual([])
  })
})
