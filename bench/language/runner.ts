// The runner process of the language suite: one engine, one model, on random tokens. Times are taken here, around the engine alone.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { type CausalSession, isCausalSession, type Sequence } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { decodeModel } from '../../src/core/graph/index.ts'
import { partOf } from '../../src/core/language/index.ts'
import { createEngine } from '../../src/platform/node/engines.ts'
import { installNodeHash } from '../../src/platform/node/hash.ts'
import type { LanguageAnswers, LanguageQuestion, Timed } from './messages.ts'

installNodeHash()

type Ask<K extends LanguageQuestion['ask']> = Extract<LanguageQuestion, { ask: K }>

interface Loaded {
  prefill(tokens: readonly number[]): Promise<void>
  /** Tokens generated after short prompts, `batch` answers at once. */
  decode(batch: number, tokens: number): Promise<number>
  /** What an answer costs and what checking it costs. */
  replay?(tokens: number): Promise<{ generate: number; replay: number }>
}

let loaded: Loaded | undefined
const current = (): Loaded => loaded ?? fail('nothing is loaded')
const fail = (message: string): never => {
  throw new TypeError(message)
}

let drawn = 1
/** Ids of 10 to 29,999: below every vocabulary here, and none that controls anything. */
const randomTokens = (count: number): number[] =>
  Array.from({ length: count }, () => {
    drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0
    return 10 + (drawn % 29_990)
  })

const PROMPT = 16
/** Rows of a step: as the batches of nodes have them, and llama.cpp too. */
const CHUNK = 512

async function loadExact(engine: 'wasm' | 'native', file: string, threads: number): Promise<Loaded> {
  const model = unwrap(decodeModel(new Uint8Array(readFileSync(file))))
  const session = await (await createEngine(engine, { threads } as object)).load(model)
  if (!isCausalSession(session)) return fail(`${engine} runs no language models`)
  const feed = async (sequence: Sequence, tokens: readonly number[]): Promise<Int16Array> => {
    let logits = new Int16Array()
    for (let from = 0; from < tokens.length; from += CHUNK) {
      const part = tokens.slice(from, from + CHUNK)
      const last = from + part.length === tokens.length
      const [outputs] = await session.step([partOf(sequence, part, last ? 1 : 0)])
      if (last) logits = outputs![0]!.data as Int16Array<ArrayBuffer>
    }
    return logits
  }
  return {
    async prefill(tokens) {
      const sequence = session.open()
      await feed(sequence, tokens)
      sequence.close()
    },
    async decode(batch, tokens) {
      const sequences = Array.from({ length: batch }, () => session.open())
      for (const sequence of sequences) await feed(sequence, randomTokens(PROMPT))
      const started = performance.now()
      let next = sequences.map(() => randomTokens(1)[0]!)
      for (let i = 0; i < tokens; i++) {
        const outputs = await session.step(sequences.map((sequence, at) => partOf(sequence, [next[at]!], 1)))
        next = outputs.map(([logits]) => greedy(logits!.data as Int16Array))
      }
      const took = performance.now() - started
      for (const sequence of sequences) sequence.close()
      return took
    },
    replay: tokens => replay(session, tokens),
  }
}

/** As a generation and its replay do it: a row at a time, and then all rows with their logits in blocks. */
async function replay(session: CausalSession, tokens: number): Promise<{ generate: number; replay: number }> {
  const prompt = randomTokens(PROMPT)
  const sequence = session.open()
  let started = performance.now()
  let [outputs] = await session.step([partOf(sequence, prompt, 1)])
  const answer: number[] = []
  for (let i = 0; i < tokens; i++) {
    answer.push(greedy(outputs![0]!.data as Int16Array))
    if (i + 1 < tokens) [outputs] = await session.step([partOf(sequence, answer.slice(-1), 1)])
  }
  const generate = performance.now() - started
  sequence.close()
  const again = session.open()
  started = performance.now()
  const rows = [...prompt, ...answer.slice(0, -1)]
  const first = prompt.length - 1
  for (let from = 0; from < rows.length; from += 256) {
    const part = rows.slice(from, from + 256)
    const wanted = Math.min(part.length, from + part.length - first)
    const [found] = await session.step([partOf(again, part, Math.max(0, wanted))])
    if (wanted < 1) continue
    const logits = found![0]!.data as Int16Array
    const size = logits.length / wanted
    for (let i = 0; i < wanted; i++) {
      const at = from + part.length - wanted + i - first
      const token = greedy(logits.subarray(i * size, (i + 1) * size))
      if (token !== answer[at]) fail(`token ${at}: ${token}, generated was ${answer[at]}`)
    }
  }
  const took = performance.now() - started
  again.close()
  return { generate, replay: took }
}

function greedy(logits: Int16Array): number {
  let best = 0
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i
  return best
}

/** The package is installed on demand, outside the project: its types are not here. */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = any

async function loadLlama(file: string, threads: number, packages: string): Promise<Loaded> {
  const path = createRequire(`${packages}/package.json`).resolve('node-llama-cpp')
  const { getLlama, LlamaLogLevel } = (await import(pathToFileURL(path).href)) as Any
  const llama: Any = await getLlama({
    build: 'never',
    skipDownload: true,
    gpu: false,
    maxThreads: threads,
    logLevel: LlamaLogLevel.error,
  })
  const model: Any = await llama.loadModel({ modelPath: file, gpuLayers: 0 })
  const contextOf = (sequences: number): Promise<Any> =>
    model.createContext({
      contextSize: 1024,
      sequences,
      batchSize: CHUNK,
      threads: { ideal: threads, min: threads },
      flashAttention: true,
    })
  let context: Any = null
  let used = 0
  let sequences: Any[] = []
  /** As many sequences as are asked for, all of them empty. */
  const ready = async (count: number): Promise<void> => {
    if (used !== count) {
      await context?.dispose()
      context = await contextOf(count)
      sequences = Array.from({ length: count }, () => context.getSequence())
      used = count
    }
    for (const sequence of sequences) await sequence.clearHistory()
  }
  /** The last token has logits, as ours has. */
  const feed = (sequence: Any, tokens: readonly number[]): Promise<unknown> =>
    sequence.controlledEvaluate([...tokens.slice(0, -1), [tokens.at(-1), { generateNext: { token: true } }]])
  return {
    async prefill(tokens) {
      await ready(1)
      await feed(sequences[0], tokens)
    },
    async decode(batch, tokens) {
      await ready(batch)
      for (const sequence of sequences) await feed(sequence, randomTokens(PROMPT))
      const started = performance.now()
      for (let i = 0; i < tokens; i++) await Promise.all(sequences.map(sequence => feed(sequence, randomTokens(1))))
      return performance.now() - started
    },
  }
}

async function loadOnnx(file: string, threads: number): Promise<Loaded> {
  const ort = await import('onnxruntime-node')
  const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(file)), {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  })
  const width = 'shape' in session.inputMetadata[0]! ? Number(session.inputMetadata[0].shape.at(-1)) : 0
  return {
    async prefill(tokens) {
      const data = new Float32Array(tokens.length * width).map((_, i) => ((i * 37) % 101) / 50 - 1)
      await session.run({ embeddings: new ort.Tensor('float32', data, [1, tokens.length, width]) })
    },
    decode: () => fail('onnxruntime: this file has no cache'),
  }
}

const HANDLERS: { readonly [K in LanguageQuestion['ask']]: (question: Ask<K>) => Promise<LanguageAnswers[K]> } = {
  async load({ engine, file, threads, packages }) {
    const started = performance.now()
    if (engine === 'llama.cpp') loaded = await loadLlama(file, threads, packages!)
    else if (engine === 'onnxruntime') loaded = await loadOnnx(file, threads)
    else loaded = await loadExact(engine, file, threads)
    return { milliseconds: performance.now() - started }
  },
  async prefill({ tokens, milliseconds }): Promise<Timed> {
    const started = performance.now()
    let count = 0
    do {
      await current().prefill(randomTokens(tokens))
      count += tokens
    } while (performance.now() - started < milliseconds)
    return { tokens: count, milliseconds: performance.now() - started }
  },
  async decode({ batch, tokens }): Promise<Timed> {
    const milliseconds = await current().decode(batch, tokens)
    return { tokens: batch * tokens, milliseconds }
  },
  async first({ tokens }) {
    const prompt = randomTokens(tokens)
    const started = performance.now()
    await current().prefill(prompt)
    return { milliseconds: performance.now() - started }
  },
  replay: ({ tokens }) => current().replay?.(tokens) ?? fail('replay: not of this engine'),
  peak: async () => ({ bytes: process.resourceUsage().maxRSS * 1024 }),
}

process.on('message', (question: LanguageQuestion) => {
  const handle = HANDLERS[question.ask] as (question: LanguageQuestion) => Promise<unknown>
  handle(question).then(
    value => process.send?.({ kind: 'answer', value }),
    (error: unknown) =>
      process.send?.({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit())
