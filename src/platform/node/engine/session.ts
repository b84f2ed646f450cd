// An engine session as its node sees it: a model in a program of its own, which runs one input after the other, can be stopped
// in the middle of a run, and is answered for when it breaks. spec/node.md, "Engine sessions".

import { isFloatFile } from '../../../core/float/index.ts'
import type { RunTensor } from '../../../core/receipt/index.ts'
import { carrierOf, type EngineName, type EngineOptions, FLOAT_ENGINE } from '../engines.ts'
import { startCarrier } from './carrier.ts'
import {
  type Answer,
  errorOf,
  type LoadAnswer,
  type LoadQuestion,
  type ModelHead,
  type RunAnswer,
  type RunQuestion,
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
  /** Has it been ended because a run was not wanted any more? Whoever waited behind that run asks a new session. */
  stopped(): boolean
  /** Has its program ended by itself? */
  broken(): boolean
  /** Resolves when the session has ended, by itself or by `close`. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

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

export const sessionOpener =
  (options: SessionOptions): OpenSession =>
  (file, signal) =>
    open(options, file, signal)

async function open(options: SessionOptions, file: Uint8Array, signal: AbortSignal): Promise<EngineSession> {
  signal.throwIfAborted()
  const { memoryBytes, rowWork, threads, home, graceMs, program } = options
  const engine = isFloatFile(file) ? FLOAT_ENGINE : options.engine
  const carrier = startCarrier({ kind: carrierOf(engine), memoryBytes, ...(program === undefined ? {} : { program }) })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  let gone: Error | undefined
  let closed: Promise<void> | undefined
  let stopped = false
  const turns = makeTurns()

  carrier.onAnswer((answer: Answer) => {
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
  const ask = <T>(question: LoadQuestion | RunQuestion, bytes: ArrayBuffer[]): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (gone !== undefined) return reject(gone)
      const id = ++last
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      carrier.ask({ ...question, id }, bytes)
    })

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
    return {
      ...loaded,
      run: (inputs, wanted) =>
        turns(wanted, () => patiently(ask<RunAnswer>({ op: 'run', inputs }, []), wanted, graceMs)),
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
