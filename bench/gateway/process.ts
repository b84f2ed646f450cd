// Starts the process that calls, and waits for what it has heard.

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
