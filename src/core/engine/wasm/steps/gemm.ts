// The parameters of a product, and the form that its operands take: assembly/gemm.ts and assembly/forms.ts.

import {
  bytesOf,
  type ConvOp,
  type Graph,
  type LinearOp,
  minOf,
  type Requantization,
  type RowParameters,
  type TensorType,
} from '../../../graph/index.ts'
import type { KernelName } from '../names.ts'
import { type PanelLayout, stepsOf } from '../pack.ts'
import { requantization } from './types.ts'

/** How a product is computed. */
export interface Form {
  readonly kernel: KernelName
  /** Values of a step, and what is added to weights: see PanelLayout. */
  readonly depth: 2 | 4
  readonly offset: number
  /** What is added to positions as they are packed, and taken off again in the bias. */
  readonly flip?: 128
  /** Lower bits of weights that lie by themselves: see packParts. */
  readonly low?: 2 | 4
}

export const PLAIN8: Form = { kernel: 'gemm8', depth: 2, offset: 0 }
export const PLAIN16: Form = { kernel: 'gemm16', depth: 2, offset: 0 }
/** Weights of up to 10 and up to 12 bits, of one tap: fewer bytes where reading them is what takes time. */
export const PACKED10: Form = { kernel: 'gemm10', depth: 2, offset: 0, low: 2 }
export const PACKED12: Form = { kernel: 'gemm12', depth: 2, offset: 0, low: 4 }
/** Relaxed: int8 positions, weights in [-64, 63]. */
export const OFFSET: Form = { kernel: 'gemmOffset', depth: 4, offset: 64 }
/** Relaxed: positions in [0, 127], int8 weights. */
export const POSITIVE: Form = { kernel: 'gemmPositive', depth: 4, offset: 0 }

/** Relaxed, where the test finds this exact too: int8 positions with 128 added, int8 weights. */
export const WIDE: Form = { kernel: 'gemmPositive', depth: 4, offset: 0, flip: 128 }

/** Steps of a position that there is room to pack, four positions at a time: most kernels have no other way. */
export const MOST_STEPS = 26_000

export interface Gemm {
  readonly x: number
  readonly y: number
  readonly weights: number
  readonly bias: number
  readonly scale: number
  /** Where the words of `tapMoves` lie. */
  readonly taps: number
  readonly layout: PanelLayout
  readonly flip?: Form['flip']
  readonly low?: Form['low']
  /** Values have at most 12 bits. */
  readonly narrow?: boolean
  /** Bytes from row to row, line to line, position to position. */
  readonly strides: readonly [number, number, number]
  readonly height: number
  readonly width: number
  readonly outStride: number
  readonly groupStride: number
}

/** Bits of four bytes that are turned, or where lower bits of weights go. */
const bitsOf = ({ flip, low }: Pick<Gemm, 'flip' | 'low'>): number => {
  if (low !== undefined) return low === 2 ? 0xc0c0c0c0 | 0 : 0xf0f0f0f0 | 0
  return flip === undefined ? 0 : 0x80808080 | 0
}

export const gemmWords = (g: Gemm, q: Requantization): number[] => [
  ...[g.x, g.y, g.weights, g.bias, g.scale, g.taps, 1, bitsOf(g)],
  ...[g.layout.taps, stepsOf(g.layout), ...g.strides, g.height, g.width, g.outStride],
  ...[g.layout.groups, g.groupStride, g.layout.groupRows, g.narrow === true ? 1 : 0],
  ...requantization(q),
]

/** Biases of products whose positions have `flip` added: less flip times the sum of a row's weights, modulo 2^32. */
export function biasOf({ bias, weights }: Pick<RowParameters, 'bias' | 'weights'>, flip: Form['flip']): Int32Array {
  if (flip === undefined) return bias
  const k = weights.length / bias.length
  return bias.map((value, row) => {
    let sum = 0
    for (let i = row * k; i < (row + 1) * k; i++) sum += weights[i]!
    return value - Math.imul(sum, flip)
  })
}

/** Pointers stand at the end of a run when they move on to the next. `offsets`: of each tap from a position's address. */
export function tapMoves(offsets: readonly number[], layout: PanelLayout): number[] {
  const run = stepsOf(layout) * layout.depth * 2
  return offsets.map((offset, i) => (i === 0 ? offset : offset - offsets[i - 1]! - run))
}

/** Are an op's operands of the widths that the relaxed products take? */
export const isNarrow = (op: LinearOp | ConvOp, input: TensorType): boolean =>
  bytesOf(op.weightBits) === 1 && bytesOf(input.bits) === 1

/** Has a graph products that may be relaxed? */
export const hasNarrow = ({ ops }: Graph): boolean =>
  ops.some(op => (op.kind === 'linear' || op.kind === 'conv') && isNarrow(op, ops[op.inputs[0]!]!))

const leasts = new WeakMap<Graph, readonly number[]>()

/** The least value that every op can have, as far as its kind and clamp tell. */
export function leastValues(graph: Graph): readonly number[] {
  const known = leasts.get(graph)
  if (known !== undefined) return known
  const least: number[] = []
  for (const op of graph.ops) {
    const passes = op.kind === 'reshape' || op.kind === 'transpose' || op.kind === 'maxPool' || op.kind === 'concat'
    const from = passes ? Math.min(...op.inputs.map(input => least[input]!)) : 'lo' in op ? op.lo : minOf(op.bits)
    least.push(Math.max(from, minOf(op.bits)))
  }
  leasts.set(graph, least)
  return least
}
