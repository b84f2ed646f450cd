// Random admissible models and inputs from a seed: every op, every width, shapes from 1 to 17, accumulators up to the very
// bound. A model of `size` ops is a prefix of the one of `size + 1` ops from the same seed, so that fast-check's shrinking
// of the size leads to small models. Knows no engine and no test runner; also runs in a browser.

import {
  ACCUMULATOR_BOUND,
  type AveragePoolOp,
  type ConvOp,
  type ExactModel,
  elements,
  type Interval,
  type IntTensor,
  isCausal,
  type LinearOp,
  MAX_CONTEXT,
  MAX_SHIFT,
  type ModelInterface,
  makeModel,
  maxOf,
  minOf,
  type Op,
  type OpKind,
  outputLength,
  type Port,
  type Requantization,
  type TensorType,
  WeightWriter,
  type Window,
} from '../../src/core/graph/index.ts'
import type { OpBounds, OpDefinition } from '../../src/core/graph/ops/definition.ts'
import { definitionOf } from '../../src/core/graph/ops/index.ts'
import { Random } from './random.ts'
import { CAUSAL_KINDS, isTokens, tokenAt } from './randomCausal.ts'
import { type Draft, KINDS, repeating, type Value } from './randomKinds.ts'

export { Random } from './random.ts'

export interface RandomModelOptions {
  /** Ops beside inputs and outputs (a few more are made where one needs a partner). Default: 1 to 12. */
  readonly size?: number
  /** Only these kinds, of all but input and output. */
  readonly kinds?: readonly OpKind[]
  /** Most elements of one row of one tensor. */
  readonly maxElements?: number
  /** Most products of one op for one row. */
  readonly maxWork?: number
  /** Widest values and weights. */
  readonly maxBits?: number
  /** Rows are positions of a sequence of at most so many; some op says so. */
  readonly context?: number
}

export const BODY_KINDS: readonly OpKind[] = [
  'constant',
  'linear',
  'conv',
  'sum',
  'maxPool',
  'averagePool',
  'concat',
  'reshape',
  'transpose',
  ...(Object.keys(KINDS) as (keyof typeof KINDS)[]),
]

/** Half of a causal model's ops are those that only such models have. */
const CAUSAL_BODY: readonly OpKind[] = [
  ...BODY_KINDS,
  ...BODY_KINDS.map((_, i) => (['attention', 'attention', 'rotary', 'embedding', 'position'] as const)[i % 5]!),
]

/** A random model whose rows are positions. */
export function randomCausalModel(seed: number, options: RandomModelOptions = {}): ExactModel {
  const r = new Random(seed, 7)
  const context = r.chance(0.2) ? r.pick([1, 2, MAX_CONTEXT]) : r.int(3, 40)
  return randomModel(seed, { kinds: CAUSAL_BODY, context, maxElements: 300, maxWork: 6000, ...options })
}

/** A random model that `makeModel` has accepted. */
export function randomModel(seed: number, options: RandomModelOptions = {}): ExactModel {
  const size = options.size ?? new Random(seed, 1).int(1, 12)
  return new Builder(seed, options).build(size)
}

/** How input values are drawn; `mixed` draws anew for every input. */
export type InputMode = 'mixed' | 'uniform' | 'extreme' | 'small' | 'zero'

export function randomTensor(type: TensorType, rows: number, r: Random, mode: InputMode = 'mixed'): IntTensor {
  const length = elements(type.shape) * rows
  const data = type.bits <= 8 ? new Int8Array(length) : new Int16Array(length)
  const lo = minOf(type.bits)
  const hi = maxOf(type.bits)
  const how = mode === 'mixed' ? r.pick(['uniform', 'extreme', 'small', 'uniform', 'zero'] as const) : mode
  for (let i = 0; i < length; i++) {
    if (how === 'uniform') data[i] = r.int(lo, hi)
    else if (how === 'extreme') data[i] = r.chance(0.5) ? lo : hi
    else if (how === 'small') data[i] = r.int(Math.max(lo, -2), Math.min(hi, 2))
  }
  return { shape: type.shape, bits: type.bits, rows, data }
}

export function randomInputs(model: ExactModel, rows: number, seed: number, mode: InputMode = 'mixed'): IntTensor[] {
  const r = new Random(seed, 2)
  return model.graph.ops
    .filter(op => op.kind === 'input')
    .map(op => {
      const tensor = randomTensor(op, rows, r, mode)
      if (isCausal(model.graph) && isTokens(op)) tensor.data.set(Array.from({ length: rows }, () => tokenAt(r)).flat())
      return tensor
    })
}

class Builder implements Draft {
  private readonly ops: Op[] = []
  readonly values: Value[] = []
  private readonly used = new Set<number>()
  /** Values that depend on an input. */
  private readonly live = new Set<number>()
  readonly weights = new WeightWriter()
  private readonly seed: number
  private readonly kinds: readonly OpKind[]
  readonly maxElements: number
  readonly maxWork: number
  private readonly maxBits: number
  readonly context: number
  readonly causal: boolean
  r: Random

  constructor(seed: number, options: RandomModelOptions) {
    this.seed = seed
    this.r = new Random(seed, 3)
    this.kinds = options.kinds ?? BODY_KINDS
    this.maxElements = options.maxElements ?? 1500
    this.maxWork = options.maxWork ?? 60_000
    this.maxBits = options.maxBits ?? 16
    this.causal = options.context !== undefined
    this.context = options.context ?? 1
  }

  build(size: number): ExactModel {
    const inputs = this.r.pick([1, 1, 1, 2, 3])
    for (let slot = 0; slot < inputs; slot++) {
      const shape = slot === 0 && this.r.chance(0.7) ? this.image() : this.shape()
      const tokens = this.causal && this.r.chance(0.5)
      const bits = tokens ? 16 : this.bits()
      const { id } = this.add({ kind: 'input', slot, inputs: [], shape: tokens ? [2] : shape, bits })
      if (tokens) this.entries(id)
    }
    for (let i = 0; i < size; i++) {
      // Each op has its own generator, so that a shorter model is a prefix of a longer one.
      this.r = new Random(this.seed, 4, i)
      this.one(this.r.pick(this.kinds))
    }
    this.r = new Random(this.seed, 5, size)
    if (this.causal && !this.ops.some(op => 'context' in op)) this.one('attention')
    const ends = this.values.filter(value => !this.used.has(value.id) && this.ops[value.id]!.kind !== 'input')
    if (ends.length === 0 || this.r.chance(0.2)) ends.push(this.r.pick(this.values))
    for (const [slot, { id, shape, bits }] of ends.entries()) {
      this.ops.push({ kind: 'output', slot, inputs: [id], shape, bits })
    }
    const weights = this.weights.finish()
    const graph = { ops: this.ops, weightBytes: weights.length }
    return makeModel(graph, weights, randomPorts(this.ops, new Random(this.seed, 6)), { name: `random ${this.seed}` })
  }

  /** An embedding of token ids; those themselves are small, and little is to be made of them. */
  private entries(tokens: number): void {
    const [bits, length, entries] = [this.r.int(4, 16), this.r.int(4, 24), this.r.int(2, 50)]
    const table = randomTensor({ shape: [entries, length], bits }, 1, this.r, 'uniform').data
    const head = { kind: 'embedding' as const, inputs: [tokens], shape: [length], bits, entries, offset: 0, pair: true }
    this.add({ ...head, weightOffset: this.weights.constant(table, bits) })
    this.live.delete(tokens)
  }

  bits(): number {
    return Math.min(this.maxBits, this.r.chance(0.4) ? this.r.pick([2, 8, 9, 16]) : this.r.int(2, 16))
  }

  shape(): number[] {
    const rank = this.r.pick([1, 1, 2, 2, 3, 4, 5, 6])
    const most = [17, 17, 9, 5, 3, 3][rank - 1]!
    return this.fit(Array.from({ length: rank }, () => this.r.int(1, most)))
  }

  private image(): number[] {
    return this.fit([this.r.int(1, 17), this.r.int(1, 17), this.r.pick([1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 17])])
  }

  fit(shape: number[]): number[] {
    while (elements(shape) > this.maxElements) {
      const at = shape.indexOf(Math.max(...shape))
      shape[at] = Math.ceil(shape[at]! / 2)
    }
    return shape
  }

  /** Adds an op and derives the interval of its values. */
  add(op: Op): Value {
    const id = this.ops.length
    const bounds = this.boundsOf(op)
    const value: Value = { id, shape: op.shape, bits: op.bits, range: bounds.out, bounds }
    for (const input of op.inputs) this.used.add(input)
    if (op.kind === 'input' || op.inputs.some(input => this.live.has(input))) this.live.add(id)
    this.ops.push(op)
    this.values.push(value)
    return value
  }

  boundsOf(op: Op): OpBounds {
    const definition: OpDefinition<OpKind> = definitionOf(op.kind)
    return definition.bounds(op, {
      inputs: op.inputs.map(input => this.values[input]!.range),
      inputTypes: op.inputs.map(input => this.values[input]!),
      norms: op.inputs.map(input => this.values[input]!.bounds),
      weights: 'weightOffset' in op ? this.weights.finish() : new Uint8Array(0),
      what: op.kind,
    })
  }

  /** One of `values`, rather a recent one that nothing uses yet: graphs grow deep that way. */
  choose(values: readonly Value[]): Value {
    const recent = values.slice(-5)
    const fresh = recent.filter(value => !this.used.has(value.id))
    if (fresh.length > 0 && this.r.chance(0.7)) return this.r.pick(fresh)
    return this.r.pick(this.r.chance(0.6) ? recent : values)
  }

  source(): Value {
    return this.choose(this.values)
  }

  liveSource(): Value {
    const live = this.values.filter(({ id, range }) => this.live.has(id) && range.lo < range.hi)
    return this.r.chance(0.9) && live.length > 0 ? this.choose(live) : this.source()
  }

  /** A value that is an image; reshapes one where there is none. */
  private imageSource(): Value {
    const images = this.values.filter(value => value.shape.length === 3)
    if (images.length > 0 && this.r.chance(0.95)) return this.choose(images)
    const x = this.source()
    const count = elements(x.shape)
    const divisors = Array.from({ length: Math.min(17, count) }, (_, i) => i + 1).filter(n => count % n === 0)
    const height = this.r.pick(divisors)
    const width = this.r.pick(divisors.filter(n => (count / height) % n === 0))
    return this.add({ kind: 'reshape', inputs: [x.id], shape: [height, width, count / height / width], bits: x.bits })
  }

  requantization(bits: number): Requantization {
    const shift = this.r.chance(0.15) ? 0 : this.r.int(0, MAX_SHIFT)
    if (this.r.chance(0.6)) return { shift, lo: minOf(bits), hi: maxOf(bits) }
    const a = this.r.int(minOf(bits), maxOf(bits))
    const b = this.r.chance(0.4) ? 0 : this.r.int(minOf(bits), maxOf(bits))
    return { shift, lo: Math.min(a, b), hi: Math.max(a, b) }
  }

  private one(kind: OpKind): void {
    if (kind === 'constant') this.constant(this.shape())
    else if (kind === 'linear') this.linear()
    else if (kind === 'conv') this.conv()
    else if (kind === 'sum') this.sum()
    else if (kind === 'maxPool') this.maxPool()
    else if (kind === 'averagePool') this.averagePool()
    else if (kind === 'concat') this.concat()
    else if (kind === 'reshape') this.reshape()
    else if (kind === 'transpose') this.transpose()
    else if (kind in KINDS) KINDS[kind as keyof typeof KINDS](this)
    else if (kind in CAUSAL_KINDS) CAUSAL_KINDS[kind as keyof typeof CAUSAL_KINDS](this)
  }

  constant(shape: readonly number[], bits = this.bits()): Value {
    const values = randomTensor({ shape, bits }, 1, this.r).data
    return this.add({ kind: 'constant', inputs: [], shape, bits, weightOffset: this.weights.constant(values, bits) })
  }

  project(x: Value, shape: readonly number[], bits: number): Value {
    const k = elements(x.shape)
    const n = elements(shape)
    const flat = x.shape.length === 1 ? x : this.add({ kind: 'reshape', inputs: [x.id], shape: [k], bits: x.bits })
    const head = { kind: 'linear' as const, inputs: [flat.id], shape: [n], bits }
    // Weights without a bias, and a shift that leaves values of about the width: rows of inputs that differ give rows that do.
    const size = k * Math.max(1, -x.range.lo, x.range.hi)
    const weightBits = Math.max(2, Math.min(this.r.int(2, 9), 29 - Math.ceil(Math.log2(size))))
    const typical = Math.log2((size / Math.sqrt(k)) * 2 ** (weightBits - 1)) - 2
    const shift = Math.max(0, Math.min(MAX_SHIFT, Math.round(typical) - bits + 1 + this.r.int(-1, 2)))
    const op: LinearOp = { ...head, shift, lo: minOf(bits), hi: maxOf(bits), weightBits, weightOffset: 0 }
    const values = randomTensor({ shape: [n, k], bits: weightBits }, 1, this.r, 'uniform').data
    const p = { bias: new Int32Array(n), exponents: new Uint8Array(n), weights: values }
    const made = this.add({ ...op, weightOffset: this.weights.rows(p, weightBits) })
    return shape.length === 1 ? made : this.add({ kind: 'reshape', inputs: [made.id], shape, bits })
  }

  private linear(): void {
    const x = this.source()
    const k = x.shape.at(-1)!
    const vectors = elements(x.shape) / k
    const most = Math.min(40, this.maxElements / vectors, this.maxWork / (vectors * k))
    const n = this.r.int(1, Math.max(1, Math.floor(most)))
    const bits = this.bits()
    const head = { kind: 'linear' as const, inputs: [x.id], shape: [...x.shape.slice(0, -1), n], bits }
    const op: LinearOp = { ...head, ...this.requantization(bits), weightBits: this.bits(), weightOffset: 0 }
    this.add({ ...op, weightOffset: this.rows(op, n, k, x.range) })
  }

  private conv(): void {
    const x = this.imageSource()
    const channels = x.shape[2]!
    const window = this.window(x, true)
    const [height, width] = this.lengths(x, window)
    const divisors = Array.from({ length: channels }, (_, i) => i + 1).filter(n => channels % n === 0)
    const groups = this.r.pick([1, 1, channels, this.r.pick(divisors)])
    const k = window.kernel[0] * window.kernel[1] * (channels / groups)
    const most = Math.min(24, this.maxElements / (height * width), this.maxWork / (height * width * k)) / groups
    const out =
      groups * (this.r.chance(groups === channels ? 0.7 : 0.3) ? 1 : this.r.int(1, Math.max(1, Math.floor(most))))
    if (out > 64 || height * width * out > 2 * this.maxElements) return
    const bits = this.bits()
    const head = { kind: 'conv' as const, inputs: [x.id], shape: [height, width, out], bits, groups, ...window }
    const op: ConvOp = { ...head, ...this.requantization(bits), weightBits: this.bits(), weightOffset: 0 }
    const padded = window.pads.some(pad => pad > 0)
    const range = padded ? { lo: Math.min(0, x.range.lo), hi: Math.max(0, x.range.hi) } : x.range
    this.add({ ...op, weightOffset: this.rows(op, out, k, range) })
  }

  /** Rows of weights that stay inside the bound; some of them reach it. */
  private rows(op: LinearOp | ConvOp, n: number, k: number, x: Interval): number {
    const lo = minOf(op.weightBits)
    const hi = maxOf(op.weightBits)
    const p = {
      bias: new Int32Array(n),
      exponents: new Uint8Array(n),
      weights: op.weightBits <= 8 ? new Int8Array(n * k) : new Int16Array(n * k),
    }
    const spread = this.r.chance(0.5) ? 5 : 0
    const rounding = op.shift === 0 ? 0 : 2 ** (op.shift - 1)
    for (let row = 0; row < n; row++) {
      const exponent = this.r.int(0, spread)
      const most = Math.floor((ACCUMULATOR_BOUND - rounding) / 2 ** exponent)
      const style = this.r.pick(['uniform', 'uniform', 'extreme', 'sparse', 'small'] as const)
      let low = 0
      let high = 0
      for (let i = 0; i < k; i++) {
        let w = style === 'small' ? this.r.int(Math.max(lo, -2), Math.min(hi, 2)) : this.r.int(lo, hi)
        if (style === 'extreme') w = this.r.chance(0.5) ? lo : hi
        if (style === 'sparse' && this.r.chance(0.9)) w = 0
        const fits = (v: number): boolean =>
          Math.max(-(low + Math.min(v * x.lo, v * x.hi)), high + Math.max(v * x.lo, v * x.hi)) <= most
        while (!fits(w)) w = Math.trunc(w / 2)
        p.weights[row * k + i] = w
        low += Math.min(w * x.lo, w * x.hi)
        high += Math.max(w * x.lo, w * x.hi)
      }
      // The bias may move [low, high] to either end of [-most, most], exactly.
      const room: Interval = { lo: -most - low, hi: most - high }
      const kind = this.r.pick(['edge', 'zero', 'some', 'some'] as const)
      if (kind === 'edge') p.bias[row] = this.r.chance(0.5) ? room.lo : room.hi
      else if (kind === 'some') p.bias[row] = this.r.int(Math.max(room.lo, -5000), Math.min(room.hi, 5000))
      if (p.bias[row]! < room.lo || p.bias[row]! > room.hi) p.bias[row] = 0
      p.exponents[row] = exponent
    }
    return this.weights.rows(p, op.weightBits)
  }

  private window(x: TensorType, convolution: boolean): Window {
    const axis = (
      size: number,
    ): { kernel: number; stride: number; dilation: number; before: number; after: number } => {
      const kernel = this.r.pick([1, 1, 2, 3, 3, 5, this.r.int(1, 7)])
      const dilation = this.r.pick([1, 1, 1, 2, 3])
      const span = dilation * (kernel - 1) + 1
      const most = Math.min(span - 1, 4)
      let before = this.r.chance(0.5) ? 0 : this.r.int(0, most)
      let after = this.r.chance(0.5) ? before : this.r.int(0, most)
      // Pools need every window to meet the input, also through the gaps of a dilation.
      if (!convolution && dilation > 1) before = after = 0
      if (size + before + after < span) return { kernel: 1, stride: this.r.int(1, 3), dilation: 1, before: 0, after: 0 }
      return { kernel, stride: this.r.pick([1, 1, 2, 3, this.r.int(1, 5)]), dilation, before, after }
    }
    const y = axis(x.shape[0]!)
    const xx = axis(x.shape[1]!)
    return {
      kernel: [y.kernel, xx.kernel],
      stride: [y.stride, xx.stride],
      dilation: [y.dilation, xx.dilation],
      pads: [y.before, xx.before, y.after, xx.after],
    }
  }

  private lengths(x: TensorType, w: Window): [number, number] {
    const along = (axis: 0 | 1): number =>
      outputLength(x.shape[axis]!, w.kernel[axis], w.stride[axis], w.dilation[axis], w.pads[axis], w.pads[axis + 2]!)
    return [along(0), along(1)]
  }

  /** Output lengths of a pool: sometimes one partial window more, where `check` allows it. */
  private poolShape(kind: 'maxPool' | 'averagePool', x: Value, w: Window): number[] | null {
    const [height, width] = this.lengths(x, w)
    const channels = x.shape[2]!
    const extra = [this.r.int(0, 1), this.r.int(0, 1)] as const
    for (const [dy, dx] of [extra, [0, 0]] as const) {
      const shape = [height + dy, width + dx, channels]
      const op = { kind, inputs: [x.id], shape, bits: x.bits, ...w, shift: 0, lo: 0, hi: 0, reciprocalBits: 0 }
      try {
        definitionOf(kind).check(op as unknown as Op, [x], reason => {
          throw new RangeError(reason)
        })
        return shape
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
      }
    }
    return null
  }

  private maxPool(): void {
    const x = this.imageSource()
    const window = this.window(x, false)
    const shape = this.poolShape('maxPool', x, window)
    if (shape !== null) this.add({ kind: 'maxPool', inputs: [x.id], shape, bits: x.bits, ...window })
  }

  private averagePool(): void {
    const x = this.imageSource()
    const window = this.r.chance(0.2) ? globalWindow(x) : this.window(x, false)
    const shape = this.poolShape('averagePool', x, window)
    if (shape === null) return
    const bits = this.bits()
    const countIncludePad = this.r.chance(0.5)
    const requantization = this.requantization(bits)
    const head = { kind: 'averagePool' as const, inputs: [x.id], shape, bits, countIncludePad, ...window }
    for (let reciprocalBits = this.r.int(0, 24); reciprocalBits >= 0; reciprocalBits--) {
      const op: AveragePoolOp = { ...head, ...requantization, reciprocalBits }
      if (this.boundsOf(op).accumulator > ACCUMULATOR_BOUND) continue
      this.add(op)
      return
    }
  }

  private sum(): void {
    const { inputs, shape } = repeating(this, this.source(), this.r.pick([1, 2, 2, 3, this.r.int(1, 8)]))
    const bits = this.bits()
    const head = { kind: 'sum' as const, inputs: inputs.map(value => value.id), shape, bits }
    const requantization = this.requantization(bits)
    const wide = this.r.chance(0.3)
    let coefficients = inputs.map(() => {
      const most = wide ? 32_768 : 2 ** this.r.int(1, 14)
      const c = this.r.int(-most, Math.min(most, 32_767))
      return c === 0 ? 1 : c
    })
    for (;;) {
      const op: Op = { ...head, ...requantization, coefficients }
      if (this.boundsOf(op).accumulator <= ACCUMULATOR_BOUND) {
        this.add(op)
        return
      }
      // Halving keeps the result near the bound, where it is most telling.
      coefficients = coefficients.map(c => (c === 1 || c === -1 ? c : Math.trunc(c / 2)))
    }
  }

  private concat(): void {
    const x = this.source()
    const axis = this.r.int(0, x.shape.length - 1)
    const others = this.values.filter(
      value =>
        value.bits === x.bits &&
        value.shape.length === x.shape.length &&
        value.shape.every((n, i) => i === axis || n === x.shape[i]),
    )
    const parts = [x]
    const count = this.r.pick([1, 2, 2, 3, this.r.int(1, 8)])
    const room = (): number => this.maxElements - parts.reduce((total, part) => total + elements(part.shape), 0)
    for (let i = 1; i < count; i++) {
      const shape = x.shape.map((n, at) => (at === axis ? this.r.int(1, 5) : n))
      const next = this.r.chance(0.4) ? shape : this.r.pick(others)
      if (elements('shape' in next ? next.shape : next) > room()) break
      parts.push('shape' in next ? next : this.constant(next, x.bits))
    }
    const length = parts.reduce((total, part) => total + part.shape[axis]!, 0)
    const shape = x.shape.map((n, i) => (i === axis ? length : n))
    this.add({ kind: 'concat', inputs: parts.map(part => part.id), shape, bits: x.bits, axis })
  }

  private reshape(): void {
    const x = this.source()
    // Cut the dimensions into primes and deal them out anew.
    const rank = this.r.int(1, 6)
    const shape = new Array<number>(rank).fill(1)
    for (const n of x.shape) for (const prime of primes(n)) shape[this.r.int(0, rank - 1)]! *= prime
    this.add({ kind: 'reshape', inputs: [x.id], shape, bits: x.bits })
  }

  private transpose(): void {
    const many = this.values.filter(value => value.shape.length > 1)
    const x = many.length > 0 ? this.choose(many) : this.source()
    const perm = this.r.shuffled(x.shape.map((_, i) => i))
    this.add({ kind: 'transpose', inputs: [x.id], shape: perm.map(axis => x.shape[axis]!), bits: x.bits, perm })
  }
}

function globalWindow(x: TensorType): Window {
  const [height, width] = x.shape as [number, number, number]
  return { kernel: [height, width], stride: [1, 1], dilation: [1, 1], pads: [0, 0, 0, 0] }
}

function primes(n: number): number[] {
  const out: number[] = []
  for (let p = 2; n > 1; p++) {
    while (n % p === 0) {
      out.push(p)
      n /= p
    }
  }
  return out
}

function randomPorts(ops: readonly Op[], r: Random): ModelInterface {
  const port = (op: TensorType, name: string, input: boolean): Port => {
    const perm = r.shuffled(op.shape.map((_, i) => i))
    const shape = new Array<number>(perm.length)
    perm.forEach((axis, i) => {
      shape[axis] = op.shape[i]!
    })
    const head = { name, dtype: r.pick(['float32', 'uint8', 'int64'] as const), shape, perm, bits: op.bits }
    const base = { ...head, exponent: r.int(-3, 14) }
    const channels = op.shape[2]
    if (!input || op.shape.length !== 3 || (channels !== 1 && channels !== 3) || r.chance(0.3)) return base
    const values = (lo: number, hi: number): number[] => Array.from({ length: channels }, () => r.int(lo, hi))
    return {
      ...base,
      pixels: { channels, mul: values(-9000, 9000), add: values(-(2 ** 20), 2 ** 20), shift: r.int(0, 24) },
    }
  }
  const side = (kind: 'input' | 'output'): Port[] =>
    ops.filter(op => op.kind === kind).map((op, i) => port(op, `${kind} ${i}`, kind === 'input'))
  return { inputs: side('input'), outputs: side('output') }
}
