// Which rows the next step computes: a row for every answer that is under way, then prompts in chunks, in turn between keys.

import { isReading, pending, type Run } from './run.ts'
import type { BatchLimits } from './types.ts'

export interface Planned {
  readonly run: Run
  /** Tokens to feed, counted from the first without a row. */
  rows: number
}

/**
 * At least one row where a run has tokens without rows, at most `limits.rows`. `turn` counts steps: where not all can go, others go
 * first the next time.
 */
export function planStep(
  running: readonly Run[],
  limits: Pick<BatchLimits, 'rows' | 'chunk'>,
  turn: number,
): Planned[] {
  const plan = new Map<Run, Planned>()
  let left = limits.rows
  const turned = <T>(list: readonly T[]): readonly T[] => {
    const at = list.length === 0 ? 0 : turn % list.length
    return [...list.slice(at), ...list.slice(0, at)]
  }
  const give = (run: Run, most: number): void => {
    const known = plan.get(run) ?? { run, rows: 0 }
    const rows = Math.min(most, left, pending(run) - known.rows)
    if (rows < 1) return
    known.rows += rows
    left -= rows
    plan.set(run, known)
  }

  // Prompts always get some rows, so that answers under way do not keep new ones out.
  const answering = running.filter(run => !isReading(run))
  const reading = running.filter(isReading)
  const kept = reading.length === 0 ? 0 : Math.max(1, Math.floor(limits.rows / 4))
  for (const run of turned(answering).slice(0, Math.max(1, limits.rows - kept))) give(run, 1)

  const lines = new Map<string, Run[]>()
  for (const run of reading) lines.set(run.key, [...(lines.get(run.key) ?? []), run])
  const order = turned([...lines.values()])
  for (let round = 0; left > 0 && order.some(line => line.length > round); round++) {
    for (const line of order) if (line[round] !== undefined) give(line[round]!, limits.chunk)
  }
  return [...plan.values()]
}
