// Evidence of one step said of another: op, part, row, element, hint or facts are moved, one at a time, also to just behind the last there is.
// Solidity and TypeScript say the same of each; and only one of the verifiers knows an op.

import { type Facts, judgeStep, proveStep, type Step } from '../../src/core/dispute/index.ts'
import { honestGeneration, SAMPLINGS, someSteps as stepsOfGeneration } from './generations.ts'
import { Random } from './random.ts'
import { judgedTogether, type StepNetwork, stepCall } from './stepNetwork.ts'
import { honestRun, type Run, someSteps, valuesInRow } from './steps.ts'

interface Case {
  readonly facts: Facts
  readonly step: Step
  readonly evidence: Uint8Array
}

/** Far outside of everything. */
const FAR = 2 ** 31

function* movesOf({ op, part, row, element, hint }: Step): Generator<Partial<Step>> {
  yield* [{ op: op + 1 }, { op: op + 2 }, { op: FAR }]
  yield* [{ part: part + 1 }, { part: (part + 2) % 4 }, { part: 3 }, { part: 4 }, { part: 255 }]
  yield* [{ row: row + 1 }, { row: FAR }, { element: element + 1 }, { element: FAR }]
  yield* [{ hint: hint + 1 }, { hint: FAR }]
}

function* factsMovedFrom(facts: Facts): Generator<Facts> {
  const { ops, rows, weightBytes, tokensIn, tokensOut, logits, exponent } = facts
  const moves: Partial<Facts>[] = [
    ...[{ ops: ops + 1 }, { ops: ops - 1 }, { rows: rows + 1 }, { rows: rows - 1 }, { rows: 4 * rows }],
    ...[{ weightBytes: weightBytes + 1 }, { weightBytes: 0 }, { tokensIn: tokensIn + 1 }, { tokensIn: rows + 1 }],
    ...[{ tokensOut: tokensOut === 0 ? 1 : 0 }, { tokensOut: tokensOut + 1 }, { logits: logits + 1 }],
    ...[{ logits: ops }, { exponent: exponent + 1 }, { exponent: 200 }],
  ]
  for (const move of moves) yield { ...facts, ...move }
}

/** Also the last of each part: behind it is nothing. */
function* withLast(run: Run, random: Random): Generator<Step> {
  for (const step of someSteps(run, random)) {
    yield step
    const row = run.trace.rows - 1
    const { kind, inputs } = run.model.graph.ops[step.op]!
    const hint = kind === 'argMax' ? run.model.graph.ops[inputs[0]!]!.shape.at(-1)! - 1 : 0
    yield { ...step, row, element: valuesInRow(run.trace, step.op, step.part, row) - 1, hint }
  }
}

function* honestCases(seed: number): Generator<Case> {
  const run = honestRun(seed)
  for (const step of withLast(run, new Random(seed, 97)))
    yield { facts: run.facts, step, evidence: proveStep(run.source, run.facts, step).evidence }
  const sampling = Object.values(SAMPLINGS)[seed % Object.keys(SAMPLINGS).length]!
  const generation = honestGeneration(seed, sampling, 3)
  for (const step of stepsOfGeneration(generation, new Random(seed, 101)))
    yield {
      ...{ facts: generation.facts, step },
      evidence: proveStep(generation.source, generation.facts, step).evidence,
    }
}

function* movedCases(seed: number): Generator<Case> {
  for (const { facts, step, evidence } of honestCases(seed)) {
    for (const move of movesOf(step)) yield { facts, step: { ...step, ...move }, evidence }
    for (const moved of factsMovedFrom(facts)) yield { facts: moved, step, evidence }
  }
}

const call = (seed: number, { facts, step, evidence }: Case) => ({
  what: `seed ${seed}, ${JSON.stringify(step)}`,
  data: stepCall(facts, step, evidence),
})

/** Compares moved steps of some runs; how many of them were refused, and how many not. Throws, naming a step, where the sides differ. */
export async function compareMoves(
  network: StepNetwork,
  { seed, runs }: { seed: number; runs: number },
): Promise<{ refused: number; judged: number }> {
  const counts = { refused: 0, judged: 0 }
  for (let at = seed; at < seed + runs; at++) {
    const cases = [...movedCases(at)]
    const calls = cases.map(one => call(at, one))
    const verdicts = await judgedTogether(network, network.verifiers, calls)
    for (const [i, { facts, step, evidence }] of cases.entries()) {
      const found = judgeStep(facts, step, evidence)
      const said = found.ok ? found.value.faulty : 'refused'
      if (said !== verdicts[i]) throw new Error(`${calls[i]!.what}: Solidity ${verdicts[i]}, TypeScript ${said}`)
      counts[said === 'refused' ? 'refused' : 'judged']++
    }
  }
  return counts
}

/** Asks every verifier about every honest step: one knows it, the others refuse. Throws, naming a step, where that is not so. */
export async function askEveryVerifier(network: StepNetwork, { seed, runs }: { seed: number; runs: number }) {
  for (let at = seed; at < seed + runs; at++) {
    const calls = [...honestCases(at)].map(one => call(at, one))
    const said = await Promise.all(network.parts.map(part => judgedTogether(network, part, calls)))
    for (const [i, { what }] of calls.entries()) {
      const verdicts = said.map(of => of[i])
      if (verdicts.filter(verdict => verdict === false).length !== 1 || verdicts.includes(true))
        throw new Error(`${what}: ${verdicts.join(', ')}`)
    }
  }
}
