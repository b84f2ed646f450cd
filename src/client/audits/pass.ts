// Outputs of one pass over a prompt and its answer, as a session that gives them row by row: what follows generations follows them here as it
// follows a model that runs.

import type { CausalSession, Sequence } from '../../core/engine/index.ts'
import { refuse } from '../../core/errors/index.ts'
import { elements, type IntTensor } from '../../core/graph/index.ts'

const sliced = (tensor: IntTensor, from: number, to: number): IntTensor => {
  const row = elements(tensor.shape)
  return { ...tensor, rows: to - from, data: tensor.data.slice(from * row, to * row) } as IntTensor
}

const isPrefix = (given: IntTensor, whole: IntTensor, from: number): boolean => {
  const row = elements(whole.shape)
  return (
    (from + given.rows) * row <= whole.data.length &&
    given.data.every((value, i) => value === whole.data[from * row + i])
  )
}

/** Steps through `outputs`, which a run gives on `inputs`. Refuses (`audit_mismatch`) any other row: nothing is known of it. */
export function passSession(
  inputs: readonly IntTensor[],
  outputs: readonly IntTensor[],
  context: number,
): CausalSession {
  const lengths = new Map<Sequence, number>()
  const never = (): never => {
    throw new TypeError('pass: a session of one pass only steps through it')
  }
  return {
    context,
    run: never,
    trace: never,
    close: () => lengths.clear(),
    open() {
      const sequence: Sequence = {
        get length() {
          return lengths.get(sequence) ?? 0
        },
        fork: never,
        truncate: never,
        close: () => void lengths.delete(sequence),
      }
      lengths.set(sequence, 0)
      return sequence
    },
    async step(parts) {
      return parts.map(({ sequence, inputs: given, wanted }) => {
        const from = lengths.get(sequence) ?? never()
        const { rows } = given[0]!
        if (!given.every((tensor, slot) => isPrefix(tensor, inputs[slot]!, from)))
          refuse('audit_mismatch', `row ${from + rows - 1}: the answer goes on where the receipt ends`)
        lengths.set(sequence, from + rows)
        return outputs.map(tensor => sliced(tensor, from + rows - wanted, from + rows))
      })
    },
  }
}
