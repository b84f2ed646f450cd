// Proving and judging one step: the same program, over evidence that is written or read. spec/trace.md, "Evidence".

import { attempt, type Result, refuse } from '../errors/index.ts'
import { Reading, Writing } from './channel.ts'
import type { Facts, Step } from './facts.ts'
import { Session, type Source } from './session.ts'
import { faulty } from './steps/index.ts'

function check({ hint }: Step, kind: string): void {
  if (hint !== 0 && kind !== 'argMax') refuse('step_refused', 'only an argMax takes a hint')
}

/**
 * The evidence of a step of a trace that the prover holds, and whether it shows a fault. Throws a RefusalError (`step_refused`) for
 * a step that there is not, or that opens more than one transaction carries.
 */
export function proveStep(source: Source, facts: Facts, step: Step): { evidence: Uint8Array; faulty: boolean } {
  const channel = new Writing()
  const session = new Session(facts, step, channel, source)
  check(step, session.op.kind)
  const found = faulty(session.op, session)
  session.finish()
  return { evidence: channel.bytes(), faulty: found }
}

/** Whether evidence shows that the step's value is wrong. Refuses (`step_refused`) evidence that shows nothing. Never throws. */
export function judgeStep(facts: Facts, step: Step, evidence: Uint8Array): Result<{ readonly faulty: boolean }> {
  const judged = attempt(() => {
    const channel = new Reading(evidence)
    const session = new Session(facts, step, channel, null)
    check(step, session.op.kind)
    const found = faulty(session.op, session)
    session.finish()
    channel.finish()
    return { faulty: found }
  })
  return judged.ok ? judged : { ...judged, code: 'step_refused' }
}
