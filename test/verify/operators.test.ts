// For every op a lie in its result by the least there is: the cheating node computes everything downstream from it as the model
// says, signs, logs and has itself cosigned. Replay refuses it. The honest node with the same model passes.

import { describe, expect, it } from 'vitest'
import { interpret, outputsOf } from '../../src/core/engine/index.ts'
import type { ExactModel, IntTensor, Op, OpKind } from '../../src/core/graph/index.ts'
import { namedPolicy, type Policy, type Verdict, verify } from '../../src/core/verify/index.ts'
import { BODY_KINDS, randomInputs, randomModel } from '../support/randomGraph.ts'
import { makeWorld, type World } from '../support/world.ts'

/** The model with op `id` replaced by an input that gives its value: what follows is computed from whatever that is. */
function outputsFrom(model: ExactModel, inputs: readonly IntTensor[], id: number, value: IntTensor): IntTensor[] {
  const { shape, bits } = model.graph.ops[id]!
  const given: Op = { kind: 'input', inputs: [], shape, bits, slot: inputs.length }
  const ops = model.graph.ops.with(id, given)
  const changed = { ...model, graph: { ...model.graph, ops } }
  return outputsOf(changed, interpret(changed, [...inputs, value]))
}

interface Lie {
  readonly model: ExactModel
  readonly inputs: readonly IntTensor[]
  readonly outputs: IntTensor[]
}

/** A random model with this op somewhere in it, and a value of its result that is one off and reaches an output. */
function lieIn(kind: OpKind): Lie {
  for (let seed = 0; seed < 500; seed++) {
    const model = randomModel(seed, { size: 4, maxElements: 200, maxWork: 5000, kinds: [kind, 'sum', 'reshape'] })
    const id = model.graph.ops.findIndex(op => op.kind === kind)
    // Inputs come first, so that one more of them has the next slot.
    if (id < 0) continue
    const inputs = randomInputs(model, 2, seed)
    const trace = interpret(model, inputs)
    const honest = outputsOf(model, trace)
    const { lo, hi } = model.bounds.ops[id]!.out
    for (let at = 0; at < trace[id]!.data.length; at++) {
      const value = trace[id]!.data[at]!
      const other = value < hi ? value + 1 : value - 1
      if (other < lo) continue
      const data = trace[id]!.data.slice()
      data[at] = other
      const outputs = outputsFrom(model, inputs, id, { ...trace[id]!, data })
      const differs = outputs.some((tensor, i) => tensor.data.some((n, j) => n !== honest[i]!.data[j]))
      if (differs) return { model, inputs, outputs }
    }
  }
  throw new Error(`${kind}: no lie that reaches an output`)
}

const policy = (): Policy => {
  const named = namedPolicy('replayed', 'any')
  if (!named.ok) throw new Error(named.message)
  return named.value
}
const judge = (world: World): Promise<Verdict> => verify(world.bundle, world.evidence, policy(), world.anchors)

describe('a lie in the result of one op, consistent downstream', () => {
  it.each(BODY_KINDS)('%s', async kind => {
    const { model, inputs, outputs } = lieIn(kind)
    expect((await judge(makeWorld({ model, inputs }))).code).toBe('ok')
    const verdict = await judge(makeWorld({ model, inputs, outputs: () => outputs }))
    expect(verdict.code).toBe('replay_mismatch')
    // Nothing else gives it away.
    const codes = new Set(verdict.checks.filter(check => !check.ok).map(check => check.code))
    expect([...codes]).toEqual(['replay_mismatch'])
  })
})
