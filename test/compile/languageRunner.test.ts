import { describe, expect, it } from 'vitest'
import { fastMultiply } from '../../src/core/compile/language/fast.ts'
import {
  type FloatLanguage,
  type FloatNorm,
  type FloatRows,
  floatLogits,
  forward,
  inventText,
  openSequence,
} from '../../src/core/compile/language/index.ts'
import { multiply } from '../../src/core/compile/language/products.ts'
import { ACTIVATIONS } from '../../src/core/compile/language/runner.ts'
import { Random } from '../support/random.ts'
import {
  gpt2Config,
  gpt2Weights,
  huggingFace,
  imported,
  llamaConfig,
  llamaWeights,
  randomTexts,
} from './support/languages.ts'
import { material, missing } from './support/material.ts'
import { greedyText, stories } from './support/stories.ts'

const LLAMA = {
  width: 16,
  hidden: 24,
  layers: 2,
  heads: 4,
  groups: 2,
  vocabulary: 20,
  context: 32,
  tied: false,
} as const
const models: Readonly<Record<string, FloatLanguage>> = {
  llama: imported(huggingFace(llamaConfig({ ...LLAMA, type: 'llama' }), llamaWeights({ ...LLAMA, type: 'llama' }, 1))),
  qwen2: imported(huggingFace(llamaConfig({ ...LLAMA, type: 'qwen2' }), llamaWeights({ ...LLAMA, type: 'qwen2' }, 2))),
  qwen3: imported(
    huggingFace(
      { ...llamaConfig({ ...LLAMA, type: 'qwen3' }), head_dim: 8 },
      llamaWeights({ ...LLAMA, type: 'qwen3', headSize: 8 }, 3),
    ),
  ),
  partial: imported(
    huggingFace(
      { ...llamaConfig({ ...LLAMA, type: 'llama' }), partial_rotary_factor: 0.5 },
      llamaWeights({ ...LLAMA, type: 'llama' }, 4),
    ),
  ),
  gpt2: imported(
    huggingFace(
      gpt2Config({ width: 16, hidden: 40, layers: 2, heads: 4, vocabulary: 20, context: 32 }),
      gpt2Weights({ width: 16, hidden: 40, layers: 2, heads: 4, vocabulary: 20, context: 32 }, 5),
    ),
  ),
}

/** The model's formulas, one row at a time and without a cache: all rows before it are computed anew. */
function plainLogits(model: FloatLanguage, tokens: readonly number[]): number[] {
  const { width: d, heads, groups, headSize: size } = model
  const product = ({ rows, k, weights, bias }: FloatRows, x: readonly number[]): number[] =>
    Array.from({ length: rows }, (_, r) =>
      x.reduce((sum, value, i) => sum + value * weights[r * k + i]!, bias?.[r] ?? 0),
    )
  const norm = ({ centre, epsilon, gain, offset }: FloatNorm, x: readonly number[]): number[] => {
    const mean = centre ? x.reduce((a, b) => a + b, 0) / x.length : 0
    const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length
    return x.map((value, i) => ((value - mean) / Math.sqrt(variance + epsilon)) * gain[i]! + (offset?.[i] ?? 0))
  }
  const turn = (x: readonly number[], t: number): number[] => {
    const f = model.frequencies
    if (f === null) return [...x]
    const half = f.length
    return x.map((value, at) => {
      const i = at % size
      const angle = t * f[i % half]!
      if (i >= 2 * half) return value
      return i < half
        ? value * Math.cos(angle) - x[at + half]! * Math.sin(angle)
        : value * Math.cos(angle) + x[at - half]! * Math.sin(angle)
    })
  }
  const perHead = (one: FloatNorm | null, x: readonly number[]): number[] =>
    one === null
      ? [...x]
      : Array.from({ length: x.length / size }, (_, h) => norm(one, x.slice(h * size, (h + 1) * size))).flat()
  let rows = tokens.map((token, t) =>
    Array.from({ length: d }, (_, i) => model.embedding[token * d + i]! + (model.positions?.[t * d + i] ?? 0)),
  )
  for (const layer of model.layers) {
    const n = rows.map(x => norm(layer.attentionNorm, x))
    const q = n.map((x, t) => turn(perHead(layer.queryNorm, product(layer.query, x)), t))
    const k = n.map((x, t) => turn(perHead(layer.keyNorm, product(layer.key, x)), t))
    const v = n.map(x => product(layer.value, x))
    rows = rows.map((x, t) => {
      const mean = Array.from({ length: heads * size }, () => 0)
      for (let h = 0; h < heads; h++) {
        const g = Math.floor(h / (heads / groups))
        const weights = Array.from({ length: t + 1 }, (_, j) => {
          let score = 0
          for (let i = 0; i < size; i++) score += q[t]![h * size + i]! * k[j]![g * size + i]!
          return Math.exp(score / Math.sqrt(size))
        })
        const sum = weights.reduce((a, b) => a + b, 0)
        for (let i = 0; i < size; i++)
          mean[h * size + i] = weights.reduce((total, w, j) => total + w * v[j]![g * size + i]!, 0) / sum
      }
      const after = product(layer.output, mean).map((value, i) => value + x[i]!)
      const m = norm(layer.forwardNorm, after)
      const f = ACTIVATIONS[model.activation]
      const up = product(layer.up, m)
      const gate = layer.gate === null ? null : product(layer.gate, m)
      const active = gate === null ? up.map(f) : gate.map((value, i) => f(value) * up[i]!)
      return product(layer.down, active).map((value, i) => value + after[i]!)
    })
  }
  return rows.flatMap(x => product(model.classifier, norm(model.norm, x)))
}

const near = (a: ArrayLike<number>, b: ArrayLike<number>, within: number): void => {
  expect(a.length).toBe(b.length)
  for (let i = 0; i < a.length; i++)
    if (!(Math.abs(a[i]! - b[i]!) <= within)) throw new Error(`${i}: ${a[i]} and ${b[i]}`)
}

describe('float runner', () => {
  it.each(Object.keys(models))('%s: gives what the formulas give', name => {
    const model = models[name]!
    const tokens = randomTexts(20, 1, 9, 1)[0]!
    near(floatLogits(model)(tokens) as Float32Array, plainLogits(model, [...tokens]), 2e-5)
  })

  it.each(Object.keys(models))('%s: rows one by one, together and beside others give the same', name => {
    const model = models[name]!
    const [a, b] = randomTexts(20, 2, 9, 2) as [Int32Array, Int32Array]
    const whole = [a, b].map(tokens => forward(model, [{ sequence: openSequence(model), tokens }]))
    const [one, two] = [openSequence(model), openSequence(model)]
    const found: Float32Array[][] = [[], []]
    for (const [from, to, only] of [
      [0, 4, false],
      [4, 5, true],
      [5, 9, false],
    ] as const) {
      const parts = [
        { sequence: one, tokens: a.subarray(from, to) },
        ...(only ? [] : [{ sequence: two, tokens: b.subarray(from, to) }]),
      ]
      const logits = forward(model, parts)
      found[0]!.push(logits.subarray(0, (to - from) * 20))
      if (!only) found[1]!.push(logits.subarray((to - from) * 20))
      else found[1]!.push(forward(model, [{ sequence: two, tokens: b.subarray(from, to) }]))
    }
    for (const which of [0, 1]) near(Float32Array.from(found[which]!.flatMap(part => [...part])), whole[which]!, 1e-6)
    const last = forward(model, [{ sequence: openSequence(model), tokens: a }], { last: true })
    near(last, whole[0]!.subarray(8 * 20), 1e-6)
  })

  it('refuses tokens that the model has not, and more than its context', () => {
    const model = models['llama']!
    const run = (tokens: number[]) => () => forward(model, [{ sequence: openSequence(model), tokens }])
    expect(run([20])).toThrow(RangeError)
    expect(run([-1])).toThrow(RangeError)
    expect(run([1.5])).toThrow(RangeError)
    expect(run(Array.from({ length: 33 }, () => 1))).toThrow(RangeError)
  })

  it('makes up the same text from the same seed, by the probabilities of the model', async () => {
    const model = models['llama']!
    const make = (seed: number) => inventText(model, { sequences: 3, length: 32, seed, start: 7 })
    const texts = await make(5)
    expect(await make(5)).toEqual(texts)
    expect(await make(6)).not.toEqual(texts)
    expect(texts.map(text => [text[0], text.length])).toEqual([
      [7, 32],
      [7, 32],
      [7, 32],
    ])
    // The surprise of drawn text is the entropy of what it was drawn from.
    const many = await inventText(model, { sequences: 40, length: 32, seed: 1, start: null })
    let [surprise, entropy] = [0, 0]
    for (const text of many) {
      const logits = floatLogits(model)(text) as Float32Array
      for (let t = 0; t + 1 < text.length; t++) {
        const row = logits.subarray(t * 20, (t + 1) * 20)
        const sum = row.reduce((total, value) => total + Math.exp(value), 0)
        surprise += Math.log(sum) - row[text[t + 1]!]!
        for (const value of row) entropy -= (Math.exp(value) / sum) * (value - Math.log(sum))
      }
    }
    expect(surprise / entropy).toBeGreaterThan(0.93)
    expect(surprise / entropy).toBeLessThan(1.07)
  })

  const absent = missing('stories260K/stories260K.bin')
  it.skipIf(absent !== null)(
    `greedy text of a published model, byte for byte${absent === null ? '' : ` (${absent})`}`,
    async () => {
      const wanted = Buffer.from(material('stories260K/expected-greedy-200.txt')).toString('latin1')
      const { text, tokens } = greedyText(stories())
      expect(text).toBe(wanted)
      expect(tokens.length).toBeGreaterThan(150)
      expect(greedyText(stories(), await fastMultiply()).text).toBe(wanted)
    },
  )
})

describe('products of the float runner', () => {
  const sizes: readonly (readonly [number, number, number])[] = [
    [1, 5, 3],
    [2, 8, 4],
    [3, 4, 4],
    [4, 7, 9],
    [5, 64, 130],
    [513, 12, 6],
    [7, 33, 129],
  ]
  const drawn = (random: Random, length: number): Float32Array =>
    Float32Array.from({ length }, () => random.int(-1000, 1000) / 997)

  it.each(sizes)('%i positions, %i deep, %i rows: both ways give the sums', async (count, k, rows) => {
    const random = new Random(count, k, rows)
    const x = drawn(random, count * k)
    for (const bias of [null, drawn(random, rows)]) {
      const matrix = { rows, k, weights: drawn(random, rows * k), bias }
      const wanted = new Float64Array(count * rows)
      for (let p = 0; p < count; p++)
        for (let r = 0; r < rows; r++) {
          let sum = bias?.[r] ?? 0
          for (let i = 0; i < k; i++) sum += x[p * k + i]! * matrix.weights[r * k + i]!
          wanted[p * rows + r] = sum
        }
      const slow = new Float32Array(count * rows)
      multiply(x, count, matrix, slow)
      near(slow, wanted, 1e-6 * k)
      const kernels = await fastMultiply()
      const fast = new Float32Array(count * rows)
      // The second time the weights stay in memory, beside those of others.
      for (const other of [null, { ...matrix, weights: drawn(random, rows * k) }, null, null]) {
        fast.fill(0)
        kernels(x, count, other ?? matrix, fast)
        if (other === null) near(fast, wanted, 1e-6 * k)
      }
      // From three positions on the vector kernels have run: their sums are not those of doubles.
      if (count >= 3 && k > 30) expect(fast.some((value, i) => value !== slow[i])).toBe(true)
    }
  })
})

describe('activations', () => {
  it('are what their names say', () => {
    expect(ACTIVATIONS.silu(1)).toBeCloseTo(0.7310585786300049, 14)
    expect(ACTIVATIONS.gelu(1)).toBeCloseTo(0.8413447460685429, 14)
    expect(ACTIVATIONS.geluTanh(1)).toBeCloseTo(0.8411919906082768, 14)
    expect(ACTIVATIONS.geluTanh(-2)).toBeCloseTo(-0.04540230591222164, 14)
    expect([ACTIVATIONS.relu(-1), ACTIVATIONS.relu(2)]).toEqual([0, 2])
  })
})
