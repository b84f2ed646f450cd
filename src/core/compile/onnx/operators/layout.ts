// Operators that give values other shapes and change nothing else, and those that vanish. spec/compile.md, "Operators".

import { number } from '../../scalar.ts'
import {
  axisOf,
  type Call,
  integersAt,
  known,
  knownAt,
  type Operator,
  operand,
  shapeOf,
  size,
  type Value,
} from '../builder.ts'
import { map, reshape, transpose } from '../emit.ts'
import { constantOf } from '../tensor.ts'

/** Axes given as attribute up to opset 12, as input from 13. */
function axesOf(call: Call): number[] | undefined {
  return call.opset < 13 ? call.attributes.ints('axes') : integersAt(call, 1, 'axes')
}

/** Fills in 0 (copy) and -1 (the rest) of a Reshape. */
function resolveShape(call: Call, target: readonly number[], from: readonly number[]): number[] {
  const copyZeros = !(call.opset >= 14 && call.attributes.flag('allowzero'))
  const count = size(from)
  const dims = target.map((n, i): number => {
    if (n < -1 || !Number.isInteger(n)) return call.invalid(`dimension ${n} in its shape`, 'shape_mismatch')
    if (n !== 0) return n
    if (!copyZeros) return call.invalid('a dimension of zero')
    if (i >= from.length) return call.invalid(`dimension ${i} is copied from ${from.length}`, 'shape_mismatch')
    return from[i]!
  })
  const rest = dims.indexOf(-1)
  if (rest !== dims.lastIndexOf(-1)) call.invalid('more than one dimension of -1', 'shape_mismatch')
  const product = dims.reduce((p, n) => (n === -1 ? p : p * n), 1)
  const value = count / product
  if (rest < 0 ? product === count : Number.isInteger(value)) return dims.map(n => (n === -1 ? value : n))
  // A fixed number of rows that is read as one row.
  if (call.batch > 1 && dims[0] === call.batch && from[0] === 1)
    return resolveShape(call, [1, ...target.slice(1)], from)
  return call.invalid(`${count} values do not fit [${target}]`, 'shape_mismatch')
}

const reshapeOperator: Operator = {
  arity: [2, 2],
  import(call) {
    const x = operand(call, 0)
    const target = integersAt(call, 1, 'shape') ?? call.invalid('no shape')
    return reshape(call, x, resolveShape(call, target, shapeOf(x)))
  },
}

const flatten: Operator = {
  arity: [1, 1],
  import(call) {
    const x = operand(call, 0)
    const shape = shapeOf(x)
    const given = call.attributes.int('axis', 1)
    // One past the last axis is allowed here.
    const axis = given === shape.length ? given : axisOf(call, given, shape.length)
    return reshape(call, x, [size(shape.slice(0, axis)), size(shape.slice(axis))])
  },
}

const transposeOperator: Operator = {
  arity: [1, 1],
  import(call) {
    const x = operand(call, 0)
    const rank = shapeOf(x).length
    const perm = call.attributes.ints('perm') ?? Array.from({ length: rank }, (_, i) => rank - 1 - i)
    if (perm.length !== rank || new Set(perm).size !== rank || perm.some(axis => axis < 0 || axis >= rank))
      call.invalid(`perm [${perm}] of ${rank} axes`, 'shape_mismatch')
    return transpose(call, x, perm)
  },
}

const squeeze: Operator = {
  arity: [1, 2],
  import(call) {
    const x = operand(call, 0)
    const dims = shapeOf(x)
    const axes = axesOf(call) ?? dims.flatMap((n, i) => (n === 1 ? [i] : []))
    const gone = new Set(axes.map(axis => axisOf(call, axis, dims.length)))
    for (const axis of gone)
      if (dims[axis] !== 1) call.invalid(`axis ${axis} has length ${dims[axis]}`, 'shape_mismatch')
    return reshape(
      call,
      x,
      dims.filter((_, i) => !gone.has(i)),
    )
  },
}

const unsqueeze: Operator = {
  arity: [1, 2],
  import(call) {
    const x = operand(call, 0)
    const axes = axesOf(call) ?? call.invalid('no axes')
    const dims = shapeOf(x)
    const rank = dims.length + axes.length
    if (rank > 32) call.invalid(`${rank} axes`)
    const added = new Set(axes.map(axis => axisOf(call, axis, rank)))
    if (added.size !== axes.length) call.invalid('an axis stands twice')
    const out: number[] = []
    let next = 0
    for (let i = 0; i < rank; i++) out.push(added.has(i) ? 1 : dims[next++]!)
    return reshape(call, x, out)
  },
}

const constant: Operator = {
  arity: [0, 0],
  import(call) {
    const { attributes } = call
    const tensor = attributes.tensor('value')
    if (tensor !== undefined) return known(tensor)
    if (attributes.has('value_int')) return known(constantOf(7, [], [attributes.int('value_int', 0)]))
    if (attributes.has('value_float')) return known(constantOf(1, [], [attributes.float('value_float', 0)]))
    const ints = attributes.ints('value_ints')
    if (ints !== undefined) return known(constantOf(7, [ints.length], ints))
    const floats = attributes.floats('value_floats')
    if (floats !== undefined) return known(constantOf(1, [floats.length], floats))
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
    const x = operand(call, 0)
    // The mask is true everywhere.
    const mask = (): Value => map(call, x, number(1), 9)
    return call.outputs > 1 ? [x, mask()] : [x]
  },
}

/** [.., H, W] with blocks of channels spread over an area, and back. */
const blocks = (toSpace: boolean): Operator => ({
  arity: [1, 1],
  import(call) {
    const x = operand(call, 0)
    const side = call.attributes.int('blocksize', 0)
    const mode = toSpace ? call.attributes.string('mode', 'DCR') : 'DCR'
    const shape = shapeOf(x)
    if (side < 1 || shape.length !== 4) call.invalid(`blocks of ${side} in [${shape}]`, 'shape_mismatch')
    const [n, c, h, w] = shape as [number, number, number, number]
    if (toSpace) {
      const depth = c / (side * side)
      if (!Number.isInteger(depth)) call.invalid(`${c} channels in blocks of ${side}`, 'shape_mismatch')
      const rowFirst = mode === 'CRD'
      if (!rowFirst && mode !== 'DCR') call.invalid(`mode ${mode.slice(0, 20)}`)
      const parts = rowFirst ? [n, depth, side, side, h, w] : [n, side, side, depth, h, w]
      const perm = rowFirst ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2]
      return reshape(call, transpose(call, reshape(call, x, parts), perm), [n, depth, h * side, w * side])
    }
    if (h % side !== 0 || w % side !== 0) call.invalid(`[${h}, ${w}] in blocks of ${side}`, 'shape_mismatch')
    const parts = reshape(call, x, [n, c, h / side, side, w / side, side])
    return reshape(call, transpose(call, parts, [0, 3, 5, 1, 2, 4]), [n, c * side * side, h / side, w / side])
  },
})

export const layoutOperators: Readonly<Record<string, Operator>> = {
  Reshape: reshapeOperator,
  Flatten: flatten,
  Transpose: transposeOperator,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Constant: constant,
  Identity: { arity: [1, 1], import: call => operand(call, 0) },
  Dropout: dropout,
  DepthToSpace: blocks(true),
  SpaceToDepth: blocks(false),
}
