// The suite's side of a runner process: starts it, asks it one thing at a time, ends it.

import { type ChildProcess, fork } from 'node:child_process'
import type { Answers, Question, Reply } from './messages.ts'

export class Runner<
  Q extends { readonly ask: string } = Question,
  A extends Readonly<Record<string, unknown>> = Readonly<Record<string, unknown>> & Answers,
> {
  private readonly child: ChildProcess
  private readonly progress: (text: string) => void

  constructor(script: string, progress: (text: string) => void, node = process.execPath) {
    this.progress = progress
    this.child = fork(script, [], {
      execPath: node,
      execArgv: ['--max-old-space-size=12288'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
  }

  ask<K extends Q['ask'] & keyof A>(question: Extract<Q, { ask: K }>, signal?: AbortSignal): Promise<A[K]> {
    const { child } = this
    return new Promise((resolve, reject) => {
      const done = (): void => {
        child.off('message', take)
        child.off('exit', end)
        signal?.removeEventListener('abort', stop)
      }
      const take = (reply: Reply): void => {
        if (reply.kind === 'progress') {
          this.progress(reply.text)
          return
        }
        done()
        if (reply.kind === 'answer') resolve(reply.value as A[K])
        else reject(new Error(reply.message))
      }
      const end = (code: number | null, name: string | null): void => {
        done()
        reject(new Error(`the runner ended with ${name ?? code}`))
      }
      const stop = (): void => {
        done()
        child.kill('SIGKILL')
        reject(signal?.reason as Error)
      }
      child.on('message', take)
      child.once('exit', end)
      signal?.addEventListener('abort', stop)
      if (child.exitCode !== null || child.signalCode !== null) end(child.exitCode, child.signalCode)
      else child.send(question as object)
    })
  }

  async close(): Promise<void> {
    const { child } = this
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
    child.kill('SIGKILL')
    await ended
  }
}
