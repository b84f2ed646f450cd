// Trace roots that are bought with an answer: computed after the run and before the receipt, which commits to them. spec/node.md, "Trace
// roots". What cannot be committed to is refused before anything is run.

import { fromHex, type Hex } from '../../core/bytes/index.ts'
import { checkTraceSize, sampledBy } from '../../core/dispute/index.ts'
import { refuse, unwrap } from '../../core/errors/index.ts'
import { decodeModel, languagePorts } from '../../core/graph/index.ts'
import type { Sampler } from '../../core/language/index.ts'
import { integersIn, type ReceiptBundle, tensorOfTokens, tokensOf, ZERO_HASH } from '../../core/receipt/index.ts'
import type { RootAsk } from '../../platform/node/engine/messages.ts'
import type { Context } from '../context.ts'
import type { Sessions } from '../sessions.ts'
import type { TraceHook } from './defend.ts'
import type { Hosting } from './host.ts'
import { MOST_TRACED } from './traces.ts'

/** What a trace is computed from. */
export type Answered = Pick<ReceiptBundle, 'input' | 'output' | 'request' | 'sampler'>

export interface Roots {
  /**
   * Can the trace of such a run be committed to? Refuses `trace_unavailable` of a float model, `trace_too_large`, and
   * `generation_not_disputable` of an answer under a grammar. `rules` with the most tokens that an answer may have; null for a run.
   */
  check(
    modelId: Hex,
    rows: number,
    rules: { readonly sampler: Sampler; readonly tokens: number } | null,
    signal: AbortSignal,
  ): Promise<void>
  root(modelId: Hex, answered: Answered, signal: AbortSignal): Promise<Uint8Array>
}

export interface RootParts {
  readonly sessions: Sessions
  readonly hosting: Hosting
  readonly hook?: TraceHook
}

/** What the session that has the model computes the trace root of an answer from; null where something of it is not shown. */
export function rootAskOf({ input, output, request, sampler }: Answered): RootAsk | null {
  const given = input === null ? null : integersIn(input.tensors)
  if (given === null) return null
  if (request.request.samplerHash === ZERO_HASH)
    return { inputs: given.map(({ tensor }) => tensor), generation: null, most: MOST_TRACED }
  const [prompt, answer] = [tokensOf(given), output === null ? null : tokensOf(output.tensors)]
  if (prompt === null || answer === null || answer.length === 0 || sampler === null) return null
  const { tensor } = tensorOfTokens([...prompt, ...answer.slice(0, -1)])
  const generation = { prompt, answer, sampler, seed: fromHex(request.request.seed) }
  return { inputs: [tensor], generation, most: MOST_TRACED }
}

export function createRoots(context: Context, { sessions, hosting, hook }: RootParts): Roots {
  return {
    async check(modelId, rows, rules, signal) {
      const head = await sessions.head(modelId, signal)
      if (head.kind === 'float') return refuse('trace_unavailable', 'request: a float model has no trace')
      const sampled = rules === null ? null : sampledBy(rules.sampler, languagePorts(head).vocabulary, rules.tokens)
      checkTraceSize(head.graph, rows, sampled, MOST_TRACED)
    },
    async root(modelId, answered, signal) {
      context.metrics.count('trace_roots')
      if (hook !== undefined) return (await hook(unwrap(decodeModel(await hosting.file(modelId))), answered)).trace.root
      const ask = rootAskOf(answered) ?? refuse('trace_unavailable', 'request: a float model has no trace')
      return sessions.root(modelId, ask, signal)
    },
  }
}
