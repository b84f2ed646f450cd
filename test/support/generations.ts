// Traces of generations of small random language models, honest and not: the answer's tokens are what a sampler draws, or what a cheat
// puts in their place, with everything behind it computed from that.

import {
  type Facts,
  factsOfGeneration,
  type Generated,
  generationOf,
  type Source,
  sourceOf,
  tokenExpected,
  traceOfGeneration,
} from '../../src/core/dispute/index.ts'
import { interpret } from '../../src/core/engine/reference.ts'
import type { ExactModel, IntTensor } from '../../src/core/graph/index.ts'
import { encodeSampler, makeSampler, type SamplerOptions } from '../../src/core/language/sampler/index.ts'
import { replaced, type Trace } from '../../src/core/trace/index.ts'
import { languageModel } from './languageModel.ts'
import { Random } from './random.ts'

export interface GeneratedRun {
  readonly model: ExactModel
  readonly generated: Generated
  readonly values: readonly IntTensor[]
  readonly trace: Trace
  readonly source: Source
  readonly facts: Facts
}

const rowsOf = (tokens: readonly number[]): IntTensor => ({
  ...{ shape: [2], bits: 16, rows: tokens.length },
  data: Int16Array.from(tokens.flatMap(id => [id & 0x7fff, id >>> 15])),
})

export type Sampling = Omit<SamplerOptions, 'maxTokens'>

/** Ways to draw, by name. */
export const SAMPLINGS: Readonly<Record<string, Sampling>> = {
  greedy: { temperature: 0 },
  'greedy with penalties': { temperature: 0, repetition: 1.3, presence: 0.2, frequency: 0.1, logitBias: [[3, 2]] },
  plain: {},
  hot: { temperature: 3 },
  'all cuts': { temperature: 1.5, topK: 20, topP: 0.8, minP: 0.02 },
  'top-p': { temperature: 2, topP: 0.6 },
  penalties: {
    temperature: 1,
    repetition: 1.2,
    presence: 0.5,
    frequency: 0.25,
    logitBias: [
      [1, -3],
      [40, 1.5],
    ],
  },
}

/** The pass over prompt and answer, with `change` applied to the outputs of ops. */
export function passOf(
  model: ExactModel,
  prompt: readonly number[],
  answer: readonly number[],
  change?: (id: number, out: IntTensor) => void,
): IntTensor[] {
  return interpret(model, [rowsOf([...prompt, ...answer.slice(0, -1)])], undefined, change)
}

export function runOfGeneration(
  model: ExactModel,
  sampler: Uint8Array,
  prompt: readonly number[],
  answer: readonly number[],
  seed: Uint8Array,
): GeneratedRun {
  const generated = generationOf(model, { prompt, answer, sampler, seed })
  const values = passOf(model, prompt, answer)
  return runFrom(model, generated, values, traceOfGeneration(model, values, generated))
}

export const runFrom = (
  model: ExactModel,
  generated: Generated,
  values: readonly IntTensor[],
  trace: Trace,
): GeneratedRun => ({
  ...{ model, generated, values, trace, source: sourceOf(model, trace, generated.trees) },
  facts: factsOfGeneration(model, generated, trace.root),
})

/** An honest generation of a random model: its tokens are the ones that follow. */
export function honestGeneration(seed: number, sampling: Sampling, tokens = 4): GeneratedRun {
  const random = new Random(seed, 131)
  const vocabulary = 70 + random.int(0, 90)
  const model = languageModel({ vocabulary, width: 16, layers: 1, heads: 2, groups: 1, context: 24, seed })
  const prompt = Array.from({ length: 1 + random.int(0, 4) }, () => random.int(0, vocabulary - 1))
  const sampler = encodeSampler(makeSampler({ maxTokens: 16, ...sampling }))
  const key = Uint8Array.from({ length: 32 }, (_, i) => (seed + i) & 255)
  const answer = answerOf(model, sampler, prompt, key, tokens)
  return runOfGeneration(model, sampler, prompt, answer, key)
}

/** The answer that follows, token by token. */
export function answerOf(
  model: ExactModel,
  sampler: Uint8Array,
  prompt: readonly number[],
  seed: Uint8Array,
  tokens: number,
): number[] {
  const answer: number[] = []
  for (let i = 0; i < tokens; i++) {
    const generated = generationOf(model, { prompt, answer: [...answer, 0], sampler, seed })
    const values = passOf(model, prompt, [...answer, 0])
    answer.push(tokenExpected(traceOfGeneration(model, values, generated), generated, i)!)
  }
  return answer
}

/** The same trace with one byte of a part of the sampler changed. */
export function changedByte(run: GeneratedRun, part: number, at: number, by: number): GeneratedRun {
  const op = run.model.graph.ops.length
  const bytes = run.trace.part(op, part)!.bytes.slice()
  bytes[at]! ^= by
  return withParts(run, new Map([[part, bytes]]))
}

export function withParts(run: GeneratedRun, parts: ReadonlyMap<number, Uint8Array>): GeneratedRun {
  const trace = replaced(run.trace, run.model.graph.ops.length, parts)
  return runFrom(run.model, run.generated, run.values, trace)
}
