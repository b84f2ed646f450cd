// The wasm engine: conformance, and what is its own (memory, chunks, counters).

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interpret, outputsOf, type Session, type WasmSession, wasm, wasmEngine } from '../../src/core/engine/index.ts'
import { planArena, rowBytes } from '../../src/core/engine/wasm/memory.ts'
import { prepare } from '../../src/core/engine/wasm/prepare.ts'
import { scratchBytes } from '../../src/core/engine/wasm/steps/index.ts'
import { type ExactModel, type Op, WeightWriter } from '../../src/core/graph/index.ts'
import { BODY_KINDS, Random, randomInputs, randomModel } from '../support/randomGraph.ts'
import { directedCases, linearModel, randomCases } from './cases.ts'
import { conformance, difference } from './conformance.ts'
import { modelOf } from './model.ts'

/** Every op that computes has run its kernel, once per chunk of a run and of a trace. */
function assertFast(session: Session, model: ExactModel): void {
  const { kernelCalls } = session as WasmSession
  const count = (...kinds: readonly Op['kind'][]): number =>
    model.graph.ops.filter(op => kinds.includes(op.kind)).length
  const chunks = (calls: number, ops: number): void => {
    if (ops === 0) expect(calls).toBe(0)
    else expect(calls > 0 && calls % (2 * ops) === 0, `${calls} calls for ${ops} ops`).toBe(true)
  }
  const { gemm8, gemm16, gemm10, gemm12, gemmOffset, gemmPositive, depthwise } = kernelCalls
  chunks(gemm8 + gemm16 + gemm10 + gemm12 + gemmOffset + gemmPositive + depthwise, count('linear', 'conv'))
  expect(kernelCalls.sum + kernelCalls.sumTwo).toBeGreaterThanOrEqual(2 * count('sum'))
  chunks(kernelCalls.product, count('product'))
  chunks(kernelCalls.divide, count('divide'))
  chunks(kernelCalls.lookup + kernelCalls.interpolate, count('lookup'))
  chunks(kernelCalls.softmax + kernelCalls.softmaxInterpolated, count('softmax'))
  chunks(kernelCalls.norm, count('norm'))
  chunks(kernelCalls.matmul + kernelCalls.matmulFew, count('matmul'))
  chunks(kernelCalls.take + kernelCalls.gather, count('take'))
  chunks(kernelCalls.embedding, count('embedding'))
  chunks(kernelCalls.argMax, count('argMax'))
  chunks(kernelCalls.maxPool, count('maxPool'))
  chunks(kernelCalls.averagePool, count('averagePool'))
  chunks(kernelCalls.concat, count('concat'))
  chunks(kernelCalls.transpose, count('transpose'))
  chunks(kernelCalls.repeat, count('constant'))
}

conformance(wasm, { models: 120, assertFast })
// One row at a time, and a few: the same bytes wherever a run is cut.
conformance(wasmEngine({ workingMemory: 0 }), { models: 30, firstSeed: 1000, assertFast })
conformance(wasmEngine({ workingMemory: 20_000 }), { models: 30, firstSeed: 2000, assertFast })

const window = (kernel: number, pad: number) => ({
  kernel: [kernel, kernel] as [number, number],
  stride: [1, 1] as [number, number],
  dilation: [1, 1] as [number, number],
  pads: [pad, pad, pad, pad] as [number, number, number, number],
})

function convModel(channels: number, out: number, groups: number, size: number, weightBits: number): ExactModel {
  const writer = new WeightWriter()
  const r = new Random(channels, out, groups)
  const count = ((out * channels) / groups) * 9
  const weightOffset = writer.rows(
    {
      bias: new Int32Array(out),
      exponents: new Uint8Array(out),
      weights: weightBits <= 8 ? Int8Array.from({ length: count }, () => r.int(-9, 9)) : new Int16Array(count).fill(3),
    },
    weightBits,
  )
  const shape = [size, size, out]
  const rest = { weightBits, weightOffset, shift: 3, lo: -128, hi: 127, ...window(3, 1) }
  return modelOf(
    [
      { kind: 'input', slot: 0, inputs: [], shape: [size, size, channels], bits: 8 },
      { kind: 'conv', inputs: [0], shape, bits: 8, groups, ...rest },
    ],
    writer.finish(),
  )
}

describe('kernels', () => {
  it('run somewhere among the directed cases, each of those that only some shapes and tables have', async () => {
    const kernels = ['sum', 'sumTwo', 'lookup', 'interpolate', 'softmax', 'softmaxInterpolated'] as const
    const others = ['matmul', 'matmulFew', 'take', 'gather', 'embedding'] as const
    const seen = new Map<string, number>()
    for (const { model, inputs } of directedCases()) {
      const session = await wasm.load(model)
      await session.run(inputs)
      for (const [name, calls] of Object.entries(session.kernelCalls)) seen.set(name, (seen.get(name) ?? 0) + calls)
      session.close()
    }
    for (const name of [...kernels, ...others]) expect(seen.get(name), name).toBeGreaterThan(5)
  })

  it('that threads share give the same in units, whichever comes first', async () => {
    const cases = [...directedCases(), ...randomCases(40, 7000)]
    for (const { name, model, inputs } of cases) {
      const { rows } = inputs[0]!
      const { kernels, buffer, chunkRows, steps, addressOf } = await prepare(model, {
        limit: 2 ** 31,
        working: 2 ** 24,
      })
      if (rows > chunkRows) continue
      const want = interpret(model, inputs)
      for (const [id, op] of model.graph.ops.entries()) {
        const out = new Int16Array(buffer, addressOf(id), want[id]!.data.length)
        if (op.kind === 'input') out.set(inputs[op.slot]!.data)
        for (const { kernel, parameters } of steps[id]!) {
          const divided = kernels.divided[kernel]
          if (divided === undefined) kernels.run[kernel](parameters, rows)
          else for (let unit = divided.begin(parameters, rows) - 1; unit >= 0; unit--) divided.unit(parameters, unit)
        }
        const got = { ...want[id]!, data: want[id]!.data.slice() }
        got.data.set(out)
        expect(difference([got], [want[id]!]), `${name}, op ${id}`).toBeNull()
      }
    }
  })

  it('are chosen by width and groups', async () => {
    const used = async (model: ExactModel): Promise<string[]> => {
      const session = await wasmEngine({ relaxed: false }).load(model)
      await session.run(randomInputs(model, 2, 1))
      return Object.entries(session.kernelCalls).flatMap(([name, calls]) => (calls > 0 ? [name] : []))
    }
    expect(await used(convModel(4, 8, 1, 5, 8))).toEqual(['gemm8', 'pad'])
    expect(await used(convModel(4, 8, 1, 5, 9))).toEqual(['gemm16', 'pad'])
    expect(await used(convModel(8, 8, 8, 5, 8))).toEqual(['depthwise', 'pad'])
    expect(await used(convModel(8, 16, 8, 5, 8))).toEqual(['gemm8', 'pad'])
    expect(await used(linearModel(9, 3, 8, 1))).toEqual(['gemm8'])
    expect(await used(linearModel(9, 3, 9, 1))).toEqual(['gemm10'])
    expect(await used(linearModel(9, 3, 10, 1))).toEqual(['gemm10'])
    expect(await used(linearModel(9, 3, 11, 1))).toEqual(['gemm12'])
    expect(await used(linearModel(9, 3, 12, 1))).toEqual(['gemm12'])
    expect(await used(linearModel(9, 3, 13, 1))).toEqual(['gemm16'])
  })

  it('take weights in two parts: every width, around groups and chunks of steps, few positions and many', async () => {
    for (const weightBits of [9, 10, 11, 12]) {
      for (const k of [1, 2, 5, 6, 7, 8, 9, 17, 1023, 1024, 1025, 1031, 2100]) {
        // Sums of values of up to 12 bits are taken in another way.
        for (const bits of [k > 1000 ? 7 : 12, k > 1000 ? 13 : 15]) {
          const r = new Random(k, weightBits)
          const n = 11
          const most = k > 1000 && bits > 12 ? 20 : 2 ** (weightBits - 1)
          const writer = new WeightWriter()
          const rows = {
            bias: Int32Array.from({ length: n }, () => r.int(-999, 999)),
            exponents: new Uint8Array(n),
            weights: Int16Array.from({ length: n * k }, () => (r.chance(0.2) ? -most : r.int(-most, most - 1))),
          }
          const weightOffset = writer.rows(rows, weightBits)
          const model = modelOf(
            [
              { kind: 'input', slot: 0, inputs: [], shape: [k], bits },
              {
                ...{ kind: 'linear', inputs: [0], shape: [n], bits: 16, weightBits, weightOffset },
                ...{ shift: 11, lo: -32_768, hi: 32_767 },
              },
            ],
            writer.finish(),
          )
          const session = await wasm.load(model)
          for (const positions of [1, 2, 3, 4, 5, 9]) {
            const inputs = randomInputs(model, positions, positions, positions % 2 === 0 ? 'extreme' : 'uniform')
            const got = await session.run(inputs)
            const what = `${weightBits} bits, ${k}, ${positions}`
            expect(difference(got, outputsOf(model, interpret(model, inputs))), what).toBeNull()
          }
          expect(session.kernelCalls[weightBits > 10 ? 'gemm12' : 'gemm10']).toBe(6)
        }
      }
    }
  })

  it('read positions where they lie when four of them are too long to be packed', async () => {
    for (const weightBits of [8, 16]) {
      const writer = new WeightWriter()
      const r = new Random(weightBits)
      const count = 3 * 60_000
      const weights = weightBits === 8 ? new Int8Array(count) : new Int16Array(count)
      for (let i = 0; i < count; i++) weights[i] = r.int(-40, 40)
      const rows = { bias: Int32Array.of(5, -6, 7), exponents: Uint8Array.of(0, 1, 0), weights }
      const weightOffset = writer.rows(rows, weightBits)
      const model = modelOf(
        [
          { kind: 'input', slot: 0, inputs: [], shape: [4, 20, 1500], bits: 8 },
          {
            ...{ kind: 'conv', inputs: [0], shape: [3, 1, 3], bits: 16, groups: 1, weightBits, weightOffset },
            ...{ kernel: [2, 20], stride: [1, 1], dilation: [1, 1], pads: [0, 0, 0, 0] },
            ...{ shift: 6, lo: -32_768, hi: 32_767 },
          },
        ],
        writer.finish(),
      )
      const inputs = randomInputs(model, 2, 1, 'uniform')
      // Relaxed products have twice the room.
      for (const engine of [wasm, wasmEngine({ relaxed: false })]) {
        const session = await engine.load(model)
        expect(difference(await session.run(inputs), outputsOf(model, interpret(model, inputs)))).toBeNull()
      }
    }
  })

  it('handle every small number of channels, with and without groups', async () => {
    for (let channels = 1; channels <= 18; channels++) {
      for (const groups of new Set([1, channels, channels % 2 === 0 ? 2 : 1])) {
        for (const size of [1, 4, 7]) {
          const model = convModel(channels, 2 * channels, groups, size, 8)
          const plain = convModel(channels, channels, groups, size, 16)
          for (const one of [model, plain]) {
            const inputs = randomInputs(one, 2, channels, 'uniform')
            const got = await (await wasm.load(one)).run(inputs)
            expect(difference(got, outputsOf(one, interpret(one, inputs))), `${channels}/${groups}/${size}`).toBeNull()
          }
        }
      }
    }
  })
})

describe('memory', () => {
  it('is refused beyond the limit, before it is taken', async () => {
    const model = linearModel(64, 64, 8, 1)
    await expect(wasmEngine({ memoryLimit: 5000 }).load(model)).rejects.toMatchObject({
      code: 'memory_exceeded',
      facts: { limit: 5000 },
    })
    const { memoryBytes } = await wasm.load(model)
    await expect(wasmEngine({ memoryLimit: memoryBytes }).load(model)).resolves.toBeDefined()
  })

  it('is refused for an image that padding makes enormous', async () => {
    const writer = new WeightWriter()
    const p = { bias: new Int32Array(1), exponents: new Uint8Array(1), weights: new Int8Array(4) }
    const weightOffset = writer.rows(p, 8)
    const model = modelOf(
      [
        { kind: 'input', slot: 0, inputs: [], shape: [1, 1, 1], bits: 8 },
        {
          ...{ kind: 'conv', inputs: [0], shape: [1, 1, 1], bits: 8, groups: 1, weightBits: 8, weightOffset },
          ...{ kernel: [2, 2], stride: [65_535, 65_535], dilation: [65_534, 65_534], shift: 0, lo: -128, hi: 127 },
          pads: [65_534, 65_534, 65_534, 65_534],
        },
      ],
      writer.finish(),
    )
    await expect(wasm.load(model)).rejects.toMatchObject({ code: 'memory_exceeded' })
  })

  it('of runs does not grow with rows', async () => {
    const model = linearModel(64, 64, 8, 1, [16])
    const session = await wasm.load(model)
    const before = session.memoryBytes
    await session.run(randomInputs(model, 3000, 1))
    expect(session.memoryBytes).toBe(before)
    expect(session.kernelCalls.gemm8).toBe(Math.ceil(3000 / session.chunkRows))
  })

  it('gives no two live tensors the same bytes', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 9 }), (seed, size, rows) => {
        const { graph } = randomModel(seed, { size })
        const scratchOf = (id: number, n: number): number => scratchBytes(graph, id, n)
        const plan = planArena(graph, rows, scratchOf)
        const lastUse = graph.ops.map((_, id) => id)
        graph.ops.forEach((op, id) => {
          for (const input of op.inputs) lastUse[input] = id
        })
        // A tensor that another op renames lives as long as that one.
        for (let id = graph.ops.length - 1; id >= 0; id--) {
          const op = graph.ops[id]!
          if (op.kind === 'reshape' || op.kind === 'output') {
            expect(plan.offsets[id]).toBe(plan.offsets[op.inputs[0]!])
            lastUse[op.inputs[0]!] = Math.max(lastUse[op.inputs[0]!]!, lastUse[id]!)
          }
        }
        graph.ops.forEach((op, id) => {
          if (op.kind === 'reshape' || op.kind === 'output') return
          const own: [number, number][] = [[plan.offsets[id]!, rowBytes(op.shape) * rows]]
          const scratch = scratchOf(id, rows)
          if (scratch > 0) own.push([plan.scratch[id]!, scratch])
          const live = graph.ops.flatMap((other, at): [number, number][] =>
            at < id && lastUse[at]! >= id && other.kind !== 'reshape' && other.kind !== 'output'
              ? [[plan.offsets[at]!, rowBytes(other.shape) * rows]]
              : [],
          )
          const ranges = [...live, ...own].map(([start, bytes]) => [start, start + Math.ceil(bytes / 16) * 16] as const)
          ranges.sort((a, b) => a[0] - b[0])
          for (let i = 1; i < ranges.length; i++) expect(ranges[i]![0]).toBeGreaterThanOrEqual(ranges[i - 1]![1])
          for (const [, end] of ranges) expect(end).toBeLessThanOrEqual(plan.bytes)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('is written by an op only where its output and its scratch lie', async () => {
    for (let seed = 0; seed < 60; seed++) {
      const kinds = seed % 2 === 0 ? BODY_KINDS : (['conv', 'conv', 'linear', 'transpose', 'concat'] as const)
      const model = randomModel(seed, { kinds, maxElements: 400, maxWork: 20_000 })
      const { graph } = model
      // Three rows at most, all of them used and then fewer: ends of buffers are where kernels could go wrong.
      const working = 3 * planArena(graph, 1, () => 0).bytes
      const { kernels, buffer, arenaAt, arena, chunkRows, steps, addressOf } = await prepare(model, {
        limit: 2 ** 31,
        working,
      })
      const bytes = new Uint8Array(buffer, arenaAt, arena.bytes)
      for (const rows of new Set([1, Math.max(1, chunkRows - 1), chunkRows])) {
        bytes.fill(0xa5)
        const inputs = randomInputs(model, rows, seed)
        graph.ops.forEach((op, id) => {
          const length = rowBytes(op.shape) * rows
          if (op.kind === 'input') new Int16Array(buffer, addressOf(id), length / 2).set(inputs[op.slot]!.data)
          const before = bytes.slice()
          for (const { kernel, parameters } of steps[id]!) kernels.run[kernel](parameters, rows)
          const scratch = scratchBytes(graph, id, rows)
          for (const [start, size] of [
            [arena.offsets[id]!, length],
            [arena.scratch[id]!, scratch],
          ] as const) {
            if (size > 0) before.set(bytes.subarray(start, start + Math.ceil(size / 16) * 16), start)
          }
          expect(Buffer.compare(before, bytes), `seed ${seed}, op ${id} (${op.kind}), ${rows} rows`).toBe(0)
        })
      }
    }
  })
})

describe('a session', () => {
  it('does not run after it was closed', async () => {
    const model = linearModel(4, 3, 8, 1)
    const session = await wasm.load(model)
    session.close()
    await expect(session.run(randomInputs(model, 1, 1))).rejects.toThrow(TypeError)
  })
})
