// The same steps in Solidity and in TypeScript: 20,000 on random graphs, honest, wrong, and with evidence that shows nothing. A million and
// more: npm run test:slow -- steps.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { compareSteps } from '../support/stepBatches.ts'
import { type StepNetwork, startStepNetwork } from '../support/stepNetwork.ts'

let network: StepNetwork
beforeAll(async () => {
  network = await startStepNetwork()
}, 60_000)
afterAll(() => network?.stop())

it('a step in a contract says what the step in TypeScript says', async () => {
  const matrix = await compareSteps(network, { seed: 0, count: 20_000 })
  // Every op that has steps, and every way to be wrong.
  expect([...matrix.keys()].length).toBeGreaterThan(26)
  const changes = new Set([...matrix.values()].flatMap(row => [...row.keys()]))
  expect(changes.size).toBe(11)
}, 180_000)
