// Steps of generations in Solidity and in TypeScript: honest, wrong, and with evidence that shows nothing.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Facts, judgeStep, proveStep, type Step } from '../../src/core/dispute/index.ts'
import {
  type GeneratedRun,
  honestGeneration,
  runOfGeneration,
  SAMPLINGS,
  shownStep,
  someSteps,
  wrongDraws,
} from '../support/generations.ts'
import { Random } from '../support/random.ts'
import { judgedTogether, type StepNetwork, startStepNetwork, stepCall, type Verdict } from '../support/stepNetwork.ts'

let network: StepNetwork
beforeAll(async () => {
  network = await startStepNetwork()
}, 60_000)
afterAll(() => network?.stop())

const judged = async (facts: Facts, step: Step, evidence: Uint8Array): Promise<Verdict> => {
  const call = { what: JSON.stringify(step), data: stepCall(facts, step, evidence) }
  return (await judgedTogether(network, network.verifiers, [call]))[0]!
}

const inTypeScript = (facts: Facts, step: Step, evidence: Uint8Array): Verdict => {
  const found = judgeStep(facts, step, evidence)
  return found.ok ? found.value.faulty : 'refused'
}

describe('a step of a generation in a contract', () => {
  it.each(Object.entries(SAMPLINGS))(
    'says what the step in TypeScript says: %s',
    async (_, sampling) => {
      for (let seed = 0; seed < 2; seed++) {
        const run = honestGeneration(seed, sampling, 3)
        const random = new Random(seed, 157)
        for (const step of someSteps(run, random)) {
          const { evidence } = proveStep(run.source, run.facts, step)
          expect(await judged(run.facts, step, evidence), JSON.stringify(step)).toBe(false)
          // Wherever evidence is spoilt, both refuse it.
          const wrong = evidence.slice()
          wrong[random.int(0, wrong.length - 1)]! ^= 1 << random.int(0, 7)
          expect(await judged(run.facts, step, wrong)).toBe('refused')
          expect(inTypeScript(run.facts, step, wrong)).toBe('refused')
        }
      }
    },
    60_000,
  )

  it.each(Object.entries(SAMPLINGS))(
    'finds what is wrong: %s',
    async (name, sampling) => {
      const honest = honestGeneration(3, sampling, 3)
      const { prompt, answer, sampler, seed, vocabulary } = honest.generated
      const cheats: [GeneratedRun, GeneratedRun][] = [1, 17, vocabulary - answer[1]!, 40_000].map(by => {
        const wrong = answer.map((token, i) => (i === 1 ? token + by : token))
        // Only the last token may be none at all: it is not fed.
        const claimed = runOfGeneration(honest.model, sampler, prompt, wrong.slice(0, 2), seed)
        return [claimed, claimed]
      })
      if (!name.startsWith('greedy'))
        for (const { cheat } of wrongDraws(honest, new Random(3, 163), 24)) cheats.push([honest, cheat])
      for (const [right, cheat] of cheats) {
        const { step, evidence } = shownStep(right, cheat)
        expect(await judged(cheat.facts, step, evidence), JSON.stringify(step)).toBe(true)
        expect(inTypeScript(cheat.facts, step, evidence)).toBe(true)
        // The same evidence says nothing under another seed's facts where the draw is looked at, and nothing of another row.
        const moved = { ...step, row: step.row + 1 }
        expect(await judged(cheat.facts, moved, evidence)).toBe(inTypeScript(cheat.facts, moved, evidence))
      }
    },
    60_000,
  )

  it('is refused where there is none', async () => {
    const run = honestGeneration(4, SAMPLINGS['plain']!, 2)
    const [step] = [...someSteps(run, new Random(4, 167))].filter(({ op }) => op === run.facts.ops)
    const { evidence } = proveStep(run.source, run.facts, step!)
    const none = { ...run.facts, tokensOut: 0 }
    for (const [facts, other] of [
      [none, step!],
      [run.facts, { ...step!, part: 4 }],
      [run.facts, { ...step!, row: 2 }],
      [run.facts, { ...step!, op: step!.op + 1 }],
      [run.facts, { ...step!, hint: 500 }],
      [{ ...run.facts, logits: run.facts.logits - 1 }, step!],
      [{ ...run.facts, logits: run.facts.ops }, step!],
      [{ ...run.facts, exponent: 13 }, step!],
      [{ ...run.facts, samplerHash: new Uint8Array(32) }, step!],
    ] as const) {
      expect(await judged(facts, other, evidence)).toBe('refused')
      expect(inTypeScript(facts, other, evidence)).toBe('refused')
    }
  })
})
