// Runs an imported model's float graph, passes and all, and onnxruntime on the same inputs: what tests the importer apart from
// rounding. Inputs are given and outputs compared in the file's own shapes.

import { createRequire } from 'node:module'
import type * as Ort from 'onnxruntime-node'
import { rowEvaluator } from '../../../src/core/compile/float.ts'
import type { DroppedSoftmax, FloatGraph, FloatModel } from '../../../src/core/compile/ir.ts'
import { transposedOrder } from '../../../src/core/compile/onnx/fold.ts'
import { importOnnx } from '../../../src/core/compile/onnx/import.ts'
import { prepare } from '../../../src/core/compile/passes/index.ts'
import { unwrap } from '../../../src/core/errors/index.ts'
import { elements } from '../../../src/core/graph/index.ts'

const ort = createRequire(import.meta.url)('onnxruntime-node') as typeof Ort

type Options = Parameters<typeof importOnnx>[1]
export type Values = Readonly<Record<string, ArrayLike<number>>>

const ARRAYS: Readonly<Record<number, { name: string; make(data: ArrayLike<number>): unknown }>> = {
  1: { name: 'float32', make: data => Float32Array.from(data) },
  2: { name: 'uint8', make: data => Uint8Array.from(data) },
  3: { name: 'int8', make: data => Int8Array.from(data) },
  4: { name: 'uint16', make: data => Uint16Array.from(data) },
  5: { name: 'int16', make: data => Int16Array.from(data) },
  6: { name: 'int32', make: data => Int32Array.from(data) },
  7: { name: 'int64', make: data => BigInt64Array.from(Array.from(data, n => BigInt(n))) },
  9: { name: 'bool', make: data => Uint8Array.from(data) },
  11: { name: 'float64', make: data => Float64Array.from(data) },
}

/** One row of every input through the graph; outputs by name, softmax that was dropped applied again. */
export function runFloat(
  graph: FloatGraph,
  softmax: readonly DroppedSoftmax[],
  inputs: Values,
): Record<string, Float32Array> {
  const rows = graph.inputs.map(port => {
    const order = transposedOrder(port.shape, port.perm)
    return Float32Array.from(order, i => inputs[port.name]![i]!)
  })
  const values = rowEvaluator(graph)(rows)
  return Object.fromEntries(
    graph.outputs.map(port => {
      const held = values[port.node]!
      const out = new Float32Array(elements(port.shape))
      transposedOrder(port.shape, port.perm).forEach((to, i) => {
        out[to] = held[i]!
      })
      for (const dropped of softmax) if (dropped.output === port.name) applySoftmax(out, dropped)
      return [port.name, out]
    }),
  )
}

function applySoftmax(out: Float32Array, { length, stride, log }: DroppedSoftmax): void {
  for (let start = 0; start < out.length; start++) {
    if (Math.floor(start / stride) % length !== 0) continue
    const at = Array.from({ length }, (_, i) => start + i * stride)
    const most = Math.max(...at.map(i => out[i]!))
    const sum = at.reduce((total, i) => total + Math.exp(out[i]! - most), 0)
    for (const i of at) out[i] = log ? out[i]! - most - Math.log(sum) : Math.exp(out[i]! - most) / sum
  }
}

export async function runOrt(
  bytes: Uint8Array,
  model: FloatModel,
  inputs: Values,
): Promise<Record<string, { data: number[]; dims: readonly number[] }>> {
  const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 3, graphOptimizationLevel: 'disabled' })
  const tensor = (element: number, data: ArrayLike<number>, dims: readonly number[]): Ort.Tensor => {
    const type = ARRAYS[element]
    if (type === undefined) throw new TypeError(`element type ${element}`)
    return new ort.Tensor(type.name as 'float32', type.make(data) as Float32Array, dims)
  }
  const feeds: Record<string, Ort.Tensor> = {}
  for (const port of model.graph.inputs) feeds[port.name] = tensor(port.element, inputs[port.name]!, port.dims)
  for (const { name, element, data, dims } of model.bound) feeds[name] = tensor(element, data, dims)
  const outputs = await session.run(feeds)
  await session.release()
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [
      name,
      { data: Array.from(value.data as ArrayLike<number>, Number), dims: value.dims },
    ]),
  )
}

export interface FloatComparison {
  readonly model: FloatModel
  readonly graph: FloatGraph
  /** By output: the largest difference, and the largest value. */
  readonly outputs: Readonly<Record<string, { off: number; most: number; dims: readonly number[] }>>
}

/** `make` gives an input's values for one run of it. */
export async function compareFloat(
  bytes: Uint8Array,
  make: (name: string, count: number, element: number) => ArrayLike<number>,
  options: Options = {},
): Promise<FloatComparison> {
  const model = unwrap(importOnnx(bytes, options))
  const inputs = Object.fromEntries(
    model.graph.inputs.map(port => [port.name, make(port.name, elements(port.dims), port.element)]),
  )
  const { graph, softmax } = prepare(model.graph)
  const float = runFloat(graph, softmax, inputs)
  const expected = await runOrt(bytes, model, inputs)
  const outputs = Object.fromEntries(
    graph.outputs.map(port => {
      const { data, dims } = expected[port.name]!
      const mine = float[port.name]!
      let [off, most] = [mine.length === data.length ? 0 : Number.POSITIVE_INFINITY, 0]
      data.forEach((value, i) => {
        off = Math.max(off, Math.abs(value - (mine[i] ?? Number.NaN)))
        if (Number.isNaN(value - (mine[i] ?? Number.NaN))) off = Number.POSITIVE_INFINITY
        most = Math.max(most, Math.abs(value))
      })
      return [port.name, { off, most, dims }]
    }),
  )
  return { model, graph, outputs }
}
