// Runner processes that are compared with each other: an engine of ours and the runtimes beside it, each in a process of its
// own, loaded once and asked in turn.

import { setTimeout } from 'node:timers/promises'
import type { Sample, Variant } from '../harness.ts'
import type { BenchModel } from '../models/index.ts'
import { Runner } from './client.ts'
import type { EngineName } from './messages.ts'
import { valuesOf, type Workshop } from './prepare.ts'

export interface Member {
  readonly label: string
  readonly engine: EngineName
  readonly file: string
}

/** Calls of one sample take at least this long together. */
const AT_LEAST_MS = 400
/** The round that is not counted: compilers have done their work after it, and threads are known to help or not. */
const WARM_UP_MS = 3000
/** Before each sample: threads of onnxruntime look for work, for some 50 ms, when that of the sample before is done. */
const PAUSE_MS = 150

export class Group {
  private readonly runners = new Map<string, Runner>()
  private readonly model: BenchModel
  private readonly workshop: Workshop
  private rows = 1

  constructor(model: BenchModel, workshop: Workshop) {
    this.model = model
    this.workshop = workshop
  }

  /** Loads a member, into its running process where it has one already. */
  async load({ label, engine, file }: Member, threads: number, rows: number, node?: string): Promise<void> {
    const { model, workshop } = this
    const runner = this.runners.get(label) ?? new Runner(workshop.script, workshop.progress, node)
    this.runners.set(label, runner)
    await runner.ask({ ask: 'load', engine, file, threads }, workshop.signal)
    const values = valuesOf(model, rows)
    await runner.ask({ ask: 'inputs', rows, values, fixed: model.fixed ?? {} }, workshop.signal)
    this.rows = rows
  }

  digest = async (label: string): Promise<string> =>
    (await this.runners.get(label)!.ask({ ask: 'digest' }, this.workshop.signal)).hex

  variant(label: string): Variant {
    let least = WARM_UP_MS
    return async (signal): Promise<Sample> => {
      await setTimeout(PAUSE_MS)
      const { calls, milliseconds } = await this.runners.get(label)!.ask({ ask: 'run', milliseconds: least }, signal)
      least = AT_LEAST_MS
      return { throughput: (1000 * calls * this.rows) / milliseconds }
    }
  }

  async close(): Promise<void> {
    for (const runner of this.runners.values()) await runner.close()
    this.runners.clear()
  }
}

/** A fresh process from nothing to its first result and on: what loading cost, and the most memory that it held. */
export async function firstRun(
  { engine, file }: Member,
  model: BenchModel,
  rows: number,
  workshop: Workshop,
): Promise<Sample> {
  const runner = new Runner(workshop.script, workshop.progress)
  try {
    const { signal } = workshop
    const load = await runner.ask({ ask: 'load', engine, file, threads: 1 }, signal)
    const values = valuesOf(model, 1)
    const inputs = { ask: 'inputs', rows: 1, values, fixed: model.fixed ?? {} } as const
    const first = await (async () => {
      // onnxruntime checks its inputs by running them: its first run lies in there, and sessions are what it is held to.
      await runner.ask(inputs, signal)
      return runner.ask({ ask: 'run', milliseconds: 0 }, signal)
    })()
    const steady = await runner.ask({ ask: 'run', milliseconds: 100 }, signal)
    const many = { ...inputs, rows, values: valuesOf(model, rows) }
    await runner.ask(many, signal)
    await runner.ask({ ask: 'run', milliseconds: 0 }, signal)
    const { bytes } = await runner.ask({ ask: 'peak' }, signal)
    const exact = engine === 'wasm' || engine === 'native'
    const planning = exact ? Math.max(0, first.milliseconds - steady.milliseconds / steady.calls) : 0
    return { 'load and plan': load.milliseconds + planning, 'peak memory': bytes / 1e6 }
  } finally {
    await runner.close()
  }
}
