// Reads the nodes of a graph, in order, into the float graph. A node that cannot be read gives no values and is remembered; so is
// everything behind it left out, so that one pass finds all that stands in the way. spec/compile.md, "Operators".

import { RefusalError, refuse } from '../../errors/index.ts'
import { type ImportLimits, quote } from '../limits.ts'
import { Attributes } from './attributes.ts'
import { type Builder, type Call, known, type Rows, shapeOf, size, type Value } from './builder.ts'
import { asRows } from './emit.ts'
import type { GraphProto, NodeProto } from './generated/onnx_pb.ts'
import { type DeclaredShape, namesRead, nodeName, type OrderedGraph, orderGraph } from './graph.ts'
import { isOwnDomain, operatorOf } from './operators/index.ts'
import { keepsRows } from './rows.ts'
import { readTensor } from './tensor.ts'

/** A node that stands in the way. */
export interface Failure {
  readonly code: 'operator_unsupported' | 'attribute_unsupported'
  readonly node: string
  readonly operator: string
  readonly domain: string
  readonly reason: string
  readonly message: string
}

/** Axes of a value, inside a file. */
const MAX_AXES = 32

/** A subgraph whose outputs could not be read; what stands in the way is listed already. */
class Unreadable extends Error {}

/** A node may mix rows of a fixed leading axis. */
export class RowsMixed extends Error {}

interface Scope {
  readonly values: Map<string, Value | null>
  readonly ordered: OrderedGraph | null
}

const domainOf = (node: NodeProto): string => (isOwnDomain(node.domain) ? 'ai.onnx' : node.domain.slice(0, 80))

function missing(node: NodeProto): Failure {
  const [name, operator, domain] = [nodeName(node), node.opType.slice(0, 80), domainOf(node)]
  const message = `node ${quote(name)}: operator ${operator} (domain ${domain}) is not supported`
  return { code: 'operator_unsupported', node: name.slice(0, 80), operator, domain, reason: 'not supported', message }
}

/** Nodes of operators that no importer knows. */
export const missingOperators = (nodes: readonly NodeProto[]): Failure[] =>
  nodes.filter(node => operatorOf(node.domain, node.opType) === undefined).map(missing)

/** Nodes in subgraphs that are read, all together, are bounded by the limit on nodes too. */
export class Reader {
  readonly failures: Failure[] = []
  /** No node read so far may mix rows. */
  independent = true
  private readonly scopes: Scope[] = [{ values: new Map(), ordered: null }]
  private readonly rows = new Set<number>()
  private readonly builder: Builder
  private readonly opsets: ReadonlyMap<string, number>
  private readonly limits: ImportLimits
  private readonly batch: number
  private count = 0

  constructor(builder: Builder, opsets: ReadonlyMap<string, number>, limits: ImportLimits, batch: number) {
    this.builder = builder
    this.opsets = opsets
    this.limits = limits
    this.batch = batch
  }

  /** Names a value. `rows`: its leading axis holds rows. */
  give(name: string, value: Value, rows = false): void {
    this.scopes[0]!.values.set(name, value)
    if (rows && value.kind === 'rows') this.rows.add(value.id)
  }

  /** Undefined where the name is empty, null where what gives it could not be read. */
  private lookUp(name: string): Value | null | undefined {
    if (name === '') return undefined
    for (let at = this.scopes.length - 1; at >= 0; at--) {
      const { values, ordered } = this.scopes[at]!
      const value = values.get(name)
      if (value !== undefined) return value
      const tensor = ordered?.initializers.get(name)
      if (tensor === undefined) continue
      // Decoded when first used.
      const constant = known(readTensor(tensor))
      values.set(name, constant)
      return constant
    }
    // Sorting has made sure that the name is one of them; it may belong to a node that only another branch needs.
    return null
  }

  private has(name: string): boolean {
    return this.scopes.some(({ values, ordered }) => values.has(name) || ordered?.initializers.has(name) === true)
  }

  /** The graph's outputs; null where one could not be read. */
  graph(ordered: OrderedGraph): (Value | null)[] {
    const scope: Scope = { values: new Map(), ordered }
    this.scopes.push(scope)
    this.count += ordered.nodes.length
    if (this.count > this.limits.nodes)
      refuse('model_too_large', `graph: more than ${this.limits.nodes} nodes with those of its subgraphs`)
    // What branches read from around them is read too.
    const read = new Set(ordered.outputs)
    for (const node of ordered.nodes) for (const name of namesRead(node)) read.add(name)
    for (const node of ordered.nodes) {
      const values = this.node(node, read)
      node.output.forEach((name, i) => {
        if (name === '') return
        const value = values?.[i] ?? null
        const declared = ordered.declared.get(name)
        if (value !== null && declared !== undefined) this.checkDeclared(name, declared, value)
        scope.values.set(name, value)
      })
    }
    const outputs = ordered.outputs.map(name => {
      const value = this.lookUp(name) ?? null
      const declared = ordered.declared.get(name)
      if (value !== null && declared !== undefined) this.checkDeclared(name, declared, value)
      return value
    })
    this.scopes.pop()
    return outputs
  }

  /** An output of the model as a node with the port's shape. */
  output(name: string, value: Value, shape: readonly number[]): Rows {
    const call = { builder: this.builder, name, invalid: invalidFor(`output ${quote(name)}`) } as unknown as Call
    const rows = asRows(call, value)
    if (rows.shape.join() === shape.join()) return rows
    return this.builder.add(name, { kind: 'reshape', inputs: [rows.id], shape }, rows.type)
  }

  /** The node's outputs, or null where it cannot be read. */
  private node(node: NodeProto, read: ReadonlySet<string>): readonly (Value | undefined)[] | null {
    const operator = operatorOf(node.domain, node.opType)
    const name = nodeName(node).slice(0, 200)
    const facts = { operator: node.opType.slice(0, 80), domain: domainOf(node), node: name.slice(0, 80) }
    if (operator === undefined) {
      this.failures.push(missing(node))
      return null
    }
    const found = node.input.map(input => this.lookUp(input))
    if (found.includes(null)) return null
    const inputs = found as (Value | undefined)[]
    const what = `node ${quote(name)} (${node.opType})`
    const unsupported = (reason: string): never => refuse('attribute_unsupported', `${what}: ${reason}`, { facts })
    let outputs = node.output.length
    while (outputs > 0 && !read.has(node.output[outputs - 1]!)) outputs--
    try {
      const call: Call = {
        what,
        name,
        operator: node.opType,
        opset: this.opsets.get(isOwnDomain(node.domain) ? '' : node.domain) ?? 1,
        inputs,
        outputs,
        reads: output => node.output[output] !== '' && read.has(node.output[output] ?? ''),
        attributes: new Attributes(node.attribute, unsupported),
        batch: this.batch,
        builder: this.builder,
        subgraph: graph => this.subgraph(graph, unsupported),
        unsupported,
        invalid: (reason, code = 'graph_invalid') => refuse(code, `${what}: ${reason}`, { facts }),
      }
      const [least, most] = operator.arity
      let given = inputs.length
      while (given > 0 && inputs[given - 1] === undefined) given--
      if (given < least || given > most) call.invalid(`${given} inputs, ${least} to ${most} expected`)
      if (node.output[0] === undefined) call.invalid('no output')
      for (const value of inputs) if (value?.kind === 'known') this.builder.look(name, value.constant.data.length)
      const kept = this.keeps(call)
      const result = operator.import(call)
      call.attributes.finish()
      const values = Array.isArray(result) ? (result as readonly (Value | undefined)[]) : [result as Value]
      for (const value of values) if (value !== undefined) this.checkResult(call, value)
      node.output.forEach((output, i) => {
        if (output !== '' && read.has(output) && values[i] === undefined) unsupported(`output ${i} is used`)
      })
      if (kept) for (const value of values) if (value?.kind === 'rows') this.rows.add(value.id)
      return values
    } catch (error) {
      if (error instanceof Unreadable) return null
      if (!(error instanceof RefusalError)) throw error
      const { code, message } = error
      if (code !== 'attribute_unsupported' && code !== 'operator_unsupported') throw error
      this.failures.push({ code, ...facts, reason: message.replace(`${what}: `, ''), message })
      return null
    }
  }

  /** Bounds what values can grow to from node to node. */
  private checkResult(call: Call, value: Value): void {
    const shape = shapeOf(value)
    if (shape.length > MAX_AXES) call.unsupported(`a result of ${shape.length} axes, at most ${MAX_AXES} are supported`)
    if (value.kind !== 'known') return
    const { data, dims } = value.constant
    if (size(dims) !== data.length) call.invalid(`a result of [${dims}]`, 'shape_mismatch')
    // Without its zeros: what is empty has room for axes of any length.
    this.builder.reserve(call.name, size(dims.filter(n => n > 0)))
    this.builder.hold(call.name, data)
  }

  /** Do the node's results have rows along their leading axis? */
  private keeps(call: Call): boolean {
    const isRows = (value: Value): boolean => value.kind === 'rows' && this.rows.has(value.id)
    if (!call.inputs.some(value => value !== undefined && isRows(value))) return false
    if (keepsRows(call, isRows)) return true
    if (this.batch > 1) throw new RowsMixed(call.what)
    this.independent = false
    return false
  }

  private subgraph(graph: GraphProto, unsupported: (reason: string) => never): Value[] {
    if (graph.input.length > 0) unsupported('a subgraph with inputs')
    const values = this.graph(orderGraph(graph, this.limits, name => this.has(name)))
    if (values.includes(null)) throw new Unreadable()
    return values as Value[]
  }

  /** Compares what the file says about a value with what its operators give. */
  private checkDeclared(name: string, declared: DeclaredShape, value: Value): void {
    const computed = shapeOf(value)
    const matches = (n: number | null, i: number): boolean =>
      n === null || n === computed[i] || (i === 0 && computed[0] === 1 && n === this.batch)
    if (declared.length === computed.length && declared.every(matches)) return
    const show = (shape: DeclaredShape): string => `[${shape.map(n => n ?? '?').join(', ')}]`
    refuse('shape_mismatch', `value ${quote(name)}: declared as ${show(declared)}, computed as ${show(computed)}`, {
      facts: { value: name.slice(0, 80) },
    })
  }
}

const invalidFor =
  (what: string): Call['invalid'] =>
  (reason, code = 'graph_invalid') =>
    refuse(code, `${what}: ${reason}`)
