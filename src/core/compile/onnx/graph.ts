// The graph of an ONNX file before its operators are read: names, order, declared shapes. It refuses names defined twice or
// nowhere, cycles, and everything that is not a plain list of nodes. spec/compile.md, "Reading the file".

import { refuse } from '../../errors/index.ts'
import { type ImportLimits, quote } from '../limits.ts'
import type { GraphProto, NodeProto, TensorProto, ValueInfoProto } from './generated/onnx_pb.ts'
import { checkTensor, toNumber } from './tensor.ts'

/** A declared dimension: a number, or null where the file leaves it open. */
export type DeclaredShape = readonly (number | null)[]

/** What is around a subgraph: names that it may read. */
export type Outer = (name: string) => boolean

export interface OrderedGraph {
  /** Nodes that the outputs need, each after what it reads. */
  readonly nodes: readonly NodeProto[]
  /** Inputs that the file gives no value. */
  readonly inputs: readonly ValueInfoProto[]
  readonly outputs: readonly string[]
  readonly initializers: ReadonlyMap<string, TensorProto>
  readonly declared: ReadonlyMap<string, DeclaredShape>
  /** Nodes that no output needs. */
  readonly unused: number
}

/** How messages name a node: its name, or what it gives where it has none. */
export const nodeName = (node: NodeProto): string => node.name || node.output.find(name => name !== '') || node.opType

/** `outer` is given for subgraphs, which may read what stands around them. */
export function orderGraph(graph: GraphProto, limits: ImportLimits, outer?: Outer): OrderedGraph {
  if (graph.node.length > limits.nodes)
    refuse('model_too_large', `graph: ${graph.node.length} nodes, the limit is ${limits.nodes}`)
  if (graph.sparseInitializer.length > 0) refuse('attribute_unsupported', 'graph: sparse tensors are not supported')
  const initializers = new Map<string, TensorProto>()
  for (const tensor of graph.initializer) {
    if (tensor.name === '' || initializers.has(tensor.name))
      refuse('graph_invalid', `tensor ${quote(tensor.name)}: empty name, or defined twice`)
    checkTensor(tensor)
    initializers.set(tensor.name, tensor)
  }
  // Old files list their weights among the inputs.
  const inputs = graph.input.filter(info => !initializers.has(info.name))
  const names = inputs.map(info => info.name)
  if (names.includes('') || new Set(names).size !== names.length)
    refuse('graph_invalid', 'graph: an input has no name, or stands twice')
  const outputs = graph.output.map(output => output.name)
  if (outputs.length === 0) refuse('graph_invalid', 'graph: no output')
  if (outer === undefined) {
    if (new Set(outputs).size !== outputs.length) refuse('graph_invalid', 'graph: an output stands twice')
    if (names.length === 0) refuse('graph_invalid', 'graph: no input')
  }
  if (names.length > 255 || outputs.length > 255) refuse('graph_invalid', 'graph: more than 255 inputs or outputs')
  for (const name of [...names, ...outputs]) {
    if (new TextEncoder().encode(name).length > 256)
      refuse('graph_invalid', `port ${quote(name)}: name longer than 256 bytes`)
  }
  const given = new Set([...initializers.keys(), ...names])
  const nodes = sortNodes(outputs, readGivers(graph, given), name => given.has(name) || outer?.(name) === true)
  const declared = new Map<string, DeclaredShape>()
  for (const info of [...graph.valueInfo, ...graph.output]) {
    const shape = shapeOf(info)
    if (shape !== null)
      declared.set(
        info.name,
        shape.map(dim => (typeof dim === 'number' ? dim : null)),
      )
  }
  return { nodes, inputs, outputs, initializers, declared, unused: graph.node.length - nodes.length }
}

/** A declared dimension that is open, by its name; an empty name where it has none. */
export interface OpenAxis {
  readonly name: string
}

/** The declared shape, or null where none is stated. Refuses what is no dense tensor. */
export function shapeOf(info: ValueInfoProto): (number | OpenAxis)[] | null {
  const what = `value ${quote(info.name)}`
  const type = info.type?.value
  if (type === undefined || type.case === undefined) return null
  if (type.case !== 'tensorType') return refuse('attribute_unsupported', `${what}: not a dense tensor`)
  const { shape } = type.value
  if (shape === undefined) return null
  return shape.dim.map(({ value }) => {
    if (value.case !== 'dimValue') return { name: value.case === 'dimParam' ? value.value : '' }
    const n = toNumber(value.value, what)
    if (n < 0) refuse('graph_invalid', `${what}: dimension ${n} is negative`)
    if (n === 0) refuse('graph_invalid', `${what}: a dimension is zero`)
    return n
  })
}

/** For every name that a node gives, the node. */
function readGivers(graph: GraphProto, given: ReadonlySet<string>): Map<string, NodeProto> {
  const taken = new Set(given)
  const givers = new Map<string, NodeProto>()
  for (const node of graph.node) {
    for (const name of node.output) {
      if (name === '') continue
      if (taken.has(name))
        refuse('graph_invalid', `node ${quote(nodeName(node))}: value ${quote(name)} is defined twice`)
      taken.add(name)
      givers.set(name, node)
    }
  }
  return givers
}

/** Depth-first from the outputs, with a stack of our own: a file's depth is no measure for ours. */
function sortNodes(
  outputs: readonly string[],
  givers: ReadonlyMap<string, NodeProto>,
  known: (name: string) => boolean,
): NodeProto[] {
  const order: NodeProto[] = []
  const state = new Map<NodeProto, 'open' | 'done'>()
  const giverOf = (name: string, reader: string): NodeProto | null => {
    const giver = givers.get(name)
    if (giver === undefined && !known(name))
      refuse('graph_invalid', `${reader}: value ${quote(name)} is defined nowhere`)
    return giver ?? null
  }
  for (const output of outputs) {
    const root = giverOf(output, `output ${quote(output)}`)
    if (root === null || state.has(root)) continue
    const stack: { node: NodeProto; names: readonly string[]; next: number }[] = [
      { node: root, names: namesRead(root), next: 0 },
    ]
    state.set(root, 'open')
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!
      const name = top.names[top.next++]
      if (name === undefined) {
        state.set(top.node, 'done')
        order.push(top.node)
        stack.pop()
        continue
      }
      if (name === '') continue
      const giver = giverOf(name, `node ${quote(nodeName(top.node))}`)
      if (giver === null) continue
      const seen = state.get(giver)
      if (seen === 'open') {
        refuse('graph_cycle', `node ${quote(nodeName(giver))}: it depends on its own result`, {
          facts: { node: nodeName(giver).slice(0, 80) },
        })
      }
      if (seen === 'done') continue
      state.set(giver, 'open')
      stack.push({ node: giver, names: namesRead(giver), next: 0 })
    }
  }
  return order
}

/** Names that a node reads: its inputs, and what its subgraphs read from around them. */
export function namesRead(node: NodeProto): string[] {
  const names = [...node.input]
  for (const attribute of node.attribute) {
    if (attribute.g === undefined) continue
    const { g } = attribute
    const inside = new Set([
      ...g.input.map(info => info.name),
      ...g.initializer.map(tensor => tensor.name),
      ...g.node.flatMap(inner => inner.output),
    ])
    for (const name of [...g.node.flatMap(namesRead), ...g.output.map(info => info.name)])
      if (name !== '' && !inside.has(name)) names.push(name)
  }
  return names
}
