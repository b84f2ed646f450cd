// Suite start: how long a person waits for the first verified receipt, by phase, and how fast blocks move between peers.
// Every run is the real command on an empty data directory; the install is warm, and the warm-up run builds what is stale.

import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measureBlocks } from '../blocks.ts'
import type { Sample, Suite } from '../harness.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const COMMAND = ['run', '-s', 'start', '--', '--once', '--json']
const BLOCKS_MEGABYTES = 100
/** A line of stderr that names a phase. */
const PHASE = /^· /m

export const suite: Suite = {
  name: 'start',
  summary: 'npm start to the first verified receipt, by phase; blocks between two processes beside a raw libp2p stream',
  runs: 5,
  async *cases() {
    yield {
      name: 'npm start -- --once',
      metric: name => ({ unit: 's', ...(name === FIRST_RECEIPT ? { target: { atMost: 15 } } : {}) }),
      ours: startOnce,
    }
    yield {
      name: `blocks, ${BLOCKS_MEGABYTES} MiB on loopback`,
      metric: () => ({ unit: 'MB/s', target: { ratio: 'raw stream', atLeast: 0.5 } }),
      sample: async runs => {
        const { blocks, raw } = await measureBlocks({ megabytes: BLOCKS_MEGABYTES, runs })
        const samples = (rates: readonly number[]): Sample[] => rates.map(throughput => ({ throughput }))
        return { ours: samples(blocks.runs), others: { 'raw stream': samples(raw.runs) } }
      },
    }
  },
}

const FIRST_RECEIPT = 'first verified receipt'

/** What the command answers when it is done: milliseconds by its own clock, which starts with its first line on stderr. */
interface Answer {
  readonly phases: Readonly<Record<string, number>>
  readonly toVerifiedReceipt: number
}

/** From the start of npm to a receipt that another process has verified, then what the demonstration shows beyond it. */
async function startOnce(signal: AbortSignal): Promise<Sample> {
  const home = await mkdtemp(join(tmpdir(), 'assay-bench-start-'))
  const started = performance.now()
  const { answer, launched } = await runCommand(home, signal).catch(async error => {
    // The logs of a run that failed stay where its message says they are.
    if (signal.aborted) await rm(home, { recursive: true, force: true })
    throw error
  })
  const ended = performance.now()
  await rm(home, { recursive: true, force: true })
  const phases = Object.entries(answer.phases).map(([name, ms]) => [`phase ${name}`, ms / 1000])
  return {
    [FIRST_RECEIPT]: (launched - started + answer.toVerifiedReceipt) / 1000,
    launch: (launched - started) / 1000,
    ...Object.fromEntries(phases),
    'process ended': (ended - started) / 1000,
  }
}

/** Runs the command to its end. `launched`: when it named its first phase, before which npm, Node and the bundle loaded. */
function runCommand(home: string, signal: AbortSignal): Promise<{ answer: Answer; launched: number }> {
  // A process group of its own: an interrupt has to reach what npm has started.
  const child = spawn('npm', COMMAND, {
    cwd: ROOT,
    env: { ...process.env, ASSAY_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const kill = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    } catch {
      // It has ended.
    }
  }
  let timer: NodeJS.Timeout | undefined
  const interrupt = (): void => {
    kill('SIGINT')
    timer = setTimeout(() => kill('SIGKILL'), 8000)
  }
  signal.addEventListener('abort', interrupt, { once: true })
  let stdout = ''
  let stderr = ''
  let launched: number | undefined
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    if (launched === undefined && PHASE.test(stderr)) launched = performance.now()
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => {
      clearTimeout(timer)
      signal.removeEventListener('abort', interrupt)
      const ended = `npm ${COMMAND.join(' ')} ended with ${code}\n${stderr.slice(-4000)}${stdout}`
      if (signal.aborted) reject(signal.reason)
      else if (code !== 0 || launched === undefined) reject(new Error(ended))
      else resolve({ answer: JSON.parse(stdout) as Answer, launched })
    })
  })
}
