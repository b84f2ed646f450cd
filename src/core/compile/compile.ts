// A float model and calibration rows to an exact model: spec/compile.md. Same model, rows and options, same bytes.

import { attemptAsync, type Result, refuse } from '../errors/index.ts'
import {
  type ExactModel,
  encodeModel,
  type Manifest,
  type ModelInterface,
  makeModel,
  type Pixels,
  type Port,
} from '../graph/index.ts'
import { calibrate, type Samples, samplesBySlot, step, type Watch } from './calibrate.ts'
import type { DroppedSoftmax, FloatGraph, FloatModel } from './ir.ts'
import { quote } from './limits.ts'
import { type Lowered, lower, type OpReport, parametersOf, RowsOverflow } from './lower.ts'
import { prepare } from './passes/index.ts'
import { type PixelMeaning, pixelsFor } from './pixels.ts'
import type { Range, Scale } from './range.ts'
import { chooseScales, isIntegral, originOf } from './scales.ts'

export interface CompileOptions extends Watch {
  /** By input name, in the input's own layout without the leading axis. */
  readonly calibration: Readonly<Record<string, Samples>>
  /** Width of values between ops; 12 unless stated. */
  readonly activationBits?: 8 | 10 | 12 | 16
  /** Width of weights; 8 unless stated. */
  readonly weightBits?: 8 | 10
  /** What 8-bit images mean; unless stated `raw` where the calibration rows are bytes, else `none`. */
  readonly pixels?: PixelMeaning
  readonly manifest?: Manifest
}

export interface CompileReport {
  readonly ops: number
  /** Weights and biases. */
  readonly parameters: number
  /** Bytes of the model file. */
  readonly bytes: number
  readonly calibrationRows: number
  readonly notes: readonly string[]
  readonly softmax: readonly DroppedSoftmax[]
  readonly operations: readonly OpReport[]
  /** Largest |accumulator| + rounding of the graph. */
  readonly accumulator: number
}

export interface Compiled {
  readonly model: ExactModel
  readonly report: CompileReport
}

const OUTPUT_BITS = 16
/** Exponents that an interface can carry. */
const MAX_PORT_EXPONENT = 64
/** Widths that accumulators may bring activations down to. */
const LEAST_ACTIVATION_BITS = 8

export const compileModel = (float: FloatModel, options: CompileOptions): Promise<Result<Compiled>> =>
  attemptAsync(() => compile(float, options))

async function compile(float: FloatModel, options: CompileOptions): Promise<Compiled> {
  const { activationBits = 12, weightBits = 8 } = options
  if (![8, 10, 12, 16].includes(activationBits)) throw new RangeError(`activationBits: ${activationBits}`)
  if (![8, 10].includes(weightBits)) throw new RangeError(`weightBits: ${weightBits}`)
  const { slots, rows } = samplesBySlot(float.graph, options.calibration)
  const prepared = prepare(float.graph)
  const { graph } = prepared
  const ranges = await calibrate(graph, slots, rows, options)
  await step(options, { stage: 'quantization', done: 0, total: 1 })
  const { lowered, notes } = lowerWithin(graph, ranges, slots, activationBits, weightBits)
  for (const [port, scale] of [
    ...graph.inputs.map((input, slot) => [input, lowered.inputs[slot]!] as const),
    ...graph.outputs.map((output, slot) => [output, lowered.outputs[slot]!] as const),
  ]) {
    if (Math.abs(scale.exponent) > MAX_PORT_EXPONENT)
      refuse(
        'attribute_unsupported',
        `port ${quote(port.name)}: its values need the exponent ${scale.exponent}, at most ±${MAX_PORT_EXPONENT} is possible`,
      )
  }
  const pixelNotes: string[] = []
  const ports: ModelInterface = {
    inputs: graph.inputs.map((port, slot): Port => {
      const scale = lowered.inputs[slot]!
      const pixels = imagePixels(
        options.pixels,
        graph.nodes[port.node]!.shape,
        slots[slot]!,
        scale,
        port.name,
        pixelNotes,
      )
      const { name, shape, perm } = port
      return { name, dtype: 'float32', shape, perm, ...scale, ...(pixels === null ? {} : { pixels }) }
    }),
    outputs: graph.outputs.map((port, slot): Port => {
      const { name, shape, perm } = port
      return { name, dtype: 'float32', shape, perm, ...lowered.outputs[slot]! }
    }),
  }
  const all = [...float.notes, ...prepared.notes, ...notes, ...lowered.notes, ...pixelNotes]
  const manifest: Manifest = { ...options.manifest, notes: [...(options.manifest?.notes ?? []), ...all] }
  const model = makeModel(lowered.graph, lowered.weights, ports, manifest)
  await step(options, { stage: 'quantization', done: 1, total: 1 })
  const report: CompileReport = {
    ops: model.graph.ops.length,
    parameters: parametersOf(lowered.ops),
    bytes: encodeModel(model).length,
    calibrationRows: rows,
    notes: all,
    softmax: prepared.softmax,
    operations: lowered.ops,
    accumulator: model.bounds.accumulator,
  }
  return { model, report }
}

/** Lowers the graph, narrowing activations where an accumulator leaves no other way. */
function lowerWithin(
  graph: FloatGraph,
  ranges: readonly Range[],
  slots: readonly Samples[],
  activation: number,
  weightBits: number,
): { lowered: Lowered; notes: string[] } {
  const reduced = new Map<number, number>()
  const notes = new Map<number, string>()
  for (;;) {
    const scales = chooseScales(graph, ranges, slots, { activation, output: OUTPUT_BITS }, reduced)
    try {
      return { lowered: lower(graph, scales, weightBits), notes: [...notes.values()] }
    } catch (error) {
      if (!(error instanceof RowsOverflow)) throw error
      const node = graph.nodes[error.node]!
      const origin = originOf(graph, node.inputs[0]!)
      const source = graph.nodes[origin]!
      const bits = scales[origin]!.bits
      const exact = source.kind === 'input' && isIntegral(slots[source.slot]!)
      if (exact || bits <= LEAST_ACTIVATION_BITS) {
        refuse(
          'accumulator_overflow',
          `node ${quote(node.name)}, row ${error.row}: the accumulator can reach ${error.accumulator} even with the narrowest weights and inputs`,
          { facts: { node: node.name.slice(0, 80), row: error.row, accumulator: error.accumulator } },
        )
      }
      reduced.set(origin, bits - 1)
      notes.set(origin, `${quote(source.name)}: ${bits - 1} bits, for the accumulator's bound in ${quote(node.name)}`)
    }
  }
}

function imagePixels(
  meaning: PixelMeaning | undefined,
  shape: readonly number[],
  samples: Samples,
  scale: Scale,
  name: string,
  notes: string[],
): Pixels | null {
  const channels = shape[2]
  if (shape.length !== 3 || (channels !== 1 && channels !== 3)) return null
  if (meaning === 'none') return null
  if (meaning !== undefined) return pixelsFor(meaning, channels, scale, name)
  if (isIntegral(samples) && samples.data.every(value => value >= 0 && value <= 255))
    return pixelsFor('raw', channels, scale, name)
  notes.push(`input ${quote(name)} takes no images: state what pixels mean, the calibration rows are not bytes`)
  return null
}
