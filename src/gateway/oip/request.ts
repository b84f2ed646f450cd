// Reading an inference request of the Open Inference Protocol, JSON or with the binary extension: spec/gateway.md, "Infer".
// Every length is compared with what has arrived before anything is allocated for it.

import { refuse } from '../../core/errors/index.ts'
import { asObject, parseJson } from '../body.ts'
import type { Limits } from '../settings.ts'
import { bytesOfDatatype, type DatatypeName, datatypeNamed, valuesFromBytes, valuesFromJson } from './datatypes.ts'

export interface GivenTensor {
  readonly name: string
  readonly datatype: DatatypeName
  readonly shape: readonly number[]
  readonly values: Float64Array
  /** The values are 8-bit pixels, to be converted by the port's own rule. */
  readonly pixels: boolean
}

export interface WantedOutput {
  readonly name: string
  readonly binary: boolean
}

export interface InferRequest {
  readonly id: string | null
  readonly inputs: readonly GivenTensor[]
  /** Null: all of them. */
  readonly outputs: readonly WantedOutput[] | null
  /** For outputs that do not say. */
  readonly binary: boolean
}

const MAX_TENSORS = 255
const MAX_RANK = 8

function text(value: unknown, most: number, what: string): string {
  if (typeof value === 'string' && value.length >= 1 && value.length <= most) return value
  return refuse('request_malformed', `${what}: not a text of 1 to ${most} characters`)
}

function list(value: unknown, what: string): unknown[] {
  if (Array.isArray(value) && value.length >= 1 && value.length <= MAX_TENSORS) return value
  return refuse('request_malformed', `${what}: not a list of 1 to ${MAX_TENSORS} entries`)
}

function flag(value: unknown, fallback: boolean, what: string): boolean {
  if (value === undefined) return fallback
  return typeof value === 'boolean' ? value : refuse('request_malformed', `${what}: not true or false`)
}

const parametersOf = (json: Record<string, unknown>, what: string): Record<string, unknown> =>
  json['parameters'] === undefined ? {} : asObject(json['parameters'], `${what}.parameters`)

/** Memory that the server would have to open by a name that a stranger gives is never touched. */
function refuseForeign(parameters: Record<string, unknown>, what: string): void {
  for (const name of ['shared_memory_region', 'shared_memory_offset', 'shared_memory_byte_size', 'classification'])
    if (Object.hasOwn(parameters, name)) refuse('request_malformed', `${what}: ${name} is not offered`)
}

/** Number of values of a shape. It cannot pass what `available` bytes could hold, at one byte a value. */
function countOf(shape: unknown, available: number, what: string): { shape: number[]; count: number } {
  if (!Array.isArray(shape) || shape.length < 1 || shape.length > MAX_RANK)
    return refuse('request_malformed', `${what}: shape is not a list of 1 to ${MAX_RANK} numbers`)
  let count = 1
  for (const n of shape) {
    if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 1)
      return refuse('input_shape_mismatch', `${what}: a dimension is not a whole number above 0`)
    count *= n
    if (count > available) return refuse('input_shape_mismatch', `${what}: the shape needs more data than was sent`)
  }
  return { shape: shape as number[], count }
}

/** `headerLength` is the value of Inference-Header-Content-Length, or null where the body is JSON alone. */
export function parseInferRequest(body: Uint8Array, headerLength: string | null, limits: Limits): InferRequest {
  const jsonLength = headerLength === null ? body.length : Number(headerLength)
  if (headerLength !== null && !(/^\d{1,10}$/.test(headerLength) && jsonLength >= 1 && jsonLength <= body.length))
    refuse('request_malformed', 'Inference-Header-Content-Length: not the length of the JSON at the start of the body')
  const json = asObject(parseJson(body.subarray(0, jsonLength), limits), 'request')
  const binary = body.subarray(jsonLength)
  const parameters = parametersOf(json, 'request')

  let at = 0
  const inputs = list(json['inputs'], 'inputs').map((entry, i): GivenTensor => {
    const input = asObject(entry, `inputs[${i}]`)
    const name = text(input['name'], 256, `inputs[${i}].name`)
    const what = `input ${JSON.stringify(name)}`
    const own = parametersOf(input, what)
    refuseForeign(own, what)
    const datatype = datatypeNamed(input['datatype'], what)
    const { shape, count } = countOf(input['shape'], body.length, what)
    const pixels = flag(own['assay_pixels'], false, `${what}: assay_pixels`)
    const size = own['binary_data_size']
    if (size === undefined) {
      const values = valuesFromJson(datatype, input['data'], shape, count, what)
      return { name, datatype, shape, values, pixels }
    }
    if (input['data'] !== undefined) refuse('request_malformed', `${what}: has data and binary_data_size`)
    if (size !== count * bytesOfDatatype(datatype))
      refuse('input_shape_mismatch', `${what}: binary_data_size is not that of its shape and datatype`)
    if (size > binary.length - at) refuse('request_malformed', `${what}: its binary data is not all there`)
    const values = valuesFromBytes(datatype, binary.subarray(at, at + size))
    at += size
    return { name, datatype, shape, values, pixels }
  })
  if (at !== binary.length)
    refuse('request_malformed', `${binary.length - at} bytes follow the JSON that belong to no input`)

  const binaryDefault = flag(parameters['binary_data_output'], false, 'binary_data_output')
  const outputs =
    json['outputs'] === undefined || (Array.isArray(json['outputs']) && json['outputs'].length === 0)
      ? null
      : list(json['outputs'], 'outputs').map((entry, i): WantedOutput => {
          const output = asObject(entry, `outputs[${i}]`)
          const name = text(output['name'], 256, `outputs[${i}].name`)
          const own = parametersOf(output, `output ${JSON.stringify(name)}`)
          refuseForeign(own, `output ${JSON.stringify(name)}`)
          return { name, binary: flag(own['binary_data'], binaryDefault, `outputs[${i}].binary_data`) }
        })
  const id = json['id'] === undefined || json['id'] === '' ? null : text(json['id'], 128, 'id')
  return { id, inputs, outputs, binary: binaryDefault }
}
