// How every command of the CLI behaves: --help, --json (one object on stdout, everything else on stderr), exit codes of
// spec/errors.md, Ctrl-C. A command returns what it found; this file decides how that is shown.

import { parseArgs } from 'node:util'
import { ERRORS, type ErrorCode, RefusalError, WorldError } from '../../../core/errors/index.ts'
import { Home, resolveHome } from './home.ts'
import { Settings } from './settings.ts'

export interface Option {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  /** May be given several times. */
  readonly multiple?: boolean
  readonly value?: string
  readonly description: string
}

export interface Answer {
  /** Printed with --json, as one object on one line. */
  readonly json: Record<string, unknown>
  /** Printed otherwise. */
  readonly text: string
  /** The answer is a refusal (a verdict that is not ok): exit code 1. */
  readonly refused?: boolean
}

export interface Context {
  /** Positional arguments. */
  readonly words: readonly string[]
  readonly flag: (name: string) => string | undefined
  readonly flags: (name: string) => readonly string[]
  readonly on: (name: string) => boolean
  readonly json: boolean
  readonly home: Home
  readonly settings: Settings
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  readonly progress: (text: string) => void
}

export interface Command {
  readonly name: string
  readonly summary: string
  /** What follows the name, e.g. `FILE [--labels PATH]`. */
  readonly usage: string
  readonly details?: string
  readonly options: Readonly<Record<string, Option>>
  /** How many positional arguments: [least, most]. */
  readonly words: readonly [number, number]
  readonly run: (context: Context) => Promise<Answer | null>
}

const COMMON: Readonly<Record<string, Option>> = {
  json: { type: 'boolean', description: 'one JSON object on stdout' },
  home: { type: 'string', value: 'DIR', description: 'data directory (ASSAY_HOME, ~/.assay)' },
  network: { type: 'string', value: 'NAME', description: 'devnet, a pinned name, a path or a URL (ASSAY_NETWORK)' },
  help: { type: 'boolean', short: 'h', description: 'this text' },
}

/**
 * Text for a terminal. Labels, endpoints, engine names and messages come from strangers: what a terminal would obey, or what
 * reorders a line, is shown as its code.
 */
export const forTerminal = (text: string): string =>
  text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, c =>
    c === '\n' || c === '\t' ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** JSON on one line, without the control characters that JSON leaves as they are. */
const jsonLine = (value: unknown): string =>
  `${JSON.stringify(value).replace(/[\x7f-\x9f]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`

/** Wrong use of the command line. */
export function usage(message: string, hint?: string): never {
  throw new RefusalError('usage', message, hint === undefined ? {} : { hint })
}

export function helpOf(command: Command): string {
  const all = { ...command.options, ...COMMON }
  const names = Object.entries(all).map(([name, option]) => ({
    left: `${option.short === undefined ? '    ' : `-${option.short}, `}--${name}${option.value === undefined ? '' : ` ${option.value}`}`,
    right: option.description,
  }))
  const width = Math.max(...names.map(({ left }) => left.length))
  return [
    `assay ${command.name} ${command.usage}`.trimEnd(),
    '',
    command.summary,
    ...(command.details === undefined ? [] : ['', command.details]),
    '',
    'Options',
    ...names.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`),
  ].join('\n')
}

interface Failure {
  readonly ok: false
  readonly code: ErrorCode
  readonly message: string
  readonly hint?: string
}

export function failureOf(error: unknown): Failure {
  if (error instanceof RefusalError || error instanceof WorldError) {
    return {
      ok: false,
      code: error.code,
      message: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    }
  }
  if (error instanceof Error && error.name === 'AbortError')
    return { ok: false, code: 'interrupted', message: 'interrupted' }
  const { code: system, path } = (error ?? {}) as NodeJS.ErrnoException
  if (typeof path === 'string' && typeof system === 'string' && /^E[A-Z]+$/.test(system)) {
    return {
      ok: false,
      code: 'file_not_found',
      message: `${path}: cannot be read or written (${system})`,
      hint: 'Check that it is where it should be, that you may use it, and that the disk has room.',
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  return {
    ok: false,
    code: 'internal',
    message,
    hint: 'This is a defect of Assay. ASSAY_DEBUG=1 shows where it happened.',
  }
}

export function reportFailure(error: unknown, json: boolean): number {
  const failure = failureOf(error)
  if (process.env['ASSAY_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  if (json) process.stdout.write(jsonLine(failure))
  else
    process.stderr.write(
      forTerminal(`${failure.code}: ${failure.message}\n${failure.hint === undefined ? '' : `  ${failure.hint}\n`}`),
    )
  return ERRORS[failure.code].exit
}

/** Runs a command on its arguments and gives the exit code. */
export async function runCommand(command: Command, argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json')
  const abort = new AbortController()
  const interrupt = (): void => {
    if (abort.signal.aborted) process.exit(130)
    abort.abort(Object.assign(new Error('interrupted'), { name: 'AbortError' }))
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  try {
    const options = Object.fromEntries(
      Object.entries({ ...command.options, ...COMMON }).map(([name, { type, short, multiple }]) => [
        name,
        { type, ...(short === undefined ? {} : { short }), ...(multiple === undefined ? {} : { multiple }) },
      ]),
    )
    let parsed: { values: Record<string, unknown>; positionals: string[] }
    try {
      parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true }) as typeof parsed
    } catch (error) {
      return reportFailure(
        new RefusalError('usage', (error as Error).message, { hint: `assay ${command.name} --help` }),
        json,
      )
    }
    if (parsed.values['help'] === true) {
      process.stdout.write(`${helpOf(command)}\n`)
      return 0
    }
    const [least, most] = command.words
    if (parsed.positionals.length < least || parsed.positionals.length > most) {
      usage(
        `assay ${command.name}: ${parsed.positionals.length} arguments, ${least === most ? least : `${least} to ${most}`} expected`,
        `assay ${command.name} ${command.usage}`,
      )
    }
    const flags = parsed.values
    const home = new Home(resolveHome(flags['home'] as string | undefined))
    const answer = await command.run({
      words: parsed.positionals,
      flag: name => flags[name] as string | undefined,
      flags: name => (flags[name] as string[] | undefined) ?? [],
      on: name => flags[name] === true,
      json,
      home,
      settings: new Settings(home, flags as Record<string, string | undefined>),
      signal: abort.signal,
      progress: text => process.stderr.write(`${text}\n`),
    })
    if (answer === null) return 0
    process.stdout.write(json ? jsonLine(answer.json) : `${forTerminal(answer.text)}\n`)
    return answer.refused === true ? 1 : 0
  } catch (error) {
    return reportFailure(abort.signal.aborted ? abort.signal.reason : error, json)
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}
