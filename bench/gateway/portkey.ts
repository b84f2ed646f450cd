// The Portkey gateway from npm before a server that streams at once: what another gateway adds.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Calls } from './messages.ts'
import type { Caller } from './process.ts'

const PORTKEY = '1.15.2'
/** With later versions of its server library it fails on its own streams: their headers cannot be changed. */
const PACKAGE = {
  private: true,
  dependencies: { '@portkey-ai/gateway': PORTKEY },
  overrides: { '@hono/node-server': '1.8.2' },
}
/** Milliseconds between the chunks of a stub's stream: about what each of fifty streams of a small model has. */
const STUB_PACE_MS = 20

export interface Portkey {
  /** A call through the gateway, and the same of the stub itself; so many chunks are asked for. */
  through(tokens: number): Calls
  direct(tokens: number): Calls
  stop(): void
}

/** The Portkey gateway before a server that answers at once; null where npm cannot install it. */
export async function startPortkey(progress: (text: string) => void, caller: Caller): Promise<Portkey | null> {
  const directory = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), `assay-bench/portkey-${PORTKEY}`)
  const script = join(directory, 'node_modules/@portkey-ai/gateway/build/start-server.js')
  if (!existsSync(script)) {
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'package.json'), JSON.stringify(PACKAGE))
    progress(`installing @portkey-ai/gateway ${PORTKEY}`)
    const { status } = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit'], { cwd: directory })
    if (status !== 0) return null
  }
  const chunk = { id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm' }
  // Each chunk says when it left.
  const said = (): string => {
    const choice = { index: 0, delta: { content: String(process.hrtime.bigint()) }, finish_reason: null }
    return `data: ${JSON.stringify({ ...chunk, choices: [choice] })}\n\n`
  }
  const stub = createServer((request, response) => {
    let body = ''
    request.on('data', text => {
      body += text
    })
    request.on('end', async () => {
      const { max_tokens } = JSON.parse(body)
      response.setHeader('content-type', 'text/event-stream')
      for (let i = 0; i < max_tokens; i++) {
        if (i > 0) await new Promise(resolve => setTimeout(resolve, STUB_PACE_MS))
        response.write(said())
      }
      response.end('data: [DONE]\n\n')
    })
  })
  await new Promise<void>(resolve => stub.listen(0, '127.0.0.1', resolve))
  const upstream = `http://127.0.0.1:${(stub.address() as AddressInfo).port}/v1`
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise<unknown>(resolve => probe.close(resolve))
  const child: ChildProcess = spawn(process.execPath, [script, `--port=${port}`, '--headless'], { stdio: 'ignore' })
  const stop = (): void => {
    child.kill()
    stub.close()
    stub.closeAllConnections()
  }
  const headers = {
    'content-type': 'application/json',
    authorization: 'Bearer any',
    'x-portkey-provider': 'openai',
    'x-portkey-custom-host': upstream,
  }
  const calls = (base: string, tokens: number): Calls => ({
    url: `${base}/chat/completions`,
    headers,
    body: JSON.stringify({
      model: 'm',
      stream: true,
      max_tokens: tokens,
      messages: [{ role: 'user', content: 'abcd' }],
    }),
    ...{ atOnce: 1, count: 1 },
  })
  const base = `http://127.0.0.1:${port}/v1`
  for (let attempt = 0; ; attempt++) {
    try {
      await caller.call(calls(base, 1))
      break
    } catch {
      if (attempt > 100) {
        stop()
        return null
      }
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
  return { stop, through: tokens => calls(base, tokens), direct: tokens => calls(upstream, tokens) }
}
