// sum: a weighted sum, inputs repeating along axes of length 1; with one input, a rescaling or a clamp. spec/graph.md.

import { checkRepeating, type OpDefinition } from './definition.ts'
import { checkRequantization, requantizedBounds } from './requantization.ts'

export const sum: OpDefinition<'sum'> = {
  kind: 'sum',
  code: 6,
  arity: [1, 8],
  fields: ['requantization', 'coefficients'],
  check(op, inputs, fail) {
    checkRequantization(op, fail)
    if (op.coefficients.length !== inputs.length) fail('one coefficient per input')
    for (const c of op.coefficients)
      if (c === 0 || c < -32768 || c > 32767) fail(`coefficient ${c} is zero or outside int16`)
    checkRepeating(op, inputs, fail)
  },
  bounds(op, { inputs }) {
    let lo = 0
    let hi = 0
    for (let i = 0; i < inputs.length; i++) {
      const c = op.coefficients[i]!
      lo += c * (c > 0 ? inputs[i]!.lo : inputs[i]!.hi)
      hi += c * (c > 0 ? inputs[i]!.hi : inputs[i]!.lo)
    }
    return requantizedBounds({ lo, hi }, op)
  },
}
