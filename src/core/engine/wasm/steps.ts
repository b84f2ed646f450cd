// One step per op: which kernel runs and with which parameters. Parameters are int32 words in the order of the classes in
// assembly/. An op that only names a tensor (input, output, reshape) has no step.

import {
  type AveragePoolOp,
  bytesOf,
  type ConcatOp,
  type ConvOp,
  countedTaps,
  type ExactModel,
  elements,
  type LinearOp,
  type MaxPoolOp,
  nameOf,
  type Op,
  type OpKind,
  type Requantization,
  readConstant,
  readRows,
  reciprocal,
  rowLayout,
  type SumOp,
  type TensorType,
  type TransposeOp,
  type Window,
  windowStart,
} from '../../graph/index.ts'
import type { KernelName } from './kernels.ts'
import { type FixedRegion, rowBytes } from './memory.ts'
import {
  type PanelLayout,
  packDepthwise,
  packedLength,
  packPanels,
  packRows,
  pairsOf,
  panelRowsOf,
  scalesOf,
} from './pack.ts'

export interface Step {
  readonly kernel: KernelName
  readonly parameters: number
}

/** Addresses of one op's tensors. */
export interface Place {
  readonly id: number
  readonly inputs: readonly number[]
  readonly out: number
  readonly scratch: number
}

interface Context extends Place {
  readonly model: ExactModel
  readonly types: readonly TensorType[]
  readonly fixed: FixedRegion
}

type OpOf<K extends OpKind> = Extract<Op, { kind: K }>

/** Positions whose addresses the gemm kernel keeps: TILE in assembly/gemm.ts. */
const TILE = 96

const requantization = (q: Requantization): number[] => [q.shift, q.shift === 0 ? 0 : 2 ** (q.shift - 1), q.lo, q.hi]

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

/** Bytes that an op needs for itself while it runs. */
export function scratchBytes(op: Op, input: TensorType | undefined, rows: number): number {
  if (op.kind !== 'conv') return 0
  const image = imageOf(op, input!)
  return image.padded ? image.height * image.width * input!.shape[2]! * 2 * rows : 0
}

const STEPS: { readonly [K in OpKind]: (op: OpOf<K>, context: Context) => Step[] } = {
  input: () => [],
  output: () => [],
  reshape: () => [],

  constant(op, { fixed, model, id, out }) {
    const bytes = rowBytes(op.shape)
    const x = fixed.reserve(bytes, (buffer, at) => {
      new Int16Array(buffer, at, bytes / 2).set(readConstant(model.weights, op, nameOf(op, id)))
    })
    return [{ kernel: 'repeat', parameters: fixed.words([x, out, bytes]) }]
  },

  linear(op, context) {
    const k = context.types[0]!.shape.at(-1)!
    const n = op.shape.at(-1)!
    const vectors = elements(op.shape) / n
    return [
      gemm(op, context, {
        x: context.inputs[0]!,
        layout: { groups: 1, groupRows: n, taps: 1, run: k },
        taps: [0],
        strides: [vectors * k * 2, 0, k * 2],
        height: 1,
        width: vectors,
        groupStride: 0,
      }),
    ]
  },

  conv(op, context) {
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
    const layout: PanelLayout = {
      groups: op.groups,
      groupRows: op.shape[2]! / op.groups,
      taps: whole ? kernelHeight : taps.length,
      run: whole ? kernelWidth * groupIn : groupIn,
    }
    return [
      ...steps,
      gemm(op, context, {
        x,
        layout,
        taps: whole ? taps.filter((_, i) => i % kernelWidth === 0) : taps,
        strides,
        height: op.shape[0]!,
        width: op.shape[1]!,
        groupStride: groupIn * 2,
      }),
    ]
  },

  sum(op, context) {
    return [{ kernel: 'sum', parameters: context.fixed.words(sumParameters(op, context)) }]
  },

  maxPool(op, context) {
    return [{ kernel: 'maxPool', parameters: context.fixed.words(poolParameters(op, context)) }]
  },

  averagePool(op, context) {
    return [{ kernel: 'averagePool', parameters: context.fixed.words(poolParameters(op, context)) }]
  },

  concat(op, context) {
    return [{ kernel: 'concat', parameters: context.fixed.words(concatParameters(op, context)) }]
  },

  transpose(op, context) {
    return [{ kernel: 'transpose', parameters: context.fixed.words(transposeParameters(op, context)) }]
  },
}

/** The steps of op `id`; what they need to keep is reserved in `fixed`. */
export function stepsOf(model: ExactModel, place: Place, fixed: FixedRegion): Step[] {
  const op = model.graph.ops[place.id]!
  const types = op.inputs.map(input => model.graph.ops[input]!)
  const make = STEPS[op.kind] as (op: Op, context: Context) => Step[]
  return make(op, { ...place, model, types, fixed })
}

interface Gemm {
  readonly x: number
  readonly layout: PanelLayout
  /** Offset of each tap from a position's address. */
  readonly taps: readonly number[]
  /** From row to row, line to line, position to position. */
  readonly strides: readonly [number, number, number]
  readonly height: number
  readonly width: number
  readonly groupStride: number
}

function gemm(op: LinearOp | ConvOp, context: Context, g: Gemm): Step {
  const { fixed, model, id, types, out } = context
  const { layout } = g
  const wide = bytesOf(op.weightBits) === 2
  const parameters = () => readRows(model.weights, rowLayout(op, types[0]!.shape), nameOf(op, id))
  const length = packedLength(layout)
  const panelRows = panelRowsOf(layout)
  const bias = fixed.reserve(4 * panelRows)
  const scale = fixed.reserve(4 * panelRows)
  const weights = fixed.reserve(length * (wide ? 2 : 1), (buffer, at) => {
    const p = parameters()
    packPanels(p.weights, layout, wide ? new Int16Array(buffer, at, length) : new Int8Array(buffer, at, length))
    packRows(p.bias, layout, new Int32Array(buffer, bias, panelRows))
    packRows(scalesOf(p), layout, new Int32Array(buffer, scale, panelRows))
  })
  const pairs = pairsOf(layout)
  // The kernel's pointers stand at the end of a run when they move on to the next.
  const moves = g.taps.map((offset, i) => (i === 0 ? offset : offset - g.taps[i - 1]! - 4 * pairs))
  return {
    kernel: wide ? 'gemm16' : 'gemm8',
    parameters: fixed.words([
      g.x,
      out,
      weights,
      bias,
      scale,
      fixed.words(moves),
      fixed.reserve(4 * TILE),
      layout.taps,
      pairs,
      ...g.strides,
      g.height,
      g.width,
      op.shape.at(-1)! * 2,
      layout.groups,
      g.groupStride,
      layout.groupRows,
      ...requantization(op),
    ]),
  }
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
  const layout: PanelLayout = { groups: 1, groupRows: channels, taps: taps.length, run: 1 }
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

function sumParameters(op: SumOp, { fixed, inputs, out }: Context): number[] {
  const entries: number[] = []
  for (let i = 0; i < inputs.length; i += 2) {
    const second = op.coefficients[i + 1] ?? 0
    entries.push(inputs[i]!, inputs[i + 1] ?? inputs[i]!, (op.coefficients[i]! & 0xffff) | (second << 16))
  }
  return [out, elements(op.shape), entries.length / 3, fixed.words(entries), ...requantization(op)]
}

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

function concatParameters(op: ConcatOp, { fixed, inputs, types, out }: Context): number[] {
  const inner = elements(op.shape.slice(op.axis + 1)) * 2
  const parts = inputs.flatMap((address, i) => [address, types[i]!.shape[op.axis]! * inner])
  return [out, op.shape[op.axis]! * inner, elements(op.shape.slice(0, op.axis)), inputs.length, fixed.words(parts)]
}

/** Axes of length 1 dropped, neighbours that stay neighbours merged: [length, input stride, output stride] in bytes. */
function mergedAxes(op: TransposeOp, input: TensorType): [number, number, number][] {
  const stridesOf = (shape: readonly number[]): number[] => {
    const strides = new Array<number>(shape.length).fill(2)
    for (let i = shape.length - 2; i >= 0; i--) strides[i] = strides[i + 1]! * shape[i + 1]!
    return strides
  }
  const inStrides = stridesOf(input.shape)
  const outStrides = stridesOf(op.shape)
  const merged: [number, number, number][] = []
  op.shape.forEach((length, i) => {
    if (length === 1) return
    const axis: [number, number, number] = [length, inStrides[op.perm[i]!]!, outStrides[i]!]
    const before = merged.at(-1)
    if (before !== undefined && before[1] === axis[0] * axis[1]) {
      merged[merged.length - 1] = [before[0] * axis[0], axis[1], axis[2]]
    } else merged.push(axis)
  })
  return merged.length === 0 ? [[1, 2, 2]] : merged
}

function transposeParameters(op: TransposeOp, { fixed, inputs, types, out }: Context): number[] {
  const axes = mergedAxes(op, types[0]!)
  const columns = axes.pop()!
  // The plane's other axis: the one whose values lie next to each other in the input, else the last one left.
  let at = axes.findIndex(axis => axis[1] === 2)
  if (at < 0) at = axes.length - 1
  const lines = axes.splice(at, 1)[0] ?? [1, 0, 0]
  const loops = axes.flatMap(axis => [...axis, 0])
  return [
    inputs[0]!,
    out,
    rowBytes(op.shape),
    fixed.words(loops),
    axes.length,
    lines[0],
    lines[1],
    lines[2],
    columns[0],
    columns[1],
  ]
}
