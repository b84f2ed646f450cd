import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPublicClient, http } from 'viem'
import { afterEach, describe, expect, it } from 'vitest'
import { type Anvil, startAnvil } from '../../src/platform/node/anvil.ts'

const started: Anvil[] = []
afterEach(async () => {
  for (const anvil of started.splice(0)) await anvil.stop()
})
const start = async (options: Parameters<typeof startAnvil>[0] = {}): Promise<Anvil> => {
  const anvil = await startAnvil(options)
  started.push(anvil)
  return anvil
}
const clientOf = (anvil: Anvil) => createPublicClient({ transport: http(anvil.url, { retryCount: 0 }), cacheTime: 0 })

describe('anvil', () => {
  it('answers for the chain that was asked for', async () => {
    const anvil = await start({ chainId: 4242 })
    expect(await clientOf(anvil).getChainId()).toBe(4242)
    await anvil.stop()
    await anvil.ended
    await expect(clientOf(anvil).getChainId()).rejects.toThrow()
  })

  it('keeps its state over a stop and a start', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'assay-anvil-'))
    try {
      const stateFile = join(directory, 'state.json')
      const first = await start({ stateFile })
      await clientOf(first).request({ method: 'anvil_mine', params: ['0x7'] } as never)
      const block = await clientOf(first).getBlock()
      await first.stop()
      const second = await start({ stateFile })
      expect((await clientOf(second).getBlock()).hash).toBe(block.hash)
    } finally {
      for (const anvil of started.splice(0)) await anvil.stop()
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('says so where its port is taken, by another chain or by anything', async () => {
    const anvil = await start()
    await expect(startAnvil({ port: anvil.port })).rejects.toMatchObject({
      code: 'port_taken',
      message: expect.stringContaining(String(anvil.port)),
      hint: expect.stringContaining('ss -ltnp'),
    })
    const server = createServer((_, response) => response.end('{}'))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    await expect(startAnvil({ port })).rejects.toMatchObject({ code: 'port_taken' })
    server.close()
  })

  it('ends with the process that started it, at its exit and at a signal', async () => {
    // A child of its own: bundled on the fly, since Node 20 does not read TypeScript.
    const { build } = await import('esbuild')
    const directory = mkdtempSync(join(process.cwd(), 'node_modules', '.assay-anvil-'))
    try {
      const outfile = join(directory, 'child.mjs')
      const from = new URL('../../src/platform/node/anvil.ts', import.meta.url).pathname
      const contents = `import { startAnvil } from ${JSON.stringify(from)}
        const anvil = await startAnvil()
        console.log(anvil.url)
        if (process.argv[2] === 'exit') process.exit(0)`
      await build({
        stdin: { contents, resolveDir: directory },
        bundle: true,
        platform: 'node',
        format: 'esm',
        outfile,
      })
      for (const how of ['exit', 'SIGTERM', 'SIGINT'] as const) {
        const child = spawn(process.execPath, [outfile, how], { stdio: ['ignore', 'pipe', 'inherit'] })
        const url = await new Promise<string>(resolve =>
          child.stdout.once('data', data => resolve(String(data).trim())),
        )
        if (how !== 'exit') child.kill(how)
        const ended = await new Promise(resolve => child.once('exit', (code, signal) => resolve(signal ?? code)))
        expect(ended).toBe(how === 'exit' ? 0 : how)
        // Asked by its port: an ended process whose parent is gone can linger in the table of processes.
        const answers = () =>
          fetch(url).then(
            () => true,
            () => false,
          )
        await expect.poll(answers, { timeout: 5_000 }).toBe(false)
      }
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('stops waiting at the signal', async () => {
    const reason = new Error('enough')
    await expect(startAnvil({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
