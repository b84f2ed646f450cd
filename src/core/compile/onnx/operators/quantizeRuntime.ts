// The quantized operators that onnxruntime's own tool writes beside those of ONNX (domain com.microsoft): each is what ONNX's
// operator does to the real values, quantized again. spec/compile.md, "Operators".

import { type Call, knownAt, type Operator, operand, type Rows, shapeOf, typeOf, type Value } from '../builder.ts'
import { concat, map, swapLast } from '../emit.ts'
import { constantOf } from '../tensor.ts'
import { type BinaryName, binary } from './binary.ts'
import { matMul } from './products.ts'
import { centred, factors, fromType, scaleAt, toType, zeroAt } from './quantize.ts'
import { leakyRelu, SIGMOID } from './unary.ts'
import { windowOperators } from './window.ts'

const FLOAT = 1

/** The real value of an operand; its scale and zero point stand behind it. */
function realAt(call: Call, index: number): Value {
  const scales = { scale: scaleAt(call, index + 1).data, zero: zeroAt(call, index + 2) }
  if (scales.scale.length > 1 || scales.zero.length > 1) call.unsupported('scales that differ along an axis')
  return fromType(call, operand(call, index), scales, 0, FLOAT)
}

/** The result as integers; its scale and zero point are operands, its type that of the zero point or of the first operand. */
function quantized(call: Call, y: Value, scaleIndex: number, first = 0): Value {
  const scale = scaleAt(call, scaleIndex).data
  const zero = call.inputs[scaleIndex + 1]
  const type = typeOf(zero ?? operand(call, first))
  return toType(call, y, { scale, zero: zeroAt(call, scaleIndex + 1) }, 0, type)
}

const elementwise = (name: BinaryName): Operator => ({
  arity: [7, 8],
  import: call => quantized(call, binary(call, name, realAt(call, 0), realAt(call, 3)), 6),
})

const unary = (f: (call: Call) => Parameters<typeof map>[2]): Operator => ({
  arity: [4, 5],
  import: call => quantized(call, map(call, realAt(call, 0), f(call)), 3),
})

const globalAverage: Operator = {
  arity: [5, 5],
  import(call) {
    if (call.attributes.flag('channels_last')) call.unsupported('channels_last')
    const mean = windowOperators['GlobalAveragePool']!.import({ ...call, inputs: [realAt(call, 0)] }) as Rows
    return quantized(call, mean, 3)
  },
}

const joined: Operator = {
  arity: [5, 2 + 3 * 255],
  import(call) {
    const count = (call.inputs.length - 2) / 3
    if (!Number.isInteger(count)) call.invalid(`${call.inputs.length} inputs`)
    const parts = Array.from({ length: count }, (_, i) => realAt(call, 2 + 3 * i))
    const rank = shapeOf(parts[0]!).length
    const given = call.attributes.int('axis', 0)
    const axis = given < 0 ? given + rank : given
    for (const part of parts) {
      const [shape, first] = [shapeOf(part), shapeOf(parts[0]!)]
      if (shape.length !== rank || shape.some((n, i) => i !== axis && n !== first[i]) || first[axis] === undefined)
        call.invalid(`parts of [${first}] and [${shape}]`, 'shape_mismatch')
    }
    return quantized(call, concat(call, parts, axis), 0, 2)
  },
}

/** alpha * (a b + c) on integers less their zero points; real where no scale of a result is given. */
const gemm: Operator = {
  arity: [6, 9],
  import(call) {
    const { attributes } = call
    const alpha = attributes.float('alpha', 1)
    const columns = attributes.flag('transB') ? 0 : -1
    const [a, b] = [centred(call, operand(call, 0), 2, 0), centred(call, operand(call, 3), 5, columns)]
    for (const value of [a, b]) if (shapeOf(value).length !== 2) call.invalid('operands of two axes expected')
    const left = attributes.flag('transA') ? swapLast(call, a) : a
    const right = columns === 0 ? swapLast(call, b) : b
    const bias = knownAt(call, 6, 'biases')
    const product = matMul(call, left, right)
    const c = bias === undefined ? undefined : constantOf(FLOAT, bias.dims, bias.data)
    const sum = c === undefined ? product : binary(call, 'Add', product, { kind: 'known', constant: c })
    const y = call.inputs[7] === undefined ? constantOf(FLOAT, [], [1]) : scaleAt(call, 7)
    const scale = factors(call, scaleAt(call, 1), scaleAt(call, 4), y).map(factor => Math.fround(alpha * factor))
    if (call.inputs[7] === undefined) return fromType(call, sum, { scale, zero: [0] }, -1, FLOAT)
    const zero = call.inputs[8]
    return toType(call, sum, { scale, zero: zeroAt(call, 8) }, -1, typeOf(zero ?? operand(call, 0)), true)
  },
}

export const runtimeQuantizeOperators: Readonly<Record<string, Operator>> = {
  QLinearAdd: elementwise('Add'),
  QLinearMul: elementwise('Mul'),
  QLinearSigmoid: unary(() => SIGMOID),
  QLinearLeakyRelu: unary(call => leakyRelu(call.attributes.float('alpha', 0.01))),
  QLinearGlobalAveragePool: globalAverage,
  QLinearConcat: joined,
  QGemm: gemm,
}
