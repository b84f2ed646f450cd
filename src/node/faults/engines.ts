// Engines that compute something else than the model they are given: answers, logs and traces of such a node fit
// together, and only the bytes are wrong. What they compute is the same each time, so that a trace made later is that
// of the answer.

import { type Engine, interpret, outputsOf, type Session, wasm } from '../../core/engine/index.ts'
import { causalSession, type Past, START } from '../../core/engine/reference/past.ts'
import { allocate, type ExactModel, elements, type IntTensor, isCausal } from '../../core/graph/index.ts'
import { otherModel, withWrongWeight } from './models.ts'

const { name, version } = wasm

/** Runs `instead(model)` wherever a model is asked for. */
const substituting = (instead: (model: ExactModel) => ExactModel): Engine => ({
  ...{ name, version },
  load: model => wasm.load(instead(model)),
})

export const wrongWeightEngine: Engine = substituting(withWrongWeight)
export const swappedModelEngine: Engine = substituting(otherModel)

/** Ops whose outputs keep within bounds of their own, so that another value may stand there. */
const changeable = ({ graph }: ExactModel): number[] =>
  graph.ops.flatMap((op, id) => ('lo' in op && op.inputs.length > 0 ? [id] : []))

/**
 * A run in which the first element of each row of one op is another one, and everything behind it follows from that.
 */
export function wrongAt(model: ExactModel, inputs: readonly IntTensor[], op: number, past: Past = START): IntTensor[] {
  const changed = model.graph.ops[op]!
  if (!('lo' in changed)) throw new RangeError(`op ${op}: it has no bounds to stay within`)
  const { lo, hi, shape } = changed
  return interpret(model, inputs, past, (id, { data }) => {
    if (id !== op) return
    for (let at = 0; at < data.length; at += elements(shape)) data[at] = data[at] === hi ? lo : hi
  })
}

const sameValues = (a: readonly IntTensor[], b: readonly IntTensor[]): boolean =>
  a.every(({ data }, i) => data.every((value, at) => value === b[i]!.data[at]))

/** One row of zeros for each input. */
const zeros = ({ graph }: ExactModel): IntTensor[] =>
  graph.ops.flatMap(op => (op.kind === 'input' ? [allocate(op, 1)] : []))

/** The op that goes wrong in a run: the first from the middle on whose change reaches an output. */
function wrongOp(model: ExactModel, inputs: readonly IntTensor[]): number {
  const ids = changeable(model)
  const last = ids.at(-1)
  if (last === undefined) throw new RangeError('model: no op has bounds to stay within')
  const honest = outputsOf(model, interpret(model, inputs))
  const reaches = (id: number): boolean => !sameValues(outputsOf(model, wrongAt(model, inputs, id)), honest)
  return ids.slice(Math.floor(ids.length / 2)).find(reaches) ?? last
}

/**
 * The reference interpreter, going wrong in the first element of each row of one op: of the one that it is told, else
 * of one whose change shows. Slow, and for small models.
 */
export const wrongElementEngine = (op?: number): Engine => ({
  ...{ name, version },
  async load(model): Promise<Session> {
    const causal = isCausal(model.graph)
    // A sequence grows row by row, and has to go wrong at the same op in each.
    const always = op ?? (causal ? wrongOp(model, zeros(model)) : undefined)
    const values = (inputs: readonly IntTensor[], past: Past = START): IntTensor[] =>
      wrongAt(model, inputs, always ?? wrongOp(model, inputs), past)
    const session: Session = {
      run: async inputs => outputsOf(model, values(inputs)),
      trace: async inputs => values(inputs),
      close() {},
    }
    return causal ? causalSession(model, session, values) : session
  },
})
