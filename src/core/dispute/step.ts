// Proving and judging one step: the same program, over evidence that is written or read. spec/trace.md, "Evidence".

import { attempt, type Result, refuse } from '../errors/index.ts'
import { type Channel, Reading, Writing } from './channel.ts'
import { samplerFaulty } from './drawing.ts'
import type { Source } from './evidence.ts'
import type { Facts, Step } from './facts.ts'
import { Session } from './session.ts'
import { faulty } from './steps/index.ts'

/** The program of a step, over evidence that is written or read. */
export function takeStep(facts: Facts, step: Step, channel: Channel, source: Source | null): boolean {
  if (step.op === facts.ops) return samplerFaulty(facts, step, channel, source)
  const session = new Session(facts, step, channel, source)
  if (step.hint !== 0 && session.op.kind !== 'argMax') refuse('step_refused', 'only an argMax takes a hint')
  const found = faulty(session.op, session)
  session.finish()
  return found
}

/**
 * The evidence of a step of a trace that the prover holds, and whether it shows a fault. Throws a RefusalError (`step_refused`) for
 * a step that there is not, or that opens more than one transaction carries.
 */
export function proveStep(source: Source, facts: Facts, step: Step): { evidence: Uint8Array; faulty: boolean } {
  const channel = new Writing()
  const found = takeStep(facts, step, channel, source)
  return { evidence: channel.bytes(), faulty: found }
}

/** Whether evidence shows that the step's value is wrong. Refuses (`step_refused`) evidence that shows nothing. Never throws. */
export function judgeStep(facts: Facts, step: Step, evidence: Uint8Array): Result<{ readonly faulty: boolean }> {
  const judged = attempt(() => {
    const channel = new Reading(evidence)
    const found = takeStep(facts, step, channel, null)
    channel.finish()
    return { faulty: found }
  })
  return judged.ok ? judged : { ...judged, code: 'step_refused' }
}
