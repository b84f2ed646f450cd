// Steps of norm and argMax: ops over whole lines of the last axis.

import { elements } from '../../../graph/index.ts'
import type { StepsOf } from './types.ts'

export const norm: StepsOf<'norm'> = (op, { fixed, inputs, out }) => {
  const length = op.shape.at(-1)!
  const parameters = [
    inputs[0]!,
    out,
    elements(op.shape) / length,
    length,
    op.centre ? 1 : 0,
    op.fraction,
    (op.epsilon % 2 ** 32) | 0,
    Math.floor(op.epsilon / 2 ** 32),
    op.lo,
    op.hi,
  ]
  return [{ kernel: 'norm', parameters: fixed.words(parameters) }]
}

export const argMax: StepsOf<'argMax'> = (op, { fixed, inputs, types, out }) => [
  { kernel: 'argMax', parameters: fixed.words([inputs[0]!, out, elements(op.shape), types[0]!.shape.at(-1)!]) },
]
