// Conv, pools: windows over one or two axes. A one-dimensional operand is taken as an image of height 1.
// spec/compile.md, "Operators".

import { outputLength, type Pair, type Window } from '../../../graph/index.ts'
import { span, validTaps } from '../../../graph/ops/window.ts'
import { type Call, type Operator, type Rows, rowsAt, weightsAt } from '../builder.ts'

/** [C, H, W] of an operand with one or two spatial axes. */
function image(call: Call, x: Rows): Rows {
  if (x.shape.length === 3) return x
  if (x.shape.length !== 2) return call.unsupported(`${x.shape.length - 1} spatial axes; one or two are supported`)
  return call.builder.add(call.name, { kind: 'reshape', inputs: [x.id], shape: [x.shape[0]!, 1, x.shape[1]!] })
}

/** Gives the result the rank that the operand had. */
function restore(call: Call, x: Rows, y: Rows): Rows {
  if (x.shape.length === 3) return y
  return call.builder.add(call.name, { kind: 'reshape', inputs: [y.id], shape: [y.shape[0]!, y.shape[2]!] })
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
function geometry(call: Call, kernel: Pair, size: Pair, axes: number, pool: boolean): Geometry {
  const { attributes } = call
  const stride = pair(call, 'strides', attributes.ints('strides'), axes)
  const dilation = pair(call, 'dilations', attributes.ints('dilations'), axes)
  const mode = attributes.string('auto_pad', 'NOTSET')
  const given = attributes.ints('pads')
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

const conv: Operator = {
  arity: [2, 3],
  import(call) {
    const x = rowsAt(call, 0)
    const weights = weightsAt(call, 1, 'weights') ?? call.invalid('no weights')
    const bias = weightsAt(call, 2, 'biases')
    const axes = x.shape.length - 1
    const input = image(call, x)
    const [channels, height, width] = input.shape as [number, number, number]
    const groups = call.attributes.int('group', 1)
    const { dims } = weights
    if (dims.length !== axes + 2) call.invalid(`weights of ${dims.length} axes, ${axes + 2} expected`, 'shape_mismatch')
    const out = dims[0]!
    const kernel = pair(call, 'the kernel', dims.slice(2), axes)
    const stated = call.attributes.ints('kernel_shape')
    if (stated !== undefined && stated.join() !== dims.slice(2).join())
      call.invalid(`kernel_shape [${stated}], the weights have [${dims.slice(2)}]`, 'shape_mismatch')
    if (groups < 1 || groups > 65_535 || channels % groups !== 0 || out % groups !== 0)
      call.invalid(`${groups} groups of ${channels} and ${out} channels`, 'shape_mismatch')
    if (dims[1]! * groups !== channels)
      call.invalid(`weights for ${dims[1]! * groups} channels, the input has ${channels}`, 'shape_mismatch')
    if (bias !== undefined && (bias.dims.length !== 1 || bias.dims[0] !== out))
      call.invalid(`biases of shape [${bias.dims}], [${out}] expected`, 'shape_mismatch')
    const g = geometry(call, kernel, [height, width], axes, false)
    const y = call.builder.add(call.name, {
      kind: 'conv',
      inputs: [input.id],
      shape: [out, g.height, g.width],
      ...g.window,
      groups,
      weights: weights.data as Float32Array,
      bias: bias === undefined ? new Float32Array(out) : (bias.data as Float32Array),
      clamp: null,
    })
    return restore(call, x, y)
  },
}

function pool(call: Call, kind: 'maxPool' | 'averagePool'): Rows {
  const x = rowsAt(call, 0)
  const axes = x.shape.length - 1
  const input = image(call, x)
  const [channels, height, width] = input.shape as [number, number, number]
  const shape = call.attributes.ints('kernel_shape') ?? call.invalid('no kernel_shape')
  const kernel = pair(call, 'kernel_shape', shape, axes)
  const g = geometry(call, kernel, [height, width], axes, true)
  const common = { inputs: [input.id], shape: [channels, g.height, g.width], ...g.window }
  const y =
    kind === 'maxPool'
      ? call.builder.add(call.name, { kind, ...common })
      : call.builder.add(call.name, {
          kind,
          ...common,
          countIncludePad: call.attributes.flag('count_include_pad'),
          clamp: null,
        })
  return restore(call, x, y)
}

function globalPool(call: Call, kind: 'maxPool' | 'averagePool'): Rows {
  const x = rowsAt(call, 0)
  const input = image(call, x)
  const [channels, height, width] = input.shape as [number, number, number]
  const window: Window = {
    kernel: pair(call, 'the spatial shape', [height, width], 2),
    stride: [1, 1],
    dilation: [1, 1],
    pads: [0, 0, 0, 0],
  }
  const common = { inputs: [input.id], shape: [channels, 1, 1], ...window }
  const y =
    kind === 'maxPool'
      ? call.builder.add(call.name, { kind, ...common })
      : call.builder.add(call.name, { kind, ...common, countIncludePad: false, clamp: null })
  return restore(call, x, y)
}

export const windowOperators: Readonly<Record<string, Operator>> = {
  Conv: conv,
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
