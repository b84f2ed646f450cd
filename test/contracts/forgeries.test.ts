// Whose types do not fit each other: what the judge in TypeScript refuses, the contract refuses, and neither finds a fault that the other does not.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { compareForgeries } from '../support/forgeryBatches.ts'
import { type StepNetwork, startStepNetwork } from '../support/stepNetwork.ts'

let network: StepNetwork
beforeAll(async () => {
  network = await startStepNetwork()
}, 60_000)
afterAll(() => network?.stop())

it('a contract says of forged types what TypeScript says', async () => {
  const counts = await compareForgeries(network, { seed: 0, seeds: 40 })
  // Some leave every place where it is, and are judged.
  expect(counts.get('refused')).toBeGreaterThan(1_000)
  expect(counts.get(false)).toBeGreaterThan(100)
  expect(counts.get(true)).toBeGreaterThan(10)
}, 180_000)
