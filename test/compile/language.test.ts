import { describe, expect, it } from 'vitest'
import { DivergenceSums } from '../../src/core/compile/language/divergence.ts'
import {
  compileLanguage,
  exactLogits,
  type FloatLanguage,
  fastMultiply,
  floatLogits,
  inventText,
  type LanguageOptions,
  measureDivergence,
  ROW_KINDS,
  tokenTensor,
  uniformBits,
} from '../../src/core/compile/language/index.ts'
import { isCausalSession, reference, wasm } from '../../src/core/engine/index.ts'
import { unwrap } from '../../src/core/errors/index.ts'
import { decodeModel, encodeModel, languagePorts } from '../../src/core/graph/index.ts'
import {
  gpt2Config,
  gpt2Weights,
  huggingFace,
  imported,
  llamaConfig,
  llamaWeights,
  randomTexts,
} from './support/languages.ts'
import { missing } from './support/material.ts'
import { greedyText, stories } from './support/stories.ts'

const compiled = async (float: FloatLanguage, options: Partial<LanguageOptions> = {}) =>
  unwrap(await compileLanguage(float, { language: null, engine: reference, ...options }))

const absent = missing('stories260K/stories260K.bin')
describe.skipIf(absent !== null)(`a published model${absent === null ? '' : ` (${absent})`}`, () => {
  it('at 8 bits is within 0.002 nats per token, and keeps 98 % of the greedy tokens', async () => {
    const float = stories()
    const multiply = await fastMultiply()
    const make = (seed: number, sequences: number) =>
      inventText(float, { sequences, length: 256, seed, start: 1, multiply })
    const { model, report } = await compiled(float, {
      calibration: await make(1, 4),
      evaluation: await make(2, 2),
      multiply,
      language: { tokenizer: new Uint8Array([1]), template: new Uint8Array(0) },
    })
    const { evaluation } = report
    expect(report.weightBits).toEqual(uniformBits(8))
    expect(evaluation!.tokens).toBe(512)
    expect(evaluation!.divergence).toBeLessThan(0.002)
    expect(evaluation!.divergence).toBeGreaterThan(0.0002)
    expect(evaluation!.agreement).toBeGreaterThan(0.96)
    expect(report.target).toEqual({ divergence: 0.002, reached: true })
    expect(report.sensitivity).toBeNull()
    expect(model.manifest.evaluation).toMatchObject({
      metric: 'agreement',
      exact: evaluation!.agreement,
      divergence: evaluation!.divergence,
    })
    expect(report).toMatchObject({ parameters: 260032, products: 259328, shape: { context: 512, tied: true } })
    expect(report.bytes).toBeLessThan(600_000)
    // The file is a language model.
    const read = unwrap(decodeModel(encodeModel(model)))
    expect(languagePorts(read)).toMatchObject({ vocabulary: 512, context: 512, width: 64 })
    expect(read.identity.modelId).toEqual(model.identity.modelId)
    // The expected text, read by both.
    const { tokens } = greedyText(float)
    const session = await reference.load(model)
    const exact = exactLogits(model, inputs => session.run(inputs))
    const logits = await exact(tokens)
    const greedy = [...tokens].filter((_, t) => {
      if (t + 1 === tokens.length) return false
      const row = logits.subarray(t * 512, (t + 1) * 512)
      return row.reduce((best, value, i) => (value > row[best]! ? i : best), 0) === tokens[t + 1]
    })
    expect(greedy.length / (tokens.length - 1)).toBeGreaterThanOrEqual(0.98)
  }, 120_000)

  it('at 10 bits is within 0.0005', async () => {
    const float = stories()
    const multiply = await fastMultiply()
    const evaluation = await inventText(float, { sequences: 1, length: 256, seed: 3, start: 1, multiply })
    const { report } = await compiled(float, { evaluation, multiply, weightBits: 10, start: 1 })
    expect(report.weightBits).toEqual(uniformBits(10))
    expect(report.evaluation!.divergence).toBeLessThan(0.0005)
    expect(report.evaluation!.agreement).toBeGreaterThan(0.98)
    expect(report.data).toEqual({ calibrationTokens: 1024, evaluationTokens: 256, invented: true, heldOut: true })
  }, 120_000)

  it('with rounding to the nearest is worse than with rounding that knows the inputs', async () => {
    const float = stories()
    const multiply = await fastMultiply()
    const evaluation = await inventText(float, { sequences: 2, length: 96, seed: 4, start: 1, multiply })
    const at = async (compensated: boolean) =>
      (await compiled(float, { evaluation, multiply, weightBits: 8, compensated, start: 1 })).report.evaluation!
        .divergence
    expect(await at(true)).toBeLessThan(0.9 * (await at(false)))
  }, 120_000)
})

const LLAMA = { width: 32, hidden: 72, layers: 2, heads: 4, groups: 2, vocabulary: 96, context: 64 } as const
const made: Readonly<Record<string, FloatLanguage>> = {
  gpt2: (() => {
    const shape = { width: 32, hidden: 128, layers: 2, heads: 4, vocabulary: 96, context: 64 }
    return imported(huggingFace(gpt2Config(shape), gpt2Weights(shape, 2)))
  })(),
  qwen2: (() => {
    const shape = { ...LLAMA, type: 'qwen2' as const, tied: true }
    return imported(huggingFace(llamaConfig(shape), llamaWeights(shape, 1)))
  })(),
  qwen3: (() => {
    const shape = { ...LLAMA, type: 'qwen3' as const, tied: false, headSize: 16 }
    return imported(huggingFace(llamaConfig(shape), llamaWeights(shape, 1)))
  })(),
  partial: (() => {
    const shape = { ...LLAMA, type: 'llama' as const, tied: false }
    return imported(huggingFace({ ...llamaConfig(shape), partial_rotary_factor: 0.5 }, llamaWeights(shape, 1)))
  })(),
}

describe('tiny models with random weights', { timeout: 90_000 }, () => {
  it.each(Object.keys(made))('%s: 10 bits are within 0.002 nats per token', async name => {
    const { report } = await compiled(made[name]!, { weightBits: 10 })
    const { divergence, agreement, disagreementMargin } = report.evaluation!
    expect(divergence).toBeLessThan(0.002)
    expect(divergence).toBeGreaterThan(1e-6)
    expect(agreement).toBeGreaterThan(0.93)
    expect(disagreementMargin).toBeLessThan(1)
    expect(report.notes).toEqual([])
  })

  it.each(Object.keys(made))('%s: both engines give the same bytes, whole and token by token', async name => {
    const { model } = await compiled(made[name]!, { weightBits: 8 })
    const [text] = randomTexts(96, 1, 40, 5)
    const slow = await reference.load(model)
    const fast = await wasm.load(model)
    const wanted = await slow.run([tokenTensor(text!)])
    expect(await fast.run([tokenTensor(text!)])).toEqual(wanted)
    if (!isCausalSession(fast)) throw new Error('not causal')
    const sequence = fast.open()
    for (let t = 0; t < 40; t++) {
      const [outputs] = await fast.step([{ sequence, inputs: [tokenTensor(text!.subarray(t, t + 1))], wanted: 1 }])
      outputs!.forEach((output, slot) => {
        const { data } = wanted[slot]!
        const row = data.length / 40
        expect(output.data).toEqual(data.slice(t * row, (t + 1) * row))
      })
    }
    fast.close()
    slow.close()
  })

  it('get wider weights where the target asks for them, the kinds that cost most first', async () => {
    const float = made['qwen3']!
    const { report: narrow } = await compiled(float, { weightBits: 8 })
    const target = 0.8 * narrow.evaluation!.divergence
    const { report } = await compiled(float, { targetLoss: target })
    const { sensitivity, weightBits } = report
    expect(report.evaluation!.divergence).toBeLessThan(narrow.evaluation!.divergence)
    expect(report.target!.reached).toBe(true)
    const raised = ROW_KINDS.filter(kind => weightBits[kind] === 10)
    expect(raised.length).toBeGreaterThan(0)
    expect(raised.length).toBeLessThan(8)
    const share = (kind: (typeof ROW_KINDS)[number]): number =>
      sensitivity![kind]! /
      (kind === 'classifier' ? float.classifier.weights.length : 2 * float.layers[0]![kind]!.weights.length)
    const least = Math.min(...raised.map(share))
    for (const kind of ROW_KINDS) if (!raised.includes(kind)) expect(share(kind)).toBeLessThanOrEqual(least)
  })

  it('say so where no width reaches the target', async () => {
    const { report } = await compiled(made['gpt2']!, { targetLoss: 1e-7 })
    expect(report.weightBits).toEqual(uniformBits(10))
    expect(report.target).toEqual({ divergence: 1e-7, reached: false })
    expect(report.notes.join()).toContain('above the target of 1e-7')
  })

  it('stop where they are asked to', async () => {
    const controller = new AbortController()
    const stages = new Set<string>()
    const run = compileLanguage(made['gpt2']!, {
      language: null,
      engine: reference,
      signal: controller.signal,
      onProgress: ({ stage }) => {
        stages.add(stage)
        if (stage === 'evaluation') controller.abort()
      },
    })
    await expect(run).rejects.toMatchObject({ code: 'interrupted' })
    expect([...stages]).toEqual(['calibration', 'quantization', 'evaluation'])
  })
})

describe('divergence', () => {
  it('is what the formulas say', () => {
    const sums = new DivergenceSums()
    const log = (...p: number[]): Float32Array => Float32Array.from(p, value => Math.log(value) + 3)
    const float = Float32Array.from([...log(0.5, 0.25, 0.25), ...log(0.2, 0.7, 0.1)])
    const exact = Float32Array.from([...log(0.25, 0.5, 0.25), ...log(0.2, 0.7, 0.1)])
    sums.add(Int32Array.of(0, 1), float, exact)
    const found = sums.finish()
    expect(found.divergence).toBeCloseTo((0.5 * Math.log(2) - 0.25 * Math.log(2)) / 2, 6)
    expect(found.loss).toBeCloseTo(-Math.log(2), 6)
    expect(found.float).toBeCloseTo(-Math.log(0.25), 6)
    expect(found.agreement).toBe(0.5)
    expect(found.disagreementMargin).toBeCloseTo(Math.log(2), 6)
    expect(found.tokens).toBe(2)
  })

  it('of a model from itself is nothing', async () => {
    const float = made['qwen2']!
    const texts = await inventText(float, { sequences: 1, length: 64, seed: 1, start: null })
    expect(await measureDivergence(texts, floatLogits(float), floatLogits(float))).toMatchObject({
      divergence: 0,
      loss: 0,
      agreement: 1,
      disagreementMargin: 0,
    })
  })
})
