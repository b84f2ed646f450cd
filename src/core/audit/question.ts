// What is asked of a trace that somebody serves: its root, evidence of steps, or its bytes. spec/audit.md, "Traces". Read strictly.

import type { Step } from '../dispute/index.ts'
import { refuse } from '../errors/index.ts'
import { PARTS_OF_OP } from '../trace/index.ts'

export type TraceQuestion =
  /** Its root, and of a run the multiproof of inputs and shown outputs. */
  | { readonly root: true }
  /** Evidence of steps: of as many, from the first on, as one answer holds. */
  | { readonly steps: readonly Step[] }
  /** Bytes of all its parts, one behind the other, from one on. */
  | { readonly from: number }

/** Steps of one question. */
export const MAX_STEPS = 1024

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const STEP = ['op', 'part', 'row', 'element', 'hint'] as const

function stepFrom(value: unknown): Step {
  const given = Object(value) as Record<string, unknown>
  if (Object.keys(given).length !== STEP.length || !STEP.every(name => isWhole(given[name])))
    return refuse('request_malformed', 'trace: a step is {op, part, row, element, hint}')
  const { op, part, row, element, hint } = given as unknown as Step
  if (part >= PARTS_OF_OP) refuse('request_malformed', `trace: part ${part}`)
  return { op, part, row, element, hint }
}

/** Refuses `request_malformed`. */
export function traceQuestionFrom(value: unknown): TraceQuestion {
  const given = Object(value) as Record<string, unknown>
  const [name] = Object.keys(given)
  if (Object.keys(given).length === 1) {
    const asked = given[name!]
    if (name === 'root' && asked === true) return { root: true }
    if (name === 'from' && isWhole(asked)) return { from: asked }
    if (name === 'steps' && Array.isArray(asked) && asked.length > 0 && asked.length <= MAX_STEPS)
      return { steps: asked.map(stepFrom) }
  }
  return refuse('request_malformed', `trace: {root: true}, {steps} with up to ${MAX_STEPS} of them, or {from} expected`)
}
