// input, output, constant: where values enter and leave a graph. spec/graph.md, "Operators".

import { bytesOf, elements, maxOf, minOf } from '../types.ts'
import { hullOf, readConstant } from '../weights.ts'
import { type OpDefinition, sameShape } from './definition.ts'

export const input: OpDefinition<'input'> = {
  kind: 'input',
  code: 1,
  arity: [0, 0],
  fields: ['slot'],
  check() {},
  bounds: op => ({ out: { lo: minOf(op.bits), hi: maxOf(op.bits) }, accumulator: 0 }),
}

export const output: OpDefinition<'output'> = {
  kind: 'output',
  code: 2,
  arity: [1, 1],
  fields: ['slot'],
  check(op, [x], fail) {
    if (!sameShape(op.shape, x!.shape) || op.bits !== x!.bits) fail('an output has the type of its input')
  },
  bounds: (_op, { inputs }) => ({ out: inputs[0]!, accumulator: 0 }),
}

export const constant: OpDefinition<'constant'> = {
  kind: 'constant',
  code: 3,
  arity: [0, 0],
  fields: ['weightOffset'],
  check() {},
  weights: op => [op.weightOffset, op.weightOffset + elements(op.shape) * bytesOf(op.bits)],
  bounds: (op, { weights, what }) => ({ out: hullOf(readConstant(weights, op, what)), accumulator: 0 }),
}
