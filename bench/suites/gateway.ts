// Suite gateway: what the OpenAI surface adds to a node of one's own, to a call and to each chunk of fifty streams, beside the Portkey
// gateway before an upstream; and what heads, ticks and receipts cost an engine with 32 streams. Who calls is a process of its own.

import { readFileSync } from 'node:fs'
import { toHex } from '../../src/core/bytes/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { encodeFloatModel, makeUpstreamModel } from '../../src/core/float/index.ts'
import { decodeModel, type ExactModel, encodeModel, makeModel } from '../../src/core/graph/index.ts'
import { encodeSampler, makeSampler, writeTokenizer } from '../../src/core/language/index.ts'
import { makeRequest, tensorOfTokens } from '../../src/core/receipt/index.ts'
import { createGateway } from '../../src/gateway/index.ts'
import { type EngineSession, sessionOpener } from '../../src/platform/node/engine/session.ts'
import { installNodeHash } from '../../src/platform/node/hash.ts'
import { serveHttp } from '../../src/platform/node/http.ts'
import { byteTokenizer } from '../../test/support/byteLanguage.ts'
import { type Devnet, eventually, startDevnet } from '../../test/support/devnet.ts'
import { engineProgram } from '../../test/support/engineProgram.ts'
import { ageOf, type Calls, chatCalls } from '../gateway/messages.ts'
import { startPortkey } from '../gateway/portkey.ts'
import { type Caller, startCaller, startStub } from '../gateway/process.ts'
import type { Case, Metric, Sample, Suite } from '../harness.ts'
import { exactLanguageModel, LANGUAGE_SHAPES } from '../models/language.ts'

installNodeHash()

const STREAMS = 32
const TOKENS = 64
const AT_ONCE = 50
const ROUNDS = 100
const NAME = 'bench/model@1'
const UPSTREAM = 'bench/upstream@1'

export const suite: Suite = {
  name: 'gateway',
  summary: 'the OpenAI surface over a node: added latency, requests a second, and what signing streams costs',
  runs: 5,
  async *cases({ progress, signal, bundle }) {
    progress('starting a network of one node')
    const bard = unwrap(
      decodeModel(new Uint8Array(readFileSync(new URL('../../models/bard/model.assay', import.meta.url)))),
    )
    const stub = await startStub(bundle!)
    const place = await startPlace(bard, stub.url)
    const caller = startCaller(bundle!)
    const portkey = await startPortkey(stub.url, caller, progress)
    const alone = await startAlone(bard, signal)
    const beside = (measure: (calls: (tokens: number) => Calls) => Promise<Sample>) => ({
      stub: () => measure(tokens => chatCalls(stub.url, 'm', tokens)),
      ...(portkey === null ? {} : { Portkey: () => measure(portkey.calls) }),
    })
    try {
      yield {
        name: `${STREAMS} streams of the shipped model, 3.5M`,
        metric: (): Metric => ({ unit: 'tokens/s' }),
        ours: () => signedStreams(place, bard),
        others: { 'engine alone': () => plainStreams(alone) },
      }
      yield {
        name: `${AT_ONCE} streams of an upstream server, age of a chunk`,
        metric: (name): Metric => ({
          unit: name === 'chunks' ? 'chunks/s' : 'ms',
          ...(name === 'p50' ? { target: { atMost: 2 } } : name === 'p99' ? { target: { atMost: 10 } } : {}),
        }),
        ours: () => ageOfChunks(caller, place.upstream, new Map()),
        others: beside(calls => ageOfChunks(caller, calls, new Map())),
      }
      yield {
        name: `${AT_ONCE} streams of the shipped model, from the node to the caller`,
        metric: (name): Metric => ({ unit: name === 'chunks' ? 'chunks/s' : 'ms' }),
        ours: () => ageOfChunks(caller, place.calls, place.handed),
      }
      yield {
        name: 'one call of an upstream server at a time, first chunk',
        metric: (): Metric => ({ unit: 'ms' }),
        ours: () => firstTokens(caller, place.upstream),
        others: beside(calls => firstTokens(caller, calls)),
      }
      yield {
        name: 'one call of the shipped model at a time, first token',
        metric: (): Metric => ({ unit: 'ms' }),
        ours: () => firstTokens(caller, place.calls),
        others: { 'the node called directly': () => ownFirstTokens(place) },
      }
      yield {
        name: `${AT_ONCE} calls of an upstream server at once`,
        metric: (): Metric => ({ unit: 'requests/s' }),
        ours: () => rateOf(caller, place.upstream),
        others: beside(calls => rateOf(caller, calls)),
      }
    } finally {
      caller.stop()
      stub.stop()
      portkey?.stop()
      await alone.close()
      await place.stop()
    }
    yield* signingOfLarge(progress, signal)
  },
}

// ---------------------------------------------------------------- signing

/** At a size whose tokens take the engine what those of small assistants do: random weights, a tokenizer of bytes. */
async function* signingOfLarge(progress: (text: string) => void, signal: AbortSignal): AsyncGenerator<Case> {
  progress('publishing a model of 124M parameters')
  const { graph, weights, ports } = exactLanguageModel({ ...LANGUAGE_SHAPES['124M'], context: 256, weightBits: 8 })
  const language = { tokenizer: writeTokenizer(byteTokenizer()), template: new Uint8Array() }
  const model = makeModel(graph, weights, ports, {}, language)
  const place = await startPlace(model)
  const alone = await startAlone(model, signal)
  try {
    yield {
      name: `${STREAMS} streams of 124M`,
      metric: (): Metric => ({ unit: 'tokens/s', target: { ratio: 'engine alone', atLeast: 0.98 } }),
      ours: () => signedStreams(place, model),
      others: { 'engine alone': () => plainStreams(alone) },
    }
  } finally {
    await alone.close()
    await place.stop()
  }
}

const startAlone = async (model: ExactModel, signal: AbortSignal): Promise<EngineSession> =>
  sessionOpener({
    ...{ engine: 'wasm', memoryBytes: 2 ** 32, graceMs: 250 },
    program: await engineProgram(),
  })(encodeModel(model), signal)

const jobs = (bytes: Uint8Array) =>
  Array.from({ length: STREAMS }, (_, i) => ({
    prompt: Array.from({ length: 12 }, (_, k) => 1 + ((i * 31 + k * 7) % 250)),
    sampler: bytes,
    seed: crypto.getRandomValues(new Uint8Array(32)),
  }))
const endless = (): Uint8Array => encodeSampler(makeSampler({ maxTokens: TOKENS, temperature: 1, ignoreEos: true }))

/** Whole streams of a node: heads, ticks, receipts, the log on the disk. */
async function signedStreams({ devnet }: Place, model: ExactModel): Promise<Sample> {
  const node = devnet.node(0)
  const signal = AbortSignal.timeout(120_000)
  let count = 0
  const asks = jobs(endless()).map(({ prompt, sampler, seed }) => {
    const { signed, input } = makeRequest({
      ...{ domain: node.chain.domain, modelId: toHex(model.identity.modelId), input: [tensorOfTokens(prompt)] },
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
  const signal = AbortSignal.timeout(120_000)
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

interface Place {
  readonly model: ExactModel
  readonly devnet: Devnet
  /** When the node gave the gateway each chunk, by requestHash and index of the first token. */
  readonly handed: Map<string, bigint>
  /** Of the model, and of the upstream server that the node answers by. */
  calls(tokens: number): Calls
  upstream(tokens: number): Calls
  stop(): Promise<void>
}

async function startPlace(model: ExactModel, upstreamUrl?: string): Promise<Place> {
  const devnet = await startDevnet({
    nodes: 1,
    config: () => ({
      execute: {
        ...{ queue: 512, perRequester: 512, streams: 128 },
        ...(upstreamUrl === undefined ? {} : { upstreams: [{ name: 'stub', url: upstreamUrl.replace(/\/v1$/, '') }] }),
      },
      verify: { share: 0 },
    }),
  })
  await devnet.publish(model, NAME, 0)
  const { backend, chain, account } = devnet.node(0)
  await eventually(async () => (await backend.model(NAME)) !== null, 'the model')
  if (upstreamUrl !== undefined) {
    const { operator } = chain.registry().nodes.get(account)!
    const declared = makeUpstreamModel({ name: 'stub', operator })
    await devnet.publishFile(declared.identity, encodeFloatModel(declared), UPSTREAM, 0)
    await eventually(async () => (await backend.model(UPSTREAM)) !== null, 'the upstream model')
  }
  const handed = new Map<string, bigint>()
  const watched: typeof backend = Object.create(backend)
  watched.generate = async function* (...asked) {
    let requestHash = ''
    for await (const event of backend.generate(...asked)) {
      if (event.type === 'start') requestHash = event.requestHash
      else if (event.type === 'chunk') handed.set(`${requestHash}/${event.before}`, process.hrtime.bigint())
      yield event
    }
  }
  const gateway = createGateway(watched as Parameters<typeof createGateway>[0], {
    version: '0',
    network: devnet.network,
  })
  const server = await serveHttp({ fetch: gateway.fetch, port: 0 })
  return {
    model,
    devnet,
    handed,
    calls: tokens => ({
      url: `${server.url}/v1/completions`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: NAME,
        prompt: 'First Citizen',
        max_tokens: tokens,
        stream: true,
        ignore_eos: true,
      }),
      ...{ stamped: false, atOnce: 1, count: 1 },
    }),
    upstream: tokens => chatCalls(`${server.url}/v1`, UPSTREAM, tokens),
    async stop() {
      await server.close(100)
      await devnet.stop()
    },
  }
}

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))]!

/** From the node's giving a chunk to the gateway, or the stub's sending it, to its coming at the caller. */
async function ageOfChunks(
  caller: Caller,
  calls: (tokens: number) => Calls,
  handed: Map<string, bigint>,
): Promise<Sample> {
  const { arrivals, took } = await caller.call({ ...calls(TOKENS), atOnce: AT_ONCE, count: AT_ONCE })
  const added = arrivals.map(({ key, at }) => {
    const given = handed.get(key)
    return given === undefined ? ageOf(key, BigInt(at)) : Number(BigInt(at) - given) / 1e6
  })
  handed.clear()
  return { p50: quantile(added, 0.5), p99: quantile(added, 0.99), chunks: (1000 * arrivals.length) / took }
}

async function firstTokens(caller: Caller, calls: (tokens: number) => Calls): Promise<Sample> {
  const { first } = await caller.call({ ...calls(1), atOnce: 1, count: ROUNDS })
  return { p50: quantile(first, 0.5), p99: quantile(first, 0.99) }
}

async function rateOf(caller: Caller, calls: (tokens: number) => Calls): Promise<Sample> {
  const count = 4 * AT_ONCE
  const { took } = await caller.call({ ...calls(1), atOnce: AT_ONCE, count })
  return { rate: (1000 * count) / took }
}

/** What a call costs without HTTP and the surface. */
async function ownFirstTokens({ devnet, model }: Place): Promise<Sample> {
  const node = devnet.node(0)
  const sampler = encodeSampler(makeSampler({ maxTokens: 1, ignoreEos: true }))
  const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
  const first: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    const { signed, input } = makeRequest({
      ...{
        domain: node.chain.domain,
        modelId: toHex(model.identity.modelId),
        input: [tensorOfTokens([300, 301, 302])],
      },
      ...{ maxPrice: 0n, disclosure: 'requester', delegates: [], payer: null },
      deadline: BigInt(Math.floor(Date.now() / 1000) + 60),
      ...{ sampler: { bytes: sampler, seed: toHex(random(32)) }, random },
    })
    const options = { requestId: 'bench', from: 'bench', signal: AbortSignal.timeout(30_000) }
    let took = 0
    for await (const event of node.backend.generate({ request: signed, input, sampler }, options))
      if (event.type === 'chunk') took ||= performance.now() - started
    first.push(took)
  }
  return { p50: quantile(first, 0.5), p99: quantile(first, 0.99) }
}
