// A local chain for the devnet and for tests: the anvil program of the npm package @foundry-rs/anvil, on loopback only.
// Its accounts' keys are public, so it is never offered to another machine.

import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { type ErrorCode, WorldError } from '../../core/errors/index.ts'

export interface AnvilOptions {
  /** TCP port; 0 or left out: any free one. */
  readonly port?: number
  readonly chainId?: number
  /** File that the state is read from and written to. Left out: the chain is gone when it stops. */
  readonly stateFile?: string
  /** Seconds between writes of the state file; at the stop it is written in any case. */
  readonly stateInterval?: number
  /** Seconds between blocks. Left out: a block for each transaction, at once. */
  readonly blockTime?: number
  /** Slots in an epoch: `finalized` lies two epochs behind the newest block. Default 32, as on Ethereum. */
  readonly slotsInAnEpoch?: number
  /** Longest wait for the first answer, in milliseconds. */
  readonly startTimeout?: number
  readonly signal?: AbortSignal
}

export interface Anvil {
  readonly url: string
  readonly port: number
  readonly chainId: number
  readonly pid: number
  /** Settles when the process has ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Ends the process and waits for it; the state file is written first. */
  stop(): Promise<void>
}

/** anvil's first two accounts, of its public test mnemonic. Worthless anywhere else. */
export const ANVIL_KEYS = [
  '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
  '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d',
] as const

const OLDEST_GLIBC = [2, 35] as const
const STOP_TIMEOUT = 10_000
const HINT = 'Point to another chain with --rpc URL (or "rpc" in network.json).'

/** Starts anvil and waits until it answers. Throws a WorldError that says what to do where that is not possible. */
export async function startAnvil(options: AnvilOptions = {}): Promise<Anvil> {
  const binary = await findAnvil()
  const wanted = options.port ?? 0
  // A free port can be taken between looking and starting; only where any port will do is it worth trying again.
  for (let attempt = 0; ; attempt++) {
    try {
      return await startOn(await freePort(wanted), binary, options)
    } catch (error) {
      const again = wanted === 0 && attempt < 3 && error instanceof WorldError && error.code === 'port_taken'
      if (!again) throw error
    }
  }
}

/** Path of the program inside the platform package: neither its wrapper nor an install script is needed. */
export async function findAnvil(): Promise<string> {
  checkGlibc()
  const arch = ({ x64: 'amd64', arm64: 'arm64' } as Record<string, string>)[process.arch] ?? process.arch
  const name = `@foundry-rs/anvil-${process.platform}-${arch}/bin/anvil${process.platform === 'win32' ? '.exe' : ''}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json')
    const path = createRequire(wrapper).resolve(name)
    await access(path, constants.X_OK)
    return path
  } catch (cause) {
    const message = `The local chain's program is missing: no ${name} that can be run`
    throw new WorldError('anvil_unavailable', message, { cause, hint: `Run npm ci with optional packages. ${HINT}` })
  }
}

function checkGlibc(): void {
  if (process.platform !== 'linux') return
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } }
  const found = header.glibcVersionRuntime
  const [major, minor] = (found ?? '0.0').split('.').map(Number)
  if (major! > OLDEST_GLIBC[0] || (major === OLDEST_GLIBC[0] && minor! >= OLDEST_GLIBC[1])) return
  const has = found === undefined ? 'has none (musl?)' : `has ${found}`
  const message = `The local chain needs glibc ${OLDEST_GLIBC.join('.')} or newer; this system ${has}`
  throw new WorldError('anvil_unavailable', message, { hint: `Use Debian 12, Ubuntu 22.04 or newer. ${HINT}` })
}

async function startOn(port: number, binary: string, options: AnvilOptions): Promise<Anvil> {
  const { chainId = 31337, stateFile, stateInterval = 30, blockTime, slotsInAnEpoch, signal } = options
  signal?.throwIfAborted()
  const args = ['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(chainId), '--silent']
  args.push('--hardfork', 'prague')
  if (stateFile !== undefined) args.push('--state', stateFile, '--state-interval', String(stateInterval))
  if (blockTime !== undefined) args.push('--block-time', String(blockTime))
  if (slotsInAnEpoch !== undefined) args.push('--slots-in-an-epoch', String(slotsInAnEpoch))
  const child = spawn(binary, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000)
  })
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve())
    child.once('error', error => {
      complaint += String(error)
      resolve()
    })
  })
  const release = holdOn(child)
  void ended.then(release)
  const anvil: Anvil = {
    url: `http://127.0.0.1:${port}`,
    port,
    chainId,
    pid: child.pid ?? 0,
    ended,
    stop: () => stop(child, ended),
  }
  try {
    await answering(anvil, child, options.startTimeout ?? 10_000, signal)
    return anvil
  } catch (error) {
    await anvil.stop()
    if (!/in use/i.test(complaint)) throw withComplaint(error, complaint)
    throw taken(port, error)
  }
}

/** Waits for the first answer and checks that it comes from the chain that was started. */
async function answering(anvil: Anvil, child: ChildProcess, timeout: number, signal?: AbortSignal): Promise<void> {
  const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] })
  const until = Date.now() + timeout
  for (;;) {
    signal?.throwIfAborted()
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      throw new WorldError('anvil_unavailable', 'The local chain ended before it answered', { hint: HINT })
    try {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(anvil.url, { method: 'POST', headers, body: request })
      const { result } = (await response.json()) as { result?: string }
      if (Number(result) === anvil.chainId) return
      throw new WorldError('port_taken', `Port ${anvil.port} answers for chain ${Number(result)}, not ${anvil.chainId}`)
    } catch (error) {
      if (error instanceof WorldError) throw error
      if (Date.now() > until) throw new WorldError('timeout', `The local chain did not answer within ${timeout} ms`)
    }
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  // SIGTERM makes it write its state; a chain that hangs over that is ended all the same.
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT)
  await ended
  clearTimeout(timer)
}

const running = new Set<ChildProcess>()
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Ends the child with this process: at its exit, and at signals. Returns what undoes that. */
function holdOn(child: ChildProcess): () => void {
  if (running.size === 0) {
    process.on('exit', endAll)
    for (const signal of SIGNALS) process.on(signal, onSignal)
  }
  running.add(child)
  return () => {
    if (!running.delete(child) || running.size > 0) return
    process.off('exit', endAll)
    for (const signal of SIGNALS) process.off(signal, onSignal)
  }
}

function endAll(): void {
  for (const child of running) child.kill('SIGTERM')
}

/** Where nobody else handles the signal, it must still end this process: it is raised again without us. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return
  endAll()
  process.off(signal, onSignal)
  process.kill(process.pid, signal)
}

/** `wanted` if it is free, or any free port for 0. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', cause => reject(taken(wanted, cause)))
    server.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted))
    })
  })
}

function taken(port: number, cause: unknown): WorldError {
  const hint = `Stop what uses it (ss -ltnp "sport = :${port}" names it) or choose another port.`
  return new WorldError('port_taken', `Port ${port} is in use`, { cause, hint })
}

function withComplaint(error: unknown, complaint: string): unknown {
  if (!(error instanceof WorldError) || complaint.trim() === '') return error
  const code: ErrorCode = error.code
  return new WorldError(code, `${error.message}: ${complaint.trim()}`, {
    cause: error,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  })
}
