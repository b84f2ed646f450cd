// The Portkey gateway from npm before a server that streams at once: what another gateway adds.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Calls, chatCalls } from './messages.ts'
import type { Caller } from './process.ts'

const PORTKEY = '1.15.2'
/** With later versions of its server library it fails on its own streams: their headers cannot be changed. */
const PACKAGE = {
  private: true,
  dependencies: { '@portkey-ai/gateway': PORTKEY },
  overrides: { '@hono/node-server': '1.8.2' },
}

export interface Portkey {
  /** A call that asks for so many chunks. */
  calls(tokens: number): Calls
  stop(): void
}

/** The Portkey gateway before a server that answers at once; null where npm cannot install it. */
export async function startPortkey(
  upstream: string,
  caller: Caller,
  progress: (text: string) => void,
): Promise<Portkey | null> {
  const directory = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), `assay-bench/portkey-${PORTKEY}`)
  const script = join(directory, 'node_modules/@portkey-ai/gateway/build/start-server.js')
  if (!existsSync(script)) {
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'package.json'), JSON.stringify(PACKAGE))
    progress(`installing @portkey-ai/gateway ${PORTKEY}`)
    const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit'], { cwd: directory })
    if (status !== 0) return null
  }
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise<unknown>(resolve => probe.close(resolve))
  const child: ChildProcess = spawn(process.execPath, [script, `--port=${port}`, '--headless'], { stdio: 'ignore' })
  const stop = (): void => void child.kill()
  const headers = {
    authorization: 'Bearer any',
    'x-portkey-provider': 'openai',
    'x-portkey-custom-host': upstream,
  }
  const calls = (tokens: number): Calls => chatCalls(`http://127.0.0.1:${port}/v1`, 'm', tokens, headers)
  for (let attempt = 0; ; attempt++) {
    try {
      await caller.call(calls(1))
      break
    } catch {
      if (attempt > 100) {
        stop()
        return null
      }
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
  return { stop, calls }
}
