// The choices of one answer: each a generation of its own, with its own seed and its own receipt, all of them in work at once.
// spec/openai.md, "Choices". What an answer says about them under `assay` stands here as well, for every route alike.

import { toHex } from '../core/bytes/index.ts'
import type { Sampler } from '../core/language/sampler/index.ts'
import { bundleToJson, type Domain, eventToJson, receiptId } from '../core/receipt/index.ts'
import type { LanguageBackend, LanguageModel } from './backend.ts'
import type { Call } from './call.ts'
import { merge, untilAborted } from './merge.ts'
import { type Ended, type Piece, piecesOf } from './pieces.ts'
import { appliedSampler } from './sampling.ts'

export interface Plan {
  readonly model: LanguageModel
  readonly sampler: Sampler
  /** Prompt and 32-byte seed of each choice. */
  readonly choices: readonly { readonly prompt: readonly number[]; readonly seed: Uint8Array }[]
  /** Likeliest tokens to tell of at each place; undefined: no logarithms. */
  readonly logprobs?: number
  /** Parameters that were taken and have no effect on the answer. */
  readonly noted: readonly string[]
}

/**
 * `[choice, piece]` of all choices, as they come; nobody is ever more than one event ahead of who reads. When reading stops, for any
 * reason, every generation that is still in work is ended.
 */
export function run(plan: Plan, backend: LanguageBackend, call: Call): AsyncGenerator<readonly [number, Piece], void> {
  const { model, sampler, logprobs } = plan
  const ended = new AbortController()
  const context = { ...call, signal: AbortSignal.any([call.signal, ended.signal]) }
  const sources = plan.choices.map(({ prompt, seed }) =>
    piecesOf(
      untilAborted(
        backend.generate(
          {
            modelId: model.modelId,
            ...{ prompt, sampler, seed },
            ...(logprobs === undefined ? {} : { logprobs }),
            disclosure: call.disclosure,
            policy: call.policy,
          },
          context,
        ),
        context.signal,
      ),
      { model, stops: sampler.stop },
    ),
  )
  return merge(sources, () => ended.abort())
}

type Facts = Record<string, unknown>

/** What holds for the whole answer. */
export const answerFacts = ({ model, sampler, noted }: Plan, backend: LanguageBackend, call: Call): Facts => ({
  modelId: model.modelId,
  policy: call.policy,
  disclosure: call.disclosure,
  checked: backend.checks(call.policy),
  sampler: appliedSampler(sampler),
  ...(noted.length === 0 ? {} : { withoutEffect: noted }),
})

/** What holds for one choice, once it has ended. */
export const endFacts = (plan: Plan, domain: Domain, choice: number, { finish, bundle, reader }: Ended): Facts => ({
  choice,
  receipt: receiptId(domain, bundle.receipt),
  node: bundle.receipt.node,
  price: String(bundle.receipt.price),
  requestHash: bundle.receipt.requestHash,
  seed: toHex(plan.choices[choice]!.seed),
  finish,
  ...(reader === null ? {} : { reader }),
})

/** `assay` of an answer that is given as a whole. */
export function wholeFacts(plan: Plan, backend: LanguageBackend, call: Call, ends: readonly Ended[]): Facts {
  const choices = ends.map((end, choice) => ({
    ...endFacts(plan, backend.domain, choice, end),
    bundle: bundleToJson(end.bundle),
  }))
  const { receipt, node } = choices[0] as Facts
  return { ...answerFacts(plan, backend, call), receipt, node, choices }
}

/** `assay` of the message in a stream that hands on one event. */
export function eventFacts(
  plan: Plan,
  backend: LanguageBackend,
  call: Call,
  choice: number,
  { event, end }: Piece,
): Facts {
  return {
    choice,
    ...(event.type === 'start' ? answerFacts(plan, backend, call) : {}),
    ...(end === null ? {} : endFacts(plan, backend.domain, choice, end)),
    events: [eventToJson(event)],
  }
}

/** Headers of an answer that is given as a whole: ids and prices of all choices. */
export function wholeHeaders(domain: Domain, plan: Plan, ends: readonly Ended[]): Record<string, string> {
  const readers = ends.flatMap(({ reader }) => (reader === null ? [] : [reader]))
  return {
    'x-assay-receipt': ends.map(({ bundle }) => receiptId(domain, bundle.receipt)).join(', '),
    'x-assay-model': plan.model.modelId,
    'x-assay-node': [...new Set(ends.map(({ bundle }) => bundle.receipt.node))].join(', '),
    'x-assay-price': String(ends.reduce((sum, { bundle }) => sum + bundle.receipt.price, 0n)),
    ...(readers.length === 0 ? {} : { 'x-assay-reader': readers.join(', ') }),
  }
}

export interface Usage {
  readonly prompt: number
  readonly cached: number
  readonly completion: number
}

/** Tokens of an answer. A prompt of several choices counts once, and as cached as far as any of them found it so. */
export function usageOf({ choices }: Plan, ends: readonly Ended[]): Usage {
  const cached = new Map<readonly number[], number>()
  choices.forEach(({ prompt }, i) => {
    const found = Math.min(prompt.length, ends[i]?.cachedTokens ?? 0)
    cached.set(prompt, Math.max(cached.get(prompt) ?? 0, found))
  })
  return {
    prompt: [...cached.keys()].reduce((sum, { length }) => sum + length, 0),
    cached: [...cached.values()].reduce((sum, n) => sum + n, 0),
    completion: ends.reduce((sum, { tokens }) => sum + tokens, 0),
  }
}
