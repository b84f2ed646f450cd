// Writes ONNX files of generated networks, node by node, as an exporter would: weights as initializers, the leading axis open.

import { create, toBinary } from '@bufbuild/protobuf'
import {
  type AttributeProto,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from '../../src/core/compile/onnx/generated/onnx_pb.ts'

/** Numbers with a fraction are floats; say `{ float }` of others. */
export type Attribute = number | readonly number[] | { readonly float: number }

const bytesOf = (data: Float32Array | BigInt64Array | Int8Array): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

function attributeOf(name: string, value: Attribute): AttributeProto {
  if (typeof value === 'number') return create(AttributeProtoSchema, { name, type: 2, i: BigInt(value) })
  if ('float' in value) return create(AttributeProtoSchema, { name, type: 1, f: value.float })
  return create(AttributeProtoSchema, { name, type: 7, ints: value.map(BigInt) })
}

export class ModelWriter {
  private readonly nodes: NodeProto[] = []
  private readonly tensors: TensorProto[] = []
  private readonly inputs: ValueInfoProto[] = []
  private readonly outputs: ValueInfoProto[] = []

  private port(name: string, shape: readonly number[]): ValueInfoProto {
    const dim = [
      { value: { case: 'dimParam' as const, value: 'N' } },
      ...shape.map(n => ({ value: { case: 'dimValue' as const, value: BigInt(n) } })),
    ]
    return create(ValueInfoProtoSchema, {
      name,
      type: { value: { case: 'tensorType', value: { elemType: 1, shape: { dim } } } },
    })
  }

  /** An input of [N, ...shape]. */
  input(name: string, shape: readonly number[]): string {
    this.inputs.push(this.port(name, shape))
    return name
  }

  output(name: string, shape: readonly number[]): void {
    this.outputs.push(this.port(name, shape))
  }

  weights(name: string, dims: readonly number[], data: Float32Array): string {
    this.tensors.push(create(TensorProtoSchema, { name, dims: dims.map(BigInt), dataType: 1, rawData: bytesOf(data) }))
    return name
  }

  /** Signed bytes, as MatMulInteger takes them. */
  bytes(name: string, dims: readonly number[], data: Int8Array): string {
    this.tensors.push(create(TensorProtoSchema, { name, dims: dims.map(BigInt), dataType: 3, rawData: bytesOf(data) }))
    return name
  }

  integers(name: string, values: readonly number[]): string {
    const data = BigInt64Array.from(values.map(BigInt))
    this.tensors.push(
      create(TensorProtoSchema, { name, dims: [BigInt(values.length)], dataType: 7, rawData: bytesOf(data) }),
    )
    return name
  }

  /** Adds a node and gives its output, which is called `name`. */
  node(
    opType: string,
    name: string,
    input: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    const attribute = Object.entries(attributes).map(([key, value]) => attributeOf(key, value))
    this.nodes.push(create(NodeProtoSchema, { opType, name, input: [...input], output: [name], attribute }))
    return name
  }

  /** As `node`, for nodes with several outputs. */
  several(opType: string, outputs: readonly string[], input: readonly string[]): readonly string[] {
    this.nodes.push(create(NodeProtoSchema, { opType, name: outputs[0]!, input: [...input], output: [...outputs] }))
    return outputs
  }

  finish(name: string, opset = 17): Uint8Array {
    const graph = create(GraphProtoSchema, {
      name,
      node: this.nodes,
      initializer: this.tensors,
      input: this.inputs,
      output: this.outputs,
    })
    return toBinary(
      ModelProtoSchema,
      create(ModelProtoSchema, {
        irVersion: 8n,
        producerName: 'assay bench',
        opsetImport: [{ domain: '', version: BigInt(opset) }],
        graph,
      }),
    )
  }
}
