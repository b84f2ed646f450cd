// Between what a user gives and gets and the ports of a float model: spec/float.md, "Tensors". Values keep the type and the
// whole shape that the port states; nothing is rounded beyond the type itself.

import { refuse } from '../core/errors/index.ts'
import {
  fitsPort,
  portText,
  type RealInterface,
  type RealPort,
  type RealTensor,
  realTensor,
  realValues,
  valueCount,
} from '../core/float/index.ts'
import { type Disclosed, type NamedRealTensor, realsIn } from '../core/receipt/index.ts'

/** Values in row-major order, or with their shape. Without one the port's must leave no more than one axis open. */
export type GivenReal =
  | ArrayLike<number | bigint>
  | { readonly shape: readonly number[]; readonly values: ArrayLike<number | bigint> }

/** The shape that so many values have, where the port's leaves one axis open at most. */
function shapeFor(port: RealPort, count: number): readonly number[] {
  const { shape } = port
  const open = shape?.filter(n => n === 0).length ?? 2
  if (shape === null || open > 1)
    return refuse('input_invalid', `input ${portText(port)}: its shape does not follow from ${count} values`, {
      hint: 'Give the shape as well.',
    })
  const rest = valueCount(shape.filter(n => n !== 0))
  return shape.map(n => (n === 0 ? count / rest : n))
}

function convert(port: RealPort, given: GivenReal): RealTensor {
  const what = `input ${JSON.stringify(port.name)}`
  const values = 'shape' in given ? given.values : given
  const shape = 'shape' in given ? given.shape : shapeFor(port, values.length)
  if (!fitsPort(port, { dtype: port.dtype, shape, bytes: new Uint8Array() }))
    refuse('input_shape_mismatch', `${what}: shape [${shape.join(', ')}], the model takes ${portText(port)}`, {
      facts: { name: port.name, shape },
    })
  return realTensor(port.dtype, shape, values, what)
}

/** Inputs by name to tensors in port order. A model with one input takes it under any name. */
export function convertRealInputs(
  ports: RealInterface,
  inputs: Readonly<Record<string, GivenReal>>,
): NamedRealTensor[] {
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
  return tensors
}

/** The tensors, if they have the names, types and shapes of the ports; null otherwise. */
export function realsOf(ports: readonly RealPort[], shown: Disclosed | null): readonly NamedRealTensor[] | null {
  const tensors = shown === null ? null : realsIn(shown.tensors)
  if (tensors === null || tensors.length !== ports.length) return null
  return ports.every((port, i) => tensors[i]!.name === port.name && fitsPort(port, tensors[i]!.tensor)) ? tensors : null
}

/** Values as float32, for all types: those of 64 bits lose what that does not hold. The bundle has them whole. */
export const readRealOutputs = (tensors: readonly NamedRealTensor[]) =>
  tensors.map(({ name, tensor }) => ({
    name,
    rows: tensor.shape[0] ?? 1,
    shape: tensor.shape.slice(1),
    values: Float32Array.from(realValues(tensor), Number),
  }))
