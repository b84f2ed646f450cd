// Steps of ops that work value by value.

import { elements } from '../../../graph/index.ts'
import { requantization, type StepsOf } from './types.ts'

export const sum: StepsOf<'sum'> = (op, { fixed, inputs, out }) => {
  const entries: number[] = []
  for (let i = 0; i < inputs.length; i += 2) {
    const second = op.coefficients[i + 1] ?? 0
    entries.push(inputs[i]!, inputs[i + 1] ?? inputs[i]!, (op.coefficients[i]! & 0xffff) | (second << 16))
  }
  const parameters = [out, elements(op.shape), entries.length / 3, fixed.words(entries), ...requantization(op)]
  return [{ kernel: 'sum', parameters: fixed.words(parameters) }]
}
