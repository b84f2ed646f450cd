// Steps of the float evaluator (float.ts) for nodes without windows. spec/compile.md, "Calibration".

import { elements } from '../graph/index.ts'
import type {
  AddNode,
  Clamp,
  DivideNode,
  EmbeddingNode,
  FunctionNode,
  MatmulNode,
  NormNode,
  ProductNode,
  SoftmaxNode,
  TakeNode,
} from './ir.ts'
import { scalarFunction } from './scalar.ts'

/** Computes a node's value from those of the nodes before it. */
export type Step = (values: readonly Float32Array[], out: Float32Array) => void

export const clamped = (value: number, clamp: Clamp | null): number =>
  clamp === null ? value : Math.min(clamp.hi, Math.max(clamp.lo, value))

/** Four sums at once: one alone waits for its own last addition. */
export function dot(x: Float32Array, from: number, w: Float32Array, row: number, k: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  let i = 0
  for (; i + 3 < k; i += 4) {
    s0 += x[from + i]! * w[row + i]!
    s1 += x[from + i + 1]! * w[row + i + 1]!
    s2 += x[from + i + 2]! * w[row + i + 2]!
    s3 += x[from + i + 3]! * w[row + i + 3]!
  }
  for (; i < k; i++) s0 += x[from + i]! * w[row + i]!
  return s0 + s1 + (s2 + s3)
}

/** For every position of `shape` the position in a tensor of shape `x` that repeats along axes of length 1; null where equal. */
function repeats(shape: readonly number[], x: readonly number[]): Int32Array | null {
  if (x.join() === shape.join()) return null
  const out = new Int32Array(elements(shape))
  let inner = 1
  let stride = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis]!
    if (x[axis] !== 1) for (let i = 0; i < out.length; i++) out[i]! += (Math.floor(i / inner) % length) * stride
    inner *= length
    stride *= x[axis]!
  }
  return out
}

export function pairwiseStep(node: AddNode | ProductNode | DivideNode, shapes: readonly (readonly number[])[]): Step {
  const places = shapes.map(shape => repeats(node.shape, shape))
  const { clamp } = node
  const read = (values: readonly Float32Array[], which: number): ((i: number) => number) => {
    const x = values[node.inputs[which]!]!
    const at = places[which]!
    return at === null ? i => x[i]! : i => x[at[i]!]!
  }
  if (node.kind === 'add') {
    const factors = node.factors ?? node.inputs.map(() => 1)
    return (values, out) => {
      const parts = node.inputs.map((_, which) => read(values, which))
      for (let i = 0; i < out.length; i++) {
        let sum = 0
        for (let which = 0; which < parts.length; which++) sum += factors[which]! * parts[which]!(i)
        out[i] = clamped(sum, clamp)
      }
    }
  }
  const divides = node.kind === 'divide'
  return (values, out) => {
    const [a, b] = [read(values, 0), read(values, 1)]
    for (let i = 0; i < out.length; i++) out[i] = clamped(divides ? quotient(a(i), b(i)) : a(i) * b(i), clamp)
  }
}

/** 0 / 0 is 0, as it is in integers: a search rounds small values to 0. */
const quotient = (a: number, b: number): number => (a === 0 ? 0 : a / b)

export function functionStep(node: FunctionNode): Step {
  const f = scalarFunction(node.f)
  return (values, out) => {
    const x = values[node.inputs[0]!]!
    for (let i = 0; i < out.length; i++) out[i] = f(x[i]!)
  }
}

export function matmulStep(node: MatmulNode, a: readonly number[], b: readonly number[]): Step {
  const rank = node.shape.length
  const [m, n] = [node.shape[rank - 2]!, node.shape[rank - 1]!]
  const k = a[rank - 1]!
  const leading = node.shape.slice(0, -2)
  const other = repeats([...leading, 1], [...b.slice(0, -2), 1])
  return (values, out) => {
    const [x, y] = [values[node.inputs[0]!]!, values[node.inputs[1]!]!]
    let at = 0
    for (let batch = 0; batch < elements(leading); batch++) {
      const which = other === null ? batch : other[batch]!
      for (let i = 0; i < m; i++)
        for (let j = 0; j < n; j++)
          out[at++] = clamped(dot(x, (batch * m + i) * k, y, (which * n + j) * k, k), node.clamp)
    }
  }
}

export function softmaxStep(node: SoftmaxNode): Step {
  const length = node.shape[node.axis]!
  const stride = elements(node.shape.slice(node.axis + 1))
  return (values, out) => {
    const x = values[node.inputs[0]!]!
    for (let start = 0; start < out.length; start++) {
      if (Math.floor(start / stride) % length !== 0) continue
      const end = start + length * stride
      let most = Number.NEGATIVE_INFINITY
      for (let i = start; i < end; i += stride) most = Math.max(most, x[i]!)
      let sum = 0
      for (let i = start; i < end; i += stride) sum += Math.exp(x[i]! - most)
      for (let i = start; i < end; i += stride) {
        const z = x[i]! - most
        out[i] = node.log ? z - Math.log(sum) : Math.exp(z) / sum
      }
    }
  }
}

export function normStep(node: NormNode): Step {
  const length = node.shape.at(-1)!
  return (values, out) => {
    const x = values[node.inputs[0]!]!
    for (let from = 0; from < out.length; from += length) {
      let mean = 0
      if (node.centre) for (let i = from; i < from + length; i++) mean += x[i]! / length
      let squares = 0
      for (let i = from; i < from + length; i++) squares += (x[i]! - mean) ** 2
      const spread = Math.sqrt(squares / length + node.epsilon)
      // A line of equal values without epsilon: the exact op gives 0 as well.
      for (let i = from; i < from + length; i++) out[i] = spread === 0 ? 0 : (x[i]! - mean) / spread
    }
  }
}

export function argMaxStep(input: number, shape: readonly number[]): Step {
  const length = shape.at(-1)!
  return (values, out) => {
    const x = values[input]!
    for (let line = 0; line < out.length; line++) {
      let best = 0
      for (let i = 1; i < length; i++) if (x[line * length + i]! > x[line * length + best]!) best = i
      out[line] = best
    }
  }
}

export function takeStep(node: TakeNode, shape: readonly number[]): Step {
  const length = shape[node.axis]!
  const inner = elements(shape.slice(node.axis + 1))
  const { indices, fill } = node
  return (values, out) => {
    const x = values[node.inputs[0]!]!
    for (let at = 0, outer = 0; at < out.length; outer++) {
      for (const index of indices) {
        const from = (outer * length + index) * inner
        if (index < 0) out.fill(fill, at, at + inner)
        else out.set(x.subarray(from, from + inner), at)
        at += inner
      }
    }
  }
}

export function embeddingStep(node: EmbeddingNode): Step {
  const width = node.shape.at(-1)!
  const last = node.table.length / width - 1
  return (values, out) => {
    const x = values[node.inputs[0]!]!
    for (let i = 0; i < x.length; i++) {
      const entry = Math.min(last, Math.max(0, Math.round(x[i]!)))
      out.set(node.table.subarray(entry * width, (entry + 1) * width), i * width)
    }
  }
}
