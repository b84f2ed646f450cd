// One job on its way through a batcher: its tokens, which of them a sequence has rows of, and the rules that choose the next.

import type { Sequence } from '../../engine/index.ts'
import type { Generation } from '../generation/index.ts'
import type { Job } from './types.ts'

export interface Run {
  readonly job: Job
  readonly generation: Generation
  /** Whose share it takes. */
  readonly key: string
  /** With whom it shares prefixes; null: with nobody. */
  readonly scope: string | null
  /** The prompt, then the answer. */
  readonly tokens: number[]
  /** Null while it waits. Has the rows of the first `sequence.length` tokens. */
  sequence: Sequence | null
  /** Has it ever run? */
  started: boolean
  cancelled: boolean
}

/** Tokens without rows. */
export const pending = (run: Run): number => run.tokens.length - (run.sequence?.length ?? 0)

/** Is its prompt still being read, or, after it had to make room, read again? */
export const isReading = (run: Run): boolean => pending(run) > 1

/** Length of the longest common beginning. */
export function common(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const most = Math.min(a.length, b.length)
  let n = 0
  while (n < most && a[n] === b[n]) n++
  return n
}
