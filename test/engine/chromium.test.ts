// The conformance suite in a browser: digests of every output and trace that Chromium's wasm engine gives, against those of
// Node's reference interpreter.

import { expect, it } from 'vitest'
import { reference } from '../../src/core/engine/index.ts'
import { needChromium, runInChromium } from '../support/chromium.ts'
import { digestOf, directedCases, randomCases } from './cases.ts'
import type { Answer } from './chromiumPage.ts'

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
