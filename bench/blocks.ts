// Throughput of /assay/blocks/1 between two processes on loopback, beside a raw libp2p stream with SHA-256 of all it
// carries, in alternation within one run. Called by the bench harness.
// The raw stream writes nothing to disk and asks for nothing: it is the most that the transport gives.

import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomFillSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface Spread {
  /** MB/s, in millions of bytes. */
  readonly median: number
  readonly low: number
  readonly high: number
  readonly runs: readonly number[]
}

export interface BlocksFigures {
  readonly megabytes: number
  readonly blocks: Spread
  readonly raw: Spread
  /** Median of blocks over median of raw. */
  readonly ratio: number
}

export interface MeasureOptions {
  /** Size of the file, in MiB. */
  readonly megabytes: number
  /** Transfers of each kind; one more of each goes before and is not counted. */
  readonly runs?: number
}

const ROOT = findRoot()
const RAW_PROTOCOL = '/assay-bench/raw/1'

/** The checkout: above this file, or, where this file was bundled elsewhere, where the command was started. */
function findRoot(): string {
  const beside = fileURLToPath(new URL('..', import.meta.url))
  return existsSync(join(beside, 'bench/blocks.ts')) ? beside : process.cwd()
}

export async function measureBlocks({ megabytes, runs = 5 }: MeasureOptions): Promise<BlocksFigures> {
  const directory = await mkdtemp(join(tmpdir(), 'assay-bench-'))
  const children: ChildProcess[] = []
  try {
    const script = join(directory, 'peer.mjs')
    await bundle(script)
    const server = await startPeer(children, script, 'serve', directory, String(megabytes))
    const { addresses, cid } = await server.next<{ addresses: string[]; cid: string }>()
    const client = await startPeer(children, script, 'fetch', directory, cid, addresses[0]!, String(runs))
    const blocks: number[] = []
    const raw: number[] = []
    for (let i = 0; i <= runs; i++) {
      const turn = await client.next<{ blocksMs: number; rawMs: number; bytes: number }>()
      if (i === 0) continue
      blocks.push(turn.bytes / turn.blocksMs / 1000)
      raw.push(turn.bytes / turn.rawMs / 1000)
    }
    const figures = { megabytes, blocks: spread(blocks), raw: spread(raw) }
    return { ...figures, ratio: round(figures.blocks.median / figures.raw.median, 100) }
  } finally {
    await Promise.all(children.map(stop))
    await rm(directory, { recursive: true, force: true })
  }
}

function spread(runs: readonly number[]): Spread {
  const sorted = [...runs].sort((a, b) => a - b)
  const at = (i: number): number => round(sorted[i]!, 10)
  return {
    median: at(sorted.length >> 1),
    low: at(0),
    high: at(sorted.length - 1),
    runs: runs.map(run => round(run, 10)),
  }
}

const round = (value: number, by: number): number => Math.round(value * by) / by

/** One file that Node 20 runs. Packages stay outside, so what is measured is what is installed. */
async function bundle(script: string): Promise<void> {
  await symlink(join(ROOT, 'node_modules'), join(script, '..', 'node_modules'))
  await build({
    stdin: {
      contents: `import ${JSON.stringify(join(ROOT, 'src/node/net/polyfill.ts'))}
        import { peer } from ${JSON.stringify(join(ROOT, 'bench/blocks.ts'))}
        await peer(process.argv.slice(2), await import(${JSON.stringify(join(ROOT, 'src/node/net/index.ts'))}))`,
      resolveDir: ROOT,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    outfile: script,
    logLevel: 'error',
  })
}

interface Peer {
  next<T>(): Promise<T>
}

async function startPeer(children: ChildProcess[], script: string, ...args: string[]): Promise<Peer> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]()
  return {
    async next<T>() {
      const { done, value } = await lines.next()
      if (done) throw new Error(`the ${args[0]} process ended early`)
      return JSON.parse(value) as T
    },
  }
}

/** A peer ends when its standard input does; one that does not is killed. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  child.stdin?.end()
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(timer)
}

type Net = typeof import('../src/node/net/index.ts')

/** The child's side: one process serves, the other fetches by both ways in turn. */
export async function peer([role, directory, ...args]: string[], net: Net): Promise<void> {
  const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)
  const host = await net.createHost({
    privateKey: await net.generatePeerKey(),
    listen: role === 'serve' ? ['/ip4/127.0.0.1/tcp/0'] : [],
    bootstrap: [],
    network: 'private',
    relay: { serve: false, use: false },
  })
  const path = join(directory!, role!)
  if (role === 'serve') {
    const bytes = Number(args[0]) * 2 ** 20
    const store = await net.openStore({ directory: path, quotaBytes: 4 * bytes + 2 ** 20 })
    const blocks = await net.createBlocks({ host, store })
    const content = randomFillSync(new Uint8Array(bytes))
    const { cid } = await blocks.import(content)
    await host.libp2p.handle(RAW_PROTOCOL, async stream => {
      for (let at = 0; at < content.length; at += 2 ** 18) {
        if (!stream.send(content.subarray(at, at + 2 ** 18))) await drained(stream)
      }
      await stream.close()
    })
    say({ addresses: host.addresses(), cid })
  } else {
    const [cid, address, runs] = args
    await host.connect(address!)
    for (let i = 0; i <= Number(runs); i++) {
      const store = await net.openStore({ directory: join(path, String(i)), quotaBytes: 2 ** 40 })
      const blocks = await net.createBlocks({ host, store, serve: false })
      const fetchStart = performance.now()
      const result = await blocks.fetch(cid!, { peers: [address!] })
      const blocksMs = performance.now() - fetchStart
      if (!result.ok) throw new Error(result.message)
      await rm(join(path, String(i)), { recursive: true })

      const rawStart = performance.now()
      const stream = await host.open(address!, RAW_PROTOCOL)
      const hash = createHash('sha256')
      let bytes = 0
      for await (const data of stream) {
        for (const chunk of data instanceof Uint8Array ? [data] : data) {
          hash.update(chunk)
          bytes += chunk.length
        }
      }
      hash.digest()
      const rawMs = performance.now() - rawStart
      if (bytes !== result.value.size) throw new Error(`the raw stream ended after ${bytes} bytes`)
      await stream.close()
      say({ blocksMs, rawMs, bytes })
    }
  }
  process.stdin.resume()
  await new Promise(resolve => process.stdin.once('end', resolve))
  await host.stop()
}

/** Waits until a stream takes more: see `drained` in src/node/net/frames.ts for why it is not `stream.onDrain()`. */
function drained(stream: { writableNeedsDrain: boolean; writeBufferLength: number } & EventTarget): Promise<void> {
  return new Promise(resolve => {
    const check = (): void =>
      queueMicrotask(() => {
        if (stream.writableNeedsDrain || stream.writeBufferLength > 0) return
        stream.removeEventListener('drain', check)
        stream.removeEventListener('idle', check)
        resolve()
      })
    stream.addEventListener('drain', check)
    stream.addEventListener('idle', check)
    check()
  })
}
