// What a gateway is given beside its backend: limits, clock, randomness, a place for log lines. spec/gateway.md, "Limits".
// It reads no environment and no files: the node or the CLI fills this in.

import type { Network } from '../client/network.ts'
import type { ErrorCode } from '../core/errors/index.ts'
import type { Random } from '../core/receipt/index.ts'
import type { OpenAiLimits } from '../openai/index.ts'
import { type Page, pageOf } from './page.ts'

export interface Limits {
  /** Bytes of a request body, and of the JSON in it. */
  readonly bodyBytes: number
  readonly jsonBytes: number
  /** Pieces in which a body may arrive. */
  readonly bodyChunks: number
  /** Brackets inside brackets. */
  readonly nesting: number
  /** Milliseconds to receive a body, to run an inference, and for everything else. */
  readonly bodyMs: number
  readonly inferMs: number
  readonly readMs: number
  /** Requests in work at once, and inferences among them. Over it, `busy`. */
  readonly requests: number
  readonly inferences: number
  /** Calls of the OpenAI surface in work at once, streams included; over it, `busy`. Milliseconds that one may take in all. */
  readonly generations: number
  readonly streamMs: number
  /** Language models whose tokenizer and template are kept read. */
  readonly languages: number
  /** Opened receipts of unsigned requests that are remembered: bytes, and milliseconds. */
  readonly keptBytes: number
  readonly keptMs: number
  /** Seconds until the deadline of the requests that the gateway makes for plain callers. */
  readonly deadlineSeconds: number
}

export const LIMITS: Limits = {
  bodyBytes: 16 << 20,
  jsonBytes: 8 << 20,
  bodyChunks: 1 << 15,
  nesting: 64,
  bodyMs: 30_000,
  inferMs: 120_000,
  readMs: 15_000,
  requests: 128,
  inferences: 16,
  generations: 256,
  streamMs: 600_000,
  languages: 8,
  keptBytes: 32 << 20,
  keptMs: 3_600_000,
  deadlineSeconds: 300,
}

/** One line a request. Holds no body, no query, no header. */
export interface LogEntry {
  readonly requestId: string
  readonly method: string
  readonly route: string
  readonly path: string
  readonly status: number
  readonly ms: number
  readonly code?: ErrorCode
  readonly receipt?: string
  /** What went wrong inside, for the operator only: it never leaves the gateway. */
  readonly error?: unknown
}

export interface GatewayOptions {
  /** Of the program, shown in metadata. */
  readonly version: string
  /** Served at /network.json; null: there is none to show. */
  readonly network: Network | null
  /** HTML served at /verify; null or left out: there is none. */
  readonly page?: string | null
  readonly limits?: Partial<Limits>
  /** Unix milliseconds. */
  readonly now?: () => number
  readonly random?: Random
  readonly log?: (entry: LogEntry) => void
  /** Further metrics in Prometheus text, appended to the gateway's own. */
  readonly metrics?: () => Promise<string>
  /** Bounds of the OpenAI surface. */
  readonly openai?: Partial<OpenAiLimits>
  /** 32 bytes under which reader tokens are made; random where absent, so that tokens end with the process. */
  readonly readerKey?: Uint8Array
}

export interface Settings {
  readonly version: string
  readonly network: Network | null
  readonly page: Page | null
  readonly limits: Limits
  readonly now: () => number
  readonly random: Random
  readonly log: (entry: LogEntry) => void
  readonly metrics: (() => Promise<string>) | null
  readonly openai: Partial<OpenAiLimits>
  readonly readerKey: Uint8Array
}

const webRandom: Random = length => globalThis.crypto.getRandomValues(new Uint8Array(length))

export function settle(options: GatewayOptions): Settings {
  const random = options.random ?? webRandom
  const readerKey = options.readerKey ?? random(32)
  if (readerKey.length !== 32) throw new RangeError('readerKey: 32 bytes expected')
  return {
    version: options.version,
    network: options.network,
    page: typeof options.page === 'string' ? pageOf(options.page) : null,
    limits: { ...LIMITS, ...options.limits },
    now: options.now ?? Date.now,
    random,
    log: options.log ?? (() => {}),
    metrics: options.metrics ?? null,
    openai: options.openai ?? {},
    readerKey,
  }
}
