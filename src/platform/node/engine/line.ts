// A session's way to the node that started it, as a thread or as a process. A process ends with its node, whatever ends that,
// and by itself when it has taken more memory than it was given.

import type { MessagePort } from 'node:worker_threads'
import { MEMORY_EXIT, type Question } from './messages.ts'
import type { Line } from './serve.ts'

const WATCH_MS = 50

export function openLine(port: MessagePort | null): Line {
  if (port !== null)
    return {
      onQuestion: take => void port.on('message', (question: Question) => take(question)),
      answer: (answer, bytes) => port.postMessage(answer, [...bytes]),
    }
  process.on('disconnect', () => process.exit(0))
  // Ctrl-C in a terminal goes to every process there: the node decides when its sessions end.
  process.on('SIGINT', () => {})
  watchMemory(Number(process.argv[2]))
  return {
    onQuestion: take => void process.on('message', question => take(question as Question)),
    answer: answer => void process.send!(answer),
  }
}

/** Native code asks nobody before it allocates: what the process has is looked at instead. */
function watchMemory(limit: number): void {
  const before = process.memoryUsage.rss()
  setInterval(() => {
    if (process.memoryUsage.rss() - before > limit) process.exit(MEMORY_EXIT)
  }, WATCH_MS).unref()
}
