// From ranges to integers: exponents, widths, rows of weights, the accumulator bound. spec/compile.md, "Exponents" to "Pixels".

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHex } from '../../src/core/bytes/index.ts'
import { compileModel, importOnnx } from '../../src/core/compile/index.ts'
import { pixelsFor } from '../../src/core/compile/pixels.ts'
import { exactScale, finest, integerScale, Range } from '../../src/core/compile/range.ts'
import { fitRows } from '../../src/core/compile/rows.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import {
  ACCUMULATOR_BOUND,
  decodeModel,
  encodeModel,
  maxOf,
  minOf,
  pixelsToIntegers,
  toIntegers,
} from '../../src/core/graph/index.ts'
import { compare, compile, rowsOf } from './support/compare.ts'
import { model } from './support/onnx.ts'
import { Random } from './support/random.ts'

describe('exponents', () => {
  it('are the finest that hold the largest value', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
        fc.constantFrom(8, 10, 12, 16),
        (magnitude, bits) => {
          const exponent = finest(magnitude, bits)
          expect(Math.round(magnitude * 2 ** exponent)).toBeLessThanOrEqual(maxOf(bits))
          expect(Math.round(magnitude * 2 ** (exponent + 1))).toBeGreaterThan(maxOf(bits))
        },
      ),
      { seed: 1 },
    )
  })

  it('clip a few outliers where that lowers the error, and no more', () => {
    const range = new Range()
    range.add(new Random(1).floats(10_000, 0.99))
    expect(range.scale(8, 'mse')).toEqual({ bits: 8, exponent: 7 })
    // One value beyond the power of two: clipping it costs less than halving the resolution of all others.
    range.add(Float32Array.of(1.1))
    expect(range.scale(8, 'mse')).toEqual({ bits: 8, exponent: 7 })
    expect(range.scale(8, 'min-max')).toEqual({ bits: 8, exponent: 6 })
    // Two of them cost 0.25 + 0.01 against 0.15 that the resolution gives.
    range.add(Float32Array.of(1.5))
    expect(range.scale(8, 'mse')).toEqual({ bits: 8, exponent: 6 })
  })

  it('choose by the error that quantization really makes', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.5, max: 4, noNaN: true }), (seed, spread) => {
        const random = new Random(seed)
        const values = Float32Array.from(
          { length: 4_000 },
          () => (random.next() + random.next() + random.next() - 1.5) * spread,
        )
        const range = new Range()
        range.add(values)
        const chosen = range.scale(8, 'mse')
        const error = (exponent: number): number =>
          values.reduce((sum, value) => {
            const q = Math.min(maxOf(8), Math.max(minOf(8), Math.round(value * 2 ** exponent)))
            return sum + (value - q * 2 ** -exponent) ** 2
          }, 0)
        const whole = range.scale(8, 'min-max').exponent
        const best = [whole, whole + 1, whole + 2].reduce((a, b) => (error(b) < error(a) ? b : a))
        // The estimate may err where both are nearly equal.
        if (chosen.exponent !== best) expect(error(chosen.exponent)).toBeLessThan(1.2 * error(best))
      }),
      { numRuns: 60, seed: 2 },
    )
  })

  it('let a share of one in ten thousand go', () => {
    const range = new Range()
    range.add(new Random(5).floats(100_000, 0.9))
    expect(range.scale(8, 'percentile')).toEqual({ bits: 8, exponent: 7 })
    range.add(Float32Array.of(9, -7, 5))
    expect(range.scale(8, 'percentile')).toEqual({ bits: 8, exponent: 7 })
    expect(range.scale(8, 'min-max')).toEqual({ bits: 8, exponent: 3 })
    range.add(new Float32Array(20).fill(4))
    expect(range.scale(8, 'percentile').exponent).toBeLessThan(7)
  })

  it('of constants are the smallest that hold them exactly', () => {
    expect(exactScale(Float32Array.of(0.5, -1.25, 3), 12)).toEqual({ bits: 5, exponent: 2 })
    expect(exactScale(Float32Array.of(0.1), 12)).toBeNull()
    expect(exactScale(Float32Array.of(1, 4095.5), 12)).toBeNull()
    expect(exactScale(Float32Array.of(0, 0), 12)).toEqual({ bits: 2, exponent: 0 })
  })

  it('keep integers as they are', () => {
    expect(integerScale(Float32Array.of(0, 3, 200))).toEqual({ bits: 9, exponent: 0 })
    expect(integerScale(Float32Array.of(0, 255))).toEqual({ bits: 9, exponent: 0 })
    expect(integerScale(Float32Array.of(0, 1))).toEqual({ bits: 2, exponent: 0 })
    expect(integerScale(Float32Array.of(-128, 127))).toEqual({ bits: 8, exponent: 0 })
    expect(integerScale(Float32Array.of(0, 32_767))).toEqual({ bits: 16, exponent: 0 })
    expect(integerScale(Float32Array.of(0, 40_000))).toBeNull()
    expect(integerScale(Float32Array.of(0, 0.5))).toBeNull()
  })

  it('do not depend on the order of rows', () => {
    const data = new Random(3).floats(1_000)
    const [a, b] = [new Range(), new Range()]
    a.add(data)
    b.add(data.slice().reverse())
    expect(a.scale(12, 'mse')).toEqual(b.scale(12, 'mse'))
  })
})

describe('rows of weights', () => {
  const x = { bits: 12, exponent: 8 }
  const always = () => ({ accumulator: 0, row: 0 })
  const rowsFrom = (weights: Float32Array, rows: number, y = { bits: 12, exponent: 6 }, bits = 8) => {
    const fitted = fitRows({ weights, bias: new Float32Array(rows) }, x, y, bits, always)
    if ('overflow' in fitted) throw new Error('overflow')
    return fitted
  }

  it('use the whole width of every row, as far as exponents reach', () => {
    const fitted = rowsFrom(Float32Array.of(0.9, -0.5, 0.11, 0.05, 0.03, -0.031), 3)
    expect([...fitted.exponents]).toEqual([5, 2, 0].map((_, i) => fitted.exponents[i]))
    for (let row = 0; row < 3; row++) {
      const most = Math.max(Math.abs(fitted.weights[2 * row]!), Math.abs(fitted.weights[2 * row + 1]!))
      expect(most).toBeGreaterThan(63)
      expect(most).toBeLessThanOrEqual(127)
    }
  })

  it('keep exponents at 5 where rows differ by more', () => {
    const fitted = rowsFrom(Float32Array.of(1, 1e-6, 0.5, 2e-9), 4)
    expect(Math.max(...fitted.exponents)).toBeLessThanOrEqual(5)
    expect(fitted.exponents[0]).toBe(5)
    expect(Math.abs(fitted.weights[3]!)).toBe(0)
  })

  it('mean the same real numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), fc.constantFrom(8, 10), (seed, rows, bits) => {
        const random = new Random(seed)
        const weights = Float32Array.from(
          { length: rows * 9 },
          (_, i) => (2 * random.next() - 1) * 2 ** -(Math.floor(i / 9) % 5),
        )
        const bias = random.floats(rows)
        const fitted = fitRows({ weights, bias }, x, { bits: 16, exponent: 10 }, bits, always)
        if ('overflow' in fitted) throw new Error('overflow')
        // y = acc / 2^shift with acc = 2^e (b + sum w x): real w is w 2^(e + x.exponent - y.exponent... ) / 2^shift.
        for (let i = 0; i < weights.length; i++) {
          const unit = 2 ** (fitted.exponents[Math.floor(i / 9)]! - fitted.shift + x.exponent - fitted.scale.exponent)
          expect(Math.abs(fitted.weights[i]! * unit - weights[i]!)).toBeLessThanOrEqual(unit / 2)
        }
        for (let row = 0; row < rows; row++) {
          const unit = 2 ** (fitted.exponents[row]! - fitted.shift - fitted.scale.exponent)
          expect(Math.abs(fitted.bias[row]! * unit - bias[row]!)).toBeLessThanOrEqual(unit / 2)
        }
      }),
      { numRuns: 100, seed: 4 },
    )
  })

  it('give a coarser output where the accumulator is no finer', () => {
    const fitted = rowsFrom(Float32Array.of(100, -90), 1, { bits: 16, exponent: 20 })
    expect(fitted.shift).toBe(0)
    expect(fitted.scale.exponent).toBeLessThan(20)
  })

  it('survive rows of zeros', () => {
    const fitted = rowsFrom(new Float32Array(6), 3)
    expect([...fitted.weights]).toEqual([0, 0, 0, 0, 0, 0])
    expect(fitted.shift).toBe(0)
  })

  it('come down until the bound holds, then give up', () => {
    const measured: number[] = []
    const measure = (scale: number) => (rows: { weights: ArrayLike<number> }) => {
      measured.push(rows.weights[0]!)
      return { accumulator: Math.abs(rows.weights[0]!) * scale, row: 0 }
    }
    const rows = { weights: Float32Array.of(0.9), bias: Float32Array.of(0) }
    const once = fitRows(rows, x, { bits: 12, exponent: 6 }, 8, measure(ACCUMULATOR_BOUND / 60))
    expect(once).toMatchObject({ lost: 1, weightBits: 7 })
    expect(measured.length).toBe(2)
    const never = fitRows(rows, x, { bits: 12, exponent: 6 }, 8, measure(ACCUMULATOR_BOUND))
    expect(never).toMatchObject({ overflow: true, row: 0 })
  })
})

describe('the accumulator bound', () => {
  const wide = (k: number, w: Float32Array) =>
    model({
      nodes: [
        { op: 'Relu', inputs: ['x'], outputs: ['r'] },
        { op: 'MatMul', inputs: ['r', 'w'], outputs: ['y'] },
      ],
      inputs: { x: ['N', k] },
      outputs: { y: ['N', w.length / k] },
      weights: { w: { dims: [k, w.length / k], data: w } },
    })

  it('takes bits from activations that are finer than the weights, then from weights, and says so', async () => {
    const random = new Random(5)
    const k = 300_000
    const { compiled } = await compare(
      wide(k, random.floats(2 * k)),
      { x: rowsOf(random.floats(2 * k), [k]) },
      { activationBits: 16, pixels: 'none' },
    )
    expect(compiled.model.bounds.accumulator).toBeLessThanOrEqual(ACCUMULATOR_BOUND)
    const notes = compiled.report.notes.join('\n')
    expect(notes).toContain('weights keep')
    expect(notes).toMatch(/"r": \d+ bits, for the accumulator's bound/)
  })

  it('refuses what no width brings inside, naming node and row', async () => {
    const k = 2 ** 20
    const product = model({
      nodes: [{ op: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }],
      inputs: { x: ['N', k] },
      outputs: { y: ['N', 1] },
      weights: { w: { dims: [k, 1], data: new Random(6).floats(k) } },
    })
    const float = unwrap(importOnnx(product))
    const result = await compileModel(float, { calibration: { x: rowsOf(new Random(7).floats(k), [k]) } })
    expect(result.ok).toBe(false)
    if (result.ok) return
    expect(result.code).toBe('accumulator_overflow')
    expect(result.facts).toMatchObject({ row: 0 })
    expect(result.message).toContain('"y"')
  })

  it('keeps large biases beside tiny weights', async () => {
    const file = model({
      nodes: [{ op: 'Gemm', inputs: ['x', 'w', 'b'], outputs: ['y'] }],
      inputs: { x: ['N', 4] },
      outputs: { y: ['N', 2] },
      weights: { w: { dims: [4, 2], data: new Float32Array(8).fill(1e-6) }, b: { dims: [2], data: [10, -7.25] } },
    })
    const { exact, float } = await compare(file, { x: rowsOf(new Random(7).floats(40), [4]) })
    exact['y']!.forEach((value, i) => {
      expect(Math.abs(value - float['y']![i]!)).toBeLessThan(0.001)
    })
  })
})

describe('compiled models', () => {
  const file = model({
    nodes: [
      { op: 'Conv', inputs: ['x', 'w'], outputs: ['c'] },
      { op: 'Relu', inputs: ['c'], outputs: ['r'] },
      { op: 'Flatten', inputs: ['r'], outputs: ['f'] },
      { op: 'Gemm', inputs: ['f', 'g'], outputs: ['y'] },
    ],
    inputs: { x: ['N', 3, 6, 6] },
    outputs: { y: ['N', 4] },
    weights: {
      w: { dims: [5, 3, 3, 3], data: new Random(8).floats(135) },
      g: { dims: [80, 4], data: new Random(9).floats(320) },
    },
  })
  const bytesIn = { x: rowsOf(new Random(10).ints(108 * 6, 0, 255), [3, 6, 6]) }

  it('are the same bytes for the same file, rows and options', async () => {
    const [a, b] = [await compile(file, bytesIn), await compile(file, bytesIn)]
    expect(encodeModel(a.model)).toEqual(encodeModel(b.model))
    expect(toHex(a.model.identity.modelId)).toBe(toHex(b.model.identity.modelId))
    const wider = await compile(file, bytesIn, { weightBits: 10 })
    expect(toHex(wider.model.identity.modelId)).not.toBe(toHex(a.model.identity.modelId))
  })

  it('decode from their own bytes', async () => {
    const { model: made, report } = await compile(file, bytesIn, { manifest: { name: 'small' } })
    const encoded = encodeModel(made)
    expect(report.bytes).toBe(encoded.length)
    const decoded = unwrap(decodeModel(encoded))
    expect(decoded.identity.modelId).toEqual(made.identity.modelId)
    expect(decoded.manifest.name).toBe('small')
  })

  it('need no transposes: images and weights lie channels-last, the flattening is in the columns', async () => {
    const { model: made, report } = await compile(file, bytesIn)
    expect(made.graph.ops.map(op => op.kind)).toEqual(['input', 'conv', 'reshape', 'linear', 'output'])
    expect(report).toMatchObject({ ops: 5, parameters: 135 + 5 + 320 + 4, calibrationRows: 6 })
    expect(made.graph.ops[1]).toMatchObject({ shape: [4, 4, 5], lo: 0, hi: 2047, bits: 12 })
    expect(made.ports.inputs[0]).toMatchObject({ perm: [1, 2, 0], bits: 9, exponent: 0 })
    expect(made.ports.outputs[0]).toMatchObject({ name: 'y', bits: 16, dtype: 'float32' })
  })

  it.each([8, 10, 12, 16] as const)('have activations of %d bits', async activationBits => {
    const { model: made } = await compile(file, bytesIn, { activationBits })
    expect(made.graph.ops[1]!.bits).toBe(activationBits)
    expect(made.graph.ops[3]!.bits).toBe(16)
  })

  it('refuse calibration data that are missing, do not fit, or hold NaN', async () => {
    const float = unwrap(importOnnx(file))
    const codes = async (calibration: Parameters<typeof compileModel>[1]['calibration']): Promise<string> => {
      const result = await compileModel(float, { calibration })
      return result.ok ? 'ok' : result.code
    }
    expect(await codes({})).toBe('calibration_missing')
    expect(await codes({ z: bytesIn.x })).toBe('calibration_missing')
    expect(await codes({ x: { data: new Float32Array(107), rows: 1 } })).toBe('input_shape_mismatch')
    expect(await codes({ x: { data: new Float32Array(0), rows: 0 } })).toBe('input_shape_mismatch')
    const broken = bytesIn.x.data.slice()
    broken[200] = Number.NaN
    expect(await codes({ x: { data: broken, rows: 6 } })).toBe('input_not_finite')
  })

  it('throw on options that do not exist', async () => {
    const float = unwrap(importOnnx(file))
    await expect(compileModel(float, { calibration: bytesIn, activationBits: 9 as 8 })).rejects.toThrow(RangeError)
    await expect(compileModel(float, { calibration: bytesIn, weightBits: 4 as 8 })).rejects.toThrow(RangeError)
  })

  it('report progress, and stop where asked to', async () => {
    const float = unwrap(importOnnx(file))
    const seen: string[] = []
    unwrap(
      await compileModel(float, {
        calibration: bytesIn,
        onProgress: progress => seen.push(`${progress.stage} ${progress.done}/${progress.total}`),
      }),
    )
    expect(seen).toEqual(['calibration 6/6', 'quantization 0/1', 'quantization 1/1'])
    const controller = new AbortController()
    const stopped = compileModel(float, {
      calibration: bytesIn,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' })
  })
})

describe('pixels', () => {
  const port = (scale: { bits: number; exponent: number }, channels: number) => ({
    name: 'x',
    dtype: 'float32' as const,
    shape: [channels, 2, 2],
    perm: [1, 2, 0],
    ...scale,
  })

  it.each([
    ['raw', 'raw', { bits: 9, exponent: 0 }, (p: number) => p],
    ['raw at half resolution', 'raw', { bits: 8, exponent: -1 }, (p: number) => p],
    ['unit', 'unit', { bits: 12, exponent: 10 }, (p: number) => p / 255],
    [
      'mean and std',
      { mean: [0.485], std: [0.229] },
      { bits: 12, exponent: 9 },
      (p: number) => (p / 255 - 0.485) / 0.229,
    ],
  ] as const)('%s become what the same real numbers become', (_name, meaning, scale, real) => {
    const grey = port(scale, 1)
    const pixels = pixelsFor(meaning, 1, scale, 'x')
    const all = Uint8Array.from({ length: 256 }, (_, i) => i)
    const fromPixels = pixelsToIntegers({ ...grey, pixels }, all, 64)
    const fromReals = toIntegers(grey, Float64Array.from(all, real), 64)
    let different = 0
    fromPixels.data.forEach((value, i) => {
      expect(Math.abs(value - fromReals.data[i]!)).toBeLessThanOrEqual(1)
      if (value !== fromReals.data[i]) different++
    })
    expect(different).toBeLessThanOrEqual(1)
  })

  it('are per channel', () => {
    const pixels = pixelsFor({ mean: [0.5, 0, 0.25], std: [1, 0.5, 2] }, 3, { bits: 12, exponent: 8 }, 'x')
    expect(pixels.channels).toBe(3)
    expect(pixels.mul[1]! / pixels.mul[0]!).toBeCloseTo(2, 4)
    expect(pixels.add[1]).toBe(0)
  })

  it('refuse means and deviations that make no sense', () => {
    for (const meaning of [
      { mean: [0], std: [0] },
      { mean: [0, 0], std: [1, 1] },
      { mean: [Number.NaN], std: [1] },
    ])
      expect(() => pixelsFor(meaning, 1, { bits: 12, exponent: 8 }, 'x')).toThrow(/one mean and one std/)
  })

  const image = (channels: number) =>
    model({
      nodes: [{ op: 'Relu', inputs: ['x'], outputs: ['y'] }],
      inputs: { x: ['N', channels, 2, 2] },
      outputs: { y: ['N', channels, 2, 2] },
    })

  it('are raw where the calibration rows are bytes, and asked for otherwise', async () => {
    const bytesIn = rowsOf(new Random(11).ints(4 * 5, 0, 255), [1, 2, 2])
    const raw = await compile(image(1), { x: bytesIn })
    expect(raw.model.ports.inputs[0]!.pixels).toEqual({ channels: 1, mul: [1], add: [0], shift: 0 })
    const none = await compile(image(1), { x: bytesIn }, { pixels: 'none' })
    expect(none.model.ports.inputs[0]!.pixels).toBeUndefined()
    const reals = { x: rowsOf(new Random(12).floats(12 * 5), [3, 2, 2]) }
    const unstated = await compile(image(3), reals)
    expect(unstated.model.ports.inputs[0]!.pixels).toBeUndefined()
    expect(unstated.report.notes.join()).toContain('state what pixels mean')
    const unit = await compile(image(3), reals, { pixels: 'unit' })
    expect(unit.model.ports.inputs[0]!.pixels).toMatchObject({ channels: 3 })
    const four = await compile(image(4), { x: rowsOf(new Random(13).floats(16 * 5), [4, 2, 2]) }, { pixels: 'unit' })
    expect(four.model.ports.inputs[0]!.pixels).toBeUndefined()
  })
})
