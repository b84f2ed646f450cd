// Steps of maxPool and averagePool: tables of windows clipped to the input, made once.

import { type AveragePoolOp, countedTaps, type MaxPoolOp, reciprocal, windowStart } from '../../../graph/index.ts'
import { type Context, requantization, type StepsOf } from './types.ts'

/** Per output position along `axis`: first input position under the window, how many taps are inside, class of the count. */
function axisTable(op: MaxPoolOp | AveragePoolOp, axis: 0 | 1, size: number): { words: number[]; counts: number[] } {
  const words: number[] = []
  const counts: number[] = []
  for (let at = 0; at < op.shape[axis]!; at++) {
    const start = windowStart(at, op.stride[axis], op.pads[axis])
    const dilation = op.dilation[axis]
    const skipped = start < 0 ? Math.ceil(-start / dilation) : 0
    const first = start + skipped * dilation
    const inside = Math.min(op.kernel[axis] - skipped, Math.ceil((size - first) / dilation))
    const counted = op.kind === 'averagePool' ? countedTaps(op, at, axis, size) : 0
    let kind = counts.indexOf(counted)
    if (kind < 0) kind = counts.push(counted) - 1
    words.push(first, inside, kind)
  }
  return { words, counts }
}

function poolParameters(op: MaxPoolOp | AveragePoolOp, { fixed, inputs, types, out }: Context): number[] {
  const [height, width, channels] = types[0]!.shape as [number, number, number]
  const y = axisTable(op, 0, height)
  const x = axisTable(op, 1, width)
  const reciprocals: number[] = []
  if (op.kind === 'averagePool')
    for (const rows of y.counts)
      for (const columns of x.counts) reciprocals.push(reciprocal(rows * columns, op.reciprocalBits))
  const line = width * channels * 2
  return [
    inputs[0]!,
    out,
    fixed.words(y.words),
    fixed.words(x.words),
    fixed.words(reciprocals),
    x.counts.length,
    height * line,
    line,
    op.dilation[0] * line,
    op.dilation[1] * channels * 2,
    op.shape[0]!,
    op.shape[1]!,
    channels,
    ...(op.kind === 'averagePool' ? requantization(op) : [0, 0, 0, 0]),
  ]
}

export const maxPool: StepsOf<'maxPool'> = (op, context) => [
  { kernel: 'maxPool', parameters: context.fixed.words(poolParameters(op, context)) },
]

export const averagePool: StepsOf<'averagePool'> = (op, context) => [
  { kernel: 'averagePool', parameters: context.fixed.words(poolParameters(op, context)) },
]
