// The native engine against the reference: every op on random graphs, both of its ways and the one that it would choose, many
// rows, values at the ends of their ranges; and that onnxruntime did the work that it is there for.

import { afterAll, describe, expect, it } from 'vitest'
import { type Engine, interpret, outputsOf } from '../../src/core/engine/index.ts'
import { type ExactModel, type IntTensor, maxOf, minOf } from '../../src/core/graph/index.ts'
import { exactnessOf } from '../../src/platform/node/native/exactness.ts'
import { type NativeSession, nativeEngine } from '../../src/platform/node/native/index.ts'
import { planLine } from '../../src/platform/node/native/product.ts'
import { nativeRuntime } from '../../src/platform/node/native/runtime.ts'
import { branchesModel, linearModel } from '../engine/cases.ts'
import { conformance, difference } from '../engine/conformance.ts'
import { Random, randomInputs, randomModel } from '../support/randomGraph.ts'
import { productModels } from './models.ts'

const runs = { product: 0, segment: 0 }
const count = (session: unknown): NativeSession['unitRuns'] => (session as NativeSession).unitRuns

/** Is there an op that can be a product of bytes? */
const hasProduct = (model: ExactModel): boolean => model.graph.ops.some((_, id) => planLine(model, id) !== null)

conformance(nativeEngine({ choice: 'products' }), {
  models: 60,
  assertFast(session, model) {
    expect(count(session).product > 0).toBe(hasProduct(model))
    runs.product += count(session).product
  },
})
conformance(nativeEngine({ choice: 'segments' }), {
  models: 60,
  firstSeed: 300,
  assertFast(session) {
    runs.segment += count(session).segment
  },
})
conformance(nativeEngine(), { models: 30, firstSeed: 600 })

afterAll(() => {
  expect(runs.product).toBeGreaterThan(100)
  // A processor without exact products of bytes has no segments at all: what ran then ran as products.
  if (exactnessOf(nativeRuntime()).segments()) expect(runs.segment).toBeGreaterThan(100)
  else expect(runs.segment).toBe(0)
})

const check = async (
  engine: Engine,
  model: ExactModel,
  inputs: readonly IntTensor[],
  what: string,
): Promise<NativeSession> => {
  const session = (await engine.load(model)) as NativeSession
  expect(difference(await session.run(inputs), outputsOf(model, interpret(model, inputs))), what).toBeNull()
  return session
}

describe('bytes', () => {
  it('segments of random graphs of at most 8 bits', { timeout: 120_000 }, async () => {
    const engine = nativeEngine({ choice: 'segments' })
    const kinds = ['conv', 'conv', 'linear', 'sum', 'maxPool', 'concat', 'reshape', 'transpose'] as const
    for (let seed = 0; seed < 100; seed++) {
      const model = randomModel(5000 + seed, { kinds, maxBits: 8, size: 10 })
      const session = await engine.load(model)
      for (const [rows, mode] of [
        [4, 'mixed'],
        [1, 'extreme'],
        [9, 'extreme'],
      ] as const) {
        const inputs = randomInputs(model, rows, seed, mode)
        const expected = outputsOf(model, interpret(model, inputs))
        expect(difference(await session.run(inputs), expected), `seed ${seed}, ${rows} rows`).toBeNull()
      }
      runs.segment += session.unitRuns.segment
      session.close()
    }
  })
})

describe('rows', () => {
  for (const choice of ['products', 'segments'] as const)
    it(`1 to 64 of random graphs, ${choice}`, { timeout: 120_000 }, async () => {
      // Little memory, so that rows run in chunks as well.
      for (const workingMemory of [2 ** 24, 4000]) {
        const engine = nativeEngine({ choice, workingMemory })
        for (let seed = 0; seed < 8; seed++) {
          const model = randomModel(900 + seed)
          const session = await engine.load(model)
          for (const rows of [64, 1, 2, 3, 7, 16, 33]) {
            const inputs = randomInputs(model, rows, seed, rows % 2 === 0 ? 'extreme' : 'mixed')
            const expected = outputsOf(model, interpret(model, inputs))
            expect(difference(await session.run(inputs), expected), `seed ${seed}, ${rows} rows`).toBeNull()
          }
          session.close()
        }
      }
    })

  it('fewer and more than a call holds', async () => {
    // Calls are cut by size: 700 positions of this make two or three.
    const model = linearModel(300, 300, 8, 4, [50])
    const session = await nativeEngine({ choice: 'products' }).load(model)
    for (const rows of [14, 1, 9, 13, 20, 40]) {
      const inputs = randomInputs(model, rows, rows)
      expect(
        difference(await session.run(inputs), outputsOf(model, interpret(model, inputs))),
        `${rows} rows`,
      ).toBeNull()
    }
    expect(session.unitRuns.product).toBeGreaterThan(0)
    session.close()
  })
})

describe('values', () => {
  it('at both ends of activations, weights and the accumulator, at every pair of widths', {
    timeout: 60_000,
  }, async () => {
    const engines = [nativeEngine({ choice: 'products' }), nativeEngine({ choice: 'segments' })]
    const random = new Random(11, 3)
    for (const { name, model } of productModels()) {
      const { bits } = model.graph.ops[0]!
      for (const pick of [
        () => minOf(bits),
        () => maxOf(bits),
        () => (random.int(0, 1) === 0 ? minOf(bits) : maxOf(bits)),
      ]) {
        const [input] = randomInputs(model, 5, 1) as [IntTensor]
        for (let i = 0; i < input.data.length; i++) input.data[i] = pick()
        for (const engine of engines) (await check(engine, model, [input], name)).close()
      }
    }
  })
})

describe('threads', () => {
  const models = [
    ['linear', linearModel(77, 100, 8, 1, [90])],
    ['linear, weights of 12 bits', linearModel(64, 131, 12, 2, [70])],
    ['linear, one position', linearModel(200, 96, 8, 3)],
  ] as const
  for (const threads of [2, 5, 8])
    it(`${threads}: the same bytes, and each has its share`, { timeout: 240_000 }, async () => {
      // Little memory, so that rows pass in more than one chunk and in more than one job.
      for (const workingMemory of [2 ** 24, 60_000]) {
        const engine = nativeEngine({ choice: 'products', threads, sharedWork: 0, workingMemory })
        for (const [name, model] of models) {
          const session = await engine.load(model)
          const { helped } = session
          // A single position is not shared, rows are.
          const isHelped = (): boolean => helped.rows >= 5 && (helped.positions >= 5 || model === models[2][1])
          const until = Date.now() + 45_000
          do {
            for (const rows of [1, 64, threads, 3, 16]) {
              const inputs = randomInputs(model, rows, rows, rows === 3 ? 'extreme' : 'mixed')
              expect(difference(await session.run(inputs), outputsOf(model, interpret(model, inputs))), name).toBeNull()
            }
          } while (!isHelped() && Date.now() < until)
          expect([name, isHelped()]).toEqual([name, true])
          session.close()
        }
      }
    })

  it('share rows of graphs with several inputs and outputs of both widths', { timeout: 60_000 }, async () => {
    const engine = nativeEngine({ threads: 2, sharedWork: 0, choice: 'products' })
    let helped = 0
    for (let seed = 0; seed < 12; seed++) {
      const model = randomModel(7000 + seed)
      const session = await engine.load(model)
      for (const rows of [2, 9, 40]) {
        const inputs = randomInputs(model, rows, seed, rows === 9 ? 'extreme' : 'mixed')
        const expected = outputsOf(model, interpret(model, inputs))
        expect(difference(await session.run(inputs), expected), `seed ${seed}, ${rows} rows`).toBeNull()
      }
      helped += session.helped.rows
      session.close()
    }
    expect(helped).toBeGreaterThan(0)
  })

  it('share convolutions of random graphs, and leave alone what is too narrow', { timeout: 60_000 }, async () => {
    const engine = nativeEngine({ choice: 'products', threads: 2, sharedWork: 0 })
    for (let seed = 0; seed < 10; seed++) {
      const model = randomModel(2000 + seed)
      ;(await check(engine, model, randomInputs(model, 6, seed), `seed ${seed}`)).close()
    }
  })

  it('are not asked for little work, nor by one thread', async () => {
    for (const threads of [1, 2]) {
      const session = await check(
        nativeEngine({ choice: 'products', threads }),
        models[0][1],
        randomInputs(models[0][1], 4, 1),
        '',
      )
      expect(session.helped).toEqual({ positions: 0, rows: 0 })
      session.close()
    }
  })

  it('of the wasm engine run what is better left to it', async () => {
    const model = linearModel(20, 12, 12, 5)
    const session = await check(nativeEngine({ threads: 2 }), model, randomInputs(model, 300, 1), '')
    expect(session.unitRuns).toEqual({ segment: 0, product: 0, wasm: 1 })
    session.close()
  })
})

describe('products of one matrix', () => {
  const branches = [
    [8, 128],
    [12, 70],
    [7, 200],
  ] as const
  for (const [threads, positions] of [
    [1, 3],
    [2, 40],
    [3, 200],
  ] as const)
    it(`are one: ${positions} positions, threads ${threads}`, async () => {
      const model = branchesModel(96, [positions], branches)
      const session = await nativeEngine({ choice: 'products', threads, sharedWork: 0 }).load(model)
      const until = Date.now() + 45_000
      let runs = 0
      do {
        for (const rows of [1, 5, threads]) {
          const inputs = randomInputs(model, rows, rows, rows === 5 ? 'extreme' : 'mixed')
          const expected = outputsOf(model, interpret(model, inputs))
          expect(difference(await session.run(inputs), expected), `${rows} rows`).toBeNull()
          runs++
        }
      } while (threads > 1 && session.helped.positions < 5 && Date.now() < until)
      // Three of the four ops: one unit. Rows that threads have taken count there.
      if (threads === 1) expect(session.unitRuns).toEqual({ segment: 0, product: 2 * runs, wasm: 0 })
      else expect(session.helped.positions).toBeGreaterThanOrEqual(5)
      session.close()
    })
})

describe('choice', () => {
  it('takes onnxruntime where it is faster', async () => {
    const model = linearModel(512, 512, 8, 6, [64])
    const session = await check(nativeEngine(), model, randomInputs(model, 1, 1), '')
    expect(session.unitRuns.product + session.unitRuns.segment).toBe(1)
    session.close()
  })
})

describe('memory', () => {
  it('is refused before it is taken, weights in onnxruntime included', async () => {
    const model = linearModel(512, 512, 8, 6, [64])
    const { memoryBytes } = await check(nativeEngine({ choice: 'products' }), model, randomInputs(model, 1, 1), '')
    expect(memoryBytes).toBeGreaterThan(512 * 512)
    await expect(nativeEngine({ choice: 'products', memoryLimit: 512 * 512 }).load(model)).rejects.toMatchObject({
      code: 'memory_exceeded',
    })
  })

  it('closed sessions run no more', async () => {
    for (const choice of ['products', 'measured'] as const) {
      const model = linearModel(20, 12, 12, 5)
      const session = await nativeEngine({ choice }).load(model)
      session.close()
      session.close()
      await expect(session.run(randomInputs(model, 1, 1))).rejects.toThrow(TypeError)
      await expect(session.trace(randomInputs(model, 1, 1))).rejects.toThrow(TypeError)
    }
  })
})
