// Products of onnxruntime in steps of language models: that they run where there are rows enough and nowhere else, that steps give the bytes
// of the wasm engine's however rows come and whatever helps, and that all of it counts as memory.

import { describe, expect, it } from 'vitest'
import { type CausalSession, type Engine, type Sequence, wasmEngine } from '../../src/core/engine/index.ts'
import type { ExactModel } from '../../src/core/graph/index.ts'
import { columnBlocks, planCausal } from '../../src/platform/node/native/causal/plan.ts'
import { type NativeCausalSession, nativeEngine } from '../../src/platform/node/native/index.ts'
import { difference } from '../engine/difference.ts'
import { rowsOf } from '../engine/sequences.ts'
import { languageModel } from '../support/languageModel.ts'
import { Random, randomInputs } from '../support/randomGraph.ts'

const load = async (engine: Engine, model: ExactModel): Promise<NativeCausalSession> =>
  (await engine.load(model)) as NativeCausalSession

/** The same steps on both sessions: prompts that come together and in pieces, then tokens for all sequences at once. */
async function mixDifference(
  a: CausalSession,
  b: CausalSession,
  model: ExactModel,
  seed: number,
  prompts: readonly number[],
): Promise<string | null> {
  const r = new Random(seed, 5)
  const inputs = prompts.map((rows, i) => randomInputs(model, rows + 8, seed + i, i % 2 === 0 ? 'mixed' : 'extreme'))
  const open = (session: CausalSession): Sequence[] => prompts.map(() => session.open())
  const sides = [a, b].map(session => ({ session, sequences: open(session) }))
  const step = async (take: (i: number, length: number) => number): Promise<string | null> => {
    const counts = sides[0]!.sequences.map(({ length }, i) => Math.min(take(i, length), prompts[i]! + 8 - length))
    const wanted = counts.map(count => (count === 0 ? 0 : r.int(0, count)))
    const [got, expected] = await Promise.all(
      sides.map(({ session, sequences }) =>
        session.step(
          sequences.flatMap((sequence, i) => {
            const { length } = sequence
            const part = { sequence, inputs: rowsOf(inputs[i]!, length, length + counts[i]!), wanted: wanted[i]! }
            return counts[i] === 0 ? [] : [part]
          }),
        ),
      ),
    )
    for (const [i, tensors] of got!.entries()) {
      const found = difference(tensors, expected![i]!)
      if (found !== null) return `part ${i}: ${found}`
    }
    return null
  }
  // Pieces of prompts, a few of each sequence at a time.
  for (let piece = 0; piece < 3; piece++) {
    const found = await step((i, length) => Math.min(r.int(0, 90), prompts[i]! - length))
    if (found !== null) return `piece ${piece}, ${found}`
  }
  const rest = await step((i, length) => prompts[i]! - length)
  if (rest !== null) return `rest, ${rest}`
  for (let token = 0; token < 4; token++) {
    const found = await step(() => (token === 2 ? r.int(0, 2) : 1))
    if (found !== null) return `token ${token}, ${found}`
  }
  for (const { sequences } of sides) for (const sequence of sequences) sequence.close()
  return null
}

/** Wide enough for onnxruntime to be worth it from some tens of rows on. */
const WIDE = { width: 384, heads: 8, groups: 4, layers: 2, vocabulary: 1501, context: 400 } as const

describe('steps', () => {
  for (const [threads, choice] of [
    [1, 'measured'],
    [1, 'products'],
    [2, 'measured'],
    [3, 'products'],
  ] as const)
    it(`of prompts and tokens of many sequences: the bytes of the wasm engine, ${choice}, threads ${threads}`, {
      timeout: 120_000,
    }, async () => {
      const engine = nativeEngine({ choice, threads, ...(threads > 1 ? { sharedWork: 0 } : {}) })
      for (const [seed, prompts] of [
        [1, [1]],
        [2, [300, 3, 1, 70]],
        [3, [64, 64, 17, 5, 1, 33, 200, 2, 9]],
      ] as const) {
        const model = languageModel({ ...WIDE, seed, hidden: seed % 2 === 0 })
        const [session, wasm] = [await load(engine, model), await load(wasmEngine(), model)]
        expect(await mixDifference(session, wasm, model, seed, prompts), `seed ${seed}`).toBeNull()
        if (choice === 'products' || seed > 1) expect(session.unitRuns.product).toBeGreaterThan(0)
        session.close()
      }
    })

  it('with as many products as are planned where rows are many, with none where they are few', async () => {
    const model = languageModel(WIDE)
    const planned = planCausal(model, 'measured')
    const all = planned.length
    expect(all).toBe(2 * 7 + 1)
    expect(Math.min(...planned.map(({ from }) => from))).toBeGreaterThan(2)
    const session = await load(nativeEngine(), model)
    const sequence = session.open()
    const inputs = randomInputs(model, 200, 1)
    const step = async (from: number, to: number): Promise<number> => {
      const before = session.unitRuns.product
      const rows = rowsOf(inputs, from, to)
      await session.step([{ sequence, inputs: rows, wanted: to - from }])
      return session.unitRuns.product - before
    }
    expect(await step(0, 128)).toBe(all)
    expect(await step(128, 130)).toBe(0)
    expect(await step(130, 131)).toBe(0)
    // Logits of one row alone: what only it needs, all of the last layer but keys and values, runs on the wasm kernels.
    const before = session.unitRuns.product
    await session.step([{ sequence, inputs: rowsOf(inputs, 131, 195), wanted: 1 }])
    expect(session.unitRuns.product - before).toBe(7 + 2)
    session.close()
  })

  it('exactly from as many rows on as planned', async () => {
    const model = languageModel({ ...WIDE, layers: 1 })
    const planned = planCausal(model, 'measured')
    const from = Math.min(...planned.map(one => one.from))
    const session = await load(nativeEngine(), model)
    const sequence = session.open()
    const inputs = randomInputs(model, 2 * from, 1)
    await session.step([{ sequence, inputs: rowsOf(inputs, 0, from - 1), wanted: from - 1 }])
    expect(session.unitRuns.product).toBe(0)
    await session.step([{ sequence, inputs: rowsOf(inputs, from - 1, 2 * from - 1), wanted: from }])
    expect(session.unitRuns.product).toBe(planned.filter(one => one.from === from).length)
    session.close()
  })

  it('traces through products as well', async () => {
    const model = languageModel({ context: 40 })
    const session = await load(nativeEngine({ choice: 'products' }), model)
    const wasm = await wasmEngine().load(model)
    const inputs = randomInputs(model, 33, 4)
    expect(difference(await session.trace(inputs), await wasm.trace(inputs))).toBeNull()
    expect(session.unitRuns.product).toBeGreaterThan(0)
  })
})

describe('threads', () => {
  it('do units of steps, session after session', { timeout: 60_000 }, async () => {
    const engine = nativeEngine({ choice: 'products', threads: 2, sharedWork: 0 })
    const model = languageModel(WIDE)
    const inputs = randomInputs(model, 300, 2)
    const expected = await (await wasmEngine().load(model)).run(inputs)
    for (let turn = 0; turn < 3; turn++) {
      const session = await load(engine, model)
      const until = Date.now() + 15_000
      do expect(difference(await session.run(inputs), expected)).toBeNull()
      while (session.helped.positions < 20 && Date.now() < until)
      expect(session.helped.positions).toBeGreaterThanOrEqual(20)
      session.close()
      session.close()
      await expect(session.run(inputs)).rejects.toThrow(TypeError)
    }
  })

  it('have columns of their own', () => {
    const model = languageModel(WIDE)
    for (const { line } of planCausal(model, 'products')) {
      for (const threads of [1, 2, 7]) {
        const blocks = columnBlocks(line, threads)
        expect(blocks.reduce((sum, { n }) => sum + n, 0)).toBe(line.n)
        expect(blocks.map(({ from }) => from)).toEqual(blocks.map((_, i) => i * blocks[0]!.n))
        if (line.n >= 64 * threads) expect(blocks.length).toBeGreaterThanOrEqual(Math.min(2, threads))
      }
    }
  })
})

describe('memory', () => {
  const model = languageModel({ ...WIDE, context: 64 })

  it('is refused before it is taken; where only the second copy of the weights is too much, there is none', async () => {
    const wasm = await load(wasmEngine(), model)
    const full = await load(nativeEngine({ choice: 'products' }), model)
    expect(full.memoryBytes).toBeGreaterThan(wasm.memoryBytes + 1501 * 384)
    const memoryLimit = wasm.memoryBytes + 2 ** 20
    await expect(nativeEngine({ choice: 'products', memoryLimit }).load(model)).rejects.toMatchObject({
      code: 'memory_exceeded',
    })
    const session = await load(nativeEngine({ memoryLimit }), model)
    const inputs = randomInputs(model, 60, 1)
    expect(difference(await session.run(inputs), await full.run(inputs))).toBeNull()
    expect([session.unitRuns.product, full.unitRuns.product > 0]).toEqual([0, true])
    await expect(nativeEngine({ memoryLimit: 2 ** 18 }).load(model)).rejects.toMatchObject({ code: 'memory_exceeded' })
  })

  it('counts weights of every thread, and pages have what is left', async () => {
    const one = await load(nativeEngine({ choice: 'products' }), model)
    const two = await load(nativeEngine({ choice: 'products', threads: 2 }), model)
    const weights = model.weights.length
    expect(two.memoryBytes).toBeGreaterThan(one.memoryBytes + weights)
    two.close()
    const memoryLimit = one.memoryBytes + 2 ** 22
    const session = await load(nativeEngine({ choice: 'products', memoryLimit }), model)
    const { pageBytes, availablePages } = session.cache()
    expect(availablePages * pageBytes).toBeLessThan(2 ** 22 + 2 ** 17)
    const sequences = Array.from({ length: availablePages + 1 }, () => session.open())
    const inputs = randomInputs(model, 1, 1)
    await expect(session.step(sequences.map(sequence => ({ sequence, inputs, wanted: 1 })))).rejects.toMatchObject({
      code: 'memory_exceeded',
    })
    expect(sequences.every(({ length }) => length === 0)).toBe(true)
    const parts = sequences.slice(1).map(sequence => ({ sequence, inputs, wanted: 1 }))
    expect(await session.step(parts)).toHaveLength(availablePages)
  })
})
