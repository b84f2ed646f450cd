// Python, where there is one: reference data and tools that exist nowhere else (ONNX conformance cases, onnxruntime's
// quantizer). Everything is pinned, comes through pip as it is set up on the machine, and is kept in .cache.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './ensure.mjs'

const cache = join(root, '.cache/python')
const last = text => text.trim().split('\n').pop() ?? ''

/** `null`, or why there is no Python with pip here. */
function python() {
  for (const command of ['python3', 'python']) {
    const { status, stdout } = spawnSync(command, ['-c', 'import sys, pip; print(sys.version_info[0])'], {
      encoding: 'utf8',
    })
    if (status === 0 && stdout.trim() === '3') return { command }
  }
  return { missing: 'there is no Python 3 with pip here' }
}

function run(command, args) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
  return status === 0 ? null : last(stderr ?? '') || String(error ?? `${command} ended with ${status}`)
}

/**
 * A virtual environment with exactly these requirements (`name==version`): {python} or {missing: reason}. `name` is its
 * folder; another list of requirements makes it anew.
 */
export function ensureVenv(name, requirements) {
  const directory = join(cache, name)
  const command = join(directory, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const stamp = join(directory, '.requirements')
  const wanted = `${requirements.join('\n')}\n`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { python: command }
  const base = python()
  if (base.missing !== undefined) return base
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  console.error(`Installing ${requirements.join(', ')} into .cache/python/${name} ...`)
  const failed =
    run(base.command, ['-m', 'venv', directory]) ??
    run(command, ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', ...requirements])
  if (failed !== null) return { missing: `pip could not install ${requirements.join(', ')}: ${failed}` }
  writeFileSync(stamp, wanted)
  return { python: command }
}

/**
 * The wheel of one release for one platform, whatever this machine is: it is only read. {path} or {missing: reason};
 * a wheel with other bytes than `sha256` says is refused.
 */
export function fetchWheel({ name, version, sha256 }) {
  const directory = join(cache, `${name}-${version}`)
  const found = () =>
    existsSync(directory)
      ? readdirSync(directory)
          .filter(file => file.endsWith('.whl'))
          .map(file => join(directory, file))[0]
      : undefined
  const checked = path => {
    if (createHash('sha256').update(readFileSync(path)).digest('hex') === sha256) return { path }
    rmSync(directory, { recursive: true, force: true })
    return { missing: `the wheel of ${name} ${version} that pip gave is not the one that is pinned (SHA-256 differs)` }
  }
  const kept = found()
  if (kept !== undefined) return checked(kept)
  const base = python()
  if (base.missing !== undefined) return base
  mkdirSync(directory, { recursive: true })
  console.error(`Downloading ${name} ${version} (pip) ...`)
  const systems = ['manylinux2014_x86_64', 'manylinux_2_28_x86_64'].flatMap(tag => ['--platform', tag])
  const platform = [...systems, '--python-version', '3.11', '--implementation', 'cp']
  const failed = run(base.command, [
    ...['-m', 'pip', 'download', '--disable-pip-version-check', '--quiet', '--no-deps', '--only-binary=:all:'],
    ...[...platform, '--abi', 'cp311', '--dest', directory, `${name}==${version}`],
  ])
  const path = found()
  if (failed !== null || path === undefined)
    return { missing: `pip could not download ${name} ${version}: ${failed ?? 'no wheel came'}` }
  return checked(path)
}
