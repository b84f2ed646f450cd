// An ONNX file to the float graph: spec/compile.md, "Import". Hostile bytes in, a checked model or a refusal out. Runs nothing
// and reads no other file.

import { fromBinary } from '@bufbuild/protobuf'
import { attempt, type Result, refuse } from '../../errors/index.ts'
import type { FloatModel, FloatPort } from '../ir.ts'
import { DEFAULT_LIMITS, type ImportLimits, quote } from '../limits.ts'
import { Attributes } from './attributes.ts'
import { Builder, type Call, known, type Value } from './builder.ts'
import { type ModelProto, ModelProtoSchema, type NodeProto } from './generated/onnx_pb.ts'
import { type DeclaredShape, nodeName, type OrderedGraph, orderGraph } from './graph.ts'
import { isOwnDomain, operatorOf } from './operators/index.ts'
import { prescan } from './prescan.ts'
import { readTensor, toNumber } from './tensor.ts'

/** Opsets whose meaning of the supported operators is implemented. */
export const OPSETS = { least: 7, most: 22 } as const

/** Reads an ONNX model. `limits` replaces single defaults. */
export const importOnnx = (bytes: Uint8Array, limits: Partial<ImportLimits> = {}): Result<FloatModel> =>
  attempt(() => parse(bytes, { ...DEFAULT_LIMITS, ...limits }))

function parse(bytes: Uint8Array, limits: ImportLimits): FloatModel {
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
  return build(orderGraph(graph, limits), opset, model.producerName.slice(0, 80), limits)
}

function opsetOf(model: ModelProto): number {
  const own = model.opsetImport.filter(entry => isOwnDomain(entry.domain))
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

function build(ordered: OrderedGraph, opset: number, producer: string, limits: ImportLimits): FloatModel {
  const builder = new Builder(limits)
  const values = new Map<string, Value>()
  const inputs = ordered.inputs.map((input, slot): FloatPort => {
    const value = builder.add(input.name, { kind: 'input', inputs: [], shape: input.shape, slot })
    values.set(input.name, value)
    return { name: input.name, shape: input.shape, node: value.id, perm: input.shape.map((_, i) => i) }
  })
  const lookUp = (name: string): Value | undefined => {
    if (name === '') return undefined
    const value = values.get(name)
    if (value !== undefined) return value
    // Decoded when first used: sorting has made sure that the name is one of them.
    const constant = known(readTensor(ordered.initializers.get(name)!))
    values.set(name, constant)
    return constant
  }
  const read = new Set([...ordered.outputs, ...ordered.nodes.flatMap(node => node.input)])
  for (const node of ordered.nodes) {
    const value = importNode(node, node.input.map(lookUp), read, opset, ordered.batch, builder)
    const name = node.output[0]!
    const declared = ordered.declared.get(name)
    if (declared !== undefined) checkDeclared(name, declared, value, ordered.batch)
    values.set(name, value)
  }
  const outputs = ordered.outputs.map((name): FloatPort => {
    const value = lookUp(name)!
    if (value.kind === 'known')
      return refuse('attribute_unsupported', `output ${quote(name)}: it does not depend on any input`)
    const declared = ordered.declared.get(name)
    if (declared !== undefined) checkDeclared(name, declared, value, ordered.batch)
    if (value.shape.length > 6)
      refuse('attribute_unsupported', `output ${quote(name)}: ${value.shape.length + 1} axes, at most 7`)
    return { name, shape: value.shape, node: value.id, perm: value.shape.map((_, i) => i) }
  })
  const notes = builder.notes
  if (ordered.unused > 0) notes.push(`${ordered.unused} nodes that no output needs were left out`)
  if (ordered.batch !== null) notes.push(`the model's leading axis of ${ordered.batch} is taken as independent rows`)
  return { graph: { nodes: builder.nodes, inputs, outputs }, opset, producer, batch: ordered.batch, notes }
}

function importNode(
  node: NodeProto,
  inputs: readonly (Value | undefined)[],
  read: ReadonlySet<string>,
  opset: number,
  batch: number | null,
  builder: Builder,
): Value {
  const operator = operatorOf(node.domain, node.opType)!
  const name = nodeName(node).slice(0, 200)
  const what = `node ${quote(name)} (${node.opType})`
  const facts = { operator: node.opType, domain: 'ai.onnx', node: name.slice(0, 80) }
  const unsupported = (reason: string): never => refuse('attribute_unsupported', `${what}: ${reason}`, { facts })
  const call: Call = {
    what,
    name,
    operator: node.opType,
    opset,
    inputs,
    attributes: new Attributes(node.attribute, unsupported),
    batch,
    builder,
    unsupported,
    invalid: (reason, code = 'graph_invalid') => refuse(code, `${what}: ${reason}`, { facts }),
  }
  const [least, most] = operator.arity
  let given = inputs.length
  while (given > 0 && inputs[given - 1] === undefined) given--
  if (given < least || given > most) call.invalid(`${given} inputs, ${least} to ${most} expected`)
  if (node.output[0] === undefined || node.output[0] === '') call.invalid('no output')
  node.output.forEach((output, i) => {
    if (i > 0 && output !== '' && read.has(output)) call.unsupported(`its output ${i} is used`)
  })
  if (node.overload !== '') call.unsupported(`overload ${quote(node.overload)}`)
  const value = operator.import(call)
  call.attributes.finish()
  return value
}

/** Compares what the file says about a value with what its operators give. */
function checkDeclared(name: string, declared: DeclaredShape, value: Value, batch: number | null): void {
  const computed: DeclaredShape = value.kind === 'known' ? value.constant.dims : [batch, ...value.shape]
  const same =
    declared.length === computed.length &&
    declared.every((n, i) => n === null || computed[i] === null || n === computed[i])
  if (!same) {
    const show = (shape: DeclaredShape): string => `[${shape.map(n => n ?? '?').join(', ')}]`
    refuse('shape_mismatch', `value ${quote(name)}: declared as ${show(declared)}, computed as ${show(computed)}`, {
      facts: { value: name.slice(0, 80) },
    })
  }
}
