// Runs rows of inputs through prepared units. The caller's session and its threads do the same, each on memory of its own.

import { type ExactModel, elements, type IntTensor } from '../../../core/graph/index.ts'
import type { Prepared } from './prepare.ts'

type Values = IntTensor['data']

/** How often units of each kind have run. */
export type UnitRuns = Record<'segment' | 'product' | 'wasm', number>

export const noRuns = (): UnitRuns => ({ segment: 0, product: 0, wasm: 0 })

/** Rows `first` to `first + count` of `inputs`, in slot order, into those rows of `results`, one for each output op. */
export function execute(
  { graph: { ops } }: ExactModel,
  { buffer, chunkRows, units, leaves, addressOf }: Prepared,
  inputs: readonly Values[],
  results: ReadonlyMap<number, Values>,
  first: number,
  count: number,
  runs: UnitRuns,
): void {
  const end = first + count
  for (let from = first; from < end; from += chunkRows) {
    const rows = Math.min(chunkRows, end - from)
    for (const [at, unit] of units.entries()) {
      const { plan } = unit
      if (plan.kind === 'input') {
        const op = ops[plan.id]!
        const row = elements(op.shape)
        const values = inputs[(op as { slot: number }).slot]!
        new Int16Array(buffer, addressOf(plan.id), row * rows).set(values.subarray(from * row, (from + rows) * row))
      } else {
        unit.run(rows)
        runs[plan.kind]++
      }
      for (const id of leaves[at]!) {
        const row = elements(ops[id]!.shape)
        results.get(id)?.set(new Int16Array(buffer, addressOf(id), row * rows), from * row)
      }
    }
  }
}
