import { expect, test } from 'vitest'
import { reference } from '../../src/core/engine/reference.ts'
import { wasm } from '../../src/core/engine/wasm/index.ts'
import {
  analyze,
  checkGraph,
  checkWork,
  decodeModel,
  encodeModel,
  type Graph,
  makeModel,
  type Op,
  tensorBytes,
  WeightWriter,
  workOf,
} from '../../src/core/graph/index.ts'
import { smallModel } from '../support/world.ts'

/** Graphs of strangers: what loading and running them costs, and that the engines agree where an op is as large as it may be. */
test('a max pool of more values than a call may have arguments', async () => {
  const side = 512
  const window = { kernel: [side, side], stride: [1, 1], dilation: [1, 1], pads: [0, 0, 0, 0] } as const
  const ops: Op[] = [
    { kind: 'input', slot: 0, inputs: [], shape: [side, side, 1], bits: 8 },
    { kind: 'maxPool', inputs: [0], shape: [1, 1, 1], bits: 8, ...window },
    { kind: 'output', slot: 0, inputs: [1], shape: [1, 1, 1], bits: 8 },
  ]
  const port = (name: string, shape: number[]) => ({
    name,
    dtype: 'int8' as const,
    shape,
    perm: [0, 1, 2],
    bits: 8,
    exponent: 0,
  })
  const model = makeModel(
    { ops, weightBytes: 0 },
    new Uint8Array(0),
    { inputs: [port('x', [side, side, 1])], outputs: [port('y', [1, 1, 1])] },
    {},
  )
  const data = new Int8Array(side * side).fill(-100)
  data[side * side - 1] = -3
  const input = { shape: [side, side, 1], bits: 8, rows: 1, data }
  for (const engine of [reference, wasm]) {
    const session = await engine.load(model)
    expect(Array.from(tensorBytes((await session.run([input]))[0]!))).toEqual([253])
  }
})

test('checking a graph does not take longer than its file is long', () => {
  const size = 2 ** 22
  const window = { kernel: [1, 1], stride: [1, 1], dilation: [1, 1], pads: [0, 0, 0, 0] } as const
  const ops: Op[] = [{ kind: 'input', slot: 0, inputs: [], shape: [size, 1, 1], bits: 8 }]
  for (let id = 0; id < 200; id++) ops.push({ kind: 'maxPool', inputs: [id], shape: [size, 1, 1], bits: 8, ...window })
  ops.push({ kind: 'output', slot: 0, inputs: [200], shape: [size, 1, 1], bits: 8 })
  const graph: Graph = { ops, weightBytes: 0 }
  const started = performance.now()
  expect(() => checkGraph(graph)).toThrow(/too many window positions/)
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('what one row costs is known before it is run, however small the file', () => {
  const side = 2 ** 12
  const q = { shift: 0, lo: -2, hi: 1, bits: 2 }
  const ops: Op[] = [{ kind: 'input', slot: 0, inputs: [], shape: [side, side], bits: 2 }]
  for (let id = 0; id < 1000; id++) ops.push({ kind: 'matmul', inputs: [id, id], shape: [side, side], ...q })
  ops.push({ kind: 'output', slot: 0, inputs: [1000], shape: [side, side], bits: 2 })
  const graph: Graph = { ops, weightBytes: 0 }
  checkGraph(graph)
  analyze(graph, new Uint8Array(0))
  // Inputs and outputs are a value each.
  expect(workOf(graph)).toBe(1000 * side ** 3 + 2 * side ** 2)
  expect(() => checkWork(graph, 2 ** 36)).toThrow(/multiplications/)
  const line = {
    kind: 'norm',
    inputs: [0],
    centre: true,
    fraction: 0,
    epsilon: 1,
    lo: -1,
    hi: 1,
    shape: [64, 16],
    bits: 2,
  } as const
  expect(workOf({ ops: [{ ...ops[0]!, shape: [64, 16] }, line], weightBytes: 0 })).toBe(2 * 64 * 16 + 64 * 64)
})

test('a manifest that can be read and not written', () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? 1 : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) }
  const file = (depth: number) =>
    decodeModel(encodeModel({ ...smallModel(), manifest: { notes: nested(depth) as never } }))
  expect(file(60).ok).toBe(true)
  expect(file(100)).toMatchObject({ ok: false, code: 'model_malformed' })
})

test('accumulators at the bound, and partial sums far beyond 32 bits that cancel out', async () => {
  const bound = 2 ** 30 - 2 ** 24
  const k = 4096
  // Row: bias, exponent; with shift 18, |acc| + 2^17 may be the bound and no more.
  const rows: readonly (readonly [number, number])[] = [
    [bound - 2 ** 17, 0],
    [2 ** 17 - bound, 0],
    [(bound - 2 ** 17) / 32, 5],
    [(2 ** 17 - bound) / 32, 5],
    [-(2 ** 17), 0],
    [-(2 ** 17) - 1, 0],
  ]
  const build = (bias: readonly number[]) => {
    const w = new WeightWriter()
    const constant = w.constant(new Array(k).fill(-32768), 16)
    const weights = new Int16Array(rows.length * k)
    // Two halves that cancel out: partial sums reach 2^41, the whole is 0.
    for (let row = 0; row < rows.length; row++)
      for (let i = 0; i < k; i++) weights[row * k + i] = i < k / 2 ? -32767 : 32767
    const exponents = Uint8Array.from(rows, ([, exponent]) => exponent)
    const offset = w.rows({ bias: Int32Array.from(bias), exponents, weights }, 16)
    const bytes = w.finish()
    const ops: Op[] = [
      { kind: 'input', slot: 0, inputs: [], shape: [6], bits: 16 },
      { kind: 'constant', inputs: [], shape: [k], bits: 16, weightOffset: constant },
      {
        kind: 'linear',
        inputs: [1],
        shape: [6],
        bits: 16,
        shift: 18,
        lo: -32768,
        hi: 32767,
        weightBits: 16,
        weightOffset: offset,
      },
      { kind: 'sum', inputs: [0, 2], shape: [6], bits: 16, shift: 0, lo: -32768, hi: 32767, coefficients: [1, 1] },
      { kind: 'output', slot: 0, inputs: [3], shape: [6], bits: 16 },
    ]
    const port = (name: string) => ({ name, dtype: 'int16' as const, shape: [6], perm: [0], bits: 16, exponent: 0 })
    return makeModel({ ops, weightBytes: bytes.length }, bytes, { inputs: [port('x')], outputs: [port('y')] }, {})
  }
  const bias = rows.map(([value]) => value)
  const model = build(bias)
  expect(model.bounds.accumulator).toBe(bound)
  expect(() => build([bias[0]! + 1, ...bias.slice(1)])).toThrow(/accumulator can reach/)
  expect(() => build([bias[0]!, bias[1]! - 1, ...bias.slice(2)])).toThrow(/accumulator can reach/)
  const input = { shape: [6], bits: 16, rows: 3, data: new Int16Array(18) }
  const whole = Math.floor(bound / 2 ** 18)
  for (const engine of [reference, wasm]) {
    const session = await engine.load(model)
    const [output] = await session.run([input])
    expect(Array.from(output!.data.subarray(0, 6))).toEqual([whole, 1 - whole, whole, 1 - whole, 0, -1])
  }
})
