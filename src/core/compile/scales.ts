// Which scale each value is stored at, before weights are known: spec/compile.md, "Exponents".

import type { Dtype } from '../graph/index.ts'
import type { Samples } from './calibrate.ts'
import { countUses, type FloatGraph, type FloatNode, type FunctionNode, usersOf } from './ir.ts'
import { exactScale, integerScale, type Range, type RangeRule, type Scale, wholeScale, widthOf } from './range.ts'
import { scalarFunction } from './scalar.ts'

/** Widths by node; a node's counts where it decides a scale of its own. */
export interface SiteWidths {
  readonly bits: (id: number) => number
  /** Kept within a byte: 0..255 where no value is negative, else 8 bits. */
  readonly byte: (id: number) => boolean
  readonly rule: (id: number) => RangeRule
  readonly output: number
  readonly outputRule: RangeRule
  /** Inputs of whole numbers from 0 to 255 are kept within that range too. */
  readonly byteInputs: boolean
}

/** Width of values that are never rounded to less. */
const PRECISE_BITS = 16
/** Most that a scale is worth: beyond it no value is rounded any better. */
const MAX_NORM_EXPONENT = 14
const MAX_SHARE_EXPONENT = 15

/** Ops that move values without a requantization: output and input have one scale. */
export const passesThrough = (node: FloatNode): boolean =>
  node.kind === 'reshape' || node.kind === 'transpose' || node.kind === 'maxPool' || node.kind === 'take'

/** The node whose requantization decides the scale of `id`. */
export function originOf(graph: FloatGraph, id: number): number {
  let at = id
  while (passesThrough(graph.nodes[at]!)) at = graph.nodes[at]!.inputs[0]!
  return at
}

/** Does the function depend on its value's sign alone? */
const PROBES = [1e-30, 1e-12, 1e-6, 1e-3, 0.1, 0.3, 0.5, 0.9, 1, 1.5, 2, 3.7, 10, 333, 1e4, 1e9, 1e18]
function seesOnlySign(node: FunctionNode): boolean {
  const f = scalarFunction(node.f)
  return [1, -1].every(sign => PROBES.every(probe => Object.is(f(sign * probe) + 0, f(sign) + 0)))
}

/** Sums of which only the sign is ever read: comparisons. They need no scale, only the finest of their inputs. */
export function signsOf(graph: FloatGraph): Uint8Array {
  const users = usersOf(graph)
  const signs = new Uint8Array(graph.nodes.length)
  const outputs = new Set(graph.outputs.map(port => port.node))
  graph.nodes.forEach((node, id) => {
    if (node.kind !== 'add' || outputs.has(id) || users[id]!.length === 0) return
    if (users[id]!.every(user => isSignReader(graph.nodes[user]!))) signs[id] = 1
  })
  return signs
}

const isSignReader = (node: FloatNode): boolean => node.kind === 'function' && seesOnlySign(node)

/** What a value that nothing else reads goes out as. */
const AT_OUTPUT = 1
const AT_WHOLE_OUTPUT = 2
export const isReal = (dtype: Dtype): boolean => dtype === 'float32' || dtype === 'float64'

/** Integers that an input's element type holds, where it is one that 16 bits hold whole. */
const WHOLE: { readonly [D in Dtype]?: Scale } = {
  int8: { bits: 8, exponent: 0 },
  uint8: { bits: 9, exponent: 0 },
  int16: { bits: 16, exponent: 0 },
}

/** Widths up to which an input's values are kept exactly where they lie on a grid of a power of two: bytes / 256, halves. */
const GRID_BITS = 12

/** The exact scale of an input that holds integers or values on a coarse grid, else null. */
export function inputScale(graph: FloatGraph, slot: number, samples: Samples): Scale | null {
  const port = graph.inputs[slot]!
  if (port.thresholds !== undefined)
    return {
      bits: widthOf(
        0,
        port.thresholds.reduce((most, list) => Math.max(most, list.length), 0),
      )!,
      exponent: 0,
    }
  const byType = WHOLE[port.dtype]
  if (byType !== undefined) return byType
  const seen = integerScale(samples.data)
  if (isReal(port.dtype)) return seen ?? exactScale(samples.data, GRID_BITS)
  // Indices into a table reach its end, whatever the calibration rows ask for.
  let bits = seen?.bits ?? 16
  for (const node of graph.nodes) {
    if (node.kind !== 'embedding' || originOf(graph, node.inputs[0]!) !== port.node) continue
    bits = Math.max(bits, widthOf(0, node.table.length / node.shape.at(-1)! - 1) ?? 16)
  }
  return { bits, exponent: 0 }
}

/**
 * The wanted scale of every node. Inputs that are integers in all calibration rows keep them exactly, and so do constants that
 * their width holds.
 */
export function chooseScales(
  graph: FloatGraph,
  ranges: readonly Range[],
  slots: readonly Samples[],
  widths: SiteWidths,
): Scale[] {
  const { nodes } = graph
  const uses = countUses(graph)
  const users = usersOf(graph)
  const signs = signsOf(graph)
  const atOutput = new Uint8Array(nodes.length)
  for (const port of graph.outputs)
    if (uses[port.node] === 1) atOutput[port.node] = isReal(port.dtype) ? AT_OUTPUT : AT_WHOLE_OUTPUT
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
    scales[id] = node.integers !== undefined ? wholeScale(node.integers) : (wanted[id] ?? ownScale(id, atOutput[id]!))
    // Parts of a concatenation share its scale; whoever is read only there takes it at once.
    if (node.kind === 'concat') for (const part of node.inputs) if (uses[part] === 1) wanted[part] = scales[id]
  }
  nodes.forEach((node, id) => {
    if (passesThrough(node)) scales[id] = scales[node.inputs[0]!]!
    if (node.kind === 'add' && signs[id] === 1) {
      const units = node.inputs.map((input, i) => scales[input]!.exponent - Math.log2(Math.abs(node.factors?.[i] ?? 1)))
      scales[id] = { bits: 2, exponent: Math.ceil(Math.max(...units)) }
    }
  })
  return scales

  function ownScale(id: number, place: number): Scale {
    const output = place !== 0
    const node = nodes[id]!
    const range = ranges[id]!
    if (node.kind === 'input') {
      const exact = inputScale(graph, node.slot, slots[node.slot]!)
      if (exact !== null) return widths.byteInputs && isByteInput(exact, range) ? { ...exact, byte: true } : exact
    }
    const precise = node.kind === 'linear' && node.precise === true
    const bits = output ? widths.output : precise ? PRECISE_BITS : widths.bits(id)
    if (place === AT_WHOLE_OUTPUT) return { bits: widths.output, exponent: 0 }
    if (node.kind === 'constant') {
      // Where only signs of differences count, every bit of a constant does.
      const width = users[id]!.every(user => signs[user] === 1) ? PRECISE_BITS : bits
      return exactScale(node.data, width) ?? range.scale(width, 'mse')
    }
    if (node.kind === 'argMax') return { bits: 16, exponent: 0 }
    if (node.kind === 'embedding') {
      const exact = exactScale(node.table, bits)
      if (exact !== null) return exact
    }
    const rule = precise ? 'min-max' : output ? widths.outputRule : widths.rule(id)
    const scale = sized(range, bits, rule, !output && !precise && widths.byte(id))
    const most =
      node.kind === 'norm' ? MAX_NORM_EXPONENT : node.kind === 'softmax' && !node.log ? MAX_SHARE_EXPONENT : 200
    return scale.exponent <= most ? scale : { ...scale, exponent: most }
  }
}

const isByteInput = ({ bits, exponent }: Scale, range: Range): boolean =>
  bits === 9 && exponent === 0 && range.least >= 0 && range.most <= 255

/** A scale for values of this range. */
export function sized(range: Range, bits: number, rule: RangeRule, byte: boolean): Scale {
  if (!byte) return range.scale(bits, rule)
  return range.least >= 0 ? { ...range.scale(9, rule), byte: true } : range.scale(8, rule)
}

/** Does this input hold integers in all calibration rows? */
export const isIntegral = (samples: Samples): boolean => integerScale(samples.data) !== null
