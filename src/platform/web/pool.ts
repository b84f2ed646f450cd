// Web workers for engines that share their work, where the page may share memory: the slot of core/engine/pool.ts.

import type { StartPool } from '../../core/engine/index.ts'

const LISTEN = 'onmessage = event => receive(event.data)'

const start: StartPool = (program, size) => {
  const url = URL.createObjectURL(new Blob([`${program}\n${LISTEN}`], { type: 'text/javascript' }))
  const workers = Array.from({ length: size }, () => new Worker(url, { name: 'engine thread' }))
  return {
    post: message => {
      for (const worker of workers) worker.postMessage(message)
    },
    close: () => {
      for (const worker of workers) worker.terminate()
      URL.revokeObjectURL(url)
    },
  }
}

/** Undefined where memory cannot be shared: pages that are not cross-origin isolated run on one thread. */
export const startPool: StartPool | undefined = globalThis.crossOriginIsolated ? start : undefined
