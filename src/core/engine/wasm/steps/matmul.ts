// The step of matmul: two computed tensors. The second is packed per run as weights are when a model is loaded.

import type { MatmulOp, TensorType } from '../../../graph/index.ts'
import type { FixedRegion } from '../memory.ts'
import { type PanelLayout, packedLength, panelRowsOf } from '../pack.ts'
import { type Gemm, gemmWords } from './gemm.ts'
import { requantization, type StepsOf } from './types.ts'

/** Fewer rows of the first input than this are not worth packing the second for. */
const FEW_ROWS = 4

interface Shape {
  /** Rows of one item of a: those of all leading axes along which b repeats to the end. */
  readonly m: number
  readonly n: number
  readonly k: number
  /** Leading axes that are left, outermost first: length, items of b from one to the next or 0. */
  readonly loops: readonly (readonly [number, number])[]
  /** Items of b in one row. */
  readonly bItems: number
}

function shapeOf(op: MatmulOp, b: readonly number[]): Shape {
  const rank = op.shape.length
  const [n, k] = b.slice(-2) as [number, number]
  let m = op.shape[rank - 2]!
  let axis = rank - 3
  for (; axis >= 0 && b[axis] === 1; axis--) m *= op.shape[axis]!
  const loops: [number, number][] = []
  let bItems = 1
  for (; axis >= 0; axis--) {
    loops.unshift([op.shape[axis]!, b[axis] === 1 ? 0 : bItems])
    bItems *= b[axis]!
  }
  return { m, n, k, loops, bItems }
}

const layoutOf = ({ n, k }: Shape): PanelLayout => ({
  groups: 1,
  groupRows: n,
  taps: 1,
  run: k,
  depth: 2,
  offset: 0,
})

const isFew = ({ m }: Shape): boolean => m < FEW_ROWS

const panelBytesOf = (shape: Shape): number => 2 * packedLength(layoutOf(shape))

/** Bytes that a matmul needs for itself while it runs: the panels of all its second input. */
export function matmulScratch(op: MatmulOp, types: readonly TensorType[], rows: number): number {
  const shape = shapeOf(op, types[1]!.shape)
  return isFew(shape) ? 0 : panelBytesOf(shape) * shape.bItems * rows
}

export const matmul: StepsOf<'matmul'> = (op, { fixed, inputs, types, out, scratch }) => {
  const shape = shapeOf(op, types[1]!.shape)
  const { m, n, k, loops, bItems } = shape
  const items = loops.reduce((product, [length]) => product * length, 1)
  const few = isFew(shape)
  const gemm = few ? 0 : fixed.words(productWords(op, shape, fixed))
  const words = [
    inputs[0]!,
    inputs[1]!,
    out,
    2 * m * k,
    2 * n * k,
    2 * m * n,
    items,
    bItems,
    fixed.words(loops.flat()),
    loops.length,
    m,
    n,
    k,
    scratch,
    panelBytesOf(shape),
    gemm,
    ...requantization(op),
  ]
  const parameters = fixed.words(words)
  if (few) return [{ kernel: 'matmulFew', parameters }]
  return [
    { kernel: 'matmulPack', parameters },
    { kernel: 'matmul', parameters },
  ]
}

/** The product of one item; the kernel fills in where its operands lie. */
function productWords(op: MatmulOp, shape: Shape, fixed: FixedRegion): number[] {
  const { m, n, k } = shape
  const layout = layoutOf(shape)
  const panelRows = panelRowsOf(layout)
  const places = {
    ...{ x: 0, y: 0, weights: 0, taps: fixed.words([0]) },
    ...{ bias: fixed.words(new Int32Array(panelRows)), scale: fixed.words(new Int32Array(panelRows).fill(1)) },
  }
  const strides: Gemm['strides'] = [0, 0, 2 * k]
  return gemmWords({ ...places, layout, strides, height: 1, width: m, outStride: 2 * n, groupStride: 0 }, op)
}
