// Between the protocol's tensors and a model's ports: spec/gateway.md, "Infer", by the rules of spec/interface.md.

import { concat, utf8 } from '../../core/bytes/index.ts'
import { refuse } from '../../core/errors/index.ts'
import {
  bytesOf,
  elements,
  type IntTensor,
  type ModelInterface,
  type Port,
  pixelsToIntegers,
  toIntegers,
  toReals,
} from '../../core/graph/index.ts'
import { MAX_BUNDLE_BYTES, type NamedIntTensor } from '../../core/receipt/index.ts'
import type { DatatypeName } from './datatypes.ts'
import type { GivenTensor, InferRequest, WantedOutput } from './request.ts'

const dimensions = (shape: readonly number[]): string => `[${['rows', ...shape].join(', ')}]`

function integersOf(port: Port, given: GivenTensor): IntTensor {
  const [rows = 0, ...shape] = given.shape
  const outer = given.pixels ? port.perm.map(axis => port.shape[axis]!) : port.shape
  if (shape.length !== outer.length || shape.some((n, i) => n !== outer[i]))
    refuse(
      'input_shape_mismatch',
      `input ${JSON.stringify(port.name)}: shape [${given.shape}], ${dimensions(outer)} expected`,
      { facts: { name: port.name, shape: outer } },
    )
  if (!given.pixels) return toIntegers(port, given.values, rows)
  if (given.datatype !== 'UINT8')
    refuse('datatype_unsupported', `input ${JSON.stringify(port.name)}: pixels are UINT8, not ${given.datatype}`)
  return pixelsToIntegers(port, Uint8Array.from(given.values), rows)
}

/** The given tensors by name; refuses one twice, and others than the model's. */
export function givenByName(
  ports: readonly { readonly name: string }[],
  inputs: readonly GivenTensor[],
): ReadonlyMap<string, GivenTensor> {
  const byName = new Map(inputs.map(given => [given.name, given]))
  if (byName.size !== inputs.length) refuse('request_malformed', 'inputs: a name appears twice')
  if (byName.size !== ports.length || ports.some(({ name }) => !byName.has(name)))
    refuse(
      'input_shape_mismatch',
      `inputs: the model takes ${ports.map(({ name }) => JSON.stringify(name)).join(', ')}`,
    )
  return byName
}

/** The request's inputs as integers in port order. */
export function convertInputs(ports: ModelInterface, { inputs }: InferRequest): NamedIntTensor[] {
  const byName = givenByName(ports.inputs, inputs)
  checkSize(ports, inputs[0]?.shape[0] ?? 0)
  const tensors = ports.inputs.map(port => ({ name: port.name, tensor: integersOf(port, byName.get(port.name)!) }))
  const rows = tensors[0]!.tensor.rows
  if (tensors.some(({ tensor }) => tensor.rows !== rows))
    refuse('input_shape_mismatch', 'inputs: not the same number of rows')
  return tensors
}

/** A receipt bundle holds input and output: what would not fit is refused before it is run. */
function checkSize(ports: ModelInterface, rows: number): void {
  const bytes = [...ports.inputs, ...ports.outputs].reduce(
    (sum, port) => sum + elements(port.shape) * bytesOf(port.bits) * rows,
    0,
  )
  if ((bytes * 4) / 3 + (64 << 10) > MAX_BUNDLE_BYTES)
    refuse('body_too_large', `${rows} rows of input and output do not fit a receipt of ${MAX_BUNDLE_BYTES} bytes`, {
      hint: 'Send fewer rows at a time.',
    })
}

/** Which outputs are answered, in which form. Refuses names that the model does not have. */
export function selectOutputs(outputs: readonly { readonly name: string }[], request: InferRequest): WantedOutput[] {
  const all = outputs.map(({ name }) => ({ name, binary: request.binary }))
  const wanted = [...(request.outputs ?? all)]
  if (new Set(wanted.map(({ name }) => name)).size !== wanted.length)
    refuse('request_malformed', 'outputs: a name appears twice')
  for (const { name } of wanted)
    if (!all.some(output => output.name === name))
      refuse('request_malformed', `outputs: the model has no output ${JSON.stringify(name)}`)
  return wanted
}

export interface Answer {
  readonly headers: Record<string, string>
  readonly body: Uint8Array
}

/** One output as the answer holds it: values for JSON, bytes for the binary extension. */
export interface AnsweredTensor {
  readonly name: string
  readonly datatype: DatatypeName
  readonly shape: readonly number[]
  readonly data: () => readonly unknown[]
  readonly bytes: () => Uint8Array
}

/** Outputs of an exact model: reals as FP32, exact. */
export const answerIntegers = (ports: ModelInterface, tensors: readonly NamedIntTensor[]): AnsweredTensor[] =>
  ports.outputs.map((port, slot) => {
    const { tensor } = tensors[slot]!
    const shape = [tensor.rows, ...port.shape]
    const reals = (): Float32Array => toReals(port, tensor)
    return {
      ...{ name: port.name, datatype: 'FP32', shape },
      data: () => Array.from(reals()),
      bytes: () => littleEndian(reals()),
    }
  })

/** The answer's body: `head` with the outputs after it; with the binary extension where it was asked for. */
export function writeAnswer(
  head: Record<string, unknown>,
  tensors: readonly AnsweredTensor[],
  wanted: readonly WantedOutput[],
): Answer {
  const parts: Uint8Array[] = []
  const outputs = wanted.map(({ name, binary }) => {
    const { datatype, shape, data, bytes } = tensors.find(tensor => tensor.name === name)!
    const common = { name, datatype, shape }
    if (!binary) return { ...common, data: data() }
    const part = bytes()
    parts.push(part)
    return { ...common, parameters: { binary_data_size: part.length } }
  })
  const json = utf8(JSON.stringify({ ...head, outputs }))
  if (parts.length === 0) return { headers: { 'content-type': 'application/json' }, body: json }
  return {
    headers: { 'content-type': 'application/octet-stream', 'inference-header-content-length': String(json.length) },
    body: concat(json, ...parts),
  }
}

function littleEndian(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4))
  values.forEach((value, i) => {
    view.setFloat32(4 * i, value, true)
  })
  return new Uint8Array(view.buffer)
}
