// Writes the small ONNX models that the native engine has onnxruntime run.

import { Message } from './message.ts'

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
  private readonly graph = new Message().text(2, 'assay')
  private count = 0

  private name(): string {
    return `v${this.count++}`
  }

  /** An initializer; no dims means a scalar. */
  constant(data: Values, dims: readonly number[] = []): string {
    const name = this.name()
    const tensor = new Message()
    for (const dim of dims) tensor.int(1, dim)
    tensor.int(2, typeOf(data)).text(8, name)
    tensor.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    this.graph.message(5, tensor)
    return name
  }

  /** Dims are numbers, or names for those that are known at run time. */
  input(type: number, dims: readonly (number | string)[]): string {
    const name = this.name()
    this.graph.message(11, port(name, type, dims))
    return name
  }

  output(name: string, type: number, dims: readonly (number | string)[]): void {
    this.graph.message(12, port(name, type, dims))
  }

  node(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, number | readonly number[]>> = {},
    domain = '',
  ): string {
    const name = this.name()
    const node = new Message()
    for (const input of inputs) node.text(1, input)
    node.text(2, name).text(4, opType).text(7, domain)
    for (const [key, value] of Object.entries(attributes)) {
      const attribute = new Message().text(1, key)
      if (typeof value === 'number') attribute.int(3, value).int(20, ATTRIBUTE_INT)
      else {
        for (const one of value) attribute.int(8, one)
        attribute.int(20, ATTRIBUTE_INTS)
      }
      node.message(5, attribute)
    }
    this.graph.message(1, node)
    return name
  }

  finish(): Uint8Array {
    const model = new Message().int(1, IR_VERSION).message(7, this.graph)
    for (const [domain, version] of OPSETS) model.message(8, new Message().text(1, domain).int(2, version))
    return model.finish()
  }
}

const IR_VERSION = 8
const OPSETS = [
  ['', 17],
  ['com.microsoft', 1],
] as const

function port(name: string, type: number, dims: readonly (number | string)[]): Message {
  const shape = new Message()
  for (const dim of dims)
    shape.message(1, typeof dim === 'number' ? new Message().int(1, dim) : new Message().text(2, dim))
  const tensor = new Message().int(1, type).message(2, shape)
  return new Message().text(1, name).message(2, new Message().message(1, tensor))
}
