// A local network of `assay up` for tests: three nodes and a chain as processes, in a home of its own, stopped as Ctrl-C stops it.

import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import {
  assayJson,
  builtCli,
  digits,
  ended,
  environment,
  freePorts,
  type Json,
  type Ports,
  processesOf,
  temporary,
  until,
} from './cli.ts'

export interface Running {
  readonly home: string
  readonly ports: Ports
  readonly process: ChildProcess
  /** The object that was printed when everything was up. */
  readonly ready: Json
  readonly networkFile: string
  /** URLs of the gateways of alpha, beta and gamma. */
  readonly gateways: readonly string[]
  readonly stderr: () => string
  /** Ctrl-C; gives the exit code. */
  stop(): Promise<number | null>
}

export const portFlags = ({ chain, gateway, peer }: Ports): string[] => [
  ...['--chain-port', String(chain)],
  ...['--gateway-port', String(gateway)],
  ...['--peer-port', String(peer)],
]

export const portVariables = ({ chain, gateway, peer }: Ports): Record<string, string> => ({
  ASSAY_CHAIN_PORT: String(chain),
  ASSAY_GATEWAY_PORT: String(gateway),
  ASSAY_PEER_PORT: String(peer),
})

const START_MS = 90_000
const STOP_MS = 30_000

export interface Started {
  readonly process: ChildProcess
  readonly stdout: () => string
  readonly stderr: () => string
  readonly ended: Promise<number | null>
}

/** Starts a program that runs until it is stopped. In a process group of its own, so that a signal can go to the whole group. */
export function start(
  script: string,
  args: readonly string[],
  home: string,
  env: Record<string, string> = {},
): Started {
  const child = spawn(process.execPath, [script, ...args], {
    env: environment({ home, env }),
    // Standard input is held open: a node that is `--managed` ends with it.
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const end = ended(child)
  const guard = (): void => void child.kill('SIGTERM')
  process.on('exit', guard)
  void end.then(() => process.off('exit', guard))
  return { process: child, stdout: () => stdout, stderr: () => stderr, ended: end }
}

/** Waits for the first line on stdout. */
export async function firstObject(started: Started, timeoutMs: number): Promise<Json> {
  let over = false
  void started.ended.then(() => {
    over = true
  })
  const line = await until('a first line on stdout', timeoutMs, () => {
    const end = started.stdout().indexOf('\n')
    if (end >= 0) return started.stdout().slice(0, end)
    if (over) throw new Error(`ended before it was ready:\n${started.stdout()}${started.stderr()}`)
    return null
  })
  return JSON.parse(line)
}

/** Waits for its end, and puts away what does not end by itself: that is a failure of the test that waits. */
export async function untilEnded(started: Started, home: string): Promise<number | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>(resolve => {
    timer = setTimeout(() => resolve('late'), STOP_MS)
  })
  const code = await Promise.race([started.ended, late])
  clearTimeout(timer)
  if (code !== 'late') return code
  started.process.kill('SIGKILL')
  for (const { pid } of processesOf(home)) process.kill(pid, 'SIGKILL')
  throw new Error(`did not end within ${STOP_MS} ms:\n${started.stderr().slice(-2000)}`)
}

/** `assay up` in a new home; with `digits` the shipped model is compiled and published as assay/digits@1 through the CLI. */
export async function startNetwork({ publish = false }: { readonly publish?: boolean } = {}): Promise<Running> {
  const home = temporary('network')
  const ports = await freePorts()
  const started = start(await builtCli(), ['up', '--json', ...portFlags(ports)], home)
  const stop = (): Promise<number | null> => {
    started.process.kill('SIGINT')
    return untilEnded(started, home)
  }
  try {
    const ready = await firstObject(started, START_MS)
    if (ready.ok !== true) throw new Error(`up: ${JSON.stringify(ready)}\n${started.stderr()}`)
    if (publish) await publishDigits(home)
    return {
      home,
      ports,
      process: started.process,
      ready,
      networkFile: join(home, 'network.json'),
      gateways: [0, 1, 2].map(i => `http://127.0.0.1:${ports.gateway + i}`),
      stderr: started.stderr,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

export const MODEL = 'assay/digits@1'

/** Compiles and publishes the shipped model as a user would; gives its id. */
export async function publishDigits(home: string): Promise<string> {
  const file = join(home, 'digits.assay')
  const calibration = ['--calibration', digits('calibration-images-idx3-ubyte.gz'), '--no-evaluation']
  const { modelId } = await assayJson(['compile', digits('digits.onnx'), ...calibration, '-o', file], { home })
  const published = await assayJson(['publish', file, '--name', MODEL], { home })
  if (published.modelId !== modelId || published.hosts.length !== 2) throw new Error(JSON.stringify(published))
  return modelId
}
