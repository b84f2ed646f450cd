// Operators that pick, repeat and join elements: what they pick is known from the file. spec/compile.md, "Operators".

import { call2, number, where, X } from '../../scalar.ts'
import {
  axisOf,
  type Call,
  integersAt,
  known,
  knownAt,
  numberAt,
  type Operator,
  operand,
  type Rows,
  shapeOf,
  size,
  typeOf,
  type Value,
  weightsAt,
} from '../builder.ts'
import { asRows, concat, expand, indicesFrom, map, reshape, slice, take, transpose } from '../emit.ts'
import { type Constant, constantOf, isFloat } from '../tensor.ts'

/** Longest list of constant indices. */
const MAX_INDICES = 2 ** 24

const concatOperator: Operator = {
  arity: [1, 1024],
  import(call) {
    const parts = call.inputs.map((_, i) => operand(call, i))
    if (!call.attributes.has('axis')) call.invalid('no axis')
    const rank = shapeOf(parts[0]!).length
    if (rank === 0) call.invalid('numbers without an axis')
    const axis = axisOf(call, call.attributes.int('axis', 0), rank)
    // Empty constants add nothing, whatever their other axes are.
    const filled = parts.filter(part => size(shapeOf(part)) > 0)
    if (filled.length === 0) return parts[0]!
    const first = shapeOf(filled[0]!)
    const kind = isFloat(typeOf(filled[0]!))
    for (const part of filled) {
      const shape = shapeOf(part)
      if (
        isFloat(typeOf(part)) !== kind ||
        shape.length !== first.length ||
        shape.some((n, i) => i !== axis && n !== first[i])
      )
        call.invalid(`parts of [${first}] and [${shape}]`, 'shape_mismatch')
    }
    return concat(call, filled, axis)
  },
}

const split: Operator = {
  arity: [1, 2],
  import(call) {
    const x = operand(call, 0)
    const shape = shapeOf(x)
    const axis = axisOf(call, call.attributes.int('axis', 0), shape.length)
    const length = shape[axis]!
    const given = call.opset < 13 ? call.attributes.ints('split') : integersAt(call, 1, 'split')
    let sizes = given
    if (sizes === undefined) {
      const parts = call.attributes.int('num_outputs', call.outputs)
      if (parts < 1 || parts > length) return call.invalid(`${parts} parts of ${length}`, 'shape_mismatch')
      const each = Math.ceil(length / parts)
      sizes = Array.from({ length: parts }, (_, i) => Math.min(each, length - i * each))
    }
    if (sizes.some(n => n < 1) || sizes.reduce((a, b) => a + b, 0) !== length)
      call.invalid(`parts of [${sizes}], the axis has ${length}`, 'shape_mismatch')
    let at = 0
    return sizes.map(n => {
      const part = slice(call, x, axis, at, n)
      at += n
      return part
    })
  },
}

/** Positions of a slice: start, end and step as ONNX and NumPy clamp them. */
function positions(call: Call, start: number, end: number, step: number, length: number): Int32Array {
  if (step === 0 || !Number.isInteger(step)) call.invalid(`a step of ${step}`)
  const clamp = (n: number, lo: number, hi: number): number => Math.min(hi, Math.max(lo, n < 0 ? n + length : n))
  const from = step > 0 ? clamp(start, 0, length) : clamp(start, 0, length - 1)
  const to = step > 0 ? clamp(end, 0, length) : clamp(end, -1, length - 1)
  const count = Math.max(0, Math.ceil((to - from) / step))
  return indicesFrom(call, count, i => from + i * step)
}

const sliceOperator: Operator = {
  arity: [1, 5],
  import(call) {
    const { attributes } = call
    const x = operand(call, 0)
    const rank = shapeOf(x).length
    const list = (name: string, index: number): number[] | undefined =>
      call.opset < 10 ? attributes.ints(name) : integersAt(call, index, name)
    const starts = list('starts', 1) ?? call.invalid('no starts')
    const ends = list('ends', 2) ?? call.invalid('no ends')
    const axes = list('axes', 3) ?? starts.map((_, i) => i)
    const steps = (call.opset < 10 ? undefined : integersAt(call, 4, 'steps')) ?? starts.map(() => 1)
    if ([ends, axes, steps].some(other => other.length !== starts.length)) call.invalid('lists of different lengths')
    let out: Value = x
    axes.forEach((given, i) => {
      const axis = axisOf(call, given, rank)
      const picked = positions(call, starts[i]!, ends[i]!, steps[i]!, shapeOf(x)[axis]!)
      if (picked.length === 0 && out.kind === 'rows') call.invalid('nothing is left', 'shape_mismatch')
      out = take(call, out, axis, picked)
    })
    return out
  },
}

function indicesOf(call: Call, constant: Constant, length: number): Int32Array {
  if (constant.kind !== 'int') call.invalid('its indices are not integers')
  if (constant.data.length > MAX_INDICES) call.unsupported(`${constant.data.length} indices`)
  return Int32Array.from(constant.data, index => {
    if (!Number.isInteger(index) || index < -length || index >= length) call.invalid(`index ${index} of ${length}`)
    return index < 0 ? index + length : index
  })
}

const gather: Operator = {
  arity: [2, 2],
  import(call) {
    const x = operand(call, 0)
    const shape = shapeOf(x)
    const axis = axisOf(call, call.attributes.int('axis', 0), shape.length)
    const indices = operand(call, 1)
    if (indices.kind === 'rows') return embedding(call, x, axis, indices)
    const picked = take(call, x, axis, indicesOf(call, indices.constant, shape[axis]!))
    return reshape(call, picked, [...shape.slice(0, axis), ...indices.constant.dims, ...shape.slice(axis + 1)])
  },
}

/** Computed indices into a table of the file. */
function embedding(call: Call, x: Value, axis: number, indices: Rows): Rows {
  if (x.kind === 'rows') return call.unsupported('computed indices into computed values')
  const { dims } = x.constant
  const rest = dims.filter((_, i) => i !== axis)
  const turned = transpose(
    call,
    x,
    [axis, ...dims.keys()].filter((n, i) => i === 0 || n !== axis),
  )
  const width = size(rest)
  call.builder.room(call.name, turned.constant.data.length)
  const table = Float32Array.from(turned.constant.data)
  const entries = dims[axis]!
  if (table.length === 0) call.invalid('its table is empty')
  if (!table.every(value => Math.abs(value) <= 1e18)) call.invalid('its table is not finite', 'weight_not_finite')
  // Indices count from the end where they are negative.
  const index = map(call, indices, where(call2('less', X, number(0)), call2('add', X, number(entries)), X))
  const inputs = [mapsAway(call, indices, index).id]
  const y = call.builder.add(
    call.name,
    { kind: 'embedding', inputs, shape: [...indices.shape, width], table },
    typeOf(x),
  )
  const k = indices.shape.length
  const parts = reshape(call, y, [...indices.shape, ...rest])
  const before = Array.from({ length: axis }, (_, i) => k + i)
  const middle = Array.from({ length: k }, (_, i) => i)
  const after = Array.from({ length: rest.length - axis }, (_, i) => k + axis + i)
  return transpose(call, parts, [...before, ...middle, ...after])
}

/** Indices that are never negative need no second look: those that come from unsigned inputs, or from where positions do. */
const mapsAway = (call: Call, indices: Rows, shifted: Rows): Rows => {
  const node = call.builder.nodes[indices.id]!
  const unsigned = indices.type === 2 || indices.type === 4 || indices.type === 12 || indices.type === 13
  return unsigned || node.kind === 'argMax' || node.kind === 'input' || node.kind === 'reshape' ? indices : shifted
}

/** Same number of elements on both sides: along an axis where the indices are constant along all others. */
const gatherElements: Operator = {
  arity: [2, 2],
  import(call) {
    const x = operand(call, 0)
    const shape = shapeOf(x)
    const axis = axisOf(call, call.attributes.int('axis', 0), shape.length)
    const indices = knownAt(call, 1, 'indices') ?? call.invalid('no indices')
    const { dims } = indices
    if (dims.length !== shape.length || dims.some((n, i) => i !== axis && n > shape[i]!))
      call.invalid(`indices of [${dims}] for [${shape}]`, 'shape_mismatch')
    const list = indicesOf(call, indices, shape[axis]!)
    return pick(call, x, dims, at => {
      const from = at.slice()
      from[axis] = list[flat(at, dims)]!
      return flat(from, shape)
    })
  },
}

const gatherNd: Operator = {
  arity: [2, 2],
  import(call) {
    const x = operand(call, 0)
    const shape = shapeOf(x)
    if (call.attributes.int('batch_dims', 0) !== 0) call.unsupported('batch_dims')
    const indices = knownAt(call, 1, 'indices') ?? call.invalid('no indices')
    const depth = indices.dims[indices.dims.length - 1] ?? 0
    if (depth < 1 || depth > shape.length) call.invalid(`indices of ${depth} of ${shape.length} axes`, 'shape_mismatch')
    const lead = size(shape.slice(0, depth))
    const rest = shape.slice(depth)
    const count = indices.data.length / depth
    const picked = Int32Array.from({ length: count }, (_, i) => {
      let at = 0
      for (let k = 0; k < depth; k++) {
        const length = shape[k]!
        const index = indices.data[i * depth + k]!
        if (!Number.isInteger(index) || index < -length || index >= length) call.invalid(`index ${index} of ${length}`)
        at = at * length + (index < 0 ? index + length : index)
      }
      return at
    })
    const taken = take(call, reshape(call, x, [lead, ...rest]), 0, picked)
    return reshape(call, taken, [...indices.dims.slice(0, -1), ...rest])
  },
}

const flat = (at: readonly number[], shape: readonly number[]): number =>
  shape.reduce((sum, n, i) => sum * n + at[i]!, 0)

/** Any elements, by their flat positions. */
function pick(call: Call, x: Value, dims: readonly number[], position: (at: readonly number[]) => number): Value {
  const at = dims.map(() => 0)
  const indices = indicesFrom(call, size(dims), () => {
    const index = position(at)
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      if (++at[axis]! < dims[axis]!) break
      at[axis] = 0
    }
    return index
  })
  return reshape(call, take(call, reshape(call, x, [size(shapeOf(x))]), 0, indices), dims)
}

const pad: Operator = {
  arity: [1, 4],
  import(call) {
    const { attributes } = call
    const x = operand(call, 0)
    const shape = shapeOf(x)
    const mode = attributes.string('mode', 'constant')
    const given = call.opset < 11 ? attributes.ints('pads') : integersAt(call, 1, 'pads')
    const value = (call.opset < 11 ? attributes.float('value', 0) : numberAt(call, 2, 'value')) ?? 0
    const axes = (integersAt(call, 3, 'axes') ?? shape.map((_, i) => i)).map(axis => axisOf(call, axis, shape.length))
    if (given === undefined || given.length !== 2 * axes.length)
      return call.invalid(`${given?.length ?? 0} pads for ${axes.length} axes`)
    if (Math.abs(value) > 1e18 || Number.isNaN(value)) call.unsupported(`padding with ${value}`)
    return axes.reduce((y, axis, i) => {
      const [before, after] = [given[i]!, given[axes.length + i]!]
      const length = shape[axis]!
      if (Math.abs(before) > 2 ** 24 || Math.abs(after) > 2 ** 24 || length + before + after < 1)
        call.invalid(`pads of ${before} and ${after} for ${length}`, 'shape_mismatch')
      const source = sourceOf(call, mode, length)
      const indices = indicesFrom(call, length + before + after, k => source(k - before))
      return take(call, y, axis, indices, value)
    }, x)
  },
}

/** Where a padded position takes its value from; -1 for the constant. */
function sourceOf(call: Call, mode: string, length: number): (at: number) => number {
  const within = (at: number): boolean => at >= 0 && at < length
  switch (mode) {
    case 'constant':
      return at => (within(at) ? at : -1)
    case 'edge':
      return at => Math.min(length - 1, Math.max(0, at))
    case 'wrap':
      return at => ((at % length) + length) % length
    case 'reflect': {
      const period = Math.max(1, 2 * (length - 1))
      return at => {
        const k = ((at % period) + period) % period
        return k < length ? k : period - k
      }
    }
    default:
      return call.unsupported(`mode ${JSON.stringify(mode.slice(0, 20))}`)
  }
}

const tile: Operator = {
  arity: [2, 2],
  import(call) {
    const x = operand(call, 0)
    const repeats = integersAt(call, 1, 'repeats') ?? call.invalid('no repeats')
    const shape = shapeOf(x)
    if (repeats.length !== shape.length || repeats.some(n => n < 1 || n > 2 ** 24))
      call.invalid(`repeats [${repeats}] of [${shape}]`, 'shape_mismatch')
    return repeats.reduce((y, n, axis) => {
      const length = shape[axis]!
      return take(
        call,
        y,
        axis,
        indicesFrom(call, length * n, i => i % length),
      )
    }, x)
  },
}

const expandOperator: Operator = {
  arity: [2, 2],
  import(call) {
    const x = operand(call, 0)
    const target = integersAt(call, 1, 'shape') ?? call.invalid('no shape')
    if (target.some(n => n < 1)) call.invalid(`shape [${target}]`, 'shape_mismatch')
    const from = shapeOf(x)
    const rank = Math.max(from.length, target.length)
    const shape = Array.from({ length: rank }, (_, i): number => {
      const a = from[from.length - rank + i] ?? 1
      const b = target[target.length - rank + i] ?? 1
      if (a !== b && a !== 1 && b !== 1) call.invalid(`[${from}] to [${target}]`, 'shape_mismatch')
      return Math.max(a, b)
    })
    call.builder.reserve(call.name, size(shape))
    return expand(call, x, shape)
  },
}

const oneHot: Operator = {
  arity: [3, 3],
  import(call) {
    const indices = operand(call, 0)
    const depth = numberAt(call, 1, 'depth') ?? call.invalid('no depth')
    const values = weightsOrIntegers(call)
    if (!Number.isInteger(depth) || depth < 1 || depth > 2 ** 16) call.invalid(`a depth of ${depth}`)
    if (values.data.length !== 2) call.invalid(`${values.data.length} values, 2 expected`)
    const [off, on] = values.data as unknown as [number, number]
    const shape = shapeOf(indices)
    const axis = axisOf(call, call.attributes.int('axis', -1), shape.length + 1)
    call.builder.reserve(call.name, size(shape) * depth)
    const perm = [...shape.keys()]
    perm.splice(axis, 0, shape.length)
    if (indices.kind === 'known') {
      call.builder.room(call.name, indices.constant.data.length * depth)
      const data = new Float64Array(indices.constant.data.length * depth).fill(off)
      indices.constant.data.forEach((index, i) => {
        const at = index < 0 ? index + depth : index
        if (at >= 0 && at < depth) data[i * depth + at] = on
      })
      return transpose(call, known(constantOf(values.type, [...shape, depth], data)), perm)
    }
    // One entry more on either side: what is outside is off everywhere.
    call.builder.room(call.name, (depth + 2) * depth)
    const table = new Float32Array((depth + 2) * depth).fill(off)
    for (let i = 0; i < depth; i++) table[(i + 1) * depth + i] = on
    const folded = where(call2('less', X, number(0)), call2('add', X, number(depth)), X)
    const bounded = call2('max', call2('min', folded, number(depth)), number(-1))
    const index = map(call, indices, call2('add', bounded, number(1)))
    const y = call.builder.add(
      call.name,
      { kind: 'embedding', inputs: [index.id], shape: [...shape, depth], table },
      values.type,
    )
    return transpose(call, y, perm)
  },
}

const weightsOrIntegers = (call: Call): Constant =>
  knownAt(call, 2, 'values') ?? weightsAt(call, 2, 'values') ?? call.invalid('no values')

/** Elements where the other operand says 1, along one axis. */
const compress: Operator = {
  arity: [2, 2],
  import(call) {
    const x = operand(call, 0)
    const condition = knownAt(call, 1, 'condition') ?? call.invalid('no condition')
    const given = call.attributes.has('axis') ? call.attributes.int('axis', 0) : null
    const picked = Int32Array.from(Array.from(condition.data).flatMap((value, i) => (value !== 0 ? [i] : [])))
    if (picked.length === 0) call.unsupported('nothing is left')
    const value = given === null ? reshape(call, x, [size(shapeOf(x))]) : x
    const axis = axisOf(call, given ?? 0, shapeOf(value).length)
    if (condition.data.length > shapeOf(value)[axis]!)
      call.invalid('a condition longer than the axis', 'shape_mismatch')
    return take(call, value, axis, picked)
  },
}

/** The upper or lower triangle, the rest 0. */
const trilu: Operator = {
  arity: [1, 2],
  import(call) {
    const x = operand(call, 0)
    const upper = call.attributes.flag('upper', true)
    const k = numberAt(call, 1, 'diagonal') ?? 0
    const shape = shapeOf(x)
    const [h, w] = shape.slice(-2) as [number, number]
    if (shape.length < 2) call.invalid(`input of ${shape.length} axes`, 'shape_mismatch')
    call.builder.room(call.name, h * w)
    const kept = Float32Array.from({ length: h * w }, (_, i) => {
      const offset = (i % w) - Math.floor(i / w) - k
      return Number(upper ? offset >= 0 : offset <= 0)
    })
    if (x.kind === 'known') {
      const data = x.constant.data.map((value, i) => value * kept[i % (h * w)]!)
      return known({ ...x.constant, data })
    }
    const mask = asRows(call, known(constantOf(1, [...shape.slice(2).map(() => 1), h, w], kept)))
    return call.builder.add(call.name, { kind: 'product', inputs: [x.id, mask.id], shape, clamp: null }, x.type)
  },
}

export const selectOperators: Readonly<Record<string, Operator>> = {
  Concat: concatOperator,
  Split: split,
  Slice: sliceOperator,
  Gather: gather,
  GatherElements: gatherElements,
  GatherND: gatherNd,
  Pad: pad,
  Tile: tile,
  Expand: expandOperator,
  OneHot: oneHot,
  Compress: compress,
  Trilu: trilu,
}
