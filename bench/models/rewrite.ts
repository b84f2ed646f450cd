// Gives a file's inputs fixed shapes, or opens their axis of rows, and binds inputs to constants: what `onnxruntime` and this
// project's compiler each need to run the same model at the same batch.

import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema, TensorProtoSchema, TypeProtoSchema } from '../../src/core/compile/onnx/generated/onnx_pb.ts'
import type { BenchModel } from './index.ts'

const dimension = (n: number | string) =>
  typeof n === 'number'
    ? { value: { case: 'dimValue' as const, value: BigInt(n) } }
    : { value: { case: 'dimParam' as const, value: n } }

/** The file with `rows` (a number, or a name for an open axis) in its inputs. Outputs keep their rank and open all axes. */
export function withRows(bytes: Uint8Array, model: BenchModel, rows: number | 'N', bindFixed: boolean): Uint8Array {
  const proto = fromBinary(ModelProtoSchema, bytes)
  const graph = proto.graph!
  const fixed = bindFixed ? (model.fixed ?? {}) : {}
  for (const [name, value] of Object.entries(fixed))
    graph.initializer.push(
      create(TensorProtoSchema, { name, dataType: 7, rawData: new Uint8Array(BigInt64Array.of(BigInt(value)).buffer) }),
    )
  const initialized = new Set(graph.initializer.map(tensor => tensor.name))
  graph.input = graph.input.filter(port => !initialized.has(port.name))
  for (const port of graph.input) {
    const input = model.inputs.find(({ name }) => name === port.name)
    if (input === undefined) continue
    const dim = [...input.shape.slice(0, input.axis), rows, ...input.shape.slice(input.axis)].map(dimension)
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
