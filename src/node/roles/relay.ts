// Passing generations on: to the executor that hosts the model and has least to do, and to the next one while none has begun. What comes
// back is read strictly and its receipt verified and kept; the stream itself its reader checks. spec/node.md, "Gateway".

import { type Refusal, RefusalError, refuse, WorldError } from '../../core/errors/index.ts'
import type { GenerateAsk, ReceiptBundle, SignedRequest, StreamEvent } from '../../core/receipt/index.ts'
import type { Context } from '../context.ts'
import type { Peers } from '../peers.ts'
import type { GenerateNote, GenerateOptions, Generating } from './generate.ts'
import { askGenerate } from './serveGenerate.ts'

export interface Executor {
  readonly node: `0x${string}`
  readonly peerId: string | null
}

export interface RelayParts {
  readonly generating: Generating | null
  readonly peers: Peers
  /** Who can be asked, best first. */
  readonly executors: (modelId: `0x${string}`) => readonly Executor[]
  /** May another executor do what this one refused so? */
  readonly elsewhere: (code: Refusal['code']) => boolean
  /** Verifies and keeps the receipt of a peer. */
  readonly keep: (request: SignedRequest, node: `0x${string}`, bundle: ReceiptBundle) => Promise<void>
}

/** Rounds over all executors while every one of them is busy or cannot be reached. */
const ROUNDS = 3
const ROUND_PAUSE_MS = 250
/** A run may wait in the executor's line before its first event, and between two of them for a long prompt beside it. */
const IDLE_MS = 120_000

/** What does not get better by waiting; and a server that has failed has perhaps done the work already. */
const SETTLED: ReadonlySet<string> = new Set([
  'price_above_maximum',
  'node_mismatch',
  'body_too_large',
  'upstream_failed',
])

export type Relay = (ask: GenerateAsk, options: GenerateOptions) => AsyncGenerator<StreamEvent | GenerateNote>

export function createRelay(context: Context, parts: RelayParts): Relay {
  const { config, log, metrics } = context
  const { generating, peers, executors, elsewhere, keep } = parts

  async function* from(
    executor: Executor,
    ask: GenerateAsk,
    options: GenerateOptions,
  ): AsyncGenerator<StreamEvent | GenerateNote> {
    const { requestId, signal } = options
    if (executor.peerId === null) {
      yield* generating!.generate(ask, options)
      return
    }
    const id = requestId.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 64) || '_'
    const times = { firstMs: IDLE_MS, idleMs: IDLE_MS, timeoutMs: config.execute.streamMs + 60_000, signal }
    let ended = false
    for await (const event of askGenerate(context, executor.peerId, { ...ask, requestId: id }, times)) {
      if (event.type === 'start' && event.node !== executor.node)
        refuse('peer_misbehaved', `executor ${executor.node}: the stream names another node`)
      if (event.type === 'end') {
        ended = true
        if (event.bundle !== null) await keep(ask.request, executor.node, event.bundle)
      }
      yield event
    }
    if (!ended) throw new WorldError('peer_unreachable', `executor ${executor.node} broke off`)
  }

  return async function* relay(ask, options) {
    const { modelId } = ask.request.request
    const { requestId, signal } = options
    let last: RefusalError | null = null
    for (let round = 0; round < ROUNDS; round++) {
      if (round > 0) {
        await new Promise(resolve => setTimeout(resolve, ROUND_PAUSE_MS * round))
        await peers.poll()
      }
      for (const executor of executors(modelId)) {
        if (signal.aborted) refuse('interrupted', 'the caller went away')
        const { node } = executor
        let begun = false
        try {
          for await (const event of from(executor, ask, options)) {
            begun = true
            yield event
          }
          metrics.count('relay_answered')
          return
        } catch (error) {
          if (signal.aborted) refuse('interrupted', 'the caller went away')
          if (!(error instanceof RefusalError || error instanceof WorldError)) throw error
          if (error instanceof WorldError) peers.suspect(node)
          // What has begun cannot go on elsewhere: the reader has another node's signatures.
          if (begun || (error instanceof RefusalError && !elsewhere(error.code))) throw error
          last = error instanceof RefusalError ? error : new RefusalError(error.code, error.message)
          metrics.count('relay_failovers')
          log('warn', 'an executor failed; trying the next one', { requestId, executor: node, error })
        }
      }
      if (last !== null && SETTLED.has(last.code)) break
    }
    metrics.count('relay_failed')
    if (last !== null && last.code !== 'peer_misbehaved') throw last
    const registered = context.chain.registry().models.some(entry => entry.modelId === modelId)
    if (!registered) refuse('model_not_found', `no registration of model ${modelId}`)
    return refuse('model_unavailable', `no node that hosts ${modelId} answers`)
  }
}
