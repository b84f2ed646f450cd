// Steps on random graphs, in TypeScript and in Solidity: what one says of honest values, of wrong ones with everything behind them computed from
// that, and of spoilt evidence, the other says too. A seed gives the same steps again.

import { type Facts, firstDifference, judgeStep, proveStep, type Step } from '../../src/core/dispute/index.ts'
import { forgedEvidence } from './forgeries.ts'
import { honestGeneration, SAMPLINGS, someSteps as stepsOfGeneration, wrongSteps } from './generations.ts'
import { Random } from './random.ts'
import { judgedTogether, type StepNetwork, stepCall, type Verdict } from './stepNetwork.ts'
import { CHANGES, cheatingRun, honestRun, type Run, someSteps } from './steps.ts'

/** How often each kind of graph's steps are drawn. */
const PASSES = 4
const BATCH = 100
const FORGED = 'forged type'

interface StepCase {
  /** What replays it. */
  readonly seed: number
  /** Of which op, and what was done to it. */
  readonly op: string
  readonly change: string
  readonly facts: Facts
  readonly step: Step
  readonly evidence: Uint8Array
  /** What both have to say; left out: whatever the other one says. */
  readonly expected?: Verdict
}

const spoilt = (evidence: Uint8Array, random: Random): Uint8Array => {
  const kind = random.int(0, 3)
  if (kind === 0) return evidence.slice(0, -1)
  if (kind === 1) return new Uint8Array([...evidence, 0])
  const wrong = evidence.slice()
  wrong[random.int(0, wrong.length - 1)]! ^= 1 << random.int(0, 7)
  return wrong
}

/** The same evidence, said of another step, or under other facts. */
function* moved(one: StepCase, random: Random): Generator<StepCase> {
  const { facts, step } = one
  const steps: Partial<Step>[] = [
    ...[
      { part: step.part + 1 },
      { part: 3 },
      { part: 4 },
      { row: step.row + 1 },
      { row: facts.rows },
      { row: facts.tokensOut },
    ],
    ...[{ element: step.element + 1 }, { element: 2 ** 32 - 1 }, { element: 0 }, { hint: 1 }, { hint: 2 ** 32 - 1 }],
    ...[{ op: step.op + 1 }, { op: facts.ops }, { op: facts.ops + 1 }],
  ]
  const others: Partial<Facts>[] = [
    ...[
      { tokensOut: 0 },
      { tokensOut: facts.tokensOut + 1 },
      { tokensIn: facts.tokensIn + 1 },
      { rows: facts.rows + 1 },
    ],
    ...[
      { logits: facts.logits + 1 },
      { logits: facts.ops },
      { exponent: 13 },
      { ops: facts.ops + 1 },
      { weightBytes: facts.weightBytes + 1 },
    ],
  ]
  const { expected: _, ...rest } = one
  yield { ...rest, change: 'moved', step: { ...step, ...random.pick(steps) } }
  yield { ...rest, change: 'other facts', facts: { ...facts, ...random.pick(others) } }
}

function* casesOfRun(seed: number): Generator<StepCase> {
  const run = honestRun(seed)
  const names = Object.keys(CHANGES)
  for (let pass = 0; pass < PASSES; pass++) {
    const random = new Random(seed, 53 + pass)
    for (const step of someSteps(run, random)) {
      const op = nameOf(run, step)
      const { evidence } = proveStep(run.source, run.facts, step)
      const honest = { ...{ seed, op, facts: run.facts, step } }
      const right: StepCase = { ...honest, change: 'none', evidence, expected: false }
      yield right
      if (random.chance(0.15)) yield* moved(right, random)
      if (random.chance(0.3)) {
        const forged = forgedEvidence(run.source, run.facts, step, random)
        if (forged !== null) yield { ...honest, ...forged, change: FORGED }
      }
      if (random.chance(0.2))
        yield { ...honest, change: 'spoilt', evidence: spoilt(evidence, random), expected: 'refused' }
      if (!random.chance(0.2)) continue
      const change = random.pick(names)
      const cheat = cheatingRun(run, step, CHANGES[change]!, random)
      if (cheat === null) continue
      const found = firstDifference(run.trace, cheat.trace)!
      const shown = proveStep(cheat.source, cheat.facts, found)
      yield { ...{ seed, op, change, facts: cheat.facts, step: found }, evidence: shown.evidence, expected: true }
    }
  }
}

const nameOf = ({ model }: Run, { op, part }: Step): string =>
  `${model.graph.ops[op]!.kind}${part === 0 ? '' : `, part ${part}`}`

const PARTS = ['score', 'sums', 'record', 'token']

function* casesOfGeneration(seed: number): Generator<StepCase> {
  const names = Object.keys(SAMPLINGS)
  const run = honestGeneration(seed, SAMPLINGS[names[seed % names.length]!]!, 3)
  const random = new Random(seed, 71)
  const opOf = ({ op, part }: Step): string => (op === run.facts.ops ? `sampler, ${PARTS[part]}` : 'fed token')
  for (const step of stepsOfGeneration(run, random)) {
    const { evidence } = proveStep(run.source, run.facts, step)
    const honest = { ...{ seed, op: opOf(step), facts: run.facts, step } }
    const right: StepCase = { ...honest, change: 'none', evidence, expected: false }
    yield right
    for (let i = 0; i < 2; i++) yield* moved(right, random)
    if (random.chance(0.2))
      yield { ...honest, change: 'spoilt', evidence: spoilt(evidence, random), expected: 'refused' }
  }
  for (const { facts, step, evidence } of wrongSteps(run, random))
    yield { ...{ seed, op: opOf(step), change: 'wrong', facts, step, evidence }, expected: true }
}

/** Steps from a seed on, without end. */
function* stepCases(from: number): Generator<StepCase> {
  for (let seed = from; ; seed++) {
    yield* casesOfRun(seed)
    if (seed % 4 === 0) yield* casesOfGeneration(seed)
  }
}

const inTypeScript = ({ facts, step, evidence }: StepCase): Verdict => {
  const found = judgeStep(facts, step, evidence)
  return found.ok ? found.value.faulty : 'refused'
}

const describe = ({ seed, op, change, step }: StepCase): string =>
  `seed ${seed}, ${op}, ${change}, ${JSON.stringify(step)}`

/** Verdicts by op and change. */
type Matrix = Map<string, Map<string, number>>

/** Compares `count` steps from a seed on. Throws, naming seed and step, where a verdict is not the expected one on both sides. */
export async function compareSteps(
  network: StepNetwork,
  { seed, count, progress = () => {} }: { seed: number; count: number; progress?: (done: number) => void },
): Promise<Matrix> {
  const matrix: Matrix = new Map()
  const cases = stepCases(seed)
  for (let done = 0; done < count; ) {
    const batch: StepCase[] = []
    while (batch.length < Math.min(BATCH, count - done)) batch.push(cases.next().value as StepCase)
    const calls = batch.map(one => ({ what: describe(one), data: stepCall(one.facts, one.step, one.evidence) }))
    const verdicts = await judgedTogether(network, network.verifiers, calls)
    batch.forEach((one, i) => {
      const [theirs, ours] = [verdicts[i], inTypeScript(one)]
      // Where stated types do not fit each other, one may refuse what the other still judges; they never contradict each other.
      const alike = theirs === ours || (one.change === FORGED && (theirs === 'refused' || ours === 'refused'))
      if (!alike || (one.expected !== undefined && ours !== one.expected))
        throw new Error(`${describe(one)}: ${one.expected} expected; Solidity ${theirs}, TypeScript ${ours}`)
      const row = matrix.get(one.op) ?? new Map<string, number>()
      row.set(one.change, (row.get(one.change) ?? 0) + 1)
      matrix.set(one.op, row)
    })
    done += batch.length
    progress(done)
  }
  return matrix
}

/** The matrix as a table: a row for each op, a column for each change. */
export function matrixText(matrix: Matrix): string {
  const changes = [...new Set([...matrix.values()].flatMap(row => [...row.keys()]))].sort()
  const rows = [...matrix]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([op, row]) => [op, ...changes.map(change => String(row.get(change) ?? 0))])
  const table = [['', ...changes], ...rows]
  const widths = table[0]!.map((_, i) => Math.max(...table.map(line => line[i]!.length)))
  return table
    .map(line =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
