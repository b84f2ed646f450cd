// Starts the program of an engine session, as a thread or a process, and ends it at once where it must. spec/node.md, "Engine
// sessions". What it carries are messages.ts.

import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { RefusalError, WorldError } from '../../../core/errors/index.ts'
import { type Answer, MEMORY_EXIT, type Question } from './messages.ts'

export interface Carrier {
  /** `bytes` are given away where the carrier can. */
  ask(question: Question, bytes: readonly ArrayBuffer[]): void
  onAnswer(take: (answer: Answer) => void): void
  /** Called once, when the program has ended for whatever reason, with what is known of it. */
  onEnd(take: (error: Error) => void): void
  /** Ends the program now, in the middle of what it does. */
  kill(): Promise<void>
}

export interface CarrierOptions {
  readonly kind: 'thread' | 'process'
  readonly memoryBytes: number
  /** Another program than this one's own, for tests. */
  readonly program?: URL
}

/** Beside this file in the sources, in the bundle by its own name: entries and chunks lie in one directory. */
const PROGRAM = new URL(import.meta.url.endsWith('.ts') ? 'program.ts' : 'engine-session.mjs', import.meta.url)

/** Of the surrounding environment a session gets what programs need to start, and none of its secrets. */
const KEPT = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'TMPDIR', 'SystemRoot']

const environment = (): Record<string, string> =>
  Object.fromEntries(KEPT.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))

const ended = (why: string, cause?: unknown): WorldError =>
  new WorldError('engine_failed', `the engine ended while it worked: ${why}`, cause === undefined ? {} : { cause })

const tooLarge = (limit: number): RefusalError =>
  new RefusalError('memory_exceeded', `the model takes more than ${limit} bytes of memory here`, { facts: { limit } })

export const startCarrier = (options: CarrierOptions): Carrier =>
  options.kind === 'thread' ? startThread(options) : startProcess(options)

function startThread({ memoryBytes, program = PROGRAM }: CarrierOptions): Carrier {
  const worker = new Worker(program, {
    env: environment(),
    execArgv: [],
    name: 'engine session',
    // Beside it what WebAssembly and typed arrays take, which engines bound themselves.
    resourceLimits: { maxOldGenerationSizeMb: Math.max(64, Math.ceil(memoryBytes / 2 ** 20)) },
  })
  // An idle session keeps no program alive.
  worker.unref()
  let failure: NodeJS.ErrnoException | undefined
  worker.on('error', error => {
    failure = error as NodeJS.ErrnoException
  })
  return {
    ask: (question, bytes) => worker.postMessage(question, [...bytes]),
    onAnswer: take => void worker.on('message', (answer: Answer) => take(answer)),
    onEnd: take =>
      void worker.once('exit', code => {
        if (failure?.code === 'ERR_WORKER_OUT_OF_MEMORY') take(tooLarge(memoryBytes))
        else take(ended(failure === undefined ? `exit code ${code}` : failure.message, failure))
      }),
    kill: async () => void (await worker.terminate()),
  }
}

function startProcess({ memoryBytes, program = PROGRAM }: CarrierOptions): Carrier {
  const child = fork(fileURLToPath(program), [String(memoryBytes)], {
    env: environment(),
    execArgv: [],
    serialization: 'advanced',
    // What native code complains of goes where the node's own messages go.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.unref()
  child.channel?.unref()
  const exited = new Promise<Error>(resolve => {
    child.once('error', error => resolve(ended(error.message, error)))
    child.once('exit', (code, signal) => {
      if (code === MEMORY_EXIT) resolve(tooLarge(memoryBytes))
      else resolve(ended(signal === null ? `exit code ${code}` : `signal ${signal}`))
    })
  })
  return {
    // A message that cannot be sent any more goes to a program that has ended: `onEnd` says so.
    ask: question => void child.send(question, () => {}),
    onAnswer: take => void child.on('message', answer => take(answer as Answer)),
    onEnd: take => void exited.then(take),
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
