// Between the protocol's tensors and a float model's ports: spec/gateway.md, "Float models". Types are converted by value, shapes
// are the whole ones; what JSON has no number for is said otherwise, and binary has everything as it is.

import { refuse } from '../../core/errors/index.ts'
import {
  fitsPort,
  portText,
  type RealInterface,
  type RealPort,
  type RealTensor,
  realTensor,
  realValues,
} from '../../core/float/index.ts'
import { MAX_BUNDLE_BYTES, type NamedRealTensor } from '../../core/receipt/index.ts'
import { DATATYPE_OF } from './metadata.ts'
import type { GivenTensor, InferRequest } from './request.ts'
import { type AnsweredTensor, givenByName } from './tensors.ts'

function convert(port: RealPort, given: GivenTensor): RealTensor {
  const what = `input ${JSON.stringify(port.name)}`
  if (given.pixels) refuse('input_invalid', `${what}: a float model takes no pixels`)
  // The protocol's shapes have an axis at least; a port without any is given one value.
  const shape = port.shape?.length === 0 && given.values.length === 1 ? [] : given.shape
  if (!fitsPort(port, { dtype: port.dtype, shape, bytes: new Uint8Array() }))
    refuse('input_shape_mismatch', `${what}: shape [${given.shape}], the model takes ${portText(port)}`, {
      facts: { name: port.name, shape: port.shape ?? [] },
    })
  // Whatever came as an integer of 64 bits is a double here, and exact only so far.
  if (port.dtype === 'int64' && given.values.some(value => !Number.isSafeInteger(value)))
    refuse('input_invalid', `${what}: integers are taken up to 2^53`)
  return realTensor(port.dtype, shape, given.values, what)
}

/** The request's inputs in port order. */
export function convertReals(ports: RealInterface, { inputs }: InferRequest): NamedRealTensor[] {
  const byName = givenByName(ports.inputs, inputs)
  const tensors = ports.inputs.map(port => ({ name: port.name, tensor: convert(port, byName.get(port.name)!) }))
  const bytes = tensors.reduce((sum, { tensor }) => sum + tensor.bytes.length, 0)
  if ((bytes * 4) / 3 + (64 << 10) > MAX_BUNDLE_BYTES)
    refuse('body_too_large', `the input does not fit a receipt of ${MAX_BUNDLE_BYTES} bytes`)
  return tensors
}

/** NaN and infinity are null, truth values what they are, integers beyond 2^53 decimal strings. */
function forJson(tensor: RealTensor): unknown[] {
  const values = realValues(tensor)
  if (tensor.dtype === 'bool') return values.map(value => value === 1)
  return values.map(value => {
    if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
    return Number.isFinite(value) ? value : null
  })
}

export const answerReals = (tensors: readonly NamedRealTensor[]): AnsweredTensor[] =>
  tensors.map(({ name, tensor }) => ({
    name,
    datatype: DATATYPE_OF[tensor.dtype],
    shape: tensor.shape,
    data: () => forJson(tensor),
    bytes: () => tensor.bytes,
  }))
