// Operators about shapes: what they give is known once the inputs' shapes are, so that shape arithmetic vanishes.
// spec/compile.md, "Operators".

import { integersAt, known, knownAt, numberAt, type Operator, operand, shapeOf, size } from '../builder.ts'
import { type Constant, constantOf, isElementType, isFloat, typeName } from '../tensor.ts'

const INT64 = 7

const shape: Operator = {
  arity: [1, 1],
  import(call) {
    const dims = shapeOf(operand(call, 0))
    const at = (n: number): number => Math.min(dims.length, Math.max(0, n < 0 ? n + dims.length : n))
    const list = dims.slice(
      at(call.attributes.int('start', 0)),
      at(call.attributes.int('end', Number.MAX_SAFE_INTEGER)),
    )
    return known(constantOf(INT64, [list.length], list))
  },
}

const sizeOperator: Operator = {
  arity: [1, 1],
  import: call => known(constantOf(INT64, [], [size(shapeOf(operand(call, 0)))])),
}

const constantOfShape: Operator = {
  arity: [1, 1],
  import(call) {
    const dims = integersAt(call, 0, 'shape') ?? call.invalid('no shape')
    const value: Constant = call.attributes.tensor('value') ?? constantOf(1, [1], [0])
    if (value.data.length !== 1) call.invalid('its value is not a single number')
    if (dims.some(n => n < 0)) call.invalid(`a shape of [${dims}]`)
    call.builder.room(call.name, size(dims))
    const data = isFloat(value.type) ? new Float32Array(size(dims)) : new Float64Array(size(dims))
    return known(constantOf(value.type, dims, data.fill(value.data[0]!)))
  },
}

const range: Operator = {
  arity: [3, 3],
  import(call) {
    const [start, limit, delta] = ['start', 'limit', 'delta'].map(
      (role, i) => numberAt(call, i, role) ?? call.invalid(`no ${role}`),
    ) as [number, number, number]
    if (delta === 0) call.invalid('a delta of 0')
    const count = Math.max(0, Math.ceil((limit - start) / delta))
    call.builder.room(call.name, count)
    const { type } = knownAt(call, 0, 'start')!
    return known(
      constantOf(
        type,
        [count],
        Float64Array.from({ length: count }, (_, i) => start + i * delta),
      ),
    )
  },
}

/** Positions of what is not 0, where the operand is known. */
const nonZero: Operator = {
  arity: [1, 1],
  import(call) {
    const x = knownAt(call, 0, 'operand') ?? call.invalid('no operand')
    const dims = x.dims.length === 0 ? [1] : x.dims
    const found = Array.from(x.data).flatMap((value, i) => (value !== 0 ? [i] : []))
    call.builder.room(call.name, dims.length * found.length)
    const rows = dims.map((n, axis) => {
      const inner = size(dims.slice(axis + 1))
      return found.map(i => Math.floor(i / inner) % n)
    })
    return known(constantOf(INT64, [dims.length, found.length], rows.flat()))
  },
}

const eyeLike: Operator = {
  arity: [1, 1],
  import(call) {
    const dims = shapeOf(operand(call, 0))
    if (dims.length !== 2) call.invalid(`input of ${dims.length} axes, 2 expected`, 'shape_mismatch')
    const k = call.attributes.int('k', 0)
    const type = call.attributes.int('dtype', 1)
    const [h, w] = dims as [number, number]
    if (!isElementType(type)) call.unsupported(`elements of ${typeName(type)}`)
    call.builder.room(call.name, h * w)
    return known(
      constantOf(
        type,
        dims,
        Float64Array.from({ length: h * w }, (_, i) => Number((i % w) - Math.floor(i / w) === k)),
      ),
    )
  },
}

/** Only a known condition decides; then one branch is the node. */
const branch: Operator = {
  arity: [1, 1],
  import(call) {
    const condition = numberAt(call, 0, 'condition')
    const [yes, no] = [call.attributes.graph('then_branch'), call.attributes.graph('else_branch')]
    if (yes === undefined || no === undefined) return call.invalid('a branch is missing')
    return call.subgraph(condition !== 0 ? yes : no)
  },
}

export const shapeOperators: Readonly<Record<string, Operator>> = {
  Shape: shape,
  Size: sizeOperator,
  ConstantOfShape: constantOfShape,
  Range: range,
  NonZero: nonZero,
  EyeLike: eyeLike,
  If: branch,
}
