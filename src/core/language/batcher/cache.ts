// Sequences of finished jobs, kept for prompts that begin as they do. Only jobs of the same scope meet, so that the time of an answer
// tells nobody what others have asked.

import type { Sequence } from '../../engine/index.ts'
import { common } from './run.ts'
import { LEAST_SHARED } from './types.ts'

interface Entry {
  readonly scope: string
  /** One for each row. */
  readonly tokens: Int32Array
  readonly sequence: Sequence
}

export interface PrefixCache {
  readonly length: number
  /** Rows of all its sequences. */
  readonly positions: number
  /** The sequence with the longest common beginning, and its length; null where that is below LEAST_SHARED. */
  find(scope: string, tokens: readonly number[]): { sequence: Sequence; length: number } | null
  /** Takes a sequence over; `tokens` are those of its rows. */
  keep(scope: string, tokens: readonly number[], sequence: Sequence): void
  /** Lets go of what was used longest ago; false: there is nothing. */
  evict(): boolean
  clear(): void
}

export function createPrefixCache(most: number): PrefixCache {
  /** In the order of use. */
  const entries = new Set<Entry>()
  let positions = 0

  const drop = (entry: Entry): void => {
    entries.delete(entry)
    positions -= entry.tokens.length
    entry.sequence.close()
  }
  const evict = (): boolean => {
    for (const oldest of entries) {
      drop(oldest)
      return true
    }
    return false
  }

  return {
    get length() {
      return entries.size
    },
    get positions() {
      return positions
    },
    find(scope, tokens) {
      let best: Entry | null = null
      let length = LEAST_SHARED - 1
      for (const entry of entries) {
        if (entry.scope !== scope || entry.tokens.length <= length) continue
        const n = common(entry.tokens, tokens)
        if (n > length) {
          length = n
          best = entry
        }
      }
      if (best === null) return null
      entries.delete(best)
      entries.add(best)
      return { sequence: best.sequence, length }
    },
    keep(scope, tokens, sequence) {
      if (tokens.length < LEAST_SHARED || most < 1) {
        sequence.close()
        return
      }
      // What begins the new one, or is it, gives nothing more.
      for (const entry of [...entries])
        if (entry.scope === scope && common(entry.tokens, tokens) === entry.tokens.length) drop(entry)
      while (entries.size >= most) evict()
      entries.add({ scope, tokens: Int32Array.from(tokens), sequence })
      positions += tokens.length
    },
    evict,
    clear() {
      while (evict()) {}
    },
  }
}
