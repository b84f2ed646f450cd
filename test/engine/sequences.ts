// The ways in which rows of a causal case can come to an engine: at once, one by one, in chunks, beside other sequences, after
// forks and truncations. Each says where it differs from what the reference gives for all rows at once. Knows no test runner.

import { type CausalSession, interpret, outputsOf, type Part, type Sequence } from '../../src/core/engine/index.ts'
import { contextOf, type ExactModel, elements, type IntTensor } from '../../src/core/graph/index.ts'
import { type InputMode, type Random, randomInputs } from '../support/randomGraph.ts'
import { difference } from './difference.ts'

/** Rows [from, to) of tensors. */
export const rowsOf = (tensors: readonly IntTensor[], from: number, to: number): IntTensor[] =>
  tensors.map(tensor => {
    const size = elements(tensor.shape)
    return { ...tensor, rows: to - from, data: tensor.data.slice(from * size, to * size) }
  })

/** The rows of both, in order. */
const joined = (a: readonly IntTensor[], b: readonly IntTensor[]): IntTensor[] =>
  a.map((x, i) => {
    const data = new (x.data.constructor as Int16ArrayConstructor)(x.data.length + b[i]!.data.length)
    data.set(x.data)
    data.set(b[i]!.data, x.data.length)
    return { ...x, rows: x.rows + b[i]!.rows, data }
  })

/** A list of tensors per sequence. */
type Expected = readonly (readonly IntTensor[])[]

export const expectedOf = (model: ExactModel, sequences: readonly (readonly IntTensor[])[]): IntTensor[][] =>
  sequences.map(inputs => outputsOf(model, interpret(model, inputs)))

const rowsIn = (inputs: readonly IntTensor[]): number => inputs[0]!.rows

/** Steps over every sequence until all rows are in; `next` says how many a sequence gives, and how many of them are wanted. */
async function fed(
  session: CausalSession,
  sequences: readonly (readonly IntTensor[])[],
  expected: Expected,
  together: boolean,
  next: (left: number) => { rows: number; wanted: number },
): Promise<string | null> {
  const handles = sequences.map(() => session.open())
  const done = sequences.map(() => 0)
  for (;;) {
    const open = [...sequences.keys()].filter(i => done[i]! < rowsIn(sequences[i]!))
    if (open.length === 0) break
    const taken = (together ? open : open.slice(0, 1)).map(i => {
      const { rows, wanted } = next(rowsIn(sequences[i]!) - done[i]!)
      const from = done[i]!
      done[i] = from + rows
      const part: Part = { sequence: handles[i]!, inputs: rowsOf(sequences[i]!, from, from + rows), wanted }
      return { i, part, want: rowsOf(expected[i]!, from + rows - wanted, from + rows) }
    })
    const got = await session.step(taken.map(({ part }) => part))
    for (const [at, { i, want }] of taken.entries()) {
      const found = difference(got[at]!, want)
      if (found !== null) return `sequence ${i}, rows before ${done[i]}: ${found}`
      if (handles[i]!.length !== done[i]) return `sequence ${i}: length ${handles[i]!.length}, ${done[i]} expected`
    }
  }
  for (const handle of handles) handle.close()
  return null
}

/** All rows in one step, one by one, in chunks, and all sequences together. */
export async function plansDifference(
  session: CausalSession,
  sequences: readonly (readonly IntTensor[])[],
  expected: Expected,
  r: Random,
): Promise<string | null> {
  const chunk = (left: number): { rows: number; wanted: number } => {
    const rows = Math.min(left, r.pick([1, 1, 2, 3, 7, 16, left]))
    return { rows, wanted: r.pick([rows, rows, 0, 1, r.int(0, rows)]) }
  }
  const plans: readonly (readonly [string, boolean, (left: number) => { rows: number; wanted: number }])[] = [
    ['prefill', false, left => ({ rows: left, wanted: left })],
    ['decode', false, () => ({ rows: 1, wanted: 1 })],
    ['chunks', false, chunk],
    ['batch of decodes', true, () => ({ rows: 1, wanted: 1 })],
    ['batch of chunks', true, chunk],
  ]
  for (const [name, together, next] of plans) {
    const found = await fed(session, sequences, expected, together, next)
    if (found !== null) return `${name}: ${found}`
  }
  return null
}

interface Shadow {
  readonly sequence: Sequence
  /** All its inputs so far; null before the first row. */
  inputs: IntTensor[] | null
}

const MODES: readonly InputMode[] = ['mixed', 'uniform', 'extreme', 'uniform']

/**
 * Opens, grows, forks, truncates and closes sequences at random, several growing in one step, and compares every output that a
 * step gives with a run over all rows of its sequence. No sequence is longer than `most`.
 */
export async function walkDifference(
  session: CausalSession,
  model: ExactModel,
  r: Random,
  actions: number,
  most = Math.min(24, contextOf(model.graph)!),
): Promise<string | null> {
  let shadows: Shadow[] = [{ sequence: session.open(), inputs: null }]
  const lengthOf = ({ inputs }: Shadow): number => (inputs === null ? 0 : rowsIn(inputs))

  async function grow(): Promise<string | null> {
    const chosen = r.shuffled(shadows.filter(shadow => lengthOf(shadow) < most)).slice(0, r.int(1, 4))
    const parts = chosen.map(shadow => {
      const left = most - lengthOf(shadow)
      const rows = Math.min(left, r.pick([1, 1, 1, 2, 5, left]))
      const inputs = randomInputs(model, rows, r.int(0, 2 ** 30), r.pick(MODES))
      return { sequence: shadow.sequence, inputs, wanted: r.pick([1, rows, r.int(0, rows)]) }
    })
    const got = await session.step(parts)
    for (const [i, shadow] of chosen.entries()) {
      const { inputs, wanted } = parts[i]!
      shadow.inputs = shadow.inputs === null ? [...inputs] : joined(shadow.inputs, inputs)
      const length = lengthOf(shadow)
      const want = rowsOf(outputsOf(model, interpret(model, shadow.inputs)), length - wanted, length)
      const found = difference(got[i]!, want)
      if (found !== null) return `${wanted} outputs of ${length} rows: ${found}`
    }
    return null
  }

  /** The first `length` rows of a shadow's inputs. */
  const cut = ({ inputs }: Shadow, length: number): IntTensor[] | null =>
    inputs === null || length === 0 ? null : rowsOf(inputs, 0, length)

  for (let action = 0; action < actions; action++) {
    const what = r.pick(['grow', 'grow', 'grow', 'fork', 'truncate', 'open', 'close'] as const)
    const shadow = r.pick(shadows)
    const length = r.chance(0.5) ? lengthOf(shadow) : r.int(0, lengthOf(shadow))
    if (what === 'grow') {
      const found = await grow()
      if (found !== null) return `action ${action}: ${found}`
    } else if (what === 'fork' && shadows.length < 7) {
      shadows.push({ sequence: shadow.sequence.fork(length), inputs: cut(shadow, length) })
    } else if (what === 'truncate') {
      shadow.sequence.truncate(length)
      shadow.inputs = cut(shadow, length)
    } else if (what === 'open' && shadows.length < 7) {
      shadows.push({ sequence: session.open(), inputs: null })
    } else if (what === 'close' && shadows.length > 1) {
      shadow.sequence.close()
      shadows = shadows.filter(other => other !== shadow)
    }
    for (const other of shadows) {
      if (other.sequence.length !== lengthOf(other))
        return `action ${action}, ${what}: length ${other.sequence.length}, ${lengthOf(other)} expected`
    }
  }
  for (const { sequence } of shadows) sequence.close()
  return null
}
