// Server and model metadata of the Open Inference Protocol: spec/gateway.md, "Open Inference Protocol".

import type { AnyInterface, RealPort, RealType } from '../../core/float/index.ts'
import type { Dtype, Port } from '../../core/graph/index.ts'
import type { ModelInfo } from '../backend.ts'
import type { UsableModel } from '../models.ts'
import type { DatatypeName } from './datatypes.ts'

export const DATATYPE_OF: Record<Dtype | RealType, DatatypeName> = {
  bool: 'BOOL',
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

interface TensorMetadata {
  readonly name: string
  readonly datatype: DatatypeName
  readonly shape: readonly number[]
}

const exactPort = ({ name, shape }: Port, datatype: DatatypeName): TensorMetadata => ({
  name,
  datatype,
  shape: [-1, ...shape],
})

/** -1: an open axis. Where the model does not even state how many axes there are, one open one stands for them. */
const realPort = ({ name, dtype, shape }: RealPort): TensorMetadata => ({
  name,
  datatype: DATATYPE_OF[dtype],
  shape: shape === null ? [-1] : shape.map(n => (n === 0 ? -1 : n)),
})

function portsOf(model: AnyInterface): { inputs: TensorMetadata[]; outputs: TensorMetadata[] } {
  if (model.kind === 'float')
    return { inputs: model.ports.inputs.map(realPort), outputs: model.ports.outputs.map(realPort) }
  return {
    inputs: model.ports.inputs.map(port => exactPort(port, DATATYPE_OF[port.dtype])),
    // Outputs are reals, whatever the original model declared.
    outputs: model.ports.outputs.map(port => exactPort(port, 'FP32')),
  }
}

export const modelMetadata = (reference: string, version: string | null, model: UsableModel): unknown => ({
  name: reference,
  versions: version === null ? versionsOf(model) : [version],
  platform: model.interface.kind === 'float' ? 'assay_float' : 'assay_exact',
  ...portsOf(model.interface),
  parameters: {
    assay: {
      modelId: model.modelId,
      kind: model.interface.kind,
      names: model.names,
      deprecated: model.deprecated,
    },
  },
})

const versionsOf = (model: ModelInfo): string[] => [
  ...new Set(model.names.flatMap(name => (name.includes('@') ? [name.slice(name.indexOf('@') + 1)] : []))),
]
