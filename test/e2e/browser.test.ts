// One receipt, three places: Chromium, Node and the CLI give the same verdict object, for an honest receipt and a changed one on
// a running network, and (Chromium and Node) for every case of vectors/receipt, a lying node among them.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient, parseNetwork, verifyReceipt } from '../../src/client/index.ts'
import { wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { bundleText, parseBundle } from '../../src/core/receipt/index.ts'
import { namedPolicy } from '../../src/core/verify/index.ts'
import { needChromium, runInChromium } from '../support/chromium.ts'
import { judgeVector, type Vector } from './browserPage.ts'
import { assay, assayJson, digits, oneObject, temporary } from './support/cli.ts'
import { MODEL, type Running, startNetwork } from './support/network.ts'

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

test('Chromium, Node and the CLI agree', { timeout: 120_000 }, async context => {
  const chromium = needChromium(context)
  const { home } = network
  const { receiptId } = await assayJson(['run', MODEL, '--input', digits('images/5-0.png')], { home })
  // The first look keeps the inclusion with the receipt: from then on it is one text wherever it is verified.
  await assayJson(['verify', receiptId, '--wait', '20'], { home })
  const honest = readFileSync(join(home, 'receipts', `${receiptId}.json`), 'utf8')
  const bundle = unwrap(parseBundle(honest))
  expect(bundle.inclusion).not.toBeNull()
  const changed = bundleText({ ...bundle, receipt: { ...bundle.receipt, price: bundle.receipt.price + 1n } })

  const networkText = readFileSync(network.networkFile, 'utf8')
  const client = createClient(unwrap(parseNetwork(networkText)))
  const policy = unwrap(namedPolicy('replayed', bundle.receipt.modelId))
  const origins = [client.network.rpc[0]!, ...network.gateways]
  const inBrowser = await runInChromium<{ live: unknown[]; vectors: unknown[] }>(
    chromium,
    PAGE,
    { receipts: [honest, changed], network: networkText, vectors: vectors() },
    origins,
  )

  for (const [i, [text, code, exit]] of (
    [
      [honest, 'ok', 0],
      [changed, 'price_mismatch', 1],
    ] as const
  ).entries()) {
    const file = join(home, `receipt-${i}.json`)
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
  }

  const expected = []
  for (const vector of vectors()) expected.push(plain(await judgeVector(vector)))
  expect(inBrowser.vectors).toEqual(expected)
  expect(expected.map(({ code }) => code)).toContain('replay_mismatch')
})
