// Brings an engine that is installed on demand into ASSAY_HOME/engines: one exact version, by the user's own npm with the user's
// own settings, and no script of the package is run. spec/engines.md, "Installing".

import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WorldError } from '../../core/errors/index.ts'

export interface InstallOptions {
  readonly signal?: AbortSignal
  /** What npm says, line by line. */
  readonly say?: (text: string) => void
}

const FLAGS = ['--ignore-scripts', '--save-exact', '--no-audit', '--no-fund', '--no-global', '--no-update-notifier']
/** Lines of npm's that a failure shows. */
const LAST_LINES = 5

/** Installs `specifier` (name@version) below `home`. Throws `install_failed` with what npm said last. */
export async function installPackage(home: string, specifier: string, options: InstallOptions = {}): Promise<void> {
  const directory = join(home, 'engines')
  mkdirSync(directory, { recursive: true })
  // Without one of its own, npm would take the directory for a part of the next package above it.
  const manifest = join(directory, 'package.json')
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "name": "assay-engines", "private": true }\n')
  const { code, said } = await npm(['install', '--prefix', '.', ...FLAGS, specifier], directory, options)
  if (code === 0) return
  throw new WorldError('install_failed', `npm could not install ${specifier}: ${said.slice(-LAST_LINES).join(' | ')}`, {
    hint: `Everything else works without it. Where npm cannot reach its registry from here, install it on another machine and copy the directory to ${directory}.`,
  })
}

function npm(
  args: readonly string[],
  cwd: string,
  { signal, say }: InstallOptions,
): Promise<{ code: number | null; said: string[] }> {
  signal?.throwIfAborted()
  // Windows has npm as a batch file, which only a shell starts; nothing in `args` needs quoting.
  const shell = process.platform === 'win32'
  const child = spawn('npm', args, { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'], ...(signal ? { signal } : {}) })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n')
      rest = lines.pop()!
      for (const line of lines.map(line => line.trim()).filter(line => line !== '')) {
        said.push(line)
        say?.(line)
      }
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => {
      if (signal?.aborted === true) reject(signal.reason as Error)
      else if (cause.code !== 'ENOENT') reject(cause)
      else
        reject(
          new WorldError('install_failed', 'npm is not on the PATH', {
            hint: 'It comes with Node.js. Make `npm --version` work and try again.',
            cause,
          }),
        )
    })
    child.once('close', code => resolve({ code, said }))
  })
}
