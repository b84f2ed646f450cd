// A limit of time around one piece of work. The caller is answered when it is over, whether or not the work listens.

import { WorldError } from '../core/errors/index.ts'

/**
 * Runs `work` with a signal that is aborted after `ms` or when `parent` is, and rejects then with `timeout` or `interrupted`.
 */
export function within<T>(ms: number, parent: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  return new Promise<T>((resolve, reject) => {
    const end = (error: WorldError): void => {
      controller.abort(error)
      reject(error)
    }
    const onAbort = (): void => end(new WorldError('interrupted', 'the caller went away'))
    const timer = setTimeout(() => end(new WorldError('timeout', `took longer than ${ms} ms`)), ms)
    if (parent.aborted) onAbort()
    else parent.addEventListener('abort', onAbort, { once: true })
    // Started in any case: who is called always learns of the signal, and always comes to an end.
    Promise.resolve()
      .then(() => work(controller.signal))
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer)
        parent.removeEventListener('abort', onAbort)
      })
  })
}
