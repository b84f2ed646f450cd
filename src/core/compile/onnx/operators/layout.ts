// Operators that move values and do not change them, and those that vanish. Each shows that the leading axis stays where it
// is, or is refused. spec/compile.md, "Rows" and "Operators".

import {
  axisOf,
  type Call,
  integersAt,
  known,
  knownAt,
  LEADING,
  type Operator,
  operand,
  type Rows,
  rowsAt,
  type Value,
} from '../builder.ts'
import { concatConstants, reshapeConstant, transposeConstant } from '../fold.ts'
import type { Constant } from '../tensor.ts'

const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1)

function reshaped(call: Call, x: Rows, shape: readonly number[]): Rows {
  if (shape.length === 0) call.unsupported('a result with no axis beside the leading one')
  return call.builder.add(call.name, { kind: 'reshape', inputs: [x.id], shape })
}

/** Axes given as attribute up to opset 12, as input from 13. */
function axesOf(call: Call): number[] | undefined {
  return call.opset < 13 ? call.attributes.ints('axes') : integersAt(call, 1, 'axes')
}

/** Fills in 0 (copy) and -1 (the rest) of a Reshape; `from` has null where a dimension is not known. */
function resolveShape(call: Call, target: readonly number[], from: readonly (number | null)[]): (number | null)[] {
  const copyZeros = !(call.opset >= 14 && call.attributes.flag('allowzero'))
  const out = target.map((n, i): number | null => {
    if (n < -1 || !Number.isInteger(n)) return call.invalid(`dimension ${n} in its shape`, 'shape_mismatch')
    if (n !== 0) return n
    if (!copyZeros) return call.invalid('a dimension of zero')
    if (i >= from.length) return call.invalid(`dimension ${i} is copied from ${from.length}`, 'shape_mismatch')
    return from[i]!
  })
  if (out.filter(n => n === -1).length > 1) call.invalid('more than one dimension of -1', 'shape_mismatch')
  return out
}

function inferRest(call: Call, dims: readonly number[], count: number): number[] {
  const rest = dims.indexOf(-1)
  const product = dims.reduce((p, n) => (n === -1 ? p : p * n), 1)
  const value = count / product
  if (rest < 0 ? product !== count : !Number.isInteger(value))
    call.invalid(`${count} values do not fit [${dims}]`, 'shape_mismatch')
  return dims.map(n => (n === -1 ? value : n))
}

const reshape: Operator = {
  arity: [2, 2],
  import(call) {
    const x = operand(call, 0)
    const target = integersAt(call, 1, 'shape') ?? call.invalid('no shape')
    if (x.kind === 'known') {
      const dims = resolveShape(call, target, x.constant.dims) as number[]
      return known(reshapeConstant(x.constant, inferRest(call, dims, x.constant.data.length)))
    }
    const dims = resolveShape(call, target, [call.batch, ...x.shape])
    const [first, ...rest] = dims
    const count = size(x.shape)
    const mixes = (): never => call.unsupported(`a shape of [${target}] for rows of [${x.shape}] moves ${LEADING}`)
    if (first === undefined) return mixes()
    // The leading axis stays where it is: copied, stated, or what is left over when the rest is exactly one row.
    const row = (rest as number[]).includes(-1) ? inferRest(call, rest as number[], count) : (rest as number[])
    if (first !== call.batch && first !== -1) mixes()
    if (size(row) !== count) {
      if (first === -1 || call.batch === null) mixes()
      call.invalid(`${count} values in a row do not fit [${row}]`, 'shape_mismatch')
    }
    return reshaped(call, x, row)
  },
}

const flatten: Operator = {
  arity: [1, 1],
  import(call) {
    const x = operand(call, 0)
    const rank = x.kind === 'known' ? x.constant.dims.length : x.shape.length + 1
    const given = call.attributes.int('axis', 1)
    // One past the last axis is allowed here.
    const axis = given === rank ? rank : axisOf(call, given, rank)
    if (x.kind === 'known') {
      const { dims } = x.constant
      return known(reshapeConstant(x.constant, [size(dims.slice(0, axis)), size(dims.slice(axis))]))
    }
    const before = axis === 0 ? 1 : size(x.shape.slice(0, axis - 1))
    if (axis === 0 ? call.batch !== 1 : before !== 1) call.unsupported(`axis ${given} moves ${LEADING}`)
    return reshaped(call, x, [size(x.shape) / before])
  },
}

const transpose: Operator = {
  arity: [1, 1],
  import(call) {
    const x = operand(call, 0)
    const rank = x.kind === 'known' ? x.constant.dims.length : x.shape.length + 1
    const perm = call.attributes.ints('perm') ?? Array.from({ length: rank }, (_, i) => rank - 1 - i)
    if (perm.length !== rank || new Set(perm).size !== rank || perm.some(axis => axis < 0 || axis >= rank))
      call.invalid(`perm [${perm}] of ${rank} axes`, 'shape_mismatch')
    if (x.kind === 'known') return known(transposeConstant(x.constant, perm))
    if (perm[0] !== 0) call.unsupported(`perm [${perm}] moves ${LEADING}`)
    const inner = perm.slice(1).map(axis => axis - 1)
    const shape = inner.map(axis => x.shape[axis]!)
    return call.builder.add(call.name, { kind: 'transpose', inputs: [x.id], shape, perm: inner })
  },
}

const squeeze: Operator = {
  arity: [1, 2],
  import(call) {
    const x = operand(call, 0)
    const axes = axesOf(call)
    const dims = x.kind === 'known' ? x.constant.dims : [call.batch ?? -1, ...x.shape]
    if (axes === undefined && x.kind === 'rows') call.unsupported(`without axes it may remove ${LEADING}`)
    const gone = new Set(
      (axes ?? dims.flatMap((n, i) => (n === 1 ? [i] : []))).map(axis => axisOf(call, axis, dims.length)),
    )
    if (x.kind === 'rows' && gone.has(0)) call.unsupported(`it removes ${LEADING}`)
    for (const axis of gone)
      if (dims[axis] !== 1) call.invalid(`axis ${axis} has length ${dims[axis]}`, 'shape_mismatch')
    const left = dims.filter((_, i) => !gone.has(i))
    return x.kind === 'known' ? known(reshapeConstant(x.constant, left)) : reshaped(call, x, left.slice(1))
  },
}

const unsqueeze: Operator = {
  arity: [1, 2],
  import(call) {
    const x = operand(call, 0)
    const axes = axesOf(call) ?? call.invalid('no axes')
    const dims = x.kind === 'known' ? x.constant.dims : [-1, ...x.shape]
    const rank = dims.length + axes.length
    if (rank > 32) call.invalid(`${rank} axes`)
    const added = new Set(axes.map(axis => axisOf(call, axis, rank)))
    if (added.size !== axes.length) call.invalid('an axis stands twice')
    if (x.kind === 'rows' && added.has(0)) call.unsupported(`it stands an axis before ${LEADING}`)
    const out: number[] = []
    let next = 0
    for (let i = 0; i < rank; i++) out.push(added.has(i) ? 1 : dims[next++]!)
    return x.kind === 'known' ? known(reshapeConstant(x.constant, out)) : reshaped(call, x, out.slice(1))
  },
}

const concat: Operator = {
  arity: [1, 1024],
  import(call) {
    const parts = call.inputs.map((_, i) => operand(call, i))
    if (!call.attributes.has('axis')) call.invalid('no axis')
    const given = call.attributes.int('axis', 0)
    if (parts.every(part => part.kind === 'known'))
      return concatKnown(
        call,
        parts.map(part => part.constant),
        given,
      )
    const values = parts.map((part): Rows => {
      if (part.kind === 'rows') return part
      const { constant } = part
      // A constant beside rows stands for one row; only where a run has one row is that the same.
      if (call.batch !== 1 || constant.dims[0] !== 1 || constant.dims.length < 2 || constant.kind !== 'float')
        return call.unsupported('a constant beside computed values')
      return call.builder.add(call.name, {
        kind: 'constant',
        inputs: [],
        shape: constant.dims.slice(1),
        data: constant.data as Float32Array,
      })
    })
    const first = values[0]!
    const axis = axisOf(call, given, first.shape.length + 1) - 1
    if (axis < 0) call.unsupported(`it joins along ${LEADING}`)
    let length = 0
    for (const value of values) {
      if (value.shape.length !== first.shape.length || value.shape.some((n, i) => i !== axis && n !== first.shape[i]))
        call.invalid(`rows of [${first.shape}] and [${value.shape}]`, 'shape_mismatch')
      length += value.shape[axis]!
    }
    if (values.length === 1) return first
    const shape = first.shape.map((n, i) => (i === axis ? length : n))
    return call.builder.add(call.name, { kind: 'concat', inputs: values.map(value => value.id), shape, axis })
  },
}

function concatKnown(call: Call, parts: readonly Constant[], given: number): Value {
  const { dims, kind } = parts[0]!
  if (dims.length === 0) call.invalid('numbers without an axis')
  const axis = axisOf(call, given, dims.length)
  for (const part of parts) {
    if (part.kind !== kind || part.dims.length !== dims.length || part.dims.some((n, i) => i !== axis && n !== dims[i]))
      call.invalid(`constants of [${dims}] and [${part.dims}]`, 'shape_mismatch')
  }
  return known(concatConstants(parts, axis))
}

const constant: Operator = {
  arity: [0, 0],
  import(call) {
    const { attributes } = call
    const tensor = attributes.tensor('value')
    if (tensor !== undefined) return known(tensor)
    const number = (kind: 'float' | 'int', values: number[], dims: number[]): Value =>
      known({ dims, kind, data: kind === 'float' ? Float32Array.from(values) : Float64Array.from(values) })
    if (attributes.has('value_int')) return number('int', [attributes.int('value_int', 0)], [])
    if (attributes.has('value_float')) return number('float', [attributes.float('value_float', 0)], [])
    const ints = attributes.ints('value_ints')
    if (ints !== undefined) return number('int', ints, [ints.length])
    const floats = attributes.floats('value_floats')
    if (floats !== undefined) return number('float', floats, [floats.length])
    return call.unsupported('its value is not a tensor of numbers')
  },
}

const dropout: Operator = {
  arity: [1, 3],
  import(call) {
    call.attributes.ignore('ratio', 'seed')
    const training = knownAt(call, 2, 'training mode')
    if (training !== undefined && (training.data.length !== 1 || training.data[0] !== 0))
      call.unsupported('training mode')
    return operand(call, 0)
  },
}

const softmax = (log: boolean): Operator => ({
  arity: [1, 1],
  import(call) {
    const x = rowsAt(call, 0)
    const rank = x.shape.length + 1
    const axis = axisOf(call, call.attributes.int('axis', call.opset < 13 ? 1 : -1), rank) - 1
    if (axis < 0) call.unsupported(`it runs along ${LEADING}`)
    // Before opset 13 it ran over everything from the axis on.
    const flat = call.opset < 13 && size(x.shape.slice(axis + 1)) !== 1
    if (!flat) return call.builder.add(call.name, { kind: 'softmax', inputs: [x.id], shape: x.shape, axis, log })
    const merged = reshaped(call, x, [...x.shape.slice(0, axis), size(x.shape.slice(axis))])
    const y = call.builder.add(call.name, { kind: 'softmax', inputs: [merged.id], shape: merged.shape, axis, log })
    return reshaped(call, y, x.shape)
  },
})

export const layoutOperators: Readonly<Record<string, Operator>> = {
  Reshape: reshape,
  Flatten: flatten,
  Transpose: transpose,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Concat: concat,
  Constant: constant,
  Identity: { arity: [1, 1], import: call => operand(call, 0) },
  Dropout: dropout,
  Softmax: softmax(false),
  LogSoftmax: softmax(true),
}
