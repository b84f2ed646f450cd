// Conv, pools: windows over one or two axes. A one-dimensional operand is taken as an image of height 1.
// spec/compile.md, "Operators".

import { outputLength, type Pair, type Window } from '../../../graph/index.ts'
import { span, validTaps } from '../../../graph/ops/window.ts'
import { type Call, type Operator, operand, type Rows, shapeOf, size, weightsAt } from '../builder.ts'
import { asRows, reshape, take } from '../emit.ts'
import type { Constant } from '../tensor.ts'

/** An operand of windows as [C, H, W], and how its result gets the operand's axes back. */
interface Image {
  readonly x: Rows
  /** Spatial axes of the operator. */
  readonly axes: number
  restore(y: Rows, channels: number): Rows
}

function spatialAxes(call: Call, shape: readonly number[]): number {
  const axes = shape.length - 2
  if (axes < 1) call.invalid(`input of ${shape.length} axes`, 'shape_mismatch')
  if (axes > 2) call.unsupported(`${axes} spatial axes; one or two are supported`)
  return axes
}

/** [N, C, (H,) W] as [N * C, H, W]: what works on each channel alone works on all images at once. */
function image(call: Call): Image {
  const x = asRows(call, operand(call, 0))
  const axes = spatialAxes(call, x.shape)
  const [n, c] = x.shape as [number, number]
  const [h, w] = axes === 1 ? [1, x.shape[2]!] : [x.shape[2]!, x.shape[3]!]
  return {
    x: reshape(call, x, [n * c, h, w]),
    axes,
    restore(y, channels) {
      const [, height, width] = y.shape as [number, number, number]
      return reshape(call, y, axes === 1 ? [n, channels, width] : [n, channels, height, width])
    },
  }
}

/** A per-axis attribute over height and width; one-dimensional operators get 1 for the height. */
function pair(call: Call, name: string, values: readonly number[] | undefined, axes: number): Pair {
  const list = values ?? new Array<number>(axes).fill(1)
  if (list.length !== axes) call.invalid(`${name} has ${list.length} values, ${axes} expected`)
  for (const n of list) if (n < 1 || n > 65_535) call.unsupported(`${name} of ${n}`)
  return axes === 1 ? [1, list[0]!] : [list[0]!, list[1]!]
}

interface Geometry {
  readonly window: Window
  readonly height: number
  readonly width: number
}

/** Attributes of a window over `size` = [height, width]; `axes` counts the operator's own spatial axes. */
function geometry(
  call: Call,
  kernel: Pair,
  size: Pair,
  axes: number,
  pool: boolean,
  replaced?: readonly number[],
): Geometry {
  const { attributes } = call
  const stride = pair(call, 'strides', attributes.ints('strides'), axes)
  const dilation = pair(call, 'dilations', attributes.ints('dilations'), axes)
  const mode = attributes.string('auto_pad', 'NOTSET')
  const given = replaced ?? attributes.ints('pads')
  const ceil = pool && attributes.flag('ceil_mode')
  const pads: [number, number, number, number] = [0, 0, 0, 0]
  if (mode === 'NOTSET') {
    const list = given ?? new Array<number>(2 * axes).fill(0)
    if (list.length !== 2 * axes) call.invalid(`pads has ${list.length} values, ${2 * axes} expected`)
    for (const n of list) if (n < 0 || n > 65_535) call.unsupported(`padding of ${n}`)
    for (let axis = 0; axis < axes; axis++) {
      pads[2 - axes + axis] = list[axis]!
      pads[4 - axes + axis] = list[axes + axis]!
    }
  } else if (mode === 'SAME_UPPER' || mode === 'SAME_LOWER') {
    for (const axis of [0, 1] as const) {
      const out = Math.ceil(size[axis] / stride[axis])
      const total = Math.max(0, (out - 1) * stride[axis] + span(kernel[axis], dilation[axis]) - size[axis])
      const less = Math.floor(total / 2)
      pads[axis] = mode === 'SAME_UPPER' ? less : total - less
      pads[2 + axis] = total - pads[axis]!
    }
  } else if (mode !== 'VALID') call.invalid(`auto_pad ${JSON.stringify(mode.slice(0, 20))}`)
  if (mode !== 'NOTSET' && given?.some(n => n !== 0)) call.invalid('both auto_pad and pads')
  const window: Window = { kernel, stride, dilation, pads }
  const lengths = ([0, 1] as const).map(axis => {
    const reach = span(kernel[axis], dilation[axis])
    if (pads[axis]! >= reach || pads[2 + axis]! >= reach) call.unsupported('padding as wide as the window')
    if (size[axis] + pads[axis]! + pads[2 + axis]! < reach)
      call.invalid(
        `the window spans ${reach}, the padded input has ${size[axis] + pads[axis]! + pads[2 + axis]!}`,
        'shape_mismatch',
      )
    let out = outputLength(size[axis], kernel[axis], stride[axis], dilation[axis], pads[axis]!, pads[2 + axis]!)
    // With ceil_mode a last, partial window counts as long as it begins inside the input or the padding before it.
    const rest = size[axis] + pads[axis]! + pads[2 + axis]! - reach - (out - 1) * stride[axis]
    if (ceil && rest > 0 && out * stride[axis] < size[axis] + pads[axis]!) out++
    return out
  })
  const [height, width] = lengths as [number, number]
  if (pool) checkTaps(call, window, size, [height, width])
  return { window, height, width }
}

/** Refuses pools one of whose windows holds nothing of the input. */
function checkTaps(call: Call, window: Window, size: Pair, out: Pair): void {
  for (const axis of [0, 1] as const) {
    if (out[axis] * window.kernel[axis] > 2 ** 22) call.unsupported('too many window positions')
    for (let at = 0; at < out[axis]; at++)
      if (validTaps(at, axis, window, size[axis]) === 0) call.unsupported('a window meets nothing but padding')
  }
}

/** Weights repeated for this many images, which become groups. */
const MAX_REPEATED = 2 ** 24

const conv: Operator = {
  arity: [2, 3],
  import(call) {
    const weights = weightsAt(call, 1, 'weights') ?? call.invalid('no weights')
    const bias = weightsAt(call, 2, 'biases')
    return convolution(call, weights, bias)
  },
}

export function convolution(call: Call, weights: Constant, bias: Constant | undefined): Rows {
  const { x, axes, restore } = image(call)
  const [n, channels] = shapeOf(operand(call, 0)) as [number, number]
  const [, height, width] = x.shape as [number, number, number]
  const groups = call.attributes.int('group', 1)
  const { dims } = weights
  if (dims.length !== axes + 2) call.invalid(`weights of ${dims.length} axes, ${axes + 2} expected`, 'shape_mismatch')
  const out = dims[0]!
  const kernel = pair(call, 'the kernel', dims.slice(2), axes)
  const stated = call.attributes.ints('kernel_shape')
  if (stated !== undefined && stated.join() !== dims.slice(2).join())
    call.invalid(`kernel_shape [${stated}], the weights have [${dims.slice(2)}]`, 'shape_mismatch')
  checkGroups(call, groups, channels, out)
  if (dims[1]! * groups !== channels)
    call.invalid(`weights for ${dims[1]! * groups} channels, the input has ${channels}`, 'shape_mismatch')
  const padded = widePads(call, x, kernel, [height, width], axes)
  const g = geometry(call, kernel, padded.size, axes, false, padded.pads)
  const y = addConv(call, padded.x, n, groups, out, g, weights.data as Float32Array, biasOf(call, bias, out))
  return restore(y, out)
}

function checkGroups(call: Call, groups: number, channels: number, out: number): void {
  if (groups < 1 || groups > 65_535 || channels % groups !== 0 || out % groups !== 0)
    call.invalid(`${groups} groups of ${channels} and ${out} channels`, 'shape_mismatch')
}

function biasOf(call: Call, bias: Constant | undefined, out: number): Float32Array {
  if (bias === undefined) return new Float32Array(out)
  if (bias.dims.length !== 1 || bias.dims[0] !== out)
    call.invalid(`biases of shape [${bias.dims}], [${out}] expected`, 'shape_mismatch')
  return bias.data as Float32Array
}

/** Several images are groups of one convolution, each with the same weights. */
function addConv(
  call: Call,
  x: Rows,
  images: number,
  groups: number,
  out: number,
  { window, height, width }: Geometry,
  weights: Float32Array,
  bias: Float32Array,
): Rows {
  if (images > 1) call.builder.room(call.name, weights.length * images)
  if (images > 1 && (weights.length * images > MAX_REPEATED || groups * images > 65_535))
    call.unsupported(`a convolution of ${images} images in one row`)
  const repeated = (data: Float32Array): Float32Array => {
    if (images === 1) return data
    const all = new Float32Array(data.length * images)
    for (let i = 0; i < images; i++) all.set(data, i * data.length)
    return all
  }
  return call.builder.add(call.name, {
    kind: 'conv',
    inputs: [x.id],
    shape: [out * images, height, width],
    ...window,
    groups: groups * images,
    weights: repeated(weights),
    bias: repeated(bias),
    clamp: null,
  })
}

/** Padding as wide as the window, or negative, becomes part of the image. */
function widePads(
  call: Call,
  x: Rows,
  kernel: Pair,
  size: Pair,
  axes: number,
): { x: Rows; size: Pair; pads?: readonly number[] } {
  const given = call.attributes.ints('pads')
  if (given === undefined || given.length !== 2 * axes) return { x, size }
  const dilations = call.attributes.ints('dilations') ?? []
  const pads = given.slice()
  const lengths = [size[0], size[1]]
  let image = x
  for (let axis = 0; axis < axes; axis++) {
    const at = 2 - axes + axis
    const reach = span(kernel[at]!, dilations[axis] ?? 1)
    const [before, after] = [given[axis]!, given[axes + axis]!]
    if (Math.abs(before) > 65_535 || Math.abs(after) > 65_535) call.unsupported(`padding of ${before} and ${after}`)
    if (before >= 0 && after >= 0 && before < reach && after < reach) continue
    const length = lengths[at]!
    call.builder.room(call.name, length + before + after)
    if (length + before + after < 1) call.invalid(`padding of ${before} and ${after} leaves nothing`, 'shape_mismatch')
    image = take(
      call,
      image,
      1 + at,
      Int32Array.from({ length: length + before + after }, (_, i) =>
        i >= before && i < before + length ? i - before : -1,
      ),
    )
    lengths[at] = length + before + after
    pads[axis] = 0
    pads[axes + axis] = 0
  }
  return { x: image, size: [lengths[0]!, lengths[1]!], pads }
}

/** Zeros between the inputs, then a convolution with the kernel turned around. */
const convTranspose: Operator = {
  arity: [2, 3],
  import(call) {
    const { attributes } = call
    const weights = weightsAt(call, 1, 'weights') ?? call.invalid('no weights')
    const { x, axes, restore } = image(call)
    const [n, channels] = shapeOf(operand(call, 0)) as [number, number]
    const groups = attributes.int('group', 1)
    const { dims } = weights
    if (dims.length !== axes + 2 || dims[0] !== channels)
      call.invalid(`weights of [${dims}] for ${channels} channels`, 'shape_mismatch')
    const perGroup = dims[1]!
    const out = perGroup * groups
    checkGroups(call, groups, channels, out)
    const kernel = pair(call, 'the kernel', dims.slice(2), axes)
    attributes.ints('kernel_shape')
    const stride = pair(call, 'strides', attributes.ints('strides'), axes)
    const dilation = pair(call, 'dilations', attributes.ints('dilations'), axes)
    const lengths = x.shape.slice(1) as unknown as [number, number]
    const pads = transposedPads(call, axes, lengths, kernel, stride, dilation)
    let y = x
    for (const axis of [0, 1] as const) {
      const reach = span(kernel[axis], dilation[axis])
      const stretched = (lengths[axis] - 1) * stride[axis] + 1
      // What the kernel reaches beyond the stretched image, less what is cut off.
      const before = reach - 1 - pads[axis].before
      const after = reach - 1 - pads[axis].after
      const length = stretched + before + after
      if (length < reach) call.invalid('nothing is left of its result', 'shape_mismatch')
      call.builder.reserve(call.name, (size(y.shape) / y.shape[1 + axis]!) * length)
      call.builder.room(call.name, length)
      y = take(
        call,
        y,
        1 + axis,
        Int32Array.from({ length }, (_, i) => {
          const at = i - before
          return at >= 0 && at < stretched && at % stride[axis] === 0 ? at / stride[axis] : -1
        }),
      )
    }
    const window: Window = { kernel, stride: [1, 1], dilation, pads: [0, 0, 0, 0] }
    const [height, width] = [0, 1].map(i => y.shape[1 + i]! - span(kernel[i]!, dilation[i]!) + 1) as [number, number]
    const turned = turnedKernel(weights.data as Float32Array, channels, groups, perGroup, kernel)
    const bias = biasOf(call, weightsAt(call, 2, 'biases'), out)
    return restore(addConv(call, y, n, groups, out, { window, height, width }, turned, bias), out)
  },
}

/** What is cut off the full result of each spatial axis; negative where zeros are added. */
function transposedPads(
  call: Call,
  axes: number,
  lengths: Pair,
  kernel: Pair,
  stride: Pair,
  dilation: Pair,
): [{ before: number; after: number }, { before: number; after: number }] {
  const { attributes } = call
  const given = attributes.ints('pads')
  const extra = attributes.ints('output_padding') ?? []
  const shape = attributes.ints('output_shape')
  const mode = attributes.string('auto_pad', 'NOTSET')
  return [0, 1].map(at => {
    const axis = at - (2 - axes)
    if (axis < 0) return { before: 0, after: 0 }
    const full = (lengths[at]! - 1) * stride[at]! + span(kernel[at]!, dilation[at]!) + (extra[axis] ?? 0)
    let [before, after] = [given?.[axis] ?? 0, given?.[axes + axis] ?? 0]
    const wanted = shape?.[axis] ?? (mode.startsWith('SAME') ? lengths[at]! * stride[at]! : undefined)
    if (wanted !== undefined) {
      const total = full - wanted
      const half = Math.floor(total / 2)
      before = mode === 'SAME_UPPER' ? half : total - half
      if (mode !== 'SAME_UPPER' && mode !== 'SAME_LOWER') before = total - half
      after = total - before
    }
    if (Math.abs(before) > 65_535 || Math.abs(after) > 65_535) call.unsupported(`padding of ${before} and ${after}`)
    return { before, after: after - (extra[axis] ?? 0) }
  }) as [{ before: number; after: number }, { before: number; after: number }]
}

/** [C][M/groups][kh][kw] to [M][C/groups][kh][kw], each kernel turned around. */
function turnedKernel(
  weights: Float32Array,
  channels: number,
  groups: number,
  perGroup: number,
  [kh, kw]: Pair,
): Float32Array {
  const taps = kh * kw
  const groupIn = channels / groups
  const out = new Float32Array(weights.length)
  for (let c = 0; c < channels; c++) {
    const g = Math.floor(c / groupIn)
    for (let m = 0; m < perGroup; m++) {
      const to = ((g * perGroup + m) * groupIn + (c % groupIn)) * taps
      const from = (c * perGroup + m) * taps
      for (let t = 0; t < taps; t++) out[to + taps - 1 - t] = weights[from + t]!
    }
  }
  return out
}

function pool(call: Call, kind: 'maxPool' | 'averagePool', of = image(call)): Rows {
  const { x, axes, restore } = of
  const channels = shapeOf(operand(call, 0))[1]!
  const [all, height, width] = x.shape as [number, number, number]
  const shape = call.attributes.ints('kernel_shape') ?? call.invalid('no kernel_shape')
  const kernel = pair(call, 'kernel_shape', shape, axes)
  const g = geometry(call, kernel, [height, width], axes, true)
  const common = { inputs: [x.id], shape: [all, g.height, g.width], ...g.window }
  const y =
    kind === 'maxPool'
      ? call.builder.add(call.name, { kind, ...common }, x.type)
      : call.builder.add(call.name, {
          kind,
          ...common,
          countIncludePad: call.attributes.flag('count_include_pad'),
          clamp: null,
        })
  return restore(y, channels)
}

function globalPool(call: Call, kind: 'maxPool' | 'averagePool', of = image(call)): Rows {
  const { x, restore } = of
  const [all, height, width] = x.shape as [number, number, number]
  const window: Window = {
    kernel: pair(call, 'the spatial shape', [height, width], 2),
    stride: [1, 1],
    dilation: [1, 1],
    pads: [0, 0, 0, 0],
  }
  const common = { inputs: [x.id], shape: [all, 1, 1], ...window }
  const y =
    kind === 'maxPool'
      ? call.builder.add(call.name, { kind, ...common }, x.type)
      : call.builder.add(call.name, { kind, ...common, countIncludePad: false, clamp: null })
  return restore(y, shapeOf(operand(call, 0))[1]!)
}

export const windowOperators: Readonly<Record<string, Operator>> = {
  Conv: conv,
  ConvTranspose: convTranspose,
  MaxPool: {
    arity: [1, 1],
    import(call) {
      // Only the second output, which is refused, depends on it.
      call.attributes.ignore('storage_order')
      return pool(call, 'maxPool')
    },
  },
  AveragePool: { arity: [1, 1], import: call => pool(call, 'averagePool') },
  GlobalAveragePool: { arity: [1, 1], import: call => globalPool(call, 'averagePool') },
  GlobalMaxPool: { arity: [1, 1], import: call => globalPool(call, 'maxPool') },
}
