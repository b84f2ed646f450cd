// Suite language: prompts and answers of language models of three sizes with random weights, on all cores: the native and the wasm engine
// beside llama.cpp at Q8_0 and onnxruntime in float32 and int8; what replaying an answer costs beside generating it; memory; and the bytes
// that a token moves beside what the memory gives.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { encodeModel } from '../../src/core/graph/index.ts'
import { Runner } from '../engine/client.ts'
import type { Case, Metric, Sample, Suite, SuiteContext, Variant } from '../harness.ts'
import type { LanguageAnswers, LanguageEngine, LanguageQuestion } from '../language/messages.ts'
import { checkpoint } from '../language/models.ts'
import { onnxLanguageModel } from '../language/onnx.ts'
import { exactLanguageModel, LANGUAGE_SHAPES, parametersOf } from '../models/language.ts'

type Size = keyof typeof LANGUAGE_SHAPES
type Ask = Runner<LanguageQuestion, LanguageAnswers>

const THREADS = 2
const CONTEXT = 1024
const LLAMA = 'node-llama-cpp@3.22.1'
const PREFILL_MS = 600
/** Tokens of a sample: enough for a second or so. */
const DECODED: Readonly<Record<Size, number>> = { '15M': 200, '124M': 64, '1.1B': 16 }
const REPLAYED: Readonly<Record<Size, number>> = { '15M': 512, '124M': 512, '1.1B': 64 }
/** A protobuf has at most 2 GiB. */
const ONNX: readonly Size[] = ['15M', '124M']

interface Member {
  readonly label: string
  readonly engine: LanguageEngine
  readonly file: string
}

/** Where what was made once is found again: nothing of it belongs into the project. */
const cache = (): string => {
  const directory = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'assay-bench')
  mkdirSync(directory, { recursive: true })
  return directory
}

function made(name: string, make: () => Uint8Array): string {
  const path = join(cache(), name)
  if (!existsSync(path)) writeFileSync(path, make())
  return path
}

/** llama.cpp for this platform from npm, without any script; null where npm cannot. */
function llamaPackages(progress: (text: string) => void): string | null {
  const directory = join(cache(), 'llama')
  if (existsSync(join(directory, 'node_modules/node-llama-cpp/package.json'))) return directory
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'package.json'), '{"private":true}')
  progress(`installing ${LLAMA}`)
  const platform = `@node-llama-cpp/${process.platform === 'darwin' ? 'mac' : process.platform}-${process.arch}`
  const packages = [LLAMA, `${platform}@${LLAMA.split('@')[1]}`]
  const { status } = spawnSync('npm', ['install', ...packages, '--omit=optional', '--ignore-scripts', '--no-audit'], {
    cwd: directory,
    stdio: 'ignore',
  })
  return status === 0 ? directory : null
}

class Members {
  private readonly runners = new Map<string, Ask>()
  private readonly script: string
  private readonly context: SuiteContext

  constructor(script: string, context: SuiteContext) {
    this.script = script
    this.context = context
  }

  async load({ label, engine, file }: Member, packages: string | null): Promise<void> {
    const runner: Ask = new Runner<LanguageQuestion, LanguageAnswers>(this.script, this.context.progress)
    this.runners.set(label, runner)
    const where = packages === null ? {} : { packages }
    await runner.ask({ ask: 'load', engine, file, threads: THREADS, ...where }, this.context.signal)
  }

  get(label: string): Ask {
    return this.runners.get(label)!
  }

  async close(): Promise<void> {
    for (const runner of this.runners.values()) await runner.close()
    this.runners.clear()
  }
}

/** What copying memory gives, in GB of reads each second: what a step over all weights is held to. */
function bandwidth(): number {
  const from = Buffer.alloc(256 << 20, 1)
  const sums = new BigInt64Array(from.buffer, from.byteOffset, from.length / 8)
  let best = 0
  for (let round = 0; round < 4; round++) {
    const to = Buffer.allocUnsafe(from.length)
    const started = performance.now()
    from.copy(to)
    best = Math.max(best, (2 * from.length) / (performance.now() - started) / 1e6)
  }
  return sums.length > 0 ? best : 0
}

export const suite: Suite = {
  name: 'language',
  summary: 'language models: prefill, decode, replay and memory beside llama.cpp Q8_0 and onnxruntime',
  runs: 5,
  async *cases(context) {
    const { bundle, progress, only, quick = false } = context
    if (bundle === undefined) throw new TypeError('bundle: this suite starts processes of its own')
    const script = join(bundle, 'language/runner.mjs')
    const packages = llamaPackages(progress)
    const memory = bandwidth()
    for (const size of Object.keys(LANGUAGE_SHAPES) as Size[]) {
      const named = NAMES.some(name => only === undefined || only.test(`${size} ${name}`))
      if ((quick && size === '1.1B') || !named) continue
      yield* casesOf(size, { script, packages, memory, context })
    }
  },
}

/** What follows the size in the names of cases. */
const NAMES = [
  'prefill 64',
  'prefill 512',
  'decode batch 1',
  'decode batch 8',
  'first token after 64',
  'replay of',
  'memory',
]

interface Place {
  readonly script: string
  readonly packages: string | null
  readonly memory: number
  readonly context: SuiteContext
}

async function* casesOf(size: Size, { script, packages, memory, context }: Place): AsyncGenerator<Case> {
  const { progress } = context
  const shape = { ...LANGUAGE_SHAPES[size], context: CONTEXT, weightBits: 8 }
  progress(`${size}: models`)
  const exact = made(`${size}-w8-c${CONTEXT}.assay`, () => encodeModel(exactLanguageModel(shape)))
  const llama = packages === null ? null : checkpoint(cache(), size, 'gguf-q8_0')
  const members: Member[] = [
    { label: 'ours', engine: 'native', file: exact },
    { label: 'wasm', engine: 'wasm', file: exact },
    ...(llama === null ? [] : [{ label: 'llama.cpp Q8_0', engine: 'llama.cpp', file: llama } as const]),
  ]
  const others = members.slice(1).map(({ label }) => label)
  const group = new Members(script, context)
  try {
    for (const member of members) await group.load(member, packages)
    const each = (variant: (label: string) => Variant): { ours: Variant; others: Record<string, Variant> } => ({
      ours: variant('ours'),
      others: Object.fromEntries(others.map(label => [label, variant(label)])),
    })
    for (const tokens of [64, 512]) {
      const onnx = ONNX.includes(size) ? await onnxMembers(size, tokens, group, packages) : []
      const variant =
        (label: string): Variant =>
        async signal => {
          const timed = await group.get(label).ask({ ask: 'prefill', tokens, milliseconds: PREFILL_MS }, signal)
          return { rate: (1000 * timed.tokens) / timed.milliseconds }
        }
      const all = each(variant)
      yield {
        name: `${size} prefill ${tokens}`,
        metric: () => prefillMetric(llama !== null),
        ours: all.ours,
        others: { ...all.others, ...Object.fromEntries(onnx.map(label => [label, variant(label)])) },
      }
    }
    for (const batch of [1, 8]) {
      yield {
        name: `${size} decode batch ${batch}`,
        metric: name => decodeMetric(name, batch === 1 && llama !== null),
        ...each(label => async (signal): Promise<Sample> => {
          const question = { ask: 'decode', batch, tokens: DECODED[size] } as const
          const timed = await group.get(label).ask(question, signal)
          const rate = (1000 * timed.tokens) / timed.milliseconds
          const gigabytes = (parametersOf(shape) * rate) / batch / 1e9
          return { rate, moved: gigabytes, 'of memory': gigabytes / memory }
        }),
      }
    }
    yield {
      name: `${size} first token after 64`,
      metric: () => ({ unit: 'ms' }),
      ...each(label => async signal => ({
        time: (await group.get(label).ask({ ask: 'first', tokens: 64 }, signal)).milliseconds,
      })),
    }
    const replay =
      (label: string): Variant =>
      async signal => {
        const found = await group.get(label).ask({ ask: 'replay', tokens: REPLAYED[size] }, signal)
        return { generate: found.generate, replay: found.replay, share: found.replay / found.generate }
      }
    yield {
      name: `${size} replay of ${REPLAYED[size]} tokens`,
      runs: 3,
      metric: name => (name === 'share' ? { unit: 'of generating', target: { atMost: 0.2 } } : { unit: 'ms' }),
      ours: replay('ours'),
      others: { wasm: replay('wasm') },
    }
    yield {
      name: `${size} memory`,
      metric: () => ({ unit: 'MB' }),
      runs: 1,
      warmups: 0,
      ...each(label => async signal => ({
        peak: (await group.get(label).ask({ ask: 'peak' }, signal)).bytes / 1e6,
      })),
    }
  } finally {
    await group.close()
  }
}

async function onnxMembers(size: Size, tokens: number, group: Members, packages: string | null): Promise<string[]> {
  const labels: string[] = []
  for (const int8 of [false, true]) {
    const kind = int8 ? 'int8' : 'float32'
    const label = `onnxruntime ${kind}`
    const file = made(`${size}-${tokens}-${kind}.onnx`, () => onnxLanguageModel(LANGUAGE_SHAPES[size], tokens, int8))
    await group.load({ label, engine: 'onnxruntime', file }, packages)
    labels.push(label)
  }
  return labels
}

const prefillMetric = (llama: boolean): Metric => ({
  unit: 'tokens/s',
  ...(llama ? { target: { ratio: 'llama.cpp Q8_0', atLeast: 1 } } : {}),
})

function decodeMetric(name: string, llama: boolean): Metric {
  if (name === 'moved') return { unit: 'GB/s of weights' }
  if (name === 'of memory') return { unit: 'of a copy' }
  return { unit: 'tokens/s', ...(llama ? { target: { ratio: 'llama.cpp Q8_0', atLeast: 0.9 } } : {}) }
}
