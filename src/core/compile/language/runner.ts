// A language model run in floating point: the reference for accuracy, and what calibration looks at. Rows of several sequences
// go through a layer together; keys and values of each sequence are kept. It is no engine, and its sums are not exact.

import { scalarFunction } from '../scalar.ts'
import type { Activation, FloatLanguage, FloatLayer, FloatNorm, FloatRows } from './model.ts'
import { type Multiply, multiply } from './products.ts'

/** Where a value stands in its layer, for whoever looks on. */
export type Site =
  | 'embedding'
  | 'positions'
  | 'attentionNorm'
  | 'query'
  | 'key'
  | 'queryNorm'
  | 'keyNorm'
  | 'turnedQuery'
  | 'turnedKey'
  | 'value'
  | 'mean'
  | 'output'
  | 'afterAttention'
  | 'forwardNorm'
  | 'gate'
  | 'activated'
  | 'up'
  | 'product'
  | 'down'
  | 'afterForward'
  | 'norm'
  | 'logits'

/** `values` holds `rows` rows of the site; it is used again, so that whoever keeps it copies it. */
export type Observe = (site: Site, values: Float32Array, rows: number) => void

/** Keys (turned) and values of one layer, row after row; `used` numbers of each array count. */
export interface Cache {
  keys: Float32Array
  values: Float32Array
  used: number
}

export const emptyCache = (): Cache => ({ keys: new Float32Array(0), values: new Float32Array(0), used: 0 })

/** One sequence of the float model. */
export interface FloatSequence {
  length: number
  readonly layers: readonly Cache[]
}

export interface FloatPart {
  readonly sequence: FloatSequence
  readonly tokens: ArrayLike<number>
}

export const openSequence = (model: FloatLanguage): FloatSequence => ({
  length: 0,
  layers: model.layers.map(emptyCache),
})

/** Embeddings of the tokens of all parts, one after another: [rows, d]. */
export function embed(model: FloatLanguage, parts: readonly FloatPart[], observe?: Observe): Float32Array {
  const { width, embedding, positions } = model
  const rows = parts.reduce((sum, { tokens }) => sum + tokens.length, 0)
  const x = new Float32Array(rows * width)
  let at = 0
  for (const { tokens, sequence } of parts) {
    if (sequence.length + tokens.length > model.context)
      throw new RangeError(`tokens: more than the context of ${model.context} positions`)
    for (let i = 0; i < tokens.length; i++, at += width) {
      const token = tokens[i]!
      if (!Number.isInteger(token) || token < 0 || token >= model.vocabulary)
        throw new RangeError(`tokens: ${token} is no token of the model`)
      x.set(embedding.subarray(token * width, (token + 1) * width), at)
    }
  }
  observe?.('embedding', x, rows)
  if (positions === null) return x
  const learned = new Float32Array(rows * width)
  at = 0
  for (const { tokens, sequence } of parts) {
    for (let i = 0; i < tokens.length; i++, at += width) {
      const from = (sequence.length + i) * width
      learned.set(positions.subarray(from, from + width), at)
    }
  }
  observe?.('positions', learned, rows)
  for (let i = 0; i < x.length; i++) x[i]! += learned[i]!
  observe?.('afterForward', x, rows)
  return x
}

/** Norm of `count` lines of the gain's length. Gain and offset are left out with `bare`: what an exact model's norm gives. */
export function normed(norm: FloatNorm, x: Float32Array, count: number, bare = false): Float32Array {
  const { centre, epsilon, gain, offset } = norm
  const length = gain.length
  const out = new Float32Array(count * length)
  for (let line = 0, at = 0; line < count; line++, at += length) {
    let mean = 0
    if (centre) {
      for (let i = 0; i < length; i++) mean += x[at + i]!
      mean /= length
    }
    let squares = 0
    for (let i = 0; i < length; i++) squares += (x[at + i]! - mean) ** 2
    const scale = 1 / Math.sqrt(squares / length + epsilon)
    for (let i = 0; i < length; i++) {
      const value = (x[at + i]! - mean) * scale
      out[at + i] = bare ? value : value * gain[i]! + (offset?.[i] ?? 0)
    }
  }
  return out
}

/** A norm's gain and offset on what it gives bare. */
function gained({ gain, offset }: FloatNorm, bare: Float32Array, count: number): Float32Array {
  const out = new Float32Array(bare.length)
  for (let line = 0, at = 0; line < count; line++)
    for (let i = 0; i < gain.length; i++, at++) out[at] = bare[at]! * gain[i]! + (offset?.[i] ?? 0)
  return out
}

/** Turns heads in place; `from` is the first row's position. */
function turn(model: FloatLanguage, x: Float32Array, heads: number, at: number, rows: number, from: number): void {
  const { frequencies, headSize } = model
  if (frequencies === null) return
  const half = frequencies.length
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < half; i++) {
      const angle = (from + row) * frequencies[i]!
      const [c, s] = [Math.cos(angle), Math.sin(angle)]
      for (let head = 0; head < heads; head++) {
        const first = at + (row * heads + head) * headSize + i
        const [a, b] = [x[first]!, x[first + half]!]
        x[first] = a * c - b * s
        x[first + half] = b * c + a * s
      }
    }
  }
}

const erf = scalarFunction({ op: 'erf', args: [{ op: 'x' }] })

export const ACTIVATIONS: { readonly [A in Activation]: (x: number) => number } = {
  silu: x => x / (1 + Math.exp(-x)),
  gelu: x => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  geluTanh: x => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  relu: x => Math.max(0, x),
}

function append(cache: Cache, keys: Float32Array, values: Float32Array): void {
  const needed = cache.used + keys.length
  if (needed > cache.keys.length) {
    const grown = (old: Float32Array): Float32Array => {
      const out = new Float32Array(Math.max(needed, 2 * old.length))
      out.set(old)
      return out
    }
    cache.keys = grown(cache.keys)
    cache.values = grown(cache.values)
  }
  cache.keys.set(keys, cache.used)
  cache.values.set(values, cache.used)
  cache.used = needed
}

/** Softmax of scores and mean of values for the rows of one part; `out` takes [rows, heads, size] from `at` on. */
function attend(
  model: FloatLanguage,
  query: Float32Array,
  at: number,
  cache: Cache,
  first: number,
  rows: number,
  out: Float32Array,
): void {
  const { heads, groups, headSize } = model
  const scale = 1 / Math.sqrt(headSize)
  const { keys, values } = cache
  const stride = groups * headSize
  const weights = new Float64Array(first + rows)
  const asked = new Float64Array(headSize)
  const mean = new Float64Array(headSize)
  for (let row = 0; row < rows; row++) {
    const seen = first + row + 1
    for (let head = 0; head < heads; head++) {
      const group = Math.floor((head * groups) / heads) * headSize
      const from = at + (row * heads + head) * headSize
      for (let i = 0; i < headSize; i++) asked[i] = query[from + i]! * scale
      // Four positions at a time, so that each number of the query is read once for them.
      let j = 0
      for (let key = group; j + 3 < seen; j += 4, key += 4 * stride) {
        let [a, b, c, d] = [0, 0, 0, 0]
        for (let i = 0, k0 = key, k1 = key + stride, k2 = k1 + stride, k3 = k2 + stride; i < headSize; i++) {
          const q = asked[i]!
          a += q * keys[k0 + i]!
          b += q * keys[k1 + i]!
          c += q * keys[k2 + i]!
          d += q * keys[k3 + i]!
        }
        weights[j] = a
        weights[j + 1] = b
        weights[j + 2] = c
        weights[j + 3] = d
      }
      for (; j < seen; j++) {
        let score = 0
        for (let i = 0, key = j * stride + group; i < headSize; i++) score += asked[i]! * keys[key + i]!
        weights[j] = score
      }
      let most = Number.NEGATIVE_INFINITY
      for (j = 0; j < seen; j++) if (weights[j]! > most) most = weights[j]!
      let sum = 0
      for (j = 0; j < seen; j++) {
        weights[j] = Math.exp(weights[j]! - most)
        sum += weights[j]!
      }
      mean.fill(0)
      j = 0
      for (let value = group; j + 3 < seen; j += 4, value += 4 * stride) {
        const [a, b, c, d] = [weights[j]!, weights[j + 1]!, weights[j + 2]!, weights[j + 3]!]
        for (let i = 0, v0 = value, v1 = value + stride, v2 = v1 + stride, v3 = v2 + stride; i < headSize; i++)
          mean[i]! += a * values[v0 + i]! + b * values[v1 + i]! + c * values[v2 + i]! + d * values[v3 + i]!
      }
      for (; j < seen; j++)
        for (let i = 0, value = j * stride + group; i < headSize; i++) mean[i]! += weights[j]! * values[value + i]!
      for (let i = 0; i < headSize; i++) out[from + i] = mean[i]! / sum
    }
  }
}

export interface RunOptions {
  readonly multiply?: Multiply
  readonly observe?: Observe | undefined
}

/** One layer over the rows of all parts: x [rows, d] is changed in place. Caches grow; lengths of sequences do not. */
export function runLayer(
  model: FloatLanguage,
  index: number,
  x: Float32Array,
  parts: readonly FloatPart[],
  { multiply: product = multiply, observe }: RunOptions = {},
): void {
  const layer: FloatLayer = model.layers[index]!
  const { width, heads, groups, headSize } = model
  const count = x.length / width
  const apply = (rows: FloatRows, from: Float32Array): Float32Array => {
    const out = new Float32Array(count * rows.rows)
    product(from, count, rows, out)
    return out
  }
  const normOf = (norm: FloatNorm, site: 'attentionNorm' | 'forwardNorm'): Float32Array => {
    const bare = normed(norm, x, count, true)
    observe?.(site, bare, count)
    return gained(norm, bare, count)
  }
  const n = normOf(layer.attentionNorm, 'attentionNorm')
  const headed = (rows: FloatRows, norm: FloatNorm | null, many: number, site: 'query' | 'key'): Float32Array => {
    const out = apply(rows, n)
    observe?.(site, out, count)
    if (norm === null) return out
    const bare = normed(norm, out, count * many, true)
    observe?.(`${site}Norm`, bare, count)
    return gained(norm, bare, count * many)
  }
  const query = headed(layer.query, layer.queryNorm, heads, 'query')
  const key = headed(layer.key, layer.keyNorm, groups, 'key')
  const value = apply(layer.value, n)
  let row = 0
  for (const { sequence, tokens } of parts) {
    turn(model, query, heads, row * heads * headSize, tokens.length, sequence.length)
    turn(model, key, groups, row * groups * headSize, tokens.length, sequence.length)
    row += tokens.length
  }
  observe?.('turnedQuery', query, count)
  observe?.('turnedKey', key, count)
  observe?.('value', value, count)
  const mean = new Float32Array(count * heads * headSize)
  row = 0
  for (const { sequence, tokens } of parts) {
    const cache = sequence.layers[index]!
    const [from, to] = [row * groups * headSize, (row + tokens.length) * groups * headSize]
    append(cache, key.subarray(from, to), value.subarray(from, to))
    attend(model, query, row * heads * headSize, cache, sequence.length, tokens.length, mean)
    row += tokens.length
  }
  observe?.('mean', mean, count)
  const output = apply(layer.output, mean)
  observe?.('output', output, count)
  for (let i = 0; i < x.length; i++) x[i]! += output[i]!
  observe?.('afterAttention', x, count)
  const m = normOf(layer.forwardNorm, 'forwardNorm')
  const f = ACTIVATIONS[model.activation]
  const gate = layer.gate === null ? null : apply(layer.gate, m)
  if (gate !== null) observe?.('gate', gate, count)
  const up = apply(layer.up, m)
  observe?.('up', up, count)
  const active = gate ?? up
  for (let i = 0; i < active.length; i++) active[i] = f(active[i]!)
  observe?.('activated', active, count)
  if (gate !== null) {
    for (let i = 0; i < up.length; i++) up[i]! *= gate[i]!
    observe?.('product', up, count)
  }
  const down = apply(layer.down, up)
  observe?.('down', down, count)
  for (let i = 0; i < x.length; i++) x[i]! += down[i]!
  observe?.('afterForward', x, count)
}

/** Logits of rows of x, what the last layer left: [rows, vocabulary]. */
export function logitsOf(
  model: FloatLanguage,
  x: Float32Array,
  { multiply: product = multiply, observe }: RunOptions = {},
): Float32Array {
  const count = x.length / model.width
  const bare = normed(model.norm, x, count, true)
  observe?.('norm', bare, count)
  const out = new Float32Array(count * model.vocabulary)
  product(gained(model.norm, bare, count), count, model.classifier, out)
  observe?.('logits', out, count)
  return out
}

/** Ends a step: what was given is now part of its sequences. */
export function advance(parts: readonly FloatPart[]): void {
  for (const { sequence, tokens } of parts) sequence.length += tokens.length
}

/**
 * Appends tokens to sequences and gives the logits of every appended row (`last`: of the last one of each part), part after
 * part. RangeError for tokens outside the vocabulary or beyond the context.
 */
export function forward(
  model: FloatLanguage,
  parts: readonly FloatPart[],
  options: RunOptions & { readonly last?: boolean } = {},
): Float32Array {
  const x = embed(model, parts, options.observe)
  for (let index = 0; index < model.layers.length; index++) runLayer(model, index, x, parts, options)
  advance(parts)
  if (options.last !== true) return logitsOf(model, x, options)
  const { width } = model
  const ends = new Float32Array(parts.length * width)
  let row = 0
  parts.forEach(({ tokens }, i) => {
    row += tokens.length
    ends.set(x.subarray((row - 1) * width, row * width), i * width)
  })
  return logitsOf(model, ends, options)
}
