// Language models of the Llama kind as exact graphs with random weights: measured for speed, and no accuracy is claimed for them.
// Widths are those that meet the accuracy target on real models: spec/decisions/arithmetic.md.

import {
  type ExactModel,
  type ModelInterface,
  makeModel,
  maxOf,
  minOf,
  type Op,
  type Port,
  WeightWriter,
} from '../../src/core/graph/index.ts'
import { Random } from './random.ts'

export interface LanguageShape {
  readonly layers: number
  readonly width: number
  readonly heads: number
  /** Heads of keys and values. */
  readonly groups: number
  /** Width of the gated part. */
  readonly hidden: number
  readonly vocabulary: number
  readonly context: number
  /** Width of weights, 8 to 16. */
  readonly weightBits: number
}

/** Shapes by the number of parameters that a step reads: embeddings of the vocabulary are read once, as the classifier. */
export const LANGUAGE_SHAPES: Readonly<Record<'15M' | '124M' | '1.1B', Omit<LanguageShape, 'context' | 'weightBits'>>> =
  {
    '15M': { layers: 6, width: 288, heads: 6, groups: 6, hidden: 768, vocabulary: 32_000 },
    '124M': { layers: 12, width: 768, heads: 12, groups: 12, hidden: 2048, vocabulary: 50_257 },
    '1.1B': { layers: 22, width: 2048, heads: 32, groups: 4, hidden: 5632, vocabulary: 32_000 },
  }

const clamp = (bits: number) => ({ lo: minOf(bits), hi: maxOf(bits) })

/** A model of this shape; nearly all of its bytes are weights of linear ops. */
export function exactLanguageModel(shape: LanguageShape): ExactModel {
  const { layers, width, heads, groups, hidden, vocabulary, context, weightBits } = shape
  const ops: Op[] = []
  const writer = new WeightWriter()
  const random = new Random(288)
  const add = (op: Op): number => ops.push(op) - 1
  const depth = width / heads
  const most = maxOf(weightBits)
  const wide = weightBits > 8

  // One block of random weights, which every matrix repeats from another place: drawing a billion takes minutes.
  const drawn = new (wide ? Int16Array : Int8Array)(1 << 16)
  for (let i = 0; i < drawn.length; i++) drawn[i] = Math.floor((2 * random.uniform() - 1) * most * 0.6)
  let turn = 0
  const values = (count: number): Int8Array | Int16Array => {
    const out = new (wide ? Int16Array : Int8Array)(count)
    for (let at = 0; at < count; ) {
      turn = (turn + 40_503) % drawn.length
      const part = drawn.subarray(turn, turn + Math.min(count - at, drawn.length - turn))
      out.set(part, at)
      at += part.length
    }
    return out
  }
  const linear = (x: number, n: number, bits: number, gain = 0): number => {
    const { shape, bits: from } = ops[x]!
    const k = shape.at(-1)!
    const p = { bias: new Int32Array(n), exponents: new Uint8Array(n), weights: values(n * k) }
    const weightOffset = writer.rows(p, weightBits)
    const shift = Math.max(0, Math.round(Math.log2(0.35 * most * Math.sqrt(k))) + from - bits - gain)
    const rest = { shift, ...clamp(bits), weightBits, weightOffset }
    return add({ kind: 'linear', inputs: [x], shape: [n], bits, ...rest })
  }
  const norm = (x: number): number =>
    add({
      ...{ kind: 'norm', inputs: [x], shape: [width], bits: 12, ...clamp(12) },
      ...{ centre: false, fraction: 8, epsilon: 1000 },
    })
  const reshape = (x: number, to: readonly number[]): number =>
    add({ kind: 'reshape', inputs: [x], shape: to, bits: ops[x]!.bits })
  const sum = (a: number, b: number): number =>
    add({
      ...{ kind: 'sum', inputs: [a, b], shape: [width], bits: 16, coefficients: [1, 1], shift: 0 },
      ...clamp(16),
    })

  const tokens = add({ kind: 'input', slot: 0, inputs: [], shape: [2], bits: 16 })
  const table = Int16Array.from({ length: vocabulary * width }, (_, i) => drawn[(i * 7) % drawn.length]! * 8)
  let x = add({
    ...{ kind: 'embedding', inputs: [tokens], shape: [width], bits: 16, entries: vocabulary, offset: 0, pair: true },
    weightOffset: writer.constant(table, 16),
  })
  const position = add({ kind: 'position', inputs: [], shape: [1], bits: 16, context })
  const turns = new Int16Array(context * depth)
  for (let t = 0; t < context; t++) {
    for (let i = 0; i < depth / 2; i++) {
      const angle = t * 10_000 ** ((-2 * i) / depth)
      turns[t * depth + i] = Math.round(8191 * Math.cos(angle))
      turns[t * depth + depth / 2 + i] = Math.round(8191 * Math.sin(angle))
    }
  }
  const embedded = add({
    ...{ kind: 'embedding', inputs: [position], shape: [1, depth], bits: 14, entries: context, offset: 0, pair: false },
    weightOffset: writer.constant(turns, 14),
  })
  const angles = reshape(embedded, [depth])
  const rotary = (from: number, count: number): number =>
    add({
      ...{ kind: 'rotary', inputs: [reshape(from, [count, depth]), angles], shape: [count, depth], bits: 12 },
      ...{ unitBits: 0, shift: 17, ...clamp(12) },
    })
  const exponential = {
    base: Int32Array.from({ length: 1024 }, (_, d) => Math.round(1024 * Math.exp(-d / 64))),
    slope: new Int16Array(0),
  }
  const silu = {
    base: Int32Array.from({ length: 4096 }, (_, u) => {
      const value = (u - 2048) / 256
      return Math.round((256 * value) / (1 + Math.exp(-value)))
    }),
    slope: new Int16Array(0),
  }
  for (let layer = 0; layer < layers; layer++) {
    const before = norm(x)
    const q = rotary(linear(before, heads * depth, 16), heads)
    const k = rotary(linear(before, groups * depth, 16), groups)
    const v = reshape(linear(before, groups * depth, 8), [groups, depth])
    const attended = add({
      ...{ kind: 'attention', inputs: [q, k, v], shape: [heads, depth], bits: 12, context, fraction: 4, ...clamp(12) },
      ...{ scoreShift: 12, scoreLo: minOf(16), scoreHi: maxOf(16) },
      ...{ tableBits: 10, segment: 0, weightOffset: writer.table(exponential) },
    })
    x = sum(x, linear(reshape(attended, [heads * depth]), width, 16))
    const after = norm(x)
    const gate = linear(after, hidden, 12)
    const activated = add({
      ...{ kind: 'lookup', inputs: [gate], shape: [hidden], bits: 12, shift: 0, ...clamp(12) },
      ...{ tableBits: 12, segment: 0, weightOffset: writer.table(silu) },
    })
    const up = linear(after, hidden, 12)
    const inputs = [activated, up]
    const gated = add({ kind: 'product', inputs, shape: [hidden], bits: 12, shift: 8, ...clamp(12) })
    x = sum(x, linear(gated, width, 16))
  }
  const logits = linear(norm(x), vocabulary, 16)
  add({ kind: 'output', slot: 0, inputs: [logits], shape: [vocabulary], bits: 16 })
  const weights = writer.finish()
  const port = (name: string, to: readonly number[]): Port => ({
    ...{ name, dtype: 'float32', shape: to, perm: to.map((_, i) => i), bits: 16, exponent: 0 },
  })
  const ports: ModelInterface = { inputs: [port('tokens', [2])], outputs: [port('logits', [vocabulary])] }
  return makeModel({ ops, weightBytes: weights.length }, weights, ports, {})
}

/** Bytes of weights that one step reads: rows of linear ops as they are stored in files. */
export const parametersOf = ({ layers, width, heads, groups, hidden, vocabulary }: LanguageShape): number =>
  layers * (2 * width * width + 2 * width * ((width / heads) * groups) + 3 * width * hidden) + vocabulary * width
