// Clients of others (Vercel's AI SDK, LangChain.js, the MCP SDK) that tests of the OpenAI surface talk to it with: 100 MB that no
// one else needs, so they are installed on demand, exactly as test/openai/clients/package-lock.json says, and kept in .cache.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './ensure.mjs'

const source = join(root, 'test/openai/clients')
const directory = join(root, '.cache/clients')
const stamp = join(directory, '.lock')
// A module that lies among them imports what they would import. In node_modules, so that test runners leave it to Node.
const loader = join(directory, 'node_modules/load.mjs')

/** {load(name)}: imports a package of them by name; or {missing: reason}. */
export async function ensureClients() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(source, 'package-lock.json')))
    .digest('hex')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory, { recursive: true })
    for (const name of ['package.json', 'package-lock.json']) cpSync(join(source, name), join(directory, name))
    console.error('Installing clients for tests into .cache/clients ...')
    const windows = process.platform === 'win32'
    const { status, stderr, error } = spawnSync(
      windows ? 'npm.cmd' : 'npm',
      ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      { cwd: directory, encoding: 'utf8', shell: windows, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    if (status !== 0)
      return { missing: `npm could not install them: ${(stderr || String(error)).trim().split('\n')[0]}` }
    writeFileSync(loader, 'export const load = name => import(name)\n')
    writeFileSync(stamp, wanted)
  }
  return import(pathToFileURL(loader).href)
}
