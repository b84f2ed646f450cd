// One receipt, three places: Chromium, Node and the CLI give the same verdict object, for an honest receipt, a changed one and
// that of a node that lies, on a running network; and Chromium and Node for every case of vectors/receipt.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient, parseNetwork, verifyReceipt } from '../../src/client/index.ts'
import { wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { bundleText, parseBundle } from '../../src/core/receipt/index.ts'
import { namedPolicy } from '../../src/core/verify/index.ts'
import { needChromium, runInChromium } from '../support/chromium.ts'
import { judgeVector, type Vector } from './browserPage.ts'
import { assay, assayJson, builtCli, digits, type Json, oneObject, temporary, until } from './support/cli.ts'
import { firstObject, MODEL, type Running, start, startNetwork, untilEnded } from './support/network.ts'

const PAGE = new URL('browserPage.ts', import.meta.url)
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value))

function vectors(): Vector[] {
  const folder = new URL('../../vectors/receipt/', import.meta.url)
  return ['valid', 'invalid'].flatMap(kind =>
    readdirSync(new URL(kind, folder)).map(name =>
      JSON.parse(readFileSync(new URL(`${kind}/${name}`, folder), 'utf8')),
    ),
  )
}

let network: Running
beforeAll(async () => {
  network = await startNetwork({ publish: true })
}, 120_000)
afterAll(() => network?.stop(), 60_000)

/** The receipt of an honest node, with its inclusion: from then on it is one text wherever it is verified. */
async function honestReceipt(): Promise<string> {
  const { home } = network
  const { receiptId } = await assayJson(['run', MODEL, '--input', digits('images/5-0.png')], { home })
  await assayJson(['verify', receiptId, '--wait', '20'], { home })
  return readFileSync(join(home, 'receipts', `${receiptId}.json`), 'utf8')
}

/** The receipt of the demonstration's dishonest node, included, cosigned, and convicted by every verifier of the network. */
async function lyingReceipt(): Promise<string> {
  const { home, ports } = network
  const gateway = `http://127.0.0.1:${ports.gateway + 9}`
  const flags = ['--gateway-port', String(ports.gateway + 9), '--peer-port', String(ports.peer + 9)]
  await assayJson(['node', 'init', 'mallory', '--roles', 'host,execute,gateway', ...flags], { home })
  const { modelId } = await assayJson(['inspect', join(home, 'digits.assay')], { home })
  const program = join(dirname(await builtCli()), 'dishonest.mjs')
  const liar = start(program, [home, 'mallory', '4'], home)
  try {
    const { node } = await firstObject(liar, 60_000)
    const get = (path: string): Promise<Json> => fetch(`${gateway}${path}`).then(response => response.json())
    await until('the model at the liar', 30_000, async () =>
      (await get(`/v1/models/${modelId}`)).assay.hosts.includes(node),
    )
    const asked = ['run', MODEL, '--input', digits('images/5-0.png'), '--disclosure', 'verifiers', '--gateway', gateway]
    // It can be asked once its peers have confirmed its log.
    const { receiptId: id } = await until('an answer of the liar', 30_000, async () => {
      const answer = await assayJson(asked, { home })
      return answer.node === node ? answer : null
    })
    await until('three verdicts', 30_000, async () => {
      const lists = await Promise.all(
        network.gateways.map(url => fetch(`${url}/receipts/${id}/verdicts`).then(r => r.json())),
      )
      return lists.every((list: Json) => list.verdicts?.length === 3)
    })
    return await until('a cosigned inclusion', 30_000, async () => {
      const receipt = await get(`/receipts/${id}`)
      return receipt.inclusion?.checkpoint.note.includes('assay/node/') ? JSON.stringify(receipt) : null
    })
  } finally {
    liar.process.stdin!.end()
    await untilEnded(liar, home)
  }
}

test('Chromium, Node and the CLI agree', { timeout: 180_000 }, async context => {
  const chromium = needChromium(context)
  const honest = await honestReceipt()
  const lie = await lyingReceipt()
  const bundle = unwrap(parseBundle(honest))
  expect(bundle.inclusion).not.toBeNull()
  const changed = bundleText({ ...bundle, receipt: { ...bundle.receipt, price: bundle.receipt.price + 1n } })

  const networkText = readFileSync(network.networkFile, 'utf8')
  const client = createClient(unwrap(parseNetwork(networkText)))
  const policy = unwrap(namedPolicy('replayed', bundle.receipt.modelId))
  // The liar's gateway is gone, but it stands in the registry, and the page looks whether it answers.
  const origins = [client.network.rpc[0]!, ...network.gateways, `http://127.0.0.1:${network.ports.gateway + 9}`]
  const inBrowser = await runInChromium<{ live: unknown[]; vectors: unknown[] }>(
    chromium,
    PAGE,
    { receipts: [honest, changed, lie], network: networkText, vectors: vectors() },
    origins,
  )

  const cases = [
    [honest, 'ok', 0],
    [changed, 'price_mismatch', 1],
    [lie, 'replay_mismatch', 1],
  ] as const
  for (const [i, [text, code, exit]] of cases.entries()) {
    const file = join(network.home, `receipt-${i}.json`)
    writeFileSync(file, text)
    // A home of its own: receipts accepted before are the relying party's memory, and memory is one of the arguments.
    const args = ['verify', file, '--network', network.networkFile, '--json']
    const ended = await assay(args, { home: temporary('verifier') })
    expect(ended.code).toBe(exit)
    const fromCli = oneObject(ended)
    const inNode = plain(unwrap(await verifyReceipt(client, { receipt: text, policy, engine: wasm })).verdict)
    expect(inNode.code).toBe(code)
    expect(inNode.checks.length).toBeGreaterThan(80)
    expect(fromCli).toEqual(inNode)
    expect(inBrowser.live[i]).toEqual(inNode)
    // The liar's signature and log are in order, and three verifiers have said that its answer is not.
    if (text !== lie) continue
    const failed = inNode.checks.filter(({ ok }) => !ok).map(({ name }) => name)
    expect(failed[0]).toBe('replay.output')
    expect(
      inNode.checks.filter(({ name, detail }) => /^verdict\./.test(name) && detail === 'found wrong'),
    ).toHaveLength(3)
  }

  const expected = []
  for (const vector of vectors()) expected.push(plain(await judgeVector(vector)))
  expect(inBrowser.vectors).toEqual(expected)
  expect(expected.map(({ code }) => code)).toContain('replay_mismatch')
})
