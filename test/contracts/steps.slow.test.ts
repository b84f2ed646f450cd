// A million steps on random graphs, in Solidity and in TypeScript. ASSAY_STEPS: how many; ASSAY_SEED: from which seed on. Prints what was
// compared, by op and by what was done to it.

import { afterAll, beforeAll, it } from 'vitest'
import { compareSteps, matrixText } from '../support/stepBatches.ts'
import { type StepNetwork, startStepNetwork } from '../support/stepNetwork.ts'

const COUNT = Number(process.env['ASSAY_STEPS'] ?? 1_000_000)
const SEED = Number(process.env['ASSAY_SEED'] ?? 1_000)
const EVERY = 10_000

let network: StepNetwork
beforeAll(async () => {
  network = await startStepNetwork()
}, 60_000)
afterAll(() => network?.stop())

it('steps in contracts say what steps in TypeScript say', async () => {
  const started = performance.now()
  const progress = (done: number): void => {
    if (done % EVERY !== 0) return
    const seconds = (performance.now() - started) / 1000
    process.stderr.write(`${done} of ${COUNT} steps, ${Math.round(done / seconds)} a second\n`)
  }
  const matrix = await compareSteps(network, { seed: SEED, count: COUNT, progress })
  process.stdout.write(`${matrixText(matrix)}\n`)
}, 7_200_000)
