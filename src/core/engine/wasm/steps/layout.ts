// Steps of ops that move values: constants, concatenation, transposition.

import { elements, nameOf, readConstant, type TensorType, type TransposeOp } from '../../../graph/index.ts'
import { rowBytes } from '../memory.ts'
import type { StepsOf } from './types.ts'

export const constant: StepsOf<'constant'> = (op, { fixed, model, id, out }) => {
  const bytes = rowBytes(op.shape)
  const x = fixed.reserve(bytes, (buffer, at) => {
    new Int16Array(buffer, at, bytes / 2).set(readConstant(model.weights, op, nameOf(op, id)))
  })
  return [{ kernel: 'repeat', parameters: fixed.words([x, out, bytes]) }]
}

export const concat: StepsOf<'concat'> = (op, { fixed, inputs, types, out }) => {
  const inner = elements(op.shape.slice(op.axis + 1)) * 2
  const parts = inputs.flatMap((address, i) => [address, types[i]!.shape[op.axis]! * inner])
  const parameters = [
    out,
    op.shape[op.axis]! * inner,
    elements(op.shape.slice(0, op.axis)),
    inputs.length,
    fixed.words(parts),
  ]
  return [{ kernel: 'concat', parameters: fixed.words(parameters) }]
}

/** Axes of length 1 dropped, neighbours that stay neighbours merged: [length, input stride, output stride] in bytes. */
function mergedAxes(op: TransposeOp, input: TensorType): [number, number, number][] {
  const stridesOf = (shape: readonly number[]): number[] => {
    const strides = new Array<number>(shape.length).fill(2)
    for (let i = shape.length - 2; i >= 0; i--) strides[i] = strides[i + 1]! * shape[i + 1]!
    return strides
  }
  const inStrides = stridesOf(input.shape)
  const outStrides = stridesOf(op.shape)
  const merged: [number, number, number][] = []
  op.shape.forEach((length, i) => {
    if (length === 1) return
    const axis: [number, number, number] = [length, inStrides[op.perm[i]!]!, outStrides[i]!]
    const before = merged.at(-1)
    if (before !== undefined && before[1] === axis[0] * axis[1]) {
      merged[merged.length - 1] = [before[0] * axis[0], axis[1], axis[2]]
    } else merged.push(axis)
  })
  return merged.length === 0 ? [[1, 2, 2]] : merged
}

export const transpose: StepsOf<'transpose'> = (op, { fixed, inputs, types, out }) => {
  const axes = mergedAxes(op, types[0]!)
  const columns = axes.pop()!
  // The plane's other axis: the one whose values lie next to each other in the input, else the last one left.
  let at = axes.findIndex(axis => axis[1] === 2)
  if (at < 0) at = axes.length - 1
  const lines = axes.splice(at, 1)[0] ?? [1, 0, 0]
  const loops = axes.flatMap(axis => [...axis, 0])
  const parameters = [
    inputs[0]!,
    out,
    rowBytes(op.shape),
    fixed.words(loops),
    axes.length,
    lines[0],
    lines[1],
    lines[2],
    columns[0],
    columns[1],
  ]
  return [{ kernel: 'transpose', parameters: fixed.words(parameters) }]
}
