// The runner process of the engine suite: one engine, one model. A process of its own for each, so that thread pools, peak
// memory and Node versions stay apart. Times are taken here, around the engine's call alone.

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { compileModel, importOnnx } from '../../src/core/compile/index.ts'
import type { Session } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { decodeModel, type ExactModel, elements, encodeModel, toIntegers } from '../../src/core/graph/index.ts'
import { createEngine } from '../../src/platform/node/engines.ts'
import { installNodeHash } from '../../src/platform/node/hash.ts'
import type { Answers, EngineName, Question, Reply, Values } from './messages.ts'

// As a node does: model files are hashed when they are read.
installNodeHash()

type Ask<K extends Question['ask']> = Extract<Question, { ask: K }>

/** One call of the engine on all rows. */
interface Loaded {
  inputs(question: Ask<'inputs'>): Promise<boolean>
  call(): Promise<unknown>
  digest?(): Promise<string>
}

let loaded: Loaded | undefined
const current = (): Loaded => {
  if (loaded === undefined) throw new TypeError('nothing is loaded')
  return loaded
}

async function loadExact(engine: EngineName, file: string, threads: number): Promise<Loaded> {
  const model: ExactModel = unwrap(decodeModel(new Uint8Array(readFileSync(file))))
  // Engines that know of no threads pass over it.
  const options: object = { threads }
  const session: Session = await (await createEngine(engine, options)).load(model)
  let tensors: ReturnType<typeof toIntegers>[] = []
  return {
    async inputs({ rows, values }) {
      tensors = model.ports.inputs.map(port => {
        const found = values.find(({ name }) => name === port.name)!
        return toIntegers(port, found.data, rows)
      })
      return true
    },
    call: () => session.run(tensors),
    async digest() {
      const hash = createHash('sha256')
      for (const { data } of await session.run(tensors))
        hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
      return hash.digest('hex')
    },
  }
}

/** Rows `from` to `to` with the axis of rows where the file has it. */
function placed({ shape, axis, data }: Values, from: number, to: number): { dims: number[]; data: Float32Array } {
  const dims = [...shape.slice(0, axis), to - from, ...shape.slice(axis)]
  const size = elements(shape)
  if (axis === 0) return { dims, data: data.subarray(from * size, to * size) }
  const outer = elements(shape.slice(0, axis))
  const inner = size / outer
  const out = new Float32Array((to - from) * size)
  for (let o = 0; o < outer; o++)
    for (let row = from; row < to; row++)
      out.set(
        data.subarray(row * size + o * inner, row * size + (o + 1) * inner),
        (o * (to - from) + row - from) * inner,
      )
  return { dims, data: out }
}

async function loadFloat(engine: EngineName, file: string, threads: number): Promise<Loaded> {
  const web = engine === 'onnxruntime-web'
  const ort = web ? await import('onnxruntime-web') : await import('onnxruntime-node')
  if (web) ort.env.wasm.numThreads = threads
  const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(file)), {
    executionProviders: [web ? 'wasm' : 'cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  })
  let feeds: Record<string, InstanceType<typeof ort.Tensor>>[] = []
  const feed = (values: readonly Values[], fixed: Readonly<Record<string, number>>, from: number, to: number) =>
    Object.fromEntries([
      ...values.map(value => {
        const { dims, data } = placed(value, from, to)
        return [value.name, new ort.Tensor('float32', data, dims)] as const
      }),
      ...Object.entries(fixed).map(
        ([name, value]) => [name, new ort.Tensor('int64', BigInt64Array.of(BigInt(value)), [])] as const,
      ),
    ])
  return {
    async inputs({ rows, values, fixed }) {
      const known = Object.fromEntries(Object.entries(fixed).filter(([name]) => session.inputNames.includes(name)))
      feeds = [feed(values, known, 0, rows)]
      try {
        await session.run(feeds[0]!)
        return true
      } catch (error) {
        if (rows === 1) throw error
        feeds = Array.from({ length: rows }, (_, row) => feed(values, known, row, row + 1))
        return false
      }
    },
    async call() {
      for (const one of feeds) await session.run(one)
    },
  }
}

const HANDLERS: { readonly [K in Question['ask']]: (question: Ask<K>) => Promise<Answers[K]> } = {
  async load({ engine, file, threads }) {
    // The packages themselves are there before the clock starts.
    const exact = engine === 'wasm' || engine === 'native'
    if (engine === 'onnxruntime-web') await import('onnxruntime-web')
    if (engine === 'onnxruntime' || engine === 'native') await import('onnxruntime-node')
    const started = performance.now()
    loaded = await (exact ? loadExact : loadFloat)(engine, file, threads)
    return { milliseconds: performance.now() - started }
  },
  inputs: async question => ({ together: await current().inputs(question) }),
  async run({ milliseconds }) {
    const started = performance.now()
    let calls = 0
    let elapsed = 0
    do {
      await current().call()
      calls++
      elapsed = performance.now() - started
    } while (elapsed < milliseconds)
    return { calls, milliseconds: elapsed }
  },
  digest: async () => ({ hex: (await current().digest?.()) ?? '' }),
  peak: async () => ({ bytes: process.resourceUsage().maxRSS * 1024 }),
  async compile({ file, out, rows, values, options }) {
    const float = unwrap(importOnnx(new Uint8Array(readFileSync(file))))
    const calibration = Object.fromEntries(values.map(({ name, data }) => [name, { data, rows }]))
    const { model, report } = unwrap(
      await compileModel(float, {
        calibration,
        ...options,
        onProgress: ({ stage, done, total }) => send({ kind: 'progress', text: `${stage}: ${done} of ${total}` }),
      }),
    )
    writeFileSync(out, encodeModel(model))
    return { notes: report.notes }
  },
}

const send = (reply: Reply): void => void process.send?.(reply)

process.on('message', (question: Question) => {
  const handle = HANDLERS[question.ask] as (question: Question) => Promise<Answers[keyof Answers]>
  handle(question).then(
    value => send({ kind: 'answer', value }),
    (error: unknown) => send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit())
