// Everything but inference and receipts: the model list, logs, nodes, blocks, envelopes, headers, metrics, log lines.

import { describe, expect, test } from 'vitest'
import { readModel } from '../../src/client/index.ts'
import type { Hex } from '../../src/core/bytes/index.ts'
import { ERRORS, type ErrorCode, RefusalError, WorldError } from '../../src/core/errors/index.ts'
import { parseCheckpoint } from '../../src/core/log/index.ts'
import { json, makeFixture, NETWORK, PAIR, SMALL, SMALL_ROW } from './helpers.ts'

const body = async (response: Promise<Response> | Response): Promise<Record<string, unknown>> =>
  (await (await response).json()) as Record<string, unknown>

describe('models in the shape of OpenAI', () => {
  test('the list', async () => {
    const { ask, backend } = makeFixture()
    const list = (await body(ask('/v1/models'))) as { object: string; data: Record<string, unknown>[] }
    expect(list.object).toBe('list')
    expect(list.data.map(({ id, object, created, owned_by }) => [id, object, created, owned_by])).toEqual([
      [SMALL, 'model', 1_700_000_000, 'acme'],
      [PAIR, 'model', 1_700_000_000, 'acme'],
    ])
    expect(list.data[1]!['assay']).toMatchObject({
      names: [PAIR, 'acme/pair@1.0.0'],
      cid: 'bafkreipair',
      hosts: [backend.node],
      description: 'two of each',
      evaluation: { metric: 'none' },
    })
    expect(list.data[1]!['assay']).not.toHaveProperty('manifest')
  })

  test('one, by any reference, and it proves itself', async () => {
    const { ask } = makeFixture()
    const [first] = ((await body(ask('/v1/models'))) as { data: { assay: { modelId: Hex } }[] }).data
    const { modelId } = first!.assay
    for (const reference of [SMALL, encodeURIComponent(SMALL), 'acme%2fsmall@1.0.0', modelId]) {
      const found = await body(ask(`/v1/models/${reference}`))
      expect(found['id']).toBe(SMALL)
      const read = readModel(found, modelId)
      expect(read.ok && read.value.ports.inputs[0]!.name).toBe('x')
    }
    expect(await body(ask(`/v1/models/${PAIR}`))).toMatchObject({ assay: { manifest: { labels: ['a', 'b'] } } })
  })

  test('one without a name goes by its id', async () => {
    const { ask, backend } = makeFixture()
    backend.knobs.describe = info => ({ ...info, names: [] })
    const list = (await body(ask('/v1/models'))) as { data: { id: string; owned_by: string }[] }
    expect(list.data[0]!.id).toMatch(/^0x[0-9a-f]{64}$/)
    expect(list.data[0]!.owned_by).toMatch(/^0x[0-9a-f]{40}$/)
  })

  test.each([
    'nobody/nothing@1',
    'x',
    '%zz',
    '%00',
    '..%2f..%2fetc%2fpasswd',
    'a'.repeat(3000),
    `0x${'00'.repeat(32)}`,
  ])('unknown: %s', async reference => {
    const { ask, backend } = makeFixture()
    const response = await ask(`/v1/models/${reference}`)
    expect(response.status).toBe(404)
    const found = (await response.json()) as { error: Record<string, unknown> }
    expect(found.error).toMatchObject({ type: 'invalid_request_error', param: null, code: 'model_not_found' })
    expect(found.error['requestId']).toBe(response.headers.get('x-request-id'))
    expect(backend.calls.filter(call => /passwd|\0|aaaa/.test(call))).toEqual([])
  })
})

describe('envelopes', () => {
  test.each([
    ['/v1/images/generations', 'openai'],
    ['/v2/repository/index', 'inference'],
    ['/nothing', 'native'],
    ['/', 'native'],
    ['/assay/v2/infer', 'native'],
    ['/v1x', 'native'],
  ])('a route that is not there: %s', async (path, surface) => {
    const { ask } = makeFixture()
    const response = await ask(path, { method: 'POST', body: '{}' })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    const found = await body(response)
    const requestId = response.headers.get('x-request-id')
    if (surface === 'openai') expect(found).toMatchObject({ error: { code: 'route_not_found', requestId } })
    else if (surface === 'inference')
      expect(found).toMatchObject({ error: expect.any(String), code: 'route_not_found', requestId })
    else expect(found).toMatchObject({ ok: false, code: 'route_not_found', message: expect.any(String), requestId })
  })

  test.each([
    ['/v1/models', 'POST', 'GET'],
    ['/v1/models/a/b', 'DELETE', 'GET'],
    [`/v2/models/${SMALL}/infer`, 'GET', 'POST'],
    [`/v2/models/${SMALL}`, 'POST', 'GET'],
    ['/receipts', 'PUT', 'GET'],
    ['/assay/v1/infer', 'GET', 'POST'],
    ['/metrics', 'POST', 'GET'],
  ])('a method that is not there: %s %s', async (path, method, allow) => {
    const { ask } = makeFixture()
    const response = await ask(path, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe(allow)
  })

  test('HEAD is GET without a body', async () => {
    const { ask } = makeFixture()
    for (const path of ['/v1/models', `/v2/models/${SMALL}`, '/healthz']) {
      const response = await ask(path, { method: 'HEAD' })
      expect(response.status).toBe(200)
      expect(await response.text()).toBe('')
    }
  })

  const surfaces = ['/v1/models', `/v2/models/${SMALL}`, '/nodes', '/receipts', '/log/0x/checkpoint']
  const secret = 'SECRET-/home/op/.assay/keys http://user:pw@10.0.0.1'
  test.each(surfaces)('what fails inside stays inside: %s', async path => {
    const { ask, backend, log } = makeFixture()
    for (const [error, code, status] of [
      [new Error(secret), 'internal', 500],
      [new TypeError(secret), 'internal', 500],
      [
        new WorldError('chain_unreachable', secret, { hint: secret, cause: new Error(secret) }),
        'chain_unreachable',
        503,
      ],
      [secret, 'internal', 500],
    ] as const) {
      backend.knobs.fail = error
      const response = await ask(path.replace('0x/', `${backend.node}/`))
      const text = await response.text()
      expect(response.status, text).toBe(status)
      expect(text).toContain(`"${code}"`)
      expect(text).not.toContain('SECRET')
      expect(text).toContain(ERRORS[code as ErrorCode].message)
      expect(log.at(-1)).toMatchObject({ code, status, requestId: response.headers.get('x-request-id') })
      // What was thrown that is no Error becomes one on its way; the operator still sees its words.
      expect(String(log.at(-1)!.error)).toContain('SECRET')
      if (status === 503) expect(response.headers.get('retry-after')).toBe('5')
    }
  })

  test('a refusal keeps its words, without control characters and not at any length', async () => {
    const { ask, backend } = makeFixture()
    backend.knobs.fail = new RefusalError('node_unknown', `\u001b[31mred\r\n${'x'.repeat(2000)}`, {
      hint: 'do\u0007 that',
    })
    const found = await body(ask('/nodes'))
    expect(found).toMatchObject({ code: 'node_unknown', hint: 'do  that' })
    expect(found['message']).toMatch(/^ \[31mred x+$/)
    expect((found['message'] as string).length).toBe(500)
  })
})

describe('headers', () => {
  test('an id for every answer: the caller\u2019s where it is plain, else a new one', async () => {
    const { ask, log } = makeFixture()
    const given = await ask('/nodes', { headers: { 'x-request-id': 'abc-DEF_123.4' } })
    expect(given.headers.get('x-request-id')).toBe('abc-DEF_123.4')
    for (const bad of ['short', 'with space in it', 'x'.repeat(65), '<script>alert(1)</script>']) {
      const made = await ask('/nodes', { headers: { 'x-request-id': bad } })
      expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f]{24}$/)
    }
    expect(new Set(log.map(({ requestId }) => requestId)).size).toBe(5)
  })

  test('open to web pages without credentials, closed to framing and sniffing', async () => {
    const { ask } = makeFixture()
    for (const path of ['/v1/models', '/nothing', '/metrics']) {
      const { headers } = await ask(path, { headers: { origin: 'https://elsewhere.example' } })
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.has('access-control-allow-credentials')).toBe(false)
      expect(headers.get('access-control-expose-headers')).toContain('x-assay-receipt')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('cache-control')).toBe('no-store')
    }
    const preflight = await ask('/assay/v1/infer', {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,HEAD,POST')
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-assay-signature')
  })
})

describe('the page that verifies', () => {
  const html = `<!doctype html><meta http-equiv="content-security-policy" content="default-src 'none'; img-src data:"><p>page`

  test('is served as it is, kept for a while, and says what may run in it', async () => {
    const { ask } = makeFixture({ page: html })
    const found = await ask('/verify')
    expect(await found.text()).toBe(html)
    const { headers } = found
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; img-src data:; frame-ancestors 'none'")
    expect(headers.get('cache-control')).toBe('public, max-age=3600')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const tag = headers.get('etag')!
    const again = await ask('/verify', { headers: { 'if-none-match': tag } })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
    expect(await (await ask('/verify', { method: 'HEAD' })).text()).toBe('')
    expect((await ask('/verify', { method: 'POST' })).status).toBe(405)
  })

  test('is not there where it was not built, and no page without a policy is served', async () => {
    expect((await makeFixture().ask('/verify')).status).toBe(404)
    expect(() => makeFixture({ page: '<p>anything' })).toThrow(TypeError)
  })
})

describe('network, logs, blocks', () => {
  test('nodes and network file', async () => {
    const { ask, backend } = makeFixture()
    expect(await body(ask('/nodes'))).toMatchObject({
      self: backend.node,
      nodes: [{ node: backend.node, stake: '1000000000000000000000', roles: ['executor', 'gateway'] }],
    })
    expect(await body(ask('/network.json'))).toEqual(NETWORK)
    expect((await makeFixture({ network: null }).ask('/network.json')).status).toBe(404)
  })

  test('checkpoint and consistency', async () => {
    const { ask, backend } = makeFixture()
    for (let i = 0; i < 3; i++) await ask(`/v2/models/${SMALL}/infer`, json({ inputs: [SMALL_ROW] }))
    const checkpoint = parseCheckpoint(await body(ask(`/log/${backend.node}/checkpoint`)))
    expect(checkpoint.ok && checkpoint.value.size).toBe(3)
    const found = await body(ask(`/log/${backend.node}/consistency?from=1&to=3`))
    expect(found).toMatchObject({ from: 1, to: 3, proof: [expect.any(String), expect.any(String)] })
    for (const bad of [
      '',
      '?from=1',
      '?from=3&to=1',
      '?from=-1&to=2',
      '?from=1e3&to=5',
      '?from=1&to=99999999999999999999',
    ])
      expect((await ask(`/log/${backend.node}/consistency${bad}`)).status).toBe(400)
    expect((await ask('/log/0x12/checkpoint')).status).toBe(400)
    expect((await ask(`/log/0x${'00'.repeat(20)}/checkpoint`)).status).toBe(422)
  })

  test('a block as IPFS asks for it', async () => {
    const { ask } = makeFixture()
    const response = await ask('/ipfs/bafkreiblock?format=raw')
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
    expect(response.headers.get('content-type')).toBe('application/vnd.ipld.raw')
    expect(response.headers.get('cache-control')).toBe('public, max-age=29030400, immutable')
    expect(response.headers.get('etag')).toBe('"bafkreiblock.raw"')
    expect(response.headers.get('content-disposition')).toContain('attachment')
    const accept = { headers: { accept: 'application/vnd.ipld.raw' } }
    expect((await ask('/ipfs/bafkreiblock', accept)).status).toBe(200)
    const again = await ask('/ipfs/bafkreiblock?format=raw', { headers: { 'if-none-match': '"bafkreiblock.raw"' } })
    expect(again.status).toBe(304)
    expect((await ask('/ipfs/bafkreiblock')).status).toBe(415)
    expect((await ask('/ipfs/bafkreiblock?format=car')).status).toBe(415)
    expect((await ask('/ipfs/bafkreiother?format=raw')).status).toBe(404)
    expect((await ask('/ipfs/..%2F..%2Fetc?format=raw')).status).toBe(400)
    expect((await ask('/ipfs/bafkreiblock/path?format=raw')).status).toBe(404)
  })
})

describe('metrics and log lines', () => {
  test('counts by route, code and outcome, with the node\u2019s own after them', async () => {
    const { ask, backend } = makeFixture({ metrics: async () => 'assay_node_up 1\n' })
    await ask(`/v2/models/${SMALL}/infer`, json({ inputs: [SMALL_ROW] }))
    await ask(`/v2/models/${SMALL}/infer`, json({ inputs: [] }))
    await ask(`/v1/models/${SMALL}`)
    await ask('/random/path/1')
    await ask('/random/path/2')
    backend.knobs.fail = new Error('x')
    await ask('/nodes')
    const response = await ask('/metrics')
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    const text = await response.text()
    for (const line of [
      'assay_gateway_requests_total{route="/v2/models/{model}/infer",method="POST",status="200"} 1',
      'assay_gateway_requests_total{route="/v2/models/{model}/infer",method="POST",status="400"} 1',
      'assay_gateway_requests_total{route="/v1/models/{model}",method="GET",status="200"} 1',
      'assay_gateway_requests_total{route="none",method="GET",status="404"} 2',
      'assay_gateway_refusals_total{code="internal"} 1',
      'assay_gateway_inferences_total{outcome="ok"} 1',
      'assay_gateway_rows_total 1',
      'assay_gateway_requests_in_work 0',
      'assay_node_up 1',
    ])
      expect(text).toContain(line)
    expect(text).not.toContain('random')
  })

  test('a line a request, without queries, bodies or headers', async () => {
    const { ask, log } = makeFixture()
    await ask('/receipts?limit=5&secret=1', { headers: { authorization: 'Bearer SECRET' } })
    expect(log).toHaveLength(1)
    expect(log[0]).toEqual({
      requestId: expect.any(String),
      method: 'GET',
      route: '/receipts',
      path: '/receipts',
      status: 200,
      ms: 0,
    })
    await ask(`/v2/models/${SMALL}/infer`, json({ inputs: [SMALL_ROW] }))
    expect(log[1]).toMatchObject({ status: 200, receipt: expect.stringMatching(/^0x/) })
    expect(JSON.stringify(log)).not.toMatch(/SECRET|secret/)
  })
})
