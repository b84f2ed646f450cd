// The graph of an ONNX file before its operators are read: names, order, declared shapes. It refuses names defined twice or
// nowhere, cycles, and everything that is not a plain list of nodes. spec/compile.md, "Reading the file".

import { refuse } from '../../errors/index.ts'
import { type ImportLimits, quote } from '../limits.ts'
import type { GraphProto, NodeProto, TensorProto, ValueInfoProto } from './generated/onnx_pb.ts'
import { isOwnDomain, OPERATOR_NAMES, operatorOf } from './operators/index.ts'
import { checkTensor, toNumber } from './tensor.ts'

/** A declared dimension: a number, or null where the file leaves it open. */
export type DeclaredShape = readonly (number | null)[]

export interface InputPort {
  readonly name: string
  readonly shape: readonly number[]
}

export interface OrderedGraph {
  /** Nodes that the outputs need, each after what it reads. */
  readonly nodes: readonly NodeProto[]
  readonly inputs: readonly InputPort[]
  readonly outputs: readonly string[]
  readonly initializers: ReadonlyMap<string, TensorProto>
  readonly declared: ReadonlyMap<string, DeclaredShape>
  readonly batch: number | null
  /** Nodes that no output needs. */
  readonly unused: number
}

/** How messages name a node: its name, or what it gives where it has none. */
export const nodeName = (node: NodeProto): string => node.name || node.output.find(name => name !== '') || node.opType

export function orderGraph(graph: GraphProto, limits: ImportLimits): OrderedGraph {
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
  const ports = graph.input.filter(info => !initializers.has(info.name))
  const names = ports.map(info => info.name)
  if (names.includes('') || new Set(names).size !== names.length)
    refuse('graph_invalid', 'graph: an input has no name, or stands twice')
  const outputs = graph.output.map(output => output.name)
  if (outputs.length === 0) refuse('graph_invalid', 'graph: no output')
  if (new Set(outputs).size !== outputs.length) refuse('graph_invalid', 'graph: an output stands twice')
  if (names.length === 0) refuse('graph_invalid', 'graph: no input')
  if (names.length > 255 || outputs.length > 255) refuse('graph_invalid', 'graph: more than 255 inputs or outputs')
  for (const name of [...names, ...outputs]) {
    if (new TextEncoder().encode(name).length > 256)
      refuse('graph_invalid', `port ${quote(name)}: name longer than 256 bytes`)
  }
  const given = new Set([...initializers.keys(), ...names])
  const nodes = sortNodes(outputs, readGivers(graph, given), name => given.has(name))
  // Before shapes and types: what an operator needs of them would only hide that it is missing.
  refuseUnsupported(nodes)
  const { inputs, batch } = readInputs(ports)
  const declared = new Map<string, DeclaredShape>()
  for (const info of [...graph.valueInfo, ...graph.output]) {
    const shape = shapeOf(info)
    if (shape !== null) declared.set(info.name, shape)
  }
  return { nodes, inputs, outputs, initializers, declared, batch, unused: graph.node.length - nodes.length }
}

function shapeOf(info: ValueInfoProto): DeclaredShape | null {
  const what = `value ${quote(info.name)}`
  const type = info.type?.value
  if (type === undefined || type.case === undefined) return null
  if (type.case !== 'tensorType') return refuse('attribute_unsupported', `${what}: not a dense tensor`)
  const { shape } = type.value
  if (shape === undefined) return null
  return shape.dim.map(({ value }) => {
    if (value.case !== 'dimValue') return null
    const n = toNumber(value.value, what)
    if (n < 0) refuse('graph_invalid', `${what}: dimension ${n} is negative`)
    if (n === 0) refuse('graph_invalid', `${what}: a dimension is zero`)
    return n
  })
}

function readInputs(ports: readonly ValueInfoProto[]): { inputs: InputPort[]; batch: number | null } {
  const inputs: InputPort[] = []
  const lengths = new Set<number | null>()
  for (const info of ports) {
    const what = `input ${quote(info.name)}`
    const type = info.type?.value
    if (type?.case !== 'tensorType') refuse('attribute_unsupported', `${what}: not a dense tensor`)
    if (type.value.elemType !== 1)
      refuse('attribute_unsupported', `${what}: element type ${type.value.elemType}, float32 (1) expected`)
    const shape = shapeOf(info)
    if (shape === null) return refuse('attribute_unsupported', `${what}: its shape is not stated`)
    const [leading, ...rest] = shape
    if (leading === undefined || rest.length === 0)
      refuse(
        'attribute_unsupported',
        `${what}: ${shape.length} axes; a leading axis of rows and at least one more expected`,
      )
    if (rest.length > 6) refuse('attribute_unsupported', `${what}: ${shape.length} axes, at most 7 are supported`)
    const open = rest.indexOf(null)
    if (open >= 0)
      refuse('attribute_unsupported', `${what}: axis ${open + 1} has no fixed length`, {
        hint: 'Export the model with fixed sizes; only the first axis may stay open.',
      })
    lengths.add(leading)
    inputs.push({ name: info.name, shape: rest as number[] })
  }
  const fixed = [...lengths].filter(length => length !== null)
  if (fixed.length > 1) refuse('shape_mismatch', `graph: inputs with leading axes of ${fixed.join(' and ')}`)
  // An open axis beside a fixed one can only have its length.
  return { inputs, batch: fixed[0] ?? null }
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
    const stack: { node: NodeProto; next: number }[] = [{ node: root, next: 0 }]
    state.set(root, 'open')
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!
      const name = top.node.input[top.next++]
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
      stack.push({ node: giver, next: 0 })
    }
  }
  return order
}

/** Refuses the first node that has no importer, and says which other operators are missing too. */
function refuseUnsupported(nodes: readonly NodeProto[]): void {
  const missing = nodes.filter(node => operatorOf(node.domain, node.opType) === undefined)
  const first = missing[0]
  if (first === undefined) return
  const label = (node: NodeProto): string =>
    `${node.opType.slice(0, 80)} (domain ${isOwnDomain(node.domain) ? 'ai.onnx' : node.domain.slice(0, 80)})`
  const all = [...new Set(missing.map(label))]
  const others = all.length > 1 ? `; further operators that are not supported: ${all.slice(1, 9).join(', ')}` : ''
  refuse('operator_unsupported', `node ${quote(nodeName(first))}: operator ${label(first)} is not supported${others}`, {
    hint: `Supported: ${OPERATOR_NAMES.join(', ')}.`,
    facts: {
      operator: first.opType.slice(0, 80),
      domain: isOwnDomain(first.domain) ? 'ai.onnx' : first.domain.slice(0, 80),
      node: nodeName(first).slice(0, 80),
      operators: all.slice(0, 32),
    },
  })
}
