// Which nodes leave a leading axis of rows alone: what lets a model with a fixed leading axis be read as one that takes rows.
// A node that is not listed here, or used otherwise, may mix rows. spec/compile.md, "Shapes".

import { type Call, shapeOf, size, type Value } from './builder.ts'

type Rule = (call: Call, isRows: (index: number) => boolean) => boolean

const rank = (call: Call, index: number): number => {
  const value = call.inputs[index]
  return value === undefined ? 0 : shapeOf(value).length
}
const ints = (call: Call, name: string): number[] | undefined => call.attributes.peekInts(name)
const int = (call: Call, name: string, otherwise: number): number => call.attributes.peekInt(name, otherwise)

/** What is longer is no list of axes or lengths, and refused later. */
const shortList = (data: ArrayLike<number>): number[] | null => (data.length > 32 ? null : Array.from(data))

/** Axes as attribute or as input, counted from the front. */
function axes(call: Call, axisCount: number): number[] | null {
  const value = call.inputs[1]
  const list = ints(call, 'axes') ?? (value?.kind === 'known' ? shortList(value.constant.data) : null)
  return list?.map(axis => (axis < 0 ? axis + axisCount : axis)) ?? null
}

/** Operands that are rows lead with them; constants are the same for each row. */
const elementwise: Rule = (call, isRows) => {
  const most = Math.max(...call.inputs.map((_, i) => rank(call, i)))
  return call.inputs.every((value, i) => {
    if (value === undefined) return true
    if (isRows(i)) return rank(call, i) === most
    return value.kind === 'known' && (rank(call, i) < most || shapeOf(value)[0] === 1)
  })
}
const first: Rule = (call, isRows) =>
  isRows(0) && call.inputs.every((value, i) => i === 0 || value === undefined || value.kind === 'known')
const matrix: Rule = (call, isRows) => isRows(0) && rank(call, 0) === 2
const alongAxis =
  (otherwise: number): Rule =>
  (call, isRows) => {
    const axis = int(call, 'axis', otherwise)
    return first(call, isRows) && (axis < 0 ? axis + rank(call, 0) : axis) > 0
  }
/** No axes at all are all of them. */
const overAxes: Rule = (call, isRows) => {
  const list = axes(call, rank(call, 0)) ?? []
  return first(call, isRows) && list.length > 0 && list.every(axis => axis > 0)
}

const reshape: Rule = (call, isRows) => {
  const [x, target] = call.inputs
  if (!first(call, isRows) || target?.kind !== 'known') return false
  const [lead, ...rest] = shortList(target.constant.data) ?? []
  const count = size(shapeOf(x!).slice(1))
  if (lead === undefined || rest.length === 0) return false
  if (lead === 0 || lead === call.batch) return rest.includes(-1) || rest.includes(0) || size(rest) === count
  return lead === -1 && !rest.includes(0) && size(rest) === count
}

const RULES: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    ['QLinearAdd', 'QLinearMul', 'Add', 'Sub', 'Mul', 'Div', 'Sum', 'Max', 'Min', 'Pow', 'PRelu', 'Where'].map(name => [
      name,
      elementwise,
    ]),
  ),
  ...Object.fromEntries(
    [
      'Relu LeakyRelu Clip HardSigmoid HardSwish Sigmoid Tanh Erf Gelu Elu Selu Celu Softplus Softsign Exp Log Sqrt',
      'Reciprocal Abs Neg Identity Dropout Cast Conv ConvTranspose MaxPool AveragePool GlobalAveragePool GlobalMaxPool',
      'BatchNormalization InstanceNormalization LRN DepthToSpace SpaceToDepth Upsample Mish Sign Floor Ceil Round',
      'QuantizeLinear DequantizeLinear ConvInteger QLinearConv QLinearSigmoid QLinearLeakyRelu QLinearGlobalAveragePool',
    ]
      .join(' ')
      .split(' ')
      .map(name => [name, first]),
  ),
  Softmax: (call, isRows) => alongAxis(call.opset < 13 ? 1 : -1)(call, isRows),
  LogSoftmax: (call, isRows) => alongAxis(call.opset < 13 ? 1 : -1)(call, isRows),
  LayerNormalization: alongAxis(-1),
  ReduceMean: overAxes,
  ReduceSum: overAxes,
  ReduceMax: overAxes,
  Squeeze: overAxes,
  Unsqueeze: (call, isRows) => first(call, isRows) && (axes(call, rank(call, 0) + 1)?.every(axis => axis > 0) ?? false),
  Concat: (call, isRows) => {
    const axis = int(call, 'axis', 0)
    return call.inputs.every((_, i) => isRows(i)) && (axis < 0 ? axis + rank(call, 0) : axis) > 0
  },
  Transpose: (call, isRows) => first(call, isRows) && ints(call, 'perm')?.[0] === 0,
  Flatten: (call, isRows) => {
    const axis = int(call, 'axis', 1)
    const shape = shapeOf(call.inputs[0]!)
    return first(call, isRows) && axis > 0 && size(shape.slice(1, axis)) === 1
  },
  Reshape: reshape,
  MatMul: (call, isRows) => {
    const b = call.inputs[1]
    if (!isRows(0) || rank(call, 0) < 2) return false
    if (b?.kind === 'known') return rank(call, 1) <= 2 || (rank(call, 1) <= rank(call, 0) && shapeOf(b)[0] === 1)
    return isRows(1) && rank(call, 0) > 2 && rank(call, 1) === rank(call, 0)
  },
  MatMulInteger: (call, isRows) => first(call, isRows) && rank(call, 0) > 1 && rank(call, 1) <= 2,
  QLinearMatMul: (call, isRows) => first(call, isRows) && rank(call, 0) > 1 && rank(call, 3) <= 2,
  QGemm: (call, isRows) => first(call, isRows) && int(call, 'transA', 0) === 0,
  TreeEnsembleRegressor: matrix,
  TreeEnsembleClassifier: matrix,
  TreeEnsemble: matrix,
  Gemm: (call, isRows) => {
    const [, b, c] = call.inputs
    const spread = c === undefined || isRows(2) || rank(call, 2) < 2 || (c.kind === 'known' && shapeOf(c)[0] === 1)
    return isRows(0) && b?.kind === 'known' && int(call, 'transA', 0) === 0 && spread
  },
}

/** Does this node treat every position of the leading axis alike and apart from the others? */
export const keepsRows = (call: Call, isRows: (value: Value) => boolean): boolean =>
  RULES[call.operator]?.(call, index => {
    const value = call.inputs[index]
    return value !== undefined && isRows(value)
  }) ?? false
