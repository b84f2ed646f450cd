// Steps of linear and conv: padding, then rows of packed weights against positions.

import {
  bytesOf,
  type ConvOp,
  elements,
  type LinearOp,
  nameOf,
  readRows,
  rowLayout,
  type TensorType,
  type Window,
} from '../../../graph/index.ts'
import {
  type PanelLayout,
  packDepthwise,
  packedBytes,
  packedLength,
  packPanels,
  packParts,
  packRows,
  panelRowsOf,
  scalesOf,
} from '../pack.ts'
import {
  biasOf,
  type Form,
  type Gemm,
  gemmWords,
  isNarrow,
  leastValues,
  MOST_STEPS,
  OFFSET,
  PACKED10,
  PACKED12,
  PLAIN8,
  PLAIN16,
  POSITIVE,
  tapMoves,
  WIDE,
} from './gemm.ts'
import { type Context, requantization, type Step, type StepsOf } from './types.ts'

/** Span of a window along an axis, in input positions. */
const spanOf = (w: Window, axis: 0 | 1): number => w.dilation[axis] * (w.kernel[axis] - 1) + 1

/** The image that a convolution reads: the input itself, or a copy with zeros around it that no window leaves. */
function imageOf(op: ConvOp, input: TensorType): { height: number; width: number; padded: boolean } {
  const [height, width] = input.shape as [number, number, number]
  if (op.pads.every(pad => pad === 0)) return { height, width, padded: false }
  return {
    height: (op.shape[0]! - 1) * op.stride[0] + spanOf(op, 0),
    width: (op.shape[1]! - 1) * op.stride[1] + spanOf(op, 1),
    padded: true,
  }
}

/** Bytes that an op needs for itself while it runs: the padded image. */
export function convScratch(op: ConvOp, [input]: readonly TensorType[], rows: number): number {
  const image = imageOf(op, input!)
  return image.padded ? image.height * image.width * input!.shape[2]! * 2 * rows : 0
}

export const linear: StepsOf<'linear'> = (op, context) => {
  const k = context.types[0]!.shape.at(-1)!
  const n = op.shape.at(-1)!
  const vectors = elements(op.shape) / n
  return [
    gemm(op, context, {
      x: context.inputs[0]!,
      shape: { groups: 1, groupRows: n, taps: 1, run: k },
      taps: [0],
      strides: [vectors * k * 2, 0, k * 2],
      height: 1,
      width: vectors,
      groupStride: 0,
    }),
  ]
}

export const conv: StepsOf<'conv'> = (op, context) => {
  const [height, width, channels] = context.types[0]!.shape as [number, number, number]
  const image = imageOf(op, context.types[0]!)
  const pixel = channels * 2
  const line = image.width * pixel
  const steps: Step[] = []
  let x = context.inputs[0]!
  if (image.padded) {
    const [top, left] = op.pads
    steps.push({
      kernel: 'pad',
      parameters: context.fixed.words([
        x,
        context.scratch,
        image.height * line,
        height * width * pixel,
        line,
        width * pixel,
        top * line + left * pixel,
        Math.min(height, image.height - top),
        Math.min(width, image.width - left) * pixel,
      ]),
    })
    x = context.scratch
  }
  const strides: [number, number, number] = [image.height * line, op.stride[0] * line, op.stride[1] * pixel]
  const tapOffset = (ky: number, kx: number): number => ky * op.dilation[0] * line + kx * op.dilation[1] * pixel
  const taps: number[] = []
  const [kernelHeight, kernelWidth] = op.kernel
  for (let ky = 0; ky < kernelHeight; ky++) for (let kx = 0; kx < kernelWidth; kx++) taps.push(tapOffset(ky, kx))
  if (op.groups === channels && op.shape[2] === channels) return [...steps, depthwise(op, context, x, taps, strides)]
  // Without gaps a line of a window is one run of memory, and in the weights as well.
  const whole = op.groups === 1 && (kernelWidth === 1 || op.dilation[1] === 1)
  const groupIn = channels / op.groups
  const shape = {
    groups: op.groups,
    groupRows: op.shape[2]! / op.groups,
    taps: whole ? kernelHeight : taps.length,
    run: whole ? kernelWidth * groupIn : groupIn,
  }
  return [
    ...steps,
    gemm(op, context, {
      x,
      shape,
      taps: whole ? taps.filter((_, i) => i % kernelWidth === 0) : taps,
      strides,
      height: op.shape[0]!,
      width: op.shape[1]!,
      groupStride: groupIn * 2,
    }),
  ]
}

interface Product {
  readonly x: number
  readonly shape: Pick<PanelLayout, 'groups' | 'groupRows' | 'taps' | 'run'>
  /** Offset of each tap from a position's address. */
  readonly taps: readonly number[]
  readonly strides: Gemm['strides']
  readonly height: number
  readonly width: number
  readonly groupStride: number
}

function gemm(op: LinearOp | ConvOp, context: Context, product: Product): Step {
  const { fixed, model, id, types, out } = context
  const form = formOf(op, context, product)
  const layout: PanelLayout = { ...product.shape, depth: form.depth, offset: form.offset }
  const wide = bytesOf(op.weightBits) === 2
  const { low } = form
  const narrow = types[0]!.bits <= NARROW
  const length = packedLength(layout)
  const bytes = low === undefined ? length * (wide ? 2 : 1) : packedBytes(layout, low)
  const panelRows = panelRowsOf(layout)
  const bias = fixed.reserve(4 * panelRows)
  const scale = fixed.reserve(4 * panelRows)
  const weights = fixed.reserve(bytes, (buffer, at) => {
    const p = readRows(model.weights, rowLayout(op, types[0]!.shape), nameOf(op, id))
    if (low !== undefined) packParts(p.weights as Int16Array, layout, low, new Uint8Array(buffer, at, bytes))
    else packPanels(p.weights, layout, wide ? new Int16Array(buffer, at, length) : new Int8Array(buffer, at, length))
    packRows(biasOf(p, form.flip), layout, new Int32Array(buffer, bias, panelRows))
    packRows(scalesOf(p), layout, new Int32Array(buffer, scale, panelRows))
  })
  const taps = fixed.words(tapMoves(product.taps, layout))
  const outStride = op.shape.at(-1)! * 2
  const words = gemmWords(
    { ...product, y: out, weights, bias, scale, taps, layout, flip: form.flip, low, narrow, outStride },
    op,
  )
  return { kernel: form.kernel, parameters: fixed.words(words) }
}

/** Values of so many bits leave room for sums of multiples of weights. */
const NARROW = 12

function formOf(op: LinearOp | ConvOp, context: Context, { shape }: Product): Form {
  const { relaxed } = context
  if (bytesOf(op.weightBits) === 2) {
    const fits = shape.taps === 1 && shape.groups === 1 && Math.ceil(shape.run / 2) <= MOST_STEPS
    if (!fits || op.weightBits > 12) return PLAIN16
    return op.weightBits > 10 ? PACKED12 : PACKED10
  }
  const steps = shape.taps * Math.ceil(shape.run / 4)
  if (relaxed === null || !isNarrow(op, context.types[0]!) || steps > MOST_STEPS) return PLAIN8
  if (leastValues(context.model.graph)[op.inputs[0]!]! >= 0) return POSITIVE
  if (relaxed.wide) return WIDE
  return op.weightBits <= 7 || hasSmallWeights(op, context) ? OFFSET : PLAIN8
}

/** Are weights of one byte all in [-64, 63]? They are looked at where they lie. */
function hasSmallWeights(op: LinearOp | ConvOp, { model, types }: Context): boolean {
  const { rows, k, weights } = rowLayout(op, types[0]!.shape)
  const stored = new Int8Array(model.weights.buffer, model.weights.byteOffset + weights, rows * k)
  return stored.every(w => w >= -64 && w <= 63)
}

function depthwise(
  op: ConvOp,
  context: Context,
  x: number,
  taps: readonly number[],
  strides: readonly [number, number, number],
): Step {
  const { fixed, model, id, types, out } = context
  const channels = op.shape[2]!
  const layout: PanelLayout = { groups: 1, groupRows: channels, taps: taps.length, run: 1, depth: 2, offset: 0 }
  const pairs = Math.ceil(taps.length / 2)
  const panelRows = panelRowsOf(layout)
  const bias = fixed.reserve(4 * panelRows)
  const scale = fixed.reserve(4 * panelRows)
  const weights = fixed.reserve(panelRows * pairs * 4, (buffer, at) => {
    const p = readRows(model.weights, rowLayout(op, types[0]!.shape), nameOf(op, id))
    packDepthwise(p.weights, channels, taps.length, new Int16Array(buffer, at, panelRows * pairs * 2))
    packRows(p.bias, layout, new Int32Array(buffer, bias, panelRows))
    packRows(scalesOf(p), layout, new Int32Array(buffer, scale, panelRows))
  })
  const table = taps.length % 2 === 0 ? taps : [...taps, taps.at(-1)!]
  return {
    kernel: 'depthwise',
    parameters: fixed.words([
      x,
      out,
      weights,
      bias,
      scale,
      fixed.words(table),
      pairs,
      ...strides,
      op.shape[0]!,
      op.shape[1]!,
      channels,
      ...requantization(op),
    ]),
  }
}
