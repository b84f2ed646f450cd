// Writes the small ONNX models that the native engine has onnxruntime run.

import { create, type MessageInitShape, toBinary } from '@bufbuild/protobuf'
import {
  ModelProtoSchema,
  type NodeProtoSchema,
  type TensorProtoSchema,
  type ValueInfoProtoSchema,
} from '../../../core/compile/onnx/generated/onnx_pb.ts'

/** Element types by ONNX's numbers. */
export const FLOAT = 1
export const UINT8 = 2
export const INT8 = 3
export const INT32 = 6
export const INT64 = 7

/** ONNX's numbers for what an attribute holds. */
const ATTRIBUTE_INT = 2
const ATTRIBUTE_INTS = 7

type Values = Float32Array | Uint8Array | Int8Array | Int32Array | BigInt64Array

const typeOf = (data: Values): number => {
  if (data instanceof Float32Array) return FLOAT
  if (data instanceof Uint8Array) return UINT8
  if (data instanceof BigInt64Array) return INT64
  return data instanceof Int8Array ? INT8 : INT32
}

export class OnnxWriter {
  private readonly nodes: MessageInitShape<typeof NodeProtoSchema>[] = []
  private readonly initializers: MessageInitShape<typeof TensorProtoSchema>[] = []
  private readonly inputs: MessageInitShape<typeof ValueInfoProtoSchema>[] = []
  private readonly outputs: MessageInitShape<typeof ValueInfoProtoSchema>[] = []
  private count = 0

  private name(): string {
    return `v${this.count++}`
  }

  /** An initializer; no dims means a scalar. */
  constant(data: Values, dims: readonly number[] = []): string {
    const name = this.name()
    this.initializers.push({
      name,
      dataType: typeOf(data),
      dims: dims.map(BigInt),
      rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) as Uint8Array<ArrayBuffer>,
    })
    return name
  }

  /** Dims are numbers, or names for those that are known at run time. */
  input(type: number, dims: readonly (number | string)[]): string {
    const name = this.name()
    this.inputs.push(port(name, type, dims))
    return name
  }

  output(name: string, type: number, dims: readonly (number | string)[]): void {
    this.outputs.push(port(name, type, dims))
  }

  node(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, number | readonly number[]>> = {},
    domain = '',
  ): string {
    const name = this.name()
    this.nodes.push({
      opType,
      domain,
      input: [...inputs],
      output: [name],
      attribute: Object.entries(attributes).map(([key, value]) =>
        typeof value === 'number'
          ? { name: key, type: ATTRIBUTE_INT, i: BigInt(value) }
          : { name: key, type: ATTRIBUTE_INTS, ints: value.map(BigInt) },
      ),
    })
    return name
  }

  finish(): Uint8Array {
    const model = create(ModelProtoSchema, {
      irVersion: 8n,
      opsetImport: [
        { domain: '', version: 17n },
        { domain: 'com.microsoft', version: 1n },
      ],
      graph: {
        name: 'assay',
        node: this.nodes,
        initializer: this.initializers,
        input: this.inputs,
        output: this.outputs,
      },
    })
    return toBinary(ModelProtoSchema, model)
  }
}

function port(
  name: string,
  elemType: number,
  dims: readonly (number | string)[],
): MessageInitShape<typeof ValueInfoProtoSchema> {
  return {
    name,
    type: {
      value: {
        case: 'tensorType',
        value: {
          elemType,
          shape: {
            dim: dims.map(dim => ({
              value:
                typeof dim === 'number' ? { case: 'dimValue', value: BigInt(dim) } : { case: 'dimParam', value: dim },
            })),
          },
        },
      },
    },
  }
}
