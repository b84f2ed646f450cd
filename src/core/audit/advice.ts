// Advice: what an executor sends so that an auditor need not multiply matrices. The accumulators of every linear and conv op of a run, before
// their requantization. spec/audit.md, "Advice".

import { interpret } from '../engine/index.ts'
import { refuse } from '../errors/index.ts'
import { type ExactModel, elements, type Graph, type IntTensor, nameOf } from '../graph/index.ts'

export interface Advice {
  /** Id of the op. */
  readonly op: number
  /** 2^e (b + sum of products) of every element of every row, in the order of the op's output. */
  readonly accumulators: Int32Array
}

/** Ids of the ops that are advised. */
export const advisedOps = ({ ops }: Graph): number[] =>
  ops.flatMap((op, id) => (op.kind === 'linear' || op.kind === 'conv' ? [id] : []))

/** Runs the reference interpreter and keeps the accumulators. `outputs` as a session's run gives them. */
export function advise(
  model: ExactModel,
  inputs: readonly IntTensor[],
): { readonly outputs: IntTensor[]; readonly advice: Advice[] } {
  const advice: Advice[] = []
  const values = interpret(model, inputs, undefined, undefined, (id, out, context, usual) => {
    const { kind } = model.graph.ops[id]!
    if (kind !== 'linear' && kind !== 'conv') return usual(context)
    const accumulators = new Int32Array(out.data.length)
    let at = 0
    usual({
      ...context,
      finish(acc, q) {
        accumulators[at++] = acc
        return context.finish(acc, q)
      },
    })
    advice.push({ op: id, accumulators })
  })
  return { outputs: values.filter((_, id) => model.graph.ops[id]!.kind === 'output'), advice }
}

/** Refuses (`advice_malformed`) advice that is not one list for each advised op, in order, of the run's length. Its values are met later. */
export function checkAdvice({ graph }: ExactModel, rows: number, advice: readonly Advice[]): void {
  const ids = advisedOps(graph)
  if (advice.length !== ids.length)
    refuse('advice_malformed', `advice for ${advice.length} ops, ${ids.length} are advised`)
  ids.forEach((id, i) => {
    const op = graph.ops[id]!
    const { op: given, accumulators } = advice[i]!
    const bad = (reason: string): never =>
      refuse('advice_malformed', `${nameOf(op, id)}: ${reason}`, { facts: { op: id } })
    if (given !== id) bad(`advice for op ${given} in its place`)
    if (!(accumulators instanceof Int32Array)) bad('accumulators are not int32')
    if (accumulators.length !== rows * elements(op.shape))
      bad(`${accumulators.length} accumulators, ${rows * elements(op.shape)} expected`)
  })
}
