// llama.cpp for tests of upstream servers: node-llama-cpp with its prebuilt library for this platform, 60 MB that no one else needs. It is
// installed on demand, in exact versions and without any script of a package, and kept in .cache.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './ensure.mjs'

const VERSION = '3.22.1'
const directory = join(root, '.cache/llama')
const stamp = join(directory, '.version')

/** {directory}: where the package can be resolved from; or {missing: reason}. */
export function ensureLlama() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === VERSION) return { directory }
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'package.json'), '{ "private": true }\n')
  const platform = process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'win' : process.platform
  const packages = ['node-llama-cpp', `@node-llama-cpp/${platform}-${process.arch}`].map(name => `${name}@${VERSION}`)
  const windows = process.platform === 'win32'
  console.error('Installing llama.cpp for tests into .cache/llama ...')
  const { status, stderr, error } = spawnSync(
    windows ? 'npm.cmd' : 'npm',
    ['install', ...packages, '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: directory, encoding: 'utf8', shell: windows, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  if (status !== 0) return { missing: `npm could not install it: ${(stderr || String(error)).trim().split('\n')[0]}` }
  writeFileSync(stamp, VERSION)
  return { directory }
}
