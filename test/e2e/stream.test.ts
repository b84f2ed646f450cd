// A stream of a running network's language model in a web page: every token computed again by the engine that browsers have.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { needChromium, runInChromium } from '../support/chromium.ts'
import type { Seen } from './streamPage.ts'
import { assayJson, root } from './support/cli.ts'
import { type Running, startNetwork } from './support/network.ts'

const PAGE = new URL('streamPage.ts', import.meta.url)
const MODEL = 'local/bard@1'

let network: Running
beforeAll(async () => {
  network = await startNetwork()
  await assayJson(['publish', join(root, 'models/bard/model.assay'), '--name', MODEL], { home: network.home })
}, 120_000)
afterAll(() => network?.stop(), 60_000)

test('Chromium replays what it is streamed, and refuses what was changed on the way', {
  timeout: 120_000,
}, async context => {
  const chromium = needChromium(context)
  const given = { network: readFileSync(network.networkFile, 'utf8'), gateway: network.gateways[0]!, model: MODEL }
  const origins = [JSON.parse(given.network).rpc[0], ...network.gateways]
  const [honest, bent] = await runInChromium<Seen[]>(chromium, PAGE, given, origins)
  expect(honest).toMatchObject({ error: null, replayed: 24 })
  expect(honest!.text.length).toBeGreaterThan(10)
  expect(bent).toMatchObject({ error: 'stream_head_mismatch' })
})
