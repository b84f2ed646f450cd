// A fetch handler on a port: spec/gateway.md, "Serving". Loopback unless told otherwise, with limits of size and time on
// everything before the handler, and an end that lets work finish. It knows nothing of what is served.

import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import type { Server } from 'node:http'
import { isIPv6 } from 'node:net'
import { promisify } from 'node:util'
import { createAdaptorServer } from '@hono/node-server'
import { WorldError } from '../../core/errors/index.ts'

export interface ServeOptions {
  readonly fetch: (request: Request) => Promise<Response> | Response
  /** 0: any free one. */
  readonly port: number
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Open connections; more are refused. Default 512. */
  readonly connections?: number
  /** Milliseconds in which a request must have arrived whole. Default 60,000. */
  readonly requestMs?: number
}

export interface HttpServer {
  readonly port: number
  /** `http://host:port`, as a client on this machine reaches it. */
  readonly url: string
  /** Takes no more connections, lets requests in work end for `graceMs` (default 5,000), then cuts what is left. */
  close(graceMs?: number): Promise<void>
}

export async function serveHttp(options: ServeOptions): Promise<HttpServer> {
  const { host = '127.0.0.1', connections = 512, requestMs = 60_000 } = options
  const server = createAdaptorServer({
    fetch: options.fetch,
    overrideGlobalObjects: false,
    serverOptions: {
      maxHeaderSize: 16 << 10,
      headersTimeout: Math.min(10_000, requestMs),
      requestTimeout: requestMs,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 5_000,
    },
  }) as Server
  server.maxConnections = connections
  server.maxHeadersCount = 100
  await listen(server, options.port, host)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return {
    port,
    url: `http://${isIPv6(reached) ? `[${reached}]` : reached}:${port}`,
    close: graceMs => end(server, graceMs ?? 5_000),
  }
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        server.off('error', reject)
        resolve()
      })
    })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code !== 'EADDRINUSE') throw new WorldError('internal', `cannot listen on ${host}:${port}: ${code}`, { cause })
    const holder = await holderOf(port).catch(() => null)
    throw new WorldError('port_taken', `port ${port} on ${host} is in use${holder === null ? '' : ` by ${holder}`}`, {
      hint: 'Stop that program, or choose another port.',
      cause,
    })
  }
}

function end(server: Server, graceMs: number): Promise<void> {
  return new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    // A connection whose request has just ended is kept open for the next one, which shall not come.
    const sweep = setInterval(() => server.closeIdleConnections(), 25)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(sweep)
      resolve()
    })
    server.closeIdleConnections()
  })
}

const MAX_PROCESSES = 10_000

/** Which program listens on a TCP port of this machine, e.g. `node (process 123)`; null where that cannot be seen. */
export async function holderOf(port: number): Promise<string | null> {
  const pid = process.platform === 'linux' ? await holderOnLinux(port) : await holderByLsof(port)
  if (pid === null) return null
  if (process.platform !== 'linux') return `process ${pid}`
  const command = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  return command === '' ? `process ${pid}` : `${command.trim()} (process ${pid})`
}

/** The listening socket's inode from the kernel's table, then the process that has it open. Sees one's own processes. */
async function holderOnLinux(port: number): Promise<string | null> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const tables = await Promise.all(['tcp', 'tcp6'].map(name => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')))
  const LISTEN = '0A'
  const line = tables
    .flatMap(table => table.split('\n'))
    .map(row => row.trim().split(/\s+/))
    .find(columns => columns[1]?.endsWith(`:${hex}`) && columns[3] === LISTEN)
  if (line === undefined) return null
  const wanted = `socket:[${line[9]}]`
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).slice(0, MAX_PROCESSES)
  for (const pid of pids) {
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => [])
    for (const descriptor of descriptors)
      if ((await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '')) === wanted) return pid
  }
  return null
}

async function holderByLsof(port: number): Promise<string | null> {
  const { stdout } = await promisify(execFile)('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], {
    timeout: 2000,
  })
  return /^\d+/.exec(stdout)?.[0] ?? null
}
