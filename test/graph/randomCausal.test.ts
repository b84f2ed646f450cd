// The generator of random causal models: that it reaches what it promises, and that rows do depend on those before them.

import { describe, expect, it } from 'vitest'
import { interpret, outputsOf } from '../../src/core/engine/index.ts'
import { ACCUMULATOR_BOUND, type AttentionOp, contextOf, isCausal, type Op } from '../../src/core/graph/index.ts'
import { difference } from '../engine/difference.ts'
import { rowsOf } from '../engine/sequences.ts'
import { randomCausalModel, randomInputs } from '../support/randomGraph.ts'

describe('randomCausalModel', () => {
  const models = Array.from({ length: 500 }, (_, seed) => randomCausalModel(seed))
  const ops = models.flatMap(({ graph, bounds }) => graph.ops.map((op, id) => ({ op, graph, bounds: bounds.ops[id]! })))
  const of = <K extends Op['kind']>(kind: K) =>
    ops.flatMap(({ op, graph, bounds }) =>
      op.kind === kind
        ? [{ op: op as Extract<Op, { kind: K }>, bounds, inputs: op.inputs.map(id => graph.ops[id]!) }]
        : [],
    )
  const range = (lo: number, hi: number): number[] => Array.from({ length: hi - lo + 1 }, (_, i) => lo + i)
  const seen = (values: Iterable<number>): number[] => [...new Set(values)].sort((a, b) => a - b)
  const more = (count: number, least = 20): void => expect(count).toBeGreaterThan(least)

  it('makes contexts of every size, and models that are all causal', () => {
    expect(models.every(({ graph }) => isCausal(graph))).toBe(true)
    expect(seen(models.map(({ graph }) => contextOf(graph)!))).toEqual([...range(1, 40), 32_768])
  })

  it('makes attention of every grouping, width, table and clamp', () => {
    const attentions = of('attention')
    const some = (test: (op: AttentionOp, [q, k, v]: readonly Op[]) => boolean): void =>
      more(attentions.filter(({ op, inputs }) => test(op, inputs)).length)
    some((_op, [q, k]) => q!.shape[0]! > k!.shape[0]! && k!.shape[0]! > 1)
    some((_op, [q, k]) => q!.shape[0] === k!.shape[0] && k!.shape[0]! > 1)
    some((_op, [q]) => q!.shape[0] === 1)
    some((op, [q]) => op.shape[1] !== q!.shape[1])
    some((op, [q]) => op.shape[1]! > 8 && q!.shape[1]! > 8)
    some((op, [q, k]) => op.scoreLo > -32_768 && q!.kind !== 'input' && k!.kind !== 'input')
    some((_op, [q]) => q!.kind === 'rotary')
    some((_op, [, k]) => k!.kind === 'rotary')
    expect(seen(attentions.map(({ inputs }) => inputs[2]!.bits))).toEqual(range(4, 12))
    expect(seen(attentions.map(({ op }) => op.tableBits))).toEqual(range(0, 12))
    expect(seen(attentions.map(({ op }) => op.scoreShift))).toEqual(range(0, 18))
    expect(seen(attentions.map(({ op }) => op.bits))).toEqual(range(2, 16))
    expect(seen(attentions.map(({ op, inputs }) => 29 - op.fraction - inputs[2]!.bits))).toEqual(
      expect.arrayContaining(range(11, 18)),
    )
    more(attentions.filter(({ bounds }) => bounds.accumulator > 0.99 * ACCUMULATOR_BOUND).length)
  })

  it('makes rotary of every kind, positions and pairs', () => {
    const turns = of('rotary')
    more(turns.filter(({ op, inputs }) => inputs[1]!.shape[0] === op.shape[1]).length)
    more(turns.filter(({ op, inputs }) => inputs[1]!.shape[0]! < op.shape[1]! && op.unitBits > 0).length)
    more(turns.filter(({ op }) => op.unitBits !== 0 && op.unitBits !== op.shift).length)
    expect(seen(turns.map(({ op }) => op.shift))).toEqual(range(0, 18))
    more(turns.filter(({ bounds }) => bounds.accumulator > 0.99 * ACCUMULATOR_BOUND).length, 3)
    more(of('embedding').filter(({ op }) => op.pair).length)
    more(of('embedding').filter(({ inputs }) => inputs[0]!.kind === 'position').length)
  })

  it('makes rows that depend on those before them', () => {
    let depend = 0
    for (const [seed, model] of models.slice(0, 200).entries()) {
      const rows = Math.min(contextOf(model.graph)!, 6)
      if (rows === 1) continue
      const inputs = randomInputs(model, rows, seed, 'uniform')
      const first = randomInputs(model, 1, seed + 1, 'uniform')
      const other = inputs.map((tensor, i) => {
        const data = tensor.data.slice()
        data.set(first[i]!.data)
        return { ...tensor, data }
      })
      const last = (x: typeof inputs) => rowsOf(outputsOf(model, interpret(model, x)), rows - 1, rows)
      if (difference(last(inputs), last(other)) !== null) depend++
    }
    more(depend, 50)
  })
})
