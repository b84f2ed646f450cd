// A plain float32 evaluator of a channels-last float graph, one row at a time: what calibration looks at. spec/compile.md,
// "Calibration". It is no engine: accuracies are measured against onnxruntime, outside of core.

import { elements, windowStart } from '../graph/index.ts'
import { paddedTaps, validTaps } from '../graph/ops/window.ts'
import { convStep, linearStep } from './floatRows.ts'
import {
  argMaxStep,
  clamped,
  embeddingStep,
  functionStep,
  matmulStep,
  normStep,
  pairwiseStep,
  type Step,
  softmaxStep,
  takeStep,
} from './floatSteps.ts'
import type { AveragePoolNode, FloatGraph, FloatNode, MaxPoolNode } from './ir.ts'
import { stridesOf, transposedOrder } from './onnx/fold.ts'

/** Gives the value of every node for one row of inputs, in slot order and inner layout. The arrays are reused. */
export type RowEvaluator = (inputs: readonly Float32Array[]) => readonly Float32Array[]

/** A graph's values for one row, computed node by node: search runs parts of it again with values that it has changed. */
export interface FloatMachine {
  /** By node; the array of a reshape is that of its input. */
  readonly values: readonly Float32Array[]
  load(inputs: readonly Float32Array[]): void
  /** Computes one node from the values of its inputs. */
  run(id: number): void
}

export function floatMachine(graph: FloatGraph): FloatMachine {
  const values: Float32Array[] = graph.nodes.map(
    node => new Float32Array(node.kind === 'reshape' ? 0 : elements(node.shape)),
  )
  const steps = graph.nodes.map((node, id): Step | null => {
    if (node.kind === 'input') return null
    if (node.kind === 'constant') {
      values[id] = node.data
      return null
    }
    if (node.kind === 'reshape') {
      values[id] = values[node.inputs[0]!]!
      return null
    }
    return stepOf(node, graph)
  })
  return {
    values,
    load(inputs) {
      graph.nodes.forEach((node, id) => {
        if (node.kind === 'input') values[id]!.set(inputs[node.slot]!)
      })
    },
    run(id) {
      steps[id]?.(values, values[id]!)
    },
  }
}

export function rowEvaluator(graph: FloatGraph): RowEvaluator {
  const machine = floatMachine(graph)
  return inputs => {
    machine.load(inputs)
    for (let id = 0; id < graph.nodes.length; id++) machine.run(id)
    return machine.values
  }
}

function stepOf(node: FloatNode, graph: FloatGraph): Step {
  const [first, second] = node.inputs as [number, number]
  const shape = graph.nodes[first]!.shape
  switch (node.kind) {
    case 'conv':
      return convStep(node, shape as [number, number, number])
    case 'linear':
      return linearStep(node, shape[shape.length - 1]!)
    case 'add':
    case 'product':
    case 'divide':
      return pairwiseStep(
        node,
        node.inputs.map(input => graph.nodes[input]!.shape),
      )
    case 'function':
      return functionStep(node)
    case 'matmul':
      return matmulStep(node, shape, graph.nodes[second]!.shape)
    case 'softmax':
      return softmaxStep(node)
    case 'norm':
      return normStep(node)
    case 'argMax':
      return argMaxStep(first, shape)
    case 'take':
      return takeStep(node, shape)
    case 'embedding':
      return embeddingStep(node)
    case 'clamp':
      return (values, out) => {
        const x = values[first]!
        for (let i = 0; i < out.length; i++) out[i] = clamped(x[i]!, node.clamp)
      }
    case 'maxPool':
    case 'averagePool':
      return poolStep(node, shape as [number, number, number])
    case 'concat': {
      const { axis } = node
      const outer = elements(node.shape.slice(0, axis))
      const chunks = node.inputs.map(input => elements(graph.nodes[input]!.shape.slice(axis)))
      return (values, out) => {
        let at = 0
        for (let i = 0; i < outer; i++) {
          node.inputs.forEach((input, which) => {
            const chunk = chunks[which]!
            out.set(values[input]!.subarray(i * chunk, (i + 1) * chunk), at)
            at += chunk
          })
        }
      }
    }
    case 'transpose': {
      const order = transposedOrder(shape, node.perm)
      return (values, out) => {
        const x = values[first]!
        for (let i = 0; i < out.length; i++) out[i] = x[order[i]!]!
      }
    }
    default:
      throw new TypeError(`${node.kind} is not part of a channels-last graph`)
  }
}

/** Taps that a mean divides by, along one axis. */
const counted = (node: MaxPoolNode | AveragePoolNode, at: number, axis: 0 | 1, size: number): number =>
  node.kind === 'averagePool' && node.countIncludePad
    ? paddedTaps(at, axis, node, size)
    : validTaps(at, axis, node, size)

function poolStep(
  node: MaxPoolNode | AveragePoolNode,
  [height, width, channels]: readonly [number, number, number],
): Step {
  const [outHeight, outWidth] = node.shape as [number, number, number]
  const [rowStride, columnStride] = stridesOf([height, width, channels]) as [number, number, number]
  return (values, out) => {
    const x = values[node.inputs[0]!]!
    let at = 0
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        const count = counted(node, oy, 0, height) * counted(node, ox, 1, width)
        for (let c = 0; c < channels; c++) {
          let most = Number.NEGATIVE_INFINITY
          let sum = 0
          for (let ky = 0; ky < node.kernel[0]; ky++) {
            const y = windowStart(oy, node.stride[0], node.pads[0]) + ky * node.dilation[0]
            if (y < 0 || y >= height) continue
            for (let kx = 0; kx < node.kernel[1]; kx++) {
              const xx = windowStart(ox, node.stride[1], node.pads[1]) + kx * node.dilation[1]
              if (xx < 0 || xx >= width) continue
              const value = x[y * rowStride + xx * columnStride + c]!
              if (value > most) most = value
              sum += value
            }
          }
          out[at++] = node.kind === 'maxPool' ? most : clamped(sum / count, node.clamp)
        }
      }
    }
  }
}
