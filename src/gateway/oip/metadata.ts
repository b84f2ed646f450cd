// Server and model metadata of the Open Inference Protocol: spec/gateway.md, "Open Inference Protocol".

import type { Dtype, ModelInterface, Port } from '../../core/graph/index.ts'
import type { ModelInfo } from '../backend.ts'
import type { DatatypeName } from './datatypes.ts'

const DATATYPE_OF: Record<Dtype, DatatypeName> = {
  float32: 'FP32',
  float64: 'FP64',
  uint8: 'UINT8',
  int8: 'INT8',
  uint16: 'UINT16',
  int16: 'INT16',
  int32: 'INT32',
  int64: 'INT64',
}

export const serverMetadata = (version: string): unknown => ({
  name: 'assay',
  version,
  extensions: ['binary_tensor_data'],
})

const tensor = ({ name, shape }: Port, datatype: DatatypeName): unknown => ({ name, datatype, shape: [-1, ...shape] })

export const modelMetadata = (
  reference: string,
  version: string | null,
  model: ModelInfo & { ports: ModelInterface },
): unknown => ({
  name: reference,
  versions: version === null ? versionsOf(model) : [version],
  platform: 'assay_exact',
  inputs: model.ports.inputs.map(port => tensor(port, DATATYPE_OF[port.dtype])),
  // Outputs are reals, whatever the original model declared.
  outputs: model.ports.outputs.map(port => tensor(port, 'FP32')),
  parameters: { assay: { modelId: model.modelId, names: model.names, deprecated: model.deprecated } },
})

const versionsOf = (model: ModelInfo): string[] => [
  ...new Set(model.names.flatMap(name => (name.includes('@') ? [name.slice(name.indexOf('@') + 1)] : []))),
]
