// The samples: at least one of every operator that is claimed, chosen for the corners that its importer has.

import { BOOL, FLOAT, INT8, INT32, INT64, int64, ramp, type Sample, scalar, UINT8 } from './sample.ts'

const unary = (op: string, opset: number, ...attributes: Sample['attributes'][]): Sample[] =>
  (attributes.length === 0 ? [{}] : attributes).map(own => ({
    op,
    opset,
    inputs: [ramp(-4, 4, 2, 33)],
    attributes: own ?? {},
  }))

const positive = (op: string, low: number, high: number): Sample => ({ op, inputs: [ramp(low, high, 2, 33)] })

const elementwise: readonly Sample[] = [
  ...['Add', 'Sub', 'Mul', 'Max', 'Min'].flatMap(op => [
    {
      op,
      inputs: [
        [2, 3, 4],
        [2, 3, 4],
      ],
    },
    {
      op,
      inputs: [
        [2, 3, 4],
        [3, 1],
      ],
    },
  ]),
  { op: 'Div', inputs: [[2, 3, 4], ramp(0.5, 3, 4)] },
  { op: 'Div', inputs: [[2, 3, 4], ramp(0.5, 3, 2, 3, 4)] },
  { op: 'Sum', inputs: [[2, 3], [2, 3], [3]] },
  { op: 'Mean', inputs: [[2, 3], [2, 3], [3]] },
  { op: 'Pow', inputs: [ramp(0.1, 3, 2, 9), scalar(2)] },
  { op: 'Pow', inputs: [ramp(0.1, 3, 2, 9), scalar(0.5)] },
  { op: 'Mod', inputs: [ramp(0.3, 7, 2, 9), scalar(3)], attributes: { fmod: 1 } },
  { op: 'PRelu', inputs: [[2, 3, 4], ramp(0.1, 0.4, 3, 1)] },
  { op: 'Clip', inputs: [[2, 9], scalar(-0.5), scalar(0.7)] },
  { op: 'Clip', inputs: [[2, 9], null, scalar(0.7)] },
  { op: 'Dropout', inputs: [[2, 5]] },
  { op: 'Identity', inputs: [[2, 5]] },
  { op: 'Where', inputs: [{ dims: [2, 3], data: [1, 0, 0, 1, 1, 0], type: BOOL }, [2, 3], [2, 3]] },
  {
    op: 'Equal',
    inputs: [
      { dims: [4], data: [1, 2, 3, 4] },
      { dims: [4], data: [1, 3, 3, 0] },
    ],
    outputs: [BOOL],
  },
  ...['Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual'].map(op => ({
    op,
    inputs: [ramp(-2, 2, 3, 5), ramp(1, -1, 3, 5)],
    outputs: [BOOL],
  })),
  ...['And', 'Or', 'Xor'].map(op => ({
    op,
    inputs: [
      { dims: [2, 2], data: [0, 0, 1, 1], type: BOOL },
      { dims: [2, 2], data: [0, 1, 0, 1], type: BOOL },
    ],
    outputs: [BOOL],
  })),
  { op: 'Not', inputs: [{ dims: [4], data: [0, 1, 1, 0], type: BOOL }], outputs: [BOOL] },
  ...[
    'Abs',
    'Ceil',
    'Cos',
    'Erf',
    'Floor',
    'Neg',
    'Relu',
    'Round',
    'Sigmoid',
    'Sign',
    'Sin',
    'Softplus',
    'Softsign',
    'Tanh',
  ].flatMap(op => unary(op, 17)),
  ...['Sinh', 'Cosh', 'Atan', 'Asinh'].flatMap(op => unary(op, 17)),
  { op: 'Tan', inputs: [ramp(-1, 1, 2, 9)] },
  { op: 'Asin', inputs: [ramp(-0.9, 0.9, 2, 9)] },
  { op: 'Acos', inputs: [ramp(-0.9, 0.9, 2, 9)] },
  { op: 'Atanh', inputs: [ramp(-0.9, 0.9, 2, 9)] },
  positive('Acosh', 1.1, 4),
  { op: 'Exp', inputs: [ramp(-4, 2, 2, 33)] },
  positive('Log', 0.1, 6),
  positive('Sqrt', 0, 6),
  positive('Reciprocal', 0.5, 6),
  ...unary('LeakyRelu', 17, {}, { alpha: { float: 0.2 } }),
  ...unary('Elu', 17, {}, { alpha: { float: 1.5 } }),
  ...unary('Celu', 17),
  ...unary('Selu', 17),
  ...unary('ThresholdedRelu', 17, { alpha: { float: 0.8 } }),
  ...unary('Shrink', 17, { lambd: { float: 1.5 }, bias: { float: 0.5 } }),
  ...unary('HardSigmoid', 17, {}, { alpha: { float: 0.3 }, beta: { float: 0.4 } }),
  ...unary('HardSwish', 17),
  ...unary('Gelu', 20, {}, { approximate: 'tanh' }),
  ...unary('Mish', 18),
  ...unary('Swish', 24),
  { op: 'Cast', inputs: [ramp(-3, 3, 2, 7)], attributes: { to: INT32 }, outputs: [INT32] },
  { op: 'Cast', inputs: [{ dims: [3], data: [-2, 0, 7], type: INT32 }], attributes: { to: FLOAT } },
  { op: 'CastLike', inputs: [{ dims: [3], data: [-2, 0, 7], type: INT32 }, [1]] },
  { op: 'IsNaN', inputs: [[2, 3]], outputs: [BOOL] },
  { op: 'IsInf', inputs: [[2, 3]], outputs: [BOOL] },
]

const windows: readonly Sample[] = [
  { op: 'Conv', inputs: [[1, 2, 6, 7], [3, 2, 3, 3], [3]], attributes: { pads: [1, 0, 1, 2], strides: [2, 1] } },
  {
    op: 'Conv',
    inputs: [
      [2, 4, 9],
      [4, 1, 3],
    ],
    attributes: { group: 4, auto_pad: 'SAME_LOWER' },
  },
  {
    op: 'ConvTranspose',
    inputs: [[1, 2, 3, 4], [2, 3, 3, 3], [3]],
    attributes: { strides: [2, 2], pads: [1, 1, 1, 1] },
  },
  {
    op: 'ConvTranspose',
    inputs: [
      [1, 4, 5],
      [4, 1, 3],
    ],
    attributes: { group: 4, output_padding: [1], strides: [2] },
  },
  { op: 'MaxPool', inputs: [[1, 2, 6, 7]], attributes: { kernel_shape: [3, 2], strides: [2, 2], ceil_mode: 1 } },
  { op: 'AveragePool', inputs: [[1, 2, 6, 7]], attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1] } },
  { op: 'AveragePool', inputs: [[1, 2, 6]], attributes: { kernel_shape: [2], pads: [1, 1], count_include_pad: 1 } },
  { op: 'LpPool', opset: 18, inputs: [[1, 2, 6, 6]], attributes: { kernel_shape: [2, 2], strides: [2, 2] } },
  { op: 'GlobalAveragePool', inputs: [[2, 3, 4, 5]] },
  { op: 'GlobalMaxPool', inputs: [[2, 3, 4, 5]] },
  { op: 'GlobalLpPool', inputs: [[2, 3, 4, 5]] },
  { op: 'LRN', inputs: [[1, 5, 3, 3]], attributes: { size: 3 } },
  {
    op: 'Resize',
    opset: 18,
    inputs: [[1, 2, 3, 4], null, { dims: [4], data: [1, 1, 2, 2] }],
    attributes: { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
  },
  {
    op: 'Resize',
    opset: 18,
    inputs: [[1, 2, 3, 4], null, null, int64(1, 2, 6, 8)],
    attributes: { mode: 'linear', coordinate_transformation_mode: 'half_pixel' },
  },
  { op: 'Upsample', opset: 9, inputs: [[1, 2, 3, 4], { dims: [4], data: [1, 1, 2, 3] }] },
  { op: 'DepthToSpace', inputs: [[1, 8, 2, 3]], attributes: { blocksize: 2 } },
  { op: 'DepthToSpace', inputs: [[1, 8, 2, 3]], attributes: { blocksize: 2, mode: 'CRD' } },
  { op: 'SpaceToDepth', inputs: [[1, 2, 4, 6]], attributes: { blocksize: 2 } },
]

const products: readonly Sample[] = [
  { op: 'Gemm', inputs: [[3, 4], [4, 5], [5]], attributes: { alpha: { float: 0.5 }, beta: { float: 2 } } },
  {
    op: 'Gemm',
    inputs: [
      [4, 3],
      [5, 4],
    ],
    attributes: { transA: 1, transB: 1 },
  },
  {
    op: 'MatMul',
    inputs: [
      [2, 3, 4],
      [4, 5],
    ],
  },
  {
    op: 'MatMul',
    inputs: [
      [2, 3, 4],
      [2, 4, 5],
    ],
  },
  { op: 'MatMul', inputs: [[4], [2, 4, 5]] },
  {
    op: 'Einsum',
    inputs: [
      [2, 3, 4],
      [2, 5, 4],
    ],
    attributes: { equation: 'bij,bkj->bik' },
  },
  {
    op: 'LSTM',
    inputs: [
      [4, 2, 3],
      [1, 20, 3],
      [1, 20, 5],
      [1, 40],
    ],
    attributes: { hidden_size: 5 },
    outputs: [FLOAT, FLOAT, FLOAT],
  },
  {
    op: 'LSTM',
    inputs: [[4, 2, 3], [2, 20, 3], [2, 20, 5], [2, 40], null, [2, 2, 5], [2, 2, 5]],
    attributes: { hidden_size: 5, direction: 'bidirectional' },
    outputs: [FLOAT, FLOAT, FLOAT],
  },
  {
    op: 'GRU',
    inputs: [
      [4, 2, 3],
      [1, 15, 3],
      [1, 15, 5],
      [1, 30],
    ],
    attributes: { hidden_size: 5, linear_before_reset: 1 },
    outputs: [FLOAT, FLOAT],
  },
  {
    op: 'GRU',
    inputs: [
      [4, 2, 3],
      [1, 15, 3],
      [1, 15, 5],
    ],
    attributes: { hidden_size: 5 },
    outputs: [FLOAT, FLOAT],
  },
  {
    op: 'RNN',
    inputs: [
      [4, 2, 3],
      [1, 5, 3],
      [1, 5, 5],
      [1, 10],
    ],
    attributes: { hidden_size: 5 },
    outputs: [FLOAT, FLOAT],
  },
]

const norms: readonly Sample[] = [
  { op: 'BatchNormalization', inputs: [[2, 3, 4], [3], [3], [3], ramp(0.5, 2, 3)] },
  { op: 'InstanceNormalization', inputs: [[2, 3, 4, 5], [3], [3]] },
  { op: 'LayerNormalization', inputs: [[2, 3, 8], [8], [8]] },
  {
    op: 'LayerNormalization',
    inputs: [
      [2, 3, 4],
      [3, 4],
    ],
    attributes: { axis: 1 },
  },
  { op: 'GroupNormalization', opset: 21, inputs: [[2, 4, 6], [4], [4]], attributes: { num_groups: 2 } },
  { op: 'RMSNormalization', opset: 23, inputs: [[2, 3, 8], [8]] },
  { op: 'MeanVarianceNormalization', inputs: [[2, 3, 4, 5]] },
  { op: 'LpNormalization', inputs: [[2, 3, 8]] },
  { op: 'Softmax', inputs: [[2, 3, 8]], attributes: { axis: 1 } },
  { op: 'Softmax', inputs: [[2, 9]] },
  { op: 'LogSoftmax', inputs: [[2, 3, 8]], attributes: { axis: -1 } },
  { op: 'Hardmax', inputs: [[2, 9]] },
]

const reduced = ['L1', 'L2', 'LogSum', 'LogSumExp', 'Max', 'Mean', 'Min', 'Prod', 'Sum', 'SumSquare']
const reductions: readonly Sample[] = [
  ...reduced.map(name => ({
    op: `Reduce${name}`,
    opset: 18,
    inputs: [name === 'Prod' ? ramp(0.5, 1.5, 2, 3, 4) : ramp(0.2, 2, 2, 3, 4), int64(1)],
    attributes: { keepdims: 0 },
  })),
  { op: 'Compress', inputs: [[3, 4], { dims: [3], data: [1, 0, 1], type: BOOL }], attributes: { axis: 0 } },
  { op: 'ReduceMean', inputs: [[2, 3, 4]], attributes: { axes: [1, 2] } },
  { op: 'ReduceMax', inputs: [[2, 3, 4]], attributes: { axes: [0] } },
  { op: 'ArgMax', inputs: [[2, 3, 5]], attributes: { axis: 2, keepdims: 0 }, outputs: [INT64] },
  { op: 'ArgMin', inputs: [[2, 3, 5]], attributes: { axis: 1 }, outputs: [INT64] },
  { op: 'TopK', inputs: [[2, 7], int64(1)], outputs: [FLOAT, INT64] },
  { op: 'CumSum', inputs: [[2, 5], scalar(1, INT64)] },
]

const layout: readonly Sample[] = [
  { op: 'Reshape', inputs: [[2, 3, 4], int64(3, -1)] },
  { op: 'Flatten', inputs: [[2, 3, 4]], attributes: { axis: 2 } },
  { op: 'Transpose', inputs: [[2, 3, 4]], attributes: { perm: [2, 0, 1] } },
  { op: 'Squeeze', inputs: [[2, 1, 4], int64(1)] },
  { op: 'Unsqueeze', inputs: [[2, 4], int64(0, 2)] },
  {
    op: 'Concat',
    inputs: [
      [2, 3],
      [2, 1],
      [2, 2],
    ],
    attributes: { axis: 1 },
  },
  {
    op: 'Concat',
    inputs: [
      [2, 3],
      [1, 3],
    ],
    attributes: { axis: 0 },
  },
  { op: 'Split', inputs: [[2, 6], int64(2, 4)], attributes: { axis: 1 }, outputs: [FLOAT, FLOAT] },
  { op: 'Slice', inputs: [[4, 6], int64(1, 5), int64(4, -7), int64(0, 1), int64(2, -2)] },
  { op: 'Gather', inputs: [[5, 3], int64(4, 0, -1)], attributes: { axis: 0 } },
  { op: 'Gather', inputs: [[5, 3], { dims: [2, 2], data: [0, 2, 1, 1], type: INT64 }], attributes: { axis: 1 } },
  {
    op: 'GatherElements',
    inputs: [[2, 3], { dims: [2, 3], data: [0, 2, 1, 1, 1, 0], type: INT64 }],
    attributes: { axis: 1 },
  },
  { op: 'GatherND', inputs: [[3, 4], { dims: [2, 2], data: [0, 2, 1, 1], type: INT64 }] },
  { op: 'Expand', inputs: [[2, 1, 3], int64(2, 4, 3)] },
  { op: 'Tile', inputs: [[2, 3], int64(2, 2)] },
  { op: 'Pad', inputs: [[2, 3], int64(0, 1, 1, 2), scalar(0.5)] },
  { op: 'Pad', inputs: [[2, 4], int64(0, 2, 0, 1)], attributes: { mode: 'reflect' } },
  { op: 'Pad', inputs: [[2, 4], int64(1, 2, 0, 1)], attributes: { mode: 'edge' } },
  { op: 'Trilu', inputs: [[4, 4]], attributes: { upper: 0 } },
  { op: 'ReverseSequence', inputs: [[4, 2], int64(3, 4)], attributes: { batch_axis: 1, time_axis: 0 } },
  { op: 'Shape', inputs: [[2, 3, 4]], outputs: [INT64] },
  { op: 'Size', inputs: [[2, 3, 4]], outputs: [INT64] },
  { op: 'ConstantOfShape', inputs: [int64(2, 3)] },
  { op: 'Range', inputs: [scalar(1), scalar(9), scalar(2)] },
  { op: 'EyeLike', inputs: [[3, 4]], attributes: { k: 1 } },
  { op: 'NonZero', inputs: [{ dims: [2, 2], data: [1, 0, 0, 2] }], outputs: [INT64] },
  { op: 'Constant', inputs: [], attributes: { value_floats: { floats: [0.5, -1, 2] } } },
  {
    op: 'OneHot',
    inputs: [{ dims: [3], data: [1, 0, 3], type: INT64 }, scalar(4, INT64), { dims: [2], data: [-1, 2] }],
  },
  {
    op: 'ScatterElements',
    inputs: [[2, 3], { dims: [1, 2], data: [0, 1], type: INT64 }, [1, 2]],
    attributes: { axis: 1 },
  },
  { op: 'ScatterND', inputs: [[4, 2], { dims: [2, 1], data: [3, 0], type: INT64 }, [2, 2]] },
]

/** Both ends of a byte's range, a usual zero point, and what lies between. */
const BYTES = [0, 10, 128, 255, 3, 77, 200, 130]
const runtime = { domain: 'com.microsoft', domainVersion: 1, outputs: [UINT8] }
const quantized: readonly Sample[] = [
  { op: 'QuantizeLinear', inputs: [ramp(-2, 2, 2, 9), scalar(0.02), scalar(3, INT8)], outputs: [INT8] },
  {
    op: 'DequantizeLinear',
    inputs: [{ dims: [4], data: [0, 10, 128, 255], type: UINT8 }, scalar(0.03), scalar(128, UINT8)],
  },
  {
    op: 'DequantizeLinear',
    inputs: [
      { dims: [2, 3], data: [-128, -3, 0, 1, 50, 127], type: INT8 },
      { dims: [2], data: [0.1, 0.25] },
    ],
    attributes: { axis: 0 },
  },
  {
    op: 'QLinearMatMul',
    inputs: [
      { dims: [2, 3], data: [208, 236, 0, 3, 214, 255], type: UINT8 },
      scalar(0.0066),
      scalar(113, UINT8),
      { dims: [3, 2], data: [152, 51, 60, 26, 0, 127], type: UINT8 },
      scalar(0.00705),
      scalar(114, UINT8),
      scalar(0.0107),
      scalar(118, UINT8),
    ],
    outputs: [UINT8],
  },
  {
    op: 'QLinearConv',
    inputs: [
      { dims: [1, 1, 3, 3], data: [255, 174, 162, 25, 203, 168, 58, 15, 59], type: UINT8 },
      scalar(0.00369),
      scalar(132, UINT8),
      { dims: [1, 1, 1, 1], data: [10], type: UINT8 },
      scalar(0.00172),
      scalar(255, UINT8),
      scalar(0.00162),
      scalar(123, UINT8),
    ],
    outputs: [UINT8],
  },
  {
    op: 'MatMulInteger',
    inputs: [
      { dims: [2, 3], data: [1, 7, 3, 4, 2, 9], type: UINT8 },
      { dims: [3, 2], data: [1, 4, 2, 5, 3, 6], type: UINT8 },
    ],
    outputs: [INT32],
  },
  {
    op: 'ConvInteger',
    inputs: [
      { dims: [1, 1, 3, 3], data: [2, 3, 4, 5, 6, 7, 8, 9, 10], type: UINT8 },
      { dims: [1, 1, 2, 2], data: [1, 1, 1, 1], type: UINT8 },
      scalar(1, UINT8),
    ],
    outputs: [INT32],
  },
  ...['QLinearAdd', 'QLinearMul'].map(op => ({
    ...runtime,
    op,
    inputs: [
      { dims: [2, 4], data: BYTES, type: UINT8 },
      scalar(0.03),
      scalar(128, UINT8),
      { dims: [2, 4], data: [9, 250, 12, 31, 88, 0, 255, 64], type: UINT8 },
      scalar(0.017),
      scalar(7, UINT8),
      scalar(0.041),
      scalar(99, UINT8),
    ],
  })),
  ...['QLinearSigmoid', 'QLinearLeakyRelu'].map(op => ({
    ...runtime,
    op,
    inputs: [
      { dims: [2, 4], data: BYTES, type: UINT8 },
      scalar(0.03),
      scalar(128, UINT8),
      scalar(0.0151),
      scalar(19, UINT8),
    ],
  })),
  {
    ...runtime,
    op: 'QLinearGlobalAveragePool',
    inputs: [
      { dims: [1, 2, 2, 2], data: BYTES, type: UINT8 },
      scalar(0.03),
      scalar(128, UINT8),
      scalar(0.0211),
      scalar(100, UINT8),
    ],
  },
  {
    ...runtime,
    op: 'QLinearConcat',
    inputs: [
      scalar(0.037),
      scalar(120, UINT8),
      { dims: [2, 2], data: [0, 10, 128, 255], type: UINT8 },
      scalar(0.03),
      scalar(128, UINT8),
      { dims: [2, 3], data: [1, 200, 90, 31, 7, 255], type: UINT8 },
      scalar(0.02),
      scalar(3, UINT8),
    ],
    attributes: { axis: 1 },
  },
  {
    ...runtime,
    op: 'QGemm',
    inputs: [
      { dims: [2, 3], data: [208, 236, 0, 3, 214, 255], type: UINT8 },
      scalar(0.0066),
      scalar(113, UINT8),
      { dims: [2, 3], data: [52, -51, 60, 26, 0, 127], type: INT8 },
      { dims: [2], data: [0.007, 0.004] },
      { dims: [2], data: [0, 0], type: INT8 },
      { dims: [2], data: [400, -90], type: INT32 },
      scalar(0.0107),
      scalar(118, UINT8),
    ],
    attributes: { transB: 1 },
  },
  { op: 'DynamicQuantizeLinear', inputs: [ramp(-2, 4, 9)], outputs: [UINT8, FLOAT, UINT8] },
]

/** Two trees over three features. */
const TREES = {
  nodes_treeids: [0, 0, 0, 1, 1, 1, 1, 1],
  nodes_nodeids: [0, 1, 2, 0, 1, 2, 3, 4],
  nodes_featureids: [0, 0, 0, 2, 0, 1, 0, 0],
  nodes_values: { floats: [0.25, 0, 0, -0.5, 0, 1.5, 0, 0] },
  nodes_modes: ['BRANCH_LEQ', 'LEAF', 'LEAF', 'BRANCH_LEQ', 'LEAF', 'BRANCH_LEQ', 'LEAF', 'LEAF'],
  nodes_truenodeids: [1, 0, 0, 1, 0, 3, 0, 0],
  nodes_falsenodeids: [2, 0, 0, 2, 0, 4, 0, 0],
}

const trees: readonly Sample[] = [
  {
    op: 'TreeEnsembleRegressor',
    domain: 'ai.onnx.ml',
    inputs: [{ dims: [4, 3], data: [0, 0, 0, 0.5, 0, 0, 0.25, 2, -1, 1, 3, 1] }],
    attributes: {
      ...TREES,
      n_targets: 1,
      target_treeids: [0, 0, 1, 1, 1],
      target_nodeids: [1, 2, 1, 3, 4],
      target_ids: [0, 0, 0, 0, 0],
      target_weights: { floats: [1.5, -2, 0.25, 3, -0.75] },
    },
  },
  {
    op: 'TreeEnsembleClassifier',
    domain: 'ai.onnx.ml',
    inputs: [{ dims: [4, 3], data: [0, 0, 0, 0.5, 0, 0, 0.25, 2, -1, 1, 3, 1] }],
    attributes: {
      ...TREES,
      classlabels_int64s: [0, 1, 2],
      class_treeids: [0, 0, 1, 1, 1],
      class_nodeids: [1, 2, 1, 3, 4],
      class_ids: [0, 1, 2, 1, 0],
      class_weights: { floats: [1.5, 2, 0.25, 3, 0.75] },
    },
    outputs: [INT64, FLOAT],
  },
  {
    op: 'TreeEnsemble',
    domain: 'ai.onnx.ml',
    domainVersion: 5,
    inputs: [{ dims: [4, 3], data: [0, 0, 0, 0.5, 0, 0, 0.25, 2, -1, 1, 3, 1] }],
    attributes: {
      n_targets: 2,
      tree_roots: [0, 1],
      nodes_featureids: [0, 1, 2],
      nodes_splits: { tensor: { dims: [3], data: [0.25, 1.5, -0.5] } },
      nodes_modes: { tensor: { dims: [3], data: [0, 1, 2], type: UINT8 } },
      nodes_truenodeids: [0, 2, 3],
      nodes_trueleafs: [1, 0, 1],
      nodes_falsenodeids: [1, 2, 4],
      nodes_falseleafs: [1, 1, 1],
      leaf_targetids: [0, 1, 1, 0, 1],
      leaf_weights: { tensor: { dims: [5], data: [0.5, -2, 3, 0.75, 0.1] } },
    },
  },
]

export const SAMPLES: readonly Sample[] = [
  ...elementwise,
  ...windows,
  ...products,
  ...norms,
  ...reductions,
  ...layout,
  ...quantized,
  ...trees,
]
