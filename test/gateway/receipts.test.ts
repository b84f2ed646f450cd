// Who may read which receipt; native inference; inclusion, anchors and verdicts.

import { describe, expect, test } from 'vitest'
import { proveReader, readerHeaders } from '../../src/client/index.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import {
  bundleFromJson,
  makeRequest,
  RECEIPT_FIELDS,
  type ReceiptBundle,
  receiptId,
  requestToJson,
  structToJson,
  tensorsToJson,
} from '../../src/core/receipt/index.ts'
import { DOMAIN, integers, keyOf, seededRandom, smallModel, T0 } from '../support/world.ts'
import { type Fixture, json, makeFixture, post, SMALL, SMALL_ROW } from './helpers.ts'

const payer = keyOf('payer')
const delegate = keyOf('delegate')
const stranger = keyOf('stranger')
const modelId = toHex(smallModel().identity.modelId)
let seed = 0

const nativeBody = (signed = true, changes: object = {}): Record<string, unknown> => {
  const { signed: request, input } = makeRequest({
    domain: DOMAIN,
    modelId,
    input: [{ name: 'x', tensor: { shape: [4], bits: 8, rows: 1, data: Int8Array.of(1, 2, 3, 4) } }],
    maxPrice: 100n,
    disclosure: 'requester',
    delegates: [delegate.address],
    deadline: BigInt(T0 / 1000 + 300),
    payer: signed ? payer : null,
    random: seededRandom(`native ${seed++}`),
  })
  return { ...requestToJson(request), input: { salt: input.salt, tensors: tensorsToJson(input.tensors) }, ...changes }
}

const bundleOf = async (response: Response): Promise<ReceiptBundle> => {
  const parsed = bundleFromJson(await response.json())
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.value
}

const ask = async ({ ask }: Fixture, id: string, headers: Record<string, string> = {}): Promise<ReceiptBundle> =>
  bundleOf(await ask(`/receipts/${id}`, { headers }))

const proof = (id: Hex, key: { privateKey: Uint8Array }, at = T0, delegates: Hex[] = []): Record<string, string> =>
  readerHeaders(proveReader(DOMAIN, id, at / 1000, key.privateKey), delegates)

const runNative = async (fixture: Fixture, signed = true): Promise<{ id: Hex; response: Response }> => {
  const response = await fixture.ask('/assay/v1/infer', json(nativeBody(signed)))
  expect(response.status).toBe(200)
  return { id: response.headers.get('x-assay-receipt') as Hex, response }
}

describe('native inference', () => {
  test('gives the bundle, everything shown, and the headers', async () => {
    const fixture = makeFixture()
    const { id, response } = await runNative(fixture)
    expect(response.headers.has('x-assay-reader')).toBe(false)
    const bundle = await bundleOf(response)
    expect(receiptId(DOMAIN, bundle.receipt)).toBe(id)
    expect(bundle.receipt.payer).toBe(payer.address)
    expect(bundle.input).not.toBeNull()
    expect(integers(bundle.output!.tensors)[0]!.data.length).toBe(3)
  })

  test('an unsigned one gives a token as well', async () => {
    const { response } = await runNative(makeFixture(), false)
    expect(response.headers.get('x-assay-reader')).toMatch(/^0x[0-9a-f]{64}$/)
  })

  test.each([
    ['not JSON', post('nope'), 400],
    ['a list', json([]), 400],
    ['no request', json({ signature: null, input: null }), 400],
    ['no input', json(nativeBody(true, { input: null })), 400],
    ['a short salt', json(nativeBody(true, { input: { salt: '0x00', tensors: [] } })), 400],
    ['an upper-case signature', json(nativeBody(true, { signature: `0x${'AA'.repeat(65)}` })), 400],
    [
      'another model',
      json({ ...nativeBody(), request: { ...(nativeBody()['request'] as object), modelId: `0x${'00'.repeat(32)}` } }),
      404,
    ],
    ['an input that was not committed to', json({ ...nativeBody(), request: nativeBody()['request'] }), 422],
  ])('refused: %s', async (_, init, status) => {
    const response = await makeFixture().ask('/assay/v1/infer', init)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ ok: false, message: expect.any(String) })
  })

  test('the same nonce again', async () => {
    const { ask } = makeFixture()
    const body = nativeBody()
    expect((await ask('/assay/v1/infer', json(body))).status).toBe(200)
    expect(await (await ask('/assay/v1/infer', json(body))).json()).toMatchObject({ code: 'nonce_replayed' })
  })
})

describe('readers of a signed request', () => {
  test('strangers see the receipt, not its content', async () => {
    const fixture = makeFixture()
    const { id } = await runNative(fixture)
    for (const headers of [{}, proof(id, stranger), proof(id, stranger, T0, [delegate.address])]) {
      const bundle = await ask(fixture, id, headers)
      expect(bundle).toMatchObject({ input: null, output: null })
      expect(bundle.fields.disclosed.map(({ name }) => name)).not.toContain('inputRoot')
      expect(bundle.inclusion).not.toBeNull()
    }
  })

  test('payer and delegate see all of it', async () => {
    const fixture = makeFixture()
    const { id } = await runNative(fixture)
    for (const headers of [
      proof(id, payer),
      proof(id, delegate, T0, [delegate.address]),
      proof(id, payer, T0 - 299_000),
    ]) {
      const bundle = await ask(fixture, id, headers)
      expect(integers(bundle.input!.tensors)[0]!.data).toEqual(Int8Array.of(1, 2, 3, 4))
      expect(bundle.output).not.toBeNull()
    }
    expect((await fixture.ask(`/receipts/${id}`, { headers: proof(id, payer) })).headers.get('cache-control')).toBe(
      'private, no-store',
    )
    // A delegate who does not name the delegates, or names others, is a stranger.
    expect((await ask(fixture, id, proof(id, delegate))).input).toBeNull()
    expect((await ask(fixture, id, proof(id, delegate, T0, [delegate.address, stranger.address]))).input).toBeNull()
  })

  test('proofs that do not hold', async () => {
    const fixture = makeFixture()
    const { id } = await runNative(fixture)
    const other: Hex = `0x${'12'.repeat(32)}`
    const good = proof(id, payer)['x-assay-signature']!
    for (const headers of [
      proof(id, payer, T0 - 301_000),
      proof(id, payer, T0 + 301_000),
      { 'x-assay-signature': good.toUpperCase() },
      { 'x-assay-signature': good.slice(0, -2) },
      { 'x-assay-signature': `${good}00` },
      { 'x-assay-signature': `${T0 / 1000}:0x${'00'.repeat(65)}` },
      { 'x-assay-signature': '' },
      { 'x-assay-signature': good, 'x-assay-delegates': 'nobody' },
      { 'x-assay-reader': '0x00' },
      { 'x-assay-reader': other },
    ]) {
      const response = await fixture.ask(`/receipts/${id}`, { headers })
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ code: 'reader_proof_invalid' })
    }
    // A proof for another receipt is by nobody who may read this one.
    expect((await ask(fixture, id, proof(other, payer))).input).toBeNull()
  })
})

describe('readers of an unsigned request', () => {
  const run = async (fixture: Fixture, headers = {}): Promise<{ id: Hex; token: string }> => {
    const response = await fixture.ask(`/v2/models/${SMALL}/infer`, json({ inputs: [SMALL_ROW] }, headers))
    return { id: response.headers.get('x-assay-receipt') as Hex, token: response.headers.get('x-assay-reader')! }
  }

  test('the token opens it, nothing else does', async () => {
    const fixture = makeFixture()
    const { id, token } = await run(fixture)
    const second = await run(fixture)
    expect((await ask(fixture, id, { 'x-assay-reader': token })).input).not.toBeNull()
    expect((await ask(fixture, id)).input).toBeNull()
    expect((await ask(fixture, id, proof(id, stranger))).input).toBeNull()
    expect((await fixture.ask(`/receipts/${id}`, { headers: { 'x-assay-reader': second.token } })).status).toBe(401)
  })

  test('even where the executor keeps no content, for as long and as much as is remembered', async () => {
    const fixture = makeFixture({ limits: { keptMs: 1000, keptBytes: 60_000 } })
    const { id, token } = await run(fixture)
    const bundle = fixture.backend.stored.get(id)!
    fixture.backend.stored.set(id, { ...bundle, input: null, output: null })
    const headers = { 'x-assay-reader': token }
    const opened = await ask(fixture, id, headers)
    expect(opened.input).not.toBeNull()
    expect(opened.inclusion).not.toBeNull()
    fixture.clock.now += 1001
    expect((await ask(fixture, id, headers)).input).toBeNull()
    fixture.clock.now -= 1001
    const next = await run(fixture)
    await run(fixture)
    await run(fixture)
    fixture.backend.stored.set(next.id, {
      ...bundle,
      ...fixture.backend.stored.get(next.id),
      input: null,
      output: null,
    })
    expect((await ask(fixture, next.id, { 'x-assay-reader': next.token })).input).toBeNull()
  })

  test('even while the executor does not answer', async () => {
    const { WorldError } = await import('../../src/core/errors/index.ts')
    const fixture = makeFixture()
    const { id, token } = await run(fixture)
    fixture.backend.knobs.fail = new WorldError('peer_unreachable', 'gone')
    expect((await ask(fixture, id, { 'x-assay-reader': token })).input).not.toBeNull()
    expect((await fixture.ask(`/receipts/${id}`)).status).toBe(503)
  })

  test('tokens live as long as their key', async () => {
    const readerKey = new Uint8Array(32).fill(7)
    const first = makeFixture({ readerKey })
    const { id, token } = await run(first)
    const again = makeFixture({ readerKey })
    again.backend.stored.set(id, first.backend.stored.get(id)!)
    expect((await ask(again, id, { 'x-assay-reader': token })).input).not.toBeNull()
    const other = makeFixture()
    expect((await other.ask(`/receipts/${id}`, { headers: { 'x-assay-reader': token } })).status).toBe(401)
  })

  test('a public one is open to all', async () => {
    const fixture = makeFixture()
    const { id } = await run(fixture, { 'x-assay-disclosure': 'public' })
    expect((await ask(fixture, id)).input).not.toBeNull()
  })
})

describe('what belongs to a receipt', () => {
  test('inclusion: pending, then there', async () => {
    const fixture = makeFixture()
    fixture.backend.knobs.logging = false
    const { id } = await runNative(fixture)
    const pending = await fixture.ask(`/receipts/${id}/inclusion`)
    expect(pending.status).toBe(202)
    expect(pending.headers.get('retry-after')).toBe('2')
    expect(await pending.json()).toMatchObject({ ok: false, code: 'inclusion_pending' })
    expect((await ask(fixture, id)).inclusion).toBeNull()
    fixture.backend.knobs.logging = true
    const { id: next } = await runNative(fixture)
    expect(await (await fixture.ask(`/receipts/${next}/inclusion`)).json()).toMatchObject({
      index: 0,
      checkpoint: { size: 1 },
    })
  })

  test('anchor and verdicts', async () => {
    const fixture = makeFixture()
    const { id } = await runNative(fixture)
    expect(await (await fixture.ask(`/receipts/${id}/anchor`)).json()).toMatchObject({ code: 'log_not_anchored' })
    const root = fixture.backend.anchorNow()
    expect(await (await fixture.ask(`/receipts/${id}/anchor`)).json()).toMatchObject({
      epoch: { root },
      inclusion: { index: 0 },
    })
    expect(await (await fixture.ask(`/receipts/${id}/verdicts`)).json()).toEqual({ verdicts: [] })
    fixture.backend.knobs.verdicts = true
    const { verdicts } = (await (await fixture.ask(`/receipts/${id}/verdicts`)).json()) as { verdicts: unknown[] }
    expect(verdicts).toHaveLength(2)
    expect(verdicts[0]).toMatchObject({ verdict: { receiptId: id, ok: true, timestamp: String(T0 / 1000) } })
  })

  test('lists, newest first, bounded; and by request', async () => {
    const fixture = makeFixture()
    const ids: Hex[] = []
    for (let i = 0; i < 3; i++) ids.unshift((await runNative(fixture)).id)
    const list = (await (await fixture.ask('/receipts?limit=2')).json()) as { receipts: { id: Hex }[] }
    expect(list.receipts.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    for (const bad of ['limit=101', 'limit=-1', 'limit=x', 'before=x', 'request=0x12'])
      expect((await fixture.ask(`/receipts?${bad}`)).status).toBe(400)
    const { requestHash } = fixture.backend.stored.get(ids[1]!)!.receipt
    expect(await (await fixture.ask(`/receipts?request=${requestHash}`)).json()).toEqual({ receipts: [{ id: ids[1] }] })
    expect(await (await fixture.ask(`/receipts?request=0x${'00'.repeat(32)}`)).json()).toEqual({ receipts: [] })
  })

  test('unknown and malformed ids', async () => {
    const { ask } = makeFixture()
    expect((await ask(`/receipts/0x${'00'.repeat(32)}`)).status).toBe(404)
    for (const id of ['0x12', `0x${'AA'.repeat(32)}`, 'x', '%00'])
      for (const rest of ['', '/inclusion', '/anchor', '/verdicts'])
        expect((await ask(`/receipts/${id}${rest}`)).status).toBe(400)
  })

  test('the struct is in the bundle as the spec has it', async () => {
    const fixture = makeFixture()
    const { id } = await runNative(fixture)
    const raw = (await (await fixture.ask(`/receipts/${id}`)).json()) as { receipt: unknown }
    expect(raw.receipt).toEqual(structToJson(RECEIPT_FIELDS, fixture.backend.stored.get(id)!.receipt))
  })
})
