// The reference interpreter: the living definition of spec/graph.md. Plain loops over plain numbers; slow on purpose.
// Every other engine, the dispute step and the prover are tested for equality with it. The ops stand in reference/.

import {
  ACCUMULATOR_BOUND,
  allocate,
  type ExactModel,
  type IntTensor,
  isCausal,
  nameOf,
  type Op,
  type OpKind,
  readConstant,
  readEmbedding,
  readIndices,
  readRows,
  readTable,
  requantize,
  rowLayout,
} from '../graph/index.ts'
import { checkInputs } from './inputs.ts'
import type { Context, Implementation, Implementations } from './reference/context.ts'
import { elementwise } from './reference/elementwise.ts'
import { lines } from './reference/lines.ts'
import { moves } from './reference/moves.ts'
import { causalSession, type Past, START, withPast } from './reference/past.ts'
import { products } from './reference/products.ts'
import { sequences } from './reference/sequences.ts'
import { windows } from './reference/windows.ts'
import type { Engine, GuidedSession } from './types.ts'

const IMPLEMENTATIONS: Implementations<OpKind> = {
  ...moves,
  ...products,
  ...elementwise,
  ...windows,
  ...lines,
  ...sequences,
}

/** What an op reads from the weights. */
function readParameters(
  op: Op,
  weights: Uint8Array,
  sources: readonly IntTensor[],
  what: string,
): Pick<Context, 'parameters' | 'values' | 'table' | 'indices'> {
  const none = { parameters: undefined, values: undefined, table: undefined, indices: undefined }
  switch (op.kind) {
    case 'linear':
    case 'conv':
      return { ...none, parameters: readRows(weights, rowLayout(op, sources[0]!.shape), what) }
    case 'constant':
      return { ...none, values: readConstant(weights, op, what) }
    case 'embedding':
      return { ...none, values: readEmbedding(weights, op, what) }
    case 'lookup':
    case 'softmax':
    case 'attention':
      return { ...none, table: readTable(weights, op, what) }
    case 'take':
      return { ...none, indices: readIndices(weights, op, sources[0]!.shape[op.axis]!, what) }
    default:
      return none
  }
}

/** Called for every op in place of its implementation, `usual`, which it may call with another context. */
export type Around = (id: number, out: IntTensor, context: Context, usual: (context: Context) => void) => void

/**
 * Runs every op of `model` in order and gives each op's output. Rows of a causal graph continue the sequence that begins with
 * `past`; without it they begin at position 0. `after` sees each output before any other op reads it: who changes it gets the trace of
 * a run that went wrong there and was honest afterwards. `around` stands in place of implementations.
 */
export function interpret(
  model: ExactModel,
  inputs: readonly IntTensor[],
  past: Past = START,
  after: (id: number, out: IntTensor) => void = () => {},
  around: Around = (_id, _out, context, usual) => usual(context),
): IntTensor[] {
  const { graph, weights } = model
  const rows = checkInputs(graph, inputs, past.rows)
  const values: IntTensor[] = []
  graph.ops.forEach((op, id) => {
    const what = nameOf(op, id)
    const own = op.inputs.map(source => values[source]!)
    const sources = op.kind === 'attention' ? withPast(past, id, own) : own
    // The static analysis has excluded this; if it fires, the analysis is wrong, and no answer is better than a wrong one.
    const within = (acc: number): number => {
      if (!(Math.abs(acc) <= ACCUMULATOR_BOUND)) throw new RangeError(`${what}: accumulator ${acc} outside its bound`)
      return acc
    }
    const context: Context = {
      rows,
      first: past.rows,
      inputs: sources,
      ports: inputs,
      ...readParameters(op, weights, sources, what),
      within,
      finish(acc, q) {
        within(Math.abs(acc) + (q.shift === 0 ? 0 : 2 ** (q.shift - 1)))
        return requantize(acc, q)
      },
    }
    const out = allocate(op, rows)
    const implementation = IMPLEMENTATIONS[op.kind] as Implementation<OpKind>
    around(id, out, context, context => implementation(op, out, context))
    after(id, out)
    values.push(out)
  })
  return values
}

export const outputsOf = (model: ExactModel, values: readonly IntTensor[]): IntTensor[] =>
  values.filter((_, id) => model.graph.ops[id]!.kind === 'output')

export const reference: Engine & { load(model: ExactModel): Promise<GuidedSession> } = {
  name: 'reference',
  version: '1',
  async load(model): Promise<GuidedSession> {
    const session: GuidedSession = {
      run: async inputs => outputsOf(model, interpret(model, inputs)),
      trace: async inputs => interpret(model, inputs),
      runWith: async (inputs, instead) =>
        outputsOf(
          model,
          interpret(model, inputs, undefined, undefined, (id, out, context, usual) => {
            const x = context.inputs[0]?.data
            if (x === undefined || !instead(id, 0, context.rows, x, out.data)) usual(context)
          }),
        ),
      close() {},
    }
    if (!isCausal(model.graph)) return session
    return { ...session, ...causalSession(model, session, (inputs, past) => interpret(model, inputs, past)) }
  },
}
