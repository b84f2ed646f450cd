// Language models through clients that believe nobody: verifyingFetch under the official OpenAI client, over gateways of real nodes. Honest
// streams arrive whole; another model's tokens under valid signatures, and changed streams, end in an error before their last chunk.

import { createServer } from 'node:net'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StreamChecked } from '../../src/client/language/backend.ts'
import { verifyingFetch } from '../../src/client/language/verifyingFetch.ts'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import type { Odds } from '../../src/core/watch/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import { type HttpServer, serveHttp } from '../../src/platform/node/http.ts'
import { byteLanguage } from '../support/byteLanguage.ts'
import { type Devnet, eventually, startDevnet } from '../support/devnet.ts'

const model = byteLanguage({ layers: 2, context: 256 })
const other = byteLanguage({ layers: 2, context: 256, seed: 9 })
const NAME = 'test/bytes@1'

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

interface World {
  readonly devnet: Devnet
  readonly servers: HttpServer[]
  readonly modelId: Hex
  readonly url: string
  stop(): Promise<void>
}

/** Node 0 executes behind a gateway of its own; node 1 verifies, of another operator. */
async function startWorld(dishonest: boolean): Promise<World> {
  const ports = [await freePort(), await freePort()]
  const devnet = await startDevnet({
    nodes: 2,
    roles: index => (index === 0 ? ['host', 'execute', 'gateway'] : ['host', 'verify', 'gateway']),
    config: index => ({ endpoint: `http://127.0.0.1:${ports[index]}` }),
    deps: index =>
      dishonest && index === 0 ? { faults: { generate: { model: () => toHex(other.identity.modelId) } } } : {},
  })
  const { modelId } = await devnet.publish(model, NAME, 0)
  if (dishonest) await devnet.publish(other, 'test/other@1', 0)
  const servers = await Promise.all(
    ports.map((port, index) => {
      const gateway = createGateway(devnet.node(index).backend as Parameters<typeof createGateway>[0], {
        version: 'test',
        network: devnet.network,
      })
      return serveHttp({ port, fetch: gateway.fetch })
    }),
  )
  await eventually(() => devnet.node(1).hosting.has(modelId), 'the model on the verifier')
  return {
    devnet,
    servers,
    modelId,
    url: servers[0]!.url,
    async stop() {
      await Promise.all(servers.map(server => server.close(50)))
      await devnet.stop()
    },
  }
}

async function complete(
  world: World,
  fetch: typeof globalThis.fetch,
  body: Partial<OpenAI.CompletionCreateParamsStreaming> = {},
): Promise<{ text: string; chunks: number; error: unknown; finish: string | null }> {
  const client = new OpenAI({ baseURL: `${world.url}/v1`, apiKey: 'any', fetch, maxRetries: 0 })
  let text = ''
  let chunks = 0
  let finish: string | null = null
  try {
    const stream = await client.completions.create({
      model: NAME,
      prompt: 'Once upon',
      max_tokens: 80,
      temperature: 1,
      seed: 7,
      ...({ ignore_eos: true } as object),
      ...body,
      stream: true,
    })
    for await (const chunk of stream) {
      chunks++
      text += chunk.choices[0]?.text ?? ''
      finish = chunk.choices[0]?.finish_reason ?? finish
    }
    return { text, chunks, error: null, finish }
  } catch (error) {
    return { text, chunks, error, finish }
  }
}

describe('verifyingFetch over honest nodes', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld(false)
  })
  afterAll(() => world?.stop())

  it('streams what a plain client gets, replayed here as it comes', async () => {
    const seen: StreamChecked[] = []
    const fetch = verifyingFetch({ network: world.devnet.network, onProgress: found => seen.push(found) })
    const checked = await complete(world, fetch)
    expect(checked.error).toBeNull()
    expect(checked.finish).toBe('length')
    const last = seen.at(-1)!
    expect(last).toMatchObject({ tokens: 80, replayed: 80 })
    for (const { tokens, replayed } of seen) expect(tokens - replayed).toBeLessThanOrEqual(32)
    expect((await complete(world, globalThis.fetch)).text).toBe(checked.text)
  })

  it('buys the trace root with every answer where it is told to', async () => {
    const { network } = world.devnet
    const node = world.devnet.node(0)
    const before = node.metrics.read().trace_roots ?? 0
    const fetch = verifyingFetch({ network, traceRoot: true })
    expect(await complete(world, fetch, { max_tokens: 8 })).toMatchObject({ error: null, finish: 'length' })
    expect(node.metrics.read().trace_roots).toBe(before + 1)
  })

  it('replays as many answers of a session as it takes to catch a cheat, and says so', async () => {
    const { network } = world.devnet
    for (const [caught, expected] of [
      [1, 3],
      [0, 0],
    ] as const) {
      const seen: StreamChecked[] = []
      const states: { requests: number; replayed: number; odds: Odds }[] = []
      const watch = { requests: 3, wrong: 2, caught, onRequest: (so: (typeof states)[0]) => states.push(so) }
      const fetch = verifyingFetch({ network, watch, onProgress: found => seen.push(found) })
      for (let i = 0; i < 3; i++) expect((await complete(world, fetch, { max_tokens: 8 })).error).toBeNull()
      expect(states.map(({ requests }) => requests)).toEqual([1, 2, 3])
      expect(states.at(-1)).toMatchObject({ replayed: expected, odds: { rate: caught, caught } })
      expect(seen.filter(({ tokens, replayed }) => tokens === 8 && replayed === 8)).toHaveLength(expected)
    }
    // What draws says which; a policy that a request names stays.
    let draw = 0
    const replayed: number[] = []
    const fetch = verifyingFetch({
      network,
      random: length => new Uint8Array(length).fill(length === 6 ? [0x00, 0x80, 0xff][draw++ % 3]! : 7 + draw),
      watch: { requests: 100, wrong: 1, caught: 0.5, onRequest: so => replayed.push(so.replayed) },
    })
    for (let i = 0; i < 3; i++) await complete(world, fetch, { max_tokens: 4 })
    expect(replayed).toEqual([1, 1, 1])
    expect(() => verifyingFetch({ network, watch: { requests: 10, wrong: 11, caught: 0.5 } })).toThrow(RangeError)
  })

  it('asks a verifier of another operator where it is told to, and where that may read the prompt', async () => {
    const options = { network: world.devnet.network, replay: 'verifier' } as const
    const refused = await complete(world, verifyingFetch(options))
    expect(refused.error).toMatchObject({ code: 'disclosure_required' })
    const seen: StreamChecked[] = []
    const fetch = verifyingFetch({ ...options, disclosure: 'verifiers', onProgress: found => seen.push(found) })
    const { error, text } = await complete(world, fetch)
    expect(error).toBeNull()
    expect(text.length).toBeGreaterThan(0)
    expect(seen.at(-1)).toMatchObject({ tokens: 80, replayed: 80 })
    expect(world.devnet.node(1).metrics.read()['follows_ok']).toBeGreaterThan(0)
  })

  it('audited is met by an own replay, and by no word of others', async () => {
    const { network } = world.devnet
    const own = await complete(world, verifyingFetch({ network, policy: 'audited' }))
    expect(own.error).toBeNull()
    const others = verifyingFetch({ network, policy: 'audited', replay: 'verifier', disclosure: 'verifiers' })
    const refused = await complete(world, others)
    expect(refused.error).toMatchObject({ code: 'audit_missing' })
  })

  it('is not satisfied by a verifier that says one thing again and again', async () => {
    let first: string | null = null
    const lazy: typeof globalThis.fetch = async (input, init) => {
      if (!/\/assay\/v1\/follow\/0x/.test(String(input))) return globalThis.fetch(input, init)
      first ??= await (await globalThis.fetch(input, init)).text()
      return new Response(first, { headers: { 'content-type': 'application/json' } })
    }
    const { network } = world.devnet
    const fetch = verifyingFetch({ network, replay: 'verifier', disclosure: 'verifiers', fetch: lazy })
    const { error, finish } = await complete(world, fetch)
    expect(error).toMatchObject({ code: 'verdicts_missing' })
    expect(finish).toBeNull()
  })

  it('gives embeddings that it has computed again', async () => {
    const fetch = verifyingFetch({ network: world.devnet.network })
    const client = new OpenAI({ baseURL: `${world.url}/v1`, apiKey: 'any', fetch, maxRetries: 0 })
    const { data } = await client.embeddings.create({ model: NAME, input: 'embed me' })
    expect(data[0]!.embedding).toHaveLength(32)
    const plain = new OpenAI({ baseURL: `${world.url}/v1`, apiKey: 'any', maxRetries: 0 })
    expect((await plain.embeddings.create({ model: NAME, input: 'embed me' })).data[0]!.embedding).toEqual(
      data[0]!.embedding,
    )
  })

  it('lists models, and refuses one that is not there', async () => {
    const fetch = verifyingFetch({ network: world.devnet.network })
    const client = new OpenAI({ baseURL: `${world.url}/v1`, apiKey: 'any', fetch, maxRetries: 0 })
    expect((await client.models.list()).data.map(({ id }) => id)).toContain(NAME)
    await expect(client.completions.create({ model: 'no/model@1', prompt: 'x' })).rejects.toMatchObject({ status: 404 })
  })

  /** A gateway between, which changes lines of the stream. */
  const bending =
    (bend: (lines: Record<string, unknown>[]) => Record<string, unknown>[]): typeof globalThis.fetch =>
    async (input, init) => {
      const response = await globalThis.fetch(input, init)
      if (!String(input).endsWith('/assay/v1/generate')) return response
      const lines = (await response.text())
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line))
      const text = bend(lines)
        .map(line => `${JSON.stringify(line)}\n`)
        .join('')
      return new Response(text, { status: 200, headers: { 'content-type': 'application/x-ndjson' } })
    }
  const chunksOf = (lines: Record<string, unknown>[]) => lines.flatMap(({ type }, i) => (type === 'chunk' ? [i] : []))

  it.each([
    [
      'altered',
      'stream_head_mismatch',
      (lines: Record<string, unknown>[]) => {
        const at = chunksOf(lines)[5]!
        return lines.map((line, i) => (i === at ? { ...lines[at], tokens: [65] } : line))
      },
    ],
    ['dropped', 'stream_chunk_missing', (lines: Record<string, unknown>[]) => lines.toSpliced(chunksOf(lines)[5]!, 1)],
    [
      'repeated',
      'stream_chunk_repeated',
      (lines: Record<string, unknown>[]) => {
        const at = chunksOf(lines)[5]!
        return lines.toSpliced(at, 0, lines[at]!)
      },
    ],
    ['cut off', 'gateway_unreachable', (lines: Record<string, unknown>[]) => lines.slice(0, chunksOf(lines)[20])],
  ])('ends with an error where a chunk is %s', async (_, code, bend) => {
    const { network } = world.devnet
    const { error } = await complete(world, verifyingFetch({ network, policy: 'signed', fetch: bending(bend) }))
    expect(error).toMatchObject({ code })
  })
})

describe('a node that streams another model’s tokens', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld(true)
  })
  afterAll(() => world?.stop())

  it('passes where only signatures are asked for', async () => {
    const fetch = verifyingFetch({ network: world.devnet.network, policy: 'signed' })
    expect((await complete(world, fetch)).error).toBeNull()
  })

  it.each(['own', 'verifier'] as const)('is reported before the last chunk under an %s replay', async replay => {
    const fetch = verifyingFetch({ network: world.devnet.network, replay, disclosure: 'verifiers' })
    const { error, finish, text } = await complete(world, fetch)
    expect(error).toMatchObject({ code: replay === 'own' ? 'replay_mismatch' : 'verdict_negative' })
    expect(finish).toBeNull()
    expect(text.length).toBeLessThanOrEqual(48)
  })
})
