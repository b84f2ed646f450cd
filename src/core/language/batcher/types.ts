// What goes into a batcher and comes out of it: spec/sampler.md, "Batches".

import type { ErrorCode } from '../../errors/index.ts'
import type { Finish } from '../generation/index.ts'
import type { Sampler, TokenLogprobs } from '../sampler/index.ts'

export interface Job {
  /** Unique among those that are not done. */
  readonly id: string
  readonly prompt: readonly number[]
  readonly sampler: Sampler
  /** 32 bytes. */
  readonly seed: Uint8Array
  /** Whose share of the rows it takes, and whose prefixes it may use. Jobs without one share a share and never a prefix. */
  readonly key?: string
  /** Jobs with the same scope use each other's prefixes; default: the key. null: it neither uses nor leaves any. */
  readonly cacheScope?: string | null
  /** Log probabilities of each token and of so many likeliest ones, 0 to 20; absent: none. */
  readonly logprobs?: number
}

export type BatchEvent =
  | {
      readonly id: string
      readonly type: 'started'
      /** Rows of the prompt that other sequences gave. */
      readonly cacheUsed: number
    }
  | {
      readonly id: string
      readonly type: 'tokens'
      readonly tokens: readonly number[]
      /** One for each token, where the job asked for them. */
      readonly logprobs?: readonly TokenLogprobs[]
    }
  | {
      readonly id: string
      readonly type: 'end'
      /** `truncated`: it was cancelled. */
      readonly finish: Finish | 'truncated'
    }
  | {
      readonly id: string
      readonly type: 'failed'
      readonly code: ErrorCode
      readonly message: string
      /** What was thrown, for logs. */
      readonly error: unknown
    }

export interface BatchLimits {
  /** Jobs that run at a time. */
  readonly sequences: number
  /** Rows that all sequences, those of the cache as well, may have together. */
  readonly positions: number
  /** Rows of one step. */
  readonly rows: number
  /** Rows of one job in one step while its prompt is read. */
  readonly chunk: number
  /** Jobs that wait, and those of one key among them. */
  readonly waiting: number
  readonly waitingPerKey: number
  /** Sequences that are kept for their prefixes. */
  readonly cached: number
}

export const DEFAULT_BATCH_LIMITS: BatchLimits = {
  sequences: 32,
  positions: 1 << 18,
  rows: 256,
  chunk: 128,
  waiting: 1024,
  waitingPerKey: 128,
  cached: 32,
}

/** Prefixes that are shorter are computed again: a fork costs more than they do. */
export const LEAST_SHARED = 16

export interface BatchCounts {
  readonly running: number
  readonly waiting: number
  readonly cached: number
  /** Rows of all sequences. */
  readonly positions: number
}
