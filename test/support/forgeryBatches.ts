// Evidence with forged types, judged in Solidity and in TypeScript: what one refuses the other refuses, nearly, and faults are the same.

import { judgeStep } from '../../src/core/dispute/index.ts'
import type { OpKind } from '../../src/core/graph/index.ts'
import { forgedEvidence } from './forgeries.ts'
import { Random } from './random.ts'
import { judgedTogether, type StepNetwork, stepCall, type Verdict } from './stepNetwork.ts'
import { honestRun, someSteps } from './steps.ts'

/** Forgeries of each step. */
const EACH = 6
/** Where the contract minds fewer statements about axes; what it then finds is the honest value. */
const LENIENT: readonly OpKind[] = ['take', 'concat', 'matmul']

/** May the contract say `theirs` where TypeScript says `ours`? It may refuse more, and never finds another fault. */
export const alike = (theirs: Verdict | undefined, ours: Verdict, kind: OpKind): boolean =>
  theirs === ours ||
  (theirs === 'refused' && ours === false) ||
  (theirs === false && ours === 'refused' && LENIENT.includes(kind))

/** Compares forgeries of all steps of the runs of `seeds` seeds; gives how often each verdict was both's. Throws, naming the step, where they differ. */
export async function compareForgeries(
  network: StepNetwork,
  { seed: from, seeds }: { seed: number; seeds: number },
): Promise<ReadonlyMap<Verdict, number>> {
  const counts = new Map<Verdict, number>()
  for (let seed = from; seed < from + seeds; seed++) {
    const run = honestRun(seed)
    const random = new Random(seed, 99)
    const cases = [...someSteps(run, random)].flatMap(step =>
      Array.from({ length: EACH }, () => ({
        step,
        forged: forgedEvidence(run.source, run.facts, step, random),
      })).flatMap(({ step, forged }) => {
        if (forged === null) return []
        const { kind } = run.model.graph.ops[step.op]!
        const found = judgeStep(forged.facts, step, forged.evidence)
        const ours: Verdict = found.ok ? found.value.faulty : 'refused'
        const what = `seed ${seed}, ${kind}, a forged type, ${JSON.stringify(step)}`
        return [{ kind, ours, what, data: stepCall(forged.facts, step, forged.evidence) }]
      }),
    )
    const verdicts = await judgedTogether(network, network.verifiers, cases)
    for (const [i, { kind, ours, what }] of cases.entries()) {
      if (!alike(verdicts[i], ours, kind)) throw new Error(`${what}: Solidity ${verdicts[i]}, TypeScript ${ours}`)
      counts.set(ours, (counts.get(ours) ?? 0) + 1)
    }
  }
  return counts
}
