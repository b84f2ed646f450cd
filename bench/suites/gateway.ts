// Suite gateway: what the OpenAI surface adds to a node of one's own, one call at a time and fifty at once, beside the Portkey gateway before
// an upstream that answers at once; and what heads, ticks and receipts cost an engine with 32 streams.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Hex, toHex } from '../../src/core/bytes/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { decodeModel, type ExactModel, encodeModel } from '../../src/core/graph/index.ts'
import { encodeSampler, makeSampler } from '../../src/core/language/index.ts'
import { makeRequest, tensorOfTokens } from '../../src/core/receipt/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import { type EngineSession, sessionOpener } from '../../src/platform/node/engine/session.ts'
import { installNodeHash } from '../../src/platform/node/hash.ts'
import { type HttpServer, serveHttp } from '../../src/platform/node/http.ts'
import { byteLanguage, promptOf } from '../../test/support/byteLanguage.ts'
import { type Devnet, eventually, startDevnet } from '../../test/support/devnet.ts'
import { engineProgram } from '../../test/support/engineProgram.ts'
import type { Metric, Sample, SampleSet, Suite } from '../harness.ts'

installNodeHash()

const STREAMS = 32
const TOKENS = 64
const AT_ONCE = 50
const NAME = 'bench/bytes@1'
const PORTKEY = '@portkey-ai/gateway@1.15.2'

export const suite: Suite = {
  name: 'gateway',
  summary: 'the OpenAI surface over a node: added latency, requests a second, and what signing streams costs',
  runs: 5,
  async *cases({ progress, signal }) {
    progress('starting a network of one node')
    const place = await startPlace()
    const portkey = await startPortkey(progress)
    const alone = await sessionOpener({
      ...{ engine: 'wasm', memoryBytes: 2 ** 31, graceMs: 250 },
      program: await engineProgram(),
    })(encodeModel(place.bard), signal)
    try {
      yield {
        name: `${STREAMS} streams of the shipped model`,
        metric: (): Metric => ({ unit: 'tokens/s', target: { ratio: 'engine alone', atLeast: 0.98 } }),
        ours: () => signedStreams(place),
        others: { 'engine alone': () => plainStreams(alone) },
      }
      yield {
        name: 'one call at a time, first token',
        metric: (name): Metric => ({ unit: 'ms', ...(name.startsWith('added') ? { target: { atMost: 2 } } : {}) }),
        sample: runs => added(runs, () => calls(place, 1, 40), portkey === null ? null : () => portkey.calls(1, 40)),
      }
      yield {
        name: `${AT_ONCE} calls at once, first token`,
        metric: (name): Metric => ({
          unit: 'ms',
          ...(name === 'added p50'
            ? { target: { atMost: 2 } }
            : name === 'added p99'
              ? { target: { atMost: 10 } }
              : {}),
        }),
        sample: runs =>
          added(runs, () => calls(place, AT_ONCE, 4), portkey === null ? null : () => portkey.calls(AT_ONCE, 4)),
      }
    } finally {
      portkey?.stop()
      await alone.close()
      await place.stop()
    }
  },
}

// ---------------------------------------------------------------- signing

const jobs = (bytes: Uint8Array) =>
  Array.from({ length: STREAMS }, (_, i) => ({
    prompt: Array.from({ length: 12 }, (_, k) => 300 + ((i * 31 + k * 7) % 1500)),
    sampler: bytes,
    seed: crypto.getRandomValues(new Uint8Array(32)),
  }))
const endless = (): Uint8Array => encodeSampler(makeSampler({ maxTokens: TOKENS, temperature: 1, ignoreEos: true }))

/** Whole streams of a node: heads, ticks, receipts, the log on the disk. */
async function signedStreams({ devnet, bard }: Place): Promise<Sample> {
  const node = devnet.node(0)
  const signal = AbortSignal.timeout(60_000)
  let count = 0
  const asks = jobs(endless()).map(({ prompt, sampler, seed }) => {
    const { signed, input } = makeRequest({
      ...{ domain: node.chain.domain, modelId: toHex(bard.identity.modelId), input: [tensorOfTokens(prompt)] },
      ...{ maxPrice: 0n, disclosure: 'requester', delegates: [], payer: null },
      deadline: BigInt(Math.floor(Date.now() / 1000) + 60),
      sampler: { bytes: sampler, seed: toHex(seed) },
      random: length => crypto.getRandomValues(new Uint8Array(length)),
    })
    return { request: signed, input, sampler }
  })
  const started = performance.now()
  await Promise.all(
    asks.map(async (ask, i) => {
      const options = { requestId: 'bench', from: `bench/${i}`, signal }
      for await (const event of node.backend.generate(ask, options))
        if (event.type === 'chunk') count += event.tokens.length
    }),
  )
  return { rate: (1000 * count) / (performance.now() - started) }
}

/** The same answers of the same engine in the same kind of session, signed by nobody. */
async function plainStreams({ language }: EngineSession): Promise<Sample> {
  const signal = AbortSignal.timeout(60_000)
  let count = 0
  const started = performance.now()
  await Promise.all(
    jobs(endless()).map((job, i) =>
      language!.generate({ ...job, key: `bench/${i}` }, signal, ({ tokens }) => {
        count += tokens.length
      }),
    ),
  )
  return { rate: (1000 * count) / (performance.now() - started) }
}

// ---------------------------------------------------------------- added latency

interface Times {
  /** Milliseconds of each call, through what is measured and without it. */
  readonly through: readonly number[]
  readonly direct: readonly number[]
  readonly perSecond: number
}

interface Place {
  readonly bard: ExactModel
  readonly devnet: Devnet
  readonly server: HttpServer
  readonly modelId: Hex
  stop(): Promise<void>
}

async function startPlace(): Promise<Place> {
  const devnet = await startDevnet({
    nodes: 1,
    config: () => ({ execute: { queue: 512, perRequester: 512, streams: 128 }, verify: { share: 0 } }),
  })
  const bard = unwrap(
    decodeModel(new Uint8Array(readFileSync(new URL('../../models/bard/model.assay', import.meta.url)))),
  )
  await devnet.publish(bard, 'bench/bard@1', 0)
  const { modelId } = await devnet.publish(byteLanguage({ layers: 1, width: 16, context: 64 }), NAME, 0)
  const { backend } = devnet.node(0)
  await eventually(async () => (await backend.model(NAME)) !== null, 'the model')
  const gateway = createGateway(backend as Parameters<typeof createGateway>[0], {
    version: '0',
    network: devnet.network,
  })
  const server = await serveHttp({ fetch: gateway.fetch, port: 0 })
  return {
    bard,
    devnet,
    server,
    modelId,
    async stop() {
      await server.close(100)
      await devnet.stop()
    },
  }
}

/** `rounds` times `atOnce` calls through the gateway, and as many of the node itself, in turn. */
async function calls({ devnet, server, modelId }: Place, atOnce: number, rounds: number): Promise<Times> {
  const node = devnet.node(0)
  const through: number[] = []
  const direct: number[] = []
  let busy = 0
  const many = (one: () => Promise<number>): Promise<number[]> => Promise.all(Array.from({ length: atOnce }, one))
  const http = async (): Promise<number> => {
    const started = performance.now()
    const response = await fetch(`${server.url}/v1/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: NAME, prompt: 'abcd', max_tokens: 1, stream: true, ignore_eos: true }),
    })
    const reader = response.body!.getReader()
    await reader.read()
    const took = performance.now() - started
    while (!(await reader.read()).done) {}
    return took
  }
  const own = async (): Promise<number> => {
    const started = performance.now()
    const sampler = encodeSampler(makeSampler({ maxTokens: 1, ignoreEos: true }))
    const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
    const { signed, input } = makeRequest({
      ...{ domain: node.chain.domain, modelId, input: [tensorOfTokens(promptOf('abcd'))], maxPrice: 0n },
      ...{ disclosure: 'requester', delegates: [], deadline: BigInt(Math.floor(Date.now() / 1000) + 60), payer: null },
      ...{ sampler: { bytes: sampler, seed: toHex(random(32)) }, random },
    })
    const options = { requestId: 'bench', from: 'bench', signal: AbortSignal.timeout(30_000) }
    let first = 0
    for await (const event of node.backend.generate({ request: signed, input, sampler }, options))
      if (event.type === 'chunk') first ||= performance.now() - started
    return first
  }
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    through.push(...(await many(http)))
    busy += performance.now() - started
    direct.push(...(await many(own)))
  }
  return { through, direct, perSecond: (1000 * atOnce * rounds) / busy }
}

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))]!

const sampleOf = ({ through, direct, perSecond }: Times): Sample => ({
  'added p50': quantile(through, 0.5) - quantile(direct, 0.5),
  'added p99': quantile(through, 0.99) - quantile(direct, 0.99),
  'whole p50': quantile(through, 0.5),
  'requests each second': perSecond,
})

async function added(
  runs: number,
  ours: () => Promise<Times>,
  other: (() => Promise<Times>) | null,
): Promise<SampleSet> {
  const set = { ours: [] as Sample[], others: {} as Record<string, Sample[]> }
  for (let run = -1; run < runs; run++) {
    const [mine, theirs] = [sampleOf(await ours()), other === null ? null : sampleOf(await other())]
    if (run < 0) continue
    set.ours.push(mine)
    if (theirs !== null) (set.others['Portkey before a stub'] ??= []).push(theirs)
  }
  return set
}

// ---------------------------------------------------------------- Portkey

interface Portkey {
  calls(atOnce: number, rounds: number): Promise<Times>
  stop(): void
}

/** The Portkey gateway before a server that answers at once; null where npm cannot install it. */
async function startPortkey(progress: (text: string) => void): Promise<Portkey | null> {
  const directory = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'assay-bench/portkey')
  const script = join(directory, 'node_modules/@portkey-ai/gateway/build/start-server.js')
  if (!existsSync(script)) {
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'package.json'), '{"private":true}')
    progress(`installing ${PORTKEY}`)
    const { status } = spawnSync('npm', ['install', PORTKEY, '--ignore-scripts', '--no-audit'], { cwd: directory })
    if (status !== 0) return null
  }
  const chunk = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm' }
  const choice = { index: 0, delta: { content: 'a' }, finish_reason: null }
  const stub = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'text/event-stream')
      response.end(`data: ${JSON.stringify({ ...chunk, choices: [choice] })}\n\ndata: [DONE]\n\n`)
    })
  })
  await new Promise<void>(resolve => stub.listen(0, '127.0.0.1', resolve))
  const upstream = `http://127.0.0.1:${(stub.address() as AddressInfo).port}/v1`
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise<unknown>(resolve => probe.close(resolve))
  const child: ChildProcess = spawn(process.execPath, [script, `--port=${port}`, '--headless'], { stdio: 'ignore' })
  const stop = (): void => {
    child.kill()
    stub.close()
    stub.closeAllConnections()
  }
  const headers = {
    'content-type': 'application/json',
    authorization: 'Bearer any',
    'x-portkey-provider': 'openai',
    'x-portkey-custom-host': upstream,
  }
  const call = async (base: string): Promise<number> => {
    const started = performance.now()
    const body = JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'abcd' }] })
    const response = await fetch(`${base}/chat/completions`, { method: 'POST', headers, body })
    const reader = response.body!.getReader()
    await reader.read()
    const took = performance.now() - started
    while (!(await reader.read()).done) {}
    return took
  }
  const base = `http://127.0.0.1:${port}/v1`
  for (let attempt = 0; ; attempt++) {
    try {
      await call(base)
      break
    } catch {
      if (attempt > 100) {
        stop()
        return null
      }
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
  return {
    stop,
    async calls(atOnce, rounds) {
      const many = (to: string): Promise<number[]> => Promise.all(Array.from({ length: atOnce }, () => call(to)))
      const [through, direct]: [number[], number[]] = [[], []]
      let busy = 0
      for (let round = 0; round < rounds; round++) {
        const started = performance.now()
        through.push(...(await many(base)))
        busy += performance.now() - started
        direct.push(...(await many(upstream)))
      }
      return { through, direct, perSecond: (1000 * atOnce * rounds) / busy }
    },
  }
}
