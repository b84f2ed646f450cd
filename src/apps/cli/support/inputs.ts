// Tensors that a user gives, to the integers that a model takes, and back: files of src/core/formats through the model's
// interface. Images and 8-bit grey or colour arrays go through the model's pixel conversion where it has one.

import { basename } from 'node:path'
import type { GivenReal } from '../../../client/realTensors.ts'
import type { GivenInput } from '../../../client/tensors.ts'
import { refuse, unwrap } from '../../../core/errors/index.ts'
import type { RealInterface } from '../../../core/float/index.ts'
import { readTensors, type Tensor } from '../../../core/formats/index.ts'
import { elements, type ModelInterface, type Port } from '../../../core/graph/index.ts'
import { usage } from './command.ts'
import { readUserFile } from './home.ts'

const withoutOnes = (shape: readonly number[]): string => shape.filter(n => n !== 1).join(' x ')

/** How many rows of `one` the shape holds, or null when it does not fit: axes of length 1 do not matter. */
function rowsIn(shape: readonly number[], one: readonly number[]): number | null {
  if (withoutOnes(shape) === withoutOnes(one)) return 1
  return shape.length > 0 && withoutOnes(shape.slice(1)) === withoutOnes(one) ? shape[0]! : null
}

/** A file's tensor as what the model's port is given: pixels where it takes images and these are bytes, else values. */
function forPort(port: Port, tensor: Tensor, what: string): GivenInput {
  const inner = port.perm.map(axis => port.shape[axis]!)
  if (tensor.dtype === 'uint8' && port.pixels !== undefined && rowsIn(tensor.shape, inner) !== null)
    return { pixels: tensor.data }
  const fits = rowsIn(tensor.shape, port.shape) !== null || tensor.data.length === elements(port.shape)
  if (!fits) {
    return refuse(
      'input_shape_mismatch',
      `${what}: shape [${tensor.shape.join(', ')}]; input ${JSON.stringify(port.name)} takes [rows, ${port.shape.join(', ')}]`,
    )
  }
  return tensor.data
}

const firstRows = (given: GivenInput, count: number): GivenInput =>
  'pixels' in given
    ? { pixels: given.pixels.subarray(0, count) }
    : (Array.prototype.slice.call(given, 0, count) as number[])

/** The tensors of `--input FILE` or `--input NAME=FILE`, once per input of the model, in any order. */
function tensorsByPort<P extends { readonly name: string }>(
  ports: readonly P[],
  given: readonly string[],
): { port: P; tensor: Tensor; path: string }[] {
  const names = ports.map(({ name }) => name)
  if (given.length === 0) usage('no input', `--input FILE, or --input NAME=FILE for each of ${names.join(', ')}`)
  const found: { port: P; tensor: Tensor; path: string }[] = []
  for (const item of given) {
    const named = ports.find(({ name }) => item.startsWith(`${name}=`))
    const path = named === undefined ? item : item.slice(named.name.length + 1)
    const tensors = unwrap(readTensors(readUserFile(path, 512 << 20), { name: basename(path) }))
    if (tensors.length === 0) refuse('input_invalid', `${path}: no tensor in it`)
    for (const { name, tensor } of tensors) {
      const port = named ?? ports.find(each => each.name === name) ?? (ports.length === 1 ? ports[0] : undefined)
      if (port === undefined)
        usage(`${path}: which input is it?`, `--input NAME=${path}, NAME one of ${names.join(', ')}`)
      if (found.some(other => other.port === port)) usage(`input ${JSON.stringify(port.name)} is given twice`)
      found.push({ port, tensor, path })
    }
  }
  return found
}

/** Inputs of an exact model. `first` keeps only so many rows. */
export function readInputs(
  ports: ModelInterface,
  given: readonly string[],
  first: number | undefined,
): Record<string, GivenInput> {
  return Object.fromEntries(
    tensorsByPort(ports.inputs, given).map(({ port, tensor, path }) => {
      const value = forPort(port, tensor, path)
      return [port.name, first === undefined ? value : firstRows(value, first * elements(port.shape))]
    }),
  )
}

/** Inputs of a float model, in the shapes that the files give them. `first` keeps only so many along the first axis. */
export function readRealInputs(
  ports: RealInterface,
  given: readonly string[],
  first: number | undefined,
): Record<string, GivenReal> {
  return Object.fromEntries(
    tensorsByPort(ports.inputs, given).map(({ port, tensor: { shape, data } }) => {
      const rows = shape[0]
      if (first === undefined || rows === undefined || first >= rows) return [port.name, { shape, values: data }]
      const values = data.subarray(0, (data.length / rows) * first)
      return [port.name, { shape: [first, ...shape.slice(1)], values }]
    }),
  )
}

/** `--first N`, or undefined. */
export function rowsFlag(value: string | undefined): number | undefined {
  if (value !== undefined && !/^[1-9][0-9]{0,8}$/.test(value)) usage('--first: a number of rows')
  return value === undefined ? undefined : Number(value)
}
