// Worker threads for engines that share their work: the slot of core/engine/pool.ts.

import { Worker } from 'node:worker_threads'
import type { StartPool } from '../../core/engine/index.ts'

const LISTEN = "require('node:worker_threads').parentPort.on('message', globalThis.receive)"

export const startPool: StartPool = (program, size) => {
  const workers = Array.from({ length: size }, () => {
    const worker = new Worker(`${program}\n${LISTEN}`, { eval: true, env: {}, execArgv: [], name: 'engine thread' })
    // Idle threads keep no program alive.
    worker.unref()
    return worker
  })
  return {
    post: message => {
      for (const worker of workers) worker.postMessage(message)
    },
    close: () => {
      for (const worker of workers) void worker.terminate()
    },
  }
}
