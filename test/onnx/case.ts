// One conformance case as the `onnx` package keeps it: a model and data sets of inputs with the outputs that are expected.
// spec/compile.md, "Conformance".

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromBinary, toBinary } from '@bufbuild/protobuf'
import {
  type ModelProto,
  ModelProtoSchema,
  type TensorProto,
  TensorProtoSchema,
  type ValueInfoProto,
} from '../../src/core/compile/onnx/generated/onnx_pb.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { readTensorProto, type Tensor } from '../../src/core/formats/index.ts'

export interface CaseValue {
  readonly name: string
  /** Element type of TensorProto. */
  readonly type: number
  readonly tensor: Tensor
  readonly proto: TensorProto
}

export interface DataSet {
  readonly inputs: readonly CaseValue[]
  readonly outputs: readonly CaseValue[]
}

export interface ConformanceCase {
  readonly name: string
  readonly model: ModelProto
  readonly bytes: Uint8Array
  readonly sets: readonly DataSet[]
}

/** What a model needs of its reader. */
export interface Needs {
  /** `domain:Operator`, ONNX's own domain left out. */
  readonly operators: readonly string[]
  /** Opset of ONNX's own domain; 0 where it is not used. */
  readonly opset: number
}

const isOwn = (domain: string): boolean => domain === '' || domain === 'ai.onnx'

export const parseModel = (bytes: Uint8Array): ModelProto => fromBinary(ModelProtoSchema, bytes)

export function needsOf(model: ModelProto): Needs {
  const operators = (model.graph?.node ?? []).map(({ domain, opType }) =>
    isOwn(domain) ? opType : `${domain}:${opType}`,
  )
  const own = model.opsetImport.find(entry => isOwn(entry.domain))
  return { operators: [...new Set(operators)].sort(), opset: Number(own?.version ?? 0n) }
}

const UINT16 = 4
const BFLOAT16 = 16

function readValues(directory: string, side: 'input' | 'output', ports: readonly ValueInfoProto[]): CaseValue[] {
  const types = ports.map(({ type }) => (type?.value.case === 'tensorType' ? type.value.value.elemType : 0))
  return ports.flatMap(({ name }, i) => {
    const path = join(directory, `${side}_${i}.pb`)
    if (!existsSync(path)) throw new RangeError(`${side}_${i}.pb is missing`)
    const bytes = new Uint8Array(readFileSync(path))
    const proto = fromBinary(TensorProtoSchema, bytes)
    proto.name = name
    // NumPy has no bfloat16: some releases keep its bits as uint16, and only the model says what they are.
    const declared = types[i]
    if (declared === BFLOAT16 && proto.dataType === UINT16) proto.dataType = declared
    const file = toBinary(TensorProtoSchema, proto)
    return [{ name, type: proto.dataType, tensor: unwrap(readTensorProto(file)).tensor, proto }]
  })
}

/** Reads a case's folder; throws where it holds what is no dense tensor of numbers. */
export function readCase(directory: string, name: string): ConformanceCase {
  const bytes = new Uint8Array(readFileSync(join(directory, 'model.onnx')))
  const model = parseModel(bytes)
  const folders = readdirSync(directory)
    .filter(entry => entry.startsWith('test_data_set_'))
    .sort()
  const sets = folders.map(folder => ({
    inputs: readValues(join(directory, folder), 'input', model.graph!.input),
    outputs: readValues(join(directory, folder), 'output', model.graph!.output),
  }))
  return { name, model, bytes, sets }
}

/**
 * Cases that expect what their operator does not do, with the reason: the package's own evaluation of QLinearMatMul wraps
 * around in int8 where the standard (and onnxruntime) saturates.
 */
const WRONG: readonly (readonly [RegExp, string])[] = [
  [/^test_qlinearmatmul_.D_int8_/, 'int8 wraps around in what the case expects; the standard saturates'],
]

/** Why a case cannot be held against anyone, or null. */
export const wrongCase = (name: string): string | null => WRONG.find(([pattern]) => pattern.test(name))?.[1] ?? null
