// A node that has stopped leaves nothing open: its process ends by itself, at once, with nothing forcing it to.

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterEach, expect, test } from 'vitest'
import { directory, stopAll } from './helpers.ts'

afterEach(stopAll)

test('the process ends by itself after the hosts have stopped', async () => {
  const path = await directory()
  // Bundled whole, as the command line tool is shipped.
  await build({
    entryPoints: [fileURLToPath(new URL('./stopping-node.ts', import.meta.url))],
    outfile: join(path, 'node.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
    logLevel: 'error',
  })
  const child = spawn(process.execPath, [join(path, 'node.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), 40_000)
  const code = await new Promise(resolve => child.once('exit', resolve))
  clearTimeout(timer)
  expect(code).toBe(0)
  const { answer, report, ms } = JSON.parse(out)
  expect(answer).toEqual({ ok: true, value: 'hello' })
  expect(report).toMatchObject({ ok: true, value: { fetchedBlocks: 2, size: 3 * 2 ** 20 } })
  expect(ms).toBeLessThan(400)
}, 60_000)
