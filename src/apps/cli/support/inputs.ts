// Tensors that a user gives, to the integers that a model takes, and back: files of src/core/formats through the model's
// interface. Images and 8-bit grey or colour arrays go through the model's pixel conversion where it has one.

import { basename } from 'node:path'
import type { GivenInput } from '../../../client/tensors.ts'
import { refuse, unwrap } from '../../../core/errors/index.ts'
import { readTensors, type Tensor } from '../../../core/formats/index.ts'
import { elements, type IntTensor, type ModelInterface, type Port, toReals } from '../../../core/graph/index.ts'
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

/**
 * Reads `--input FILE` or `--input NAME=FILE`, once per input of the model, in any order. `first` keeps only so many rows.
 */
export function readInputs(
  ports: ModelInterface,
  given: readonly string[],
  first: number | undefined,
): Record<string, GivenInput> {
  const names = ports.inputs.map(({ name }) => name)
  if (given.length === 0) usage('no input', `--input FILE, or --input NAME=FILE for each of ${names.join(', ')}`)
  const found: Record<string, GivenInput> = {}
  for (const item of given) {
    const named = ports.inputs.find(({ name }) => item.startsWith(`${name}=`))
    const path = named === undefined ? item : item.slice(named.name.length + 1)
    const tensors = unwrap(readTensors(readUserFile(path, 512 << 20), { name: basename(path) }))
    if (tensors.length === 0) refuse('input_invalid', `${path}: no tensor in it`)
    for (const { name, tensor } of tensors) {
      const port =
        named ??
        ports.inputs.find(port => port.name === name) ??
        (ports.inputs.length === 1 ? ports.inputs[0] : undefined)
      if (port === undefined)
        usage(`${path}: which input is it?`, `--input NAME=${path}, NAME one of ${names.join(', ')}`)
      if (Object.hasOwn(found, port.name)) usage(`input ${JSON.stringify(port.name)} is given twice`)
      const value = forPort(port, tensor, path)
      found[port.name] = first === undefined ? value : firstRows(value, first * elements(port.shape))
    }
  }
  return found
}

/** `--first N`, or undefined. */
export function rowsFlag(value: string | undefined): number | undefined {
  if (value !== undefined && !/^[1-9][0-9]{0,8}$/.test(value)) usage('--first: a number of rows')
  return value === undefined ? undefined : Number(value)
}

/** A value that a floating-point port gives, as JSON: exact, since it has at most 16 bits. */
export function outputsJson(
  ports: ModelInterface,
  outputs: readonly IntTensor[],
): Record<string, { dtype: string; shape: number[]; data: number[] }> {
  return Object.fromEntries(
    ports.outputs.map((port, i) => {
      const tensor = outputs[i]!
      return [
        port.name,
        { dtype: 'float32', shape: [tensor.rows, ...port.shape], data: Array.from(toReals(port, tensor)) },
      ]
    }),
  )
}

/** The first output as text: the best classes of each row where it looks like scores, else its first values. */
export function outputsText(
  ports: ModelInterface,
  outputs: readonly IntTensor[],
  labels: readonly string[] | undefined,
): string {
  const lines: string[] = []
  ports.outputs.forEach((port, i) => {
    const tensor = outputs[i]!
    const reals = toReals(port, tensor)
    const width = elements(port.shape)
    const shown = Math.min(tensor.rows, 10)
    for (let row = 0; row < shown; row++) {
      const values = Array.from(reals.subarray(row * width, (row + 1) * width))
      const label = `${port.name}${tensor.rows > 1 ? `[${row}]` : ''}`
      if (port.shape.length === 1 && width > 1) {
        const order = values.map((value, at) => [value, at] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1])
        lines.push(
          `${label}: ${order
            .slice(0, 3)
            .map(([value, at]) => `${labels?.[at] ?? at} (${Number(value.toFixed(3))})`)
            .join(', ')}`,
        )
      } else
        lines.push(
          `${label}: ${values
            .slice(0, 8)
            .map(value => Number(value.toFixed(4)))
            .join(', ')}${width > 8 ? ', ...' : ''}`,
        )
    }
    if (tensor.rows > shown) lines.push(`... ${tensor.rows - shown} more rows`)
  })
  return lines.join('\n')
}
