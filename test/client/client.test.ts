// The client against a real chain and real gateways on loopback: discovery, names, runs, failover, lies, models by CID.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/http.ts'
import {
  createClient,
  discoverGateways,
  fetchModel,
  fetchReceipt,
  findReceipt,
  listModels,
  type ModelCache,
  type Network,
  type RunOptions,
  resolveModel,
  run,
} from '../../src/client/index.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { interpret, outputsOf } from '../../src/core/engine/reference.ts'
import { encodeModel } from '../../src/core/graph/index.ts'
import { parseBundle, type ReceiptBundle } from '../../src/core/receipt/index.ts'
import { keyOf, seededRandom, smallModel } from '../support/world.ts'
import { type ClientWorld, PAIR, SMALL, startClientWorld } from './network.ts'

let world: ClientWorld
beforeAll(async () => {
  world = await startClientWorld()
}, 60_000)
afterAll(async () => {
  await world?.stop()
})
beforeEach(() => {
  for (const key of Object.keys(world.backend.knobs)) Reflect.deleteProperty(world.backend.knobs, key)
  world.backend.calls.length = 0
})

const payer = keyOf('payer')
const both = (): ReturnType<ClientWorld['client']> => world.client({ gateways: world.urls })
const inputs = { x: [1, 2, 3, 4] }
const options: RunOptions = { model: SMALL, inputs, payer }

/** fetch with something in between: by URL, what goes out and what comes back. */
const through =
  (change: (url: string, ask: () => Promise<Response>) => Promise<Response>): Fetch =>
  (url, init) =>
    change(url, () => fetch(url, init))

/** Changes the JSON that comes back from URLs that match. */
const changing = (match: string, change: (value: Record<string, unknown>) => unknown): Fetch =>
  through(async (url, ask) => {
    const response = await ask()
    if (!url.includes(match) || !response.ok) return response
    return Response.json(change((await response.json()) as Record<string, unknown>))
  })

const infers = (): number => world.backend.calls.filter(call => call === 'infer').length

describe('chain and discovery', () => {
  test('another chain than the network file names', async () => {
    const network: Network = { ...world.network, chainId: 4242 }
    await expect(createClient(network).checkChain()).rejects.toMatchObject({ code: 'network_mismatch' })
  })

  test('the next RPC where one is dead; none is an error that says so', async () => {
    const dead = 'http://127.0.0.1:1'
    await createClient({ ...world.network, rpc: [dead, ...world.network.rpc] }).checkChain()
    await expect(createClient({ ...world.network, rpc: [dead] }).checkChain()).rejects.toMatchObject({
      code: 'chain_unreachable',
    })
  })

  test('gateways that answer for their node, in an order of chance', async () => {
    const orders = new Set<string>()
    for (let i = 0; i < 8; i++) {
      const { urls } = await world.client({ random: seededRandom(`order ${i}`) }).gateways()
      expect([...urls].sort()).toEqual([...world.urls].sort())
      orders.add(urls.join())
    }
    expect(orders.size).toBe(2)
  })

  test('one that answers for another node is left out', async () => {
    const liar = changing(`${world.urls[0]}/healthz`, health => ({ ...health, node: world.others[0]!.node }))
    const { urls } = await world.client({ fetch: liar }).gateways()
    expect(urls).toEqual([world.urls[1]])
  })

  test('on a public network loopback is never called; names are looked up where that is possible', async () => {
    const called: string[] = []
    const spy: Fetch = through((url, ask) => {
      called.push(url)
      return ask()
    })
    const network: Network = { ...world.network, chainId: 8453 }
    const { contracts } = world.client()
    const base = { network, contracts, random: seededRandom('x'), fetch: spy }
    await expect(discoverGateways(base)).rejects.toMatchObject({ code: 'gateway_unreachable' })
    expect(called).toEqual([])
  })

  test('a failed discovery is tried again at the next call', async () => {
    let down = true
    const client = world.client({
      fetch: through((_, ask) => (down ? Promise.reject(new TypeError('down')) : ask())),
    })
    await expect(client.gateways()).rejects.toMatchObject({ code: 'gateway_unreachable' })
    down = false
    expect((await client.gateways()).urls).toHaveLength(2)
  })
})

describe('models', () => {
  test('by name and by id, with parts that make up the id', async () => {
    const client = both()
    for (const reference of [SMALL, world.smallId]) {
      const model = await resolveModel(client, reference)
      expect(model).toMatchObject({ ok: true, value: { modelId: world.smallId, cid: world.cid, names: [SMALL] } })
    }
    const list = await listModels(client)
    expect(list.ok && list.value.map(({ id }) => id)).toEqual([SMALL, PAIR])
  })

  test.each(['nobody/nothing@1', 'acme/small', 'small', '', 'acme/small@9', '../../x@1', `0x${'AB'.repeat(32)}`])(
    'no reference, or to nothing: %s',
    async reference => {
      expect(await resolveModel(both(), reference)).toMatchObject({ ok: false, code: 'model_not_found' })
      expect(world.backend.calls).toEqual([])
    },
  )

  const part = (change: object): Fetch =>
    changing('/v1/models/', model => ({ ...model, assay: { ...(model['assay'] as object), ...change } }))
  const other = `0x${'11'.repeat(32)}`
  test.each([
    ['another weights root', { weightsRoot: other }, 'model_parts_mismatch'],
    ['another graph root', { graphRoot: other }, 'model_parts_mismatch'],
    ['a tokenizer that it has not', { tokenizerHash: other }, 'model_parts_mismatch'],
    ['another interface', { interface: '0x00' }, 'model_parts_mismatch'],
    ['no interface', { interface: null }, 'model_unavailable'],
    ['an interface that is none', { interface: 'x' }, 'model_parts_mismatch'],
    ['no parts', { weightsRoot: undefined }, 'peer_misbehaved'],
  ])('a gateway that shows %s', async (_, change, code) => {
    const result = await resolveModel(world.client({ gateways: [world.urls[0]], fetch: part(change) }), SMALL)
    expect(result).toMatchObject({ ok: false, code })
  })

  test('a gateway that gives another, consistent model for the name', async () => {
    const fetch: Fetch = through((url, ask) =>
      url.includes('/v1/models/') ? globalThis.fetch(`${world.urls[0]}/v1/models/${world.pairId}`) : ask(),
    )
    const result = await resolveModel(world.client({ gateways: [world.urls[0]], fetch }), SMALL)
    expect(result).toMatchObject({ ok: false, code: 'model_parts_mismatch' })
  })
})

describe('run', () => {
  test('real values in, real values out, a receipt that holds', async () => {
    const result = await run(both(), options)
    if (!result.ok) throw new Error(result.message)
    const { outputs, bundle, verdict, id, model, gateway } = result.value
    expect(outputs).toEqual([{ name: 'y', rows: 1, shape: [3], values: Float32Array.of(1.75, -2.5, 36) }])
    expect(verdict).toMatchObject({ ok: true, code: 'ok', assurance: { kinds: ['signature'] } })
    expect(bundle.receipt.payer).toBe(payer.address)
    expect(bundle.request.signature).not.toBeNull()
    expect(model.modelId).toBe(world.smallId)
    expect(world.urls).toContain(gateway)
    expect(world.backend.stored.has(id)).toBe(true)
  })

  test('found through the registry; unsigned; with two inputs and pixels', async () => {
    const result = await run(world.client(), {
      model: PAIR,
      inputs: { image: { pixels: Uint8Array.of(0, 255, 128, 1) }, wide: [1, 2, 3, -4, -5, 3000] },
      payer: null,
      disclosure: 'public',
    })
    if (!result.ok) throw new Error(result.message)
    expect(result.value.outputs.map(({ values }) => [...values])).toEqual([
      [-2, 0, -1, -127 / 64],
      [1, 2, 3, -4, -5, 2047],
    ])
    expect(result.value.bundle.request.request).toMatchObject({ payer: `0x${'00'.repeat(20)}`, disclosure: 0 })
  })

  test('what the user gives wrongly is refused before anything is sent', async () => {
    expect(await run(both(), { ...options, inputs: { x: [1] } })).toMatchObject({ code: 'input_shape_mismatch' })
    expect(infers()).toBe(0)
  })

  test('a refusal of the executor comes through', async () => {
    const model = await resolveModel(both(), SMALL)
    if (!model.ok) throw new Error(model.message)
    const unknown = { ...model.value, modelId: `0x${'00'.repeat(32)}` as Hex }
    expect(await run(both(), { ...options, model: unknown })).toMatchObject({ ok: false, code: 'model_not_found' })
  })

  test('can be interrupted', async () => {
    world.backend.knobs.before = () => new Promise(() => {})
    const controller = new AbortController()
    const running = run(both(), { ...options, signal: controller.signal })
    setTimeout(() => controller.abort(), 100)
    await expect(running).rejects.toMatchObject({ code: 'interrupted' })
  })
})

describe('failover', () => {
  test('over gateways that are dead, busy, broken or talk nonsense', async () => {
    const [good] = world.urls
    for (const bad of [
      () => Promise.reject(new TypeError('fetch failed')),
      async () => Response.json({ ok: false, code: 'busy', message: 'x' }, { status: 503 }),
      async () => new Response('<h1>502</h1>', { status: 502 }),
      async () => new Response('<h1>hello</h1>'),
      async () => Response.json({ format: 'assay-receipt/1' }),
      async () => Response.json(null),
    ]) {
      const fetch: Fetch = through((url, ask) => (url.startsWith('http://bad.test/') ? bad() : ask()))
      const result = await run(world.client({ gateways: ['http://bad.test', good], fetch }), options)
      expect(result).toMatchObject({ ok: true, value: { gateway: good } })
    }
    const alone = world.client({ gateways: [world.deadUrl] })
    await expect(run(alone, { ...options, model: SMALL })).rejects.toMatchObject({ code: 'gateway_unreachable' })
  })

  test('an answer that got lost is fetched from the next gateway, and nothing runs twice', async () => {
    const fetch: Fetch = through(async (url, ask) => {
      const response = await ask()
      if (url === `${world.urls[0]}/assay/v1/infer`) throw new TypeError('connection reset')
      return response
    })
    const result = await run(world.client({ gateways: world.urls, fetch }), options)
    expect(result).toMatchObject({ ok: true, value: { gateway: world.urls[1] } })
    expect(infers()).toBe(1)
    if (result.ok) expect(result.value.outputs[0]!.values).toEqual(Float32Array.of(1.75, -2.5, 36))
  })

  test('where nobody can say what became of it, the same nonce is sent again, never another', async () => {
    const nonces: string[] = []
    const fetch: Fetch = through(async (url, ask) => {
      if (url.includes('/receipts?request=')) return Response.json({ receipts: [] })
      return ask()
    })
    const client = world.client({
      gateways: world.urls,
      fetch: async (url, init) => {
        if (url.endsWith('/assay/v1/infer')) {
          nonces.push((JSON.parse(init!.body as string) as { request: { nonce: string } }).request.nonce)
          if (url.startsWith(world.urls[0])) throw new TypeError('connection reset')
        }
        return fetch(url, init)
      },
    })
    expect((await run(client, options)).ok).toBe(true)
    expect(nonces).toHaveLength(2)
    expect(new Set(nonces).size).toBe(1)
  })

  test('a nonce that was used up by a lost answer leads to that answer', async () => {
    let first = true
    const fetch: Fetch = through(async (url, ask) => {
      if (url.endsWith('/assay/v1/infer') && first) {
        first = false
        // Runs, and then once more under the same nonce: what a retrying proxy does.
        await ask()
      }
      return ask()
    })
    const result = await run(world.client({ gateways: [world.urls[0]], fetch }), options)
    expect(result.ok).toBe(true)
    expect(world.backend.calls).toContain('receiptOf')
  })
})

describe('answers that lie', () => {
  const bump = (hex: string): string => `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`
  type Json = Record<string, unknown>
  const inReceipt =
    (name: string, value: unknown) =>
    (bundle: Json): Json => ({ ...bundle, receipt: { ...(bundle['receipt'] as Json), [name]: value } })
  const lies: Record<string, [(bundle: Json) => Json, string]> = {
    'another output value': [
      bundle => {
        const output = bundle['output'] as { tensors: { data: string }[] }
        const [tensor] = output.tensors
        return { ...bundle, output: { ...output, tensors: [{ ...tensor, data: `AAAA${tensor!.data.slice(4)}` }] } }
      },
      'output_root_mismatch',
    ],
    'no output': [bundle => ({ ...bundle, output: null }), 'output_root_mismatch'],
    'an output under another name': [
      bundle => {
        const output = bundle['output'] as { tensors: Json[] }
        return { ...bundle, output: { ...output, tensors: [{ ...output.tensors[0], name: 'z' }] } }
      },
      'output_root_mismatch',
    ],
    'another price': [inReceipt('price', '5'), 'price_mismatch'],
    'another node': [inReceipt('node', `0x${'11'.repeat(20)}`), 'node_mismatch'],
    'another request': [inReceipt('requestHash', `0x${'11'.repeat(32)}`), 'request_hash_mismatch'],
    'another model': [inReceipt('modelId', `0x${'11'.repeat(32)}`), 'model_mismatch'],
    'another signature': [
      bundle => ({
        ...bundle,
        signature: bump((bundle['signature'] as string).slice(0, -2)) + (bundle['signature'] as string).slice(-2),
      }),
      'signature_invalid',
    ],
    'a withheld field': [
      bundle => {
        const fields = bundle['fields'] as { disclosed: Json[] }
        return { ...bundle, fields: { ...fields, disclosed: fields.disclosed.filter(({ name }) => name !== 'engine') } }
      },
      'field_missing',
    ],
  }
  test.each(Object.entries(lies))('%s: refused alone, passed over beside an honest one', async (_, [lie, code]) => {
    const alone = world.client({ gateways: [world.urls[0]], fetch: changing('/assay/v1/infer', lie) })
    expect(await run(alone, options)).toMatchObject({ ok: false, code })
    const beside = world.client({
      gateways: world.urls,
      fetch: changing(`${world.urls[0]}/assay/v1/infer`, lie),
    })
    expect(await run(beside, options)).toMatchObject({ ok: true, value: { gateway: world.urls[1] } })
  })

  test('an old answer to the same question', async () => {
    const old = await run(both(), options)
    if (!old.ok) throw new Error(old.message)
    const replay: Fetch = through(async (url, ask) => {
      if (!url.endsWith('/assay/v1/infer')) return ask()
      const response = await globalThis.fetch(`${world.urls[0]}/receipts/${old.value.id}`)
      return response
    })
    const result = await run(world.client({ gateways: [world.urls[0]], fetch: replay }), options)
    expect(result).toMatchObject({ ok: false, code: 'request_hash_mismatch' })
  })
})

describe('receipts', () => {
  test('by id as far as the key may read it; by request', async () => {
    const client = both()
    const result = await run(client, { ...options, delegates: [keyOf('delegate').address] })
    if (!result.ok) throw new Error(result.message)
    const { id, requestHash } = result.value
    const content = async (key: Parameters<typeof fetchReceipt>[2]): Promise<ReceiptBundle['input']> => {
      const found = await fetchReceipt(client, id, key)
      if (!found.ok) throw new Error(found.message)
      return found.value.input
    }
    expect(await content(null)).toBeNull()
    expect(await content({ privateKey: keyOf('stranger').privateKey })).toBeNull()
    expect(await content({ privateKey: payer.privateKey })).not.toBeNull()
    const delegate = keyOf('delegate')
    expect(await content({ privateKey: delegate.privateKey, delegates: [delegate.address] })).not.toBeNull()
    expect(await findReceipt(client, requestHash)).toEqual({ ok: true, value: id })
    expect(await fetchReceipt(client, id, { token: `0x${'00'.repeat(32)}` })).toMatchObject({
      code: 'reader_proof_invalid',
    })
    expect(await fetchReceipt(client, `0x${'00'.repeat(32)}`)).toMatchObject({ code: 'receipt_not_found' })
  })

  test('another receipt than was asked for is the gateway\u2019s fault', async () => {
    const one = await run(both(), options)
    const two = await run(both(), options)
    if (!one.ok || !two.ok) throw new Error('runs failed')
    const swap: Fetch = (url, init) => fetch(url.replace(one.value.id, two.value.id), init)
    const client = world.client({ gateways: [world.urls[0]], fetch: swap })
    await expect(fetchReceipt(client, one.value.id)).resolves.toMatchObject({ ok: false, code: 'peer_misbehaved' })
  })
})

describe('models by CID', () => {
  test('block by block, in several levels, to a model that runs', async () => {
    const progress: number[] = []
    const model = await fetchModel(both(), { modelId: world.smallId, onProgress: bytes => progress.push(bytes) })
    if (!model.ok) throw new Error(model.message)
    expect(toHex(model.value.identity.modelId)).toBe(world.smallId)
    expect(progress.length).toBeGreaterThan(5)
    const tensor = { shape: [4], bits: 8, rows: 1, data: Int8Array.of(1, 2, 3, 4) }
    expect(outputsOf(model.value, interpret(model.value, [tensor]))[0]!.data).toEqual(Int16Array.of(7, -10, 144))
  })

  test('a gateway that changes a block is passed over; alone it is refused', async () => {
    const spoil: Fetch = through(async (url, ask) => {
      const response = await ask()
      if (!url.startsWith(`${world.urls[0]}/ipfs/`)) return response
      const bytes = new Uint8Array(await response.arrayBuffer())
      bytes[bytes.length - 1]! ^= 1
      return new Response(bytes)
    })
    const { cid, smallId: modelId } = world
    const beside = await fetchModel(world.client({ gateways: world.urls, fetch: spoil }), { modelId, cid })
    expect(beside.ok).toBe(true)
    const alone = await fetchModel(world.client({ gateways: [world.urls[0]], fetch: spoil }), { modelId, cid })
    expect(alone).toMatchObject({ ok: false, code: 'peer_misbehaved' })
  })

  test('the right file of the wrong model, no file, no CID, too much', async () => {
    const client = both()
    const { cid } = world
    expect(await fetchModel(client, { modelId: world.pairId, cid })).toMatchObject({ code: 'model_mismatch' })
    expect(await fetchModel(client, { modelId: world.smallId, cid: 'nonsense' })).toMatchObject({
      code: 'input_invalid',
    })
    const leaf = [...world.blocks.keys()].find(name => name.startsWith('bafkrei'))!
    expect(await fetchModel(client, { modelId: world.smallId, cid: leaf })).toMatchObject({ ok: false })
    expect(await fetchModel(client, { modelId: world.smallId, cid, maxBytes: 100 })).toMatchObject({
      code: 'file_too_large',
    })
    const block = world.blocks.get(leaf)!
    world.blocks.delete(leaf)
    const missing = fetchModel(client, { modelId: world.smallId, cid: leaf })
    await expect(missing).rejects.toMatchObject({ code: 'content_unavailable' })
    world.blocks.set(leaf, block)
  })

  test('a cache is used, and not believed', async () => {
    const kept = new Map<Hex, Uint8Array>()
    const cache: ModelCache = {
      get: async id => kept.get(id) ?? null,
      put: async (id, file) => void kept.set(id, file),
    }
    const { cid, smallId: modelId } = world
    const get = async (): Promise<boolean> => (await fetchModel(both(), { modelId, cid, cache })).ok
    expect(await get()).toBe(true)
    const blocks = (): number => world.backend.calls.filter(call => call === 'block').length
    const before = blocks()
    expect(before).toBeGreaterThan(5)
    expect(await get()).toBe(true)
    expect(blocks()).toBe(before)
    kept.set(modelId, encodeModel(smallModel(6)))
    expect(await get()).toBe(true)
    expect(blocks()).toBe(2 * before)
    expect(kept.get(modelId)).toEqual(encodeModel(world.small))
  })
})

test('the bundle of a run is text that reads back', async () => {
  const { bundleText } = await import('../../src/core/receipt/index.ts')
  const result = await run(both(), options)
  if (!result.ok) throw new Error(result.message)
  expect(parseBundle(bundleText(result.value.bundle))).toEqual({ ok: true, value: result.value.bundle })
})
