// Gives a file's inputs fixed shapes, or opens their axis of rows, and binds inputs to constants: what `onnxruntime` and this
// project's compiler each need to run the same model at the same batch.

import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema, TensorProtoSchema, TypeProtoSchema } from '../../src/core/compile/onnx/generated/onnx_pb.ts'
import type { BenchModel } from './index.ts'

const dimension = (n: Dimension) =>
  typeof n === 'number'
    ? { value: { case: 'dimValue' as const, value: BigInt(n) } }
    : { value: { case: 'dimParam' as const, value: n } }

/** A length, or a name for an open axis. */
type Dimension = number | string

/** The file with these shapes in its inputs, and integers in the place of others. Outputs keep their rank and open all axes. */
export function fixInputs(
  bytes: Uint8Array,
  shapes: Readonly<Record<string, readonly Dimension[]>>,
  integers: Readonly<Record<string, number>> = {},
): Uint8Array {
  const proto = fromBinary(ModelProtoSchema, bytes)
  const graph = proto.graph!
  for (const [name, value] of Object.entries(integers))
    graph.initializer.push(
      create(TensorProtoSchema, { name, dataType: 7, rawData: new Uint8Array(BigInt64Array.of(BigInt(value)).buffer) }),
    )
  const initialized = new Set(graph.initializer.map(tensor => tensor.name))
  graph.input = graph.input.filter(port => !initialized.has(port.name))
  for (const port of graph.input) {
    const dim = shapes[port.name]?.map(dimension)
    if (dim === undefined) continue
    port.type = create(TypeProtoSchema, { value: { case: 'tensorType', value: { elemType: 1, shape: { dim } } } })
  }
  for (const port of graph.output) {
    const type = port.type?.value
    if (type?.case === 'tensorType' && type.value.shape !== undefined)
      for (const dim of type.value.shape.dim) dim.value = { case: undefined }
  }
  graph.valueInfo = []
  return toBinary(ModelProtoSchema, proto)
}

/** `rows` (a number, or a name for an open axis) where the model's inputs have their axis of rows. */
export function withRows(bytes: Uint8Array, model: BenchModel, rows: Dimension, bindFixed: boolean): Uint8Array {
  const shapes = model.inputs.map(({ name, shape, axis }) => [
    name,
    [...shape.slice(0, axis), rows, ...shape.slice(axis)],
  ])
  return fixInputs(bytes, Object.fromEntries(shapes), bindFixed ? model.fixed : {})
}
