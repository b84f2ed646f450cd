// Quantized models at the scales of the file: the exact model against onnxruntime on the same inputs. spec/compile.md,
// "Operators". Where nothing is rounded on the way (scales of powers of two, integers inside), results are equal.

import { describe, expect, it } from 'vitest'
import { compileModel, importOnnx, type Samples } from '../../src/core/compile/index.ts'
import { prepare } from '../../src/core/compile/passes/index.ts'
import { interpret, outputsOf } from '../../src/core/engine/reference.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { toIntegers, toReals } from '../../src/core/graph/index.ts'
import { runOrt } from './support/floatRun.ts'
import { bytes, type GraphSpec, model, type NodeSpec, type TensorSpec, valueInfo } from './support/onnx.ts'
import { Random } from './support/random.ts'

const UINT8 = 2
const INT8 = 3
const INT16 = 5
const INT32 = 6

const scalar = (value: number, type = 1): TensorSpec => ({ dims: [], data: [value], type })
const list = (data: readonly number[], type = 1): TensorSpec => ({ dims: [data.length], data, type })
const node = (op: string, inputs: readonly string[], output: string, attributes: NodeSpec['attributes'] = {}) => ({
  op,
  inputs,
  outputs: [output],
  attributes,
})

interface Typed {
  readonly dims: readonly number[]
  readonly type?: number
}

/** A model whose ports have other element types than float32 too. */
function typedModel(
  spec: Omit<GraphSpec, 'inputs' | 'outputs'> & { inputs: Record<string, Typed>; outputs: Record<string, Typed> },
  opset = 21,
): Uint8Array {
  const infos = (field: number, ports: Record<string, Typed>): Uint8Array[] =>
    Object.entries(ports).map(([name, { dims, type = 1 }]) => bytes(field, valueInfo(name, dims, type)))
  return model({
    ...spec,
    inputs: {},
    outputs: {},
    extra: [...infos(11, spec.inputs), ...infos(12, spec.outputs)],
    opset,
    irVersion: 10,
  })
}

interface Outcome {
  readonly exact: Float32Array
  readonly float: Float32Array
  readonly step: number
}

/** Every row alone through onnxruntime, all at once through the exact model; by output. */
async function run(
  file: Uint8Array,
  inputs: Readonly<Record<string, Float32Array>>,
  rows: number,
  widths = { activationBits: 16, weightBits: 16 } as const,
): Promise<Record<string, Outcome>> {
  const float = unwrap(importOnnx(file))
  const samples: Record<string, Samples> = Object.fromEntries(
    Object.entries(inputs).map(([name, data]) => [name, { data, rows }]),
  )
  const { model: exact } = unwrap(await compileModel(float, { calibration: samples, ...widths }))
  const outputs = outputsOf(
    exact,
    interpret(
      exact,
      exact.ports.inputs.map(port => toIntegers(port, inputs[port.name]!, rows)),
    ),
  )
  const expected: Record<string, number[]> = {}
  for (let row = 0; row < rows; row++) {
    const one = Object.fromEntries(
      Object.entries(inputs).map(([name, data]) => {
        const size = data.length / rows
        return [name, data.subarray(row * size, (row + 1) * size)]
      }),
    )
    for (const [name, { data }] of Object.entries(await runOrt(file, float, one)))
      expected[name] = [...(expected[name] ?? []), ...data]
  }
  return Object.fromEntries(
    exact.ports.outputs.map((port, slot) => [
      port.name,
      {
        exact: toReals(port, outputs[slot]!),
        float: Float32Array.from(expected[port.name]!),
        step: 2 ** -port.exponent,
      },
    ]),
  )
}

const furthest = ({ exact, float }: Outcome): number =>
  exact.reduce((most, value, i) => Math.max(most, Math.abs(value - float[i]!)), 0)
const within = (outcome: Outcome): void => expect(furthest(outcome)).toBeLessThanOrEqual(2 * outcome.step)

const random = new Random(7)
const bytesAs = (type: number, dims: readonly number[]): TensorSpec => {
  const count = dims.reduce((a, b) => a * b, 1)
  return { dims, data: random.ints(count, type === UINT8 ? 0 : -128, type === UINT8 ? 255 : 127), type }
}

/** x, quantized and dequantized at once. */
const fake = (from: string, to: string, scale: string, zero: string): NodeSpec[] => [
  node('QuantizeLinear', [from, scale, zero], `${to}_q`),
  node('DequantizeLinear', [`${to}_q`, scale, zero], to),
]

describe('quantize and dequantize', () => {
  it.each([
    ['uint8', UINT8, 128],
    ['int8', INT8, -3],
    ['int16', INT16, 100],
  ])('of a value that re-expresses its range in %s: equal at awkward scales', async (_, type, zero) => {
    const file = typedModel({
      nodes: fake('x', 'y', 's', 'z'),
      weights: { s: scalar(0.0173), z: scalar(zero, type) },
      inputs: { x: { dims: [1, 64] } },
      outputs: { y: { dims: [1, 64] } },
    })
    // Values that the input's width holds: halves of 2^-9, beyond both ends of the type too.
    const x = random.ints(64 * 8, -2000, 2000).map(value => value / 512)
    // One function of x, of as few whole numbers as the type has; the scale stands apart.
    const { nodes } = prepare(unwrap(importOnnx(file)).graph).graph
    const least = type === UINT8 ? 0 : type === INT8 ? -128 : -32_768
    const most = type === UINT8 ? 255 : type === INT8 ? 127 : 32_767
    const functions = nodes.filter(({ kind }) => kind === 'function')
    expect(functions.map(({ integers }) => integers ?? 'none')).toEqual([
      Math.abs(least - zero) < 2 ** 15 + 1 ? { lo: least - zero, hi: most - zero } : 'none',
    ])
    within((await run(file, { x }, 8)).y!)
  })

  it('rounds halves to even', async () => {
    const file = typedModel({
      nodes: [node('QuantizeLinear', ['x', 's', 'z'], 'y')],
      weights: { s: scalar(0.5), z: scalar(0, INT8) },
      inputs: { x: { dims: [1, 9] } },
      outputs: { y: { dims: [1, 9], type: INT8 } },
    })
    const x = Float32Array.of(-1.25, -0.75, -0.25, 0.25, 0.75, 1.25, 1.75, 90, -90)
    const { y } = await run(file, { x }, 1)
    expect([...y!.exact]).toEqual([-2, -2, 0, 0, 2, 2, 4, 127, -128])
    expect([...y!.float]).toEqual([...y!.exact])
  })

  it('along an axis, zero points too', async () => {
    const file = typedModel({
      nodes: [
        node('QuantizeLinear', ['x', 's', 'z'], 'q', { axis: { i: 1 } }),
        node('DequantizeLinear', ['q', 's', 'z'], 'y', { axis: { i: 1 } }),
      ],
      weights: { s: list([0.5, 0.25, 2]), z: list([0, 100, 255], UINT8) },
      inputs: { x: { dims: [1, 3, 5] } },
      outputs: { y: { dims: [1, 3, 5] }, q: { dims: [1, 3, 5], type: UINT8 } },
    })
    const x = random.ints(15 * 6, -1000, 1000).map(value => value / 8)
    const { y, q } = await run(file, { x }, 6)
    expect([...q!.exact]).toEqual([...q!.float])
    within(y!)
  })

  it('of an input of integers', async () => {
    const file = typedModel({
      nodes: [node('DequantizeLinear', ['x', 's', 'z'], 'y')],
      weights: { s: scalar(0.031), z: scalar(77, UINT8) },
      inputs: { x: { dims: [1, 256], type: UINT8 } },
      outputs: { y: { dims: [1, 256] } },
    })
    within((await run(file, { x: Float32Array.from({ length: 256 }, (_, i) => i) }, 1)).y!)
  })

  it('of weights: the numbers that they stand for, int32 biases too', () => {
    const weights: Record<string, TensorSpec> = {
      w: { dims: [2, 3], data: [-128, 0, 127, 5, -7, 99], type: INT8 },
      ws: list([0.1, 0.003]),
      wz: list([1, -2], INT8),
      b: list([1000, -20_000], INT32),
      bs: scalar(0.0007),
    }
    const file = typedModel({
      nodes: [
        node('DequantizeLinear', ['w', 'ws', 'wz'], 'wf', { axis: { i: 0 } }),
        node('DequantizeLinear', ['b', 'bs'], 'bf'),
        node('Gemm', ['x', 'wf', 'bf'], 'y', { transB: { i: 1 } }),
      ],
      weights,
      inputs: { x: { dims: [1, 3] } },
      outputs: { y: { dims: [1, 2] } },
    })
    const linear = unwrap(importOnnx(file)).graph.nodes.find(({ kind }) => kind === 'linear')
    if (linear?.kind !== 'linear') throw new Error('no linear node')
    const [s0, s1] = [Math.fround(0.1), Math.fround(0.003)]
    expect([...linear.weights]).toEqual([-129 * s0, -s0, 126 * s0, 7 * s1, -5 * s1, 101 * s1].map(Math.fround))
    expect([...linear.bias]).toEqual([1000, -20_000].map(value => Math.fround(value * Math.fround(0.0007))))
  })
})

describe('a model of convolutions and products in the QDQ form', () => {
  const network = (scales: readonly [number, number, number, number], perChannel: boolean): Uint8Array => {
    const [sx, sw, sh, sy] = scales
    return typedModel({
      nodes: [
        ...fake('x', 'xf', 'sx', 'zx'),
        node('DequantizeLinear', ['w', 'sw', 'zw'], 'wf', perChannel ? { axis: { i: 0 } } : {}),
        node('DequantizeLinear', ['b', 'sb'], 'bf'),
        node('Conv', ['xf', 'wf', 'bf'], 'c', { pads: { ints: [1, 1, 1, 1] } }),
        node('Relu', ['c'], 'r'),
        ...fake('r', 'h', 'sh', 'zh'),
        node('MaxPool', ['h'], 'p', { kernel_shape: { ints: [2, 2] }, strides: { ints: [2, 2] } }),
        ...fake('p', 'p2', 'sh', 'zh'),
        node('Flatten', ['p2'], 'f'),
        node('DequantizeLinear', ['v', 'sw1', 'zw1'], 'vf'),
        node('Gemm', ['f', 'vf'], 'g'),
        ...fake('g', 'y', 'sy', 'zy'),
      ],
      weights: {
        sx: scalar(sx),
        zx: scalar(128, UINT8),
        w: bytesAs(INT8, [4, 2, 3, 3]),
        sw: perChannel ? list([sw, sw / 2, sw / 4, sw]) : scalar(sw),
        zw: perChannel ? list([0, 0, 0, 0], INT8) : scalar(0, INT8),
        b: { dims: [4], data: random.ints(4, -500, 500), type: INT32 },
        sb: scalar(sx * sw),
        sh: scalar(sh),
        zh: scalar(0, UINT8),
        v: bytesAs(INT8, [36, 5]),
        sw1: scalar(sw),
        zw1: scalar(0, INT8),
        sy: scalar(sy),
        zy: scalar(-5, INT8),
      },
      inputs: { x: { dims: [1, 2, 6, 6] } },
      outputs: { y: { dims: [1, 5] } },
    })
  }

  it.each([
    ['one scale', false],
    ['scales per channel', true],
  ])('%s of powers of two: equal', async (_, perChannel) => {
    const file = network([2 ** -7, 2 ** -7, 2 ** -4, 2 ** -3], perChannel)
    const x = random.ints(72 * 12, -128, 127).map(value => value / 128)
    const { y } = await run(file, { x }, 12)
    expect(furthest(y!)).toBe(0)
  })

  it('scales that are none: the file’s integers but for one where a value lies between two of them', async () => {
    const scales = [0.0077, 0.0069, 0.053, 0.171] as const
    const file = network(scales, false)
    const x = random.floats(72 * 12)
    const outcome = (await run(file, { x }, 12)).y!
    expect(furthest(outcome)).toBeLessThanOrEqual(scales[3] + 2 * outcome.step)
    const off = outcome.exact.filter((value, i) => Math.abs(value - outcome.float[i]!) > 2 * outcome.step)
    expect(off.length).toBeLessThanOrEqual(2)
  })
})

it('products read the file’s integers as bytes, whatever widths are asked for', async () => {
  const file = typedModel({
    nodes: [
      ...fake('x', 'xf', 's', 'z'),
      node('DequantizeLinear', ['w', 's'], 'wf'),
      node('Gemm', ['xf', 'wf'], 'y', { transB: { i: 1 } }),
    ],
    weights: { s: scalar(0.0131), z: scalar(0, UINT8), w: bytesAs(INT8, [6, 40]) },
    inputs: { x: { dims: [1, 40] } },
    outputs: { y: { dims: [1, 6] } },
  })
  const x = random.ints(40 * 8, -20, 2000).map(value => value / 512)
  const calibration = { x: { data: x, rows: 8 } }
  const { model: exact } = unwrap(
    await compileModel(unwrap(importOnnx(file)), { calibration, activationBits: 16, weightBits: 8 }),
  )
  expect(exact.graph.ops.map(({ kind }) => kind)).toEqual(['input', 'lookup', 'linear', 'output'])
  const [, lookup] = exact.graph.ops
  expect(lookup).toMatchObject({ bits: 9, lo: 0, hi: 255 })
})

describe('operators of integers', () => {
  // onnxruntime saturates pairs of products of unsigned with signed bytes where the processor has no VNNI: 2 * 255 * 64 does not.
  const bytes = (type: number, dims: readonly number[]): TensorSpec =>
    type === INT8
      ? {
          dims,
          data: random.ints(
            dims.reduce((a, b) => a * b),
            -64,
            63,
          ),
          type,
        }
      : bytesAs(type, dims)
  const weights = (zero: number, type: number): Record<string, TensorSpec> => ({
    w: bytes(type, [4, 2, 3, 3]),
    zw: scalar(zero, type),
    zx: scalar(120, UINT8),
    b: { dims: [4], data: random.ints(4, -5000, 5000), type: INT32 },
    sx: scalar(0.013),
    sw: list([0.007, 0.003, 0.011, 0.005]),
    sy: scalar(0.4),
    zy: scalar(131, UINT8),
    zw4: list([0, 0, 0, 0], type),
    m: bytes(type, [24, 6]),
    sm: scalar(0.0071),
  })
  const image = { x: { dims: [1, 2, 5, 6], type: UINT8 } }
  const pads = { pads: { ints: [1, 0, 1, 1] } }
  const pixels = (rows: number): Float32Array => random.ints(60 * rows, 0, 255)

  it('QLinearConv, scales per channel and biases', async () => {
    const file = typedModel({
      nodes: [node('QLinearConv', ['x', 'sx', 'zx', 'w', 'sw', 'zw4', 'sy', 'zy', 'b'], 'y', pads)],
      weights: weights(0, INT8),
      inputs: image,
      outputs: { y: { dims: [1, 4, 5, 5], type: UINT8 } },
    })
    const { y } = await run(file, { x: pixels(8) }, 8)
    expect([...y!.exact]).toEqual([...y!.float])
  })

  it.each([
    ['uint8', UINT8, 119],
    ['int8', INT8, 0],
  ])('ConvInteger with weights of %s, made real', async (_, type, zero) => {
    const file = typedModel({
      nodes: [
        node('ConvInteger', ['x', 'w', 'zx', 'zw'], 'i', pads),
        node('Cast', ['i'], 'f', { to: { i: 1 } }),
        node('Mul', ['f', 'sx'], 'y'),
      ],
      weights: weights(zero, type),
      inputs: image,
      outputs: { y: { dims: [1, 4, 5, 5] } },
    })
    within((await run(file, { x: pixels(8) }, 8)).y!)
  })

  it('MatMulInteger, sums as they are', async () => {
    const file = typedModel({
      nodes: [node('MatMulInteger', ['x', 'm', 'zx'], 'y')],
      weights: { m: { dims: [24, 6], data: random.ints(144, -9, 9), type: INT8 }, zx: scalar(120, UINT8) },
      inputs: { x: { dims: [1, 24], type: UINT8 } },
      outputs: { y: { dims: [1, 6], type: INT32 } },
    })
    const { y } = await run(file, { x: random.ints(24 * 8, 0, 255) }, 8)
    expect([...y!.exact]).toEqual([...y!.float])
  })

  it('QLinearMatMul', async () => {
    const file = typedModel({
      nodes: [node('QLinearMatMul', ['x', 'sx', 'zx', 'm', 'sm', 'zw', 'sy', 'zy'], 'y')],
      weights: weights(0, INT8),
      inputs: { x: { dims: [1, 3, 24], type: UINT8 } },
      outputs: { y: { dims: [1, 3, 6], type: UINT8 } },
    })
    const { y } = await run(file, { x: random.ints(72 * 8, 0, 255) }, 8)
    expect([...y!.exact]).toEqual([...y!.float])
  })
})

describe('what is refused', () => {
  const refusal = (nodes: readonly NodeSpec[], weights: Record<string, TensorSpec>, type = UINT8): string => {
    const file = typedModel({
      nodes,
      weights,
      inputs: { x: { dims: [1, 4] } },
      outputs: { y: { dims: [1, 4], type } },
    })
    const result = importOnnx(file)
    return result.ok ? '' : result.message
  }

  it('scales of blocks', () => {
    const nodes = [node('QuantizeLinear', ['x', 's'], 'y', { block_size: { i: 2 } })]
    expect(refusal(nodes, { s: { dims: [1, 2], data: [1, 2] } })).toContain('scales of blocks')
  })

  it('scales that depend on the values', () => {
    const dynamic = { op: 'DynamicQuantizeLinear', inputs: ['x'], outputs: ['y', 's', 'z'] }
    expect(refusal([dynamic], {})).toContain('its scale is computed from its input')
    expect(refusal([node('QuantizeLinear', ['x', 'x'], 'y')], {})).toContain("its scale depends on the model's inputs")
  })

  it('scales that are not positive', () => {
    expect(refusal([node('QuantizeLinear', ['x', 's'], 'y')], { s: scalar(0) })).toContain('not positive')
  })

  it('integers that 16 bits do not hold at an output', async () => {
    const file = typedModel({
      nodes: [node('QuantizeLinear', ['x', 's', 'z'], 'y')],
      weights: { s: scalar(1), z: scalar(0, 4) },
      inputs: { x: { dims: [1, 2] } },
      outputs: { y: { dims: [1, 2], type: 4 } },
    })
    const calibration = { x: { data: Float32Array.of(3, 40_000), rows: 1 } }
    const result = await compileModel(unwrap(importOnnx(file)), { calibration })
    expect(result.ok ? '' : result.message).toContain('whole numbers from 0 to 40000, 16 bits hold')
  })
})
