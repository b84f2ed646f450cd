// Gas of steps, kept in git: contracts/snapshots/gas-steps.json, by op and length, as a transaction of its own, and at 64 gas for each byte
// of calldata. Weights of random bytes, 64 rows, the trees as deep as the model makes them. ASSAY_UPDATE_SNAPSHOTS=1 accepts a change.

import { readFileSync, writeFileSync } from 'node:fs'
import { createWalletClient, type Hex, http } from 'viem'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ANSWER, proveStep, type Step } from '../../src/core/dispute/index.ts'
import type { ExactModel, TensorType } from '../../src/core/graph/index.ts'
import { encodeSampler, makeSampler } from '../../src/core/language/index.ts'
import { type GeneratedRun, runOfGeneration, SAMPLINGS, type Sampling } from '../support/generations.ts'
import { languageModel } from '../support/languageModel.ts'
import { linearModel } from '../support/linearModel.ts'
import { oneOpModel } from '../support/oneOp.ts'
import { randomInputs } from '../support/randomGraph.ts'
import { type StepNetwork, startStepNetwork, stepCall } from '../support/stepNetwork.ts'
import { runWith } from '../support/steps.ts'

const FILE = new URL('../../contracts/snapshots/gas-steps.json', import.meta.url)
const ROWS = 64

let network: StepNetwork
beforeAll(async () => {
  network = await startStepNetwork()
}, 60_000)
afterAll(() => network?.stop())

const over = (types: readonly TensorType[], op: Record<string, unknown>): ExactModel => oneOpModel(types, op)

/** Each of an op of its own, its step in the last row. */
const MODELS: Readonly<Record<string, () => ExactModel>> = {
  'linear, K 768, 8-bit values': () => linearModel(768, 3_072, 8),
  'linear, K 768, 12-bit values': () => linearModel(768, 3_072, 12),
  'linear, K 4608, 8-bit values': () => linearModel(4_608, 1_024, 8),
  'linear, K 11008, 8-bit values': () => linearModel(11_008, 512, 8),
  'sum of two, 16 bits': () =>
    over(
      [1, 2].map(() => ({ shape: [768], bits: 16 })),
      {
        ...{ kind: 'sum', shape: [768], bits: 16, coefficients: [1, 1], shift: 1, lo: -32_768, hi: 32_767 },
      },
    ),
  'norm of 768, 16 bits': () =>
    over([{ shape: [768], bits: 16 }], {
      ...{ kind: 'norm', shape: [768], bits: 12, centre: false, fraction: 8, epsilon: 1, lo: -2_048, hi: 2_047 },
    }),
}

/** Steps of a generation of four tokens over a vocabulary of 32,000. */
const SAMPLER_STEPS: Readonly<Record<string, Omit<Step, 'op'> & { readonly sampling: Sampling }>> = {
  'sampler, a score with penalties': { part: 0, row: 2, element: 300, hint: 0, sampling: SAMPLINGS['penalties']! },
  'sampler, sums of a block': { part: 1, row: 2, element: 4, hint: 0, sampling: SAMPLINGS['all cuts']! },
  'sampler, a record': { part: 2, row: 2, element: 0, hint: 300, sampling: SAMPLINGS['all cuts']! },
  'sampler, a token drawn': { part: ANSWER, row: 2, element: 0, hint: 0, sampling: SAMPLINGS['all cuts']! },
  'sampler, a greedy token': { part: ANSWER, row: 2, element: 0, hint: 300, sampling: SAMPLINGS['greedy']! },
}

function generationOfMany(sampling: Sampling): GeneratedRun {
  const model = languageModel({ vocabulary: 32_000, width: 16, layers: 1, heads: 2, groups: 1, context: 24 })
  const sampler = encodeSampler(makeSampler({ maxTokens: 16, ...sampling }))
  return runOfGeneration(model, sampler, [1, 2, 3, 30_000], [5, 7, 11, 13], new Uint8Array(32).fill(7))
}

it('gas of steps is as recorded', async () => {
  const wallet = createWalletClient({
    account: network.account,
    chain: foundry,
    transport: http(network.client.transport['url']),
  })
  const gas: Record<string, { readonly gas: number; readonly at64: number; readonly bytes: number }> = {}
  async function measure(name: string, data: Hex): Promise<void> {
    const transaction = await wallet.sendTransaction({
      account: network.account,
      to: network.verifiers,
      data,
      gas: 16_000_000n,
    })
    const { gasUsed, status } = await network.client.waitForTransactionReceipt({ hash: transaction })
    expect(status, name).toBe('success')
    const bytes = (data.length - 2) / 2
    // What is executed, without what the calldata costs in itself (EIP-2028), and 64 gas for each byte instead.
    const executed = Number(await network.client.estimateGas({ account: network.account, to: network.verifiers, data }))
    gas[name] = { gas: Number(gasUsed), at64: Math.max(21_000 + 64 * bytes, executed), bytes }
  }
  for (const [name, make] of Object.entries(MODELS)) {
    const model = make()
    const run = runWith(model, randomInputs(model, ROWS, 7, 'uniform'))
    const op = model.graph.ops.length - 2
    const step = { op, part: 0, row: ROWS - 1, element: 300, hint: 0 }
    await measure(name, stepCall(run.facts, step, proveStep(run.source, run.facts, step).evidence))
    // Long products are right as well, at the ends of their values too.
    for (const mode of ['uniform', 'extreme'] as const) {
      const { source, facts } = runWith(model, randomInputs(model, 2, 11, mode))
      const place = { ...step, row: 1 }
      const call = stepCall(facts, place, proveStep(source, facts, place).evidence)
      const said = await network.client.call({ to: network.verifiers, data: call, gas: 100_000_000n })
      expect(BigInt(said.data!), `${name}, ${mode}`).toBe(0n)
    }
  }
  for (const [name, { sampling, ...place }] of Object.entries(SAMPLER_STEPS)) {
    const run = generationOfMany(sampling)
    const step = { op: run.facts.ops, ...place }
    await measure(name, stepCall(run.facts, step, proveStep(run.source, run.facts, step).evidence))
  }
  if (process.env['ASSAY_UPDATE_SNAPSHOTS'] === '1') writeFileSync(FILE, `${JSON.stringify(gas, null, 2)}\n`)
  const recorded = JSON.parse(readFileSync(FILE, 'utf8')) as typeof gas
  expect(Object.keys(gas)).toEqual(Object.keys(recorded))
  for (const [name, { gas: used }] of Object.entries(gas))
    expect(Math.abs(used / recorded[name]!.gas - 1), `${name}: ${used} gas`).toBeLessThan(0.01)
}, 120_000)
