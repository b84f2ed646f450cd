// The same steps in Solidity and in TypeScript: honest, wrong, and with evidence that show nothing.

import { type BaseError, decodeErrorResult, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepVerifiersAbi } from '../../src/contracts/generated/step-verifiers.ts'
import { type Facts, firstDifference, judgeStep, proveStep, type Step } from '../../src/core/dispute/index.ts'
import { Random } from '../support/randomGraph.ts'
import { type StepNetwork, startStepNetwork, stepCall } from '../support/stepNetwork.ts'
import { CHANGES, cheatingRun, honestRun, someSteps } from '../support/steps.ts'

let network: StepNetwork
beforeAll(async () => {
  network = await startStepNetwork()
}, 60_000)
afterAll(() => network?.stop())

/** What the contract says: the verdict, or for which reason the evidence shows nothing. */
async function judged(facts: Facts, step: Step, evidence: Uint8Array): Promise<boolean | 'refused'> {
  try {
    const { data } = await network.client.call({
      to: network.verifiers,
      data: stepCall(facts, step, evidence),
      gas: 100_000_000n,
    })
    return BigInt(data!) === 1n
  } catch (error) {
    const reverted = (error as BaseError).walk(cause => 'data' in (cause as object)) as { data?: Hex } | null
    // Nothing else may stop a step: no arithmetic that overflows, no memory that runs out.
    expect(decodeErrorResult({ abi: stepVerifiersAbi, data: reverted!.data! }).errorName).toBe('StepRefused')
    return 'refused'
  }
}

const inTypeScript = (facts: Facts, step: Step, evidence: Uint8Array): boolean | 'refused' => {
  const found = judgeStep(facts, step, evidence)
  return found.ok ? found.value.faulty : 'refused'
}

async function all<T>(tasks: readonly (() => Promise<T>)[]): Promise<void> {
  let next = 0
  const line = async (): Promise<void> => {
    while (next < tasks.length) await tasks[next++]!()
  }
  await Promise.all(Array.from({ length: 8 }, line))
}

describe('a step in a contract', () => {
  it('says of honest and of wrong traces what the step in TypeScript says', async () => {
    const tasks: (() => Promise<void>)[] = []
    for (let seed = 0; seed < 100; seed++) {
      const run = honestRun(seed)
      const random = new Random(seed, 53)
      for (const step of someSteps(run, random)) {
        const { evidence } = proveStep(run.source, run.facts, step)
        tasks.push(async () =>
          expect(await judged(run.facts, step, evidence), run.model.graph.ops[step.op]!.kind).toBe(false),
        )
        if (!random.chance(0.25)) continue
        const cheat = cheatingRun(run, step, random.pick(Object.values(CHANGES)), random)
        if (cheat === null) continue
        const found = firstDifference(run.trace, cheat.trace)!
        const shown = proveStep(cheat.source, cheat.facts, found)
        tasks.push(async () =>
          expect(await judged(cheat.facts, found, shown.evidence), run.model.graph.ops[found.op]!.kind).toBe(true),
        )
      }
    }
    await all(tasks)
    expect(tasks.length).toBeGreaterThan(1_000)
  }, 120_000)

  it('is refused where a byte of its evidence is another one, or one is missing or too many', async () => {
    const tasks: (() => Promise<void>)[] = []
    for (let seed = 0; seed < 16; seed++) {
      const run = honestRun(seed)
      const random = new Random(seed, 59)
      for (const step of someSteps(run, random)) {
        const { evidence } = proveStep(run.source, run.facts, step)
        const flipped = evidence.slice()
        flipped[random.int(0, evidence.length - 1)]! ^= 1 << random.int(0, 7)
        for (const wrong of [flipped, evidence.slice(0, -1), new Uint8Array([...evidence, 0])])
          tasks.push(async () => {
            expect(await judged(run.facts, step, wrong)).toBe('refused')
            expect(inTypeScript(run.facts, step, wrong)).toBe('refused')
          })
      }
    }
    await all(tasks)
    expect(tasks.length).toBeGreaterThan(300)
  }, 120_000)
})
