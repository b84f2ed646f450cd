// Hostile files: cut, flipped, nested, inflated. Every one is refused or imported, in bounded time and memory; nothing else may
// escape. spec/compile.md, "Reading the file".

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../../src/core/bytes/index.ts'
import { compileModel, importOnnx } from '../../src/core/compile/index.ts'
import { ERRORS } from '../../src/core/errors/index.ts'
import { material, missing } from './support/material.ts'
import { bytes, int, model, node, tag, tensor, text, varint } from './support/onnx.ts'
import { Random } from './support/random.ts'

const small = model({
  nodes: [
    { op: 'Conv', inputs: ['x', 'w', 'b'], outputs: ['c'], attributes: { pads: { ints: [1, 1, 1, 1] } } },
    { op: 'Relu', inputs: ['c'], outputs: ['r'] },
    { op: 'Flatten', inputs: ['r'], outputs: ['f'] },
    { op: 'Gemm', inputs: ['f', 'g'], outputs: ['y'], attributes: { transB: { i: 1 } } },
  ],
  inputs: { x: ['N', 1, 4, 4] },
  outputs: { y: ['N', 3] },
  weights: {
    w: { dims: [2, 1, 3, 3], data: new Random(1).floats(18) },
    b: { dims: [2], data: [0.5, -0.5] },
    g: { dims: [3, 32], data: new Random(2).floats(96) },
  },
})

/** Imports and, where that works, compiles: the outcome must be a result, in time. */
async function survive(file: Uint8Array, limitMs: number): Promise<'refused' | 'compiled'> {
  const started = performance.now()
  const result = importOnnx(file)
  let outcome: 'refused' | 'compiled' = 'refused'
  if (result.ok) {
    const calibration = Object.fromEntries(
      result.value.graph.inputs.map(port => {
        const size = port.shape.reduce((product, n) => product * n, 1)
        return [port.name, { data: new Random(3).ints(Math.min(size, 1 << 20), 0, 255), rows: 1 }]
      }),
    )
    const compiled = await compileModel(result.value, { calibration })
    if (compiled.ok) outcome = 'compiled'
    else expect(ERRORS).toHaveProperty(compiled.code)
  } else expect(ERRORS).toHaveProperty(result.code)
  expect(performance.now() - started).toBeLessThan(limitMs)
  return outcome
}

describe('cut files', () => {
  it('are refused at every length', () => {
    expect(importOnnx(small).ok).toBe(true)
    for (let length = 0; length < small.length; length++) {
      const result = importOnnx(small.subarray(0, length))
      // What is cut off after the graph may be the opset alone.
      expect(result.ok, `${length} of ${small.length}`).toBe(false)
      if (!result.ok) expect(['file_truncated', 'file_malformed', 'opset_unsupported']).toContain(result.code)
    }
  })

  it('are refused at every sixteenth of mnist.onnx', context => {
    const reason = missing('mnist-8-cntk/mnist.onnx')
    if (reason !== null) return context.skip(reason)
    const file = material('mnist-8-cntk/mnist.onnx')
    for (let i = 0; i < 16; i++) {
      const result = importOnnx(file.subarray(0, Math.floor((file.length * i) / 16)))
      expect(result.ok).toBe(false)
      if (!result.ok) expect(result.code).toBe('file_truncated')
    }
  })
})

describe('wire format', () => {
  const code = (file: Uint8Array): string => {
    const result = importOnnx(file)
    return result.ok ? 'imported' : result.code
  }

  it('refuses groups, wherever they stand', () => {
    expect(code(concat(tag(30, 3), tag(30, 4)))).toBe('file_malformed')
    expect(code(concat(small, tag(99, 3), tag(99, 4)))).toBe('file_malformed')
    expect(code(concat(...Array.from({ length: 10_000 }, () => tag(30, 3))))).toBe('file_malformed')
    expect(code(bytes(7, bytes(1, tag(3, 3))))).toBe('file_malformed')
  })

  it('refuses wire types that the format does not have', () => {
    for (const wire of [6, 7]) expect(code(tag(1, wire))).toBe('file_malformed')
  })

  it('refuses field 0, numbers of eleven bytes and fields of the wrong type', () => {
    expect(code(Uint8Array.of(0, 0))).toBe('file_malformed')
    expect(code(concat(tag(1, 0), new Uint8Array(11).fill(255)))).toBe('file_malformed')
    expect(code(concat(tag(1, 2), varint(1), Uint8Array.of(1)))).toBe('file_malformed')
    expect(code(int(7, 3))).toBe('file_malformed')
    expect(code(concat(small, tag(1, 5), new Uint8Array(4)))).toBe('file_malformed')
  })

  it('refuses singular fields that stand twice', () => {
    expect(code(concat(small, int(1, 8)))).toBe('file_malformed')
    const w = tensor('w', { dims: [1], data: [1] })
    expect(code(bytes(7, bytes(5, concat(w, bytes(9, new Uint8Array(4))))))).toBe('file_malformed')
  })

  it('refuses unpacked typed data, which could be read as a length', () => {
    const unpacked = concat(int(1, 1), int(2, 1), text(8, 'w'), tag(4, 5), new Uint8Array(4))
    expect(code(bytes(7, bytes(5, unpacked)))).toBe('file_malformed')
  })

  it('refuses lengths beyond the end, up to 2^64', () => {
    for (const length of [100n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n])
      expect(code(concat(tag(7, 2), varint(length), new Uint8Array(10)))).toBe('file_truncated')
  })

  it('skips fields that it does not know', () => {
    expect(code(concat(small, int(99, 1), bytes(100, new Uint8Array(50)), tag(101, 1), new Uint8Array(8)))).toBe(
      'imported',
    )
  })

  it('refuses 10,000 nested graphs, and takes no deeper stack for them', () => {
    // Each level: a graph with a node with an attribute with a graph. Written from the inside out, heads only.
    const heads: Uint8Array[] = []
    let length = 0
    for (let i = 0; i < 10_000; i++) {
      for (const field of [6, 5, 1]) {
        const head = concat(tag(field, 2), varint(length))
        heads.push(head)
        length += head.length
      }
    }
    const inner = concat(...heads.reverse())
    expect(code(bytes(7, inner))).toBe('nesting_too_deep')
  })

  it('refuses 10,000 nested tensor lists and types too', () => {
    let inner: Uint8Array = tensor('t', { dims: [1], data: [1] })
    for (let i = 0; i < 100; i++) inner = concat(bytes(1, bytes(5, bytes(11, inner))))
    expect(code(bytes(7, inner))).toBe('nesting_too_deep')
  })

  it('counts messages and numbers before it makes objects of them', () => {
    const before = process.memoryUsage().heapUsed
    // 2 MB of empty nodes, 2 bytes each; 2 MB of dimensions.
    const storm = new Uint8Array(2 << 20)
    for (let i = 0; i < storm.length; i += 2) storm[i] = 0x0a
    expect(code(bytes(7, storm))).toBe('file_too_large')
    const dims = new Uint8Array(3 << 20).fill(8)
    for (let i = 1; i < dims.length; i += 2) dims[i] = 1
    expect(code(bytes(7, bytes(5, dims)))).toBe('file_too_large')
    expect(code(bytes(7, bytes(5, concat(tag(1, 2), varint(2 << 20), new Uint8Array(2 << 20).fill(1)))))).toBe(
      'file_too_large',
    )
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 << 20)
  })

  it('refuses packed numbers that end inside one', () => {
    expect(code(bytes(7, bytes(5, concat(tag(1, 2), varint(2), Uint8Array.of(1, 128)))))).toBe('file_malformed')
    expect(code(bytes(7, bytes(1, bytes(5, concat(tag(7, 2), varint(3), new Uint8Array(3))))))).toBe('file_malformed')
  })

  it('refuses a long chain of nodes within its limits, in order of its length', () => {
    const count = 16_000
    const nodes = Array.from({ length: count }, (_, i) =>
      bytes(1, node({ op: 'Relu', inputs: [i === 0 ? 'x' : `v${i}`], outputs: [i === count - 1 ? 'y' : `v${i + 1}`] })),
    )
    const spec = { nodes: [], inputs: { x: ['N', 4] }, outputs: { y: ['N', 4] }, extra: nodes.reverse() }
    const started = performance.now()
    expect(code(model(spec))).toBe('imported')
    expect(performance.now() - started).toBeLessThan(5_000)
  }, 20_000)

  it('survives arbitrary bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async file => {
        await survive(file, 1_000)
      }),
      { numRuns: 500, seed: 1 },
    )
  })
})

describe('flipped bytes', () => {
  it('of a small model never do worse than a refusal', async () => {
    const outcomes = { refused: 0, compiled: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(small.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }),
        async flips => {
          const file = small.slice()
          for (const [at, mask] of flips) file[at]! ^= mask
          outcomes[await survive(file, 5_000)]++
        },
      ),
      { numRuns: 800, seed: 7 },
    )
    expect(outcomes.refused).toBeGreaterThan(100)
    expect(outcomes.compiled).toBeGreaterThan(100)
  }, 60_000)

  it('of mnist.onnx never do worse than a refusal', async context => {
    const reason = missing('mnist-8-cntk/mnist.onnx')
    if (reason !== null) return context.skip(reason)
    const original = material('mnist-8-cntk/mnist.onnx')
    // The last 24,000 bytes are weights and the graph's ends; names, nodes and shapes stand in the rest.
    const random = new Random(8)
    for (let i = 0; i < 150; i++) {
      const file = original.slice()
      for (let k = random.int(1, 3); k > 0; k--) {
        const at = random.next() < 0.8 ? random.int(0, 2_600) : random.int(0, file.length - 1)
        file[at]! ^= random.int(1, 255)
      }
      await survive(file, 5_000)
    }
  }, 60_000)
})

describe('extreme numbers', () => {
  it('of any magnitude are compiled or refused', async () => {
    const outcomes = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.array(fc.integer({ min: -44, max: 18 }), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: -44, max: 38 }),
        async (seed, powers, inputPower) => {
          const random = new Random(seed)
          const scaled = (dims: number[], power: number) => ({
            dims,
            data: random.floats(dims.reduce((a, b) => a * b, 1)).map(value => value * 10 ** power),
          })
          const file = model({
            nodes: [
              { op: 'Mul', inputs: ['x', 's'], outputs: ['a'] },
              { op: 'Conv', inputs: ['a', 'w', 'b'], outputs: ['c'] },
              { op: 'Mul', inputs: ['c', 's'], outputs: ['d'] },
              { op: 'Clip', inputs: ['d', '', 'hi'], outputs: ['e'] },
              { op: 'AveragePool', inputs: ['e'], outputs: ['f'], attributes: { kernel_shape: { ints: [2, 2] } } },
              { op: 'Concat', inputs: ['f', 'z'], outputs: ['g'], attributes: { axis: { i: 1 } } },
              { op: 'Add', inputs: ['g', 'g'], outputs: ['y'] },
            ],
            inputs: { x: ['N', 2, 4, 4], z: ['N', 1, 1, 1] },
            outputs: { y: ['N', 3, 1, 1] },
            weights: {
              s: scaled([2, 1, 1], powers[0]!),
              w: scaled([2, 2, 3, 3], powers[1]!),
              b: scaled([2], powers[2]!),
              hi: { dims: [], data: [10 ** powers[3]!] },
            },
          })
          const imported = importOnnx(file)
          if (!imported.ok) {
            outcomes.set(imported.code, (outcomes.get(imported.code) ?? 0) + 1)
            return
          }
          const calibration = {
            x: { data: random.floats(64).map(value => value * 10 ** inputPower), rows: 2 },
            z: { data: random.floats(2), rows: 2 },
          }
          const result = await compileModel(imported.value, { calibration })
          const outcome = result.ok ? 'compiled' : result.code
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        },
      ),
      { numRuns: 300, seed: 3 },
    )
    const allowed = ['accumulator_overflow', 'attribute_unsupported', 'compiled', 'weight_not_finite']
    expect([...outcomes.keys()].filter(outcome => !allowed.includes(outcome))).toEqual([])
    expect(outcomes.get('compiled')).toBeGreaterThan(100)
  })
})
