// Form faults in Solidity and in TypeScript: of right and of altered traces, and with evidence that shows nothing.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { compareForms } from '../support/formBatches.ts'
import { type StepNetwork, startStepNetwork } from '../support/stepNetwork.ts'

let network: StepNetwork
beforeAll(async () => {
  network = await startStepNetwork()
}, 60_000)
afterAll(() => network?.stop())

it('a form in a contract says what the form in TypeScript says', async () => {
  expect(await compareForms(network, { seed: 0, count: 24 })).toBeGreaterThan(1_500)
}, 120_000)
