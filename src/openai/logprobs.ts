// Natural logarithms of probabilities, as the routes show them: spec/openai.md, "Logarithms". They are the node's word: no receipt binds
// them, and a replay shows whether they are right.

import type { LanguageModel } from './backend.ts'
import type { GivenToken } from './pieces.ts'

/** JSON has no minus infinity; a logarithm that far down says the same. */
const LEAST = -9999

interface Shown {
  readonly token: string
  readonly logprob: number
  readonly bytes: readonly number[]
}

const decoder = new TextDecoder()

function shown(model: LanguageModel, id: number, logprob: number): Shown {
  const bytes = model.bytes(id) ?? new Uint8Array()
  return { token: decoder.decode(bytes), logprob: Math.max(LEAST, logprob), bytes: [...bytes] }
}

/** Entries of `logprobs.content` of a chat, or of `logprobs` of a response's text. */
export const contentLogprobs = (model: LanguageModel, tokens: readonly GivenToken[]): unknown[] =>
  tokens.flatMap(({ id, logprobs }) =>
    logprobs === null
      ? []
      : [
          {
            ...shown(model, id, logprobs.logprob),
            top_logprobs: logprobs.top.map(([other, logprob]) => shown(model, other, logprob)),
          },
        ],
  )

/** `logprobs` of a completion. `offset`: characters before the answer's first. */
export function textLogprobs(model: LanguageModel, tokens: readonly GivenToken[], offset: number): unknown {
  const known = tokens.flatMap(token => (token.logprobs === null ? [] : [{ ...token, logprobs: token.logprobs }]))
  const text = (id: number): string => shown(model, id, 0).token
  return {
    tokens: known.map(({ id }) => text(id)),
    token_logprobs: known.map(({ logprobs }) => Math.max(LEAST, logprobs.logprob)),
    top_logprobs: known.map(({ logprobs }) =>
      Object.fromEntries(logprobs.top.map(([id, logprob]) => [text(id), Math.max(LEAST, logprob)])),
    ),
    text_offset: known.map(({ start }) => offset + start),
  }
}
