// The channels-last float graph to the exact graph: every scale a power of two, every accumulator inside its bound.
// spec/compile.md, "Lowering". It decides nothing about ranges (scales.ts) and nothing about ports (compile.ts).

import type { Graph } from '../../graph/index.ts'
import type { FloatGraph, FloatNode } from '../ir.ts'
import type { Scale } from '../range.ts'
import type { InputMeans } from '../rows.ts'
import { Builder, type OpReport, type Value } from './builder.ts'
import { lookup } from './functions.ts'
import { concat, constant, embedding, moved, reshaped, take } from './layout.ts'
import { argMax, norm, softmax } from './lines.ts'
import { divide, pair } from './pairs.ts'
import { averagePool, maxPool } from './pools.ts'
import { rows } from './rows.ts'
import { sum } from './sums.ts'

export { type OpReport, RowsOverflow } from './builder.ts'

export interface Lowered {
  readonly graph: Graph
  readonly weights: Uint8Array
  readonly ops: readonly OpReport[]
  readonly inputs: readonly Scale[]
  readonly outputs: readonly Scale[]
  readonly notes: readonly string[]
  /** For every node of the float graph the op that holds its value. */
  readonly places: Int32Array
  /** Nodes whose input had to become narrower than it came, with the width that fits. */
  readonly narrowed: ReadonlyMap<number, number>
}

/** `scales` are wanted, by node; an op may come out coarser. `weightBits` is the width of a node's rows. */
export function lower(
  graph: FloatGraph,
  scales: readonly Scale[],
  weightBits: (id: number) => number,
  means: ReadonlyMap<number, InputMeans> = new Map(),
): Lowered {
  const b = new Builder(means)
  const values: Value[] = []
  graph.nodes.forEach((node, id) => {
    const inputs = node.inputs.map(input => values[input]!)
    values.push(lowerNode(b, node, id, inputs, scales[id]!, weightBits))
  })
  for (const [slot, port] of graph.outputs.entries()) {
    const value = values[port.node]!
    const { shape, scale } = value
    b.append(port.name, { kind: 'output', inputs: [value.id], shape, bits: scale.bits, slot }, [value], scale)
  }
  return {
    ...b.finish(),
    ops: b.report,
    inputs: graph.inputs.map(port => values[port.node]!.scale),
    outputs: graph.outputs.map(port => values[port.node]!.scale),
    notes: b.notes,
    places: Int32Array.from(values, value => value.id),
    narrowed: b.narrowed,
  }
}

function lowerNode(
  b: Builder,
  node: FloatNode,
  id: number,
  inputs: readonly Value[],
  wanted: Scale,
  weightBits: (id: number) => number,
): Value {
  const { name, shape } = node
  const x = inputs[0]!
  const both = [x, inputs[1]!] as const
  switch (node.kind) {
    case 'input': {
      const given = b.append(name, { kind: 'input', inputs: [], shape, bits: wanted.bits, slot: node.slot }, [], wanted)
      return wanted.byte === true ? sum(b, name, [{ value: given, factor: 1 }], shape, wanted, null) : given
    }
    case 'constant':
      return constant(b, name, node.data, shape, wanted)
    case 'conv':
    case 'linear':
      return rows(b, node, id, x, wanted, weightBits(id))
    case 'add': {
      const terms = inputs.map((value, i) => ({ value, factor: node.factors?.[i] ?? 1 }))
      return sum(b, name, terms, shape, wanted, node.clamp)
    }
    case 'clamp':
      return sum(b, name, [{ value: x, factor: 1 }], shape, wanted, node.clamp)
    case 'product':
    case 'matmul':
      return pair(b, name, node.kind, both, shape, wanted, node.clamp)
    case 'divide':
      return divide(b, name, both, shape, wanted, node.clamp)
    case 'function':
      return lookup(b, node, x, wanted)
    case 'softmax':
      return softmax(b, node, x, wanted)
    case 'norm':
      return norm(b, node, x, wanted)
    case 'argMax':
      return argMax(b, node, x)
    case 'embedding':
      return embedding(b, node, x, wanted)
    case 'take':
      return take(b, node, x)
    case 'maxPool':
      return maxPool(b, node, x)
    case 'averagePool':
      return averagePool(b, node, x, wanted)
    case 'concat':
      return concat(b, name, inputs, node.axis, wanted)
    case 'reshape':
      return reshaped(b, name, x, shape)
    case 'transpose':
      return moved(b, name, x, node.perm)
    case 'affine':
      throw new TypeError(`${name}: affine nodes are folded by passes`)
  }
}

/** Weights and biases of the float model. */
export const parametersOf = (report: readonly OpReport[]): number =>
  report.reduce((total, op) => total + op.parameters, 0)
