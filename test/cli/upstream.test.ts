// A server of an operator's own on a network, by commands alone: a node that answers by it joins, its declaration is published under a
// name, and whoever knows the name has answers of it.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assayJson, builtCli, expectNothingLeft, type Json, temporary, until } from '../e2e/support/cli.ts'
import { firstObject, type Running, type Started, start, startNetwork, untilEnded } from '../e2e/support/network.ts'
import { SAID, startUpstreamServer, type UpstreamTestServer } from '../support/upstreamServer.ts'

const NAME = 'local/tiny@1'
const home = temporary('operator')
let network: Running
let server: UpstreamTestServer
let node: Started

const cli = (args: readonly string[], code = 0): Promise<Json> =>
  assayJson(args, { home, env: { ASSAY_NETWORK: network.networkFile } }, code)

beforeAll(async () => {
  server = await startUpstreamServer()
  network = await startNetwork({ publish: false })
}, 120_000)
afterAll(async () => {
  if (node !== undefined) {
    node.process.stdin!.end()
    expect(await untilEnded(node, home), node.stderr()).toBe(0)
  }
  await server?.close()
  if (network === undefined) return
  expect(await network.stop()).toBe(0)
  await expectNothingLeft(network.home, network.ports)
}, 60_000)

it('answers by name once its node has joined and its declaration is published', { timeout: 120_000 }, async () => {
  const { gateway, peer } = network.ports
  const flags = ['--gateway-port', String(gateway + 3), '--peer-port', String(peer + 3), '--devnet-operator', '5']
  const words = ['node', 'join', 'own', '--managed', ...flags, '--upstream', `tiny=${server.url}`, '--home', home]
  node = start(await builtCli(), words, home, { ASSAY_NETWORK: network.networkFile })
  const { node: account } = await firstObject(node, 60_000)
  const { nodes } = await cli(['nodes'])
  const { operator } = nodes.find((entry: Json) => entry.node === account)
  const published = await cli(['publish', '--upstream', 'tiny', '--operator', operator, '--name', NAME])
  expect(published).toMatchObject({ kind: 'upstream', floatId: expect.stringMatching(/^upstream:0x/), name: NAME })
  // Through the gateway of another node.
  const [url] = network.gateways
  await until('a gateway knows the name and its host', 40_000, async () => {
    const { assay } = (await (await fetch(`${url}/v1/models/${NAME}`)).json()) as Json
    return assay?.upstream?.operator === operator && assay.hosts.includes(account)
  })
  const openai = new OpenAI({ apiKey: 'none', baseURL: `${url}/v1`, maxRetries: 5 })
  const asked = { model: NAME, messages: [{ role: 'user' as const, content: 'Hello' }] }
  const answer = await openai.chat.completions.create(asked)
  expect(answer.choices[0]!.message.content).toBe(SAID)
  const file = join(home, 'receipt.json')
  writeFileSync(file, JSON.stringify((answer as unknown as Json).assay.choices[0].bundle))
  const judged = ['verify', file, '--gateway', url!, '--wait', '20', '--policy']
  expect(await cli([...judged, 'signed'])).toMatchObject({ ok: true })
  expect(await cli([...judged, 'replayed'], 1)).toMatchObject({ ok: false, code: 'model_not_exact' })
})

it('refuses what cannot be meant', { timeout: 60_000 }, async () => {
  for (const words of [
    ['publish'],
    ['publish', 'x.assay', '--upstream', 'tiny'],
    ['publish', 'x.assay', '--operator', `0x${'11'.repeat(20)}`],
    ['publish', '--upstream', 'tiny', '--operator', 'nobody'],
    ['node', 'init', 'second', '--upstream', 'tiny'],
  ])
    expect([words, await cli(words, 2)]).toMatchObject([words, { ok: false, code: 'usage' }])
})
