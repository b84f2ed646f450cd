// Between what a user gives and gets and a model's ports: spec/interface.md. Rows follow from how many values there are.

import { refuse } from '../core/errors/index.ts'
import {
  elements,
  type IntTensor,
  type ModelInterface,
  type Port,
  pixelsToIntegers,
  toIntegers,
  toReals,
} from '../core/graph/index.ts'
import { type Disclosed, integersIn, type NamedIntTensor } from '../core/receipt/index.ts'

/** Real values in the port's outer layout, row after row; or 8-bit pixels for ports that take images. */
export type GivenInput = ArrayLike<number | bigint> | { readonly pixels: Uint8Array }

export interface Output {
  readonly name: string
  readonly rows: number
  /** Shape of one row, as the model's publisher knows it. */
  readonly shape: readonly number[]
  readonly values: Float32Array
}

function convert(port: Port, given: GivenInput): IntTensor {
  const count = elements(port.shape)
  const length = 'pixels' in given ? given.pixels.length : given.length
  const rows = length / count
  if (!Number.isInteger(rows) || rows < 1)
    return refuse(
      'input_shape_mismatch',
      `input ${JSON.stringify(port.name)}: ${length} values, a multiple of ${count} ([${port.shape}]) expected`,
      { facts: { name: port.name, shape: port.shape, values: length } },
    )
  return 'pixels' in given ? pixelsToIntegers(port, given.pixels, rows) : toIntegers(port, given, rows)
}

/** Inputs by name to integers in port order. A model with one input takes it under any name. */
export function convertInputs(ports: ModelInterface, inputs: Readonly<Record<string, GivenInput>>): NamedIntTensor[] {
  const names = Object.keys(inputs)
  const only = ports.inputs.length === 1 && names.length === 1 ? inputs[names[0]!] : undefined
  const tensors = ports.inputs.map(port => {
    const given = Object.hasOwn(inputs, port.name) ? inputs[port.name] : only
    if (given === undefined)
      return refuse('input_invalid', `input ${JSON.stringify(port.name)} is missing`, {
        hint: `The model takes ${ports.inputs.map(({ name }) => name).join(', ')}.`,
      })
    return { name: port.name, tensor: convert(port, given) }
  })
  const unknown = only === undefined ? names.filter(name => !ports.inputs.some(port => port.name === name)) : []
  if (unknown.length > 0) refuse('input_invalid', `the model has no input ${JSON.stringify(unknown[0])}`)
  if (tensors.some(({ tensor }) => tensor.rows !== tensors[0]!.tensor.rows))
    refuse('input_shape_mismatch', 'inputs: not the same number of rows')
  return tensors
}

/** The tensors, if they have the names, shapes and widths of the ports, all with `rows` rows; null otherwise. */
export function integersOf(
  ports: readonly Port[],
  shown: Disclosed | null,
  rows: number,
): readonly NamedIntTensor[] | null {
  const tensors = shown === null ? null : integersIn(shown.tensors)
  if (tensors === null || tensors.length !== ports.length) return null
  const fits = ports.every((port, i) => {
    const { name, tensor } = tensors[i]!
    const inner = port.perm.map(axis => port.shape[axis]!)
    const { shape } = tensor
    if (name !== port.name || tensor.rows !== rows || tensor.bits !== port.bits) return false
    return shape.length === inner.length && shape.every((n, k) => n === inner[k])
  })
  return fits ? tensors : null
}

/** Outputs as reals, of tensors that are those of the ports. */
export const readOutputs = (ports: ModelInterface, tensors: readonly NamedIntTensor[]): Output[] =>
  tensors.map(({ tensor }, i) => {
    const port = ports.outputs[i]!
    return { name: port.name, rows: tensor.rows, shape: port.shape, values: toReals(port, tensor) }
  })
