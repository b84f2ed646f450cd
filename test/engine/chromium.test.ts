// The conformance suite in a browser: digests of every output and trace that Chromium's wasm engine gives, against those of
// Node's reference interpreter.

import { expect, it } from 'vitest'
import { toHex } from '../../src/core/bytes/index.ts'
import { interpret, outputsOf, reference } from '../../src/core/engine/index.ts'
import { tensorBytes } from '../../src/core/graph/index.ts'
import { needChromium, runInChromium } from '../support/chromium.ts'
import { randomInputs } from '../support/randomGraph.ts'
import { digestOf, directedCases, randomCases } from './cases.ts'
import type { Answer } from './chromiumPage.ts'
import { sharedModel, type Answer as ThreadsAnswer } from './threadsPage.ts'

const MODELS = 150
const FIRST_SEED = 5000

it('the wasm engine in Chromium agrees with the reference in Node', { timeout: 60_000 }, async context => {
  const path = needChromium(context)
  const argument = { models: MODELS, firstSeed: FIRST_SEED }
  const got = await runInChromium<Answer>(path, new URL('./chromiumPage.ts', import.meta.url), argument)
  expect(got.userAgent).toMatch(/Chrome/)
  expect(got.relaxed).toBe(1)
  const want = { directed: [] as string[], random: [] as string[] }
  for (const one of directedCases()) want.directed.push(await digestOf(reference, one))
  for (const one of randomCases(MODELS, FIRST_SEED)) want.random.push(await digestOf(reference, one))
  expect(got.random).toEqual(want.random)
  expect(got.directed).toEqual(want.directed)
})

for (const isolated of [true, false]) {
  it(`threads in Chromium ${isolated ? 'work' : 'stay out of a page that may not share memory'}`, async context => {
    const page = new URL('./threadsPage.ts', import.meta.url)
    const got = await runInChromium<ThreadsAnswer>(needChromium(context), page, null, [], isolated)
    const model = sharedModel()
    const [want] = outputsOf(model, interpret(model, randomInputs(model, 4, 1)))
    expect(got.isolated).toBe(isolated)
    expect(got.output).toBe(toHex(tensorBytes(want!)))
    if (isolated) expect(got.helpedUnits).toBeGreaterThanOrEqual(20)
    else expect(got.helpedUnits).toBe(0)
  })
}
