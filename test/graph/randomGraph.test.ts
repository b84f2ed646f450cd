// The generator of random models itself: that it reaches what it promises, and shrinks as it promises.

import { describe, expect, it } from 'vitest'
import {
  ACCUMULATOR_BOUND,
  encodeOp,
  outputLength,
  readIndices,
  readRows,
  rowLayout,
  type Window,
} from '../../src/core/graph/index.ts'
import { BODY_KINDS, randomModel } from '../support/randomGraph.ts'

describe('randomModel', () => {
  const models = Array.from({ length: 700 }, (_, seed) => randomModel(seed))
  const ops = models.flatMap(({ graph }) => graph.ops.map(op => ({ op, graph })))
  const range = (lo: number, hi: number): number[] => Array.from({ length: hi - lo + 1 }, (_, i) => lo + i)
  const seen = (values: Iterable<number>): number[] => [...new Set(values)].sort((a, b) => a - b)

  it('makes every op, width, shift, number of inputs, dimension and rank', () => {
    for (const kind of ['input', 'output', ...BODY_KINDS])
      expect(ops.filter(({ op }) => op.kind === kind).length).toBeGreaterThan(200)
    expect(seen(ops.map(({ op }) => op.bits))).toEqual(range(2, 16))
    expect(seen(ops.flatMap(({ op }) => ('shift' in op ? op.shift : [])))).toEqual(range(0, 18))
    expect(seen(ops.flatMap(({ op }) => ('weightBits' in op ? op.weightBits : [])))).toEqual(range(2, 16))
    for (const kind of ['sum', 'concat']) {
      expect(seen(ops.flatMap(({ op }) => (op.kind === kind ? op.inputs.length : [])))).toEqual(range(1, 8))
    }
    expect(seen(ops.map(({ op }) => op.shape.length))).toEqual(range(1, 6))
    expect(seen(ops.flatMap(({ op }) => op.shape))).toEqual(expect.arrayContaining(range(1, 17)))
    expect(seen(models.map(({ ports }) => ports.inputs.length))).toEqual([1, 2, 3])
    expect(Math.max(...models.map(({ ports }) => ports.outputs.length))).toBeGreaterThan(3)
  })

  it('makes every kind of window, group and pool', () => {
    const windows = ops.flatMap(({ op, graph }) => ('kernel' in op ? [{ op, x: graph.ops[op.inputs[0]!]! }] : []))
    const some = (test: (one: (typeof windows)[0]) => boolean): void =>
      expect(windows.filter(test).length).toBeGreaterThan(10)
    some(({ op }) => op.pads[0] !== op.pads[2])
    some(({ op }) => op.pads[1] !== op.pads[3])
    some(({ op }) => op.dilation[0] > 1 && op.kernel[0] > 1)
    some(({ op }) => op.stride[0] > op.kernel[0])
    some(({ op, x }) => op.kind === 'conv' && op.groups > 1 && op.groups === x.shape[2])
    some(({ op, x }) => op.kind === 'conv' && op.groups > 1 && op.groups < x.shape[2]!)
    some(({ op }) => op.kind === 'averagePool' && op.countIncludePad)
    const floor = (w: Window, size: number): number =>
      outputLength(size, w.kernel[0], w.stride[0], w.dilation[0], w.pads[0], w.pads[2])
    some(({ op, x }) => op.shape[0]! > floor(op, x.shape[0]!))
  })

  it('makes every row exponent, and accumulators that reach the bound', () => {
    const exponents = new Set<number>()
    for (const { graph, weights } of models) {
      for (const op of graph.ops) {
        if (op.kind !== 'linear' && op.kind !== 'conv') continue
        const p = readRows(weights, rowLayout(op, graph.ops[op.inputs[0]!]!.shape), 'test')
        for (const exponent of p.exponents) exponents.add(exponent)
      }
    }
    expect(seen(exponents)).toEqual(range(0, 5))
    expect(models.filter(({ bounds }) => bounds.accumulator === ACCUMULATOR_BOUND).length).toBeGreaterThan(50)
  })

  it('makes every form of the ops over two tensors, lines, tables and indices', () => {
    const more = (count: number): void => expect(count).toBeGreaterThan(10)
    const shapesOf = (kind: string): { out: readonly number[]; inputs: (readonly number[])[] }[] =>
      ops.flatMap(({ op, graph }) =>
        op.kind === kind ? [{ out: op.shape, inputs: op.inputs.map(input => graph.ops[input]!.shape) }] : [],
      )
    for (const kind of ['sum', 'product', 'divide']) {
      const all = shapesOf(kind)
      const repeats = (x: readonly number[], out: readonly number[]): boolean => x.some((n, i) => n !== out[i])
      more(all.filter(({ out, inputs }) => inputs.every(x => !repeats(x, out))).length)
      more(all.filter(({ out, inputs }) => repeats(inputs[0]!, out)).length)
      more(all.filter(({ out, inputs }) => inputs.length > 1 && repeats(inputs[1]!, out)).length)
      more(all.filter(({ out, inputs }) => inputs.every(x => repeats(x, out))).length)
      more(all.filter(({ out, inputs }) => out.at(-1)! > 1 && inputs.some(x => x.at(-1) === 1)).length)
    }
    const products = shapesOf('matmul')
    more(products.filter(({ out, inputs }) => inputs[1]!.some((n, i) => i < out.length - 2 && n !== out[i])).length)
    more(products.filter(({ out }) => out.at(-2)! >= 4).length)
    more(products.filter(({ out }) => out.at(-2)! < 4).length)
    const tables = ops.flatMap(({ op }) => (op.kind === 'lookup' || op.kind === 'softmax' ? [op] : []))
    for (const kind of ['lookup', 'softmax']) {
      more(tables.filter(op => op.kind === kind && op.segment === 0).length)
      more(tables.filter(op => op.kind === kind && op.segment > 0).length)
    }
    expect(seen(tables.map(op => op.segment))).toEqual(range(0, 14))
    expect(seen(tables.map(op => op.tableBits))).toEqual(range(0, 12))
    const norms = ops.flatMap(({ op }) => (op.kind === 'norm' ? [op] : []))
    expect(seen(norms.map(op => op.fraction))).toEqual(range(0, 14))
    for (const centre of [false, true]) more(norms.filter(op => op.centre === centre && op.epsilon === 0).length)
    more(norms.filter(op => op.epsilon > 2 ** 32).length)
    const takes = models.flatMap(({ graph, weights }) =>
      graph.ops.flatMap(op =>
        op.kind === 'take' ? [[...readIndices(weights, op, graph.ops[op.inputs[0]!]!.shape[op.axis]!, 'test')]] : [],
      ),
    )
    more(takes.filter(indices => indices.includes(-1) && indices.some(index => index >= 0)).length)
    more(takes.filter(indices => indices.some((index, i) => index >= 0 && indices.indexOf(index) < i)).length)
    more(
      takes.filter(indices => indices.length > 1 && indices.every((n, i) => i === 0 || n === indices[i - 1]! + 1))
        .length,
    )
    const reach = (kind: string): number =>
      models.reduce(
        (total, { graph, bounds }) =>
          total +
          graph.ops.filter((op, id) => op.kind === kind && bounds.ops[id]!.accumulator > 0.99 * ACCUMULATOR_BOUND)
            .length,
        0,
      )
    for (const kind of ['product', 'matmul', 'lookup', 'softmax', 'divide'])
      expect(reach(kind), kind).toBeGreaterThan(3)
  })

  it('makes a prefix of the longer model from the same seed', () => {
    for (let seed = 0; seed < 50; seed++) {
      const [short, long] = [5, 6].map(size => randomModel(seed, { size }).graph.ops.filter(op => op.kind !== 'output'))
      for (const [id, op] of short!.entries()) expect(encodeOp(long![id]!, [])).toEqual(encodeOp(op, []))
    }
  })

  it('makes the same model from the same seed', () => {
    expect(randomModel(77)).toEqual(randomModel(77))
    expect(randomModel(77).identity.modelId).not.toEqual(randomModel(78).identity.modelId)
  })
})
