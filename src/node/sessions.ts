// Models that are ready to run, each in an engine session of its own. A session is loaded once, however many ask for it; over
// the node's bounds those that nobody uses go, least recently used first; one that breaks is answered for and made anew.
// spec/node.md, "Engine sessions".

import { equal, fromHex, type Hex, toHex } from '../core/bytes/index.ts'
import { RefusalError, refuse, WorldError } from '../core/errors/index.ts'
import type { IntTensor } from '../core/graph/index.ts'
import type { RunTensor, TokenLogprobs } from '../core/receipt/index.ts'
import type { GenerateAnswer, LanguageJob, ModelHead, ReplayAnswer, RootAsk } from '../platform/node/engine/messages.ts'
import type {
  EngineSession,
  Follow,
  LanguageSession,
  OpenSession,
  ReplayedAnswer,
} from '../platform/node/engine/session.ts'
import { makeTurns, orAborted } from '../platform/node/engine/turns.ts'

export interface RunResult {
  readonly head: ModelHead
  /** As a receipt names it. */
  readonly engine: string
  readonly outputs: RunTensor[]
}

export interface EmbedResult {
  readonly head: ModelHead
  readonly engine: string
  readonly hidden: IntTensor
}

export type { Follow }

export interface Sessions {
  /** Everything of a model but its weights, read by the session that runs it. */
  head(modelId: Hex, signal: AbortSignal): Promise<ModelHead>
  /** Loads the model where it must and runs it. Rejects with the signal's reason when that is aborted, once the run has ended. */
  run(modelId: Hex, inputs: readonly RunTensor[], signal: AbortSignal): Promise<RunResult>
  /** Accumulators of the advised ops of a run (spec/audit.md), as `run`. */
  advise(modelId: Hex, inputs: readonly IntTensor[], signal: AbortSignal): Promise<Int32Array[]>
  /** Root of the trace of a run (spec/trace.md), as `run`. */
  root(modelId: Hex, ask: RootAsk, signal: AbortSignal): Promise<Uint8Array>
  /** One answer of a language model in the batches of its session. `on.started` is told the engine before any token comes. */
  generate(
    modelId: Hex,
    job: LanguageJob,
    signal: AbortSignal,
    on: {
      started(engine: string): void
      tokens(tokens: readonly number[], logprobs?: readonly TokenLogprobs[]): void
    },
  ): Promise<GenerateAnswer & { readonly engine: string }>
  /** Does the model give this answer? Resolves to where it does not, first. */
  replay(modelId: Hex, job: LanguageJob, answer: ReplayedAnswer, signal: AbortSignal): Promise<ReplayAnswer>
  /** A follower of an answer, which must be closed. */
  follow(modelId: Hex, job: LanguageJob): Promise<Follow>
  embed(modelId: Hex, prompt: readonly number[], signal: AbortSignal): Promise<EmbedResult>
  /** Sessions that are loaded, and what they take. */
  count(): number
  bytes(): number
  close(): Promise<void>
}

export interface SessionsOptions {
  readonly open: OpenSession
  /** The model file. */
  readonly read: (modelId: Hex) => Promise<Uint8Array>
  readonly most: number
  /** Bytes of all sessions together. */
  readonly memoryBytes: number
  readonly now: () => number
  readonly evicted?: () => void
  /** A session broke: its program ended by itself. */
  readonly failed?: (modelId: Hex, error: unknown) => void
}

interface Entry {
  readonly modelId: Hex
  session: Promise<EngineSession>
  loaded: boolean
  /** Who uses it or waits for it. */
  users: number
  /** What it takes; while it is loaded, the size of its file. */
  bytes: number
  /** Nobody waits for it any more: ends the loading. */
  readonly abandon: AbortController
}

/** A model that has failed twice in a row is not loaded again for so long, times two for each time more. */
const FIRST_PAUSE_MS = 500
const LAST_PAUSE_MS = 60_000
/** Runs behind one whose asker goes away may lose their session to it so often. */
const ATTEMPTS = 4

const languageOf = ({ language }: EngineSession, modelId: Hex): LanguageSession =>
  language ?? refuse('sampler_mismatch', `model ${modelId} is no language model`)

export function createSessions(options: SessionsOptions): Sessions {
  const { open, read, most, memoryBytes, now } = options
  /** In the order of last use. */
  const entries = new Map<Hex, Entry>()
  const broken = new Map<Hex, { count: number; notBefore: number; error: unknown }>()
  // One model is loaded at a time: what the others take is then known.
  const loads = makeTurns()

  const bytes = (): number => [...entries.values()].reduce((sum, entry) => sum + entry.bytes, 0)

  async function drop(entry: Entry): Promise<void> {
    if (entries.get(entry.modelId) === entry) entries.delete(entry.modelId)
    entry.abandon.abort(new WorldError('interrupted', 'the session is not wanted any more'))
    await entry.session.then(session => session.close()).catch(() => {})
  }

  /** Lets go of others that nobody uses until `entry` fits. */
  async function makeRoom(entry: Entry): Promise<void> {
    const fits = (): boolean => entries.size <= most && bytes() <= memoryBytes
    if (entry.bytes > memoryBytes)
      refuse('memory_exceeded', `the model takes ${entry.bytes} bytes, ${memoryBytes} are for all sessions here`, {
        facts: { needed: entry.bytes, limit: memoryBytes },
      })
    for (const other of [...entries.values()]) {
      if (fits()) return
      if (other === entry || other.users > 0) continue
      options.evicted?.()
      await drop(other)
    }
    if (!fits())
      refuse('busy', 'other models that are in use take the memory that it needs', { facts: { retryAfter: 1 } })
  }

  async function load(entry: Entry): Promise<EngineSession> {
    const { modelId, abandon } = entry
    const file = await read(modelId)
    entry.bytes = file.length
    await makeRoom(entry)
    const session = await open(file, abandon.signal)
    entry.bytes = session.memoryBytes
    try {
      if (!equal(session.head.identity.modelId, fromHex(modelId)))
        refuse('model_id_mismatch', `the content is model ${toHex(session.head.identity.modelId)}, not ${modelId}`)
      await makeRoom(entry)
    } catch (error) {
      await session.close()
      throw error
    }
    entry.loaded = true
    void session.ended.then(() => {
      if (entries.get(modelId) === entry) entries.delete(modelId)
    })
    return session
  }

  function start(modelId: Hex): Entry {
    const pause = (broken.get(modelId)?.notBefore ?? 0) - now()
    if (pause > 0)
      throw new WorldError('engine_failed', `the engine ended on model ${modelId} before; not tried again yet`)
    const abandon = new AbortController()
    const entry: Entry = { modelId, session: undefined as never, loaded: false, users: 0, bytes: 0, abandon }
    entry.session = loads(abandon.signal, () => load(entry))
    entry.session.catch(error => {
      if (entries.get(modelId) === entry) entries.delete(modelId)
      if (!abandon.signal.aborted) note(modelId, error)
    })
    return entry
  }

  /** A model that cannot be loaded, or ends its program, is not tried again at once: each time costs a program and a load. */
  function note(modelId: Hex, error: unknown): void {
    const code = error instanceof WorldError || error instanceof RefusalError ? error.code : 'internal'
    if (code === 'busy') return
    if (code === 'engine_failed') options.failed?.(modelId, error)
    const count = (broken.get(modelId)?.count ?? 0) + 1
    const pause = count < 2 ? 0 : Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (count - 2))
    broken.set(modelId, { count, notBefore: now() + pause, error })
  }

  /** Gives `work` the model's session, and it to nobody who would close it meanwhile. */
  async function using<T>(modelId: Hex, signal: AbortSignal, work: (session: EngineSession) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const entry = entries.get(modelId) ?? start(modelId)
      entries.delete(modelId)
      entries.set(modelId, entry)
      entry.users++
      let session: EngineSession | undefined
      try {
        session = await orAborted(entry.session, signal)
        const result = await work(session)
        broken.delete(modelId)
        return result
      } catch (error) {
        if (session?.stopped()) void drop(entry)
        if (signal.aborted) throw error
        if (session?.stopped() && attempt < ATTEMPTS) continue
        if (session?.broken()) {
          void drop(entry)
          note(modelId, error)
        }
        throw error
      } finally {
        entry.users--
        if (entry.users === 0 && !entry.loaded) void drop(entry)
      }
    }
  }

  return {
    head: (modelId, signal) => using(modelId, signal, async ({ head }) => head),
    run: (modelId, inputs, signal) =>
      using(modelId, signal, async session => {
        const { head, engine } = session
        return { head, engine, outputs: await session.run(inputs, signal) }
      }),
    advise: (modelId, inputs, signal) => using(modelId, signal, session => session.advise(inputs, signal)),
    root: (modelId, ask, signal) => using(modelId, signal, session => session.root(ask, signal)),
    generate(modelId, job, signal, on) {
      let told = 0
      return using(modelId, signal, async session => {
        const { engine } = session
        on.started(engine)
        // A session that was lost on the way is made anew, and gives the same tokens again.
        let known = told
        const answer = await languageOf(session, modelId).generate(job, signal, ({ tokens, logprobs }) => {
          const skip = Math.min(known, tokens.length)
          known -= skip
          if (skip === tokens.length) return
          told += tokens.length - skip
          on.tokens(tokens.slice(skip), logprobs?.slice(skip))
        })
        return { ...answer, engine }
      })
    },
    replay: (modelId, job, answer, signal) =>
      using(modelId, signal, session => languageOf(session, modelId).replay(job, answer, signal)),
    follow: (modelId, job) =>
      new Promise((resolve, reject) => {
        const never = new AbortController().signal
        // The session is in use until the follower is closed.
        using(modelId, never, async session => {
          const follow = await languageOf(session, modelId).follow(job)
          await new Promise<void>(closed => {
            resolve({
              push: follow.push,
              close() {
                follow.close()
                closed()
              },
            })
            void session.ended.then(closed)
          })
        }).catch(reject)
      }),
    embed: (modelId, prompt, signal) =>
      using(modelId, signal, async session => ({
        head: session.head,
        engine: session.engine,
        hidden: await languageOf(session, modelId).embed(prompt, signal),
      })),
    count: () => entries.size,
    bytes,
    close: async () => void (await Promise.all([...entries.values()].map(drop))),
  }
}
