// Runs a TypeScript file in Chromium: bundled to one script with esbuild, served from this machine to a headless browser,
// its `main` called there with a JSON argument, the JSON answer given back. Where there is no Chromium a test is skipped
// with the reason, except in CI (CI=true), where it fails.

import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium, type Page } from 'playwright-core'

/** Debian's packages chromium-headless-shell and chromium, and wherever CHROMIUM_PATH points. */
const PLACES = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
]

/** Nothing that a test needs, and nothing that talks to the outside. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }

export function findChromium(): string | null {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') return existsSync(named) ? named : null
  return PLACES.find(place => existsSync(place)) ?? null
}

/** The browser's path. Skips the running test with a reason where there is none; in CI that is a failure instead. */
export function needChromium(context: { skip(reason: string): never }): string {
  const path = findChromium()
  if (path !== null) return path
  const reason = `no Chromium at CHROMIUM_PATH or ${PLACES.join(', ')} (Debian: apt-get install chromium-headless-shell)`
  if (process.env['CI'] === 'true') throw new Error(reason)
  return context.skip(reason)
}

/** One script for browsers from `entry`, a module that exports `main`. Fails where something in it needs Node. */
export async function bundleForBrowser(entry: URL): Promise<string> {
  const result = await build({
    stdin: {
      contents: `import { main } from ${JSON.stringify(fileURLToPath(entry))}; globalThis.__main = main`,
      resolveDir: fileURLToPath(new URL('.', entry)),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
  })
  return result.outputFiles[0]!.text
}

/**
 * Calls `main(argument)` of the module at `entry` inside the browser at `path`. Argument and answer are JSON. Throws what
 * the page throws; a page that loads anything but itself and what `origins` allow is refused.
 */
export async function runInChromium<T>(
  path: string,
  entry: URL,
  argument?: unknown,
  origins: readonly string[] = [],
  /** Answer so that the page may share memory with its workers. */
  isolated = false,
): Promise<T> {
  const script = await bundleForBrowser(entry)
  const server = createServer((request, response) => {
    const isScript = request.url === '/main.js'
    if (!isScript && request.url !== '/') {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'content-type': `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8`,
      ...(isolated ? ISOLATED : {}),
    })
    response.end(
      isScript ? script : '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>test</title>',
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const browser = await chromium.launch({ executablePath: path, args: ARGS })
  try {
    const page = await browser.newPage()
    const strangers: string[] = []
    const errors: string[] = []
    await page.route('**/*', async route => {
      const url = route.request().url()
      const known = [origin, ...origins].some(allowed => url === allowed || url.startsWith(`${allowed}/`))
      if (known || url.startsWith('data:')) return route.continue()
      strangers.push(url)
      return route.abort()
    })
    page.on('pageerror', error => errors.push(error.stack ?? error.message))
    await page.goto(`${origin}/`)
    await page.addScriptTag({ url: `${origin}/main.js` })
    if (errors.length > 0) throw new Error(`the page failed: ${errors.join('\n')}`)
    // A string, because the function would carry the test runner's helpers into the page.
    const answer = await page.evaluate(`globalThis.__main(${JSON.stringify(argument ?? null)})`)
    if (strangers.length > 0) throw new Error(`the page asked for ${strangers.join(', ')}`)
    return answer as T
  } finally {
    await browser.close()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
}

/**
 * Opens a page of its own, a file or a server's, and hands it over. Throws what it throws, what its content policy forbids it, and
 * what it asks of anybody but the page's own server and `origins`; of a file, whatever it asks for.
 */
export async function inPage(
  path: string,
  url: string,
  work: (page: Page) => Promise<void>,
  origins: readonly string[] = [],
): Promise<void> {
  const browser = await chromium.launch({ executablePath: path, args: ARGS })
  try {
    const page = await browser.newPage()
    const { origin } = new URL(url)
    const allowed = [...(origin === 'null' ? [] : [origin]), ...origins]
    const wrong: string[] = []
    await page.route('**/*', async route => {
      const asked = route.request().url()
      if (
        asked === url ||
        asked.startsWith('data:') ||
        allowed.some(one => asked === one || asked.startsWith(`${one}/`))
      )
        return route.continue()
      wrong.push(`asked for ${asked}`)
      return route.abort()
    })
    page.on('pageerror', error => wrong.push(error.stack ?? error.message))
    await page.goto(url)
    await work(page)
    if (wrong.length > 0) throw new Error(`the page: ${wrong.join('\n')}`)
  } finally {
    await browser.close()
  }
}
