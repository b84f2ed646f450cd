// A language model inside an engine session: answers of many askers in one batch, replays and followers beside them, all over the same
// engine. spec/node.md, "Generating". What a batch, a sampler and a replay are, core/language says; here is the loop that keeps it going.

import { isCausalSession, type Session } from '../../../core/engine/index.ts'
import { RefusalError, refuse, unwrap, WorldError } from '../../../core/errors/index.ts'
import { allocate, type ExactModel, type IntTensor, languagePorts } from '../../../core/graph/index.ts'
import {
  type BatchEvent,
  createBatcher,
  createFollower,
  decodeSampler,
  type LanguageSession as LoadedLanguage,
  partOf,
  type ReplayVerdict,
  readTokenizer,
  vocabularyOf,
} from '../../../core/language/index.ts'
import type { GenerateAnswer, GeneratedPart, LanguageJob, ReplayAnswer } from './messages.ts'
import type { LanguageSession } from './session.ts'

/** Rows of one step of a replay, of an embedding. */
const REPLAY_ROWS = 128
const EMBED_ROWS = 32

interface Asker {
  readonly onPart: (part: GeneratedPart) => void
  readonly resolve: (answer: GenerateAnswer) => void
  readonly reject: (error: Error) => void
  cachedTokens: number
}

/** Between two steps whoever sends messages is heard. */
const breathe = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

const answerOf = (verdict: ReplayVerdict): ReplayAnswer =>
  verdict.ok ? null : { at: verdict.at, expected: verdict.expected }

/** Null where the model is none of language. */
export function hostLanguage(model: ExactModel, session: Session): LanguageSession | null {
  if (model.language === null) return null
  if (!isCausalSession(session))
    return refuse('runtime_missing', 'this engine runs no language models', { hint: 'Take the engine wasm.' })
  const ports = languagePorts(model)
  const loaded: LoadedLanguage = {
    session,
    ports,
    vocabulary: vocabularyOf(unwrap(readTokenizer(model.language.tokenizer)), ports.vocabulary),
  }
  const batcher = createBatcher(loaded)
  /** Replays come before what is only kept for later prompts. */
  const makeRoom = (): boolean => batcher.evict()
  const askers = new Map<string, Asker>()
  let last = 0
  let running = false

  function take(event: BatchEvent): void {
    const asker = askers.get(event.id)
    if (asker === undefined) return
    switch (event.type) {
      case 'started':
        asker.cachedTokens = event.cacheUsed
        return
      case 'tokens': {
        const { tokens, logprobs } = event
        asker.onPart(logprobs === undefined ? { tokens } : { tokens, logprobs })
        return
      }
      case 'end':
        askers.delete(event.id)
        asker.resolve({ finish: event.finish, cachedTokens: asker.cachedTokens })
        return
      case 'failed':
        askers.delete(event.id)
        asker.reject(
          event.error instanceof Error
            ? event.error
            : new WorldError('engine_failed', `${event.code}: ${event.message}`),
        )
    }
  }

  async function keepGoing(): Promise<void> {
    if (running) return
    running = true
    try {
      while (batcher.busy) {
        for (const event of await batcher.step()) take(event)
        await breathe()
      }
    } catch (error) {
      // What the batcher does not answer for itself is a defect: nobody may wait for it.
      for (const [id, { reject }] of askers) {
        askers.delete(id)
        batcher.cancel(id)
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    } finally {
      running = false
    }
  }

  const rulesOf = ({ prompt, sampler, seed }: LanguageJob) => ({ prompt, sampler: decodeSampler(sampler), seed })

  async function embed(prompt: readonly number[], signal: AbortSignal): Promise<IntTensor> {
    const { hidden, context } = ports
    if (hidden === null)
      return refuse('parameter_unsupported', 'the model has no output `hidden`: it makes no embeddings')
    if (prompt.length > context)
      refuse('context_length_exceeded', `${prompt.length} tokens, the model has positions for ${context}`)
    const sequence = (session as typeof loaded.session).open()
    let whole: IntTensor | null = null
    try {
      for (let from = 0; from < prompt.length; from += EMBED_ROWS) {
        signal.throwIfAborted()
        const rows = prompt.slice(from, from + EMBED_ROWS)
        const [outputs] = await loaded.session.step([partOf(sequence, rows, rows.length)])
        const { data, shape, bits } = outputs![hidden]!
        whole ??= allocate({ shape, bits }, prompt.length)
        whole.data.set(data, from * shape[0]!)
        await breathe()
      }
      return whole!
    } finally {
      sequence.close()
    }
  }

  return {
    generate(job, signal, onPart) {
      signal.throwIfAborted()
      const id = String(++last)
      const { key, logprobs } = job
      return new Promise<GenerateAnswer>((resolve, reject) => {
        const onAbort = (): void => {
          batcher.cancel(id)
          askers.delete(id)
          reject(signal.reason)
        }
        const settled =
          <A extends unknown[]>(f: (...args: A) => void) =>
          (...args: A): void => {
            signal.removeEventListener('abort', onAbort)
            f(...args)
          }
        askers.set(id, { onPart, resolve: settled(resolve), reject: settled(reject), cachedTokens: 0 })
        signal.addEventListener('abort', onAbort, { once: true })
        try {
          batcher.add({ id, ...rulesOf(job), key, ...(logprobs === undefined ? {} : { logprobs }) })
        } catch (error) {
          askers.delete(id)
          settled(reject)(error as Error)
          return
        }
        void keepGoing()
      })
    },
    async replay(job, { tokens, end }, signal) {
      const check = (): void => signal.throwIfAborted()
      const follower = createFollower(loaded, rulesOf(job), { blockRows: REPLAY_ROWS, check, makeRoom })
      try {
        const verdict = await follower.push(tokens)
        return answerOf(verdict.ok && end !== 'open' ? await follower.end(end === 'truncated') : verdict)
      } catch (error) {
        if (error instanceof RefusalError || signal.aborted) throw error
        throw new WorldError('engine_failed', 'the replay failed', { cause: error })
      } finally {
        follower.close()
      }
    },
    async follow(job) {
      const follower = createFollower(loaded, rulesOf(job), { blockRows: REPLAY_ROWS, makeRoom })
      return {
        async push(tokens, end) {
          const verdict = await follower.push(tokens)
          return answerOf(verdict.ok && end !== undefined ? await follower.end(end.truncated) : verdict)
        },
        close: () => follower.close(),
      }
    },
    embed,
  }
}
