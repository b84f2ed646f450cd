// Compiles an ONNX model and compares it, run by the reference interpreter, with onnxruntime. The difference that is allowed is
// computed from the scales of the compiled model: half a step for each rounding, carried through every op.

import {
  type Compiled,
  type CompileOptions,
  compileModel,
  exactRunner,
  importOnnx,
  type Samples,
} from '../../../src/core/compile/index.ts'
import { interpret, outputsOf } from '../../../src/core/engine/reference.ts'
import { unwrap } from '../../../src/core/errors/index.ts'
import {
  type ExactModel,
  elements,
  type IntTensor,
  maxOf,
  minOf,
  readRows,
  reciprocal,
  rowLayout,
  toIntegers,
} from '../../../src/core/graph/index.ts'
import { loadFloatRunner } from '../../../src/platform/node/onnxruntime.ts'

export type Inputs = Readonly<Record<string, Samples>>

export async function compile(
  bytes: Uint8Array,
  inputs: Inputs,
  options: Partial<CompileOptions> = {},
): Promise<Compiled> {
  const float = unwrap(importOnnx(bytes))
  return unwrap(await compileModel(float, { calibration: inputs, ...options }))
}

export interface Comparison {
  readonly compiled: Compiled
  readonly float: Readonly<Record<string, Float32Array>>
  readonly exact: Readonly<Record<string, Float32Array>>
  /** By output: the largest difference that the scales explain. */
  readonly bound: Readonly<Record<string, number>>
  /** Did a value reach the end of its width? Then the bound does not hold. */
  readonly saturated: boolean
}

export async function compare(
  bytes: Uint8Array,
  inputs: Inputs,
  options: Partial<CompileOptions> = {},
): Promise<Comparison> {
  const compiled = await compile(bytes, inputs, options)
  const runner = await loadFloatRunner(bytes)
  const float = await runner.run(inputs)
  await runner.close()
  const { model } = compiled
  let trace: IntTensor[] = []
  const exact = await exactRunner(model, async tensors => {
    trace = interpret(model, tensors)
    return outputsOf(model, trace)
  })(inputs)
  const errors = errorBounds(model, compiled, trace, inputs)
  const outputs = model.graph.ops.flatMap((op, id) => (op.kind === 'output' ? [errors[id]!] : []))
  const saturated = trace.some((tensor, id) => {
    const op = model.graph.ops[id]!
    if (op.kind === 'output' || op.kind === 'constant' || op.kind === 'input') return false
    // The low bits of a value that is taken apart use their whole width.
    if (op.kind === 'sum' && op.coefficients[1] === -256) return false
    return tensor.data.some(value => value === minOf(op.bits) || value === maxOf(op.bits))
  })
  return {
    compiled,
    float,
    exact,
    bound: Object.fromEntries(model.ports.outputs.map((port, slot) => [port.name, outputs[slot]!])),
    saturated,
  }
}

/** Largest |difference| between two outputs. */
export const difference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)

/** For every op, how far value / 2^exponent can be from what float arithmetic gives. */
function errorBounds(model: ExactModel, { report }: Compiled, trace: readonly IntTensor[], inputs: Inputs): number[] {
  const { graph, weights, ports } = model
  const exponentOf = (id: number): number => report.operations[id]!.exponent
  const bounds: number[] = []
  const high = new Set(
    graph.ops.flatMap(op => (op.kind === 'sum' && op.coefficients[1] === -256 ? [op.inputs[1]!] : [])),
  )
  graph.ops.forEach((op, id) => {
    const step = 2 ** -exponentOf(id)
    const [first] = op.inputs
    const source = first === undefined ? 0 : bounds[first]!
    const largest = (of: number): number => {
      let most = 0
      for (const value of trace[of]!.data) most = Math.max(most, Math.abs(value))
      return most * 2 ** -exponentOf(of)
    }
    switch (op.kind) {
      case 'input': {
        const port = ports.inputs[op.slot]!
        const { data, rows } = inputs[port.name]!
        const flat = { ...port, perm: port.shape.map((_, i) => i) }
        const tensor = toIntegers(flat, data, rows)
        bounds.push(data.reduce((most, value, i) => Math.max(most, Math.abs(value - tensor.data[i]! * step)), 0))
        return
      }
      case 'constant':
        bounds.push(step / 2)
        return
      case 'linear':
      case 'conv': {
        const input = graph.ops[first!]!
        const layout = rowLayout(op, input.shape)
        const p = readRows(weights, layout, 'test')
        const finest = exponentOf(id) - exponentOf(first!) + op.shift
        let worst = 0
        for (let row = 0; row < layout.rows; row++) {
          const weightStep = 2 ** (p.exponents[row]! - finest)
          let sum = 0
          for (let i = row * layout.k; i < (row + 1) * layout.k; i++) sum += Math.abs(p.weights[i]!) * weightStep
          const biasStep = weightStep * 2 ** -exponentOf(first!)
          const roundings = (layout.k * weightStep * (largest(first!) + source)) / 2 + biasStep / 2
          worst = Math.max(worst, (sum + (layout.k * weightStep) / 2) * source + roundings)
        }
        // One half step for the shift, one for a rounded clamp.
        bounds.push(worst + step)
        return
      }
      case 'sum':
        // High and low bits of a value are rounded together, not each.
        bounds.push(
          op.coefficients[1] === -256
            ? 0
            : op.inputs.reduce((sum, input, i) => {
                const factor = Math.abs(op.coefficients[i]!) * 2 ** (exponentOf(input) - exponentOf(id) - op.shift)
                return sum + bounds[input]! * Math.max(1, factor)
              }, 0) + (high.has(id) ? 0 : step),
        )
        return
      case 'averagePool': {
        let off = 0
        const taps = op.kernel[0] * op.kernel[1]
        for (let c = 1; c <= taps; c++)
          off = Math.max(off, Math.abs((reciprocal(c, op.reciprocalBits) * c) / 2 ** op.reciprocalBits - 1))
        bounds.push(source + largest(first!) * off + step)
        return
      }
      default:
        bounds.push(Math.max(...op.inputs.map(input => bounds[input]!)))
    }
  })
  return bounds
}

export const rowsOf = (data: Float32Array, shape: readonly number[]): Samples => ({
  data,
  rows: data.length / elements(shape),
})
