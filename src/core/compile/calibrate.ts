// Runs the float graph over calibration rows and gathers the range of every value. spec/compile.md, "Calibration".

import { refuse, WorldError } from '../errors/index.ts'
import { elements, exceeded } from '../graph/index.ts'
import { rowEvaluator } from './float.ts'
import { type FloatGraph, type FloatPort, usersOf } from './ir.ts'
import { quote } from './limits.ts'
import { transposedOrder } from './onnx/fold.ts'
import { Range } from './range.ts'
import { originOf, passesThrough } from './scales.ts'

/** `rows` rows of one input, one after another, in the input's outer layout without the leading axis. */
export interface Samples {
  readonly data: Float32Array
  readonly rows: number
}

export interface Progress {
  readonly stage: 'calibration' | 'search' | 'quantization' | 'evaluation'
  readonly done: number
  readonly total: number
}

/** How long work is watched and stopped. */
export interface Watch {
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
  /** Lets other work run between steps, e.g. setImmediate as a promise: core has no timers of its own. */
  readonly pause?: () => Promise<void>
}

/** Reports a step, makes room for others and stops where asked to. */
export async function step(watch: Watch, progress: Progress): Promise<void> {
  watch.onProgress?.(progress)
  await watch.pause?.()
  if (watch.signal?.aborted) throw new WorldError('interrupted', `${progress.stage} was interrupted`)
}

/** The inputs of a graph out of named samples: checked, one array per slot, and their common number of rows. */
export function samplesBySlot(
  graph: Pick<FloatGraph, 'inputs'>,
  samples: Readonly<Record<string, Samples>>,
): { slots: Samples[]; rows: number } {
  const slots = graph.inputs.map(port => {
    const given = Object.hasOwn(samples, port.name) ? samples[port.name] : undefined
    if (given === undefined) {
      return refuse('calibration_missing', `input ${quote(port.name)}: no data for it`, {
        hint: `Give rows of [${port.shape.join(', ')}] for ${graph.inputs.map(input => quote(input.name)).join(', ')}.`,
        facts: { input: port.name, shape: port.shape },
      })
    }
    const size = elements(port.shape)
    if (!Number.isSafeInteger(given.rows) || given.rows < 1 || given.data.length !== size * given.rows) {
      refuse(
        'input_shape_mismatch',
        `input ${quote(port.name)}: ${given.data.length} values for ${given.rows} rows of [${port.shape.join(', ')}]`,
        {
          facts: { input: port.name, shape: port.shape, values: given.data.length },
        },
      )
    }
    for (let i = 0; i < given.data.length; i++) {
      if (!Number.isFinite(given.data[i]))
        refuse(
          'input_not_finite',
          `input ${quote(port.name)}: value ${i % size} of row ${Math.floor(i / size)} is ${given.data[i]}`,
        )
    }
    return asSeen(port, given)
  })
  const { rows } = slots[0]!
  for (const [i, slot] of slots.entries()) {
    if (slot.rows !== rows)
      refuse('input_shape_mismatch', `input ${quote(graph.inputs[i]!.name)}: ${slot.rows} rows beside ${rows}`)
  }
  return { slots, rows }
}

/** What the graph sees of rows: where a port has thresholds, how many each value exceeds. */
export function asSeen({ thresholds }: FloatPort, samples: Samples): Samples {
  if (thresholds === undefined) return samples
  const data = samples.data.map((value, i) => exceeded(thresholds[i % thresholds.length]!, value))
  return { data, rows: samples.rows }
}

/** So many of the rows, evenly spread. */
export function everyKth({ data, rows }: Samples, count: number): Samples {
  const size = data.length / rows
  const out = new Float32Array(count * size)
  for (let i = 0; i < count; i++) {
    const from = Math.floor((i * rows) / count) * size
    out.set(data.subarray(from, from + size), i * size)
  }
  return { data: out, rows: count }
}

/** Rows of named inputs in the graph's own layout, one array per slot. */
export function rowReader(graph: FloatGraph, slots: readonly Samples[]): (row: number) => Float32Array[] {
  const ports = graph.inputs.map(port => ({
    order: transposedOrder(port.shape, port.perm),
    size: elements(port.shape),
  }))
  return row =>
    ports.map(({ order, size }, slot) => {
      const { data } = slots[slot]!
      return Float32Array.from(order, at => data[row * size + at]!)
    })
}

/** What is seen of each channel of a value, channels being its last axis. */
export class Channels {
  readonly most: Float32Array
  private readonly sums: Float64Array
  private count = 0

  constructor(length: number) {
    this.most = new Float32Array(length)
    this.sums = new Float64Array(length)
  }

  add(values: Float32Array): void {
    const { most, sums } = this
    const { length } = most
    for (let from = 0; from < values.length; from += length) {
      for (let c = 0; c < length; c++) {
        const value = values[from + c]!
        sums[c]! += value
        if (value > most[c]!) most[c] = value
        else if (-value > most[c]!) most[c] = -value
      }
    }
    this.count += values.length / length
  }

  get means(): Float64Array {
    return this.sums.map(sum => (this.count === 0 ? 0 : sum / this.count))
  }
}

/** How far below the largest value of its line a softmax still sees: e^-17 is less than any step of 16 bits. */
const SOFTMAX_DEPTH = 17

/** Nodes of which only softmaxes read, with the axis that those run over. */
export function softmaxInputs(graph: FloatGraph): Map<number, number> {
  const found = new Map<number, number>()
  const outputs = new Set(graph.outputs.map(port => port.node))
  usersOf(graph).forEach((users, id) => {
    const axes = users
      .map(user => graph.nodes[user]!)
      .map(node => (node.kind === 'softmax' && !node.log ? node.axis : -1))
    if (axes.length > 0 && axes[0]! >= 0 && axes.every(axis => axis === axes[0]) && !outputs.has(id))
      found.set(id, axes[0]!)
  })
  return found
}

/** Values with what a softmax over `axis` cannot tell from nothing raised to where it ends. */
function visible(values: Float32Array, shape: readonly number[], axis: number): Float32Array {
  const length = shape[axis]!
  const stride = elements(shape.slice(axis + 1))
  const out = new Float32Array(values.length)
  for (let start = 0; start < values.length; start++) {
    if (Math.floor(start / stride) % length !== 0) continue
    let most = Number.NEGATIVE_INFINITY
    for (let i = 0; i < length; i++) most = Math.max(most, values[start + i * stride]!)
    for (let i = 0; i < length; i++)
      out[start + i * stride] = Math.max(values[start + i * stride]!, most - SOFTMAX_DEPTH)
  }
  return out
}

/** Ranges of every node's values, constants included. */
export async function calibrate(
  graph: FloatGraph,
  slots: readonly Samples[],
  rows: number,
  watch: Watch,
  channels: ReadonlyMap<number, Channels> = new Map(),
): Promise<Range[]> {
  const ranges = graph.nodes.map(() => new Range())
  const evaluate = rowEvaluator(graph)
  const read = rowReader(graph, slots)
  const masked = softmaxInputs(graph)
  for (let row = 0; row < rows; row++) {
    const values = evaluate(read(row))
    for (const [id, seen] of channels) seen.add(values[id]!)
    graph.nodes.forEach((node, id) => {
      if (passesThrough(node)) return
      if (node.kind === 'constant' && row > 0) return
      const axis = masked.get(id)
      const seen = axis === undefined ? values[id]! : visible(values[id]!, node.shape, axis)
      if (!ranges[id]!.add(seen))
        refuse(
          'weight_not_finite',
          `node ${quote(node.name)}: row ${row} of the calibration data makes it overflow float32`,
        )
    })
    if (row % 16 === 15 || row === rows - 1) await step(watch, { stage: 'calibration', done: row + 1, total: rows })
  }
  // What a take puts between values has the scale of those values.
  graph.nodes.forEach((node, id) => {
    if (node.kind === 'linear' && node.precise === true && node.clamp !== null) {
      ranges[id]!.extend(node.clamp.lo)
      ranges[id]!.extend(node.clamp.hi)
    }
    if (node.kind === 'take' && node.indices.includes(-1) && Number.isFinite(node.fill))
      ranges[originOf(graph, id)]!.extend(node.fill)
  })
  return ranges
}
