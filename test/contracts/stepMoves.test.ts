// Evidence of one step said of another, and steps sent to verifiers that do not know their op: Solidity says what TypeScript says.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { askEveryVerifier, compareMoves } from '../support/stepMoves.ts'
import { type StepNetwork, startStepNetwork } from '../support/stepNetwork.ts'

let network: StepNetwork
beforeAll(async () => {
  network = await startStepNetwork()
}, 60_000)
afterAll(() => network?.stop())

it('evidence of one step shows nothing of another, in a contract as in TypeScript', async () => {
  const { refused, judged } = await compareMoves(network, { seed: 0, runs: 6 })
  expect(refused).toBeGreaterThan(1_000)
  // A neighbour in the same leaf, a fact that the step does not use.
  expect(judged).toBeGreaterThan(100)
}, 120_000)

it('one verifier knows an op, and the others refuse it', async () => {
  await askEveryVerifier(network, { seed: 0, runs: 8 })
}, 120_000)
