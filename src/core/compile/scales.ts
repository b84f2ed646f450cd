// Which scale each value is stored at, before weights are known: spec/compile.md, "Exponents".

import type { Samples } from './calibrate.ts'
import { countUses, type FloatGraph, type FloatNode } from './ir.ts'
import { integerScale, type Range, type Scale } from './range.ts'

export interface Widths {
  readonly activation: number
  readonly output: number
}

/** Ops that move values without a requantization: output and input have one scale. */
export const passesThrough = (node: FloatNode): boolean =>
  node.kind === 'reshape' || node.kind === 'transpose' || node.kind === 'maxPool'

/** The node whose requantization decides the scale of `id`. */
export function originOf(graph: FloatGraph, id: number): number {
  let at = id
  while (passesThrough(graph.nodes[at]!)) at = graph.nodes[at]!.inputs[0]!
  return at
}

/**
 * The wanted scale of every node. `reduced` overrides widths where an accumulator asked for it. Inputs that are integers in
 * all calibration rows keep them exactly.
 */
export function chooseScales(
  graph: FloatGraph,
  ranges: readonly Range[],
  slots: readonly Samples[],
  widths: Widths,
  reduced: ReadonlyMap<number, number>,
): Scale[] {
  const { nodes } = graph
  const uses = countUses(graph)
  const atOutput = new Uint8Array(nodes.length)
  for (const port of graph.outputs) if (uses[port.node] === 1) atOutput[port.node] = 1
  const wanted = new Array<Scale | undefined>(nodes.length)
  const scales = new Array<Scale>(nodes.length)
  for (let id = nodes.length - 1; id >= 0; id--) {
    const node = nodes[id]!
    const input = node.inputs[0]
    if (passesThrough(node)) {
      if (uses[input!] === 1) {
        wanted[input!] = wanted[id]
        atOutput[input!] = atOutput[id]!
      }
      continue
    }
    if (node.kind === 'input') {
      const exact = integerScale(slots[node.slot]!.data)
      scales[id] = exact ?? ranges[id]!.scale(reduced.get(id) ?? widths.activation, true)
      continue
    }
    const output = atOutput[id] === 1
    const bits = reduced.get(id) ?? (output ? widths.output : widths.activation)
    scales[id] = wanted[id] ?? ranges[id]!.scale(bits, !output)
    // Parts of a concatenation share its scale; whoever is read only there takes it at once.
    if (node.kind === 'concat') for (const part of node.inputs) if (uses[part] === 1) wanted[part] = scales[id]
  }
  nodes.forEach((node, id) => {
    if (passesThrough(node)) scales[id] = scales[node.inputs[0]!]!
  })
  return scales
}

/** Does this input hold integers in all calibration rows? */
export const isIntegral = (samples: Samples): boolean => integerScale(samples.data) !== null
