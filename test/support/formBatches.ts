// Forms of traces, in TypeScript and in Solidity: altered ones are faults, right ones are none, and evidence that is spoilt is judged alike.

import { type Facts, type Form, formOf, judgeForm, proveForm, pursue } from '../../src/core/dispute/index.ts'
import { openPlace, PARTS_OF_OP, WithheldTrace } from '../../src/core/trace/index.ts'
import { ALTERATIONS, alteredTrace, openAltered, wrongForms } from './forms.ts'
import { type GeneratedRun, honestGeneration, SAMPLINGS } from './generations.ts'
import { Random } from './random.ts'
import { formCall, judgedTogether, type StepNetwork, type Verdict } from './stepNetwork.ts'
import { honestRun } from './steps.ts'

interface FormCase {
  readonly what: string
  readonly facts: Facts
  readonly form: Form
  readonly evidence: Uint8Array
  /** Left out: whatever the other side says. */
  readonly expected?: Verdict
}

function* alteredCases(seed: number): Generator<FormCase> {
  for (const [name, alteration] of Object.entries(ALTERATIONS)) {
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
    yield { what: `${seed}: ${name}`, facts, form: next.form, evidence, expected: true }
  }
}

/** The same evidence spoilt, or said of another place. */
function* spoilt({ what, facts, form, evidence }: FormCase, random: Random): Generator<FormCase> {
  const flipped = evidence.slice()
  flipped[random.int(0, evidence.length - 1)]! ^= 1 << random.int(0, 7)
  for (const wrong of [flipped, evidence.slice(0, -1), new Uint8Array([...evidence, 0])])
    yield { what: `${what}, spoilt`, facts, form, evidence: wrong }
  const moved: Partial<Form>[] = [
    { op: form.op + 1 },
    { op: facts.ops + 1 },
    { part: form.part === 3 ? 0 : 3 },
    { part: 4 },
    { index: form.index + 1 },
    { height: form.height + 1 },
    { height: 255 },
    { tree: form.tree + 1 },
    { tree: 4 * (facts.ops + 1) + 1 },
  ]
  for (const change of moved) yield { what: `${what}, moved`, facts, form: { ...form, ...change }, evidence }
}

function* rightCases(seed: number): Generator<FormCase> {
  const run = honestRun(seed)
  const random = new Random(seed, 89)
  for (const { form, claimed } of wrongForms(run, random)) {
    const { evidence } = proveForm({ ...run.source, trace: claimed }, run.facts, form)
    const right = { what: `${seed}: ${form.kind}`, facts: run.facts, form, evidence, expected: false }
    yield right
    yield* spoilt(right, random)
  }
}

/** A trace whose leaves of op N are all open. */
function openedSampler({ trace, facts }: GeneratedRun): WithheldTrace {
  const claimed = new WithheldTrace(trace, trace.root)
  const whole = trace.tree.depth
  for (let part = 0; part < PARTS_OF_OP; part++)
    for (let depth = 0; depth === 0 || depth < whole; depth += 4) {
      const index = Math.floor((PARTS_OF_OP * facts.ops + part) / 2 ** (whole - depth))
      claimed.open({ tree: 0, depth, index }, openPlace(trace, { tree: 0, depth, index }))
    }
  return claimed
}

/** Forms of op N that are right, of a generation that draws and of one that does not. */
function* samplerCases(seed: number): Generator<FormCase> {
  const random = new Random(seed, 97)
  for (const name of ['plain', 'greedy']) {
    const run = honestGeneration(seed, SAMPLINGS[name]!, 2)
    const source = { ...run.source, trace: openedSampler(run) }
    for (let part = 0; part < PARTS_OF_OP; part++)
      for (const kind of run.trace.part(run.facts.ops, part) === null
        ? (['slot'] as const)
        : (['type', 'missing'] as const)) {
        const form = formOf({ kind, op: run.facts.ops, part })
        const { evidence } = proveForm(source, run.facts, form)
        const right = { what: `${seed}: sampler, ${kind}`, facts: run.facts, form, evidence, expected: false }
        yield right
        yield* spoilt(right, random)
      }
  }
}

/** Compares the forms of `count` graphs from a seed on; gives how many forms those were. Throws where the two differ. */
export async function compareForms(
  network: StepNetwork,
  { seed, count }: { seed: number; count: number },
): Promise<number> {
  let compared = 0
  for (let at = seed; at < seed + count; at++) {
    const cases = [
      ...alteredCases(at),
      ...(at % 2 === 0 ? rightCases(at) : []),
      ...(at % 8 === 0 ? samplerCases(at) : []),
    ]
    const calls = cases.map(({ what, facts, form, evidence }) => ({ what, data: formCall(facts, form, evidence) }))
    const verdicts = await judgedTogether(network, network.forms, calls)
    cases.forEach(({ what, facts, form, evidence, expected }, i) => {
      const judged = judgeForm(facts, form, evidence)
      const own = judged.ok ? judged.value.faulty : 'refused'
      if (verdicts[i] !== own || (expected !== undefined && own !== expected))
        throw new Error(
          `${what}, ${JSON.stringify(form)}: Solidity ${verdicts[i]}, TypeScript ${own}, expected ${expected}`,
        )
    })
    compared += cases.length
  }
  return compared
}
