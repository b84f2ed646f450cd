// Bodies, time and work: what a hostile or hasty client can make the gateway do.

import { describe, expect, test } from 'vitest'
import { json, makeFixture, post, SMALL, SMALL_ROW } from './helpers.ts'

const PATH = `/v2/models/${SMALL}/infer`
const GOOD = JSON.stringify({ inputs: [SMALL_ROW] })

/** A body that is made piece by piece, as a slow or hostile sender would. */
const streamed = (next: (i: number) => Uint8Array | null | Promise<Uint8Array | null>): RequestInit => {
  let i = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await next(i++)
      if (piece === null) controller.close()
      else controller.enqueue(piece)
    },
  })
  return { method: 'POST', body, duplex: 'half' } as RequestInit
}

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

describe('bodies', () => {
  test('in many pieces, one byte each', async () => {
    const { ask } = makeFixture()
    const bytes = new TextEncoder().encode(GOOD)
    const response = await ask(
      PATH,
      streamed(i => (i < bytes.length ? bytes.subarray(i, i + 1) : null)),
    )
    expect(response.status).toBe(200)
  })

  test('announced as too large: refused unread', async () => {
    const { ask } = makeFixture()
    let pulled = 0
    const endless = () =>
      streamed(() => {
        pulled++
        return new Uint8Array(1024)
      })
    for (const length of ['99999999999', '-1', '1e99', 'x']) {
      const response = await ask(PATH, { ...endless(), headers: { 'content-length': length } })
      expect(response.status).toBe(413)
      expect(response.headers.get('connection')).toBe('close')
    }
    expect(pulled).toBeLessThan(10)
  })

  test('too large without saying so: refused at the limit', async () => {
    const { ask } = makeFixture({ limits: { bodyBytes: 100_000 } })
    let pulled = 0
    const response = await ask(
      PATH,
      streamed(() => {
        pulled++
        return new Uint8Array(1000)
      }),
    )
    expect(response.status).toBe(413)
    expect(pulled).toBeLessThan(105)
  })

  test('JSON has a smaller limit than binary', async () => {
    const { ask } = makeFixture({ limits: { jsonBytes: 100 } })
    expect(await (await ask(PATH, post(GOOD + ' '.repeat(200)))).json()).toMatchObject({ code: 'body_too_large' })
  })

  test('a storm of tiny pieces neither overflows the stack nor goes on for ever', async () => {
    const { ask } = makeFixture()
    let pulled = 0
    const storm = await ask(
      PATH,
      streamed(() => {
        pulled++
        return Uint8Array.of(32, 32, 32, 32, 32, 32)
      }),
    )
    expect(await storm.json()).toMatchObject({ code: 'request_malformed' })
    expect(pulled).toBeLessThan(33_000)
    const empty = await ask(
      PATH,
      streamed(() => new Uint8Array(0)),
    )
    expect(await empty.json()).toMatchObject({ code: 'request_malformed' })
  })

  test('that never end', async () => {
    const { ask } = makeFixture({ limits: { bodyMs: 50 } })
    const response = await ask(
      PATH,
      streamed(i => (i === 0 ? new TextEncoder().encode('{') : new Promise(() => {}))),
    )
    expect(response.status).toBe(504)
    expect(await response.json()).toMatchObject({ code: 'timeout' })
  })

  test('that break off', async () => {
    const { ask } = makeFixture()
    const response = await ask(
      PATH,
      streamed(i => {
        if (i === 0) return new TextEncoder().encode('{')
        throw new Error('connection reset, with details')
      }),
    )
    expect(response.status).toBe(499)
    expect(await response.text()).not.toContain('details')
  })
})

describe('work', () => {
  test('so many inferences at once and no more; others are told when to come back', async () => {
    const { ask, backend } = makeFixture({ limits: { inferences: 2 } })
    let open = (): void => {}
    const gate = new Promise<void>(resolve => {
      open = resolve
    })
    backend.knobs.before = () => gate
    const first = [ask(PATH, post(GOOD)), ask(PATH, post(GOOD))]
    await sleep(20)
    const third = await ask(PATH, post(GOOD))
    expect(third.status).toBe(503)
    expect(third.headers.get('retry-after')).toBe('1')
    expect(await third.json()).toMatchObject({ code: 'busy' })
    // Reading goes on, and so does what watches the gateway.
    expect((await ask('/v1/models')).status).toBe(200)
    expect(await (await ask('/metrics')).text()).toContain('assay_gateway_inferences_in_work 2')
    open()
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200])
    expect((await ask(PATH, post(GOOD))).status).toBe(200)
  })

  test('so many requests at once; health and metrics are always answered', async () => {
    const { ask, backend } = makeFixture({ limits: { requests: 1 } })
    let open = (): void => {}
    backend.knobs.before = () => new Promise<void>(resolve => (open = resolve))
    const first = ask(PATH, post(GOOD))
    await sleep(20)
    expect((await ask('/v1/models')).status).toBe(429)
    for (const path of ['/healthz', '/readyz', '/metrics', '/v2/health/live', '/v2/health/ready'])
      expect((await ask(path)).status).toBe(200)
    open()
    expect((await first).status).toBe(200)
    expect((await ask('/v1/models')).status).toBe(200)
  })

  test('an inference that takes too long is ended, and the backend is told', async () => {
    const { ask, backend, log } = makeFixture({ limits: { inferMs: 30 } })
    let told = false
    backend.knobs.before = signal =>
      new Promise(() => {
        signal.addEventListener('abort', () => {
          told = true
        })
      })
    const response = await ask(PATH, post(GOOD))
    expect(response.status).toBe(504)
    expect(told).toBe(true)
    expect(log.at(-1)).toMatchObject({ code: 'timeout' })
    backend.knobs.before = async () => {}
    expect((await ask(PATH, post(GOOD))).status).toBe(200)
  })

  test('a read that hangs is ended', async () => {
    const { ask, backend } = makeFixture({ limits: { readMs: 30 } })
    const { models } = backend
    Object.assign(backend, { models: () => new Promise(() => {}) })
    expect((await ask('/v1/models')).status).toBe(504)
    Object.assign(backend, { models })
    expect((await ask('/v1/models')).status).toBe(200)
  })

  test('a client that goes away takes its inference with it', async () => {
    const { ask, backend, log } = makeFixture()
    const controller = new AbortController()
    let told = false
    backend.knobs.before = signal =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          told = true
          reject(new Error('aborted'))
        })
      })
    const answer = ask(PATH, { ...json({ inputs: [SMALL_ROW] }), signal: controller.signal })
    await sleep(20)
    controller.abort()
    const response = await answer
    expect(response.status).toBe(499)
    expect(told).toBe(true)
    expect(log.at(-1)).toMatchObject({ code: 'interrupted', status: 499 })
    expect(await (await ask('/metrics')).text()).toContain('assay_gateway_inferences_in_work 0')
  })
})
