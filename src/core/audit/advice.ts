// Advice: what an executor sends so that an auditor need not multiply matrices. The accumulators of every linear and conv op of a run, before
// their requantization. spec/audit.md, "Advice".

import { checkInputs, type GuidedSession, interpret } from '../engine/index.ts'
import { refuse } from '../errors/index.ts'
import { type ExactModel, elements, type Graph, type IntTensor, nameOf, type Requantization } from '../graph/index.ts'

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

/** As `advise`, by an engine's kernels, the same for every engine that gives accumulators; TypeError for one that does not. */
export async function adviseOn(
  { graph }: ExactModel,
  session: GuidedSession,
  inputs: readonly IntTensor[],
): Promise<{ readonly outputs: IntTensor[]; readonly advice: Advice[] }> {
  const total = checkInputs(graph, inputs)
  const advice = advisedOps(graph).map(op => ({
    op,
    accumulators: new Int32Array(total * elements(graph.ops[op]!.shape)),
  }))
  const accumulatorsOf = new Map(advice.map(({ op, accumulators }) => [op, accumulators]))
  const outputs = await session.runWith(inputs, (id, first, rows, _x, out, accumulate) => {
    const op = graph.ops[id]!
    if (op.kind !== 'linear' && op.kind !== 'conv') return false
    if (accumulate === undefined) throw new TypeError('advise: the engine does not give accumulators')
    const row = elements(op.shape)
    const own = accumulatorsOf.get(id)!.subarray(first * row, (first + rows) * row)
    accumulate(own)
    requantizeAll(own, op, out)
    return true
  })
  return { outputs, advice }
}

/** `requantize` in int32: accumulators of a run and their rounding are within the bound. */
function requantizeAll(accumulators: Int32Array, { shift, lo, hi }: Requantization, out: Int8Array | Int16Array): void {
  const rounding = shift === 0 ? 0 : 1 << (shift - 1)
  for (let at = 0; at < accumulators.length; at++) {
    const value = (accumulators[at]! + rounding) >> shift
    out[at] = value < lo ? lo : value > hi ? hi : value
  }
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
