// What each site costs: the loss of the outputs when that site alone is stored in 8 bits. spec/compile.md, "Search".

import { step, type Watch } from '../calibrate.ts'
import type { FloatGraph } from '../ir.ts'
import type { Range, RangeRule, Scale } from '../range.ts'
import { sized } from '../scales.ts'
import type { Plan } from '../widths.ts'
import { Loss } from './loss.ts'
import { hasRows, Machine, type RowValues, roundedRows, roundTo } from './machine.ts'
import type { Sites } from './sites.ts'

export interface Sensitivity {
  /** By node: loss with its value in a byte. */
  readonly values: Float64Array
  /** By node: the rule for ranges that gives that loss. */
  readonly rules: readonly RangeRule[]
  /** By node: loss with weights of 8 bits. */
  readonly weights: Float64Array
  /** Rows that it was measured on; 0 where it was estimated from each site alone. */
  readonly rows: number
}

/** Multiplications that measuring may take, and rows at most. */
const MAX_PRODUCTS = 1.5e10
const MAX_ROWS = 16
const RULES: readonly RangeRule[] = ['mse', 'min-max', 'percentile']

/** Rows that can be measured with the work allowed; 0: none. */
export function affordableRows(graph: FloatGraph, sites: Sites): number {
  const after = new Float64Array(graph.nodes.length + 1)
  for (let id = graph.nodes.length - 1; id >= 0; id--) after[id] = after[id + 1]! + sites.products[id]!
  const measured = [...sites.values.map(id => after[id + 1]!), ...sites.weights.map(id => after[id]!)]
  const row = after[0]! + measured.reduce((total, products) => total + products, 0)
  return Math.min(MAX_ROWS, Math.floor(MAX_PRODUCTS / row))
}

export async function measure(
  graph: FloatGraph,
  ranges: readonly Range[],
  sites: Sites,
  means: Plan['means'],
  rows: readonly (readonly Float32Array[])[],
  watch: Watch,
): Promise<Sensitivity> {
  const machine = new Machine(graph)
  for (const row of rows) machine.load(row)
  const outputs = rows.map((_, row) => graph.outputs.map(port => machine.value(row, port.node)))
  const candidates = sites.values.map(id => ({ id, scales: candidateScales(ranges[id]!) }))
  const losses = candidates.map(({ scales }) => scales.map(() => new Loss(graph.outputs.length)))
  const rounded = new Map(sites.weights.map(id => [id, rowsAt8(graph, id, means)]))
  const weightLosses = sites.weights.map(() => new Loss(graph.outputs.length))
  const total = rows.length * (sites.values.length + sites.weights.length)
  let done = 0
  for (let row = 0; row < rows.length; row++) {
    machine.select(row)
    for (const [at, { id, scales }] of candidates.entries()) {
      for (const [which, { scale }] of scales.entries())
        losses[at]![which]!.add(
          outputs[row]!,
          machine.disturbed(row, id, values => roundTo(values, scale)),
        )
      await step(watch, { stage: 'search', done: ++done, total })
    }
    for (const [at, id] of sites.weights.entries()) {
      weightLosses[at]!.add(outputs[row]!, machine.withWeights(row, id, rounded.get(id)!))
      await step(watch, { stage: 'search', done: ++done, total })
    }
  }
  const values = new Float64Array(graph.nodes.length)
  const rules = new Array<RangeRule>(graph.nodes.length).fill('mse')
  candidates.forEach(({ id, scales }, at) => {
    let best = 0
    losses[at]!.forEach((loss, which) => {
      if (loss.worst < losses[at]![best]!.worst) best = which
    })
    values[id] = losses[at]![best]!.worst
    rules[id] = scales[best]!.rule
  })
  const weights = new Float64Array(graph.nodes.length)
  sites.weights.forEach((id, at) => {
    weights[id] = weightLosses[at]!.worst
  })
  return { values, rules, weights, rows: rows.length }
}

/** Byte scales by the rules, where they differ. */
function candidateScales(range: Range): { rule: RangeRule; scale: Scale }[] {
  const out: { rule: RangeRule; scale: Scale }[] = []
  for (const rule of RULES) {
    const scale = sized(range, 8, rule, true)
    if (out.every(other => other.scale.exponent !== scale.exponent)) out.push({ rule, scale })
  }
  return out
}

function rowsAt8(graph: FloatGraph, id: number, means: Plan['means']): RowValues {
  const node = graph.nodes[id]!
  if (!hasRows(node)) throw new TypeError(`node ${id} has no weights`)
  return roundedRows(node, 8, means.get(id))
}

/** Where no row can be afforded: each site's own noise as a share of its own signal, as if all of it reached the outputs. */
export function estimate(graph: FloatGraph, ranges: readonly Range[], sites: Sites): Sensitivity {
  const values = new Float64Array(graph.nodes.length)
  for (const id of sites.values) values[id] = ranges[id]!.loss(sized(ranges[id]!, 8, 'mse', true))
  const weights = new Float64Array(graph.nodes.length)
  for (const id of sites.weights) {
    const node = graph.nodes[id]!
    if (!hasRows(node)) continue
    const rounded = roundedRows(node, 8).weights
    let error = 0
    let signal = 0
    node.weights.forEach((w, i) => {
      error += (w - rounded[i]!) ** 2
      signal += w * w
    })
    weights[id] = signal === 0 ? 0 : error / signal
  }
  return { values, weights, rules: graph.nodes.map(() => 'mse'), rows: 0 }
}

/** Samples of every k-th row, as inputs of a machine. */
export function spreadRows(
  rows: number,
  count: number,
  read: (row: number) => readonly Float32Array[],
): (readonly Float32Array[])[] {
  const n = Math.min(rows, count)
  return Array.from({ length: n }, (_, i) => read(Math.floor((i * rows) / n)))
}
