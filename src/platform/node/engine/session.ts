// An engine session as its node sees it: a model in a program of its own, which runs one input after the other, can be stopped
// in the middle of a run, and is answered for when it breaks. spec/node.md, "Engine sessions".

import { isFloatFile } from '../../../core/float/index.ts'
import type { IntTensor } from '../../../core/graph/index.ts'
import type { RunTensor } from '../../../core/receipt/index.ts'
import { carrierOf, type EngineName, type EngineOptions, FLOAT_ENGINE } from '../engines.ts'
import { startCarrier } from './carrier.ts'
import {
  type AdviseAnswer,
  type AdviseQuestion,
  type Answer,
  errorOf,
  type GenerateAnswer,
  type GeneratedPart,
  type LanguageJob,
  type LanguageQuestion,
  type LoadAnswer,
  type LoadQuestion,
  type ModelHead,
  type ReplayAnswer,
  type ReplayQuestion,
  type RootAsk,
  type RootQuestion,
  type RunAnswer,
  type RunQuestion,
  type StopQuestion,
} from './messages.ts'
import { makeTurns } from './turns.ts'

export interface EngineSession {
  readonly head: ModelHead
  /** As a receipt names it. */
  readonly engine: string
  readonly memoryBytes: number
  /**
   * Runs when what was asked before is done. Rejects with the signal's reason when that is aborted, and not before the session
   * is idle again or gone: the machine is then free.
   */
  run(inputs: readonly RunTensor[], signal: AbortSignal): Promise<RunTensor[]>
  /** Accumulators of the advised ops of a run, in turn with runs. Refuses (`advice_unavailable`) a float model. */
  advise(inputs: readonly IntTensor[], signal: AbortSignal): Promise<Int32Array[]>
  /**
   * Root of the trace of a run, in turn with runs. Refuses (`trace_unavailable`) a float model, (`trace_too_large`) more bytes than are
   * asked for.
   */
  root(ask: RootAsk, signal: AbortSignal): Promise<Uint8Array>
  /** Null for models that are none of language. */
  readonly language: LanguageSession | null
  /** Has it been ended because a run was not wanted any more? Whoever waited behind that run asks a new session. */
  stopped(): boolean
  /** Has its program ended by itself? */
  broken(): boolean
  /** Resolves when the session has ended, by itself or by `close`. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

/** A followed answer: its next tokens, and at last its end. Resolves to where they differ first from the model's. */
export interface Follow {
  push(tokens: readonly number[], end?: { readonly truncated: boolean }): Promise<ReplayAnswer>
  close(): void
}

/** A language model at work: any number of answers at once, in the batches of one engine. */
export interface LanguageSession {
  /** Rejects with the signal's reason when that is aborted, and tells of tokens no more. */
  generate(job: LanguageJob, signal: AbortSignal, onPart: (part: GeneratedPart) => void): Promise<GenerateAnswer>
  replay(job: LanguageJob, answer: ReplayedAnswer, signal: AbortSignal): Promise<ReplayAnswer>
  follow(job: LanguageJob): Promise<Follow>
  /** The output `hidden` at the prompt's last position. */
  embed(prompt: readonly number[], signal: AbortSignal): Promise<IntTensor>
}

export type ReplayedAnswer = Pick<ReplayQuestion, 'tokens' | 'end'>

/** Opens a session for a model file, whose buffer it may take over. */
export type OpenSession = (file: Uint8Array, signal: AbortSignal) => Promise<EngineSession>

export interface SessionOptions {
  /** Of exact models. */
  readonly engine: EngineName
  readonly memoryBytes: number
  /** Multiplications that one row of a model may need. */
  readonly rowWork?: number
  readonly threads?: number
  readonly home?: string
  /** How long a run that nobody wants any more may go on before its session is ended: loading it again costs more. */
  readonly graceMs: number
  readonly program?: URL
}

type Asked = LoadQuestion | RunQuestion | AdviseQuestion | RootQuestion | Exclude<LanguageQuestion, StopQuestion>

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
  readonly onPart?: ((part: GeneratedPart) => void) | undefined
}

/** A program that works hears between two steps that an answer is not wanted; one that does not for so long is ended. */
const STOP_MS = 30_000

export const sessionOpener =
  (options: SessionOptions): OpenSession =>
  (file, signal) =>
    open(options, file, signal)

async function open(options: SessionOptions, file: Uint8Array, signal: AbortSignal): Promise<EngineSession> {
  signal.throwIfAborted()
  const { memoryBytes, rowWork, threads, home, graceMs, program } = options
  const engine = isFloatFile(file) ? FLOAT_ENGINE : options.engine
  const carrier = startCarrier({ kind: carrierOf(engine), memoryBytes, ...(program === undefined ? {} : { program }) })
  const waiting = new Map<number, Waiting>()
  let last = 0
  let gone: Error | undefined
  let closed: Promise<void> | undefined
  let stopped = false
  const turns = makeTurns()

  carrier.onAnswer((answer: Answer) => {
    if ('parts' in answer) {
      for (const { id, part } of answer.parts) waiting.get(id)?.onPart?.(part)
      return
    }
    const asker = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) asker?.resolve(answer.value)
    else asker?.reject(errorOf(answer.failure))
  })
  const ended = new Promise<void>(resolve => {
    carrier.onEnd(error => {
      gone = error
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
      resolve()
    })
  })
  const close = (): Promise<void> => {
    closed ??= carrier.kill()
    return closed
  }
  const send = <T>(id: number, question: Asked, bytes: ArrayBuffer[], onPart?: Waiting['onPart']): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (gone !== undefined) return reject(gone)
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, onPart })
      carrier.ask({ ...question, id }, bytes)
    })
  const ask = <T>(question: Asked, bytes: ArrayBuffer[] = []): Promise<T> => send<T>(++last, question, bytes)
  const stop = (target: number): void => {
    if (gone === undefined) carrier.ask({ op: 'stop', target, id: ++last }, [])
  }

  /** Asks; when nobody wants the answer any more, says so, and ends a session that does not hear it. */
  async function stoppable<T>(question: Asked, wanted: AbortSignal, onPart?: Waiting['onPart']): Promise<T> {
    wanted.throwIfAborted()
    const id = ++last
    const answer = send<T>(id, question, [], part => {
      if (!wanted.aborted) onPart?.(part)
    })
    const onAbort = (): void => stop(id)
    wanted.addEventListener('abort', onAbort, { once: true })
    try {
      return await patiently(answer, wanted, STOP_MS)
    } finally {
      wanted.removeEventListener('abort', onAbort)
    }
  }

  const language: LanguageSession = {
    generate: (job, wanted, onPart) => stoppable<GenerateAnswer>({ op: 'generate', job }, wanted, onPart),
    replay: (job, { tokens, end }, wanted) => stoppable<ReplayAnswer>({ op: 'replay', job, tokens, end }, wanted),
    async follow(job) {
      const follower = ++last
      await send<null>(follower, { op: 'follow', job }, [])
      return {
        push: (tokens, end) =>
          ask<ReplayAnswer>({ op: 'push', follower, tokens, ...(end === undefined ? {} : { end }) }),
        close: () => stop(follower),
      }
    },
    embed: (prompt, wanted) => stoppable<IntTensor>({ op: 'embed', prompt }, wanted),
  }

  /** Waits for an answer; when nobody wants it any more, for `ms` longer, and then ends the session. */
  async function patiently<T>(answer: Promise<T>, wanted: AbortSignal, ms: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const onAbort = (): void => {
      timer = setTimeout(() => {
        stopped = true
        void close()
      }, ms)
    }
    if (wanted.aborted) onAbort()
    else wanted.addEventListener('abort', onAbort, { once: true })
    try {
      const value = await answer
      wanted.throwIfAborted()
      return value
    } catch (error) {
      if (!wanted.aborted) throw error
      if (closed !== undefined) await closed
      throw wanted.reason
    } finally {
      clearTimeout(timer)
      wanted.removeEventListener('abort', onAbort)
    }
  }

  const question: LoadQuestion = {
    op: 'load',
    engine,
    options: {
      memoryBytes,
      ...(rowWork === undefined ? {} : { rowWork }),
      ...(threads === undefined ? {} : { threads }),
      ...(home === undefined ? {} : { home }),
    } satisfies EngineOptions,
    file,
  }
  try {
    const { buffer } = file
    const whole = buffer instanceof ArrayBuffer && buffer.byteLength === file.byteLength ? [buffer] : []
    const loaded = await patiently(ask<LoadAnswer>(question, whole), signal, 0)
    const { head } = loaded
    return {
      ...loaded,
      language: head.kind === 'exact' && head.language ? language : null,
      run: (inputs, wanted) =>
        turns(wanted, () => patiently(ask<RunAnswer>({ op: 'run', inputs }, []), wanted, graceMs)),
      advise: (inputs, wanted) =>
        turns(wanted, () => patiently(ask<AdviseAnswer>({ op: 'advise', inputs }, []), wanted, graceMs)),
      root: (wanted, by) => turns(by, () => patiently(ask<Uint8Array>({ op: 'root', ...wanted }, []), by, graceMs)),
      stopped: () => stopped,
      broken: () => gone !== undefined && closed === undefined,
      ended,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
