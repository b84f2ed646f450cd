// checkGraph: every rule of spec/graph.md, "Admissible graphs", broken alone.

import { describe, expect, it } from 'vitest'
import { attempt } from '../../src/core/errors/index.ts'
import { checkGraph, type Graph, type Op } from '../../src/core/graph/index.ts'
import { changed, type Loose, smallParts } from '../support/smallModel.ts'

const [INPUT, CONV, AVERAGE, MAX, CONCAT, TRANSPOSE, RESHAPE, LINEAR, CONSTANT, SUM, OUTPUT] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
] as const

const set =
  (values: Record<string, unknown>) =>
  (op: Loose): void => {
    Object.assign(op, values)
  }

const CASES: readonly [what: string, id: number, change: Record<string, unknown>, message: RegExp][] = [
  ['width of 1', INPUT, { bits: 1 }, /width of 1 bits/],
  ['width of 17', INPUT, { bits: 17 }, /width of 17 bits/],
  ['no dimensions', INPUT, { shape: [] }, /rank 0/],
  ['seven dimensions', INPUT, { shape: [1, 1, 1, 1, 1, 1, 1] }, /rank 7/],
  ['an empty dimension', INPUT, { shape: [4, 0, 2] }, /dimension 0/],
  ['a dimension too long', INPUT, { shape: [4, 2 ** 24 + 1, 2] }, /dimension 16777217/],
  ['a dimension that is no integer', INPUT, { shape: [4, 1.5, 2] }, /an attribute is no integer/],
  ['too many elements', INPUT, { shape: [2 ** 24, 2 ** 4] }, /more than 134217728 elements/],
  ['an input op with inputs', CONV, { kind: 'input', slot: 1 }, /1 inputs, 0 to 0 expected/],
  ['no inputs', MAX, { inputs: [] }, /0 inputs, 1 to 1 expected/],
  ['nine inputs', SUM, { inputs: [7, 8, 7, 8, 7, 8, 7, 8, 7] }, /9 inputs, 1 to 8 expected/],
  ['itself as input', CONV, { inputs: [1] }, /input 1 does not stand before it/],
  ['a later op as input', CONV, { inputs: [2] }, /input 2 does not stand before it/],
  ['a negative input', CONV, { inputs: [-1] }, /input -1 does not stand before it/],
  ['an output as input', OUTPUT + 1, { inputs: [10], shape: [4, 3], bits: 16 }, /input 10 is an output/],
  ['an op that nothing uses', OUTPUT, { inputs: [7], bits: 12 }, /op 9 \(sum\): nothing uses it/],
  ['slots out of order', OUTPUT, { slot: 1 }, /slot 1, 0 expected/],
  ['a slot twice', OUTPUT + 1, { slot: 0 }, /slot 0, 1 expected/],
  ['a first input of slot 1', INPUT, { slot: 1 }, /slot 1, 0 expected/],
  ['an output of another shape', OUTPUT, { shape: [3, 4] }, /an output has the type of its input/],
  ['an output of another width', OUTPUT, { bits: 15 }, /an output has the type of its input/],

  ['a fraction of a shift', CONV, { shift: 1.5 }, /an attribute is no integer/],
  ['a shift of 19', CONV, { shift: 19 }, /shift 19 outside 0 to 18/],
  ['a negative shift', CONV, { shift: -1 }, /shift -1 outside/],
  ['a clamp upside down', CONV, { lo: 1, hi: 0 }, /clamp \[1, 0\]/],
  ['a clamp below the width', SUM, { lo: -32_769 }, /clamp \[-32769, 30000\] does not fit 16 bits/],
  ['a clamp above the width', LINEAR, { hi: 2048 }, /clamp \[-2048, 2048\] does not fit 12 bits/],

  ['weights of 1 bit', CONV, { weightBits: 1 }, /weights of 1 bits/],
  ['weights of 17 bits', LINEAR, { weightBits: 17 }, /weights of 17 bits/],
  ['a linear op that changes another axis', LINEAR, { shape: [3, 3] }, /all axes but the last pass through/],
  ['a linear op that changes the rank', LINEAR, { shape: [3] }, /all axes but the last pass through/],
  ['groups that do not divide the channels', CONV, { groups: 3 }, /3 groups do not divide 2 and 4 channels/],
  ['no groups', CONV, { groups: 0 }, /0 groups, 1 to 65535 expected/],
  ['a window on two axes', CONV, { inputs: [0], shape: [4, 4] }, /a window needs \[H, W, C\] tensors/],
  ['an empty kernel', CONV, { kernel: [0, 3] }, /height: kernel, stride and dilation are 1 to 65535/],
  ['a stride of 0', CONV, { stride: [1, 0] }, /width: kernel, stride and dilation are 1 to 65535/],
  ['a dilation of 0', CONV, { dilation: [1, 0] }, /width: kernel, stride and dilation are 1 to 65535/],
  ['a stride that the descriptor cannot hold', CONV, { stride: [65_536, 1] }, /height: kernel, stride and dilation/],
  ['a fraction of a stride', CONV, { stride: [1.5, 1] }, /an attribute is no integer/],
  ['negative padding', CONV, { pads: [-1, 1, 1, 1] }, /height: padding of -1/],
  ['padding as wide as the window', CONV, { pads: [3, 1, 1, 1] }, /height: padding as wide as the window/],
  ['a window larger than its input', CONV, { dilation: [1, 3] }, /width: window larger than the padded input/],
  ['an output one too long', CONV, { shape: [5, 4, 4] }, /height: output 5, expected 4/],
  ['an output one too short', CONV, { shape: [4, 3, 4] }, /width: output 3, expected 4/],
  ['a pool two too long', MAX, { shape: [2, 4, 4] }, /width: output 4, expected 2/],
  ['a pool whose last window misses the input', MAX, { shape: [2, 3, 4] }, /width: a window misses the input/],
  ['a pool that changes channels', MAX, { shape: [2, 2, 3] }, /channels pass through/],
  ['a pool that changes the width', MAX, { bits: 9 }, /the width passes through/],
  ['an average pool that changes channels', AVERAGE, { shape: [2, 2, 5] }, /channels pass through/],
  ['a reciprocal of 25 bits', AVERAGE, { reciprocalBits: 25 }, /reciprocal of 25 bits/],

  ['a coefficient too few', SUM, { coefficients: [1] }, /one coefficient per input/],
  ['a coefficient of 0', SUM, { coefficients: [1, 0] }, /coefficient 0 is zero or outside int16/],
  ['a coefficient of 17 bits', SUM, { coefficients: [1, 32_768] }, /coefficient 32768/],
  ['a coefficient of -17 bits', SUM, { coefficients: [-32_769, 1] }, /coefficient -32769/],
  ['a sum of shapes that do not repeat', SUM, { inputs: [7, 6] }, /axis 1 has 8, 3 or 1 expected/],

  ['concat on an axis that is not there', CONCAT, { axis: 3 }, /axis 3 of 3/],
  ['concat of two widths', CONCAT, { bits: 9 }, /inputs and output have one width/],
  ['concat of two ranks', CONCAT, { shape: [16, 2], axis: 0 }, /inputs and output have one rank/],
  ['concat with another axis', CONCAT, { shape: [2, 3, 8] }, /axis 1 differs/],
  ['concat with a wrong length', CONCAT, { shape: [2, 2, 7] }, /axis 2 has 7, its parts 8/],
  ['reshape to another width', RESHAPE, { bits: 7 }, /the width passes through/],
  ['reshape to another number of elements', RESHAPE, { shape: [4, 9] }, /the number of elements changes/],
  ['transpose with an axis twice', TRANSPOSE, { perm: [0, 2, 2] }, /\[0,2,2\] is no permutation/],
  ['transpose with an axis outside', TRANSPOSE, { perm: [0, 3, 1] }, /is no permutation/],
  ['transpose of too few axes', TRANSPOSE, { perm: [0, 1] }, /the rank passes through/],
  ['transpose to another shape', TRANSPOSE, { shape: [2, 2, 8] }, /axis 1 does not follow the permutation/],
  ['transpose to another width', TRANSPOSE, { bits: 9 }, /the width passes through/],

  ['a first section that does not begin at 0', CONV, { weightOffset: 32 }, /weights at 32, 0 expected/],
  ['sections that overlap', LINEAR, { weightOffset: 64 }, /weights at 64, 96 expected/],
  ['a gap between sections', CONSTANT, { weightOffset: 224 }, /weights at 224, 192 expected/],
  ['weights past the end', CONSTANT, { bits: 9 }, /weights end at 216 of 204/],
]

describe('checkGraph', () => {
  it('accepts the small graph', () => checkGraph(smallParts().graph))

  it.each(CASES)('refuses %s', (_what, id, change, message) => {
    const refusal = attempt(() => checkGraph(changed(id, set(change))))
    expect(refusal).toMatchObject({ ok: false, code: 'graph_invalid', message: expect.stringMatching(message) })
  })

  const { graph } = smallParts()
  const whole: readonly [what: string, graph: Graph, message: RegExp][] = [
    ['no ops', { ops: [], weightBytes: 0 }, /graph: 0 ops/],
    ['more ops than 65,536', { ops: new Array(65_537).fill(graph.ops[0]), weightBytes: 0 }, /graph: 65537 ops/],
    ['negative weights', { ...graph, weightBytes: -1 }, /graph: -1 bytes of weights/],
    ['more weights than 8 GiB', { ...graph, weightBytes: 2 ** 33 + 1 }, /bytes of weights/],
    ['weights that nothing reads', { ...graph, weightBytes: graph.weightBytes + 1 }, /1 bytes of weights are unused/],
    ['no output', { ops: graph.ops.slice(0, 1), weightBytes: 0 }, /graph: no output/],
    [
      'no input',
      {
        ops: [
          { kind: 'constant', inputs: [], shape: [4], bits: 8, weightOffset: 0 },
          { kind: 'output', slot: 0, inputs: [0], shape: [4], bits: 8 },
        ],
        weightBytes: 4,
      },
      /graph: no input/,
    ],
    [
      'more than 255 ports',
      {
        ops: Array.from({ length: 300 }, (_, slot): Op => ({ kind: 'input', slot, inputs: [], shape: [1], bits: 8 })),
        weightBytes: 0,
      },
      /more than 255 ports/,
    ],
    [
      'rows longer than 2^22',
      {
        ops: [
          { kind: 'input', slot: 0, inputs: [], shape: [2 ** 22 + 1], bits: 8 },
          {
            ...{ kind: 'linear', inputs: [0], shape: [1], bits: 8, weightBits: 8, weightOffset: 0 },
            ...{ shift: 0, lo: 0, hi: 1 },
          },
          { kind: 'output', slot: 0, inputs: [1], shape: [1], bits: 8 },
        ],
        weightBytes: 32 + 2 ** 22 + 1,
      },
      /rows of 4194305 weights, at most 4194304/,
    ],
    [
      'more groups than the descriptor holds',
      {
        ops: [
          { kind: 'input', slot: 0, inputs: [], shape: [1, 1, 70_000], bits: 8 },
          {
            ...{ kind: 'conv', inputs: [0], shape: [1, 1, 70_000], bits: 8, weightBits: 8, weightOffset: 0 },
            ...{ shift: 0, lo: 0, hi: 1, groups: 70_000 },
            ...{ kernel: [1, 1], stride: [1, 1], dilation: [1, 1], pads: [0, 0, 0, 0] },
          },
          { kind: 'output', slot: 0, inputs: [1], shape: [1, 1, 70_000], bits: 8 },
        ],
        weightBytes: 350_016 + 70_000,
      },
      /70000 groups, 1 to 65535 expected/,
    ],
    [
      'pools with windows beyond counting',
      {
        ops: [
          { kind: 'input', slot: 0, inputs: [], shape: [2 ** 20, 1, 1], bits: 8 },
          {
            ...{ kind: 'maxPool', inputs: [0], shape: [2 ** 20 - 63, 1, 1], bits: 8 },
            ...{ kernel: [64, 1], stride: [1, 1], dilation: [1, 1], pads: [0, 0, 0, 0] },
          },
          { kind: 'output', slot: 0, inputs: [1], shape: [2 ** 20 - 63, 1, 1], bits: 8 },
        ],
        weightBytes: 0,
      } as Graph,
      /too many window positions/,
    ],
  ]
  it.each(whole)('refuses %s', (_what, graph, message) => {
    const refusal = attempt(() => checkGraph(graph))
    expect(refusal).toMatchObject({ ok: false, code: 'graph_invalid', message: expect.stringMatching(message) })
  })
})
