// Finds the widths of a graph's sites by what they cost: spec/compile.md, "Search". Float arithmetic throughout, the same for the
// same rows; what it settles on is then lowered and measured as any other choice.

import { Channels, calibrate, everyKth, rowReader, type Samples, step, type Watch } from '../calibrate.ts'
import type { FloatGraph } from '../ir.ts'
import type { Range } from '../range.ts'
import type { InputMeans } from '../rows.ts'
import { passesThrough } from '../scales.ts'
import { type Plan, scalesOf, uniform } from '../widths.ts'
import { Chooser, type Preference } from './choose.ts'
import { type Equalization, equalize, pairsOf } from './equalize.ts'
import { Loss } from './loss.ts'
import { hasRows, Machine, productsOf, type RowValues, roundedRows, roundTo } from './machine.ts'
import { affordableRows, estimate, measure, type Sensitivity, spreadRows } from './sensitivity.ts'
import { type Sites, sitesOf } from './sites.ts'

export type { Preference } from './choose.ts'

export interface SearchOptions {
  /** Share of an output's variance that may be noise; by preference unless stated. */
  readonly targetLoss?: number
  /** `accuracy` unless stated. */
  readonly prefer?: Preference
}

export interface Found {
  readonly plan: Plan
  readonly target: number
  readonly prefer: Preference
  /** Of the output that is worst, over the rows that were simulated. */
  readonly loss: number
  readonly reached: boolean
  readonly sites: Sites
  readonly sensitivity: Sensitivity
}

export const TARGET_LOSS: { readonly [P in Preference]: number } = { accuracy: 1e-5, speed: 1e-3 }
const ROUNDS = 4
const EQUALIZATIONS: readonly Equalization[] = ['none', 'weights', 'values']
const MAX_SIMULATED = 8e9
const MAX_SIMULATED_ROWS = 32

export async function search(
  graph: FloatGraph,
  ranges: readonly Range[],
  slots: readonly Samples[],
  rows: number,
  read: (row: number) => readonly Float32Array[],
  means: Plan['means'],
  options: SearchOptions,
  watch: Watch,
): Promise<Found> {
  const prefer = options.prefer ?? 'accuracy'
  const target = options.targetLoss ?? TARGET_LOSS[prefer]
  const sites = sitesOf(graph, slots)
  const affordable = affordableRows(graph, sites)
  let sensitivity =
    affordable === 0
      ? estimate(graph, ranges, sites)
      : await measure(graph, ranges, sites, means, spreadRows(rows, affordable, read), watch)
  const row = sites.products.reduce((total, products) => total + products, 0)
  const simulated = spreadRows(
    rows,
    Math.max(1, Math.min(MAX_SIMULATED_ROWS, Math.floor(MAX_SIMULATED / (ROUNDS * row)))),
    read,
  )
  const simulate = await simulation(graph, ranges, slots, simulated, watch)
  let best: { plan: Plan; loss: number } | null = null
  let aim = target
  for (let round = 0; round < ROUNDS; round++) {
    const chooser = new Chooser(graph, ranges, sites, sensitivity, means)
    const possible = chooser.raise(aim)
    if (possible && prefer === 'speed') chooser.lower(aim)
    const plan = chooser.plan()
    const loss = await simulate(plan)
    if (best === null || loss < best.loss || (best.loss > target && loss <= target)) best = { plan, loss }
    if (loss <= target && (affordable > 0 || round > 0)) {
      best = { plan, loss }
      break
    }
    if (!possible && affordable > 0) break
    if (affordable === 0 && round === 0 && chooser.loss > 0) sensitivity = scaled(sensitivity, loss / chooser.loss)
    else aim *= Math.min(0.5, (0.8 * target) / loss)
  }
  return { ...best!, target, prefer, reached: best!.loss <= target, sites, sensitivity }
}

function scaled(sensitivity: Sensitivity, by: number): Sensitivity {
  return {
    ...sensitivity,
    values: sensitivity.values.map(loss => loss * by),
    weights: sensitivity.weights.map(loss => loss * by),
  }
}

/** Where the means of products' inputs are gathered, by the node that holds the input. */
export function inputChannels(graph: FloatGraph): Map<number, Channels> {
  const found = new Map<number, Channels>()
  for (const node of graph.nodes) {
    const input = node.inputs[0]
    if (hasRows(node) && !found.has(input!)) found.set(input!, new Channels(graph.nodes[input!]!.shape.at(-1)!))
  }
  return found
}

export function inputMeans(graph: FloatGraph, channels: ReadonlyMap<number, Channels>): Map<number, InputMeans> {
  const found = new Map<number, InputMeans>()
  graph.nodes.forEach((node, id) => {
    if (!hasRows(node)) return
    const means = channels.get(node.inputs[0]!)!.means
    const groups = node.kind === 'conv' ? node.groups : 1
    found.set(id, { channels: means, groupIn: means.length / groups, groupOut: node.bias.length / groups })
  })
  return found
}

/** Rows that equalizations are compared on: as many as a share of the work of a search allows. */
const MAX_COMPARED = 1.5e9
const MAX_COMPARED_ROWS = 16

/**
 * The equalization with which uniform widths lose least, and what was seen of the graph's values under it. `none` unless another
 * one is better by a quarter.
 */
export async function equalized(
  graph: FloatGraph,
  slots: readonly Samples[],
  rows: number,
  watch: Watch,
): Promise<{ graph: FloatGraph; kind: Equalization }> {
  const pairs = pairsOf(graph)
  if (pairs.length === 0) return { graph, kind: 'none' }
  const products = graph.nodes.reduce((total, _, id) => total + productsOf(graph, id), 0)
  const count = Math.max(1, Math.min(rows, MAX_COMPARED_ROWS, Math.floor(MAX_COMPARED / products)))
  const some = slots.map(slot => everyKth(slot, count))
  const channels = new Map(pairs.map(({ first }) => [first, new Channels(graph.nodes[first]!.shape.at(-1)!)]))
  let best: { graph: FloatGraph; kind: Equalization; loss: number } | null = null
  for (const kind of EQUALIZATIONS) {
    const changed = equalize(graph, kind, id => channels.get(id)?.most)
    const ranges = await calibrate(changed, some, count, watch, kind === 'none' ? channels : undefined)
    const read = rowReader(changed, some)
    const spread = spreadRows(count, count, read)
    const simulate = await simulation(changed, ranges, some, spread, watch)
    const loss = await simulate(uniform(changed, 12, 8))
    if (best === null || loss < best.loss * 0.75) best = { graph: changed, kind, loss }
  }
  return best!
}

/** Gives the loss of a plan over rows, every site rounded at once. */
async function simulation(
  graph: FloatGraph,
  ranges: readonly Range[],
  slots: readonly Samples[],
  rows: readonly (readonly Float32Array[])[],
  watch: Watch,
): Promise<(plan: Plan) => Promise<number>> {
  const machine = new Machine(graph)
  const expected: Float32Array[][] = []
  for (const [i, row] of rows.entries()) {
    expected.push(machine.rounded(row, () => {}, new Map()))
    await step(watch, { stage: 'search', done: i, total: rows.length })
  }
  return async plan => {
    const scales = scalesOf(graph, ranges, slots, plan)
    const weights = new Map<number, RowValues>()
    graph.nodes.forEach((node, id) => {
      if (hasRows(node)) weights.set(id, roundedRows(node, plan.weights[id]!, plan.means.get(id)))
    })
    const loss = new Loss(graph.outputs.length)
    for (const [i, row] of rows.entries()) {
      const found = machine.rounded(
        row,
        (id, values) => {
          if (!passesThrough(graph.nodes[id]!)) roundTo(values, scales[id]!)
        },
        weights,
      )
      loss.add(expected[i]!, found)
      await step(watch, { stage: 'search', done: i + 1, total: rows.length })
    }
    return loss.worst
  }
}
