// Resize and Upsample along single axes: nearest positions are taken, linear ones are products with a matrix of shares.
// spec/compile.md, "Resize".

import { axisOf, type Call, integersAt, knownAt, type Operator, operand, shapeOf, type Value } from '../builder.ts'
import { asRows, linear, take, transpose } from '../emit.ts'

/** A matrix of shares of at most this many numbers. */
const MAX_MATRIX = 2 ** 24

/** What one axis becomes. */
interface Axis {
  readonly length: number
  readonly out: number
  readonly scale: number
  /** Part of the axis that is taken, of 0 to 1: tf_crop_and_resize. */
  readonly from: number
  readonly to: number
}

/** Where an output position lies in the input. */
function sourceOf(call: Call, mode: string, { length, out, scale, from, to }: Axis): (x: number) => number {
  switch (mode) {
    case 'half_pixel':
      return x => (x + 0.5) / scale - 0.5
    case 'half_pixel_symmetric': {
      const wanted = length * scale
      const offset = (length / 2) * (1 - out / wanted)
      return x => offset + (x + 0.5) / scale - 0.5
    }
    case 'pytorch_half_pixel':
      return x => (out > 1 ? (x + 0.5) / scale - 0.5 : 0)
    case 'align_corners':
      // The length that the scale asks for need not be whole.
      return x => (out > 1 ? (x * (length - 1)) / (length * scale - 1) : 0)
    case 'asymmetric':
      return x => x / scale
    case 'tf_half_pixel_for_nn':
      return x => (x + 0.5) / scale
    case 'tf_crop_and_resize':
      return x =>
        out > 1 ? from * (length - 1) + (x * (to - from) * (length - 1)) / (out - 1) : 0.5 * (from + to) * (length - 1)
    default:
      return call.unsupported(`coordinates ${JSON.stringify(mode.slice(0, 40))}`)
  }
}

function rounding(call: Call, mode: string): (x: number) => number {
  switch (mode) {
    case 'round_prefer_floor':
      return x => Math.ceil(x - 0.5)
    case 'round_prefer_ceil':
      return x => Math.floor(x + 0.5)
    case 'floor':
      return Math.floor
    case 'ceil':
      return Math.ceil
    default:
      return call.unsupported(`nearest_mode ${JSON.stringify(mode.slice(0, 40))}`)
  }
}

/** Indices that a nearest neighbour comes from; -1 outside where those are filled. */
function nearest(axis: Axis, source: (x: number) => number, round: (x: number) => number, fill: boolean): Int32Array {
  return Int32Array.from({ length: axis.out }, (_, i) => {
    const x = source(i)
    if (fill && (x < 0 || x > axis.length - 1)) return -1
    return Math.min(axis.length - 1, Math.max(0, round(x)))
  })
}

/** Shares [out][length] of linear interpolation, at the border from the border; with `antialias` over a wider reach. */
function shares(axis: Axis, source: (x: number) => number, antialias: boolean, excludeOutside: boolean): Float32Array {
  const { length, out, scale } = axis
  const reach = antialias && scale < 1 ? 1 / scale : 1
  const weights = new Float32Array(length * out)
  for (let i = 0; i < out; i++) {
    const x = source(i)
    const first = Math.floor(x - reach) + 1
    const last = Math.ceil(x + reach) - 1
    let total = 0
    const found: [number, number][] = []
    for (let k = first; k <= last; k++) {
      const share = Math.max(0, 1 - Math.abs(x - k) / reach)
      const outside = k < 0 || k >= length
      // Beyond the border stands its last value.
      if (outside && excludeOutside) continue
      found.push([Math.min(length - 1, Math.max(0, k)), share])
      total += share
    }
    for (const [k, share] of found) weights[i * length + k]! += share / total
  }
  return weights
}

function resized(call: Call, value: Value, plan: readonly Axis[], mode: string, coordinates: string): Value {
  const { attributes } = call
  const nearestMode = attributes.string('nearest_mode', call.opset < 11 ? 'floor' : 'round_prefer_floor')
  const extrapolation = attributes.float('extrapolation_value', 0)
  const antialias = attributes.flag('antialias')
  const excludeOutside = attributes.flag('exclude_outside')
  attributes.ignore('cubic_coeff_a')
  const fill = coordinates === 'tf_crop_and_resize'
  let out = value
  plan.forEach((axis, at) => {
    if (axis.out === axis.length && axis.scale === 1 && !fill) return
    const source = sourceOf(call, coordinates, axis)
    call.builder.room(call.name, mode === 'nearest' ? axis.out : axis.length * axis.out)
    if (mode === 'nearest') {
      out = take(call, out, at, nearest(axis, source, rounding(call, nearestMode), fill), extrapolation)
      return
    }
    // A crop beyond the input, made small again, would reach further than there is anything.
    if (axis.scale * axis.length < 1) call.unsupported(`${axis.length} positions times ${axis.scale}`)
    if (axis.length * axis.out > MAX_MATRIX) call.unsupported(`${axis.length} to ${axis.out} positions`)
    if (fill && (source(0) < 0 || source(axis.out - 1) > axis.length - 1)) call.unsupported('positions outside')
    out = alongAxis(call, out, at, shares(axis, source, antialias, excludeOutside), axis.out)
  })
  return out
}

/** A product with a matrix along one axis. */
export function alongAxis(call: Call, value: Value, axis: number, matrix: Float32Array, out: number): Value {
  const rank = shapeOf(value).length
  const there = [...Array(rank).keys()].filter(i => i !== axis)
  there.push(axis)
  const y = linear(call, asRows(call, transpose(call, value, there)), matrix, new Float32Array(out))
  return transpose(
    call,
    y,
    there.map((_, i) => there.indexOf(i)),
  )
}

/** The file's own scales along all axes of the value, or 1 where it gives lengths. */
function planOf(
  call: Call,
  shape: readonly number[],
  axes: readonly number[],
  scales: readonly number[] | undefined,
  sizes: readonly number[] | undefined,
  roi: readonly number[],
): Axis[] {
  const policy = call.attributes.string('keep_aspect_ratio_policy', 'stretch')
  const count = axes.length
  for (const list of [scales, sizes])
    if (list !== undefined && list.length !== count) call.invalid(`${list.length} scales or sizes for ${count} axes`)
  let common: number | null = null
  if (sizes !== undefined && policy !== 'stretch') {
    const ratios = sizes.map((n, i) => n / shape[axes[i]!]!)
    common = policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios)
  }
  return shape.map((length, axis): Axis => {
    const at = axes.indexOf(axis)
    if (at < 0) return { length, out: length, scale: 1, from: 0, to: 1 }
    const [from, to] = roi.length === 2 * count ? [roi[at]!, roi[count + at]!] : [0, 1]
    const given = scales?.[at]
    const out =
      common !== null ? Math.round(common * length) : (sizes?.[at] ?? Math.floor(length * (to - from) * given!))
    const scale = common ?? given ?? out / length
    if (!(scale > 0) || !Number.isInteger(out) || out < 1 || out > 2 ** 24)
      call.invalid(`${length} positions times ${scale}`, 'shape_mismatch')
    return { length, out, scale, from, to }
  })
}

const resize: Operator = {
  arity: [1, 4],
  import(call) {
    const { attributes } = call
    const x = operand(call, 0)
    const shape = shapeOf(x)
    const mode = attributes.string('mode', 'nearest')
    const old = call.opset < 11
    const coordinates = attributes.string('coordinate_transformation_mode', old ? 'asymmetric' : 'half_pixel')
    if (mode !== 'nearest' && mode !== 'linear') call.unsupported(`mode ${JSON.stringify(mode.slice(0, 20))}`)
    const list = (index: number, role: string): number[] | undefined => {
      const constant = knownAt(call, index, role)
      return constant === undefined || constant.data.length === 0 ? undefined : Array.from(constant.data)
    }
    const scales = list(old ? 1 : 2, 'scales')
    const sizes = old || call.inputs[3] === undefined ? undefined : integersAt(call, 3, 'sizes')
    if (scales === undefined && sizes === undefined) return call.invalid('neither scales nor sizes')
    const roi = coordinates === 'tf_crop_and_resize' ? (list(1, 'region') ?? []) : []
    const axes = attributes.ints('axes')?.map(axis => axisOf(call, axis, shape.length)) ?? [...shape.keys()]
    if (new Set(axes).size !== axes.length) call.invalid('an axis stands twice')
    return resized(call, x, planOf(call, shape, axes, scales, sizes, roi), mode, coordinates)
  },
}

const upsample: Operator = {
  arity: [1, 2],
  import(call) {
    const x = operand(call, 0)
    const shape = shapeOf(x)
    const mode = call.attributes.string('mode', 'nearest')
    if (mode !== 'nearest' && mode !== 'linear' && mode !== 'bilinear')
      call.unsupported(`mode ${JSON.stringify(mode.slice(0, 20))}`)
    const constant = call.opset < 9 ? null : knownAt(call, 1, 'scales')
    const scales = constant === null ? call.attributes.floats('scales') : Array.from(constant?.data ?? [])
    const plan = planOf(call, shape, [...shape.keys()], scales ?? call.invalid('no scales'), undefined, [])
    return resized(call, x, plan, mode === 'nearest' ? 'nearest' : 'linear', 'asymmetric')
  },
}

export const resizeOperators: Readonly<Record<string, Operator>> = { Resize: resize, Upsample: upsample }
