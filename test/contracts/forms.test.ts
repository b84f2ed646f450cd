// Form faults in Solidity and in TypeScript: of right and of altered traces, and with evidence that shows nothing.

import { type BaseError, decodeErrorResult, type Hex } from 'viem'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { formFaultsAbi } from '../../src/contracts/generated/form-faults.ts'
import { type Facts, type Form, judgeForm, proveForm, pursue } from '../../src/core/dispute/index.ts'
import { WithheldTrace } from '../../src/core/trace/index.ts'
import { ALTERATIONS, alteredTrace, openAltered, wrongForms } from '../support/forms.ts'
import { Random } from '../support/randomGraph.ts'
import { formCall, type StepNetwork, startStepNetwork } from '../support/stepNetwork.ts'
import { honestRun } from '../support/steps.ts'

let network: StepNetwork
beforeAll(async () => {
  network = await startStepNetwork()
}, 60_000)
afterAll(() => network?.stop())

async function judged(facts: Facts, form: Form, evidence: Uint8Array): Promise<boolean | 'refused'> {
  try {
    const { data } = await network.client.call({ to: network.forms, data: formCall(facts, form, evidence) })
    return BigInt(data!) === 1n
  } catch (error) {
    const reverted = (error as BaseError).walk(cause => 'data' in (cause as object)) as { data?: Hex } | null
    expect(decodeErrorResult({ abi: formFaultsAbi, data: reverted!.data! }).errorName).toBe('StepRefused')
    return 'refused'
  }
}

const inTypeScript = (facts: Facts, form: Form, evidence: Uint8Array): boolean | 'refused' => {
  const found = judgeForm(facts, form, evidence)
  return found.ok ? found.value.faulty : 'refused'
}

it('an altered form is a fault in a contract', async () => {
  let count = 0
  for (const [name, alteration] of Object.entries(ALTERATIONS))
    for (let seed = 0; seed < 20; seed++) {
      const run = honestRun(seed)
      const altered = alteredTrace(run.trace, alteration, new Random(seed, 83))
      if (altered === null) continue
      const claimed = new WithheldTrace(run.trace, altered.root)
      let next = pursue(run.trace, claimed)
      for (; next?.kind === 'demand'; next = pursue(run.trace, claimed))
        claimed.open(next.place, openAltered(altered, next.place))
      if (next?.kind !== 'form') throw new Error(`${name}: no form`)
      const facts = { ...run.facts, traceRoot: altered.root }
      const { evidence } = proveForm({ ...run.source, trace: claimed }, facts, next.form)
      expect(await judged(facts, next.form, evidence), `${name} ${seed}`).toBe(true)
      count++
    }
  expect(count).toBeGreaterThan(120)
}, 120_000)

it('a right form is none, and evidence that is changed is judged as in TypeScript', async () => {
  let count = 0
  for (let seed = 0; seed < 12; seed++) {
    const run = honestRun(seed)
    const random = new Random(seed, 89)
    for (const { form, claimed } of wrongForms(run, random)) {
      const { evidence } = proveForm({ ...run.source, trace: claimed }, run.facts, form)
      expect(await judged(run.facts, form, evidence)).toBe(false)
      const flipped = evidence.slice()
      flipped[random.int(0, evidence.length - 1)]! ^= 1 << random.int(0, 7)
      const others: [Form, Uint8Array][] = [
        [form, flipped],
        [form, evidence.slice(0, -1)],
        [form, new Uint8Array([...evidence, 0])],
        [{ ...form, op: form.op + 1 }, evidence],
        [{ ...form, part: form.part === 3 ? 0 : 3 }, evidence],
        [{ ...form, index: form.index + 1 }, evidence],
        [{ ...form, height: form.height + 1 }, evidence],
        [{ ...form, height: 255 }, evidence],
        [{ ...form, tree: form.tree + 1 }, evidence],
      ]
      const [which, wrong] = random.pick(others)
      expect(await judged(run.facts, which, wrong)).toBe(inTypeScript(run.facts, which, wrong))
      count++
    }
  }
  expect(count).toBeGreaterThan(150)
}, 120_000)
