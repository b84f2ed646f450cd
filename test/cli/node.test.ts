// assay node: a directory and keys made, a running network joined by the registry, by an address, or from behind a NAT through a
// relay; looked at, found ill, and left again. What joins serves: it runs a model, and others reach what it has signed.

import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeNpy } from '../../src/core/formats/index.ts'
import { encodeModel } from '../../src/core/graph/index.ts'
import {
  assay,
  assayJson,
  builtCli,
  digits,
  expectNothingLeft,
  type Json,
  oneObject,
  readJson,
  temporary,
  until,
} from '../e2e/support/cli.ts'
import {
  firstObject,
  MODEL,
  type Running,
  type Started,
  start,
  startNetwork,
  untilEnded,
} from '../e2e/support/network.ts'
import { smallModel } from '../support/world.ts'

const image = digits('images/7-0.png')
let network: Running
const user = temporary('user')
const home = temporary('operator')
const running = new Map<string, Started>()

const cli = (args: readonly string[], code = 0, at = user): Promise<Json> =>
  assayJson(args, { home: at, env: { ASSAY_NETWORK: network.networkFile } }, code)

/** Ports beside those of `up`. */
const ports = (i: number): string[] => [
  ...['--gateway-port', String(network.ports.gateway + 3 + i)],
  ...['--peer-port', String(network.ports.peer + 3 + i)],
]

/** `assay node join`; resolves when the node serves and signs. */
async function joinNetwork(name: string, flags: readonly string[], env: Record<string, string> = {}): Promise<Json> {
  const started = start(await builtCli(), ['node', 'join', name, '--managed', ...flags, '--home', home], home, {
    ASSAY_NETWORK: network.networkFile,
    ...env,
  })
  running.set(name, started)
  return firstObject(started, 60_000)
}

async function leave(name: string): Promise<void> {
  const started = running.get(name)
  if (started === undefined) return
  running.delete(name)
  started.process.stdin!.end()
  expect(await untilEnded(started, home), started.stderr()).toBe(0)
}

/** Until a gateway says that `node` hosts the model. */
const hostsIt = (gateway: string, model: string, node: string): Promise<boolean> =>
  until(`${gateway} sees that ${node} hosts ${model}`, 40_000, async () => {
    const response = await fetch(`${gateway}/v1/models/${model}`)
    const json = (await response.json()) as Json
    return json.assay?.hosts?.includes(node) === true
  })

const metric = async (gateway: string, name: string): Promise<number> => {
  const text = await fetch(`${gateway}/metrics`).then(response => response.text())
  return Number(new RegExp(`^assay_node_${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
}

const signs = (gateway: string): Promise<boolean> =>
  until(`${gateway} signs`, 40_000, async () => (await metric(gateway, 'signing')) === 1)

let modelId: string

beforeAll(async () => {
  network = await startNetwork({ publish: true })
  modelId = (await cli(['models'])).models[0].modelId
}, 120_000)

afterAll(async () => {
  for (const name of [...running.keys()]) await leave(name)
  if (network === undefined) return
  expect(await network.stop()).toBe(0)
  await expectNothingLeft(network.home, network.ports)
  await expectNothingLeft(home, network.ports)
}, 60_000)

describe('node init', () => {
  it('makes a directory and four keys for its owner alone, and prints none of them', async () => {
    const made = await assay(['node', 'init', 'first', ...ports(0), '--json'], { home })
    const json = oneObject(made)
    expect(json).toEqual({
      ok: true,
      name: 'first',
      node: expect.stringMatching(/^0x[0-9a-f]{40}$/),
      receiptKey: expect.stringMatching(/^0x[0-9a-f]{40}$/),
      logKey: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      peerId: expect.stringMatching(/^12D3KooW/),
      config: join(home, 'nodes/first/config.json'),
    })
    const keys = join(home, 'nodes/first/keys')
    expect(statSync(keys).mode & 0o777).toBe(0o700)
    expect(readdirSync(keys).length).toBe(4)
    for (const name of readdirSync(keys)) {
      expect(statSync(join(keys, name)).mode & 0o777).toBe(0o600)
      const secret = /[0-9a-f]{64}/.exec(readFileSync(join(keys, name), 'utf8'))![0]
      expect(`${made.stdout}${made.stderr}`).not.toContain(secret)
    }
    expect(readJson(json.config)).toMatchObject({ roles: ['host', 'execute', 'verify', 'gateway'], pricePerRow: '0' })
  })

  it('never makes a node twice, nor one of a name or role that is none', { timeout: 60_000 }, async () => {
    const keys = join(home, 'nodes/first/keys')
    const before = readdirSync(keys).map(name => readFileSync(join(keys, name), 'utf8'))
    const cases: string[][] = [
      ['init', 'first'],
      ['init', 'Second'],
      ['init', '../second'],
      ['init', 'second', '--roles', 'host,boss'],
      ['init', 'second', '--gateway-port', '70000'],
      ['init', 'second', '--peer-port', 'any'],
      ['reboot', 'first'],
      ['exit', 'first'],
      ['run', 'first', '--operator', 'nobody'],
      ['run', 'first', '--devnet-operator', '0'],
    ]
    for (const words of cases)
      expect([words, await cli(['node', ...words], 2, home)]).toMatchObject([words, { ok: false, code: 'usage' }])
    expect(readdirSync(join(home, 'nodes'))).toEqual(['first'])
    expect(readdirSync(keys).map(name => readFileSync(join(keys, name), 'utf8'))).toEqual(before)
    for (const action of ['run', 'status', 'doctor', 'exit'])
      expect([action, await cli(['node', action, 'nobody', '--devnet-operator', '5'], 3, home)]).toMatchObject([
        action,
        { ok: false, code: 'file_not_found' },
      ])
    expect(existsSync(join(home, 'nodes/nobody'))).toBe(false)
  })
})

describe('before it joins', () => {
  it('status and doctor say what is missing, and what to do', async () => {
    const status = await cli(['node', 'status', 'first'], 0, home)
    expect(status).toMatchObject({ ok: true, state: 'not registered', ready: false, record: null })
    const found = await cli(['node', 'doctor', 'first'], 1, home)
    expect(found).toMatchObject({ ok: false, node: status.node })
    const byName = Object.fromEntries(found.findings.map((finding: Json) => [finding.name, finding]))
    expect(byName).toMatchObject({
      keys: { ok: true },
      disk: { ok: true },
      chain: { ok: true },
      registered: { ok: false },
      gas: { ok: false, detail: expect.stringContaining(status.node) },
      gateway: { ok: false },
    })
  })

  it('without an operator it is told to register first', async () => {
    expect(await cli(['node', 'run', 'first'], 3, home)).toMatchObject({ ok: false, code: 'registration_missing' })
  })

  it('keys that others can read are refused', async () => {
    const keys = join(home, 'nodes/first/keys')
    const path = join(keys, readdirSync(keys)[0]!)
    chmodSync(path, 0o644)
    try {
      const refused = await cli(['node', 'run', 'first', '--devnet-operator', '5'], 3, home)
      expect(refused).toMatchObject({ ok: false, code: 'key_exposed', message: expect.stringContaining(path) })
    } finally {
      chmodSync(path, 0o600)
    }
  })

  it('a taken port is refused with its holder, for HTTP and for peers', { timeout: 60_000 }, async () => {
    for (const port of [network.ports.gateway + 3, network.ports.peer + 3]) {
      // Peers that know the address may knock meanwhile: nobody is let in, so that it can close.
      const holder = createServer(socket => void socket.destroy())
      await new Promise<void>(resolve => holder.listen(port, '127.0.0.1', resolve))
      try {
        const refused = await cli(['node', 'run', 'first', '--devnet-operator', '5'], 3, home)
        expect([port, refused]).toMatchObject([port, { ok: false, code: 'port_taken' }])
        expect(refused.message).toContain(String(port))
      } finally {
        await new Promise(resolve => holder.close(resolve))
      }
    }
  })
})

describe('node join', () => {
  it('by the registry: it fetches the models, serves, and is seen to', { timeout: 120_000 }, async () => {
    const ready = await joinNetwork('first', ['--devnet-operator', '5'])
    const gateway = `http://127.0.0.1:${network.ports.gateway + 3}`
    expect(ready).toMatchObject({ ready: true, name: 'first', endpoint: gateway })
    await signs(gateway)
    await hostsIt(gateway, modelId, ready.node)
    await hostsIt(network.gateways[2]!, modelId, ready.node)

    const answer = await cli(['run', MODEL, '--input', image, '--gateway', gateway])
    expect(answer.node).toBe(ready.node)
    expect((await cli(['verify', answer.receiptId, '--wait', '20'])).code).toBe('ok')
    const { nodes } = await cli(['nodes'])
    expect(nodes).toHaveLength(4)
    expect(nodes.find(({ node }: Json) => node === ready.node)).toMatchObject({
      endpoint: gateway,
      peerId: ready.peerId,
    })

    expect(await cli(['node', 'status', 'first'], 0, home)).toMatchObject({ state: 'registered', ready: true })
    const found = await cli(['node', 'doctor', 'first'], 0, home)
    expect(found.findings.map(({ ok }: Json) => ok)).not.toContain(false)
    // A second process on its directory is kept out.
    expect(await cli(['node', 'run', 'first', '--devnet-operator', '5'], 3, home)).toMatchObject({
      ok: false,
      code: 'data_locked',
    })
    await leave('first')
    expect(await cli(['node', 'status', 'first'], 0, home)).toMatchObject({ state: 'registered', ready: false })
  })

  it('by an address, where network file and registry name nobody else that lives', { timeout: 120_000 }, async () => {
    const lonely = join(home, 'lonely.json')
    writeFileSync(lonely, JSON.stringify({ ...readJson(network.networkFile), bootstrap: [] }))
    const [address] = readJson(network.networkFile).bootstrap
    const ready = await joinNetwork('second', [...ports(1), '--peer', address, '--devnet-operator', '6'], {
      ASSAY_NETWORK: lonely,
    })
    const gateway = `http://127.0.0.1:${network.ports.gateway + 4}`
    await signs(gateway)
    await hostsIt(gateway, modelId, ready.node)
    const answer = await cli(['run', MODEL, '--input', image, '--gateway', gateway])
    expect(answer.node).toBe(ready.node)
    expect((await cli(['verify', answer.receiptId, '--wait', '20'])).code).toBe('ok')
    await leave('second')
  })

  it('through a relay: listening nowhere, it is asked by others and answers', { timeout: 120_000 }, async () => {
    // A model of small rows, and an executor that takes more of them than the others do: what they refuse comes to it.
    const model = smallModel()
    const file = join(user, 'small.assay')
    writeFileSync(file, encodeModel(model))
    const published = await cli(['publish', file, '--name', 'test/small@1'])
    await cli(['node', 'init', 'hidden', '--relay', '--roles', 'host,execute'], 0, home)
    const config = join(home, 'nodes/hidden/config.json')
    writeFileSync(config, JSON.stringify({ ...readJson(config), execute: { rows: 100_000 } }))

    const ready = await joinNetwork('hidden', ['--devnet-operator', '7'])
    expect(ready.endpoint).toBe('')
    for (const gateway of network.gateways) await hostsIt(gateway, published.modelId, ready.node)
    const { nodes } = await cli(['nodes'])
    const record = await until('its registered address', 20_000, async () => {
      const found = (await cli(['nodes'])).nodes.find(({ node }: Json) => node === ready.node)
      return found.addresses.length > 0 ? found : null
    })
    const relay = nodes.find(({ endpoint }: Json) => endpoint === network.gateways[0])
    for (const one of record.addresses)
      expect(one).toMatch(new RegExp(`/p2p/${relay.peerId}/p2p-circuit/p2p/${ready.peerId}$`))

    const rows = 5_000
    const input = join(user, 'rows.npy')
    const data = Float32Array.from({ length: 4 * rows }, (_, i) => (i % 255) - 127)
    writeFileSync(input, writeNpy({ dtype: 'float32', shape: [rows, 4], data }))
    const answer = await cli(['run', 'test/small@1', '--input', input, '--gateway', network.gateways[2]!])
    expect(answer.node).toBe(ready.node)
    expect(answer.outputs).toEqual((await cli(['exec', file, '--input', input])).outputs)
    // Its log is read, and cosigned, through the relay as well; the gateway keeps what it passed on, epoch and all.
    expect((await cli(['verify', answer.receiptId, '--wait', '20'])).code).toBe('ok')
    expect((await cli(['verify', answer.receiptId, '--stage', 'anchored', '--wait', '40'])).code).toBe('ok')
    await leave('hidden')
    // What it has signed holds without it, and when its keys have ended: they were in force when it was anchored.
    const left = await cli(['node', 'exit', 'hidden', '--devnet-operator', '7'], 0, home)
    expect(left.node).toBe(ready.node)
    expect((await cli(['verify', answer.receiptId, '--stage', 'anchored', '--wait', '10'])).code).toBe('ok')
  })

  it('leaves for good: its name in the registry ends, and it does not start again', { timeout: 60_000 }, async () => {
    const left = await cli(['node', 'exit', 'second', '--devnet-operator', '6'], 0, home)
    expect(left).toMatchObject({ ok: true, name: 'second', withdrawableAt: expect.any(Number) })
    expect(left.withdrawableAt * 1000).toBeGreaterThan(Date.now())
    expect(await cli(['node', 'status', 'second'], 0, home)).toMatchObject({ state: 'exited' })
    expect((await cli(['nodes'])).nodes.filter(({ exitedAt }: Json) => exitedAt === null)).toHaveLength(4)
    expect(await cli(['node', 'run', 'second', '--devnet-operator', '6'], 1, home)).toMatchObject({
      ok: false,
      code: 'node_exited',
    })
    // Only its operator decides.
    expect(await cli(['node', 'exit', 'first', '--devnet-operator', '6'], 1, home)).toMatchObject({
      ok: false,
      code: 'node_not_yours',
    })
  })
})
