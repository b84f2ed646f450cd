// Three nodes; an executor and the one that is a gateway alone are killed with kill -9: while at work for a user, and right after an answer. The user is answered
// again within seconds; what was answered stays true, stays in the log, and is found again.

import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, createClient, type Network, parseNetwork, run, verifyReceipt } from '../../src/client/index.ts'
import { fromHex, type Hex } from '../../src/core/bytes/index.ts'
import { wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { readIdx, readPng, type Tensor, writeIdx } from '../../src/core/formats/index.ts'
import { bundleFromJson, type ReceiptBundle, requestToJson, tensorsToJson } from '../../src/core/receipt/index.ts'
import { namedPolicy } from '../../src/core/verify/index.ts'
import {
  assay,
  assayJson,
  builtCli,
  digits,
  expectNothingLeft,
  type Json,
  oneObject,
  processesOf,
  readJson,
  temporary,
  until,
} from './support/cli.ts'
import { firstObject, MODEL, type Running, type Started, start, startNetwork, untilEnded } from './support/network.ts'

const NAMES = ['alpha', 'beta', 'gamma'] as const
type Name = (typeof NAMES)[number]
const EXECUTORS: readonly Name[] = ['alpha', 'beta']
/** Beta does what alpha does. */
const KILLED: readonly Name[] = ['alpha', 'gamma']

const HOLDS = { ok: true, code: 'ok', failed: [] }

/** Times that the 200 calibration images are asked about at once: as many as a receipt holds. */
const TILES = 6

/** A run answers again within this after a kill: 30 s are promised, and twice as long is given where other tests share the machine. */
const AGAIN_MS = 60_000

interface Kept {
  readonly node: Hex
  readonly bundle: ReceiptBundle
  /** It came through the gateway of another node, which keeps what it passes on. */
  readonly relayed: boolean
}

interface Asked {
  readonly id: Hex
  readonly node: Hex
  readonly ms: number
}

describe('a network whose nodes are killed', () => {
  let network: Running
  let file: Network
  let client: Client
  let modelId: string
  const user = temporary('user')
  const many = `${user}/many-images-idx3-ubyte`
  /** Receipts that the user was given, in order. */
  const receipts = new Map<Hex, Kept>()
  const before = new Map<Name, { node: Hex; peerId: string; record: Json }>()
  const restarted = new Map<Name, Started>()
  const models = new Map<string, Uint8Array>()

  const { data: pixels } = unwrap(readPng(new Uint8Array(readFileSync(digits('images/3-1.png'))))) as {
    data: Uint8Array
  }
  const payer = () => {
    const { address, privateKey } = readJson(`${user}/keys/default.json`)
    return { address, privateKey: fromHex(privateKey) }
  }
  const gatewayOf = (name: Name): string => network.gateways[NAMES.indexOf(name)]!
  const options = () => ({ home: user, env: { ASSAY_NETWORK: network.networkFile } })

  beforeAll(async () => {
    network = await startNetwork({ publish: true })
    file = unwrap(parseNetwork(readFileSync(network.networkFile, 'utf8')))
    client = createClient(file)
    const images = unwrap(readIdx(gunzipSync(readFileSync(digits('calibration-images-idx3-ubyte.gz')))))
    const [count, ...size] = images.shape as [number, number, number]
    const data = new Uint8Array(images.data.length * TILES)
    for (let i = 0; i < TILES; i++) data.set(images.data as Uint8Array, i * images.data.length)
    writeFileSync(many, writeIdx({ ...images, shape: [TILES * count, ...size], data } as Tensor))
    modelId = (await assayJson(['models'], options())).models[0].modelId
    const { nodes } = await assayJson(['nodes'], options())
    for (const name of NAMES) {
      const record = nodes.find(({ endpoint }: Json) => endpoint === gatewayOf(name))
      before.set(name, { node: record.node, peerId: record.peerId, record })
    }
  }, 180_000)

  afterAll(async () => {
    await network?.stop()
    for (const started of restarted.values()) started.process.stdin!.end()
    for (const started of restarted.values()) await untilEnded(started, network.home)
    await expectNothingLeft(network.home, network.ports)
  }, 60_000)

  /** `assay run`; without `via` no gateway is named. The receipt is kept here. */
  async function ask({ input = digits('images/7-0.png'), via }: { input?: string; via?: Name } = {}): Promise<Asked> {
    const gateway = via === undefined ? [] : ['--gateway', gatewayOf(via)]
    const result = await assay(['run', MODEL, '--input', input, ...gateway, '--json'], options())
    const json = oneObject(result)
    expect(result.code, JSON.stringify(json)).toBe(0)
    expect(json.modelId).toBe(modelId)
    const relayed = via !== undefined && json.node !== before.get(via)!.node
    receipts.set(json.receiptId, { node: json.node, bundle: unwrap(bundleFromJson(json.receipt)), relayed })
    return { id: json.receiptId, node: json.node, ms: result.ms }
  }

  /** Under `replayed`, with whatever gateways the registry shows. */
  async function verify(bundle: ReceiptBundle, waitMs: number) {
    const verified = await verifyReceipt(client, {
      receipt: bundle,
      policy: unwrap(namedPolicy('replayed', bundle.request.request.modelId)),
      engine: wasm,
      models: { get: async id => models.get(id) ?? null, put: async (id, bytes) => void models.set(id, bytes) },
      waitMs,
      pollMs: 200,
    })
    const { ok, code, checks } = unwrap(verified).verdict
    return { ok, code, failed: checks.filter(check => !check.ok) }
  }

  const pidOf = (name: Name): number =>
    processesOf(network.home).find(({ args }) => args.includes(`node run ${name} `))!.pid

  async function kill(name: Name): Promise<void> {
    process.kill(pidOf(name), 'SIGKILL')
    await until(
      `the end of ${name}`,
      5_000,
      () => !processesOf(network.home).some(({ args }) => args.includes(`node run ${name} `)),
    )
  }

  /** As `up` starts it. */
  async function restart(name: Name): Promise<void> {
    const operator = String(NAMES.indexOf(name) + 1)
    const args = ['node', 'run', name, '--managed', '--home', network.home, '--devnet-operator', operator]
    const started = start(await builtCli(), args, network.home, { ASSAY_NETWORK: 'devnet' })
    restarted.set(name, started)
    const ready = await firstObject(started, 60_000)
    const known = before.get(name)!
    expect(ready).toMatchObject({ ready: true, node: known.node, peerId: known.peerId, endpoint: gatewayOf(name) })
    // It signs again once its peers have confirmed its log, and no other process holds its keys.
    await until(`${name} signs again`, 40_000, async () => (await metric(name, 'signing')) === 1)
  }

  async function metric(name: Name, which: string): Promise<number> {
    const text = await fetch(`${gatewayOf(name)}/metrics`).then(
      response => response.text(),
      () => '',
    )
    return Number(new RegExp(`^assay_node_${which} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
  }

  /** A node that runs a model, or has a run waiting, says so. */
  const untilAtWork = (names: readonly Name[]): Promise<void> =>
    until(
      'a node at work',
      20_000,
      async () => (await Promise.all(names.map(name => metric(name, 'infer_active')))).some(active => active > 0),
      1,
    ).then(() => undefined)

  const status = (url: string): Promise<number> =>
    fetch(url, { signal: AbortSignal.timeout(10_000) }).then(async response => {
      await response.body?.cancel()
      return response.status
    })

  it.each(KILLED)('%s', { timeout: 300_000 }, async name => {
    const others = NAMES.filter(other => other !== name)
    const { node } = before.get(name)!
    const clock = performance.now()
    const at = (): string => `${((performance.now() - clock) / 1000).toFixed(1)} s`

    // Receipts from before: verified now, so that the user holds their inclusion.
    const first = [await ask({ via: name }), await ask({ via: 'gamma' })]
    if (EXECUTORS.includes(name)) expect(first[0]!.node).toBe(node)
    for (const { id } of first) expect((await assayJson(['verify', id, '--wait', '20'], options())).code).toBe('ok')

    // Killed while it works for somebody. 1,200 images keep an engine busy for a moment.
    let flying: Promise<Asked>[] = []
    let landed = 0
    for (let attempt = 0; attempt < 5; attempt++) {
      landed = 0
      flying = [1, 2].map(() => ask({ input: many }))
      for (const one of flying)
        void one.then(
          () => landed++,
          () => landed++,
        )
      await Promise.race([untilAtWork(EXECUTORS.includes(name) ? [name] : EXECUTORS), Promise.allSettled(flying)])
      if (landed < flying.length) break
    }
    expect(landed).toBeLessThan(flying.length)
    const killedAt = performance.now()
    await kill(name)
    await Promise.all(flying)
    expect(performance.now() - killedAt).toBeLessThan(AGAIN_MS)
    const next = await ask()
    expect(next.ms).toBeLessThan(AGAIN_MS)
    expect(next.node).not.toBe(node)
    console.log(`${name}: killed at work, answered again at ${at()}`)

    // What is not in its hands alone is served by the others; and the user holds what he verified, with its inclusion.
    for (const [id, receipt] of receipts) {
      if (receipt.node === node && !receipt.relayed) continue
      for (const other of others)
        expect([other, id, await status(`${gatewayOf(other)}/receipts/${id}`)]).toEqual([other, id, 200])
    }
    for (const { id } of first) expect((await assayJson(['verify', id], options())).code).toBe('ok')

    await restart(name)
    console.log(`${name}: signs again at ${at()}`)
    for (const [id, receipt] of receipts) {
      expect([id, await status(`${gatewayOf(name)}/receipts/${id}`)]).toEqual([id, 200])
      await until(
        `inclusion of ${id}`,
        20_000,
        async () => (await status(`${gatewayOf(name)}/receipts/${id}/inclusion`)) === 200,
      )
      expect([id, await verify(receipt.bundle, 20_000)]).toEqual([id, HOLDS])
    }
    console.log(`${name}: ${receipts.size} receipts verified at ${at()}`)

    // The log goes on where it was, under the same keys, and no nonce counts twice.
    const own = [...receipts].filter(([, receipt]) => receipt.node === node)
    for (const [id, { bundle }] of own) {
      const { salt, tensors } = bundle.input!
      const body = JSON.stringify({
        ...requestToJson(bundle.request),
        input: { salt, tensors: tensorsToJson(tensors) },
      })
      const size = await metric(name, 'log_size')
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${gatewayOf(name)}/assay/v1/infer`, { method: 'POST', headers, body })
      expect([id, await answer.json()]).toMatchObject([id, { code: 'nonce_replayed' }])
      expect(await metric(name, 'log_size')).toBe(size)
    }

    // Killed right after its answer, before any checkpoint can hold it.
    const direct = createClient(file, { gateways: [gatewayOf(name)] })
    const pid = pidOf(name)
    const answer = unwrap(await run(direct, { model: MODEL, inputs: { image: { pixels } }, payer: payer() }))
    process.kill(pid, 'SIGKILL')
    if (EXECUTORS.includes(name)) expect(answer.bundle.receipt.node).toBe(node)
    receipts.set(answer.id, { node: answer.bundle.receipt.node, bundle: answer.bundle, relayed: name === 'gamma' })
    await until(`the end of ${name}`, 5_000, () => !processesOf(network.home).some(process => process.pid === pid))
    expect((await ask()).ms).toBeLessThan(AGAIN_MS)
    await restart(name)
    await until(
      'its inclusion',
      20_000,
      async () => (await status(`${gatewayOf(name)}/receipts/${answer.id}/inclusion`)) === 200,
    )
    expect(await verify(answer.bundle, 20_000)).toEqual(HOLDS)

    // Everything since the first checkpoint that the user has seen of each log.
    const [held] = first
    const grown = await assayJson(['log', 'consistency', held!.id], options())
    expect(grown).toMatchObject({ ok: true, node: held!.node })
    expect(grown.to).toBeGreaterThan(grown.from)
    const { nodes } = await assayJson(['nodes'], options())
    expect(nodes.find((entry: Json) => entry.node === node)).toMatchObject({
      keyIndex: before.get(name)!.record.keyIndex,
      keys: before.get(name)!.record.keys,
      peerId: before.get(name)!.peerId,
      exitedAt: null,
    })
    expect((await assayJson(['models'], options())).models.map((model: Json) => model.modelId)).toEqual([modelId])
    console.log(`${name}: done at ${at()}`)
  })

  it('in the end every receipt is served by every gateway, and every one verifies', { timeout: 120_000 }, async () => {
    expect(receipts.size).toBeGreaterThanOrEqual(10)
    expect(new Set([...receipts.values()].map(({ node }) => node)).size).toBe(2)
    const nonces = [...receipts.values()].map(({ bundle }) => `${bundle.receipt.payer}/${bundle.receipt.nonce}`)
    expect(new Set(nonces).size).toBe(nonces.length)
    for (const [id, { bundle }] of receipts) {
      for (const url of network.gateways)
        expect([url, id, await status(`${url}/receipts/${id}`)]).toEqual([url, id, 200])
      expect([id, await verify(bundle, 20_000)]).toEqual([id, HOLDS])
    }
    for (const name of NAMES) expect(await metric(name, 'log_forks_seen')).toBe(0)
  })
})
