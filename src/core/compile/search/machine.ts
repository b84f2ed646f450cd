// A float graph that can be run in part, with some of its values and weights rounded: what widths are chosen by.
// spec/compile.md, "Search".

import { MAX_ROW_EXPONENT, maxOf, minOf } from '../../graph/index.ts'
import { floatMachine } from '../float.ts'
import type { ConvNode, FloatGraph, FloatNode, LinearNode } from '../ir.ts'
import { BYTE, finest, type Scale } from '../range.ts'

export type RowsNode = ConvNode | LinearNode
export const hasRows = (node: FloatNode): node is RowsNode => node.kind === 'conv' || node.kind === 'linear'

/** Rounds values to what a scale stores. */
export function roundTo(values: Float32Array, { bits, exponent, byte }: Scale): void {
  const unit = 2 ** exponent
  const step = 2 ** -exponent
  const lo = byte === true ? BYTE.lo : minOf(bits)
  const hi = byte === true ? BYTE.hi : maxOf(bits)
  for (let i = 0; i < values.length; i++) {
    const q = Math.floor(values[i]! * unit + 0.5)
    values[i] = Math.min(hi, Math.max(lo, q)) * step
  }
}

/** Weights as `weightBits` store them: an exponent per row, within the spread that exponents have. */
export function roundedRows({ weights, bias }: Pick<RowsNode, 'weights' | 'bias'>, weightBits: number): Float32Array {
  const k = weights.length / bias.length
  const ideal = Array.from(bias, (_, row) => {
    let most = 0
    for (let i = row * k; i < (row + 1) * k; i++) most = Math.max(most, Math.abs(weights[i]!))
    return most === 0 ? Number.POSITIVE_INFINITY : finest(most, weightBits)
  })
  const least = ideal.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const out = new Float32Array(weights.length)
  ideal.forEach((f, row) => {
    if (f === Number.POSITIVE_INFINITY) return
    const unit = 2 ** Math.min(f, least + MAX_ROW_EXPONENT)
    for (let i = row * k; i < (row + 1) * k; i++) out[i] = Math.round(weights[i]! * unit) / unit
  })
  return out
}

/** Multiplications of one node for one row. */
export function productsOf(graph: FloatGraph, id: number): number {
  const node = graph.nodes[id]!
  const size = node.shape.reduce((product, n) => product * n, 1)
  if (hasRows(node)) return size * (node.weights.length / node.bias.length)
  if (node.kind === 'matmul') return size * graph.nodes[node.inputs[0]!]!.shape.at(-1)!
  return size
}

export class Machine {
  readonly graph: FloatGraph
  /** The graph's values after the last `load`, by row and node. */
  private readonly kept: Float32Array[][] = []
  private readonly machine: ReturnType<typeof floatMachine>
  private readonly rowsOf: Map<number, Float32Array>
  private readonly dirty: Uint8Array

  constructor(graph: FloatGraph) {
    // Weights and constants are copied: they are rounded in place and restored.
    const copied = new Map<number, Float32Array>()
    const nodes = graph.nodes.map((node, id): FloatNode => {
      if (node.kind === 'constant') return { ...node, data: node.data.slice() }
      if (!hasRows(node)) return node
      const weights = node.weights.slice()
      copied.set(id, weights)
      return { ...node, weights }
    })
    this.graph = graph
    this.rowsOf = copied
    this.machine = floatMachine({ ...graph, nodes })
    this.dirty = new Uint8Array(graph.nodes.length)
  }

  get rows(): number {
    return this.kept.length
  }

  /** Runs a row in float32 and keeps its values for comparison. */
  load(inputs: readonly Float32Array[]): void {
    this.start(inputs)
    this.graph.nodes.forEach((_, id) => {
      this.machine.run(id)
    })
    this.kept.push(this.machine.values.map(values => values.slice()))
  }

  /** The kept float32 value of a node. */
  value(row: number, id: number): Float32Array {
    return this.kept[row]![id]!
  }

  /** Brings a row's float32 values back, where something is asked of another one. */
  select(row: number): void {
    this.machine.values.forEach((values, id) => {
      values.set(this.kept[row]![id]!)
    })
  }

  /** Outputs of the selected row when `change` has rounded what `id` gives; everything else is in float32. */
  disturbed(row: number, id: number, change: (values: Float32Array) => void): Float32Array[] {
    const { values } = this.machine
    this.dirty.fill(0)
    this.dirty[id] = 1
    change(values[id] as Float32Array)
    this.follow(id)
    return this.collect(row)
  }

  /** As `disturbed`, with other weights in one node. */
  withWeights(row: number, id: number, weights: Float32Array): Float32Array[] {
    const held = this.rowsOf.get(id)!
    const original = held.slice()
    held.set(weights)
    this.dirty.fill(0)
    this.dirty[id] = 1
    this.machine.run(id)
    this.follow(id)
    held.set(original)
    return this.collect(row)
  }

  /** Outputs of a row when every node is rounded by `change` and has the weights of `weights`. */
  rounded(
    inputs: readonly Float32Array[],
    change: (id: number, values: Float32Array) => void,
    weights: ReadonlyMap<number, Float32Array>,
  ): Float32Array[] {
    const originals = new Map<number, Float32Array>()
    for (const [id, rows] of weights) {
      const held = this.rowsOf.get(id)!
      originals.set(id, held.slice())
      held.set(rows)
    }
    this.start(inputs)
    this.graph.nodes.forEach((_, id) => {
      this.machine.run(id)
      change(id, this.machine.values[id] as Float32Array)
    })
    for (const [id, rows] of originals) this.rowsOf.get(id)!.set(rows)
    return this.outputs()
  }

  private start(inputs: readonly Float32Array[]): void {
    this.graph.nodes.forEach((node, id) => {
      if (node.kind === 'constant') (this.machine.values[id] as Float32Array).set(node.data)
    })
    this.machine.load(inputs)
  }

  private follow(from: number): void {
    this.graph.nodes.forEach((node, id) => {
      if (id <= from || !node.inputs.some(input => this.dirty[input] === 1)) return
      this.dirty[id] = 1
      this.machine.run(id)
    })
  }

  private outputs(): Float32Array[] {
    return this.graph.outputs.map(port => (this.machine.values[port.node] as Float32Array).slice())
  }

  private collect(row: number): Float32Array[] {
    const outputs = this.outputs()
    this.dirty.forEach((touched, id) => {
      if (touched === 1) (this.machine.values[id] as Float32Array).set(this.kept[row]![id]!)
    })
    return outputs
  }
}
