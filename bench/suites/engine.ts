// Suite engine: our engines beside onnxruntime in float32 and in its own int8, model by model, at batch 1 and 16 and on one
// and two threads; what a first run costs; how cost grows. Engines alone are timed: inputs are converted before.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { firstRun, Group, type Member } from '../engine/group.ts'
import { growthCases } from '../engine/growth.ts'
import { compileFor, isFile, type Prepared, prepareModel, type Widths, type Workshop } from '../engine/prepare.ts'
import { type Case, type Metric, median, type Sample, type Suite, type SuiteContext, type Variant } from '../harness.ts'
import { type BenchModel, MODELS } from '../models/index.ts'

type Ours = 'wasm' | 'native'

const EIGHT: Widths = { label: '8-bit sites', options: { activationBits: 8, weightBits: 7 } }
/** Bytes wherever an output's expected noise stays below a thousandth of its variance. */
const SEARCHED: Widths = { label: 'searched for speed', options: { search: { prefer: 'speed' } } }

/** Real models at the widths that meet their accuracy targets; where weights are random there is no accuracy to keep. */
function widthsOf({ name, targetLoss }: BenchModel): readonly Widths[] {
  if (name.startsWith('transformer')) return [EIGHT, SEARCHED]
  if (name.endsWith('-shaped')) return [EIGHT]
  return [{ label: 'widths of the targets', options: { search: targetLoss === undefined ? {} : { targetLoss } } }]
}

/** What throughput is held to, beside the runtime in float32. */
function nativeTarget({ name }: BenchModel, widths: Widths): number {
  if (name === 'resnet18-shaped') return 2
  if (name.startsWith('transformer')) return widths === EIGHT ? 2 : 1.5
  return 0.8
}

const RUNTIMES = {
  native: { engine: 'onnxruntime', float: 'onnxruntime float32', int8: 'onnxruntime int8' },
  wasm: { engine: 'onnxruntime-web', float: 'onnxruntime-web float32', int8: 'onnxruntime-web int8' },
} as const

/** Ratios of medians to the runtime's float32, for the means at the end. */
interface Ratio {
  readonly ours: Ours
  readonly rows: number
  readonly threads: number
  readonly value: number
}

export const suite: Suite = {
  name: 'engine',
  summary: 'native and wasm engine beside onnxruntime float32 and int8: throughput, first run, memory, growth',
  runs: 5,
  async *cases(context) {
    const { bundle, signal, progress, only, quick = false } = context
    if (bundle === undefined) throw new TypeError('bundle: this suite starts processes of its own')
    const workshop: Workshop = { script: join(bundle, 'engine/runner.mjs'), signal, progress }
    const ratios: Ratio[] = []
    const able = new Set<Ours>(['native', 'wasm'])
    const absent = new Map<Ours, string>()
    for (const model of MODELS) {
      if (only !== undefined && !namesOf(model).some(name => only.test(name))) continue
      const files = await prepareModel(model, workshop)
      if ('missing' in files) {
        yield { name: model.name, skip: files.missing }
        continue
      }
      for (const widths of widthsOf(model)) {
        const name = `${model.name} (${widths.label})`
        const exact = await compileFor(model, widths, workshop)
        if (!isFile(exact)) {
          yield { name, skip: exact.missing }
          continue
        }
        try {
          if (await disagree(model, exact, workshop, able, absent)) throw new Error('the engines differ')
        } catch (error) {
          signal.throwIfAborted()
          yield { name, skip: `it does not run: ${(error as Error).message.slice(0, 300)}` }
          continue
        }
        for (const ours of able)
          for (const threads of quick ? [1] : [1, 2])
            for (const rows of quick ? [1] : [1, 16])
              yield* throughput({ model, files, exact, widths, name, ours, threads, rows }, workshop, context, ratios)
        for (const ours of able) yield* starts(model, files, exact, name, ours, quick ? 1 : 16, workshop, context)
        if (able.has('wasm') && model.name.startsWith('transformer')) {
          const setup = { model, files, exact, widths, name, ours: 'wasm', threads: 1, rows: 1 } as const
          yield* onNode24(setup, workshop, context)
        }
      }
    }
    for (const [engine, reason] of absent) yield { name: `${engine} engine`, skip: reason }
    for (const ours of able) yield* means(ours, ratios)
    yield* growthCases(EIGHT, [...able], workshop, context)
  },
}

/** Names of all cases that a model can have: whether it has to be made ready follows from them. */
const namesOf = (model: BenchModel): string[] => [
  model.name,
  ...widthsOf(model).flatMap(widths =>
    (['native', 'wasm'] as const).flatMap(ours => {
      const name = `${model.name} (${widths.label}), ${ours}`
      const runs = [1, 16].flatMap(rows => [1, 2].map(threads => throughputName(name, rows, threads)))
      return [...runs, `${throughputName(name, 1, 1)}, Node 24`, `${name}, first run`]
    }),
  ),
]

const throughputName = (name: string, rows: number, threads: number): string =>
  `${name}, batch ${rows}, ${threads === 1 ? '1 thread' : `${threads} threads`}`

interface Setup {
  readonly model: BenchModel
  readonly files: Prepared
  readonly exact: string
  readonly widths: Widths
  readonly name: string
  readonly ours: Ours
  readonly threads: number
  readonly rows: number
}

function membersOf({ files, exact, ours, rows }: Pick<Setup, 'files' | 'exact' | 'ours' | 'rows'>): Member[] {
  const { engine, float, int8 } = RUNTIMES[ours]
  return [
    { label: 'ours', engine: ours, file: exact },
    { label: float, engine, file: rows === 1 ? files.single : files.open },
    ...(isFile(files.int8) ? [{ label: int8, engine, file: files.int8 }] : []),
  ]
}

/** Runs both engines on the same rows; an engine that is not here is left out of the suite, with its reason said. */
async function disagree(
  model: BenchModel,
  exact: string,
  workshop: Workshop,
  able: Set<Ours>,
  absent: Map<Ours, string>,
): Promise<boolean> {
  const group = new Group(model, workshop)
  try {
    const digests = new Set<string>()
    for (const engine of [...able]) {
      try {
        await group.load({ label: engine, engine, file: exact }, 1, 2)
      } catch (error) {
        workshop.signal.throwIfAborted()
        if (engine !== 'native') throw error
        able.delete(engine)
        absent.set(engine, (error as Error).message.slice(0, 300))
        continue
      }
      digests.add(await group.digest(engine))
    }
    return digests.size > 1
  } finally {
    await group.close()
  }
}

async function* throughput(
  setup: Setup,
  workshop: Workshop,
  context: SuiteContext,
  ratios: Ratio[],
  node?: { readonly path: string; readonly label: string; readonly target: number },
): AsyncGenerator<Case> {
  const { model, ours, threads, rows, widths } = setup
  const on = node === undefined ? '' : `, ${node.label}`
  const name = `${throughputName(`${setup.name}, ${ours}`, rows, threads)}${on}`
  if (context.only !== undefined && !context.only.test(name)) return
  const group = new Group(model, workshop)
  try {
    const members = membersOf(setup)
    const missing: string[] = []
    for (const member of members) {
      try {
        await group.load(member, threads, rows, node?.path)
      } catch (error) {
        context.signal.throwIfAborted()
        if (member.label === 'ours') throw error
        context.progress(`${name}: no ${member.label}: ${(error as Error).message.slice(0, 200)}`)
        missing.push(member.label)
      }
    }
    const others = members.slice(1).filter(({ label }) => !missing.includes(label))
    const samples = new Map<string, number[]>()
    const recorded = (label: string): Variant => {
      const run = group.variant(label)
      return async abort => {
        const sample = await run(abort)
        samples.set(label, [...(samples.get(label) ?? []), sample['throughput']!])
        return sample
      }
    }
    const { float, int8 } = RUNTIMES[ours]
    const has = (label: string): boolean => others.some(other => other.label === label)
    yield {
      name,
      metric: (): Metric => {
        const transformer = model.name.startsWith('transformer')
        const least = ours === 'native' ? nativeTarget(model, widths) : transformer ? (node?.target ?? 1.5) : undefined
        const target = least === undefined || !has(float) ? undefined : { ratio: float, atLeast: least }
        return { unit: 'rows/s', ...(target === undefined ? {} : { target }) }
      },
      ours: recorded('ours'),
      others: Object.fromEntries(others.map(({ label }) => [label, recorded(label)])),
    }
    const counted = (label: string): number => median(samples.get(label)!.slice(1))
    if (has(float) && node === undefined) ratios.push({ ours, rows, threads, value: counted('ours') / counted(float) })
    if (ours === 'wasm' && model.name.startsWith('transformer') && has(int8)) {
      const given = (label: string): Sample[] =>
        samples
          .get(label)!
          .slice(1)
          .map(value => ({ throughput: value }))
      yield {
        name: `${name}, beside int8`,
        metric: () => ({ unit: 'rows/s', target: { ratio: int8, atLeast: 1 } }),
        sample: async () => ({ ours: given('ours'), others: { [int8]: given(int8) } }),
      }
    }
  } finally {
    await group.close()
  }
}

/**
 * Node 24 as npm has it: there relaxed SIMD is on. The package for one platform is asked for by name: the one that fetches it in
 * a script of its own has no program yet when npm links it, and the Node on the path would be taken for it.
 */
function node24(): string | undefined {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const asked = [
    '-y',
    '-p',
    `node-${platform}-${process.arch}@24`,
    'node',
    '-p',
    'process.version+" "+process.execPath',
  ]
  const { status, stdout } = spawnSync('npx', asked, { encoding: 'utf8' })
  const [version, ...path] = stdout?.trim().split('\n').pop()?.split(' ') ?? []
  return status === 0 && version?.startsWith('v24.') ? path.join(' ') : undefined
}

async function* onNode24(setup: Setup, workshop: Workshop, context: SuiteContext): AsyncGenerator<Case> {
  const name = `${throughputName(`${setup.name}, wasm`, 1, 1)}, Node 24`
  if (context.only !== undefined && !context.only.test(name)) return
  const path = node24()
  if (path === undefined) yield { name, skip: 'npx cannot bring Node 24 here' }
  else yield* throughput(setup, workshop, context, [], { path, label: 'Node 24', target: 3 })
}

async function* starts(
  model: BenchModel,
  files: Prepared,
  exact: string,
  label: string,
  ours: Ours,
  rows: number,
  workshop: Workshop,
  context: SuiteContext,
): AsyncGenerator<Case> {
  const name = `${label}, ${ours}, first run`
  if (context.only !== undefined && !context.only.test(name)) return
  const { float } = RUNTIMES[ours]
  const members = membersOf({ files, exact, ours, rows }).filter(member => ['ours', float].includes(member.label))
  yield {
    name,
    metric: metric =>
      metric === 'peak memory'
        ? { unit: 'MB', target: { ratio: float, atMost: 1 } }
        : { unit: 'ms', target: { ratio: float, atMost: 1.5 } },
    sample: async (runs, signal) => {
      const samples = new Map<string, Sample[]>(members.map(member => [member.label, []]))
      for (let round = 0; round < Math.min(runs, 3); round++)
        for (const member of members) {
          signal.throwIfAborted()
          context.progress(`${name}: ${member.label}, run ${round + 1}`)
          samples.get(member.label)!.push(await firstRun(member, model, rows, workshop))
        }
      return { ours: samples.get('ours')!, others: { [float]: samples.get(float)! } }
    },
  }
}

/** Geometric means over all models, by batch and threads and over all of them. */
async function* means(ours: Ours, ratios: readonly Ratio[]): AsyncGenerator<Case> {
  const own = ratios.filter(ratio => ratio.ours === ours)
  if (own.length === 0) return
  const mean = (list: readonly Ratio[]): number =>
    Math.exp(list.reduce((sum, { value }) => sum + Math.log(value), 0) / list.length)
  const keys = [...new Set(own.map(({ rows, threads }) => `batch ${rows}, threads ${threads}`))]
  const sample = {
    all: mean(own),
    ...Object.fromEntries(
      keys.map(key => [key, mean(own.filter(({ rows, threads }) => key === `batch ${rows}, threads ${threads}`))]),
    ),
  }
  yield {
    name: `geometric mean, ${ours} / ${RUNTIMES[ours].float}`,
    metric: key => ({ unit: 'times', ...(key === 'all' ? { target: { atLeast: ours === 'native' ? 1.5 : 1 } } : {}) }),
    sample: async () => ({ ours: [sample], others: {} }),
  }
}
