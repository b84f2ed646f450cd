// Lies about single answers: another token than the sampler draws, a shorter prompt than was asked with, the answer to
// an earlier request.

import { traceOfReceipt } from '../../client/disputes/index.ts'
import type { Hex } from '../../core/bytes/index.ts'
import { encodeDraw } from '../../core/dispute/index.ts'
import { wasm } from '../../core/engine/index.ts'
import type { IntTensor } from '../../core/graph/index.ts'
import { replaced, SAMPLER_DRAWS } from '../../core/trace/index.ts'
import type { Faults } from './types.ts'

/** Another token of any vocabulary. */
const otherToken = (token: number): number => (token > 0 ? token - 1 : 1)

/** Another token in one place of an answer, by default the first, which every answer has. */
export const wrongTokens =
  (at = 0) =>
  (tokens: readonly number[], index: number): number[] =>
    tokens.map((token, i) => (index + i === at ? otherToken(token) : token))

/** Draws another token in one place, and keeps a record that says so. */
export const wrongSampler = (at = 0): Faults => ({
  generate: { tokens: wrongTokens(at) },
  async trace(model, bundle) {
    const { trace, generated } = await traceOfReceipt(model, bundle, wasm)
    const op = model.graph.ops.length
    const records = trace.part(op, SAMPLER_DRAWS)?.bytes.slice()
    // A sampler without temperature leaves no record to change.
    if (generated === null || records === undefined) return { trace, generated }
    const token = { score: 0, id: generated.answer[at]! }
    const draw = encodeDraw({ best: token, kept: token, last: token, r: 0n, token: token.id })
    records.set(draw, draw.length * at)
    return { trace: replaced(trace, op, new Map([[SAMPLER_DRAWS, records]])), generated }
  },
})

/** Computes on the later half of the prompt, and is paid for the whole. */
export const truncatedPrompt = (): Faults => ({
  generate: { prompt: prompt => prompt.slice(Math.floor(prompt.length / 2)) },
})

/** Answers with what the model's earlier request got, where there was one of as many rows. */
export function cachedAnswer(): Faults {
  const outputs = new Map<string, IntTensor[]>()
  /** Of each model the request that was answered first, and its tokens. */
  const first = new Map<Hex, Hex>()
  const answers = new Map<Hex, number[]>()
  return {
    execute(honest, { modelId, inputs }) {
      const key = `${modelId}/${inputs[0]!.rows}`
      const earlier = outputs.get(key)
      if (earlier === undefined) outputs.set(key, honest)
      return earlier ?? honest
    },
    generate: {
      tokens(tokens, index, { modelId, requestHash }) {
        const own = first.get(modelId) ?? requestHash
        first.set(modelId, own)
        const earlier = answers.get(modelId) ?? []
        if (own !== requestHash) return tokens.map((token, i) => earlier[index + i] ?? token)
        answers.set(modelId, [...earlier, ...tokens])
        return tokens
      },
    },
  }
}
