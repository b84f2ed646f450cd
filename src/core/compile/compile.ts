// A float model and calibration rows to an exact model: spec/compile.md. Same model, rows and options, same bytes.

import { attemptAsync, type Result, refuse } from '../errors/index.ts'
import {
  type ExactModel,
  encodeModel,
  type Manifest,
  type ModelInterface,
  makeModel,
  maxOf,
  minOf,
  type Pixels,
  type Port,
} from '../graph/index.ts'
import { calibrate, everyKth, rowReader, type Samples, samplesBySlot, step, type Watch } from './calibrate.ts'
import type { DroppedSoftmax, FloatGraph, FloatModel, FloatNode, FloatPort } from './ir.ts'
import { quote } from './limits.ts'
import { type OpReport, parametersOf } from './lower/index.ts'
import { prepare } from './passes/index.ts'
import { type PixelMeaning, pixelsFor } from './pixels.ts'
import type { Range, Scale } from './range.ts'
import { isIntegral, isReal, originOf } from './scales.ts'
import type { Equalization } from './search/equalize.ts'
import { equalized, inputChannels, inputMeans, type Preference, type SearchOptions, search } from './search/index.ts'
import { productsOf } from './search/machine.ts'
import type { Sensitivity } from './search/sensitivity.ts'
import { type Sites, sitesOf } from './search/sites.ts'
import { lowerWithin, type Plan, uniform } from './widths.ts'

export interface CompileOptions extends Watch {
  /** By input name, in the input's own layout without the leading axis. */
  readonly calibration: Readonly<Record<string, Samples>>
  /** Width of values between ops; 12 unless stated. */
  readonly activationBits?: 8 | 10 | 12 | 16
  /** Width of weights; 8 unless stated. 7 keeps them within ±63. */
  readonly weightBits?: 7 | 8 | 10 | 12 | 16
  /** What 8-bit images mean; unless stated `raw` where the calibration rows are bytes, else `none`. */
  readonly pixels?: PixelMeaning
  readonly manifest?: Manifest
  /** Widths are searched for instead of being the same everywhere. */
  readonly search?: SearchOptions
}

/** What the search for widths came to. */
export interface SearchReport {
  readonly prefer: Preference
  readonly targetLoss: number
  /** Expected of the worst output: noise as a share of its variance, every site rounded at once. */
  readonly loss: number
  readonly reached: boolean
  readonly equalization: Equalization
  /** Rows on which each site was measured alone; 0 where it was estimated. */
  readonly rows: number
}

/** One site: a value between ops, or weights. */
export interface SiteReport {
  /** The operator node that it comes from. */
  readonly node: string
  readonly kind: FloatNode['kind']
  readonly bits: number
  /** Kept within a byte. */
  readonly byte: boolean
  readonly weightBits: number | null
  /** Does what it multiplies lie within a byte? */
  readonly inputByte: boolean
  /** Multiplications for one row. */
  readonly products: number
  /** Loss with the value in a byte, and with weights of 8 bits; null where it was not measured. */
  readonly loss: number | null
  readonly weightLoss: number | null
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
  readonly search: SearchReport | null
  readonly sites: readonly SiteReport[]
}

/** What the exact graph's ops stand for, for whoever compares their values with float ones. */
export interface Layers {
  readonly graph: FloatGraph
  /** By node of the float graph: the op that holds its value, and that value's exponent. */
  readonly places: Int32Array
  readonly exponents: Int16Array
}

export interface Compiled {
  readonly model: ExactModel
  readonly report: CompileReport
  readonly layers: Layers
}

/** Exponents that an interface can carry. */
const MAX_PORT_EXPONENT = 64
const ACTIVATION_BITS = [8, 10, 12, 16]
const WEIGHT_BITS = [7, 8, 10, 12, 16]

export const compileModel = (float: FloatModel, options: CompileOptions): Promise<Result<Compiled>> =>
  attemptAsync(() => compile(float, options))

async function compile(float: FloatModel, options: CompileOptions): Promise<Compiled> {
  const { activationBits = 12, weightBits = 8 } = options
  if (!ACTIVATION_BITS.includes(activationBits)) throw new RangeError(`activationBits: ${activationBits}`)
  if (!WEIGHT_BITS.includes(weightBits)) throw new RangeError(`weightBits: ${weightBits}`)
  const given = samplesBySlot(float.graph, options.calibration)
  const prepared = prepare(float.graph)
  const { slots, rows } = affordable(prepared.graph, given)
  const equal = options.search === undefined ? null : await equalized(prepared.graph, slots, rows, options)
  const graph = equal?.graph ?? prepared.graph
  const channels = options.search === undefined ? new Map() : inputChannels(graph)
  const ranges = await calibrate(graph, slots, rows, options, channels)
  checkWhole(graph, ranges)
  const found =
    options.search === undefined
      ? null
      : await search(
          graph,
          ranges,
          slots,
          rows,
          rowReader(graph, slots),
          inputMeans(graph, channels),
          options.search,
          options,
        )
  await step(options, { stage: 'quantization', done: 0, total: 1 })
  const plan = found?.plan ?? uniform(graph, activationBits, weightBits)
  const { lowered, scales, notes } = lowerWithin(graph, ranges, slots, plan)
  if (found !== null && !found.reached)
    notes.push(`the loss expected is ${found.loss.toPrecision(2)}, above the target of ${found.target}`)
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
      if (port.thresholds !== undefined) return { ...portOf(port, scale), thresholds: port.thresholds }
      const pixels = imagePixels(
        options.pixels,
        graph.nodes[port.node]!.shape,
        slots[slot]!,
        scale,
        port.name,
        pixelNotes,
      )
      return { ...portOf(port, scale), ...(pixels === null ? {} : { pixels }) }
    }),
    outputs: graph.outputs.map((port, slot) => portOf(port, lowered.outputs[slot]!)),
  }
  if (rows < given.rows) notes.push(`ranges come from ${rows} of ${given.rows} rows: more would take long`)
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
    search:
      found === null
        ? null
        : {
            prefer: found.prefer,
            targetLoss: found.target,
            loss: found.loss,
            reached: found.reached,
            equalization: equal!.kind,
            rows: found.sensitivity.rows,
          },
    sites: siteReports(graph, scales, plan, sitesOf(graph, slots), found?.sensitivity ?? null),
  }
  const exponents = Int16Array.from(lowered.places, place => lowered.ops[place]!.exponent)
  return { model, report, layers: { graph, places: lowered.places, exponents } }
}

/** Refuses outputs of whole numbers that no value of an exact model holds: they would saturate. */
function checkWhole(graph: FloatGraph, ranges: readonly Range[]): void {
  for (const { name, dtype, node } of graph.outputs) {
    const { least, most } = ranges[originOf(graph, node)]!
    if (isReal(dtype) || (least >= minOf(16) && most <= maxOf(16))) continue
    refuse(
      'attribute_unsupported',
      `output ${quote(name)}: whole numbers from ${least} to ${most}, 16 bits hold ${minOf(16)} to ${maxOf(16)}`,
      { hint: 'End the model with real numbers (dequantized), or run it in floating point.', facts: { output: name } },
    )
  }
}

/** Multiplications that calibration takes at most, and rows that it takes whatever they cost. */
const MAX_CALIBRATION = 4e10
const LEAST_ROWS = 8

/** Every k-th row, where all of them would take too long. */
function affordable(graph: FloatGraph, given: { slots: Samples[]; rows: number }): { slots: Samples[]; rows: number } {
  const products = graph.nodes.reduce((total, _, id) => total + productsOf(graph, id), 0)
  const rows = Math.min(given.rows, Math.max(LEAST_ROWS, Math.floor(MAX_CALIBRATION / products)))
  return rows === given.rows ? given : { slots: given.slots.map(slot => everyKth(slot, rows)), rows }
}

const isByte = ({ bits, byte }: Scale): boolean => byte === true || bits <= 8

function siteReports(
  graph: FloatGraph,
  scales: readonly Scale[],
  plan: Plan,
  { values, weights, products }: Sites,
  sensitivity: Sensitivity | null,
): SiteReport[] {
  const isValue = new Set(values)
  const isRows = new Set(weights)
  return graph.nodes.flatMap((node, id) => {
    if (!isValue.has(id) && !isRows.has(id)) return []
    const scale = scales[id]!
    return {
      node: node.name,
      kind: node.kind,
      bits: scale.bits,
      byte: isByte(scale),
      weightBits: isRows.has(id) ? plan.weights[id]! : null,
      inputByte: node.inputs.length > 0 && isByte(scales[node.inputs[0]!]!),
      products: products[id]!,
      loss: sensitivity === null || !isValue.has(id) ? null : sensitivity.values[id]!,
      weightLoss: sensitivity === null || !isRows.has(id) ? null : sensitivity.weights[id]!,
    }
  })
}

const portOf = ({ name, dtype, shape, perm }: FloatPort, { bits, exponent }: Scale): Port => ({
  name,
  dtype,
  shape,
  perm,
  bits,
  exponent,
})

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
