// Widths out of sensitivities: raised where the loss is largest until the target holds, then lowered where that saves most time
// for the loss it costs. spec/compile.md, "Search".

import type { FloatGraph } from '../ir.ts'
import type { Range, RangeRule } from '../range.ts'
import { leastWeightBits, type Plan } from '../widths.ts'
import { hasRows } from './machine.ts'
import type { Sensitivity } from './sensitivity.ts'
import type { Sites } from './sites.ts'

export type Preference = 'speed' | 'accuracy'

const VALUE_BITS = [12, 16] as const
const WEIGHT_BITS = [8, 10, 12] as const
/** Weights within ±63 are exact on every kernel there is. */
const SMALL_WEIGHTS = 7

/** Time of one multiplication against the fastest, by what its operands are stored in. */
function timeOf(byte: boolean, weightBits: number): number {
  if (!byte) return weightBits > 8 ? 2.5 : 2.2
  if (weightBits > 8) return 2
  return weightBits > SMALL_WEIGHTS ? 1.1 : 1
}

export class Chooser {
  private readonly graph: FloatGraph
  private readonly ranges: readonly Range[]
  private readonly sites: Sites
  private readonly sensitivity: Sensitivity
  private readonly means: Plan['means']
  private readonly bits: Uint8Array
  private readonly byte: Uint8Array
  private readonly weights: Uint8Array

  constructor(
    graph: FloatGraph,
    ranges: readonly Range[],
    sites: Sites,
    sensitivity: Sensitivity,
    means: Plan['means'],
  ) {
    this.means = means
    this.graph = graph
    this.ranges = ranges
    this.sites = sites
    this.sensitivity = sensitivity
    const { length } = graph.nodes
    this.bits = new Uint8Array(length).fill(VALUE_BITS[0])
    this.byte = new Uint8Array(length)
    this.weights = Uint8Array.from(graph.nodes, node => Math.max(WEIGHT_BITS[0], leastWeightBits(node)))
  }

  /** The loss expected of all sites together. */
  get loss(): number {
    const { values, weights } = this.sites
    return (
      values.reduce((total, id) => total + this.valueLoss(id), 0) +
      weights.reduce((total, id) => total + this.weightLoss(id, this.weights[id]!), 0)
    )
  }

  plan(): Plan {
    // Wide values can afford room for rows that are louder than those of the calibration.
    const rules = this.sensitivity.rules.map(
      (rule, id): RangeRule => (this.byte[id] === 1 ? rule : this.bits[id]! > VALUE_BITS[0] ? 'room' : 'mse'),
    )
    return {
      bits: this.bits.slice(),
      byte: this.byte.slice(),
      weights: this.weights.slice(),
      rules,
      outputRule: 'room',
      byteInputs: this.byte.some(byte => byte === 1),
      means: this.means,
    }
  }

  private valueLoss(id: number, bits = this.bits[id]!, byte = this.byte[id] === 1): number {
    const atByte = this.sensitivity.values[id]!
    if (byte) return atByte
    // A byte without negative values has the step of 9 bits.
    const effective = this.ranges[id]!.least >= 0 ? 9 : 8
    return atByte * 4 ** (effective - bits)
  }

  private weightLoss(id: number, bits: number): number {
    return this.sensitivity.weights[id]! * 4 ** (8 - bits)
  }

  /** Widens the worst sites until the loss expected is within `target`; false where that is not enough. */
  raise(target: number): boolean {
    let { loss } = this
    while (loss > target) {
      let best: { gain: number; apply: () => void } | null = null
      for (const id of this.sites.values) {
        const next = VALUE_BITS.find(bits => bits > this.bits[id]!)
        if (next === undefined) continue
        const gain = this.valueLoss(id) - this.valueLoss(id, next)
        if (gain > (best?.gain ?? 0)) best = { gain, apply: () => this.bits.fill(next, id, id + 1) }
      }
      for (const id of this.sites.weights) {
        const next = WEIGHT_BITS.find(bits => bits > this.weights[id]!)
        if (next === undefined) continue
        const gain = this.weightLoss(id, this.weights[id]!) - this.weightLoss(id, next)
        if (gain > (best?.gain ?? 0)) best = { gain, apply: () => this.weights.fill(next, id, id + 1) }
      }
      if (best === null) return false
      best.apply()
      loss -= best.gain
    }
    return true
  }

  /** Narrows sites to bytes and weights to 7 bits, the most time saved per loss first, while `target` holds. */
  lower(target: number): void {
    const { values, weights, readers, products } = this.sites
    let { loss } = this
    const moves = values
      .filter(id => this.bits[id] === VALUE_BITS[0])
      .map(id => {
        const saved = readers[id]!.reduce((total, reader) => {
          const rows = hasRows(this.graph.nodes[reader]!)
          const gain = rows ? timeOf(false, this.weights[reader]!) - timeOf(true, this.weights[reader]!) : 0.6
          return total + gain * products[reader]!
        }, 0)
        return { id, saved, cost: this.valueLoss(id, 8, true) - this.valueLoss(id) }
      })
      .filter(move => move.saved > 0)
      .sort((a, b) => b.saved / Math.max(b.cost, 1e-30) - a.saved / Math.max(a.cost, 1e-30) || a.id - b.id)
    for (const { id, cost } of moves) {
      if (loss + cost > target) continue
      this.byte[id] = 1
      loss += cost
    }
    const slim = weights
      .filter(id => this.weights[id] === WEIGHT_BITS[0])
      .map(id => ({ id, cost: this.weightLoss(id, SMALL_WEIGHTS) - this.weightLoss(id, WEIGHT_BITS[0]) }))
      .sort(
        (a, b) => products[b.id]! / Math.max(b.cost, 1e-30) - products[a.id]! / Math.max(a.cost, 1e-30) || a.id - b.id,
      )
    for (const { id, cost } of slim) {
      if (loss + cost > target) continue
      this.weights[id] = SMALL_WEIGHTS
      loss += cost
    }
  }
}
