// Lowering node by node at 16 bits: every exact result lies within two output steps of what the node means, applied to the
// inputs as they are stored. spec/compile.md, "Lowering".

import { describe, expect, it } from 'vitest'
import type { FloatGraph, FloatNode, Scalar } from '../../src/core/compile/ir.ts'
import { lower } from '../../src/core/compile/lower/index.ts'
import { finest, type Scale } from '../../src/core/compile/range.ts'
import { scalarFunction } from '../../src/core/compile/scalar.ts'
import { interpret, outputsOf } from '../../src/core/engine/reference.ts'
import { elements, type IntTensor, makeModel, maxOf, minOf } from '../../src/core/graph/index.ts'
import { Random } from './support/random.ts'

interface Given {
  readonly shape: readonly number[]
  readonly data: readonly number[] | Float32Array
  readonly scale?: Scale
}

type Body = { [K in FloatNode['kind']]: Omit<Extract<FloatNode, { kind: K }>, 'name' | 'inputs'> }[FloatNode['kind']]

const STEPS = 2

/** Runs one node on the given inputs: exact values, their step, and the inputs as stored. */
function runNode(
  node: Body,
  given: readonly Given[],
  means: (inputs: readonly Float64Array[]) => ArrayLike<number>,
  options: { bits?: number; weightBits?: number; output?: Scale } = {},
) {
  const { bits = 16, weightBits = 16 } = options
  const inputScales = given.map(
    ({ data, scale }) => scale ?? { bits, exponent: finest(Math.max(...Array.from(data, Math.abs)), bits) },
  )
  const tensors: IntTensor[] = given.map(({ shape, data }, i) => {
    const { bits: width, exponent } = inputScales[i]!
    const values = Array.from(data, v => Math.min(maxOf(width), Math.max(minOf(width), Math.round(v * 2 ** exponent))))
    return { shape, bits: width, rows: 1, data: width <= 8 ? Int8Array.from(values) : Int16Array.from(values) }
  })
  const stored = tensors.map((tensor, i) => Float64Array.from(tensor.data, v => v * 2 ** -inputScales[i]!.exponent))
  const expected = means(stored)
  const largest = Array.from(expected).reduce((most, v) => Math.max(most, Math.abs(v)), 0)
  const out = options.output ?? { bits, exponent: finest(largest, bits) }
  const nodes = [
    ...given.map(({ shape }, slot): FloatNode => ({ kind: 'input', name: `x${slot}`, inputs: [], slot, shape })),
    { ...node, name: 'y', inputs: given.map((_, i) => i) } as FloatNode,
  ]
  const port = (name: string, shape: readonly number[], at: number) => ({
    name,
    dtype: 'float32' as const,
    shape,
    dims: shape,
    element: 1,
    node: at,
    perm: shape.map((_, i) => i),
  })
  const graph: FloatGraph = {
    nodes,
    inputs: given.map(({ shape }, i) => port(`x${i}`, shape, i)),
    outputs: [port('y', node.shape, nodes.length - 1)],
  }
  const lowered = lower(graph, [...inputScales, out], () => weightBits)
  const ports = {
    inputs: graph.inputs.map((p, i) => ({ ...interfacePort(p), ...inputScales[i]! })),
    outputs: graph.outputs.map((p, i) => ({ ...interfacePort(p), ...bare(lowered.outputs[i]!) })),
  }
  const model = makeModel(lowered.graph, lowered.weights, ports, {})
  const [y] = outputsOf(model, interpret(model, tensors))
  const step = 2 ** -lowered.outputs[0]!.exponent
  return { exact: Array.from(y!.data, v => v * step), step, expected, lowered, model }
}

const interfacePort = ({ name, dtype, shape, perm }: FloatGraph['inputs'][number]) => ({ name, dtype, shape, perm })
const bare = ({ bits, exponent }: Scale) => ({ bits, exponent })

function worst({ exact, expected, step }: Pick<ReturnType<typeof runNode>, 'exact' | 'expected' | 'step'>): number {
  return exact.reduce((most, v, i) => Math.max(most, Math.abs(v - expected[i]!) / step), 0)
}

const random = new Random(1)
const normal = (count: number, scale = 1): Float32Array =>
  Float32Array.from(
    { length: count },
    () => scale * Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next()),
  )
const X: Scalar = { op: 'x' }
const constant = (value: number): Scalar => ({ op: 'constant', value })

describe('sums', () => {
  it.each([[[1, 1]], [[1, -1]], [[0.3, 1.7]], [[-2.5, 1e-3]], [[1 / 3, 100]], [[4, 0.25]]])(
    'of two values with factors %j',
    factors => {
      const given = [
        { shape: [3, 40], data: normal(120, 2) },
        { shape: [3, 1], data: normal(3, 0.7) },
      ]
      const found = runNode({ kind: 'add', shape: [3, 40], factors, clamp: null }, given, ([a, c]) =>
        a!.map((v, i) => factors[0]! * v + factors[1]! * c![Math.floor(i / 40)]!),
      )
      expect(worst(found)).toBeLessThanOrEqual(STEPS)
    },
  )

  it('of one value with a factor, over many orders of magnitude', () => {
    for (const factor of [1e-7, -3e-4, 0.1, 0.9999, 7, 1234.5, 1e6]) {
      const found = runNode(
        { kind: 'add', shape: [200], factors: [factor], clamp: null },
        [{ shape: [200], data: normal(200, 3) }],
        ([a]) => a!.map(v => factor * v),
      )
      expect(worst(found), String(factor)).toBeLessThanOrEqual(STEPS)
    }
  })

  it('of eight values', () => {
    const given = Array.from({ length: 8 }, (_, i) => ({ shape: [50], data: normal(50, 2 ** (i - 4)) }))
    const found = runNode({ kind: 'add', shape: [50], clamp: { lo: -1, hi: 30 } }, given, inputs =>
      Float64Array.from({ length: 50 }, (_, i) =>
        Math.min(
          30,
          Math.max(
            -1,
            inputs.reduce((total, x) => total + x[i]!, 0),
          ),
        ),
      ),
    )
    expect(worst(found)).toBeLessThanOrEqual(STEPS)
  })
})

describe('two computed values', () => {
  it.each([0.01, 1, 300])('product at scale %d', scale => {
    const given = [
      { shape: [4, 30], data: normal(120, scale) },
      { shape: [1, 30], data: normal(30, 3) },
    ]
    const found = runNode({ kind: 'product', shape: [4, 30], clamp: null }, given, ([a, c]) =>
      a!.map((v, i) => v * c![i % 30]!),
    )
    expect(worst(found)).toBeLessThanOrEqual(STEPS)
  })

  it.each([3, 20, 200])('matmul over %d', k => {
    const given = [
      { shape: [2, 5, k], data: normal(10 * k) },
      { shape: [2, 4, k], data: normal(8 * k) },
    ]
    const found = runNode({ kind: 'matmul', shape: [2, 5, 4], clamp: null }, given, ([a, c]) =>
      Float64Array.from({ length: 40 }, (_, at) => {
        const [batch, m, n] = [Math.floor(at / 20), Math.floor(at / 4) % 5, at % 4]
        let total = 0
        for (let i = 0; i < k; i++) total += a![(batch * 5 + m) * k + i]! * c![(batch * 4 + n) * k + i]!
        return total
      }),
    )
    expect(worst(found)).toBeLessThanOrEqual(STEPS)
  })

  it.each([1, 0.01, 100])('quotient at scale %d', scale => {
    const given = [
      { shape: [300], data: normal(300, scale) },
      { shape: [300], data: normal(300).map(v => (1 + Math.abs(v)) * Math.sign(v)) },
    ]
    const found = runNode({ kind: 'divide', shape: [300], clamp: null }, given, ([a, c]) =>
      a!.map((v, i) => v / c![i]!),
    )
    expect(worst(found)).toBeLessThanOrEqual(STEPS)
  })
})

describe('rows of weights', () => {
  it.each([
    [3, 4],
    [64, 10],
    [300, 3],
    [1000, 2],
  ])('linear of %d by %d', (k, n) => {
    const weights = normal(k * n, 0.3)
    const bias = normal(n)
    const found = runNode(
      { kind: 'linear', shape: [7, n], weights, bias, clamp: null },
      [{ shape: [7, k], data: normal(7 * k) }],
      ([x]) =>
        Float64Array.from({ length: 7 * n }, (_, at) => {
          let total = bias[at % n]!
          for (let i = 0; i < k; i++) total += x![Math.floor(at / n) * k + i]! * weights[(at % n) * k + i]!
          return total
        }),
    )
    expect(worst(found)).toBeLessThanOrEqual(STEPS)
  })

  it('a mean over nine', () => {
    const window = { kernel: [3, 3], stride: [1, 1], dilation: [1, 1], pads: [0, 0, 0, 0] } as const
    const found = runNode(
      { kind: 'averagePool', shape: [4, 4, 2], ...window, countIncludePad: false, clamp: null },
      [{ shape: [6, 6, 2], data: normal(72) }],
      ([x]) =>
        Float64Array.from({ length: 32 }, (_, at) => {
          const [oy, ox, c] = [Math.floor(at / 8), Math.floor(at / 2) % 4, at % 2]
          let total = 0
          for (let ky = 0; ky < 3; ky++) for (let kx = 0; kx < 3; kx++) total += x![((oy + ky) * 6 + ox + kx) * 2 + c]!
          return total / 9
        }),
    )
    expect(worst(found)).toBeLessThanOrEqual(STEPS)
  })
})

describe('functions', () => {
  const cases: [string, Scalar, number][] = [
    ['sigmoid', { op: 'sigmoid', args: [X] }, 3],
    ['tanh', { op: 'tanh', args: [X] }, 3],
    ['tanh far out', { op: 'tanh', args: [X] }, 300],
    ['erf', { op: 'erf', args: [X] }, 2],
    ['exp', { op: 'exp', args: [X] }, 3],
    ['log', { op: 'log', args: [X] }, 3],
    ['sqrt', { op: 'sqrt', args: [X] }, 3],
    ['reciprocal', { op: 'reciprocal', args: [X] }, 1],
    ['abs', { op: 'abs', args: [X] }, 3],
    ['floor', { op: 'floor', args: [X] }, 3],
    ['floor of large', { op: 'floor', args: [X] }, 3000],
    ['round', { op: 'round', args: [X] }, 30],
    ['sign', { op: 'sign', args: [X] }, 3],
    ['less', { op: 'less', args: [X, constant(0.37)] }, 3],
    ['equal 0', { op: 'equal', args: [X, constant(0)] }, 3],
    ['square', { op: 'mul', args: [X, X] }, 3],
    ['leaky', { op: 'max', args: [X, { op: 'mul', args: [X, constant(0.1)] }] }, 3],
    ['hard', { op: 'min', args: [{ op: 'max', args: [X, constant(-1)] }, constant(1)] }, 3],
    ['sin', { op: 'sin', args: [X] }, 10],
    ['softplus', { op: 'softplus', args: [X] }, 5],
  ]
  it.each(cases)('%s', (_name, f, scale) => {
    const evaluate = scalarFunction(f)
    const data = normal(4000, scale)
    for (const bits of [8, 12, 16]) {
      // Values where the function has none would only say how wide the output is.
      if (['log', 'reciprocal'].includes(_name) && bits < 16) continue
      const found = runNode(
        { kind: 'function', shape: [4000], f },
        [
          {
            shape: [4000],
            data:
              _name === 'log' || _name === 'sqrt' || _name === 'reciprocal' ? data.map(v => Math.abs(v) + 0.01) : data,
          },
        ],
        ([x]) => x!.map(v => evaluate(v)),
        { bits },
      )
      expect(worst(found), `${bits} bits`).toBeLessThanOrEqual(1.3)
    }
  })

  it('have values where the function has none', () => {
    const f: Scalar = { op: 'log', args: [X] }
    const data = Float32Array.of(-1, 0, 1, 2)
    const found = runNode({ kind: 'function', shape: [4], f }, [{ shape: [4], data }], () => [-2, -2, 0, 0.69], {
      output: { bits: 8, exponent: 6 },
    })
    expect(found.exact.slice(0, 3)).toEqual([-2, -2, 0])
  })
})

describe('along the last axis', () => {
  const lines = (x: Float64Array, d: number, make: (line: Float64Array) => ArrayLike<number>): Float64Array => {
    const out = new Float64Array(x.length)
    for (let at = 0; at < x.length; at += d) out.set(Array.from(make(x.subarray(at, at + d))), at)
    return out
  }
  const softmax = (line: Float64Array): Float64Array => {
    const most = Math.max(...line)
    const e = line.map(v => Math.exp(v - most))
    const total = e.reduce((a, c) => a + c, 0)
    return e.map(v => v / total)
  }

  it.each([2, 5, 100])('softmax over %d', d => {
    for (const scale of d > 5 ? [0.3, 2] : [0.3, 2, 8]) {
      const found = runNode(
        { kind: 'softmax', shape: [6, d], axis: 1, log: false },
        [{ shape: [6, d], data: normal(6 * d, scale) }],
        ([x]) => lines(x!, d, softmax),
      )
      expect(worst(found), String(scale)).toBeLessThanOrEqual(STEPS)
    }
  })

  it('softmax over another axis', () => {
    const found = runNode(
      { kind: 'softmax', shape: [3, 4], axis: 0, log: false },
      [{ shape: [3, 4], data: normal(12) }],
      ([x]) =>
        Float64Array.from(
          { length: 12 },
          (_, i) => softmax(Float64Array.of(x![i % 4]!, x![4 + (i % 4)]!, x![8 + (i % 4)]!))[Math.floor(i / 4)]!,
        ),
    )
    expect(worst(found)).toBeLessThanOrEqual(STEPS)
  })

  it.each([2, 5, 100])('logarithm of softmax over %d', d => {
    for (const scale of [0.3, 2, 20]) {
      const found = runNode(
        { kind: 'softmax', shape: [6, d], axis: 1, log: true },
        [{ shape: [6, d], data: normal(6 * d, scale) }],
        ([x]) =>
          lines(x!, d, line =>
            softmax(line).map(
              (_, i) =>
                line[i]! - Math.max(...line) - Math.log(line.reduce((a, v) => a + Math.exp(v - Math.max(...line)), 0)),
            ),
          ),
      )
      expect(worst(found), String(scale)).toBeLessThanOrEqual(STEPS)
    }
  })

  it('a masked position gets nothing', () => {
    const found = runNode(
      { kind: 'softmax', shape: [1, 3], axis: 1, log: false },
      [{ shape: [1, 3], data: [1, -1000, 1.5], scale: { bits: 16, exponent: 10 } }],
      () => [0.3775, 0, 0.6225],
    )
    expect(found.exact[1]).toBe(0)
  })

  it.each([
    [4, true],
    [64, true],
    [64, false],
    [768, true],
    [5000, false],
  ])('norm over %d, centre %s', (d, centre) => {
    for (const epsilon of [1e-5, 0.1]) {
      const found = runNode(
        { kind: 'norm', shape: [3, d], centre, epsilon },
        [{ shape: [3, d], data: normal(3 * d, 2).map(v => v + 0.5) }],
        ([x]) =>
          lines(x!, d, line => {
            const mean = centre ? line.reduce((a, v) => a + v, 0) / d : 0
            const variance = line.reduce((a, v) => a + (v - mean) ** 2, 0) / d
            return line.map(v => (v - mean) / Math.sqrt(variance + epsilon))
          }),
      )
      expect(worst(found), String(epsilon)).toBeLessThanOrEqual(d > 4096 ? 20 : STEPS)
    }
  })

  it('index of the first largest', () => {
    const found = runNode({ kind: 'argMax', shape: [2, 1] }, [{ shape: [2, 3], data: [1, 5, 5, 3, 2, 1] }], () => [
      1, 0,
    ])
    expect(found.exact).toEqual([1, 0])
  })
})

describe('moves', () => {
  it('take with a fill', () => {
    const found = runNode(
      { kind: 'take', shape: [2, 3], axis: 1, indices: Int32Array.of(1, -1, 0), fill: 0.5 },
      [{ shape: [2, 2], data: [1, 2, 3, 4] }],
      () => [2, 0.5, 1, 4, 0.5, 3],
    )
    expect(found.exact).toEqual([2, 0.5, 1, 4, 0.5, 3])
  })

  it('entries of a table', () => {
    const found = runNode(
      { kind: 'embedding', shape: [3, 2], table: Float32Array.of(0.5, 1, 2, 3, -1, 4) },
      [{ shape: [3], data: [0, 2, 1], scale: { bits: 8, exponent: 0 } }],
      () => [0.5, 1, -1, 4, 2, 3],
    )
    expect(worst(found)).toBe(0)
    expect(elements(found.model.graph.ops[1]!.shape)).toBe(6)
  })
})
