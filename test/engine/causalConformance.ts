// The part of the engines' suite that is about sequences: an engine that runs causal models gives what the reference gives for
// all rows at once, however the rows come. Import it, pass the engine, say how many random models.

import { describe, expect, it } from 'vitest'
import { type CausalSession, type Engine, interpret, isCausalSession } from '../../src/core/engine/index.ts'
import { contextOf, type ExactModel, type IntTensor } from '../../src/core/graph/index.ts'
import { languageModel } from '../support/languageModel.ts'
import { Random, randomInputs } from '../support/randomGraph.ts'
import { linearModel } from './cases.ts'
import { type CausalCase, directedCausalCases, randomCausalCases } from './causalCases.ts'
import { difference } from './difference.ts'
import { expectedOf, plansDifference, rowsOf, walkDifference } from './sequences.ts'

export interface CausalOptions {
  /** Random models to try, and the first seed. */
  readonly models: number
  readonly firstSeed?: number
  /** Called after runs, a trace and steps of a case: asserts that the engine took its fast path. */
  readonly assertFast?: (session: CausalSession, model: ExactModel) => void
}

interface Known extends CausalCase {
  /** Outputs of each sequence, and the trace of the first. */
  readonly expected: readonly IntTensor[][]
  readonly trace: IntTensor[]
}

const known = (one: CausalCase): Known => ({
  ...one,
  expected: expectedOf(one.model, one.sequences),
  trace: interpret(one.model, one.sequences[0]!),
})

/** The directed cases are the same for every engine: what they give is worked out once. */
let directed: readonly Known[] | undefined

async function causalSession(engine: Engine, model: ExactModel): Promise<CausalSession> {
  const session = await engine.load(model)
  if (!isCausalSession(session)) throw new TypeError(`engine ${engine.name}: no sequences for a causal model`)
  return session
}

async function check(
  engine: Engine,
  { name, model, sequences, expected, trace }: Known,
  r: Random,
  assertFast: CausalOptions['assertFast'],
): Promise<void> {
  const session = await causalSession(engine, model)
  for (const [i, inputs] of sequences.entries())
    expect(difference(await session.run(inputs), expected[i]!), `${name}, run ${i}`).toBeNull()
  expect(difference(await session.trace(sequences[0]!), trace), `${name}, trace`).toBeNull()
  expect(await plansDifference(session, sequences, expected, r), name).toBeNull()
  assertFast?.(session, model)
  session.close()
}

export function causalConformance(engine: Engine, options: CausalOptions): void {
  describe(`engine ${engine.name} ${engine.version} gives rows of sequences as the reference does`, () => {
    suite(engine, options)
  })
}

function suite(engine: Engine, options: CausalOptions): void {
  const { models, firstSeed = 0, assertFast } = options

  it('on directed causal cases, however their rows come', { timeout: 120_000 }, async () => {
    directed ??= [...directedCausalCases()].map(known)
    for (const one of directed) await check(engine, one, new Random(1), assertFast)
  })

  it(`on ${models} random causal models, however their rows come`, { timeout: 60_000 + models * 500 }, async () => {
    let seed = firstSeed
    for (const one of randomCausalCases(models, firstSeed))
      await check(engine, known(one), new Random(seed++, 1), assertFast)
  })

  it(`of ${models} random causal models, whatever grows, forks and is cut`, {
    timeout: 60_000 + models * 500,
  }, async () => {
    let seed = firstSeed
    for (const { name, model } of randomCausalCases(models, firstSeed)) {
      const session = await causalSession(engine, model)
      expect(await walkDifference(session, model, new Random(seed++, 2), 20), name).toBeNull()
      session.close()
    }
    const model = languageModel({ context: 70 })
    const session = await causalSession(engine, model)
    expect(await walkDifference(session, model, new Random(3), 60, 70), 'language model').toBeNull()
  })

  const model = languageModel({ context: 9, hidden: true })
  const inputs = randomInputs(model, 10, 1)
  const [all] = expectedOf(model, [rowsOf(inputs, 0, 9)]) as [IntTensor[]]

  it('to the end of the context and no further', async () => {
    const session = await causalSession(engine, model)
    expect(session.context).toBe(contextOf(model.graph))
    const refusal = { code: 'input_shape_mismatch' }
    await expect(session.run(inputs)).rejects.toMatchObject(refusal)
    await expect(session.trace(inputs)).rejects.toMatchObject(refusal)
    const sequence = session.open()
    await expect(session.step([{ sequence, inputs, wanted: 1 }])).rejects.toMatchObject(refusal)
    expect(sequence.length).toBe(0)
    const [first] = await session.step([{ sequence, inputs: rowsOf(inputs, 0, 8), wanted: 8 }])
    expect(difference(first!, rowsOf(all, 0, 8))).toBeNull()
    await expect(session.step([{ sequence, inputs: rowsOf(inputs, 8, 10), wanted: 1 }])).rejects.toMatchObject(refusal)
    const [last] = await session.step([{ sequence, inputs: rowsOf(inputs, 8, 9), wanted: 1 }])
    expect(difference(last!, rowsOf(all, 8, 9))).toBeNull()
    await expect(session.step([{ sequence, inputs: rowsOf(inputs, 9, 10), wanted: 1 }])).rejects.toMatchObject(refusal)
    expect(sequence.length).toBe(9)
    expect(difference(await session.run(rowsOf(inputs, 0, 9)), all)).toBeNull()
  })

  it('that changes no sequence where it refuses a step', async () => {
    const session = await causalSession(engine, model)
    const [a, b] = [session.open(), session.open()]
    await session.step([a, b].map(sequence => ({ sequence, inputs: rowsOf(inputs, 0, 3), wanted: 0 })))
    const one = rowsOf(inputs, 3, 4)
    const bad: (readonly IntTensor[])[] = [
      [],
      [...one, ...one],
      [{ ...one[0]!, shape: [1] }],
      [{ ...one[0]!, bits: 15 }],
      [{ ...one[0]!, rows: 0, data: new Int16Array(0) }],
      [{ ...one[0]!, rows: 2 }],
      // More than the context has room for.
      rowsOf(inputs, 0, 7),
    ]
    for (const wrong of bad) {
      const parts = [
        { sequence: a, inputs: one, wanted: 1 },
        { sequence: b, inputs: wrong, wanted: 0 },
      ]
      await expect(session.step(parts)).rejects.toMatchObject({ code: 'input_shape_mismatch' })
      expect([a.length, b.length]).toEqual([3, 3])
    }
    const [got] = await session.step([{ sequence: a, inputs: one, wanted: 1 }])
    expect(difference(got!, rowsOf(all, 3, 4))).toBeNull()
    expect(await session.step([])).toEqual([])
  })

  it('throwing where sequences are misused', async () => {
    const session = await causalSession(engine, model)
    const other = await causalSession(engine, model)
    const sequence = session.open()
    const one = rowsOf(inputs, 0, 2)
    const closed = session.open()
    closed.close()
    closed.close()
    const part = { sequence, inputs: one, wanted: 1 }
    await expect(session.step([{ ...part, sequence: closed }])).rejects.toThrow('sequence: closed')
    await expect(session.step([{ ...part, sequence: other.open() }])).rejects.toThrow(TypeError)
    await expect(session.step([part, part])).rejects.toThrow(TypeError)
    for (const wanted of [-1, 3, 0.5, Number.NaN])
      await expect(session.step([{ ...part, wanted }])).rejects.toThrow(RangeError)
    expect(sequence.length).toBe(0)
    await session.step([part])
    for (const length of [-1, 3, 0.5]) {
      expect(() => sequence.fork(length)).toThrow(RangeError)
      expect(() => sequence.truncate(length)).toThrow(RangeError)
    }
    expect(sequence.length).toBe(2)
    for (const use of [() => closed.fork(0), () => closed.truncate(0), () => closed.length])
      expect(use).toThrow('sequence: closed')
  })

  it('without sequences where a model is not causal', async () => {
    expect(isCausalSession(await engine.load(linearModel(4, 3, 8, 5)))).toBe(false)
  })
}
