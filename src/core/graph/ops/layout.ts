// concat, reshape, transpose: values move and do not change. spec/graph.md, "concat", "reshape", "transpose".

import { elements, type Interval } from '../types.ts'
import type { Norms, OpDefinition } from './definition.ts'

const hull = (inputs: readonly Interval[]): Interval => ({
  lo: Math.min(...inputs.map(x => x.lo)),
  hi: Math.max(...inputs.map(x => x.hi)),
})

/** Only what holds along the last axis. */
const alongLast = (x: Norms | undefined): Norms => ({
  ...(x?.l1 === undefined ? {} : { l1: x.l1 }),
  ...(x?.l2 === undefined ? {} : { l2: x.l2 }),
})

export const concat: OpDefinition<'concat'> = {
  kind: 'concat',
  code: 9,
  arity: [1, 8],
  fields: ['axis'],
  check(op, inputs, fail) {
    const rank = op.shape.length
    if (op.axis >= rank) fail(`axis ${op.axis} of ${rank}`)
    let length = 0
    for (const x of inputs) {
      if (x.bits !== op.bits) fail('inputs and output have one width')
      if (x.shape.length !== rank) fail('inputs and output have one rank')
      for (let i = 0; i < rank; i++) if (i !== op.axis && x.shape[i] !== op.shape[i]) fail(`axis ${i} differs`)
      length += x.shape[op.axis]!
    }
    if (length !== op.shape[op.axis]) fail(`axis ${op.axis} has ${op.shape[op.axis]}, its parts ${length}`)
  },
  bounds: (_op, { inputs }) => ({ out: hull(inputs), accumulator: 0 }),
}

export const reshape: OpDefinition<'reshape'> = {
  kind: 'reshape',
  code: 10,
  arity: [1, 1],
  fields: [],
  check(op, [x], fail) {
    if (x!.bits !== op.bits) fail('the width passes through')
    if (elements(x!.shape) !== elements(op.shape)) fail('the number of elements changes')
  },
  bounds: (op, { inputs, inputTypes, norms }) => ({
    out: inputs[0]!,
    accumulator: 0,
    // What holds along the last axis still does where that axis stays whole.
    ...(op.shape.at(-1) === inputTypes[0]!.shape.at(-1) ? alongLast(norms?.[0]) : {}),
  }),
}

export const transpose: OpDefinition<'transpose'> = {
  kind: 'transpose',
  code: 11,
  arity: [1, 1],
  fields: ['perm'],
  check(op, [x], fail) {
    const rank = x!.shape.length
    if (x!.bits !== op.bits) fail('the width passes through')
    if (op.shape.length !== rank || op.perm.length !== rank) fail('the rank passes through')
    if (new Set(op.perm).size !== rank || op.perm.some(axis => axis < 0 || axis >= rank))
      fail(`[${op.perm}] is no permutation`)
    for (let i = 0; i < rank; i++)
      if (op.shape[i] !== x!.shape[op.perm[i]!]) fail(`axis ${i} does not follow the permutation`)
  },
  bounds: (op, { inputs, norms }) => ({
    out: inputs[0]!,
    accumulator: 0,
    ...(op.perm.at(-1) === op.perm.length - 1 ? alongLast(norms?.[0]) : {}),
  }),
}
