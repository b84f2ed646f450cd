// A final softmax is dropped with a note; cosines are still taken between like and like. spec/compile.md, "Passes" and
// "Evaluation".

import { describe, expect, it } from 'vitest'
import { evaluate, exactRunner } from '../../src/core/compile/index.ts'
import { reference } from '../../src/core/engine/reference.ts'
import { elements } from '../../src/core/graph/index.ts'
import { loadFloatRunner } from '../../src/platform/node/onnxruntime.ts'
import { compile, rowsOf } from './support/compare.ts'
import { type AttributeValue, model, type NodeSpec } from './support/onnx.ts'
import { Random } from './support/random.ts'

const weights = { w: { dims: [6, 12], data: new Random(1).floats(72, 2) } }
const product: NodeSpec = { op: 'MatMul', inputs: ['x', 'w'], outputs: ['m'] }
const last = (op: string, input: string, attributes: Readonly<Record<string, AttributeValue>> = {}): NodeSpec => ({
  op,
  inputs: [input],
  outputs: ['y'],
  attributes,
  name: 'last',
})
const lead = [4, 6]

const cases: [string, NodeSpec[], number[], number, object][] = [
  ['Softmax over the last axis', [product, last('Softmax', 'm')], [4, 12], 13, { length: 12, stride: 1, log: false }],
  [
    'Softmax over an inner axis',
    [product, last('Softmax', 'm', { axis: { i: 1 } })],
    [4, 12],
    13,
    { length: 4, stride: 12, log: false },
  ],
  [
    'LogSoftmax',
    [product, last('LogSoftmax', 'm', { axis: { i: -1 } })],
    [4, 12],
    13,
    { length: 12, stride: 1, log: true },
  ],
  [
    'Softmax before opset 13, over everything',
    [product, last('Softmax', 'm')],
    [4, 12],
    11,
    { length: 48, stride: 1, log: false },
  ],
  [
    'Softmax with a Flatten behind it',
    [product, { op: 'Softmax', inputs: ['m'], outputs: ['s'] }, last('Flatten', 's')],
    [48],
    13,
    { length: 12, stride: 1, log: false },
  ],
]

describe('final softmax', () => {
  it.each(cases)('%s', async (_name, nodes, output, opset, dropped) => {
    const file = model({ nodes, inputs: { x: ['N', ...lead] }, outputs: { y: ['N', ...output] }, weights, opset })
    const samples = { x: rowsOf(new Random(2).floats(elements(lead) * 20), lead) }
    const { model: exact, report } = await compile(file, samples, { activationBits: 16, weightBits: 10 })
    expect(report.softmax).toEqual([{ output: 'y', ...dropped }])
    expect(report.notes.join()).toContain('gives logits')
    const session = await reference.load(exact)
    const float = await loadFloatRunner(file)
    const options = { runFloat: float.run, runExact: exactRunner(exact, x => session.run(x)), samples }
    const with_ = await evaluate({ ...options, softmax: report.softmax })
    const without = await evaluate(options)
    expect(with_.cosine['y']).toBeGreaterThan(0.9999)
    expect(without.cosine['y']).toBeLessThan(with_.cosine['y']!)
    await float.close()
  })

  it('stays inside a model', async () => {
    const nodes = [product, { op: 'Softmax', inputs: ['m'], outputs: ['s'], name: 'attention' }, last('Relu', 's')]
    const file = model({ nodes, inputs: { x: ['N', ...lead] }, outputs: { y: ['N', 4, 12] }, weights })
    const samples = { x: rowsOf(new Random(3).floats(elements(lead)), lead) }
    const { model: exact, report } = await compile(file, samples)
    expect(report.softmax).toEqual([])
    expect(exact.graph.ops.map(op => op.kind)).toContain('softmax')
  })

  it('stays where it is an output and read on', async () => {
    const nodes = [product, { op: 'Softmax', inputs: ['m'], outputs: ['s'] }, last('Relu', 's')]
    const file = model({ nodes, inputs: { x: ['N', ...lead] }, outputs: { y: ['N', 4, 12], s: ['N', 4, 12] }, weights })
    const samples = { x: rowsOf(new Random(3).floats(elements(lead)), lead) }
    const { report } = await compile(file, samples)
    expect(report.softmax).toEqual([])
  })
})
