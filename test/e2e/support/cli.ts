// The CLI as a user runs it: the built program in a process of its own, with a home directory of its own and no setting of
// the surrounding environment. Ports are this test's own, below those that the system gives to outgoing connections.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
export const digits = (name: string): string => join(root, 'models/digits', name)

export const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Waits until `probe` gives something else than null, undefined or false. */
export async function until<T>(
  what: string,
  timeoutMs: number,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  pauseMs = 50,
): Promise<T> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const value = await probe()
    if (value !== null && value !== undefined && value !== false) return value
    if (Date.now() > end) throw new Error(`${what}: not within ${timeoutMs} ms`)
    await pause(pauseMs)
  }
}

let entry: Promise<string> | undefined

/** Path of the built program. Where a source is newer than the build it is built again, by one process at a time. */
export function builtCli(): Promise<string> {
  entry ??= (async () => {
    const { isFresh, ensureBuilt } = await import(new URL('scripts/build.mjs', new URL(`file://${root}`)).href)
    const path = join(root, 'dist/bin/assay.mjs')
    const lock = join(root, 'dist/.building')
    mkdirSync(join(root, 'dist'), { recursive: true })
    await until('a build by somebody else', 60_000, async () => {
      if (isFresh() && !existsSync(lock)) return true
      // A lock that nobody has touched for two minutes was left behind.
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 120_000) rmSync(lock, { force: true })
      try {
        closeSync(openSync(lock, 'wx'))
      } catch {
        return false
      }
      try {
        await ensureBuilt()
        return true
      } finally {
        rmSync(lock, { force: true })
      }
    })
    return path
  })()
  return entry
}

const directories: string[] = []
process.on('exit', () => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true })
})

/** A new directory, gone when this process ends. */
export function temporary(what = 'home'): string {
  const directory = mkdtempSync(join(tmpdir(), `assay-e2e-${what}-`))
  directories.push(directory)
  return directory
}

export interface Ports {
  readonly chain: number
  /** First of ten. */
  readonly gateway: number
  /** First of ten. */
  readonly peer: number
}

const BLOCK = 32
const LOWEST = 10_240
const HIGHEST = 28_000
let tried = 0

/** Ports that are free now. Blocks differ between processes, so that two test workers do not choose the same. */
export async function freePorts(): Promise<Ports> {
  const blocks = Math.floor((HIGHEST - LOWEST) / BLOCK)
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = LOWEST + ((process.pid * 7 + tried++) % blocks) * BLOCK
    const all = Array.from({ length: 21 }, (_, i) => first + i)
    if ((await Promise.all(all.map(isFree))).every(Boolean))
      return { gateway: first, peer: first + 10, chain: first + 20 }
  }
  throw new Error('no free ports')
}

/** Can this port be listened on? */
export function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

export interface Process {
  readonly pid: number
  /** Everything that belongs to this directory or has this pid, except this test. */
  readonly args: string
}

/** Processes whose command line names the directory: nodes and chains of a home. */
export function processesOf(directory: string): Process[] {
  const out = execFileSync('ps', ['-axww', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 8 << 20 })
  return out
    .split('\n')
    .map(line => /^\s*(\d+)\s+(.*)$/.exec(line))
    .filter(match => match !== null)
    .map(([, pid, args]) => ({ pid: Number(pid), args: args! }))
    .filter(({ pid, args }) => pid !== process.pid && args.includes(directory))
}

/** Fails where a process of the home lives on or one of its ports is taken. A socket may take a moment to close. */
export async function expectNothingLeft(home: string, { chain, gateway, peer }: Ports): Promise<void> {
  await until('the end of all processes', 3_000, () => processesOf(home).length === 0).catch(() => {})
  expect(processesOf(home)).toEqual([])
  const ports = [chain, ...[0, 1, 2, 9].flatMap(i => [gateway + i, peer + i])]
  const taken = (await Promise.all(ports.map(async port => ((await isFree(port)) ? [] : [port])))).flat()
  expect(taken).toEqual([])
}

export interface CallOptions {
  readonly home?: string
  readonly env?: Record<string, string>
  readonly cwd?: string
  readonly input?: string
  readonly timeoutMs?: number
}

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly ms: number
}

/** What a user has who has set nothing. */
export function environment({ home, env }: CallOptions): NodeJS.ProcessEnv {
  const { PATH, TMPDIR } = process.env
  return {
    PATH,
    HOME: home ?? '/nonexistent',
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    ...(home === undefined ? {} : { ASSAY_HOME: home }),
    ...env,
  }
}

/** Runs a program of Node to its end; one that takes too long is killed, and that is a failure. */
export async function runNode(script: string, args: readonly string[], options: CallOptions = {}): Promise<Ended> {
  const started = performance.now()
  const { timeoutMs = 60_000 } = options
  const child = spawn(process.execPath, [script, ...args], {
    cwd: options.cwd ?? root,
    env: environment(options),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdin.on('error', () => {})
  child.stdin.end(options.input ?? '')
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
  const code = await ended(child)
  clearTimeout(timer)
  const ms = performance.now() - started
  if (ms >= timeoutMs) throw new Error(`${args.join(' ')}: killed after ${timeoutMs} ms\n${stderr.slice(-2000)}`)
  return { code, stdout, stderr, ms }
}

export const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve(code))
  })

/** `assay ARGS...` */
export const assay = async (args: readonly string[], options: CallOptions = {}): Promise<Ended> =>
  runNode(await builtCli(), args, options)

// biome-ignore lint/suspicious/noExplicitAny: JSON of the CLI, whose shape is what the tests check
export type Json = any

/** The one JSON object that a command prints under --json; anything else on stdout is a failure. */
export function oneObject({ stdout, stderr, code }: Ended): Json {
  const lines = stdout.split('\n')
  if (lines.length !== 2 || lines[1] !== '')
    throw new Error(
      `stdout is not one line (exit ${code}): ${JSON.stringify(stdout.slice(0, 500))}\n${stderr.slice(-2000)}`,
    )
  const value: unknown = JSON.parse(lines[0]!)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`not an object: ${lines[0]}`)
  return value
}

/** `assay ARGS... --json` that is expected to end with `code`; gives its object. */
export async function assayJson(args: readonly string[], options: CallOptions = {}, code = 0): Promise<Json> {
  const result = await assay([...args, '--json'], options)
  const json = oneObject(result)
  if (result.code !== code) {
    // Of a verdict, what failed.
    const said = Array.isArray(json.checks) ? { ...json, checks: json.checks.filter(({ ok }: Json) => !ok) } : json
    throw new Error(
      `assay ${args.join(' ')}: exit ${result.code}, ${JSON.stringify(said)}\n${result.stderr.slice(-2000)}`,
    )
  }
  return json
}

export const readJson = (path: string): Json => JSON.parse(readFileSync(path, 'utf8'))
