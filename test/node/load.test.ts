// A node under load, over HTTP and over the wire: it answers while a model computes, says when it is full and when to come
// again, stops what nobody waits for, survives a broken engine, and leaves nothing of what was given up.

import { setMaxListeners } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../src/core/bytes/index.ts'
import { type ExactModel, makeModel, type Op, WeightWriter } from '../../src/core/graph/index.ts'
import { requestToJson, tensorsToJson } from '../../src/core/receipt/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import { createHost, generatePeerKey, type Host, requestJson } from '../../src/node/net/index.ts'
import { INFER_CAP, INFER_PROTOCOL } from '../../src/node/roles/serveInfer.ts'
import { type HttpServer, serveHttp } from '../../src/platform/node/http.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { engineProgram } from '../support/engineProgram.ts'
import { COMMANDS } from '../support/slowCommands.ts'
import { smallModel } from '../support/world.ts'
import { inputOf, inSeconds, requestOf, send } from './helpers.ts'

const model = smallModel()
const modelId = toHex(model.identity.modelId)
const QUEUE = 4
const SHARE = 2
const FOREVER = inputOf([COMMANDS.forever, 2, 3, 4])

/** More than a mebibyte of weights. */
function wideModel(): ExactModel {
  const w = new WeightWriter()
  const rows = { bias: new Int32Array(1100), exponents: new Uint8Array(1100), weights: new Int8Array(1100 * 1024) }
  const weightOffset = w.rows(rows, 8)
  const weights = w.finish()
  const ops: Op[] = [
    { kind: 'input', slot: 0, inputs: [], shape: [1024], bits: 8 },
    {
      ...{ kind: 'linear' as const, inputs: [0], shape: [1100], bits: 8, weightBits: 8, weightOffset },
      ...{ shift: 8, lo: -128, hi: 127 },
    },
    { kind: 'output', slot: 0, inputs: [1], shape: [1100], bits: 8 },
  ]
  const port = { dtype: 'float32' as const, perm: [0], bits: 8, exponent: 0 }
  const ports = { inputs: [{ ...port, name: 'x', shape: [1024] }], outputs: [{ ...port, name: 'y', shape: [1100] }] }
  return makeModel({ ops, weightBytes: weights.length }, weights, ports, {})
}

describe('a node under load', () => {
  let devnet: Devnet
  let http: HttpServer
  let strangers: Host[] = []

  beforeAll(async () => {
    const program = await engineProgram('slow')
    devnet = await startDevnet({
      nodes: 1,
      // No replays of its own beside the requests that are counted here.
      roles: () => ['host', 'execute', 'gateway'],
      config: () => ({ execute: { queue: QUEUE, perRequester: SHARE, graceMs: 50 } }),
      deps: () => ({ engineProgram: program }),
    })
    await devnet.publish(model, 'test/small@1', 0)
    const gateway = createGateway(node().backend, { version: '0', network: devnet.network })
    http = await serveHttp({ fetch: gateway.fetch, port: 0 })
    strangers = await Promise.all(
      [1, 2].map(async () =>
        createHost({
          privateKey: await generatePeerKey(),
          listen: [],
          bootstrap: [],
          network: 'private',
          relay: { serve: false, use: false },
        }),
      ),
    )
    await send(node(), ...pair(requestOf(domain(), { modelId })))
  })
  afterAll(async () => {
    await http?.close(100)
    await Promise.all(strangers.map(stranger => stranger.stop()))
    await devnet?.stop()
  })

  const node = () => devnet.node(0)
  const domain = () => node().chain.domain
  const metric = (name: string): number => node().metrics.read()[name] ?? -1
  const pair = ({ signed, input }: ReturnType<typeof requestOf>) => [signed, input] as const
  const post = (input: ReturnType<typeof inputOf>, signal?: AbortSignal): Promise<Response> => {
    const { signed, input: disclosed } = requestOf(domain(), { modelId, input })
    const body = JSON.stringify({
      ...requestToJson(signed),
      input: { salt: disclosed.salt, tensors: tensorsToJson(disclosed.tensors) },
    })
    const headers = { 'content-type': 'application/json' }
    return fetch(`${http.url}/assay/v1/infer`, { method: 'POST', headers, body, ...(signal ? { signal } : {}) })
  }
  const wire = (stranger: Host, request: ReturnType<typeof requestOf>, signal?: AbortSignal) =>
    requestJson(
      stranger,
      node().addresses()[0]!,
      INFER_PROTOCOL,
      {
        ...requestToJson(request.signed),
        input: { salt: request.input.salt, tensors: tensorsToJson(request.input.tensors) },
        requestId: 'r-1',
      },
      { cap: INFER_CAP, timeoutMs: 15_000, ...(signal ? { signal } : {}) },
    )
  const empty = () => eventually(() => metric('infer_active') === 0, 'nothing in work')

  it('answers others while a model computes', async () => {
    const leaving = new AbortController()
    const running = post(FOREVER, leaving.signal)
    await eventually(() => metric('infer_active') === 1, 'one in work')
    for (let i = 0; i < 10; i++) expect((await fetch(`${http.url}/healthz`)).status).toBe(200)
    expect(metric('infer_active')).toBe(1)
    leaving.abort()
    await expect(running).rejects.toThrow()
  })

  it('is busy when full, with the time to come again, and answers those who are in', async () => {
    await empty()
    const [one, two] = strangers as [Host, Host]
    const before = node().nodeLog.size()
    const refused = metric('infer_busy')
    const leaving = new AbortController()
    const blocking = wire(one, requestOf(domain(), { modelId, input: FOREVER }), leaving.signal)
    await eventually(() => metric('infer_active') === 1, 'one in work')
    const waiting = [one, two, two].map(stranger => wire(stranger, requestOf(domain(), { modelId })))
    await eventually(() => metric('infer_active') === QUEUE, 'a full queue')
    expect(metric('queue_length')).toBe(QUEUE - 1)
    const facts = { limit: QUEUE, retryAfter: expect.any(Number) }
    const payer = await devnet.account()
    expect(await wire(one, requestOf(domain(), { modelId, payer }))).toMatchObject({ ok: false, code: 'busy', facts })
    const response = await post(inputOf([1, 2, 3, 4]))
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(await response.json()).toMatchObject({ ok: false, code: 'busy' })
    leaving.abort()
    await expect(blocking).rejects.toMatchObject({ code: 'interrupted' })
    for (const result of await Promise.all(waiting)) expect(result).toMatchObject({ ok: true })
    await empty()
    expect(metric('infer_busy')).toBeGreaterThan(refused)
    expect(metric('queue_wait_milliseconds')).toBeGreaterThan(100)
    expect(node().nodeLog.size()).toBe(before + QUEUE - 1)
  })

  it('gives no requester more than a share: others get in', async () => {
    await empty()
    const [greedy, modest] = strangers as [Host, Host]
    const leaving = new AbortController()
    const blocking = wire(greedy, requestOf(domain(), { modelId, input: FOREVER }), leaving.signal)
    const second = wire(greedy, requestOf(domain(), { modelId }))
    await eventually(() => metric('infer_active') === SHARE, 'a share in work')
    expect(await wire(greedy, requestOf(domain(), { modelId }))).toMatchObject({ ok: false, code: 'busy' })
    const other = wire(modest, requestOf(domain(), { modelId }))
    await eventually(() => metric('infer_active') === SHARE + 1, 'another one in')
    leaving.abort()
    await expect(blocking).rejects.toMatchObject({ code: 'interrupted' })
    expect(await Promise.all([second, other])).toMatchObject([{ ok: true }, { ok: true }])
  })

  it('stops a run whose caller has closed the connection, and leaves nothing of it', async () => {
    await empty()
    const before = node().nodeLog.size()
    const cancelled = metric('infer_cancelled')
    const leaving = new AbortController()
    const asked = post(FOREVER, leaving.signal)
    await eventually(() => metric('infer_active') === 1, 'one in work')
    await new Promise(resolve => setTimeout(resolve, 100))
    leaving.abort()
    await expect(asked).rejects.toThrow()
    await empty()
    expect(metric('infer_cancelled')).toBe(cancelled + 1)
    expect(node().nodeLog.size()).toBe(before)
    expect((await post(inputOf([1, 2, 3, 4]))).status).toBe(200)
  })

  it('the same over a stream of a peer; the nonce of what was given up can be used', async () => {
    await empty()
    const [stranger] = strangers as [Host, Host]
    const before = node().nodeLog.size()
    const leaving = new AbortController()
    const blocking = wire(stranger, requestOf(domain(), { modelId, input: FOREVER }), leaving.signal)
    await eventually(() => metric('infer_active') === 1, 'one in work')
    // One that waits and goes away, and one that stays.
    const request = requestOf(domain(), { modelId })
    const waiting = new AbortController()
    const left = wire(stranger, request, waiting.signal)
    await eventually(() => metric('queue_length') === 1, 'one waits')
    waiting.abort()
    await expect(left).rejects.toMatchObject({ code: 'interrupted' })
    await eventually(() => metric('queue_length') === 0, 'nobody waits')
    leaving.abort()
    await expect(blocking).rejects.toMatchObject({ code: 'interrupted' })
    await empty()
    expect(node().nodeLog.size()).toBe(before)
    expect(await wire(stranger, request)).toMatchObject({ ok: true })
    expect(await wire(stranger, request)).toMatchObject({ ok: false, code: 'nonce_replayed' })
    expect(node().nodeLog.size()).toBe(before + 1)
  })

  it('stops what its deadline overtakes, waiting or running', async () => {
    await empty()
    const before = node().nodeLog.size()
    const [one, two] = strangers as [Host, Host]
    const running = wire(one, requestOf(domain(), { modelId, input: FOREVER, deadline: inSeconds(3) }))
    await eventually(() => metric('infer_active') === 1, 'one in work')
    const waiting = wire(two, requestOf(domain(), { modelId, deadline: inSeconds(2) }))
    expect(await waiting).toMatchObject({ ok: false, code: 'deadline_passed' })
    expect(await running).toMatchObject({ ok: false, code: 'deadline_passed' })
    await empty()
    expect(node().nodeLog.size()).toBe(before)
    expect(await wire(one, requestOf(domain(), { modelId }))).toMatchObject({ ok: true })
  })

  it('answers for an engine that ends, and goes on', async () => {
    await empty()
    const [stranger] = strangers as [Host, Host]
    const before = node().nodeLog.size()
    const crash = requestOf(domain(), { modelId, input: inputOf([COMMANDS.crash, 2, 3, 4]) })
    expect(await wire(stranger, crash)).toMatchObject({ ok: false, code: 'engine_failed' })
    expect(metric('sessions_failed')).toBe(1)
    expect(await wire(stranger, requestOf(domain(), { modelId }))).toMatchObject({ ok: true })
    expect(node().nodeLog.size()).toBe(before + 1)
  })

  it('refuses a model that takes more memory than one may, and runs the others', async () => {
    await devnet.stopNode(0)
    await devnet.start(0, {
      config: { execute: { memoryBytes: 2 ** 20 } },
      deps: { engineProgram: await engineProgram() },
    })
    await node().guard.opened
    const { modelId: large } = await devnet.publish(wideModel(), 'test/wide@1', 0)
    const input = [{ name: 'x', tensor: { shape: [1024], bits: 8, rows: 1, data: new Int8Array(1024) } }]
    expect(await send(node(), ...pair(requestOf(domain(), { modelId: large, input })))).toMatchObject({
      ok: false,
      code: 'memory_exceeded',
    })
    expect(metric('sessions')).toBe(0)
    expect(await send(node(), ...pair(requestOf(domain(), { modelId })))).toMatchObject({ ok: true })
    expect(metric('sessions')).toBe(1)
  })

  it('stops in good time with a run in work', async () => {
    const program = await engineProgram('slow')
    await devnet.stopNode(0)
    await devnet.start(0, { deps: { engineProgram: program } })
    await node().guard.opened
    const signal = new AbortController().signal
    setMaxListeners(0, signal)
    const { signed, input } = requestOf(domain(), { modelId, input: FOREVER })
    const asked = node().backend.infer(signed, input, { requestId: 'test', signal })
    await eventually(() => metric('infer_active') === 1, 'one in work')
    const started = Date.now()
    await devnet.stopNode(0)
    expect(Date.now() - started).toBeLessThan(8_000)
    expect(await asked).toMatchObject({ ok: false })
  })
})
