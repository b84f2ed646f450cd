// The OpenAI surface in the gateway: what the gateway adds to it (requests, receipts, readers, bounds, logs) and what it does not believe.

import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/core/bytes/index.ts'
import { RefusalError, unwrap, WorldError } from '../../src/core/errors/index.ts'
import { bundleFromJson, eventFromJson } from '../../src/core/receipt/index.ts'
import { NO_EVIDENCE, namedPolicy, verifyStream } from '../../src/core/verify/index.ts'
import { serveHttp } from '../../src/platform/node/http.ts'
import { chunksOf, type Json, refusal, whole } from '../openai/support/ask.ts'
import { makeWorld, T0 } from '../support/world.ts'
import { json, makeFixture, post, SMALL, TALK } from './helpers.ts'

const PATH = '/v1/completions'
const SCHEMA = 'CreateCompletionResponse'
const ONCE = { model: TALK, prompt: 'Once', max_tokens: 20 }
const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

async function until(met: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !met(); i++) await sleep(5)
  expect(met()).toBe(true)
}

describe('an answer', () => {
  test('has its receipt, which its reader can open again', async () => {
    const { ask, backend, log } = makeFixture({ talks: true })
    const response = await ask(PATH, json(ONCE, { authorization: 'Bearer secret-key' }))
    const answer = await whole(response, SCHEMA)
    expect(answer.choices[0].text).toBe('Hello, world.')
    const [choice] = answer.assay.choices
    expect(response.headers.get('x-assay-receipt')).toBe(choice.receipt)
    expect(response.headers.get('x-assay-reader')).toBe(choice.reader)
    expect(response.headers.get('x-assay-model')).toBe(answer.assay.modelId)
    // The request is unsigned, over the tokens of the prompt, with the sampler and the seed that are said.
    const { request } = unwrap(bundleFromJson(choice.bundle))
    expect(request).toMatchObject({ signature: null, request: { disclosure: 2, maxPrice: 0n, seed: choice.seed } })
    const opened = await (
      await ask(`/receipts/${choice.receipt}`, { headers: { 'x-assay-reader': choice.reader } })
    ).json()
    expect(opened.output).not.toBeNull()
    const stranger = await (await ask(`/receipts/${choice.receipt}`)).json()
    expect(stranger.output).toBeNull()
    // A key is whose share it is, and goes no further.
    expect(backend.from[0]).toMatch(/^gateway\/0x[0-9a-f]{32}$/)
    expect(log[0]).toMatchObject({ route: PATH, status: 200, receipt: choice.receipt })
    expect(JSON.stringify(log)).not.toContain('secret')
    const metrics = await (await ask('/metrics')).text()
    expect(metrics).toContain('assay_gateway_inferences_total{outcome="ok"} 1')
    expect(metrics).toContain('assay_gateway_rows_total 14')
  })

  test('the disclosure that a header names', async () => {
    const { ask } = makeFixture({ talks: true })
    const answer = await whole(await ask(PATH, json(ONCE, { 'x-assay-disclosure': 'public' })), SCHEMA)
    expect(answer.assay.disclosure).toBe('public')
    expect(unwrap(bundleFromJson(answer.assay.choices[0].bundle)).request.request.disclosure).toBe(0)
  })

  test('a stream whose events verify', async () => {
    const { ask, backend } = makeFixture({ talks: true })
    backend.speaker.knobs.cachedTokens = 2
    const body = { ...ONCE, stream: true, stream_options: { include_usage: true } }
    const chunks = await chunksOf(await ask(PATH, json(body)), SCHEMA)
    expect(chunks.pop().usage.prompt_tokens_details).toEqual({ cached_tokens: 2 })
    expect(chunks.map(({ choices }) => choices[0].text).join('')).toBe('Hello, world.')
    expect(chunks.at(-1).assay.reader).toMatch(/^0x/)
    const stream = chunks.flatMap(({ assay }) => assay.events).map(event => unwrap(eventFromJson(event)))
    const anchors = { ...makeWorld().anchors, now: T0 + 60_000 }
    const policy = unwrap(namedPolicy('signed', 'any'))
    expect(await verifyStream(stream, { ...NO_EVIDENCE, follow: [] }, policy, anchors)).toMatchObject({ ok: true })
  })

  test('embeddings', async () => {
    const { ask, backend } = makeFixture({ talks: true })
    const answer = await whole(
      await ask('/v1/embeddings', json({ model: TALK, input: 'ab' })),
      'CreateEmbeddingResponse',
    )
    const length = answer.data[0].embedding.reduce((sum: number, x: number) => sum + x * x, 0)
    expect(length).toBeCloseTo(1, 5)
    expect(backend.calls).toContain('embed')
    expect(answer.assay.choices[0].reader).toMatch(/^0x/)
  })

  test('the tokenizer is read once a model', async () => {
    const { ask, backend } = makeFixture({ talks: true })
    const { modelId } = (await whole(await ask(PATH, json(ONCE)), SCHEMA)).assay
    await whole(await ask(PATH, json({ ...ONCE, model: modelId })), SCHEMA)
    expect(backend.calls.filter(call => call === 'head').length).toBe(1)
  })

  test('over a socket, byte for byte as it comes', async () => {
    const fixture = makeFixture({ talks: true })
    fixture.backend.speaker.knobs.before = at => (at === 4 ? sleep(100) : undefined)
    const server = await serveHttp({ fetch: fixture.gateway.fetch, port: 0 })
    try {
      const response = await fetch(`${server.url}${PATH}`, json({ ...ONCE, stream: true }))
      const reader = response.body!.getReader()
      let text = ''
      while (!text.includes('Hell')) text += new TextDecoder().decode((await reader.read()).value)
      // What follows has not been made yet.
      expect(text).not.toContain('[DONE]')
      for (let part = await reader.read(); !part.done; part = await reader.read())
        text += new TextDecoder().decode(part.value)
      expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
    } finally {
      await server.close(100)
    }
  })

  test('models of all kinds in the lists of the API', async () => {
    const { ask } = makeFixture({ talks: true })
    const { data } = await whole(await ask('/v1/models'), 'ListModelsResponse')
    expect(data.map(({ id }: Json) => id)).toEqual([SMALL, expect.any(String), TALK])
    await whole(await ask(`/v1/models/${TALK}`), 'Model')
  })

  test('MCP', async () => {
    const { ask } = makeFixture({ talks: true })
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'models', arguments: {} } }
    const { result } = (await (await ask('/mcp', json(call))).json()) as Json
    expect(result.structuredContent.models.map(({ id }: Json) => id)).toContain(TALK)
    expect((await ask('/mcp')).status).toBe(405)
    expect((await ask('/mcp', { method: 'DELETE' })).status).toBe(405)
  })

  test('pages may call with the official client', async () => {
    const { ask } = makeFixture({ talks: true })
    const headers = {
      origin: 'https://page.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-stainless-lang,x-stainless-retry-count',
    }
    const response = await ask(PATH, { method: 'OPTIONS', headers })
    const allowed = response.headers.get('access-control-allow-headers')!.split(',')
    for (const name of headers['access-control-request-headers'].split(',')) expect(allowed).toContain(name)
  })
})

describe('bounds', () => {
  test('so many calls at once and no more, streams until their last byte', async () => {
    const { ask, backend } = makeFixture({ talks: true, limits: { generations: 2 } })
    backend.speaker.knobs.before = (at, signal) =>
      at === 4 ? new Promise(resolve => signal.addEventListener('abort', () => resolve())) : undefined
    const first = await ask(PATH, json({ ...ONCE, stream: true }))
    const second = await ask(PATH, json({ ...ONCE, stream: true }))
    const third = await ask(PATH, json(ONCE))
    expect(third.headers.get('retry-after')).toBe('1')
    expect(await refusal(third, 429)).toMatchObject({ code: 'busy', type: 'rate_limit_error' })
    // Other routes are not behind them.
    expect((await ask('/v1/models')).status).toBe(200)
    await first.body!.cancel()
    backend.speaker.knobs.before = () => {}
    await whole(await ask(PATH, json(ONCE)), SCHEMA)
    await second.body!.cancel()
    await until(() => backend.speaker.working() === 0)
    for (let i = 0; i < 3; i++) await chunksOf(await ask(PATH, json({ ...ONCE, stream: true })), SCHEMA)
    for (let i = 0; i < 3; i++) await refusal(await ask(PATH, json({ ...ONCE, best_of: 2 })))
    await whole(await ask(PATH, json(ONCE)), SCHEMA)
  })

  test('so long and no longer, whether or not the backend listens', async () => {
    const { ask, backend } = makeFixture({ talks: true, limits: { streamMs: 60 } })
    backend.speaker.knobs.before = at => (at === 4 ? new Promise(() => {}) : undefined)
    expect(await refusal(await ask(PATH, json(ONCE)), 504)).toMatchObject({ code: 'timeout' })
    const last = (text: string): Json => JSON.parse(text.trim().split('\n').at(-1)!.slice(6))
    const text = await (await ask(PATH, json({ ...ONCE, stream: true }))).text()
    expect(last(text).error).toMatchObject({ code: 'timeout' })
    // The same where it is the reader who takes so long.
    backend.speaker.knobs.before = () => {}
    const slow = await ask(PATH, json({ ...ONCE, stream: true }))
    await sleep(90)
    expect(last(await slow.text()).error).toMatchObject({ code: 'timeout' })
  })

  test('a caller who hangs up ends his generations', async () => {
    const fixture = makeFixture({ talks: true })
    fixture.backend.speaker.knobs.before = (at, signal) =>
      at === 4 ? new Promise(resolve => signal.addEventListener('abort', () => resolve())) : undefined
    const server = await serveHttp({ fetch: fixture.gateway.fetch, port: 0 })
    try {
      for (const stream of [true, false]) {
        const controller = new AbortController()
        const answer = fetch(`${server.url}${PATH}`, { ...json({ ...ONCE, stream, n: 2 }), signal: controller.signal })
        answer.then(response => response.text()).catch(() => {})
        await until(() => fixture.backend.speaker.working() === 2)
        controller.abort()
        await until(() => fixture.backend.speaker.working() === 0)
      }
    } finally {
      await server.close(100)
    }
  })

  test('a reader who reads slowly is waited for', async () => {
    const fixture = makeFixture({ talks: true, openai: { outputTokens: 100_000 } })
    fixture.backend.speaker.knobs.say = () => 'x'.repeat(200)
    let sent = 0
    fixture.backend.speaker.knobs.before = at => {
      sent = at
    }
    const response = await fixture.ask(PATH, json({ ...ONCE, max_tokens: 200, stream: true }))
    const reader = response.body!.getReader()
    await reader.read()
    await sleep(30)
    expect(sent).toBeLessThan(12)
    await reader.cancel()
  })

  test('bodies', async () => {
    const { ask, backend } = makeFixture({ talks: true, limits: { bodyBytes: 4000, jsonBytes: 4000 } })
    const asked = async (body: string | Uint8Array, status = 400, headers = {}): Promise<Json> =>
      refusal(await ask(PATH, post(body as BodyInit, headers)), status)
    expect(await asked('{')).toMatchObject({ code: 'request_malformed' })
    expect(await asked('[]')).toMatchObject({ code: 'request_malformed', param: 'body' })
    expect(await asked(Uint8Array.of(0x7b, 0xff, 0x7d))).toMatchObject({ code: 'request_malformed' })
    expect(await asked(`{"model":"${'x'.repeat(5000)}"}`, 413)).toMatchObject({ code: 'body_too_large' })
    expect(await asked(`{"a":${'['.repeat(70)}${']'.repeat(70)}}`)).toMatchObject({ code: 'nesting_too_deep' })
    expect(await asked(utf8('{}'), 415, { 'content-encoding': 'gzip' })).toMatchObject({
      code: 'media_type_unsupported',
    })
    expect(await asked('{"__proto__":{"model":"x"},"constructor":1}')).toMatchObject({ param: 'model' })
    expect(backend.calls).not.toContain('generate')
  })
})

describe('what is not believed or not had', () => {
  test('a policy that nobody makes evidence for', async () => {
    const { ask, backend } = makeFixture({ talks: true })
    const error = await refusal(await ask(PATH, json(ONCE, { 'x-assay-policy': 'proved' })), 501)
    expect(error).toMatchObject({ code: 'policy_unavailable' })
    expect(backend.calls).not.toContain('generate')
  })

  test('a model of tensors', async () => {
    const { ask } = makeFixture({ talks: true })
    const error = await refusal(await ask(PATH, json({ ...ONCE, model: SMALL })))
    expect(error).toMatchObject({
      code: 'parameter_unsupported',
      param: 'model',
      hint: expect.stringContaining('/v2/'),
    })
  })

  test.each([
    ['no host shows its head', () => null, 503, 'model_unavailable'],
    [
      'another head',
      (head: Uint8Array) => Uint8Array.from(head, (byte, i) => (i === head.length - 5 ? byte ^ 1 : byte)),
      502,
      'peer_misbehaved',
    ],
    ['a broken head', (head: Uint8Array) => head.subarray(0, 100), 400, 'file_truncated'],
  ])('%s', async (_, change, status, code) => {
    const { ask, backend } = makeFixture({ talks: true })
    backend.knobs.head = change
    expect(await refusal(await ask(PATH, json(ONCE)), status)).toMatchObject({ code })
    // It may be there the next time.
    delete backend.knobs.head
    await whole(await ask(PATH, json(ONCE)), SCHEMA)
  })

  test.each(['start', 'end'] as const)('an answer to another request: its %s', async type => {
    const { ask, backend } = makeFixture({ talks: true })
    backend.speaker.knobs.twist = async function* (events) {
      for await (const event of events) {
        if (event.type !== type) yield event
        else if (event.type === 'start') yield { ...event, requestHash: `0x${'11'.repeat(32)}` }
        else {
          const bundle = event.bundle!
          yield { ...event, bundle: { ...bundle, receipt: { ...bundle.receipt, modelId: `0x${'22'.repeat(32)}` } } }
        }
      }
    }
    expect(await refusal(await ask(PATH, json(ONCE)), 502)).toMatchObject({ code: 'peer_misbehaved' })
  })

  test.each([
    [new RefusalError('busy', 'the line is full', { facts: { retryAfter: 9 } }), 429, 'busy', '9'],
    [new WorldError('model_unavailable', 'SECRET'), 503, 'model_unavailable', '5'],
    [new Error('SECRET'), 500, 'internal', null],
  ])('what fails behind it: %s', async (thrown, status, code, wait) => {
    const { ask, backend, log } = makeFixture({ talks: true })
    backend.speaker.knobs.before = () => {
      throw thrown
    }
    const response = await ask(PATH, json({ ...ONCE, stream: true }))
    expect(response.headers.get('retry-after')).toBe(wait)
    const error = await refusal(response, status)
    expect(error).toMatchObject({ code, requestId: response.headers.get('x-request-id') })
    expect(JSON.stringify(error)).not.toContain('SECRET')
    expect(log.at(-1)).toMatchObject({ code, status })
  })

  test('what fails in a stream is in the log, under its request id', async () => {
    const { ask, backend, log } = makeFixture({ talks: true })
    backend.speaker.knobs.before = at => {
      if (at === 4) throw new Error('SECRET')
    }
    const response = await ask(PATH, json({ ...ONCE, stream: true }))
    const text = await response.text()
    expect(text).toContain('"code":"internal"')
    expect(text).not.toContain('SECRET')
    const requestId = response.headers.get('x-request-id')
    expect(log.at(-1)).toMatchObject({ requestId, code: 'internal', error: expect.any(Error) })
  })
})
