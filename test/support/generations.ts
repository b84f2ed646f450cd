// Traces of generations of small random language models, honest and not: the answer's tokens are what a sampler draws, or what a cheat
// puts in their place, with everything behind it computed from that.

import { decodeDraw } from '../../src/core/dispute/drawing.ts'
import { sumsOf } from '../../src/core/dispute/generation.ts'
import {
  ANSWER,
  encodeDraw,
  type Facts,
  factsOfGeneration,
  type Generated,
  generationOf,
  proveStep,
  pursue,
  type Source,
  type Step,
  sourceOf,
  tokenExpected,
  traceOfGeneration,
} from '../../src/core/dispute/index.ts'
import { interpret } from '../../src/core/engine/reference.ts'
import type { ExactModel, IntTensor } from '../../src/core/graph/index.ts'
import { encodeSampler, makeSampler, type SamplerOptions } from '../../src/core/language/sampler/index.ts'
import {
  DRAW_BYTES,
  OUTPUT,
  openPlace,
  replaced,
  SAMPLER_DRAWS,
  SAMPLER_SCORES,
  SAMPLER_SUMS,
  type Trace,
  WithheldTrace,
} from '../../src/core/trace/index.ts'
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

export function withParts(run: GeneratedRun, parts: ReadonlyMap<number, Uint8Array>): GeneratedRun {
  const trace = replaced(run.trace, run.model.graph.ops.length, parts)
  return runFrom(run.model, run.generated, run.values, trace)
}

/** Every kind of step at random places. */
export function* someSteps(run: GeneratedRun, random: Random): Generator<Step> {
  const { trace, facts, generated } = run
  const op = facts.ops
  for (let row = 0; row < facts.rows; row++)
    for (const element of [0, 1]) yield { op: 0, part: OUTPUT, row, element, hint: 0 }
  for (let row = 0; row < facts.tokensOut; row++) {
    const best = (): number => random.int(0, generated.vocabulary - 1)
    yield { op, part: ANSWER, row, element: 0, hint: trace.sampled === null ? best() : 0 }
    if (trace.sampled === null) continue
    const scores = trace.part(op, SAMPLER_SCORES)!.type.shape[0]!
    for (const element of [0, random.int(0, scores - 1), scores - 1])
      yield { op, part: SAMPLER_SCORES, row, element, hint: 0 }
    for (let element = 0; element < scores / 64; element++) yield { op, part: SAMPLER_SUMS, row, element, hint: 0 }
    yield { op, part: SAMPLER_DRAWS, row, element: 0, hint: best() }
  }
}

/** Scores of a token's row, as a trace has them. */
export function scoresIn({ trace, facts, generated }: GeneratedRun, row: number): Int32Array {
  const { bytes, type } = trace.part(facts.ops, SAMPLER_SCORES)!
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Int32Array.from({ length: generated.vocabulary }, (_, v) =>
    view.getInt32(4 * (row * type.shape[0]! + v), true),
  )
}

/** Records of tokens that are wrong: of tokens that have their scores, or not; with sums that agree with the record, or the right ones. */
export function* wrongDraws(
  honest: GeneratedRun,
  random: Random,
  count: number,
): Generator<{ readonly cheat: GeneratedRun; readonly row: number }> {
  const { constants, vocabulary, answer } = honest.generated
  const op = honest.facts.ops
  const records = honest.trace.part(op, SAMPLER_DRAWS)!.bytes
  for (let i = 0; i < count; i++) {
    const row = random.int(0, answer.length - 1)
    const right = decodeDraw(records.subarray(DRAW_BYTES * row))
    const scores = scoresIn(honest, row)
    const id = random.int(0, vocabulary - 1)
    const other = { id, score: scores[id]! }
    const wrong = [
      { ...right, best: other },
      { ...right, kept: other },
      { ...right, last: other },
      { ...right, token: id },
      { ...right, r: right.r + 1n },
      { ...right, kept: { ...right.kept, score: right.kept.score + 1 } },
      { ...right, best: { ...right.best, id: vocabulary + 1 } },
      { ...right, kept: other, last: other },
    ][i % 8]!
    const changed = records.slice()
    changed.set(encodeDraw(wrong), DRAW_BYTES * row)
    if (changed.every((byte, at) => byte === records[at])) continue
    const sums = honest.trace.part(op, SAMPLER_SUMS)!.bytes.slice()
    const own = sumsOf(scores, wrong, constants)
    if (i % 3 !== 0) sums.set(own, own.length * row)
    const parts = new Map([
      [SAMPLER_DRAWS, changed],
      [SAMPLER_SUMS, sums],
    ])
    yield { cheat: withParts(honest, parts), row }
  }
}

/** Steps that show something wrong in a generation: another token, or a record of one. */
export function* wrongSteps(
  honest: GeneratedRun,
  random: Random,
): Generator<{ readonly facts: Facts; readonly step: Step; readonly evidence: Uint8Array }> {
  const { prompt, answer, sampler, seed, vocabulary } = honest.generated
  const wrong = [...answer.slice(0, -1), (answer.at(-1)! + random.int(1, vocabulary - 1)) % vocabulary]
  const answered = runOfGeneration(honest.model, sampler, prompt, wrong, seed)
  yield { facts: answered.facts, ...shownStep(answered, answered) }
  if (honest.trace.sampled === null) return
  for (const { cheat } of wrongDraws(honest, random, 8)) yield { facts: cheat.facts, ...shownStep(honest, cheat) }
}

/** The step that shows a cheat, with its evidence, after whatever demands it takes. */
export function shownStep(honest: GeneratedRun, cheat: GeneratedRun): { step: Step; evidence: Uint8Array } {
  const claimed = new WithheldTrace(honest.trace, cheat.trace.root)
  for (;;) {
    const next = pursue(honest.trace, claimed, honest.generated)
    if (next === null || next.kind === 'form') throw new Error('no step')
    if (next.kind === 'demand') claimed.open(next.place, openPlace(cheat.trace, next.place))
    else {
      const source = sourceOf(honest.model, next.from, honest.generated.trees)
      return { step: next.step, evidence: proveStep(source, cheat.facts, next.step).evidence }
    }
  }
}
