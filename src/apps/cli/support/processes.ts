// Child processes of `up`: started with their output in a log file, known to be ready by one JSON line on stdout, stopped by
// closing their standard input. A child whose parent dies sees its input end and stops by itself.

import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'
import { ERRORS, type ErrorCode, WorldError } from '../../../core/errors/index.ts'

export interface Child {
  readonly name: string
  readonly pid: number
  readonly process: ChildProcess
  /** What the child said when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>
  /** Settles with the exit code or signal when the child has ended. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

const STOP_TIMEOUT = 12_000

const lastLines = (path: string, count: number): string => {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
  } catch {
    return ''
  }
}

/** Why a child ended before it was ready: its own words, where the last of them are a code and a message. */
function failureOf(name: string, how: string, log: string): WorldError {
  const lines = lastLines(log, 5)
  const hint = `Its log: ${log}`
  const said = [...lines.matchAll(/^([a-z_]+): (.+)$/gm)].findLast(([, code]) => Object.hasOwn(ERRORS, code!))
  if (said !== undefined) return new WorldError(said[1] as ErrorCode, `${name}: ${said[2]}`, { hint })
  return new WorldError('internal', `${name} ended (${how}) before it was ready:\n${lines}`, { hint })
}

/** Starts `node script args...` and waits until its first line of stdout, which must be a JSON object. */
export async function startChild(
  name: string,
  script: string,
  args: readonly string[],
  options: {
    readonly log: string
    readonly env?: NodeJS.ProcessEnv
    readonly timeout: number
    readonly signal: AbortSignal
  },
): Promise<Child> {
  mkdirSync(dirname(options.log), { recursive: true })
  const log = createWriteStream(options.log, { flags: 'a' })
  // A group of its own: Ctrl-C in the terminal reaches the parent alone, which then stops its children in order.
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...options.env },
  })
  child.stderr.pipe(log)
  child.stdin.on('error', () => {})
  const ended = new Promise<string>(resolve => {
    child.once('exit', (code, signal) => resolve(signal ?? String(code)))
    child.once('error', error => resolve(error.message))
  })
  const stop = async (): Promise<void> => {
    child.stdin.end()
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT)
    await ended
    clearTimeout(timer)
  }
  let timer: NodeJS.Timeout | undefined
  try {
    const line = await Promise.race([
      firstLine(child),
      ended.then(async how => {
        // What it said last is still on its way into the log.
        await finished(log).catch(() => {})
        throw failureOf(name, how, options.log)
      }),
      new Promise<never>((_, reject) => {
        timer = setTimeout(
          () =>
            reject(
              new WorldError('timeout', `${name} was not ready within ${options.timeout} ms`, {
                hint: `Its log: ${options.log}`,
              }),
            ),
          options.timeout,
        )
      }),
      new Promise<never>((_, reject) => {
        if (options.signal.aborted) reject(options.signal.reason)
        options.signal.addEventListener('abort', () => reject(options.signal.reason), { once: true })
      }),
    ])
    child.stdout.resume()
    return { name, pid: child.pid!, process: child, ready: JSON.parse(line), ended, stop }
  } catch (error) {
    await stop()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise(resolve => {
    let text = ''
    const read = (chunk: Buffer): void => {
      text += chunk.toString('utf8')
      const end = text.indexOf('\n')
      if (end < 0) return
      child.stdout!.off('data', read)
      resolve(text.slice(0, end))
    }
    child.stdout!.on('data', read)
  })
}

/** Runs `node script args...` to its end and gives its standard output. */
export async function runChild(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env, signal })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', chunk => (stdout += chunk))
  child.stderr.on('data', chunk => (stderr += chunk))
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve(code ?? 1))
  })
  return { code, stdout, stderr }
}
