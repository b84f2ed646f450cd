// Signal and noise of every layer: exact values, as an engine's trace gives them, beside float ones. spec/compile.md, "Report".

import { type ExactModel, type IntTensor, maxOf, minOf, toIntegers } from '../../graph/index.ts'
import { asSeen, rowReader, type Samples, softmaxInputs, step, type Watch } from '../calibrate.ts'
import type { Layers } from '../compile.ts'
import { floatMachine } from '../float.ts'
import type { FloatNode } from '../ir.ts'
import { passesThrough, signsOf } from '../scales.ts'

export interface LayerReport {
  /** The operator node that it comes from. */
  readonly node: string
  readonly kind: FloatNode['kind']
  /** Op of the exact graph that holds the value. */
  readonly op: number
  readonly bits: number
  readonly exponent: number
  /** Signal to noise in decibels, everything before it included; null where both are the same. */
  readonly decibels: number | null
  /** Share of values at either end of the op's clamp or width. */
  readonly saturated: number
}

interface Sums {
  signal: number
  noise: number
  saturated: number
  count: number
}

/** Rows that are traced: noise is an average over all elements of a layer, which a few rows settle. */
const MAX_ROWS = 8

export async function measureLayers(
  layers: Layers,
  model: ExactModel,
  trace: (inputs: readonly IntTensor[]) => Promise<readonly IntTensor[]>,
  samples: Readonly<Record<string, Samples>>,
  watch: Watch,
): Promise<LayerReport[]> {
  const { graph, places, exponents } = layers
  const { ops } = model.graph
  const slots = graph.inputs.map(port => samples[port.name]!)
  const rows = Math.min(MAX_ROWS, slots[0]!.rows)
  const read = rowReader(
    graph,
    graph.inputs.map((port, slot) => asSeen(port, slots[slot]!)),
  )
  const machine = floatMachine(graph)
  const skipped = signsOf(graph)
  for (const id of softmaxInputs(graph).keys()) skipped[id] = 1
  const sums = graph.nodes.map((): Sums => ({ signal: 0, noise: 0, saturated: 0, count: 0 }))
  for (let at = 0; at < rows; at++) {
    const row = Math.floor((at * slots[0]!.rows) / rows)
    machine.load(read(row))
    for (let id = 0; id < graph.nodes.length; id++) machine.run(id)
    const one = model.ports.inputs.map((port, slot) => {
      const { data, rows: count } = slots[slot]!
      const size = data.length / count
      return toIntegers(port, data.subarray(row * size, (row + 1) * size), 1)
    })
    const values = await trace(one)
    graph.nodes.forEach((node, id) => {
      if (isMeasured(node) && skipped[id] === 0)
        add(sums[id]!, machine.values[id]!, values[places[id]!]!, 2 ** -exponents[id]!)
    })
    await step(watch, { stage: 'evaluation', done: at + 1, total: rows })
  }
  return graph.nodes.flatMap((node, id): LayerReport[] => {
    const { signal, noise, saturated, count } = sums[id]!
    if (count === 0 || signal === 0) return []
    return [
      {
        node: node.name,
        kind: node.kind,
        op: places[id]!,
        bits: ops[places[id]!]!.bits,
        exponent: exponents[id]!,
        decibels: noise === 0 ? null : 10 * Math.log10(signal / noise),
        saturated: saturated / count,
      },
    ]
  })
}

const isMeasured = (node: FloatNode): boolean =>
  !passesThrough(node) && node.kind !== 'constant' && node.kind !== 'input' && node.kind !== 'argMax'

function add(sums: Sums, float: Float32Array, { data, bits }: IntTensor, step: number): void {
  const lo = minOf(bits)
  const hi = maxOf(bits)
  for (let i = 0; i < float.length; i++) {
    const value = float[i]!
    const integer = data[i]!
    sums.signal += value * value
    sums.noise += (value - integer * step) ** 2
    if (integer === lo || integer === hi) sums.saturated++
  }
  sums.count += float.length
}
