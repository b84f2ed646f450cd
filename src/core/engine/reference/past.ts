// Sequences of the reference interpreter: of the rows that went before, the keys and values of every attention are kept, and
// nothing else. spec/graph.md, "Rows as positions". Copies on every step; slow on purpose.

import { contextOf, type ExactModel, elements, type IntTensor } from '../../graph/index.ts'
import { checkInputs } from '../inputs.ts'
import type { CausalSession, Part, Sequence, Session } from '../types.ts'

/** What is left of the first rows of a sequence. */
export interface Past {
  readonly rows: number
  /** By id of an attention op: all rows of its k and v so far. */
  readonly kept: ReadonlyMap<number, readonly [k: IntTensor, v: IntTensor]>
}

export const START: Past = { rows: 0, kept: new Map() }

/** The rows of `before`, then those of `after`. */
function joined(before: IntTensor | undefined, after: IntTensor): IntTensor {
  if (before === undefined) return after
  const data = new (after.data.constructor as Int16ArrayConstructor)(before.data.length + after.data.length)
  data.set(before.data)
  data.set(after.data, before.data.length)
  return { ...after, rows: before.rows + after.rows, data }
}

/** The first rows of a tensor, or the last ones. */
const head = (x: IntTensor, rows: number): IntTensor => ({
  ...x,
  rows,
  data: x.data.slice(0, rows * elements(x.shape)),
})
const tail = (x: IntTensor, rows: number): IntTensor => ({
  ...x,
  rows,
  data: x.data.slice(x.data.length - rows * elements(x.shape)),
})

/** q of the new rows, k and v of all. */
export function withPast({ kept }: Past, id: number, [q, k, v]: readonly IntTensor[]): IntTensor[] {
  const before = kept.get(id)
  return [q!, joined(before?.[0], k!), joined(before?.[1], v!)]
}

class ReferenceSequence implements Sequence {
  readonly owner: CausalSession
  past: Past | null

  constructor(owner: CausalSession, past: Past) {
    this.owner = owner
    this.past = past
  }

  /** What it has so far; throws when it is closed. */
  get own(): Past {
    if (this.past === null) throw new TypeError('sequence: closed')
    return this.past
  }

  get length(): number {
    return this.own.rows
  }

  private first(length: number): Past {
    const { rows, kept } = this.own
    if (!Number.isSafeInteger(length) || length < 0 || length > rows)
      throw new RangeError(`sequence: ${length} of its ${rows} rows`)
    return { rows: length, kept: new Map([...kept].map(([id, [k, v]]) => [id, [head(k, length), head(v, length)]])) }
  }

  fork(length: number): Sequence {
    return new ReferenceSequence(this.owner, this.first(length))
  }

  truncate(length: number): void {
    this.past = this.first(length)
  }

  close(): void {
    this.past = null
  }
}

/** `session` with sequences; `values` gives the output of every op for rows that follow a past. */
export function causalSession(
  { graph }: ExactModel,
  session: Session,
  values: (inputs: readonly IntTensor[], past: Past) => IntTensor[],
): CausalSession {
  function checked(owner: CausalSession, parts: readonly Part[]): { part: Part; sequence: ReferenceSequence }[] {
    const seen = new Set<Sequence>()
    return parts.map(part => {
      const { sequence, inputs, wanted } = part
      if (!(sequence instanceof ReferenceSequence) || sequence.owner !== owner)
        throw new TypeError('step: a sequence of another session')
      if (seen.has(sequence)) throw new TypeError('step: one sequence in two parts')
      seen.add(sequence)
      const rows = checkInputs(graph, inputs, sequence.length)
      if (!Number.isSafeInteger(wanted) || wanted < 0 || wanted > rows)
        throw new RangeError(`step: outputs of ${wanted} of ${rows} rows`)
      return { part, sequence }
    })
  }

  function append(sequence: ReferenceSequence, { inputs, wanted }: Part): IntTensor[] {
    const past = sequence.own
    const made = values(inputs, past)
    const kept = graph.ops.flatMap((op, id) => {
      if (op.kind !== 'attention') return []
      const [, k, v] = withPast(
        past,
        id,
        op.inputs.map(input => made[input]!),
      )
      return [[id, [k!, v!]] as const]
    })
    sequence.past = { rows: past.rows + inputs[0]!.rows, kept: new Map(kept) }
    return made.flatMap((tensor, id) => (graph.ops[id]!.kind === 'output' ? [tail(tensor, wanted)] : []))
  }

  const causal: CausalSession = {
    ...session,
    context: contextOf(graph)!,
    open: () => new ReferenceSequence(causal, START),
    // Every part is checked before the first is appended.
    step: async parts => checked(causal, parts).map(({ part, sequence }) => append(sequence, part)),
  }
  return causal
}
