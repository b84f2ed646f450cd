// Starts the processes of the suite `gateway`: the one that calls, and the one that streams.

import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Called, Calls } from './messages.ts'

export interface Caller {
  call(calls: Calls): Promise<Called>
  stop(): void
}

/** `bundle` is the folder where the suite's programs lie. */
export function startCaller(bundle: string): Caller {
  const child = fork(join(bundle, 'gateway/caller.mjs'), { execArgv: [] })
  return {
    call: calls =>
      new Promise((resolve, reject) => {
        const ended = (): void => reject(new Error('the caller has ended'))
        child.once('exit', ended)
        child.once('message', (message: Called | { failed: string }) => {
          child.off('exit', ended)
          if ('failed' in message) reject(new Error(message.failed))
          else resolve(message)
        })
        child.send(calls)
      }),
    stop: () => void child.kill(),
  }
}

export interface Stub {
  /** An OpenAI-compatible base address. */
  readonly url: string
  stop(): void
}

export async function startStub(bundle: string): Promise<Stub> {
  const child = fork(join(bundle, 'gateway/stub.mjs'), { execArgv: [] })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', port => resolve(port as number))
    child.once('exit', () => reject(new Error('the stub has ended')))
  })
  return { url: `http://127.0.0.1:${port}/v1`, stop: () => void child.kill() }
}
