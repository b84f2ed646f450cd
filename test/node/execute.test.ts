// One node: requests that are refused, each with its code, in the order in which they are checked; prices; the queue.

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fund } from '../../src/contracts/index.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import type { Engine } from '../../src/core/engine/index.ts'
import { reference } from '../../src/core/engine/index.ts'
import {
  hashRequest,
  requestToJson,
  type SignedRequest,
  signDigest,
  tensorsToJson,
} from '../../src/core/receipt/index.ts'
import { createHost, generatePeerKey, type Host, requestJson } from '../../src/node/net/index.ts'
import { INFER_CAP, INFER_PROTOCOL } from '../../src/node/roles/serveInfer.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'
import { smallModel } from '../support/world.ts'
import { answer, inputOf, inSeconds, requestOf, send } from './helpers.ts'

const model = smallModel()
const modelId = toHex(model.identity.modelId)

/** The reference engine, which waits for a gate before each run. */
function gated(): { engine: Engine; open: () => void; close: () => void } {
  let gate: Promise<void> = Promise.resolve()
  let release = (): void => {}
  return {
    engine: {
      ...reference,
      async load(exact) {
        const session = await reference.load(exact)
        return {
          ...session,
          async run(inputs) {
            await gate
            return session.run(inputs)
          },
        }
      },
    },
    close() {
      gate = new Promise(resolve => {
        release = resolve
      })
    },
    open: () => release(),
  }
}

describe('requests to an executor', () => {
  let devnet: Devnet
  let stranger: Host
  const gate = gated()

  beforeAll(async () => {
    devnet = await startDevnet({
      nodes: 1,
      config: () => ({ execute: { queue: 3, rows: 4 } }),
      deps: () => ({ engine: gate.engine }),
    })
    await devnet.publish(model, 'test/small@1', 0)
    stranger = await createHost({
      privateKey: await generatePeerKey(),
      listen: [],
      bootstrap: [],
      network: 'private',
      relay: { serve: false, use: false },
    })
  })
  afterAll(async () => {
    await stranger?.stop()
    await devnet?.stop()
  })

  const node = () => devnet.node(0)
  const domain = () => node().chain.domain
  /** As a stranger sends it over the wire. */
  const wire = (body: unknown) =>
    requestJson(stranger, node().addresses()[0]!, INFER_PROTOCOL, body, { cap: INFER_CAP, timeoutMs: 10_000 })
  const bodyOf = ({ signed, input }: ReturnType<typeof requestOf>) => ({
    ...requestToJson(signed),
    input: { salt: input.salt, tensors: tensorsToJson(input.tensors) },
    requestId: 'r-1',
  })

  it('answers a good one over the wire', async () => {
    const answered = await wire(bodyOf(requestOf(domain(), { modelId })))
    expect(answered).toMatchObject({ ok: true, value: { bundle: { format: 'assay-receipt/1' } } })
  })

  it('refuses bodies that are no request, naming what is wrong', async () => {
    const good = bodyOf(requestOf(domain(), { modelId }))
    const bad: [string, unknown][] = [
      ['null', null],
      ['a list', []],
      ['a string', 'infer'],
      ['nothing', {}],
      ['an unknown member', { ...good, priority: 1 }],
      ['no input', { ...good, input: undefined }],
      ['input is a list', { ...good, input: [] }],
      ['a short salt', { ...good, input: { ...good.input, salt: '0x00' } }],
      ['tensors missing', { ...good, input: { salt: good.input.salt } }],
      ['too many tensors', { ...good, input: { ...good.input, tensors: Array(256).fill(good.input.tensors[0]) } }],
      ['bad base64', { ...good, input: { ...good.input, tensors: [{ ...good.input.tensors[0], data: '!!!!' }] } }],
      ['rows that do not fit', { ...good, input: { ...good.input, tensors: [{ ...good.input.tensors[0], rows: 2 }] } }],
      ['huge rows', { ...good, input: { ...good.input, tensors: [{ ...good.input.tensors[0], rows: 2 ** 24 }] } }],
      [
        'a request without nonce',
        { ...good, request: { ...(good as never as { request: object }).request, nonce: undefined } },
      ],
      [
        'upper-case hex',
        { ...good, request: { ...(good as never as { request: object }).request, modelId: modelId.toUpperCase() } },
      ],
      ['a signature of 64 bytes', { ...good, signature: `0x${'11'.repeat(64)}` }],
      ['a request id with a newline', { ...good, requestId: 'a\nb' }],
    ]
    for (const [what, body] of bad)
      expect([what, await wire(body)]).toMatchObject([what, { ok: false, code: 'request_malformed' }])
    const deep = JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`)
    expect(await wire(deep)).toMatchObject({ ok: false, code: 'nesting_too_deep' })
  })

  it('refuses what does not hold, each with its code', async () => {
    const payer = await devnet.account()
    const cases: [string, () => Promise<{ signed: SignedRequest; input: ReturnType<typeof requestOf>['input'] }>][] = []
    const add = (code: string, make: () => { signed: SignedRequest; input: ReturnType<typeof requestOf>['input'] }) =>
      cases.push([code, async () => make()])
    const edit = (change: Partial<SignedRequest['request']>, signature?: Hex | null) => {
      const { signed, input } = requestOf(domain(), { modelId })
      return { signed: { request: { ...signed.request, ...change }, signature: signature ?? signed.signature }, input }
    }
    const word = (): Hex => toHex(new Uint8Array(randomBytes(32)))
    add('model_not_found', () => edit({ modelId: word() }))
    add('sampler_mismatch', () => edit({ samplerHash: word() }))
    add('sampler_mismatch', () => edit({ seed: word() }))
    add('request_malformed', () => edit({ disclosure: 3 }))
    add('request_signature_required', () => edit({ payer: payer.address }))
    add('request_signature_invalid', () => edit({}, `0x${'11'.repeat(65)}`))
    add('request_signature_invalid', () => {
      // Signed for another price.
      const { signed, input } = requestOf(domain(), { modelId, payer })
      return { signed: { ...signed, request: { ...signed.request, maxPrice: 5n } }, input }
    })
    add('request_signature_invalid', () => {
      // A good signature by somebody else than the payer that is named.
      const { signed, input } = requestOf(domain(), { modelId })
      const request = { ...signed.request, payer: devnet.node(0).account }
      return { signed: { request, signature: signDigest(hashRequest(domain(), request), payer.privateKey) }, input }
    })
    add('deadline_passed', () => requestOf(domain(), { modelId, deadline: inSeconds(-5) }))
    add('deadline_too_far', () => requestOf(domain(), { modelId, deadline: inSeconds(40 * 86_400) }))
    add('input_commitment_mismatch', () => ({
      signed: requestOf(domain(), { modelId }).signed,
      input: requestOf(domain(), { modelId, input: inputOf([4, 3, 2, 1]) }).input,
    }))
    add('input_shape_mismatch', () =>
      requestOf(domain(), { modelId, input: inputOf([1, 2, 3, 4]).map(({ tensor }) => ({ name: 'z', tensor })) }),
    )
    add('input_shape_mismatch', () =>
      requestOf(domain(), { modelId, input: [...inputOf([1, 2, 3, 4]), ...inputOf([1, 2, 3, 4])] }),
    )
    add('input_shape_mismatch', () =>
      requestOf(domain(), {
        modelId,
        input: [{ name: 'x', tensor: { shape: [5], bits: 8, rows: 1, data: Int8Array.of(1, 2, 3, 4, 5) } }],
      }),
    )
    add('body_too_large', () => requestOf(domain(), { modelId, input: inputOf(...Array(5).fill([1, 2, 3, 4])) }))
    for (const [code, make] of cases) {
      const asked = await make()
      const answered = await wire(bodyOf({ ...asked, requestHash: '0x' }))
      expect([code, answered.ok ? 'ok' : answered.code]).toEqual([code, code])
    }
    expect(node().nodeLog.size()).toBe(1)
  })

  it('refuses a nonce a second time: the same request, and another one of the payer', async () => {
    const payer = await devnet.account()
    const { signed, input } = requestOf(domain(), { modelId, payer })
    expect(await send(node(), signed, input)).toMatchObject({ ok: true })
    expect(await send(node(), signed, input)).toMatchObject({ code: 'nonce_replayed' })
    const other = requestOf(domain(), { modelId, payer, maxPrice: 7n })
    const request = { ...other.signed.request, nonce: signed.request.nonce }
    const signature = signDigest(hashRequest(domain(), request), payer.privateKey)
    expect(await send(node(), { request, signature }, other.input)).toMatchObject({ code: 'nonce_replayed' })
  })

  it('a request that is in work is not run a second time', async () => {
    const { signed, input } = requestOf(domain(), { modelId })
    const before = node().nodeLog.size()
    const both = await Promise.all([send(node(), signed, input), send(node(), signed, input)])
    expect(both.map(result => (result.ok ? 'ok' : result.code)).sort()).toEqual(['nonce_replayed', 'ok'])
    expect(node().nodeLog.size()).toBe(before + 1)
  })

  it('tells who comes over the queue’s bound that it is busy, and answers the others', async () => {
    gate.close()
    const waiting = Array.from({ length: 3 }, () => wire(bodyOf(requestOf(domain(), { modelId }))))
    await eventually(() => node().metrics.read()['infer_active'] === 3, 'three in work')
    expect(await wire(bodyOf(requestOf(domain(), { modelId })))).toMatchObject({ ok: false, code: 'busy' })
    gate.open()
    for (const result of await Promise.all(waiting)) expect(result).toMatchObject({ ok: true })
    expect(await wire(bodyOf(requestOf(domain(), { modelId })))).toMatchObject({ ok: true })
  })

  it('an asker that goes away leaves no receipt', async () => {
    gate.close()
    const first = wire(bodyOf(requestOf(domain(), { modelId })))
    await eventually(() => node().metrics.read()['infer_active'] === 1, 'one in work')
    const before = node().nodeLog.size()
    const leaving = new AbortController()
    const body = bodyOf(requestOf(domain(), { modelId }))
    const options = { cap: INFER_CAP, timeoutMs: 10_000, signal: leaving.signal }
    const second = requestJson(stranger, node().addresses()[0]!, INFER_PROTOCOL, body, options)
    await eventually(() => node().metrics.read()['infer_active'] === 2, 'two in work')
    leaving.abort()
    await expect(second).rejects.toMatchObject({ code: 'interrupted' })
    await new Promise(resolve => setTimeout(resolve, 200))
    gate.open()
    expect(await first).toMatchObject({ ok: true })
    await eventually(() => node().metrics.read()['infer_active'] === 0, 'nothing in work')
    expect(node().nodeLog.size()).toBe(before + 1)
  })

  it('a chain of receipts names each previous one', async () => {
    const one = await answer(node(), { modelId })
    const two = await answer(node(), { modelId })
    expect(two.bundle.receipt.previous).toBe(one.id)
  })

  it('with a price, runs what is funded and nothing else', async () => {
    await devnet.stopNode(0)
    await devnet.start(0, { config: { pricePerRow: '10', execute: { queue: 3, rows: 4 } } })
    await node().guard.opened
    const payer = await devnet.account(1_000n)
    const input = inputOf([1, 2, 3, 4], [5, 6, 7, 8])
    const cheap = requestOf(domain(), { modelId, payer, input, maxPrice: 19n })
    expect(await send(node(), cheap.signed, cheap.input)).toMatchObject({ code: 'price_above_maximum' })
    const good = requestOf(domain(), { modelId, payer, input, maxPrice: 25n })
    expect(await send(node(), good.signed, good.input)).toMatchObject({ code: 'not_funded' })
    await fund(payer.contracts, { request: good.signed.request })
    const answered = await send(node(), good.signed, good.input)
    expect(answered).toMatchObject({ ok: true, value: { bundle: { receipt: { price: 20n, payer: payer.address } } } })
    const elsewhere = requestOf(domain(), { modelId, payer, input, maxPrice: 20n })
    await fund(payer.contracts, { request: elsewhere.signed.request, node: `0x${'ab'.repeat(20)}` })
    expect(await send(node(), elsewhere.signed, elsewhere.input)).toMatchObject({ code: 'node_mismatch' })
  })
})
