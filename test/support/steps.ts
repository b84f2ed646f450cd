// Traces of random models, honest and not, and the steps that can be taken in them.

import { type Facts, factsOfRun, type Source, type Step, sourceOf } from '../../src/core/dispute/index.ts'
import { START } from '../../src/core/engine/reference/past.ts'
import { interpret } from '../../src/core/engine/reference.ts'
import type { ExactModel, IntTensor } from '../../src/core/graph/index.ts'
import { maxOf, minOf } from '../../src/core/graph/index.ts'
import { OUTPUT, PARTS_OF_OP, partsOf, SCORES, type Trace, TURNED, traceOf } from '../../src/core/trace/index.ts'
import { type Random, randomCausalModel, randomInputs, randomModel } from './randomGraph.ts'

export interface Run {
  readonly model: ExactModel
  readonly inputs: readonly IntTensor[]
  readonly trace: Trace
  readonly source: Source
  readonly facts: Facts
}

const runOf = (model: ExactModel, inputs: readonly IntTensor[], trace: Trace): Run => ({
  ...{ model, inputs, trace, source: sourceOf(model, trace), facts: factsOfRun(model, trace.rows, trace.root) },
})

/** The honest run of the random model of a seed; odd seeds have causal ones. */
export function honestRun(seed: number): Run {
  const model =
    seed % 2 === 0 ? randomModel(seed, { maxElements: 400, maxWork: 4_000 }) : randomCausalModel(seed, { context: 24 })
  return runWith(model, randomInputs(model, 1 + (seed % 6), seed))
}

export const runWith = (model: ExactModel, inputs: readonly IntTensor[]): Run =>
  runOf(model, inputs, traceOf(model.graph, inputs[0]!.rows, partsOf(model.graph, interpret(model, inputs))))

export type Change = (value: number, bits: number, random: Random) => number

/** Ways to be wrong in one value, still within its width. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'one more': (value, bits) => (value === maxOf(bits) ? value - 1 : value + 1),
  negated: (value, bits) => (value === 0 ? 1 : value === minOf(bits) ? maxOf(bits) : -value),
  'the least': (value, bits) => (value === minOf(bits) ? value + 1 : minOf(bits)),
  'the greatest': (value, bits) => (value === maxOf(bits) ? value - 1 : maxOf(bits)),
  'a high bit': (value, bits) => (value >= 0 ? value - 2 ** (bits - 1) : value + 2 ** (bits - 1)),
}

/**
 * The same run with one value changed and everything after it computed from the change; null where the change leads out of what the
 * model's bounds allow, so that no engine could have gone on.
 */
export function cheatingRun({ model, inputs, trace }: Run, step: Step, change: Change, random: Random): Run | null {
  try {
    return wrongRun({ model, inputs, trace }, step, change, random)
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('outside its bound')) return null
    throw error
  }
}

function wrongRun(
  { model, inputs, trace }: Pick<Run, 'model' | 'inputs' | 'trace'>,
  step: Step,
  change: Change,
  random: Random,
): Run {
  const values = interpret(model, inputs, START, (id, out) => {
    if (id !== step.op || step.part !== OUTPUT) return
    const at = step.row * (out.data.length / out.rows) + step.element
    out.data[at] = change(out.data[at]!, out.bits, random)
  })
  const parts = [...partsOf(model.graph, values)].map(([id, part, bytes]): [number, number, Uint8Array] => {
    if (id !== step.op || part !== step.part || part === OUTPUT) return [id, part, bytes]
    const { type } = trace.part(id, part)!
    const wrong = bytes.slice()
    const view = new DataView(wrong.buffer)
    const at = placeIn(step, part, type.shape, type.rows)
    if (type.elementBytes === 1) view.setInt8(at, change(view.getInt8(at), type.width, random))
    else view.setInt16(2 * at, change(view.getInt16(2 * at, true), type.width, random), true)
    return [id, part, wrong]
  })
  return runOf(model, inputs, traceOf(model.graph, trace.rows, parts))
}

function placeIn({ row, element }: Step, part: number, shape: readonly number[], rows: number): number {
  if (part === SCORES) return (shape[0]! * row * (row + 1)) / 2 + element
  return element * rows + row
}

/** Values of one row of a part. */
export function valuesInRow(trace: Trace, op: number, part: number, row: number): number {
  const { type } = trace.part(op, part)!
  return part === SCORES ? type.shape[0]! * (row + 1) : type.count / type.rows
}

/** A random step of every part that has any. */
export function* someSteps({ trace, model }: Run, random: Random): Generator<Step> {
  for (const [op, { kind, inputs }] of model.graph.ops.entries()) {
    if (kind === 'input') continue
    for (let part = 0; part < PARTS_OF_OP; part++) {
      if (trace.part(op, part) === null) continue
      const row = random.int(0, trace.rows - 1)
      const element = random.int(0, valuesInRow(trace, op, part, row) - 1)
      const line = kind === 'argMax' ? model.graph.ops[inputs[0]!]!.shape.at(-1)! : 1
      yield { op, part, row, element, hint: random.int(0, line - 1) }
    }
  }
}

export const PART_NAMES: Readonly<Record<number, string>> = { [OUTPUT]: '', [SCORES]: ' scores', [TURNED]: ' turned' }
