// Widths found by what they cost, channels equalized, biases corrected: spec/compile.md, "Search" to "Equalization".

import { describe, expect, it } from 'vitest'
import { Channels, calibrate, rowReader, samplesBySlot } from '../../src/core/compile/calibrate.ts'
import { compileModel, exactRunner, importOnnx } from '../../src/core/compile/index.ts'
import type { FloatGraph } from '../../src/core/compile/ir.ts'
import { prepare } from '../../src/core/compile/passes/index.ts'
import { drift } from '../../src/core/compile/rows.ts'
import { equalize, pairsOf } from '../../src/core/compile/search/equalize.ts'
import { Loss } from '../../src/core/compile/search/loss.ts'
import { hasRows, Machine, roundedRows, roundTo } from '../../src/core/compile/search/machine.ts'
import { interpret, outputsOf } from '../../src/core/engine/reference.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { encodeModel } from '../../src/core/graph/index.ts'
import { loadFloatRunner } from '../../src/platform/node/onnxruntime.ts'
import { compile, type Inputs, rowsOf } from './support/compare.ts'
import { model } from './support/onnx.ts'
import { Random } from './support/random.ts'

/** conv, depthwise conv, conv, mean, Gemm; channels as unlike as `spread` says. */
function network(spread: number): Uint8Array {
  const random = new Random(20)
  const unlike = (data: Float32Array, per: number): Float32Array =>
    data.map((value, i) => value * 2 ** (((Math.floor(i / per) % 3) - 1) * spread))
  return model({
    nodes: [
      { op: 'Conv', inputs: ['x', 'a', 'ab'], outputs: ['c'], attributes: { pads: { ints: [1, 1, 1, 1] } } },
      { op: 'Relu', inputs: ['c'], outputs: ['r'] },
      {
        op: 'Conv',
        inputs: ['r', 'd', 'db'],
        outputs: ['e'],
        attributes: { group: { i: 6 }, pads: { ints: [1, 1, 1, 1] } },
      },
      { op: 'Relu', inputs: ['e'], outputs: ['s'] },
      { op: 'GlobalAveragePool', inputs: ['s'], outputs: ['p'] },
      { op: 'Flatten', inputs: ['p'], outputs: ['f'] },
      { op: 'Gemm', inputs: ['f', 'g'], outputs: ['y'] },
    ],
    inputs: { x: ['N', 2, 8, 8] },
    outputs: { y: ['N', 5] },
    weights: {
      a: { dims: [6, 2, 3, 3], data: unlike(random.floats(108), 18) },
      ab: { dims: [6], data: unlike(random.floats(6), 1) },
      d: { dims: [6, 1, 3, 3], data: random.floats(54) },
      db: { dims: [6], data: random.floats(6) },
      g: { dims: [6, 5], data: random.floats(30) },
    },
  })
}

const inputs = (rows: number, seed = 21): Inputs => ({ x: rowsOf(new Random(seed).floats(128 * rows, 2), [2, 8, 8]) })

async function lossOf(file: Uint8Array, options: Parameters<typeof compile>[2]): Promise<number> {
  const { model: exact } = await compile(file, inputs(24), options)
  const held = inputs(24, 22)
  const runner = await loadFloatRunner(file)
  const float = await runner.run(held)
  await runner.close()
  const found = await exactRunner(exact, async tensors => outputsOf(exact, interpret(exact, tensors)))(held)
  const loss = new Loss(1)
  loss.add([float['y']!], [found['y']!])
  return loss.worst
}

const graphOf = (file: Uint8Array): FloatGraph => prepare(unwrap(importOnnx(file)).graph).graph

function outputsOfFloat(graph: FloatGraph, rows: number): Float32Array[] {
  const { slots } = samplesBySlot(graph, inputs(rows))
  const read = rowReader(graph, slots)
  const machine = new Machine(graph)
  return Array.from({ length: rows }, (_, row) => machine.rounded(read(row), () => {}, new Map())[0]!)
}

describe('search', () => {
  it('keeps the loss within the target, on rows that it never saw', async () => {
    const file = network(0)
    for (const targetLoss of [1e-3, 1e-5, 1e-6]) {
      const { report } = await compile(file, inputs(24), { search: { targetLoss } })
      expect(report.search).toMatchObject({ prefer: 'accuracy', targetLoss, reached: true })
      expect(report.search!.loss).toBeLessThanOrEqual(targetLoss)
      expect(await lossOf(file, { search: { targetLoss } })).toBeLessThan(3 * targetLoss)
    }
  })

  it('spends bits where the target asks for them', async () => {
    const bytesAt = async (targetLoss: number): Promise<number> =>
      (await compile(network(0), inputs(24), { search: { targetLoss } })).model.weights.length
    expect(await bytesAt(1e-7)).toBeGreaterThan(await bytesAt(1e-3))
  })

  it('for speed keeps what products read within bytes, and weights within 7 or 8 bits', async () => {
    const { report, model: exact } = await compile(network(0), inputs(24), {
      search: { prefer: 'speed', targetLoss: 0.01 },
    })
    const rows = report.sites.filter(site => site.weightBits !== null)
    expect(rows.every(site => site.weightBits! <= 8)).toBe(true)
    expect(report.sites.filter(site => site.byte).length).toBeGreaterThan(2)
    for (const op of exact.graph.ops) {
      if (op.kind !== 'conv' && op.kind !== 'linear') continue
      const { lo, hi } = exact.bounds.ops[op.inputs[0]!]!.out
      expect(hi - lo).toBeLessThanOrEqual(255)
    }
    expect(await lossOf(network(0), { search: { prefer: 'speed', targetLoss: 0.01 } })).toBeLessThan(0.02)
  })

  it('says so where no width is enough', async () => {
    const { report } = await compile(network(0), inputs(24), { search: { targetLoss: 1e-12 } })
    expect(report.search!.reached).toBe(false)
    expect(report.notes.join()).toContain('above the target')
  })

  it('gives the same bytes again', async () => {
    const [a, b] = [
      await compile(network(2), inputs(24), { search: {} }),
      await compile(network(2), inputs(24), { search: {} }),
    ]
    expect(encodeModel(a.model)).toEqual(encodeModel(b.model))
  })

  it('shows progress and stops where asked to', async () => {
    const stages = new Set<string>()
    await compile(network(0), inputs(8), { search: {}, onProgress: ({ stage }) => stages.add(stage) })
    expect([...stages]).toEqual(expect.arrayContaining(['calibration', 'search', 'quantization']))
    const controller = new AbortController()
    const stopped = compileModel(unwrap(importOnnx(network(0))), {
      calibration: inputs(8),
      search: {},
      signal: controller.signal,
      onProgress: ({ stage }) => {
        if (stage === 'search') controller.abort()
      },
    })
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' })
  })
})

describe('equalization', () => {
  it('changes nothing of what the network gives', () => {
    const graph = graphOf(network(3))
    const pairs = pairsOf(graph)
    expect(pairs.length).toBe(2)
    const before = outputsOfFloat(graph, 4)
    const maxima = new Map(
      pairs.map(({ first }) => [first, new Float32Array(graph.nodes[first]!.shape.at(-1)!).fill(1)]),
    )
    for (const kind of ['weights', 'values'] as const) {
      const after = outputsOfFloat(
        equalize(graph, kind, id => maxima.get(id)),
        4,
      )
      before.forEach((row, i) => {
        row.forEach((value, j) => {
          expect(after[i]![j]!).toBeCloseTo(value, 4)
        })
      })
    }
  })

  it('is chosen where channels are unlike, and then widths cost less', async () => {
    const options = { search: { prefer: 'speed', targetLoss: 1e-3 } } as const
    const { report } = await compile(network(6), inputs(24), options)
    expect(report.search!.equalization).not.toBe('none')
    expect(await lossOf(network(6), options)).toBeLessThan(
      await lossOf(network(6), { activationBits: 8, weightBits: 8 }),
    )
  })
})

describe('biases', () => {
  it('take back what rounding shifts the mean by', async () => {
    const graph = graphOf(network(0))
    const { slots, rows } = samplesBySlot(graph, inputs(24))
    const at = graph.nodes.findIndex(hasRows)
    const node = graph.nodes[at]!
    if (!hasRows(node)) throw new Error('no rows')
    const seen = new Channels(graph.nodes[node.inputs[0]!]!.shape.at(-1)!)
    await calibrate(graph, slots, rows, {}, new Map([[node.inputs[0]!, seen]]))
    const means = { channels: seen.means, groupIn: 2, groupOut: 6 }
    const plain = roundedRows(node, 4)
    const corrected = roundedRows(node, 4, means)
    expect(plain.bias).toEqual(node.bias)
    const k = node.weights.length / node.bias.length
    corrected.bias.forEach((value, row) => {
      const shifted = drift(means, row, i => plain.weights[row * k + i]! - node.weights[row * k + i]!, k)
      expect(value + shifted).toBeCloseTo(node.bias[row]!, 5)
    })
  })
})

describe('rounding', () => {
  it('is what the exact graph stores', () => {
    const values = Float32Array.of(0.5, -0.5, 0.4999, 3.2, -9, 300)
    roundTo(values, { bits: 4, exponent: 0 })
    expect([...values]).toEqual([1, 0, 0, 3, -8, 7])
    const bytes = Float32Array.of(-1, 0.3, 255.4, 300)
    roundTo(bytes, { bits: 9, exponent: 0, byte: true })
    expect([...bytes]).toEqual([0, 0, 255, 255])
  })

  it('of part of a network changes only what comes after it, and leaves no trace', () => {
    const graph = graphOf(network(0))
    const { slots } = samplesBySlot(graph, inputs(2))
    const read = rowReader(graph, slots)
    const machine = new Machine(graph)
    machine.load(read(0))
    machine.load(read(1))
    machine.select(0)
    const id = graph.nodes.findIndex(hasRows)
    const output = graph.outputs[0]!.node
    const disturbed = machine.disturbed(0, id, values => values.fill(0))
    expect([...disturbed[0]!]).not.toEqual([...machine.value(0, output)])
    const again = machine.disturbed(0, id, () => {})
    expect([...again[0]!]).toEqual([...machine.value(0, output)])
  })
})
