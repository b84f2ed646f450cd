// What an ONNX file says of itself, for a model that is run as it is: its ports, and that it keeps to itself. Nothing of its
// operators is understood here. spec/float.md, "What a file may hold". A runtime gets the bytes only after this.

import { fromBinary } from '@bufbuild/protobuf'
import { attempt, type Result, refuse } from '../../errors/index.ts'
import { REAL_TYPES, type RealInterface, type RealPort, type RealType } from '../../float/index.ts'
import { DEFAULT_LIMITS, type ImportLimits, quote } from '../limits.ts'
import {
  type AttributeProto,
  type GraphProto,
  type ModelProto,
  ModelProtoSchema,
  type NodeProto,
  type SparseTensorProto,
  type TensorProto,
  type ValueInfoProto,
} from './generated/onnx_pb.ts'
import { prescan } from './prescan.ts'
import { toNumber } from './tensor.ts'

/** Operators that come with the runtime. All others would need code from elsewhere. */
const DOMAINS: ReadonlySet<string> = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft'])
/** Operators that open files or libraries which they name. */
const REFUSED_OPERATORS: ReadonlySet<string> = new Set(['EPContext', 'PyOp', 'PythonOp'])
/** Trees of thousands of nodes are lists of numbers here. */
const LIMITS: ImportLimits = { ...DEFAULT_LIMITS, items: 2 ** 25, messages: 2 ** 20 }
const MAX_PORTS = 255

/** The ports of an ONNX model. Refuses what reaches outside its file, and ports that no receipt can carry. */
export const describeOnnx = (bytes: Uint8Array): Result<RealInterface> => attempt(() => describe(bytes))

function describe(bytes: Uint8Array): RealInterface {
  // The runtime's own format, which it would read from the same bytes and which nothing here looks through.
  if (bytes.length > 8 && String.fromCharCode(...bytes.subarray(4, 8)) === 'ORTM')
    refuse('format_unsupported', 'model file: in the format of onnxruntime, ONNX expected')
  prescan(bytes, ModelProtoSchema, LIMITS)
  let model: ModelProto
  try {
    model = fromBinary(ModelProtoSchema, bytes, { readUnknownFields: false })
  } catch (error) {
    return refuse(
      'file_malformed',
      `model file: ${error instanceof Error ? error.message.slice(0, 200) : 'cannot be decoded'}`,
    )
  }
  const { graph } = model
  if (graph === undefined) return refuse('file_malformed', 'model file: no graph; is this an ONNX file?')
  if (model.functions.length > 0)
    refuse(
      'operator_unsupported',
      `function ${quote(model.functions[0]!.name)}: model functions are not looked through`,
      {
        hint: 'Export the model with its functions inlined.',
      },
    )
  if (model.trainingInfo.length > 0) refuse('attribute_unsupported', 'model file: it holds training information')
  checkGraph(graph)
  const given = new Set([
    ...graph.initializer.map(({ name }) => name),
    ...graph.sparseInitializer.map(({ values }) => values?.name ?? ''),
  ])
  // Old files list their weights among the inputs.
  const inputs = graph.input.filter(({ name }) => !given.has(name)).map(info => portOf(info, 'input'))
  const outputs = graph.output.map(info => portOf(info, 'output'))
  for (const [side, ports] of Object.entries({ input: inputs, output: outputs })) {
    if (ports.length < 1 || ports.length > MAX_PORTS) refuse('graph_invalid', `graph: ${ports.length} ${side}s`)
    if (new Set(ports.map(({ name }) => name)).size !== ports.length)
      refuse('graph_invalid', `graph: an ${side} stands twice`)
  }
  return { inputs, outputs }
}

/** The pre-scan has bounded how deep graphs lie in one another. */
function checkGraph(graph: GraphProto): void {
  graph.initializer.forEach(checkTensor)
  graph.sparseInitializer.forEach(checkSparse)
  for (const node of graph.node) {
    checkOperator(node)
    node.attribute.forEach(checkAttribute)
  }
}

function checkOperator({ domain, opType, name }: NodeProto): void {
  if (DOMAINS.has(domain) && !REFUSED_OPERATORS.has(opType)) return
  refuse(
    'operator_unsupported',
    `node ${quote(name || opType)}: operator ${opType.slice(0, 80)} (domain ${domain.slice(0, 80) || 'ai.onnx'}) is a custom one`,
    {
      facts: { operator: opType.slice(0, 80), domain: domain.slice(0, 80) },
      hint: 'Only operators that come with onnxruntime are run: a custom one is code that nobody here has.',
    },
  )
}

function checkAttribute({ t, tensors, g, graphs, sparseTensor, sparseTensors }: AttributeProto): void {
  for (const tensor of t === undefined ? tensors : [t, ...tensors]) checkTensor(tensor)
  for (const sparse of sparseTensor === undefined ? sparseTensors : [sparseTensor, ...sparseTensors])
    checkSparse(sparse)
  for (const graph of g === undefined ? graphs : [g, ...graphs]) checkGraph(graph)
}

/** Its indices are a tensor too, which our message does not name: none is taken at all. */
function checkSparse({ values }: SparseTensorProto): void {
  refuse('attribute_unsupported', `tensor ${quote(values?.name ?? '')}: sparse tensors are not looked through`)
}

function checkTensor({ name, dataLocation, externalData, segment }: TensorProto): void {
  if (dataLocation === 0 && externalData.length === 0 && segment === undefined) return
  refuse('external_data_refused', `tensor ${quote(name)}: its data lie in another file`, {
    hint: 'Save the model with its weights inside (onnx.save with save_as_external_data=False).',
    facts: { tensor: name.slice(0, 80) },
  })
}

function portOf(info: ValueInfoProto, side: string): RealPort {
  const what = `${side} ${quote(info.name)}`
  const type = info.type?.value
  if (type?.case !== 'tensorType') return refuse('datatype_unsupported', `${what}: not a dense tensor`)
  const { elemType, shape } = type.value
  const dtype = (Object.keys(REAL_TYPES) as RealType[]).find(name => REAL_TYPES[name].code === elemType)
  if (dtype === undefined)
    return refuse('datatype_unsupported', `${what}: element type ${elemType} of ONNX`, {
      hint: `One of ${Object.keys(REAL_TYPES).join(', ')}.`,
    })
  if (shape === undefined) return { name: info.name, dtype, shape: null }
  const dims = shape.dim.map(({ value }) => (value.case === 'dimValue' ? toNumber(value.value, what) : 0))
  // Some exporters write -1 for an axis that is open.
  return { name: info.name, dtype, shape: dims.map(n => (n === -1 ? 0 : n)) }
}
