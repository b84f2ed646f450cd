// The client's parts that need no chain: addresses that may be called, failover, errors of gateways, tensors, readers.

import { describe, expect, test } from 'vitest'
import { errorOf, exchange, exchangeJson, type Fetch, isTransient } from '../../src/client/http.ts'
import {
  checkEndpoint,
  convertInputs,
  integersOf,
  isDevnet,
  isPublicAddress,
  makeGateways,
  mayRead,
  type Network,
  proveReader,
  readerOf,
  readOutputs,
} from '../../src/client/index.ts'
import { readerFromHeaders, readerHeaders } from '../../src/client/reader.ts'
import { attempt, RefusalError, WorldError } from '../../src/core/errors/index.ts'
import { hashDelegates, ZERO_ADDRESS, ZERO_HASH } from '../../src/core/receipt/index.ts'
import { pairModel } from '../gateway/backend.ts'
import { NETWORK } from '../gateway/helpers.ts'
import { DOMAIN, keyOf, smallModel } from '../support/world.ts'

const MAINNET: Network = { ...NETWORK, chainId: 8453 }

describe('endpoints from the registry', () => {
  const refused = [
    // Not a web address.
    'ftp://example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'gopher://example.com',
    'unix:///var/run/docker.sock',
    '//example.com',
    'example.com',
    '',
    'http://',
    'http://user:pw@example.com',
    'http://user@example.com',
    'https://example.com/?x=1',
    'https://example.com/#x',
    // Loopback in every spelling.
    'http://127.0.0.1',
    'http://127.1',
    'http://127.255.255.254:8080',
    'http://2130706433',
    'http://0x7f000001',
    'http://0x7f.1',
    'http://0177.0.0.1',
    'http://017700000001',
    'http://127.0.0.1.',
    'http://[::1]',
    'http://[0:0:0:0:0:0:0:1]',
    'http://[::]',
    'http://0.0.0.0',
    'http://0',
    'http://localhost',
    'http://LOCALHOST:4100',
    'http://localhost.',
    'http://a.localhost',
    'http://①②⑦.⓪.⓪.①',
    'http://%31%32%37.0.0.1',
    // Private, link-local, shared, reserved.
    'http://10.0.0.1',
    'http://10.255.255.255',
    'http://172.16.0.1',
    'http://172.31.255.255',
    'http://192.168.1.1',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1',
    'http://100.127.255.255',
    'http://192.0.0.1',
    'http://192.0.2.1',
    'http://198.18.0.1',
    'http://198.19.255.255',
    'http://198.51.100.1',
    'http://203.0.113.1',
    'http://224.0.0.1',
    'http://239.255.255.250',
    'http://240.0.0.1',
    'http://255.255.255.255',
    'http://3232235777',
    'http://0xc0a80101',
    // IPv6: local, mapped, translated, tunnelled, documentation.
    'http://[fe80::1]',
    'http://[fc00::1]',
    'http://[fd12:3456::1]',
    'http://[ff02::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:10.0.0.1]',
    'http://[::ffff:8.8.8.8]',
    'http://[::127.0.0.1]',
    'http://[64:ff9b::10.0.0.1]',
    'http://[2002:7f00:1::]',
    'http://[2001::1]',
    'http://[2001:db8::1]',
    'http://[3fff::1]',
    // Names of local networks.
    'http://router',
    'http://printer.local',
    'http://db.internal',
    'http://metadata.google.internal',
    'http://wiki.corp',
    'http://nas.lan',
    'http://hub.home.arpa',
    'http://x.onion',
  ]
  test.each(refused)('refused on a public network: %s', endpoint => {
    expect(attempt(() => checkEndpoint(endpoint, MAINNET))).toMatchObject({ ok: false, code: 'endpoint_refused' })
  })

  test.each([
    ['https://gateway.example.com/', 'https://gateway.example.com'],
    ['https://gateway.example.com:8443/assay/', 'https://gateway.example.com:8443/assay'],
    ['http://8.8.8.8:4100', 'http://8.8.8.8:4100'],
    ['http://172.32.0.1', 'http://172.32.0.1'],
    ['http://100.128.0.1', 'http://100.128.0.1'],
    ['http://[2606:4700::1111]', 'http://[2606:4700::1111]'],
    ['https://localhost.example.com', 'https://localhost.example.com'],
  ])('allowed: %s', (endpoint, base) => {
    expect(checkEndpoint(endpoint, MAINNET)).toBe(base)
  })

  test('a development network is at home anywhere, but speaks http', () => {
    expect(isDevnet(NETWORK)).toBe(true)
    expect(isDevnet(MAINNET)).toBe(false)
    expect(checkEndpoint('http://127.0.0.1:4100/', NETWORK)).toBe('http://127.0.0.1:4100')
    expect(checkEndpoint('http://192.168.1.5:4100', NETWORK)).toBe('http://192.168.1.5:4100')
    expect(attempt(() => checkEndpoint('file:///etc/passwd', NETWORK)).ok).toBe(false)
  })

  test('what names resolve to', () => {
    for (const address of ['8.8.8.8', '2606:4700::1111', '2001:200::1']) expect(isPublicAddress(address)).toBe(true)
    for (const address of ['127.0.0.1', '::1', 'fe80::1%eth0', '::ffff:8.8.8.8', 'nonsense', ''])
      expect(isPublicAddress(address)).toBe(false)
  })
})

describe('several gateways as one', () => {
  test('the first that answers stays first', async () => {
    const gateways = makeGateways(['http://a/', 'http://b', 'http://c', 'http://a'])
    expect(gateways.urls).toEqual(['http://a', 'http://b', 'http://c'])
    const asked: string[] = []
    const work = async (url: string): Promise<string> => {
      asked.push(url)
      if (url === 'http://a') throw new WorldError('timeout', 'late')
      return url
    }
    expect(await gateways.attempt(work)).toBe('http://b')
    expect(await gateways.attempt(work)).toBe('http://b')
    expect(asked).toEqual(['http://a', 'http://b', 'http://b'])
    expect(gateways.urls).toEqual(['http://b', 'http://c', 'http://a'])
    expect(await gateways.attempt(async url => url, new Set(['http://b']))).toBe('http://c')
  })

  test('a refusal ends it; an interruption ends it; else the last failure is told', async () => {
    const gateways = makeGateways(['http://a', 'http://b'])
    let calls = 0
    const failing = (error: Error) => () => {
      calls++
      return Promise.reject(error)
    }
    await expect(gateways.attempt(failing(new RefusalError('input_invalid', 'no')))).rejects.toMatchObject({
      code: 'input_invalid',
    })
    await expect(gateways.attempt(failing(new WorldError('interrupted', 'stop')))).rejects.toMatchObject({
      code: 'interrupted',
    })
    expect(calls).toBe(2)
    await expect(gateways.attempt(failing(new WorldError('busy', 'later')))).rejects.toMatchObject({ code: 'busy' })
    expect(calls).toBe(4)
    // A model that one gateway does not know yet another one may.
    await expect(gateways.attempt(failing(new RefusalError('model_not_found', 'no')))).rejects.toMatchObject({
      code: 'model_not_found',
    })
    expect(calls).toBe(6)
    await expect(makeGateways([]).attempt(async url => url)).rejects.toMatchObject({ code: 'gateway_unreachable' })
  })
})

describe('exchanges', () => {
  const answering =
    (body: BodyInit | null, init?: ResponseInit): Fetch =>
    async () =>
      new Response(body, init)
  const limits = { timeoutMs: 1000, maxBytes: 1000 }

  test('failures by what they are', async () => {
    const refusing: Fetch = async () => {
      throw new TypeError('fetch failed')
    }
    await expect(exchange('http://a', { fetch: refusing, ...limits })).rejects.toMatchObject({
      code: 'gateway_unreachable',
    })
    const hanging: Fetch = (_, init) =>
      new Promise((_, reject) => init!.signal!.addEventListener('abort', () => reject(new Error('aborted'))))
    await expect(exchange('http://a', { fetch: hanging, timeoutMs: 20, maxBytes: 1 })).rejects.toMatchObject({
      code: 'timeout',
    })
    const controller = new AbortController()
    const waiting = exchange('http://a', { fetch: hanging, ...limits, signal: controller.signal })
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'interrupted' })
    await expect(exchange('http://a', { fetch: hanging, ...limits, signal: controller.signal })).rejects.toMatchObject({
      code: 'interrupted',
    })
    await expect(exchange('http://a', { fetch: answering('x'.repeat(1001)), ...limits })).rejects.toMatchObject({
      code: 'peer_misbehaved',
    })
    await expect(exchangeJson('http://a', { fetch: answering('<html>'), ...limits })).rejects.toMatchObject({
      code: 'peer_misbehaved',
    })
  })

  test('no redirects, no credentials, and nothing else of the caller', async () => {
    let seen: RequestInit | undefined
    const spy: Fetch = async (_, init) => {
      seen = init
      return new Response('{}')
    }
    await exchangeJson('http://a', { fetch: spy, ...limits })
    expect(seen).toMatchObject({ method: 'GET', redirect: 'error', credentials: 'omit', headers: {} })
  })

  test('the three envelopes, and none', () => {
    const native = { ok: false, code: 'model_not_found', message: 'no \u001b[31msuch', hint: 'look' }
    expect(errorOf(404, native, 'a')).toMatchObject({ code: 'model_not_found', message: 'no  [31msuch', hint: 'look' })
    const openai = { error: { message: 'no', code: 'model_not_found', type: 'x', param: null } }
    expect(errorOf(404, openai, 'a')).toMatchObject({ code: 'model_not_found', message: 'no' })
    expect(errorOf(404, { error: 'no', code: 'model_not_found' }, 'a')).toMatchObject({ message: 'no' })
    expect(errorOf(503, { code: 'busy', message: 'x' }, 'a')).toBeInstanceOf(WorldError)
    expect(errorOf(502, '<html>', 'a')).toMatchObject({ code: 'gateway_unreachable' })
    expect(errorOf(404, null, 'a')).toMatchObject({ code: 'peer_misbehaved' })
    expect(errorOf(400, { code: 'constructor' }, 'a')).toMatchObject({ code: 'peer_misbehaved' })
    expect(isTransient(errorOf(502, null, 'a'))).toBe(true)
    expect(isTransient(errorOf(404, native, 'a'))).toBe(true)
    expect(isTransient(errorOf(400, { ...native, code: 'input_invalid' }, 'a'))).toBe(false)
    expect(isTransient(new TypeError('a defect'))).toBe(false)
  })
})

describe('tensors', () => {
  const small = smallModel().ports
  const pair = pairModel().ports

  test('rows follow from the number of values', () => {
    const [only] = convertInputs(small, { x: [1, 2, 3, 4, 5, 6, 7, 8] })
    expect(only).toMatchObject({ name: 'x', tensor: { rows: 2, shape: [4] } })
    expect(convertInputs(small, { anything: [1, 2, 3, 4] })[0]!.name).toBe('x')
    const both = convertInputs(pair, {
      image: { pixels: Uint8Array.of(0, 255, 128, 1) },
      wide: [1n, 2n, 3n, 4n, 5n, 6n],
    })
    expect(both.map(({ tensor }) => [...tensor.data])).toEqual([
      [-128, 0, -64, -127],
      [1, 4, 2, 5, 3, 6],
    ])
  })

  test.each([
    [{ x: [1, 2, 3] }, 'input_shape_mismatch'],
    [{ x: [] }, 'input_shape_mismatch'],
    [{ x: [1, 2, 3, Number.NaN] }, 'input_not_finite'],
    [{}, 'input_invalid'],
    [{ x: [1, 2, 3, 4], y: [1] }, 'input_invalid'],
    [{ x: { pixels: Uint8Array.of(1, 2, 3, 4) } }, 'input_invalid'],
  ])('refused: %o', (inputs, code) => {
    expect(attempt(() => convertInputs(small, inputs))).toMatchObject({ ok: false, code })
  })

  test('refused: rows that differ', () => {
    const inputs = { image: [0, 0, 0, 0, 0, 0, 0, 0], wide: [1, 2, 3, 4, 5, 6] }
    expect(attempt(() => convertInputs(pair, inputs))).toMatchObject({ code: 'input_shape_mismatch' })
  })

  test('outputs that are not the model\u2019s', () => {
    const tensor = { shape: [3], bits: 12, rows: 1, data: Int16Array.of(4, -2, 1) }
    const shown = { salt: `0x${'00'.repeat(16)}`, tensors: [{ name: 'y', tensor }] } as const
    expect(integersOf(small.outputs, shown, 1)).toEqual(shown.tensors)
    expect(readOutputs(small, shown.tensors)[0]).toEqual({
      name: 'y',
      rows: 1,
      shape: [3],
      values: Float32Array.of(1, -0.5, 0.25),
    })
    for (const bad of [
      null,
      { ...shown, tensors: [] },
      { ...shown, tensors: [...shown.tensors, ...shown.tensors] },
      { ...shown, tensors: [{ name: 'z', tensor }] },
      { ...shown, tensors: [{ name: 'y', tensor: { ...tensor, bits: 11 } }] },
      { ...shown, tensors: [{ name: 'y', tensor: { ...tensor, shape: [1, 3] } }] },
      { ...shown, tensors: [{ name: 'y', tensor: { ...tensor, rows: 2 } }] },
    ])
      expect(integersOf(small.outputs, bad, 1)).toBeNull()
  })
})

describe('readers', () => {
  const id = `0x${'ab'.repeat(32)}` as const
  const payer = keyOf('payer')
  const delegate = keyOf('delegate')

  test('a proof names its maker while it is fresh, for its receipt and network alone', () => {
    const proof = proveReader(DOMAIN, id, 1000, payer.privateKey)
    for (const now of [700, 1000, 1300]) expect(readerOf(DOMAIN, id, proof, now)).toBe(payer.address)
    for (const now of [699, 1301]) expect(readerOf(DOMAIN, id, proof, now)).toBeNull()
    expect(readerOf(DOMAIN, ZERO_HASH, proof, 1000)).not.toBe(payer.address)
    expect(readerOf({ ...DOMAIN, chainId: 1 }, id, proof, 1000)).not.toBe(payer.address)
    expect(readerOf(DOMAIN, id, { ...proof, timestamp: 1001 }, 1000)).not.toBe(payer.address)
    expect(readerOf(DOMAIN, id, { ...proof, timestamp: Number.NaN }, 1000)).toBeNull()
    const headers = readerHeaders(proof, [delegate.address])
    expect(readerFromHeaders(headers['x-assay-signature']!, headers['x-assay-delegates'])).toEqual({
      proof,
      delegates: [delegate.address],
    })
  })

  test('who may read', () => {
    const request = { disclosure: 2, payer: payer.address, delegatesHash: hashDelegates([delegate.address]) }
    expect(mayRead(request, null)).toBe(false)
    expect(mayRead({ ...request, disclosure: 0 }, null)).toBe(true)
    expect(mayRead({ ...request, disclosure: 1 }, null)).toBe(true)
    expect(mayRead({ ...request, disclosure: 3 }, null)).toBe(false)
    expect(mayRead(request, payer)).toBe(true)
    expect(mayRead(request, delegate)).toBe(false)
    expect(mayRead(request, { ...delegate, delegates: [delegate.address] })).toBe(true)
    expect(mayRead(request, { ...keyOf('x'), delegates: [delegate.address] })).toBe(false)
    expect(mayRead(request, { address: ZERO_ADDRESS })).toBe(false)
    const unsigned = { disclosure: 2, payer: ZERO_ADDRESS, delegatesHash: ZERO_HASH }
    expect(mayRead(unsigned, { address: ZERO_ADDRESS })).toBe(true)
    expect(mayRead(unsigned, payer)).toBe(false)
    expect(mayRead(unsigned, { ...payer, delegates: [] })).toBe(false)
  })
})
