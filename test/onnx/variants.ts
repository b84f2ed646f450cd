// Which inputs of a case stay inputs and which become constants of the file. In conformance cases everything is an input,
// weights, axes and shapes too; models have most of them in the file. The order below is by the operators' parameter lists
// and the same for every case. spec/compile.md, "Conformance".

import { clone, create, toBinary } from '@bufbuild/protobuf'
import {
  AttributeProtoSchema,
  type ModelProto,
  ModelProtoSchema,
  NodeProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from '../../src/core/compile/onnx/generated/onnx_pb.ts'
import type { ConformanceCase, DataSet } from './case.ts'

/** Positions of operands that are parameters: what a shape, a count or a table depends on. */
const PARAMETERS: Readonly<Record<string, readonly number[]>> = {
  BatchNormalization: [1, 2, 3, 4],
  CenterCropPad: [1],
  Clip: [1, 2],
  ConstantOfShape: [0],
  ConvInteger: [2, 3],
  CumSum: [1],
  DequantizeLinear: [1, 2],
  Dropout: [1, 2],
  Expand: [1],
  Gather: [1],
  GatherElements: [1],
  GatherND: [1],
  GRU: [4],
  LSTM: [4],
  MatMulInteger: [2, 3],
  OneHot: [1, 2],
  Pad: [1, 2, 3],
  QLinearConv: [1, 2, 4, 5, 6, 7],
  QLinearMatMul: [1, 2, 4, 5, 6, 7],
  QuantizeLinear: [1, 2],
  Range: [0, 1, 2],
  ReduceL1: [1],
  ReduceL2: [1],
  ReduceLogSum: [1],
  ReduceLogSumExp: [1],
  ReduceMax: [1],
  ReduceMean: [1],
  ReduceMin: [1],
  ReduceProd: [1],
  ReduceSum: [1],
  ReduceSumSquare: [1],
  Reshape: [1],
  Resize: [1, 2, 3],
  ReverseSequence: [1],
  RNN: [4],
  ScatterElements: [1],
  ScatterND: [1],
  Slice: [1, 2, 3, 4],
  Split: [1],
  Squeeze: [1],
  Tile: [1],
  TopK: [1],
  Trilu: [1],
  Unsqueeze: [1],
  Upsample: [1],
}

export interface Variant {
  readonly label: 'dynamic' | 'parameters' | 'weights' | 'first' | 'folded'
  readonly bound: ReadonlySet<string>
}

/** The variants of a case, each binding other inputs than those before it. */
export function variantsOf({ model }: ConformanceCase): Variant[] {
  const graph = model.graph!
  const names = graph.input.map(port => port.name)
  const parameters = new Set(
    graph.node.flatMap(node => (PARAMETERS[node.opType] ?? []).map(at => node.input[at] ?? '')).filter(Boolean),
  )
  const only = (keep: (name: string, i: number) => boolean): Set<string> => new Set(names.filter(keep))
  const all: Variant[] = [
    { label: 'dynamic', bound: new Set() },
    { label: 'parameters', bound: only(name => parameters.has(name)) },
    { label: 'weights', bound: only((_, i) => i > 0) },
    { label: 'first', bound: only((name, i) => i === 0 || parameters.has(name)) },
    { label: 'folded', bound: new Set(names) },
  ]
  const seen = new Set<string>()
  return all.filter(({ label, bound }) => {
    const key = [...bound].sort().join('\n')
    const fresh = !seen.has(key) && (label === 'folded') === (bound.size === names.length)
    if (fresh) seen.add(key)
    return fresh
  })
}

/** The model with `bound` inputs as initializers. */
function bind(model: ModelProto, bound: ReadonlySet<string>, set: DataSet): ModelProto {
  const copy = clone(ModelProtoSchema, model)
  const graph = copy.graph!
  graph.input = graph.input.filter(port => !bound.has(port.name))
  graph.initializer.push(...set.inputs.filter(({ name }) => bound.has(name)).map(({ proto }) => proto))
  return copy
}

/** Name of the input that is added to what would otherwise be a constant. */
export const ZERO = 'assay_zero_'

/**
 * Where every input is bound an output is a constant, and a model of constants is no model: each output becomes float32 and
 * has an input of zeros added.
 */
function addZeros(model: ModelProto, set: DataSet): void {
  const graph = model.graph!
  const float = (name: string, dims: readonly number[]) =>
    create(ValueInfoProtoSchema, {
      name,
      type: create(TypeProtoSchema, {
        value: {
          case: 'tensorType',
          value: create(TypeProto_TensorSchema, {
            elemType: 1,
            shape: { dim: dims.map(n => ({ value: { case: 'dimValue' as const, value: BigInt(n) } })) },
          }),
        },
      }),
    })
  set.outputs.forEach(({ name, type, tensor }, i) => {
    const constant = `${ZERO}constant_${i}`
    for (const node of graph.node) node.output = node.output.map(output => (output === name ? constant : output))
    for (const node of graph.node) node.input = node.input.map(input => (input === name ? constant : input))
    let from = constant
    if (type !== 1) {
      from = `${ZERO}cast_${i}`
      graph.node.push(
        create(NodeProtoSchema, {
          opType: 'Cast',
          input: [constant],
          output: [from],
          attribute: [create(AttributeProtoSchema, { name: 'to', type: 2, i: 1n })],
        }),
      )
    }
    graph.node.push(create(NodeProtoSchema, { opType: 'Add', input: [from, `${ZERO}${i}`], output: [name] }))
    graph.input.push(float(`${ZERO}${i}`, tensor.shape))
    graph.output[i] = float(name, tensor.shape)
  })
}

/** The file that the importer is given. */
export function bytesOf({ model }: ConformanceCase, { label, bound }: Variant, set: DataSet): Uint8Array {
  const copy = bind(model, bound, set)
  if (label === 'folded') addZeros(copy, set)
  return toBinary(ModelProtoSchema, copy)
}
