// The benchmark harness: runs the variants of a case in turn, takes medians with their spread, and judges targets.
// A suite says what is measured and what it should reach; every figure, ratio and verdict of a report is computed here.
// It reads no clock and writes nothing: variants measure themselves, scripts/bench.mjs prints and keeps reports.

import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

/** One run's figures by the name of the metric. */
export type Sample = Readonly<Record<string, number>>

/** Measures once. */
export type Variant = (signal: AbortSignal) => Promise<Sample> | Sample

/** What a metric should reach: a bound on our figure, or on our figure divided by another variant's. */
export type Target =
  | { readonly atMost: number }
  | { readonly atLeast: number }
  | { readonly ratio: string; readonly atMost: number }
  | { readonly ratio: string; readonly atLeast: number }

export interface Metric {
  readonly unit: string
  readonly target?: Target
}

interface CaseBase {
  readonly name: string
  /** What is said about a metric that a sample names. */
  readonly metric: (name: string) => Metric
}

/** Variants that the harness runs: ours, then each of the others, round after round. */
export interface AlternatingCase extends CaseBase {
  readonly ours: Variant
  readonly others?: Readonly<Record<string, Variant>>
  /** Counted rounds, where they should differ from the suite's. */
  readonly runs?: number
  /** Rounds before them that are not counted; 1 unless said. */
  readonly warmups?: number
}

export interface SampleSet {
  readonly ours: readonly Sample[]
  readonly others: Readonly<Record<string, readonly Sample[]>>
}

/** A measurement that has to alternate by itself, for instance inside its own two processes. */
export interface SampledCase extends CaseBase {
  readonly sample: (runs: number, signal: AbortSignal) => Promise<SampleSet>
}

/** What cannot be measured here, and why. */
export interface SkippedCase {
  readonly name: string
  readonly skip: string
}

export type Case = AlternatingCase | SampledCase | SkippedCase

export interface Suite {
  readonly name: string
  readonly summary: string
  /** Counted runs of each variant, unless the command line says otherwise. */
  readonly runs: number
  /** Yields the cases one after another: what a case needs is set up before its `yield` and put away after it. */
  cases(context: SuiteContext): AsyncIterable<Case>
}

export interface SuiteContext {
  readonly signal: AbortSignal
  readonly progress: (text: string) => void
  /** Fewer cases, where the suite has some that can be left out. */
  readonly quick?: boolean
  /** Cases whose name does not match need not be yielded. */
  readonly only?: RegExp
  /** Keeps a file, such as a plot, beside the report. */
  readonly keep?: (name: string, text: string) => void
  /** Where the suite's files lie bundled, for programs of its own. */
  readonly bundle?: string
}

/** Smallest and largest figure of the counted runs. */
export type Spread = readonly [number, number]

export interface Row {
  readonly case: string
  readonly metric: string
  readonly unit: string
  /** Median of the counted runs. */
  readonly ours: number
  readonly others: Readonly<Record<string, number>>
  /** Ours divided by the other, medians both. */
  readonly ratios: Readonly<Record<string, number>>
  readonly target: Target | null
  /** null where there is no target. */
  readonly met: boolean | null
  readonly runs: number
  readonly spread: { readonly ours: Spread; readonly others: Readonly<Record<string, Spread>> }
}

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly node: string
  readonly platform: string
  /** Processes that wanted to run in the minute before the suite began: what else the machine had to do. */
  readonly load: number
}

export interface Report {
  readonly suite: string
  readonly machine: Machine
  readonly rows: readonly Row[]
  readonly skipped: readonly { readonly case: string; readonly reason: string }[]
}

/** The machine without what would name it: no host name, no user, no path. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    load: round(loadavg()[0] ?? 0),
  }
}

export interface RunOptions extends SuiteContext {
  readonly machine: Machine
  /** Instead of the suite's own number of runs. */
  readonly runs?: number
}

export async function runSuite(suite: Suite, options: RunOptions): Promise<Report> {
  const { signal, progress, machine } = options
  const rows: Row[] = []
  const skipped: { case: string; reason: string }[] = []
  const names = new Set<string>()
  for await (const entry of suite.cases(options)) {
    signal.throwIfAborted()
    if (options.only !== undefined && !options.only.test(entry.name)) continue
    if (names.has(entry.name)) throw new RangeError(`suite ${suite.name}: two cases are called ${entry.name}`)
    names.add(entry.name)
    if ('skip' in entry) {
      progress(`${entry.name}: skipped, ${entry.skip}`)
      skipped.push({ case: entry.name, reason: entry.skip })
      continue
    }
    const samples =
      'sample' in entry
        ? await entry.sample(options.runs ?? suite.runs, signal)
        : await alternate(entry, options.runs ?? entry.runs ?? suite.runs, options)
    signal.throwIfAborted()
    rows.push(...rowsOf(entry, samples))
  }
  return { suite: suite.name, machine, rows, skipped }
}

/** Runs ours, then each of the others, and again: what slows the machine down for a while slows all of them down. */
export async function alternate(entry: AlternatingCase, runs: number, context: SuiteContext): Promise<SampleSet> {
  const { name, ours, others = {}, warmups = 1 } = entry
  if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError(`runs: ${runs}`)
  const variants = [['ours', ours] as const, ...Object.entries(others)].map(([label, run]) => ({
    label,
    run,
    samples: [] as Sample[],
  }))
  for (let round = -warmups; round < runs; round++) {
    for (const { label, run, samples } of variants) {
      context.signal.throwIfAborted()
      context.progress(`${name}: ${label}, ${round < 0 ? 'warm-up' : `run ${round + 1} of ${runs}`}`)
      const sample = await run(context.signal)
      if (round >= 0) samples.push(sample)
    }
  }
  const [first, ...rest] = variants
  return { ours: first!.samples, others: Object.fromEntries(rest.map(({ label, samples }) => [label, samples])) }
}

/** One row for each metric of our samples, in the order in which they name them. */
export function rowsOf({ name, metric }: CaseBase, { ours, others }: SampleSet): Row[] {
  return Object.keys(ours[0] ?? {}).map(key => {
    const figures = figuresOf(ours, key, `${name}, ours`)!
    const compared = Object.entries(others).flatMap(([label, samples]) => {
      const found = figuresOf(samples, key, `${name}, ${label}`)
      return found === null ? [] : [[label, found] as const]
    })
    const { unit, target } = metric(key)
    const ratios = Object.fromEntries(
      compared
        .filter(([, other]) => other.median !== 0)
        .map(([label, other]) => [label, round(figures.median / other.median)]),
    )
    return {
      case: name,
      metric: key,
      unit,
      ours: figures.median,
      others: Object.fromEntries(compared.map(([label, other]) => [label, other.median])),
      ratios,
      target: target ?? null,
      met: target === undefined ? null : meets(target, figures.median, ratios),
      runs: ours.length,
      spread: {
        ours: figures.spread,
        others: Object.fromEntries(compared.map(([label, other]) => [label, other.spread])),
      },
    }
  })
}

/** A target that compares with something that was not measured is a mistake of the suite, not a miss. */
export function meets(target: Target, ours: number, ratios: Readonly<Record<string, number>>): boolean {
  const value = 'ratio' in target ? ratios[target.ratio] : ours
  if (value === undefined) throw new RangeError(`target: no ratio to ${'ratio' in target ? target.ratio : ''}`)
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}

/** Null where no sample has the metric; a metric that only some samples have cannot be summed up. */
function figuresOf(samples: readonly Sample[], key: string, where: string): { median: number; spread: Spread } | null {
  const values = samples.map(sample => sample[key]).filter(value => value !== undefined)
  if (values.length === 0) return null
  if (values.length !== samples.length || !values.every(Number.isFinite))
    throw new RangeError(`${where}: ${key} is ${samples.map(sample => sample[key]).join(', ')}`)
  return { median: round(median(values)), spread: [round(Math.min(...values)), round(Math.max(...values))] }
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('median: no values')
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Six significant digits: more than any clock here is good for. */
const round = (value: number): number => Number(value.toPrecision(6))
