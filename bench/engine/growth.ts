// How cost grows: milliseconds a call of a two-layer transformer against batch, sequence length and width, as rows of the
// report and as plots beside it.

import { median, type Sample, type SampledCase, type SuiteContext } from '../harness.ts'
import { type BenchModel, transformerOf } from '../models/index.ts'
import { type Plot, svgOf } from '../plot.ts'
import { Group, type Member } from './group.ts'
import { compileFor, isFile, prepareModel, type Widths, type Workshop } from './prepare.ts'

const LAYERS = 2
const BASE = { width: 256, tokens: 64, rows: 1 }
const depthOf = (width: number): number => Math.min(64, width / 2)

interface Axis {
  readonly name: 'batch' | 'length' | 'width'
  readonly label: string
  readonly values: readonly number[]
  readonly quick: readonly number[]
}

const AXES: readonly Axis[] = [
  { name: 'batch', label: 'rows in one call', values: [1, 2, 4, 8, 16, 32], quick: [1, 8] },
  { name: 'length', label: 'tokens', values: [16, 32, 64, 128, 256, 512], quick: [16, 64] },
  { name: 'width', label: 'width', values: [64, 128, 256, 512, 1024], quick: [64, 256] },
]

const modelAt = (axis: Axis, value: number): BenchModel => {
  const width = axis.name === 'width' ? value : BASE.width
  return transformerOf(LAYERS, width, axis.name === 'length' ? value : BASE.tokens, width / depthOf(width))
}

/** One case for each axis; engines that cannot run are left out with their reason said. */
export async function* growthCases(
  widths: Widths,
  engines: readonly ('wasm' | 'native')[],
  workshop: Workshop,
  context: SuiteContext,
): AsyncGenerator<SampledCase | { name: string; skip: string }> {
  for (const axis of AXES) {
    const name = `growth with ${axis.name}`
    if (context.only !== undefined && !context.only.test(name)) continue
    const taken = new Map<string, [number, number][]>()
    const values = context.quick === true ? axis.quick : axis.values
    const samples = new Map<string, Record<string, number[]>>()
    let skip: string | undefined
    for (const value of values) {
      const model = modelAt(axis, value)
      const rows = axis.name === 'batch' ? value : BASE.rows
      const files = await prepareModel(model, workshop)
      const exact = await compileFor(model, widths, workshop)
      if ('missing' in files || !isFile(exact)) {
        skip = 'missing' in files ? files.missing : (exact as { missing: string }).missing
        break
      }
      const members: Member[] = [
        ...engines.map(engine => ({ label: engine, engine, file: exact })),
        { label: 'onnxruntime float32', engine: 'onnxruntime', file: files.open },
        ...(isFile(files.int8)
          ? [{ label: 'onnxruntime int8', engine: 'onnxruntime', file: files.int8 } as const]
          : []),
        { label: 'onnxruntime-web float32', engine: 'onnxruntime-web', file: files.open },
      ]
      const group = new Group(model, workshop)
      try {
        for (const member of members) await group.load(member, 1, rows)
        for (let round = -1; round < (context.quick === true ? 1 : 3); round++) {
          for (const { label } of members) {
            const { throughput } = await group.variant(label)(context.signal)
            if (round < 0) continue
            const own = samples.get(label) ?? {}
            samples.set(label, own)
            own[String(value)] = [...(own[String(value)] ?? []), (1000 * rows) / throughput!]
          }
        }
      } finally {
        await group.close()
      }
    }
    if (skip !== undefined) {
      yield { name, skip }
      continue
    }
    for (const [label, own] of samples)
      taken.set(
        label,
        values.map(value => [value, median(own[String(value)]!)]),
      )
    const plot: Plot = {
      title: `A call of a ${LAYERS}-layer transformer against ${axis.name} (1 thread)`,
      x: axis.label,
      y: 'milliseconds',
      series: [...taken].map(([label, points]) => ({ label, points })),
    }
    context.keep?.(`growth-${axis.name}.svg`, svgOf(plot))
    const rounds = (label: string): Sample[] => {
      const own = samples.get(label)!
      return own[String(values[0])]!.map((_, round) =>
        Object.fromEntries(values.map(value => [`${axis.name} ${value}`, own[String(value)]![round]!])),
      )
    }
    const [ours, ...others] = samples.keys()
    yield {
      name,
      metric: () => ({ unit: 'ms' }),
      sample: async () => ({
        ours: rounds(ours!),
        others: Object.fromEntries(others.map(label => [label, rounds(label)])),
      }),
    }
  }
}
