// The trace of a generation: one causal pass over prompt and answer, and what the sampler makes of every row of logits behind the prompt.
// spec/trace.md, "Generations".

import { sha256 } from '../crypto/index.ts'
import { refuse } from '../errors/index.ts'
import { type ExactModel, type Graph, type IntTensor, languagePorts } from '../graph/index.ts'
import {
  addBlock,
  type Constants,
  constantsOf,
  type Draw,
  decodeSampler,
  drawOf,
  type GrowingHistory,
  historyOf,
  NO_SUMS,
  type Sampler,
  scoresOf,
} from '../language/sampler/index.ts'
import {
  blocksOf,
  DRAW_BYTES,
  OUTPUT,
  partsOf,
  SAMPLER_BLOCK,
  SAMPLER_DRAWS,
  SAMPLER_SCORES,
  SAMPLER_SUMS,
  type Sampled,
  SUMS_BYTES,
  type Trace,
  traceOf,
} from '../trace/index.ts'
import { draws, encodeDraw, encodeSums, NO_SCORE } from './drawing.ts'
import type { Facts } from './facts.ts'
import { type TokenTrees, tokenTree } from './tokens.ts'

/** A generation that somebody has signed: what was asked, and the tokens that came. */
export interface Generation {
  readonly prompt: readonly number[]
  readonly answer: readonly number[]
  /** Canonical bytes. */
  readonly sampler: Uint8Array
  readonly seed: Uint8Array
}

/** A generation with everything that its steps need. */
export interface Generated extends Generation {
  readonly rules: Sampler
  readonly constants: Constants
  readonly trees: TokenTrees
  /** Op and exponent of the logits, and how many there are. */
  readonly logits: number
  readonly exponent: number
  readonly vocabulary: number
}

/** Rows of the pass: all tokens that are fed. */
export const rowsOfGeneration = ({ prompt, answer }: Pick<Generation, 'prompt' | 'answer'>): number =>
  prompt.length + answer.length - 1

/** Refuses (`sampler_invalid`, `model_malformed`) what is no generation of a language model, (`input_invalid`) one without prompt or answer. */
export function generationOf(model: Pick<ExactModel, 'graph' | 'ports'>, generation: Generation): Generated {
  const { prompt, answer, sampler } = generation
  if (prompt.length === 0 || answer.length === 0)
    refuse('input_invalid', 'generation: no prompt or no answer, so that there is no step')
  const ports = languagePorts(model)
  const rules = decodeSampler(sampler)
  return {
    ...generation,
    rules,
    constants: constantsOf(rules, ports.logitExponent),
    trees: { prompt: tokenTree(prompt), answer: tokenTree(answer), sampler },
    logits: model.graph.ops.findIndex(op => op.kind === 'output' && op.slot === ports.logits),
    exponent: ports.logitExponent,
    vocabulary: ports.vocabulary,
  }
}

/** What the trace of a generation has of its sampler; null where nothing is drawn. */
export const sampledOf = ({ rules, vocabulary, answer }: Generated): Sampled | null =>
  draws(rules) ? { vocabulary, tokens: answer.length } : null

/** Facts of a generation whose trace has this root. */
export const factsOfGeneration = (
  model: Pick<ExactModel, 'graph' | 'identity'>,
  generated: Generated,
  traceRoot: Uint8Array,
): Facts => ({
  ...{ traceRoot, graphRoot: model.identity.graphRoot, weightsRoot: model.identity.weightsRoot },
  ...{ ops: model.graph.ops.length, weightBytes: model.graph.weightBytes, rows: rowsOfGeneration(generated) },
  inputRoot: generated.trees.prompt.tree.root,
  outputRoot: generated.trees.answer.tree.root,
  samplerHash: sha256(generated.sampler),
  seed: generated.seed,
  ...{ tokensIn: generated.prompt.length, tokensOut: generated.answer.length },
  ...{ logits: generated.logits, exponent: generated.exponent },
})

/** Logits of the row that token `index` follows from. */
function logitsOf(values: readonly IntTensor[], generated: Generated, index: number): Int16Array | Int8Array {
  const { vocabulary, prompt, logits } = generated
  const from = (prompt.length - 1 + index) * vocabulary
  return values[logits]!.data.subarray(from, from + vocabulary)
}

/** Prompt and answer before token `index`, as the penalties count them. */
function historyBefore({ prompt, answer }: Generation, index: number): GrowingHistory {
  const history = historyOf(prompt)
  for (const token of answer.slice(0, index)) history.add(token)
  return history
}

/** The sums of a row, under whichever ends of its selections. */
export function sumsOf(scores: Int32Array, draw: Draw, constants: Constants): Uint8Array {
  const blocks = Math.ceil(scores.length / SAMPLER_BLOCK)
  const out = new Uint8Array(SUMS_BYTES * (blocks + 1))
  let sums = NO_SUMS
  for (let block = 0; block < blocks; block++) {
    const first = SAMPLER_BLOCK * block
    sums = addBlock(sums, scores.subarray(first, first + SAMPLER_BLOCK), first, draw, constants)
    out.set(encodeSums(sums), SUMS_BYTES * (block + 1))
  }
  return out
}

/** What the sampler has in the trace of a generation that draws. */
function samplerParts(values: readonly IntTensor[], generated: Generated): [number, Uint8Array][] {
  const { rules, constants, seed, answer, vocabulary } = generated
  const sampled: Sampled = { vocabulary, tokens: answer.length }
  const blocks = blocksOf(sampled)
  const scores = new Uint8Array(4 * SAMPLER_BLOCK * blocks * answer.length)
  const sums = new Uint8Array(SUMS_BYTES * (blocks + 1) * answer.length)
  const records = new Uint8Array(DRAW_BYTES * answer.length)
  const view = new DataView(scores.buffer)
  const history = historyBefore(generated, 0)
  for (const [i, token] of answer.entries()) {
    const row = scoresOf(logitsOf(values, generated, i), history, constants)
    const at = 4 * SAMPLER_BLOCK * blocks * i
    for (let v = 0; v < SAMPLER_BLOCK * blocks; v++) view.setInt32(at + 4 * v, row[v] ?? NO_SCORE, true)
    const draw = drawOf(row, rules, constants, seed, i)
    sums.set(sumsOf(row, draw, constants), SUMS_BYTES * (blocks + 1) * i)
    records.set(encodeDraw(draw), DRAW_BYTES * i)
    history.add(token)
  }
  return [
    [SAMPLER_SCORES, scores],
    [SAMPLER_SUMS, sums],
    [SAMPLER_DRAWS, records],
  ]
}

/** The bytes of every part of a trace; of a generation, its sampler's too. */
export function* partsOfGeneration(
  graph: Graph,
  values: readonly IntTensor[],
  generated: Generated | null,
): Generator<[number, number, Uint8Array]> {
  yield* partsOf(graph, values)
  if (generated === null || sampledOf(generated) === null) return
  for (const [part, bytes] of samplerParts(values, generated)) yield [graph.ops.length, part, bytes]
}

/** The trace of a generation, from the outputs of all ops of its one pass. */
export function traceOfGeneration(
  { graph }: Pick<ExactModel, 'graph'>,
  values: readonly IntTensor[],
  generated: Generated,
): Trace {
  const parts = partsOfGeneration(graph, values, generated)
  return traceOf(graph, rowsOfGeneration(generated), parts, sampledOf(generated))
}

/** The tokens that an answer should have: at each place the one that follows from prompt and answer before it. Null with a grammar, which is replay's to judge. */
export function tokenExpected(trace: Trace, generated: Generated, index: number): number | null {
  const { bytes } = trace.part(generated.logits, OUTPUT)!
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { vocabulary } = generated
  const from = (generated.prompt.length - 1 + index) * vocabulary
  const own = Int16Array.from({ length: vocabulary }, (_, v) => view.getInt16(2 * (from + v), true))
  return expectedAfter(own, generated, index)
}

/** The same from the logits of all rows of the pass. */
export function tokenExpectedIn(logits: Int8Array | Int16Array, generated: Generated, index: number): number | null {
  const from = (generated.prompt.length - 1 + index) * generated.vocabulary
  return expectedAfter(logits.subarray(from, from + generated.vocabulary), generated, index)
}

function expectedAfter(own: Int8Array | Int16Array, generated: Generated, index: number): number | null {
  const { rules, constants, seed, vocabulary } = generated
  if (rules.grammar !== null) return null
  const scores = scoresOf(own, historyBefore(generated, index), constants)
  if (draws(rules)) return drawOf(scores, rules, constants, seed, index).token
  let best = 0
  for (let id = 1; id < vocabulary; id++) if (scores[id]! > scores[best]!) best = id
  return best
}
