// The widths of every site of a graph, and lowering with them: spec/compile.md, "Exponents" and "Weights".

import { refuse } from '../errors/index.ts'
import type { Samples } from './calibrate.ts'
import { countUses, type FloatGraph, type FloatNode } from './ir.ts'
import { quote } from './limits.ts'
import { type Lowered, lower, RowsOverflow } from './lower/index.ts'
import type { Range, RangeRule, Scale } from './range.ts'
import type { InputMeans } from './rows.ts'
import { chooseScales, inputScale, passesThrough } from './scales.ts'

/** Widths by node of the float graph. */
export interface Plan {
  /** Width of values between ops. */
  readonly bits: Uint8Array
  /** 1 where values are kept within a byte instead. */
  readonly byte: Uint8Array
  /** Width of weights, where a node has any. */
  readonly weights: Uint8Array
  /** How ranges are set, by node. */
  readonly rules: readonly RangeRule[]
  readonly outputRule: RangeRule
  readonly byteInputs: boolean
  /** Means of what products meet, by node: with them biases take back what rounding shifts. */
  readonly means: ReadonlyMap<number, InputMeans>
}

/** Values that nothing else reads, at the graph's end. */
const OUTPUT_BITS = 16

/** Width that a node's weights have at least. */
export const leastWeightBits = (node: FloatNode): number => (node.kind === 'linear' && node.precise === true ? 16 : 0)

export const uniform = (graph: FloatGraph, activationBits: number, weightBits: number): Plan => ({
  bits: new Uint8Array(graph.nodes.length).fill(activationBits),
  byte: new Uint8Array(graph.nodes.length),
  weights: Uint8Array.from(graph.nodes, node => Math.max(weightBits, leastWeightBits(node))),
  rules: graph.nodes.map(() => 'mse'),
  outputRule: 'min-max',
  byteInputs: false,
  means: new Map(),
})

/** The scales that a plan asks for; `reduced` overrides widths where an accumulator asked for it. */
export function scalesOf(
  graph: FloatGraph,
  ranges: readonly Range[],
  slots: readonly Samples[],
  plan: Plan,
  reduced: ReadonlyMap<number, number> = new Map(),
): Scale[] {
  return chooseScales(graph, ranges, slots, {
    bits: id => reduced.get(id) ?? plan.bits[id]!,
    byte: id => plan.byte[id] === 1 && !reduced.has(id),
    rule: id => plan.rules[id]!,
    output: OUTPUT_BITS,
    outputRule: plan.outputRule,
    byteInputs: plan.byteInputs,
  })
}

/**
 * Lowers the graph. Where an accumulator leaves no other way an input is narrowed: where it is made, if nothing else reads it,
 * else by an op in front of its reader.
 */
export function lowerWithin(
  graph: FloatGraph,
  ranges: readonly Range[],
  slots: readonly Samples[],
  plan: Plan,
): { lowered: Lowered; scales: Scale[]; notes: string[] } {
  const uses = countUses(graph)
  const reduced = new Map<number, number>()
  const notes = new Map<number, string>()
  for (;;) {
    const scales = scalesOf(graph, ranges, slots, plan, reduced)
    const lowered = lowerOrRefuse(graph, scales, plan)
    let again = false
    for (const [id, bits] of lowered.narrowed) {
      const node = graph.nodes[id]!
      const origin = soleOrigin(graph, uses, node.inputs[0]!)
      const source = graph.nodes[origin ?? 0]!
      const exact = source.kind === 'input' && inputScale(graph, source.slot, slots[source.slot]!) !== null
      if (origin === null || exact || source.kind === 'constant' || (reduced.get(origin) ?? 17) <= bits) {
        notes.set(id, `${quote(node.name)}: reads its input at ${bits} bits, for the accumulator's bound`)
        continue
      }
      reduced.set(origin, bits)
      notes.set(origin, `${quote(source.name)}: ${bits} bits, for the accumulator's bound in ${quote(node.name)}`)
      again = true
    }
    if (!again) return { lowered, scales, notes: [...notes.values()] }
  }
}

function lowerOrRefuse(graph: FloatGraph, scales: readonly Scale[], plan: Plan): Lowered {
  try {
    return lower(graph, scales, id => plan.weights[id]!, plan.means)
  } catch (error) {
    if (!(error instanceof RowsOverflow)) throw error
    const node = graph.nodes[error.node]!
    return refuse(
      'accumulator_overflow',
      `node ${quote(node.name)}, row ${error.row}: the accumulator can reach ${error.accumulator} even with the narrowest weights and inputs`,
      { facts: { node: node.name.slice(0, 80), row: error.row, accumulator: error.accumulator } },
    )
  }
}

/** The node that decides the scale of `id`, if nothing else reads it on the way. */
function soleOrigin(graph: FloatGraph, uses: Int32Array, id: number): number | null {
  let at = id
  while (uses[at] === 1 && passesThrough(graph.nodes[at]!)) at = graph.nodes[at]!.inputs[0]!
  return uses[at] === 1 ? at : null
}
