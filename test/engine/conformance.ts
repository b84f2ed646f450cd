// One suite over many engines: whatever fits the engine slot gives the bytes that the reference interpreter gives, for
// outputs and traces, whatever ran before. Import it, pass the engine, say how many random models.

import { describe, expect, it } from 'vitest'
import { type Engine, interpret, outputsOf, type Session } from '../../src/core/engine/index.ts'
import type { ExactModel, IntTensor } from '../../src/core/graph/index.ts'
import { randomInputs } from '../support/randomGraph.ts'
import { type Case, directedCases, linearModel, randomCases } from './cases.ts'
import { difference } from './difference.ts'

export { difference } from './difference.ts'

export interface ConformanceOptions {
  /** Random models to try, and the first seed. */
  readonly models: number
  readonly firstSeed?: number
  /** Called after a case ran (a run and a trace): asserts that the engine took its fast path. */
  readonly assertFast?: (session: Session, model: ExactModel) => void
}

async function check(engine: Engine, { name, model, inputs }: Case, options: ConformanceOptions): Promise<void> {
  const trace = interpret(model, inputs)
  const session = await engine.load(model)
  const before = inputs.map(tensor => tensor.data.slice())
  expect(difference(await session.run(inputs), outputsOf(model, trace)), `${name}, run`).toBeNull()
  expect(difference(await session.trace(inputs), trace), `${name}, trace`).toBeNull()
  for (const [i, data] of before.entries()) expect(inputs[i]!.data, `${name}, input ${i} was written to`).toEqual(data)
  options.assertFast?.(session, model)
  session.close()
}

export function conformance(engine: Engine, options: ConformanceOptions): void {
  describe(`engine ${engine.name} ${engine.version} agrees with the reference`, () => {
    it('on directed cases', async () => {
      for (const one of directedCases()) await check(engine, one, options)
    })

    it(`on ${options.models} random models`, { timeout: 60_000 + options.models * 200 }, async () => {
      for (const one of randomCases(options.models, options.firstSeed)) await check(engine, one, options)
    })

    it('whatever ran before, and for runs in flight together', async () => {
      const model = linearModel(33, 20, 8, 5, [3])
      const session = await engine.load(model)
      const runs = [5, 300, 1, 64, 2].map((rows, i) => randomInputs(model, rows, i))
      const want = runs.map(inputs => outputsOf(model, interpret(model, inputs)))
      for (let round = 0; round < 2; round++) {
        const got = await Promise.all(runs.map(inputs => session.run(inputs)))
        for (const [i, outputs] of got.entries()) expect(difference(outputs, want[i]!)).toBeNull()
      }
    })

    it('in what it refuses', async () => {
      const model = linearModel(4, 3, 8, 5)
      const session = await engine.load(model)
      const [good] = randomInputs(model, 2, 1) as [IntTensor]
      const bad: (readonly IntTensor[])[] = [
        [],
        [good, good],
        [{ ...good, rows: 3 }],
        [{ ...good, rows: 0, data: new Int16Array(0) }],
        [{ ...good, shape: [2, 2] }],
        [{ ...good, shape: [2, 4], rows: 1 }],
        [{ ...good, bits: 11 }],
        [{ ...good, data: Int8Array.from(good.data) }],
        [{ ...good, data: Int16Array.from(good.data, () => 2048) }],
        [{ ...good, data: Int16Array.from(good.data, () => -2049) }],
      ]
      for (const inputs of bad) {
        await expect(session.run(inputs)).rejects.toMatchObject({ code: 'input_shape_mismatch' })
        await expect(session.trace(inputs)).rejects.toMatchObject({ code: 'input_shape_mismatch' })
      }
      expect(difference(await session.run([good]), outputsOf(model, interpret(model, [good])))).toBeNull()
    })
  })
}
