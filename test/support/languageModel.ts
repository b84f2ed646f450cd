// A small language model of the Llama kind with random weights: a pair embedding of token ids, rotary positions, grouped heads,
// a gated feed-forward part, logits. Made by hand, so that tests need no file and no compiler.

import {
  type ExactModel,
  type Language,
  type ModelInterface,
  makeModel,
  maxOf,
  minOf,
  type Op,
  type Port,
  WeightWriter,
} from '../../src/core/graph/index.ts'
import { Random } from './random.ts'

export interface LanguageModelOptions {
  readonly vocabulary?: number
  readonly width?: number
  readonly layers?: number
  readonly heads?: number
  /** Heads of keys and values; divides `heads`. */
  readonly groups?: number
  readonly context?: number
  /** Is there an output `hidden`? */
  readonly hidden?: boolean
  readonly seed?: number
  readonly language?: Language | null
}

const clamp = (bits: number) => ({ lo: minOf(bits), hi: maxOf(bits) })

class Builder {
  readonly ops: Op[] = []
  readonly writer = new WeightWriter()
  readonly r: Random

  constructor(seed: number) {
    this.r = new Random(seed, 71)
  }

  add(op: Op): number {
    return this.ops.push(op) - 1
  }

  /** Weights of eight bits, rows that keep the size of what comes in. */
  linear(x: number, n: number, bits: number, gain = 0): number {
    const { shape, bits: from } = this.ops[x]!
    const k = shape.at(-1)!
    const p = {
      bias: new Int32Array(n),
      exponents: new Uint8Array(n),
      weights: Int8Array.from({ length: n * k }, () => this.r.int(-80, 80)),
    }
    const weightOffset = this.writer.rows(p, 8)
    const shift = Math.max(0, Math.round(Math.log2(46 * Math.sqrt(k))) + from - bits - gain)
    return this.add({
      kind: 'linear',
      inputs: [x],
      shape: [n],
      bits,
      shift,
      ...clamp(bits),
      weightBits: 8,
      weightOffset,
    })
  }

  reshape(x: number, shape: readonly number[]): number {
    return this.add({ kind: 'reshape', inputs: [x], shape, bits: this.ops[x]!.bits })
  }

  norm(x: number): number {
    const { shape } = this.ops[x]!
    return this.add({
      kind: 'norm',
      inputs: [x],
      shape,
      bits: 12,
      ...clamp(12),
      centre: false,
      fraction: 8,
      epsilon: 9,
    })
  }

  /** a + b / 2^down at the width of a. */
  plus(a: number, b: number, down: number): number {
    const { shape, bits } = this.ops[a]!
    const coefficients = [2 ** down, 1]
    return this.add({ kind: 'sum', inputs: [a, b], shape, bits, coefficients, shift: down, ...clamp(bits) })
  }
}

/** Ports `tokens`, `logits` and, where it is asked for, `hidden`, as spec/language.md says. */
export function languageModel(options: LanguageModelOptions = {}): ExactModel {
  const { vocabulary = 64, width = 32, layers = 2, heads = 4, groups = 2, context = 64, seed = 1 } = options
  const { hidden = false, language = null } = options
  const size = width / heads
  const b = new Builder(seed)
  const tokens = b.add({ kind: 'input', slot: 0, inputs: [], shape: [2], bits: 16 })
  const entry = { entries: vocabulary, offset: 0, pair: true }
  const embedded = Array.from({ length: vocabulary * width }, () => b.r.int(-4000, 4000))
  let x = b.add({
    ...{ kind: 'embedding', inputs: [tokens], shape: [width], bits: 16, ...entry },
    weightOffset: b.writer.constant(embedded, 16),
  })
  const position = b.add({ kind: 'position', inputs: [], shape: [1], bits: 16, context })
  const table = Array.from({ length: context }, (_, t) =>
    Array.from({ length: size }, (_, i) => {
      const angle = t / 100 ** ((i % (size / 2)) / (size / 2))
      return Math.round(8191 * (i < size / 2 ? Math.cos(angle) : Math.sin(angle)))
    }),
  ).flat()
  const turn = b.add({
    ...{ kind: 'embedding', inputs: [position], shape: [1, size], bits: 14, entries: context, offset: 0, pair: false },
    weightOffset: b.writer.constant(table, 14),
  })
  const angles = b.reshape(turn, [size])
  const turned = (v: number, count: number): number => {
    const flat = b.reshape(v, [count, size])
    const q = { bits: 12, shift: 13, ...clamp(12), unitBits: 0 }
    return b.add({ kind: 'rotary', inputs: [flat, angles], shape: [count, size], ...q })
  }
  // Every layer has its own copy: sections of the weights serve one op each.
  const exponentials = {
    base: Int32Array.from({ length: 1024 }, (_, d) => Math.round(1023 * Math.exp(-d / 128))),
    slope: new Int16Array(0),
  }
  for (let layer = 0; layer < layers; layer++) {
    const n = b.norm(x)
    const [q, k] = [turned(b.linear(n, width, 12), heads), turned(b.linear(n, groups * size, 12), groups)]
    const v = b.reshape(b.linear(n, groups * size, 8), [groups, size])
    const o = b.add({
      ...{ kind: 'attention', inputs: [q, k, v], shape: [heads, size], bits: 12, context, fraction: 4, ...clamp(12) },
      ...{ scoreShift: 11, scoreLo: minOf(16), scoreHi: maxOf(16), tableBits: 10, segment: 0 },
      weightOffset: b.writer.table(exponentials),
    })
    x = b.plus(x, b.linear(b.reshape(o, [width]), width, 14), 2)
    const m = b.norm(x)
    const [gate, up] = [b.linear(m, 2 * width, 12), b.linear(m, 2 * width, 12)]
    const open = b.add({
      kind: 'sum',
      inputs: [gate],
      shape: [2 * width],
      bits: 12,
      coefficients: [1],
      shift: 0,
      lo: 0,
      hi: 2047,
    })
    const gated = b.add({ kind: 'product', inputs: [open, up], shape: [2 * width], bits: 12, shift: 9, ...clamp(12) })
    x = b.plus(x, b.linear(gated, width, 14), 2)
  }
  const last = b.norm(x)
  const logits = b.linear(last, vocabulary, 16, -1)
  const outputs = hidden ? [logits, last] : [logits]
  outputs.forEach((id, slot) => {
    const { shape, bits } = b.ops[id]!
    b.add({ kind: 'output', slot, inputs: [id], shape, bits })
  })
  const port = (name: string, dtype: Port['dtype'], length: number, bits: number, exponent: number): Port => ({
    ...{ name, dtype, shape: [length], perm: [0], bits, exponent },
  })
  const ports: ModelInterface = {
    inputs: [port('tokens', 'int32', 2, 16, 0)],
    outputs: [
      port('logits', 'float32', vocabulary, 16, 10),
      ...(hidden ? [port('hidden', 'float32', width, 12, 8)] : []),
    ],
  }
  const weights = b.writer.finish()
  return makeModel(
    { ops: b.ops, weightBytes: weights.length },
    weights,
    ports,
    { name: 'random language model' },
    language,
  )
}
