// assay chat, assay proxy and assay verify of saved streams, against a running network with the shipped language model.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assayJson, builtCli, expectNothingLeft, type Json, root, temporary } from '../e2e/support/cli.ts'
import { firstObject, type Running, type Started, start, startNetwork } from '../e2e/support/network.ts'
import { describeClients } from '../openai/support/clientSuite.ts'

const MODEL = 'local/bard@1'

let network: Running
let proxy: Started
let proxyUrl: string
const user = temporary('user')
const options = { home: user, env: {} as Record<string, string> }
const cli = (args: readonly string[], code = 0): Promise<Json> => assayJson(args, options, code)

async function startAll(): Promise<void> {
  network = await startNetwork({ publish: false })
  options.env = { ASSAY_NETWORK: network.networkFile }
  await cli(['publish', join(root, 'models/bard/model.assay'), '--name', MODEL])
  proxy = start(await builtCli(), ['proxy', '--port', '0', '--json'], user, options.env)
  proxyUrl = String((await firstObject(proxy, 30_000)).baseUrl).replace(/\/v1$/, '')
}
const stopAll = async (): Promise<void> => {
  proxy?.process.kill('SIGINT')
  await proxy?.ended
  if (network === undefined) return
  expect(await network.stop()).toBe(0)
  await expectNothingLeft(network.home, network.ports)
}

const started = startAll()
started.catch(() => {})
beforeAll(() => started, 180_000)
afterAll(stopAll, 60_000)

describe('chat', () => {
  it('streams an answer that was computed again here, and keeps its receipt', async () => {
    const answer = await cli(['chat', MODEL, '-m', 'What news, good cousin?', '--max-tokens', '40'])
    expect(answer).toMatchObject({ level: 'replayed', finish: expect.stringMatching(/^(eos|length)$/) })
    expect(answer.text.length).toBeGreaterThan(0)
    const verdict = await cli(['verify', answer.receiptId, '--wait', '20'])
    expect(verdict).toMatchObject({ ok: true })
  })

  it('refuses what it cannot do, by name', async () => {
    expect(await cli(['chat', 'no/model@1', '-m', 'x'], 1)).toMatchObject({ code: 'model_not_found' })
    expect(await cli(['chat', MODEL, '-m', 'x', '--temperature', 'hot'], 2)).toMatchObject({ code: 'usage' })
    expect(await cli(['chat', MODEL], 2)).toMatchObject({ code: 'usage' })
  })
})

describe('verify of a saved stream', () => {
  const file = join(user, 'stream.ndjson')
  let lines: Json[] = []
  const verify = (changed: readonly Json[], code: number): Promise<Json> => {
    const path = join(user, 'changed.ndjson')
    writeFileSync(path, changed.map(line => `${JSON.stringify(line)}\n`).join(''))
    return cli(['verify', path], code)
  }
  const chunks = (): number[] => lines.flatMap(({ type }, i) => (type === 'chunk' ? [i] : []))

  beforeAll(async () => {
    // Seeds are drawn: an answer may be too short to show anything.
    const asked = ['chat', MODEL, '-m', 'Speak to me of war and honour.', '--max-tokens', '240', '--temperature', '1.2']
    for (let attempt = 0; attempt < 16; attempt++) {
      await cli([...asked, '--save', file])
      lines = readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line))
      if (chunks().length > 3 && lines.some(({ type }) => type === 'tick')) return
    }
    throw new Error('no answer of several tokens with a tick among them')
  })

  it('is replayed for every token of a whole answer', async () => {
    const verdict = await verify(lines, 0)
    expect(verdict).toMatchObject({ ok: true, complete: true, level: 'replayed' })
    expect(verdict.covered).toBe(verdict.tokens.received)
  })

  it('holds for the signed beginning of one that was cut off', async () => {
    const ticks = lines.flatMap(({ type }, i) => (type === 'tick' ? [i] : []))
    const verdict = await verify(lines.slice(0, ticks[0]! + 1), 0)
    expect(verdict).toMatchObject({ ok: true, complete: false, level: 'replayed' })
    expect(verdict.covered).toBe(lines[ticks[0]!].tokenCount)
  })

  it.each([
    [
      'swapped',
      'stream_chunk_reordered',
      (all: Json[], [a, b]: number[]) => all.map((line, i) => (i === a ? all[b!] : i === b ? all[a!] : line)),
    ],
    ['dropped', 'stream_chunk_missing', (all: Json[], [a]: number[]) => all.filter((_, i) => i !== a)],
    [
      'repeated',
      'stream_chunk_repeated',
      (all: Json[], [a]: number[]) => all.flatMap((line, i) => (i === a ? [line, line] : [line])),
    ],
    [
      'altered',
      'stream_head_mismatch',
      (all: Json[], [a]: number[]) => all.map((line, i) => (i === a ? { ...line, tokens: [7] } : line)),
    ],
  ])('refuses one with a %s chunk', async (_, code, change) => {
    const [first, second] = chunks()
    expect(await verify(change(lines, [first!, second!]), 1)).toMatchObject({ ok: false, code })
  })

  it('contradicts nothing beside itself', async () => {
    expect(await cli(['misconduct', file, file], 1)).toMatchObject({ ok: false, code: 'not_equivocation' })
    expect(await cli(['misconduct', file, join(user, 'none.json')], 3)).toMatchObject({ code: 'file_not_found' })
  })

  it('takes what a plain client was sent', async () => {
    const response = await fetch(`${network.gateways[0]}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: MODEL,
        stream: true,
        max_tokens: 30,
        messages: [{ role: 'user', content: 'Well met.' }],
      }),
    })
    const path = join(user, 'answer.sse')
    writeFileSync(path, await response.text())
    expect(await cli(['verify', path])).toMatchObject({ ok: true, complete: true, level: 'replayed' })
    // The same tokens under another text.
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace(/"delta":\{"content":"([^"]+)"/, '"delta":{"content":"No: $1"'))
    expect(await cli(['verify', path], 1)).toMatchObject({ ok: false, code: 'stream_text_mismatch' })
  })
})

describe('proxy', () => {
  it('answers no page of elsewhere, and no other name than this machine’s', async () => {
    for (const headers of [{ origin: 'https://example.org' }, { origin: 'null' }]) {
      const response = await fetch(`${proxyUrl}/v1/models`, { headers })
      expect(response.status).toBe(400)
    }
    expect((await fetch(`${proxyUrl}/v1/models`, { headers: { origin: 'http://localhost:3000' } })).status).toBe(200)
  })

  it('answers a chat whose every token was computed again', async () => {
    const response = await fetch(`${proxyUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: MODEL, max_tokens: 20, messages: [{ role: 'user', content: 'Who goes there?' }] }),
    })
    const answer = (await response.json()) as Json
    expect(answer.assay).toMatchObject({ policy: 'replayed', checked: 'replayed' })
  })
})

describeClients('assay proxy under other people’s clients', async () => {
  await started
  return { url: proxyUrl, model: MODEL, text: /\S/, embeds: true, tools: false, close: async () => {} }
})
