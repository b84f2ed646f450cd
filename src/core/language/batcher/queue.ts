// Jobs that wait: in turn between keys, in order within one.

import type { Run } from './run.ts'

export interface Queue {
  readonly length: number
  lengthOf(key: string): number
  add(run: Run): void
  /** Back to the head of its key, and its key to the head: it has waited before. */
  putBack(run: Run): void
  remove(run: Run): void
  /** The first head that may go, key by key; its key then goes to the end. */
  next(may: (run: Run) => boolean): Run | null
}

export function createQueue(): Queue {
  /** In the order of turns. */
  let keys = new Map<string, Run[]>()
  let length = 0
  return {
    get length() {
      return length
    },
    lengthOf: key => keys.get(key)?.length ?? 0,
    add(run) {
      const line = keys.get(run.key)
      if (line === undefined) keys.set(run.key, [run])
      else line.push(run)
      length++
    },
    putBack(run) {
      const line = keys.get(run.key) ?? []
      line.unshift(run)
      keys.delete(run.key)
      keys = new Map([[run.key, line], ...keys])
      length++
    },
    remove(run) {
      const line = keys.get(run.key)
      const at = line?.indexOf(run) ?? -1
      if (line === undefined || at < 0) return
      line.splice(at, 1)
      if (line.length === 0) keys.delete(run.key)
      length--
    },
    next(may) {
      for (const [key, line] of keys) {
        const run = line[0]!
        if (!may(run)) continue
        line.shift()
        keys.delete(key)
        if (line.length > 0) keys.set(key, line)
        length--
        return run
      }
      return null
    },
  }
}
