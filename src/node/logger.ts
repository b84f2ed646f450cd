// Structured log: one JSON object a line. spec/node.md, "Log lines". Facts are small and printable; keys, prompts and answers
// are never among them.

import { RefusalError, WorldError } from '../core/errors/index.ts'

export type Level = 'debug' | 'info' | 'warn' | 'error'
export type LogFacts = Readonly<Record<string, unknown>>
export type Sink = (line: string) => void

export interface Logger {
  (level: Level, message: string, facts?: LogFacts): void
  /** A logger whose lines all carry these facts. */
  with(facts: LogFacts): Logger
}

const ORDER: readonly Level[] = ['debug', 'info', 'warn', 'error']

export interface LoggerOptions {
  /** Lines below it are dropped; by default `info`. */
  readonly level?: Level
  /** By default standard error. */
  readonly sink?: Sink
  readonly now?: () => number
}

export function createLogger(options: LoggerOptions = {}, always: LogFacts = {}): Logger {
  const least = ORDER.indexOf(options.level ?? 'info')
  const sink = options.sink ?? (line => void process.stderr.write(line))
  const now = options.now ?? Date.now
  const log = (level: Level, message: string, facts: LogFacts = {}): void => {
    if (ORDER.indexOf(level) < least) return
    const entry: Record<string, unknown> = { time: new Date(now()).toISOString(), level, message }
    for (const [name, value] of Object.entries({ ...always, ...facts })) entry[name] = printable(value)
    sink(`${JSON.stringify(entry)}\n`)
  }
  return Object.assign(log, { with: (facts: LogFacts) => createLogger(options, { ...always, ...facts }) })
}

/** An error by code and message, a bigint as text, everything else as JSON has it. */
function printable(value: unknown): unknown {
  if (value instanceof RefusalError || value instanceof WorldError) {
    return { code: value.code, message: value.message, ...causeOf(value) }
  }
  if (value instanceof Error) return { message: value.message, ...causeOf(value) }
  return typeof value === 'bigint' ? value.toString() : value
}

const causeOf = (error: Error): { cause?: string } => (error.cause === undefined ? {} : { cause: String(error.cause) })
