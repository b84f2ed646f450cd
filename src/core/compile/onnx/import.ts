// An ONNX file to the float graph: spec/compile.md, "Import". Hostile bytes in, a checked model or a refusal out. Runs nothing
// and reads no other file.

import { fromBinary } from '@bufbuild/protobuf'
import { attempt, RefusalError, type Result, refuse } from '../../errors/index.ts'
import type { FloatModel, FloatPort } from '../ir.ts'
import { DEFAULT_LIMITS, type ImportLimits, quote } from '../limits.ts'
import { type Binding, type InputPlan, type InputPlans, planInputs, portType } from './bind.ts'
import { Builder, known, type Rows, shapeOf, typeOf } from './builder.ts'
import { type ModelProto, ModelProtoSchema } from './generated/onnx_pb.ts'
import { type OrderedGraph, orderGraph } from './graph.ts'
import { isOwnDomain, OPERATOR_NAMES } from './operators/index.ts'
import { prescan } from './prescan.ts'
import { type Failure, missingOperators, Reader, RowsMixed } from './read.ts'
import { constantOf, toNumber } from './tensor.ts'
import { comparedInputs } from './trees/thresholds.ts'

/** Opsets whose meaning of the supported operators is implemented. */
export const OPSETS = { least: 7, most: 24 } as const

/** Limits replace single defaults. */
export interface ImportOptions extends Partial<ImportLimits>, Binding {}

/** Reads an ONNX model. */
export const importOnnx = (bytes: Uint8Array, options: ImportOptions = {}): Result<FloatModel> =>
  attempt(() => parse(bytes, { ...DEFAULT_LIMITS, ...options }, options))

function parse(bytes: Uint8Array, limits: ImportLimits, binding: Binding): FloatModel {
  prescan(bytes, ModelProtoSchema, limits)
  let model: ModelProto
  try {
    model = fromBinary(ModelProtoSchema, bytes, { readUnknownFields: false })
  } catch (error) {
    return refuse(
      'file_malformed',
      `model file: ${error instanceof Error ? error.message.slice(0, 200) : 'cannot be decoded'}`,
    )
  }
  const opset = opsetOf(model)
  const { graph } = model
  if (graph === undefined) return refuse('file_malformed', 'model file: no graph; is this an ONNX file?')
  const fn = model.functions[0]
  if (fn !== undefined) {
    refuse(
      'operator_unsupported',
      `function ${quote(fn.name)} (domain ${quote(fn.domain)}): model functions are not supported`,
      {
        facts: { operator: fn.name.slice(0, 80), domain: fn.domain.slice(0, 80), node: null },
        hint: 'Export the model with its functions inlined.',
      },
    )
  }
  if (model.trainingInfo.length > 0) refuse('attribute_unsupported', 'model file: it holds training information')
  const opsets = new Map(model.opsetImport.map(entry => [entry.domain, toNumber(entry.version, 'opset')]))
  opsets.set('', opset)
  const ordered = orderGraph(graph, limits)
  const { length } = bytes
  const source: Source = { ordered, opsets, producer: model.producerName.slice(0, 80), limits, length }
  try {
    return readAsRows(source, planInputs(ordered.inputs, binding))
  } catch (error) {
    // What an operator needs of shapes and types would only hide that it is missing.
    const missing = missingOperators(ordered.nodes)
    if (!(error instanceof RefusalError) || error.code === 'operator_unsupported' || missing.length === 0) throw error
    return refuseFailures(missing)
  }
}

function opsetOf(model: ModelProto): number {
  // Some exporters declare one and the same opset twice.
  const own = model.opsetImport.filter(
    (entry, i, all) =>
      isOwnDomain(entry.domain) &&
      all.findIndex(other => isOwnDomain(other.domain) && other.version === entry.version) === i,
  )
  // Files of trees alone use no operator of ONNX's own, and declare no opset of it.
  if (own.length === 0 && model.opsetImport.length > 0 && model.graph?.node.every(node => !isOwnDomain(node.domain)))
    return OPSETS.most
  if (own.length !== 1)
    refuse(
      own.length === 0 && model.graph === undefined ? 'file_malformed' : 'opset_unsupported',
      `model file: ${own.length} opsets of ONNX's own domain are declared, one expected`,
    )
  const opset = toNumber(own[0]!.version, 'opset')
  if (opset < OPSETS.least || opset > OPSETS.most) {
    refuse('opset_unsupported', `model file: opset ${opset}, ${OPSETS.least} to ${OPSETS.most} are supported`, {
      facts: { opset, least: OPSETS.least, most: OPSETS.most },
      hint: 'Convert the model with onnx.version_converter, or export it again with another opset.',
    })
  }
  return opset
}

interface Source {
  readonly ordered: OrderedGraph
  readonly opsets: ReadonlyMap<string, number>
  readonly producer: string
  readonly limits: ImportLimits
  /** Bytes of the file. */
  readonly length: number
}

/** A fixed leading axis holds rows where no node mixes them; else it is an axis like the others. */
function readAsRows(source: Source, plans: InputPlans): FloatModel {
  const leading = plans.inputs.map(input => (input.dims.length > 1 ? input.dims[0]! : 0))
  const [batch] = leading
  if (batch === undefined || batch < 2 || leading.some(n => n !== batch)) return read(source, plans, 1)
  const inputs = plans.inputs.map((input): InputPlan => ({ ...input, dims: [1, ...input.dims.slice(1)], rows: true }))
  try {
    return read(source, { ...plans, inputs }, batch)
  } catch (error) {
    if (!(error instanceof RefusalError || error instanceof RowsMixed)) throw error
    return read(source, plans, 1)
  }
}

function read(source: Source, plans: InputPlans, batch: number): FloatModel {
  const { ordered, opsets, limits } = source
  const builder = new Builder(limits, source.length)
  const reader = new Reader(builder, opsets, limits, batch)
  const inputs = plans.inputs.map((plan, slot): FloatPort => {
    const shape = portShape(plan.dims, plan.rows)
    const node = builder.add(plan.name, { kind: 'input', inputs: [], shape, slot }, plan.element)
    const value: Rows =
      shape.length === plan.dims.length
        ? node
        : builder.add(plan.name, { kind: 'reshape', inputs: [node.id], shape: plan.dims }, plan.element)
    reader.give(plan.name, value, plan.rows)
    const dims = plan.rows ? [batch, ...shape] : plan.dims
    return { ...portOf(plan.name, plan.element, shape, dims), node: node.id }
  })
  for (const { name, element, dims, data } of plans.bound) reader.give(name, known(constantOf(element, dims, data)))
  const values = reader.graph(ordered)
  if (values.includes(null)) refuseFailures(reader.failures)
  const outputs = ordered.outputs.map((name, i): FloatPort => {
    const value = values[i]!
    const dims = shapeOf(value)
    const rows = dims.length > 1 && dims[0] === 1
    const shape = portShape(dims, rows)
    const node = reader.output(name, value, shape)
    return { ...portOf(name, typeOf(value), shape, rows ? [batch, ...shape] : dims), node: node.id }
  })
  const thresholds = comparedInputs(builder, inputs, outputs)
  const notes = builder.notes
  if (ordered.unused > 0) notes.push(`${ordered.unused} nodes that no output needs were left out`)
  const led = plans.inputs.every(plan => plan.rows)
  if (led && !plans.open) notes.push(`the model's leading axis of ${batch} is taken as independent rows`)
  if (led && plans.open && !reader.independent)
    notes.push('the model may mix positions of its open leading axis, which is taken to have length 1')
  return {
    graph: {
      nodes: builder.nodes,
      inputs: inputs.map((port, slot) => (thresholds[slot] ? { ...port, thresholds: thresholds[slot] } : port)),
      outputs,
    },
    opset: opsets.get('')!,
    producer: source.producer,
    batch: led && plans.open && reader.independent ? null : batch,
    bound: plans.bound,
    notes,
  }
}

/** What of a value's shape is outside: without the axis of rows, and never without any axis. */
function portShape(dims: readonly number[], rows: boolean): readonly number[] {
  const shape = rows ? dims.slice(1) : dims
  return shape.length === 0 ? [1] : shape
}

const MAX_PORT_AXES = 6

function portOf(
  name: string,
  element: number,
  shape: readonly number[],
  dims: readonly number[],
): Omit<FloatPort, 'node'> {
  if (shape.length > MAX_PORT_AXES)
    refuse('attribute_unsupported', `port ${quote(name)}: rows of ${shape.length} axes, at most ${MAX_PORT_AXES}`)
  return { name, dtype: portType(element), shape, dims, element, perm: shape.map((_, i) => i) }
}

/** Names the first node in the way, operators that are missing before uses that are not supported, and lists the others. */
function refuseFailures(failures: readonly Failure[]): never {
  const missing = failures.filter(failure => failure.code === 'operator_unsupported')
  const first = missing[0] ?? failures[0] ?? refuse('graph_invalid', 'graph: an output that nothing gives')
  const label = ({ operator, domain }: Failure): string => `${operator} (domain ${domain})`
  const all = [...new Set(missing.map(label))]
  const others =
    all.length > 1
      ? `; further operators that are not supported: ${all.slice(1, 9).join(', ')}`
      : failures.length > 1
        ? `; ${failures.length - 1} more nodes stand in the way`
        : ''
  refuse(first.code, `${first.message}${others}`, {
    ...(missing.length > 0 ? { hint: `Supported: ${OPERATOR_NAMES.join(', ')}.` } : {}),
    facts: {
      operator: first.operator,
      domain: first.domain,
      node: first.node,
      ...(missing.length > 0 ? { operators: all.slice(0, 32) } : {}),
      nodes: failures.slice(0, 32).map(failure => `${quote(failure.node)}: ${label(failure)}: ${failure.reason}`),
    },
  })
}
