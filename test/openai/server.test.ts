// The surface as a handler of its own, as proxies use it: routes, ids, models, and what a caller is to the backend.

import { describe, expect, test } from 'vitest'
import { makeSurface, refusal, whole } from './support/ask.ts'
import { NAME, PLAIN } from './support/speaker.ts'

const ask = (surface: ReturnType<typeof makeSurface>, path: string, init?: RequestInit): Promise<Response> =>
  surface.openai.handle(new Request(`http://surface.test${path}`, init))

describe('routes', () => {
  test('models, in a list and alone', async () => {
    const surface = makeSurface()
    const list = await whole(await ask(surface, '/v1/models'), 'ListModelsResponse')
    expect(list.data.map(({ id }: { id: string }) => id)).toEqual([NAME, PLAIN])
    for (const path of [NAME, encodeURIComponent(NAME), list.data[0].assay.modelId])
      expect((await whole(await ask(surface, `/v1/models/${path}`), 'Model')).id).toBe(NAME)
  })

  test.each([
    ['/v1/models/a/b', 'GET', 404, 'model_not_found'],
    ['/v1/models/%zz', 'GET', 400, 'request_malformed'],
    ['/v1/images/generations', 'POST', 404, 'route_not_found'],
    ['/', 'GET', 404, 'route_not_found'],
    ['/v1/models', 'POST', 405, 'method_not_allowed'],
    ['/v1/chat/completions', 'GET', 405, 'method_not_allowed'],
    ['/mcp', 'GET', 405, 'method_not_allowed'],
  ])('%s %s', async (path, method, status, code) => {
    expect(await refusal(await ask(makeSurface(), path, { method }), status)).toMatchObject({ code })
  })

  test('a request keeps its id, where it is one', async () => {
    const surface = makeSurface()
    const idOf = async (given: string) =>
      (await ask(surface, '/', { headers: { 'x-request-id': given } })).headers.get('x-request-id')
    expect(await idOf('my-request-1')).toBe('my-request-1')
    expect(await idOf('short')).toMatch(/^[0-9a-f]{24}$/)
  })
})

test('a backend learns a hash of the key, the policy and the disclosure', async () => {
  const seen: unknown[] = []
  const surface = makeSurface({
    backend: real => ({
      ...real,
      generate(options, context) {
        seen.push({ policy: options.policy, disclosure: options.disclosure, key: context.key })
        return real.generate(options, context)
      },
    }),
  })
  const body = { model: PLAIN, prompt: 'x' }
  await surface.post('/v1/completions', body)
  const headers = { authorization: 'Bearer sk-123', 'x-assay-policy': 'replayed', 'x-assay-disclosure': 'verifiers' }
  await surface.post('/v1/completions', body, { headers })
  await surface.post('/v1/completions', body, { headers: { authorization: 'Basic x' } })
  expect(seen).toEqual([
    { policy: 'signed', disclosure: 'requester', key: '' },
    { policy: 'replayed', disclosure: 'verifiers', key: expect.stringMatching(/^0x[0-9a-f]{32}$/) },
    { policy: 'signed', disclosure: 'requester', key: '' },
  ])
  expect(JSON.stringify(seen)).not.toContain('123')
})
