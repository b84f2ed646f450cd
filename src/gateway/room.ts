// What every route of the gateway has at hand, and the types of its Hono app.

import type { Context, Hono } from 'hono'
import type { Hex } from '../core/bytes/index.ts'
import type { ErrorCode } from '../core/errors/index.ts'
import type { OpenAi } from '../openai/index.ts'
import type { Backend } from './backend.ts'
import type { Metrics } from './metrics.ts'
import type { Readers } from './readers.ts'
import type { Settings } from './settings.ts'

export interface Variables {
  requestId: string
  /** The route's pattern: bounded in number, for metrics and logs. */
  route: string
  /** Facts for the log line. */
  code: ErrorCode | undefined
  error: unknown
  receipt: Hex | undefined
}

export type Env = { Variables: Variables }
export type App = Hono<Env>
export type Call = Context<Env>

export interface Room {
  readonly backend: Backend
  readonly settings: Settings
  readonly metrics: Metrics
  readonly readers: Readers
  /** The surface for language models. */
  readonly openai: OpenAi
}

/** The path as the client wrote it, percent signs and all. */
export const rawPath = (c: Call): string => new URL(c.req.raw.url).pathname

/** Decodes a path's remainder segment by segment, so that `%2F` and `/` in a model reference mean the same; null: malformed. */
export function decodePath(rest: string): string[] | null {
  try {
    return rest
      .split('/')
      .map(segment => decodeURIComponent(segment))
      .join('/')
      .split('/')
  } catch {
    return null
  }
}
