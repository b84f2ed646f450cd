// A float graph that can be run in part, with some of its values and weights rounded: what widths are chosen by.
// spec/compile.md, "Search".

import { MAX_ROW_EXPONENT, maxOf, minOf } from '../../graph/index.ts'
import { floatMachine } from '../float.ts'
import type { ConvNode, FloatGraph, FloatNode, LinearNode } from '../ir.ts'
import { BYTE, finest, type Scale } from '../range.ts'
import { drift, type InputMeans } from '../rows.ts'

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

export interface RowValues {
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/** Weights as `weightBits` store them: an exponent per row, within the spread that exponents have; biases take back the drift. */
export function roundedRows({ weights, bias }: RowValues, weightBits: number, means?: InputMeans): RowValues {
  const k = weights.length / bias.length
  const ideal = Array.from(bias, (_, row) => {
    let most = 0
    for (let i = row * k; i < (row + 1) * k; i++) most = Math.max(most, Math.abs(weights[i]!))
    return most === 0 ? Number.POSITIVE_INFINITY : finest(most, weightBits)
  })
  const least = ideal.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const out = new Float32Array(weights.length)
  const biases = bias.slice()
  ideal.forEach((f, row) => {
    if (f === Number.POSITIVE_INFINITY) return
    const unit = 2 ** Math.min(f, least + MAX_ROW_EXPONENT)
    for (let i = row * k; i < (row + 1) * k; i++) out[i] = Math.round(weights[i]! * unit) / unit
    if (means !== undefined) biases[row]! -= drift(means, row, i => out[row * k + i]! - weights[row * k + i]!, k)
  })
  return { weights: out, bias: biases }
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
  private readonly rowsOf: Map<number, RowValues>
  private readonly dirty: Uint8Array

  constructor(graph: FloatGraph) {
    // Weights and constants are copied: they are rounded in place and restored.
    const copied = new Map<number, RowValues>()
    const nodes = graph.nodes.map((node, id): FloatNode => {
      if (node.kind === 'constant') return { ...node, data: node.data.slice() }
      if (!hasRows(node)) return node
      const rows = { weights: node.weights.slice(), bias: node.bias.slice() }
      copied.set(id, rows)
      return { ...node, ...rows }
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
  withWeights(row: number, id: number, rows: RowValues): Float32Array[] {
    this.exchange(id, rows)
    this.dirty.fill(0)
    this.dirty[id] = 1
    this.machine.run(id)
    this.follow(id)
    this.restore(id)
    return this.collect(row)
  }

  /** Outputs of a row when every node is rounded by `change` and has the weights of `weights`. */
  rounded(
    inputs: readonly Float32Array[],
    change: (id: number, values: Float32Array) => void,
    rows: ReadonlyMap<number, RowValues>,
  ): Float32Array[] {
    for (const [id, values] of rows) this.exchange(id, values)
    this.start(inputs)
    this.graph.nodes.forEach((_, id) => {
      this.machine.run(id)
      change(id, this.machine.values[id] as Float32Array)
    })
    for (const id of rows.keys()) this.restore(id)
    return this.outputs()
  }

  private exchange(id: number, { weights, bias }: RowValues): void {
    const held = this.rowsOf.get(id)!
    held.weights.set(weights)
    held.bias.set(bias)
  }

  private restore(id: number): void {
    const node = this.graph.nodes[id]!
    if (hasRows(node)) this.exchange(id, node)
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
